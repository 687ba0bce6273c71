//! The texts about import and export.

/// A command on the server.
pub(crate) struct CommandHelp {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    /// What it needs and what it does; commands between backticks.
    pub(crate) what: &'static str,
    /// The label of each command, and the command. SITE is replaced by the site's id.
    pub(crate) commands: &'static [(&'static str, &'static str)],
}

pub(crate) const INTRO: &str = "These commands are typed on the server, not here. If somebody else runs it for you, send them the file and the command.";
pub(crate) const IMPORT: &str = "Bring comments here";
pub(crate) const IMPORT_WHAT: &str = "FILE stands for the file that you exported. Try first: that changes nothing, and says what would come in and on which pages. \
                                      Comments stand on their old pages, with their names, dates and replies. You can import a file again: nothing comes in twice.";
pub(crate) const EXPORT: &str = "Take comments along";
pub(crate) const EXPORT_WHAT: &str = "Choose any name for FILE.";

/// Above the two commands of an import.
const TRY: &str = "Try it:";
const RUN: &str = "Then import:";

/// The sources of an import: those that the server reads (`import/format.rs`).
pub(crate) const SOURCES: [CommandHelp; 3] = [
    CommandHelp {
        id: "disqus",
        name: "Disqus",
        what: "Sign in to Disqus and open disqus.com/admin/discussions/export/. Disqus mails you a link to the file; it may stay packed (.gz).",
        commands: &[
            (TRY, "porch import disqus FILE --site SITE --dry-run"),
            (RUN, "porch import disqus FILE --site SITE"),
        ],
    },
    CommandHelp {
        id: "wordpress",
        name: "WordPress",
        what: "In WordPress, under Tools → Export, choose “All content” and download the file. Only the comments in it are imported.",
        commands: &[
            (TRY, "porch import wordpress FILE --site SITE --dry-run"),
            (RUN, "porch import wordpress FILE --site SITE"),
        ],
    },
    CommandHelp {
        id: "porch",
        name: "Another Porch",
        what: "Run the export below on the other server. Rules, bans and the team come along, but nobody can sign in before they have a new link.",
        commands: &[
            (TRY, "porch import porch FILE --site SITE --dry-run"),
            (RUN, "porch import porch FILE --site SITE"),
        ],
    },
];

/// The ways to export comments.
pub(crate) const COPIES: [CommandHelp; 2] = [
    CommandHelp {
        id: "of-site",
        name: "Export",
        what: "All comments of this site, its rules, its team and its history, as lines of JSON that any program can read. It has no passwords and no keys.",
        commands: &[("", "porch export --site SITE > FILE")],
    },
    CommandHelp {
        id: "backup",
        name: "Backup",
        what: "A whole copy of the server’s database, with all sites and all keys. Keep it where nobody else can read it.",
        commands: &[("", "porch backup FILE")],
    },
];
