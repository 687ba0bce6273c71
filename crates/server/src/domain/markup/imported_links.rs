//! Bare addresses in imported words: blog programs store them as words and make links of them when they show them.

use linkify::{LinkFinder, LinkKind};

use super::{autolink, link};

/// A word cut into pieces, each with where it leads, where it leads anywhere.
pub(super) fn links(word: &str) -> Vec<(&str, Option<String>)> {
    if !word.contains("://") && !word.contains('@') && !word.contains("www.") {
        return vec![(word, None)];
    }
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    let mut pieces = Vec::new();
    let mut from = 0;
    for found in finder.links(word) {
        let text = &found.as_str()[..autolink::end(found.as_str())];
        let address = match found.kind() {
            LinkKind::Email => format!("mailto:{text}"),
            _ if text.starts_with("www.") => format!("http://{text}"),
            // Any two words with a dot between them look like a name of a host.
            _ if text.contains("://") => text.to_owned(),
            _ => continue,
        };
        let Some(address) = link::address(&address) else { continue };
        if from < found.start() {
            pieces.push((&word[from..found.start()], None));
        }
        from = found.start() + text.len();
        pieces.push((&word[found.start()..from], Some(address)));
    }
    if from < word.len() {
        pieces.push((&word[from..], None));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::links;

    #[test]
    fn bare_addresses_become_links_and_what_ends_a_sentence_stays_outside() {
        for (word, found) in [
            (
                "http://example.com/recipes/rye_(dark)_bread?x=1&y=2,",
                "http://example.com/recipes/rye_(dark)_bread?x=1&y=2",
            ),
            ("(https://example.com/a).", "https://example.com/a"),
            ("see:http://example.com/x!", "http://example.com/x"),
            ("www.example.org", "http://www.example.org/"),
            ("me@example.org,", "mailto:me@example.org"),
            ("<https://example.com/>", "https://example.com/"),
            ("https://example.com/a。谢谢", "https://example.com/a"),
        ] {
            let pieces = links(word);
            let told: Vec<_> = pieces.iter().filter_map(|(_, address)| address.as_deref()).collect();
            assert_eq!(told, [found], "{word}");
            assert_eq!(pieces.iter().map(|(words, _)| *words).collect::<String>(), word);
        }
        for word in ["end.Next", "a@b", "ftp://example.com/x", "javascript://x", "http://", "@ada"] {
            assert!(links(word).iter().all(|(_, address)| address.is_none()), "{word}");
        }
    }
}
