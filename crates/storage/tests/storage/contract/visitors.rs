//! Visitors who confirm a mail address: whom their browsers stand for, and what is merged.

use porch_protocol::{CommentId, Timestamp};
use porch_storage::Storage;
use porch_storage::mail_codes::{CodeProof, CodeRequest, Confirmed, DrawnCode, PendingCode};
use porch_storage::posts::PostJob;
use porch_storage::rules::Ban;
use porch_storage::visitor_sessions::{GuestChange, GuestOnSite, GuestSession};
use uuid::Uuid;

use super::super::databases::databases;
use super::super::{job, post};
use super::NOW;

const MINUTE: i64 = 60 * Timestamp::SECOND;

pub(crate) fn request(guest: &str, address: &str, now: Timestamp) -> CodeRequest {
    CodeRequest {
        site: "bakery".into(),
        guest: guest.into(),
        address: address.into(),
        address_key: key_of(address),
        mailbox_key: key_of(address),
        language: "en",
        mail: Uuid::now_v7(),
        payload: format!("{{\"about\":\"visitor_code\",\"guest\":\"{guest}\"}}"),
        now,
    }
}

/// In earnest a keyed hash of the form in which addresses are compared.
fn key_of(address: &str) -> String {
    format!("key of {}", address.to_ascii_lowercase())
}

fn drawn(request: &CodeRequest, code: &str, now: Timestamp) -> DrawnCode {
    DrawnCode {
        site: request.site.clone(),
        guest: request.guest.clone(),
        mail: request.mail.to_string(),
        code_hash: format!("hash of {code}"),
        link_hash: format!("link of {code}"),
        now,
    }
}

fn typed(address: &str, code: &str) -> CodeProof {
    CodeProof::Typed { address_key: key_of(address), code_hash: format!("hash of {code}") }
}

pub(crate) fn change(old: &str, new: &str, now: Timestamp) -> GuestChange {
    GuestChange { site: "bakery".into(), old: old.into(), new: new.into(), others: Vec::new(), now }
}

/// A code is mailed to this address for this guest.
async fn mailed(storage: &Storage, guest: &str, address: &str, now: Timestamp) {
    let request = request(guest, address, now);
    assert!(storage.request_mail_code(request.clone()).await.unwrap());
    let to = storage.set_mail_code(drawn(&request, "1", now)).await.unwrap();
    assert_eq!(to, Some(PendingCode { address: address.into(), language: "en".into() }));
}

/// The guest confirms the address and is another guest from then on.
pub(crate) async fn confirmed(storage: &Storage, (old, new): (&str, &str), address: &str, now: Timestamp) -> Confirmed {
    mailed(storage, old, address, now).await;
    storage.confirm_mail(change(old, new, now), typed(address, "1")).await.unwrap().unwrap()
}

async fn session(storage: &Storage, guest: &str) -> GuestSession {
    storage.guest_session("bakery", guest).await.unwrap()
}

fn active(person: &str, seen_at: Timestamp) -> GuestSession {
    GuestSession::Active { person: person.into(), since: NOW, seen_at, signed_in: true, replaces_other: false }
}

async fn author(storage: &Storage, comment: CommentId) -> String {
    storage.comment("bakery", comment).await.unwrap().unwrap().person
}

async fn posts(storage: &Storage, person: &str, page: &str) -> CommentId {
    post(storage, PostJob { person: person.into(), name: person.into(), ..job("bakery", page, "words") }).await.id
}

#[tokio::test]
async fn a_confirmed_address_is_its_guests_who_gets_another_cookie() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        assert_eq!(session(&storage, "ada").await, GuestSession::Unknown);
        let result = confirmed(&storage, ("ada", "ada2"), "Ada@a.example", NOW).await;
        assert_eq!(result, Confirmed { person: "ada".into(), known: false, merged: 0 });
        assert_eq!(session(&storage, "ada").await, GuestSession::Ended);
        assert_eq!(session(&storage, "ada2").await, active("ada", NOW));
        assert_eq!(storage.guest_session("cafe", "ada2").await.unwrap(), GuestSession::Unknown, "another site");
        let mail = storage.visitor_mail("bakery", "ada").await.unwrap().unwrap();
        assert_eq!((mail.address.as_str(), mail.confirmed_at), ("Ada@a.example", Some(NOW)));
        assert_eq!((mail.language.as_str(), mail.replies), ("en", true));
        assert_eq!(storage.visitor_mail("cafe", "ada").await.unwrap(), None);
        for now in [NOW.plus(1), NOW] {
            storage.see_guest("bakery".into(), "ada2".into(), now).await.unwrap();
        }
        assert_eq!(session(&storage, "ada2").await, active("ada", NOW.plus(1)), "it never goes back");
        let again = storage.confirm_mail(change("ada", "ada3", NOW), typed("Ada@a.example", "1")).await.unwrap();
        assert_eq!(again, None, "neither the code nor the old cookie is worth anything");
    }
}

#[tokio::test]
async fn a_second_browser_becomes_the_same_person_and_brings_its_comments() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        let (rye, spelt) = (posts(&storage, "guest", "rye").await, posts(&storage, "guest", "spelt").await);
        let other = posts(&storage, "ben", "rye").await;
        let before = storage.thread_checksums().await.unwrap();
        let result = confirmed(&storage, ("guest", "guest2"), "ada@a.example", NOW).await;
        assert_eq!(result, Confirmed { person: "ada".into(), known: true, merged: 2 });
        assert_eq!(session(&storage, "guest2").await, active("ada", NOW));
        let authors = [author(&storage, rye).await, author(&storage, spelt).await, author(&storage, other).await];
        assert_eq!(authors, ["ada", "ada", "ben"]);
        assert_eq!(
            storage.name_of("bakery", "ada").await.unwrap().as_deref(),
            Some("guest"),
            "she had written nothing"
        );
        let broken = |before, now| porch_storage::thread_checksums::changed_without_event(before, now).len();
        let merged = storage.thread_checksums().await.unwrap();
        assert_eq!(broken(&before, &merged), 0, "each thread has an event of it");

        let merges = storage.merges_into("bakery", "ada").await.unwrap();
        assert_eq!((merges.len(), merges[0].from.as_str(), merges[0].comments), (1, "guest", 2));
        let undo = || storage.undo_merge("bakery".into(), merges[0].id.clone(), "operator".into(), NOW);
        assert!(undo().await.unwrap());
        assert!(!undo().await.unwrap(), "it is undone");
        assert_eq!([author(&storage, rye).await, author(&storage, spelt).await], ["guest", "guest"]);
        assert_eq!(broken(&merged, &storage.thread_checksums().await.unwrap()), 0);
        assert_eq!(storage.merges_into("bakery", "ada").await.unwrap()[0].undone_at, Some(NOW));
    }
}

#[tokio::test]
async fn a_banned_guest_and_a_person_of_their_own_are_not_merged() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        let kind = porch_protocol::people::BanKind::Person;
        let ban = Ban { kind, who: "troll".into(), until: None, reason: "Insults".into(), by: "marta".into(), at: NOW };
        assert!(storage.add_ban("bakery".into(), ban).await.unwrap());
        let insult = posts(&storage, "troll", "rye").await;
        let result = confirmed(&storage, ("troll", "troll2"), "ada@a.example", NOW).await;
        assert_eq!(result, Confirmed { person: "ada".into(), known: true, merged: 0 });
        assert_eq!(author(&storage, insult).await, "troll");

        confirmed(&storage, ("ben", "ben2"), "ben@b.example", NOW).await;
        let words = posts(&storage, "ben", "rye").await;
        let result = confirmed(&storage, ("ben2", "ben3"), "ada@a.example", NOW).await;
        assert_eq!(result.person, "ada", "the browser is signed in as the other one");
        assert_eq!(author(&storage, words).await, "ben");
        assert!(storage.visitor_mail("bakery", "ben").await.unwrap().is_some());
    }
}

#[tokio::test]
async fn a_code_counts_once_for_a_while_and_after_few_wrong_ones() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let confirm = async |guest: &str, address: &str, code: &str, now| {
            let change = change(guest, &Uuid::new_v4().to_string(), now);
            storage.confirm_mail(change, typed(address, code)).await.unwrap().is_some()
        };
        let (ada, now) = ("ada@a.example", NOW);
        assert!(!confirm("a", ada, "1", now).await, "nothing was asked for");
        mailed(&storage, "a", ada, now).await;
        assert!(!confirm("b", ada, "1", now).await, "another browser's");
        assert!(!confirm("a", "ben@b.example", "1", now).await, "of another address");
        for _ in 0..3 {
            assert!(!confirm("a", ada, "2", now).await);
        }
        assert!(confirm("a", ada, "1", now).await, "after four wrong ones");

        mailed(&storage, "c", ada, now).await;
        for _ in 0..5 {
            assert!(!confirm("c", ada, "2", now).await);
        }
        assert!(!confirm("c", ada, "1", now).await, "after five");

        mailed(&storage, "d", ada, now).await;
        assert!(!confirm("d", ada, "1", now.plus(10 * MINUTE)).await, "too late");
        assert_eq!(storage.forget_old_mail_codes(now.plus(10 * MINUTE)).await.unwrap(), 3, "all three requests");
    }
}

#[tokio::test]
async fn a_code_is_that_of_the_newest_mail_and_its_link_shows_who_asked() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let first = request("a", "ada@a.example", NOW);
        assert!(storage.request_mail_code(first.clone()).await.unwrap());
        let second = request("a", "new@a.example", NOW);
        assert!(storage.request_mail_code(second.clone()).await.unwrap());
        assert_eq!(storage.set_mail_code(drawn(&first, "1", NOW)).await.unwrap(), None, "it was replaced");
        let late = drawn(&second, "2", NOW.plus(20 * MINUTE));
        assert_eq!(storage.set_mail_code(late).await.unwrap(), None, "nobody waits for it any more");
        assert!(storage.set_mail_code(drawn(&second, "2", NOW)).await.unwrap().is_some());
        let asked = async |link: &str, now| storage.guest_of_mail_link("bakery", link, now).await.unwrap();
        assert_eq!(asked("link of 2", NOW).await.as_deref(), Some("a"));
        assert_eq!(asked("link of 1", NOW).await, None);
        assert_eq!(asked("link of 2", NOW.plus(10 * MINUTE)).await, None, "it has expired");
        let link = || CodeProof::Link { link_hash: "link of 2".into() };
        assert_eq!(storage.confirm_mail(change("b", "b2", NOW), link()).await.unwrap(), None, "another browser");
        assert!(storage.confirm_mail(change("a", "a2", NOW), link()).await.unwrap().is_some());
        assert_eq!(asked("link of 2", NOW).await, None, "it was used");
    }
}

#[tokio::test]
async fn an_address_gets_few_codes_in_an_hour_and_in_a_day() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let mut now = NOW;
        let ask = async |site: &str, address: &str, now| {
            let request = CodeRequest { site: site.into(), ..request("a", address, now) };
            storage.request_mail_code(request).await.unwrap()
        };
        for day in 0..2 {
            let mut sent = 0;
            for _hour in 0..4 {
                for place in 0..4 {
                    sent += u32::from(ask(["bakery", "cafe"][place % 2], "ada@a.example", now).await);
                }
                now = now.plus(60 * MINUTE);
            }
            assert_eq!(sent, 10, "three in an hour, and the rest of ten, on day {day}");
            assert!(ask("bakery", "ben@b.example", now).await, "another address");
            now = now.plus(24 * 60 * MINUTE);
        }
    }
}

#[tokio::test]
async fn signing_out_ends_this_browsers_session_or_all_of_the_person() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        confirmed(&storage, ("a", "a2"), "ada@a.example", NOW).await;
        confirmed(&storage, ("b", "b2"), "ada@a.example", NOW).await;
        confirmed(&storage, ("c", "c2"), "ada@a.example", NOW).await;
        storage.sign_out(change("a2", "a3", NOW), false).await.unwrap();
        let sessions = [session(&storage, "a2").await, session(&storage, "a3").await, session(&storage, "b2").await];
        assert_eq!(sessions, [GuestSession::Ended, GuestSession::Unknown, active("a", NOW)]);
        storage.sign_out(change("b2", "b3", NOW), true).await.unwrap();
        assert_eq!(
            [session(&storage, "b2").await, session(&storage, "c2").await],
            [GuestSession::Ended, GuestSession::Ended]
        );
        storage.sign_out(change("guest", "guest2", NOW), true).await.unwrap();
        assert_eq!(session(&storage, "guest").await, GuestSession::Ended, "a guest without a session, too");
    }
}

#[tokio::test]
async fn another_cookie_leaves_who_somebody_is_on_other_sites() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        post(&storage, PostJob { person: "at cafe".into(), ..job("cafe", "tea", "words") }).await;
        let other = |old: &str, new: &str| GuestOnSite { site: "cafe".into(), old: old.into(), new: new.into() };
        let known = storage.known_guests(vec![other("at cafe", "new"), other("unknown", "new")]).await.unwrap();
        assert_eq!(known, [other("at cafe", "new")]);
        let now = std::cell::Cell::new(NOW);
        let out = |old: &str, others| GuestChange { others, ..change(old, &Uuid::new_v4().to_string(), now.get()) };
        storage.sign_out(out("a", known), false).await.unwrap();
        let cafe = async |guest: &str| storage.guest_session("cafe", guest).await.unwrap();
        let stands_for = |replaces_other| GuestSession::Active {
            person: "at cafe".into(),
            since: NOW,
            seen_at: NOW,
            signed_in: false,
            replaces_other,
        };
        let both = [cafe("at cafe").await, cafe("new").await];
        assert_eq!(both, [GuestSession::Unknown, stands_for(true)], "the answer with the new cookie may be lost");
        let comes = async |guest: &str| storage.end_replaced_guests("cafe".into(), guest.into(), NOW).await.unwrap();
        comes("new").await;
        assert_eq!([cafe("at cafe").await, cafe("new").await], [GuestSession::Ended, stands_for(false)]);
        // It has stood for the same person all the time.
        now.set(NOW.plus(MINUTE));
        let again = vec![other("at cafe", "thief"), other("new", "newer")];
        storage.sign_out(out("b", again), false).await.unwrap();
        assert_eq!([cafe("thief").await, cafe("newer").await], [GuestSession::Unknown, stands_for(true)]);
        // Nobody came with this one before it was replaced, too. Two requests at once make two.
        storage.sign_out(out("c", vec![other("newer", "newest")]), false).await.unwrap();
        storage.sign_out(out("c", vec![other("newer", "lost")]), false).await.unwrap();
        assert_eq!([cafe("newest").await, cafe("lost").await], [stands_for(true), stands_for(true)]);
        comes("newest").await;
        let ended = [cafe("new").await, cafe("newer").await, cafe("newest").await];
        assert_eq!(ended, [GuestSession::Ended, GuestSession::Ended, stands_for(false)]);
    }
}

#[tokio::test]
async fn a_browser_that_does_not_come_back_is_signed_out() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let day = 24 * 60 * MINUTE;
        confirmed(&storage, ("a", "a2"), "ada@a.example", NOW).await;
        confirmed(&storage, ("b", "b2"), "ada@a.example", NOW).await;
        storage.see_guest("bakery".into(), "b2".into(), NOW.plus(day)).await.unwrap();
        assert_eq!(storage.forget_old_visitor_sessions(NOW.plus(90 * day)).await.unwrap(), 0);
        assert_eq!(storage.forget_old_visitor_sessions(NOW.plus(90 * day + 1)).await.unwrap(), 1);
        assert_eq!(session(&storage, "a2").await, GuestSession::Ended, "it does not become its own person again");
        assert_eq!(session(&storage, "b2").await, active("a", NOW.plus(day)));
        assert_eq!(session(&storage, "a").await, GuestSession::Ended, "what has ended stays so");
        let forgotten = NOW.plus(400 * day);
        assert_eq!(storage.forget_old_visitor_sessions(forgotten).await.unwrap(), 1, "b2 has not come back");
        assert_eq!(session(&storage, "a").await, GuestSession::Ended, "as long as browsers keep the cookie");
        assert_eq!(storage.forget_old_visitor_sessions(forgotten.plus(1)).await.unwrap(), 1, "b");
        assert_eq!(session(&storage, "a").await, GuestSession::Ended, "the person goes by this id");
    }
}
