//! Visitors' cookies: a random id in a partitioned cookie, and the person id it becomes on one site.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, HeaderValue};

use super::client_address::ClientAddress;
use crate::cookies::{self, Reach};
use crate::sub_path;

/// The cookie's name at the root; under a sub-path a suffix follows. `__Host-` binds it to this very host, over a
/// secure connection.
pub const COOKIE: &str = "__Host-porch";
/// 400 days, the longest that browsers allow.
const MAX_AGE: i64 = 34_560_000;

/// A guest's random id: 128 bits as base64url. It is a secret: a client that has it may change the guest's comments.
#[derive(Clone, PartialEq, Eq)]
pub struct VisitorToken(String);

/// Creates guest cookies and the person ids derived from them.
pub struct VisitorCookies {
    secret: [u8; 32],
    cookie: String,
}

impl VisitorCookies {
    /// Keyed by the database's secret, for a server under this sub-path.
    pub fn new(secret: [u8; 32], sub_path: &str) -> Self {
        Self { secret, cookie: format!("{COOKIE}{}", sub_path::mark(sub_path)) }
    }

    /// The guest that the request's cookie names.
    pub fn of_request(&self, headers: &HeaderMap) -> Option<VisitorToken> {
        let (_, id) = cookies::of_request(headers).find(|(name, _)| *name == self.cookie)?;
        let well_formed = URL_SAFE_NO_PAD.decode(id).is_ok_and(|bytes| bytes.len() == 16);
        well_formed.then(|| VisitorToken(id.to_owned()))
    }

    /// The header that gives a browser this guest.
    pub fn cookie(&self, VisitorToken(id): &VisitorToken) -> Option<HeaderValue> {
        cookies::header(&self.cookie, id, Reach::EmbeddingSite, MAX_AGE)
    }

    /// The id of a guest on one site, and of the person that a guest is who has confirmed nothing. It cannot be linked to the
    /// same guest's id on another site.
    pub fn id(&self, site: &str, guest: &VisitorToken) -> String {
        let hash = keyed_hash(&self.secret, &["person", site, &guest.0]);
        let bytes: [u8; 16] = std::array::from_fn(|i| hash[i]);
        uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
    }

    /// What pages know an author by: equal on all comments of a person with one name on one site. It is not the person's id,
    /// and leads neither to the comments with another name nor to another site.
    pub fn author_id(&self, site: &str, person: &str, name: &str) -> String {
        URL_SAFE_NO_PAD.encode(&keyed_hash(&self.secret, &["author", site, person, name])[..8])
    }

    /// A keyed hash of the client's network prefix. Only a ban stores it.
    pub fn network(&self, site: &str, from: ClientAddress) -> String {
        let mut hash = blake3::Hasher::new_keyed(&self.secret);
        for part in [b"network".as_slice(), site.as_bytes(), &from.prefix()] {
            hash.update(&(part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        URL_SAFE_NO_PAD.encode(&hash.finalize().as_bytes()[..16])
    }
}

/// A hash of these parts under the database's secret.
pub(super) fn keyed_hash(secret: &[u8; 32], parts: &[&str]) -> [u8; 32] {
    let mut hash = blake3::Hasher::new_keyed(secret);
    for part in parts {
        // Each with its length, so that no two lists of parts give the same bytes.
        hash.update(&(part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

impl VisitorToken {
    /// A new guest. The id is random, never derived from the request: a client that repeats a request must not become
    /// the guest who sent it.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut id = [0; 16];
        getrandom::fill(&mut id)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(id)))
    }
}

#[cfg(test)]
mod tests {
    use super::{COOKIE, VisitorCookies, VisitorToken};
    use http::{HeaderMap, HeaderValue};

    fn of(cookie: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert("cookie", HeaderValue::from_str(cookie).unwrap());
        VisitorCookies::new([7; 32], "").of_request(&headers).is_some()
    }

    #[test]
    fn a_guest_has_another_person_id_on_another_site() {
        let guests = VisitorCookies::new([7; 32], "");
        let a = VisitorToken::random().unwrap();
        assert!(a != VisitorToken::random().unwrap());
        assert_eq!(guests.id("bakery", &a), guests.id("bakery", &a));
        assert_ne!(guests.id("bakery", &a), guests.id("cafe", &a));
    }

    #[test]
    fn an_author_is_known_by_another_id_with_another_name_on_another_site_and_to_another_server() {
        let guests = VisitorCookies::new([7; 32], "");
        let ada = guests.author_id("bakery", "ada", "Ada");
        assert_eq!((ada.len(), &guests.author_id("bakery", "ada", "Ada")), (11, &ada));
        assert_ne!(guests.author_id("bakery", "ada", "A. L."), ada);
        assert_ne!(guests.author_id("bakery", "ben", "Ada"), ada);
        assert_ne!(guests.author_id("cafe", "ada", "Ada"), ada);
        assert_ne!(VisitorCookies::new([8; 32], "").author_id("bakery", "ada", "Ada"), ada);
    }

    #[test]
    fn only_a_well_formed_cookie_names_a_guest() {
        let id = "AAAAAAAAAAAAAAAAAAAAAA";
        assert!(of(&format!("x=1; {COOKIE}={id}")));
        assert!(!of(&format!("{COOKIE}={id}AAAA")));
        assert!(!of(&format!("{COOKIE}=../../etc")));
        assert!(!of(&format!("porch={id}")));
        assert!(!of(&format!("{COOKIE}.talk={id}")), "the cookie of a server under another path");
    }
}
