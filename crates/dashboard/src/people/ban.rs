//! Asking somebody to stay away, and letting them write again: both asked about in place.

use porch_protocol::Timestamp;
use porch_protocol::people::{BanKind, BanPerson, Banned, EndBan, PersonHistory};
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::text;
use crate::text::names::{sentence, spoken};
use crate::text::people as say;
use crate::ui::focus_moves::rest;
use crate::ui::icons::icon;
use crate::ui::keys::{cap, use_escape, use_keydown};
use crate::ui::relative_time::when_over;
use crate::ui::required_fields::missing;
use crate::ui::toast_message::ToastMessage;

/// Whose ban.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct BanProps {
    pub(crate) history: PersonHistory,
    pub(crate) context: Context,
    /// Whether it is the bar of a card; else it stands at the end of what is known of somebody.
    #[prop_or_default]
    pub(crate) bar: bool,
}

/// What holds, and the way to change it.
#[component]
pub(crate) fn Ban(props: &BanProps) -> Html {
    let BanProps { history, bar, .. } = props;
    let (open, place) = (use_state(|| false), use_node_ref());
    let member = history.role.is_some();
    {
        let (open, bar) = (open.clone(), *bar);
        use_keydown(move |event: &KeyboardEvent| {
            if bar && !member && event.key() == "b" {
                event.prevent_default();
                open.set(true);
            }
        });
    }
    if member {
        return Html::default();
    }
    let toggle = {
        let (open, place) = (open.clone(), place.clone());
        Callback::from(move |()| {
            if *open {
                // The form goes; the focus stays where it stood.
                rest(&place);
            }
            open.set(!*open);
        })
    };
    let press = {
        let toggle = toggle.clone();
        move |_: MouseEvent| toggle.emit(())
    };
    let label = if history.ban.is_some() { say::OPEN_UNBAN } else { say::OPEN_BAN };
    let holds = history.ban.as_ref().map(holds);
    if !bar {
        return html! {
            <div class="ban" ref={place} tabindex="-1">
                { holds }
                if *open { <BanForm props={props.clone()} close={toggle} /> } else { <button onclick={press}>{ label }</button> }
            </div>
        };
    }
    html! {
        <div class={classes!("acts-bar", open.then_some("up"))} ref={place} tabindex="-1">
            if *open {
                <div class="col sheet">{ holds }<BanForm props={props.clone()} close={toggle} /></div>
            } else {
                <div class="in">
                    <button type="button" class="btn edge" onclick={press}>{ icon("ban") }<span>{ label }</span>{ cap("b") }</button>
                    { holds }
                </div>
            }
        </div>
    }
}

/// Until when a ban holds, who decided it, and why.
fn holds(ban: &Banned) -> Html {
    html! {
        <p>
            <strong>{ say::BANNED }</strong>{ " · " }{ ends(ban.until) }{ " · " }
            <span dir="auto">{ sentence(&say::banned_by(&ban.by, &ban.reason)) }</span>
        </p>
    }
}

/// When a ban is over.
pub(crate) fn ends(until: Option<Timestamp>) -> Html {
    match until {
        Some(until) => html! { <>{ say::ENDS }{ " " }{ when_over(until) }</> },
        None => say::FOR_GOOD.into(),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    props: BanProps,
    close: Callback<()>,
}

/// The question in place of a dialog: for how long, why, and whether the network is meant, too.
#[component]
fn BanForm(form: &FormProps) -> Html {
    let BanProps { history, context, .. } = form.props.clone();
    let close = form.close.clone();
    let (time, reason, network) = (use_node_ref(), use_node_ref(), use_node_ref());
    let ends = history.ban.is_some();
    {
        let first = if ends { reason.clone() } else { time.clone() };
        use_effect_with((), move |()| {
            if let Some(field) = first.cast::<web_sys::HtmlElement>() {
                // A field that is gone needs no focus.
                _ = field.focus();
            }
        });
    }
    let send = {
        let (time, reason, network, close) = (time.clone(), reason.clone(), network.clone(), close.clone());
        let (history, context) = (history.clone(), context.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let why = reason.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default();
            let place = time.cast::<HtmlSelectElement>().and_then(|list| usize::try_from(list.selected_index()).ok());
            let seconds = place.and_then(|place| say::TIMES.get(place)).and_then(|(_, seconds)| *seconds);
            let network = network.cast::<HtmlInputElement>().is_some_and(|box_| box_.checked());
            let done = (context.clone(), close.clone());
            if ends {
                lift(&history, Some(why), done);
            } else {
                let ban = BanPerson { person: history.person.clone(), network, seconds, reason: why };
                impose(&history, ban, done);
            }
        })
    };
    let keys = use_escape(close.clone());
    let never_mind = move |_: MouseEvent| close.emit(());
    let (why, label) = if ends { (say::WHY_END, say::UNBAN) } else { (say::WHY, say::BAN) };
    let title = if ends { say::ask_unban(&history.name) } else { say::ask_ban(&history.name) };
    html! {
        <form data-panel="" aria-label={spoken(&title)} onsubmit={send} onkeydown={keys}>
            <h2>{ sentence(&title) }</h2>
            if !ends {
                <p class="quiet">{ say::BAN_TELLS }</p>
                <label><span>{ say::HOW_LONG }</span>
                    <select ref={time}>{ for say::TIMES.iter().enumerate().map(|(place, (label, _))| html! { <option selected={place == 0}>{ *label }</option> }) }</select>
                </label>
            }
            <label><span>{ why }</span><textarea ref={reason} required={!ends} maxlength="1000" rows="2" dir="auto" />{ missing(say::WHY_MISSING) }</label>
            if !ends && history.network_known {
                <label class="check"><input type="checkbox" ref={network} />{ " " }{ say::ALSO_NETWORK }</label>
            }
            if !ends && !history.network_known { <p class="quiet">{ say::NO_NETWORK }</p> }
            <div class="verbs">
                <button class={if ends { "main" } else { "main care" }}>{ label }</button>
                <button type="button" onclick={never_mind}>{ text::NEVER_MIND }</button>
            </div>
        </form>
    }
}

/// What is told when a ban begins or ends: the dashboard, which asks anew for whatever shows it, and the form.
type BanCallbacks = (Context, Callback<()>);

fn impose(history: &PersonHistory, ban: BanPerson, (context, close): BanCallbacks) {
    let history = history.clone();
    spawn_local(async move {
        match api::people::ban(&ban).await {
            Ok(made) => {
                let back = {
                    let (context, history) = (context.clone(), history.clone());
                    Callback::from(move |()| {
                        for ban in &made {
                            let history = PersonHistory { ban: Some(ban.clone()), ..history.clone() };
                            lift(&history, None, (context.clone(), Callback::noop()));
                        }
                    })
                };
                context.say.emit(ToastMessage {
                    words: say::banned(&history.name),
                    back: Some(back),
                    ..ToastMessage::default()
                });
                close.emit(());
                context.refresh.emit(());
            }
            Err(failure) => context.failed(failure),
        }
    });
}

fn lift(history: &PersonHistory, reason: Option<String>, (context, close): BanCallbacks) {
    let (kind, who) = match &history.ban {
        Some(ban) => (ban.kind, ban.who.clone()),
        None => (BanKind::Person, history.person.clone()),
    };
    let (name, end) = (history.name.clone(), EndBan { kind, who, reason });
    spawn_local(async move {
        match api::people::end_ban(&end).await {
            Ok(()) => {
                context.say.emit(ToastMessage { words: say::unbanned(&name), ..ToastMessage::default() });
                close.emit(());
                context.refresh.emit(());
            }
            Err(failure) => context.failed(failure),
        }
    });
}
