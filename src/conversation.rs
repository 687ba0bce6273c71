//! The conversation of one page in the browser: its state, its element, its requests and timers, and what it does to the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use porch_protocol::{Changes, CommentId, ErrorCode};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Element, HtmlElement, HtmlTextAreaElement, ShadowRoot};

use crate::client::{Call, Failure};
use crate::components::tools::in_sight;
use crate::embed::{Bridge, Options};
use crate::outbox::Outgoing;
use crate::state::{Action, Form, InvalidField, Key, Notice, NoticePlace};
use crate::store::{Store, Subscription, UserAction};
use crate::takeover::{Roots, now};
use crate::{panics, wire};

/// Everything one conversation consists of.
pub(crate) struct Conversation {
    pub(crate) store: Store,
    pub(crate) bridge: Bridge,
    pub(crate) section: Element,
    pub(crate) roots: Rc<Roots>,
    pub(crate) abort: AbortController,
    /// For words on their way: they go on when the conversation ends.
    pub(crate) sending: AbortController,
    /// The page's raw address, or the owner's key.
    pub(crate) page: String,
    /// Words on their way.
    pub(crate) outbox: RefCell<Vec<Outgoing>>,
    /// Words that were taken back although they may have arrived.
    pub(crate) taken_back: RefCell<Vec<Outgoing>>,
    /// Timers: of drafts by their name, of attempts by the key.
    timers: RefCell<Vec<(String, Timeout)>>,
    /// Drafts that no timer has kept yet, by their name.
    pub(crate) unsaved: RefCell<Vec<(String, String)>>,
    /// Own changes that no server has answered.
    pub(crate) acts: Cell<u32>,
    /// How often it was asked what the team decided, since somebody last came to look.
    pub(crate) asked: Cell<u32>,
    /// News that came while words were on their way: they may be about those very words.
    pub(crate) held_news: RefCell<Vec<Changes>>,
    subscriptions: RefCell<Vec<Subscription>>,
    /// Whether the comments that the server drew are known.
    pub(crate) complete: Cell<bool>,
    pub(crate) ended: Cell<bool>,
}

/// What is done later: boxed, because each kind of closure that a browser is given costs bytes.
type Later = Box<dyn FnOnce(&Rc<Conversation>)>;

impl Conversation {
    /// A conversation whose roots stand in `section`; `page` is the page's raw address, or the owner's key.
    ///
    /// # Errors
    /// A browser that gives no `AbortController`, and a `section` without a fragment.
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
            taken_back: RefCell::default(),
            sending: AbortController::new()?,
            timers: RefCell::default(),
            unsaved: RefCell::default(),
            acts: Cell::new(0),
            asked: Cell::new(0),
            held_news: RefCell::default(),
            subscriptions: RefCell::default(),
            complete: Cell::new(false),
            ended: Cell::new(false),
        }))
    }

    /// All comments that the server drew are known from now on.
    pub(crate) fn follow_list(&self) {
        self.roots.find_blocks();
        let list = Rc::clone(&self.roots);
        let follows = self.store.subscribe(Key::List, Rc::new(move || list.follow_list()));
        self.subscriptions.borrow_mut().push(follows);
        self.complete.set(true);
    }

    /// The server's address of a call about this site.
    pub(crate) fn api(&self, call: &str) -> String {
        let config = self.store.config();
        format!("{}/v1/sites/{}/{call}", config.server, config.site)
    }

    /// The page as a query value.
    pub(crate) fn page_query(&self) -> String {
        crate::config::escape(&self.store.config().page_key)
    }

    /// Sends a question. Where a person's call brings nothing, the server may take none from this address: a browser hides
    /// such a refusal, so a question that anybody may ask tells.
    pub(crate) async fn call(&self, call: Call<'_>, what: Option<&JsValue>) -> Result<JsValue, Failure> {
        let answer = call.go(what).await;
        if !call.cookies || !matches!(answer, Err(Failure::Network)) {
            return answer;
        }
        let page = self.page_query();
        let origin = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
        let url = self.api(&format!("changes?page={page}&since=&origin={}", crate::config::escape(&origin)));
        let asked = Call { method: "GET", url: &url, key: None, cookies: false, signal: call.signal };
        match asked.go(None).await {
            Err(refused @ Failure::Refused(ErrorCode::PageNotAllowed | ErrorCode::SiteUnknown, _)) => Err(refused),
            _ => answer,
        }
    }

    /// The same, answered once what comes of it may move the page.
    pub(crate) async fn ask(&self, call: Call<'_>, what: Option<&JsValue>) -> Result<JsValue, Failure> {
        let answer = self.call(call, what).await;
        // Never rejected.
        _ = JsFuture::from(self.bridge.still()).await;
        answer
    }

    /// Says something where the person looks.
    pub(crate) fn say(&self, at: NoticePlace, said: impl Into<String>, wrong: bool) {
        self.store.dispatch(Action::Say(Some(Notice {
            at,
            said: said.into(),
            wrong,
            part: None,
            team_name: false,
            left: None,
        })));
    }

    /// Says what is to be changed in a form.
    pub(crate) fn say_part(&self, form: Option<Form>, said: impl Into<String>, part: Option<InvalidField>) {
        let notice =
            Notice { at: NoticePlace::Form(form), said: said.into(), wrong: true, part, team_name: false, left: None };
        self.store.dispatch(Action::Say(Some(notice)));
    }

    /// Says why a form's words were refused, and what is to be changed.
    pub(crate) fn say_refused(&self, form: Option<Form>, code: ErrorCode, after: Option<u32>) {
        let said = (self.store.config().text.wrong)(code, after);
        let team_name = code == ErrorCode::NameTaken;
        let notice = Notice {
            at: NoticePlace::Form(form),
            said,
            wrong: true,
            part: InvalidField::of(code),
            team_name,
            left: None,
        };
        self.store.dispatch(Action::Say(Some(notice)));
    }

    /// Waits until what was just changed is on the page.
    pub(crate) async fn drawn(&self) {
        // Never rejected.
        _ = JsFuture::from(self.bridge.turn("user-blocking")).await;
    }

    /// A comment's element.
    pub(crate) fn article(&self, id: CommentId) -> Option<HtmlElement> {
        self.section.query_selector(&format!("[id=\"{}\"]", id.anchor())).ok()??.dyn_into().ok()
    }

    /// Waits until something of a comment is on the page. A root that is new may still wait for its turn, behind many others.
    async fn wait_for(&self, is_there: &dyn Fn() -> bool) {
        self.drawn().await;
        let mut turns = 0;
        while !is_there() && (turns < 20 || self.roots.is_working()) && !self.ended.get() {
            let priority = if turns < 20 { "user-blocking" } else { "background" };
            // Never rejected.
            _ = JsFuture::from(self.bridge.turn(priority)).await;
            turns += 1;
        }
    }

    /// Puts the focus on a part of a comment.
    pub(crate) fn focus_in(&self, id: CommentId, selector: &str) {
        let part = self.article(id).and_then(|article| article.query_selector(selector).ok()?);
        // Both fail only where the part is gone.
        _ = part.and_then(|part| part.dyn_into::<HtmlElement>().ok()).map(|part| part.focus());
    }

    /// What is open below a comment, once it is drawn.
    async fn drawn_form(&self, form: Form) -> Option<Element> {
        let find = || self.article(form.comment())?.query_selector("form, .ask").ok().flatten();
        self.wait_for(&|| find().is_some()).await;
        find()
    }

    /// Brings what was just opened into sight, down to its buttons. A question gets the focus; fields take it themselves.
    pub(crate) async fn show_form(&self, form: Form) {
        let Some(place) = self.drawn_form(form).await else { return };
        if let Form::Withdraw(id) = form {
            self.focus_in(id, ".ask .do > :last-child");
        }
        in_sight(&place);
    }

    /// Opens a form below a comment that is on the page. Answers, once the form is drawn, whether it is.
    pub(crate) async fn open_form(&self, form: Form) -> bool {
        if let Some(root) = self.article(form.comment()).and_then(|article| article.closest(".r").ok().flatten()) {
            self.roots.hurry(root);
        }
        self.store.ask(UserAction::Open(Some(form)));
        self.drawn_form(form).await.is_some()
    }

    /// Puts the focus on a comment, and the comment in sight.
    pub(crate) async fn focus_comment(&self, id: CommentId) {
        self.wait_for(&|| self.article(id).is_some()).await;
        if let Some(article) = self.article(id) {
            article.set_tab_index(-1);
            // Fails only where the element is gone.
            _ = article.focus();
        }
    }

    /// Whether somebody still looks at their own words: at the comment on its way, or at the field it came from.
    /// Words that a page before this one left go out by themselves: nobody waits for them here.
    pub(crate) fn is_watching(&self, sent: &Outgoing) -> bool {
        let root = self.section.get_root_node().dyn_into::<ShadowRoot>().ok();
        let Some(at) = root.and_then(|root| root.active_element()) else {
            return js_sys::Date::now() - sent.at < now();
        };
        let field = at.dyn_ref::<HtmlTextAreaElement>();
        at.id() == sent.id.anchor()
            || field.is_some_and(|field| field.value().is_empty())
            || at.matches(".i *").unwrap_or(false)
    }

    /// Waits until all comments that the server drew are known, or the conversation has ended.
    pub(crate) async fn read_whole(&self) {
        while !self.complete.get() && !self.ended.get() {
            // Reading goes on meanwhile: nothing may stand in its way.
            _ = JsFuture::from(self.bridge.turn("background")).await;
        }
    }

    /// Tells the loader what it shows of the numbers.
    pub(crate) fn count(&self) {
        let (waiting, total) = self.store.read(|s| (s.new_comments(), s.total));
        self.bridge.fresh(waiting);
        self.bridge.total(total);
    }

    /// Fires an event at the embedding page. A text is the page's veto.
    pub(crate) fn emit(&self, name: &str, detail: &[(&str, &str)]) -> Option<String> {
        let fields: Vec<(&str, JsValue)> = detail.iter().map(|(key, value)| (*key, JsValue::from_str(value))).collect();
        self.bridge.emit(name, &wire::object(&fields))
    }

    /// Does something after so many milliseconds, unless the conversation ends before. A timer of the same name ends.
    pub(crate) fn after(self: &Rc<Self>, millis: u32, name: String, act: Later) {
        let conversation = Rc::downgrade(self);
        let timer = Timeout::new(millis, move || {
            if let Some(conversation) = conversation.upgrade() {
                act(&conversation);
            }
        });
        self.end_timer(&name);
        self.timers.borrow_mut().push((name, timer));
    }

    /// Ends a timer.
    pub(crate) fn end_timer(&self, name: &str) {
        self.timers.borrow_mut().retain(|(other, _)| other != name);
    }

    /// Ends everything: roots, requests, timers; but what is being sent goes to the page that it was written for.
    pub(crate) fn end(&self) {
        self.ended.set(true);
        self.abort.abort();
        self.timers.borrow_mut().clear();
        self.subscriptions.borrow_mut().clear();
        self.store.answer_with(None, None);
        self.roots.end();
        panics::forget(&self.bridge);
    }
}
