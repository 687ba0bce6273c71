//! Addresses and identifiers of pages in exports of other systems: without a scheme, or an identifier that is no
//! address at all.

use porch_domain::page::imported_page;

/// Extensions of files, none of which is a top-level domain.
const FILE_ENDS: [&str; 14] =
    ["asp", "aspx", "cfm", "cgi", "htm", "html", "jsp", "md", "pdf", "php", "phtml", "shtml", "txt", "xml"];

/// The complete address of a link without a scheme or a host; none for a link that is complete.
pub(super) fn completed(link: &str) -> Option<String> {
    let link = link.trim();
    let begins = |scheme: &str| link.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    if link.is_empty() || link.starts_with('/') || begins("http:") || begins("https:") || link.contains("://") {
        return None;
    }
    let first = link.split(['/', '?', '#']).next().unwrap_or_default();
    let path = if link.starts_with(['?', '#']) { "/" } else { "" };
    match () {
        () if is_host(first) => Some(format!("https://{link}")),
        // Another scheme, or an identifier: the page is unknown.
        () if link.contains([':', ' ']) || !(link.contains(['/', '?', '#']) || is_file(first)) => None,
        () if path.is_empty() => Some(format!("/{link}")),
        () => Some(format!("{path}{link}")),
    }
}

fn is_host(text: &str) -> bool {
    let (host, port) = text.split_once(':').unwrap_or((text, "0"));
    let end = host.rsplit_once('.').map(|(name, end)| (!name.is_empty()).then_some(end));
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let is_end = |end: &str| end.len() > 1 && end.chars().all(char::is_alphabetic) && !is_file(text);
    end.flatten().is_some_and(is_end) && host.chars().all(fits) && port.parse::<u16>().is_ok()
}

fn is_file(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(_, end)| FILE_ENDS.iter().any(|known| known.eq_ignore_ascii_case(end)))
}

/// The keys under which a page with this identifier finds its thread. An identifier may contain an address, as those of
/// Disqus' plugin for WordPress do: `12 https://blog.example/?p=12`. No identifier leads to the home page.
pub(super) fn keys(name: &str, origins: &[String]) -> Vec<String> {
    let key = |name: &str| {
        let (page, alias) = imported_page(name, origins).ok()?;
        let key = alias.unwrap_or(page.key);
        let home = !key.starts_with("key:") && key.ends_with('/');
        (!home).then_some(key)
    };
    let name = name.trim();
    match key(name) {
        Some(key) => vec![key],
        None => name.split_whitespace().filter(|part| part.contains("://")).filter_map(key).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_without_a_scheme_are_completed() {
        for (link, address) in [
            ("blog.example/rye", Some("https://blog.example/rye")),
            ("blog.example", Some("https://blog.example")),
            ("blog.example:8080/rye", Some("https://blog.example:8080/rye")),
            ("rye.html", Some("/rye.html")),
            ("posts/rye", Some("/posts/rye")),
            ("?p=3", Some("/?p=3")),
            ("#!/rye", Some("/#!/rye")),
            ("https://blog.example/rye", None),
            ("HTTP://blog.example/rye", None),
            ("//blog.example/rye", None),
            ("/rye", None),
            ("mt_1949", None),
            ("javascript:x", None),
            ("a name of some page/x", None),
            ("", None),
        ] {
            assert_eq!(completed(link).as_deref(), address, "{link}");
        }
    }

    #[test]
    fn an_identifier_of_another_system_is_a_key() {
        let origins = ["https://blog.example".to_owned()];
        for (name, known) in [
            ("mt_1949", vec!["key:mt_1949"]),
            ("https://blog.example/rye/", vec!["blog.example/rye"]),
            ("http://old.example/?p=3", vec!["old.example/?p=3"]),
            ("12 https://blog.example/?p=12", vec!["blog.example/?p=12"]),
            ("https://blog.example/", vec![]),
            ("", vec![]),
            ("a\nb", vec![]),
        ] {
            assert_eq!(keys(name, &origins), known, "{name}");
        }
        assert!(keys(&"x".repeat(300), &origins).is_empty());
    }
}
