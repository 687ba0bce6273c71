//! The end of a card: the name and the buttons; and below it who will see the text.

use porch_class_macros::{class, html};
use porch_protocol::{ErrorCode, Status, Trust};
use yew::prelude::*;

use super::composer_state::refused_reply;
use super::invalid::Invalid;
use super::monogram::monogram;
use super::typing::Typing;
use crate::first_reader::FirstReader;
use crate::state::{Form, InvalidField, Sheet};
use crate::store::{SavedValue, Store};
use crate::text::Text;

/// What the row is made of.
pub(super) struct Row<'a> {
    pub(super) store: &'a Store,
    /// Which form below a comment; none for the composer.
    pub(super) form: Option<Form>,
    /// Whether the form is hydrated, so that what needs a script can be offered.
    pub(super) alive: bool,
    /// The form's fields.
    pub(super) typing: &'a Typing,
    /// The field that has to be changed.
    pub(super) invalid: Option<InvalidField>,
    /// The notice about the name.
    pub(super) name_notice: Html,
    /// Cancels the form.
    pub(super) cancel: &'a Callback<MouseEvent>,
    /// Who reads the text first, the author's trust level, how many seconds they have to wait in slow mode, whether the
    /// team has banned them, and the sheet that they are offered.
    pub(super) visibility: (FirstReader, Option<Trust>, u32, bool, Option<Sheet>),
}

/// The row with the name and the buttons. Not a component: each adds bytes to the fragment.
pub(super) fn name_and_buttons(row: &Row) -> Html {
    let Row { store, form, alive, typing, invalid, cancel, .. } = *row;
    let (text, standalone) = (store.config().text, store.config().is_standalone());
    let button = match form {
        Some(Form::Report(_)) => text.send_report(),
        Some(Form::Edit(_)) => text.save(),
        Some(Form::Reply(_)) => text.send_reply(),
        _ if refused_reply(store, form).is_some() => text.send_reply(),
        _ => text.send_comment(),
    };
    let field_state = Invalid::of(invalid, InvalidField::Name, form);
    // Only comments have a name; reports and edits don't.
    let named = !matches!(form, Some(Form::Report(_) | Form::Edit(_)));
    let known = typing.saved_name.get().filter(|_| !field_state.focus);
    html! {
        <div class="composer-foot">
            if named {
                if let Some(name) = &known { { saved_name(row, name) } }
                <label class={known.is_some().then_some(class!("name-known"))}>
                    <span>{ text.name_label() }</span>
                    <input ref={&typing.name} name="name" part="input" autocomplete="name"
                        tabindex={known.is_some().then_some("-1")} onfocus={typing.name_focused.clone()}
                        aria-invalid={field_state.value} aria-describedby={field_state.described_by} autofocus={field_state.focus && standalone}
                        value={store.config().plain_form().filter(|_| standalone).map(|plain| plain.name.clone())} />
                </label>
                if row.visibility.4 == Some(Sheet::SignIn { mail: true }) { { mail_field(text) } }
                { row.name_notice.clone() }
            }
            if !standalone && (alive || form.is_some()) {
                <button type="button" onclick={cancel}>{ text.cancel() }</button>
            }
            <button part="button">{ button }</button>
        </div>
    }
}

/// The address that its author leaves with a comment. The loader takes it out of the form when the comment is sent.
fn mail_field(text: Text) -> Html {
    html! {
        <label class="mail-field">
            <span>{ text.mail_label() }</span>
            <input name="mail" part="input" autocomplete="email" inputmode="email" />
        </label>
    }
}

/// In place of the name field, if a name is saved. The field stays there, hidden until it is needed.
fn saved_name(row: &Row, name: &AttrValue) -> Html {
    let (letter, hue) = monogram(name).unzip();
    html! {
        <span class="saved-name">
            <i data-m={letter} data-h={hue}></i>
            <bdi>{ name }</bdi>
            <button type="button" onclick={row.typing.edit_name.clone()}>{ row.store.config().text.change_name() }</button>
        </span>
    }
}

/// The line below the card: who reads the text first, and who sees it; and whether the draft is saved.
pub(super) fn visibility_line(row: &Row) -> Html {
    let Row { store, form, typing, visibility: (first_reader, trust, wait, banned, sheet), .. } = *row;
    let (text, team) = (store.config().text, store.config().team.as_deref());
    let message = match form {
        Some(Form::Report(_)) => text.report_readers(team),
        _ if banned => text.banned().into(),
        Some(Form::Edit(id)) if first_reader == FirstReader::Everyone => {
            let until = store.read(|state| {
                state.mine(id).filter(|mine| mine.status == Status::Published).map(|mine| mine.editable_until)
            });
            let clock = until.and_then(|until| store.recall(SavedValue::Clock(until)));
            text.edit_mark(clock.as_deref())
        }
        Some(Form::Edit(_)) => text.who_reads_first(team, first_reader, None),
        _ if wait > 0 => text.error(ErrorCode::RateLimited, Some(wait)),
        _ => text.who_reads_first(team, first_reader, trust),
    };
    html! {
        <p class="visibility-line">
            <small>{ message }</small>
            { sheet.filter(|_| form.is_none()).map(|sheet| sheet_entry(text, sheet)) }
            // Its room is reserved before it is shown: what is below does not move.
            <small class={(!typing.draft_saved.get()).then_some(class!("draft-unsaved"))}>{ text.draft_saved() }</small>
        </p>
    }
}

/// Leads to a sheet; the loader opens it.
fn sheet_entry(text: Text, sheet: Sheet) -> Html {
    let (word, label) = match sheet {
        Sheet::SignIn { .. } => ("sign-in", text.sign_in()),
        Sheet::About => ("about", text.about_you()),
    };
    html! { <button type="button" class="sheet-entry" data-sheet={word}>{ label }</button> }
}
