//! Addresses that look like one of a site's own: somebody who wants a site's people to add theirs makes it look so.

use unicode_security::confusable_detection::skeleton;

use crate::domain::page::host_as_read;

/// The own origin that another one looks like without being it: letters that look alike, other dots and hyphens, or one
/// letter that is another, missing or too many.
pub fn looks_like<'o>(origin: &str, own: &'o [String]) -> Option<&'o str> {
    let (host, shown) = (host_of(origin), looks(origin));
    own.iter()
        .filter(|known| host_of(known) != host)
        .find(|known| at_most_one_apart(&looks(known), &shown))
        .map(String::as_str)
}

fn host_of(origin: &str) -> &str {
    let (_, rest) = origin.split_once("://").unwrap_or(("", origin));
    rest.split([':', '/']).next().unwrap_or_default()
}

/// What a host looks like to whoever reads it: letters alone, each as the plainest that looks like it (UTS 39).
fn looks(origin: &str) -> Vec<char> {
    let host = host_of(origin);
    let read = host_as_read(&format!("{host}/")).unwrap_or_else(|| host.to_owned()).to_lowercase();
    skeleton(&read).flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two words differ in one letter at most: another one, one missing or one too many.
fn at_most_one_apart(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        0 => short.len() == same || short[same + 1..] == long[same + 1..],
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::looks_like;

    #[test]
    fn an_address_that_looks_like_ones_own_is_known_and_another_is_not() {
        let own = ["https://bakery.example".to_owned(), "https://www.bakery.example".to_owned()];
        for (strange, like) in [
            // A Cyrillic a.
            ("https://xn--bkery-6cd.example", Some("https://bakery.example")),
            ("https://bakery-example", Some("https://bakery.example")),
            ("https://bakerry.example", Some("https://bakery.example")),
            ("https://bakery.exampl", Some("https://bakery.example")),
            ("https://www-bakery.example", Some("https://www.bakery.example")),
            ("http://bakery.example", None),
            ("https://bakery.example:8443", None),
            ("https://staging.bakery.example", None),
            ("https://cafe.example", None),
        ] {
            assert_eq!(looks_like(strange, &own), like, "{strange}");
        }
        assert_eq!(looks_like("https://bakery.example", &[]), None);
    }
}
