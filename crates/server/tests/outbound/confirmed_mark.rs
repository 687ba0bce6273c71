//! The mark beside the names of people who have confirmed an address: on what they wrote before and write after, on open
//! pages too, and on nobody else's.

use porch_protocol::author_card::AuthorCard;
use porch_protocol::people::{ConfirmedBy, PersonHistory};
use porch_protocol::{ChangeKind, Changes, CommentId, CommentPosted, Role, ThreadPage};
use porch_storage::team::Member;
use reqwest::StatusCode;
use serde_json::json;

use super::browser::{ADA, Browser, two_sites};
use super::fixture::Fixture;
use super::sink::Sink;

const PAGE: &str = "page=https://bakery.example/rye";

impl Browser {
    async fn thread(&self) -> ThreadPage {
        self.gets(&format!("thread?{PAGE}")).await.json().await.unwrap()
    }

    /// Whether the comment's author has the mark, as readers get it.
    async fn sees_mark(&self, id: CommentId) -> bool {
        let comments = self.thread().await.comments;
        comments.into_iter().find(|comment| comment.id == id).unwrap().author.unwrap().confirmed
    }

    async fn changes(&self, since: &str) -> Changes {
        self.gets(&format!("changes?{PAGE}&since={since}")).await.json().await.unwrap()
    }
}

#[tokio::test]
async fn whoever_confirms_has_a_mark_on_all_their_comments_and_open_pages_are_told() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let (ada, ben) = (Browser::new(&fixture.address, "bakery"), Browser::new(&fixture.address, "bakery"));
    let before = ada.posts("Ada", "My rye collapsed.").await;
    let other = ben.posts("Ben", "Mine, too.").await;
    let reader = Browser::new(&fixture.address, "bakery");
    assert!(!before.comment.author.unwrap().confirmed && !reader.sees_mark(before.comment.id).await);
    let fragment = async || reader.gets(&format!("fragment?{PAGE}")).await.text().await.unwrap();
    assert!(!fragment().await.contains("✓"));
    let since = reader.thread().await.cursor.0;

    ada.confirms(&mut sink, ADA).await;
    let changes = reader.changes(&since).await;
    let change = &changes.changes[..];
    assert_eq!((change.len(), change[0].kind, change[0].comment.id), (1, ChangeKind::Edited, before.comment.id));
    assert!(change[0].comment.author.as_ref().unwrap().confirmed);
    assert_eq!(change[0].comment.version, 1, "its words have not changed");
    assert!(reader.sees_mark(before.comment.id).await && !reader.sees_mark(other.comment.id).await);
    assert_eq!(fragment().await.matches("✓").count(), 1);

    let after = ada.posts("Ada", "It is the oven.").await;
    assert!(after.comment.author.unwrap().confirmed && reader.sees_mark(after.comment.id).await);
    let mine = ada.me().await.comments;
    assert!(mine.len() == 2 && mine.iter().all(|comment| comment.author.confirmed));
    let card = reader.gets(&format!("comments/{}/author", after.comment.id)).await.json::<AuthorCard>().await.unwrap();
    assert!(card.confirmed);
    let page = reqwest::get(format!("{}/c/bakery?{PAGE}", fixture.address)).await.unwrap().text().await.unwrap();
    assert_eq!(page.matches("✓").count(), 2);
}

#[tokio::test]
async fn what_becomes_a_confirmed_persons_gets_the_mark_and_loses_it_when_that_is_undone() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let (laptop, phone) = (Browser::new(&fixture.address, "bakery"), Browser::new(&fixture.address, "bakery"));
    let first = laptop.posts("Ada", "from the laptop").await;
    laptop.confirms(&mut sink, ADA).await;
    let second = phone.posts("A. L.", "from the phone").await;
    let reader = Browser::new(&fixture.address, "bakery");
    let since = reader.thread().await.cursor.0;
    phone.confirms(&mut sink, ADA).await;
    assert!(reader.sees_mark(second.comment.id).await);
    let ids: Vec<_> = reader.changes(&since).await.changes.iter().map(|change| change.comment.id).collect();
    assert!(ids.contains(&second.comment.id), "{ids:?}");

    let person = fixture.app.storage.comment("bakery", first.comment.id).await.unwrap().unwrap().person;
    let verb = async |verb: &str, message| fixture.verb(verb, message).await;
    let listed = verb("/person/merges", json!({ "site": "bakery", "id": first.comment.id })).await.unwrap();
    assert!(listed.contains("A. L.: 1 comment"), "{listed}");
    assert_eq!(verb("/person/merges", json!({ "site": "bakery", "id": person })).await.unwrap(), listed);
    let merge = listed.split(' ').next().unwrap();
    let undo = || json!({ "site": "bakery", "merge": merge });
    verb("/person/unmerge", undo()).await.unwrap();
    assert!(verb("/person/unmerge", undo()).await.is_err(), "it is undone");
    assert!(!reader.sees_mark(second.comment.id).await && reader.sees_mark(first.comment.id).await);
    let listed = verb("/person/merges", json!({ "site": "bakery", "id": person })).await.unwrap();
    assert!(listed.contains("undone"), "{listed}");
    let log = verb("/log", json!({ "site": "bakery" })).await.unwrap();
    assert!(log.contains("the operator separated from another person: A. L."), "{log}");
}

#[tokio::test]
async fn an_address_of_a_member_makes_nobody_a_member() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let (site, person) = ("bakery".to_owned(), "marta".to_owned());
    let marta = Member { site, person, name: "Marta".into(), role: Role::Owner, thread: None };
    fixture.app.storage.add_member(marta, fixture.clock.now()).await.unwrap();
    let members = async || fixture.app.storage.members("bakery").await.unwrap();
    let history = async || fixture.app.storage.author("bakery", "marta").await.unwrap();
    let before = (members().await, history().await);
    let guest = Browser::new(&fixture.address, "bakery");
    let posted = guest.posts("Ben", "words").await;
    guest.confirms(&mut sink, "marta@bakery.example").await;
    assert_eq!((members().await, history().await), before);
    let after =
        guest.sends("comments", json!({ "page": "https://bakery.example/rye", "name": "Marta", "body": "I" })).await;
    assert_eq!(after.status(), StatusCode::UNPROCESSABLE_ENTITY, "the name stays hers");
    let author = guest.thread().await.comments.remove(0).author.unwrap();
    assert_eq!((author.name.as_str(), author.role), ("Ben", None));
    assert!(guest.sees_mark(posted.comment.id).await);
}

/// What the team knows of the author of a comment.
pub(crate) async fn history(fixture: &Fixture, posted: &CommentPosted) -> PersonHistory {
    let person = fixture.app.storage.comment("bakery", posted.comment.id).await.unwrap().unwrap().person;
    porch_server::team::person_history::history(&fixture.app, "bakery", &person).await.unwrap().unwrap()
}

#[tokio::test]
async fn what_the_team_knows_of_a_person_says_how_they_are_known_and_what_was_merged() {
    let mut sink = Sink::open().await;
    let fixture = two_sites(&sink).await;
    let (ada, phone) = (Browser::new(&fixture.address, "bakery"), Browser::new(&fixture.address, "bakery"));
    let posted = ada.posts("Ada", "words").await;
    assert_eq!(history(&fixture, &posted).await.confirmed_by, []);
    ada.confirms(&mut sink, ADA).await;
    assert_eq!(history(&fixture, &posted).await.confirmed_by, [ConfirmedBy::Mail]);
    assert_eq!(history(&fixture, &posted).await.merges, []);
    phone.posts("A. L.", "from the phone").await;
    phone.confirms(&mut sink, ADA).await;
    let merged = history(&fixture, &posted).await.merges.remove(0);
    assert_eq!((merged.name.as_deref(), merged.comments, merged.undone_at), (Some("A. L."), 1, None));
}
