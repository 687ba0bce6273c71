//! The limits and timeouts of a server. They need no configuration; tests make them small.

use std::time::Duration;

use porch_domain::moderation::team_decision::UNDO;

/// The limits of a running server.
#[derive(Clone, Debug)]
pub struct ServerLimits {
    /// Active reads.
    pub reads: usize,
    /// Active writes, and reads of what belongs to the visitor.
    pub writes: usize,
    /// Active requests of signed-in team members.
    pub dashboard: usize,
    /// Active attempts to sign in. They have a limit of their own, so that clients outside cannot use up the team's.
    pub sign_in: usize,
    /// One network (an IPv4 address or the /64 of an IPv6 one) gets at most the n-th part of each class. Here and in
    /// all limits "of one network" below, the wider networks around it get more: a /56 twice as much, a /48 two and a
    /// half times, an IPv4 /24 sixteen times.
    pub share: usize,
    /// Requests of each class whose bodies are being received: they do not count for their class meanwhile.
    pub bodies: usize,
    /// The same, of one network.
    pub bodies_of_network: usize,
    /// Open connections. Those of a trusted proxy are not counted: they carry many clients, and the requests of each
    /// client are counted by the forwarded address.
    pub connections: usize,
    /// Open connections of one network.
    pub connections_of_network: usize,
    /// Bytes of HTTP/2 responses that their readers have not accepted yet.
    pub unsent: usize,
    /// The same, of one network.
    pub unsent_of_network: usize,
    /// The same, of one connection, unless it is a trusted proxy's.
    pub unsent_of_connection: usize,
    /// Open event streams of the process.
    pub streams: usize,
    /// Open event streams of one network.
    pub streams_of_network: usize,
    /// The timeout for a request's head, and for a connection's first one; an idle HTTP/1 connection is closed after it
    /// too.
    pub head: Duration,
    /// How long an HTTP/2 connection may be open without a request.
    pub idle: Duration,
    /// How long a response may wait for its reader to accept some of it; on HTTP/2, to accept 16 KiB of it.
    pub unread: Duration,
    /// The longest that a request may take, and that its body may pause.
    pub request: Duration,
    /// How long a read may wait for one of the connections to the database.
    pub connection: Duration,
    /// The timeout of an external check.
    pub external_check: Duration,
    /// The timeout of an exchange with a webhook receiver, from resolving the name to the response's last byte.
    pub receiver: Duration,
    /// The timeout of a request to an identity provider; a person waits for up to three of them.
    pub identity_provider: Duration,
    /// How long a reply waits before it is mailed: its author can take it back meanwhile.
    pub reply_mail: Duration,
    /// The limits of the process that reads an imported file.
    pub import: ImportLimits,
    /// How long active requests may take at the shutdown.
    pub end: Duration,
}

impl Default for ServerLimits {
    fn default() -> Self {
        Self {
            reads: 512,
            writes: 512,
            dashboard: 64,
            sign_in: 32,
            share: 4,
            bodies: 4_096,
            bodies_of_network: 32,
            connections: 24_000,
            connections_of_network: 256,
            unsent: 256 << 20,
            unsent_of_network: 16 << 20,
            unsent_of_connection: 4 << 20,
            streams: 20_000,
            streams_of_network: 20,
            head: Duration::from_secs(10),
            idle: Duration::from_mins(1),
            unread: Duration::from_secs(30),
            request: Duration::from_secs(10),
            connection: Duration::from_secs(2),
            external_check: Duration::from_secs(2),
            receiver: Duration::from_secs(10),
            identity_provider: Duration::from_secs(3),
            reply_mail: Duration::from_micros(UNDO.unsigned_abs()),
            import: ImportLimits::default(),
            end: Duration::from_secs(10),
        }
    }
}

/// The limits of a process that reads an imported file.
#[derive(Clone, Copy, Debug)]
pub struct ImportLimits {
    /// Bytes of memory.
    pub memory: u64,
    /// Seconds of processor time: many times what the longest file takes.
    pub seconds: u64,
    /// How long it may send nothing.
    pub silence: Duration,
}

impl Default for ImportLimits {
    fn default() -> Self {
        Self { memory: 1 << 30, seconds: 900, silence: Duration::from_mins(2) }
    }
}
