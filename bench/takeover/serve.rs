//! A server just big enough: a page, the widget's files, and made conversations as fragment and as JSON.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use porch_protocol::Order;
use porch_widget::{FragmentPage, FragmentProps};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use yew::LocalServerRenderer;

use crate::made;

/// A conversation to take over.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    /// Comments on the page.
    pub(crate) comments: usize,
    /// Of these, in the first conversation.
    pub(crate) first: usize,
}

pub(crate) const SHAPES: [Shape; 3] = [
    Shape { name: "40 comments", comments: 40, first: 12 },
    Shape { name: "100 comments, 60 in one conversation", comments: 100, first: 60 },
    Shape { name: "1,000 comments", comments: 1_000, first: 40 },
];

// Where the widget isn't asked to come by itself, it comes on intent only: that is what is measured.
const PAGE: &str = r#"<!doctype html><html lang="en"><meta charset="utf-8"><title>Rye bread</title>
<style>body { font: 17px/1.6 serif; max-width: 46rem; margin: 2rem auto }</style>
<script>
  Object.defineProperty(navigator, "connection", { value: undefined });
  window.tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => [e.startTime, e.duration])))
    .observe({ type: "longtask", buffered: true });
</script>
<h1>Rye bread at home</h1><p>Forty minutes, the same flour, and a folded towel.</p>
<porch-thread loading="eager" live="off" storage="none"></porch-thread>
<script type="module" src="/v1/embed.js"></script></html>"#;

struct Pages {
    dist: PathBuf,
    /// Fragment and JSON of each shape.
    made: Vec<(String, String)>,
}

/// Serves on a free port of loopback until the program ends. Answers with the address.
pub(crate) async fn start() -> Result<String, Box<dyn std::error::Error>> {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    let build: serde_json::Value = serde_json::from_slice(&std::fs::read(dist.join("build.json"))?)?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    let mut made = Vec::new();
    for (at, shape) in SHAPES.into_iter().enumerate() {
        made.push(make(at, shape, &address, build["id"].as_str().unwrap_or_default()).await?);
    }
    let pages = Rc::new(Pages { dist, made });
    tokio::task::spawn_local(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let pages = Rc::clone(&pages);
            tokio::task::spawn_local(async move { answer(stream, &pages).await });
        }
    });
    Ok(address)
}

async fn make(at: usize, shape: Shape, server: &str, build: &str) -> serde_json::Result<(String, String)> {
    let mut page = made::page(&made::thread(shape.comments, shape.first), Order::Conversation);
    page.page_key = format!("https://bakery.example/{at}");
    let json = serde_json::to_string(&page)?;
    let props = FragmentProps {
        page: Rc::new(page),
        thread: None,
        site: "bakery".into(),
        order: Order::Conversation,
        lang: "en".into(),
        heading_level: 2,
        server: server.to_owned().into(),
        build: build.to_owned().into(),
        standalone: false,
        plain: porch_widget::config::PlainForm::default(),
    };
    Ok((LocalServerRenderer::<FragmentPage>::with_props(props).render().await, json))
}

/// One request, one answer, and the line is closed: enough for a browser on the same machine.
async fn answer(mut stream: TcpStream, pages: &Pages) -> std::io::Result<()> {
    let mut lines = BufReader::new(&mut stream).lines();
    let first = lines.next_line().await?.unwrap_or_default();
    while lines.next_line().await?.is_some_and(|line| !line.is_empty()) {}
    let (kind, body) = look_up(first.split(' ').nth(1).unwrap_or_default(), pages);
    let status = if kind.is_empty() { "404 Not Found" } else { "200 OK" };
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\ncache-control: no-store\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(&body).await?;
    stream.shutdown().await
}

fn look_up(target: &str, pages: &Pages) -> (&'static str, Vec<u8>) {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    // The conversation asked for is the last letter of the page's address.
    let shape = query.split('&').find(|part| part.starts_with("page=")).and_then(|page| page.chars().last());
    let shape = shape.and_then(|digit| digit.to_digit(10)).and_then(|at| pages.made.get(at as usize));
    let file = |path: &str, kind| std::fs::read(pages.dist.join(path)).map_or(("", Vec::new()), |bytes| (kind, bytes));
    match (path, shape) {
        ("/v1/embed.js", _) => file("embed.js", "text/javascript"),
        (path, Some((fragment, _))) if path.ends_with("/fragment") => {
            ("text/html; charset=utf-8", fragment.clone().into())
        }
        (path, Some((_, json))) if path.ends_with("/thread") => ("application/json", json.clone().into()),
        (path, _) if path.starts_with("/a/") => {
            let kind = match path.rsplit('.').next() {
                Some("css") => "text/css",
                Some("wasm") => "application/wasm",
                _ => "text/javascript",
            };
            file(path.trim_start_matches('/'), kind)
        }
        (path, _) if path.starts_with("/page") => ("text/html; charset=utf-8", PAGE.into()),
        _ => ("", Vec::new()),
    }
}
