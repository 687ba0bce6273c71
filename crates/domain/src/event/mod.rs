//! What the log tells: the kinds of its events, and what each says beside the place, the comment and the person that it is
//! about. The table below is the only one that has them all; whoever treats kinds differently says so in an exhaustive
//! `match`, so that a new kind does not compile until each of them has decided.

pub mod data;
pub mod fields;
pub mod json;
pub mod listing;
pub mod logged;
pub mod touches;

use serde::Serialize;
use strum::VariantArray;

use data::{
    BanData, BanEndData, DecisionData, ErasedData, ExternalCheckData, ImportData, MemberData, MergeData, MoveData,
    NewWebhookData, OwnerMailData, PostedData, ReplyPauseData, RuleData, SiteData, SsoKeyData, ThreadData, UndoData,
    WebhookData, WelcomeData,
};
use json::UnreadableData;

/// A word that names no kind of event that this program knows: the log of a newer one was imported.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0:?} is no kind of event")]
pub struct UnknownKind(String);

/// Makes the kinds and the events out of one table. A line of it is a kind, whose word in the log is its name in snake case,
/// and the type of its data, where it has any.
macro_rules! events {
    ($($(#[$doc:meta])* $kind:ident $(($data:ty))?,)*) => {
        /// What may happen, without what it says.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
        #[strum(serialize_all = "snake_case", parse_err_ty = UnknownKind, parse_err_fn = unknown_kind)]
        pub enum EventKind {
            $($(#[$doc])* $kind,)*
        }

        /// What happened, with what it says.
        #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
        #[serde(untagged)]
        pub enum EventData {
            $($(#[$doc])* $kind $(($data))?,)*
        }

        impl EventData {
            /// What happened, without what it says.
            pub fn kind(&self) -> EventKind {
                match self {
                    $(Self::$kind { .. } => EventKind::$kind,)*
                }
            }

            /// What the log has of an event of this kind.
            pub fn read(kind: EventKind, data: Option<&str>) -> Result<Self, UnreadableData> {
                Ok(match kind {
                    $(EventKind::$kind => Self::$kind $((json::read::<$data>(kind.as_str(), data)?))?,)*
                })
            }
        }
    };
}

events! {
    /// A comment came and everyone saw it.
    CommentPublished(PostedData),
    /// A comment waits for the host: since it came, since an edit, or since readers reported it.
    CommentHeld(PostedData),
    /// The host let a comment in.
    CommentApproved(DecisionData),
    /// Its author changed a comment.
    CommentEdited,
    /// The host took a comment down.
    CommentRemoved(DecisionData),
    /// The host put a comment back.
    CommentRestored(DecisionData),
    /// Its author took a comment back.
    CommentWithdrawn,
    /// The host asked its author to change something.
    CommentSentBack(DecisionData),
    /// The host did not let a comment in.
    CommentDeclined(DecisionData),
    /// The host called a comment spam.
    CommentMarkedSpam(DecisionData),
    /// The host took that back: it was honest.
    CommentCleared(DecisionData),
    /// A reader reported a comment.
    CommentReported,
    /// Its author wants another look at what was decided.
    SecondLookAsked,
    /// A decision was taken back, and the comment is not published by that.
    DecisionUndone(UndoData),
    /// A decision was taken back, and the comment is published again.
    RemovalUndone(UndoData),
    /// The host let stand what readers reported, or what was decided.
    CommentKept(DecisionData),
    /// A comment came in with a file.
    CommentImported,
    /// The team says that a comment needs no answer.
    NoAnswerNeeded,
    /// The team says that it does after all.
    AnswerNeededAgain,
    /// A page was closed.
    ThreadClosed(ThreadData),
    /// A page was opened.
    ThreadOpened(ThreadData),
    /// What visitors of a closed page read was changed.
    ClosedNoteSet(ThreadData),
    /// The slow mode of a page was changed.
    ThreadSlowed(ThreadData),
    /// Replies to a comment were paused.
    BranchCooled(ReplyPauseData),
    /// The team ended such a pause.
    CoolingEnded,
    /// The time of such a pause was over.
    CoolingOver,
    /// The comments of a page lie at another address.
    PageMoved(MoveData),
    /// A person or a network was banned.
    Banned(BanData),
    /// A ban was ended.
    BanEnded(BanEndData),
    /// A word to hold was added.
    RuleAdded(RuleData),
    /// A word to hold was taken away.
    RuleRemoved(RuleData),
    /// The opening question or the rules were changed.
    WelcomeSet(WelcomeData),
    /// The site was added.
    SiteAdded,
    /// Settings of the site were changed.
    SiteSet(SiteData),
    /// A file was imported.
    Imported(ImportData),
    /// Who gets mail about what waits was changed.
    OwnerMailSet(OwnerMailData),
    /// A webhook was added.
    WebhookAdded(NewWebhookData),
    /// A webhook was removed.
    WebhookRemoved(WebhookData),
    /// A webhook got a new secret.
    WebhookRotated(WebhookData),
    /// A spam service was turned on.
    JudgeAdded(ExternalCheckData),
    /// A spam service was turned off.
    JudgeRemoved(ExternalCheckData),
    /// A key that checks sign-in tokens of the site's own server was added.
    SsoKeyAdded(SsoKeyData),
    /// Such a key has another place in a rotation.
    SsoKeySet(SsoKeyData),
    /// Such a key was removed.
    SsoKeyRemoved(SsoKeyData),
    /// What the spam filter had learnt was forgotten.
    LearningReset,
    /// What another site's spam filter had learnt was taken over.
    LearningImported,
    /// Somebody was added to the team.
    MemberAdded(MemberData),
    /// Somebody was invited to the team.
    MemberInvited(MemberData),
    /// An invitation was taken back.
    InvitationTakenBack(MemberData),
    /// Somebody of the team signed in.
    MemberEntered(MemberData),
    /// A membership was ended.
    MemberEnded(MemberData),
    /// Somebody left the team.
    MemberLeft(MemberData),
    /// Somebody of the team has another role.
    RoleChanged(MemberData),
    /// Somebody of the team has another name.
    MemberRenamed(MemberData),
    /// Somebody of the team added a passkey.
    PasskeyAdded(MemberData),
    /// Somebody of the team removed a passkey.
    PasskeyRemoved(MemberData),
    /// A visitor turned out to be a person who is known: their comments of a page became those of that person.
    CommentsMerged(MergeData),
    /// That was taken back for the comments of a page.
    MergeUndone(MergeData),
    /// The words and the name of a comment were erased: by the team, or with its author.
    CommentErased,
    /// The words of a comment were erased, some time after its author took it back.
    WordsErased,
    /// All that was stored about a person was erased.
    PersonErased(ErasedData),
    /// Somebody confirmed who they are: their comments of a page show it.
    PersonConfirmed,
    /// The team removed what the author of a comment says about themselves.
    AboutRemoved,
}

impl EventKind {
    /// All of them, as the table has them.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The word in the log, in exports and on the wire.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

impl EventData {
    /// What the log is to have of it beside its kind; none where there is nothing to say.
    pub fn to_json(&self) -> serde_json::Result<Option<String>> {
        json::write(self)
    }
}

fn unknown_kind(word: &str) -> UnknownKind {
    UnknownKind(word.to_owned())
}

/// A pattern of the kinds that are about no comment, for those who only hear of comments.
#[macro_export]
macro_rules! about_no_comment {
    () => {
        $crate::event::EventKind::ThreadClosed
            | $crate::event::EventKind::ThreadOpened
            | $crate::event::EventKind::ClosedNoteSet
            | $crate::event::EventKind::ThreadSlowed
            | $crate::event::EventKind::BranchCooled
            | $crate::event::EventKind::CoolingEnded
            | $crate::event::EventKind::CoolingOver
            | $crate::event::EventKind::PageMoved
            | $crate::event::EventKind::Banned
            | $crate::event::EventKind::BanEnded
            | $crate::event::EventKind::RuleAdded
            | $crate::event::EventKind::RuleRemoved
            | $crate::event::EventKind::WelcomeSet
            | $crate::event::EventKind::SiteAdded
            | $crate::event::EventKind::SiteSet
            | $crate::event::EventKind::Imported
            | $crate::event::EventKind::OwnerMailSet
            | $crate::event::EventKind::WebhookAdded
            | $crate::event::EventKind::WebhookRemoved
            | $crate::event::EventKind::WebhookRotated
            | $crate::event::EventKind::JudgeAdded
            | $crate::event::EventKind::JudgeRemoved
            | $crate::event::EventKind::SsoKeyAdded
            | $crate::event::EventKind::SsoKeySet
            | $crate::event::EventKind::SsoKeyRemoved
            | $crate::event::EventKind::LearningReset
            | $crate::event::EventKind::LearningImported
            | $crate::event::EventKind::MemberAdded
            | $crate::event::EventKind::MemberInvited
            | $crate::event::EventKind::InvitationTakenBack
            | $crate::event::EventKind::MemberEntered
            | $crate::event::EventKind::MemberEnded
            | $crate::event::EventKind::MemberLeft
            | $crate::event::EventKind::RoleChanged
            | $crate::event::EventKind::MemberRenamed
            | $crate::event::EventKind::PasskeyAdded
            | $crate::event::EventKind::PasskeyRemoved
            | $crate::event::EventKind::CommentsMerged
            | $crate::event::EventKind::MergeUndone
            | $crate::event::EventKind::PersonErased
            | $crate::event::EventKind::PersonConfirmed
            | $crate::event::EventKind::AboutRemoved
    };
}
pub use crate::about_no_comment;

#[cfg(test)]
mod tests;
