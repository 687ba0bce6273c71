//! The lists of the dashboard.

use porch_domain::event::EventKind;
use porch_protocol::held::HoldReason;
use porch_protocol::people::PersonKind;
use porch_protocol::queue_query::ListOrder;
use porch_protocol::{CommentId, DecisionKind, Role, Status, Timestamp};
use porch_storage::Storage;
use porch_storage::audit::AuditQuery;
use porch_storage::identities::SITE_PROVIDER;
use porch_storage::pages::{PageQuery, PublishedFilter};
use porch_storage::people::PeopleQuery;
use porch_storage::person_comments::PersonCommentQuery;
use porch_storage::posts::{Arrival, PostJob};
use porch_storage::queue_choice::Choice;
use porch_storage::team::Member;

use super::super::databases::databases;
use super::super::{job, post};
use super::sign_in::account_of;
use super::visitors::confirmed;
use super::{LATER, NOW, decide};

/// One published comment of Ada's, and two of Bob's that wait.
async fn three(storage: &Storage) -> [CommentId; 3] {
    let up = post(storage, PostJob { source: "Sourdough".into(), ..job("bakery", "bakery.example/rye", "up") }).await;
    let held = |page: &str, hold, also| PostJob {
        person: "bob".into(),
        name: "Bob".into(),
        status: Status::Held,
        hold: Some(hold),
        arrival: Arrival { writing_time_ms: Some(1), other_hold_reasons: also },
        ..job("bakery", page, "held")
    };
    let first = held("bakery.example/rye", HoldReason::Links, vec![HoldReason::Words]);
    let second = PostJob { now: LATER, ..held("bakery.example/oats", HoldReason::FirstComment, Vec::new()) };
    [up.id, post(storage, first).await.id, post(storage, second).await.id]
}

#[tokio::test]
async fn what_waits_is_listed_in_order_and_by_choice() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let [_, first, second] = three(&storage).await;
        let listed = async |choice: Choice, skip, limit| {
            let (found, total) = storage.filtered_review_queue("bakery", &choice, skip, limit).await.unwrap();
            (found.iter().map(|one| one.comment.id).collect::<Vec<_>>(), total)
        };
        let (waiting, total) = storage.review_queue("bakery", 0, 1).await.unwrap();
        assert_eq!((waiting[0].comment.id, waiting[0].arrival.writing_time_ms, total), (first, Some(1), 2));
        assert_eq!(storage.count_review_queue("bakery").await.unwrap(), 2);
        let newest = Choice { order: ListOrder::Newest, ..Choice::default() };
        assert_eq!(listed(newest, 0, 9).await, (vec![second, first], 2));
        let choices = storage.choices_of_review_queue("bakery").await.unwrap();
        assert_eq!((choices.pages.len(), choices.reasons.len()), (2, 2));
        for reason in choices.reasons {
            let one = Choice { reason: Some(reason), ..Choice::default() };
            assert_eq!(listed(one, 0, 9).await.1, 1);
        }
        let old = Choice { posted_before: Some(NOW), ..Choice::default() };
        assert_eq!(listed(old, 0, 9).await, (vec![first], 1));
    }
}

#[tokio::test]
async fn what_needs_an_answer_is_listed() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let [up, ..] = three(&storage).await;
        let (found, fitting, total) =
            storage.chosen_unanswered("bakery", None, Timestamp(0), &Choice::default(), 9).await.unwrap();
        assert_eq!((found[0].comment.id, found[0].first_words, fitting, total), (up, true, 1, 1));
        let choices = storage.choices_of_unanswered("bakery", Timestamp(0)).await.unwrap();
        let reason = Some(choices.reasons[0].clone());
        let choice = Choice { reason, page: Some(choices.pages[0].url.clone()), ..Choice::default() };
        let chosen = storage.chosen_unanswered("bakery", None, Timestamp(0), &choice, 9).await.unwrap();
        assert_eq!((chosen.0.len(), chosen.1), (1, 1));
    }
}

#[tokio::test]
async fn published_comments_and_their_pages_are_listed() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let [up, ..] = three(&storage).await;
        let now = storage.published_comments("bakery", &PublishedFilter::default(), 9).await.unwrap();
        assert_eq!(now.iter().map(|one| one.comment.id).collect::<Vec<_>>(), [up]);
        let after = Some((now[0].comment.posted_at, up));
        let next = PublishedFilter { after, ..PublishedFilter::default() };
        assert!(storage.published_comments("bakery", &next, 9).await.unwrap().is_empty());
        assert_eq!(storage.choices_of_published("bakery").await.unwrap().pages.len(), 1);
        let pages = storage.pages("bakery", &PageQuery::default(), 9).await.unwrap();
        let counts: Vec<_> = pages.iter().map(|page| (page.up, page.waiting)).collect();
        assert_eq!(counts, [(0, 1), (1, 1)], "the latest comment first");
        let after = Some((pages[0].order, pages[0].thread));
        assert_eq!(storage.pages("bakery", &PageQuery { after, ..PageQuery::default() }, 9).await.unwrap().len(), 1);
        for (find, many) in [("RYE", 1), ("example/oa", 1), ("bakery", 2), ("100%", 0), ("_", 0)] {
            let query = PageQuery { find: Some(find.into()), ..PageQuery::default() };
            assert_eq!(storage.pages("bakery", &query, 9).await.unwrap().len(), many, "{find}");
            assert_eq!(storage.count_pages_named("bakery", find).await.unwrap() as usize, many, "{find}");
        }
    }
}

#[tokio::test]
async fn a_search_does_not_mind_the_case_of_latin_letters() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let [up, ..] = three(&storage).await;
        for (find, many) in [("sourDOUGH", 1), ("dough", 1), ("%", 0), ("nothing", 0)] {
            let (found, total) = storage.comments_containing("bakery", find, 9).await.unwrap();
            assert_eq!((found.len(), usize::try_from(total).unwrap()), (many, many), "{find}");
            assert!(found.iter().all(|one| one.comment.id == up));
        }
        for (find, many) in [("BO", 1), ("a", 1), ("eve", 0)] {
            assert_eq!(storage.count_people_named("bakery", find).await.unwrap(), many, "{find}");
        }
    }
}

#[tokio::test]
async fn a_page_of_a_host_beyond_ascii_is_found_as_people_read_it() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        post(&storage, job("bakery", "xn--bckerei-5wa.example:8080/rye", "words")).await;
        for (find, many) in [("bäcker", 1), ("bäckerei.example:8080/ry", 1), ("bäckerei.example:8080/oats", 0)] {
            let query = PageQuery { find: Some(find.into()), ..PageQuery::default() };
            assert_eq!(storage.pages("bakery", &query, 9).await.unwrap().len(), many, "{find}");
        }
    }
}

#[tokio::test]
async fn people_are_listed_with_what_they_wrote() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let [_, first, _] = three(&storage).await;
        let people = async |query: PeopleQuery| storage.people("bakery", &query, NOW, 9).await.unwrap();
        let all = people(PeopleQuery::default()).await;
        assert_eq!(all.iter().map(|one| one.comments).sum::<u32>(), 3);
        let found = people(PeopleQuery { find: Some("bO".into()), ..PeopleQuery::default() }).await;
        assert_eq!(found.iter().map(|one| (one.name.as_str(), one.banned)).collect::<Vec<_>>(), [("Bob", false)]);
        assert!(people(PeopleQuery { banned: true, ..PeopleQuery::default() }).await.is_empty());
        let longest = people(PeopleQuery { longest: true, ..PeopleQuery::default() }).await;
        assert_eq!(longest.len(), 2);
        let after = Some((longest[0].since, longest[0].person.clone()));
        assert_eq!(people(PeopleQuery { longest: true, after, ..PeopleQuery::default() }).await.len(), 1);
        let counts = storage.counts_of("bakery", "bob", None).await.unwrap();
        assert_eq!(counts.iter().map(|one| (one.status, one.count)).collect::<Vec<_>>(), [(Status::Held, 2)]);
        let before = storage.comment("bakery", first).await.unwrap();
        assert!(storage.counts_of("bakery", "bob", before.as_ref()).await.unwrap().is_empty());
        let held = PersonCommentQuery { statuses: vec![Status::Held], ..PersonCommentQuery::default() };
        assert_eq!(storage.comments_about("bakery", "bob", &held, 9).await.unwrap().len(), 2);
        assert!(storage.comments_about("bakery", "ada", &held, 9).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn people_are_listed_by_what_they_have_confirmed() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let marta = Member {
            site: "bakery".into(),
            person: "marta".into(),
            name: "marta".into(),
            role: Role::Owner,
            thread: None,
        };
        storage.add_member(marta, NOW).await.unwrap();
        for person in ["ada", "ben", "cem", "dee", "marta"] {
            post(&storage, PostJob { person: person.into(), name: person.into(), ..job("bakery", "rye", "words") })
                .await;
        }
        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        account_of(&storage, ("ben", "ben2"), SITE_PROVIDER).await;
        account_of(&storage, ("cem", "cem2"), "club").await;
        let listed = async |kind| {
            let query = PeopleQuery { kind, ..PeopleQuery::default() };
            let people = storage.people("bakery", &query, NOW, 9).await.unwrap();
            let mut names: Vec<_> = people.into_iter().map(|line| line.name).collect();
            names.sort();
            names.join(" ")
        };
        assert_eq!(listed(None).await, "ada ben cem dee marta");
        assert_eq!(listed(Some(PersonKind::Guest)).await, "dee", "the team is known by its roles");
        assert_eq!(listed(Some(PersonKind::Mail)).await, "ada");
        assert_eq!(listed(Some(PersonKind::Site)).await, "ben");
        assert_eq!(listed(Some(PersonKind::Provider)).await, "cem");
        let named = PeopleQuery { kind: Some(PersonKind::Site), find: Some("e".into()), ..PeopleQuery::default() };
        assert_eq!(storage.people("bakery", &named, NOW, 9).await.unwrap().len(), 1, "with a part of a name");
        let elsewhere = PeopleQuery { kind: Some(PersonKind::Mail), ..PeopleQuery::default() };
        assert!(storage.people("cafe", &elsewhere, NOW, 9).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn the_log_of_the_team_is_read_backwards_and_by_kind() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let [_, first, second] = three(&storage).await;
        decide(&storage, first, DecisionKind::Approve, Status::Published).await;
        decide(&storage, second, DecisionKind::Decline, Status::Declined).await;
        let log = storage.audit_log("bakery", 2).await.unwrap();
        assert_eq!(log.iter().map(|line| line.comment).collect::<Vec<_>>(), [Some(second), Some(first)]);
        assert_eq!((log[0].by.as_str(), log[0].reason.as_deref()), ("marta", Some("why")));
        let approved = AuditQuery { kinds: vec![EventKind::CommentApproved], ..AuditQuery::default() };
        assert_eq!(storage.audit_lines("bakery", &approved, 9).await.unwrap().len(), 1);
        let before = AuditQuery { before: Some(log[1].seq), by: Some("marta".into()), ..AuditQuery::default() };
        assert!(storage.audit_lines("bakery", &before, 9).await.unwrap().is_empty());
    }
}
