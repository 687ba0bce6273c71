//! The private parts of a page's address: they name a person, or give access to an account. They do not identify the
//! page, and are not stored.

mod values;

use url::Url;
use url::form_urlencoded::parse;
use values::{holds_mail_address, is_jwt, is_random, is_telephone, layers};

/// Parameters that are always private, by their whole name: no page is identified by them. Compared by letters and
/// digits only: `e-mail`, `user[email]` and `userEmail` without the separators of their words.
const NAMES: [&str; 15] = [
    "auth",
    "bearer",
    "magic",
    "mail",
    "mobile",
    "pass",
    "phone",
    "phpsessid",
    "samlrequest",
    "samlresponse",
    "sessid",
    "sig",
    "tel",
    "telephone",
    "tfa",
];
/// The same, as the last words of names: `X-Amz-Signature`, `user[email]`, `userEmailAddress`.
const LAST: [&str; 18] = [
    "apikey",
    "authorization",
    "credential",
    "credentials",
    "csrf",
    "email",
    "emailaddress",
    "hmac",
    "jwt",
    "mailaddress",
    "onetimepass",
    "otp",
    "passphrase",
    "pwd",
    "secret",
    "sessionid",
    "signature",
    "ssn",
];
/// The same, as ends of last words: `password_reset_token`, `csrftoken`, `newpassword`.
const ENDS: [&str; 6] = ["email", "passcode", "passwd", "password", "sessionid", "token"];
/// Last words that are private after one of [`PURPOSES`]: `invite_code`, `oobCode`, `reset-key`.
const KEYS: [&str; 5] = ["code", "hash", "key", "link", "pin"];
/// What such a code is for: signing in, confirming, inviting.
const PURPOSES: [&str; 26] = [
    "access",
    "activation",
    "auth",
    "authentication",
    "authorization",
    "confirm",
    "confirmation",
    "device",
    "email",
    "invitation",
    "invite",
    "login",
    "magic",
    "mfa",
    "oauth",
    "oob",
    "otp",
    "private",
    "recovery",
    "reset",
    "secret",
    "security",
    "signin",
    "sms",
    "verification",
    "verify",
];
/// Last words that are private where the value is a telephone number.
const TELEPHONES: [&str; 6] = ["cell", "mobile", "phone", "phonenumber", "tel", "telephone"];
/// Parameters that identify a page on some sites (`?code=123`, `?key=sourdough`, `?session=keynote`) and give access on
/// others: private where the value looks random.
const SOMETIMES: [&str; 14] = [
    "code", "confirm", "hash", "invite", "key", "nonce", "s", "session", "sid", "state", "ticket", "uid", "user",
    "verify",
];
/// How many levels of addresses inside addresses are read.
const DEEPEST: usize = 3;
/// How Java servers write a session id into a path.
const SESSION: &str = ";jsessionid=";

/// Removes the private parts of an address. Returns whether there were any.
pub fn remove_private_parts(url: &mut Url) -> bool {
    let credentials = !url.username().is_empty() || url.password().is_some();
    // A URL with a host always takes empty ones.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    let path = without_private_path(url.path());
    if let Some(path) = &path {
        url.set_path(path);
    }
    let query = url.query().and_then(without_private_query);
    if let Some(query) = &query {
        url.set_query(Some(query.as_str()).filter(|query| !query.is_empty()));
    }
    let fragment = url.fragment().and_then(without_private_route);
    if let Some(fragment) = &fragment {
        url.set_fragment(Some(fragment.as_str()));
    }
    credentials || path.is_some() || query.is_some() || fragment.is_some()
}

/// A path without session ids, tokens and mail addresses; none where it has none of them.
fn without_private_path(path: &str) -> Option<String> {
    let session = path.to_ascii_lowercase().find(SESSION);
    let visible = &path[..session.unwrap_or(path.len())];
    let is_token = |part: &str| layers(part).iter().any(|part| is_jwt(part) || holds_mail_address(part));
    let segments = visible.split('/').filter_map(|segment| {
        let mut parts = segment.split(';');
        let name = parts.next().filter(|name| !is_token(name))?;
        let public = parts.filter(|part| !is_token(part) && !is_private_pair(part, DEEPEST));
        Some(std::iter::once(name).chain(public).collect::<Vec<_>>().join(";"))
    });
    let public = segments.collect::<Vec<_>>().join("/");
    (public != path).then_some(public)
}

/// A query without its private parameters; none where it has none. Of parameters separated by `;`, the others are kept.
fn without_private_query(query: &str) -> Option<String> {
    let mut public = Vec::new();
    for pair in query.split('&') {
        if !is_private_pair(pair, DEEPEST) {
            public.push(pair);
        } else if pair.split(';').all(|part| part.contains('=')) {
            public.extend(pair.split(';').filter(|part| !is_private_pair(part, DEEPEST)));
        }
    }
    let public = public.join("&");
    (public != query).then_some(public)
}

/// The route of a single-page application (`#/reset?token=…`) without its private parts; none where it has none.
fn without_private_route(route: &str) -> Option<String> {
    let (path, query) = route.split_once('?').map_or((route, None), |(path, query)| (path, Some(query)));
    let (new_path, new_query) = (without_private_path(path), query.and_then(without_private_query));
    if new_path.is_none() && new_query.is_none() {
        return None;
    }
    let path = new_path.unwrap_or_else(|| path.to_owned());
    let query = new_query.or(query.map(str::to_owned)).filter(|query| !query.is_empty());
    Some(query.map_or(path.clone(), |query| format!("{path}?{query}")))
}

fn is_private_pair(pair: &str, deep: usize) -> bool {
    parse(pair.as_bytes()).any(|(name, value)| is_private(&name, &value, deep))
}

/// Whether a parameter of an address is private.
fn is_private(name: &str, value: &str, deep: usize) -> bool {
    let is_own =
        |text: &String| holds_mail_address(text) || is_jwt(text) || (deep > 0 && holds_private_pair(text, deep - 1));
    let names = layers(name);
    let named = names.iter().flat_map(|name| name.split(';')).any(|name| is_private_name(name, value));
    named || names.iter().any(is_own) || layers(value).iter().any(is_own)
}

/// Whether a value is an address, or a part of one, with a private parameter: `/rye?token=…`, `7;token=…`.
fn holds_private_pair(value: &str, deep: usize) -> bool {
    let pairs = value.split(['?', '&', ';', '#']).filter(|pair| pair.contains('='));
    pairs.into_iter().any(|pair| is_private_pair(pair, deep))
}

fn is_private_name(name: &str, value: &str) -> bool {
    let words = words(name);
    let joined = words.concat();
    let last = |count: usize| words[words.len().saturating_sub(count)..].concat();
    let ends = |ends: &[&str]| (1..=3).any(|count| ends.contains(&last(count).as_str()));
    NAMES.contains(&joined.as_str())
        || ends(&LAST)
        || words.last().is_some_and(|last| ENDS.iter().any(|end| last.ends_with(end)))
        || is_key(&words)
        || (ends(&TELEPHONES) && is_telephone(value))
        || (SOMETIMES.contains(&joined.as_str()) && is_random(value))
}

/// Whether the words of a name are those of a key: `invite code`, `sign in code`, `oobcode`.
fn is_key(words: &[String]) -> bool {
    let Some((last, before)) = words.split_last() else { return false };
    let is_purpose = |before: &str| PURPOSES.contains(&before);
    let glued = KEYS.iter().filter_map(|key| last.strip_suffix(key)).any(is_purpose);
    let apart = KEYS.contains(&last.as_str())
        && (1..=2).any(|count| is_purpose(&before[before.len().saturating_sub(count)..].concat()));
    glued || apart
}

/// The words of a parameter's name in small letters, without the number at its end: `token[0]`, `userEmail`, `one-time-code`.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in name.chars() {
        if c.is_alphanumeric() {
            let begins = !before.is_alphanumeric() || (before.is_lowercase() && c.is_uppercase());
            match words.last_mut().filter(|_| !begins) {
                Some(word) => word.extend(c.to_lowercase()),
                None => words.push(c.to_lowercase().collect()),
            }
        }
        before = c;
    }
    while let Some(last) = words.last_mut() {
        last.truncate(last.trim_end_matches(|c: char| c.is_ascii_digit()).len());
        if !last.is_empty() {
            break;
        }
        words.pop();
    }
    words
}

#[cfg(test)]
#[path = "private_tests.rs"]
mod tests;
