//! The moderation commands: decisions, threads, bans and word rules.

use std::net::IpAddr;

use clap::Subcommand;
use porch_protocol::CommentId;
use porch_server::control::comments::{ChangeComment, CoolBranch, DecisionKind, UndoComment};
use porch_server::control::error::CommandError;
use porch_server::control::moderation::{AddBan, ChangeRule, RemoveBan, SetThread, SiteQuery};
use porch_server::control::sites::MovePage;
use porch_server::control::socket::ControlClient;

#[derive(Subcommand)]
pub(super) enum CommentCommand {
    /// Approves a comment.
    Approve {
        /// The comment's id: the end of its link.
        #[arg(value_parser = comment_id)]
        id: CommentId,
        /// Why.
        #[arg(long)]
        why: Option<String>,
    },
    /// Asks a comment's author for changes.
    SendBack {
        /// The comment's id.
        #[arg(value_parser = comment_id)]
        id: CommentId,
        /// What to change. Its author reads this.
        #[arg(long)]
        why: String,
    },
    /// Declines a comment: it is not published.
    Decline {
        /// The comment's id.
        #[arg(value_parser = comment_id)]
        id: CommentId,
        /// Why. Its author reads this.
        #[arg(long)]
        why: String,
        /// And all other held comments that say the same.
        #[arg(long)]
        alike: bool,
    },
    /// Removes a comment. Its replies stay.
    Remove {
        /// The comment's id.
        #[arg(value_parser = comment_id)]
        id: CommentId,
        /// Why. Its author reads this, and so do readers if the comment has replies.
        #[arg(long)]
        why: String,
    },
    /// Restores a removed comment.
    Restore {
        /// The comment's id.
        #[arg(value_parser = comment_id)]
        id: CommentId,
        /// Why.
        #[arg(long)]
        why: Option<String>,
    },
    /// Marks a comment as spam.
    Spam {
        /// The comment's id.
        #[arg(value_parser = comment_id)]
        id: CommentId,
        /// Why.
        #[arg(long)]
        why: Option<String>,
        /// And all other held comments that say the same.
        #[arg(long)]
        alike: bool,
    },
    /// Publishes a comment that was marked as spam and is not.
    NotSpam {
        /// The comment's id.
        #[arg(value_parser = comment_id)]
        id: CommentId,
        /// Why.
        #[arg(long)]
        why: Option<String>,
    },
    /// Keeps a comment that readers reported.
    Keep {
        /// The comment's id.
        #[arg(value_parser = comment_id)]
        id: CommentId,
        /// Why.
        #[arg(long)]
        why: Option<String>,
    },
    /// Undoes the last decision about a comment, within ten seconds.
    Undo {
        /// The comment's id.
        #[arg(value_parser = comment_id)]
        id: CommentId,
    },
    /// Pauses replies to a comment, and to the replies below it, for a while.
    #[command(alias = "cool")]
    Pause {
        /// The comment's id.
        #[arg(value_parser = comment_id)]
        id: CommentId,
        /// For how long, like 30m, 12h or 7d. 0m allows replies again.
        #[arg(long = "for", value_parser = seconds)]
        time: i64,
        /// Why.
        #[arg(long)]
        why: Option<String>,
    },
}

#[derive(Subcommand)]
pub(super) enum PageCommand {
    /// Moves the comments of a page from the address OLD to NEW. The old address leads there, too.
    Move {
        /// The page's old address or key.
        old: String,
        /// The page's new address or key.
        new: String,
        /// The site. Needed only if there is more than one.
        #[arg(long)]
        site: Option<String>,
    },
    /// Closes comments on a page, also on one that has none yet. They can still be read.
    Close {
        /// What visitors read there: at most 300 characters. "" takes away what they read now.
        #[arg(long)]
        note: Option<String>,
        #[command(flatten)]
        page: OnePage,
    },
    /// Opens comments on a page again.
    Open(OnePage),
    /// Sets a page's slow mode: the least time between two comments of one person.
    Slow {
        /// Seconds; 0 turns it off.
        seconds: u32,
        #[command(flatten)]
        page: OnePage,
    },
}

#[derive(clap::Args)]
pub(super) struct OnePage {
    /// The page's address or key.
    page: String,
    /// The site. Needed only if there is more than one.
    #[arg(long)]
    site: Option<String>,
    /// Why. Only the team reads this.
    #[arg(long)]
    why: Option<String>,
}

#[derive(Subcommand)]
pub(super) enum BanCommand {
    /// Bans a person or a network. A person is told so when they next write; comments from a network are held for review.
    Add {
        /// The site. Needed only if there is more than one.
        #[arg(long)]
        site: Option<String>,
        /// A comment of the person.
        #[arg(long, value_parser = comment_id, conflicts_with = "address", required_unless_present = "address")]
        comment: Option<CommentId>,
        /// Bans the network that the comment came from, while it is known, instead of its author.
        #[arg(long, requires = "comment")]
        network: bool,
        /// An address of the network. Only a keyed hash of it is kept.
        #[arg(long)]
        address: Option<IpAddr>,
        /// For how long, like 30m, 12h or 7d. [default: permanently]
        #[arg(long = "for", value_parser = seconds)]
        time: Option<i64>,
        /// Why. Only the team reads this.
        #[arg(long)]
        why: String,
    },
    /// Lists bans.
    List {
        /// The site. Needed only if there is more than one.
        #[arg(long)]
        site: Option<String>,
    },
    /// Ends a ban.
    Remove {
        /// Who, as `porch ban list` shows it.
        who: String,
        /// The site. Needed only if there is more than one.
        #[arg(long)]
        site: Option<String>,
    },
}

#[derive(Subcommand)]
pub(super) enum RuleCommand {
    /// Holds comments with a word for review. A * at its end stands for more letters.
    Add(OneRule),
    /// Lists words and patterns.
    List {
        /// The site. Needed only if there is more than one.
        #[arg(long)]
        site: Option<String>,
    },
    /// Removes a word.
    Remove(OneRule),
}

#[derive(clap::Args)]
pub(super) struct OneRule {
    /// The word.
    text: String,
    /// The site. Needed only if there is more than one.
    #[arg(long)]
    site: Option<String>,
    /// The word is a regular expression.
    #[arg(long)]
    pattern: bool,
}

/// A comment's id, as commands list it.
fn comment_id(text: &str) -> Result<CommentId, String> {
    let why = || {
        format!(
            "{text:?} is not a comment's id. porch waiting and porch log list ids; a comment's link ends with its id"
        )
    };
    text.parse().map_err(|_| why())
}

/// `30m`, `12h`, `7d`, or a number of seconds.
fn seconds(text: &str) -> Result<i64, String> {
    let (number, unit) = match text.char_indices().last() {
        Some((last, 's')) => (&text[..last], 1),
        Some((last, 'm')) => (&text[..last], 60),
        Some((last, 'h')) => (&text[..last], 3_600),
        Some((last, 'd')) => (&text[..last], 86_400),
        _ => (text, 1),
    };
    let number: u32 = number.parse().map_err(|_| format!("{text:?} is not a time like 30m, 12h or 7d"))?;
    Ok(i64::from(number) * unit)
}

pub(super) async fn comment(client: &mut ControlClient, command: CommentCommand) -> Result<String, CommandError> {
    let alike =
        matches!(&command, CommentCommand::Decline { alike: true, .. } | CommentCommand::Spam { alike: true, .. });
    let (verb, id, why) = match command {
        CommentCommand::Approve { id, why } => (DecisionKind::Approve, id, why),
        CommentCommand::SendBack { id, why } => (DecisionKind::SendBack, id, Some(why)),
        CommentCommand::Decline { id, why, .. } => (DecisionKind::Decline, id, Some(why)),
        CommentCommand::Remove { id, why } => (DecisionKind::Remove, id, Some(why)),
        CommentCommand::Restore { id, why } => (DecisionKind::Restore, id, why),
        CommentCommand::Spam { id, why, .. } => (DecisionKind::Spam, id, why),
        CommentCommand::NotSpam { id, why } => (DecisionKind::NotSpam, id, why),
        CommentCommand::Keep { id, why } => (DecisionKind::Keep, id, why),
        CommentCommand::Undo { id } => return client.command("/comment/undo", Some(&UndoComment { id })).await,
        CommentCommand::Pause { id, time, why } => {
            return client.command("/comment/cool", Some(&CoolBranch { id, seconds: time, why })).await;
        }
    };
    let path = if alike { "/comment/change-alike" } else { "/comment/change" };
    client.command(path, Some(&ChangeComment { verb, id, why })).await
}

pub(super) async fn page(client: &mut ControlClient, command: PageCommand) -> Result<String, CommandError> {
    let (OnePage { page, site, why }, closed, note, slow) = match command {
        PageCommand::Move { old, new, site } => {
            let site = client.site(site).await?;
            return client.command("/page/move", Some(&MovePage { site, old, new })).await;
        }
        PageCommand::Close { note, page } => (page, Some(true), note, None),
        PageCommand::Open(page) => (page, Some(false), None, None),
        PageCommand::Slow { seconds, page } => (page, None, None, Some(seconds)),
    };
    let site = client.site(site).await?;
    client.command("/page/set", Some(&SetThread { site, page, closed, note, slow, why })).await
}

pub(super) async fn ban(client: &mut ControlClient, command: BanCommand) -> Result<String, CommandError> {
    match command {
        BanCommand::Add { site, comment, network, address, time, why } => {
            let site = client.site(site).await?;
            let ban = AddBan { site, comment, network, address, seconds: time, why };
            client.command("/ban/add", Some(&ban)).await
        }
        BanCommand::List { site } => {
            let site = client.site(site).await?;
            client.command("/ban/list", Some(&SiteQuery { site })).await
        }
        BanCommand::Remove { who, site } => {
            let site = client.site(site).await?;
            client.command("/ban/remove", Some(&RemoveBan { site, who })).await
        }
    }
}

pub(super) async fn rule(client: &mut ControlClient, command: RuleCommand) -> Result<String, CommandError> {
    let (OneRule { text, site, pattern }, remove) = match command {
        RuleCommand::Add(rule) => (rule, false),
        RuleCommand::Remove(rule) => (rule, true),
        RuleCommand::List { site } => {
            let site = client.site(site).await?;
            return client.command("/rule/list", Some(&SiteQuery { site })).await;
        }
    };
    let site = client.site(site).await?;
    client.command("/rule/change", Some(&ChangeRule { site, text, pattern, remove })).await
}

#[cfg(test)]
mod tests {
    use super::{comment_id, seconds};

    #[test]
    fn the_error_for_an_invalid_id_names_the_commands_that_list_ids() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        assert_eq!(comment_id(id).map(|id| id.to_string()), Ok(id.into()));
        let why = comment_id("xyz").unwrap_err();
        assert!(why.contains("\"xyz\" is not a comment's id") && why.contains("porch waiting"), "{why}");
    }

    #[test]
    fn durations_have_a_number_and_a_unit() {
        for (text, read) in [("30m", 1_800), ("12h", 43_200), ("7d", 604_800), ("20s", 20), ("20", 20), ("0m", 0)] {
            assert_eq!(seconds(text), Ok(read), "{text}");
        }
        for wrong in ["", "m", "-1d", "1w", "7é"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
