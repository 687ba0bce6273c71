//! The site: its switches, the addresses of its pages, who is told of events, and whom it asks.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use porch_protocol::site_settings::{Setting, SiteSettings};
use web_sys::{FormData, HtmlFormElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::context::Context;
use crate::frame::views::Section;
use crate::site::import_export::Moving;
use crate::site::install::Snippet;
use crate::site::notifications::{NoMail, Notified};
use crate::site::setting_change::{Change, SetProps, listed, setting};
use crate::site::site_name::NameLine;
use crate::site::spam_services::JudgeList;
use crate::site::webhooks::WebhookList;
use crate::text::rules::NOT_YOURS;
use crate::text::site::{self as say, SettingsSection, Switch};
use crate::ui::form::{self, SwitchLine};
use crate::ui::icons::small;
use crate::ui::loading::{Loading, use_attempts};
use crate::ui::required_fields::missing;
use crate::ui::toast_message::ToastMessage;

/// Asked for when the room is entered; each change answers the site as it is then.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SiteProps {
    /// The section of the settings that is open.
    pub(crate) section: Section,
    pub(crate) context: Context,
}

/// The room.
#[component]
pub(crate) fn SiteRoom(props: &SiteProps) -> Html {
    let found = use_state(|| None::<SiteSettings>);
    // How often a change was refused.
    let refused = use_state(|| 0_u32);
    let attempt = use_attempts(found.is_some(), &props.context);
    {
        let (found, context) = (found.clone(), props.context.clone());
        // A section that is opened shows the site as it is then: its name is kept without this room.
        use_effect_with((props.section, attempt), move |_| {
            spawn_local(async move {
                match api::site::site().await {
                    Ok(site) => found.set(Some(site)),
                    Err(failure) => context.failed(failure),
                }
            });
        });
    }
    let queue = use_mut_ref(VecDeque::new);
    let desk =
        SettingsContext { found: found.clone(), refused: refused.clone(), queue, context: props.context.clone() };
    let set = Callback::from(move |change: Change| desk.apply(change));
    let Some(site) = (*found).clone() else { return html! { <Loading context={props.context.clone()} /> } };
    let part = |part: SettingsSection| {
        let here = say::ALL.iter().filter(move |switch| switch.part == part);
        here.filter_map(|switch| one_switch(switch, &site, *refused, &set)).collect::<Html>()
    };
    let inside = match props.section {
        Section::Install => {
            html! { <Snippet site={site.clone()} set={set.clone()} context={props.context.clone()} /> }
        }
        Section::Notifications => html! {
            <section class="part" aria-label={say::NOTIFICATIONS}>
                if site.sends_mail {
                    { part(SettingsSection::Notifications) }
                    if site.may_change { <Notified site={site.clone()} set={set.clone()} /> }
                } else {
                    <NoMail />
                }
            </section>
        },
        Section::Integrations => html! {
            <><WebhookList context={props.context.clone()} /><JudgeList context={props.context.clone()} /></>
        },
        Section::ImportExport => html! { <Moving context={props.context.clone()} /> },
        _ => html! {
            <>
                <section class="part" aria-labelledby="site"><h2 class="sec" id="site">{ say::SITE_PART }</h2>
                    <NameLine name={site.name.clone()} may={site.may_change} context={props.context.clone()} />
                    <Origins site={site.clone()} set={set.clone()} />
                </section>
                <section class="part" aria-labelledby="review"><h2 class="sec" id="review">{ say::REVIEW }</h2>{ part(SettingsSection::Review) }</section>
                <section class="part" aria-labelledby="pace"><h2 class="sec" id="pace">{ say::PACE }</h2>{ part(SettingsSection::Pace) }</section>
            </>
        },
    };
    html! { <>if !site.may_change { <p class="quiet">{ NOT_YOURS }</p> }{ inside }</> }
}

/// What a change needs, and what comes of it.
#[derive(Clone)]
struct SettingsContext {
    found: UseStateHandle<Option<SiteSettings>>,
    /// How often a change was refused.
    refused: UseStateHandle<u32>,
    /// The changes on their way, the one that is being sent first.
    queue: Rc<RefCell<VecDeque<Change>>>,
    context: Context,
}

impl SettingsContext {
    /// Shows a change at once, and sends it once those before it are there: two of one switch never overtake each other.
    fn apply(&self, change: Change) {
        if let Some(site) = &*self.found {
            self.found.set(Some(changed(site.clone(), &change.0)));
        }
        self.queue.borrow_mut().push_back(change);
        if self.queue.borrow().len() > 1 {
            return;
        }
        let desk = self.clone();
        spawn_local(async move {
            loop {
                let next = desk.queue.borrow().front().cloned();
                let Some(change) = next else { return };
                let answer = api::site::set_site(change.0.clone()).await;
                desk.queue.borrow_mut().pop_front();
                desk.answered(change, answer).await;
            }
        });
    }

    async fn answered(&self, (change, before): Change, answer: Result<SiteSettings, Failure>) {
        match answer {
            Ok(site) => {
                // What is still to be sent is shown already.
                if self.queue.borrow().is_empty() {
                    self.found.set(Some(site));
                }
                let desk = self.clone();
                let words = say::saved_settings(&change);
                let back = Callback::from(move |()| desk.apply((before.clone(), change.clone())));
                self.context.say.emit(ToastMessage { words, back: Some(back), ..ToastMessage::default() });
            }
            Err(failure) => {
                // It is shown as it is: the change was not made.
                if let Ok(site) = api::site::site().await {
                    self.found.set(Some(site));
                }
                self.refused.set(self.refused.wrapping_add(1));
                self.context.failed(failure);
            }
        }
    }
}

/// The site with its switches as they are asked for. Lists, as that of addresses, come with the server's answer.
fn changed(mut site: SiteSettings, change: &[Setting]) -> SiteSettings {
    for one in change {
        for setting in site.settings.iter_mut().filter(|setting| setting.key == one.key) {
            setting.value.clone_from(&one.value);
        }
    }
    site
}

/// A switch. After a refusal all of them are drawn anew, so that each shows what holds.
fn one_switch(switch: &'static Switch, site: &SiteSettings, refused: u32, set: &Callback<Change>) -> Option<Html> {
    let value = site.settings.iter().find(|one| one.key == switch.key)?.value.clone();
    let change = {
        let before = value.clone();
        set.reform(move |to: String| (vec![setting(switch.key, &to)], vec![setting(switch.key, &before)]))
    };
    let key = format!("{} {refused}", switch.key);
    Some(html! { <SwitchLine {key} key_of={switch.key} {value} disabled={!site.may_change} {change} /> })
}

/// Where the pages lie.
#[component]
fn Origins(props: &SetProps) -> Html {
    let SetProps { site, set } = props.clone();
    let lines = site.origins.iter().map(|origin| {
        let (set, all) = (set.clone(), site.origins.clone());
        let others: Vec<_> = all.iter().filter(|one| *one != origin).cloned().collect();
        let last = others.is_empty();
        let press = move |_: MouseEvent| set.emit((listed(&others), listed(&all)));
        html! {
            <li class="tok" key={origin.clone()}>
                <span dir="ltr">{ origin }</span>
                if site.may_change && !last {
                    <button onclick={press} aria-label={format!("{}: {origin}", say::TAKE_AWAY)}>{ small("x") }</button>
                }
            </li>
        }
    });
    let lines: Vec<_> = lines.collect();
    let (may, count) = (site.may_change, site.origins.len());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let form: HtmlFormElement = event.target_unchecked_into();
        let Ok(data) = FormData::new_with_form(&form) else { return };
        let new = data.get("origin").as_string().unwrap_or_default().trim().to_owned();
        let all: Vec<_> = site.origins.iter().cloned().chain([new]).collect();
        set.emit((listed(&all), listed(&site.origins)));
    };
    let control = html! {
        <>
            <ul class="tokens">{ for lines }</ul>
            if may {
                // A new field once the address is on the list: one that was refused can be mended.
                <form class="join" key={count} onsubmit={send}>
                    <input type="text" name="origin" aria-label={say::NEW_ORIGIN} required=true maxlength="253" placeholder="https://" dir="ltr" />{ missing(say::ORIGIN_MISSING) }
                    <button>{ say::ADD_IT }</button>
                </form>
            }
        </>
    };
    form::line("origins", say::ORIGINS, say::ORIGINS_WHAT, control)
}
