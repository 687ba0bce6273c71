//! What of a page's address is somebody's own: parameters that name a person, or let whoever has them in. They are no part of
//! the page, and are kept nowhere.

/// Parameters that are always private, by name: whatever they say, no page is named by them.
const NAMES: [&str; 48] = [
    "access_token",
    "accesstoken",
    "api_key",
    "api-key",
    "apikey",
    "auth",
    "auth_token",
    "authorization",
    "authtoken",
    "bearer",
    "client_secret",
    "confirmation_token",
    "credential",
    "credentials",
    "csrf",
    "csrf_token",
    "e-mail",
    "email",
    "email_address",
    "emailaddress",
    "hmac",
    "id_token",
    "jsessionid",
    "jwt",
    "login_token",
    "magic",
    "mail",
    "member_email",
    "otp",
    "pass",
    "passphrase",
    "passwd",
    "password",
    "phone",
    "phpsessid",
    "pwd",
    "refresh_token",
    "reset_token",
    "saml_response",
    "samlresponse",
    "secret",
    "sessid",
    "session_id",
    "sessionid",
    "sig",
    "signature",
    "token",
    "user_email",
];
/// The same, as ends of names: `password_reset_token`, `X-Amz-Signature`.
const ENDS: [&str; 7] = ["_token", "-token", "_secret", "_password", "_email", "-signature", "-credential"];
/// Parameters that some pages are named by (`?code=123`, `?key=sourdough`, `?session=keynote`) and others let people in by:
/// private where what they say looks drawn by lot.
const SOMETIMES: [&str; 14] = [
    "code", "confirm", "hash", "invite", "key", "nonce", "s", "session", "sid", "state", "ticket", "uid", "user",
    "verify",
];
/// What is drawn by lot is at least so long; what people write by hand is seldom so long without a hyphen.
const DRAWN: usize = 16;

/// Whether a parameter of an address is somebody's own.
pub fn is_private(name: &str, value: &str) -> bool {
    let name = name.to_ascii_lowercase();
    // `token[]` and `token[0]` are tokens.
    let bare = name.split('[').next().unwrap_or_default();
    NAMES.contains(&bare)
        || ENDS.iter().any(|end| bare.ends_with(end))
        || (SOMETIMES.contains(&bare) && is_drawn(value))
        || [&*name, value].into_iter().any(|text| is_mail_address(text) || is_jwt(text))
}

/// `somebody@example.org`, alone or after `mailto:`.
fn is_mail_address(text: &str) -> bool {
    let text = text.trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let dotted = host.split_once('.').is_some_and(|(first, rest)| !first.is_empty() && !rest.is_empty());
    !name.is_empty() && dotted && !text.contains(char::is_whitespace) && !host.contains(['/', ':', '?'])
}

/// A JSON Web Token (RFC 7519): three parts in base64url, of which the first two begin with `{"`.
fn is_jwt(text: &str) -> bool {
    let text = text.trim();
    // Names are looked at in small letters.
    let begins = |part: &str| part.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("eyj"));
    let mut parts = text.split('.');
    let (head, claims) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '=');
    begins(head) && begins(claims) && parts.next().is_some() && text.chars().all(letters)
}

/// Whether this looks drawn by lot: a long run of letters and digits mixed, or digits alone that are longer than any number
/// on a product. A run ends at whatever separates words; a UUID is drawn, too.
fn is_drawn(value: &str) -> bool {
    if value.len() < DRAWN || value.contains(char::is_whitespace) {
        return false;
    }
    let mut hex = value.split('-').filter(|part| part.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if value.len() == 36 && hex.by_ref().count() == 5 {
        return true;
    }
    value.split(['-', '_', '.', '~', '/', '+', '=', ':']).any(|run| {
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let capitals = run.bytes().skip(1).filter(u8::is_ascii_uppercase).count();
        let small = run.bytes().filter(u8::is_ascii_lowercase).count();
        let mixed = digits > 1 || (capitals > 1 && small > 1);
        run.len() >= DRAWN && mixed
    })
}

#[cfg(test)]
mod tests {
    use super::is_private;

    #[test]
    fn what_is_somebodys_own_is_told_from_what_names_a_page() {
        const JWT: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
        for (name, value) in [
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
        ] {
            assert!(is_private(name, value), "{name}={value}");
        }
        for (name, value) in [
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
            ("lang", "de"),
        ] {
            assert!(!is_private(name, value), "{name}={value}");
        }
    }
}
