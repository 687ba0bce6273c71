//! A form that opens in place, before a page or branch is closed, paused or slowed: for how long, what visitors read,
//! and why.

use porch_class_macros::html;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::pages::closed_note::note_field;
use crate::text;
use crate::text::pages as texts;
use crate::ui::focus_moves::{focus, use_autofocus};
use crate::ui::keys::use_escape;
use crate::ui::one_open_form::use_open_form;
use crate::ui::relative_time::until_in;
use crate::ui::single_flight::use_single_flight;

/// The values of the form.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct InlineFormValues {
    /// The duration in seconds, where the form has that field.
    pub(crate) seconds: Option<u32>,
    /// The text that visitors read, where the form has that field; empty for none.
    pub(crate) note: Option<String>,
    /// The reason for the team, where one is given.
    pub(crate) reason: Option<String>,
}

/// The form's texts, fields and callbacks.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct InlineFormProps {
    /// The name of the action.
    pub(crate) title: &'static str,
    /// The name of the state after the action.
    pub(crate) active_title: &'static str,
    /// The label of the button that opens the form.
    pub(crate) open: &'static str,
    /// What the action does, in one line.
    pub(crate) what: &'static str,
    /// The label of the button that sends the form.
    pub(crate) label: &'static str,
    /// The choices, if any: the label of their field, and each choice in seconds.
    #[prop_or_default]
    pub(crate) times: Option<(&'static str, Vec<(String, u32)>)>,
    /// Whether each choice shows the time at which it ends.
    #[prop_or_default]
    pub(crate) ends_at: bool,
    /// Whether the form has a field for what visitors read.
    #[prop_or_default]
    pub(crate) note: bool,
    /// Sends the form, and calls back with whether it succeeded: refused values stay in their fields.
    pub(crate) send: Callback<(InlineFormValues, Callback<bool>)>,
    /// Whether the state holds already: then there is only the button that ends it, without a form.
    pub(crate) active: bool,
    /// The label of the button that ends the state.
    pub(crate) end: &'static str,
    /// Ends the state, and calls back with whether that succeeded.
    pub(crate) on_end: Callback<Callback<bool>>,
}

/// A button that opens a form in place, or ends the state.
#[component]
pub(crate) fn InlineForm(props: &InlineFormProps) -> Html {
    let (is_open, set) = use_open_form(props.title);
    let (place, flight) = (use_node_ref(), use_single_flight());
    let toggle = |to: bool| {
        let (set, place) = (set.clone(), place.clone());
        Callback::from(move |()| {
            if !to {
                focus(&place);
            }
            set.emit(to);
        })
    };
    let open = toggle(true).reform(|_: MouseEvent| ());
    let end = {
        let (close, on_end) = (toggle(false), props.on_end.clone());
        move |_: MouseEvent| {
            let Some(done) = flight.begin() else { return };
            // The button is removed; the focus stays in its place.
            close.emit(());
            on_end.emit(done);
        }
    };
    html! {
        <div ref={place.clone()} tabindex="-1" class="ask">
            if props.active {
                <div class="choice">{ heading(props.active_title, props.what) }<button onclick={end}>{ props.end }</button></div>
            } else if is_open {
                <FormFields form={props.clone()} close={toggle(false)} />
            } else {
                <div class="choice">{ heading(props.title, props.what) }<button onclick={open}>{ props.open }</button></div>
            }
        </div>
    }
}

/// The name of the action, and what it does.
fn heading(title: &'static str, what: &'static str) -> Html {
    html! { <div class="row-label"><b>{ title }</b><p>{ what }</p></div> }
}

/// The label of a choice.
fn choice((label, seconds): &(String, u32), ends_at: bool) -> String {
    if ends_at { texts::ends_at(label, &until_in(*seconds)) } else { label.clone() }
}

#[derive(Clone, PartialEq, Properties)]
struct FormFieldsProps {
    form: InlineFormProps,
    close: Callback<()>,
}

#[component]
fn FormFields(props: &FormFieldsProps) -> Html {
    let FormFieldsProps { form, close } = props.clone();
    let (first, reason_field, flight) = (use_autofocus(), use_node_ref(), use_single_flight());
    // The first field takes the focus.
    let reason_field = if form.times.is_some() || form.note { reason_field } else { first.clone() };
    let send = {
        let (first, reason_field, close, form) = (first.clone(), reason_field.clone(), close.clone(), form.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(done) = flight.begin() else { return };
            let chosen = first.cast::<HtmlSelectElement>().and_then(|list| usize::try_from(list.selected_index()).ok());
            let seconds = form.times.as_ref().and_then(|(_, times)| times.get(chosen?)).map(|(_, seconds)| *seconds);
            let note = first.cast::<HtmlTextAreaElement>().filter(|_| form.note).map(|field| field.value());
            let reason = reason_field
                .cast::<HtmlInputElement>()
                .map(|field| field.value())
                .filter(|reason| !reason.trim().is_empty());
            let close = close.clone();
            let done = Callback::from(move |succeeded| {
                done.emit(succeeded);
                if succeeded {
                    close.emit(());
                }
            });
            form.send.emit((InlineFormValues { seconds, note, reason }, done));
        })
    };
    let keys = use_escape(close.clone());
    let cancel = close.reform(|_: MouseEvent| ());
    html! {
        <form data-panel="" onsubmit={send} onkeydown={keys}>
            { heading(form.title, form.what) }
            if let Some((label, times)) = &form.times {
                <label><span>{ label }</span>
                    <select ref={first.clone()}>{ for times.iter().enumerate().map(|(place, one)| html! { <option selected={place == 0}>{ choice(one, form.ends_at) }</option> }) }</select>
                </label>
            }
            if form.note { { note_field(&first, String::new()) } }
            <label><span>{ text().pages_why() }</span><input type="text" ref={reason_field} maxlength="1000" dir="auto" /></label>
            <div class="verbs">
                <button class="main">{ form.label }</button>
                <button type="button" onclick={cancel}>{ text().cancel() }</button>
            </div>
        </form>
    }
}
