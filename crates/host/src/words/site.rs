//! The words about a site: its switches, its addresses, the lines that go into a page.

pub(crate) const SITE: &str = "Settings";
pub(crate) const SWITCHES: &str = "Review and pace";
pub(crate) const SET: &str = "Saved.";
/// The switch for mail.
pub(crate) const WRITES: &str = "E-mail for new comments";
pub(crate) const ON: &str = "on";
pub(crate) const OFF: &str = "off";
pub(crate) const NO_MAIL: &str = "This server sends no e-mail: it was started without a mail server. \
                                  Whoever runs it can name one with --smtp and --mail-from.";
pub(crate) const NOTIFIED: &str = "Send it to (up to five addresses, with spaces between them)";
pub(crate) const SAVE: &str = "Save";
pub(crate) const ORIGINS: &str = "Your site's addresses";
pub(crate) const ORIGINS_WHAT: &str = "Comments appear here and nowhere else. The first is home.";
pub(crate) const NEW_ORIGIN: &str = "Another address";
pub(crate) const ADD: &str = "Add this address";
pub(crate) const TAKE_AWAY: &str = "Remove";
pub(crate) const PUT_IT: &str = "Install";
pub(crate) const WHERE: &str = "Your system";
pub(crate) const LISTENING: &str = "Listening for your page…";
pub(crate) const WE_SEE: &str = "We see you at";
pub(crate) const ALSO_AT: &str = "Also at";
pub(crate) const STRANGER: &str =
    "asks for your comments, but is not one of your site's addresses, so nothing is shown there.";
/// Beside the same: what is known of it, and what adding it means.
pub(crate) const UNVERIFIED: &str = "Not verified: anybody can send a request that names any address. \
                                     Whatever runs at an address that you add can show and send comments here.";
pub(crate) const NOT_THE_HOST: &str = "That is not its host name.";

/// Between a page and the canonical address that it names.
pub(crate) const CANONICAL: &str = "names as its canonical address";
pub(crate) const CANONICAL_WHAT: &str = "It is not one of your site's addresses, so comments are kept under the page's own address. If that \
                                         address is yours, too, add it below. Otherwise correct the page's <link rel=canonical>.";

/// What has to be typed before an address is added.
pub(crate) fn type_host(host: &str) -> String {
    format!("Type its host name, {host}, if it is yours")
}

/// What is said of an address that looks like one's own.
pub(crate) fn looks_like(own: &str) -> String {
    format!("Careful: it looks like {own}, but is another address. Add it only if you have registered it yourself.")
}

/// How a switch is set.
pub(crate) enum Way {
    /// By choosing one of these: its value, and what it means.
    Choice(&'static [(&'static str, &'static str)]),
    /// On or off.
    Switch,
    /// By a number up to this.
    Number(u32),
}

/// A switch: its key, its name, what it does, and how it is set.
pub(crate) struct Switch {
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    pub(crate) way: Way,
}

/// What a switch is set to, as its list says it.
pub(crate) fn set_to<'v>(switch: &Switch, value: &'v str) -> &'v str {
    match switch.way {
        Way::Choice(all) => all.iter().find(|(word, _)| *word == value).map_or(value, |(_, label)| label),
        Way::Switch | Way::Number(_) => value,
    }
}

/// Those that the house shows, in their order. The server knows more than it shows where it is newer.
pub(crate) const ALL: [Switch; 8] = [
    Switch {
        key: "hold",
        name: "Hold for review",
        what: "What else looks doubtful is held, whatever this says.",
        way: Way::Choice(&[("first", "First comment of each person"), ("all", "Every comment"), ("off", "None")]),
    },
    Switch { key: "closed", name: "Close all comments", what: "Everything can still be read.", way: Way::Switch },
    Switch {
        key: "slow",
        name: "Slow mode",
        what: "The least time between two comments of one person, in seconds. 0 turns it off.",
        way: Way::Number(86_400),
    },
    Switch {
        key: "reports",
        name: "Reports",
        what: "Hide a comment after this many reports by people you know, until you look. 0 for never.",
        way: Way::Number(1_000),
    },
    Switch {
        key: "repeats",
        name: "Repeats",
        what: "Hold the same words, sent again or by many people.",
        way: Way::Switch,
    },
    Switch {
        key: "spam",
        name: "Spam",
        what: "Hold what reads like spam. Judged on this server alone.",
        way: Way::Switch,
    },
    Switch {
        key: "proof",
        name: "Bot check",
        what: "A newcomer's browser does a short calculation in the background. Nobody has to solve anything.",
        way: Way::Choice(&[("on", "Only while many newcomers write"), ("Always", "Always"), ("off", "Never")]),
    },
    Switch {
        key: "notify",
        name: WRITES,
        what: "The first one at once, then at most one mail in a while.",
        way: Way::Switch,
    },
];
