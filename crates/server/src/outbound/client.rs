//! The one client for addresses that users typed: it resolves a name once, and connects only to an address that it
//! checked.
//!
//! It follows no redirect, uses no proxy and keeps no connection open. A name's addresses are checked when they are
//! used, so a name that resolves differently the next time gains nothing.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{HOST, HeaderMap, HeaderValue, RETRY_AFTER, USER_AGENT};
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use ipnet::IpNet;
use porch_protocol::DeliveryFailure;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName};
use tokio_util::task::AbortOnDropHandle;
use url::{Host, Url};

use super::addresses::is_public;

/// The most bytes of a response's body that are read.
pub const ANSWER_BYTES: usize = 256 * 1_024;
/// The most bytes of a response's head.
const HEAD_BYTES: usize = 64 * 1_024;
/// Addresses of one name that are tried.
const MAX_ADDRESSES: usize = 3;

/// Why no request is sent to an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BlockedAddress {
    /// No URL, or not one of a web server.
    #[error("this is not an address like https://name/path")]
    Malformed,
    /// The URL contains a user name or a password.
    #[error("a name or a password in an address is not sent")]
    Userinfo,
    /// Not `https` on port 443, and the operator has listed no network.
    #[error("only https on port 443 is asked, except in networks listed with --outbound-allow")]
    Port,
    /// A private, local or otherwise special address.
    #[error("this leads into a network that is not open to everybody; list it with --outbound-allow if it is yours")]
    Forbidden,
}

/// This build cannot use TLS.
#[derive(Debug, thiserror::Error)]
#[error("TLS cannot be set up: {0}")]
pub struct NoTls(#[from] tokio_rustls::rustls::Error);

/// Why there is no response. The texts name no address: a webhook's address is a secret.
#[derive(Clone, Copy, Debug, thiserror::Error)]
pub enum Failure {
    /// No request was sent.
    #[error(transparent)]
    Refused(#[from] BlockedAddress),
    /// The name cannot be resolved.
    #[error("the name could not be looked up")]
    UnknownHost,
    /// The connection was refused or broke.
    #[error("no connection: {0}")]
    Connection(io::ErrorKind),
    /// The certificate is not trusted, or the server does not use TLS.
    #[error("no trusted TLS connection")]
    Tls,
    /// The server does not use HTTP.
    #[error("the answer is not HTTP")]
    Http,
    /// The timeout passed.
    #[error("no answer in time")]
    Timeout,
}

impl Failure {
    /// The same as a code.
    pub fn code(&self) -> DeliveryFailure {
        match self {
            Self::Refused(BlockedAddress::Malformed) => DeliveryFailure::AddressMalformed,
            Self::Refused(BlockedAddress::Userinfo) => DeliveryFailure::AddressCredentials,
            Self::Refused(BlockedAddress::Port) => DeliveryFailure::AddressPort,
            Self::Refused(BlockedAddress::Forbidden) => DeliveryFailure::ClosedNetwork,
            Self::UnknownHost => DeliveryFailure::NameNotFound,
            Self::Connection(_) => DeliveryFailure::NoConnection,
            Self::Tls => DeliveryFailure::NoTls,
            Self::Http => DeliveryFailure::NotHttp,
            Self::Timeout => DeliveryFailure::Timeout,
        }
    }
}

/// A response.
#[derive(Clone, Debug)]
pub struct OutboundResponse {
    /// The status.
    pub status: StatusCode,
    /// The `Retry-After` header as it was sent: seconds, or a date.
    pub retry_after: Option<String>,
    /// The first [`ANSWER_BYTES`] of the body.
    pub body: Bytes,
}

type AddressLookup = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;
/// Resolves a name to addresses.
pub type Lookup = Arc<dyn Fn(String) -> AddressLookup + Send + Sync>;

/// A handle to the client. Cheap to clone.
#[derive(Clone)]
pub struct Client {
    allowed: Arc<[IpNet]>,
    lookup: Lookup,
    tls: TlsConnector,
    timeout: Duration,
}

/// A URL that is allowed, provided that the addresses of its host are.
#[derive(Debug)]
struct Target {
    url: Url,
    host: Host,
    port: u16,
    tls: bool,
}

/// What is sent.
struct Message {
    method: Method,
    headers: HeaderMap,
    body: Bytes,
}

impl Client {
    /// A client that reaches the public internet, and the operator's own networks. `timeout` bounds an exchange as a
    /// whole, from resolving the name to the response's last byte.
    pub fn new(allowed: &[IpNet], timeout: Duration) -> Result<Self, NoTls> {
        let lookup: Lookup = Arc::new(|name| {
            Box::pin(async move {
                let found = tokio::net::lookup_host((name, 0)).await?;
                Ok(found.map(|address| address.ip()).collect())
            })
        });
        let tls = TlsConnector::from(Arc::new(tls()?));
        Ok(Self { allowed: allowed.into(), lookup, tls, timeout })
    }

    /// The same with another resolver.
    #[must_use]
    pub fn with_lookup(self, lookup: Lookup) -> Self {
        Self { lookup, ..self }
    }

    /// The same with another timeout.
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// Whether an address is allowed at present. The name is resolved, no request is sent.
    pub async fn check(&self, url: &str) -> Result<(), Failure> {
        let target = self.target(url)?;
        let checked = tokio::time::timeout(self.timeout, self.addresses(&target));
        checked.await.map_err(|_| Failure::Timeout)?.map(|_| ())
    }

    /// Posts a body and waits for the response.
    pub async fn post(&self, url: &str, headers: HeaderMap, body: Bytes) -> Result<OutboundResponse, Failure> {
        self.request(url, Message { method: Method::POST, headers, body }).await
    }

    /// Reads what is at an address.
    pub async fn get(&self, url: &str, headers: HeaderMap) -> Result<OutboundResponse, Failure> {
        self.request(url, Message { method: Method::GET, headers, body: Bytes::new() }).await
    }

    async fn request(&self, url: &str, message: Message) -> Result<OutboundResponse, Failure> {
        let target = self.target(url)?;
        tokio::time::timeout(self.timeout, self.exchange(&target, message)).await.map_err(|_| Failure::Timeout)?
    }

    fn may_reach(&self, target: &Target, address: IpAddr) -> bool {
        // Port 443 of the public internet; every port in the operator's own networks.
        let public = target.tls && target.port == 443 && is_public(address);
        public || self.allowed.iter().any(|net| net.contains(&address))
    }

    fn target(&self, url: &str) -> Result<Target, BlockedAddress> {
        let url = Url::parse(url).map_err(|_| BlockedAddress::Malformed)?;
        let tls = match url.scheme() {
            "https" => true,
            "http" => false,
            _ => return Err(BlockedAddress::Malformed),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BlockedAddress::Userinfo);
        }
        let (Some(host), Some(port)) = (url.host().map(|host| host.to_owned()), url.port_or_known_default()) else {
            return Err(BlockedAddress::Malformed);
        };
        let target = Target { url, host, port, tls };
        if (!tls || port != 443) && self.allowed.is_empty() {
            return Err(BlockedAddress::Port);
        }
        Ok(target)
    }

    /// The allowed addresses of a host, at least one.
    async fn addresses(&self, target: &Target) -> Result<Vec<IpAddr>, Failure> {
        let found = match &target.host {
            Host::Ipv4(address) => vec![IpAddr::V4(*address)],
            Host::Ipv6(address) => vec![IpAddr::V6(*address)],
            Host::Domain(name) => (self.lookup)(name.clone()).await.map_err(|_| Failure::UnknownHost)?,
        };
        if found.is_empty() {
            return Err(Failure::UnknownHost);
        }
        let allowed: Vec<_> =
            found.iter().copied().filter(|address| self.may_reach(target, *address)).take(MAX_ADDRESSES).collect();
        if !allowed.is_empty() {
            return Ok(allowed);
        }
        let special = found.iter().any(|address| !is_public(*address));
        Err(if special { BlockedAddress::Forbidden } else { BlockedAddress::Port }.into())
    }

    async fn connect(&self, target: &Target) -> Result<TcpStream, Failure> {
        let mut failure = Failure::UnknownHost;
        for address in self.addresses(target).await? {
            match TcpStream::connect(SocketAddr::new(address, target.port)).await {
                Ok(stream) => {
                    // Checked again: the peer has to be the address that was checked.
                    let peer = stream.peer_addr().map_err(|error| Failure::Connection(error.kind()))?;
                    return if peer.ip() == address { Ok(stream) } else { Err(BlockedAddress::Forbidden.into()) };
                }
                Err(error) => failure = Failure::Connection(error.kind()),
            }
        }
        Err(failure)
    }

    async fn exchange(&self, target: &Target, message: Message) -> Result<OutboundResponse, Failure> {
        let stream = self.connect(target).await?;
        if !target.tls {
            return send(stream, target, message).await;
        }
        let name = match &target.host {
            Host::Domain(name) => ServerName::try_from(name.clone()).map_err(|_| Failure::Tls)?,
            Host::Ipv4(address) => ServerName::from(IpAddr::V4(*address)),
            Host::Ipv6(address) => ServerName::from(IpAddr::V6(*address)),
        };
        let stream = self.tls.connect(name, stream).await.map_err(|_| Failure::Tls)?;
        send(stream, target, message).await
    }
}

/// Certificates are checked against Mozilla's list, which is compiled into the program: a slim container has none of
/// its own.
fn tls() -> Result<ClientConfig, NoTls> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let provider = Arc::new(ring::default_provider());
    let versions = [&tokio_rustls::rustls::version::TLS13, &tokio_rustls::rustls::version::TLS12];
    let builder = ClientConfig::builder_with_provider(provider);
    let builder = builder.with_protocol_versions(&versions)?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

async fn send<S>(stream: S, target: &Target, message: Message) -> Result<OutboundResponse, Failure>
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    let handshake = http1::Builder::new().max_buf_size(HEAD_BYTES).handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = handshake.map_err(|_| Failure::Http)?;
    let _connection = AbortOnDropHandle::new(tokio::spawn(connection));
    let path = &target.url[url::Position::BeforePath..url::Position::AfterQuery];
    let request = Request::builder().method(message.method).uri(path);
    let mut request = request.body(Full::new(message.body)).map_err(|_| BlockedAddress::Malformed)?;
    *request.headers_mut() = message.headers;
    let host = &target.url[url::Position::BeforeHost..url::Position::AfterPort];
    request.headers_mut().insert(HOST, HeaderValue::from_str(host).map_err(|_| BlockedAddress::Malformed)?);
    request.headers_mut().insert(USER_AGENT, HeaderValue::from_static(concat!("Porch/", env!("CARGO_PKG_VERSION"))));
    let response = sender.send_request(request).await.map_err(|_| Failure::Http)?;
    let status = response.status();
    let retry_after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let mut frames = response.into_body();
    let mut body = Vec::new();
    while let Some(frame) = frames.frame().await {
        let Ok(data) = frame.map_err(|_| Failure::Http)?.into_data() else { continue };
        body.extend_from_slice(&data[..data.len().min(ANSWER_BYTES - body.len())]);
        if body.len() == ANSWER_BYTES {
            // The rest is of no use.
            break;
        }
    }
    Ok(OutboundResponse { status, retry_after, body: body.into() })
}
