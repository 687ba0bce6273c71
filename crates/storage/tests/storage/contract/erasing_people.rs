//! Erasing all that is stored about a person, at once and once more after what was under way.

use super::super::databases::databases;
use super::super::{job, post};
use super::erasing::{
    begun, columns, erase, erased, erased_once, files_with, passes, passes_again, public_changes, replies, reports,
    says, tables, tables_with, texts,
};
use super::visitors::{change, confirmed, request};
use super::{LATER, NOW};
use porch_domain::visibility::Viewer;
use porch_protocol::people::BanKind;
use porch_protocol::{Status, Timestamp};
use porch_storage::Storage;
use porch_storage::erase_person::ErasureBegun;
use porch_storage::erased_tables::{TABLES, Treatment};
use porch_storage::posts::StoredPost;
use porch_storage::profiles::Profile;
use porch_storage::rules::Ban;
use porch_storage::team::Member;
use porch_storage::thread_checksums::changed_without_event;
use porch_storage::visitor_sessions::GuestSession;
use std::collections::BTreeSet;

async fn asks_for_code(storage: &Storage, guest: &str, address: &str, now: Timestamp) {
    assert!(storage.request_mail_code(request(guest, address, now)).await.unwrap());
}

/// Somebody who has written as two guests, confirmed an address, reported others, and was banned.
async fn fill(storage: &Storage) -> (StoredPost, StoredPost) {
    let spoken = says(storage, "IDENTITY-1", "rye", "MARKER-words").await;
    replies(storage, &spoken, "ben").await;
    confirmed(storage, ("IDENTITY-1", "ada2"), "MARKER@a.example", NOW).await;
    let second = says(storage, "IDENTITY-2", "spelt", "MARKER-more").await;
    for (person, line) in [("IDENTITY-1", "MARKER-about"), ("IDENTITY-2", "MARKER-another")] {
        storage.set_about("bakery".into(), person.into(), Some(line.into()), NOW).await.unwrap();
    }
    confirmed(storage, ("IDENTITY-2", "phone2"), "MARKER@a.example", NOW).await;
    let others = says(storage, "ben", "rye", "words of others").await;
    reports(storage, others.id, "IDENTITY-1").await;
    reports(storage, others.id, "IDENTITY-2").await;
    reports(storage, spoken.id, "ben").await;
    asks_for_code(storage, "ada2", "MARKER-other@a.example", NOW).await;
    assert_eq!(storage.asked_address("bakery", "ada2", NOW).await.unwrap().as_deref(), Some("MARKER-other@a.example"));
    let (kind, who) = (BanKind::Person, String::from("IDENTITY-1"));
    let ban = Ban { kind, who, until: None, reason: "MARKER".into(), by: "marta".into(), at: NOW };
    assert!(storage.add_ban("bakery".into(), ban).await.unwrap());
    (spoken, second)
}

#[tokio::test]
async fn an_erased_person_is_in_no_table_and_the_talk_keeps_its_shape() {
    for database in databases() {
        for by in [None, Some("marta")] {
            let (storage, _folder) = database.with_sites().await;
            let (spoken, second) = fill(&storage).await;
            assert!(storage.profile("bakery", "IDENTITY-1").await.unwrap().confirmed);
            assert_eq!(storage.browsers_of("bakery", ("IDENTITY-1", "nobody"), 9).await.unwrap().len(), 2);
            assert_eq!(storage.reports_by("bakery", "IDENTITY-1", 9).await.unwrap().len(), 1);
            let before = storage.thread_checksums().await.unwrap();

            erased(&storage, erase("IDENTITY-1", by)).await;

            assert!(changed_without_event(&before, &storage.thread_checksums().await.unwrap()).is_empty());
            for post in [&spoken, &second] {
                let stub = storage.comment("bakery", post.id).await.unwrap().unwrap();
                assert_eq!(
                    (stub.person.as_str(), stub.status, stub.source.as_str()),
                    ("erased-10", Status::Withdrawn, "")
                );
            }
            let seen = storage.public_comments("bakery", spoken.thread).await.unwrap();
            let mut seen = seen.iter().filter_map(|comment| comment.seen_by(Viewer::Stranger));
            assert!(seen.any(|comment| comment.id == spoken.id && comment.author.is_none()));
            assert_eq!(storage.author("bakery", "erased-10").await.unwrap(), None);
            assert_eq!(storage.profile("bakery", "IDENTITY-1").await.unwrap(), Profile::default());
            for guest in ["IDENTITY-1", "ada2", "IDENTITY-2", "phone2"] {
                assert_eq!(storage.guest_session("bakery", guest).await.unwrap(), GuestSession::Ended, "{guest}");
            }
            assert!(storage.bans("bakery").await.unwrap().is_empty());
            let log = storage.audit_log("bakery", 20).await.unwrap();
            assert_eq!((log[0].what.word(), log[0].by.as_str()), ("person_erased", by.unwrap_or("erased-10")));
            assert!(log.iter().all(|line| !format!("{line:?}").contains("IDENTITY")), "{log:?}");
            assert_eq!(tables_with(&storage, "MARKER").await, Vec::<String>::new());
            assert_eq!(tables_with(&storage, "marker").await, ["visitor_mails_sent"], "in earnest, a hash for a day");
            assert_eq!(tables_with(&storage, "IDENTITY").await, ["visitor_sessions"], "what ends their cookies");
            assert!(storage.miscounts().await.unwrap().is_empty());
        }
    }
}

/// A post, a line about oneself, a request for a code and a report were under way while their author was erased.
#[tokio::test]
async fn what_was_under_way_is_erased_two_minutes_later_also_after_a_restart() {
    for database in databases() {
        let (storage, folder) = database.with_sites().await;
        let (spoken, _) = fill(&storage).await;
        erased_once(&storage, erase("IDENTITY-1", None)).await;
        let late = says(&storage, "IDENTITY-1", "rye", "MARKER-late").await;
        replies(&storage, &late, "ben").await;
        let others = says(&storage, "ben", "rye", "words of others").await;
        reports(&storage, others.id, "IDENTITY-2").await;
        storage.set_about("bakery".into(), "IDENTITY-1".into(), Some("MARKER-late".into()), LATER).await.unwrap();
        asks_for_code(&storage, "ada2", "MARKER-late@a.example", LATER).await;
        let before = storage.thread_checksums().await.unwrap();
        storage.close().await;
        let storage = database.open(folder.path()).await;

        passes_again(&storage).await;

        assert!(changed_without_event(&before, &storage.thread_checksums().await.unwrap()).is_empty());
        for post in [&spoken, &late] {
            let stub = storage.comment("bakery", post.id).await.unwrap().unwrap();
            let seen = (stub.person.as_str(), stub.name.as_str(), stub.status, stub.source.as_str());
            assert_eq!(seen, ("erased-10", "", Status::Withdrawn, ""));
        }
        assert_eq!(storage.author("bakery", "IDENTITY-1").await.unwrap(), None);
        let log = storage.audit_log("bakery", 30).await.unwrap();
        assert_eq!(log.iter().filter(|line| line.what.word() == "person_erased").count(), 1, "{log:?}");
        assert_eq!(tables_with(&storage, "MARKER").await, Vec::<String>::new());
        assert_eq!(tables_with(&storage, "IDENTITY").await, ["visitor_sessions"], "what ends their cookies");
        assert!(storage.miscounts().await.unwrap().is_empty());
        assert!(storage.empty_log_of_erased().await.unwrap());
        assert_eq!(files_with(folder.path(), b"MARKER-late"), 0);
    }
}

#[tokio::test]
async fn where_nothing_was_under_way_the_second_pass_changes_nothing() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let (spoken, _) = fill(&storage).await;
        erased_once(&storage, erase("IDENTITY-1", None)).await;
        let state = async || {
            let last = texts(&storage, "select cast(last_seq as text) from sites where id = 'bakery'".into()).await;
            (last, public_changes(&storage, &spoken).await.len(), storage.thread_checksums().await.unwrap())
        };
        let before = state().await;
        passes_again(&storage).await;
        let after = state().await;
        assert_eq!((&before.0, before.1), (&after.0, after.1));
        assert!(changed_without_event(&before.2, &after.2).is_empty());
    }
}

/// Between the two passes the team sees what came late, and need not wait.
#[tokio::test]
async fn a_second_request_between_the_passes_erases_what_came_meanwhile() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let erase_again = || erase("ada", Some("marta"));
        storage.set_about("bakery".into(), "ada".into(), Some("MARKER".into()), NOW).await.unwrap();
        erased_once(&storage, erase("ada", None)).await;
        assert_eq!(storage.begin_erasure(erase_again()).await.unwrap(), ErasureBegun::Unknown);
        // She had written nothing before.
        let late = says(&storage, "ada", "rye", "MARKER-late").await;
        let repeated = begun(&storage, erase_again()).await;
        assert!(!repeated.is_second_pass());
        passes(&storage, &repeated, LATER).await;
        assert_eq!(storage.comment("bakery", late.id).await.unwrap().unwrap().person, "erased-3");
        assert_eq!(tables_with(&storage, "MARKER").await, Vec::<String>::new());
        passes_again(&storage).await;
    }
}

/// One person in four browsers, two of which are not hers any more; and others who typed her address or were taken for her.
#[tokio::test]
async fn other_spellings_of_the_address_and_former_browsers_are_erased_and_others_are_not() {
    const HOUR: i64 = 3_600 * Timestamp::SECOND;
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let others = says(&storage, "ben", "rye", "words of others").await;
        confirmed(&storage, ("IDENTITY-1", "IDENTITY-2"), "Marker@a.example", NOW).await;
        // She asks for a code to an address that she never confirms, and signs out there.
        asks_for_code(&storage, "IDENTITY-2", "Marker-never@a.example", NOW).await;
        storage.sign_out(change("IDENTITY-2", "signed-out", NOW), false).await.unwrap();
        // A browser that wrote nothing, but reported.
        reports(&storage, others.id, "IDENTITY-3").await;
        let signed_in = confirmed(&storage, ("IDENTITY-3", "IDENTITY-4"), "MARKER@a.example", NOW.plus(HOUR)).await;
        assert_eq!(signed_in.person, "IDENTITY-1");
        // Somebody else types her address.
        reports(&storage, others.id, "eve").await;
        asks_for_code(&storage, "eve", "mARKER@a.example", NOW.plus(2 * HOUR)).await;
        // The merge was wrong, and the team has undone it.
        let carls = says(&storage, "carl", "rye", "words of Carl").await;
        confirmed(&storage, ("carl", "carl2"), "marker@a.example", NOW.plus(3 * HOUR)).await;
        let merge = storage.merges_into("bakery", "IDENTITY-1").await.unwrap().swap_remove(0);
        assert!(storage.undo_merge("bakery".into(), merge.id, "operator".into(), LATER).await.unwrap());
        // What a banned guest has written is not merged.
        let doras = says(&storage, "dora", "rye", "words of Dora").await;
        let (kind, who) = (BanKind::Person, String::from("dora"));
        let ban = Ban { kind, who, until: None, reason: "spam".into(), by: "marta".into(), at: NOW };
        assert!(storage.add_ban("bakery".into(), ban).await.unwrap());
        confirmed(&storage, ("dora", "dora2"), "marker@a.example", NOW.plus(4 * HOUR)).await;

        erased(&storage, erase("IDENTITY-1", Some("marta"))).await;

        for spelling in ["Marker@", "Marker-never", "MARKER@", "mARKER@"] {
            assert_eq!(tables_with(&storage, spelling).await, Vec::<String>::new(), "{spelling}");
        }
        assert_eq!(tables_with(&storage, "marker").await, ["visitor_mails_sent"], "in earnest, a hash for a day");
        assert_eq!(tables_with(&storage, "IDENTITY").await, ["visitor_sessions"], "what ends their cookies");
        assert_eq!(texts(&storage, "select person_id from reports".into()).await, ["eve"]);
        for post in [&carls, &doras] {
            let kept = storage.comment("bakery", post.id).await.unwrap().unwrap();
            assert!(kept.source.starts_with("words of"), "{kept:?}");
        }
        assert_eq!(storage.bans("bakery").await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn much_is_erased_in_steps_and_the_rest_after_a_restart() {
    for database in databases() {
        let (storage, folder) = database.with_sites().await;
        for number in 0..120 {
            says(&storage, "ada", "rye", &format!("MARKER-{number}")).await;
        }
        let erasure = begun(&storage, erase("ada", Some("marta"))).await;
        assert!(!storage.continue_erasure(&erasure, LATER).await.unwrap());
        storage.close().await;
        let storage = database.open(folder.path()).await;
        let pending = storage.pending_erasures(LATER).await.unwrap();
        assert_eq!(begun(&storage, erase("ada", None)).await, pending[0], "the second request is for the same");
        let mut steps = 0;
        while !storage.continue_erasure(&pending[0], LATER).await.unwrap() {
            steps += 1;
        }
        assert!(steps >= 2, "{steps}");
        assert_eq!(tables_with(&storage, "MARKER").await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn members_and_strangers_are_not_erased_and_other_sites_stay() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let marta = Member {
            site: "bakery".into(),
            person: "marta".into(),
            name: "Marta".into(),
            role: porch_protocol::Role::Host,
            thread: None,
        };
        storage.add_member(marta, NOW).await.unwrap();
        assert_eq!(storage.begin_erasure(erase("marta", Some("operator"))).await.unwrap(), ErasureBegun::Member);
        assert_eq!(storage.begin_erasure(erase("nobody", Some("operator"))).await.unwrap(), ErasureBegun::Unknown);
        let at_cafe = post(&storage, job("cafe", "tea", "words")).await;
        says(&storage, "ada", "rye", "words").await;
        erased(&storage, erase("ada", Some("operator"))).await;
        assert_eq!(storage.comment("cafe", at_cafe.id).await.unwrap().unwrap().source, "words");
        assert_eq!(storage.guest_session("cafe", "ada").await.unwrap(), GuestSession::Unknown);
    }
}

/// Columns that hold ids of people or addresses.
const PERSONAL: [&str; 13] = [
    "person_id",
    "former_person",
    "guest_id",
    "who",
    "actor",
    "from_person",
    "to_person",
    "reporter_id",
    "mail",
    "address",
    "address_key",
    "target",
    "addresses",
];

/// A table that comes later must say what erasing a person does with it.
#[tokio::test]
async fn every_table_that_knows_people_is_in_the_list() {
    let (storage, _folder) = super::super::storage_with_sites().await;
    let tables = tables(&storage).await;
    let listed: BTreeSet<&str> = TABLES.iter().map(|(table, _)| *table).collect();
    assert_eq!(listed.len(), TABLES.len(), "each is there once");
    for table in &listed {
        assert!(tables.iter().any(|there| there == table), "there is no table {table}");
    }
    for table in &tables {
        let columns = columns(&storage, table).await;
        let personal: Vec<_> = columns.iter().filter(|column| PERSONAL.contains(&column.as_str())).collect();
        let is_listed = personal.is_empty() || listed.contains(table.as_str());
        assert!(is_listed, "{table} has {personal:?}: TABLES of erased_tables.rs must say what becomes of its rows");
    }
    for (table, treatment) in TABLES {
        if let Treatment::DeletedInFirstStep(statement) | Treatment::DeletedInLastStep(statement) = treatment {
            assert!(statement.starts_with(&format!("delete from {table} where site_id = $1")), "{table}: {statement}");
        }
    }
}
