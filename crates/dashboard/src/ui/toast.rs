//! The foot of the dashboard: what was just done, read out, and the way back for ten seconds.

use std::rc::Rc;

use porch_protocol::CommentId;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::context::Context;
use crate::review::bulk_requests;
use crate::text;
use crate::text::names::sentence;
use crate::ui::icons::icon;
use crate::ui::keys::{cap, use_keydown};
use crate::ui::toast_message::ToastMessage;

/// How long a decision can be taken back, in milliseconds. The server counts from its own clock. What was done is said as
/// long, and then leaves: it covers the end of a list. What went wrong stays until the next act or view, or until it is
/// dismissed.
const UNDO: u32 = 10_000;

/// What was said last, and how often something was: the same words said again are to be read out again.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Toast {
    pub(crate) said: ToastMessage,
    times: u32,
    /// How often something went wrong.
    pub(crate) failures: u32,
}

/// What happens to it.
pub(crate) enum News {
    /// Something is said.
    Said(ToastMessage),
    /// What was said leaves, and can be taken back no more.
    Over,
}

impl Reducible for Toast {
    type Action = News;

    fn reduce(self: Rc<Self>, news: News) -> Rc<Self> {
        let (times, failures) = (self.times, self.failures);
        Rc::new(match news {
            News::Said(said) => {
                let failures = failures.wrapping_add(u32::from(said.wrong));
                Self { said, times: times.wrapping_add(1), failures }
            }
            News::Over => Self { said: ToastMessage::default(), times, failures },
        })
    }
}

/// What is said, and the dashboard that it is said in.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FootProps {
    pub(crate) speech: UseReducerHandle<Toast>,
    pub(crate) context: Context,
}

/// What was just done, and the way back for ten seconds.
#[component]
pub(crate) fn Foot(props: &FootProps) -> Html {
    let FootProps { speech, context } = props.clone();
    let Toast { said, times, .. } = (*speech).clone();
    {
        let news = speech.dispatcher();
        let leaves = !said.words.is_empty() && !said.wrong;
        use_effect_with((times, leaves), move |(_, leaves)| {
            let end = || gloo_timers::callback::Timeout::new(UNDO, move || news.dispatch(News::Over));
            let gone = leaves.then(end);
            move || drop(gone)
        });
    }
    let taken_back = use_mut_ref(|| None::<u32>);
    let undo = {
        let (context, comments, back) = (context.clone(), said.undo.clone(), said.back.clone());
        Callback::from(move |()| {
            // A second press means nothing.
            if taken_back.replace(Some(times)) == Some(times) {
                return;
            }
            match &back {
                Some(back) => back.emit(()),
                None => take_back(&context, comments.clone()),
            }
        })
    };
    {
        let (undo, can) = (undo.clone(), said.goes_back());
        use_keydown(move |event: &KeyboardEvent| {
            if can && event.key() == "u" {
                undo.emit(());
            }
        });
    }
    let undo = undo.reform(|_: MouseEvent| ());
    let dismiss = {
        let news = speech.dispatcher();
        move |_: MouseEvent| news.dispatch(News::Over)
    };
    html! {
        <div class={classes!("toast", said.wrong.then_some("wrong"), said.words.is_empty().then_some("empty"))}>
            if !said.words.is_empty() { { icon(if said.wrong { "spam" } else { "done" }) } }
            // A new element, though its words are the old ones: what does not change is not read out.
            <p role="status">if !said.words.is_empty() { <span key={times}>{ sentence(&said.words) }</span> }</p>
            if said.goes_back() {
                <button type="button" onclick={undo}>{ text::UNDO }{ cap("u") }</button>
            }
            if said.wrong && !said.words.is_empty() {
                <button type="button" class="sq" aria-label={text::frame::DISMISS} onclick={dismiss}>{ icon("x") }</button>
            }
        </div>
    }
}

/// Takes decisions back.
fn take_back(context: &Context, comments: Vec<CommentId>) {
    let context = context.clone();
    spawn_local(async move {
        let outcome = bulk_requests::undo(&comments).await;
        if let Some(failure) = outcome.failed() {
            return context.failed(failure);
        }
        context.say.emit(outcome.of_undo());
        context.refresh.emit(());
    });
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use yew::prelude::*;

    use super::{News, Toast, ToastMessage};

    #[test]
    fn the_same_words_said_again_are_news_and_leave_with_their_way_back() {
        let says = |speech: Rc<Toast>| {
            let (words, back) = ("Thrown out.".to_owned(), Some(Callback::noop()));
            speech.reduce(News::Said(ToastMessage { words, back, ..ToastMessage::default() }))
        };
        let first = says(Rc::default());
        let over = first.clone().reduce(News::Over);
        assert_eq!((over.times, over.said.words.as_str()), (first.times, ""));
        assert!(first.said.goes_back() && !over.said.goes_back());
        assert_ne!(says(over).times, first.times);
    }
}
