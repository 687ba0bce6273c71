//! The display name of a site: the one that its team set, or else its address.

use url::{Host, Url};

use super::text::clean_name;

/// The name of a site without a display name: the host of its first address without "www.". Its id where the host is
/// not readable: this machine, a number, or a host in Punycode.
pub fn default_name(id: &str, origins: &[String]) -> String {
    let home = origins.first().and_then(|origin| Url::parse(origin).ok());
    let host = match home.as_ref().and_then(Url::host) {
        Some(Host::Domain(host)) if is_readable(host) => Some(host.strip_prefix("www.").unwrap_or(host)),
        _ => None,
    };
    let name = host.unwrap_or(id);
    clean_name(name).unwrap_or_else(|_| id.to_owned())
}

fn is_readable(host: &str) -> bool {
    let local = host == "localhost" || host.ends_with(".localhost");
    !local && !host.split('.').any(|label| label.starts_with("xn--"))
}

#[cfg(test)]
mod tests {
    use super::default_name;

    #[test]
    fn a_site_without_a_name_is_called_by_its_first_address() {
        for (origin, expected) in [
            ("https://www.halm-krume.example", "halm-krume.example"),
            ("https://bakery.example:8443", "bakery.example"),
            ("https://www.example", "example"),
            ("http://localhost:8000", "bakery"),
            ("http://shop.localhost", "bakery"),
            ("http://127.0.0.1:8000", "bakery"),
            ("https://xn--bckerei-5wa.example", "bakery"),
            (&format!("https://{}.example", "a".repeat(60)), "bakery"),
            ("", "bakery"),
        ] {
            assert_eq!(default_name("bakery", &[origin.to_owned()]), expected, "{origin}");
        }
        assert_eq!(default_name("bakery", &[]), "bakery");
    }
}
