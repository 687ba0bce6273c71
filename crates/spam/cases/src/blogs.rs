//! Comments of real blogs, with their pages.

use std::collections::HashMap;
use std::path::Path;

use roxmltree::{Document, Node};
use serde_json::Value;

use crate::{Case, rows, seconds};

/// Comments of a blog on Disqus; some were flagged by its host, whose own comments are left out: no server doubts its
/// team.
pub fn flagged(cases: &Path) -> Vec<Case> {
    let text = read(&cases.join("import-disqus/chrisrisner-comments-source.xml"));
    let export = Document::parse(&text).unwrap();
    let all = |name| export.root_element().children().filter(move |node| node.tag_name().name() == name);
    let titles: HashMap<String, String> =
        all("thread").map(|thread| (id(thread), of(thread, "title").trim_start_matches("re: ").to_owned())).collect();
    let posts = all("post").map(|post| {
        let page = post.children().find(|node| node.tag_name().name() == "thread").map(id);
        let name = of(post, "name");
        Case {
            id: id(post),
            text: undress(&of(post, "message")),
            who: Some(name.clone()),
            name: Some(name),
            title: page.as_ref().and_then(|page| titles.get(page)).cloned(),
            page,
            host: Some("chrisrisner.com"),
            at: seconds(&of(post, "createdAt")),
            is_spam: of(post, "isSpam") == "true",
        }
    });
    in_order(posts.filter(|case| case.name.as_deref() != Some("Chris")).collect())
}

/// Comments of a real blog, all of which it shows, without the host's own and without what other blogs sent it by
/// themselves. Some of them are spam that nobody took away.
pub fn blog(cases: &Path) -> Vec<Case> {
    let rows = rows(&cases.join("threads/haacked-blog-comments.jsonl")).into_iter();
    let cases = rows
        .filter(|row| {
            let name = row.author.as_deref().unwrap_or_default().to_lowercase();
            !name.contains("haac") && !is_sent_by_blog(&name, &row.text)
        })
        .map(|row| Case {
            id: row.id,
            text: undress(&row.text),
            who: row.author.clone(),
            name: row.author.as_deref().and_then(shown),
            title: row.article.as_ref().map(|slug| slug.trim_end_matches("-aspx").replace('-', " ")),
            page: row.article,
            host: Some("haacked.com"),
            at: row.created.as_deref().and_then(seconds),
            ..Case::default()
        })
        .collect();
    in_order(cases)
}

/// Trackbacks: who sends them calls itself a blog or a list of links, or they say so.
fn is_sent_by_blog(name: &str, html: &str) -> bool {
    let sites = ["blog", "kicks", "reading list", "stevenharman.net"];
    sites.iter().any(|site| name.contains(site))
        || ["Trackback from", "Pingback from", "You've been kicked"].iter().any(|mark| html.contains(mark))
}

/// A name as it was shown; mail addresses in the place of names are hidden, so that nothing is known of them.
fn shown(name: &str) -> Option<String> {
    let name = letters(name);
    match name.split_once("@example.org") {
        None => Some(name),
        Some((_, rest)) => Some(rest.trim_matches([' ', '(', ')']).to_owned()).filter(|name| !name.is_empty()),
    }
}

/// Comments of five real blogs, each by itself, in English, French and Chinese, all of which are shown. Who comments most
/// on one is its host, and is left out.
pub fn several(cases: &Path) -> Vec<Vec<Case>> {
    let exports = ["alienlebarge-fr", "cclabs", "cedricporter-zh-nested", "chrisjrob-nested"];
    let mut blogs: Vec<Vec<Case>> =
        exports.iter().map(|name| exported(&read(&cases.join(format!("import-wxr/{name}.xml"))))).collect();
    let nested: Value = serde_json::from_str(&read(&cases.join("import-other/depth-json-freddysblog.json"))).unwrap();
    let mut comments = Vec::new();
    nested_in(&nested, None, &mut comments);
    blogs.push(comments);
    blogs.into_iter().map(without_host).map(in_order).collect()
}

/// The comments of a `WordPress` export that it shows, without what other sites sent by themselves.
fn exported(text: &str) -> Vec<Case> {
    let export = Document::parse(text).unwrap();
    let items = export.descendants().filter(|node| node.tag_name().name() == "item");
    let comments = items.flat_map(|item| {
        let title = of(item, "title");
        let comments = item.children().filter(|node| node.tag_name().name() == "comment");
        comments.map(move |comment| (title.clone(), comment)).collect::<Vec<_>>()
    });
    let shown = comments.filter(|(_, comment)| {
        of(*comment, "comment_approved") == "1" && matches!(of(*comment, "comment_type").as_str(), "" | "comment")
    });
    shown
        .map(|(title, comment)| {
            let text = undress(&of(comment, "comment_content"));
            of_blog(of(comment, "comment_author"), title, text, &of(comment, "comment_date_gmt"))
        })
        .collect()
}

/// Comments that lie in one another, under the names of their pages.
fn nested_in(value: &Value, title: Option<&str>, found: &mut Vec<Case>) {
    let own = |key: &str| value.get(key).and_then(Value::as_str);
    let title = own("title").or(title);
    if let (Some(text), Some(name)) = (own("content"), own("author")) {
        found.push(of_blog(
            name.to_owned(),
            title.unwrap_or_default().to_owned(),
            undress(text),
            own("date").unwrap_or_default(),
        ));
    }
    match value {
        Value::Array(all) => all.iter().for_each(|inner| nested_in(inner, title, found)),
        Value::Object(all) => all.iter().for_each(|(key, inner)| nested_in(inner, title.or(Some(key)), found)),
        _ => {}
    }
}

fn of_blog(name: String, title: String, text: String, date: &str) -> Case {
    Case {
        text,
        who: Some(name.clone()),
        name: Some(name),
        page: Some(title.clone()),
        title: Some(title),
        at: Some(seconds(date).unwrap_or_default()),
        ..Case::default()
    }
}

fn without_host(mut cases: Vec<Case>) -> Vec<Case> {
    let mut counts: HashMap<Option<String>, usize> = HashMap::new();
    for case in &cases {
        *counts.entry(case.name.clone()).or_default() += 1;
    }
    let host = counts.into_iter().max_by_key(|(_, count)| *count).map(|(name, _)| name);
    cases.retain(|case| Some(&case.name) != host.as_ref());
    cases
}

fn in_order(mut cases: Vec<Case>) -> Vec<Case> {
    cases.sort_by_key(|case| case.at);
    cases
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn id(node: Node<'_, '_>) -> String {
    node.attributes().find(|attribute| attribute.name() == "id").map_or("", |id| id.value()).to_owned()
}

/// The text of the first element of that name.
fn of(node: Node<'_, '_>, name: &str) -> String {
    let found = node.descendants().find(|inner| inner.tag_name().name() == name);
    found.and_then(|inner| inner.text()).unwrap_or_default().trim().to_owned()
}

/// What an import makes of HTML: links that cover their own address become the address, entities become letters.
fn undress(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<a ") {
        text.push_str(before);
        let Some((tag, after)) = after.split_once('>') else { break };
        let (anchor, after) = after.split_once("</a>").unwrap_or((after, ""));
        let target =
            tag.split_once("href=\"").and_then(|(_, target)| target.split_once('"')).map_or("", |(target, _)| target);
        let bare = anchor.trim_end_matches("...").trim_start_matches("http://").trim_start_matches("https://");
        if anchor.contains('.') && target.trim_start_matches("http://") == anchor {
            // Written without a scheme.
            text.push_str(anchor);
        } else if target.contains(bare) {
            text.push_str(target);
        } else {
            text.extend(["[", anchor, "](", target, ")"]);
        }
        rest = after;
    }
    text.push_str(rest);
    letters(&text.replace("<br>", "\n").replace("</p>", "\n").replace("<p>", ""))
}

/// Entities become letters.
fn letters(html: &str) -> String {
    html_escape::decode_html_entities(html).into_owned()
}
