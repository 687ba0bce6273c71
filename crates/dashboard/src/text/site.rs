//! The texts about a site: its switches, its addresses, the code for a page.

use porch_protocol::site_settings::Setting;

pub(crate) const SITE: &str = "General";
/// The heading of the name and the addresses.
pub(crate) const SITE_PART: &str = "Site";
pub(crate) const NAME: &str = "Name";
/// In History, where a name was removed.
pub(crate) const ADDRESS_STANDS: &str = "the site’s address";
pub(crate) const NAME_WHAT: &str =
    "Shown in mails, on the conversation pages and here. Without a name, your site’s address stands there.";
/// The heading of the rules for review.
pub(crate) const REVIEW: &str = "Review";
/// The heading of the settings that slow comments down or stop them.
pub(crate) const CONTROLS: &str = "Slow down or close";
/// The heading of the mail settings.
pub(crate) const NOTIFICATIONS: &str = "Notifications";
/// The toast after a text is saved.
pub(crate) fn saved(what: &str) -> String {
    format!("Saved: {what}.")
}

/// The same for these settings.
pub(crate) fn saved_settings(settings: &[Setting]) -> String {
    saved(settings.first().map_or(SITE, |one| name(&one.key)))
}

/// The label of a setting.
fn name(key: &str) -> &str {
    match key {
        "name" => NAME,
        "enabled" => MAIL_SWITCH,
        "addresses" => NOTIFIED,
        "origin" | "origins" => ORIGINS,
        _ => ALL.iter().find(|switch| switch.key == key).map_or(SITE, |switch| switch.name),
    }
}
/// Before the reason of a failure.
pub(crate) const NOT_SAVED: &str = "Not saved yet.";
/// Webhooks, chats and spam services.
pub(crate) const INTEGRATIONS: &str = "Integrations";
pub(crate) const IMPORT_EXPORT: &str = "Import / Export";
/// The switch for mail.
pub(crate) const MAIL_SWITCH: &str = "E-mail for new comments";
/// The two buttons beside a number.
pub(crate) const FEWER: &str = "Fewer";
pub(crate) const MORE: &str = "More";
pub(crate) const NO_MAIL: &str = "This server sends no e-mail yet, so nobody is told of new comments by mail. Ask whoever runs the \
                                  server for you to set up e-mail; this page then asks where to send it.";
pub(crate) const NO_MAIL_INSTEAD: &str = "You can have new comments in Slack, Discord or Telegram instead:";
pub(crate) const FOR_OPERATORS: &str = "For whoever runs the server";
pub(crate) const MAIL_FLAGS: &str =
    "Start `porch serve` with `--smtp` (the mail server) and `--mail-from` (the sender’s address).";
pub(crate) const NOTIFIED: &str = "Send it to";
pub(crate) const NOTIFIED_WHAT: &str = "Up to five addresses. Each mail has a link that ends it.";
/// The server's limit.
pub(crate) const MOST_NOTIFIED: usize = 5;
pub(crate) const ADD_IT: &str = "Add";
pub(crate) const ORIGIN_MISSING: &str = "Write the address of your site, with https:// in front.";
pub(crate) const HOST_MISSING: &str = "Write the name of the host.";
pub(crate) const ORIGINS: &str = "Your site’s addresses";
pub(crate) const ORIGINS_WHAT: &str = "Comments appear on pages at these addresses and nowhere else.";
pub(crate) const NEW_ORIGIN: &str = "Another address";
pub(crate) const ADD: &str = "Add this address";
pub(crate) const REMOVE: &str = "Remove";
pub(crate) const INSTALL: &str = "Install";
pub(crate) const WHERE: &str = "Your system";
pub(crate) const INSTALL_WHAT: &str = "Paste these lines where the comments should stand.";
pub(crate) const THE_LINES: &str = "The lines to paste";
/// The options of the code.
pub(crate) const PIN: &str = "Pin this exact version";
pub(crate) const NO_SCRIPT: &str = "Works without JavaScript";
/// The link for visitors without scripts, and the placeholder for an address that only the page knows.
pub(crate) const READ_COMMENTS: &str = "Read the comments";
pub(crate) const THIS_PAGE: &str = "https://ADDRESS-OF-THIS-PAGE";
pub(crate) const POLICY: &str = "If your pages send a Content-Security-Policy";
pub(crate) const POLICY_WHAT: &str = "It has to allow this. Without 'wasm-unsafe-eval' everything can be read, and comments \
                                      are sent by a plain form.";
pub(crate) const THE_POLICY: &str = "What the policy has to allow";
pub(crate) const IMPORT_OLD: &str = "Bring old comments";
pub(crate) const PREVIEW: &str = "Preview";
/// The title of the frame.
pub(crate) const PREVIEW_WHAT: &str = "Example comments, as your pages show them";
pub(crate) const LIGHT: &str = "Light";
pub(crate) const DARK: &str = "Dark";
pub(crate) const NARROW: &str = "320 px";
pub(crate) const IS_IT_THERE: &str = "Is it there?";
pub(crate) const LISTENING: &str =
    "Listening for your page… Nothing seen yet. Open a page that has the lines; this list changes by itself.";
/// The same after the first one.
pub(crate) const LISTENING_ON: &str = "Listening for your other pages…";
pub(crate) const FOUND: &str = "Found";
/// Before the page where something was found.
pub(crate) const AT: &str = " on ";
pub(crate) const READING_WORKS: &str = "Reading works";
pub(crate) const READING_UNKNOWN: &str = "Reading is not checked yet. Scroll to the comments on your page.";
pub(crate) const WRITING_WORKS: &str = "Writing works";
pub(crate) const WRITING_UNKNOWN: &str = "Writing is not checked yet. Click into the comment field on your page.";
pub(crate) const WRITING_BLOCKED: &str = "Writing is blocked by your Content-Security-Policy";
/// After that, before the policy and after it.
pub(crate) const ADD_TO_POLICY: &str = "Reading works without this. Add:";
pub(crate) const OPEN_AGAIN: &str =
    "Then open the page again. This line goes as soon as the comment field works there.";
pub(crate) const ALSO_AT: &str = "Also at";
pub(crate) const UNLISTED: &str =
    "asks for your comments, but is not one of your site’s addresses, so nothing is shown there.";
/// For the same origin: what is known of it, and what adding it means.
pub(crate) const UNVERIFIED: &str = "Not verified: anybody can send a request that names any address. \
                                     Whatever runs at an address that you add can show and send comments here.";
pub(crate) const NOT_THE_HOST: &str = "That is not its host name.";

/// Between a page and the canonical address that it names.
pub(crate) const CANONICAL: &str = "names as its canonical address";
pub(crate) const CANONICAL_WHAT: &str = "It is not one of your site’s addresses, so comments are kept under the page’s own address. If that \
                                         address is yours, too, add it below. Otherwise correct the page’s <link rel=canonical>.";

/// The label of the field before an origin is added.
pub(crate) fn type_host(host: &str) -> String {
    format!("Type its host name, {host}, if it is yours")
}

/// The warning about an origin that looks like the site's own.
pub(crate) fn looks_like(own: &str) -> String {
    format!("Careful: it looks like {own}, but is another address. Add it only if you have registered it yourself.")
}

/// How a setting is changed.
pub(crate) enum SwitchState {
    /// By choosing one of these values, each with its label.
    Choice(&'static [(&'static str, &'static str)]),
    /// On or off.
    Switch,
    /// By a number up to this.
    Number(u32),
    /// By one of these times, in seconds; another one set by a command is shown as well.
    Seconds(&'static [(u32, &'static str)]),
}

/// The section of the settings that it belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum SettingsSection {
    Review,
    Pace,
    Notifications,
}

/// A setting: its key, its name, its explanation, and its control.
pub(crate) struct Switch {
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    pub(crate) control: SwitchState,
    pub(crate) part: SettingsSection,
}

/// The label of a setting's value.
pub(crate) fn set_to(switch: &Switch, value: &str) -> String {
    match switch.control {
        SwitchState::Choice(all) => {
            all.iter().find(|(word, _)| *word == value).map_or(value, |(_, label)| label).to_owned()
        }
        SwitchState::Seconds(all) => {
            let known = all.iter().find(|(seconds, _)| seconds.to_string() == value);
            known.map_or_else(|| seconds(value), |(_, label)| (*label).to_owned())
        }
        SwitchState::Switch | SwitchState::Number(_) => value.to_owned(),
    }
}

/// The label of a time that is not in the list.
pub(crate) fn seconds(value: &str) -> String {
    format!("{value} seconds")
}

/// The times of slow mode.
const SLOW: [(u32, &str); 7] = [
    (0, "Off"),
    (10, "10 seconds"),
    (20, "20 seconds"),
    (60, "1 minute"),
    (300, "5 minutes"),
    (3_600, "1 hour"),
    (86_400, "1 day"),
];

/// The settings that the dashboard shows, in their order. A newer server may have more.
pub(crate) const ALL: [Switch; 9] = [
    Switch {
        key: "hold",
        name: "Hold for review",
        what: "Held comments wait until somebody of your team approves them. What looks doubtful for another reason is always held.",
        control: SwitchState::Choice(&[
            ("first", "First comment of each person"),
            ("all", "Every comment"),
            ("off", "None"),
        ]),
        part: SettingsSection::Review,
    },
    Switch {
        key: "links",
        name: "Links",
        what: "Hold comments with more than one link from people who are new here, and links that are added to a comment later.",
        control: SwitchState::Switch,
        part: SettingsSection::Review,
    },
    Switch {
        key: "spam",
        name: "Spam",
        what: "Hold what reads like spam. No comment leaves this server for that.",
        control: SwitchState::Switch,
        part: SettingsSection::Review,
    },
    Switch {
        key: "repeats",
        name: "Repeats",
        what: "Hold a comment that says the same as one before, by the same person or by many.",
        control: SwitchState::Switch,
        part: SettingsSection::Review,
    },
    Switch {
        key: "reports",
        name: "Reports",
        what: "Hide a comment until you look once so many people have reported it. Only reports by people who have commented here before count. 0 for never.",
        control: SwitchState::Number(1_000),
        part: SettingsSection::Review,
    },
    Switch {
        key: "proof",
        name: "Bot check",
        what: "A newcomer’s browser does a short calculation in the background. Nobody has to solve anything.",
        control: SwitchState::Choice(&[
            ("on", "Only while many newcomers write"),
            ("always", "Always"),
            ("off", "Never"),
        ]),
        part: SettingsSection::Review,
    },
    Switch {
        key: "slow",
        name: "Slow mode",
        what: "How long a person waits between two comments.",
        control: SwitchState::Seconds(&SLOW),
        part: SettingsSection::Pace,
    },
    Switch {
        key: "closed",
        name: "Close all comments",
        what: "Nobody can write on any page until you open comments again. Everything can still be read.",
        control: SwitchState::Switch,
        part: SettingsSection::Pace,
    },
    Switch {
        key: "notify",
        name: MAIL_SWITCH,
        what: "When a comment waits for review. The first is mailed at once; after that, all new ones together, at most every 15 minutes.",
        control: SwitchState::Switch,
        part: SettingsSection::Notifications,
    },
];
