//! How much the server takes at once, and how long it waits. Nobody has to choose them; tests make them small.

use std::time::Duration;

/// The bounds of a running server.
#[derive(Clone, Debug)]
pub struct ServerLimits {
    /// Reads under way.
    pub reads: usize,
    /// Writes, and what is somebody's own.
    pub writes: usize,
    /// Requests of people who are in the dashboard.
    pub dashboard: usize,
    /// Tries to come into it. They have room of their own, so that nobody outside fills the dashboard for those inside.
    pub sign_in: usize,
    /// One network (an IPv4 address or the /64 of an IPv6 one) has at most one in so many of the places of each class. Of
    /// this and all that follows "of one network", the wider networks around it have more: a /56 twice as much, a /48 two
    /// and a half times, an IPv4 /24 sixteen times.
    pub share: usize,
    /// Requests of each class whose bodies are waited for: they take no place of their class meanwhile.
    pub bodies: usize,
    /// The same, of one network.
    pub bodies_of_network: usize,
    /// Open connections. Those of a trusted proxy count for none of this: many people come through it, and what each of
    /// them takes is counted by what it says of them.
    pub connections: usize,
    /// Open connections of one network.
    pub connections_of_network: usize,
    /// Bytes of answers over HTTP/2 that their readers have not taken yet.
    pub unsent: usize,
    /// The same, of one network.
    pub unsent_of_network: usize,
    /// The same, of one connection, unless it is a trusted proxy's.
    pub unsent_of_connection: usize,
    /// Streams of the process.
    pub streams: usize,
    /// Streams of one network.
    pub streams_of_network: usize,
    /// A request's head must be there by then, and a connection's first one; an idle connection is closed after it too.
    pub head: Duration,
    /// How long an HTTP/2 connection may be open on which nothing is asked.
    pub idle: Duration,
    /// How long an answer may wait for its reader to take some of it; on HTTP/2, to take 16 KiB of it.
    pub unread: Duration,
    /// The longest a request may take, and its body may pause.
    pub request: Duration,
    /// How long a read may wait for one of the connections to the database.
    pub connection: Duration,
    /// How long a judge outside of the server may take in all.
    pub judge: Duration,
    /// How long an exchange with a receiver may take in all, from looking the name up to the answer's last byte.
    pub receiver: Duration,
    /// What the process may have that reads an imported file.
    pub import: ImportLimits,
    /// How long requests under way may take at the end.
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
            judge: Duration::from_secs(2),
            receiver: Duration::from_secs(10),
            import: ImportLimits::default(),
            end: Duration::from_secs(10),
        }
    }
}

/// What a reading process may have.
#[derive(Clone, Copy, Debug)]
pub struct ImportLimits {
    /// Bytes of memory.
    pub memory: u64,
    /// Seconds of the processor's time: many times what the longest file takes.
    pub seconds: u64,
    /// How long it may say nothing.
    pub silence: Duration,
}

impl Default for ImportLimits {
    fn default() -> Self {
        Self { memory: 1 << 30, seconds: 900, silence: Duration::from_mins(2) }
    }
}
