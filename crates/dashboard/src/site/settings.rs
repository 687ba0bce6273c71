//! The settings of the site: switches, the addresses of its pages, notifications, webhooks and spam services.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use porch_class_macros::html;
use porch_protocol::site_settings::{SetSite, Setting, SiteSettings};
use web_sys::{FormData, HtmlFormElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure, to};
use crate::context::Context;
use crate::frame::views::Section;
use crate::site::import_export::ImportExport;
use crate::site::install::Snippet;
use crate::site::notifications::{NoMail, NotificationAddresses};
use crate::site::setting_change::{Change, SetProps, origin_settings, setting};
use crate::site::site_name::NameLine;
use crate::site::spam_services::SpamServiceList;
use crate::site::webhooks::WebhookList;
use crate::text;
use crate::text::site::{self as texts, SettingsSection, Switch};
use crate::ui::form::{self, SwitchLine};
use crate::ui::icons::small;
use crate::ui::load::{Loaded, use_load};
use crate::ui::loading::Loading;
use crate::ui::required_fields::required_message;

/// Loaded when a section is opened; each change returns the site as it is then.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SiteProps {
    /// The section that is open.
    pub(crate) section: Section,
    pub(crate) context: Context,
}

/// The settings.
#[component]
pub(crate) fn SiteSettingsPage(props: &SiteProps) -> Html {
    // Opening a section reloads the site: its name is saved by a component of its own.
    let found = use_load(&props.context, props.section, || api::request(&to::SITE));
    // How often a change was refused.
    let refused = use_state(|| 0_u32);
    let queue = use_mut_ref(VecDeque::new);
    let settings =
        SettingsContext { found: found.clone(), refused: refused.clone(), queue, context: props.context.clone() };
    let set = Callback::from(move |change: Change| settings.apply(change));
    let Some(site) = (*found).clone() else { return html! { <Loading context={props.context.clone()} /> } };
    let part = |part: SettingsSection| {
        let switches = texts::switches().iter().filter(move |switch| switch.part == part);
        switches.filter_map(|switch| one_switch(switch, &site, *refused, &set)).collect::<Html>()
    };
    let inside = match props.section {
        Section::Install => {
            html! { <Snippet site={site.clone()} set={set.clone()} context={props.context.clone()} /> }
        }
        Section::Notifications => html! {
            <section class="part" aria-label={text().site_notifications()}>
                if site.sends_mail {
                    { part(SettingsSection::Notifications) }
                    if site.may_change { <NotificationAddresses site={site.clone()} set={set.clone()} /> }
                } else {
                    <NoMail />
                }
            </section>
        },
        Section::Integrations => html! {
            <><WebhookList context={props.context.clone()} /><SpamServiceList context={props.context.clone()} /></>
        },
        Section::ImportExport => html! { <ImportExport context={props.context.clone()} /> },
        _ => html! {
            <>
                <section class="part" aria-labelledby="site"><h2 class="section-title" id="site">{ text().site_site_part() }</h2>
                    <NameLine name={site.name.clone()} may_change={site.may_change} context={props.context.clone()} />
                    <Origins site={site.clone()} set={set.clone()} />
                </section>
                <section class="part" aria-labelledby="review"><h2 class="section-title" id="review">{ text().site_review() }</h2>{ part(SettingsSection::Review) }</section>
                <section class="part" aria-labelledby="pace"><h2 class="section-title" id="pace">{ text().site_controls() }</h2>{ part(SettingsSection::Pace) }</section>
            </>
        },
    };
    html! { <>if !site.may_change { <p class="quiet">{ text().rules_not_yours() }</p> }{ inside }</> }
}

/// What a change needs, and its result.
#[derive(Clone)]
struct SettingsContext {
    found: Loaded<SiteSettings>,
    /// How often a change was refused.
    refused: UseStateHandle<u32>,
    /// The changes to send, the one being sent first.
    queue: Rc<RefCell<VecDeque<Change>>>,
    context: Context,
}

impl SettingsContext {
    /// Shows a change at once, and sends it after the earlier ones: two changes of one switch never overtake each
    /// other.
    fn apply(&self, change: Change) {
        if let Some(site) = &*self.found {
            self.found.set(with_change(site.clone(), &change.0));
        }
        self.queue.borrow_mut().push_back(change);
        if self.queue.borrow().len() > 1 {
            return;
        }
        let settings = self.clone();
        spawn_local(async move {
            loop {
                let next = settings.queue.borrow().front().cloned();
                let Some(change) = next else { return };
                let answer = api::send(&to::SET_SITE, &SetSite { settings: change.0.clone() }).await;
                settings.queue.borrow_mut().pop_front();
                settings.finish(change, answer).await;
            }
        });
    }

    async fn finish(&self, (change, before): Change, answer: Result<SiteSettings, Failure>) {
        match answer {
            Ok(site) => {
                // Changes that are not sent yet are shown already.
                if self.queue.borrow().is_empty() {
                    self.found.set(site);
                }
                let settings = self.clone();
                let text = texts::saved_settings(&change);
                self.context.notify_undoable(text, move || settings.apply((before.clone(), change.clone())));
            }
            Err(failure) => {
                // Shows the site without the change, which was refused.
                if let Ok(site) = api::request(&to::SITE).await {
                    self.found.set(site);
                }
                self.refused.set(self.refused.wrapping_add(1));
                self.context.show_failure(failure);
            }
        }
    }
}

/// The site with its switches changed. Lists, such as that of addresses, change with the server's response.
fn with_change(mut site: SiteSettings, change: &[Setting]) -> SiteSettings {
    for one in change {
        for setting in site.settings.iter_mut().filter(|setting| setting.key == one.key) {
            setting.value.clone_from(&one.value);
        }
    }
    site
}

/// A switch. After a refusal all of them are drawn anew, so that each shows its real value.
fn one_switch(switch: &'static Switch, site: &SiteSettings, refused: u32, set: &Callback<Change>) -> Option<Html> {
    let value = site.settings.iter().find(|one| one.key == switch.key)?.value.clone();
    let change = {
        let before = value.clone();
        set.reform(move |to: String| (vec![setting(switch.key, &to)], vec![setting(switch.key, &before)]))
    };
    let key = format!("{} {refused}", switch.key);
    Some(html! { <SwitchLine {key} key_of={switch.key} {value} disabled={!site.may_change} {change} /> })
}

/// The addresses of the site's pages.
#[component]
fn Origins(props: &SetProps) -> Html {
    let SetProps { site, set } = props.clone();
    let lines = site.origins.iter().map(|origin| {
        let (set, all) = (set.clone(), site.origins.clone());
        let others: Vec<_> = all.iter().filter(|one| *one != origin).cloned().collect();
        let last = others.is_empty();
        let press = move |_: MouseEvent| set.emit((origin_settings(&others), origin_settings(&all)));
        html! {
            <li class="token" key={origin.clone()}>
                <span dir="ltr">{ origin }</span>
                if site.may_change && !last {
                    <button onclick={press} aria-label={format!("{}: {origin}", text().site_remove())}>{ small("x") }</button>
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
        let address = data.get("origin").as_string().unwrap_or_default().trim().to_owned();
        let all: Vec<_> = site.origins.iter().cloned().chain([address]).collect();
        set.emit((origin_settings(&all), origin_settings(&site.origins)));
    };
    let control = html! {
        <>
            <ul class="tokens">{ for lines }</ul>
            if may {
                // A new field once the address is added: a refused one stays in its field.
                <form class="join" key={count} onsubmit={send}>
                    <input type="text" name="origin" aria-label={text().site_new_origin()} required=true maxlength="253" placeholder="https://" dir="ltr" />{ required_message(text().site_origin_missing()) }
                    <button>{ text().site_add_it() }</button>
                </form>
            }
        </>
    };
    form::line("origins", text().site_origins(), text().site_origins_what(), control)
}
