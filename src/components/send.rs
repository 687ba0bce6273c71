//! Below a field: the name, what sends the words, and what becomes of them then.

use yew::prelude::*;

use super::field::Invalid;
use crate::ahead::Ahead;
use crate::state::{Form, Part};
use crate::store::Store;
use porch_protocol::Standing;

/// What the row is made of.
pub(super) struct Row<'a> {
    pub(super) store: &'a Store,
    /// Below which comment; none for the composer.
    pub(super) form: Option<Form>,
    /// Whether the widget is there, so that what needs a script may be offered.
    pub(super) alive: bool,
    /// The field of the name.
    pub(super) name: &'a NodeRef,
    /// The part of the form that is to be changed.
    pub(super) wrong: Option<Part>,
    /// Leaves the form.
    pub(super) leave: &'a Callback<MouseEvent>,
    /// Who reads the words first, and where their author stands.
    pub(super) ahead: (Ahead, Option<Standing>),
}

/// The row. Not a component: each costs bytes in the fragment.
pub(super) fn name_and_button(row: &Row) -> Html {
    let Row { store, form, alive, name, wrong, leave, ahead: (ahead, standing) } = *row;
    let (text, standalone) = (store.config().text, store.config().standalone);
    // Only what everyone is to see has a name.
    let (named, button, small) = match form {
        Some(Form::Report(_)) => (false, text.write.report_send, text.write.report_private.into()),
        Some(Form::Edit(_)) => (false, text.write.save, text.ahead(ahead, None)),
        _ => (true, text.write.share, text.ahead(ahead, standing)),
    };
    let invalid = Invalid::of(wrong, Part::Name, form);
    html! {
        <div class="i">
            if named {
                <label>
                    { text.write.name }
                    <input ref={name} name="name" part="input" autocomplete="name" dir="auto"
                        aria-invalid={invalid.yes} aria-describedby={invalid.by} autofocus={invalid.focus && standalone}
                        value={standalone.then(|| store.config().plain.name.clone())} />
                </label>
            }
            <button part="button">{ button }</button>
            if !standalone && (alive || form.is_some()) {
                <button type="button" onclick={leave}>{ text.write.cancel }</button>
            }
            <small>{ small }</small>
        </div>
    }
}
