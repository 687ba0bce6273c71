//! What `docs/operating.md` gives an operator to copy: the unit, the container and the steps of an upgrade, run as they stand.

use std::path::Path;
use std::process::{Command, Output};

use crate::running::{Running, free_address, porch, says, with_bakery};
use crate::wait::until;

const DOCS: &str = include_str!("../../../../docs/operating.md");
const PROGRAM: &str = env!("CARGO_BIN_EXE_porch");

/// The text of a section, without its heading.
fn section(heading: &str) -> &'static str {
    let start = format!("\n## {heading}\n");
    DOCS.split_once(&start).unwrap_or_else(|| panic!("no section {heading}")).1.split("\n## ").next().unwrap()
}

/// The first block of this language in a section.
fn block(heading: &str, language: &str) -> &'static str {
    section(heading).split_once(&format!("```{language}\n")).unwrap().1.split("```").next().unwrap()
}

/// Every value of a key of the unit.
fn unit(key: &str) -> Vec<&'static str> {
    let lines = block("As a service", "ini").lines();
    lines.filter_map(|line| line.split_once('=')).filter(|line| line.0 == key).map(|line| line.1).collect()
}

/// A program's arguments, with other paths in the place of those of the docs.
fn with_paths(words: &str, paths: &[(&str, &Path)]) -> Vec<String> {
    let exact = |word: &str| {
        let found = paths.iter().find(|(of_docs, _)| word == *of_docs);
        found.map_or_else(|| word.to_owned(), |(_, here)| here.to_str().unwrap().to_owned())
    };
    words.split_whitespace().map(exact).collect()
}

fn succeeds(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

async fn is_ready(server: &Running) {
    let ready = until("readyz to answer", async || server.try_get("/readyz").await.filter(|answer| answer.0 == 200));
    assert_eq!(ready.await.1.trim(), "ready");
}

#[test]
fn the_unit_keeps_what_it_holds_from_others_and_needs_nothing_of_the_machine() {
    for (key, value) in [
        ("User", "porch"),
        ("StateDirectory", "porch"),
        ("StateDirectoryMode", "0700"),
        ("UMask", "0077"),
        ("EnvironmentFile", "-/etc/porch.env"),
        ("CapabilityBoundingSet", ""),
        ("AmbientCapabilities", ""),
        ("NoNewPrivileges", "yes"),
        ("ProtectSystem", "strict"),
        ("SystemCallArchitectures", "native"),
        ("RestrictAddressFamilies", "AF_INET AF_INET6 AF_UNIX"),
        ("Restart", "on-failure"),
    ] {
        assert_eq!(unit(key), [value], "{key}");
    }
    assert_eq!(unit("SystemCallFilter"), ["@system-service", "~@privileged @mount"]);
    // What the log asks for where 20,000 pages are to listen, and longer than requests under way get at the end.
    assert!(unit("LimitNOFILE")[0].parse::<u32>().unwrap() >= 26_796);
    assert!(unit("TimeoutStopSec")[0].parse::<u32>().unwrap() > 10);
    // The folder that systemd makes is the one that is served.
    let folder = format!("--data /var/lib/{} ", unit("StateDirectory")[0]);
    assert!(unit("ExecStart")[0].contains(&folder), "{:?}", unit("ExecStart"));
}

#[tokio::test]
async fn what_the_unit_starts_serves_with_the_settings_that_the_program_prints() {
    let home = tempfile::tempdir().unwrap();
    let (data, config) = (home.path().join("data"), home.path().join("porch.toml"));
    let printed = succeeds(&says(&data, &["config"]));
    let listen = free_address();
    std::fs::write(&config, printed.replace("127.0.0.1:8080", &listen)).unwrap();
    let paths = [("/usr/local/bin/porch", Path::new(PROGRAM)), ("/var/lib/porch", &data), ("/etc/porch.toml", &config)];
    let words = with_paths(unit("ExecStart")[0], &paths);
    assert_eq!(words[0], PROGRAM);
    // The mask of the unit, and one of its secrets from the environment.
    let mut command = Command::new("sh");
    command.args(["-c", &format!("umask {}; exec \"$0\" \"$@\"", unit("UMask")[0])]).args(&words);
    command.env("PORCH_SMTP", "smtp://mail.example?tls=required").env("PORCH_MAIL_FROM", "porch@talk.example");
    let server = Running::as_told(command, &listen);
    is_ready(&server).await;
    let log = server.end();
    assert!(!log.contains("no mail is sent"), "the environment is read: {log}");
}

#[test]
fn the_compose_file_has_the_fields_that_matter() {
    let text = block("In a container", "yaml");
    assert!(!text.contains('\t'));
    let depth = |line: &str| line.len() - line.trim_start().len();
    let service: Vec<_> = text.lines().filter(|line| depth(line) == 4).map(str::trim).collect();
    for field in [
        "build: .",
        "restart: unless-stopped",
        "volumes: [porch:/data]",
        "ports: [\"127.0.0.1:8080:8080\"]",
        "stop_grace_period: 20s",
        "read_only: true",
        "tmpfs: [/tmp]",
        "cap_drop: [ALL]",
        "security_opt: [\"no-new-privileges:true\"]",
        "healthcheck:",
    ] {
        assert!(service.contains(&field), "{field} in {service:#?}");
    }
    let top: Vec<_> = text.lines().filter(|line| depth(line) == 0 && !line.starts_with('#')).collect();
    assert_eq!(top, ["services:", "volumes:"]);
    // The folder of the volume is the one that the image serves, which its user owns.
    let image = block("In a container", "dockerfile");
    for line in ["USER porch", "VOLUME /data", "EXPOSE 8080"] {
        assert!(image.lines().any(|there| there == line), "{line}");
    }
    assert!(image.contains("install -d -o porch -m 700 /data"));
}

#[tokio::test]
async fn what_the_container_runs_serves_and_its_health_check_says_so() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let listen = free_address();
    let compose = block("In a container", "yaml");
    let of_compose = |name: &str| compose.split_once(&format!("{name}: ")).unwrap().1.lines().next().unwrap().trim();
    let of_image = block("In a container", "dockerfile").lines().find_map(|line| line.strip_prefix("ENV ")).unwrap();
    assert_eq!(of_image, "PORCH_DATA=/data PORCH_LISTEN=0.0.0.0:8080");
    let mut command = Command::new(PROGRAM);
    command.arg("serve").env("PORCH_DATA", &data).env("PORCH_LISTEN", &listen);
    for name in ["PORCH_PUBLIC_URL", "PORCH_TRUSTED_PROXY"] {
        command.env(name, of_compose(name));
    }
    let server = Running::as_told(command, &listen);
    is_ready(&server).await;
    let health: Vec<String> = serde_json::from_str(of_compose("test")).unwrap();
    assert_eq!(health[..2], ["CMD", "porch"]);
    let beside =
        |arguments: &[String]| Command::new(PROGRAM).args(arguments).env("PORCH_DATA", &data).output().unwrap();
    assert_eq!(succeeds(&beside(&health[2..])), "ready\n");
    let exec = section("In a container").split("`docker compose exec porch porch ").nth(1).unwrap();
    let words: Vec<_> = exec.split('`').next().unwrap().split_whitespace().map(str::to_owned).collect();
    succeeds(&beside(&words));
    server.end();
    assert!(!beside(&health[2..]).status.success(), "a server that has ended is not healthy");
}

/// The commands of the section on upgrades, in their order, on folders of the test.
fn upgrade(number: usize, data: &Path, backup: &Path, kept: &Path) -> Output {
    let spans = section("Upgrade, and back").split('`').skip(1).step_by(2);
    let commands: Vec<_> = spans.filter_map(|span| span.strip_prefix("porch ")).collect();
    let paths = [("/var/lib/porch", data), ("/backups/before.db", backup), ("/var/lib/porch/porch-before-….db", kept)];
    Command::new(PROGRAM).args(with_paths(commands[number], &paths)).output().unwrap()
}

/// Changes the database as a newer version does that this one does not know.
async fn of_a_newer_version(data: &Path) {
    use sqlx::Connection;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(data.join("porch.db"));
    let mut newer = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    let applied = "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
                   values (9999, 'of a newer version', true, x'00', 1)";
    sqlx::query(applied).execute(&mut newer).await.unwrap();
    newer.close().await.unwrap();
}

fn comments(data: &Path) -> usize {
    succeeds(&says(data, &["export"])).matches("\"kind\":\"comment\"").count()
}

fn named(data: &Path, start: &str) -> Vec<std::path::PathBuf> {
    let all = std::fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path());
    all.filter(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        name.starts_with(start) && path.extension().is_some_and(|end| end == "db")
    })
    .collect()
}

#[tokio::test]
async fn an_upgrade_and_the_way_back_go_as_they_are_written() {
    let home = tempfile::tempdir().unwrap();
    let (data, backup) = (home.path().join("data"), home.path().join("before.db"));
    let kept = data.join("porch-before-20250615T150640Z.db");
    let step = |number| upgrade(number, &data, &backup, &kept);
    with_bakery(&data);
    let server = Running::serve(porch(&data), &[]);
    assert_eq!(server.post(100).await.0, 201);
    succeeds(&step(0));
    assert!(backup.exists());
    assert!(succeeds(&step(1)).starts_with("porch "), "which version it is");
    server.end();

    // The new program keeps a copy (tests/upgrades.rs), serves, and something is written.
    std::fs::copy(&backup, &kept).unwrap();
    let server = Running::serve(porch(&data), &[]);
    is_ready(&server).await;
    assert!(succeeds(&step(2)).contains("The database is complete and undamaged"));
    assert_eq!(server.post(100).await.0, 201);
    server.end();
    assert_eq!(comments(&data), 2);
    of_a_newer_version(&data).await;

    // The old one says that it is too old, and changes nothing.
    let before = std::fs::read(data.join("porch.db")).unwrap();
    let refused = says(&data, &["serve", "--listen", "127.0.0.1:0"]);
    let why = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && why.contains("newer version") && why.contains("porch restore"), "{why}");
    assert!(std::fs::read(data.join("porch.db")).unwrap() == before, "the database was changed");
    succeeds(&step(3));
    let server = Running::serve(porch(&data), &[]);
    is_ready(&server).await;
    succeeds(&step(2));
    assert_eq!(comments(&data), 1, "what was there before the upgrade");
    assert_eq!(named(&data, "porch-replaced-").len(), 1, "what was written since is kept");
    server.end();
}
