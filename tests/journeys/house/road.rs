//! The way between browsers and the server: it can hold requests back, lose them, and cut connections at the worst moment.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::wait::until;

/// What becomes of a request.
#[derive(Clone)]
pub(crate) enum Fate {
    /// It waits until the gate opens.
    Held(Gate),
    /// It is lost before anything of it arrives.
    Lost,
    /// It is cut in the middle of its body: the server sees a torn request.
    CutWhileSending,
    /// The server answers in full, and nobody hears it.
    CutBeforeTheAnswer,
    /// It is answered as the server does when it has no room, and does not arrive.
    Busy,
    /// The last byte of the answer is another one when it arrives.
    Altered,
}

/// Something that opens once.
#[derive(Clone)]
pub(crate) struct Gate(Arc<watch::Sender<bool>>);

impl Gate {
    pub(crate) fn closed() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }

    pub(crate) fn opens(&self) {
        self.0.send_replace(true);
    }

    async fn passes(&self) {
        // The sender lives as long as `self`.
        let _ = self.0.subscribe().wait_for(|open| *open).await;
    }
}

/// Which requests meet a fate, and how many of them still do.
struct Trap {
    method: &'static str,
    part: &'static str,
    fate: Fate,
    left: usize,
}

/// What the road knows.
#[derive(Clone, Default)]
struct Map {
    to: Arc<Mutex<String>>,
    traps: Arc<Mutex<Vec<Trap>>>,
    travelled: Arc<Mutex<Vec<String>>>,
}

/// A road with an address of its own.
pub(crate) struct Road {
    pub(crate) address: String,
    map: Map,
    working: JoinHandle<()>,
}

impl Road {
    /// Builds a road that leads nowhere yet.
    pub(crate) async fn build() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let map = Map::default();
        let known = map.clone();
        let working = tokio::spawn(async move {
            while let Ok((browser, _)) = listener.accept().await {
                let map = known.clone();
                // A broken connection is what roads are for.
                tokio::spawn(async move { drop(carry(browser, &map).await) });
            }
        });
        Self { address, map, working }
    }

    pub(crate) fn leads_to(&self, address: &str) {
        address.trim_start_matches("http://").clone_into(&mut self.map.to.lock().unwrap());
    }

    /// From now on each request of this method whose address has this part meets its fate.
    pub(crate) fn always(&self, method: &'static str, part: &'static str, fate: Fate) {
        self.times(usize::MAX, method, part, fate);
    }

    /// The next request of this kind meets its fate; those after it pass.
    pub(crate) fn once(&self, method: &'static str, part: &'static str, fate: Fate) {
        self.times(1, method, part, fate);
    }

    fn times(&self, left: usize, method: &'static str, part: &'static str, fate: Fate) {
        self.map.traps.lock().unwrap().push(Trap { method, part, fate, left });
    }

    /// Everything passes again.
    pub(crate) fn is_free(&self) {
        self.map.traps.lock().unwrap().clear();
    }

    /// Waits until a request of this kind has come along.
    pub(crate) async fn comes(&self, method: &str, part: &str) {
        until(&format!("{method} …{part}"), async || (self.count(method, part) > 0).then_some(())).await;
    }

    /// How many requests of this method came along whose address has this part.
    pub(crate) fn count(&self, method: &str, part: &str) -> usize {
        let is_such = |line: &&String| line.starts_with(method) && line.contains(part);
        self.map.travelled.lock().unwrap().iter().filter(is_such).count()
    }
}

impl Drop for Road {
    fn drop(&mut self) {
        self.working.abort();
    }
}

impl Map {
    /// Writes a request down, and says what becomes of it.
    fn fate(&self, line: &str) -> Option<Fate> {
        self.travelled.lock().unwrap().push(line.to_owned());
        let mut traps = self.traps.lock().unwrap();
        let caught = |trap: &&mut Trap| trap.left > 0 && line.starts_with(trap.method) && line.contains(trap.part);
        let trap = traps.iter_mut().find(caught)?;
        trap.left -= 1;
        Some(trap.fate.clone())
    }
}

/// Carries one request and its answer. Each has a connection of its own, so that a cut hits nothing else.
async fn carry(mut browser: TcpStream, map: &Map) -> std::io::Result<()> {
    let Some((line, head, body)) = request(&mut browser).await? else { return Ok(()) };
    let fate = map.fate(&line);
    // A changed byte of what is compressed would be found before the hash is looked at.
    let head = if let Some(Fate::Altered) = fate { without(&head, "accept-encoding") } else { head };
    match &fate {
        Some(Fate::Held(gate)) => gate.passes().await,
        Some(Fate::Lost) => return Ok(()),
        Some(Fate::Busy) => return browser.write_all(busy(&head).as_bytes()).await,
        _ => {}
    }
    let to = map.to.lock().unwrap().clone();
    let mut server = TcpStream::connect(to).await?;
    server.write_all(&head).await?;
    if let Some(Fate::CutWhileSending) = fate {
        server.write_all(&body[..body.len() / 2]).await?;
        return server.flush().await;
    }
    server.write_all(&body).await?;
    if let Some(Fate::CutBeforeTheAnswer) = fate {
        server.read_to_end(&mut Vec::new()).await?;
        return Ok(());
    }
    if let Some(Fate::Altered) = fate {
        let mut answer = Vec::new();
        server.read_to_end(&mut answer).await?;
        if let Some(last) = answer.last_mut() {
            *last ^= 1;
        }
        return browser.write_all(&answer).await;
    }
    copy_bidirectional(&mut browser, &mut server).await?;
    Ok(())
}

/// What the server says when it has no room, for the page that asked to read.
fn busy(head: &[u8]) -> String {
    let head = String::from_utf8_lossy(head);
    let fields = head.lines().filter_map(|line| line.split_once(':'));
    let origin = fields.filter(|(name, _)| name.eq_ignore_ascii_case("origin")).map(|(_, origin)| origin.trim()).next();
    let body = r#"{"type":"about:blank","title":"Busy","status":503,"code":"overloaded"}"#;
    format!(
        "HTTP/1.1 503 Service Unavailable\r\ncontent-type: application/problem+json\r\nretry-after: 1\r\n\
         access-control-allow-origin: {}\r\naccess-control-allow-credentials: true\r\n\
         access-control-expose-headers: retry-after\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        origin.unwrap_or("*"),
        body.len()
    )
}

/// The same head without one of its fields.
fn without(head: &[u8], name: &str) -> Vec<u8> {
    let head = String::from_utf8_lossy(head);
    let is_it = |line: &&str| line.split_once(':').is_some_and(|(key, _)| key.eq_ignore_ascii_case(name));
    head.split_inclusive("\r\n").filter(|line| !is_it(line)).collect::<String>().into_bytes()
}

/// Reads a request: its first line, its head with `connection: close` put in, and its body.
async fn request(browser: &mut TcpStream) -> std::io::Result<Option<(String, Vec<u8>, Vec<u8>)>> {
    let mut read = Vec::new();
    let end = loop {
        if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        if browser.read_buf(&mut read).await? == 0 {
            return Ok(None);
        }
    };
    let mut body = read.split_off(end + 4);
    let head = String::from_utf8_lossy(&read[..end]).into_owned();
    let field = |line: &str, name: &str| line.split_once(':').is_some_and(|(key, _)| key.eq_ignore_ascii_case(name));
    let length = head.lines().find(|line| field(line, "content-length"));
    let length = length.and_then(|line| line.split_once(':')?.1.trim().parse().ok()).unwrap_or(0);
    while body.len() < length {
        if browser.read_buf(&mut body).await? == 0 {
            return Ok(None);
        }
    }
    let first = head.lines().next().unwrap_or_default();
    let line = first.rsplit_once(' ').map_or(first, |(line, _)| line).to_owned();
    let kept: Vec<&str> = head.lines().filter(|line| !field(line, "connection")).collect();
    Ok(Some((line, format!("{}\r\nconnection: close\r\n\r\n", kept.join("\r\n")).into_bytes(), body)))
}
