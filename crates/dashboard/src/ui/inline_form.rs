//! A question asked in place, before anything is done about a pace: for how long, what visitors read, and why.

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::pages::closed_note::note_field;
use crate::text;
use crate::text::pages as say;
use crate::ui::focus_moves::{rest, use_focus};
use crate::ui::keys::use_escape;
use crate::ui::one_question::use_question;
use crate::ui::relative_time::until_in;
use crate::ui::single_flight::use_once;

/// What somebody answered.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Answer {
    /// For how long, in seconds, where that is asked.
    pub(crate) seconds: Option<u32>,
    /// What visitors read, where that is asked; empty for nothing.
    pub(crate) note: Option<String>,
    /// Why, for the team, where somebody says so.
    pub(crate) reason: Option<String>,
}

/// What is asked.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct AskProps {
    /// What is done.
    pub(crate) title: &'static str,
    /// What holds once it was done.
    pub(crate) title_while: &'static str,
    /// What the button says that opens the question.
    pub(crate) open: &'static str,
    /// What it does, in one line.
    pub(crate) what: &'static str,
    /// What the button says that does it.
    pub(crate) label: &'static str,
    /// What is chosen from, if anything: its label, and each choice in seconds.
    #[prop_or_default]
    pub(crate) times: Option<(&'static str, &'static [(&'static str, u32)])>,
    /// Whether the hour at which it ends stands beside each choice.
    #[prop_or_default]
    pub(crate) ends_at: bool,
    /// Whether it asks what visitors read.
    #[prop_or_default]
    pub(crate) note: bool,
    /// Does it, and calls back with whether it was done: what was refused stays in its fields.
    pub(crate) send: Callback<(Answer, Callback<bool>)>,
    /// Whether it holds already: then there is only its end, which asks nothing.
    pub(crate) holds: bool,
    /// What the button says that ends it.
    pub(crate) end: &'static str,
    /// Ends it, and calls back likewise.
    pub(crate) ends: Callback<Callback<bool>>,
}

/// A button that asks for how long and why, in place, before it does anything.
#[component]
pub(crate) fn Ask(props: &AskProps) -> Html {
    let (is_open, set) = use_question(props.title);
    let (place, once) = (use_node_ref(), use_once());
    let toggle = |to: bool| {
        let (set, place) = (set.clone(), place.clone());
        Callback::from(move |()| {
            if !to {
                rest(&place);
            }
            set.emit(to);
        })
    };
    let begin = toggle(true).reform(|_: MouseEvent| ());
    let end = {
        let (close, ends) = (toggle(false), props.ends.clone());
        move |_: MouseEvent| {
            let Some(done) = once.begin() else { return };
            // The button goes; the focus stays where it was.
            close.emit(());
            ends.emit(done);
        }
    };
    html! {
        <div ref={place.clone()} tabindex="-1" class="ask">
            if props.holds {
                <div class="choice">{ about(props.title_while, props.what) }<button onclick={end}>{ props.end }</button></div>
            } else if is_open {
                <Question ask={props.clone()} close={toggle(false)} />
            } else {
                <div class="choice">{ about(props.title, props.what) }<button onclick={begin}>{ props.open }</button></div>
            }
        </div>
    }
}

/// What is done, and what follows from it.
fn about(title: &'static str, what: &'static str) -> Html {
    html! { <div class="lab"><b>{ title }</b><p>{ what }</p></div> }
}

/// What the list says of a choice.
fn choice((label, seconds): (&'static str, u32), ends_at: bool) -> String {
    if ends_at { say::ends_at(label, &until_in(seconds)) } else { label.to_owned() }
}

#[derive(Clone, PartialEq, Properties)]
struct QuestionProps {
    ask: AskProps,
    close: Callback<()>,
}

#[component]
fn Question(props: &QuestionProps) -> Html {
    let QuestionProps { ask, close } = props.clone();
    let (first, why, once) = (use_focus(), use_node_ref(), use_once());
    // The first field takes the focus.
    let why = if ask.times.is_some() || ask.note { why } else { first.clone() };
    let send = {
        let (first, why, close, ask) = (first.clone(), why.clone(), close.clone(), ask.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(done) = once.begin() else { return };
            let chosen = first.cast::<HtmlSelectElement>().and_then(|list| usize::try_from(list.selected_index()).ok());
            let seconds = ask.times.and_then(|(_, times)| times.get(chosen?)).map(|(_, seconds)| *seconds);
            let note = first.cast::<HtmlTextAreaElement>().filter(|_| ask.note).map(|field| field.value());
            let reason = why.cast::<HtmlInputElement>().map(|field| field.value()).filter(|why| !why.trim().is_empty());
            let close = close.clone();
            let done = Callback::from(move |well| {
                done.emit(well);
                if well {
                    close.emit(());
                }
            });
            ask.send.emit((Answer { seconds, note, reason }, done));
        })
    };
    let keys = use_escape(close.clone());
    let never_mind = close.reform(|_: MouseEvent| ());
    html! {
        <form data-panel="" onsubmit={send} onkeydown={keys}>
            { about(ask.title, ask.what) }
            if let Some((label, times)) = ask.times {
                <label><span>{ label }</span>
                    <select ref={first.clone()}>{ for times.iter().enumerate().map(|(place, one)| html! { <option selected={place == 0}>{ choice(*one, ask.ends_at) }</option> }) }</select>
                </label>
            }
            if ask.note { { note_field(&first, String::new()) } }
            <label><span>{ say::WHY }</span><input type="text" ref={why} maxlength="1000" dir="auto" /></label>
            <div class="verbs">
                <button class="main">{ ask.label }</button>
                <button type="button" onclick={never_mind}>{ text::NEVER_MIND }</button>
            </div>
        </form>
    }
}
