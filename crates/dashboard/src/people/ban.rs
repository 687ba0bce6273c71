//! Banning a person and lifting the ban, each with a form in place.

use porch_class_macros::{class, html};
use porch_protocol::Timestamp;
use porch_protocol::people::{BanKind, BanPerson, Banned, EndBan, PersonHistory};
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::text;
use crate::text::names::{plain_text, sentence};
use crate::text::people as texts;
use crate::ui::focus_moves::focus;
use crate::ui::icons::icon;
use crate::ui::keys::{key_cap, use_escape, use_keydown};
use crate::ui::relative_time::until_time;
use crate::ui::required_fields::required_message;

/// The person's history, with their ban.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct BanProps {
    pub(crate) history: PersonHistory,
    pub(crate) context: Context,
    /// Whether it is the bar of a card; else it stands at the end of a person's history.
    #[prop_or_default]
    pub(crate) bar: bool,
}

/// The current ban, and the button that changes it.
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
                // The form is removed; the focus stays in its place.
                focus(&place);
            }
            open.set(!*open);
        })
    };
    let press = {
        let toggle = toggle.clone();
        move |_: MouseEvent| toggle.emit(())
    };
    let label = if history.ban.is_some() { text().people_open_unban() } else { text().people_open_ban() };
    let holds = history.ban.as_ref().map(ban_summary);
    if !bar {
        return html! {
            <div class="ban" ref={place} tabindex="-1">
                { holds }
                if *open { <BanForm props={props.clone()} close={toggle} /> } else { <button onclick={press}>{ label }</button> }
            </div>
        };
    }
    html! {
        <div class={classes!(class!("action-bar"), open.then_some(class!("up")))} ref={place} tabindex="-1">
            if *open {
                <div class="sheet">{ holds }<BanForm props={props.clone()} close={toggle} /></div>
            } else {
                <div class="bar-content">
                    <button type="button" class="button edge" onclick={press}>{ icon("ban") }<span>{ label }</span>{ key_cap("b") }</button>
                    { holds }
                </div>
            }
        </div>
    }
}

/// The end of a ban, who decided it, and why.
fn ban_summary(ban: &Banned) -> Html {
    html! {
        <p>
            <strong>{ text().people_banned() }</strong>{ " · " }{ ban_end(ban.until) }{ " · " }
            <span dir="auto">{ sentence(&texts::banned_by(&ban.by, &ban.reason)) }</span>
        </p>
    }
}

/// When a ban ends.
pub(crate) fn ban_end(until: Option<Timestamp>) -> Html {
    match until {
        Some(until) => html! { <>{ text().people_ends() }{ " " }{ until_time(until) }</> },
        None => text().people_permanently().into(),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    props: BanProps,
    close: Callback<()>,
}

/// The inline form: for how long, why, and whether the network is banned, too.
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
                // A removed field needs no focus.
                _ = field.focus();
            }
        });
    }
    let send = {
        let (time, reason, network, close) = (time.clone(), reason.clone(), network.clone(), close.clone());
        let (history, context) = (history.clone(), context.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let reason_text = reason.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default();
            let place = time.cast::<HtmlSelectElement>().and_then(|list| usize::try_from(list.selected_index()).ok());
            let seconds = place.and_then(|place| texts::times().get(place).and_then(|(_, seconds)| *seconds));
            let network = network.cast::<HtmlInputElement>().is_some_and(|box_| box_.checked());
            let done = (context.clone(), close.clone());
            if ends {
                lift(&history, Some(reason_text), done);
            } else {
                let ban = BanPerson { person: history.person.clone(), network, seconds, reason: reason_text };
                impose(&history, &ban, done);
            }
        })
    };
    let keys = use_escape(close.clone());
    let cancel = move |_: MouseEvent| close.emit(());
    let (reason_label, label) = if ends {
        (text().people_why_end(), text().people_unban())
    } else {
        (text().people_why(), text().people_ban())
    };
    let title = if ends { texts::ask_unban(&history.name) } else { texts::ask_ban(&history.name) };
    html! {
        <form data-panel="" aria-label={plain_text(&title)} onsubmit={send} onkeydown={keys}>
            <h2>{ sentence(&title) }</h2>
            if !ends {
                <p class="quiet">{ text().people_ban_hint() }</p>
                <label><span>{ text().people_how_long() }</span>
                    <select ref={time}>{ for texts::times().into_iter().enumerate().map(|(place, (label, _))| html! { <option selected={place == 0}>{ label }</option> }) }</select>
                </label>
            }
            <label><span>{ reason_label }</span><textarea ref={reason} required={!ends} maxlength="1000" rows="2" dir="auto" />{ required_message(text().people_why_missing()) }</label>
            if !ends && history.network_known {
                <label class="check"><input type="checkbox" ref={network} />{ " " }{ text().people_also_network() }</label>
            }
            if !ends && !history.network_known { <p class="quiet">{ text().people_no_network() }</p> }
            <div class="verbs">
                <button class={if ends { class!("main") } else { class!("main care") }}>{ label }</button>
                <button type="button" onclick={cancel}>{ text().cancel() }</button>
            </div>
        </form>
    }
}

/// Called when a ban begins or ends: the context, which reloads all views of it, and the form's close callback.
type BanCallbacks = (Context, Callback<()>);

fn impose(history: &PersonHistory, ban: &BanPerson, (context, close): BanCallbacks) {
    let (history, imposed) = (history.clone(), context.clone());
    context.send(api::send(&to::BAN, ban), move |bans| {
        let (text, undone) = (texts::banned(&history.name), imposed.clone());
        imposed.notify_undoable(text, move || {
            for ban in &bans {
                let history = PersonHistory { ban: Some(ban.clone()), ..history.clone() };
                lift(&history, None, (undone.clone(), Callback::noop()));
            }
        });
        close.emit(());
        imposed.refresh.emit(());
    });
}

fn lift(history: &PersonHistory, reason: Option<String>, (context, close): BanCallbacks) {
    let (kind, who) = match &history.ban {
        Some(ban) => (ban.kind, ban.who.clone()),
        None => (BanKind::Person, history.person.clone()),
    };
    let (name, end) = (history.name.clone(), EndBan { kind, who, reason });
    let lifted = context.clone();
    context.send(api::send(&to::END_BAN, &end), move |()| {
        lifted.notify(texts::unbanned(&name));
        close.emit(());
        lifted.refresh.emit(());
    });
}
