//! Page addresses and origins: no address panics, leaves its site, or has two keys.

use porch_domain::origin::parse_origin;
use porch_domain::page::{beginning_of_keys, host_as_read, imported_page, origin_of, page_of_site};
use proptest::prelude::*;

use crate::corpus::{kept, often, strange};

fn site() -> Vec<String> {
    vec!["https://bakery.example".to_owned(), "http://localhost:8080".to_owned()]
}

fn assert_sound(raw: &str) {
    if let Ok(page) = page_of_site(raw, &site()) {
        let under = |origin: &String| page.url.starts_with(&format!("{origin}/")) || page.url == *origin;
        assert!(site().iter().any(under), "{raw:?} leads to {}", page.url);
        assert!(!page.key.chars().any(char::is_control), "{raw:?} has the key {:?}", page.key);
        let again = page_of_site(&page.key, &site());
        assert_eq!(again.map(|again| again.key).ok().as_ref(), Some(&page.key), "{raw:?}");
        let _ = host_as_read(&page.key);
    }
    if let Ok((page, _)) = imported_page(raw, &site()) {
        assert!(site().iter().any(|origin| page.url.starts_with(origin.as_str())), "{raw:?} moves to {}", page.url);
    }
    let _ = (origin_of(raw), beginning_of_keys(raw));
    if let Some(origin) = parse_origin(raw) {
        assert_eq!(parse_origin(&origin).as_ref(), Some(&origin), "{raw:?}");
        let plain =
            origin.split_once("://").is_some_and(|(_, host)| !host.is_empty() && !host.contains(['/', '*', '@', ' ']));
        assert!(plain, "{raw:?} is the origin {origin:?}");
    }
}

#[test]
fn addresses_that_were_trouble_are_none_now() {
    for text in kept("addresses") {
        text.lines().for_each(assert_sound);
    }
}

proptest! {
    #![proptest_config(often())]

    #[test]
    fn any_text_is_an_address_or_is_not(raw in strange()) {
        assert_sound(&raw);
        assert_sound(&format!("https://bakery.example/{raw}"));
        assert_sound(&format!("https://bakery.example{raw}"));
        assert_sound(&format!("https://{raw}"));
    }

    #[test]
    fn any_spelling_of_an_address_is_sound(raw in "(https?:)?/{0,3}(bakery[.]example|localhost:8080|[a-z.@:\\[\\]0-9%]{0,12})[/.%?#&=a-c0-9\\\\;-]{0,30}") {
        assert_sound(&raw);
    }
}
