//! The database as files: copies, checks, exports, and what an operator sees.

use std::path::Path;

use porch_domain::archive::imported_settings::Settings;
use porch_domain::archive::{EventLine, Line};
use porch_storage::Storage;
use porch_storage::imports::{ImportCounts, Imported};
use porch_storage::thread_checksums::changed_without_event;

use super::super::databases::databases;
use super::super::{job, post};
use super::{LATER, NOW};

#[tokio::test]
async fn a_whole_database_has_no_faults_and_can_be_copied_while_it_works() {
    for database in databases() {
        let (storage, folder) = database.with_sites().await;
        post(&storage, job("bakery", "rye", "words")).await;
        assert_eq!(storage.faults().await.unwrap(), Vec::<String>::new());
        assert_eq!(storage.miscounts().await.unwrap(), Vec::<String>::new());
        storage.check_pages().await.unwrap();
        storage.check_files().unwrap();
        assert!(storage.file().starts_with(folder.path()));
        assert!(storage.disk_space().is_none_or(|room| room.total >= room.free));
        let copy = folder.path().join("copy.db");
        storage.copy_to(&copy).await.unwrap();
        assert!(std::fs::metadata(copy).unwrap().len() > 0);
        assert_eq!(storage.clean_addresses().await.unwrap(), 0, "nothing private is in them");
        storage.close().await;
    }
}

#[tokio::test]
async fn a_log_that_was_counted_is_not_missed() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        post(&storage, job("bakery", "rye", "words")).await;
        assert_eq!(storage.recount(NOW).await.unwrap(), Vec::<String>::new());
        post(&storage, job("bakery", "rye", "more")).await;
        assert_eq!(storage.recount(LATER).await.unwrap(), Vec::<String>::new());
        assert_eq!((storage.lost(), storage.accept_lost().unwrap()), (Vec::new(), 0));
    }
}

#[tokio::test]
async fn seals_change_with_the_log_only() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        post(&storage, job("bakery", "rye", "words")).await;
        post(&storage, job("cafe", "tea", "words")).await;
        let (before, again) = (storage.thread_checksums().await.unwrap(), storage.thread_checksums().await.unwrap());
        assert_eq!((before.len(), &before), (2, &again));
        post(&storage, job("bakery", "rye", "more")).await;
        let after = storage.thread_checksums().await.unwrap();
        assert_ne!(before, after);
        assert!(changed_without_event(&before, &after).is_empty(), "the log has it");
    }
}

async fn exported(storage: &Storage, site: &str) -> Vec<Line> {
    let (lines, mut received) = tokio::sync::mpsc::channel(16);
    let (done, all) = tokio::join!(storage.export(site, lines), async {
        let mut all = Vec::new();
        while let Some(line) = received.recv().await {
            all.push(line);
        }
        all
    });
    done.unwrap();
    all
}

fn events(lines: &[Line]) -> Vec<EventLine> {
    let event = |line: &Line| match line {
        Line::Event(event) => Some((**event).clone()),
        _ => None,
    };
    lines.iter().filter_map(event).collect()
}

#[tokio::test]
async fn an_exported_log_replaces_that_of_a_silent_site() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        assert!(
            storage.never_had_comments("bakery").await.unwrap() && storage.never_had_comments("cafe").await.unwrap()
        );
        post(&storage, job("bakery", "rye", "words")).await;
        assert!(!storage.never_had_comments("bakery").await.unwrap());
        let lines = exported(&storage, "bakery").await;
        assert!(lines.iter().any(|line| matches!(line, Line::Comment(comment) if comment.body == "words")));
        // The cafe has none of the threads, so their events are left out.
        let log = (events(&lines), Settings::default());
        let of_the_site = log.0.iter().filter(|event| event.thread.is_none()).count();
        assert!(storage.import_log("cafe".into(), log.clone(), LATER).await.unwrap());
        assert_eq!(events(&exported(&storage, "cafe").await).len(), of_the_site);
        assert!(!storage.import_log("bakery".into(), log, LATER).await.unwrap(), "somebody has spoken there");
        let brought = ImportCounts {
            format: "disqus",
            imported: Imported { new: 3, known: 0, people: 2 },
            pages: 1,
            left_out: 0,
            whole: true,
        };
        storage.record_import("cafe".into(), brought, LATER).await.unwrap();
        assert_eq!(storage.audit_log("cafe", 1).await.unwrap()[0].at, LATER);
        assert!(Path::new(storage.file()).exists());
    }
}
