//! Mail about replies: who gets it, when it is due, and when several replies come in one mail. The rule, pure.

use porch_protocol::{CommentId, Timestamp};

const MINUTE: i64 = 60 * Timestamp::SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Mails to one address in a day at most, on all sites of the server, codes included.
pub const MAILS_IN_A_DAY: u32 = 20;
/// Conversations that get a mail each when they are due at the same time. More than these come in one mail.
const MOST_AT_ONCE: usize = 3;
/// The pauses after the first mail about a conversation, after the second, and after each further one, in microseconds.
const PAUSES: [i64; 3] = [15 * MINUTE, HOUR, DAY];
/// After so long without a mail a conversation begins anew, in microseconds.
const QUIET: i64 = 7 * DAY;
/// An older reply is not mailed when it is published, in microseconds: it waited for long, or was public before.
pub const OLDEST_REPLY: i64 = 30 * DAY;
/// How long it is stored that a reply is or was due, in microseconds. Longer than a reply may be old, so that none is
/// mailed twice.
pub const NOTICE_LIFE: i64 = OLDEST_REPLY + DAY;

/// A comment that somebody wrote.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// The comment.
    pub comment: CommentId,
    /// Its author.
    pub person: String,
}

/// A reply that was published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublishedReply {
    /// The reply itself.
    pub reply: Written,
    /// The comment that it replies to, where that is published.
    pub parent: Option<Written>,
    /// The comment that opened the conversation, where that is published.
    pub opening: Option<Written>,
    /// The conversation, by the id of its opening.
    pub conversation: CommentId,
}

impl PublishedReply {
    /// Those who are to hear of it, each with the comment of theirs that it is about: whoever is replied to, and
    /// whoever opened the conversation. Never its own author.
    pub fn recipients(&self) -> Vec<&Written> {
        let mut all: Vec<&Written> = Vec::with_capacity(2);
        for written in self.parent.iter().chain(&self.opening) {
            let is_new = all.iter().all(|other| other.person != written.person);
            if is_new && written.person != self.reply.person {
                all.push(written);
            }
        }
        all
    }
}

/// What was mailed to a person about a conversation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Schedule {
    /// The mails since the conversation began, or began anew.
    pub mails: u32,
    /// When the last one was stored; none before the first.
    pub mailed_at: Option<Timestamp>,
}

impl Schedule {
    /// When a reply that is published now is mailed: the first at once, the next 15 minutes after that mail, then
    /// hourly, then daily.
    pub fn due(self, now: Timestamp) -> Timestamp {
        let Some(mailed_at) = self.mailed_at else { return now };
        let step = usize::try_from(self.mails.saturating_sub(1)).unwrap_or(usize::MAX).min(PAUSES.len() - 1);
        mailed_at.plus(PAUSES[step]).max(now)
    }

    /// The same after a mail.
    pub fn mailed(self, now: Timestamp) -> Self {
        let quiet = self.mailed_at.is_none_or(|mailed_at| mailed_at.plus(QUIET) <= now);
        Self { mails: if quiet { 1 } else { self.mails.saturating_add(1) }, mailed_at: Some(now) }
    }
}

/// How the conversations of a person are mailed that are due at the same time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Batch {
    /// Each in a mail of its own.
    Each,
    /// All that wait on the site in one mail.
    Together,
}

/// How so many conversations are mailed to an address that got so many mails in the last day. The last mail that a day
/// allows has everything that waits.
pub fn batch(sent: u32, conversations: usize) -> Batch {
    let left = MAILS_IN_A_DAY.saturating_sub(sent);
    let one_by_one = conversations <= MOST_AT_ONCE && conversations < usize::try_from(left).unwrap_or(usize::MAX);
    if one_by_one { Batch::Each } else { Batch::Together }
}

/// When an address gets mail again: at once, or a day after the mail of the last day that is the last one allowed.
/// `newest` has the times of its mails, the newest first; the first [`MAILS_IN_A_DAY`] are enough.
pub fn allowed_from(newest: &[Timestamp], now: Timestamp) -> Timestamp {
    let last = usize::try_from(MAILS_IN_A_DAY).ok().and_then(|most| newest.get(most - 1));
    last.map_or(now, |last| last.plus(DAY).max(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(100 * DAY);

    fn written(number: u128, person: &str) -> Written {
        Written { comment: CommentId(uuid::Uuid::from_u128(number)), person: person.into() }
    }

    fn told(reply: &str, parent: Option<&str>, opening: Option<&str>) -> Vec<(String, u128)> {
        let reply = PublishedReply {
            reply: written(3, reply),
            parent: parent.map(|person| written(2, person)),
            opening: opening.map(|person| written(1, person)),
            conversation: CommentId(uuid::Uuid::from_u128(1)),
        };
        let all = reply.recipients().into_iter();
        all.map(|written| (written.person.clone(), written.comment.0.as_u128())).collect()
    }

    #[test]
    fn whoever_is_replied_to_and_whoever_opened_the_conversation_hear_of_it_once_and_never_of_themselves() {
        let of = |person: &str, comment| (person.to_owned(), comment);
        assert_eq!(told("marta", Some("ben"), Some("ada")), [of("ben", 2), of("ada", 1)]);
        assert_eq!(told("marta", Some("ada"), Some("ada")), [of("ada", 2)], "of the comment that it replies to");
        assert_eq!(told("ada", Some("ben"), Some("ada")), [of("ben", 2)]);
        assert_eq!(told("ada", Some("ada"), Some("ada")), []);
        assert_eq!(told("marta", None, Some("ada")), [of("ada", 1)], "what it replies to was taken back");
        assert_eq!(told("marta", None, None), []);
    }

    #[test]
    fn the_first_reply_is_due_at_once_and_the_next_ones_after_longer_and_longer_pauses() {
        let mut schedule = Schedule::default();
        let mut now = NOW;
        for pause in [0, 15 * MINUTE, HOUR, DAY, DAY, DAY] {
            assert_eq!(schedule.due(now), now.plus(pause), "after {} mails", schedule.mails);
            now = now.plus(pause);
            schedule = schedule.mailed(now);
        }
        assert_eq!(schedule.due(now.plus(2 * DAY)), now.plus(2 * DAY), "the pause is over");
    }

    #[test]
    fn a_conversation_that_was_quiet_for_a_week_begins_anew() {
        let busy = Schedule { mails: 9, mailed_at: Some(NOW) };
        assert_eq!(busy.mailed(NOW.plus(QUIET - 1)).mails, 10);
        let anew = busy.mailed(NOW.plus(QUIET));
        assert_eq!(anew.mails, 1);
        assert_eq!(anew.due(NOW.plus(QUIET)), NOW.plus(QUIET + 15 * MINUTE));
    }

    #[test]
    fn many_conversations_at_once_and_the_last_mail_of_a_day_are_together() {
        for (sent, conversations, expected) in [
            (0, 1, Batch::Each),
            (0, 3, Batch::Each),
            (0, 4, Batch::Together),
            (16, 3, Batch::Each),
            (17, 3, Batch::Together),
            (18, 1, Batch::Each),
            (19, 1, Batch::Together),
            (20, 1, Batch::Together),
        ] {
            assert_eq!(batch(sent, conversations), expected, "{sent} sent, {conversations} due");
        }
    }

    #[test]
    fn an_address_with_twenty_mails_waits_until_one_of_them_is_a_day_old() {
        let mut newest: Vec<_> = (0..19).map(|number| NOW.plus(-number * MINUTE)).collect();
        assert_eq!(allowed_from(&newest, NOW), NOW);
        newest.push(NOW.plus(-HOUR));
        assert_eq!(allowed_from(&newest, NOW), NOW.plus(DAY - HOUR));
        newest.push(NOW.plus(-2 * HOUR));
        assert_eq!(allowed_from(&newest, NOW), NOW.plus(DAY - HOUR), "an older one does not count");
        newest[19] = NOW.plus(-DAY);
        assert_eq!(allowed_from(&newest, NOW), NOW);
    }
}
