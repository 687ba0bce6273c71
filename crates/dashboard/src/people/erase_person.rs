//! Erasing all that is stored about a person, after a confirmation. Nobody can undo it.

use porch_class_macros::html;
use porch_protocol::people::PersonHistory;
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::text;
use crate::text::names::{plain_text, sentence};
use crate::text::people as texts;
use crate::ui::focus_moves::{focus, use_autofocus};
use crate::ui::keys::use_escape;
use crate::ui::single_flight::use_single_flight;

/// The person, and the callback after it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ErasePersonProps {
    pub(crate) history: PersonHistory,
    /// Goes back to the list: there is nobody any more.
    pub(crate) erased: Callback<()>,
    pub(crate) context: Context,
}

/// The button that opens the confirmation. Nothing for those who may not erase, and for members of the team.
#[component]
pub(crate) fn ErasePerson(props: &ErasePersonProps) -> Html {
    let (open, place) = (use_state(|| false), use_node_ref());
    if !props.context.may_erase || props.history.role.is_some() {
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
    let press = toggle.reform(|_: MouseEvent| ());
    html! {
        <div ref={place} tabindex="-1" class="ask">
            if *open {
                <Confirmation props={props.clone()} close={toggle} />
            } else {
                <button type="button" onclick={press}>{ text().erase_person_open() }</button>
            }
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ConfirmationProps {
    props: ErasePersonProps,
    close: Callback<()>,
}

/// What erasing means, and the button that does it.
#[component]
fn Confirmation(confirmation: &ConfirmationProps) -> Html {
    let ConfirmationProps { props: ErasePersonProps { history, erased, context }, close } = confirmation.clone();
    let (button, flight) = (use_autofocus(), use_single_flight());
    let title = texts::erase_title(&history.name);
    let press = move |_: MouseEvent| {
        let Some(done) = flight.begin() else { return };
        let (shown, erased) = (context.clone(), erased.clone());
        let then = move |()| {
            shown.notify(text().erased_person());
            erased.emit(());
            shown.refresh.emit(());
        };
        context.send_reporting(api::request(&to::ERASE_PERSON).at(history.person.as_str()), then, move |succeeded| {
            done.emit(succeeded);
        });
    };
    let keys = use_escape(close.clone());
    let cancel = move |_: MouseEvent| close.emit(());
    html! {
        <div role="group" aria-label={plain_text(&title)} onkeydown={keys}>
            <h2>{ sentence(&title) }</h2>
            <p class="quiet">{ text().erase_person_what() }</p>
            <div class="verbs">
                <button type="button" ref={button} class="main care" onclick={press}>{ text().erase_for_good() }</button>
                <button type="button" onclick={cancel}>{ text().cancel() }</button>
            </div>
        </div>
    }
}
