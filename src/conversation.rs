//! The conversation of one page in the browser: its state, its element, its requests and timers, and how it acts on the
//! page.

use porch_class_macros::selector;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use porch_client::Call;
use porch_protocol::{Changes, CommentId, ErrorCode};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Element, HtmlElement, HtmlTextAreaElement, ShadowRoot};

use crate::client::{Failure, send};
use crate::components::formatting_toolbar::scroll_into_view;
use crate::embed::{Bridge, Options};
use crate::outbox::Outgoing;
use crate::panics;
use crate::state::{Action, Form, InvalidField, Key, Notice, NoticePlace};
use crate::store::{Store, Subscription, UserAction};
use crate::takeover::{Roots, now};

/// Everything one conversation consists of.
pub(crate) struct Conversation {
    pub(crate) store: Store,
    pub(crate) bridge: Bridge,
    pub(crate) section: Element,
    pub(crate) roots: Rc<Roots>,
    pub(crate) abort: AbortController,
    /// Aborts the sending of comments: it goes on when the conversation ends.
    pub(crate) sending_abort: AbortController,
    /// The page's raw address, or the key that the site's owner gave it.
    pub(crate) page: String,
    /// Comments that the server has not acknowledged.
    pub(crate) outbox: RefCell<Vec<Outgoing>>,
    /// Comments that went back to editing although the server may have received them.
    pub(crate) back_in_editing: RefCell<Vec<Outgoing>>,
    /// Timers: of drafts by the draft's name, of attempts by the idempotency key.
    timers: RefCell<Vec<(String, Timeout)>>,
    /// Drafts whose timer has not saved them yet, by name.
    pub(crate) unsaved_drafts: RefCell<Vec<(String, String)>>,
    /// Edits, deletions and reports that the server has not answered.
    pub(crate) changes_in_flight: Cell<u32>,
    /// How often the team's decision was polled since the visitor last came back to the page.
    pub(crate) poll_count: Cell<u32>,
    /// Changes that arrived while a comment was being sent: they may be about that very comment.
    pub(crate) held_changes: RefCell<Vec<Changes>>,
    subscriptions: RefCell<Vec<Subscription>>,
    /// Whether all comments that the server rendered are in the state.
    pub(crate) complete: Cell<bool>,
    pub(crate) ended: Cell<bool>,
}

/// A task for later: boxed, because each closure type that a browser is given costs bytes.
type Task = Box<dyn FnOnce(&Rc<Conversation>)>;

impl Conversation {
    /// A conversation whose roots are in `section`; `page` is the page's raw address, or the key that the site's owner
    /// gave it.
    ///
    /// # Errors
    /// If the browser has no `AbortController`, or `section` is not a fragment.
    pub(crate) fn new(store: Store, bridge: Bridge, section: Element, options: &Options) -> Result<Rc<Self>, JsValue> {
        let roots = Roots::new(store.clone(), bridge.clone(), &section, options.fresh).ok_or("no fragment")?;
        Ok(Rc::new(Self {
            store,
            bridge,
            section,
            roots,
            abort: AbortController::new()?,
            page: options.page.clone(),
            outbox: RefCell::default(),
            back_in_editing: RefCell::default(),
            sending_abort: AbortController::new()?,
            timers: RefCell::default(),
            unsaved_drafts: RefCell::default(),
            changes_in_flight: Cell::new(0),
            poll_count: Cell::new(0),
            held_changes: RefCell::default(),
            subscriptions: RefCell::default(),
            complete: Cell::new(false),
            ended: Cell::new(false),
        }))
    }

    /// All comments that the server rendered are known: hydrates their roots, and keeps the list in step from now on.
    pub(crate) fn sync_list(&self) {
        self.roots.find_blocks();
        let roots = Rc::clone(&self.roots);
        let subscription = self.store.subscribe(Key::List, Rc::new(move || roots.sync_list()));
        self.subscriptions.borrow_mut().push(subscription);
        self.complete.set(true);
    }

    /// The server's address of a request about this site.
    pub(crate) fn api(&self, call: &str) -> String {
        let config = self.store.config();
        format!("{}/v1/sites/{}/{call}", config.server, config.site)
    }

    /// The page's key as a query value.
    pub(crate) fn page_query(&self) -> String {
        crate::config::escape(&self.store.config().page_key)
    }

    /// Sends a request. If a request with cookies gets no response, the server may not allow this page's address: a
    /// browser hides such a refusal, so a second request without cookies finds out.
    pub(crate) async fn call(&self, call: Call<'_>, body: Option<&JsValue>) -> Result<JsValue, Failure> {
        // Of a browser that keeps no cookie. It is in the page's memory alone.
        let token = self.bridge.recall("token");
        let response = send(Call { token: token.as_deref().filter(|_| call.cookies), ..call }, body).await;
        if !call.cookies || !matches!(response, Err(Failure::Network)) {
            return response;
        }
        let page = self.page_query();
        let origin = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
        let url = self.api(&format!("changes?page={page}&since=&origin={}", crate::config::escape(&origin)));
        let check = Call { method: "GET", url: &url, key: None, cookies: false, token: None, signal: call.signal };
        match send(check, None).await {
            Err(refused @ Failure::Refused(ErrorCode::PageNotAllowed | ErrorCode::SiteUnknown, _)) => Err(refused),
            _ => response,
        }
    }

    /// Sends a request, and returns its response once its effect may move the page: never while a pointer is pressed.
    pub(crate) async fn call_when_still(&self, call: Call<'_>, body: Option<&JsValue>) -> Result<JsValue, Failure> {
        let response = self.call(call, body).await;
        // Never rejected.
        _ = JsFuture::from(self.bridge.wait_pointer_released()).await;
        response
    }

    /// Shows a notice.
    pub(crate) fn show_notice(&self, at: NoticePlace, text: impl Into<String>, is_error: bool) {
        self.store.dispatch(Action::SetNotice(Some(Notice {
            at,
            text: text.into(),
            is_error,
            field: None,
            team_name: false,
            seconds_left: None,
        })));
    }

    /// Shows in a form which field has to be changed.
    pub(crate) fn show_field_error(&self, form: Option<Form>, text: impl Into<String>, field: Option<InvalidField>) {
        let notice = Notice {
            at: NoticePlace::Form(form),
            text: text.into(),
            is_error: true,
            field,
            team_name: false,
            seconds_left: None,
        };
        self.store.dispatch(Action::SetNotice(Some(notice)));
    }

    /// Shows in a form why its text was refused, and which field has to be changed.
    pub(crate) fn show_refusal(&self, form: Option<Form>, code: ErrorCode, after: Option<u32>) {
        let text = self.store.config().text.error(code, after);
        let team_name = code == ErrorCode::NameTaken;
        let notice = Notice {
            at: NoticePlace::Form(form),
            text,
            is_error: true,
            field: InvalidField::of(code),
            team_name,
            seconds_left: None,
        };
        self.store.dispatch(Action::SetNotice(Some(notice)));
    }

    /// Waits until the last change is rendered.
    pub(crate) async fn rendered(&self) {
        // Never rejected.
        _ = JsFuture::from(self.bridge.yield_to_browser("user-blocking")).await;
    }

    /// A comment's element.
    pub(crate) fn article(&self, id: CommentId) -> Option<HtmlElement> {
        self.section.query_selector(&format!("[id=\"{}\"]", id.anchor())).ok()??.dyn_into().ok()
    }

    /// Waits until a part of a comment is on the page. A new root may wait for its turn behind many others.
    async fn wait_for(&self, is_there: &dyn Fn() -> bool) {
        self.rendered().await;
        let mut turns = 0;
        while !is_there() && (turns < 20 || self.roots.is_working()) && !self.ended.get() {
            let priority = if turns < 20 { "user-blocking" } else { "background" };
            // Never rejected.
            _ = JsFuture::from(self.bridge.yield_to_browser(priority)).await;
            turns += 1;
        }
    }

    /// Moves the focus to a part of a comment.
    pub(crate) fn focus_in(&self, id: CommentId, selector: &str) {
        let part = self.article(id).and_then(|article| article.query_selector(selector).ok()?);
        // Both fail only where the part is gone.
        _ = part.and_then(|part| part.dyn_into::<HtmlElement>().ok()).map(|part| part.focus());
    }

    /// The form below a comment, once it is rendered.
    async fn wait_for_form(&self, form: Form) -> Option<Element> {
        let find = || self.article(form.comment())?.query_selector(selector!("form, .confirm-question")).ok().flatten();
        self.wait_for(&|| find().is_some()).await;
        find()
    }

    /// Scrolls a form that was just opened into view, down to its buttons. The question before a deletion gets the
    /// focus; fields take it themselves.
    pub(crate) async fn show_form(&self, form: Form) {
        let Some(element) = self.wait_for_form(form).await else { return };
        if let Form::Withdraw(id) = form {
            self.focus_in(id, selector!(".confirm-question .block-buttons > :last-child"));
        }
        scroll_into_view(&element);
    }

    /// Opens a form below a comment that is on the page. Resolves once it is rendered, to whether it is.
    pub(crate) async fn open_form(&self, form: Form) -> bool {
        if let Some(root) = self
            .article(form.comment())
            .and_then(|article| article.closest(selector!(".conversation-root")).ok().flatten())
        {
            self.roots.hydrate_next(root);
        }
        self.store.request(UserAction::Open(Some(form)));
        self.wait_for_form(form).await.is_some()
    }

    /// Moves the focus to a comment, and scrolls it into view.
    pub(crate) async fn focus_comment(&self, id: CommentId) {
        self.wait_for(&|| self.article(id).is_some()).await;
        if let Some(article) = self.article(id) {
            article.set_tab_index(-1);
            // Fails only where the element is gone.
            _ = article.focus();
        }
    }

    /// Whether the visitor still looks at the comment being sent, or at the field it came from. A comment that an
    /// earlier page left in the outbox is sent in the background: nobody waits for it here.
    pub(crate) fn is_watching(&self, outgoing: &Outgoing) -> bool {
        let root = self.section.get_root_node().dyn_into::<ShadowRoot>().ok();
        let Some(focused) = root.and_then(|root| root.active_element()) else {
            return js_sys::Date::now() - outgoing.at < now();
        };
        let field = focused.dyn_ref::<HtmlTextAreaElement>();
        focused.id() == outgoing.id.anchor()
            || field.is_some_and(|field| field.value().is_empty())
            || focused.matches(selector!(".composer-foot *")).unwrap_or(false)
    }

    /// Waits until all comments that the server rendered are known, or the conversation has ended.
    pub(crate) async fn wait_until_complete(&self) {
        while !self.complete.get() && !self.ended.get() {
            // Low priority: loading the comments goes first.
            _ = JsFuture::from(self.bridge.yield_to_browser("background")).await;
        }
    }

    /// Reports the counts to the loader, which shows them.
    pub(crate) fn report_counts(&self) {
        let (waiting, total) = self.store.read(|s| (s.pending_count(), s.total));
        self.bridge.report_pending(waiting);
        self.bridge.total(total);
    }

    /// Fires an event at the embedding page. A returned text is the page's veto.
    pub(crate) fn emit(&self, name: &str, detail: &[(&str, &str)]) -> Option<String> {
        let fields: Vec<(&str, JsValue)> = detail.iter().map(|(key, value)| (*key, JsValue::from_str(value))).collect();
        self.bridge.emit(name, &porch_client::object(&fields))
    }

    /// Runs a task after so many milliseconds, unless the conversation ends before. It replaces a timer of the same
    /// name.
    pub(crate) fn after(self: &Rc<Self>, millis: u32, name: String, task: Task) {
        let conversation = Rc::downgrade(self);
        let timer = Timeout::new(millis, move || {
            if let Some(conversation) = conversation.upgrade() {
                task(&conversation);
            }
        });
        self.end_timer(&name);
        self.timers.borrow_mut().push((name, timer));
    }

    /// Stops a timer.
    pub(crate) fn end_timer(&self, name: &str) {
        self.timers.borrow_mut().retain(|(other, _)| other != name);
    }

    /// Ends everything: roots, requests, timers. Comments that are being sent are still sent.
    pub(crate) fn end(&self) {
        self.ended.set(true);
        self.abort.abort();
        self.timers.borrow_mut().clear();
        self.subscriptions.borrow_mut().clear();
        self.store.set_handler(None, None);
        self.roots.end();
        panics::forget(&self.bridge);
    }
}
