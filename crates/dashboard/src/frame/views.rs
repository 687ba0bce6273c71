//! The views of the dashboard and their places in the address, so that back, forward and a reload work.

use gloo_events::EventListener;
use porch_protocol::CommentId;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::team::sign_in_mail;
use crate::text::{frame as say, rules, site, team};
use crate::ui::focus_moves;

/// A view.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum View {
    Unanswered,
    Review,
    Published,
    People,
    Pages,
    History,
    Settings(Section),
}

/// A section of the settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Section {
    /// The list of them, on a narrow window; a wide one shows the first beside it.
    All,
    General,
    Install,
    Rules,
    Team,
    Notifications,
    Integrations,
    ImportExport,
}

/// The views in the order of the navigation, which is that of their keys.
pub(crate) const VIEWS: [View; 7] = [
    View::Unanswered,
    View::Review,
    View::Published,
    View::People,
    View::Pages,
    View::History,
    View::Settings(Section::All),
];

/// Those of a guest expert: their thread, its page, and themselves.
pub(crate) const VIEWS_OF_A_GUEST: [View; 3] = [View::Unanswered, View::Pages, View::Settings(Section::Team)];

/// The sections in the order of the navigation.
pub(crate) const SECTIONS: [Section; 7] = [
    Section::General,
    Section::Install,
    Section::Rules,
    Section::Team,
    Section::Notifications,
    Section::Integrations,
    Section::ImportExport,
];

impl Section {
    /// What the navigation calls it.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::All => say::SETTINGS,
            Self::General => site::SITE,
            Self::Install => site::PUT_IT,
            Self::Rules => rules::RULES,
            Self::Team => team::TEAM,
            Self::Notifications => site::NOTIFICATIONS,
            Self::Integrations => site::INTEGRATIONS,
            Self::ImportExport => site::IMPORT_EXPORT,
        }
    }

    /// Its place in the address.
    fn word(self) -> &'static str {
        match self {
            Self::All => "",
            Self::General => "general",
            Self::Install => "install",
            Self::Rules => "rules",
            Self::Team => "team",
            Self::Notifications => "notifications",
            Self::Integrations => "integrations",
            Self::ImportExport => "import-export",
        }
    }
}

impl View {
    /// What the navigation calls it.
    pub(crate) fn label(self, guest: bool) -> &'static str {
        match self {
            Self::Unanswered => say::UNANSWERED,
            Self::Review => say::REVIEW,
            Self::Published => say::PUBLISHED,
            Self::People => say::PEOPLE,
            Self::Pages if guest => say::PAGE,
            Self::Pages => say::PAGES,
            Self::History => say::HISTORY,
            Self::Settings(_) if guest => team::YOU,
            Self::Settings(_) => say::SETTINGS,
        }
    }

    /// The heading over it: of the settings, the section's name.
    pub(crate) fn heading(self, guest: bool) -> &'static str {
        match self {
            Self::Settings(section) if !guest => section.label(),
            _ => self.label(guest),
        }
    }

    /// Its icon.
    pub(crate) fn icon(self) -> &'static str {
        match self {
            Self::Unanswered => "waiting",
            Self::Review => "shield",
            Self::Published => "lines",
            Self::People => "people",
            Self::Pages => "page",
            Self::History => "history",
            Self::Settings(_) => "sliders",
        }
    }

    /// Whether it is a list beside one comment.
    pub(crate) fn is_list(self) -> bool {
        matches!(self, Self::Unanswered | Self::Review | Self::Published)
    }

    /// What a wide window shows: the list of sections stands beside it there, so one of them is open.
    pub(crate) fn on_wide(self) -> Self {
        if self == Self::Settings(Section::All) { Self::Settings(Section::General) } else { self }
    }

    /// Whether two are one place of the navigation: all settings are.
    pub(crate) fn is_at(self, other: Self) -> bool {
        matches!((self, other), (Self::Settings(_), Self::Settings(_))) || self == other
    }

    /// Its place in the address.
    fn word(self) -> String {
        match self {
            Self::Unanswered => "unanswered".into(),
            Self::Review => "review".into(),
            Self::Published => "published".into(),
            Self::People => "people".into(),
            Self::Pages => "pages".into(),
            Self::History => "history".into(),
            Self::Settings(Section::All) => "settings".into(),
            Self::Settings(section) => format!("settings/{}", section.word()),
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        let sections = SECTIONS.map(Self::Settings);
        VIEWS.into_iter().chain(sections).find(|view| view.word() == word)
    }
}

/// A view, the comment that is open in it, and the page that alone is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Address {
    pub(crate) view: View,
    pub(crate) open: Option<CommentId>,
    /// The page of Published, by its address.
    pub(crate) page: Option<String>,
    /// Who is open of People, or which page of Pages, by its id.
    pub(crate) one: Option<String>,
}

impl Address {
    /// A view with nothing open.
    pub(crate) fn of(view: View) -> Self {
        Self { view, open: None, page: None, one: None }
    }

    /// The same view with another comment open, or with none.
    pub(crate) fn opening(&self, open: Option<CommentId>) -> Self {
        Self { open, ..self.clone() }
    }

    /// What stands behind `#`; `quote` escapes a text for an address.
    fn hash(&self, quote: impl Fn(&str) -> String) -> String {
        if let Some(one) = &self.one {
            return format!("#{}/{}", self.view.word(), quote(one));
        }
        match (&self.page, self.open) {
            (Some(page), None) => format!("#page={}", quote(page)),
            (Some(page), Some(id)) => format!("#page={}&comment={id}", quote(page)),
            (None, None) => format!("#{}", self.view.word()),
            (None, Some(id)) => format!("#{}/{id}", self.view.word()),
        }
    }

    /// What an address names: also `#comment=ID`, as mails link to it, and `#page=ADDRESS`, as pages do.
    fn from_hash(hash: &str, unquote: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let rest = hash.strip_prefix('#')?;
        if let Some(id) = rest.strip_prefix("comment=") {
            return Some(Self { open: id.parse().ok(), ..Self::of(View::Review) });
        }
        if let Some(page) = rest.strip_prefix("page=") {
            let (page, id) = page.split_once("&comment=").unwrap_or((page, ""));
            let page = unquote(page).filter(|page| !page.is_empty());
            return Some(Self { page, open: id.parse().ok(), ..Self::of(View::Published) });
        }
        for view in [View::People, View::Pages] {
            if let Some(one) = rest.strip_prefix(&format!("{}/", view.word())) {
                return Some(Self { one: unquote(one).filter(|one| !one.is_empty()), ..Self::of(view) });
            }
        }
        if let Some(view) = View::from_word(rest) {
            return Some(Self::of(view));
        }
        let (view, id) = rest.rsplit_once('/')?;
        Some(Self { open: id.parse().ok(), ..Self::of(View::from_word(view)?) })
    }

    /// As a link.
    pub(crate) fn href(&self) -> String {
        self.hash(|text| String::from(js_sys::encode_uri_component(text)))
    }
}

/// The way to another place of the dashboard: where, and whether it takes the place of the one before in the history.
pub(crate) type Navigate = Callback<(Address, bool)>;

/// Where the dashboard is, by the address of the window, and the way to go elsewhere.
#[hook]
pub(crate) fn use_address(guest: bool) -> (Address, Navigate) {
    let at = use_state(|| first(guest));
    {
        let at = at.setter();
        use_effect_with((), move |()| {
            // Where only the end of the address changes, the browser loads nothing: it says so instead.
            let hear = |event: &'static str| {
                let at = at.clone();
                let window = web_sys::window()?;
                Some(EventListener::new(&window, event, move |_| at.set(arrives(guest))))
            };
            let listeners = [hear("popstate"), hear("hashchange")];
            move || drop(listeners)
        });
    }
    let go = {
        let at = at.setter();
        Callback::from(move |(to, replace): (Address, bool)| {
            let history = web_sys::window().and_then(|window| window.history().ok());
            if let Some(history) = history {
                let href = to.href();
                let nothing = JsValue::NULL;
                // What can't be written into the address is shown all the same.
                _ = if replace {
                    history.replace_state_with_url(&nothing, "", Some(&href))
                } else {
                    history.push_state_with_url(&nothing, "", Some(&href))
                };
            }
            at.set(to);
        })
    };
    ((*at).clone(), go)
}

/// Where somebody arrives.
fn first(guest: bool) -> Address {
    if sign_in_mail::confirms() {
        return Address::of(View::Settings(Section::Team));
    }
    arrives(guest)
}

/// Where somebody arrives by a link, or goes back to.
fn arrives(guest: bool) -> Address {
    let found = now(guest);
    // Whoever comes by a link to a comment is led to it.
    if found.open.is_some() {
        focus_moves::want();
    }
    found
}

/// What the address of the window names; where it names nothing, where most days begin.
fn now(guest: bool) -> Address {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    let named = Address::from_hash(&hash, |text| js_sys::decode_uri_component(text).ok().map(String::from));
    let start = if guest { View::Unanswered } else { View::Review };
    let found = named.unwrap_or_else(|| Address::of(start));
    let views: &[View] = if guest { &VIEWS_OF_A_GUEST } else { &VIEWS };
    match found.view {
        // A guest expert has one section.
        View::Settings(_) if guest => Address::of(View::Settings(Section::Team)),
        view if views.iter().any(|one| one.is_at(view)) => found,
        _ => Address { view: start, ..found },
    }
}

/// Leaves nothing of a place in the address: somebody signs out.
pub(crate) fn forget_address() {
    let Some(window) = web_sys::window() else { return };
    let (path, search) = (window.location().pathname(), window.location().search());
    if let (Ok(path), Ok(search), Ok(history)) = (path, search, window.history()) {
        // An address that stays leads to a view, and to nobody's words.
        _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("{path}{search}")));
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, SECTIONS, VIEWS, View};

    const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    fn read(hash: &str) -> Option<Address> {
        Address::from_hash(hash, |text| Some(text.replace("%26", "&")))
    }

    #[test]
    fn every_place_is_read_from_the_address_that_it_writes() {
        for view in [View::People, View::Pages] {
            let one = Address { one: Some("a&b".into()), ..Address::of(view) };
            assert_eq!(read(&one.hash(|text| text.replace('&', "%26"))), Some(one));
        }
        for view in VIEWS.into_iter().chain(SECTIONS.map(View::Settings)) {
            // Only a list of comments has one open.
            let open = if view.is_list() { ID.parse().ok() } else { None };
            for place in [Address::of(view), Address::of(view).opening(open)] {
                let hash = place.hash(str::to_owned);
                assert_eq!(read(&hash), Some(place), "{hash}");
            }
        }
        for open in [None, ID.parse().ok()] {
            let page = Some("https://bakery.example/?a=1&b=2".to_owned());
            let place = Address { open, page, ..Address::of(View::Published) };
            let hash = place.hash(|text| text.replace('&', "%26"));
            assert_eq!(read(&hash), Some(place), "{hash}");
        }
    }

    #[test]
    fn links_of_mails_and_pages_lead_where_they_did_and_nonsense_leads_nowhere() {
        let mail = read(&format!("#comment={ID}")).unwrap();
        assert_eq!((mail.view, mail.open), (View::Review, ID.parse().ok()));
        let page = read("#page=x").unwrap();
        assert_eq!((page.view, page.page.as_deref()), (View::Published, Some("x")));
        assert_eq!(read("#settings").unwrap().view, VIEWS[6]);
        assert_eq!(read("#review/nonsense").unwrap().open, None);
        for hash in ["", "#", "#nonsense", "#nonsense/1"] {
            assert_eq!(read(hash), None, "{hash}");
        }
    }
}
