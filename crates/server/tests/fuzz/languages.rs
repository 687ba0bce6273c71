//! `Accept-Language` and the other headers that browsers send by themselves: none of them changes or breaks an answer.

use http::Method;
use proptest::prelude::*;

use crate::corpus::{kept, often, strange};
use crate::server::server;

const PAGE: &str = "/v1/sites/bakery/fragment?page=https%3A%2F%2Fbakery.example%2Flanguages";

fn assert_the_same(name: &str, value: &str) {
    let plain = server().asks(Method::GET, PAGE, &[], "");
    let answer = server().asks(Method::GET, PAGE, &[(name, value.as_bytes())], "");
    assert_eq!((answer.status, answer.text), (plain.status, plain.text), "{name}: {value:?}");
}

#[test]
fn languages_that_were_trouble_are_none_now() {
    for text in kept("languages") {
        text.lines().for_each(|line| assert_the_same("accept-language", line));
    }
}

proptest! {
    #![proptest_config(often())]

    #[test]
    fn any_language_gets_the_same_answer(value in prop_oneof![strange(), "([a-zA-Z*]{0,8}(-[a-zA-Z0-9]{0,8}){0,3}(;q=[0-9.]{0,5})?,? ?){0,20}"]) {
        for name in ["accept-language", "user-agent", "referer", "accept"] {
            assert_the_same(name, &value);
        }
    }
}
