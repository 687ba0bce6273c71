//! Mail addresses of visitors: whatever is typed is refused or is one address, without a header or a second receiver.

use http::{Method, StatusCode};
use lettre::Address;
use porch_domain::visitor_mail::{MailAddress, masked};
use proptest::prelude::*;
use serde_json::json;

use crate::corpus::{kept, often, strange};
use crate::server::server;

fn assert_sound(typed: &str) {
    let Some(read) = MailAddress::parse(typed) else { return };
    let MailAddress { address, compared } = &read;
    let (local, domain) = address.rsplit_once('@').unwrap();
    assert!(!local.contains('@') && local.len() <= 64 && address.len() <= 254, "{typed:?} is {address:?}");
    // What could end a line, a bracket or a list of receivers.
    let splits = |c: char| c.is_control() || c.is_whitespace() || "<>()[],:;\\\"".contains(c);
    assert!(!address.contains(splits), "{typed:?} is {address:?}");
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    assert!(domain.chars().all(is_plain) && domain.contains('.'), "{typed:?} leads to {domain:?}");
    assert_eq!(*compared, address.to_ascii_lowercase(), "{typed:?}");
    // What is stored is read as the same address again, and so is what it is compared by.
    assert_eq!(MailAddress::parse(address).as_ref(), Some(&read), "{typed:?}");
    assert_eq!(MailAddress::parse(compared).map(|again| again.compared).as_ref(), Some(compared), "{typed:?}");
    // One letter of each part is shown, and the last part of the domain.
    let (shown, last) = (masked(address), domain.rsplit_once('.').unwrap().1);
    assert_eq!(shown.chars().count(), "a…@b….".chars().count() + last.len(), "{typed:?} is shown as {shown:?}");
    assert!(!shown.contains(splits), "{typed:?} is shown as {shown:?}");
    if let Ok(receiver) = address.parse::<Address>() {
        assert_eq!(receiver.to_string(), *address, "{typed:?} is sent elsewhere");
    }
}

#[test]
fn addresses_that_could_be_trouble_are_none() {
    for text in kept("mail_addresses") {
        text.lines().chain([text.as_str()]).for_each(assert_sound);
    }
}

proptest! {
    #![proptest_config(often())]

    #[test]
    fn any_text_is_a_mail_address_or_is_not(local in strange(), domain in strange()) {
        assert_sound(&local);
        assert_sound(&format!("{local}@{domain}"));
        assert_sound(&format!("{local}@bakery.example"));
        assert_sound(&format!("ada@{domain}.example"));
    }

    #[test]
    fn any_spelling_of_a_mail_address_is_sound(typed in "[ \"<(]?[a-zA-Z.+ÄK@\"-]{0,70}@[a-zA-Z0-9.äＢ。xn@\\[\\]:-]{0,80}[.]?(example|1)?[>) \r\n]{0,2}") {
        assert_sound(&typed);
    }

    #[test]
    fn whatever_is_typed_gets_the_same_answer_and_no_reason(typed in strange()) {
        for (path, body) in [
            ("me/mail", json!({ "mail": typed })),
            ("me/mail/confirm", json!({ "mail": typed, "code": typed })),
        ] {
            let headers: [(&str, &[u8]); 1] = [("content-type", b"application/json")];
            let answer = server().asks(Method::POST, &format!("/v1/sites/bakery/{path}"), &headers, &body.to_string());
            // The server sends no mail, and knows no code.
            let expected = if path == "me/mail" { StatusCode::CONFLICT } else { StatusCode::FORBIDDEN };
            prop_assert_eq!(answer.status, expected, "{} for {:?}", path, typed);
        }
    }
}
