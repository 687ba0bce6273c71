//! What only the person here may know: asked for when something of theirs changed, and from time to time while the team
//! still has to decide about words of theirs. What it decides may be theirs alone to hear, so no public ring tells of it.

use std::rc::Rc;

use crate::app::{App, later};
use crate::client::Call;
use crate::first_reader::ask_again_after;
use crate::state::{Action, State};
use crate::wire;

/// The timers' names.
const NEXT: &str = "me";
const SLOW: &str = "slow";

/// Asks in a while, when there is time.
pub(crate) fn ask_soon(app: &Rc<App>) {
    let app = Rc::clone(app);
    later(async move { ask(&app).await });
}

/// Asks, and goes on asking as long as a decision is awaited.
pub(crate) async fn ask(app: &Rc<App>) {
    let url = app.api(&format!("me?page={}", app.page_query()));
    let call = Call { method: "GET", url: &url, key: None, cookies: true, signal: &app.abort.signal() };
    // Without an answer the page reads as before; what is asked for next tells it.
    if let Some(me) = app.ask(call, None).await.ok().and_then(|answer| wire::me(&answer)) {
        if app.ended.get() {
            return;
        }
        if me.regular {
            app.bridge.keep("regular", Some("1"));
        }
        app.store.dispatch(Action::Me(me));
        count_down(app);
        app.count();
    }
    wait(app);
}

/// The seconds until one may comment again are counted down where they are said.
fn count_down(app: &Rc<App>) {
    let left = app.store.read(|state| state.wait);
    let Some(fewer) = left.checked_sub(1) else { return app.end_timer(SLOW) };
    let next = move |app: &Rc<App>| {
        app.store.dispatch(Action::Wait(fewer));
        count_down(app);
    };
    app.after(1_000, SLOW.into(), Box::new(next));
}

fn wait(app: &Rc<App>) {
    if app.ended.get() || !app.store.read(State::awaits_decision) {
        app.asked.set(0);
        return app.end_timer(NEXT);
    }
    let pause = ask_again_after(app.asked.get(), js_sys::Math::random());
    let next = |app: &Rc<App>| {
        // Nobody looks: whoever comes back asks.
        if !is_hidden() {
            app.asked.set(app.asked.get().saturating_add(1));
            ask_soon(app);
        }
    };
    app.after(pause, NEXT.into(), Box::new(next));
}

/// Somebody looks at the page again.
pub(crate) fn look(app: &Rc<App>) {
    if app.store.read(State::awaits_decision) {
        app.asked.set(0);
        ask_soon(app);
    }
}

fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}
