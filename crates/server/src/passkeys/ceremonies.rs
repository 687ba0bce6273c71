//! The pending ceremonies: those for signing in are sealed and given to the client, those of members who add a passkey
//! are stored.
//!
//! Any client may begin to sign in. If those ceremonies were stored, a client that begins very often could push out the
//! one of a member who is about to touch their sensor. So nothing is stored until a sign-in succeeds, and only members
//! can do that.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use porch_protocol::Timestamp;
use webauthn_rs::prelude::{DiscoverableAuthentication, PasskeyRegistration, Uuid};

/// How long a ceremony may take: five minutes, which `WebAuthn` recommends for people who need time (Level 3, 15.1).
pub(super) const TIME: Duration = Duration::from_mins(5);
/// Used ceremonies are stored so that none can be replayed. With so many, no sign-in by passkey succeeds until the
/// oldest has expired: four thousand members would have to use theirs in five minutes.
const MOST_USED: usize = 4_096;
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
    seal: [u8; 32],
    since: Timestamp,
}

/// All pending ceremonies.
pub(super) struct Ceremonies {
    /// Random at each start, because the used ceremonies are lost with a restart.
    key: [u8; 32],
    used: Mutex<HashMap<[u8; 32], Timestamp>>,
    adding: Mutex<HashMap<String, Adding>>,
}

impl Ceremonies {
    pub(super) fn new() -> Self {
        let (a, b) = (Uuid::new_v4(), Uuid::new_v4());
        let key = blake3::Hasher::new().update(a.as_bytes()).update(b.as_bytes()).finalize();
        Self { key: *key.as_bytes(), used: Mutex::default(), adding: Mutex::default() }
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
        (!expired(since, now)).then(|| OpenedCeremony { state: Box::new(state), seal: *seal.as_bytes(), since })
    }

    /// Marks a ceremony as used whose response was right; false when it was used before.
    pub(super) fn mark_used(&self, (seal, since): ([u8; 32], Timestamp), now: Timestamp) -> bool {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.len() >= MOST_USED {
            used.retain(|_, since| !expired(*since, now));
        }
        used.len() < MOST_USED && used.insert(seal, since).is_none()
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
    pub(super) fn parts(self) -> (Box<DiscoverableAuthentication>, ([u8; 32], Timestamp)) {
        (self.state, (self.seal, self.since))
    }
}

fn expired(since: Timestamp, now: Timestamp) -> bool {
    u128::try_from(now.0 - since.0).unwrap_or_default() >= TIME.as_micros()
}

#[cfg(test)]
mod tests {
    use super::{Ceremonies, MOST_USED, OF_MEMBER};
    use crate::passkeys::Passkeys;
    use porch_protocol::Timestamp;
    use webauthn_rs::prelude::{PasskeyRegistration, Uuid};

    const END: Timestamp = Timestamp(300_000_000);

    fn registration() -> PasskeyRegistration {
        let party = Passkeys::new("http://localhost:8080").relying_party.unwrap();
        party.start_passkey_registration(Uuid::nil(), "Ada", "Ada", None).unwrap().1
    }

    #[test]
    fn a_ceremony_is_used_once_and_used_ones_are_stored_until_they_expire() {
        let ceremonies = Ceremonies::new();
        let seal = |number: usize| blake3::hash(&number.to_be_bytes()).into();
        assert!(ceremonies.mark_used((seal(0), Timestamp(0)), Timestamp(0)));
        assert!(!ceremonies.mark_used((seal(0), Timestamp(0)), Timestamp(0)));
        for number in 1..MOST_USED {
            assert!(ceremonies.mark_used((seal(number), Timestamp(1)), Timestamp(1)));
        }
        assert!(!ceremonies.mark_used((seal(MOST_USED), Timestamp(1)), Timestamp(1)), "none is removed too early");
        assert!(ceremonies.mark_used((seal(MOST_USED), END), END), "the first one has expired");
        assert!(!ceremonies.mark_used((seal(1), Timestamp(1)), END));
    }

    #[test]
    fn a_member_who_begins_very_often_replaces_only_their_own_additions() {
        let ceremonies = Ceremonies::new();
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
