//! A conversation in a page of its own, with a stand-in for the loader and the server.

use porch_class_macros::selector;
use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect};
use porch_protocol::{Comment, Order, ThreadPage};
use porch_widget::config::PlainForm;
use porch_widget::embed::Bridge;
use porch_widget::exports::{Widget, take_over};
use porch_widget::{FragmentPage, FragmentProps, wire};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement, KeyboardEvent, KeyboardEventInit, ShadowRoot};
use yew::LocalServerRenderer;

use crate::made;

/// An element with a fragment in its shadow root, and a stand-in for the loader and the server that writes down what
/// it is asked.
pub(crate) struct Stage {
    host: Element,
    pub(crate) root: ShadowRoot,
    section: Element,
    page: ThreadPage,
    pub(crate) loader: JsValue,
}

const LOADER: &str = r#"
    const calls = [], kept = {}, hydrated = [];
    const loader = {
        calls, kept, hydrated, answers: [], events: [], asked: 0, storage_is_persistent: () => true,
        wait_pointer_released: async () => {},
        yield_to_browser: () => new Promise((go) => setTimeout(go)),
        decorate_comment() {}, guard_listeners() {}, report_pending(n) { loader.waiting = n }, total(n) { loader.sum = n },
        root_hydrated(root) { hydrated.push(root) },
        emit(name, detail) { loader.events.push(name); if (name === "submit") return loader.veto; },
        recall: (name) => kept[name], complete: async (comment) => comment,
        keep(name, text) { if (text == null) delete kept[name]; else kept[name] = text; },
        clock: (moment) => new Date(moment).toLocaleTimeString(), title: () => "Rye",
        url: (id) => "https://bakery.example/rye#porch-c-" + id,
        report_panic(message) { loader.broken = message },
    };
    window.fetch = async (url, init = {}) => {
        // A newcomer is introduced before their words are sent.
        if (init.method === "POST" && url.endsWith("/me")) return new Response(null, { status: 204 });
        // What only its author may know is asked for whenever something of theirs changed.
        if (url.includes("/me?")) {
            loader.asked++;
            if (!loader.me) throw new TypeError("cut");
            return new Response(loader.me);
        }
        // Whether the server takes anything from this address is asked where nobody was reached: nobody is then, either.
        if (url.includes("/changes?") && url.includes("&origin=")) throw new TypeError("cut");
        const key = init.headers && new Headers(init.headers).get("idempotency-key");
        calls.push({ url, method: init.method, key, body: init.body && JSON.parse(init.body) });
        const answer = loader.answers.shift();
        if (!answer) throw new TypeError("cut");
        return new Response(answer.body, { status: answer.status });
    };
    return loader;
"#;

impl Stage {
    pub(crate) async fn with(comments: &[Comment]) -> Self {
        let page = made::page(comments, Order::Conversation);
        let props = FragmentProps {
            page: Rc::new(page.clone()),
            thread: None,
            site: "bakery".into(),
            order: Order::Conversation,
            lang: "en".into(),
            heading_level: 2,
            server: "https://talk.example".into(),
            build: "b1".into(),
            standalone: false,
            plain: PlainForm::default(),
        };
        let html = LocalServerRenderer::<FragmentPage>::with_props(props).render().await;
        let document = web_sys::window().unwrap().document().unwrap();
        let host = document.create_element("div").unwrap();
        document.body().unwrap().append_child(&host).unwrap();
        let place = Function::new_with_args(
            "host, html",
            "const root = host.attachShadow({ mode: 'open' }); root.innerHTML = html; return root",
        );
        let root: ShadowRoot = place.call2(&JsValue::NULL, &host, &html.into()).unwrap().unchecked_into();
        let section = root.query_selector("section").unwrap().unwrap();
        let loader = Function::new_no_args(LOADER).call0(&JsValue::NULL).unwrap();
        Self { host, root, section, page, loader }
    }

    pub(crate) fn take_over(&self) -> Widget {
        let options = porch_client::object(&[
            ("server", "https://talk.example".into()),
            ("site", "bakery".into()),
            ("page", "https://bakery.example/rye".into()),
            ("lang", "en".into()),
            ("order", "conversation".into()),
            ("heading", "2".into()),
        ]);
        let bridge: Bridge = self.loader.clone().unchecked_into();
        take_over(bridge, self.section.clone(), parse(&self.page), &options).unwrap()
    }

    /// Takes over, and waits until every root is alive.
    pub(crate) async fn alive(&self) -> Widget {
        let widget = self.take_over();
        let roots = self.all(selector!("#porch-h > slot > span, .composer-root, .conversation-root, .list-end")).len();
        eventually("every root is taken over", || self.list("hydrated").length() as usize == roots).await;
        widget
    }

    pub(crate) fn list(&self, name: &str) -> Array {
        let list = Reflect::get(&self.loader, &name.into()).unwrap();
        list.dyn_into().unwrap_or_else(|_| panic!("the stage keeps no list {name}"))
    }

    pub(crate) fn find(&self, selector: &str) -> HtmlElement {
        let found = self.root.query_selector(selector).unwrap();
        found.unwrap_or_else(|| panic!("no {selector}")).unchecked_into()
    }

    pub(crate) fn all(&self, selector: &str) -> Vec<Element> {
        let all = self.root.query_selector_all(selector).unwrap();
        (0..all.length()).filter_map(|i| all.item(i)).map(JsCast::unchecked_into).collect()
    }

    pub(crate) fn focused(&self) -> Option<Element> {
        self.root.active_element()
    }

    /// What the server will say to the next call.
    pub(crate) fn server_says<T: serde::Serialize>(&self, status: u16, body: &T) {
        let body = serde_json::to_string(body).unwrap();
        self.list("answers").push(&porch_client::object(&[("status", status.into()), ("body", body.into())]));
    }

    pub(crate) fn kept(&self, name: &str) -> Option<String> {
        wire::field(&wire::field(&self.loader, "kept"), name).as_string()
    }

    pub(crate) fn keep(&self, name: &str, text: &str) {
        Reflect::set(&wire::field(&self.loader, "kept"), &name.into(), &text.into()).unwrap();
    }

    pub(crate) fn type_into(&self, field: &str, text: &str) {
        let field: HtmlTextAreaElement = self.find(field).unchecked_into();
        Reflect::set(&field, &"value".into(), &text.into()).unwrap();
        let event =
            Function::new_no_args("return new Event('input', { bubbles: true })").call0(&JsValue::NULL).unwrap();
        field.dispatch_event(event.unchecked_ref()).unwrap();
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.host.remove();
    }
}

/// Presses a key.
pub(crate) fn press(on: &Element, key: &str, ctrl: bool) {
    let how = KeyboardEventInit::new();
    how.set_key(key);
    how.set_ctrl_key(ctrl);
    how.set_bubbles(true);
    how.set_composed(true);
    on.dispatch_event(&KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &how).unwrap()).unwrap();
}

/// A value as it travels.
pub(crate) fn parse<T: serde::Serialize>(value: &T) -> JsValue {
    wire::from_json(&serde_json::to_string(value).unwrap()).unwrap()
}

/// Waits for something to become true; gives up after a minute, however busy the machine is, and says what it waited for.
pub(crate) async fn eventually(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..6_000 {
        if is_so() {
            return;
        }
        let pause = Promise::new(&mut |go, _| {
            web_sys::window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&go, 10).unwrap();
        });
        JsFuture::from(pause).await.unwrap();
    }
    panic!("waited in vain until {what}");
}
