//! The end of a card: the name and what sends or leaves the words; and below it what becomes of them then.

use porch_protocol::{ErrorCode, Status, Trust};
use yew::prelude::*;

use super::composer_state::refused_reply;
use super::invalid::Invalid;
use super::monogram::monogram;
use super::typing::Typing;
use crate::first_reader::FirstReader;
use crate::state::{Form, InvalidField};
use crate::store::{SavedFields, Store};

/// What the row is made of.
pub(super) struct Row<'a> {
    pub(super) store: &'a Store,
    /// Below which comment; none for the composer.
    pub(super) form: Option<Form>,
    /// Whether the widget is there, so that what needs a script may be offered.
    pub(super) alive: bool,
    /// The card's fields.
    pub(super) typing: &'a Typing,
    /// The part of the form that is to be changed.
    pub(super) wrong: Option<InvalidField>,
    /// What is said about the name.
    pub(super) of_name: Html,
    /// Leaves the form.
    pub(super) leave: &'a Callback<MouseEvent>,
    /// Who reads the words first, where their author stands, how many seconds they wait where slow mode is on, and whether
    /// the team has asked their author not to write here.
    pub(super) ahead: (FirstReader, Option<Trust>, u32, bool),
}

/// The row. Not a component: each costs bytes in the fragment.
pub(super) fn name_and_buttons(row: &Row) -> Html {
    let Row { store, form, alive, typing, wrong, leave, .. } = *row;
    let (text, standalone) = (store.config().text, store.config().is_standalone());
    let button = match form {
        Some(Form::Report(_)) => text.write.report_send,
        Some(Form::Edit(_)) => text.write.save,
        Some(Form::Reply(_)) => text.write.send_reply,
        _ if refused_reply(store, form).is_some() => text.write.send_reply,
        _ => text.write.share,
    };
    let invalid = Invalid::of(wrong, InvalidField::Name, form);
    // Only what everyone is to see has a name.
    let named = !matches!(form, Some(Form::Report(_) | Form::Edit(_)));
    let known = typing.known.get().filter(|_| !invalid.focus);
    html! {
        <div class="i">
            if named {
                if let Some(name) = &known { { signed(row, name) } }
                <label class={known.is_some().then_some("kn")}>
                    <span>{ text.write.name }</span>
                    <input ref={&typing.name} name="name" part="input" autocomplete="name"
                        tabindex={known.is_some().then_some("-1")} onfocus={typing.rename.clone()}
                        aria-invalid={invalid.yes} aria-describedby={invalid.by} autofocus={invalid.focus && standalone}
                        value={store.config().plain_form().filter(|_| standalone).map(|plain| plain.name.clone())} />
                </label>
                { row.of_name.clone() }
            }
            if !standalone && (alive || form.is_some()) {
                <button type="button" onclick={leave}>{ text.write.cancel }</button>
            }
            <button part="button">{ button }</button>
        </div>
    }
}

/// In the place of the name's field, for whoever has said a name before. The field stays there, unseen until it is needed.
fn signed(row: &Row, name: &AttrValue) -> Html {
    let (sign, hue) = monogram(name).unzip();
    html! {
        <span class="as">
            <i data-m={sign} data-h={hue}></i>
            <bdi>{ name }</bdi>
            <button type="button" onclick={row.typing.change.clone()}>{ row.store.config().text.write.change_name }</button>
        </span>
    }
}

/// One line below the card: who reads the words, and who sees them; and whether they are kept.
pub(super) fn next(row: &Row) -> Html {
    let Row { store, form, typing, ahead: (ahead, standing, wait, banned), .. } = *row;
    let (text, team) = (store.config().text, store.config().team.as_deref());
    let words = match form {
        Some(Form::Report(_)) => (text.write.report_private)(team),
        _ if banned => text.write.banned.into(),
        Some(Form::Edit(id)) if ahead == FirstReader::Everyone => {
            let until = store.read(|state| {
                state.mine(id).filter(|mine| mine.status == Status::Published).map(|mine| mine.editable_until)
            });
            let clock = until.and_then(|until| store.recall(SavedFields::Clock(until)));
            (text.write.unmarked_until)(clock.as_deref())
        }
        Some(Form::Edit(_)) => text.ahead(team, ahead, None),
        _ if wait > 0 => (text.wrong)(ErrorCode::RateLimited, Some(wait)),
        _ => text.ahead(team, ahead, standing),
    };
    html! {
        <p class="next">
            <small>{ words }</small>
            // Its room is there before it is said: what lies below does not move.
            <small class={(!typing.kept.get()).then_some("un")}>{ text.write.kept }</small>
        </p>
    }
}
