//! Words that want to be code, and what it means that they are none.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::Visitor;

/// The project's own sample. A payload is a line; a fence and what it encloses are one.
pub(crate) fn sample() -> Vec<String> {
    let mut payloads: Vec<String> = Vec::new();
    let mut fenced = false;
    for line in include_str!("../samples/hostile.txt").lines() {
        let fence = line.starts_with("```");
        match payloads.last_mut() {
            Some(last) if fenced => {
                last.push('\n');
                last.push_str(line);
            }
            _ => payloads.push(line.to_owned()),
        }
        fenced ^= fence;
    }
    payloads
}

/// Every payload of the collected cases; none, with a word about it, where they are not.
pub(crate) fn collected() -> Option<Vec<String>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases");
    let folder = std::env::var_os("PORCH_CASES").map_or(beside, PathBuf::from).join("sanitise");
    let read = |name: &str| std::fs::read(folder.join(name)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let Ok(pairs) = read("dompurify-expect.json") else {
        println!("skipped: no cases");
        return None;
    };
    let pairs: Vec<Value> = serde_json::from_str(&pairs).unwrap();
    let mut all: Vec<String> = pairs.iter().filter_map(|pair| pair["payload"].as_str().map(str::to_owned)).collect();
    for list in ["markdown-xss-payloads.txt", "xss-payload-list.txt"] {
        all.extend(read(list).unwrap().lines().map(str::to_owned));
    }
    // Every second part lies between fences.
    all.extend(read("owasp-xss-filter-evasion.md").unwrap().split("```").skip(1).step_by(2).map(str::to_owned));
    for entry in std::fs::read_dir(folder.join("bleach")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        all.push(text.split("\n--").next().unwrap_or_default().to_owned());
    }
    all.retain(|payload| !payload.trim().is_empty());
    all.sort_unstable();
    all.dedup();
    Some(all)
}

/// Joins payloads into bodies of about this many bytes, each payload a paragraph of its own.
pub(crate) fn joined(payloads: &[String], bytes: usize) -> Vec<String> {
    let mut bodies: Vec<String> = Vec::new();
    for payload in payloads {
        match bodies.last_mut() {
            Some(body) if body.len() + payload.len() < bytes => {
                body.push_str("\n\n");
                body.push_str(payload);
            }
            _ => bodies.push(payload.clone()),
        }
    }
    bodies
}

/// Everything below `base` that is not on the short list of what words may become.
const ACTIVE: &str = r#"
const allowed = { p: "", blockquote: "", ul: "", ol: "start", li: "", pre: "dir", code: "dir", hr: "", em: "", strong: "", del: "",
  br: "", a: "href rel",
  // The real host beside a link that says another.
  small: "dir" };
const faults = [];
const base = root ?? document;
for (const one of base.querySelectorAll("[part=body] *")) {
  const attributes = allowed[one.localName]?.split(" ");
  const odd = !attributes || [...one.attributes].some(({ name }) => !attributes.includes(name));
  if (odd) faults.push(one.outerHTML.slice(0, 200));
}
const active = "script:not([type='application/ld+json']), iframe, object, embed, img, svg, math, video, audio, source, style, meta[http-equiv], base, \
  porch-thread porch-thread, template, marquee, frameset, applet, dialog";
// Our own pictures are drawn by a pen and nothing else, and stand where no words of anybody's are.
const picture = /^<svg viewBox="0 0 20 20" aria-hidden="true"><path d="[\w .-]+"><\/path><\/svg>$/;
const ours = (one) => picture.test(one.outerHTML) && !one.closest("[part=body], bdi, textarea, .ref");
for (const one of base.querySelectorAll(active)) if (!ours(one)) faults.push(one.outerHTML.slice(0, 200));
for (const one of base.querySelectorAll("*")) {
  for (const { name, value } of one.attributes) {
    if (name.startsWith("on") || name === "style" || name === "srcdoc" || name === "ping") faults.push(`${name}=${value}`.slice(0, 200));
    if (/^(href|src|action|formaction|xlink:href|data|background)$/.test(name)) {
      const { protocol, host } = new URL(value, document.baseURI);
      const inside = one.closest("[part=body]");
      if (!["http:", "https:", "mailto:"].includes(protocol)) faults.push(`${name}=${value}`.slice(0, 200));
      if (inside && one.localName !== "a") faults.push(one.outerHTML.slice(0, 200));
    }
  }
}
// Nothing of a comment may stand where the conversation's own parts are looked up.
const ids = [...base.querySelectorAll("[id]")].map((one) => one.id);
for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`#${id} twice`);
return { faults: faults.slice(0, 20), dialogs: globalThis.witness?.dialogs ?? [], bodies: base.querySelectorAll("[part=body]").length };
"#;

impl Visitor {
    /// Fails when anything in the conversation, or on its own page, is more than words. Answers how many bodies it saw.
    pub(crate) async fn sees_only_words(&self, own: &[&str]) -> u64 {
        let seen: Value = self.asks(ACTIVE, &[]).await;
        assert_eq!(seen["faults"], json!([]), "{:#}", seen["faults"]);
        assert_eq!(seen["dialogs"], json!([]), "a dialog came up");
        let asked = self.requests().await;
        let inert = |url: &&String| !own.iter().any(|own| url.starts_with(own));
        let foreign: Vec<_> = asked.iter().filter(inert).collect();
        assert!(foreign.is_empty(), "somebody else was asked: {foreign:#?}");
        seen["bodies"].as_u64().unwrap_or_default()
    }
}
