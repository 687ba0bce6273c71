//! Recognises private values: mail addresses, telephone numbers, tokens, random strings.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Random strings have at least this length; words written by hand are seldom as long without a hyphen.
const RANDOM_LENGTH: usize = 16;
/// How often a value may be encoded: mail programs and redirects encode values that are encoded already.
const LAYERS: usize = 3;
/// The shortest mail address in base64 that is recognised.
const SHORTEST_ENCODED: usize = 12;
/// File extensions that look like hosts after an `@`: `logo@2x.png`.
const FILES: [&str; 12] = ["avif", "css", "gif", "html", "ico", "jpeg", "jpg", "js", "png", "svg", "ts", "webp"];

/// A value, and the results of decoding it repeatedly.
pub(super) fn layers(value: &str) -> Vec<String> {
    let mut layers = vec![value.to_owned()];
    while let Some(last) = layers.last().filter(|last| last.contains('%')) {
        let next = percent_encoding::percent_decode_str(last).decode_utf8_lossy().into_owned();
        if next == *last || layers.len() > LAYERS {
            break;
        }
        layers.push(next);
    }
    layers
}

/// Whether a text contains a mail address, in plain text or in base64.
pub(super) fn holds_mail_address(text: &str) -> bool {
    let parts = |c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '"' | '\'' | '(' | ')' | '|' | '&' | '=' | '?' | '/')
    };
    text.split(parts).any(is_mail_address) || in_base64(text).is_some_and(|text| is_mail_address(&text))
}

fn in_base64(text: &str) -> Option<String> {
    let text = text.trim_end_matches('=').replace('+', "-").replace('/', "_");
    let bytes = (text.len() >= SHORTEST_ENCODED).then(|| URL_SAFE_NO_PAD.decode(text).ok()).flatten()?;
    String::from_utf8(bytes).ok()
}

/// `somebody@example.org`, alone or after `mailto:`. A handle of a social network (`@somebody@example.org`) is public.
fn is_mail_address(text: &str) -> bool {
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let Some((before, last)) = host.trim_end_matches('.').rsplit_once('.') else { return false };
    let letters = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let is_host = !before.is_empty() && host.chars().all(letters);
    let ends_well = last.chars().count() > 1 && last.chars().any(char::is_alphabetic);
    !name.is_empty()
        && !name.starts_with('@')
        && is_host
        && ends_well
        && !FILES.contains(&last.to_ascii_lowercase().as_str())
}

/// A telephone number: at least seven digits, and only usual separators between them.
pub(super) fn is_telephone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits >= 7 && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | '.' | '/' | ' '))
}

/// A JSON Web Token (RFC 7519): three parts in base64url, of which the first two begin with `{"`.
pub(super) fn is_jwt(text: &str) -> bool {
    let text = text.trim();
    // Some servers convert addresses to small letters.
    let begins = |part: &str| part.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("eyj"));
    let mut parts = text.split('.');
    let (head, claims) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '=');
    begins(head) && begins(claims) && parts.next().is_some() && text.chars().all(letters)
}

/// Whether a value looks random: a long run of mixed letters and digits, or only digits that are longer than any
/// product number. A run ends at separators of words; a UUID is random, too.
pub(super) fn is_random(value: &str) -> bool {
    if value.len() < RANDOM_LENGTH || value.contains(char::is_whitespace) {
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
        run.len() >= RANDOM_LENGTH && mixed
    })
}
