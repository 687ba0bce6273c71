//! The button that copies a text, and says so.

use gloo_timers::callback::Timeout;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::context::Context;
use crate::text;
use crate::ui::clipboard;
use crate::ui::icons::icon;
use crate::ui::toast_message::ToastMessage;

/// How long a button says that it has copied, in milliseconds.
const COPIED: u32 = 2_000;

/// A text to take along.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CopyProps {
    pub(crate) text: String,
    /// Whether it is the first thing to do here.
    #[prop_or_default]
    pub(crate) main: bool,
    pub(crate) context: Context,
}

/// The button that copies it, and says so.
#[component]
pub(crate) fn CopyButton(props: &CopyProps) -> Html {
    let CopyProps { text, main, context } = props.clone();
    // How often it was copied, and whether that is said on the button still.
    let (times, said) = (use_mut_ref(|| 0_u32), use_state(|| false));
    let says = *said;
    let copy = move |_: MouseEvent| {
        let (text, context) = (text.clone(), context.clone());
        let (times, said) = (times.clone(), said.clone());
        spawn_local(async move {
            let done = clipboard::takes(&text).await;
            if done {
                said.set(true);
                let now = times.replace_with(|times| times.wrapping_add(1)).wrapping_add(1);
                let over = move || {
                    if *times.borrow() == now {
                        said.set(false);
                    }
                };
                Timeout::new(COPIED, over).forget();
            }
            let words = if done { text::COPIED } else { text::NOT_COPIED };
            context.say.emit(ToastMessage { words: words.into(), wrong: !done, ..ToastMessage::default() });
        });
    };
    html! { <button type="button" class={main.then_some("main")} onclick={copy}>{ icon(if says { "check" } else { "copy" }) }{ if says { text::COPIED_IT } else { text::COPY } }</button> }
}
