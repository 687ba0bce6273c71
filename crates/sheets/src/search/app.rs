//! The search in the browser: it shows the state, and does what a change has to be followed by.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use porch_widget::client::{Failure, readable};
use wasm_bindgen::JsValue;
use web_sys::AbortController;
use yew::prelude::*;

use super::bridge::{SearchBridge, SearchOptions, kept, place};
use super::reduce::{answered, counted, reduce};
use super::state::{Asked, SearchAction, SearchEffect, SearchState};
use super::view::{self, SearchScene};
use super::{read, request};
use crate::api::Api;
use crate::bridge::millis;
use crate::text::Text;

/// Milliseconds until a search that found nothing is reported.
const SETTLED: u32 = 2_000;

/// What the search is made with.
#[derive(Clone, Properties)]
pub(crate) struct SearchProps {
    pub(crate) options: SearchOptions,
    pub(crate) bridge: SearchBridge,
    /// What was left of the search, if anything.
    pub(crate) kept: JsValue,
    pub(crate) api: Rc<Api>,
    pub(crate) text: Text,
}

impl PartialEq for SearchProps {
    /// A search is rendered once with its properties.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.api, &other.api)
    }
}

/// What happens to the component.
pub(crate) enum Message {
    /// What the visitor does.
    Act(SearchAction),
    /// The server has answered the request with this number, as the browser has parsed it.
    Answer(u32, Wanted, Result<JsValue, Failure>),
}

/// What an answer is wanted for.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Wanted {
    /// A list.
    List,
    /// More of the list.
    More,
    /// The number of hits without the filters.
    Count,
}

/// The search.
pub(crate) struct Search {
    state: SearchState,
    /// The answers that the list is made of, for the way back.
    answers: Vec<JsValue>,
    pause: Option<Timeout>,
    /// Until a search that found nothing is reported: who is still typing has not looked for it.
    settling: Option<Timeout>,
    request: Option<AbortController>,
}

impl Component for Search {
    type Message = Message;
    type Properties = SearchProps;

    fn create(ctx: &Context<Self>) -> Self {
        let (state, answers) = kept(&ctx.props().kept).unwrap_or_default();
        if state.found.is_none() {
            ctx.link().send_message(Message::Act(SearchAction::Due));
        }
        Self { state, answers, pause: None, settling: None, request: None }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        let effects = match message {
            Message::Act(action) => reduce(&mut self.state, action),
            Message::Answer(number, wanted, answer) => self.read(number, wanted, answer),
        };
        for effect in effects {
            self.follow(ctx, effect);
        }
        self.settle(ctx);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let SearchProps { options, bridge, text, api, .. } = ctx.props();
        view::search(&SearchScene {
            state: &self.state,
            options,
            own_pages: &api.own_pages(),
            text: *text,
            day: &|moment| bridge.day(millis(moment)),
            act: &ctx.link().callback(Message::Act),
        })
    }

    fn rendered(&mut self, ctx: &Context<Self>, is_first: bool) {
        if is_first {
            ctx.props().bridge.drawn();
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.abort();
    }
}

impl Search {
    /// Reports a search that found nothing, once nothing has happened for a while.
    fn settle(&mut self, ctx: &Context<Self>) {
        let api = Rc::clone(&ctx.props().api);
        self.settling = self.state.missed().map(|words| {
            let report = async move { api.report_search_miss(&words).await };
            Timeout::new(SETTLED, move || wasm_bindgen_futures::spawn_local(report))
        });
    }

    /// Reads an answer, and keeps it if the list is made of it.
    fn read(&mut self, number: u32, wanted: Wanted, answer: Result<JsValue, Failure>) -> Vec<SearchEffect> {
        let part = answer.and_then(|answer| {
            let part = readable(read::found(&answer))?;
            if number == self.state.number && wanted != Wanted::Count {
                if wanted == Wanted::List {
                    self.answers.clear();
                }
                self.answers.push(answer);
            }
            Ok(part)
        });
        if wanted != Wanted::Count {
            return answered(&mut self.state, number, part, wanted == Wanted::More);
        }
        counted(&mut self.state, number, part.map_or(0, |found| found.total));
        Vec::new()
    }

    fn abort(&mut self) {
        if let Some(request) = self.request.take() {
            request.abort();
        }
    }

    fn follow(&mut self, ctx: &Context<Self>, effect: SearchEffect) {
        let SearchProps { bridge, api, options, .. } = ctx.props();
        match effect {
            SearchEffect::Wait(pause) => {
                let due = ctx.link().callback(|()| Message::Act(SearchAction::Due));
                self.pause = Some(Timeout::new(pause, move || due.emit(())));
            }
            SearchEffect::Forget => {
                self.pause = None;
                self.abort();
            }
            SearchEffect::Ask { number, asked, skip } => {
                self.pause = None;
                self.ask(ctx, (number, if skip > 0 { Wanted::More } else { Wanted::List }), &asked, skip);
            }
            SearchEffect::Count(number, asked) => self.ask(ctx, (number, Wanted::Count), &asked, 0),
            SearchEffect::Reveal(at) => bridge.reveal(at),
            // The press comes back as an action, for which this one has to be over.
            SearchEffect::Press(at) => {
                let bridge = bridge.clone();
                wasm_bindgen_futures::spawn_local(async move { bridge.press(at) });
            }
            SearchEffect::Open(at) => {
                if let Some(one) = self.state.found.as_ref().and_then(|found| found.hits.get(at)) {
                    bridge.open(&view::address(options, &api.own_pages(), one), place(&self.state, &self.answers));
                }
            }
            SearchEffect::Compose(words) => bridge.ask(&words),
            SearchEffect::Close => bridge.close(),
        }
    }

    /// Asks the server in place of what it is asked now.
    fn ask(&mut self, ctx: &Context<Self>, (number, wanted): (u32, Wanted), asked: &Asked, skip: usize) {
        self.abort();
        let SearchProps { api, options, .. } = ctx.props();
        let (api, query) = (Rc::clone(api), request::query(asked, options.thread.as_deref(), skip));
        let Ok(request) = AbortController::new() else { return };
        let signal = request.signal();
        self.request = Some(request);
        ctx.link().send_future(async move { Message::Answer(number, wanted, api.search(&query, &signal).await) });
    }
}
