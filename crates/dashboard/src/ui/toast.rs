//! The toast bar of the dashboard: the result of the last action, announced to screen readers, with an undo button for
//! ten seconds.

use std::rc::Rc;

use porch_class_macros::{class, html};
use porch_protocol::CommentId;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::context::Context;
use crate::review::decision_requests;
use crate::text;
use crate::text::names::sentence;
use crate::ui::icons::icon;
use crate::ui::keys::{key_cap, use_keydown};
use crate::ui::toast_message::ToastMessage;

/// How long a decision can be undone, in milliseconds. The server counts by its own clock. A result is shown as long
/// and then disappears: it covers the end of a list. An error stays until the next action or view, or until it is
/// dismissed.
const UNDO: u32 = 10_000;

/// The last message, and how many there were: the same text again is to be announced again.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Toast {
    pub(crate) message: ToastMessage,
    count: u32,
    /// How many errors there were.
    pub(crate) failures: u32,
}

/// A change of the toast.
pub(crate) enum ToastAction {
    /// Shows a message.
    Show(ToastMessage),
    /// Removes the message, which can be undone no more.
    Dismiss,
}

impl Reducible for Toast {
    type Action = ToastAction;

    fn reduce(self: Rc<Self>, action: ToastAction) -> Rc<Self> {
        let (count, failures) = (self.count, self.failures);
        Rc::new(match action {
            ToastAction::Show(message) => {
                let failures = failures.wrapping_add(u32::from(message.is_error));
                Self { message, count: count.wrapping_add(1), failures }
            }
            ToastAction::Dismiss => Self { message: ToastMessage::default(), count, failures },
        })
    }
}

/// The toast, and the dashboard's context.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ToastBarProps {
    pub(crate) toast: UseReducerHandle<Toast>,
    pub(crate) context: Context,
}

/// The result of the last action, and an undo button for ten seconds.
#[component]
pub(crate) fn ToastBar(props: &ToastBarProps) -> Html {
    let ToastBarProps { toast, context } = props.clone();
    let Toast { message, count, .. } = (*toast).clone();
    {
        let dispatcher = toast.dispatcher();
        let expires = !message.text.is_empty() && !message.is_error;
        use_effect_with((count, expires), move |(_, expires)| {
            let end = || gloo_timers::callback::Timeout::new(UNDO, move || dispatcher.dispatch(ToastAction::Dismiss));
            let timeout = expires.then(end);
            move || drop(timeout)
        });
    }
    let undone_count = use_mut_ref(|| None::<u32>);
    let undo = {
        let (context, comments, undo_action) = (context.clone(), message.undo.clone(), message.undo_action.clone());
        Callback::from(move |()| {
            // A second press is ignored.
            if undone_count.replace(Some(count)) == Some(count) {
                return;
            }
            match &undo_action {
                Some(undo_action) => undo_action.emit(()),
                None => undo_decisions(&context, comments.clone()),
            }
        })
    };
    {
        let (undo, can) = (undo.clone(), message.can_undo());
        use_keydown(move |event: &KeyboardEvent| {
            if can && event.key() == "u" {
                undo.emit(());
            }
        });
    }
    let undo = undo.reform(|_: MouseEvent| ());
    let dismiss = {
        let dispatcher = toast.dispatcher();
        move |_: MouseEvent| dispatcher.dispatch(ToastAction::Dismiss)
    };
    html! {
        <div class={classes!(class!("toast"), message.is_error.then_some(class!("wrong")), message.text.is_empty().then_some(class!("empty")))}>
            if !message.text.is_empty() { { icon(if message.is_error { "spam" } else { "done" }) } }
            // A new element even when the text is the same: an unchanged element is not announced.
            <p role="status">if !message.text.is_empty() { <span key={count}>{ sentence(&message.text) }</span> }</p>
            if message.can_undo() {
                <button type="button" onclick={undo}>{ text().undo() }{ key_cap("u") }</button>
            }
            if message.is_error && !message.text.is_empty() {
                <button type="button" class="square" aria-label={text().frame_dismiss()} onclick={dismiss}>{ icon("x") }</button>
            }
        </div>
    }
}

/// Undoes decisions.
fn undo_decisions(context: &Context, comments: Vec<CommentId>) {
    let context = context.clone();
    spawn_local(async move {
        let outcome = decision_requests::undo(&comments).await;
        if let Some(failure) = outcome.blocking_failure() {
            return context.show_failure(failure);
        }
        context.show_toast.emit(outcome.undo_toast());
        context.refresh.emit(());
    });
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use yew::prelude::*;

    use super::{Toast, ToastAction, ToastMessage};

    #[test]
    fn a_repeated_message_counts_as_new_and_disappears_with_its_undo() {
        let show = |toast: Rc<Toast>| {
            let (words, undo_action) = ("Thrown out.".to_owned(), Some(Callback::noop()));
            toast.reduce(ToastAction::Show(ToastMessage { text: words, undo_action, ..ToastMessage::default() }))
        };
        let first = show(Rc::default());
        let over = first.clone().reduce(ToastAction::Dismiss);
        assert_eq!((over.count, over.message.text.as_str()), (first.count, ""));
        assert!(first.message.can_undo() && !over.message.can_undo());
        assert_ne!(show(over).count, first.count);
    }
}
