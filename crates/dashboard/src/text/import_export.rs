//! The texts about import and export.

use super::text;

/// A command on the server.
pub(crate) struct CommandHelp {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    /// What it needs and what it does; commands between backticks.
    pub(crate) what: &'static str,
    /// The label of each command, and the command. SITE is replaced by the site's id.
    pub(crate) commands: Vec<(&'static str, &'static str)>,
}

/// The sources of an import: those that the server reads (`import/format.rs`).
pub(crate) fn sources() -> [CommandHelp; 3] {
    let text = text();
    let commands = |dry: &'static str, run: &'static str| vec![(text.files_try(), dry), (text.files_run(), run)];
    [
        CommandHelp {
            id: "disqus",
            name: "Disqus",
            what: text.files_disqus_what(),
            commands: commands(
                "porch import disqus FILE --site SITE --dry-run",
                "porch import disqus FILE --site SITE",
            ),
        },
        CommandHelp {
            id: "wordpress",
            name: "WordPress",
            what: text.files_wordpress_what(),
            commands: commands(
                "porch import wordpress FILE --site SITE --dry-run",
                "porch import wordpress FILE --site SITE",
            ),
        },
        CommandHelp {
            id: "porch",
            name: text.files_porch(),
            what: text.files_porch_what(),
            commands: commands("porch import porch FILE --site SITE --dry-run", "porch import porch FILE --site SITE"),
        },
    ]
}

/// The ways to export comments.
pub(crate) fn copies() -> [CommandHelp; 2] {
    let text = text();
    [
        CommandHelp {
            id: "of-site",
            name: text.files_of_site(),
            what: text.files_of_site_what(),
            commands: vec![("", "porch export --site SITE > FILE")],
        },
        CommandHelp {
            id: "backup",
            name: text.files_backup(),
            what: text.files_backup_what(),
            commands: vec![("", "porch backup FILE")],
        },
    ]
}
