//! The links of a comment, and its text without them.

use linkify::{LinkFinder, LinkKind};

/// One link, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) target: String,
    /// The shown text in place of the target.
    pub(crate) anchor: Option<String>,
    /// A name in the text that looks like an address, as of a product or a firm: it is not clickable.
    pub(crate) mentioned: bool,
    /// Written in HTML or in bulletin-board code, which our comment form does not produce.
    pub(crate) foreign_markup: bool,
}

/// A comment split into its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) links: Vec<Link>,
    /// Mail addresses.
    pub(crate) mails: usize,
    /// The text without links and their anchors.
    pub(crate) prose: String,
    /// The anchors of links.
    pub(crate) anchors: String,
    /// Characters of links, anchors included.
    pub(crate) link_chars: usize,
}

/// How many bytes of a tag or bracket are searched for its end: keeps the parsing linear.
const LONGEST_TAG: usize = 1_000;

/// Splits a comment: Markdown, HTML, bulletin-board code and bare addresses.
pub(crate) fn take_apart(text: &str) -> Parts {
    let mut parts = Parts::default();
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', '<']) {
        bare.push_str(&rest[..at]);
        rest = &rest[at..];
        let found = if rest.starts_with('[') { bracketed(rest) } else { tagged(rest) };
        match found {
            LinkOrText::Link(link, length) => {
                let anchor = link.anchor.as_deref().filter(|anchor| !is_address(anchor));
                parts.anchors.push_str(anchor.unwrap_or_default());
                parts.anchors.push(' ');
                parts.link_chars += rest[..length].chars().count();
                parts.links.push(link);
                bare.push(' ');
                rest = &rest[length..];
            }
            LinkOrText::Markup(length) => {
                bare.push(' ');
                rest = &rest[length..];
            }
            LinkOrText::Nothing => {
                bare.push_str(&rest[..1]);
                rest = &rest[1..];
            }
        }
    }
    bare.push_str(rest);
    take_bare(&bare, &mut parts);
    parts
}

enum LinkOrText {
    Link(Link, usize),
    Markup(usize),
    Nothing,
}

/// `[anchor](target)`, `[url=target]anchor[/url]`, `[url]target[/url]`.
fn bracketed(text: &str) -> LinkOrText {
    let near = head(text);
    let Some(close) = near.find(']') else { return LinkOrText::Nothing };
    let inside = &near[1..close];
    let lower = inside.to_ascii_lowercase();
    if lower == "url" || lower == "link" || lower.starts_with("url=") || lower.starts_with("link=") {
        let after = &near[close + 1..];
        let covered = after.find("[/").unwrap_or(after.len());
        let end = after[covered..].find(']').map_or(after.len(), |end| covered + end + 1);
        let anchor = after[..covered].trim();
        let target = inside.split_once('=').map_or(anchor, |(_, target)| target.trim_matches(['"', '\'']));
        return LinkOrText::Link(link(target, Some(anchor), true), close + 1 + end);
    }
    if lower.starts_with("/url") || lower.starts_with("/link") {
        return LinkOrText::Markup(close + 1);
    }
    let after = &near[close + 1..];
    match after.strip_prefix('(').and_then(|target| target.find(')').map(|end| (&target[..end], end))) {
        Some((target, end)) if !target.contains(char::is_whitespace) || target.contains('"') => {
            let target = target.split_whitespace().next().unwrap_or_default();
            LinkOrText::Link(link(target, Some(inside), false), close + 1 + end + 2)
        }
        _ => LinkOrText::Nothing,
    }
}

/// `<a href="target">anchor</a>`, `<https://…>`; any other tag is markup.
fn tagged(text: &str) -> LinkOrText {
    let near = head(text);
    let Some(close) = near.find('>') else { return LinkOrText::Nothing };
    let inside = &near[1..close];
    let lower = inside.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        return LinkOrText::Link(link(inside, None, false), close + 1);
    }
    if lower.starts_with("a ")
        && let Some(at) = lower.find("href=")
    {
        let value = inside[at + 5..].trim_start();
        let target = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
            _ => value.split_whitespace().next(),
        };
        let after = &near[close + 1..];
        let covered = after.to_ascii_lowercase().find("</a>");
        let end = covered.map_or(0, |covered| covered + 4);
        let anchor = covered.map(|covered| after[..covered].trim());
        return LinkOrText::Link(link(target.unwrap_or_default(), anchor, true), close + 1 + end);
    }
    let tag = lower.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
    if tag { LinkOrText::Markup(close + 1) } else { LinkOrText::Nothing }
}

/// The longest part of the text that one tag may take.
fn head(text: &str) -> &str {
    let mut end = text.len().min(LONGEST_TAG);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn link(target: &str, anchor: Option<&str>, foreign_markup: bool) -> Link {
    let anchor = anchor.map(str::trim).filter(|anchor| !anchor.is_empty() && *anchor != target);
    Link { target: target.trim().to_owned(), anchor: anchor.map(str::to_owned), mentioned: false, foreign_markup }
}

fn take_bare(bare: &str, parts: &mut Parts) {
    let mut from = 0;
    for (start, end, is_mail) in find_bare(bare) {
        parts.prose.push_str(&bare[from..start]);
        parts.prose.push(' ');
        from = end;
        if is_mail {
            parts.mails += 1;
        } else {
            let target = &bare[start..end];
            parts.link_chars += target.chars().count();
            let mentioned = !target.contains(['/', '?']) && !target.starts_with("www.");
            parts.links.push(Link { mentioned, ..link(target, None, false) });
        }
    }
    parts.prose.push_str(&bare[from..]);
}

/// Whether a text contains an address.
pub(crate) fn is_address(text: &str) -> bool {
    find_bare(text).next().is_some()
}

/// Addresses without markup, with and without a scheme: from, to, and whether it is a mail address.
fn find_bare(text: &str) -> impl Iterator<Item = (usize, usize, bool)> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url, LinkKind::Email]).url_must_have_scheme(false);
    let found: Vec<_> = finder
        .links(text)
        .filter(|found| *found.kind() == LinkKind::Email || found.as_str().contains("://") || is_domain(found.as_str()))
        .map(|found| (found.start(), found.end(), *found.kind() == LinkKind::Email))
        .collect();
    found.into_iter()
}

/// Top-level domains by which a name without a scheme is recognised as a domain. Those that are also words or file
/// types ("it", "in", "py", "rs", "md") count only before a path or after "www.".
const ENDINGS: &str = "com net org info biz xyz top site online shop store club live vip win bet casino icu pro app dev io co ru \
    cn de uk fr eu tk ml ga cf gq su ua pl nl es br jp kr id tv cc ly gl link click website space fun blog \
    agency mobi asia ca au vn ng pk ir tr cz hu ro gr se dk fi ch at edu gov ai gg buzz today world life pw ws \
    to me us in";
const WORDS_TOO: &str = "to me us in at de es se pro co app fun link click today world life live win space blog site online shop \
    store club top id ml pl dev io ga";

/// Whether a space-separated list of words contains this one.
pub(crate) fn lists(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

fn is_domain(text: &str) -> bool {
    let host = text.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let Some((name, ending)) = host.rsplit_once('.') else { return false };
    if name.starts_with("www.") {
        return true;
    }
    // "Great post.Thanks" is a missing space.
    let lower = ending.bytes().all(|b| b.is_ascii_lowercase());
    let known = lists(ENDINGS, ending);
    let clear = !lists(WORDS_TOO, ending) || name.contains('.') || host.len() < text.len() || ending.len() > 2;
    lower && known && clear && name.bytes().any(|b| b.is_ascii_alphabetic())
}

/// Whether a link leads to a site's front page: people cite pages, advertisers link to the front page.
pub(crate) fn is_front_page(link: &Link) -> bool {
    let bare = link.target.split_once("://").map_or(link.target.as_str(), |(_, rest)| rest);
    let path = bare.split_once(['/', '?', '#']).map_or("", |(_, path)| path);
    path.is_empty() || path.starts_with("?utm_")
}

/// The host of a target, without scheme, path and port, in lower case.
pub(crate) fn host(target: &str) -> String {
    let bare = target.split_once("://").map_or(target, |(_, rest)| rest);
    let bare = bare.split(['/', '?', '#']).next().unwrap_or_default();
    let bare = bare.rsplit_once('@').map_or(bare, |(_, host)| host);
    let bare = bare.split(':').next().unwrap_or_default().to_ascii_lowercase();
    bare.strip_prefix("www.").unwrap_or(&bare).to_owned()
}

/// Sites that people cite and that are useless to spam. Hosts where anyone has pages of their own are not included.
const CITED: &str = "wikipedia.org wikimedia.org github.com gitlab.com stackoverflow.com stackexchange.com microsoft.com \
    mozilla.org w3.org ietf.org python.org rust-lang.org docs.rs crates.io r-project.org apache.org gnu.org \
    kernel.org debian.org ubuntu.com oracle.com apple.com android.com googlesource.com npmjs.com pypi.org \
    php.net wordpress.org jsfiddle.net codepen.io arxiv.org doi.org nih.gov nature.com who.int europa.eu \
    bbc.co.uk bbc.com nytimes.com theguardian.com lemonde.fr spiegel.de elpais.com archive.org \
    openstreetmap.org imdb.com flickr.com msdn.com nasa.gov serverfault.com superuser.com askubuntu.com \
    readthedocs.io kaggle.com unicode.org disqus.com asp.net";

/// Whether a link is unsuspicious: to a site that many cite, to a school or a government, to the page's own site or to
/// the author's own machine.
pub(crate) fn is_plain(link: &Link, page_hosts: &[&str]) -> bool {
    let host = host(&link.target);
    let below = |parent: &str| host == parent || host.strip_suffix(parent).is_some_and(|rest| rest.ends_with('.'));
    let ending = host.rsplit('.').next().unwrap_or_default();
    !link.target.is_empty()
        && (matches!(ending, "edu" | "gov" | "mil")
            || CITED.split(' ').any(below)
            || page_hosts.iter().any(|own| below(own.strip_prefix("www.").unwrap_or(own)))
            || host == "localhost"
            || ["127.0.0.", "192.168.", "10."].iter().any(|own| host.starts_with(own) && ending.parse::<u8>().is_ok())
            || link.target.starts_with(['/', '#']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(text: &str) -> Vec<String> {
        take_apart(text).links.into_iter().map(|link| link.target).collect()
    }

    #[test]
    fn links_are_found_however_they_are_written() {
        assert_eq!(
            targets("see [this](https://a.example/x) and https://b.example"),
            ["https://a.example/x", "https://b.example"]
        );
        assert_eq!(
            targets("<a href=\"http://a.example\" rel=x>buy</a> [url=http://b.example]c[/url]"),
            ["http://a.example", "http://b.example"]
        );
        assert_eq!(targets("go to cheap-pills.com or www.x.it/y now"), ["cheap-pills.com", "www.x.it/y"]);
        assert_eq!(targets("[url]http://b.example[/url]"), ["http://b.example"]);
    }

    #[test]
    fn files_and_missing_spaces_are_no_links() {
        for honest in
            ["main.rs and Node.js", "Great post.Thanks", "it works.in my case", "e.g. this", "a[0](b c)", "1 < 2 > 1"]
        {
            assert!(targets(honest).is_empty(), "{honest}");
        }
    }

    #[test]
    fn anchors_and_text_are_separated() {
        let parts = take_apart("Nice. [cheap pills](http://a.example) bye a@b.example");
        assert_eq!(parts.prose.split_whitespace().collect::<Vec<_>>(), ["Nice.", "bye"]);
        assert_eq!(parts.anchors.trim(), "cheap pills");
        assert_eq!(parts.mails, 1);
        assert_eq!(host("https://u@WWW.A.example:80/x"), "a.example");
    }
}
