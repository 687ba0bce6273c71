//! The dashboard of a signed-in member: the navigation, the open view, the keys that open views, and the toast bar.

use porch_class_macros::{class, html};
use porch_protocol::Role;
use porch_protocol::team_api::Member;
use yew::prelude::*;

use crate::context::Context;
use crate::frame::lists::{Lists, RefreshCount, use_lists};
use crate::frame::navigation::{Navigation, NavigationProps, SectionList, SectionsBar, TabBar, ToSections};
use crate::frame::shortcuts::Shortcuts;
use crate::frame::title::use_title;
use crate::frame::views::{Address, GUEST_EXPERT_VIEWS, Navigate, Section, VIEWS, View, use_address};
use crate::history::HistoryView;
use crate::pages::guest_expert_page::GuestExpertPage;
use crate::pages::list::Pages;
use crate::people::list::PeopleList;
use crate::review::list_filters::{ListQuery, QueryState};
use crate::review::published::Published;
use crate::review::queue::ReviewList;
use crate::review::unanswered::UnansweredView;
use crate::search::field::Search;
use crate::site::rules::RulesSettings;
use crate::site::settings::SiteSettingsPage;
use crate::site::sign_in_keys::SignInKeysSettings;
use crate::team::members::TeamSettings;
use crate::team::passkeys::PasskeyOffer;
use crate::text;
use crate::ui::keys::use_view_keys;
use crate::ui::toast::{self, Toast, ToastBar};
use crate::ui::window_width::{is_narrow, use_widths};

/// The member, and the callback that ends the session.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct DashboardProps {
    pub(crate) member: Member,
    /// Who they are on the other sites that this browser is signed in to.
    pub(crate) other_sites: Vec<Member>,
    /// Ends the session; true where it expired.
    pub(crate) sign_out: Callback<bool>,
}

/// The open view, and the navigation.
#[component]
pub(crate) fn Dashboard(props: &DashboardProps) -> Html {
    let DashboardProps { member, other_sites, sign_out } = props.clone();
    let site_name = use_state(|| member.site_name.clone());
    let own_name = use_state(|| member.name.clone());
    let member = Member { site_name: (*site_name).clone(), name: (*own_name).clone(), ..member };
    // A guest expert has one page, and their own account.
    let guest = member.role == Role::Guest;
    let (address, go) = use_address(guest);
    let redraw = use_force_update();
    use_widths(&redraw);
    let address = if is_narrow() { address } else { Address { view: address.view.on_wide(), ..address } };
    let shortcuts = use_state(|| false);
    let toast = use_reducer(Toast::default);
    let refresh_count = use_reducer(RefreshCount::default);
    let context = context(props, &toast, &refresh_count, (&site_name, &own_name));
    let (review_query, unanswered_query) = (use_state(ListQuery::default), use_state(ListQuery::default));
    let lists = use_lists(guest, &refresh_count, &context, (&review_query, &unanswered_query));
    let query_states = (QueryState::of(&review_query), QueryState::of(&unanswered_query));
    let context = Context { site_seq: lists.review.found.as_ref().map_or(0, |found| found.latest), ..context };
    use_keys(guest, &go, &shortcuts);
    use_toast_end(address.view, &toast);
    let view = address.view;
    let label = view.label(guest);
    let unanswered = lists.unanswered.found.as_ref().map(|found| found.total);
    let review = lists.review.found.as_ref().map(|found| found.total);
    use_title(unanswered.unwrap_or_default() + review.unwrap_or_default(), label, &member.site_name);
    let press = {
        let shortcuts = shortcuts.clone();
        move |_: MouseEvent| shortcuts.set(true)
    };
    let close = {
        let shortcuts = shortcuts.clone();
        Callback::from(move |()| shortcuts.set(false))
    };
    let navigation =
        NavigationProps { member: member.clone(), other_sites, view, go: go.clone(), unanswered, review, sign_out };
    let sections = html! { <SectionsBar ..navigation.clone() /> };
    let shown =
        view_content((&address, &go), context.clone(), (lists, query_states), *refresh_count, (&member, sections));
    // Where a comment is open on a phone, its action bar takes the place of the tab bar.
    let detail_open = (view.is_list() && address.open.is_some()) || address.item.is_some();
    html! {
        <div class={classes!(class!("dash"), detail_open.then_some(class!("has-card")))}>
            <Navigation ..navigation.clone() />
            <main class="stage" aria-label={label}>
                <div class="bar">
                    if !guest { <Search context={context.clone()} go={go.clone()} /> }
                    <span class="grow" />
                    if view.is_list() { <PasskeyOffer context={context.clone()} name={member.name.clone()} /> }
                    <button type="button" class="icon hint" aria-label={text().frame_shortcuts()} onclick={press}><kbd>{ "?" }</kbd></button>
                </div>
                <ToSections ..navigation.clone() />
                { shown }
                <ToastBar {toast} {context} />
            </main>
            <TabBar ..navigation />
            if *shortcuts { <Shortcuts {close} /> }
        </div>
    }
}

fn view_content(
    (address, go): (&Address, &Navigate),
    context: Context,
    (lists, query_states): (Lists, (QueryState, QueryState)),
    refresh_count: RefreshCount,
    (member, sections): (&Member, Html),
) -> Html {
    let (address, go) = (address.clone(), go.clone());
    let guest = member.role == Role::Guest;
    let page = |content: Html| {
        html! { <div class="page">{ sections.clone() }<div class="pane-head"><h1>{ address.view.heading(guest) }</h1></div>{ content }</div> }
    };
    match address.view {
        View::Unanswered => {
            let in_review = lists.review.found.as_ref().map(|found| found.total);
            html! { <UnansweredView {context} list={lists.unanswered} query_state={query_states.1} {in_review} {address} {go} /> }
        }
        View::Review => {
            html! { <ReviewList {context} list={lists.review} query_state={query_states.0} {address} {go} /> }
        }
        View::Published => html! { <Published {context} {address} {go} /> },
        View::People => html! { <PeopleList {context} {address} {go} /> },
        View::Pages if guest => page(html! { <GuestExpertPage {context} /> }),
        View::Pages => html! { <Pages {context} {address} {go} /> },
        View::History => page(html! { <HistoryView {context} turn={refresh_count.requests} /> }),
        View::Settings(Section::All) => page(html! { <SectionList {go} /> }),
        View::Settings(Section::Rules) => page(html! { <RulesSettings {context} /> }),
        View::Settings(
            section @ (Section::General
            | Section::Install
            | Section::Notifications
            | Section::Integrations
            | Section::ImportExport),
        ) => page(html! { <SiteSettingsPage {section} {context} /> }),
        View::Settings(Section::SignIn) => {
            page(html! { <SignInKeysSettings may={member.role == Role::Owner} {context} /> })
        }
        View::Settings(Section::Team) => page(html! { <TeamSettings {context} member={member.clone()} /> }),
    }
}

/// A message disappears with the next view, unless it can be undone: then it stays.
#[hook]
fn use_toast_end(view: View, toast: &UseReducerHandle<Toast>) {
    let toast = toast.clone();
    use_effect_with(view, move |_| {
        if !toast.message.can_undo() {
            toast.dispatch(toast::ToastAction::Dismiss);
        }
    });
}

/// The keys that work in every view: a number, or `g` and a letter, go to a view; `?` shows the shortcuts.
#[hook]
fn use_keys(guest: bool, go: &Navigate, shortcuts: &UseStateHandle<bool>) {
    let (go, shortcuts) = (go.clone(), shortcuts.clone());
    use_view_keys(move |event: &KeyboardEvent, after_g: bool| {
        let views: &[View] = if guest { &GUEST_EXPERT_VIEWS } else { &VIEWS };
        let key = event.key();
        let place = key.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let named = match key.as_str() {
            "u" if after_g => Some(View::Unanswered),
            "r" if after_g => Some(View::Review),
            "p" if after_g => Some(View::Published),
            _ => place.and_then(|place| views.get(place)).copied(),
        };
        if let Some(view) = named.filter(|named| views.iter().any(|view| view.is_same_place(*named))) {
            go.emit((Address::of(view), false));
        } else if key == "?" {
            shortcuts.set(!*shortcuts);
        }
    });
}

fn context(
    props: &DashboardProps,
    toast: &UseReducerHandle<Toast>,
    refresh_count: &UseReducerHandle<RefreshCount>,
    (site_name, own_name): (&UseStateHandle<String>, &UseStateHandle<String>),
) -> Context {
    let (site_name, me, own_name) = (site_name.setter(), (**own_name).clone(), own_name.setter());
    let failures = toast.failures;
    let (toast, actions_done, refresh_count, sign_out) =
        (toast.dispatcher(), refresh_count.actions_done, refresh_count.dispatcher(), props.sign_out.clone());
    Context {
        show_toast: Callback::from(move |message| toast.dispatch(toast::ToastAction::Show(message))),
        refresh: Callback::from(move |()| refresh_count.dispatch(true)),
        session_ended: Callback::from(move |()| sign_out.emit(true)),
        actions_done,
        site_seq: 0,
        failures,
        renamed: Callback::from(move |name| site_name.set(name)),
        own_renamed: Callback::from(move |name| own_name.set(name)),
        me: AttrValue::from(me),
        may_erase: matches!(props.member.role, Role::Owner | Role::Host),
    }
}
