//! Passkeys: what an authenticator is asked, and whether what it answers is right. The relying party is the public
//! address and nothing that a request says.

mod ceremonies;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use porch_protocol::Timestamp;
use porch_protocol::team::Ceremony;
use webauthn_rs::Webauthn;
use webauthn_rs::prelude::{
    Passkey, PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid, WebauthnBuilder, WebauthnError,
};
use webauthn_rs_proto::ResidentKeyRequirement;

use self::ceremonies::{Ceremonies, OpenedCeremony, TIME};
use crate::storage::team::Member;

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

/// The relying party, and the ceremonies under way.
pub struct Passkeys {
    relying_party: Option<Webauthn>,
    ceremonies: Ceremonies,
}

/// A credential that was made just now.
#[derive(Debug)]
pub struct NewCredential {
    /// What the authenticator calls it.
    pub credential_id: String,
    /// The credential, as it is stored.
    pub credential: String,
}

/// An answer of somebody who signs in, still to be checked against the credential that it names.
#[derive(Debug)]
pub struct Assertion {
    credential: PublicKeyCredential,
    ceremony: OpenedCeremony,
    person: Uuid,
}

impl Passkeys {
    /// For a server that is reached at this address.
    pub fn new(public_url: &str) -> Self {
        let url = Url::parse(public_url).ok();
        let relying_party = url.and_then(|url| {
            // None for an IP address: WebAuthn knows names only.
            let name = url.domain()?.to_owned();
            WebauthnBuilder::new(&name, &Url::parse(&url.origin().ascii_serialization()).ok()?)
                .ok()?
                .rp_name("Porch")
                .timeout(TIME)
                .build()
                .ok()
        });
        Self { relying_party, ceremonies: Ceremonies::new() }
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
        let options = serde_json::to_string(&asked.public_key)?;
        Ok(Ceremony { ceremony: self.ceremonies.keep(&member.person, state, now), options })
    }

    /// Ends adding one: only who began it does, and once.
    pub fn finish_adding(
        &self,
        member: &Member,
        ceremony: &str,
        answer: &str,
        now: Timestamp,
    ) -> Result<NewCredential> {
        let party = self.relying_party.as_ref().ok_or(PasskeyError::Unavailable)?;
        let (person, state) = self.ceremonies.take(ceremony, now).ok_or(PasskeyError::NoCeremony)?;
        if person != member.person {
            return Err(PasskeyError::NoCeremony);
        }
        let answer: RegisterPublicKeyCredential = serde_json::from_str(answer)?;
        let made = party.finish_passkey_registration(&answer, &state)?;
        let credential = serde_json::to_string(&made)?;
        Ok(NewCredential { credential_id: URL_SAFE_NO_PAD.encode(made.cred_id()), credential })
    }

    /// Begins to let somebody in. Who it is, the authenticator knows.
    pub fn begin_signing_in(&self, now: Timestamp) -> Result<Ceremony> {
        let party = self.relying_party.as_ref().ok_or(PasskeyError::Unavailable)?;
        let (asked, state) = party.start_discoverable_authentication()?;
        let options = serde_json::to_string(&asked.public_key)?;
        Ok(Ceremony { ceremony: self.ceremonies.seal(&state, now)?, options })
    }

    /// Reads an answer to what was asked here.
    pub fn answered(&self, ceremony: &str, answer: &str, now: Timestamp) -> Result<Assertion> {
        let party = self.relying_party.as_ref().ok_or(PasskeyError::Unavailable)?;
        let ceremony = self.ceremonies.open(ceremony, now).ok_or(PasskeyError::NoCeremony)?;
        let answer: PublicKeyCredential = serde_json::from_str(answer)?;
        let (person, _) = party.identify_discoverable_authentication(&answer)?;
        Ok(Assertion { credential: answer, ceremony, person })
    }

    /// Checks an answer against the stored credential of `member`; gives the credential as it is now to be stored: the
    /// counter has risen, and the authenticator may have a copy elsewhere. Who is right has used the ceremony up.
    pub fn check(&self, answer: Assertion, member: &Member, credential: &str, now: Timestamp) -> Result<String> {
        let party = self.relying_party.as_ref().ok_or(PasskeyError::Unavailable)?;
        if Uuid::parse_str(&member.person).ok() != Some(answer.person) {
            return Err(PasskeyError::NotTheirs);
        }
        let mut passkey: Passkey = serde_json::from_str(credential)?;
        let (state, used) = answer.ceremony.parts();
        let proof = party.finish_discoverable_authentication_v2(&answer.credential, *state, &passkey)?;
        // The library has checked that the counter rose, and that a person was verified.
        passkey.update_credential(&proof).ok_or(PasskeyError::NotTheirs)?;
        if !self.ceremonies.spend(used, now) {
            return Err(PasskeyError::NoCeremony);
        }
        Ok(serde_json::to_string(&passkey)?)
    }
}

impl Assertion {
    /// What the authenticator calls the credential that it used.
    pub fn credential_id(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.credential.get_credential_id())
    }
}

#[cfg(test)]
mod tests {
    use super::{PasskeyError, Passkeys};
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
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
    fn however_many_begin_to_sign_in_nobodys_ceremony_is_pushed_out() {
        let passkeys = Passkeys::new("http://localhost:8080");
        let first = passkeys.begin_signing_in(Timestamp(0)).unwrap();
        for _ in 0..5_000 {
            passkeys.begin_signing_in(Timestamp(1)).unwrap();
        }
        let answered = |ceremony: &str, at: i64| passkeys.answered(ceremony, "{}", Timestamp(at));
        // It is under way: what is wrong is the answer alone.
        assert!(matches!(answered(&first.ceremony, 299_999_999), Err(PasskeyError::Unreadable(_))));
        assert!(matches!(answered(&first.ceremony, 300_000_000), Err(PasskeyError::NoCeremony)));
    }

    #[test]
    fn a_ceremony_that_was_changed_or_made_elsewhere_is_none() {
        let (passkeys, others) = (Passkeys::new("http://localhost:8080"), Passkeys::new("http://localhost:8080"));
        let whole = passkeys.begin_signing_in(Timestamp(0)).unwrap().ceremony;
        let (state, seal) = whole.split_once('.').unwrap();
        let elsewhere = others.begin_signing_in(Timestamp(0)).unwrap().ceremony;
        let later = URL_SAFE_NO_PAD.decode(state).unwrap();
        let later = String::from_utf8(later).unwrap().replacen("[0,", "[9,", 1);
        let changed = format!("{}.{seal}", URL_SAFE_NO_PAD.encode(later));
        for wrong in [&*elsewhere, &changed, state, &format!("{state}."), &format!(".{seal}"), "", "."] {
            let answered = passkeys.answered(wrong, "{}", Timestamp(0));
            assert!(matches!(answered, Err(PasskeyError::NoCeremony)), "{wrong}");
        }
    }
}
