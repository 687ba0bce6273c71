//! The moderation commands other than decisions: the review queue, the log, bans, word rules and the controls of a
//! thread.

use std::fmt::Write;
use std::net::IpAddr;

use axum::Json;
use axum::extract::State;
use clap::Args;
use porch_protocol::{CommentId, Timestamp};
use serde::{Deserialize, Serialize};

use super::arguments::{comment_id, seconds};
use super::error::{CommandError, CommandResult, page_named};
use super::terminal_text::one_line;
use super::{first_steps, history};
use crate::App;
use crate::http::team::queues::UNANSWERED_PERIOD;
use crate::team::OPERATOR;
use crate::team::review_queue::{self, Row};
use crate::team::thread_controls::{self, BanTarget, NewBan, PageChanges};
use crate::visitors::client_address::ClientAddress;
use porch_domain::markup::plain_text;
use porch_domain::moderation::site_rules::{BanKind, RuleKind};
use porch_domain::moderation::trust::explained;

/// Rows that are printed.
const ROWS: usize = 100;
/// Lines of the log that are printed.
const LINES: u32 = 500;

/// `porch waiting|log|ban list|rule list --site S`
#[derive(Args, Serialize, Deserialize)]
pub struct SiteQuery {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
}

/// `porch ban add --site S (--comment ID [--network] | --address IP) [--for …] --why …`
#[derive(Args, Serialize, Deserialize)]
pub struct AddBan {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// A comment of the person.
    #[arg(long, value_parser = comment_id, conflicts_with = "address", required_unless_present = "address")]
    pub comment: Option<CommentId>,
    /// Bans the network that the comment came from, while it is known, instead of its author.
    #[arg(long, requires = "comment")]
    pub network: bool,
    /// An address of the network. Only a keyed hash of it is kept.
    #[arg(long)]
    pub address: Option<IpAddr>,
    /// For how long, like 30m, 12h or 7d. [default: permanently]
    #[arg(long = "for", value_name = "TIME", value_parser = seconds)]
    pub seconds: Option<i64>,
    /// Why. Only the team reads this.
    #[arg(long)]
    pub why: String,
}

/// `porch ban remove WHO --site S`
#[derive(Args, Serialize, Deserialize)]
pub struct RemoveBan {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// Who, as `porch ban list` shows it.
    pub who: String,
}

/// `porch rule add|remove TEXT --site S [--pattern]`
#[derive(Args, Serialize, Deserialize)]
pub struct ChangeRule {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// The word.
    pub text: String,
    /// The word is a regular expression.
    #[arg(long)]
    pub pattern: bool,
    /// Whether it is removed.
    #[arg(skip)]
    pub remove: bool,
}

/// `porch page close|open|slow PAGE --site S`
#[derive(Args, Serialize, Deserialize)]
pub struct SetThread {
    /// The site. Needed only if there is more than one.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub site: String,
    /// The page's address or key.
    pub page: String,
    /// Whether the page takes no comments.
    #[arg(skip)]
    pub closed: Option<bool>,
    /// The note that visitors read on a closed page.
    #[arg(skip)]
    #[serde(default)]
    pub note: Option<String>,
    /// Seconds between two comments of one person.
    #[arg(skip)]
    pub slow: Option<u32>,
    /// Why. Only the team reads this.
    #[arg(long)]
    pub why: Option<String>,
}

pub(super) fn require_site(app: &App, site: &str) -> Result<(), CommandError> {
    app.site(site).map(|_| ()).ok_or_else(|| CommandError(format!("there is no site named {site}")))
}

/// Lists the review queue.
pub async fn list_review_queue(State(app): State<App>, Json(SiteQuery { site }): Json<SiteQuery>) -> CommandResult {
    require_site(&app, &site)?;
    let (rows, count) = review_queue::rows(&app, &site, ROWS).await?;
    let since = Timestamp(app.clock.now().0 - UNANSWERED_PERIOD);
    // Only their number is read: the team answers comments in the dashboard.
    let (_, unanswered) = app.storage.unanswered(&site, None, since, 0).await?;
    let mut output = summary(&site, count, unanswered);
    if unanswered > 0 {
        let token = first_steps::command(&app.folder, &format!("token --site {site}"));
        // Writing to a String cannot fail.
        let _ = writeln!(output, "The unanswered comments are in the dashboard. For a sign-in link: {token}");
    }
    for row in &rows {
        write_row(&mut output, row)?;
    }
    Ok(output)
}

/// The two numbers of the dashboard's lists: the comments to review, and those that no team member has answered.
fn summary(site: &str, to_read: u32, unanswered: u32) -> String {
    let none = |count: u32, none: &str| if count == 0 { none.to_owned() } else { count.to_string() };
    let (to_read, unanswered, order) = (
        none(to_read, "Nothing"),
        none(unanswered, "none"),
        if to_read > 1 { " For review, the longest wait first:" } else { "" },
    );
    format!("{to_read} to review on {site}; {unanswered} unanswered.{order}\n")
}

fn write_row(output: &mut String, row: &Row) -> std::fmt::Result {
    let comment = &row.first.comment;
    let why = review_queue::why(row);
    let posted = if comment.undated { "date unknown".to_owned() } else { comment.posted_at.to_string() };
    writeln!(output, "\n{posted}  {why}")?;
    if row.alike.len() > 1 {
        writeln!(output, "  {} comments by {} people say the same; this is the first", row.alike.len(), row.people)?;
    }
    writeln!(output, "  {} by {} on {}", comment.id, comment.name, row.first.page)?;
    writeln!(output, "  {}", explained(&row.standing, &comment.name))?;
    if let Some(reason) = row.revised.as_ref().and_then(|revised| revised.reason.as_deref()) {
        writeln!(output, "  the team wrote: {}", one_line(reason))?;
    }
    for report in &row.reports {
        writeln!(output, "  reported: {}", one_line(report))?;
    }
    writeln!(output, "  | {}", one_line(&plain_text(&comment.tree)))
}

/// Lists the log.
pub async fn list_log(State(app): State<App>, Json(SiteQuery { site }): Json<SiteQuery>) -> CommandResult {
    require_site(&app, &site)?;
    let lines = app.storage.audit_log(&site, LINES).await?;
    // The team, and authors who edited or withdrew comments of their own.
    let mut names = app.storage.names_of_team(&site).await?;
    for person in lines.iter().flat_map(history::people) {
        if !names.contains_key(person)
            && let Some(name) = app.storage.name_of(&site, person).await?
        {
            names.insert(person.to_owned(), name);
        }
    }
    Ok(lines.iter().map(|line| history::sentence(line, &names) + "\n").collect())
}

/// Adds a ban.
pub async fn add_ban(State(app): State<App>, Json(request): Json<AddBan>) -> CommandResult {
    require_site(&app, &request.site)?;
    let whom = match (request.comment, request.address, request.network) {
        (Some(id), None, false) => BanTarget::Author(id),
        (Some(id), None, true) => BanTarget::NetworkOf(id),
        (None, Some(address), _) => {
            BanTarget::Network(app.visitor_cookies.network(&request.site, ClientAddress(address)))
        }
        _ => return Err(CommandError("name a comment with --comment ID, or an address with --address IP".into())),
    };
    let until = request.seconds.map(|seconds| app.clock.now().plus(seconds.saturating_mul(Timestamp::SECOND)));
    let new = NewBan { site: request.site, whom, until, reason: request.why, by: OPERATOR.into() };
    let ban = thread_controls::ban(&app, new).await?;
    Ok(format!("Banned the {} {} {}.\n", ban.kind.word(), ban.who, until_when(ban.until)))
}

fn until_when(until: Option<Timestamp>) -> String {
    until.map_or_else(|| "permanently".into(), |until| format!("until {until}"))
}

/// Lists bans.
pub async fn list_bans(State(app): State<App>, Json(SiteQuery { site }): Json<SiteQuery>) -> CommandResult {
    require_site(&app, &site)?;
    let bans = app.storage.bans(&site).await?;
    let team = app.storage.names_of_team(&site).await?;
    let lines = bans.iter().map(|ban| {
        let reason = one_line(&ban.reason);
        let by = team.get(&ban.by).map_or("the operator", String::as_str);
        format!("{} {} {}  by {}: {reason}\n", ban.kind.word(), ban.who, until_when(ban.until), one_line(by))
    });
    Ok(lines.collect())
}

/// Ends a ban.
pub async fn remove_ban(State(app): State<App>, Json(request): Json<RemoveBan>) -> CommandResult {
    require_site(&app, &request.site)?;
    let listed = app.storage.bans(&request.site).await?.into_iter().find(|ban| ban.who == request.who);
    let kind = listed.map_or(BanKind::Person, |ban| ban.kind);
    thread_controls::unban(&app, &request.site, (kind, request.who.clone()), (OPERATOR, None)).await?;
    Ok(format!("The ban of {} has ended.\n", request.who))
}

/// Adds or removes a word or a pattern.
pub async fn change_rule(State(app): State<App>, Json(request): Json<ChangeRule>) -> CommandResult {
    require_site(&app, &request.site)?;
    let kind = if request.pattern { RuleKind::Pattern } else { RuleKind::Word };
    let rule = (kind, request.text.clone());
    if request.remove {
        thread_controls::remove_rule(&app, &request.site, rule, OPERATOR).await?;
        return Ok(format!("Comments with {:?} are not held for it any more.\n", request.text));
    }
    thread_controls::add_rule(&app, &request.site, rule, OPERATOR).await?;
    Ok(format!("Comments with {:?} are held for review from now on.\n", request.text))
}

/// Lists words and patterns.
pub async fn list_rules(State(app): State<App>, Json(SiteQuery { site }): Json<SiteQuery>) -> CommandResult {
    require_site(&app, &site)?;
    let words = app.storage.site_rules(&[&site]).await?.remove(&site).unwrap_or_default().words;
    let lines = words.iter().map(|(kind, text)| format!("{} {}\n", kind.word(), one_line(text)));
    Ok(lines.collect())
}

/// Closes, opens or slows the comments of a page.
pub async fn set_thread(State(app): State<App>, Json(request): Json<SetThread>) -> CommandResult {
    let site =
        app.site(&request.site).ok_or_else(|| CommandError(format!("there is no site named {}", request.site)))?;
    let page = page_named(&site, &request.page)?;
    let key = page.key.clone();
    let (note, reason) = (request.note.as_deref(), request.why.as_deref());
    let new = PageChanges { closed: request.closed, note, slow: request.slow, reason };
    thread_controls::set_page(&app, &site.id, page, &new, (OPERATOR, None)).await?;
    Ok(match (request.closed, request.slow) {
        (Some(true), _) => format!("Comments on {key} are closed.\n"),
        (Some(false), _) => format!("Comments on {key} are open again.\n"),
        (None, seconds) => format!("Slow mode on {key}: {} seconds.\n", seconds.unwrap_or(0)),
    })
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn the_list_of_waiting_comments_names_both_numbers() {
        assert_eq!(summary("bakery", 0, 0), "Nothing to review on bakery; none unanswered.\n");
        assert_eq!(summary("bakery", 0, 1), "Nothing to review on bakery; 1 unanswered.\n");
        assert_eq!(summary("bakery", 1, 0), "1 to review on bakery; none unanswered.\n");
        assert_eq!(
            summary("bakery", 2, 3),
            "2 to review on bakery; 3 unanswered. For review, the longest wait first:\n"
        );
    }
}
