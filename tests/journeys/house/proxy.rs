//! A proxy of the operator's in front of the server, set up as `docs/operating.md` says.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

use super::porch::free_port;
use super::tls::Authority;
use super::wait::until;

const PAPER: &str = include_str!("../../../docs/operating.md");

/// Which proxy.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Caddy,
    Nginx,
    /// Under a path of the site's own host, which is passed on.
    NginxPath,
    /// The same, where the proxy takes the path off.
    NginxPathTakenOff,
}

/// A proxy that runs as long as the journey.
pub(crate) struct Proxy {
    pub(crate) port: u16,
    kind: Kind,
    program: PathBuf,
    folder: TempDir,
    process: Option<Child>,
}

impl Proxy {
    /// Prepares one, where its program is on this machine.
    pub(crate) fn found(kind: Kind) -> Option<Self> {
        let name = match kind {
            Kind::Caddy => "caddy",
            Kind::Nginx | Kind::NginxPath | Kind::NginxPathTakenOff => "nginx",
        };
        let path = std::env::var_os("PATH").unwrap_or_default();
        // Where Debian keeps the programs of servers is not on everybody's path.
        let folders = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
        let Some(program) = folders.map(|folder| folder.join(name)).find(|file| file.is_file()) else {
            println!("skipped: this journey needs {name}");
            return None;
        };
        Some(Self { port: free_port(), kind, program, folder: tempfile::tempdir().unwrap(), process: None })
    }

    /// Starts it in front of the server at `to`, under `name`; the rest of the host is the site's own, at the port `site`.
    pub(crate) async fn starts(&mut self, authority: &Authority, name: &str, to: &str, site: u16) {
        let file = |name: &str| self.folder.path().join(name);
        let (certificate, key, config) = (file("certificate.pem"), file("key.pem"), file("config"));
        std::fs::write(&certificate, &authority.certificate).unwrap();
        std::fs::write(&key, &authority.key).unwrap();
        let files = (certificate.to_str().unwrap(), key.to_str().unwrap());
        let recipe = match self.kind {
            Kind::Caddy => caddy(name, self.port, files),
            Kind::Nginx => nginx((name, "talk.bakery.example"), self.port, files, "Behind nginx"),
            Kind::NginxPath | Kind::NginxPathTakenOff => {
                let recipe = nginx((name, "www.bakery.example"), self.port, files, "Under a path of your site");
                let own = format!("location / {{ proxy_pass http://127.0.0.1:{site}; }}");
                let recipe = replaced(&recipe, "# … the pages of your site …", &own);
                if matches!(self.kind, Kind::NginxPath) {
                    recipe
                } else {
                    // With a slash at its end nginx puts it in the place of what the location names.
                    let taken = "location /talk/ {\n        proxy_pass http://127.0.0.1:8080";
                    replaced(&recipe, taken, &format!("{taken}/"))
                }
            }
        };
        let recipe = match self.kind {
            Kind::Caddy => recipe,
            _ => standalone(&recipe, self.folder.path()),
        };
        std::fs::write(&config, replaced(&recipe, "127.0.0.1:8080", to.trim_start_matches("http://"))).unwrap();
        let mut command = Command::new(&self.program);
        match self.kind {
            Kind::Caddy => command.args(["run", "--adapter", "caddyfile", "--config"]).arg(&config),
            _ => command.arg("-p").arg(self.folder.path()).args(["-e", "stderr", "-c"]).arg(&config),
        };
        command.env("XDG_DATA_HOME", self.folder.path()).env("XDG_CONFIG_HOME", self.folder.path());
        let log = std::fs::File::create(file("log")).unwrap();
        let running = command.stdout(Stdio::null()).stderr(log).kill_on_drop(true).spawn().unwrap();
        self.process = Some(running);
        until("the proxy to listen", async || TcpStream::connect(("127.0.0.1", self.port)).await.ok()).await;
    }
}

/// The recipe below a heading of the paper.
fn recipe(heading: &str) -> &'static str {
    let part = PAPER.split("\n## ").find(|part| part.starts_with(heading)).expect("the paper has this heading");
    part.split("```").nth(1).expect("the heading has a recipe").trim_start_matches('\n')
}

/// The recipe must have what is replaced, or it is another one than this test knows.
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "the recipe has no {from:?}: {text}");
    text.replace(from, to)
}

fn caddy(name: &str, port: u16, (certificate, key): (&str, &str)) -> String {
    let block = format!("https://{name}:{port} {{\n\ttls {certificate} {key}\n");
    let recipe = replaced(recipe("Behind Caddy"), "talk.bakery.example {\n", &block);
    format!("{{\n\tadmin off\n\tauto_https disable_redirects\n}}\n{recipe}")
}

fn nginx((name, written): (&str, &str), port: u16, (certificate, key): (&str, &str), heading: &str) -> String {
    let recipe = replaced(recipe(heading), "listen 443 ", &format!("listen 127.0.0.1:{port} "));
    let recipe = replaced(&recipe, written, name);
    let lines = format!("ssl_certificate {certificate}; ssl_certificate_key {key};");
    replaced(&recipe, "# ssl_certificate …; ssl_certificate_key …;", &lines)
}

/// A whole file of nginx's around the recipe.
fn standalone(recipe: &str, folder: &Path) -> String {
    let folder = folder.to_str().unwrap();
    let temp: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|what| format!("{what}_temp_path {folder}/{what};\n"))
        .concat();
    // One process, so that it ends with the journey.
    format!(
        "daemon off; master_process off; pid {folder}/pid;\nevents {{}}\nhttp {{\naccess_log off;\n{temp}\n{recipe}\n}}\n"
    )
}
