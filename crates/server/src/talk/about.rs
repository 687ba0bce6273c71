//! The line that a visitor writes about themselves.

use porch_protocol::ErrorCode;

use super::browser::Browser;
use super::moderate::refusal;
use super::{Result, TalkError};
use crate::App;
use crate::visitors::client_address::ClientAddress;
use porch_domain::about;
use porch_domain::moderation::reasons::DeclineReason;
use porch_domain::moderation::site_rules::BanKind;

/// Stores the line of the person that a browser stands for; an empty one removes it. It is shown beside published comments
/// only. Nobody reviews it, so what would be held as a comment is refused here.
///
/// # Errors
/// When a rule refuses it, the person has neither written here nor confirmed who they are, a rate is used up, or the
/// database fails.
pub async fn set_about(app: &App, (site, browser): (&str, &Browser), from: ClientAddress, typed: &str) -> Result<()> {
    let line = about::clean(typed).map_err(|why| TalkError::Refused(why.code()))?;
    app.limits.write(site, from)?;
    let rules = app.rules(site);
    if let Some(until) = rules.ban(BanKind::Person, &browser.person, app.clock.now()) {
        return Err(refusal(DeclineReason::Banned(until), app.clock.now()));
    }
    if let Some(line) = &line {
        if rules.team.refuses(line) {
            return Err(TalkError::Refused(ErrorCode::NameTaken));
        }
        if rules.words.matches(line) {
            return Err(TalkError::Refused(ErrorCode::SettingInvalid));
        }
    }
    // A cookie is free: without this, anybody could store any number of lines that nobody ever sees.
    let is_somebody =
        browser.signed_in || (browser.known && app.storage.name_of(site, &browser.person).await?.is_some());
    if !is_somebody {
        return Err(TalkError::Refused(ErrorCode::PersonUnknown));
    }
    let room = app.limits.change(site)?;
    app.storage.set_about(site.to_owned(), browser.person.clone(), line, app.clock.now()).await?;
    room.commit();
    Ok(())
}
