//! Signing in with an identity provider: begun by the widget, answered by the provider in another window, redeemed by the
//! widget. The window is of use only to the page that has opened it, or with a code that its person types there: whoever is
//! sent the address of somebody else's window does not sign them in. Whoever took the widget's secret out of the page does
//! not either: it counts only in the browser that has begun, which no script of the page can copy.

use porch_protocol::sign_in::{ProviderSignIn, SignedIn};
use porch_protocol::{ErrorCode, Timestamp};
use url::Url;

use super::browser::Browser;
use super::browser::changed_guest;
use super::sso::{answer, usable_details};
use super::{Result, TalkError};
use crate::App;
use crate::identity_providers::{Failure, Provider, SignInSecrets};
use crate::secrets::Token;
use crate::visitors::client_address::ClientAddress;
use crate::visitors::sign_in_codes::{challenge, code_hash, code_of_window, derived, is_secret};
use crate::visitors::visitor_cookie::VisitorToken;
use porch_domain::stated_account::StatedAccount;
use porch_domain::visitor_mail::typed_code;
use porch_storage::sign_ins::{NewSignIn, PendingSignIn, ProviderAnswer, Redeemed, RedeemedSignIn};

/// How long a sign-in may take, in microseconds: ten minutes.
pub const LIFE: i64 = 10 * 60 * Timestamp::SECOND;

/// Begins a sign-in of this browser on a page of this origin.
///
/// # Errors
/// When there is no such provider, the challenge is none, the rate is used up, or the database fails.
pub async fn begin(
    app: &App,
    (site, origin, browser): (&str, &str, &Browser),
    from: ClientAddress,
    (provider, challenge): (&str, &str),
) -> Result<ProviderSignIn> {
    let provider = app.providers.find(provider).ok_or(TalkError::Refused(ErrorCode::NotFound))?;
    if !is_secret(challenge) {
        return Err(TalkError::Refused(ErrorCode::Malformed));
    }
    app.limits.provider_sign_in(site, from)?;
    let room = app.limits.change(site)?;
    let window = Token::random()?;
    let begun = NewSignIn {
        site: site.to_owned(),
        challenge: challenge.to_owned(),
        token_hash: window.hash(),
        provider: provider.config.id.clone(),
        origin: origin.to_owned(),
        guest: browser.id.clone(),
        expires_at: app.clock.now().plus(LIFE),
    };
    if !app.storage.begin_sign_in(begun).await? {
        return Err(TalkError::Refused(ErrorCode::Malformed));
    }
    room.commit();
    let url = format!("{}/sign-in/{}", app.config.public_url, window.secret());
    Ok(ProviderSignIn { transaction: window.secret().to_owned(), url })
}

/// What a provider sends a window back with.
#[derive(Default)]
pub struct CameBack<'c> {
    /// The id of the provider, by the address that it was given.
    pub provider: &'c str,
    /// What the provider gives an account for.
    pub code: Option<&'c str>,
    /// What was sent along.
    pub state: Option<&'c str>,
    /// Who the provider says that it is.
    pub issuer: Option<&'c str>,
}

/// Where a window is sent to sign in; none where there is no such sign-in, or the provider has answered.
///
/// # Errors
/// When the database fails.
pub async fn window(app: &App, window: &Token) -> Result<Option<Url>> {
    let pending = app.storage.pending_sign_in(&window.hash(), app.clock.now()).await?;
    let Some(pending) = pending.filter(|pending| !pending.answered) else { return Ok(None) };
    let Some(provider) = app.providers.find(&pending.provider) else { return Ok(None) };
    let url = provider.authorization_url(&secrets(app, window), &redirect(app, provider)).await;
    Ok(url.map_err(|why| note(&pending, &why)).ok())
}

/// Takes what a provider sends a window back with, once. None where nobody has signed in there; the sign-in is over then.
///
/// # Errors
/// When the database fails.
pub async fn come_back(
    app: &App,
    window: &Token,
    came: CameBack<'_>,
    language: &'static str,
) -> Result<Option<PendingSignIn>> {
    let now = app.clock.now();
    let Some(pending) = app.storage.pending_sign_in(&window.hash(), now).await? else { return Ok(None) };
    let secrets = secrets(app, window);
    // Of another window, or from nobody's: the sign-in goes on.
    if came.state != Some(secrets.state.as_str()) || came.provider != pending.provider {
        return Ok(None);
    }
    let key = || (pending.site.clone(), window.hash());
    if !app.storage.claim_sign_in(key(), now).await? {
        // Loaded again.
        return Ok(Some(pending).filter(|pending| pending.answered));
    }
    let account = match app.providers.find(&pending.provider) {
        Some(provider) => account(app, provider, (&secrets, came)).await,
        None => return Ok(None),
    };
    match account {
        Ok(Some(account)) => {
            let (name, mail) = usable_details(app, &pending.site, &account, language);
            let answer = ProviderAnswer { issuer: account.issuer, subject: account.subject, name, mail };
            let answered = app.storage.answer_sign_in(key(), answer, app.clock.now()).await?;
            Ok(answered.then_some(PendingSignIn { answered: true, ..pending }))
        }
        refused => {
            if let Err(why) = refused {
                note(&pending, &why);
            }
            let (site, token_hash) = key();
            app.storage.cancel_sign_in(site, token_hash).await?;
            Ok(None)
        }
    }
}

/// Who signed in with the provider; none where its person did not want to.
async fn account(
    app: &App,
    provider: &Provider,
    (secrets, came): (&SignInSecrets, CameBack<'_>),
) -> std::result::Result<Option<StatedAccount>, Failure> {
    let Some(code) = came.code else { return Ok(None) };
    if !provider.is_issuer(came.issuer).await? {
        return Err(Failure::OtherIssuer);
    }
    provider.account(code, (secrets, &redirect(app, provider)), app.clock.now()).await.map(Some)
}

/// Notes that the page which had opened the window has answered it. False where there is no such sign-in.
///
/// # Errors
/// When the database fails.
pub async fn approve(app: &App, window: &Token) -> Result<bool> {
    let now = app.clock.now();
    let Some(pending) = app.storage.pending_sign_in(&window.hash(), now).await? else { return Ok(false) };
    Ok(app.storage.approve_sign_in((pending.site, window.hash()), now).await?)
}

/// The code of a window that no page has answered, which is needed from then on.
///
/// # Errors
/// When the database fails.
pub async fn show_code(app: &App, window: &Token) -> Result<Option<String>> {
    let now = app.clock.now();
    let Some(pending) = app.storage.pending_sign_in(&window.hash(), now).await? else { return Ok(None) };
    let secret = &app.identity.secret;
    let code = code_of_window(secret, window);
    let hash = code_hash(secret, &pending.site, &code);
    let shown = app.storage.set_sign_in_code((pending.site, window.hash()), hash, now).await?;
    Ok(shown.then_some(code))
}

/// Signs the browser of the widget in. The guest whose cookie it gets instead of its own; none while the other window is not
/// done.
///
/// # Errors
/// When it is refused, whatever the reason; when the rate is used up, or the database fails.
pub async fn redeem(
    app: &App,
    (site, origin, browser): (&str, &str, &Browser),
    from: ClientAddress,
    (verifier, code): (&str, Option<&str>),
) -> Result<Option<(VisitorToken, SignedIn)>> {
    app.limits.lookup(site, from)?;
    let refused = || TalkError::Refused(ErrorCode::SignInRefused);
    if !is_secret(verifier) {
        return Err(refused());
    }
    let challenge = challenge(verifier);
    let pending = app.storage.sign_in_of(site, &challenge, app.clock.now()).await?.ok_or_else(refused)?;
    if pending.origin == origin && !pending.answered {
        return Ok(None);
    }
    let (guest, change) = changed_guest(app, site, browser).await?;
    // What is no code is a wrong one, and counts as that.
    let typed = code.map(|code| typed_code(code).unwrap_or_default());
    let code_hash = typed.map(|code| code_hash(&app.identity.secret, site, &code));
    let redeemed = RedeemedSignIn { change, challenge, origin: origin.to_owned(), code_hash };
    match app.storage.redeem_sign_in(redeemed).await? {
        Redeemed::SignedIn(signed_in, name) => {
            metrics::counter!("porch_provider_sign_ins_total", "provider" => pending.provider).increment(1);
            Ok(Some((guest, answer(app, site, signed_in, name).await?)))
        }
        Redeemed::Pending => Ok(None),
        Redeemed::Refused => Err(refused()),
    }
}

fn secrets(app: &App, window: &Token) -> SignInSecrets {
    let derived = |purpose| derived(&app.identity.secret, purpose, window);
    SignInSecrets { state: derived("state"), nonce: derived("nonce"), verifier: derived("verifier") }
}

/// The address that a provider sends windows back to. Each has its own, so that none answers for another.
fn redirect(app: &App, provider: &Provider) -> String {
    format!("{}/sign-in/callback/{}", app.config.public_url, provider.config.id)
}

fn note(pending: &PendingSignIn, why: &Failure) {
    metrics::counter!("porch_provider_failures_total", "provider" => pending.provider.clone()).increment(1);
    tracing::warn!(provider = %pending.provider, %why, "an identity provider signed nobody in");
}
