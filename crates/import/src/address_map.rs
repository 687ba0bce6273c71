//! `--map OLD=NEW`: addresses that have changed, matched by whole path segments and whole query values.

use std::collections::BTreeSet;

use url::Url;

/// The address mappings of one import.
#[derive(Debug, Default)]
pub(super) struct Moves<'a> {
    /// The old beginnings of addresses, normalised and as typed, and the new ones. The longest comes first.
    all: Vec<(String, &'a str, &'a str)>,
    /// Old beginnings that no address has had yet, as typed.
    unused: BTreeSet<&'a str>,
}

impl<'a> Moves<'a> {
    pub(super) fn new(mappings: &'a [(String, String)]) -> Self {
        let mut all: Vec<_> = mappings.iter().map(|(old, new)| (normalised(old.trim()), &**old, new.trim())).collect();
        all.sort_by_key(|(old, ..)| std::cmp::Reverse(old.len()));
        Self { unused: all.iter().map(|(_, typed, _)| *typed).collect(), all }
    }

    /// The new address of `address`; none where no mapping matches.
    pub(super) fn moved(&self, address: &str) -> Option<String> {
        self.find(address).map(|(_, moved)| moved)
    }

    /// The same, which also marks the mapping as used.
    pub(super) fn move_page(&mut self, address: &str) -> Option<String> {
        let (typed, moved) = self.find(address)?;
        self.unused.remove(typed);
        Some(moved)
    }

    fn find(&self, address: &str) -> Option<(&'a str, String)> {
        let address = normalised(address.trim());
        self.all.iter().find_map(|(old, typed, new)| Some((*typed, joined(new, old, rest(&address, old)?))))
    }

    /// Whether some mapping begins at this host: then the owner has decided about it.
    pub(super) fn names_host(&self, host: &str) -> bool {
        self.all.iter().any(|(old, ..)| old.split(['/', '?', '#', ':']).next() == Some(&*normalised(host)))
    }

    /// Mappings that matched no address, as typed.
    pub(super) fn unused(&self) -> impl Iterator<Item = &'a str> {
        self.unused.iter().copied()
    }
}

/// An address normalised for comparison: without its scheme and `www.`, its host in lower case.
fn normalised(address: &str) -> String {
    let rest = ["http://", "https://", "//"].iter().find_map(|scheme| {
        let head = address.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| &address[scheme.len()..])
    });
    // A typed host may have no scheme.
    let Some(rest) = rest else { return address.strip_prefix("www.").unwrap_or(address).to_owned() };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..end].to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let path = if rest[end..].starts_with('/') { "" } else { "/" };
    format!("{host}{path}{}", &rest[end..])
}

/// The rest of an address after `old`, where `old` ends at a whole segment or a whole value.
fn rest<'t>(address: &'t str, old: &str) -> Option<&'t str> {
    if old.strip_suffix('/') == Some(address) {
        return Some("");
    }
    let rest = address.strip_prefix(old)?;
    let in_query = old.contains('?');
    let ends: &[char] = match () {
        () if old.contains('#') => &['/'],
        () if in_query => &['&', '#'],
        () => &['/', '?', '#'],
    };
    (rest.is_empty() || old.ends_with(['/', '?', '=', '&']) || rest.starts_with(ends)).then_some(rest)
}

/// The new address: the new beginning, and the rest that followed the old one.
fn joined(new: &str, old: &str, rest: &str) -> String {
    match rest.chars().next() {
        None => new.to_owned(),
        Some('/') => format!("{}{rest}", new.trim_end_matches('/')),
        // The rest of the query follows the new one.
        Some('&') if !new.contains('?') => format!("{new}?{}", &rest[1..]),
        Some('?') if new.contains('?') => format!("{new}&{}", &rest[1..]),
        Some(_) if old.ends_with('/') && !new.ends_with(['/', '=']) => format!("{new}/{rest}"),
        Some(_) => format!("{new}{rest}"),
    }
}

/// The address of a relative link in a comment on the page at `address`; none for a link that is not relative.
pub(super) fn resolved(href: &str, address: &Url) -> Option<Url> {
    let href = href.trim();
    let relative = matches!(Url::parse(href), Err(url::ParseError::RelativeUrlWithoutBase)) && !href.is_empty();
    relative.then(|| address.join(href).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(moves: &[(&str, &str)], address: &str) -> Option<String> {
        let moves: Vec<_> = moves.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect();
        Moves::new(&moves).moved(address)
    }

    #[test]
    fn a_mapping_matches_whole_segments_and_whole_values() {
        for (old, new, address, now) in [
            (
                "https://o.example/?p=1",
                "https://n.example/rye",
                "https://o.example/?p=1",
                Some("https://n.example/rye"),
            ),
            ("https://o.example/?p=1", "https://n.example/rye", "https://o.example/?p=12", None),
            ("https://o.example/?p=1", "https://n.example/rye", "https://o.example/?p=1/2", None),
            (
                "https://o.example/?p=1",
                "https://n.example/rye",
                "https://o.example/?p=1&l=de",
                Some("https://n.example/rye?l=de"),
            ),
            (
                "https://o.example/?p=1",
                "https://n.example/rye",
                "https://o.example/?p=1#c2",
                Some("https://n.example/rye#c2"),
            ),
            (
                "https://o.example/?p=",
                "https://n.example/post/",
                "https://o.example/?p=12",
                Some("https://n.example/post/12"),
            ),
            ("https://o.example?p=1", "https://n.example/rye", "https://o.example/?p=1", Some("https://n.example/rye")),
            ("https://o.example/a", "https://n.example/b", "https://o.example/a", Some("https://n.example/b")),
            ("https://o.example/a", "https://n.example/b", "https://o.example/about", None),
            ("https://o.example/a", "https://n.example/b", "https://o.example/a/c", Some("https://n.example/b/c")),
            (
                "https://o.example/a",
                "https://n.example/b?x=1",
                "https://o.example/a?p=1",
                Some("https://n.example/b?x=1&p=1"),
            ),
            ("https://o.example/a/", "https://n.example/b", "https://o.example/a/c", Some("https://n.example/b/c")),
            ("https://o.example/a/", "https://n.example/b", "https://o.example/a", Some("https://n.example/b")),
            ("https://o.example/a", "https://n.example/b/", "https://o.example/a/c", Some("https://n.example/b/c")),
            ("https://o.example", "https://n.example", "https://o.example/c", Some("https://n.example/c")),
            ("https://o.example", "https://n.example", "https://o.example.evil.example/c", None),
            ("https://o.example", "https://n.example", "https://o.example:8443/c", None),
            ("https://o.example/a", "https://n.example/b", "http://www.O.example/a", Some("https://n.example/b")),
            ("https://o.example/#!/a", "https://n.example/a", "https://o.example/#!/ab", None),
            ("mt_19", "https://n.example/a", "mt_1949", None),
            ("mt_19", "https://n.example/a", "mt_19", Some("https://n.example/a")),
        ] {
            assert_eq!(moved(&[(old, new)], address).as_deref(), now, "{old} for {address}");
        }
    }

    #[test]
    fn the_longest_mapping_counts_and_unused_ones_are_listed() {
        let pair = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        let moves =
            [pair("https://o.example/", "https://n.example/"), pair("https://o.example/a", "https://n.example/b")];
        let mut moves = Moves::new(&moves);
        assert_eq!(moves.move_page("https://o.example/a/1").as_deref(), Some("https://n.example/b/1"));
        assert_eq!(moves.unused().collect::<Vec<_>>(), ["https://o.example/"]);
        assert!(moves.names_host("o.example") && moves.names_host("www.o.example") && !moves.names_host("x.example"));
    }

    #[test]
    fn a_relative_link_is_resolved_against_its_page() {
        let page = Url::parse("https://b.example/2006/rye/").unwrap();
        for (href, leads) in [
            ("/2006/other/", Some("https://b.example/2006/other/")),
            ("#c5", Some("https://b.example/2006/rye/#c5")),
            ("?p=3", Some("https://b.example/2006/rye/?p=3")),
            ("../x", Some("https://b.example/2006/x")),
            ("//c.example/x", Some("https://c.example/x")),
            ("https://c.example/", None),
            ("mailto:a@b.example", None),
            ("javascript:x", None),
            ("", None),
        ] {
            assert_eq!(resolved(href, &page).map(String::from).as_deref(), leads, "{href}");
        }
    }
}
