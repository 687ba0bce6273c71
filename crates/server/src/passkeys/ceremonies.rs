//! The pending ceremonies: those for signing in are sealed and given to the client, those of members who add a passkey
//! are stored.
//!
//! Any client may begin to sign in. If those ceremonies were stored, a client that begins very often could push out the
//! one of a member who is about to touch their sensor. So nothing is stored until a sign-in succeeds, and only members
//! can do that: storage then keeps the seal until the ceremony has expired, so that none can be replayed.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use porch_protocol::Timestamp;
use webauthn_rs::prelude::{DiscoverableAuthentication, PasskeyRegistration, Uuid};

/// How long a ceremony may take: five minutes, which `WebAuthn` recommends for people who need time (Level 3, 15.1).
pub(super) const TIME: Duration = Duration::from_mins(5);
/// Pending additions of one member; a further one replaces the oldest.
const OF_MEMBER: usize = 4;

struct Adding {
    since: Timestamp,
    person: String,
    state: Box<PasskeyRegistration>,
}

/// A sealed ceremony that was sent back in time.
#[derive(Debug)]
pub(super) struct OpenedCeremony {
    /// The library's state of it.
    pub(super) state: Box<DiscoverableAuthentication>,
    used: UsedCeremony,
}

/// A ceremony whose response was right. It opens one session, which storage sees to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedCeremony {
    /// Its seal, in hexadecimal digits.
    pub seal: String,
    /// When it expires.
    pub expires_at: Timestamp,
}

/// All pending ceremonies.
pub(super) struct Ceremonies {
    /// The same after a restart, and in every process over the same database.
    key: [u8; 32],
    adding: Mutex<HashMap<String, Adding>>,
}

impl Ceremonies {
    pub(super) fn new(secret: &[u8; 32]) -> Self {
        Self { key: blake3::derive_key("porch 2026 ceremony of a passkey", secret), adding: Mutex::default() }
    }

    /// Seals the state of a sign-in. It is no secret; no one else can make it.
    pub(super) fn seal(&self, state: &DiscoverableAuthentication, now: Timestamp) -> serde_json::Result<String> {
        let json = serde_json::to_vec(&(now.0, state))?;
        let seal = blake3::keyed_hash(&self.key, &json);
        Ok(format!("{}.{}", URL_SAFE_NO_PAD.encode(json), seal.to_hex()))
    }

    /// The state of a sealed ceremony, if it was sealed here and has not expired.
    pub(super) fn open(&self, ceremony: &str, now: Timestamp) -> Option<OpenedCeremony> {
        let (json, seal) = ceremony.split_once('.')?;
        let (json, seal) = (URL_SAFE_NO_PAD.decode(json).ok()?, blake3::Hash::from_hex(seal).ok()?);
        // Compared in constant time.
        if seal != blake3::keyed_hash(&self.key, &json) {
            return None;
        }
        let (since, state) = serde_json::from_slice(&json).ok()?;
        let since = Timestamp(since);
        let expires_at = since.plus(i64::try_from(TIME.as_micros()).unwrap_or(i64::MAX));
        let used = UsedCeremony { seal: seal.to_hex().to_string(), expires_at };
        (!expired(since, now)).then(|| OpenedCeremony { state: Box::new(state), used })
    }

    /// Stores the state of a member's addition and returns its id.
    pub(super) fn store(&self, person: &str, state: PasskeyRegistration, now: Timestamp) -> String {
        let ceremony = Uuid::new_v4().to_string();
        let mut adding = self.adding.lock().unwrap_or_else(PoisonError::into_inner);
        adding.retain(|_, one| !expired(one.since, now));
        let own = || adding.iter().filter(|(_, one)| one.person == person);
        if own().count() >= OF_MEMBER {
            let oldest = own().min_by_key(|(_, one)| one.since.0).map(|(ceremony, _)| ceremony.clone());
            oldest.and_then(|oldest| adding.remove(&oldest));
        }
        let (since, person, state) = (now, person.to_owned(), Box::new(state));
        adding.insert(ceremony.clone(), Adding { since, person, state });
        ceremony
    }

    /// Removes a pending addition: the member, and its state.
    pub(super) fn take(&self, ceremony: &str, now: Timestamp) -> Option<(String, Box<PasskeyRegistration>)> {
        let one = self.adding.lock().unwrap_or_else(PoisonError::into_inner).remove(ceremony);
        one.filter(|one| !expired(one.since, now)).map(|one| (one.person, one.state))
    }
}

impl OpenedCeremony {
    /// The state, and what marks it as used.
    pub(super) fn parts(self) -> (Box<DiscoverableAuthentication>, UsedCeremony) {
        (self.state, self.used)
    }
}

fn expired(since: Timestamp, now: Timestamp) -> bool {
    u128::try_from(now.0 - since.0).unwrap_or_default() >= TIME.as_micros()
}

#[cfg(test)]
mod tests {
    use super::{Ceremonies, OF_MEMBER};
    use crate::passkeys::Passkeys;
    use porch_protocol::Timestamp;
    use webauthn_rs::prelude::{PasskeyRegistration, Uuid};

    const END: Timestamp = Timestamp(300_000_000);

    fn registration() -> PasskeyRegistration {
        let party = Passkeys::new("http://localhost:8080", &[7; 32]).relying_party.unwrap();
        party.start_passkey_registration(Uuid::nil(), "Ada", "Ada", None).unwrap().1
    }

    #[test]
    fn a_member_who_begins_very_often_replaces_only_their_own_additions() {
        let ceremonies = Ceremonies::new(&[7; 32]);
        let others = ceremonies.store("ben", registration(), Timestamp(0));
        let own: Vec<_> = (0..=OF_MEMBER).map(|at| Timestamp(i64::try_from(at).unwrap())).collect();
        let own: Vec<_> = own.into_iter().map(|at| ceremonies.store("ada", registration(), at)).collect();
        assert!(ceremonies.take(&own[0], Timestamp(9)).is_none(), "the oldest was replaced");
        assert!(own[1..].iter().all(|one| ceremonies.take(one, Timestamp(9)).is_some()));
        assert!(ceremonies.take(&own[1], Timestamp(9)).is_none(), "once");
        assert_eq!(ceremonies.take(&others, Timestamp(9)).unwrap().0, "ben");
        ceremonies.store("ben", registration(), Timestamp(0));
        ceremonies.store("ada", registration(), END);
        assert_eq!(ceremonies.adding.lock().unwrap().len(), 1, "expired ones are removed");
    }
}
