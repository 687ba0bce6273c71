//! Reading: pages, orders, changes.

use porch_protocol::{ChangeKind, ErrorCode, HoldRule, Order, Status, ThreadPage};
use porch_storage::sites::{Hold, SiteChange};
use porch_storage::thread_changes::ThreadChange;

use crate::fixture::{Fixture, RYE, as_to_its_author, problem, said};
use crate::wait::PATIENCE;

#[tokio::test]
async fn a_page_nobody_has_spoken_on_is_empty_and_makes_no_thread() {
    let fixture = Fixture::open().await;
    let read = fixture.visitor("Amira").reads(RYE).await;
    assert_eq!((read.total, read.comments.len(), read.next), (0, 0, None));
    let stored = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap();
    assert!(stored.is_none());
}

#[tokio::test]
async fn pages_of_a_thread_hold_every_comment_once_in_every_order() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let mut last = None;
    for i in 0..190 {
        // Two long conversations among short ones.
        last = Some(match &last {
            Some(opening) if i % 90 > 5 && i % 90 < 75 => {
                amira.replies(RYE, opening, &format!("reply {i}")).await;
                last.take().unwrap()
            }
            _ => amira.posts(RYE, &format!("opening {i}")).await,
        });
    }
    for order in Order::ALL {
        let (mut seen, mut after, mut announced) = (Vec::new(), String::new(), None);
        loop {
            let rest = format!("thread?page={RYE}&order={}{after}", order.word());
            let page: ThreadPage = amira.gets(&rest).await.json().await.unwrap();
            let most = if after.is_empty() { 40 } else { 100 };
            assert!((1..=most).contains(&page.comments.len()), "{order:?}: {}", page.comments.len());
            assert!(
                announced.is_none_or(|count: u32| count as usize == page.comments.len()),
                "{order:?}: {announced:?}"
            );
            announced = Some(page.next_count);
            seen.extend(page.comments);
            let Some(next) = page.next else {
                assert_eq!(announced, Some(0));
                break;
            };
            after = format!("&after={next}");
        }
        let mut ids: Vec<_> = seen.iter().map(|comment| comment.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!((seen.len(), ids.len()), (190, 190), "{order:?}");
        let times: Vec<_> = seen.iter().map(|comment| comment.posted_at).collect();
        match order {
            Order::Oldest => assert!(times.is_sorted()),
            Order::Newest => assert!(times.iter().rev().is_sorted()),
            Order::Conversation => {
                let openings: Vec<_> = seen.iter().filter(|c| c.parent.is_none()).map(|c| c.posted_at).collect();
                assert!(openings.iter().rev().is_sorted());
            }
        }
    }
}

#[tokio::test]
async fn which_comments_the_team_reads_first_is_told_to_everyone_and_names_the_state() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let opening = amira.posts(RYE, "Mine fell.").await;
    let mut versions = vec![amira.reads(RYE).await.version];
    assert!(amira.reads_the_page(RYE).await.contains("Usually everyone can see this at once."));
    for (hold, rule) in [(Hold::First, HoldRule::First), (Hold::All, HoldRule::All)] {
        fixture.set(SiteChange { hold: Some(hold), ..SiteChange::default() }).await;
        let page = amira.reads(RYE).await;
        assert_eq!(page.hold, rule);
        assert!(!versions.contains(&page.version), "nobody keeps the old one");
        versions.push(page.version);
        // The fragment is everybody's: it says what is true of somebody of whom nothing is known.
        let html = amira.reads_the_page(RYE).await;
        assert!(
            html.contains("once the team has read it") && !html.contains("Usually everyone can see this at once."),
            "{html}"
        );
        let stranger = fixture.visitor("Noor").me(RYE).await;
        let me = amira.me(RYE).await;
        assert_eq!((stranger.hold, me.hold, me.standing.map(|one| one.published)), (rule, rule, Some(1)));
        let changes = amira.hears_since(RYE, &page.cursor.0).await;
        assert_eq!(changes.hold, rule);
    }
    assert_eq!(opening.reason, None);
}

#[tokio::test]
async fn changes_tell_what_happened_and_what_it_shows_now() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let opening = amira.posts(RYE, "one").await;
    let cursor = ben.reads(RYE).await.cursor;
    assert_eq!(ben.hears_since(RYE, &cursor.0).await.changes, []);
    let reply = ben.replies(RYE, &opening, "two").await;
    amira.edits(&opening, 1, "one, better").await;
    ben.withdraws(&reply, 1).await;
    let heard = amira.hears_since(RYE, &cursor.0).await;
    let told: Vec<_> = heard.changes.iter().map(|c| (c.kind, said(&c.comment), c.comment.status)).collect();
    assert_eq!(
        told,
        [
            (ChangeKind::Edited, "one, better".into(), Status::Published),
            (ChangeKind::Withdrawn, String::new(), Status::Withdrawn)
        ]
    );
    assert_eq!(heard.cursor, ben.reads(RYE).await.cursor);
    assert_eq!(amira.hears_since(RYE, &heard.cursor.0).await.changes, []);
}

#[tokio::test]
async fn a_comment_that_came_and_changed_since_is_news() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "one").await;
    let cursor = amira.reads(RYE).await.cursor;
    let second = amira.posts(RYE, "tow").await;
    amira.edits(&second, 1, "two").await;
    let heard = amira.hears_since(RYE, &cursor.0).await.changes;
    let told: Vec<_> = heard.iter().map(|c| (c.kind, said(&c.comment))).collect();
    assert_eq!(told, [(ChangeKind::Published, "two".into())]);
}

#[tokio::test]
async fn a_cursor_of_another_life_or_of_the_future_is_gone() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "one").await;
    for cursor in ["", "nonsense", "00000000-0", &format!("{}-99", fixture.app.identity.database_epoch)] {
        let response = amira.gets(&format!("changes?page={RYE}&since={cursor}")).await;
        assert_eq!(problem(response, 410).await.code, ErrorCode::CursorGone, "{cursor}");
    }
}

#[tokio::test]
async fn a_cursor_of_another_process_over_the_same_database_is_known() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "one").await;
    let before = amira.reads(RYE).await;
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();

    // Another process closes the page. Nothing rings here.
    let other = porch_storage::open(fixture.folder.path(), PATIENCE).await.unwrap();
    let change = ThreadChange { closed: Some(true), by: "operator".into(), ..ThreadChange::default() };
    assert!(other.set_thread("bakery".into(), thread.id, change, fixture.clock.now()).await.unwrap());
    other.close().await;

    let cursor = |rev: i64| format!("{}-{rev}", fixture.app.identity.database_epoch);
    let since = async |rev| amira.gets(&format!("changes?page={RYE}&since={}", cursor(rev))).await;
    assert_eq!(problem(since(thread.rev + 2).await, 410).await.code, ErrorCode::CursorGone, "nobody has it");
    assert_eq!(since(thread.rev + 1).await.status(), 200, "the other process has it");
    assert_ne!(amira.reads(RYE).await.cursor, before.cursor, "and now this one has it");
}

#[tokio::test]
async fn a_site_is_found_by_the_origin_of_the_page() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "hello").await;
    let url = |rest: &str| format!("{}/v1/sites/-/thread?{rest}", fixture.address);
    let read: ThreadPage = reqwest::get(url(&format!("page={RYE}"))).await.unwrap().json().await.unwrap();
    assert_eq!(read.total, 1);
    let keyed = reqwest::get(url("page=recipe-7&origin=https://bakery.example")).await.unwrap();
    assert_eq!(keyed.json::<ThreadPage>().await.unwrap().page_key, "key:recipe-7");
    for rest in ["page=recipe-7", "page=https://nowhere.example/", "page=recipe-7&origin=https://nowhere.example"] {
        let response = reqwest::get(url(rest)).await.unwrap();
        assert_eq!(problem(response, 404).await.code, ErrorCode::SiteUnknown, "{rest}");
    }
}

#[tokio::test]
async fn the_words_are_still_there_after_the_server_was_gone() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "kept").await;
    let folder = fixture.end().await;
    let fixture = Fixture::at(folder, porch_server::config::Limits::Off).await;
    let read = fixture.visitor("Ben").reads(RYE).await;
    let comments: Vec<_> = read.comments.into_iter().map(as_to_its_author).collect();
    assert_eq!(comments, [posted.comment]);
    assert_eq!(Some(read.cursor), posted.cursor, "a reader goes on where they were");
}
