//! What only the person here may know: asked for when something of theirs changed, and from time to time while the team
//! still has to decide about words of theirs. What it decides may be theirs alone to hear, so no public ring tells of it.

use std::rc::Rc;

use crate::client::Call;
use crate::conversation::Conversation;
use crate::first_reader::ask_again_after;
use crate::later::later;
use crate::state::{Action, State};
use crate::wire;

/// The timers' names.
const NEXT: &str = "me";
const SLOW: &str = "slow";

/// Asks in a while, when there is time.
pub(crate) fn ask_soon(conversation: &Rc<Conversation>) {
    let conversation = Rc::clone(conversation);
    later(async move { ask(&conversation).await });
}

/// Asks, and goes on asking as long as a decision is awaited.
pub(crate) async fn ask(conversation: &Rc<Conversation>) {
    let url = conversation.api(&format!("me?page={}", conversation.page_query()));
    let call = Call { method: "GET", url: &url, key: None, cookies: true, signal: &conversation.abort.signal() };
    // Without an answer the page reads as before; what is asked for next tells it.
    if let Some(me) = conversation.ask(call, None).await.ok().and_then(|answer| wire::me(&answer)) {
        if conversation.ended.get() {
            return;
        }
        if me.regular {
            conversation.bridge.keep("regular", Some("1"));
        }
        conversation.store.dispatch(Action::Me(me));
        count_down(conversation);
        conversation.count();
    }
    wait(conversation);
}

/// The seconds until one may comment again are counted down where they are said.
fn count_down(conversation: &Rc<Conversation>) {
    let left = conversation.store.read(|state| state.wait);
    let Some(fewer) = left.checked_sub(1) else { return conversation.end_timer(SLOW) };
    let next = move |conversation: &Rc<Conversation>| {
        conversation.store.dispatch(Action::Wait(fewer));
        count_down(conversation);
    };
    conversation.after(1_000, SLOW.into(), Box::new(next));
}

fn wait(conversation: &Rc<Conversation>) {
    if conversation.ended.get() || !conversation.store.read(State::awaits_decision) {
        conversation.asked.set(0);
        return conversation.end_timer(NEXT);
    }
    let pause = ask_again_after(conversation.asked.get(), js_sys::Math::random());
    let next = |conversation: &Rc<Conversation>| {
        // Nobody looks: whoever comes back asks.
        if !is_hidden() {
            conversation.asked.set(conversation.asked.get().saturating_add(1));
            ask_soon(conversation);
        }
    };
    conversation.after(pause, NEXT.into(), Box::new(next));
}

/// Somebody looks at the page again.
pub(crate) fn look(conversation: &Rc<Conversation>) {
    if conversation.store.read(State::awaits_decision) {
        conversation.asked.set(0);
        ask_soon(conversation);
    }
}

fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}
