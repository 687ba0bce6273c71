//! Which addresses a link may have. Called with decoded entities and escapes, as a browser sees the address.

use porch_protocol::limits;
use url::Url;

/// The address as it is stored, or none when a link must not have it.
///
/// Only `http`, `https` and `mailto`; no user or password, which hide where a link goes; no relative address, since a
/// comment is shown on many pages.
pub(super) fn address(raw: &str) -> Option<String> {
    if raw.len() > limits::URL_BYTES {
        return None;
    }
    let url = Url::parse(raw.trim()).ok()?;
    let address = match url.scheme() {
        "http" | "https" if is_plain_host(&url) && url.username().is_empty() && url.password().is_none() => {
            // The parser leaves these characters unescaped in some places, which a careless renderer might handle
            // wrongly.
            String::from(url).replace('\\', "%5C").replace('`', "%60").replace('\'', "%27")
        }
        // The parser hardly encodes an opaque path, so only plain addresses are accepted, without mail headers.
        "mailto" if is_mail_address(url.path()) => format!("mailto:{}", url.path()),
        _ => return None,
    };
    (address.len() <= limits::URL_BYTES).then_some(address)
}

/// The URL standard allows quotes and brackets in a host's name; no real host has them.
fn is_plain_host(url: &Url) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-_[]:".contains(c);
    url.host_str().is_some_and(|host| !host.is_empty() && host.chars().all(plain))
}

fn is_mail_address(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || ".@_+-=~%".contains(c);
    text.len() <= 254 && text.matches('@').count() == 1 && !text.starts_with('@') && text.chars().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn only_web_and_mail_addresses_pass() {
        for (raw, stored) in [
            ("https://example.com/a b", Some("https://example.com/a%20b")),
            ("HTTP://EXAMPLE.com", Some("http://example.com/")),
            ("ht\ntps://example.com", Some("https://example.com/")),
            ("mailto:Ada@example.com?bcc=all@example.com", Some("mailto:Ada@example.com")),
            ("https://пример.example/", Some("https://xn--e1afmkfd.example/")),
            ("https://a.example/'x`?y=\\", Some("https://a.example/%27x%60?y=%5C")),
            ("http://[::1]:8080/", Some("http://[::1]:8080/")),
            ("http://a.example\"x/", None),
            ("javascript:alert(1)", None),
            ("java\tscript:alert(1)", None),
            (" \u{1}javascript:alert(1)", None),
            ("data:text/html,x", None),
            ("vbscript:x", None),
            ("//example.com", None),
            ("/path", None),
            ("#top", None),
            ("https://bank.example@evil.example/", None),
            ("mailto:a\"onclick=x@example.com", None),
            ("mailto:", None),
            ("https://", None),
            ("blob:https://example.com/x", None),
        ] {
            assert_eq!(address(raw).as_deref(), stored, "{raw:?}");
        }
        assert_eq!(address(&format!("https://example.com/{}", "é".repeat(900))), None);
    }
}
