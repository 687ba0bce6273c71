//! The one client for addresses that people typed: it looks a name up once, and connects to nothing but what it checked.
//!
//! It follows no redirect, knows no proxy and keeps no connection. A name's addresses are checked where they are used,
//! so a name that answers differently the next time gains nothing.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{HOST, HeaderMap, HeaderValue, RETRY_AFTER, USER_AGENT};
use http::{Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use ipnet::IpNet;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName};
use tokio_util::task::AbortOnDropHandle;
use url::{Host, Url};

use super::addresses::is_public;

/// The most that is read of an answer.
pub const ANSWER_BYTES: usize = 256 * 1_024;
/// The most that an answer's head may have.
const HEAD_BYTES: usize = 64 * 1_024;
/// Addresses of one name that are tried.
const TRIED: usize = 3;

/// Why an address is not asked at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BlockedAddress {
    /// No address, or one that is not of a web server.
    #[error("this is not an address like https://name/path")]
    Malformed,
    /// A name and a password before the host.
    #[error("a name or a password in an address is not sent")]
    Userinfo,
    /// Not `https` on its own port, and no network is the operator's own.
    #[error("only https on port 443 is asked, except in networks listed with --outbound-allow")]
    Port,
    /// A private, local or otherwise special address.
    #[error("this leads into a network that is not open to everybody; list it with --outbound-allow if it is yours")]
    Forbidden,
}

/// TLS cannot be spoken by this build.
#[derive(Debug, thiserror::Error)]
#[error("TLS cannot be spoken: {0}")]
pub struct NoTls(#[from] tokio_rustls::rustls::Error);

/// Why there is no answer. The words name no address: a webhook's address is a secret.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It was not asked.
    #[error(transparent)]
    Refused(#[from] BlockedAddress),
    /// The name is not known.
    #[error("the name could not be looked up")]
    Unknown,
    /// Nobody listens, or the line broke.
    #[error("no connection: {0}")]
    Line(io::ErrorKind),
    /// Its certificate is not to be trusted, or it speaks no TLS.
    #[error("no trusted TLS connection")]
    Tls,
    /// It speaks no HTTP.
    #[error("the answer is not HTTP")]
    Talk,
    /// It took too long.
    #[error("no answer in time")]
    Late,
}

/// What was answered.
#[derive(Clone, Debug)]
pub struct OutboundResponse {
    /// The status.
    pub status: StatusCode,
    /// When it wants to be asked again, as it says so: seconds, or a date.
    pub retry_after: Option<String>,
    /// The first [`ANSWER_BYTES`] of the body.
    pub body: Bytes,
}

type AddressLookup = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;
/// Tells the addresses of a name.
pub type Lookup = Arc<dyn Fn(String) -> AddressLookup + Send + Sync>;

/// A handle to the client. Cheap to clone.
#[derive(Clone)]
pub struct Client {
    allowed: Arc<[IpNet]>,
    lookup: Lookup,
    tls: TlsConnector,
    patience: Duration,
}

/// An address that may be asked, if what its name leads to may.
#[derive(Debug)]
struct Target {
    url: Url,
    host: Host,
    port: u16,
    tls: bool,
}

impl Client {
    /// A client that reaches the open internet, and the networks that are the operator's own. An exchange may take so long
    /// in all, from looking the name up to the answer's last byte.
    pub fn new(allowed: &[IpNet], patience: Duration) -> Result<Self, NoTls> {
        let lookup: Lookup = Arc::new(|name| {
            Box::pin(async move {
                let found = tokio::net::lookup_host((name, 0)).await?;
                Ok(found.map(|address| address.ip()).collect())
            })
        });
        let tls = TlsConnector::from(Arc::new(tls()?));
        Ok(Self { allowed: allowed.into(), lookup, tls, patience })
    }

    /// The same with names of one's own.
    #[must_use]
    pub fn with_lookup(self, lookup: Lookup) -> Self {
        Self { lookup, ..self }
    }

    /// The same with another patience.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Whether an address may be asked as things stand. The name is looked up, nobody is asked.
    pub async fn vet(&self, url: &str) -> Result<(), Failure> {
        let target = self.target(url)?;
        let vetted = tokio::time::timeout(self.patience, self.addresses(&target));
        vetted.await.map_err(|_| Failure::Late)?.map(|_| ())
    }

    /// Posts a body and waits for the answer.
    pub async fn post(&self, url: &str, headers: HeaderMap, body: Bytes) -> Result<OutboundResponse, Failure> {
        let target = self.target(url)?;
        tokio::time::timeout(self.patience, self.exchange(&target, headers, body)).await.map_err(|_| Failure::Late)?
    }

    fn may_reach(&self, target: &Target, address: IpAddr) -> bool {
        // Port 443 of the open internet; in one's own networks every door.
        let open = target.tls && target.port == 443 && is_public(address);
        open || self.allowed.iter().any(|net| net.contains(&address))
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

    /// What a host leads to and may be reached, at least one.
    async fn addresses(&self, target: &Target) -> Result<Vec<IpAddr>, Failure> {
        let found = match &target.host {
            Host::Ipv4(address) => vec![IpAddr::V4(*address)],
            Host::Ipv6(address) => vec![IpAddr::V6(*address)],
            Host::Domain(name) => (self.lookup)(name.clone()).await.map_err(|_| Failure::Unknown)?,
        };
        if found.is_empty() {
            return Err(Failure::Unknown);
        }
        let good: Vec<_> =
            found.iter().copied().filter(|address| self.may_reach(target, *address)).take(TRIED).collect();
        if !good.is_empty() {
            return Ok(good);
        }
        let elsewhere = found.iter().any(|address| !is_public(*address));
        Err(if elsewhere { BlockedAddress::Forbidden } else { BlockedAddress::Port }.into())
    }

    async fn connect(&self, target: &Target) -> Result<TcpStream, Failure> {
        let mut failure = Failure::Unknown;
        for address in self.addresses(target).await? {
            match TcpStream::connect(SocketAddr::new(address, target.port)).await {
                Ok(stream) => {
                    // A second wall: whoever is at the other end is who was checked.
                    let peer = stream.peer_addr().map_err(|error| Failure::Line(error.kind()))?;
                    return if peer.ip() == address { Ok(stream) } else { Err(BlockedAddress::Forbidden.into()) };
                }
                Err(error) => failure = Failure::Line(error.kind()),
            }
        }
        Err(failure)
    }

    async fn exchange(&self, target: &Target, headers: HeaderMap, body: Bytes) -> Result<OutboundResponse, Failure> {
        let stream = self.connect(target).await?;
        if !target.tls {
            return talk(stream, target, headers, body).await;
        }
        let name = match &target.host {
            Host::Domain(name) => ServerName::try_from(name.clone()).map_err(|_| Failure::Tls)?,
            Host::Ipv4(address) => ServerName::from(IpAddr::V4(*address)),
            Host::Ipv6(address) => ServerName::from(IpAddr::V6(*address)),
        };
        let stream = self.tls.connect(name, stream).await.map_err(|_| Failure::Tls)?;
        talk(stream, target, headers, body).await
    }
}

/// Certificates are checked against Mozilla's list, which comes with the program: a slim container has none of its own.
fn tls() -> Result<ClientConfig, NoTls> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let provider = Arc::new(ring::default_provider());
    let versions = [&tokio_rustls::rustls::version::TLS13, &tokio_rustls::rustls::version::TLS12];
    let builder = ClientConfig::builder_with_provider(provider);
    let builder = builder.with_protocol_versions(&versions)?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

async fn talk<S>(stream: S, target: &Target, headers: HeaderMap, body: Bytes) -> Result<OutboundResponse, Failure>
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    let shaken = http1::Builder::new().max_buf_size(HEAD_BYTES).handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = shaken.map_err(|_| Failure::Talk)?;
    let _connection = AbortOnDropHandle::new(tokio::spawn(connection));
    let path = &target.url[url::Position::BeforePath..url::Position::AfterQuery];
    let mut request = Request::post(path).body(Full::new(body)).map_err(|_| BlockedAddress::Malformed)?;
    *request.headers_mut() = headers;
    let host = &target.url[url::Position::BeforeHost..url::Position::AfterPort];
    request.headers_mut().insert(HOST, HeaderValue::from_str(host).map_err(|_| BlockedAddress::Malformed)?);
    request.headers_mut().insert(USER_AGENT, HeaderValue::from_static(concat!("Porch/", env!("CARGO_PKG_VERSION"))));
    let response = sender.send_request(request).await.map_err(|_| Failure::Talk)?;
    let status = response.status();
    let retry_after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let mut arriving = response.into_body();
    let mut body = Vec::new();
    while let Some(frame) = arriving.frame().await {
        let Ok(data) = frame.map_err(|_| Failure::Talk)?.into_data() else { continue };
        body.extend_from_slice(&data[..data.len().min(ANSWER_BYTES - body.len())]);
        if body.len() == ANSWER_BYTES {
            // Whatever it goes on to say is nobody's business.
            break;
        }
    }
    Ok(OutboundResponse { status, retry_after, body: body.into() })
}
