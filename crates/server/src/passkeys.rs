//! Passkeys: the options for an authenticator, and the check of its response. The relying party is the public address,
//! never something from a request.

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
use porch_storage::team::Member;

/// Why a ceremony failed. The text is for the log; the response only says that it failed.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// The public address is a bare IP address, for which passkeys do not exist.
    #[error("passkeys need a name in --public-url")]
    Unavailable,
    /// It never began, has expired, or belongs to another member.
    #[error("no such ceremony is under way")]
    NoCeremony,
    /// The response is malformed.
    #[error("the answer cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The user handle is not the one of the credential's owner.
    #[error("the credential is somebody else's")]
    NotTheirs,
    /// The signature is wrong.
    #[error("{0}")]
    Wrong(#[from] WebauthnError),
}

type Result<T> = std::result::Result<T, PasskeyError>;

/// The relying party, and the pending ceremonies.
pub struct Passkeys {
    relying_party: Option<Webauthn>,
    ceremonies: Ceremonies,
}

/// A credential that was just created.
#[derive(Debug)]
pub struct NewCredential {
    /// The authenticator's id of it.
    pub credential_id: String,
    /// The credential as JSON, for storage.
    pub credential: String,
}

/// The response of a member who signs in, to be checked against the credential that it names.
#[derive(Debug)]
pub struct Assertion {
    credential: PublicKeyCredential,
    ceremony: OpenedCeremony,
    person: Uuid,
}

impl Passkeys {
    /// For a server with this public address.
    pub fn new(public_url: &str) -> Self {
        let url = Url::parse(public_url).ok();
        let relying_party = url.and_then(|url| {
            // None for an IP address: WebAuthn allows names only.
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

    /// Whether this server can use passkeys.
    pub fn available(&self) -> bool {
        self.relying_party.is_some()
    }

    /// Begins to add a passkey for a member who has those in `known` already.
    pub fn begin_adding(&self, member: &Member, known: &[String], now: Timestamp) -> Result<Ceremony> {
        let party = self.relying_party.as_ref().ok_or(PasskeyError::Unavailable)?;
        let person = Uuid::parse_str(&member.person).map_err(|_| PasskeyError::NotTheirs)?;
        let known = known.iter().map(|json| serde_json::from_str::<Passkey>(json));
        let known = known.map(|one| Ok(one?.cred_id().clone())).collect::<Result<Vec<_>>>()?;
        let name = format!("{} ({})", member.name, member.site);
        let (mut challenge, state) = party.start_passkey_registration(person, &name, &member.name, Some(known))?;
        // A member who signs in types no name, so the authenticator has to store the user handle.
        if let Some(selection) = &mut challenge.public_key.authenticator_selection {
            selection.resident_key = Some(ResidentKeyRequirement::Required);
            selection.require_resident_key = true;
        }
        let options = serde_json::to_string(&challenge.public_key)?;
        Ok(Ceremony { ceremony: self.ceremonies.store(&member.person, state, now), options })
    }

    /// Completes adding a passkey: only for the member who began it, and once.
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

    /// Begins a sign-in. The authenticator provides who it is.
    pub fn begin_signing_in(&self, now: Timestamp) -> Result<Ceremony> {
        let party = self.relying_party.as_ref().ok_or(PasskeyError::Unavailable)?;
        let (challenge, state) = party.start_discoverable_authentication()?;
        let options = serde_json::to_string(&challenge.public_key)?;
        Ok(Ceremony { ceremony: self.ceremonies.seal(&state, now)?, options })
    }

    /// Reads the response to a sign-in ceremony of this server.
    pub fn read_assertion(&self, ceremony: &str, answer: &str, now: Timestamp) -> Result<Assertion> {
        let party = self.relying_party.as_ref().ok_or(PasskeyError::Unavailable)?;
        let ceremony = self.ceremonies.open(ceremony, now).ok_or(PasskeyError::NoCeremony)?;
        let answer: PublicKeyCredential = serde_json::from_str(answer)?;
        let (person, _) = party.identify_discoverable_authentication(&answer)?;
        Ok(Assertion { credential: answer, ceremony, person })
    }

    /// Checks a response against the stored credential of `member`; returns the credential to store: the counter has
    /// risen, and the authenticator may have a backup. A valid response uses the ceremony up.
    pub fn check(&self, assertion: Assertion, member: &Member, credential: &str, now: Timestamp) -> Result<String> {
        let party = self.relying_party.as_ref().ok_or(PasskeyError::Unavailable)?;
        if Uuid::parse_str(&member.person).ok() != Some(assertion.person) {
            return Err(PasskeyError::NotTheirs);
        }
        let mut passkey: Passkey = serde_json::from_str(credential)?;
        let (state, used) = assertion.ceremony.parts();
        let proof = party.finish_discoverable_authentication_v2(&assertion.credential, *state, &passkey)?;
        // The library has checked that the counter rose, and that the user was verified.
        passkey.update_credential(&proof).ok_or(PasskeyError::NotTheirs)?;
        if !self.ceremonies.mark_used(used, now) {
            return Err(PasskeyError::NoCeremony);
        }
        Ok(serde_json::to_string(&passkey)?)
    }
}

impl Assertion {
    /// The authenticator's id of the credential that it used.
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
    fn any_number_of_new_ceremonies_leaves_earlier_ones_valid() {
        let passkeys = Passkeys::new("http://localhost:8080");
        let first = passkeys.begin_signing_in(Timestamp(0)).unwrap();
        for _ in 0..5_000 {
            passkeys.begin_signing_in(Timestamp(1)).unwrap();
        }
        let read = |ceremony: &str, at: i64| passkeys.read_assertion(ceremony, "{}", Timestamp(at));
        // The ceremony is valid: only the response is wrong.
        assert!(matches!(read(&first.ceremony, 299_999_999), Err(PasskeyError::Unreadable(_))));
        assert!(matches!(read(&first.ceremony, 300_000_000), Err(PasskeyError::NoCeremony)));
    }

    #[test]
    fn a_ceremony_that_was_changed_or_made_by_another_server_is_refused() {
        let (passkeys, others) = (Passkeys::new("http://localhost:8080"), Passkeys::new("http://localhost:8080"));
        let sealed = passkeys.begin_signing_in(Timestamp(0)).unwrap().ceremony;
        let (state, seal) = sealed.split_once('.').unwrap();
        let elsewhere = others.begin_signing_in(Timestamp(0)).unwrap().ceremony;
        let later = URL_SAFE_NO_PAD.decode(state).unwrap();
        let later = String::from_utf8(later).unwrap().replacen("[0,", "[9,", 1);
        let changed = format!("{}.{seal}", URL_SAFE_NO_PAD.encode(later));
        for wrong in [&*elsewhere, &changed, state, &format!("{state}."), &format!(".{seal}"), "", "."] {
            let assertion = passkeys.read_assertion(wrong, "{}", Timestamp(0));
            assert!(matches!(assertion, Err(PasskeyError::NoCeremony)), "{wrong}");
        }
    }
}
