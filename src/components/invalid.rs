//! How a field that is to be changed says so to a screen reader.

use crate::state::{Form, InvalidField};

/// How a part that is to be changed says so, and which sentence says why.
#[derive(Default)]
pub(super) struct Invalid {
    pub(super) yes: Option<&'static str>,
    pub(super) by: Option<String>,
    pub(super) focus: bool,
}

impl Invalid {
    /// Of one field, by the one that is wrong.
    pub(super) fn of(wrong: Option<InvalidField>, part: InvalidField, form: Option<Form>) -> Self {
        if wrong != Some(part) {
            return Self::default();
        }
        Self { yes: Some("true"), by: Some(said_id(form)), focus: true }
    }
}

/// The id of a form's sentence. The own page has many forms.
pub(super) fn said_id(form: Option<Form>) -> String {
    form.map_or("porch-n".into(), |form| format!("porch-n-{}", form.comment()))
}
