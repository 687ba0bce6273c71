//! The texts about a site: its settings.

use std::sync::OnceLock;

use porch_protocol::site_settings::Setting;

use super::text;

/// The toast after a text is saved.
pub(crate) fn saved(what: &str) -> String {
    text().site_saved(what)
}

/// The same for these settings.
pub(crate) fn saved_settings(settings: &[Setting]) -> String {
    saved(settings.first().map_or(text().site_site(), |one| name(&one.key)))
}

/// The label of a setting.
fn name(key: &str) -> &'static str {
    match key {
        "name" => text().site_name(),
        "enabled" => text().site_mail_switch(),
        "addresses" => text().site_notified(),
        "origin" | "origins" => text().site_origins(),
        _ => switches().iter().find(|switch| switch.key == key).map_or(text().site_site(), |switch| switch.name),
    }
}

/// The server's limit.
pub(crate) const MOST_NOTIFIED: usize = 5;

/// How a setting is changed.
pub(crate) enum SwitchState {
    /// By choosing one of these values, each with its label.
    Choice(Vec<(&'static str, &'static str)>),
    /// On or off.
    Switch,
    /// By a number up to this.
    Number(u32),
    /// By one of these times, in seconds; another one set by a command is shown as well.
    Seconds(Vec<(u32, String)>),
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
    match &switch.control {
        SwitchState::Choice(all) => {
            all.iter().find(|(word, _)| *word == value).map_or(value, |(_, label)| label).to_owned()
        }
        SwitchState::Seconds(all) => {
            let known = all.iter().find(|(seconds, _)| seconds.to_string() == value);
            known.map_or_else(|| seconds(value), |(_, label)| label.clone())
        }
        SwitchState::Switch => on_or_off(value).to_owned(),
        SwitchState::Number(_) => value.to_owned(),
    }
}

/// The value of a switch.
pub(crate) fn on_or_off(value: &str) -> &str {
    match value {
        "on" => text().switch_on(),
        "off" => text().switch_off(),
        other => other,
    }
}

/// The label of a time that is not in the list.
pub(crate) fn seconds(value: &str) -> String {
    text().seconds(value.parse().unwrap_or_default())
}

/// The settings that the dashboard shows, in their order. A newer server may have more.
pub(crate) fn switches() -> &'static [Switch] {
    static ALL: OnceLock<Vec<Switch>> = OnceLock::new();
    ALL.get_or_init(|| review_switches().into_iter().chain(other_switches()).collect())
}

/// What is held for review.
fn review_switches() -> [Switch; 6] {
    let text = text();
    let switch = |key, [name, what]: [&'static str; 2], control| Switch {
        key,
        name,
        what,
        control,
        part: SettingsSection::Review,
    };
    let hold =
        vec![("first", text.switch_hold_first()), ("all", text.switch_hold_all()), ("off", text.switch_hold_none())];
    let proof = vec![
        ("on", text.switch_proof_many()),
        ("always", text.switch_proof_always()),
        ("off", text.switch_proof_never()),
    ];
    [
        switch("hold", [text.switch_hold(), text.switch_hold_what()], SwitchState::Choice(hold)),
        switch("links", [text.switch_links(), text.switch_links_what()], SwitchState::Switch),
        switch("spam", [text.switch_spam(), text.switch_spam_what()], SwitchState::Switch),
        switch("repeats", [text.switch_repeats(), text.switch_repeats_what()], SwitchState::Switch),
        switch("reports", [text.switch_reports(), text.switch_reports_what()], SwitchState::Number(1_000)),
        switch("proof", [text.switch_proof(), text.switch_proof_what()], SwitchState::Choice(proof)),
    ]
}

/// What slows comments down or stops them, and the mail.
fn other_switches() -> [Switch; 3] {
    let text = text();
    let slow = vec![
        (0, text.switch_slow_off().to_owned()),
        (10, text.seconds(10)),
        (20, text.seconds(20)),
        (60, text.minutes(1)),
        (300, text.minutes(5)),
        (3_600, text.hours(1)),
        (86_400, text.days(1)),
    ];
    [
        Switch {
            key: "slow",
            name: text.switch_slow(),
            what: text.switch_slow_what(),
            control: SwitchState::Seconds(slow),
            part: SettingsSection::Pace,
        },
        Switch {
            key: "closed",
            name: text.switch_closed(),
            what: text.switch_closed_what(),
            control: SwitchState::Switch,
            part: SettingsSection::Pace,
        },
        Switch {
            key: "notify",
            name: text.site_mail_switch(),
            what: text.switch_notify_what(),
            control: SwitchState::Switch,
            part: SettingsSection::Notifications,
        },
    ]
}

/// Where the lines for a system go, as a sentence; nothing for a system that is not known.
pub(crate) fn snippet_place(system: &str) -> &'static str {
    let text = text();
    match system {
        "HTML" => text.site_place_html(),
        "WordPress" => text.site_place_wordpress(),
        "Ghost" => text.site_place_ghost(),
        "Hugo" => text.site_place_hugo(),
        "Jekyll" => text.site_place_jekyll(),
        "Eleventy" => text.site_place_eleventy(),
        "Astro" => text.site_place_astro(),
        "MkDocs Material" => text.site_place_mkdocs(),
        "VitePress" => text.site_place_vitepress(),
        "Docusaurus" => text.site_place_docusaurus(),
        "React" => text.site_place_react(),
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use porch_protocol::recipes::RECIPES;

    use super::snippet_place;

    #[test]
    fn each_system_has_the_sentence_of_its_recipe() {
        for recipe in RECIPES {
            assert_eq!(snippet_place(recipe.system), recipe.place.replace('\'', "’"), "{}", recipe.system);
        }
    }
}
