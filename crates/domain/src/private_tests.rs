//! What of an address is somebody's own, and what names a page.

use url::Url;

use super::{DEEPEST, is_private, remove_private_parts};

const JWT: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

/// Parameters that are somebody's own.
const OWN: &[(&str, &str)] = &[
    ("token", "x"),
    ("TOKEN", ""),
    ("access_token", "ya29"),
    ("password_reset_token", "1"),
    ("X-Amz-Signature", "0"),
    ("email", "amira"),
    ("Mail", "amira"),
    ("pwd", "hunter2"),
    ("token[]", "7"),
    ("for", "amira@example.org"),
    ("u", "mailto:amira@example.org"),
    ("amira@example.org", ""),
    ("x", JWT),
    (JWT, ""),
    ("code", "4/0AX4XfWjE9n3VqY7ZpK2mT8bQ1rLs"),
    ("code", "550e8400-e29b-41d4-a716-446655440000"),
    ("key", "a3f8b2c9d4e5f6071829"),
    ("sid", "q1w2e3r4t5y6u7i8o9p0"),
    ("session", "1234567890123456789"),
    ("state", "XyZkQpLmNrTsVwBcDf"),
    ("passcode", "1234"),
    ("one-time-password", "1"),
    ("oneTimePassword", "1"),
    ("tel", ""),
    ("phone", "x"),
    ("contact_phone", "+49 170 1234567"),
    ("phone-number", "01701234567"),
    ("invite_code", "SOUR"),
    ("inviteCode", "SOUR"),
    ("invitecode", "SOUR"),
    ("oobCode", "x"),
    ("sign_in_code", "x"),
    ("reset-key", "x"),
    ("user[email]", "amira"),
    ("user[email_address]", "amira"),
    ("userEmail", "amira"),
    ("emails[0][email]", "amira"),
    ("accessToken", "x"),
    ("token2", "x"),
    ("token;x", ""),
    ("%74oken", "x"),
    ("p", "7;token=abc"),
    ("next", "/rye?token=abc"),
    ("next", "https%3A%2F%2Fbakery.example%2F%3Fu%3D1%26email%3Damira"),
    ("u", "amira%40example.org"),
    ("u", "amira%2540example.org"),
    ("u", "Amira <amira@example.org>"),
    ("q", "write to amira@example.org please"),
    ("to", "a@b.example,c@d.example"),
    ("u", "YW1pcmFAZXhhbXBsZS5vcmc="),
    ("u", "YW1pcmFAZXhhbXBsZS5vcmc"),
    ("u", "https://amira:pw@bakery.example/"),
];

/// Parameters that name pages.
const OF_PAGES: &[(&str, &str)] = &[
    ("code", "123"),
    ("code", "4006381333931"),
    ("code", "SAVE-20-AUTUMN-2026"),
    ("key", "sourdough-bread-for-beginners-2026"),
    ("key", "sourdoughbreadforbeginners"),
    ("session", "keynote"),
    ("sid", "12"),
    ("id", "550e8400-e29b-41d4-a716-446655440000"),
    ("p", "a3f8b2c9d4e5f6071829"),
    ("author", "@amira"),
    ("q", "me @ home.example"),
    ("v", "dQw4w9WgXcQ"),
    ("tokens", "7"),
    ("authority", "x"),
    ("image", "logo@2x.png?"),
    ("image", "logo@2x.png"),
    ("lang", "de"),
    ("package", "react@18.2.0"),
    ("repo", "git@github.com:rye/lane"),
    ("actor", "@amira@example.org"),
    ("uri", "https://social.example/@amira@example.org"),
    ("country_code", "de"),
    ("product_code", "A1B2C3D4E5F6G7H8"),
    ("preset_code", "7"),
    ("invite", "friends"),
    ("email_template", "7"),
    ("contact_phone", "by-the-door"),
    ("mobile_number", "one"),
    ("order_number", "12345678"),
    ("page", "1234567"),
    ("monkey", "x"),
    ("login_id", "x"),
    ("next", "/rye?p=7"),
    ("q", "a=b&c=d"),
    ("discount", "100%"),
    ("word", "sourdoughbreadbaking"),
];

#[test]
fn what_is_somebodys_own_is_told_from_what_names_a_page() {
    for (name, value) in OWN {
        assert!(is_private(name, value, DEEPEST), "{name}={value}");
    }
    for (name, value) in OF_PAGES {
        assert!(!is_private(name, value, DEEPEST), "{name}={value}");
    }
}

#[test]
fn what_is_somebodys_own_is_taken_out_of_every_part_of_an_address() {
    for (address, clean) in [
        ("https://a.example/rye?p=7;token=abc&q=1", "https://a.example/rye?p=7&q=1"),
        ("https://a.example/rye?token;x=1", "https://a.example/rye"),
        ("https://a.example/rye;token=abc/b", "https://a.example/rye/b"),
        ("https://a.example/rye;v=1;token=abc", "https://a.example/rye;v=1"),
        ("https://a.example/rye;JSESSIONID=0F/b", "https://a.example/rye"),
        ("https://a.example/join/amira%40example.org/now", "https://a.example/join/now"),
        ("https://a.example/join/amira%2540example.org", "https://a.example/join"),
        ("https://a.example/#/reset?token=abc&x=1", "https://a.example/#/reset?x=1"),
        ("https://a.example/#!/reset?token=abc", "https://a.example/#!/reset"),
        ("https://amira:pw@a.example/", "https://a.example/"),
        (&format!("https://a.example/reset/{JWT}"), "https://a.example/reset"),
        (&format!("https://a.example/#/reset/{JWT}"), "https://a.example/#/reset"),
    ] {
        let mut url = Url::parse(address).unwrap();
        assert!(remove_private_parts(&mut url), "{address}");
        assert_eq!(url.as_str(), clean, "{address}");
        assert!(!remove_private_parts(&mut url), "{clean}");
    }
    for address in [
        "https://a.example/@amira@social.example",
        "https://a.example/rye;v=1?p=7;q=8&x#/x?y=1",
        "https://a.example/reset/550e8400-e29b-41d4-a716-446655440000",
        "https://a.example/a%20b?c=d%20e+f&g",
    ] {
        let mut url = Url::parse(address).unwrap();
        assert!(!remove_private_parts(&mut url), "{address}");
        assert_eq!(url.as_str(), address);
    }
}
