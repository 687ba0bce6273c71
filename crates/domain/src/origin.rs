//! Origins as owners type them: how they are parsed, and what is wrong with an invalid one.

use porch_protocol::Cause;
use url::{Origin, Url};

/// A typed origin, as a browser serialises it. `http` is for loopback only, and must be listed explicitly.
pub fn parse_origin(text: &str) -> Option<String> {
    let url = Url::parse(text.trim()).ok()?;
    let Origin::Tuple(scheme, host, _) = url.origin() else { return None };
    let loopback = match &host {
        // A name of letters, digits, dots and hyphens: wildcards are not allowed.
        url::Host::Domain(name) if !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')) => {
            return None;
        }
        url::Host::Domain(name) => name == "localhost" || name.ends_with(".localhost"),
        url::Host::Ipv4(address) => address.is_loopback(),
        url::Host::Ipv6(address) => address.is_loopback(),
    };
    let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    let allowed = scheme == "https" || (scheme == "http" && loopback);
    (bare && allowed).then(|| url.origin().ascii_serialization())
}

/// What is wrong with an address that [`parse_origin`] refuses, and what is most likely meant.
pub fn origin_cause(text: &str) -> Cause {
    let text = text.trim();
    let origin = text.to_owned();
    let Some((scheme, rest)) = text.split_once("://") else {
        return match parse_origin(&format!("https://{}", text.split('/').next().unwrap_or_default())) {
            Some(instead) => Cause::OriginWithoutScheme { origin, instead },
            None => Cause::OriginMalformed { origin },
        };
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.contains('*') {
        return Cause::OriginWildcard { origin };
    }
    if host.contains('@') {
        return Cause::OriginWithCredentials { origin };
    }
    if let Some(instead) = parse_origin(&format!("{scheme}://{host}")) {
        return Cause::OriginWithPath { origin, instead };
    }
    match parse_origin(&format!("https://{host}")) {
        Some(instead) if scheme == "http" => Cause::OriginNotSecure { origin, instead },
        Some(instead) => Cause::OriginScheme { origin, instead },
        None => Cause::OriginMalformed { origin },
    }
}

/// The same in English, as the end of a sentence that begins with the address.
pub fn why_no_origin(text: &str) -> String {
    match origin_cause(text) {
        Cause::OriginWithoutScheme { instead, .. } => format!("has no https:// in front: write {instead}"),
        Cause::OriginWildcard { .. } => "has a *: name each address by itself, like https://bakery.example".into(),
        Cause::OriginWithCredentials { .. } => "has a name or password before the host: leave it away".into(),
        Cause::OriginWithPath { instead, .. } => format!("has a path after the host: write {instead}"),
        Cause::OriginNotSecure { instead, .. } => {
            format!("begins with http://, which is for localhost only: write {instead}")
        }
        Cause::OriginScheme { origin, instead } => {
            let scheme = origin.split_once("://").map_or("", |(scheme, _)| scheme);
            format!("begins with {scheme}://: write {instead}")
        }
        _ => "is not an address: write it like https://bakery.example".into(),
    }
}

/// Origins as arguments of `porch site set`, which replaces the whole list: to add one, the others must be listed, too.
pub fn as_settings<'o>(origins: impl IntoIterator<Item = &'o str>) -> String {
    let mut named: Vec<&str> = Vec::new();
    for origin in origins {
        if !named.contains(&origin) {
            named.push(origin);
        }
    }
    named.iter().map(|origin| format!("origin={origin}")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{as_settings, parse_origin, why_no_origin};

    #[test]
    fn a_command_that_adds_an_origin_lists_all_of_them() {
        let all = ["https://a.example", "https://b.example", "https://a.example"];
        assert_eq!(as_settings(all), "origin=https://a.example origin=https://b.example");
    }

    #[test]
    fn the_reason_for_an_invalid_origin_says_what_is_meant() {
        for (text, why) in [
            ("bakery.example", "no https:// in front: write https://bakery.example"),
            ("bakery.example/blog", "no https:// in front: write https://bakery.example"),
            ("localhost:8080", "no https:// in front: write https://localhost:8080"),
            ("https://bakery.example/blog/", "path after the host: write https://bakery.example"),
            ("https://bakery.example?a=b", "path after the host: write https://bakery.example"),
            ("http://bakery.example", "localhost only: write https://bakery.example"),
            ("http://bakery.example/blog", "localhost only: write https://bakery.example"),
            ("ftp://bakery.example", "begins with ftp://: write https://bakery.example"),
            ("https://*.bakery.example", "name each address"),
            ("https://marta@bakery.example", "leave it away"),
            ("null", "write"),
            ("", "is not an address"),
            ("https://", "is not an address"),
        ] {
            assert!(parse_origin(text).is_none(), "{text}");
            let reason = why_no_origin(text);
            assert!(reason.contains(why), "{text}: {reason}");
        }
    }

    #[test]
    fn origins_are_exact_and_plain_http_is_for_loopback() {
        for (text, origin) in [
            ("https://Bakery.example/", Some("https://bakery.example")),
            ("https://bakery.example:443", Some("https://bakery.example")),
            ("http://localhost:8080", Some("http://localhost:8080")),
            ("http://127.0.0.1:8080", Some("http://127.0.0.1:8080")),
            ("http://[::1]:8080", Some("http://[::1]:8080")),
            ("http://bakery.example", None),
            ("https://bakery.example/path", None),
            ("https://*.example", None),
            ("null", None),
            ("file:///", None),
            ("https://user@bakery.example", None),
        ] {
            assert_eq!(parse_origin(text).as_deref(), origin, "{text}");
        }
    }
}
