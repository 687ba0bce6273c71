//! A server that is reached under a sub-path, as `https://bakery.example/talk`: what its requests and cookies look like.

use std::borrow::Cow;

use http::uri::PathAndQuery;
use http::{Request, Uri};

/// Takes the sub-path off the request's address. A proxy may pass it on or take it off by itself: routes never see it.
/// `/talk` alone is `/`.
pub(crate) fn take_off<B>(request: &mut Request<B>, sub_path: &str) {
    if sub_path.is_empty() {
        return;
    }
    let Some(rest) = request.uri().path_and_query().and_then(|target| target.as_str().strip_prefix(sub_path)) else {
        return;
    };
    let rest: Cow<'_, str> = match rest.as_bytes().first() {
        Some(b'/') => rest.into(),
        None | Some(b'?') => format!("/{rest}").into(),
        // `/talkative` only begins with the same letters.
        Some(_) => return,
    };
    let Ok(target) = rest.parse::<PathAndQuery>() else { return };
    let mut parts = request.uri().clone().into_parts();
    parts.path_and_query = Some(target);
    if let Ok(uri) = Uri::from_parts(parts) {
        *request.uri_mut() = uri;
    }
}

/// What a cookie's name has after `__Host-porch` or `__Host-porch-dashboard`, so that two servers under two paths of one host
/// keep theirs apart. `__Host-` allows no path but `/`, and it is worth more than a path: it keeps other names of the same
/// domain from planting a cookie, while a path keeps out nobody who runs scripts on this host.
///
/// Empty at the root; else a dot and the path, in letters that no site's name has beside it.
pub(crate) fn mark(sub_path: &str) -> String {
    let Some(path) = sub_path.strip_prefix('/') else { return String::new() };
    let mut mark = String::from(".");
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() {
            mark.push(char::from(byte));
        } else {
            use std::fmt::Write;
            // Writing to a String cannot fail.
            let _ = write!(mark, "_{byte:02x}");
        }
    }
    mark
}

#[cfg(test)]
mod tests {
    use super::{mark, take_off};
    use http::Request;

    fn rest(target: &str, sub_path: &str) -> String {
        let mut request = Request::builder().uri(target).body(()).unwrap();
        take_off(&mut request, sub_path);
        request.uri().to_string()
    }

    #[test]
    fn a_request_is_the_same_whether_the_proxy_passes_the_path_on_or_takes_it_off() {
        for (target, seen) in [
            ("/talk/v1/embed.js", "/v1/embed.js"),
            ("/v1/embed.js", "/v1/embed.js"),
            ("/talk", "/"),
            ("/talk/", "/"),
            ("/talk?x=1", "/?x=1"),
            ("/talk/c/bakery?page=/talk/rye", "/c/bakery?page=/talk/rye"),
            ("/talkative", "/talkative"),
            ("/talk/talk/x", "/talk/x"),
            ("https://bakery.example/talk/host/", "https://bakery.example/host/"),
        ] {
            assert_eq!(rest(target, "/talk"), seen, "{target}");
        }
        assert_eq!(rest("/talk/v1", ""), "/talk/v1");
    }

    #[test]
    fn two_paths_never_share_a_mark() {
        assert_eq!(mark(""), "");
        assert_eq!(mark("/talk"), ".talk");
        let marks = ["/a-b", "/a/b", "/a_2db", "/a", "/a.b"].map(mark);
        for (i, one) in marks.iter().enumerate() {
            assert!(marks.iter().skip(i + 1).all(|other| other != one), "{marks:?}");
            assert!(!one.contains('-'), "a site's name follows after a hyphen: {one}");
        }
    }
}
