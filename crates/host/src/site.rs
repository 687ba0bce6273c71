//! The site: its switches, the addresses of its pages, who is told of events, and whom it asks.

use porch_protocol::house::{Setting, SiteSettings};
use web_sys::{FormData, HtmlFormElement, HtmlInputElement, HtmlSelectElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::foot::Said;
use crate::judges::JudgeList;
use crate::snippet::Snippet;
use crate::webhooks::WebhookList;
use crate::words::rules::NOT_YOURS;
use crate::words::site::{self as say, Switch, Way};

/// Asked for when the room is entered; each change answers the site as it is then.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SiteProps {
    pub(crate) house: House,
}

/// The room.
#[component]
pub(crate) fn SiteRoom(props: &SiteProps) -> Html {
    let found = use_state(|| None::<SiteSettings>);
    // How often a change was refused.
    let refused = use_state(|| 0_u32);
    {
        let (found, house) = (found.clone(), props.house.clone());
        use_effect_with((), move |()| {
            spawn_local(async move {
                match calls::house::site().await {
                    Ok(site) => found.set(Some(site)),
                    Err(failure) => house.failed(failure),
                }
            });
        });
    }
    let set = {
        let (found, refused, house) = (found.clone(), refused.clone(), props.house.clone());
        Callback::from(move |(change, back): Change| {
            let now = (found.clone(), refused.clone());
            apply(change, back, now, house.clone());
        })
    };
    let Some(site) = (*found).clone() else { return html! { <p aria-busy="true" /> } };
    let switches = say::ALL.iter().filter_map(|switch| one_switch(switch, &site, *refused, &set));
    html! {
        <>
            if !site.may_change { <p class="quiet">{ NOT_YOURS }</p> }
            <Snippet site={site.clone()} set={set.clone()} house={props.house.clone()} />
            <Origins site={site.clone()} set={set.clone()} />
            <section class="room" aria-labelledby="switches">
                <h2 id="switches">{ say::SWITCHES }</h2>
                { for switches }
                if !site.sends_mail { <p class="quiet">{ say::NO_MAIL }</p> }
                if site.may_change { <Notified site={site.clone()} set={set.clone()} /> }
            </section>
            <WebhookList house={props.house.clone()} />
            <JudgeList house={props.house.clone()} />
        </>
    }
}

/// What is to be set, and what was set before.
pub(crate) type Change = (Vec<Setting>, Vec<Setting>);

/// A setting by its name.
pub(crate) fn setting(key: &str, value: &str) -> Setting {
    Setting { key: key.into(), value: value.into() }
}

/// The site as it is shown, and how often a change was refused.
type Now = (UseStateHandle<Option<SiteSettings>>, UseStateHandle<u32>);

fn apply(change: Vec<Setting>, before: Vec<Setting>, now: Now, house: House) {
    spawn_local(async move {
        match calls::house::set_site(change.clone()).await {
            Ok(site) => {
                now.0.set(Some(site));
                let back = {
                    let house = house.clone();
                    Callback::from(move |()| apply(before.clone(), change.clone(), now.clone(), house.clone()))
                };
                house.say.emit(Said { words: say::SET.into(), back: Some(back), ..Said::default() });
            }
            Err(failure) => {
                now.1.set(now.1.wrapping_add(1));
                house.failed(failure);
            }
        }
    });
}

/// A switch. After a refusal all of them are drawn anew, so that each shows what holds.
fn one_switch(switch: &'static Switch, site: &SiteSettings, refused: u32, set: &Callback<Change>) -> Option<Html> {
    let value = site.settings.iter().find(|one| one.key == switch.key)?.value.clone();
    let change = {
        let (set, before) = (set.clone(), value.clone());
        move |to: &str| set.emit((vec![setting(switch.key, to)], vec![setting(switch.key, &before)]))
    };
    let disabled = !site.may_change;
    let id = format!("what-{}", switch.key);
    let field = match switch.way {
        Way::Switch => choice(&[("on", say::ON), ("off", say::OFF)], &value, (disabled, &id), change),
        Way::Choice(all) => choice(all, &value, (disabled, &id), change),
        Way::Number(most) => {
            let changed = move |event: Event| change(&event.target_unchecked_into::<HtmlInputElement>().value());
            html! { <input type="number" min="0" max={most.to_string()} {value} {disabled} aria-describedby={id.clone()} onchange={changed} /> }
        }
    };
    Some(html! {
        <div class="switch" key={format!("{} {refused}", switch.key)}>
            <label><span>{ switch.name }</span>{ field }</label>
            <p class="quiet" {id}>{ switch.what }</p>
        </div>
    })
}

fn choice(
    all: &'static [(&'static str, &'static str)],
    value: &str,
    (disabled, describedby): (bool, &str),
    change: impl Fn(&str) + 'static,
) -> Html {
    let changed = move |event: Event| {
        let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        if let Some((value, _)) = usize::try_from(place).ok().and_then(|place| all.get(place)) {
            change(value);
        }
    };
    let options = all.iter().map(|(word, label)| html! { <option selected={*word == value}>{ *label }</option> });
    html! { <select {disabled} aria-describedby={describedby.to_owned()} onchange={changed}>{ for options }</select> }
}

/// The site, and the way to set it.
#[derive(Clone, PartialEq, Properties)]
struct SetProps {
    site: SiteSettings,
    set: Callback<Change>,
}

/// Whom mail goes to.
#[component]
fn Notified(props: &SetProps) -> Html {
    let SetProps { site, set } = props.clone();
    let value = site.notified.join(" ");
    let list = |addresses: &[String]| {
        let all: Vec<_> = addresses.iter().map(|address| setting("notify", address)).collect();
        if all.is_empty() { vec![setting("notify", "")] } else { all }
    };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(data) = FormData::new_with_form(&event.target_unchecked_into::<HtmlFormElement>()) else { return };
        let typed = data.get("notified").as_string().unwrap_or_default();
        let typed: Vec<String> = typed.split([' ', ',', ';']).filter(|one| !one.is_empty()).map(Into::into).collect();
        set.emit((list(&typed), list(&site.notified)));
    };
    html! {
        <form onsubmit={send}>
            <label><span>{ say::NOTIFIED }</span><input type="text" name="notified" maxlength="2000" {value} dir="ltr" /></label>
            <div class="verbs"><button>{ say::SAVE }</button></div>
        </form>
    }
}

/// All origins as settings.
pub(crate) fn listed(origins: &[String]) -> Vec<Setting> {
    origins.iter().map(|origin| setting("origin", origin)).collect()
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
            <li class="row" key={origin.clone()}>
                <span dir="ltr">{ origin }</span>
                if site.may_change && !last {
                    <button onclick={press} aria-label={format!("{}: {origin}", say::TAKE_AWAY)}>{ say::TAKE_AWAY }</button>
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
    html! {
        <section class="room" aria-labelledby="origins">
            <h2 id="origins">{ say::ORIGINS }</h2>
            <p class="quiet">{ say::ORIGINS_WHAT }</p>
            <ul class="lines">{ for lines }</ul>
            if may {
                // A new field once the address is on the list: one that was refused can be mended.
                <form key={count} onsubmit={send}>
                    <label><span>{ say::NEW_ORIGIN }</span>
                        <input type="text" name="origin" required=true maxlength="253" placeholder="https://" dir="ltr" />
                    </label>
                    <div class="verbs"><button>{ say::ADD }</button></div>
                </form>
            }
        </section>
    }
}
