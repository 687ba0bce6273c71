//! Addresses that look like one of a site's own: an attacker may register one to trick the team into adding it.

use unicode_security::confusable_detection::skeleton;

use crate::page::host_as_read;

/// The site's origin that another one imitates: with confusable letters, other dots and hyphens, or one letter that is
/// different, missing or added.
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

/// What a host looks like to a reader: letters only, each as the plainest one that looks like it (UTS 39).
fn looks(origin: &str) -> Vec<char> {
    let host = host_of(origin);
    let read = host_as_read(&format!("{host}/")).unwrap_or_else(|| host.to_owned()).to_lowercase();
    skeleton(&read).flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two words differ in one letter at most: a different, a missing or an added one.
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
    fn an_address_that_imitates_a_sites_own_is_found_and_another_is_not() {
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
