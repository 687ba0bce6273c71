//! The state machine of the statuses, walked at random: after every step, what strangers get by any road is what is
//! published, and nothing else; and what they never saw leaves no trace.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use futures_util::StreamExt;
use porch_domain::moderation::team_decision::DecisionKind;
use porch_protocol::{Changes, Comment, CommentId, CommentPosted, Status, ThreadPage};
use porch_server::team::{OPERATOR, TeamError, decisions};
use porch_storage::sites::{Hold, SiteChange};
use proptest::prelude::*;
use reqwest::Method;
use serde_json::json;

use crate::fixture::{Fixture, Person, RYE, key, said};

/// One thing that somebody does. Comments are named by their place among those posted so far.
#[derive(Clone, Debug)]
enum Step {
    Post { who: usize, answers: Option<usize> },
    Edit { comment: usize, link: bool },
    Withdraw(usize),
    Decide(DecisionKind, usize),
    Undo(usize),
    Report(usize),
    SecondLook(usize),
    Hold(Hold),
    Pass(i64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let place = || 0..12_usize;
    let step = prop_oneof![
        4 => (0..3_usize, proptest::option::of(place())).prop_map(|(who, answers)| Step::Post { who, answers }),
        3 => (place(), any::<bool>()).prop_map(|(comment, link)| Step::Edit { comment, link }),
        1 => place().prop_map(Step::Withdraw),
        6 => (proptest::sample::select(DecisionKind::ALL.to_vec()), place()).prop_map(|(verb, place)| Step::Decide(verb, place)),
        2 => place().prop_map(Step::Undo),
        1 => place().prop_map(Step::Report),
        1 => place().prop_map(Step::SecondLook),
        1 => proptest::sample::select(vec![Hold::Off, Hold::First, Hold::All]).prop_map(Step::Hold),
        1 => (0..15_i64).prop_map(Step::Pass),
    ];
    proptest::collection::vec(step, 1..24)
}

/// The marks of all texts in an answer.
fn marks(answer: &str) -> BTreeSet<String> {
    answer.split("mark").skip(1).map(|rest| rest.chars().take_while(char::is_ascii_digit).collect()).collect()
}

/// A stranger whose page is open all the time and follows what happens.
struct Reader {
    person: Person,
    cursor: String,
    shown: BTreeMap<CommentId, Comment>,
}

impl Reader {
    async fn hears(&mut self) {
        let Changes { cursor, changes, .. } = self.person.hears_since(RYE, &self.cursor).await;
        self.cursor = cursor.0;
        self.shown.extend(changes.into_iter().map(|change| (change.comment.id, change.comment)));
    }

    fn reads(&self) -> BTreeSet<String> {
        self.shown.values().flat_map(|comment| marks(&said(comment))).collect()
    }
}

struct Walk {
    fixture: Fixture,
    people: Vec<Person>,
    stranger: Person,
    reader: Reader,
    posted: Vec<(usize, CommentPosted)>,
    ever_public: BTreeSet<CommentId>,
    texts: usize,
}

impl Walk {
    async fn open() -> Self {
        let fixture = Fixture::open().await;
        let people = (0..3).map(|number| fixture.visitor(&format!("Person {number}"))).collect();
        let (stranger, person) = (fixture.visitor("Stranger"), fixture.visitor("Reader"));
        let cursor = person.reads(RYE).await.cursor.0;
        let reader = Reader { person, cursor, shown: BTreeMap::new() };
        Self { fixture, people, stranger, reader, posted: Vec::new(), ever_public: BTreeSet::new(), texts: 0 }
    }

    fn text(&mut self, link: bool) -> String {
        self.texts += 1;
        let link = if link { format!(" https://a.example/{}", self.texts) } else { String::new() };
        format!("words mark{} words{link}", self.texts)
    }

    fn named(&self, place: usize) -> Option<&(usize, CommentPosted)> {
        self.posted.get(place % self.posted.len().max(1))
    }

    async fn version(&self, id: CommentId) -> u32 {
        self.fixture.app.storage.comment("bakery", id).await.unwrap().unwrap().version
    }

    /// Takes a step. Many cannot be taken, which is an answer, and never one from a broken server.
    async fn take(&mut self, step: &Step) -> Option<CommentId> {
        match *step {
            Step::Post { who, answers } => {
                let body = self.text(false);
                let mut words = self.people[who].words(RYE, &body);
                if let Some((_, parent)) = answers.and_then(|place| self.named(place)) {
                    words["parent"] = json!(parent.comment.id);
                }
                let response = self.people[who].sends(Method::POST, "comments", &key(), words).await;
                assert!(response.status().as_u16() < 500);
                let posted: CommentPosted = response.json().await.ok()?;
                self.posted.push((who, posted.clone()));
                Some(posted.comment.id)
            }
            Step::Edit { comment, link } => {
                let body = self.text(link);
                let (who, posted) = self.named(comment)?.clone();
                let version = self.version(posted.comment.id).await;
                assert!(self.people[who].edits(&posted, version, &body).await.status().as_u16() < 500);
                Some(posted.comment.id)
            }
            Step::Withdraw(place) => {
                let (who, posted) = self.named(place)?.clone();
                let version = self.version(posted.comment.id).await;
                assert!(self.people[who].withdraws(&posted, version).await.status().as_u16() < 500);
                Some(posted.comment.id)
            }
            Step::Decide(verb, place) => {
                let (_, posted) = self.named(place)?.clone();
                let done = self.fixture.decides(verb, &posted, "why").await;
                assert!(matches!(done, Ok(()) | Err(TeamError::WrongStatus(..))), "{done:?}");
                Some(posted.comment.id)
            }
            Step::Undo(place) => {
                let id = self.named(place)?.1.comment.id;
                let done = decisions::undo(&self.fixture.app, "bakery", id, OPERATOR).await;
                assert!(matches!(done, Ok(_) | Err(TeamError::NothingToUndo(_))), "{done:?}");
                Some(id)
            }
            Step::Report(place) => {
                let id = self.named(place)?.1.comment.id;
                for person in &self.people {
                    let body = json!({ "reason": "unkind" });
                    let rest = format!("comments/{id}/reports");
                    assert!(person.sends(Method::POST, &rest, &key(), body).await.status().as_u16() < 500);
                }
                Some(id)
            }
            Step::SecondLook(place) => {
                let (who, posted) = self.named(place)?.clone();
                let rest = format!("comments/{}/second-look", posted.comment.id);
                let asked = self.people[who].sends(Method::POST, &rest, &key(), json!({})).await;
                assert!(asked.status().as_u16() < 500);
                Some(posted.comment.id)
            }
            Step::Hold(hold) => {
                self.fixture.set(SiteChange { hold: Some(hold), ..SiteChange::default() }).await;
                None
            }
            Step::Pass(seconds) => {
                self.fixture.pass(seconds);
                None
            }
        }
    }

    /// The marks of what is published now, as the database has it.
    async fn published(&mut self) -> BTreeSet<String> {
        let mut published = BTreeSet::new();
        for (_, posted) in &self.posted {
            let stored = self.fixture.app.storage.comment("bakery", posted.comment.id).await.unwrap().unwrap();
            if stored.status == Status::Published {
                published.extend(marks(&stored.source));
                self.ever_public.insert(stored.id);
            }
        }
        published
    }

    /// Asks by every road that a stranger has.
    async fn check(&mut self, step: &Step) {
        let published = self.published().await;
        for order in ["conversation", "newest", "oldest"] {
            let answer = self.stranger.gets(&format!("thread?page={RYE}&order={order}")).await;
            let page: ThreadPage = answer.json().await.unwrap();
            assert_eq!(usize::try_from(page.total).unwrap(), published.len(), "the count after {step:?}");
            let read: BTreeSet<String> = page.comments.iter().flat_map(|comment| marks(&said(comment))).collect();
            assert_eq!(read, published, "{order} after {step:?}");
        }
        let fragment = self.stranger.reads_the_page(RYE).await;
        assert_eq!(marks(&fragment), published, "the fragment after {step:?}");
        let talk = format!("{}/c/bakery?page={RYE}", self.fixture.address);
        assert_eq!(marks(&reqwest::get(talk).await.unwrap().text().await.unwrap()), published, "/c after {step:?}");
        if let Some(thread) = self.fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap() {
            let feed = format!("{}/c/bakery/{}/feed", self.fixture.address, thread.id);
            let feed = reqwest::get(feed).await.unwrap().text().await.unwrap();
            assert_eq!(marks(&feed), published, "the feed after {step:?}");
        }
        let include = self.stranger.gets(&format!("include?page={RYE}")).await.text().await.unwrap();
        assert_eq!(marks(&include), published, "the HTML for the owner's page after {step:?}");
        let feed = reqwest::get(format!("{}/c/bakery/feed", self.fixture.address)).await.unwrap().text().await.unwrap();
        assert_eq!(marks(&feed), published, "the feed of the site after {step:?}");
        let start = format!("changes?page={RYE}&since={}-0", self.fixture.app.identity.database_epoch);
        let changes = self.stranger.gets(&start).await.text().await.unwrap();
        assert!(marks(&changes).is_subset(&published), "changes after {step:?}: {changes}");
        self.reader.hears().await;
        assert_eq!(self.reader.reads(), published, "a page that stayed open, after {step:?}");
    }
}

/// What strangers read of the page; none of it is to depend on whether somebody looked at it before.
async fn reads_anew(fixture: &Fixture, stranger: &Person) -> ThreadPage {
    let carried = stranger.reads(RYE).await;
    fixture.set(SiteChange::default()).await;
    let anew = stranger.reads(RYE).await;
    assert_eq!(carried, anew, "what was kept and moved on, and what is loaded anew");
    anew
}

async fn walk(steps: Vec<Step>) {
    let mut walk = Walk::open().await;
    let heard: Arc<Mutex<Vec<u8>>> = Arc::default();
    let live = walk.stranger.gets(&format!("live?page={RYE}")).await;
    let ears = heard.clone();
    let listening = tokio::spawn(async move {
        let mut stream = live.bytes_stream();
        while let Some(Ok(bytes)) = stream.next().await {
            ears.lock().unwrap().extend_from_slice(&bytes);
        }
    });
    for step in &steps {
        let before = walk.stranger.reads(RYE).await;
        let touched = walk.take(step).await;
        walk.check(step).await;
        let after = walk.stranger.reads(RYE).await;
        if let Some(id) = touched.filter(|id| !walk.ever_public.contains(id)) {
            assert_eq!(before, after, "{step:?} on {id}, which nobody has ever seen, left a trace");
        }
        if before.comments == after.comments {
            assert_eq!(before.cursor, after.cursor, "{step:?} changed nothing that is read, and moved the cursor");
        }
    }
    reads_anew(&walk.fixture, &walk.stranger).await;
    let _ = walk.fixture.end().await;
    listening.await.unwrap();
    assert_eq!(
        marks(&String::from_utf8_lossy(&heard.lock().unwrap())),
        BTreeSet::new(),
        "the live stream has no words"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_road_shows_a_stranger_what_is_not_published(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(walk(steps));
    }
}

#[tokio::test]
async fn what_becomes_of_a_removed_comment_that_only_hidden_words_answer_is_nobodys_to_know() {
    let fixture = Fixture::open().await;
    let (amira, ben, stranger) = (fixture.visitor("Amira"), fixture.visitor("Ben"), fixture.visitor("Stranger"));
    let opening = amira.posts(RYE, "Your baker is a fool").await;
    fixture.set(SiteChange { hold: Some(Hold::All), ..SiteChange::default() }).await;
    let mut words = ben.words(RYE, "So are you");
    words["parent"] = json!(opening.comment.id);
    let reply: CommentPosted = ben.sends(Method::POST, "comments", &key(), words).await.json().await.unwrap();
    assert_eq!(reply.comment.status, Status::Held);
    fixture.decides(DecisionKind::Remove, &opening, "unkind").await.unwrap();
    let removed = stranger.reads(RYE).await;
    fixture.decides(DecisionKind::Spam, &opening, "").await.unwrap();
    assert_eq!(stranger.reads(RYE).await, removed, "spam, with a reply that waits");

    fixture.decides(DecisionKind::Approve, &reply, "").await.unwrap();
    let shown: Vec<_> = reads_anew(&fixture, &stranger).await.comments.into_iter().map(|one| one.id).collect();
    assert_eq!(shown, [reply.comment.id], "no stub of what is spam by now");

    fixture.decides(DecisionKind::Remove, &reply, "unkind").await.unwrap();
    let removed = reads_anew(&fixture, &stranger).await;
    decisions::undo(&fixture.app, "bakery", opening.comment.id, OPERATOR).await.unwrap();
    assert_eq!(stranger.reads(RYE).await, removed, "removed again, with a reply that is");
    fixture.decides(DecisionKind::Restore, &reply, "").await.unwrap();
    let shown: Vec<_> = reads_anew(&fixture, &stranger).await.comments.into_iter().map(|one| one.status).collect();
    assert_eq!(shown, [Status::Removed, Status::Published], "the stub is there again");
}
