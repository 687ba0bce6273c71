//! What events say, for whoever shows a log: which fields there are, by their names in it.

use porch_protocol::Timestamp;

use super::EventData;
use super::data::{
    BanData, BanEndData, DecisionData, ImportData, LoggedWelcome, MemberData, MoveData, NewWebhookData, OwnerMailData,
    RuleData, SiteData, SsoKeyData, ThreadData, WelcomeData,
};
use crate::team::role_word;

/// What a field says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FieldValue {
    /// Words.
    Text(String),
    /// A number.
    Number(u64),
    /// A switch.
    Switch(bool),
    /// Several words.
    List(Vec<String>),
    /// A moment.
    Moment(Timestamp),
}

use FieldValue::{List, Moment, Number, Switch, Text};

impl FieldValue {
    /// The words for it, with this between those of a list.
    pub fn shown(self, between: &str) -> String {
        match self {
            Text(text) => text,
            Number(number) => number.to_string(),
            Switch(on) => if on { "on" } else { "off" }.into(),
            List(all) => all.join(between),
            Moment(at) => at.to_string(),
        }
    }
}

/// A field and what it says.
pub type Field = (&'static str, FieldValue);

impl EventData {
    /// How the comment stood before, where it is a decision.
    pub fn decision(&self) -> Option<&DecisionData> {
        match self {
            Self::CommentApproved(before)
            | Self::CommentSentBack(before)
            | Self::CommentDeclined(before)
            | Self::CommentRemoved(before)
            | Self::CommentRestored(before)
            | Self::CommentMarkedSpam(before)
            | Self::CommentCleared(before)
            | Self::CommentKept(before) => Some(before),
            _ => None,
        }
    }

    /// Whom of the team it is about, where it is about one of them.
    pub fn member(&self) -> Option<&MemberData> {
        match self {
            Self::MemberAdded(member)
            | Self::MemberInvited(member)
            | Self::InvitationTakenBack(member)
            | Self::MemberEntered(member)
            | Self::MemberEnded(member)
            | Self::MemberLeft(member)
            | Self::RoleChanged(member)
            | Self::MemberRenamed(member)
            | Self::PasskeyAdded(member)
            | Self::PasskeyRemoved(member) => Some(member),
            _ => None,
        }
    }

    /// What there is to read of it beside its kind and whom it is about: ids say nothing to people.
    pub fn fields(&self) -> Vec<Field> {
        match self {
            Self::ThreadClosed(thread)
            | Self::ThreadOpened(thread)
            | Self::ClosedNoteSet(thread)
            | Self::ThreadSlowed(thread) => of_thread(thread),
            Self::BranchCooled(reply_pauses) => vec![("until", Moment(reply_pauses.until))],
            Self::PageMoved(MoveData { from, to }) => vec![("from", Text(from.clone())), ("to", Text(to.clone()))],
            Self::Banned(BanData { kind, until, who: _ }) => {
                present([("kind", Some(Text(kind.word().to_owned()))), ("until", until.map(Moment))])
            }
            Self::BanEnded(BanEndData { kind, who: _ }) => vec![("kind", Text(kind.word().to_owned()))],
            Self::RuleAdded(RuleData { kind, rule }) | Self::RuleRemoved(RuleData { kind, rule }) => {
                vec![("kind", Text(kind.word().to_owned())), ("rule", Text(rule.clone()))]
            }
            Self::WelcomeSet(welcome) => of_welcome(welcome),
            Self::SiteSet(site) => of_site(site),
            Self::Imported(import) => of_import(import),
            Self::OwnerMailSet(OwnerMailData { addresses, enabled }) => {
                let addresses = addresses.and_then(|count| u64::try_from(count).ok());
                present([("addresses", addresses.map(Number)), ("enabled", enabled.map(Switch))])
            }
            Self::WebhookAdded(NewWebhookData { events, shape, webhook }) => present([
                ("events", events.clone().map(List)),
                ("shape", Some(Text(shape.clone()))),
                ("webhook", Some(Text(webhook.clone()))),
            ]),
            Self::WebhookRemoved(one) | Self::WebhookRotated(one) => vec![("webhook", Text(one.webhook.clone()))],
            Self::JudgeAdded(one) | Self::JudgeRemoved(one) => vec![("judge", Text(one.service.clone()))],
            Self::SsoKeyAdded(key) | Self::SsoKeySet(key) | Self::SsoKeyRemoved(key) => of_sso_key(key),
            Self::MemberAdded(member)
            | Self::MemberInvited(member)
            | Self::InvitationTakenBack(member)
            | Self::MemberEntered(member)
            | Self::MemberEnded(member)
            | Self::MemberLeft(member)
            | Self::RoleChanged(member)
            | Self::MemberRenamed(member)
            | Self::PasskeyAdded(member)
            | Self::PasskeyRemoved(member) => of_member(member),
            // What is said of these is for the program.
            Self::CommentPublished(_)
            | Self::CommentHeld(_)
            | Self::CommentApproved(_)
            | Self::CommentSentBack(_)
            | Self::CommentDeclined(_)
            | Self::CommentRemoved(_)
            | Self::CommentRestored(_)
            | Self::CommentMarkedSpam(_)
            | Self::CommentCleared(_)
            | Self::CommentKept(_)
            | Self::DecisionUndone(_)
            | Self::RemovalUndone(_)
            | Self::CommentEdited
            | Self::CommentWithdrawn
            | Self::CommentReported
            | Self::SecondLookAsked
            | Self::CommentImported
            | Self::NoAnswerNeeded
            | Self::AnswerNeededAgain
            | Self::CoolingEnded
            | Self::CoolingOver
            | Self::CommentsMerged(_)
            | Self::MergeUndone(_)
            | Self::PersonConfirmed
            | Self::AboutRemoved
            | Self::CommentErased
            | Self::WordsErased
            | Self::PersonErased(_)
            | Self::SiteAdded
            | Self::LearningReset
            | Self::LearningImported => Vec::new(),
        }
    }
}

fn present<const N: usize>(fields: [(&'static str, Option<FieldValue>); N]) -> Vec<Field> {
    fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn of_sso_key(SsoKeyData { algorithm, key, state }: &SsoKeyData) -> Vec<Field> {
    let (algorithm, state) = (algorithm.clone().map(Text), state.clone().map(Text));
    present([("algorithm", algorithm), ("key", Some(Text(key.clone()))), ("state", state)])
}

fn of_member(MemberData { how, person: _, role }: &MemberData) -> Vec<Field> {
    present([("how", how.clone().map(Text)), ("role", Some(Text(role_word(*role).to_owned())))])
}

fn of_thread(ThreadData { note, seconds }: &ThreadData) -> Vec<Field> {
    present([("note", note.clone().map(Text)), ("seconds", seconds.map(u64::from).map(Number))])
}

fn of_welcome(WelcomeData { page, welcome: LoggedWelcome { by, question, rules } }: &WelcomeData) -> Vec<Field> {
    present([
        ("page", page.clone().map(Text)),
        ("by", by.clone().map(Text)),
        ("question", question.clone().map(Text)),
        ("rules", rules.clone().map(List)),
    ])
}

fn of_site(site: &SiteData) -> Vec<Field> {
    let SiteData { closed, hold, links, name, origins, proof, repeats, reports, slow, spam, team } = site;
    present([
        ("closed", closed.map(Switch)),
        ("hold", hold.clone().map(Text)),
        ("links", links.map(Switch)),
        ("name", name.clone().map(Text)),
        ("origins", origins.clone().map(List)),
        ("proof", proof.clone().map(Text)),
        ("repeats", repeats.map(Switch)),
        ("reports", reports.map(u64::from).map(Number)),
        ("slow", slow.map(u64::from).map(Number)),
        ("spam", spam.map(Switch)),
        ("team", team.clone().map(List)),
    ])
}

fn of_import(import: &ImportData) -> Vec<Field> {
    let ImportData { comments, format, known, left_out, pages, people, whole } = import;
    vec![
        ("comments", Number(*comments)),
        ("format", Text(format.clone())),
        ("known", Number(*known)),
        ("left_out", Number(*left_out)),
        ("pages", Number(*pages)),
        ("people", Number(*people)),
        ("whole", Switch(*whole)),
    ]
}
