//! What a link's words say about where it leads, and where it really does.
//!
//! Words that look like an address must not cover another one. What the words say stays as it was typed; the real host
//! stands beside it.

use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;
use unicode_security::{RestrictionLevel, RestrictionLevelDetection};
use url::Url;

use crate::domain::text::is_blank;

/// What a reader is shown beside a link: its host, or its mail address, where its words look like an address that is
/// another one or can be taken for another one. None where the words are honest, or look like no address.
pub(super) fn beside(address: &str, words: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let words: String = words.nfkc().map(dot).filter(|c| c.is_whitespace() || !is_blank(*c)).collect();
    if url.scheme() == "mailto" {
        let mut named = words.split_whitespace().filter(|word| word.contains('@') || hosts(word).next().is_some());
        let own = |word: &str| word.trim_start_matches("mailto:").eq_ignore_ascii_case(url.path());
        return named.any(|word| !own(word)).then(|| url.path().to_owned());
    }
    let host = url.host_str()?;
    let mut named = words.split_whitespace().flat_map(hosts);
    let honest = |name: &str| {
        idna::domain_to_ascii(name).is_ok_and(|ascii| without_www(&ascii) == without_www(host)) && !misleads(name)
    };
    named.any(|name| !honest(name)).then(|| as_read(host))
}

/// A host as people read it; as it is written in the address (Punycode, RFC 3492) where its letters can be taken for others.
fn as_read(host: &str) -> String {
    let (read, well) = idna::domain_to_unicode(host);
    if well.is_ok() && !misleads(&read) { read } else { host.to_owned() }
}

/// Whether a name can be taken for another one: it mixes scripts that nobody mixes, or looks like plain Latin and is not.
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

/// The hosts that a word names, or seems to.
fn hosts(word: &str) -> impl Iterator<Item = &str> {
    let (scheme, rest) = word.split_once("://").unwrap_or(("", word));
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    // What stands before the address in the same word is no part of it, and may be one itself.
    let before = scheme.split(|c: char| !is_of_host(c));
    before.chain(authority.split(|c: char| !is_of_host(c))).map(|name| name.trim_matches(['.', '-'])).filter(is_host)
}

fn is_of_host(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-' | '_') || unicode_normalization::char::is_combining_mark(c)
}

fn is_host(name: &&str) -> bool {
    let Some((before, last)) = name.rsplit_once('.') else { return false };
    let named = last.starts_with("xn--") || (last.chars().count() > 1 && last.chars().all(char::is_alphabetic));
    let numbered = name.parse::<std::net::Ipv4Addr>().is_ok();
    numbered || (named && before.split('.').all(|label| !label.is_empty()))
}

/// What a reader takes for the dot of an address.
fn dot(c: char) -> char {
    match c {
        '。' | '．' | '｡' | '․' | '·' | '•' | '∙' | '⋅' | '‧' | '・' | '٠' | '۰' | '۔' | 'ꓸ' => {
            '.'
        }
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn words_that_look_like_an_address_name_the_real_one() {
        for (address, words, shown) in [
            ("https://evil.example/", "click here", None),
            ("https://evil.example/", "evil.example", None),
            ("https://www.evil.example/x", "https://evil.example/y", None),
            ("https://evil.example/", "https://evil.example/bank.html", None),
            ("https://xn--e1afmkfd.example/", "https://пример.example/", None),
            ("https://xn--bcher-kva.example/", "bücher.example", None),
            ("https://xn--fsqu00a.xn--0zwm56d/", "例子.测试", None),
            ("mailto:ada@b.example", "ada@b.example", None),
            ("mailto:ada@b.example", "Ada", None),
            ("https://a.example/", "1.5 or e.g. this", None),
            ("https://evil.example/x", "https://bank.example/login", Some("evil.example")),
            ("https://evil.example/x", "bank.example", Some("evil.example")),
            ("https://evil.example/x", "log in at www.Bank.Example today", Some("evil.example")),
            ("https://evil.example/x", "bank\u{200B}.example", Some("evil.example")),
            ("https://evil.example/x", "bank․example or bank。example", Some("evil.example")),
            ("https://evil.example/x", "https://bank.example@evil.example/", Some("evil.example")),
            ("https://evil.example/x", "bank.example|evil.example", Some("evil.example")),
            ("https://evil.example/x", "ada@bank.example", Some("evil.example")),
            ("https://bank.example.evil.example/x", "bank.example", Some("bank.example.evil.example")),
            ("https://evil.example/x", "банк.пример", Some("evil.example")),
            ("https://xn--e1afmkfd.example/", "bank.example", Some("пример.example")),
            ("https://192.0.2.7/", "bank.example", Some("192.0.2.7")),
            ("mailto:evil@evil.example", "ada@bank.example", Some("evil@evil.example")),
            ("mailto:evil@evil.example", "bank.example", Some("evil@evil.example")),
            ("https://xn--pple-43d.com/", "https://\u{430}pple.com/", Some("xn--pple-43d.com")),
            ("https://xn--80ak6aa92e.com/", "https://аррӏе.com/", Some("xn--80ak6aa92e.com")),
            ("https://xn--80ak6aa92e.com/", "apple.com", Some("xn--80ak6aa92e.com")),
        ] {
            assert_eq!(beside(address, words).as_deref(), shown, "{words} to {address}");
        }
    }
}
