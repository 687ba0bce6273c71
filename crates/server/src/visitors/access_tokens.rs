//! Tokens for browsers that keep no cookie: which guest somebody is, on one site and on pages of one origin, for ten minutes.
//! One is in the memory of a page, whose scripts can read it. So it does not contain the cookie, and it cannot be renewed: only
//! signing in issues another one.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use porch_protocol::Timestamp;

use super::visitor_cookie::keyed_hash;

/// How long a token counts, in microseconds: ten minutes.
pub const LIFE: i64 = 10 * 60 * Timestamp::SECOND;
/// The longest token, in bytes.
const LONGEST: usize = 128;

/// Makes and checks such tokens.
pub struct AccessTokens {
    secret: [u8; 32],
}

impl AccessTokens {
    /// Keyed by the database's secret.
    pub fn new(secret: [u8; 32]) -> Self {
        Self { secret }
    }

    /// A token for a guest of the site, by the guest's id there, on pages of this origin.
    pub fn issue(&self, (site, origin): (&str, &str), guest: &str, now: Timestamp) -> String {
        let until = now.plus(LIFE).0.to_string();
        let mark = URL_SAFE_NO_PAD.encode(self.mark((site, origin), guest, &until));
        format!("{guest}.{until}.{mark}")
    }

    /// The guest whom a token names; none where it is no token of ours, too old, another site's or another origin's.
    pub fn verify<'t>(&self, place: (&str, &str), token: &'t str, now: Timestamp) -> Option<&'t str> {
        if token.len() > LONGEST {
            return None;
        }
        let (guest, rest) = token.split_once('.')?;
        let (until, mark) = rest.split_once('.')?;
        let mark: [u8; 32] = URL_SAFE_NO_PAD.decode(mark).ok()?.try_into().ok()?;
        // Compared in constant time.
        let fits = blake3::Hash::from_bytes(mark) == blake3::Hash::from_bytes(self.mark(place, guest, until));
        (fits && now.0 < until.parse().ok()?).then_some(guest)
    }

    fn mark(&self, (site, origin): (&str, &str), guest: &str, until: &str) -> [u8; 32] {
        keyed_hash(&self.secret, &["access token", site, origin, guest, until])
    }
}

#[cfg(test)]
mod tests {
    use super::{AccessTokens, LIFE};
    use porch_protocol::Timestamp;

    const HERE: (&str, &str) = ("bakery", "https://bakery.example");
    const NOW: Timestamp = Timestamp(1_750_000_000_000_000);

    #[test]
    fn a_token_counts_on_one_site_and_one_origin_for_ten_minutes() {
        let tokens = AccessTokens::new([7; 32]);
        let token = tokens.issue(HERE, "ada", NOW);
        assert_eq!(tokens.verify(HERE, &token, NOW), Some("ada"));
        assert_eq!(tokens.verify(HERE, &token, NOW.plus(LIFE - 1)), Some("ada"));
        assert_eq!(tokens.verify(HERE, &token, NOW.plus(LIFE)), None);
        for place in [("cafe", HERE.1), (HERE.0, "https://evil.example"), (HERE.0, "https://bakery.example:8443")] {
            assert_eq!(tokens.verify(place, &token, NOW), None, "{place:?}");
        }
        assert_eq!(AccessTokens::new([8; 32]).verify(HERE, &token, NOW), None, "another server's");
    }

    #[test]
    fn what_was_changed_is_no_token() {
        let tokens = AccessTokens::new([7; 32]);
        let token = tokens.issue(HERE, "ada", NOW);
        let (start, mark) = token.rsplit_once('.').unwrap();
        let later = NOW.plus(2 * LIFE).0;
        for changed in [
            String::new(),
            "..".into(),
            start.into(),
            format!("{start}."),
            format!("ben{}", token.trim_start_matches("ada")),
            format!("ada.{later}.{mark}"),
            format!("{token}A"),
            format!("{token}{}", "A".repeat(200)),
        ] {
            assert_eq!(tokens.verify(HERE, &changed, NOW), None, "{changed}");
        }
    }
}
