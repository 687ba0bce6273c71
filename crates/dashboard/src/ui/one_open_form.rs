//! Several inline forms on one card, of which at most one is open.

use porch_class_macros::html;
use yew::prelude::*;

/// The name of the form that is open among several.
#[derive(Clone, PartialEq)]
struct OpenFormName(UseStateHandle<Option<&'static str>>);

/// The forms.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct OneOpenFormProps {
    pub(crate) children: Html,
}

/// Inline forms of which at most one is open.
#[component]
pub(crate) fn OneOpenForm(props: &OneOpenFormProps) -> Html {
    let open = OpenFormName(use_state(|| None));
    html! { <ContextProvider<OpenFormName> context={open}>{ props.children.clone() }</ContextProvider<OpenFormName>> }
}

/// Whether the form of this name is open, and the callback that opens and closes it. It closes, too, when another form
/// in the same [`OneOpenForm`] opens.
#[hook]
pub(crate) fn use_open_form(name: &'static str) -> (bool, Callback<bool>) {
    let alone = use_state(|| None);
    let shared = use_context::<OpenFormName>().map_or(alone, |OpenFormName(shared)| shared);
    let is_open = *shared == Some(name);
    (is_open, Callback::from(move |to: bool| shared.set(to.then_some(name))))
}
