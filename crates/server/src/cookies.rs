//! Cookies, read and written with the crate `cookie`. Each is bound to this very host by its name, `__Host-…`, and so never
//! has a domain, is sent over a secure connection only, and no script reads it.

use cookie::time::Duration;
use cookie::{Cookie, SameSite};
use http::{HeaderMap, HeaderValue, header};

/// Which requests a browser sends a cookie with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reach {
    /// Those of this server's own pages.
    OwnPages,
    /// The same, and when a page of another site leads to one of them.
    OwnPagesByLink,
    /// Those of any page that embeds this server's; each embedding site has a cookie of its own.
    EmbeddingSite,
}

/// The names and values of a request's cookies, in the order of the request. What is no cookie is left out, as is a whole
/// header that has more than ASCII: no cookie of ours is in one.
pub(crate) fn of_request(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(Cookie::split_parse).filter_map(|cookie| {
        let cookie = cookie.ok()?;
        cookie.name_raw().zip(cookie.value_raw())
    })
}

/// The header that has a browser store a cookie for so many seconds; with none, that it forgets it. None for a value that
/// no header can have.
pub(crate) fn header(name: &str, value: &str, reach: Reach, seconds: i64) -> Option<HeaderValue> {
    let cookie =
        Cookie::build((name, value)).path("/").max_age(Duration::seconds(seconds)).secure(true).http_only(true);
    let cookie = match reach {
        Reach::OwnPages => cookie.same_site(SameSite::Strict),
        Reach::OwnPagesByLink => cookie.same_site(SameSite::Lax),
        Reach::EmbeddingSite => cookie.same_site(SameSite::None).partitioned(true),
    };
    let mut value = HeaderValue::from_str(&cookie.build().to_string()).ok()?;
    // It is a secret, which nothing that writes headers down may show.
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::{Reach, header, of_request};
    use http::{HeaderMap, HeaderValue};

    fn read(values: &[&[u8]]) -> Vec<(String, String)> {
        let named = |value: &&[u8]| (http::header::COOKIE, HeaderValue::from_bytes(value).unwrap());
        let mut headers = HeaderMap::new();
        values.iter().map(named).for_each(|(name, value)| assert!(headers.append(name, value) || headers.len() == 1));
        of_request(&headers).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn cookies_come_in_the_order_of_the_request_out_of_all_its_headers() {
        assert_eq!(read(&[b"a=1; b=2", b"a=3"]), pairs(&[("a", "1"), ("b", "2"), ("a", "3")]));
        // What base64 ends with is part of the value, as are quotes and what looks like an attribute of a cookie.
        assert_eq!(read(&[b"a=x==;b=\"2\";Path=/"]), pairs(&[("a", "x=="), ("b", "\"2\""), ("Path", "/")]));
        assert_eq!(
            read(&[b" a = 1 ;\tb=2"]),
            pairs(&[("a", "1"), ("b", "2")]),
            "a browser stores no space around a name"
        );
    }

    #[test]
    fn what_is_no_cookie_is_left_out_and_spoils_none_beside_it() {
        for hostile in ["", ";", ";;;=;", "=1", "a", "; =", "__Host-porch", "=__Host-porch=1", "%5F_Host-porch%3D1"] {
            let read = read(&[hostile.as_bytes(), b"b=2"]);
            assert_eq!(read, pairs(&[("b", "2")]), "{hostile:?}");
        }
        let long = "a".repeat(100_000);
        assert_eq!(read(&[format!("{long};b=2").as_bytes()]), pairs(&[("b", "2")]));
        assert_eq!(read(&[";".repeat(100_000).as_bytes()]), []);
    }

    #[test]
    fn a_name_that_only_looks_like_ours_is_another_one() {
        // Browsers let a neighbouring host set such names, since they do not begin with `__Host-`. A parser that drops the
        // space of Unicode would take them for ours.
        for space in ["\u{2000}", "\u{a0}", "\u{feff}", "\u{85}"] {
            assert_eq!(read(&[format!("{space}__Host-porch=1; b=2").as_bytes()]), [], "{space:?}");
        }
        for name in ["__host-porch", "__Host-porch%20", "$Version; __HOST-porch"] {
            assert!(read(&[format!("{name}=1").as_bytes()]).iter().all(|(name, _)| name != "__Host-porch"), "{name}");
        }
    }

    #[test]
    fn cookies_are_bound_to_this_host_and_closed_to_scripts() {
        let parts = |reach, seconds| {
            let value = header("__Host-porch", "id", reach, seconds).unwrap();
            assert!(value.is_sensitive());
            let mut parts: Vec<_> = value.to_str().unwrap().split("; ").map(str::to_owned).collect();
            parts[1..].sort_unstable();
            parts
        };
        let own = ["__Host-porch=id", "HttpOnly", "Max-Age=60", "Path=/", "SameSite=Strict", "Secure"];
        assert_eq!(parts(Reach::OwnPages, 60), own);
        let own = ["__Host-porch=id", "HttpOnly", "Max-Age=60", "Path=/", "SameSite=Lax", "Secure"];
        assert_eq!(parts(Reach::OwnPagesByLink, 60), own);
        let embedded = ["__Host-porch=id", "HttpOnly", "Max-Age=0", "Partitioned", "Path=/", "SameSite=None", "Secure"];
        assert_eq!(parts(Reach::EmbeddingSite, 0), embedded);
    }

    #[test]
    fn a_value_that_would_end_its_header_makes_none() {
        assert!(header("__Host-porch", "id\r\nset-cookie: x=1", Reach::OwnPages, 1).is_none());
    }
}
