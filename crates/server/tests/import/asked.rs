//! What an owner is told before a file comes in, what they are asked, and what the log says of it afterwards.

use std::io::Write;
use std::path::Path;

use axum::body::Body;
use http_body_util::BodyExt;
use porch_server::control::endpoints;
use porch_server::control::imports::{ImportFile, Progress};
use porch_server::control::moderation::SiteQuery;
use porch_server::control::sites::AddSite;
use porch_server::control::socket::ControlClient;

use super::DISQUS;

async fn bakery(folder: &Path) -> ControlClient {
    porch_import::reader::use_program(env!("CARGO_BIN_EXE_porch"));
    let mut door = ControlClient::open(folder).await.unwrap();
    let site = AddSite { name: "bakery".into(), called: None, origins: vec!["https://bakery.example".into()] };
    door.command(endpoints::ADD_SITE, &site).await.unwrap();
    door
}

fn asked(format: &str) -> ImportFile {
    let (format, site, map) = (format.into(), "bakery".into(), String::new());
    ImportFile { format, site, map, no_roles: false, yes: false, dry_run: false }
}

/// The last line of the answer.
async fn import(door: &mut ControlClient, asked: &ImportFile, file: &[u8]) -> Progress {
    let body = door.stream(endpoints::IMPORT, asked, Body::from(file.to_vec())).await.unwrap();
    let text = body.collect().await.unwrap().to_bytes();
    serde_json::from_slice(text.trim_ascii_end().rsplit(|byte| *byte == b'\n').next().unwrap()).unwrap()
}

async fn export(door: &mut ControlClient) -> String {
    let body = door.stream(endpoints::EXPORT, &SiteQuery { site: "bakery".into() }, Body::empty()).await.unwrap();
    String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

#[tokio::test]
async fn a_foreign_host_is_asked_about_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut door = bakery(folder.path()).await;
    let empty = export(&mut door).await;
    let Progress::Asks(what, answers) = import(&mut door, &asked("disqus"), DISQUS).await else { panic!("not asked") };
    assert!(
        what.contains("old.bakery.example is not one of this site's addresses") && what.contains(": 8, like those on "),
        "{what}"
    );
    assert!(answers.contains("--yes") && answers.contains("--map https://old.bakery.example/="), "{answers}");
    assert_eq!(export(&mut door).await, empty);
    let map = "https://old.bakery.example/=https://bakery.example/bread/".to_owned();
    let Progress::Said(said) = import(&mut door, &ImportFile { map, ..asked("disqus") }, DISQUS).await else {
        panic!()
    };
    assert!(said.starts_with("Imported: 9."), "{said}");
    door.close().await;
}

#[tokio::test]
async fn the_dry_run_says_which_pages_are_known_and_the_log_what_came_in() {
    let folder = tempfile::tempdir().unwrap();
    let mut door = bakery(folder.path()).await;
    let rehearsal = ImportFile { dry_run: true, ..asked("disqus") };
    let Progress::Said(said) = import(&mut door, &rehearsal, DISQUS).await else { panic!() };
    for part in [
        "Nothing was written. This would be imported:\ncomments: 9 (",
        "pages that this site knows: 0\n",
        "pages that it does not know yet: 2, like https://bakery.example/rye",
        "still not known, its address has changed, and --map OLD=NEW says how.",
        "like http://old.bakery.example/rye",
        "Before it is imported:\nold.bakery.example is not one of this site's addresses",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let sure = ImportFile { yes: true, ..asked("disqus") };
    import(&mut door, &sure, DISQUS).await;
    let Progress::Said(said) = import(&mut door, &ImportFile { dry_run: true, ..sure.clone() }, DISQUS).await else {
        panic!()
    };
    assert!(said.contains("pages that this site knows: 2, like ") && said.contains("does not know yet: 0\n"), "{said}");
    import(&mut door, &sure, DISQUS).await;
    let log = door.command(endpoints::LIST_LOG, &SiteQuery { site: "bakery".into() }).await.unwrap();
    assert_eq!(log.matches("imported").count(), 1, "an import that brings nothing is no news: {log}");
    let event = export(&mut door).await.lines().find(|line| line.contains("\"what\":\"imported\"")).unwrap().to_owned();
    for part in [
        r#"\"format\":\"disqus\""#,
        r#"\"comments\":9"#,
        r#"\"known\":0"#,
        r#"\"people\":6"#,
        r#"\"pages\":2"#,
        r#"\"left_out\":4"#,
        r#"\"whole\":true"#,
    ] {
        assert!(event.contains(part), "{part} in {event}");
    }
    door.close().await;
}

#[tokio::test]
async fn a_packed_file_without_dates_comes_in_and_goes_out_and_comes_in_elsewhere_the_same() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = "<disqus xmlns:dsq='d'><thread dsq:id='t'><id>mt_7</id><link>https://bakery.example/rye</link></thread>
        <post dsq:id='1'><message>when?</message><createdAt>0000-00-00T00:00:00Z</createdAt><author><name>A</name></author>
        <thread dsq:id='t'/></post></disqus>";
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(file.as_bytes()).unwrap();
    let mut door = bakery(here.path()).await;
    import(&mut door, &asked("disqus"), &packed.finish().unwrap()).await;
    let written = export(&mut door).await;
    door.close().await;
    assert!(written.contains("\"undated\":true") && written.contains("\"aliases\":[\"key:mt_7\"]"), "{written}");
    let mut door = bakery(there.path()).await;
    let Progress::Said(said) = import(&mut door, &asked("porch"), written.as_bytes()).await else { panic!() };
    assert!(said.starts_with("Imported: 1."), "{said}");
    assert_eq!(export(&mut door).await, written);
    let log = door.command(endpoints::LIST_LOG, &SiteQuery { site: "bakery".into() }).await.unwrap();
    assert_eq!(log.matches("imported").count(), 2, "the one that came along, and the one that brought it: {log}");
    door.close().await;
}
