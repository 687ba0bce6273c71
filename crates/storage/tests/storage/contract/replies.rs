//! Mail about replies: who is noted, when it is due, what is in a mail, the limits of an address, and how it is stopped.

use porch_domain::reply_mail::{MAILS_IN_A_DAY, NOTICE_LIFE, OLDEST_REPLY, Written};
use porch_protocol::{CommentId, DecisionKind, Status, Timestamp};
use porch_storage::Storage;
use porch_storage::outbox::{Channel, DeliveryResult, EndedAttempt, Follower, FollowerLag};
use porch_storage::posts::PostJob;
use porch_storage::reply_mail::{DueReplies, NewReplyMail};
use porch_storage::reply_stops::StopLink;
use uuid::Uuid;

use super::super::databases::databases;
use super::super::{job, post};
use super::visitors::confirmed;
use super::{NOW, decide};

const MINUTE: i64 = 60 * Timestamp::SECOND;
const DAY: i64 = 24 * 60 * MINUTE;

async fn writes(storage: &Storage, person: &str, parent: Option<CommentId>, now: Timestamp) -> CommentId {
    writes_as(storage, person, parent, now, Status::Published).await
}

async fn writes_as(
    storage: &Storage,
    person: &str,
    parent: Option<CommentId>,
    now: Timestamp,
    status: Status,
) -> CommentId {
    let words = Uuid::new_v4().to_string();
    post(storage, PostJob { person: person.into(), parent, status, now, ..job("bakery", "rye", &words) }).await.id
}

async fn lag(storage: &Storage) -> Option<FollowerLag> {
    storage.behind(Follower::Replies).await.unwrap().pop()
}

/// The follower notes these comments, at the end of the log.
async fn noted(storage: &Storage, comments: &[CommentId], now: Timestamp) {
    let behind = lag(storage).await.unwrap();
    let replies = storage.published_replies("bakery", comments, now).await.unwrap();
    storage.note_replies(behind.clone(), behind.last_seq, replies, now).await.unwrap();
}

async fn due(storage: &Storage, now: Timestamp) -> Vec<DueReplies> {
    storage.due_replies(now, 100).await.unwrap()
}

fn mail(conversation: Option<CommentId>) -> NewReplyMail {
    let link_hash = conversation.map_or_else(|| "all".into(), |conversation| conversation.to_string());
    NewReplyMail { id: Uuid::now_v7(), payload: "reply".into(), conversation, link_hash }
}

/// What is due to one person is mailed, in a mail for each conversation. Returns the replies in the mails.
async fn mailed(storage: &Storage, now: Timestamp) -> Vec<Vec<CommentId>> {
    let mut all = Vec::new();
    for person in due(storage, now).await {
        let mails: Vec<_> = person.conversations.iter().map(|conversation| mail(Some(*conversation))).collect();
        let ids: Vec<_> = mails.iter().map(|mail| mail.id.to_string()).collect();
        storage.queue_reply_mail(person, mails, now).await.unwrap();
        for id in ids {
            all.push(in_mail(storage, &id).await);
        }
    }
    all
}

async fn in_mail(storage: &Storage, mail: &str) -> Vec<CommentId> {
    let (replies, total) = storage.replies_in_mail("bakery", mail, 100).await.unwrap();
    assert_eq!(u32::try_from(replies.len()).unwrap(), total);
    replies.into_iter().map(|mailed| mailed.reply.id).collect()
}

#[tokio::test]
async fn a_published_reply_is_found_with_what_is_above_it() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let opening = writes(&storage, "ada", None, NOW).await;
        let middle = writes(&storage, "ben", Some(opening), NOW).await;
        let parent = writes(&storage, "cleo", Some(middle), NOW).await;
        let reply = writes(&storage, "marta", Some(parent), NOW).await;
        let held = writes_as(&storage, "marta", Some(parent), NOW, Status::Held).await;
        let found = storage.published_replies("bakery", &[reply, held, opening, middle], NOW).await.unwrap();
        assert_eq!(found.iter().map(|found| found.reply.comment).collect::<Vec<_>>(), [reply, middle]);
        let written = |comment, person: &str| Some(Written { comment, person: person.into() });
        assert_eq!((&found[0].parent, &found[0].opening), (&written(parent, "cleo"), &written(opening, "ada")));
        assert_eq!(found[0].conversation, opening);
        assert_eq!((&found[1].parent, &found[1].opening), (&written(opening, "ada"), &written(opening, "ada")));

        decide(&storage, parent, DecisionKind::Remove, Status::Removed).await;
        let found = storage.published_replies("bakery", &[reply], NOW).await.unwrap();
        assert_eq!((&found[0].parent, found[0].conversation), (&None, opening), "it was taken down");
        let late = NOW.plus(OLDEST_REPLY + MINUTE);
        assert!(storage.published_replies("bakery", &[reply], late).await.unwrap().is_empty(), "it is too old");
        assert!(storage.published_replies("cafe", &[reply], NOW).await.unwrap().is_empty(), "another site");
    }
}

#[tokio::test]
async fn only_who_has_confirmed_an_address_and_wants_mail_is_noted() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let (ada, guest) = (writes(&storage, "ada", None, NOW).await, writes(&storage, "guest", None, NOW).await);
        assert!(lag(&storage).await.is_none(), "nobody is known yet");
        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        let replies = [
            writes(&storage, "marta", Some(ada), NOW).await,
            writes(&storage, "marta", Some(guest), NOW).await,
            writes(&storage, "ada", Some(ada), NOW).await,
        ];
        let behind = lag(&storage).await.unwrap();
        noted(&storage, &replies, NOW).await;
        assert!(lag(&storage).await.is_none(), "the place in the log moves with it");
        let address_key = Some("key of ada@a.example".into());
        let (site, person) = ("bakery".into(), "ada".into());
        let person = DueReplies { site, person, conversations: vec![ada], address_key, sent: 1 };
        assert_eq!(due(&storage, NOW).await, [person], "one mail with a code was sent");

        let again = storage.published_replies("bakery", &replies, NOW).await.unwrap();
        storage.note_replies(behind, 99, again, NOW).await.unwrap();
        assert_eq!(mailed(&storage, NOW).await, [vec![replies[0]]], "the second time came too late");
        assert!(!storage.set_reply_mail("bakery".into(), "guest".into(), false).await.unwrap());
        assert!(storage.set_reply_mail("bakery".into(), "ada".into(), false).await.unwrap());
        let more = writes(&storage, "marta", Some(ada), NOW).await;
        noted(&storage, &[more], NOW).await;
        assert!(due(&storage, NOW.plus(DAY)).await.is_empty());
    }
}

#[tokio::test]
async fn the_first_reply_is_mailed_at_once_and_the_next_ones_gather() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let opening = writes(&storage, "ada", None, NOW).await;
        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        let first = writes(&storage, "marta", Some(opening), NOW).await;
        noted(&storage, &[first], NOW).await;
        assert_eq!(mailed(&storage, NOW).await, [vec![first]]);
        let mails = storage.pending_and_failed(10).await.unwrap();
        let to_ada = mails.iter().find(|mail| mail.payload == "reply" && mail.channel == Channel::Mail).unwrap();
        assert_eq!((to_ada.target.as_str(), to_ada.site.as_str()), ("ada@a.example", "bakery"));
        let mut now = NOW;
        for pause in [15 * MINUTE, 60 * MINUTE, DAY, DAY] {
            let replies = [
                writes(&storage, "marta", Some(opening), now).await,
                writes(&storage, "ben", Some(opening), now).await,
            ];
            noted(&storage, &replies, now).await;
            assert!(due(&storage, now.plus(pause - 1)).await.is_empty());
            now = now.plus(pause);
            assert_eq!(mailed(&storage, now).await, [replies.to_vec()], "after {pause}");
            assert!(due(&storage, now.plus(30 * DAY)).await.is_empty(), "and once");
        }
    }
}

#[tokio::test]
async fn a_reply_that_may_not_be_mailed_yet_waits_while_others_are_mailed() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let (one, two) = (writes(&storage, "ada", None, NOW).await, writes(&storage, "ada", None, NOW).await);
        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        let first = writes(&storage, "ben", Some(one), NOW).await;
        noted(&storage, &[first], NOW.plus(10)).await;
        assert!(due(&storage, NOW.plus(9)).await.is_empty());
        let later = [writes(&storage, "cy", Some(one), NOW).await, writes(&storage, "cy", Some(two), NOW).await];
        noted(&storage, &later, NOW.plus(19)).await;
        let person = due(&storage, NOW.plus(10)).await.remove(0);
        let together = mail(None);
        let id = together.id.to_string();
        storage.queue_reply_mail(person, vec![together], NOW.plus(10)).await.unwrap();
        assert_eq!(in_mail(&storage, &id).await, [first]);
        assert!(due(&storage, NOW.plus(18)).await.is_empty());
        assert_eq!(mailed(&storage, NOW.plus(19)).await, [[later[1]]], "the first of its conversation");
        assert!(due(&storage, NOW.plus(15 * MINUTE + 9)).await.is_empty());
        assert_eq!(mailed(&storage, NOW.plus(15 * MINUTE + 10)).await, [[later[0]]]);
    }
}

#[tokio::test]
async fn replies_that_are_noted_at_the_same_time_are_mailed_in_the_order_in_which_they_were_written() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let mut openings = Vec::new();
        for person in ["ben", "ada", "dan", "cleo"] {
            openings.push(writes(&storage, person, None, NOW).await);
            let address = format!("{person}@a.example");
            confirmed(&storage, (person, &format!("{person}2")), &address, NOW).await;
        }
        let order = [2, 0, 3, 1];
        let mut replies = Vec::new();
        for place in order {
            replies.push(writes(&storage, "marta", Some(openings[place]), NOW).await);
        }
        noted(&storage, &replies, NOW).await;
        let first = storage.due_replies(NOW, 2).await.unwrap();
        let people = |due: &[DueReplies]| due.iter().map(|due| due.person.clone()).collect::<Vec<_>>();
        assert_eq!(people(&first), ["dan", "ben"]);
        assert_eq!(people(&due(&storage, NOW).await), ["dan", "ben", "cleo", "ada"]);
        let codes = storage.due(NOW).await.unwrap().into_iter();
        let sent = codes.map(|code| EndedAttempt { message: code.id, result: DeliveryResult::Done, at: NOW }).collect();
        storage.store_results(sent).await.unwrap();
        mailed(&storage, NOW).await;
        let mails = storage.due(NOW).await.unwrap();
        let to = mails.iter().map(|mail| mail.target.as_str());
        let expected = ["dan@a.example", "ben@a.example", "cleo@a.example", "ada@a.example"];
        assert_eq!(to.collect::<Vec<_>>(), expected);
    }
}

#[tokio::test]
async fn what_was_taken_back_is_in_no_mail_and_is_mailed_when_it_is_back() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let opening = writes(&storage, "ada", None, NOW).await;
        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        let (one, two) =
            (writes(&storage, "ben", Some(opening), NOW).await, writes(&storage, "ben", Some(opening), NOW).await);
        noted(&storage, &[one, two], NOW).await;
        decide(&storage, one, DecisionKind::Spam, Status::Spam).await;
        decide(&storage, two, DecisionKind::Remove, Status::Removed).await;
        assert_eq!(mailed(&storage, NOW).await, [Vec::new()]);
        assert!(due(&storage, NOW.plus(DAY)).await.is_empty(), "nothing waits");
        decide(&storage, one, DecisionKind::NotSpam, Status::Published).await;
        noted(&storage, &[one], NOW).await;
        let person = due(&storage, NOW).await.remove(0);
        let new = mail(Some(opening));
        let id = new.id.to_string();
        assert_eq!(storage.queue_reply_mail(person, vec![new], NOW).await.unwrap(), 1);
        assert_eq!(in_mail(&storage, &id).await, [one]);
        decide(&storage, one, DecisionKind::Remove, Status::Removed).await;
        assert!(in_mail(&storage, &id).await.is_empty(), "taken back before it is sent");
    }
}

#[tokio::test]
async fn an_address_gets_twenty_mails_in_a_day_and_the_rest_waits() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let opening = writes(&storage, "ada", None, NOW).await;
        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        let openings = futures_util::future::join_all((0..30).map(|_| writes(&storage, "ada", None, NOW))).await;
        let replies =
            futures_util::future::join_all(openings.iter().map(|one| writes(&storage, "ben", Some(*one), NOW))).await;
        noted(&storage, &replies, NOW).await;
        let person = due(&storage, NOW).await.remove(0);
        let mails = openings.iter().map(|conversation| mail(Some(*conversation))).collect();
        let stored = storage.queue_reply_mail(person, mails, NOW).await.unwrap();
        assert_eq!(stored, MAILS_IN_A_DAY - 1, "the mail with the code counts");
        assert!(due(&storage, NOW.plus(DAY - 1)).await.is_empty());

        let late = writes(&storage, "ben", Some(opening), NOW).await;
        noted(&storage, &[late], NOW).await;
        let person = due(&storage, NOW).await.remove(0);
        assert_eq!((person.sent, storage.queue_reply_mail(person, vec![mail(None)], NOW).await.unwrap()), (20, 0));
        let person = due(&storage, NOW.plus(DAY)).await.remove(0);
        assert_eq!((person.sent, person.conversations.len()), (0, 12));
        let digest = mail(None);
        let id = digest.id.to_string();
        assert_eq!(storage.queue_reply_mail(person, vec![digest], NOW.plus(DAY)).await.unwrap(), 1);
        assert_eq!(in_mail(&storage, &id).await.len(), 12, "all that waited");
        assert!(due(&storage, NOW.plus(2 * DAY)).await.is_empty());
        let link = storage.reply_stop_link("bakery", "all").await.unwrap();
        assert_eq!(link, Some(StopLink { person: "ada".into(), conversation: None }));
    }
}

#[tokio::test]
async fn a_conversation_is_stopped_until_mail_is_turned_on_again() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let (one, other) = (writes(&storage, "ada", None, NOW).await, writes(&storage, "ada", None, NOW).await);
        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        let reply = writes(&storage, "ben", Some(one), NOW).await;
        noted(&storage, &[reply], NOW).await;
        let person = due(&storage, NOW).await.remove(0);
        let new = mail(Some(one));
        let (id, hash) = (new.id.to_string(), new.link_hash.clone());
        storage.queue_reply_mail(person, vec![new], NOW).await.unwrap();
        let link = storage.reply_stop_link("bakery", &hash).await.unwrap().unwrap();
        assert_eq!(link, StopLink { person: "ada".into(), conversation: Some(one) });
        assert_eq!(storage.reply_stop_link("cafe", &hash).await.unwrap(), None, "another site's");
        for _ in 0..2 {
            storage.add_reply_stop_link("bakery".into(), "new".into(), link.clone(), NOW).await.unwrap();
        }
        assert_eq!(storage.reply_stop_link("bakery", "new").await.unwrap(), Some(link.clone()));

        for first in [true, false] {
            assert_eq!(storage.stop_replies_in("bakery".into(), "ada".into(), one, NOW).await.unwrap(), first);
        }
        assert!(in_mail(&storage, &id).await.is_empty(), "it is not sent any more");
        let replies = [writes(&storage, "ben", Some(one), NOW).await, writes(&storage, "ben", Some(other), NOW).await];
        noted(&storage, &replies, NOW).await;
        assert_eq!(mailed(&storage, NOW.plus(DAY)).await, [vec![replies[1]]], "the other one goes on");
        // Taking back a stop of the whole site leaves this one.
        let resumes = async |conversation, at| {
            storage.resume_replies("bakery".into(), "ada".into(), conversation, at).await.unwrap()
        };
        for first in [true, false] {
            assert_eq!(storage.stop_replies("bakery".into(), "ada".into(), NOW).await.unwrap(), first);
        }
        assert_eq!(
            [resumes(None, NOW.plus(1)).await, resumes(None, NOW).await, resumes(None, NOW).await],
            [false, true, false]
        );
        let still = writes(&storage, "ben", Some(one), NOW.plus(DAY)).await;
        noted(&storage, &[still], NOW.plus(DAY)).await;
        assert!(mailed(&storage, NOW.plus(DAY)).await.is_empty());
        assert_eq!([resumes(Some(one), NOW.plus(1)).await, resumes(Some(one), NOW).await], [false, true]);
        let later = NOW.plus(2 * DAY);
        let after = writes(&storage, "ben", Some(one), later).await;
        noted(&storage, &[after], later).await;
        assert_eq!(mailed(&storage, later).await, [vec![after]]);
    }
}

#[tokio::test]
async fn the_notices_are_deleted_when_they_are_old() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let opening = writes(&storage, "ada", None, NOW).await;
        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        let reply = writes(&storage, "ben", Some(opening), NOW).await;
        noted(&storage, &[reply], NOW).await;
        assert_eq!(storage.forget_old_reply_notices(NOW.plus(NOTICE_LIFE)).await.unwrap(), 0);
        assert_eq!(storage.forget_old_reply_notices(NOW.plus(NOTICE_LIFE + 1)).await.unwrap(), 1);
        assert_eq!(mailed(&storage, NOW).await, [Vec::new()], "nothing waits any more");
    }
}
