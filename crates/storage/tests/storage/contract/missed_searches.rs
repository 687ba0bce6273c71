//! What visitors looked for and did not find.

use porch_domain::missed_search::{LEAST_TIMES, LIFE, MOST_IN_A_DAY};
use porch_protocol::Timestamp;
use porch_protocol::comment_search::MissedSearch;
use porch_storage::Storage;
use porch_storage::missed_searches::NewMissedSearch;

use super::super::databases::databases;

const DAY: i64 = 24 * 3_600 * Timestamp::SECOND;
/// The beginning of a day.
const NOW: Timestamp = Timestamp(20_000 * DAY);

async fn looks(storage: &Storage, who: u32, term: &str, now: Timestamp) {
    let (site, term, mark) = ("bakery".into(), term.to_owned(), format!("{who} {term} {}", now.0 / DAY));
    storage.note_missed_search(NewMissedSearch { site, term, mark, now }).await.unwrap();
}

async fn seen(storage: &Storage, now: Timestamp) -> Vec<(String, u32)> {
    let missed = storage.missed_searches("bakery", now, 10).await.unwrap();
    missed.into_iter().map(|one| (one.term, one.times)).collect()
}

#[tokio::test]
async fn what_was_looked_for_often_enough_is_seen_and_each_counts_once_a_day() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        for _ in 0..5 {
            looks(&storage, 1, "pretzel", NOW).await;
        }
        looks(&storage, 2, "pretzel", NOW).await;
        assert_eq!(seen(&storage, NOW).await, [], "twice");
        looks(&storage, 3, "pretzel", NOW.plus(1)).await;
        assert_eq!(seen(&storage, NOW).await, [("pretzel".into(), LEAST_TIMES)]);
        for who in 0..4 {
            looks(&storage, who, "spelt", NOW.plus(DAY)).await;
        }
        assert_eq!(seen(&storage, NOW.plus(DAY)).await, [("spelt".into(), 4), ("pretzel".into(), 3)]);
        let first = storage.missed_searches("bakery", NOW.plus(DAY), 1).await.unwrap();
        assert_eq!(first, [MissedSearch { term: "spelt".into(), times: 4, last_at: NOW.plus(DAY) }]);
        assert_eq!(storage.missed_searches("cafe", NOW.plus(DAY), 10).await.unwrap(), []);
    }
}

#[tokio::test]
async fn who_was_counted_is_forgotten_on_the_next_day_and_the_words_after_ninety() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        for who in 0..3 {
            looks(&storage, who, "pretzel", NOW).await;
        }
        assert_eq!(storage.forget_missed_searches(NOW).await.unwrap(), 0);
        assert_eq!(storage.forget_missed_searches(NOW.plus(DAY)).await.unwrap(), 3, "the marks");
        assert_eq!(seen(&storage, NOW.plus(LIFE - 1)).await, [("pretzel".into(), 3)]);
        assert_eq!(seen(&storage, NOW.plus(LIFE)).await, []);
        assert_eq!(storage.forget_missed_searches(NOW.plus(LIFE - 1)).await.unwrap(), 0);
        assert_eq!(storage.forget_missed_searches(NOW.plus(LIFE)).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn a_day_has_so_many_words_and_those_go_on_being_counted() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let all = (0..=MOST_IN_A_DAY).map(|number| format!("word {number}"));
        let all: Vec<String> = all.collect();
        futures_util::future::join_all(all.iter().map(|term| looks(&storage, 0, term, NOW))).await;
        for who in 1..3 {
            futures_util::future::join_all(all.iter().map(|term| looks(&storage, who, term, NOW))).await;
        }
        let missed = storage.missed_searches("bakery", NOW, 2 * MOST_IN_A_DAY).await.unwrap();
        assert_eq!(u32::try_from(missed.len()).unwrap(), MOST_IN_A_DAY);
    }
}
