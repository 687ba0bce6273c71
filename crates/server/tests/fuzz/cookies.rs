//! Cookies: whatever a browser sends, somebody is a guest or nobody, and no request fails for it.

use http::{HeaderMap, HeaderValue, Method};
use porch_server::visitors::visitor_cookie::{COOKIE, VisitorCookies};
use proptest::prelude::*;

use crate::corpus::{kept, often, strange};
use crate::server::server;

fn assert_answered(cookie: &str) {
    let Ok(value) = HeaderValue::from_str(cookie) else { return };
    let guest = VisitorCookies::new([7; 32], "").of_request(&HeaderMap::from_iter([(http::header::COOKIE, value)]));
    // Who is somebody brought 22 letters of base64 under the one name that counts.
    let named = cookie.split(';').any(|pair| pair.trim().strip_prefix(COOKIE).is_some_and(|id| id.len() == 23));
    assert!(guest.is_none() || named, "{cookie:?}");
    for path in ["/v1/sites/bakery/me?page=https%3A%2F%2Fbakery.example%2F", "/v1/host/session", "/host/"] {
        let answer = server().asks(Method::GET, path, &[("cookie", cookie.as_bytes())], "");
        assert!(!answer.status.is_server_error(), "{} for {cookie:?} on {path}", answer.status);
    }
}

#[test]
fn cookies_that_were_trouble_are_none_now() {
    for text in kept("cookies") {
        text.lines().for_each(assert_answered);
    }
}

proptest! {
    #![proptest_config(often())]

    #[test]
    fn any_cookie_is_answered(name in prop_oneof![Just(COOKIE.to_owned()), "__Host-[a-z-]{0,12}", strange()], value in "[ -~]{0,40}", rest in "[ -~]{0,40}") {
        assert_answered(&format!("{name}={value}; {rest}"));
        assert_answered(&format!("{rest};{COOKIE}={value}"));
    }
}
