//! The ceremonies under way: what strangers began is sealed and given to them, what members began is kept for them.
//!
//! Anybody may begin to sign in. Were that kept here, whoever begins very often could push out somebody's who is about
//! to touch their sensor. So nothing is kept of it until it has opened the door, and that only members can do.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use porch_protocol::Timestamp;
use webauthn_rs::prelude::{DiscoverableAuthentication, PasskeyRegistration, Uuid};

/// How long a ceremony may take: five minutes, which `WebAuthn` recommends for people who need time (Level 3, 15.1).
pub(super) const TIME: Duration = Duration::from_mins(5);
/// Ceremonies that opened the door and could be tried again, were they not remembered. Beyond them nobody comes in by a
/// passkey until the oldest is over, which four thousand members would have to use theirs in five minutes for.
const MOST_SPENT: usize = 4_096;
/// What one member may have begun to add; the oldest makes room.
const OF_MEMBER: usize = 4;

struct Adding {
    since: Timestamp,
    person: String,
    state: Box<PasskeyRegistration>,
}

/// A sealed ceremony that was brought back in time.
#[derive(Debug)]
pub(super) struct OpenedCeremony {
    /// What was asked.
    pub(super) state: Box<DiscoverableAuthentication>,
    seal: [u8; 32],
    since: Timestamp,
}

/// All of them.
pub(super) struct Ceremonies {
    /// Drawn at each start, as what was spent is forgotten with it.
    key: [u8; 32],
    spent: Mutex<HashMap<[u8; 32], Timestamp>>,
    adding: Mutex<HashMap<String, Adding>>,
}

impl Ceremonies {
    pub(super) fn new() -> Self {
        let (a, b) = (Uuid::new_v4(), Uuid::new_v4());
        let key = blake3::Hasher::new().update(a.as_bytes()).update(b.as_bytes()).finalize();
        Self { key: *key.as_bytes(), spent: Mutex::default(), adding: Mutex::default() }
    }

    /// Seals what was asked of somebody who wants to come in. It is no secret; nobody else can make it.
    pub(super) fn seal(&self, state: &DiscoverableAuthentication, now: Timestamp) -> serde_json::Result<String> {
        let json = serde_json::to_vec(&(now.0, state))?;
        let seal = blake3::keyed_hash(&self.key, &json);
        Ok(format!("{}.{}", URL_SAFE_NO_PAD.encode(json), seal.to_hex()))
    }

    /// What was asked, when it was sealed here and is not over.
    pub(super) fn open(&self, ceremony: &str, now: Timestamp) -> Option<OpenedCeremony> {
        let (json, seal) = ceremony.split_once('.')?;
        let (json, seal) = (URL_SAFE_NO_PAD.decode(json).ok()?, blake3::Hash::from_hex(seal).ok()?);
        // Compared in constant time.
        if seal != blake3::keyed_hash(&self.key, &json) {
            return None;
        }
        let (since, state) = serde_json::from_slice(&json).ok()?;
        let since = Timestamp(since);
        (!over(since, now)).then(|| OpenedCeremony { state: Box::new(state), seal: *seal.as_bytes(), since })
    }

    /// Uses a ceremony up whose answer was right; false when it was used before.
    pub(super) fn spend(&self, (seal, since): ([u8; 32], Timestamp), now: Timestamp) -> bool {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        if spent.len() >= MOST_SPENT {
            spent.retain(|_, since| !over(*since, now));
        }
        spent.len() < MOST_SPENT && spent.insert(seal, since).is_none()
    }

    /// Keeps what a member began to add.
    pub(super) fn keep(&self, person: &str, state: PasskeyRegistration, now: Timestamp) -> String {
        let ceremony = Uuid::new_v4().to_string();
        let mut adding = self.adding.lock().unwrap_or_else(PoisonError::into_inner);
        adding.retain(|_, one| !over(one.since, now));
        let own = || adding.iter().filter(|(_, one)| one.person == person);
        if own().count() >= OF_MEMBER {
            let oldest = own().min_by_key(|(_, one)| one.since.0).map(|(ceremony, _)| ceremony.clone());
            oldest.and_then(|oldest| adding.remove(&oldest));
        }
        let (since, person, state) = (now, person.to_owned(), Box::new(state));
        adding.insert(ceremony.clone(), Adding { since, person, state });
        ceremony
    }

    /// Ends what a member began to add: who, and what they were asked.
    pub(super) fn take(&self, ceremony: &str, now: Timestamp) -> Option<(String, Box<PasskeyRegistration>)> {
        let one = self.adding.lock().unwrap_or_else(PoisonError::into_inner).remove(ceremony);
        one.filter(|one| !over(one.since, now)).map(|one| (one.person, one.state))
    }
}

impl OpenedCeremony {
    /// What was asked, and what uses it up.
    pub(super) fn parts(self) -> (Box<DiscoverableAuthentication>, ([u8; 32], Timestamp)) {
        (self.state, (self.seal, self.since))
    }
}

fn over(since: Timestamp, now: Timestamp) -> bool {
    u128::try_from(now.0 - since.0).unwrap_or_default() >= TIME.as_micros()
}

#[cfg(test)]
mod tests {
    use super::{Ceremonies, MOST_SPENT, OF_MEMBER};
    use crate::passkeys::Passkeys;
    use porch_protocol::Timestamp;
    use webauthn_rs::prelude::{PasskeyRegistration, Uuid};

    const END: Timestamp = Timestamp(300_000_000);

    fn asked() -> PasskeyRegistration {
        let party = Passkeys::new("http://localhost:8080").relying_party.unwrap();
        party.start_passkey_registration(Uuid::nil(), "Ada", "Ada", None).unwrap().1
    }

    #[test]
    fn a_ceremony_is_used_up_once_and_only_so_many_are_remembered_until_they_are_over() {
        let ceremonies = Ceremonies::new();
        let seal = |number: usize| blake3::hash(&number.to_be_bytes()).into();
        assert!(ceremonies.spend((seal(0), Timestamp(0)), Timestamp(0)));
        assert!(!ceremonies.spend((seal(0), Timestamp(0)), Timestamp(0)));
        for number in 1..MOST_SPENT {
            assert!(ceremonies.spend((seal(number), Timestamp(1)), Timestamp(1)));
        }
        assert!(!ceremonies.spend((seal(MOST_SPENT), Timestamp(1)), Timestamp(1)), "nothing is forgotten too early");
        assert!(ceremonies.spend((seal(MOST_SPENT), END), END), "the first one is over");
        assert!(!ceremonies.spend((seal(1), Timestamp(1)), END));
    }

    #[test]
    fn whoever_begins_to_add_very_often_pushes_out_their_own_alone() {
        let ceremonies = Ceremonies::new();
        let others = ceremonies.keep("ben", asked(), Timestamp(0));
        let own: Vec<_> = (0..=OF_MEMBER).map(|at| Timestamp(i64::try_from(at).unwrap())).collect();
        let own: Vec<_> = own.into_iter().map(|at| ceremonies.keep("ada", asked(), at)).collect();
        assert!(ceremonies.take(&own[0], Timestamp(9)).is_none(), "the oldest made room");
        assert!(own[1..].iter().all(|one| ceremonies.take(one, Timestamp(9)).is_some()));
        assert!(ceremonies.take(&own[1], Timestamp(9)).is_none(), "once");
        assert_eq!(ceremonies.take(&others, Timestamp(9)).unwrap().0, "ben");
        ceremonies.keep("ben", asked(), Timestamp(0));
        ceremonies.keep("ada", asked(), END);
        assert_eq!(ceremonies.adding.lock().unwrap().len(), 1, "what is over is forgotten");
    }
}
