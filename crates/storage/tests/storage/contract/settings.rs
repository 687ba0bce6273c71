//! The settings of a site, its rules and its model; and what belongs to the database as a whole.

use porch_domain::event::EventKind;
use porch_domain::page::PageAddress;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use porch_protocol::people::BanKind;
use porch_protocol::site_settings::RuleKind;
use porch_protocol::{ThreadId, WelcomeWords};
use porch_storage::AfterCommit;
use porch_storage::meta::Identity;
use porch_storage::rules::{Ban, RuleAdded};
use porch_storage::site_model::StoredModel;
use porch_storage::sites::SiteChange;
use porch_storage::thread_changes::ThreadChange;
use porch_storage::touched::Touched;
use uuid::Uuid;

use super::super::databases::databases;
use super::super::{job, post};
use super::{LATER, NOW};

#[tokio::test]
async fn a_change_of_a_site_leaves_the_rest_as_it_is() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let named = SiteChange { name: Some(Some("The Bakery".into())), slow: Some(60), ..SiteChange::default() };
        assert!(storage.set_site("bakery".into(), named, NOW).await.unwrap());
        let closed = SiteChange { closed: Some(true), repeats: Some(false), ..SiteChange::default() };
        assert!(storage.set_site("bakery".into(), closed.clone(), NOW).await.unwrap());
        assert!(!storage.set_site("nowhere".into(), closed, NOW).await.unwrap());
        let sites = storage.sites().await.unwrap();
        let bakery = sites.iter().find(|site| site.id == "bakery").unwrap();
        assert_eq!((bakery.name.as_deref(), bakery.closed, sites.len()), (Some("The Bakery"), true, 2));
        let rules = storage.site_rules(&["bakery", "cafe"]).await.unwrap();
        assert_eq!((rules["bakery"].slow, rules["bakery"].repeats, rules["cafe"].slow), (60, false, 0));
        let nameless = SiteChange { name: Some(None), ..SiteChange::default() };
        assert!(storage.set_site("bakery".into(), nameless, NOW).await.unwrap());
        let sites = storage.sites().await.unwrap();
        assert!(sites.iter().all(|site| site.name.is_none()));
    }
}

#[tokio::test]
async fn a_rule_is_added_to_the_rules_that_were_read() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let rule = |text: &str| (RuleKind::Word, text.to_owned());
        let add = |before: &[(RuleKind, String)], text: &str| {
            storage.add_rule("bakery".into(), before.to_vec(), rule(text), ("marta".into(), NOW))
        };
        assert_eq!(add(&[], "casino").await.unwrap(), RuleAdded::Done);
        assert_eq!(add(&[], "lottery").await.unwrap(), RuleAdded::Changed, "somebody was faster");
        let words = storage.site_rules(&["bakery"]).await.unwrap()["bakery"].words.clone();
        assert_eq!(words, [rule("casino")]);
        assert_eq!(add(&words, "casino").await.unwrap(), RuleAdded::Known);
        assert_eq!(add(&words, "lottery").await.unwrap(), RuleAdded::Done);
        assert!(storage.remove_rule("bakery".into(), rule("casino"), "marta".into(), NOW).await.unwrap());
        assert!(!storage.remove_rule("bakery".into(), rule("casino"), "marta".into(), NOW).await.unwrap());
        assert_eq!(storage.site_rules(&["bakery"]).await.unwrap()["bakery"].words, [rule("lottery")]);
    }
}

#[tokio::test]
async fn bans_that_have_ended_are_deleted_with_the_next_one() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let ban = |who: &str, until, at| Ban {
            kind: BanKind::Person,
            who: who.into(),
            until,
            reason: "Insults".into(),
            by: "marta".into(),
            at,
        };
        assert!(storage.add_ban("bakery".into(), ban("ada", Some(LATER), NOW)).await.unwrap());
        assert!(storage.add_ban("bakery".into(), ban("bob", None, NOW)).await.unwrap());
        assert!(storage.add_ban("bakery".into(), ban("bob", None, LATER)).await.unwrap());
        let bans = storage.bans("bakery").await.unwrap();
        assert_eq!(bans.iter().map(|ban| ban.who.as_str()).collect::<Vec<_>>(), ["bob"]);
        assert!(storage.bans("cafe").await.unwrap().is_empty());
        assert!(
            storage.site_rules(&["bakery"]).await.unwrap()["bakery"]
                .bans
                .contains_key(&(BanKind::Person, "bob".into()))
        );
        let by = || ("marta".to_owned(), None);
        assert!(storage.remove_ban("bakery".into(), (BanKind::Person, "bob".into()), by(), LATER).await.unwrap());
        assert!(!storage.remove_ban("bakery".into(), (BanKind::Person, "bob".into()), by(), LATER).await.unwrap());
    }
}

#[tokio::test]
async fn welcomes_are_of_the_site_and_of_a_page_and_move_with_it() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let words = |question: &str| WelcomeWords { question: Some(question.into()), ..WelcomeWords::default() };
        let set = |page: Option<&str>, text: &str| {
            storage.set_welcome("bakery".into(), page.map(str::to_owned), words(text), "marta".into(), NOW)
        };
        set(None, "Hello").await.unwrap();
        set(Some("rye"), "Rye?").await.unwrap();
        set(Some("oats"), "Oats?").await.unwrap();
        let (page, site) = storage.welcome_words("bakery", "rye").await.unwrap();
        let mut both = [page.question.unwrap(), site.question.unwrap()];
        both.sort();
        assert_eq!(both, ["Hello", "Rye?"]);
        assert_eq!(storage.all_welcomes("bakery").await.unwrap().len(), 3);
        for page in ["rye", "spelt"] {
            post(&storage, job("bakery", page, "words")).await;
        }
        let to = |page: &str| (page.to_owned(), format!("https://bakery.example/{page}"));
        storage.move_page("bakery".into(), "rye".into(), to("wheat"), NOW).await.unwrap();
        storage.move_page("bakery".into(), "spelt".into(), to("oats"), NOW).await.unwrap();
        let pages: Vec<String> = storage.all_welcomes("bakery").await.unwrap().into_iter().map(|one| one.0).collect();
        assert!(pages.contains(&"wheat".to_owned()) && pages.contains(&"oats".to_owned()), "{pages:?}");
    }
}

#[tokio::test]
async fn a_page_is_closed_before_anybody_has_spoken_on_it() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let page = PageAddress { key: "quiet".into(), url: "https://bakery.example/quiet".into() };
        let change = ThreadChange { closed: Some(true), by: "marta".into(), ..ThreadChange::default() };
        storage.set_new_thread("bakery".into(), (page, ThreadId(Uuid::now_v7())), change, NOW).await.unwrap();
        assert!(storage.thread_of_page("bakery", "quiet").await.unwrap().unwrap().closed);
        let known = storage.known_pages("bakery", &["quiet", "loud"]).await.unwrap();
        assert_eq!(known.into_iter().collect::<Vec<_>>(), ["quiet"]);
    }
}

#[tokio::test]
async fn a_model_is_stored_with_its_place_in_the_log() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let stored = post(&storage, job("bakery", "rye", "words")).await;
        let ends = storage.log_ends().await.unwrap();
        let end = ends.iter().find(|(site, _)| site == "bakery").unwrap().1;
        let kinds = [EventKind::CommentPublished];
        let events = storage.learning_events("bakery", (0, end), &kinds, 10).await.unwrap();
        assert_eq!(events.iter().map(|event| event.comment).collect::<Vec<_>>(), [Some(stored.id)]);
        assert!(storage.site_model("bakery").await.unwrap().is_none());
        for bytes in [vec![1, 2], vec![0, 255, 3]] {
            storage.store_site_model("bakery".into(), StoredModel { seq: end, bytes: bytes.clone() }).await.unwrap();
            let learnt = storage.site_model("bakery").await.unwrap().unwrap();
            assert_eq!((learnt.seq, learnt.bytes), (end, bytes));
        }
        storage.delete_site_model("bakery".into()).await.unwrap();
        assert!(storage.site_model("bakery").await.unwrap().is_none());
    }
}

/// Remembers the threads that commits touched.
#[derive(Default)]
struct Followed(Mutex<Vec<ThreadId>>);

impl AfterCommit for Followed {
    fn after_commit(self: Arc<Self>, touched: Touched) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(async move { self.0.lock().unwrap().extend(touched.threads.into_keys().map(|(_, thread)| thread)) })
    }
}

#[tokio::test]
async fn a_commit_is_followed_before_its_answer() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let followed = Arc::new(Followed::default());
        let hook: Arc<dyn AfterCommit> = followed.clone();
        storage.after_commits(&hook);
        let stored = post(&storage, job("bakery", "rye", "words")).await;
        assert_eq!(*followed.0.lock().unwrap(), [stored.thread]);
    }
}

#[tokio::test]
async fn an_identity_is_given_once() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let fresh = |byte: u8| Identity { secret: [byte; 32], database_epoch: format!("life{byte:04}") };
        let first = storage.identity(fresh(1)).await.unwrap();
        let again = storage.identity(fresh(2)).await.unwrap();
        assert_eq!((first.secret, again.secret, again.database_epoch.as_str()), ([1; 32], [1; 32], "life0001"));
        assert_eq!(storage.public_url().await.unwrap(), None);
        for url in ["https://old.example", "https://new.example", "https://new.example"] {
            storage.store_public_url(url.into()).await.unwrap();
            assert_eq!(storage.public_url().await.unwrap().as_deref(), Some(url));
        }
        let before = storage.queries();
        assert!(storage.is_ready().await);
        storage.try_writing().await.unwrap();
        assert_eq!(storage.queries(), before + 1, "writing asks no reader");
        assert_eq!(storage.condition().trouble(), None);
    }
}
