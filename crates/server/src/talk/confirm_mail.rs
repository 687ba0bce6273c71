//! Confirming a mail address: asking for a code, showing it, and signing out.

use porch_protocol::ErrorCode;
use porch_protocol::visitor_mail::MailConfirmed;

use super::browser::{Browser, changed_guest};
use super::{Result, TalkError};
use crate::App;
use crate::mail::owner::is_address;
use crate::mail::visitor_code::payload;
use crate::secrets::Token;
use crate::visitors::client_address::ClientAddress;
use crate::visitors::mail_codes::{address_key, code_hash, code_of_link};
use crate::visitors::visitor_cookie::VisitorToken;
use porch_domain::visitor_mail::{MailAddress, typed_code};
use porch_storage::mail_codes::{CodeProof, CodeRequest};

/// Has a code mailed to an address that somebody typed. The result is the same whether the address is known here or not,
/// and also where a limit is reached and nothing is mailed.
///
/// # Errors
/// When it is no address, the server sends no mail, or the database fails.
pub async fn request_code(
    app: &App,
    (site, browser): (&str, &Browser),
    from: ClientAddress,
    (typed, language): (&str, &'static str),
) -> Result<()> {
    if app.mailer.is_none() {
        return Err(TalkError::Refused(ErrorCode::NotPossible));
    }
    let address = parsed(typed)?;
    let Ok(room) = app.limits.mail_code(site, from).and_then(|()| app.limits.change(site)) else {
        metrics::counter!("porch_mail_codes_withheld_total").increment(1);
        return Ok(());
    };
    let request = CodeRequest {
        site: site.to_owned(),
        guest: browser.id.clone(),
        address_key: address_key(&app.identity.secret, &address),
        mailbox_key: address_key(&app.identity.secret, &address.mailbox()),
        address: address.address,
        language,
        mail: uuid::Uuid::now_v7(),
        payload: payload(&browser.id)?,
        now: app.clock.now(),
    };
    if app.storage.request_mail_code(request).await? {
        room.commit();
        metrics::counter!("porch_mail_codes_requested_total").increment(1);
    } else {
        metrics::counter!("porch_mail_codes_withheld_total").increment(1);
    }
    Ok(())
}

/// Confirms an address by the code that somebody typed, in the browser that asked for it. The guest whose cookie the
/// browser gets instead of its own.
///
/// # Errors
/// When the code is refused, whatever the reason; when the rate is used up, or the database fails.
pub async fn confirm_typed(
    app: &App,
    (site, browser): (&str, &Browser),
    from: ClientAddress,
    (typed, code): (&str, &str),
) -> Result<(VisitorToken, MailConfirmed)> {
    app.limits.lookup(site, from)?;
    let asked = match typed {
        // After a reload, the page has forgotten the address, and the browser is the same.
        "" => app.storage.asked_address(site, &browser.id, app.clock.now()).await?,
        typed => Some(typed.to_owned()),
    };
    let (secret, address) = (&app.identity.secret, asked.and_then(|asked| MailAddress::parse(&asked)));
    // What is no address and what is no code is a wrong one, and counts as that.
    let address_key = address.map(|address| address_key(secret, &address)).unwrap_or_default();
    let code = typed_code(code).unwrap_or_default();
    let code_hash = code_hash(secret, site, &browser.id, &code);
    let confirmed = confirm(app, site, browser, CodeProof::Typed { address_key, code_hash }).await?;
    confirmed.ok_or_else(|| {
        metrics::counter!("porch_mail_codes_refused_total").increment(1);
        TalkError::Refused(ErrorCode::MailCodeRefused)
    })
}

/// What the button behind a mail's link does.
pub enum LinkUsed {
    /// It was pressed in the browser that asked, which gets the cookie of this guest.
    Confirmed(VisitorToken),
    /// It was pressed elsewhere: by somebody who is to type the code, or by a robot. Nothing was used up.
    Code(String),
    /// There is no such link, or it was used, or is too old.
    Gone,
}

/// Uses a mail's link: finishes in the browser that asked, and only shows the code in any other.
///
/// # Errors
/// When the database fails.
pub async fn use_link(app: &App, (site, browser): (&str, &Browser), link: &str) -> Result<LinkUsed> {
    let Some(link) = Token::parse(link) else { return Ok(LinkUsed::Gone) };
    let asked = app.storage.guest_of_mail_link(site, &link.hash(), app.clock.now()).await?;
    let Some(asked) = asked else { return Ok(LinkUsed::Gone) };
    if !browser.known || asked != browser.id {
        return Ok(LinkUsed::Code(code_of_link(&app.identity.secret, site, &link)));
    }
    let confirmed = confirm(app, site, browser, CodeProof::Link { link_hash: link.hash() }).await?;
    Ok(confirmed.map_or(LinkUsed::Gone, |(guest, _)| LinkUsed::Confirmed(guest)))
}

async fn confirm(
    app: &App,
    site: &str,
    browser: &Browser,
    proof: CodeProof,
) -> Result<Option<(VisitorToken, MailConfirmed)>> {
    // A new cookie: whoever knew the one of before, or had set it, is not signed in with it.
    let (guest, change) = changed_guest(app, site, browser).await?;
    let Some(confirmed) = app.storage.confirm_mail(change, proof).await? else { return Ok(None) };
    metrics::counter!("porch_mail_confirmed_total").increment(1);
    let name = app.storage.name_of(site, &confirmed.person).await?;
    Ok(Some((guest, MailConfirmed { name, known: confirmed.known, merged: confirmed.merged, token: None })))
}

/// Signs a browser out, or all browsers of its person. The guest whose cookie the browser gets instead of its own.
///
/// # Errors
/// When the database fails.
pub async fn sign_out(app: &App, (site, browser): (&str, &Browser), everywhere: bool) -> Result<VisitorToken> {
    let (guest, change) = changed_guest(app, site, browser).await?;
    if browser.had_cookie() {
        app.storage.sign_out(change, everywhere).await?;
    }
    Ok(guest)
}

fn parsed(typed: &str) -> Result<MailAddress> {
    let address = MailAddress::parse(typed).filter(|address| is_address(&address.address));
    address.ok_or(TalkError::Refused(ErrorCode::MailInvalid))
}
