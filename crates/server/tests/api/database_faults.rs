//! A database that fails: writing goes on after a transaction failed, and ends when the file is damaged. Reading goes on.

use std::io::{Seek, SeekFrom, Write};

use porch_protocol::team_api::ReviewQueue;
use porch_protocol::{Cause, ErrorCode, Role, StorageFault};
use porch_server::maintenance::Maintenance;
use porch_storage::database_fault::DatabaseFault;
use reqwest::Method;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Row};

use crate::fixture::{Fixture, Person, RYE, key, problem};
use crate::review::Host;
use crate::wait::until;

/// Does something to the database behind the server's back.
async fn by_hand(fixture: &Fixture, sql: &str) {
    let options = SqliteConnectOptions::new().filename(fixture.folder.path().join("porch.db"));
    let mut connection = options.foreign_keys(false).connect().await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
}

async fn ready(fixture: &Fixture) -> (u16, String) {
    let answer = reqwest::get(format!("{}/readyz", fixture.address)).await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

async fn refused(person: &Person, words: &str) -> porch_protocol::Problem {
    let answer = person.sends(Method::POST, "comments", &key(), person.words(RYE, words)).await;
    assert!(answer.headers().contains_key("retry-after"));
    problem(answer, 503).await
}

/// What ends a transaction from within, as a full disk does: SQLite rolls back, and what came before is gone as well.
const BREAKS: &str = "create trigger breaks before insert on comments when new.source like '%breaks%'
                      begin select raise(rollback, 'broken on purpose'); end";

#[tokio::test]
async fn after_a_transaction_that_was_rolled_back_the_next_comment_is_taken() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "before").await;
    by_hand(&fixture, BREAKS).await;
    for round in 0..3 {
        assert_eq!(refused(&amira, &format!("this breaks {round}")).await.code, ErrorCode::StorageUnavailable);
        amira.posts(RYE, &format!("after {round}")).await;
        assert_eq!(ready(&fixture).await.0, 200);
    }
    assert_eq!(amira.reads(RYE).await.total, 4);
}

#[tokio::test]
async fn while_nothing_can_be_written_readyz_says_so_and_comments_are_read() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "before").await;
    let probe = "create trigger no_probe before insert on meta begin select raise(rollback, 'no probe either'); end;";
    by_hand(&fixture, &format!("{BREAKS}; {probe}")).await;
    let refused = refused(&amira, "this breaks").await;
    assert_eq!((refused.code, refused.retry_after), (ErrorCode::StorageUnavailable, Some(1)));
    assert_eq!(refused.cause, Some(Cause::Storage { fault: StorageFault::Transaction }));
    assert!(refused.detail.unwrap().contains("did not take the change"));
    let (status, said) = ready(&fixture).await;
    assert!(status == 503 && said.starts_with("not ready\n") && said.contains("read and not written"), "{said}");
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 1);
    by_hand(&fixture, "drop trigger no_probe").await;
    // Nobody writes: the server finds out by itself.
    let again = async || (ready(&fixture).await.0 == 200).then_some(());
    until("writing to work again", again).await;
    amira.posts(RYE, "after").await;
}

/// Writes nonsense over the pages that hold comments.
async fn damage(fixture: &Fixture) {
    by_hand(fixture, "pragma wal_checkpoint(truncate)").await;
    let file = fixture.folder.path().join("porch.db");
    let options = SqliteConnectOptions::new().filename(&file).read_only(true);
    let mut connection = options.connect().await.unwrap();
    let roots = "select rootpage from sqlite_schema where tbl_name = 'comments' and rootpage > 0";
    let roots = sqlx::query(roots).fetch_all(&mut connection).await.unwrap();
    let size: i64 = sqlx::query("pragma page_size").fetch_one(&mut connection).await.unwrap().get(0);
    sqlx::Connection::close(connection).await.unwrap();
    let mut file = std::fs::OpenOptions::new().write(true).open(file).unwrap();
    for root in roots {
        let page = u64::try_from((root.get::<i64, _>(0) - 1) * size).unwrap();
        file.seek(SeekFrom::Start(page)).unwrap();
        file.write_all(&vec![0xAA; usize::try_from(size).unwrap()]).unwrap();
    }
}

#[tokio::test]
async fn a_damaged_database_takes_no_writes_and_says_what_to_do() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "before").await;
    let folder = fixture.end().await;
    let fixture = Fixture::at(folder, porch_server::config::Limits::Off).await;
    damage(&fixture).await;
    // The first one who reads a damaged page ends all writing; the check reads all of them.
    assert!(fixture.app.storage.faults().await.is_err() || fixture.app.storage.condition().is_damaged());
    assert_eq!(fixture.app.storage.condition().trouble(), Some(DatabaseFault::Damaged));
    let (status, said) = ready(&fixture).await;
    assert!(status == 503 && said.contains("porch restore FILE"), "{said}");
    assert!(
        said.contains("cannot be read, and none can be written") && !said.contains("can be read and not"),
        "{said}"
    );
    let ben = fixture.visitor("Ben");
    let refused = refused(&ben, "after").await;
    assert_eq!((refused.code, refused.retry_after), (ErrorCode::StorageUnavailable, Some(60)));
    let mut door = porch_server::control::socket::ControlClient::InProcess(Box::new((
        porch_server::control::router(fixture.app.clone()),
        fixture.app.clone(),
        porch_server::lock::Lock::take(fixture.folder.path(), "porch check").unwrap(),
    )));
    let check = door
        .command(porch_server::control::endpoints::CHECK_DATA, &porch_server::control::backups::CheckData::default())
        .await
        .unwrap_err()
        .0;
    assert!(check.contains("damaged") && check.contains("porch restore FILE"), "{check}");
}

#[tokio::test]
async fn the_dashboard_says_why_nothing_can_be_written() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    assert_eq!(marta.reads::<ReviewQueue>("to-read").await.trouble, None);
    let (file, aside) = (fixture.folder.path().join("porch.db"), fixture.folder.path().join("aside"));
    std::fs::rename(&file, &aside).unwrap();
    let amira = fixture.visitor("Amira");
    assert_eq!(refused(&amira, "lost").await.code, ErrorCode::StorageUnavailable);
    let trouble = marta.reads::<ReviewQueue>("to-read").await.trouble.unwrap();
    assert_eq!(trouble, StorageFault::Displaced);
    std::fs::rename(&aside, &file).unwrap();
    let over = async || marta.reads::<ReviewQueue>("to-read").await.trouble.is_none().then_some(());
    until("the dashboard to say nothing more", over).await;
    amira.posts(RYE, "kept").await;
}

#[tokio::test]
async fn a_read_that_meets_damage_ends_all_writing() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    for number in 0..3 {
        amira.posts(RYE, &format!("before {number}")).await;
    }
    let folder = fixture.end().await;
    let fixture = Fixture::at(folder, porch_server::config::Limits::Off).await;
    damage(&fixture).await;
    let ben = fixture.visitor("Ben");
    let answer = ben.gets(&format!("thread?page={RYE}")).await;
    assert_eq!(problem(answer, 503).await.code, ErrorCode::StorageUnavailable);
    assert!(fixture.app.storage.condition().is_damaged());
    assert_eq!(refused(&ben, "after").await.code, ErrorCode::StorageUnavailable);
}

#[tokio::test]
async fn a_row_that_a_hand_changed_or_took_away_is_found() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "one").await;
    amira.posts(RYE, "two").await;
    let mut care = Maintenance::default();
    care.audit(&fixture.app).await;
    assert_eq!(care.faults(), [] as [String; 0]);
    amira.posts(RYE, "three").await;
    care.audit(&fixture.app).await;
    assert_eq!(care.faults(), [] as [String; 0], "what the log knows of is no fault");
    by_hand(&fixture, "update comments set source = 'other words' where source = 'two'").await;
    for _ in 0..2 {
        care.audit(&fixture.app).await;
        assert!(
            care.faults().iter().any(|fault| fault.contains("which the log knows nothing of")),
            "{:?}",
            care.faults()
        );
    }
    by_hand(&fixture, "delete from comments where source = 'one'").await;
    care.audit(&fixture.app).await;
    assert!(care.faults().iter().any(|fault| fault.starts_with("a comment of the log is gone")), "{:?}", care.faults());
    by_hand(&fixture, "update threads set rev = rev + 1").await;
    care.audit(&fixture.app).await;
    assert!(care.faults().iter().any(|fault| fault.starts_with("a thread's public changes")), "{:?}", care.faults());
}

#[tokio::test]
async fn a_database_that_was_set_back_is_noticed_until_it_is_accepted() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "kept").await;
    by_hand(&fixture, "pragma wal_checkpoint(truncate)").await;
    let old = std::fs::read(fixture.folder.path().join("porch.db")).unwrap();
    amira.posts(RYE, "lost").await;
    amira.posts(RYE, "lost as well").await;
    let folder = fixture.end().await;
    // As when the write-ahead log is lost: the file is as it was at the last checkpoint.
    std::fs::write(folder.path().join("porch.db"), old).unwrap();
    for start in 0..2 {
        let fixture = Fixture::at(folder.clone(), porch_server::config::Limits::Off).await;
        assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 1 + start);
        let lost = fixture.app.storage.lost();
        assert!(lost.len() == 1 && lost[0].starts_with("2 changes of bakery had been acknowledged"), "{lost:?}");
        assert_eq!(fixture.app.storage.faults().await.unwrap(), Vec::<String>::new(), "what is there is whole");
        fixture.visitor("Ben").posts(RYE, "life goes on").await;
        fixture.end().await;
    }
    let fixture = Fixture::at(folder, porch_server::config::Limits::Off).await;
    assert_eq!(fixture.app.storage.accept_lost().unwrap(), 1);
    assert!(fixture.app.storage.lost().is_empty());
}
