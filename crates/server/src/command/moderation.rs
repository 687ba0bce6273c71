//! The moderation commands: decisions, threads, bans and word rules.

use clap::Subcommand;
use porch_protocol::CommentId;
use porch_server::control::arguments::comment_id;
use porch_server::control::comments::{ChangeComment, DecisionKind, PauseReplies, UndoComment};
use porch_server::control::endpoints;
use porch_server::control::erasing::EraseComment;
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
    Undo(UndoComment),
    /// Erases the words and the name of a comment. Its replies stay. Nobody can undo it.
    Erase(EraseComment),
    /// Pauses replies to a comment, and to the replies below it, for a while.
    #[command(alias = "cool")]
    Pause(PauseReplies),
}

#[derive(Subcommand)]
pub(super) enum PageCommand {
    /// Moves the comments of a page from the address OLD to NEW. The old address leads there, too.
    Move(MovePage),
    /// Closes comments on a page, also on one that has none yet. They can still be read.
    Close {
        /// What visitors read there: at most 300 characters. "" takes away what they read now.
        #[arg(long)]
        note: Option<String>,
        #[command(flatten)]
        page: SetThread,
    },
    /// Opens comments on a page again.
    Open(SetThread),
    /// Sets a page's slow mode: the least time between two comments of one person.
    Slow {
        /// Seconds; 0 turns it off.
        seconds: u32,
        #[command(flatten)]
        page: SetThread,
    },
}

#[derive(Subcommand)]
pub(super) enum BanCommand {
    /// Bans a person or a network. A person is told so when they next write; comments from a network are held for review.
    Add(AddBan),
    /// Lists bans.
    List(SiteQuery),
    /// Ends a ban.
    Remove(RemoveBan),
}

#[derive(Subcommand)]
pub(super) enum RuleCommand {
    /// Holds comments with a word for review. A * at its end stands for more letters.
    Add(ChangeRule),
    /// Lists words and patterns.
    List(SiteQuery),
    /// Removes a word.
    Remove(ChangeRule),
}

pub(super) async fn comment(client: &mut ControlClient, command: CommentCommand) -> Result<String, CommandError> {
    let alike =
        matches!(&command, CommentCommand::Decline { alike: true, .. } | CommentCommand::Spam { alike: true, .. });
    let (decision, id, why) = match command {
        CommentCommand::Approve { id, why } => (DecisionKind::Approve, id, why),
        CommentCommand::SendBack { id, why } => (DecisionKind::SendBack, id, Some(why)),
        CommentCommand::Decline { id, why, .. } => (DecisionKind::Decline, id, Some(why)),
        CommentCommand::Remove { id, why } => (DecisionKind::Remove, id, Some(why)),
        CommentCommand::Restore { id, why } => (DecisionKind::Restore, id, why),
        CommentCommand::Spam { id, why, .. } => (DecisionKind::Spam, id, why),
        CommentCommand::NotSpam { id, why } => (DecisionKind::NotSpam, id, why),
        CommentCommand::Keep { id, why } => (DecisionKind::Keep, id, why),
        CommentCommand::Undo(comment) => return client.command(endpoints::UNDO_DECISION, &comment).await,
        CommentCommand::Erase(comment) => return client.command_for_site(endpoints::ERASE_COMMENT, &comment).await,
        CommentCommand::Pause(branch) => return client.command(endpoints::PAUSE_REPLIES, &branch).await,
    };
    let endpoint = if alike { endpoints::CHANGE_ALIKE } else { endpoints::CHANGE_COMMENT };
    client.command(endpoint, &ChangeComment { decision, id, why }).await
}

pub(super) async fn page(client: &mut ControlClient, command: PageCommand) -> Result<String, CommandError> {
    let page = match command {
        PageCommand::Move(page) => return client.command_for_site(endpoints::MOVE_PAGE, &page).await,
        PageCommand::Close { note, page } => SetThread { closed: Some(true), note, ..page },
        PageCommand::Open(page) => SetThread { closed: Some(false), ..page },
        PageCommand::Slow { seconds, page } => SetThread { slow: Some(seconds), ..page },
    };
    client.command_for_site(endpoints::SET_PAGE, &page).await
}

pub(super) async fn ban(client: &mut ControlClient, command: BanCommand) -> Result<String, CommandError> {
    match command {
        BanCommand::Add(ban) => client.command_for_site(endpoints::ADD_BAN, &ban).await,
        BanCommand::List(site) => client.command_for_site(endpoints::LIST_BANS, &site).await,
        BanCommand::Remove(ban) => client.command_for_site(endpoints::REMOVE_BAN, &ban).await,
    }
}

pub(super) async fn rule(client: &mut ControlClient, command: RuleCommand) -> Result<String, CommandError> {
    match command {
        RuleCommand::Add(rule) => client.command_for_site(endpoints::CHANGE_RULE, &rule).await,
        RuleCommand::List(site) => client.command_for_site(endpoints::LIST_RULES, &site).await,
        RuleCommand::Remove(rule) => {
            client.command_for_site(endpoints::CHANGE_RULE, &ChangeRule { remove: true, ..rule }).await
        }
    }
}
