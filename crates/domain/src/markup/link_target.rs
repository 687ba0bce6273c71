//! The real hosts of links whose text looks like another address.
//!
//! A text that looks like an address must not hide another one. The text stays as it was typed; the real host is shown
//! beside it.

use porch_protocol::Inline;
use unicode_security::confusable_detection::skeleton;
use unicode_security::{RestrictionLevel, RestrictionLevelDetection};
use url::Url;

use super::visible_address::{self, Letter, VisibleAddress};

/// The links of a paragraph, in reading order, and its letters.
#[derive(Default)]
struct Paragraph {
    addresses: Vec<String>,
    letters: Vec<Letter>,
}

/// Adds the real host, or the mail address, after each link of a paragraph whose text looks like another address or can
/// be mistaken for one. The text of a line is read as a whole: a name may begin in one link and end in the next.
/// Returns how many links there are, and how many of them got a host.
pub(super) fn name_hosts(words: &mut Vec<Inline>) -> (usize, usize) {
    let mut paragraph = Paragraph::default();
    paragraph.read(words, None);
    if paragraph.addresses.is_empty() {
        return (0, 0);
    }
    let hosts = paragraph.hosts();
    let named = hosts.iter().flatten().count();
    if named > 0 {
        *words = with_hosts(std::mem::take(words), &mut hosts.into_iter());
    }
    (paragraph.addresses.len(), named)
}

impl Paragraph {
    fn read(&mut self, words: &[Inline], link: Option<usize>) {
        for word in words {
            match word {
                Inline::Text(text) | Inline::Code(text) => self.letters.extend(visible_address::letters(text, link)),
                Inline::Em(inner) | Inline::Strong(inner) | Inline::Del(inner) => self.read(inner, link),
                Inline::Link(address, inner) => {
                    self.addresses.push(address.clone());
                    self.read(inner, Some(self.addresses.len() - 1));
                }
                Inline::Br => self.letters.push(Letter { sign: '\n', link }),
                Inline::Host(_) | Inline::Unknown => {}
            }
        }
    }

    /// The host to show beside each link; none where its text matches, or looks like no address.
    fn hosts(&self) -> Vec<Option<String>> {
        let mut hosts = vec![None; self.addresses.len()];
        let urls: Vec<Option<Url>> = self.addresses.iter().map(|address| Url::parse(address).ok()).collect();
        let to = |link: usize, is_mail: bool| urls[link].as_ref().filter(|url| (url.scheme() == "mailto") == is_mail);
        for VisibleAddress { name, links } in visible_address::hosts(&self.letters) {
            for link in links {
                let host = to(link, false).and_then(Url::host_str);
                hosts[link] = hosts[link].take().or(host.filter(|host| !matches_host(&name, host)).map(readable_host));
            }
        }
        if urls.iter().flatten().any(|url| url.scheme() == "mailto") {
            for VisibleAddress { name, links } in visible_address::mail_addresses(&self.letters) {
                for link in links {
                    let other = to(link, true).map(Url::path).filter(|path| !path.eq_ignore_ascii_case(&name));
                    hosts[link] = hosts[link].take().or(other.map(str::to_owned));
                }
            }
        }
        hosts
    }
}

/// The same inlines, with the found host after each link.
fn with_hosts(words: Vec<Inline>, hosts: &mut impl Iterator<Item = Option<String>>) -> Vec<Inline> {
    let mut with = Vec::with_capacity(words.len() + 1);
    for word in words {
        match word {
            Inline::Link(address, inner) => {
                let host = hosts.next().flatten();
                with.push(Inline::Link(address, inner));
                with.extend(host.map(Inline::Host));
            }
            Inline::Em(inner) => with.push(Inline::Em(with_hosts(inner, hosts))),
            Inline::Strong(inner) => with.push(Inline::Strong(with_hosts(inner, hosts))),
            Inline::Del(inner) => with.push(Inline::Del(with_hosts(inner, hosts))),
            other => with.push(other),
        }
    }
    with
}

/// Whether a name is that of a link's host, and cannot be mistaken for another one.
fn matches_host(name: &str, host: &str) -> bool {
    // As a browser reads it: a numeric address has several spellings, too.
    let url = Url::parse(&format!("http://{name}/")).ok();
    let named = url.as_ref().and_then(Url::host_str);
    named.is_some_and(|named| without_www(named) == without_www(host)) && !misleads(name)
}

/// A host in Unicode; in Punycode (RFC 3492) where its letters can be mistaken for others.
fn readable_host(host: &str) -> String {
    let (read, well) = idna::domain_to_unicode(host);
    if well.is_ok() && !misleads(&read) { read } else { host.to_owned() }
}

/// Whether a name can be mistaken for another one: it mixes scripts that are never mixed, or looks like plain Latin and
/// is not.
fn misleads(name: &str) -> bool {
    name.split('.').filter(|label| !label.is_ascii()).any(|label| {
        !label.check_restriction_level(RestrictionLevel::HighlyRestrictive)
            || skeleton(label).all(|c| c.is_ascii())
            || skeleton(&label.to_uppercase()).all(|c| c.is_ascii())
    })
}

fn without_www(host: &str) -> &str {
    let host = host.trim_end_matches('.');
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
#[path = "place_tests.rs"]
mod tests;
