//! The navigation between views: beside them on a wide window, below them on a phone; the other sites, and the member's
//! menu.

use porch_class_macros::{class, html};
use porch_protocol::Role;
use porch_protocol::team_api::Member;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, to};
use crate::frame::views::{Address, Navigate, SECTIONS, Section, VIEWS, VIEWS_OF_A_GUEST, View, forget_address};
use crate::review::drafts;
use crate::review::list_entry::capitalize;
use crate::team::sign_in::SITE_QUERY;
use crate::text;
use crate::ui::avatar::avatar;
use crate::ui::icons::{icon, logo, small};
use crate::ui::menu::{Item, Menu};

/// The member, the open view, and the counts.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct NavigationProps {
    pub(crate) member: Member,
    /// Who they are on the other sites that this browser is signed in to.
    pub(crate) other_sites: Vec<Member>,
    pub(crate) view: View,
    pub(crate) go: Navigate,
    /// How many comments are unanswered, and how many are to be reviewed.
    pub(crate) unanswered: Option<u32>,
    pub(crate) review: Option<u32>,
    /// Ends the session; true where it expired.
    pub(crate) sign_out: Callback<bool>,
}

impl NavigationProps {
    fn is_guest(&self) -> bool {
        self.member.role == Role::Guest
    }

    fn views(&self) -> &'static [View] {
        if self.is_guest() { &VIEWS_OF_A_GUEST } else { &VIEWS }
    }

    fn count(&self, view: View) -> Option<u32> {
        let count = match view {
            View::Unanswered => self.unanswered,
            View::Review => self.review,
            _ => None,
        };
        count.filter(|count| *count > 0)
    }
}

/// The navigation beside the views.
#[component]
pub(crate) fn Navigation(props: &NavigationProps) -> Html {
    let group = |views: &[View]| {
        let lines = views.iter().map(|view| {
            html! { <li key={view.label(false)}>{ view_link(props, *view) }if matches!(view, View::Settings(_)) && !props.is_guest() { { sections(props) } }</li> }
        });
        html! { <ul>{ for lines }</ul> }
    };
    let views = props.views();
    // Work lists, reference lists, settings.
    let groups = if props.is_guest() {
        vec![group(views)]
    } else {
        vec![group(&views[..4]), group(&views[4..6]), group(&views[6..])]
    };
    let Member { name, role, .. } = &props.member;
    let me = html! { <>{ avatar(name) }<span><b><bdi>{ name }</bdi></b><small>{ capitalize(text::role(*role)) }</small></span>{ icon("dots") }<span class="visually-hidden">{ text().frame_account() }</span></> };
    html! {
        <nav class="nav" aria-label={text().frame_navigation()}>
            { site(props) }
            { for groups }
            <Menu class="account" face={me} items={vec![sign_out_item(&props.sign_out)]} up={true} />
        </nav>
    }
}

/// The tab bar below the views on a phone: the first four, and the rest in a menu.
#[component]
pub(crate) fn TabBar(props: &NavigationProps) -> Html {
    let (tabs, rest) = if props.is_guest() { (props.views(), &[][..]) } else { props.views().split_at(4) };
    let tabs = tabs.iter().map(|view| {
        let (view, label) = (*view, view.label(props.is_guest()));
        let (href, press) = link(props, view);
        let count = props.count(view).map(|count| html! { <span class="count-badge">{ count }</span> });
        html! { <a key={label} {href} aria-current={current(props, view)} onclick={press}><span class="icon-box">{ icon(view.icon()) }{ count }</span>{ label }</a> }
    });
    let Member { site_name: site, name, role, .. } = &props.member;
    let views = rest.iter().map(|view| {
        let (view, go) = (*view, props.go.clone());
        let press = Callback::from(move |()| go.emit((Address::of(view), false)));
        Item { label: view.label(false).into(), icon: view.icon(), press, ..Item::default() }
    });
    let items = views.chain(other_sites(props)).chain([sign_out_item(&props.sign_out)]).collect::<Vec<_>>();
    let head = html! { <p class="menu-head"><b><bdi>{ name }</bdi></b>{ format!(", {} · ", text::role(*role)) }<bdi>{ site }</bdi></p> };
    let face = html! { <><span class="icon-box">{ icon("dots") }</span>{ text().frame_more() }</> };
    let class =
        classes!(class!("tab"), rest.iter().any(|view| view.is_same_place(props.view)).then_some(class!("is-current")));
    html! {
        <nav class="tabsbar" aria-label={text().frame_sections()}>
            { for tabs }
            <Menu {class} {face} {items} head={Some(head)} up={true} />
        </nav>
    }
}

/// The site, and a menu with the others.
fn site(props: &NavigationProps) -> Html {
    let name = &props.member.site_name;
    if props.other_sites.is_empty() {
        return html! { <div class="site-name">{ logo() }<b dir="auto">{ name }</b></div> };
    }
    let face = html! { <>{ logo() }<b dir="auto">{ name }</b>{ small("chev") }</> };
    let items = other_sites(props).collect::<Vec<_>>();
    html! { <Menu label={format!("{}: {name}", text().frame_switch_site())} class="site-name" {face} {items} /> }
}

/// Links to the dashboards of the other sites: pages of their own, so that each may have a tab.
fn other_sites(props: &NavigationProps) -> impl Iterator<Item = Item> + '_ {
    props.other_sites.iter().map(|Member { site, site_name, .. }| Item {
        label: distinct_name(site, site_name, props).into(),
        icon: "next",
        href: Some(format!("{SITE_QUERY}{site}").into()),
        ..Item::default()
    })
}

/// The name of another site; with its id where a second one has the same name.
fn distinct_name(site: &str, name: &str, props: &NavigationProps) -> String {
    let all = props.other_sites.iter().chain([&props.member]);
    if all.filter(|one| one.site_name == name).count() > 1 { format!("{name} ({site})") } else { name.to_owned() }
}

impl NavigationProps {
    /// Whether one of several sections of the settings is open.
    fn is_in_section(&self) -> bool {
        !self.is_guest() && matches!(self.view, View::Settings(section) if section != Section::All)
    }
}

/// The button from a section back to the list of them, on a phone.
#[component]
pub(crate) fn ToSections(props: &NavigationProps) -> Html {
    if !props.is_in_section() {
        return Html::default();
    }
    let back = props.go.reform(|_: MouseEvent| (Address::of(View::Settings(Section::All)), false));
    html! { <button type="button" class="backbar" onclick={back}>{ icon("back") }<span>{ text().frame_settings() }</span></button> }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SectionListProps {
    pub(crate) go: Navigate,
}

/// All sections of the settings, one below the other: a phone has no room for them beside one that is open.
#[component]
pub(crate) fn SectionList(props: &SectionListProps) -> Html {
    let lines = SECTIONS.iter().map(|section| {
        let to = Address::of(View::Settings(*section));
        let href = to.href();
        let press = props.go.reform(move |event: MouseEvent| {
            event.prevent_default();
            (to.clone(), false)
        });
        html! { <li key={section.label()}><a {href} onclick={press}><span>{ section.label() }</span>{ icon("next") }</a></li> }
    });
    html! { <nav class="section-list" aria-label={text().frame_settings()}><ul>{ for lines }</ul></nav> }
}

/// The sections of the settings above the one that is open, where the navigation has no room for them.
#[component]
pub(crate) fn SectionsBar(props: &NavigationProps) -> Html {
    if !props.is_in_section() {
        return Html::default();
    }
    html! { <nav class="sections-bar" aria-label={text().frame_settings()}>{ sections(props) }</nav> }
}

/// The sections of the settings, while one of them is open.
fn sections(props: &NavigationProps) -> Html {
    if !matches!(props.view, View::Settings(_)) {
        return Html::default();
    }
    let lines = SECTIONS.iter().map(|section| {
        let view = View::Settings(*section);
        let (href, press) = link(props, view);
        let current_page = (props.view == view).then_some("page");
        html! { <li key={section.label()}><a {href} aria-current={current_page} onclick={press}><span>{ section.label() }</span></a></li> }
    });
    html! { <ul class="sections">{ for lines }</ul> }
}

fn view_link(props: &NavigationProps, view: View) -> Html {
    let label = view.label(props.is_guest());
    let (href, press) = link(props, view);
    let count = props.count(view).map(|count| html! { <span class="count-badge">{ count }</span> });
    html! { <a {href} title={label} aria-current={current(props, view)} onclick={press}>{ icon(view.icon()) }<span>{ label }</span>{ count }</a> }
}

/// "Settings" only contains the current page, which is the section.
fn current(props: &NavigationProps, view: View) -> Option<&'static str> {
    let guest = props.is_guest();
    view.is_same_place(props.view).then_some(if matches!(view, View::Settings(_)) && !guest { "true" } else { "page" })
}

fn link(props: &NavigationProps, view: View) -> (String, Callback<MouseEvent>) {
    let to = Address::of(view);
    let href = to.href();
    let press = props.go.reform(move |event: MouseEvent| {
        event.prevent_default();
        (to.clone(), false)
    });
    (href, press)
}

fn sign_out_item(sign_out: &Callback<bool>) -> Item {
    let sign_out = sign_out.clone();
    let press = Callback::from(move |()| {
        let sign_out = sign_out.clone();
        spawn_local(async move {
            // An unreachable server has not ended the session; this browser shows nothing of it all the same.
            _ = api::request(&to::SIGN_OUT).await;
            drafts::discard_all();
            forget_address();
            sign_out.emit(false);
        });
    });
    Item { label: text().sign_out().into(), icon: "out", press, ..Item::default() }
}
