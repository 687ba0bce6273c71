//! Prints fragments of made threads: `pages COUNT FIRST [jsonl]`.
#[path = "../tests/made/mod.rs"]
mod made;
use porch_protocol::*;
use porch_widget::{FragmentPage, FragmentProps};
use std::rc::Rc;
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let a: Vec<String> = std::env::args().collect();
    let n: usize = a[1].parse().unwrap();
    let mut cs = made::thread(n, a[2].parse().unwrap());
    if let Some(f) = a.get(3) {
        let txt = std::fs::read_to_string(f).unwrap();
        let off: usize = a.get(4).map_or(0, |o| o.parse().unwrap());
        for (c, line) in cs.iter_mut().zip(txt.lines().skip(off)) {
            let v: serde_json::Value = serde_json::from_str(line).unwrap();
            let body = v["body"].as_str().or(v["text"].as_str()).unwrap_or("").to_string();
            let name = v["author"].as_str().unwrap_or("x").to_string();
            c.body = Some(Tree(body.split("\n\n").map(|p| Block::P(vec![Inline::Text(p.trim().into())])).collect()));
            c.author = Some(Author { name, role: None });
        }
    }
    let page = made::page(&cs, Order::Conversation);
    if std::env::var("JSON").is_ok() {
        println!("{}", serde_json::to_string(&page).unwrap());
        return;
    }
    let p = FragmentProps {
        page: Rc::new(page),
        site: "bakery".into(),
        order: Order::Conversation,
        lang: "en".into(),
        heading_level: 2,
        server: "https://talk.bakery.example".into(),
        build: "b1".into(),
        standalone: std::env::var("STAND").is_ok(),
        plain: Default::default(),
    };
    println!("{}", yew::LocalServerRenderer::<FragmentPage>::with_props(p).render().await);
}
