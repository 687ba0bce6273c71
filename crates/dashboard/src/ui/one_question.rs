//! Several questions on one card, of which one at most is open.

use yew::prelude::*;

/// Which question is open where several could be: never two of them at once.
#[derive(Clone, PartialEq)]
struct OpenQuestion(UseStateHandle<Option<&'static str>>);

/// What the questions stand in.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct OneQuestionProps {
    pub(crate) children: Html,
}

/// Questions of which one at most is open.
#[component]
pub(crate) fn OneQuestion(props: &OneQuestionProps) -> Html {
    let open = OpenQuestion(use_state(|| None));
    html! { <ContextProvider<OpenQuestion> context={open}>{ props.children.clone() }</ContextProvider<OpenQuestion>> }
}

/// Whether the question of this name is open, and what opens and closes it. It closes, too, when another one opens that
/// stands in the same [`OneQuestion`].
#[hook]
pub(crate) fn use_question(name: &'static str) -> (bool, Callback<bool>) {
    let alone = use_state(|| None);
    let shared = use_context::<OpenQuestion>().map_or(alone, |OpenQuestion(shared)| shared);
    let is_open = *shared == Some(name);
    (is_open, Callback::from(move |to: bool| shared.set(to.then_some(name))))
}
