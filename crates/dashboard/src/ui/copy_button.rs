//! A button that copies a text and shows that it did.

use gloo_timers::callback::Timeout;
use porch_class_macros::{class, html};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::context::Context;
use crate::text;
use crate::ui::clipboard;
use crate::ui::icons::icon;
use crate::ui::toast_message::ToastMessage;

/// How long the button shows that it has copied, in milliseconds.
const SHOWN_FOR: u32 = 2_000;

/// The text to copy.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CopyProps {
    pub(crate) text: String,
    /// Whether it is the main button of its card.
    #[prop_or_default]
    pub(crate) main: bool,
    pub(crate) context: Context,
}

/// The button.
#[component]
pub(crate) fn CopyButton(props: &CopyProps) -> Html {
    let CopyProps { text: content, main, context } = props.clone();
    // How many times the text was copied, and whether the button still shows that it was.
    let (times, copied) = (use_mut_ref(|| 0_u32), use_state(|| false));
    let shows_copied = *copied;
    let copy = move |_: MouseEvent| {
        let (content, context) = (content.clone(), context.clone());
        let (times, copied) = (times.clone(), copied.clone());
        spawn_local(async move {
            let done = clipboard::copy(&content).await;
            if done {
                copied.set(true);
                let now = times.replace_with(|times| times.wrapping_add(1)).wrapping_add(1);
                let reset = move || {
                    if *times.borrow() == now {
                        copied.set(false);
                    }
                };
                Timeout::new(SHOWN_FOR, reset).forget();
            }
            let message = if done { text().copied() } else { text().not_copied() };
            context.show_toast.emit(ToastMessage { text: message.into(), is_error: !done, ..ToastMessage::default() });
        });
    };
    html! { <button type="button" class={main.then_some(class!("main"))} onclick={copy}>{ icon(if shows_copied { "check" } else { "copy" }) }{ if shows_copied { text().copied_label() } else { text().copy() } }</button> }
}
