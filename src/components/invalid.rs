//! The attributes of a field that has to be changed, for screen readers.

use crate::state::{Form, InvalidField};

/// The attributes of a field that has to be changed.
#[derive(Default)]
pub(super) struct Invalid {
    pub(super) value: Option<&'static str>,
    pub(super) described_by: Option<String>,
    pub(super) focus: bool,
}

impl Invalid {
    /// The attributes of `field`, if it is the invalid one.
    pub(super) fn of(invalid: Option<InvalidField>, field: InvalidField, form: Option<Form>) -> Self {
        if invalid != Some(field) {
            return Self::default();
        }
        Self { value: Some("true"), described_by: Some(notice_id(form)), focus: true }
    }
}

/// The id of a form's notice. The own page has many forms.
pub(super) fn notice_id(form: Option<Form>) -> String {
    form.map_or("porch-n".into(), |form| format!("porch-n-{}", form.comment()))
}
