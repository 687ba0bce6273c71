//! What only this visitor may know: fetched when something of theirs changed, and polled while the team has to decide
//! about a comment of theirs. A decision may be visible to its author alone, so the live stream does not announce it.

use std::rc::Rc;

use porch_client::Call;

use crate::conversation::Conversation;
use crate::first_reader::poll_delay;
use crate::spawn::spawn;
use crate::state::{Action, State};
use crate::wire;

/// The timers' names.
const POLL_TIMER: &str = "me";
const SLOW_MODE_TIMER: &str = "slow";

/// Fetches it without making the caller wait.
pub(crate) fn refresh_soon(conversation: &Rc<Conversation>) {
    let conversation = Rc::clone(conversation);
    spawn(async move { refresh(&conversation).await });
}

/// Fetches it, and goes on polling while a decision is awaited.
pub(crate) async fn refresh(conversation: &Rc<Conversation>) {
    let url = conversation.api(&format!("me?page={}", conversation.page_query()));
    let call =
        Call { method: "GET", url: &url, key: None, cookies: true, token: None, signal: &conversation.abort.signal() };
    // Without a response the page stays as it is; the next poll catches up.
    if let Some(me) = conversation.call_when_still(call, None).await.ok().and_then(|answer| wire::me(&answer)) {
        if conversation.ended.get() {
            return;
        }
        // Who comes back with a cookie alone need not type their name again.
        if me.name.is_some() {
            conversation.bridge.keep("name", me.name.as_deref());
        }
        if me.regular {
            conversation.bridge.keep("regular", Some("1"));
        }
        conversation.store.dispatch(Action::Me(me));
        count_down(conversation);
        conversation.report_counts();
    }
    schedule_next(conversation);
}

/// Counts down the seconds of slow mode where they are shown.
fn count_down(conversation: &Rc<Conversation>) {
    let seconds = conversation.store.read(|state| state.slow_mode_wait);
    let Some(next_seconds) = seconds.checked_sub(1) else { return conversation.end_timer(SLOW_MODE_TIMER) };
    let next = move |conversation: &Rc<Conversation>| {
        conversation.store.dispatch(Action::SlowModeWait(next_seconds));
        count_down(conversation);
    };
    conversation.after(1_000, SLOW_MODE_TIMER.into(), Box::new(next));
}

fn schedule_next(conversation: &Rc<Conversation>) {
    if conversation.ended.get() || !conversation.store.read(State::awaits_decision) {
        conversation.poll_count.set(0);
        return conversation.end_timer(POLL_TIMER);
    }
    let delay = poll_delay(conversation.poll_count.get(), js_sys::Math::random());
    let next = |conversation: &Rc<Conversation>| {
        // A hidden page does not poll: it does so when the visitor comes back.
        if !is_hidden() {
            conversation.poll_count.set(conversation.poll_count.get().saturating_add(1));
            refresh_soon(conversation);
        }
    };
    conversation.after(delay, POLL_TIMER.into(), Box::new(next));
}

/// The visitor comes back to the page.
pub(crate) fn page_visible(conversation: &Rc<Conversation>) {
    if conversation.store.read(State::awaits_decision) {
        conversation.poll_count.set(0);
        refresh_soon(conversation);
    }
}

fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}
