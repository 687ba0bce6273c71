//! The views of the dashboard and their addresses, so that back, forward and reload work.

use gloo_events::EventListener;
use porch_protocol::CommentId;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::team::sign_in_mail;
use crate::text;
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
    /// The list of sections, on a narrow window; a wide one shows the first section beside it.
    All,
    General,
    Install,
    Rules,
    Team,
    Notifications,
    Integrations,
    SignIn,
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

/// The views of a guest expert: their thread, its page, and their account.
pub(crate) const GUEST_EXPERT_VIEWS: [View; 3] = [View::Unanswered, View::Pages, View::Settings(Section::Team)];

/// The sections in the order of the navigation.
pub(crate) const SECTIONS: [Section; 8] = [
    Section::General,
    Section::Install,
    Section::Rules,
    Section::Team,
    Section::Notifications,
    Section::Integrations,
    Section::SignIn,
    Section::ImportExport,
];

impl Section {
    /// What the navigation calls it.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::All => text().frame_settings(),
            Self::General => text().site_site(),
            Self::Install => text().site_install(),
            Self::Rules => text().rules_rules(),
            Self::Team => text().team_team(),
            Self::Notifications => text().site_notifications(),
            Self::Integrations => text().site_integrations(),
            Self::SignIn => text().sign_in_section(),
            Self::ImportExport => text().site_import_export(),
        }
    }

    /// Its path in the address.
    fn path(self) -> &'static str {
        match self {
            Self::All => "",
            Self::General => "general",
            Self::Install => "install",
            Self::Rules => "rules",
            Self::Team => "team",
            Self::Notifications => "notifications",
            Self::Integrations => "integrations",
            Self::SignIn => "sign-in",
            Self::ImportExport => "import-export",
        }
    }
}

impl View {
    /// What the navigation calls it.
    pub(crate) fn label(self, guest: bool) -> &'static str {
        match self {
            Self::Unanswered => text().frame_unanswered(),
            Self::Review => text().frame_review(),
            Self::Published => text().frame_published(),
            Self::People => text().frame_people(),
            Self::Pages if guest => text().frame_page(),
            Self::Pages => text().frame_pages(),
            Self::History => text().frame_history(),
            Self::Settings(_) if guest => text().team_you(),
            Self::Settings(_) => text().frame_settings(),
        }
    }

    /// The heading: for settings, the section's name.
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

    /// The view on a wide window: the list of sections stands beside it there, so one of them is open.
    pub(crate) fn on_wide(self) -> Self {
        if self == Self::Settings(Section::All) { Self::Settings(Section::General) } else { self }
    }

    /// Whether two views are the same item of the navigation: all settings are.
    pub(crate) fn is_same_place(self, other: Self) -> bool {
        matches!((self, other), (Self::Settings(_), Self::Settings(_))) || self == other
    }

    /// Its place in the address.
    fn path(self) -> String {
        match self {
            Self::Unanswered => "unanswered".into(),
            Self::Review => "review".into(),
            Self::Published => "published".into(),
            Self::People => "people".into(),
            Self::Pages => "pages".into(),
            Self::History => "history".into(),
            Self::Settings(Section::All) => "settings".into(),
            Self::Settings(section) => format!("settings/{}", section.path()),
        }
    }

    fn from_path(path: &str) -> Option<Self> {
        let sections = SECTIONS.map(Self::Settings);
        VIEWS.into_iter().chain(sections).find(|view| view.path() == path)
    }
}

/// A view, the comment that is open in it, and the page that the list is limited to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Address {
    pub(crate) view: View,
    pub(crate) open: Option<CommentId>,
    /// For Published: the page's address.
    pub(crate) page: Option<String>,
    /// For People and Pages: the id of the open one.
    pub(crate) item: Option<String>,
}

impl Address {
    /// A view with nothing open.
    pub(crate) fn of(view: View) -> Self {
        Self { view, open: None, page: None, item: None }
    }

    /// The same view with another comment open, or with none.
    pub(crate) fn with_comment(&self, open: Option<CommentId>) -> Self {
        Self { open, ..self.clone() }
    }

    /// The fragment of the address; `quote` escapes a text for it.
    fn hash(&self, quote: impl Fn(&str) -> String) -> String {
        if let Some(item) = &self.item {
            return format!("#{}/{}", self.view.path(), quote(item));
        }
        match (&self.page, self.open) {
            (Some(page), None) => format!("#page={}", quote(page)),
            (Some(page), Some(id)) => format!("#page={}&comment={id}", quote(page)),
            (None, None) => format!("#{}", self.view.path()),
            (None, Some(id)) => format!("#{}/{id}", self.view.path()),
        }
    }

    /// The place that an address names: also `#comment=ID`, as mails link to it, and `#page=ADDRESS`, as pages do.
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
            if let Some(item) = rest.strip_prefix(&format!("{}/", view.path())) {
                return Some(Self { item: unquote(item).filter(|item| !item.is_empty()), ..Self::of(view) });
            }
        }
        if let Some(view) = View::from_path(rest) {
            return Some(Self::of(view));
        }
        let (view, id) = rest.rsplit_once('/')?;
        Some(Self { open: id.parse().ok(), ..Self::of(View::from_path(view)?) })
    }

    /// As a link.
    pub(crate) fn href(&self) -> String {
        self.hash(|text| String::from(js_sys::encode_uri_component(text)))
    }
}

/// Goes to another place of the dashboard; with `true` it replaces the current entry of the history.
pub(crate) type Navigate = Callback<(Address, bool)>;

/// The current place by the window's address, and the callback that goes elsewhere.
#[hook]
pub(crate) fn use_address(guest: bool) -> (Address, Navigate) {
    let address = use_state(|| initial_address(guest));
    {
        let address = address.setter();
        use_effect_with((), move |()| {
            // Where only the fragment of the address changes, the browser does not reload: it fires an event instead.
            let listen = |event: &'static str| {
                let address = address.clone();
                let window = web_sys::window()?;
                Some(EventListener::new(&window, event, move |_| address.set(address_on_arrival(guest))))
            };
            let listeners = [listen("popstate"), listen("hashchange")];
            move || drop(listeners)
        });
    }
    let go = {
        let address = address.setter();
        Callback::from(move |(to, replace): (Address, bool)| {
            let history = web_sys::window().and_then(|window| window.history().ok());
            if let Some(history) = history {
                let href = to.href();
                let nothing = JsValue::NULL;
                // A place that can't be written into the address is shown all the same.
                _ = if replace {
                    history.replace_state_with_url(&nothing, "", Some(&href))
                } else {
                    history.push_state_with_url(&nothing, "", Some(&href))
                };
            }
            address.set(to);
        })
    };
    ((*address).clone(), go)
}

/// The place when the dashboard opens.
fn initial_address(guest: bool) -> Address {
    if sign_in_mail::has_confirmation() {
        return Address::of(View::Settings(Section::Team));
    }
    address_on_arrival(guest)
}

/// The place after a link or a step back.
fn address_on_arrival(guest: bool) -> Address {
    let found = current_address(guest);
    // A link to a comment puts the focus on it.
    if found.open.is_some() {
        focus_moves::focus_next_opened();
    }
    found
}

/// The place in the window's address; where it names none, the start view.
fn current_address(guest: bool) -> Address {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    let named = Address::from_hash(&hash, |text| js_sys::decode_uri_component(text).ok().map(String::from));
    let start = if guest { View::Unanswered } else { View::Review };
    let found = named.unwrap_or_else(|| Address::of(start));
    let views: &[View] = if guest { &GUEST_EXPERT_VIEWS } else { &VIEWS };
    match found.view {
        // A guest expert has one section.
        View::Settings(_) if guest => Address::of(View::Settings(Section::Team)),
        view if views.iter().any(|one| one.is_same_place(view)) => found,
        _ => Address { view: start, ..found },
    }
}

/// Removes the place from the address, on signing out.
pub(crate) fn clear_address() {
    let Some(window) = web_sys::window() else { return };
    let (path, search) = (window.location().pathname(), window.location().search());
    if let (Ok(path), Ok(search), Ok(history)) = (path, search, window.history()) {
        // A failure leaves the address of a view, and nothing of a comment's text.
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
            let one = Address { item: Some("a&b".into()), ..Address::of(view) };
            assert_eq!(read(&one.hash(|text| text.replace('&', "%26"))), Some(one));
        }
        for view in VIEWS.into_iter().chain(SECTIONS.map(View::Settings)) {
            // Only a list of comments has one open.
            let open = if view.is_list() { ID.parse().ok() } else { None };
            for place in [Address::of(view), Address::of(view).with_comment(open)] {
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
    fn links_of_mails_and_pages_still_work_and_nonsense_opens_nothing() {
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
