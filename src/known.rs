//! What only the person here may know: asked for when something of theirs changed, and from time to time while the team
//! still has to decide about words of theirs. What it decides may be theirs alone to hear, so no public ring tells of it.

use std::rc::Rc;

use gloo_timers::callback::Timeout;

use crate::ahead::ask_again_after;
use crate::app::{App, later};
use crate::client::Call;
use crate::state::{Action, State};
use crate::wire;

/// The timer's name.
const NEXT: &str = "me";

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
        app.count();
    }
    wait(app);
}

fn wait(app: &Rc<App>) {
    if app.ended.get() || !app.store.read(State::awaits_decision) {
        app.asked.set(0);
        return app.end_timer(NEXT);
    }
    let asking = Rc::downgrade(app);
    let pause = ask_again_after(app.asked.get(), js_sys::Math::random());
    let next = Timeout::new(pause, move || {
        // Nobody looks: whoever comes back asks.
        if let Some(app) = asking.upgrade().filter(|_| !is_hidden()) {
            app.asked.set(app.asked.get().saturating_add(1));
            ask_soon(&app);
        }
    });
    app.keep_timer(NEXT.into(), next);
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
