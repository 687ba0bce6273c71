//! The tree into HTML and into the feed: whatever was posted, the page has only its own tags and addresses, and the feed is
//! XML that every reader takes.

use http::{Method, StatusCode};
use porch_protocol::CommentPosted;
use proptest::prelude::*;
use quick_xml::events::Event;
use serde_json::json;

use crate::cases::case;
use crate::corpus::{often, strange};
use crate::server::{BAKERY, server};

/// Posts words under a name and a title on a page; none where a rule refuses them.
fn posted(page: &str, name: &str, title: &str, body: &str) -> Option<CommentPosted> {
    let words = json!({ "page": page, "name": name, "title": title, "body": body });
    let answer = server().posts(&words.to_string());
    assert!(!answer.status.is_server_error(), "{} for {words}", answer.status);
    (answer.status == StatusCode::CREATED).then(|| serde_json::from_str(&answer.text).unwrap())
}

fn a_page() -> String {
    format!("{BAKERY}/{}", uuid::Uuid::new_v4())
}

fn assert_readable(name: &str, title: &str, body: &str) {
    let page = a_page();
    let Some(posted) = posted(&page, name, title, body) else { return };
    let said = json!([name, title, body]).to_string();
    let shown = server().asks(Method::GET, &format!("/c/bakery?page={page}"), &[], "");
    assert_eq!(shown.status, StatusCode::OK);
    assert_own_tags(&shown.text, &said);
    let included = server().asks(Method::GET, &format!("/v1/sites/bakery/include?page={page}"), &[], "");
    assert_eq!(included.status, StatusCode::OK);
    assert_own_tags(&included.text, &said);
    let stored = server().runtime.block_on(server().app.storage.comment("bakery", posted.comment.id));
    let feed = format!("/c/bakery/{}/feed", stored.unwrap().unwrap().thread);
    let feed = server().asks(Method::GET, &feed, &[], "");
    assert_eq!(feed.status, StatusCode::OK);
    assert_well_formed(&feed.text, &said);
}

/// Every tag of a page is one that our components have, and every address one that a link may have.
fn assert_own_tags(html: &str, said: &str) {
    for tag in html.split('<').skip(1) {
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(!["svg", "img", "iframe", "object", "style", "math", "base"].contains(&&*name), "<{name} for {said}");
    }
    for (attribute, address) in ["href=\"", "src=\"", "action=\""].into_iter().flat_map(|attribute| {
        tags(html).flat_map(move |tag| tag.split(attribute).skip(1)).map(move |rest| (attribute, rest))
    }) {
        let address = address.split('"').next().unwrap();
        let own = address.starts_with(['/', '#', '?']) && !address.starts_with("//");
        let web = ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
        assert!(own || web, "{attribute}{address} for {said}");
    }
}

/// What stands between the angle brackets of each tag: words may speak of attributes, too.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).map(|rest| {
        let mut quoted = false;
        let end = rest.find(|c| {
            quoted ^= c == '"';
            c == '>' && !quoted
        });
        &rest[..end.unwrap_or(rest.len())]
    })
}

fn assert_well_formed(xml: &str, said: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::DocType(_) | Event::PI(_) | Event::Comment(_)) => panic!("{xml} for {said}"),
            Ok(_) => {}
            Err(error) => panic!("{error} in {xml} for {said}"),
        }
    }
    assert!(!xml.chars().any(porch_domain::text::is_outside_xml), "for {said}");
    for number in xml.split("&#").skip(1) {
        let number = number.split(';').next().unwrap();
        let code = number.strip_prefix('x').map_or_else(|| number.parse(), |hex| u32::from_str_radix(hex, 16));
        let c = code.ok().and_then(char::from_u32).unwrap();
        assert!(!porch_domain::text::is_outside_xml(c), "&#{number}; for {said}");
    }
}

#[test]
fn non_characters_and_controls_break_no_feed() {
    for c in ['\0', '\u{8}', '\u{B}', '\u{1F}', '\u{7F}', '\u{85}', '\u{FFFE}', '\u{FFFF}', '\u{FDD0}', '\u{1FFFF}'] {
        let text = format!("a{c}b");
        assert_readable(&text, &text, &text);
        assert_readable("Ada", "Rye", &format!("a&#x{:x};b", u32::from(c)));
        let read = posted(&a_page(), &text, &text, &text).unwrap();
        assert!(read.comment.author.is_some_and(|author| author.name.starts_with('a')));
    }
}

#[test]
fn the_naughty_strings_are_posted_and_shown() {
    let Some(folder) = case("unicode") else { return };
    let strings: Vec<String> = serde_json::from_slice(&std::fs::read(folder.join("blns.json")).unwrap()).unwrap();
    assert!(strings.len() > 400, "{}", strings.len());
    for text in &strings {
        assert_readable(text, text, text);
    }
}

proptest! {
    #![proptest_config(often())]

    #[test]
    fn anything_that_is_posted_can_be_read(name in strange(), title in strange(), body in strange()) {
        assert_readable(&name, &title, &body);
    }

    #[test]
    fn so_can_links_of_all_kinds(words in "[a-z.@:/\\[\\]*]{0,12}", to in "(https?|mailto|javascript|data|vbscript)?:?(//)?[a-z.@\"'<>%:&#;]{0,20}") {
        assert_readable("Ada", "Rye", &format!("x [{words}]({to}) {to} <{to}> ![{words}]({to} \"{words}\")"));
    }
}
