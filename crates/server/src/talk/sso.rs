//! Signing in by a token of the site's own server (single sign-on).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use porch_protocol::sign_in::SignedIn;
use porch_protocol::{ErrorCode, Timestamp};
use sha2::{Digest, Sha256};

use super::browser::Browser;
use super::browser::changed_guest;
use super::{Result, TalkError};
use crate::App;
use crate::jwt::{self, BadToken, Key};
use crate::mail::owner::is_address;
use crate::visitors::client_address::ClientAddress;
use crate::visitors::mail_codes::address_key;
use crate::visitors::visitor_cookie::VisitorToken;
use porch_domain::sso::{CheckedToken, Claims, KeyAlgorithm, LONGEST_TOKEN, TokenError};
use porch_domain::stated_account::StatedAccount;
use porch_domain::visitor_mail::MailAddress;
use porch_storage::identities::{Account, AccountSignIn, AccountSignedIn, SITE_PROVIDER, UsedToken};
use porch_storage::sso_keys::SsoKey;
use porch_storage::visitor_mail::StatedMail;

/// Why a token signs nobody in. Visitors get one answer for all of it; the server's log says which.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error("it is too long")]
    TooLong,
    #[error("its header names no key (`kid`)")]
    NoKey,
    #[error("its header names a key that the site does not have, or not any more")]
    UnknownKey,
    #[error(transparent)]
    Unreadable(#[from] BadToken),
    #[error(transparent)]
    Claims(#[from] TokenError),
    #[error("it was used before")]
    Used,
}

/// Signs a browser in by a token of the site's own server. The guest whose cookie the browser gets instead of its own.
///
/// # Errors
/// When the token is refused, whatever the reason; when the rate is used up, or the database fails.
pub async fn sign_in(
    app: &App,
    (site, browser): (&str, &Browser),
    from: ClientAddress,
    (token, language): (&str, &'static str),
) -> Result<(VisitorToken, SignedIn)> {
    app.limits.lookup(site, from)?;
    let keys = app.storage.sso_keys(site).await?;
    let token = checked(&keys, site, token, app.clock.now()).map_err(|why| refused(site, &why))?;
    let room = app.limits.change(site)?;
    let (guest, change) = changed_guest(app, site, browser).await?;
    let (name, mail) = usable_details(app, site, &token.account, language);
    let StatedAccount { issuer, subject, .. } = token.account;
    let account = Account { provider: SITE_PROVIDER.to_owned(), issuer, subject };
    let used = UsedToken { hash: URL_SAFE_NO_PAD.encode(Sha256::digest(&token.id)), expires_at: token.expires_at };
    let sign_in = AccountSignIn { change, account, name: name.clone(), mail };
    let signed_in = app.storage.sign_in_with_token(sign_in, used).await?;
    let signed_in = signed_in.ok_or_else(|| refused(site, &Refused::Used))?;
    room.commit();
    metrics::counter!("porch_sso_sign_ins_total").increment(1);
    Ok((guest, answer(app, site, signed_in, name).await?))
}

/// What is told to whoever has signed in.
pub(super) async fn answer(
    app: &App,
    site: &str,
    signed_in: AccountSignedIn,
    stated: Option<String>,
) -> Result<SignedIn> {
    let name = app.storage.name_of(site, &signed_in.person).await?.or(stated);
    Ok(SignedIn { name, known: signed_in.known, merged: signed_in.merged, token: None })
}

fn refused(site: &str, why: &Refused) -> TalkError {
    metrics::counter!("porch_sso_refused_total").increment(1);
    tracing::info!(site, %why, "a sign-in token was refused");
    TalkError::Refused(ErrorCode::SignInRefused)
}

/// What a token says, if it is signed with a key of the site and counts now.
fn checked(keys: &[SsoKey], site: &str, token: &str, now: Timestamp) -> std::result::Result<CheckedToken, Refused> {
    if token.len() > LONGEST_TOKEN {
        return Err(Refused::TooLong);
    }
    let named = jwt::key_id(token)?.ok_or(Refused::NoKey)?;
    let counts = |key: &&SsoKey| key.id == named && key.retires_at.is_none_or(|until| now < until);
    let key = keys.iter().find(counts).ok_or(Refused::UnknownKey)?;
    let key = match key.algorithm {
        KeyAlgorithm::EdDsa => Key::ed25519(&key.key.0),
        KeyAlgorithm::Es256 => Key::p256(&key.key.0),
        KeyAlgorithm::Hs256 => Key::shared(&key.key.0)?,
    };
    Ok(key.claims::<Claims>(token)?.check(site, now)?)
}

/// What is used of what is stated beside an account: its name, unless it is one of the team; its address, if mail of this
/// server goes there.
pub(super) fn usable_details(
    app: &App,
    site: &str,
    account: &StatedAccount,
    language: &str,
) -> (Option<String>, Option<StatedMail>) {
    let name = account.name.clone().filter(|name| !app.rules(site).team.refuses(name));
    (name, account.mail.as_deref().and_then(|mail| stated_mail(app, mail, language)))
}

fn stated_mail(app: &App, mail: &str, language: &str) -> Option<StatedMail> {
    let address = MailAddress::parse(mail).filter(|address| is_address(&address.address))?;
    let address_key = address_key(&app.identity.secret, &address);
    Some(StatedMail { address: address.address, address_key, language: language.to_owned() })
}
