//! Accessibility, by the rules of axe-core.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

use super::Visitor;

/// The source of axe-core: named by the command that runs the journeys, kept from before, or fetched once by npm.
///
/// # Panics
/// Where it is missing: what was not looked for was not found absent.
pub(crate) fn source() -> &'static str {
    // Once for all journeys: two of them at once must not fetch it into each other's hands.
    static SOURCE: OnceLock<Option<String>> = OnceLock::new();
    let named = || std::env::var_os("PORCH_AXE").map(PathBuf::from);
    let source = SOURCE.get_or_init(|| std::fs::read_to_string(named().or_else(kept)?).ok());
    source.as_deref().expect("npm could not fetch axe-core; where it is there, PORCH_AXE names its file")
}

/// The file below the target folder, fetched when it is not there yet.
fn kept() -> Option<PathBuf> {
    let tools = std::env::current_exe().ok()?.parent()?.parent()?.parent()?.join("tools");
    let file = tools.join("package/axe.min.js");
    if !file.is_file() {
        std::fs::create_dir_all(&tools).ok()?;
        let run = |program: &str, words: &[&str]| {
            let output = Command::new(program).args(words).current_dir(&tools).output().ok()?;
            output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
        };
        let archive = run("npm", &["pack", "axe-core@4", "--silent"])?;
        run("tar", &["--extract", "--gzip", "--file", &archive, "package/axe.min.js"])?;
    }
    Some(file)
}

impl Visitor {
    /// Fails when axe finds anything wrong with the page as it is shown now: by WCAG 2 A and AA, by 2.2 AA, whose least size
    /// of targets axe leaves out unless it is asked (2.5.8: 24 pixels, or room around), and by its best practices.
    pub(crate) async fn finds_no_barrier(&self, axe: &str) {
        self.driver.execute(axe, Vec::new()).await.unwrap();
        let look = "return axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })\
                    .then(({ violations }) => violations.map((one) => ({ rule: one.id, help: one.help, nodes: one.nodes.map((node) => \
                      `${node.target.flat().join(' ')}: ${node.failureSummary}`) })))";
        let violations: Value = self.asks(look, &[]).await;
        assert_eq!(violations, Value::Array(Vec::new()), "{violations:#}");
    }
}
