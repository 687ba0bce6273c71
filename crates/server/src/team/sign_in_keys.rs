//! The keys that check the sign-in tokens of a site's own server. The command line and the dashboard set them under the same
//! rules.

use porch_protocol::Cause;

use super::{Result, TeamError};
use crate::App;
use crate::jwt::public_key::{self, PublicKeyError};
use crate::secrets::Token;
use porch_domain::sso::{KeyAlgorithm, KeyState, LONGEST_ID, MOST_KEYS, is_key_id};
use porch_storage::sso_keys::{KeyBytes, NewSsoKey, SsoKeyAdded, SsoKeyChange};

/// A key to be added.
#[derive(Clone, Debug, Default)]
pub struct NewKey {
    /// Its id; none for a random one.
    pub id: Option<String>,
    /// The public key as PEM; none for a secret that both servers have.
    pub public_key: Option<String>,
}

/// A key that was added.
#[derive(Clone, Debug)]
pub struct AddedKey {
    /// Its id.
    pub id: String,
    /// How tokens are signed with it.
    pub algorithm: KeyAlgorithm,
    /// Its place in a rotation.
    pub state: KeyState,
    /// The secret of both servers, returned here and never again; none for a public key.
    pub secret: Option<String>,
}

/// Adds a key. `by` is a team member, or [`super::OPERATOR`].
///
/// # Errors
/// When the id or the public key is none, the site has as many keys as it may have, or the database fails.
pub async fn add(app: &App, site: &str, new: NewKey, by: &str) -> Result<AddedKey> {
    let id = new.id.unwrap_or_else(|| uuid::Uuid::new_v4().simple().to_string()[..12].to_owned());
    if !is_key_id(&id) {
        let why = format!("{id:?} is no id of a key: 1 to {LONGEST_ID} of a to z, digits, - _ and .");
        return Err(TeamError::Setting(Cause::SignInKeyIdInvalid { most: LONGEST_ID }, why));
    }
    let (algorithm, key, secret) = if let Some(pem) = new.public_key {
        let (algorithm, key) = public_key::read(&pem).map_err(unreadable)?;
        (algorithm, key, None)
    } else {
        // Both servers use the letters as they are, so that nobody has to know how they are encoded.
        let secret = Token::random()?.secret().to_owned();
        (KeyAlgorithm::Hs256, secret.clone().into_bytes(), Some(secret))
    };
    let stored = NewSsoKey {
        site: site.to_owned(),
        id: id.clone(),
        algorithm,
        key: KeyBytes(key),
        by: by.to_owned(),
        now: app.clock.now(),
    };
    match app.storage.add_sso_key(stored).await? {
        SsoKeyAdded::Done(state) => Ok(AddedKey { id, algorithm, state, secret }),
        SsoKeyAdded::Taken => Err(TeamError::Setting(Cause::SignInKeyKnown, format!("{site} has a key {id} already"))),
        SsoKeyAdded::Full => {
            let cause = Cause::TooManySignInKeys { most: usize::try_from(MOST_KEYS).unwrap_or(usize::MAX) };
            Err(TeamError::NotPossible(cause, "a site has at most 3 keys: remove one first"))
        }
        SsoKeyAdded::NoSite => Err(TeamError::Setting(Cause::SiteGone, format!("there is no site named {site}"))),
    }
}

fn unreadable(why: PublicKeyError) -> TeamError {
    let cause = match why {
        PublicKeyError::Private => Cause::PrivateKeyGiven,
        PublicKeyError::NoPem => Cause::PublicKeyInvalid,
        PublicKeyError::OtherKind => Cause::PublicKeyOtherKind,
    };
    TeamError::Setting(cause, why.to_string())
}

/// Changes the state of a key, or removes it where there is none: its tokens do not count from then on.
///
/// # Errors
/// When there is no such key, or the database fails.
pub async fn change(app: &App, site: &str, id: &str, to: Option<KeyState>, by: &str) -> Result<()> {
    let now = app.clock.now();
    let change = SsoKeyChange { site: site.to_owned(), id: id.to_owned(), to, by: by.to_owned(), now };
    let done = app.storage.change_sso_key(change).await?;
    done.then_some(()).ok_or(TeamError::NotPossible(Cause::SignInKeyGone, "there is no sign-in key of this id"))
}
