//! The words about a site: its switches, its addresses, the lines that go into a page.

pub(crate) const SITE: &str = "Site";
pub(crate) const SWITCHES: &str = "Switches";
pub(crate) const SET: &str = "Set.";
/// The switch for mail.
pub(crate) const WRITES: &str = "Write to you when something waits";
pub(crate) const ON: &str = "on";
pub(crate) const OFF: &str = "off";
pub(crate) const NO_MAIL: &str = "This server sends no mail: it was started without a mail server. \
                                  Whoever runs it names one with --smtp and --mail-from.";
pub(crate) const NOTIFIED: &str = "Whom mail goes to, up to five addresses with spaces between them";
pub(crate) const SAVE: &str = "Save";
pub(crate) const ORIGINS: &str = "Where your pages lie";
pub(crate) const ORIGINS_WHAT: &str =
    "Conversations are shown at these addresses and nowhere else. The first one is home.";
pub(crate) const NEW_ORIGIN: &str = "Another address";
pub(crate) const ADD: &str = "Add this address";
pub(crate) const TAKE_AWAY: &str = "Take it away";
pub(crate) const PUT_IT: &str = "Put it on your page";
pub(crate) const WHERE: &str = "Your system";
pub(crate) const LISTENING: &str = "Listening for your page…";
pub(crate) const WE_SEE: &str = "We see you at";
pub(crate) const ALSO_AT: &str = "Also at";
pub(crate) const STRANGER: &str = "asks for your conversations, but is not on your list, so nothing is shown there.";
/// Beside the same: what is known of it, and what adding it means.
pub(crate) const UNVERIFIED: &str = "Not verified: anybody can send a request that names any address. \
                                     Whatever runs at an address that you add can show and send comments here.";
pub(crate) const NOT_THE_HOST: &str = "That is not its host.";

/// Between a page and the canonical address that it names.
pub(crate) const CANONICAL: &str = "names as its canonical address";
pub(crate) const CANONICAL_WHAT: &str = "That is not on your list, so comments are kept under the page's own address. Where that \
                                         address is yours as well, add it below; else mend the page's <link rel=canonical>.";

/// What has to be typed before an address is added.
pub(crate) fn type_host(host: &str) -> String {
    format!("Type its host, {host}, if it is yours")
}

/// What is said of an address that looks like one's own.
pub(crate) fn looks_like(own: &str) -> String {
    format!("Careful: it looks like {own}, and is another address. Add it only if you have registered it yourself.")
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
        name: "Read before others do",
        what: "Which comments wait for you. What else looks doubtful waits, whatever this says.",
        way: Way::Choice(&[("first", "the first one of each person"), ("all", "every comment"), ("off", "none")]),
    },
    Switch {
        key: "closed",
        name: "Closed",
        what: "Nobody can write anywhere on the site; everything can still be read.",
        way: Way::Switch,
    },
    Switch {
        key: "slow",
        name: "Seconds between two comments",
        what: "How long one person waits before they can write again; 0 for not at all.",
        way: Way::Number(86_400),
    },
    Switch {
        key: "reports",
        name: "Reports that hide a comment",
        what: "How many people whom the site knows must report it before it waits for you; 0 for never.",
        way: Way::Number(1_000),
    },
    Switch {
        key: "repeats",
        name: "Hold what was said before",
        what: "The same words, sent again or by many, wait for you.",
        way: Way::Switch,
    },
    Switch {
        key: "spam",
        name: "Hold what reads like spam",
        what: "Judged on this server alone, by words, links and how they were sent. It never refuses anybody.",
        way: Way::Switch,
    },
    Switch {
        key: "proof",
        name: "Signs that a person writes",
        what: "A newcomer's browser does a little work unseen, and writing takes a person a while. Nobody solves anything.",
        way: Way::Choice(&[("on", "work only while many newcomers come"), ("always", "always"), ("off", "never")]),
    },
    Switch {
        key: "notify",
        name: WRITES,
        what: "The first time at once, then at most once in a while.",
        way: Way::Switch,
    },
];
