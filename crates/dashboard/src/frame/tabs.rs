//! The dashboard's frame: the navigation, the view that is open, the keys between views, and what is said about each act.

use porch_protocol::Role;
use porch_protocol::team_api::Member;
use yew::prelude::*;

use crate::context::Context;
use crate::frame::lists::{Lists, RefreshCount, use_lists};
use crate::frame::navigation::{Navigation, NavigationProps, SectionList, SectionsBar, Tabs, ToSections};
use crate::frame::shortcuts::Shortcuts;
use crate::frame::title::use_title;
use crate::frame::views::{Address, Navigate, Section, VIEWS, VIEWS_OF_A_GUEST, View, use_address};
use crate::history::SettledList;
use crate::pages::guest_page::GuestPage;
use crate::pages::list::Pages;
use crate::people::list::PeopleList;
use crate::review::list_filters::{Chosen, ListQuery};
use crate::review::published::Published;
use crate::review::queue::ToReadList;
use crate::review::unanswered::WaitingList;
use crate::search::field::Search;
use crate::site::rules::RulesRoom;
use crate::site::settings::SiteRoom;
use crate::team::members::TeamRoom;
use crate::team::passkeys::Offer;
use crate::text::frame as say;
use crate::ui::keys::use_view_keys;
use crate::ui::toast::{self, Foot, Toast};
use crate::ui::window_width::{is_narrow, use_widths};

/// Who is in, and the way out.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct RoomsProps {
    pub(crate) member: Member,
    /// Who they are in the other dashboards that this browser is in.
    pub(crate) others: Vec<Member>,
    /// Goes to the door; true where it fell shut by itself.
    pub(crate) out: Callback<bool>,
}

/// The view that is open, and the ways to the others.
#[component]
pub(crate) fn Rooms(props: &RoomsProps) -> Html {
    let RoomsProps { member, others, out } = props.clone();
    let site_name = use_state(|| member.site_name.clone());
    let own_name = use_state(|| member.name.clone());
    let member = Member { site_name: (*site_name).clone(), name: (*own_name).clone(), ..member };
    // A guest expert has one conversation, and themselves.
    let guest = member.role == Role::Guest;
    let (address, go) = use_address(guest);
    let draw = use_force_update();
    use_widths(&draw);
    let address = if is_narrow() { address } else { Address { view: address.view.on_wide(), ..address } };
    let keys = use_state(|| false);
    let speech = use_reducer(Toast::default);
    let turn = use_reducer(RefreshCount::default);
    let context = context(props, &speech, &turn, (&site_name, &own_name));
    let (review_asked, unanswered_asked) = (use_state(ListQuery::default), use_state(ListQuery::default));
    let lists = use_lists(guest, &turn, &context, (&review_asked, &unanswered_asked));
    let chosen = (Chosen::of(&review_asked), Chosen::of(&unanswered_asked));
    let context = Context { site_seq: lists.review.found.as_ref().map_or(0, |found| found.latest), ..context };
    use_keys(guest, &go, &keys);
    use_end_of_speech(address.view, &speech);
    let view = address.view;
    let label = view.label(guest);
    let unanswered = lists.unanswered.found.as_ref().map(|found| found.total);
    let review = lists.review.found.as_ref().map(|found| found.total);
    use_title(unanswered.unwrap_or_default() + review.unwrap_or_default(), label, &member.site_name);
    let press = {
        let keys = keys.clone();
        move |_: MouseEvent| keys.set(true)
    };
    let close = {
        let keys = keys.clone();
        Callback::from(move |()| keys.set(false))
    };
    let ways = NavigationProps { member: member.clone(), others, view, go: go.clone(), unanswered, review, out };
    let sections = html! { <SectionsBar ..ways.clone() /> };
    let shown = inside((&address, &go), context.clone(), (lists, chosen), *turn, (&member, sections));
    // Where a comment is open on a phone, its bar stands where the tabs stand else.
    let card = (view.is_list() && address.open.is_some()) || address.one.is_some();
    html! {
        <div class={classes!("dash", card.then_some("has-card"))}>
            <Navigation ..ways.clone() />
            <main class="stage" aria-label={label}>
                <div class="bar">
                    if !guest { <Search context={context.clone()} go={go.clone()} /> }
                    <span class="grow" />
                    if view.is_list() { <Offer context={context.clone()} name={member.name.clone()} /> }
                    <button type="button" class="icon hint" aria-label={say::SHORTCUTS} onclick={press}><kbd>{ "?" }</kbd></button>
                </div>
                <ToSections ..ways.clone() />
                { shown }
                <Foot {speech} {context} />
            </main>
            <Tabs ..ways />
            if *keys { <Shortcuts {close} /> }
        </div>
    }
}

fn inside(
    (address, go): (&Address, &Navigate),
    context: Context,
    (lists, chosen): (Lists, (Chosen, Chosen)),
    turn: RefreshCount,
    (member, sections): (&Member, Html),
) -> Html {
    let (address, go) = (address.clone(), go.clone());
    let guest = member.role == Role::Guest;
    let page = |inside: Html| {
        html! { <div class="page">{ sections.clone() }<div class="phead"><h1>{ address.view.heading(guest) }</h1></div>{ inside }</div> }
    };
    match address.view {
        View::Unanswered => {
            let in_review = lists.review.found.as_ref().map(|found| found.total);
            html! { <WaitingList {context} list={lists.unanswered} chosen={chosen.1} {in_review} {address} {go} /> }
        }
        View::Review => html! { <ToReadList {context} list={lists.review} chosen={chosen.0} {address} {go} /> },
        View::Published => html! { <Published {context} {address} {go} /> },
        View::People => html! { <PeopleList {context} {address} {go} /> },
        View::Pages if guest => page(html! { <GuestPage {context} /> }),
        View::Pages => html! { <Pages {context} {address} {go} /> },
        View::History => page(html! { <SettledList {context} turn={turn.asked} /> }),
        View::Settings(Section::All) => page(html! { <SectionList {go} /> }),
        View::Settings(Section::Rules) => page(html! { <RulesRoom {context} /> }),
        View::Settings(
            section @ (Section::General
            | Section::Install
            | Section::Notifications
            | Section::Integrations
            | Section::ImportExport),
        ) => page(html! { <SiteRoom {section} {context} /> }),
        View::Settings(Section::Team) => page(html! { <TeamRoom {context} member={member.clone()} /> }),
    }
}

/// What was said in one view is no news in the next, unless it can still be taken back: that goes along.
#[hook]
fn use_end_of_speech(view: View, speech: &UseReducerHandle<Toast>) {
    let speech = speech.clone();
    use_effect_with(view, move |_| {
        if !speech.said.goes_back() {
            speech.dispatch(toast::News::Over);
        }
    });
}

/// The keys that work in every view: a number, or `g` and a letter, go to a view; `?` shows the shortcuts.
#[hook]
fn use_keys(guest: bool, go: &Navigate, keys: &UseStateHandle<bool>) {
    let (go, keys) = (go.clone(), keys.clone());
    use_view_keys(move |event: &KeyboardEvent, goes: bool| {
        let views: &[View] = if guest { &VIEWS_OF_A_GUEST } else { &VIEWS };
        let key = event.key();
        let place = key.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let named = match key.as_str() {
            "u" if goes => Some(View::Unanswered),
            "r" if goes => Some(View::Review),
            "p" if goes => Some(View::Published),
            _ => place.and_then(|place| views.get(place)).copied(),
        };
        if let Some(view) = named.filter(|named| views.iter().any(|view| view.is_at(*named))) {
            go.emit((Address::of(view), false));
        } else if key == "?" {
            keys.set(!*keys);
        }
    });
}

fn context(
    props: &RoomsProps,
    speech: &UseReducerHandle<Toast>,
    turn: &UseReducerHandle<RefreshCount>,
    (site_name, own_name): (&UseStateHandle<String>, &UseStateHandle<String>),
) -> Context {
    let (site_name, me, own_name) = (site_name.setter(), (**own_name).clone(), own_name.setter());
    let failures = speech.failures;
    let (speech, deeds, turn, out) = (speech.dispatcher(), turn.actions_done, turn.dispatcher(), props.out.clone());
    Context {
        say: Callback::from(move |said| speech.dispatch(toast::News::Said(said))),
        refresh: Callback::from(move |()| turn.dispatch(true)),
        session_ended: Callback::from(move |()| out.emit(true)),
        actions_done: deeds,
        site_seq: 0,
        failures,
        renamed: Callback::from(move |name| site_name.set(name)),
        own_renamed: Callback::from(move |name| own_name.set(name)),
        me: AttrValue::from(me),
    }
}
