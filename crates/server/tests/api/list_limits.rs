//! Every list of the dashboard has an end, and says what lies beyond it.

use futures_util::future::join_all;
use porch_protocol::held::HoldReason;
use porch_protocol::people::{Banned, PersonHistory};
use porch_protocol::site_settings::{PromptAndRules, TriedRule};
use porch_protocol::team_api::{DecisionResult, MOST_AT_ONCE, ReadComment, ReviewQueue, SecondLooks, UnansweredList};
use porch_protocol::{CommentId, CommentPosted, ErrorCode, Role, Status};
use porch_server::team::review_queue;
use reqwest::Method;
use serde_json::{Value, json};

use crate::attacks::changed;
use crate::fixture::{Fixture, Person, RYE, key, problem};
use crate::limits::easy;
use crate::review::Host;

/// Another page of the site.
const ROLLS: &str = "https://bakery.example/rolls";

/// So many comments, each with words of its own.
async fn says(person: &Person, count: usize, more: Value) -> Vec<CommentPosted> {
    let mut all = Vec::with_capacity(count);
    let numbers: Vec<usize> = (0..count).collect();
    // The first one alone, so that the others come from the person that it has made.
    for some in numbers[..1].chunks(1).chain(numbers[1..].chunks(50)) {
        let posts = some.iter().map(async |number| {
            let mut words = person.words(RYE, &format!("words {number}"));
            words.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            person.sends(Method::POST, "comments", &key(), words).await.json::<CommentPosted>().await.unwrap()
        });
        all.extend(join_all(posts).await);
    }
    all
}

async fn person_of(fixture: &Fixture, posted: &CommentPosted) -> String {
    fixture.app.storage.comment("bakery", posted.comment.id).await.unwrap().unwrap().person
}

#[tokio::test]
async fn more_than_ten_thousand_that_wait_are_counted_and_the_longest_wait_is_read_first() {
    let fixture = easy().await;
    let posted = fixture.visitor("Amira").posts(RYE, "It is the first one that has words").await;
    let copies = "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
        insert into comments (site_id, thread_id, id, person_id, name, source, source_format, tree, tree_version, status, posted_at)
        select site_id, thread_id, printf('00000000-0000-7000-8000-%012d', i), person_id, name, source, source_format, tree,
               tree_version, 'held', posted_at + i from n, comments c where c.status = 'published'";
    let fixture = changed(fixture, copies, 10_001).await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let list: ReviewQueue = marta.reads("to-read").await;
    assert_eq!((list.cards.len(), list.total), (50, 10_001));
    assert_eq!(list.cards[0].comment.id, CommentId("00000000-0000-7000-8000-000000000001".parse().unwrap()));
    // However many wait, only those that are asked for are read.
    let some = async |skip, limit| fixture.app.storage.waiting("bakery", skip, limit).await.unwrap();
    let (waiting, total) = some(9_999, 7).await;
    assert_eq!((waiting.len(), total), (2, 10_001));
    assert_eq!(waiting[0].comment.id, CommentId("00000000-0000-7000-8000-000000010000".parse().unwrap()));
    assert_eq!(some(0, 7).await.0.len(), 7);
    assert_eq!(some(10_001, 7).await.0.len(), 0);
    let person = person_of(&fixture, &posted).await;
    let counts = fixture.app.storage.counts_of("bakery", &person, None).await.unwrap();
    assert_eq!(counts.iter().map(|one| one.count).sum::<u32>(), 10_000, "whoever wrote more is told apart no further");
    let history: PersonHistory = marta.reads(&format!("people/{person}")).await;
    assert_eq!(history.comments.len(), 10);
}

#[tokio::test]
async fn the_same_words_sent_thousands_of_times_stand_in_a_row_that_is_decided_about_in_parts() {
    let fixture = easy().await;
    fixture.visitor("Amira").posts(RYE, "These are the words of an advert that somebody sends again and again").await;
    let copies = "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
        insert into comments (site_id, thread_id, id, person_id, name, source, source_format, tree, tree_version, status, posted_at)
        select site_id, thread_id, printf('00000000-0000-7000-8000-%012d', i), person_id, name, source, source_format, tree,
               tree_version, 'held', posted_at + i from n, comments c where c.status = 'published'";
    let fixture = changed(fixture, copies, 3_000).await;
    let (rows, total) = review_queue::rows(&fixture.app, "bakery", 10).await.unwrap();
    assert_eq!((rows.len(), total, rows[0].alike.len()), (1, 3_000, 200), "so many are read, and all are counted");
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let list: ReviewQueue = marta.reads("to-read").await;
    assert_eq!((list.cards.len(), list.total, list.cards[0].alike.len()), (1, 3_000, 1_000));
    assert_eq!(list.cards[0].reasons, [HoldReason::NotReviewed]);
    let decide = async |comments: &[ReadComment]| {
        let decision = json!({ "verb": "spam", "comments": comments });
        marta.asks(Method::POST, "decisions", Some(decision)).await
    };
    assert_eq!(problem(decide(&list.cards[0].alike[..=MOST_AT_ONCE]).await, 422).await.code, ErrorCode::Malformed);
    let decided: DecisionResult = decide(&list.cards[0].alike[..MOST_AT_ONCE]).await.json().await.unwrap();
    assert_eq!(decided.done.len(), 200);
    assert_eq!(marta.reads::<ReviewQueue>("to-read").await.total, 2_800);
}

#[tokio::test]
async fn a_list_is_ordered_and_narrowed_before_it_is_cut() {
    let fixture = easy().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "It is the first one that has words").await;
    amira.posts(ROLLS, "It is the only one on its page").await;
    // Each has words of its own: what is short stands by itself. Every tenth was held for its links, and the rolls wait last.
    let copies = "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
        insert into comments (site_id, thread_id, id, person_id, name, source, source_format, tree, tree_version, status, hold, posted_at)
        select c.site_id, c.thread_id, printf('00000000-0000-7000-8000-%012d', i), c.person_id, c.name, 'No. ' || i, c.source_format,
               json_array(json_object('t', 'p', 'c', json_array(json_object('t', 'text', 'c', 'No. ' || i)))), c.tree_version, 'held', iif(i % 10 = 0, 'links', 'first_comment'), 1000000 * i
        from n, comments c where c.status = 'published' and (c.source like '%only one%') = (i = 60)";
    let fixture = changed(fixture, copies, 60).await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let numbers = async |query: &str| {
        let list: ReviewQueue = marta.reads(&format!("to-read?{query}")).await;
        let number = |id: CommentId| id.to_string().rsplit('-').next().unwrap().parse::<u32>().unwrap();
        (list.cards.iter().map(|card| number(card.comment.id)).collect::<Vec<_>>(), list.fitting, list.total)
    };
    assert_eq!(numbers("").await, ((1..=50).collect(), 60, 60));
    assert_eq!(numbers("order=newest").await, ((11..=60).rev().collect(), 60, 60));
    assert_eq!(numbers("order=oldest&rows=60").await, ((1..=60).collect(), 60, 60));
    assert_eq!(numbers("rows=3").await, (vec![1, 2, 3], 60, 60));
    assert_eq!(numbers("reason=links").await, (vec![10, 20, 30, 40, 50, 60], 6, 60));
    assert_eq!(numbers("reason=edited").await, (vec![], 0, 60));
    let rolls = format!("page={}", ROLLS.replace(':', "%3A").replace('/', "%2F"));
    assert_eq!(numbers(&rolls).await, (vec![60], 1, 60));
    assert_eq!(numbers(&format!("{rolls}&reason=first_comment")).await, (vec![], 0, 60));
    let now = fixture.app.clock.now().0 / 1_000_000;
    assert_eq!(numbers(&format!("age={}&rows=4", now - 3)).await, (vec![1, 2, 3], 3, 60));
    let list: ReviewQueue = marta.reads("to-read?choices=true&rows=1").await;
    let choices = list.choices.unwrap();
    assert_eq!(choices.pages.iter().map(|page| page.url.as_str()).collect::<Vec<_>>(), [RYE, ROLLS]);
    assert_eq!(choices.reasons, ["none_published", "links", "first_comment"], "one author wrote all of them");
    for query in ["order=sideways", "reason=nonsense", "rows=0", "rows=501", "age=-1"] {
        problem(marta.asks(Method::GET, &format!("to-read?{query}"), None).await, 422).await;
        problem(marta.asks(Method::GET, &format!("waiting?{query}"), None).await, 422).await;
    }
}

#[tokio::test]
async fn those_who_wait_for_a_reply_are_ordered_and_narrowed_before_the_list_is_cut() {
    let fixture = easy().await;
    let all = says(&fixture.visitor("Amira"), 51, json!({})).await;
    // Comments of one page that come at one time are set apart by a microsecond each.
    fixture.pass(1);
    let rolls = fixture.visitor("Ben").posts(ROLLS, "Do they keep?").await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let asks = async |query: &str| marta.reads::<UnansweredList>(&format!("waiting?{query}")).await;
    let newest = asks("order=newest").await;
    assert_eq!((newest.openings[0].comment.id, newest.openings.len(), newest.fitting), (rolls.comment.id, 50, 52));
    let oldest = asks("order=oldest&rows=52").await;
    let ids: Vec<_> = oldest.openings.iter().map(|one| one.comment.id).collect();
    assert!(ids.len() == 52 && ids[51] == rolls.comment.id && all.iter().all(|one| ids.contains(&one.comment.id)));
    let on_page = asks(&format!("page={}", ROLLS.replace(':', "%3A").replace('/', "%2F"))).await;
    assert_eq!((on_page.openings.len(), on_page.fitting, on_page.total), (1, 1, 52));
    let new = asks("reason=first_comment&choices=true").await;
    assert_eq!((new.openings.len(), new.fitting, new.total), (2, 2, 52));
    assert_eq!(new.choices.unwrap().pages.iter().map(|page| page.url.as_str()).collect::<Vec<_>>(), [RYE, ROLLS]);
    assert_eq!(asks("reason=reply").await.fitting, 0);
    assert_eq!(asks("age=3600").await.fitting, 0, "all came just now");
}

#[tokio::test]
async fn fifty_openings_wait_on_a_page_of_the_list_and_fifty_comments_stand_in_the_feed() {
    let fixture = easy().await;
    let all = says(&fixture.visitor("Amira"), 51, json!({})).await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let list: UnansweredList = marta.reads("waiting").await;
    assert_eq!((list.openings.len(), list.total), (50, 51));
    let thread = fixture.app.storage.comment("bakery", all[0].comment.id).await.unwrap().unwrap().thread;
    let feed = reqwest::get(format!("{}/c/bakery/{thread}/feed", fixture.address)).await.unwrap().text().await.unwrap();
    assert_eq!(feed.matches("<entry>").count(), 50);
    let first = all.iter().min_by_key(|posted| (posted.comment.posted_at, posted.comment.id)).unwrap();
    assert!(!feed.contains(&format!("<id>urn:uuid:{}</id>", first.comment.id)), "the oldest one is left out");
}

#[tokio::test]
async fn a_hundred_second_looks_are_told_and_all_are_counted() {
    let fixture = easy().await;
    says(&fixture.visitor("Amira"), 101, json!({ "pause": "kept" })).await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let first: SecondLooks = marta.reads("pauses").await;
    assert_eq!((first.comments.len(), first.counts.kept), (100, 101));
    let rest: SecondLooks = marta.reads(&format!("pauses?before={}", first.comments[99].seq)).await;
    assert_eq!(rest.comments.len(), 1);
}

#[tokio::test]
async fn a_rule_is_tried_on_two_hundred_comments_and_trust_is_made_of_two_hundred() {
    let fixture = easy().await;
    let all = says(&fixture.visitor("Amira"), 201, json!({})).await;
    let person = person_of(&fixture, &all[0]).await;
    assert_eq!(fixture.app.storage.history("bakery", &person).await.unwrap().published, 200);
    let tries = async |fixture: &Fixture| {
        let marta = Host::named(fixture, "Marta", Role::Owner).await;
        let asked = json!({ "rule": { "kind": "word", "text": "words" }, "sentence": "no" });
        marta.asks(Method::POST, "rules/try", Some(asked)).await.json::<TriedRule>().await.unwrap()
    };
    let tried = tries(&fixture).await;
    assert_eq!((tried.of, tried.held, tried.examples.len()), (200, 200, 3));
    // The latest two thousand events are about one comment alone.
    let events = "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
        insert into events (site_id, seq, kind, thread_id, comment_id, at)
        select 'bakery', s.last_seq + 100 + i, 'comment_edited', c.thread_id, c.id, 0 from n, sites s,
          (select * from comments order by id limit 1) c where s.id = 'bakery'";
    let fixture = changed(fixture, events, 2_000).await;
    let fixture = changed(fixture, "update sites set last_seq = last_seq + $1 where id = 'bakery'", 3_000).await;
    assert!(tries(&fixture).await.of <= 2, "what nothing happened to lately is not looked at");
}

#[tokio::test]
async fn two_hundred_bans_and_two_hundred_pages_with_words_of_their_own_are_listed() {
    let fixture = Fixture::open().await;
    let bans = "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
                insert into bans (site_id, kind, who, reason, actor, created_at)
                select 'bakery', 'person', 'p' || i, '', 'o', i from n";
    let fixture = changed(fixture, bans, 201).await;
    let pages = "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
                 insert into welcomes (site_id, page_key, question, changed_at)
                 select 'bakery', 'bakery.example/' || i, 'What do you bake?', i from n";
    let fixture = changed(fixture, pages, 201).await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let bans: Vec<Banned> = marta.reads("bans").await;
    assert_eq!((bans.len(), bans[0].who.as_str()), (200, "p201"), "the latest first");
    let rules: PromptAndRules = marta.reads("rules").await;
    assert_eq!(rules.pages.len(), 200);
}

#[tokio::test]
async fn five_hundred_comments_above_one_are_looked_at() {
    let fixture = easy().await;
    fixture.visitor("Amira").posts(RYE, "the opening").await;
    let chain = "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
        insert into comments (site_id, thread_id, id, parent_id, person_id, name, source, source_format, tree, tree_version,
                              status, posted_at)
        select site_id, thread_id, printf('00000000-0000-7000-8000-%012d', i),
               iif(i = 1, id, printf('00000000-0000-7000-8000-%012d', i - 1)), person_id, name, source, source_format, tree,
               tree_version, status, posted_at + i from n, (select * from comments limit 1) order by i";
    let fixture = changed(fixture, chain, 600).await;
    let at = |number: u32| CommentId(format!("00000000-0000-7000-8000-{number:012}").parse().unwrap());
    for (number, above) in [(499, 499), (500, 500), (501, 500), (600, 500)] {
        let branch = fixture.app.storage.branch("bakery", at(number)).await.unwrap();
        assert_eq!(branch.len(), above + 1, "{number}");
    }
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 601);
    assert_eq!(fixture.app.storage.comment("bakery", at(600)).await.unwrap().unwrap().status, Status::Published);
}
