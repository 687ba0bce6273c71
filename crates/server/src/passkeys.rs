//! Passkeys: what an authenticator is asked, and whether what it answers is right. The relying party is the public
//! address and nothing that a request says.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use porch_protocol::Timestamp;
use porch_protocol::team::Ceremony;
use webauthn_rs::Webauthn;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url,
    Uuid, WebauthnBuilder, WebauthnError,
};
use webauthn_rs_proto::ResidentKeyRequirement;

use crate::storage::team::Member;

/// How long a ceremony may take: five minutes, which `WebAuthn` recommends for people who need time (Level 3, 15.1).
const CEREMONY: Duration = Duration::from_mins(5);
/// The most ceremonies under way. Each is about a kilobyte; the oldest makes room.
const MOST_UNDER_WAY: usize = 4_096;

/// Why a ceremony did not come to its end. The text is for the log; the wire says only that it did not.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// The public address is a bare IP address, for which there are no passkeys.
    #[error("passkeys need a name in --public-url")]
    Unavailable,
    /// It never began, is over, or is somebody else's.
    #[error("no such ceremony is under way")]
    NoCeremony,
    /// It cannot be read.
    #[error("the answer cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The user's handle is not the owner's.
    #[error("the credential is somebody else's")]
    NotTheirs,
    /// The proof is wrong.
    #[error("{0}")]
    Wrong(#[from] WebauthnError),
}

type Result<T> = std::result::Result<T, PasskeyError>;

enum State {
    Adding { person: String, state: Box<PasskeyRegistration> },
    SigningIn(Box<DiscoverableAuthentication>),
}

struct UnderWay {
    since: Timestamp,
    state: State,
}

/// The relying party, and the ceremonies under way.
pub struct Passkeys {
    relying_party: Option<Webauthn>,
    under_way: Mutex<HashMap<String, UnderWay>>,
}

/// A credential that was made just now.
#[derive(Debug)]
pub struct Made {
    /// What the authenticator calls it.
    pub credential_id: String,
    /// The credential, as it is stored.
    pub credential: String,
}

/// An answer of somebody who signs in, still to be checked against the credential that it names.
#[derive(Debug)]
pub struct Answer {
    credential: PublicKeyCredential,
    state: Box<DiscoverableAuthentication>,
    person: Uuid,
}

impl Passkeys {
    /// For a server that is reached at this address.
    pub fn new(public_url: &str) -> Self {
        let url = Url::parse(public_url).ok();
        let relying_party = url.and_then(|url| {
            // None for an IP address: WebAuthn knows names only.
            let name = url.domain()?.to_owned();
            WebauthnBuilder::new(&name, &url).ok()?.rp_name("Porch").timeout(CEREMONY).build().ok()
        });
        Self { relying_party, under_way: Mutex::default() }
    }

    /// Whether there can be any here.
    pub fn available(&self) -> bool {
        self.relying_party.is_some()
    }

    /// Begins to add one for a member who has `known` already.
    pub fn begin_adding(&self, member: &Member, known: &[String], now: Timestamp) -> Result<Ceremony> {
        let party = self.relying_party.as_ref().ok_or(PasskeyError::Unavailable)?;
        let person = Uuid::parse_str(&member.person).map_err(|_| PasskeyError::NotTheirs)?;
        let known = known.iter().map(|json| serde_json::from_str::<Passkey>(json));
        let known = known.map(|one| Ok(one?.cred_id().clone())).collect::<Result<Vec<_>>>()?;
        let name = format!("{} ({})", member.name, member.site);
        let (mut asked, state) = party.start_passkey_registration(person, &name, &member.name, Some(known))?;
        // Whoever signs in gives no name, so the authenticator has to remember whose it is.
        if let Some(selection) = &mut asked.public_key.authenticator_selection {
            selection.resident_key = Some(ResidentKeyRequirement::Required);
            selection.require_resident_key = true;
        }
        let state = State::Adding { person: member.person.clone(), state: Box::new(state) };
        Ok(self.begin(state, serde_json::to_string(&asked.public_key)?, now))
    }

    /// Ends adding one: only who began it does, and once.
    pub fn finish_adding(&self, member: &Member, ceremony: &str, answer: &str, now: Timestamp) -> Result<Made> {
        let party = self.relying_party.as_ref().ok_or(PasskeyError::Unavailable)?;
        let State::Adding { person, state } = self.end(ceremony, now)? else { return Err(PasskeyError::NoCeremony) };
        if person != member.person {
            return Err(PasskeyError::NoCeremony);
        }
        let answer: RegisterPublicKeyCredential = serde_json::from_str(answer)?;
        let made = party.finish_passkey_registration(&answer, &state)?;
        let credential = serde_json::to_string(&made)?;
        Ok(Made { credential_id: URL_SAFE_NO_PAD.encode(made.cred_id()), credential })
    }

    /// Begins to let somebody in. Who it is, the authenticator knows.
    pub fn begin_signing_in(&self, now: Timestamp) -> Result<Ceremony> {
        let party = self.relying_party.as_ref().ok_or(PasskeyError::Unavailable)?;
        let (asked, state) = party.start_discoverable_authentication()?;
        let options = serde_json::to_string(&asked.public_key)?;
        Ok(self.begin(State::SigningIn(Box::new(state)), options, now))
    }

    /// Reads an answer, and ends its ceremony whether it is right or not.
    pub fn answered(&self, ceremony: &str, answer: &str, now: Timestamp) -> Result<Answer> {
        let party = self.relying_party.as_ref().ok_or(PasskeyError::Unavailable)?;
        let State::SigningIn(state) = self.end(ceremony, now)? else { return Err(PasskeyError::NoCeremony) };
        let answer: PublicKeyCredential = serde_json::from_str(answer)?;
        let (person, _) = party.identify_discoverable_authentication(&answer)?;
        Ok(Answer { credential: answer, state, person })
    }

    /// Checks an answer against the stored credential of `member`; gives the credential as it is now to be stored: the
    /// counter has risen, and the authenticator may have a copy elsewhere.
    pub fn check(&self, answer: Answer, member: &Member, credential: &str) -> Result<String> {
        let party = self.relying_party.as_ref().ok_or(PasskeyError::Unavailable)?;
        if Uuid::parse_str(&member.person).ok() != Some(answer.person) {
            return Err(PasskeyError::NotTheirs);
        }
        let mut passkey: Passkey = serde_json::from_str(credential)?;
        let proof = party.finish_discoverable_authentication_v2(&answer.credential, *answer.state, &passkey)?;
        // The library has checked that the counter rose, and that a person was verified.
        passkey.update_credential(&proof).ok_or(PasskeyError::NotTheirs)?;
        Ok(serde_json::to_string(&passkey)?)
    }

    fn begin(&self, state: State, options: String, now: Timestamp) -> Ceremony {
        let ceremony = Uuid::new_v4().to_string();
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        if under_way.len() >= MOST_UNDER_WAY {
            under_way.retain(|_, one| !over(one.since, now));
        }
        if under_way.len() >= MOST_UNDER_WAY {
            let oldest = under_way.iter().min_by_key(|(_, one)| one.since.0).map(|(id, _)| id.clone());
            oldest.and_then(|id| under_way.remove(&id));
        }
        under_way.insert(ceremony.clone(), UnderWay { since: now, state });
        Ceremony { ceremony, options }
    }

    fn end(&self, ceremony: &str, now: Timestamp) -> Result<State> {
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        let one = under_way.remove(ceremony).filter(|one| !over(one.since, now));
        one.map(|one| one.state).ok_or(PasskeyError::NoCeremony)
    }
}

impl Answer {
    /// What the authenticator calls the credential that it used.
    pub fn credential_id(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.credential.get_credential_id())
    }
}

fn over(since: Timestamp, now: Timestamp) -> bool {
    u128::try_from(now.0 - since.0).unwrap_or_default() >= CEREMONY.as_micros()
}

#[cfg(test)]
mod tests {
    use super::{MOST_UNDER_WAY, PasskeyError, Passkeys};
    use porch_protocol::Timestamp;

    #[test]
    fn only_a_server_with_a_name_has_passkeys() {
        for (url, available) in [
            ("https://talk.example", true),
            ("https://talk.example:8443/under", true),
            ("http://localhost:8080", true),
            ("http://127.0.0.1:8080", false),
            ("https://[::1]:8080", false),
        ] {
            assert_eq!(Passkeys::new(url).available(), available, "{url}");
        }
    }

    #[test]
    fn ceremonies_are_bounded_and_the_oldest_makes_room() {
        let passkeys = Passkeys::new("http://localhost:8080");
        let at = |count: usize| Timestamp(i64::try_from(count).unwrap());
        let first = passkeys.begin_signing_in(at(0)).unwrap();
        for count in 1..=MOST_UNDER_WAY {
            passkeys.begin_signing_in(at(count)).unwrap();
        }
        assert_eq!(passkeys.under_way.lock().unwrap().len(), MOST_UNDER_WAY);
        let ended = passkeys.answered(&first.ceremony, "{}", at(MOST_UNDER_WAY));
        assert!(matches!(ended, Err(PasskeyError::NoCeremony)));
    }
}
