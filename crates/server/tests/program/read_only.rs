//! A data folder that becomes read-only while the server runs: comments are read, refused, and taken again.

use std::path::{Path, PathBuf};

use rustix::mount::{MountFlags, UnmountFlags, mount_bind, mount_remount, unmount};
use rustix::process::Resource;

use crate::running::{Running, condition_changes, exported, limit, porch, porch_after, says, sorry, with_bakery};
use crate::wait::until;

const THREAD: &str = "/v1/sites/bakery/thread?page=https://bakery.example/rye";

/// A folder mounted read-only over itself, until it is dropped.
struct ReadOnly(PathBuf);

impl ReadOnly {
    fn over(folder: &Path) -> Option<Self> {
        let mounted = mount_bind(folder, folder).map(|()| Self(folder.into()));
        let read_only = || mount_remount(folder, MountFlags::BIND | MountFlags::RDONLY, "");
        match mounted.and_then(|mounted| read_only().map(|()| mounted)) {
            Ok(mounted) => Some(mounted),
            Err(error) => {
                println!("skipped: nothing can be mounted here ({error}); it needs root, or unshare -Urm");
                None
            }
        }
    }
}

impl Drop for ReadOnly {
    fn drop(&mut self) {
        let _ = unmount(&self.0, UnmountFlags::DETACH);
    }
}

#[tokio::test]
async fn after_a_read_only_mount_comments_are_taken_again_without_a_restart() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    let server = Running::serve(porch_after("trap '' XFSZ", &data), &[]);
    let mut taken = 0;
    for _round in 0..2 {
        assert_eq!(server.post(100).await.0, 201);
        // Linux mounts nothing read-only over files that are open for writing, except after an error of the disk. So the
        // files that are open are left with a limit on their size, which fails the next write as that error does, and
        // whatever is opened from then on is read-only.
        let Some(mounted) = ReadOnly::over(&data) else { return };
        limit(&server, Resource::Fsize, Some(1));
        until("a comment to be refused", async || (server.post(100).await.0 == 503).then_some(())).await;
        limit(&server, Resource::Fsize, None);
        until("the server to find the folder read-only", async || {
            let (status, body, comes_back) = server.post(100).await;
            assert!(status == 503 && comes_back && body.contains("\"storage-unavailable\""), "{body}");
            body.contains("disk is read-only").then_some(())
        })
        .await;
        let (status, said) = server.get("/readyz").await;
        assert!(status == 503 && said.contains("read-only") && said.contains("Mount the data folder"), "{said}");
        let (status, thread) = server.get(THREAD).await;
        assert!(status == 200 && thread.contains("Ada"), "{thread}");
        drop(mounted);
        until("a comment to be taken again", async || (server.post(100).await.0 == 201).then_some(())).await;
        until("readyz to say so", async || (server.get("/readyz").await.0 == 200).then_some(())).await;
        taken += 2;
    }
    let log = server.end();
    let changes = |words| condition_changes(&log, words);
    assert_eq!((changes("The server's disk is read-only"), changes("takes writes again")), (2, 2), "{log}");
    assert!(says(&data, &["check"]).status.success());
    assert_eq!(exported(&data), taken);
}

#[test]
fn a_start_in_a_read_only_folder_names_it_and_changes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    let Some(mounted) = ReadOnly::over(&data) else { return };
    let said = sorry(&data, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(said.contains(data.to_str().unwrap()) && said.to_lowercase().contains("read-only"), "{said}");
    drop(mounted);
    Running::serve(porch(&data), &[]).end();
}
