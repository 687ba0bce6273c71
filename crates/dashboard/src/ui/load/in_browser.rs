//! Loading in a real browser: a view whose responses the test gives one by one.
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::rc::Rc;
use std::task::{Poll, Waker};

use gloo_timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};
use yew::{AppHandle, prelude::*};

use super::use_load;
use crate::api::{Failure, Result};
use crate::context::Context;
use crate::ui::loading::Loading;

wasm_bindgen_test_configure!(run_in_browser);

/// The response to one request, once the test has given it, and who waits for it.
#[derive(Default)]
struct Pending(Option<Result<u32>>, Option<Waker>);

/// The requests of the view, in their order.
#[derive(Clone, Default)]
struct Server(Rc<RefCell<Vec<Pending>>>);

impl PartialEq for Server {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Server {
    fn request(&self) -> impl Future<Output = Result<u32>> + use<> {
        let (requests, number) = (self.0.clone(), self.count());
        requests.borrow_mut().push(Pending::default());
        poll_fn(move |task| {
            let Pending(response, waker) = &mut requests.borrow_mut()[number];
            *waker = Some(task.waker().clone());
            response.take().map_or(Poll::Pending, Poll::Ready)
        })
    }

    fn respond(&self, number: usize, response: Result<u32>) {
        let Pending(place, waker) = &mut self.0.borrow_mut()[number];
        *place = Some(response);
        waker.take().expect("the request is awaited").wake();
    }

    fn count(&self) -> usize {
        self.0.borrow().len()
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ViewProps {
    server: Server,
    of: u32,
    /// What the context was asked for.
    log: Callback<String>,
}

/// A dashboard with one view, as far as loading needs it: an action or the button of a failure counts an action.
#[component]
fn View(props: &ViewProps) -> Html {
    let (actions, failures) = (use_state(|| 0_u32), use_state(|| 0_u32));
    let (server, log) = (props.server.clone(), props.log.clone());
    let context = Context {
        show_toast: {
            let (failures, log) = (failures.clone(), log.clone());
            Callback::from(move |message: crate::ui::toast_message::ToastMessage| {
                failures.set(*failures + 1);
                log.emit(message.text);
            })
        },
        refresh: {
            let actions = actions.clone();
            Callback::from(move |()| actions.set(*actions + 1))
        },
        session_ended: Callback::from(move |()| log.emit("signed out".into())),
        actions_done: *actions,
        site_seq: 0,
        failures: *failures,
        renamed: Callback::noop(),
        own_renamed: Callback::noop(),
        me: AttrValue::default(),
        may_erase: false,
    };
    let found = use_load(&context, props.of, move || server.request());
    let reload = found.reload().reform(|_: MouseEvent| ());
    match *found {
        Some(value) => html! { <output onclick={reload}>{ value }</output> },
        None => html! { <Loading {context} /> },
    }
}

/// The view, mounted in the page.
struct Stage {
    app: AppHandle<View>,
    root: Element,
    server: Server,
    log: Rc<RefCell<Vec<String>>>,
}

impl Stage {
    async fn new() -> Self {
        let root = document().create_element("div").expect("an element");
        let (server, log) = (Server::default(), Rc::<RefCell<Vec<String>>>::default());
        let props = ViewProps { server: server.clone(), of: 0, log: logging(&log) };
        let app = yew::Renderer::<View>::with_root_and_props(root.clone(), props).render();
        let stage = Self { app, root, server, log };
        stage.requested(1).await;
        stage
    }

    /// Waits for so many requests.
    async fn requested(&self, count: usize) {
        eventually("it is requested", || self.server.count() == count).await;
    }

    async fn shows(&self, text: &str) {
        eventually(text, || self.root.text_content().as_deref() == Some(text)).await;
    }

    fn press(&self, selector: &str) {
        let element = self.root.query_selector(selector).expect("a selector").expect("an element");
        element.unchecked_into::<HtmlElement>().click();
    }
}

fn document() -> web_sys::Document {
    web_sys::window().and_then(|window| window.document()).expect("a page")
}

fn logging(log: &Rc<RefCell<Vec<String>>>) -> Callback<String> {
    let log = log.clone();
    Callback::from(move |line| log.borrow_mut().push(line))
}

/// Waits until this is so: each turn lets the browser and the view do what is due.
async fn eventually(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..6_000 {
        if is_so() {
            return;
        }
        turn().await;
    }
    panic!("waited in vain until {what}");
}

async fn turn() {
    let turn = Promise::new(&mut |go, _| {
        Timeout::new(1, move || _ = go.call0(&wasm_bindgen::JsValue::NULL)).forget();
    });
    JsFuture::from(turn).await.expect("a turn");
}

fn failure() -> Result<u32> {
    Err(Failure::Message("lost".into()))
}

#[wasm_bindgen_test]
async fn a_response_is_shown_and_loaded_anew_on_request() {
    let stage = Stage::new().await;
    stage.server.respond(0, Ok(7));
    stage.shows("7").await;
    stage.press("output");
    stage.requested(2).await;
    stage.server.respond(1, Ok(8));
    stage.shows("8").await;
    assert!(stage.log.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn a_failure_is_shown_and_the_button_tries_again() {
    let stage = Stage::new().await;
    stage.server.respond(0, failure());
    eventually("the button is there", || stage.root.query_selector("button").is_ok_and(|found| found.is_some())).await;
    assert_eq!(*stage.log.borrow(), ["lost"]);
    stage.press("button");
    stage.requested(2).await;
    stage.server.respond(1, Ok(7));
    stage.shows("7").await;
}

#[wasm_bindgen_test]
async fn a_stale_response_is_dropped() {
    let mut stage = Stage::new().await;
    let props = ViewProps { server: stage.server.clone(), of: 1, log: logging(&stage.log) };
    stage.app.update(props);
    stage.requested(2).await;
    stage.server.respond(1, Ok(2));
    stage.shows("2").await;
    stage.server.respond(0, Ok(1));
    turn().await;
    stage.shows("2").await;
}

#[wasm_bindgen_test]
async fn after_the_view_is_closed_only_the_end_of_the_session_counts() {
    for (response, expected) in [(Ok(1), None), (failure(), None), (Err(Failure::SignedOut), Some("signed out"))] {
        let stage = Stage::new().await;
        let Stage { app, server, log, .. } = stage;
        app.destroy();
        server.respond(0, response);
        turn().await;
        assert_eq!(log.borrow().first().map(String::as_str), expected);
    }
}
