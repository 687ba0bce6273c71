//! Files come in once, go out the same, and break nothing.

use porch_protocol::held::HoldReason;
use porch_protocol::{CommentId, Status, Timestamp};
use porch_server::control::comments::{ChangeComment, DecisionKind};
use porch_server::control::endpoints;
use porch_server::control::moderation::SiteQuery;
use porch_server::control::socket::ControlClient;
use porch_storage::comments::{CommentChange, CommentUpdate};

use crate::cases::case;
use crate::{DISQUS, PORCH, WORDPRESS, assert_whole, bakery, export, import, lines};

#[tokio::test]
async fn an_export_that_is_imported_elsewhere_gives_the_same_bytes_again() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut door = bakery(here.path()).await;
    import(&mut door, "wordpress", WORDPRESS, false).await.unwrap();
    import(&mut door, "disqus", DISQUS, false).await.unwrap();
    let before = export(&mut door).await;
    let first = before.lines().find(|line| line.contains("\"published\"")).unwrap();
    let id: CommentId = first.split("\"id\":\"").nth(1).unwrap()[..36].parse().unwrap();
    let remove = ChangeComment { decision: DecisionKind::Remove, id, why: Some("Off topic".into()) };
    door.command(endpoints::CHANGE_COMMENT, &remove).await.unwrap();
    let written = export(&mut door).await;
    assert_whole(&mut door).await;
    door.close().await;
    assert_eq!((lines(&written, "page"), lines(&written, "comment")), (4, 16));
    // The site was added, twice something came in, and one comment was taken down.
    assert_eq!(lines(&written, "event"), 1 + 16 + 2 + 1);
    assert!(written.contains("\"spam\"") && written.contains("comment_removed"));
    let mut door = bakery(there.path()).await;
    let said = import(&mut door, "porch", written.as_bytes(), false).await.unwrap();
    assert!(said.starts_with("Imported: 16. "), "{said}");
    assert_eq!(export(&mut door).await, written);
    assert_whole(&mut door).await;
    let again = import(&mut door, "porch", written.as_bytes(), false).await.unwrap();
    assert!(again.starts_with("Imported: 0. Already imported: 16. "), "{again}");
    assert_eq!(export(&mut door).await, written);
    door.close().await;
}

#[tokio::test]
async fn an_import_that_is_repeated_doubles_nothing_and_a_rehearsal_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut door = bakery(folder.path()).await;
    let empty = export(&mut door).await;
    let said = import(&mut door, "disqus", DISQUS, true).await.unwrap();
    assert!(said.contains("Nothing was written") && said.contains("comments: 9 ("), "{said}");
    assert_eq!(export(&mut door).await, empty);
    import(&mut door, "disqus", DISQUS, false).await.unwrap();
    let once = export(&mut door).await;
    import(&mut door, "disqus", DISQUS, false).await.unwrap();
    assert_eq!(export(&mut door).await, once);
    assert_whole(&mut door).await;
    door.close().await;
}

#[tokio::test]
async fn a_file_that_is_refused_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut door = bakery(folder.path()).await;
    let empty = export(&mut door).await;
    for (format, file) in [("disqus", &b"hello"[..]), ("wordpress", DISQUS), ("porch", b"{}"), ("blogger", WORDPRESS)] {
        let why = import(&mut door, format, file, false).await.unwrap_err();
        assert!(!why.is_empty() && why.lines().count() == 1, "{why}");
    }
    assert_eq!(export(&mut door).await, empty);
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".tmp")), "{left:?}");
    door.close().await;
}

#[tokio::test]
async fn an_export_without_its_log_still_leaves_a_log_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut door = bakery(folder.path()).await;
    let text = String::from_utf8(PORCH.to_vec()).unwrap();
    let silent: String =
        text.lines().filter(|line| !line.contains("\"event\"")).map(|line| line.to_owned() + "\n").collect();
    import(&mut door, "porch", silent.as_bytes(), false).await.unwrap();
    assert_whole(&mut door).await;
    assert_eq!(export(&mut door).await.matches("comment_imported").count(), 3);
    door.close().await;
}

#[tokio::test]
async fn a_real_export_comes_in_whole_and_goes_out_the_same() {
    let Some(folder) = case("") else { return };
    for (format, file, comments) in [
        ("disqus", "import-disqus/chrisrisner-comments-source.xml", 1_166),
        ("wordpress", "import-wxr/cedricporter-zh-nested.xml", 159),
    ] {
        let file = std::fs::read(folder.join(file)).unwrap();
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut door = bakery(here.path()).await;
        let said = import(&mut door, format, &file, false).await.unwrap();
        assert!(said.starts_with(&format!("Imported: {comments}. ")), "{said}");
        let written = export(&mut door).await;
        assert_eq!(lines(&written, "comment"), comments);
        assert_whole(&mut door).await;
        door.close().await;
        let mut door = bakery(there.path()).await;
        import(&mut door, "porch", written.as_bytes(), false).await.unwrap();
        assert!(export(&mut door).await == written, "{format}: other bytes");
        assert_whole(&mut door).await;
        door.close().await;
    }
}

#[tokio::test]
async fn what_was_decided_goes_out_with_an_export_and_comes_back() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut door = bakery(here.path()).await;
    import(&mut door, "disqus", DISQUS, false).await.unwrap();
    let published = |export: &str| -> Vec<CommentId> {
        let lines = export.lines().filter(|line| line.contains("\"status\":\"published\""));
        lines.map(|line| line.split("\"id\":\"").nth(1).unwrap()[..36].parse().unwrap()).collect()
    };
    let ids = published(&export(&mut door).await);
    let why = format!("Which oven?\n\n{}", "And how long? ".repeat(40));
    for (decision, id, why) in [
        (DecisionKind::SendBack, ids[0], Some(why.clone())),
        (DecisionKind::Spam, ids[1], None),
        (DecisionKind::Remove, ids[2], Some("Off topic.".into())),
    ] {
        door.command(endpoints::CHANGE_COMMENT, &ChangeComment { decision, id, why }).await.unwrap();
    }
    let ControlClient::InProcess(own) = &door else { panic!("nobody serves") };
    let (storage, now) = (&own.1.storage, Timestamp(1_800_000_000_000_000));
    let removed = storage.comment("bakery", ids[2]).await.unwrap().unwrap();
    let looked = storage.store_appeal("bakery".into(), ids[2], removed.person, &[Status::Removed], now).await.unwrap();
    assert!(looked.is_some());
    let held = CommentChange {
        site: "bakery".into(),
        id: ids[3],
        by: None,
        version: None,
        from: vec![Status::Published],
        to: CommentUpdate::Held(HoldReason::Reported, "reports"),
        reason: None,
        now,
        key: None,
    };
    storage.change_comment(held).await.unwrap();
    let written = export(&mut door).await;
    door.close().await;
    assert!(written.contains("\"hold\":\"reported\"") && written.contains("\"second_look_at\":1800000000000000"));
    let mut door = bakery(there.path()).await;
    import(&mut door, "porch", written.as_bytes(), false).await.unwrap();
    assert!(export(&mut door).await == written, "other bytes");
    let waiting = door.command(endpoints::LIST_REVIEW_QUEUE, &SiteQuery { site: "bakery".into() }).await.unwrap();
    assert!(
        waiting.contains("readers reported it") && waiting.contains("its author asks for a second look"),
        "{waiting}"
    );
    let ControlClient::InProcess(own) = &door else { panic!("nobody serves") };
    let sent_back = own.1.storage.comment("bakery", ids[0]).await.unwrap().unwrap();
    assert_eq!((sent_back.status, sent_back.reason.as_deref()), (Status::SentBack, Some(why.trim())));
    assert_whole(&mut door).await;
    door.close().await;
}
