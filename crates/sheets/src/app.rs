//! A sheet in the browser: it shows the state, and does what a change has to be followed by.

use std::mem::{Discriminant, discriminant};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use porch_widget::client::Failure;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::api::Api;
use crate::asked_code::{self, AskedCode};
use crate::bridge::{Bridge, Options, millis};
use crate::reduce::reduce;
use crate::state::{Action, Effect, Opening, State, Step};
use crate::text::Text;
use crate::view::{self, Scene};

/// What a sheet is made with.
#[derive(Clone, Properties)]
pub(crate) struct Props {
    pub(crate) options: Options,
    pub(crate) bridge: Bridge,
    pub(crate) dialog: Element,
    pub(crate) api: Rc<Api>,
    pub(crate) text: Text,
}

impl PartialEq for Props {
    /// A sheet is rendered once with its properties.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.api, &other.api)
    }
}

/// A sheet.
pub(crate) struct Sheet {
    state: State,
    second: Option<Timeout>,
    /// The step that has got the focus, whether a problem has, and whether a field.
    focused: Option<(Discriminant<Step>, bool, bool)>,
}

impl Component for Sheet {
    type Message = Action;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let Props { options, api, .. } = ctx.props();
        let opening = match &options.opening {
            Opening::SignIn => {
                asked_code::pending(&api.place()).map_or(Opening::SignIn, |(mail, wait)| Opening::CodeSent(mail, wait))
            }
            opening => opening.clone(),
        };
        ctx.link().send_message(Action::Open(opening));
        let muted = ctx.props().options.muted.clone();
        Self { state: State { muted, ..State::default() }, second: None, focused: None }
    }

    fn update(&mut self, ctx: &Context<Self>, action: Action) -> bool {
        for effect in reduce(&mut self.state, action) {
            self.follow(ctx, effect);
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let bridge = ctx.props().bridge.clone();
        let opener = bridge.clone();
        let opens = Callback::from(move |()| opener.open_window());
        let scene = Scene {
            state: &self.state,
            text: ctx.props().text,
            day: &move |moment| bridge.day(millis(moment)),
            act: &ctx.link().callback(|action| action),
            open_window: &opens,
        };
        view::sheet(&scene)
    }

    /// Moves the focus to what a new step begins with, or to the field that has to be changed.
    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let now = (discriminant(&self.state.step), self.state.problem.is_some(), self.state.has_field());
        if self.focused.replace(now) == Some(now) {
            return;
        }
        let dialog = &ctx.props().dialog;
        let find =
            |what| dialog.query_selector(what).ok().flatten().and_then(|found| found.dyn_into::<HtmlElement>().ok());
        if let Some(first) = find("input").or_else(|| find("h2")) {
            // Fails only where it is gone.
            _ = first.focus();
        }
    }
}

impl Sheet {
    fn follow(&mut self, ctx: &Context<Self>, effect: Effect) {
        let Props { bridge, api, .. } = ctx.props().clone();
        match effect {
            Effect::WaitSecond => {
                let second = ctx.link().callback(|()| Action::Second);
                self.second = Some(Timeout::new(1_000, move || second.emit(())));
            }
            Effect::Save(text) => bridge.save(&text),
            Effect::Mute(author) => bridge.mute(&author.id, &author.name, author.muted),
            Effect::Remember(mail) => {
                asked_code::remember(Some(AskedCode { place: api.place(), mail, at: js_sys::Date::now() }));
            }
            Effect::Tell(change) => {
                asked_code::remember(None);
                bridge.changed(change.word(), change.name(), change.is_signed_in().then(|| api.token()).flatten());
            }
            Effect::Close => bridge.close(),
            Effect::AskPage => bridge.ask_page(),
            Effect::CloseWindow => bridge.close_window(),
            Effect::BeginWindow(provider) => {
                ctx.link()
                    .send_future(async move { Action::WindowBegun(begin_window(&api, &bridge, &provider).await) });
            }
            request => ctx.link().send_future(async move { answer(&api, request).await }),
        }
    }
}

/// Sends a request; what has happened once it is answered.
async fn answer(api: &Api, request: Effect) -> Action {
    match request {
        Effect::AskCode(mail) => Action::CodeAsked(api.ask_code(&mail).await),
        Effect::Confirm { mail, code } => Action::Confirmed(api.confirm(&mail, &code).await),
        Effect::Redeem(code) => {
            Action::Redeemed { typed: code.is_some(), result: api.redeem_sign_in(code.as_deref()).await }
        }
        Effect::Load => Action::Loaded(api.stored().await),
        Effect::SignOut { everywhere } => Action::SignedOut { everywhere, result: api.sign_out(everywhere).await },
        Effect::SetReplies(replies) => Action::RepliesSet(replies, api.set_replies(replies).await),
        Effect::SetLine(line) => Action::LineSet(api.set_line(&line).await),
        Effect::Export => Action::Exported(api.export().await),
        Effect::Erase => Action::Erased(api.erase().await),
        Effect::WaitSecond
        | Effect::Remember(_)
        | Effect::Tell(_)
        | Effect::Save(_)
        | Effect::Mute(_)
        | Effect::BeginWindow(_)
        | Effect::CloseWindow
        | Effect::AskPage
        | Effect::Close => Action::Close,
    }
}

/// Begins to sign in with an identity provider, and sends the window there. Its address where the browser has stopped it.
async fn begin_window(api: &Api, bridge: &Bridge, provider: &str) -> Result<Option<String>, Failure> {
    let url = api.begin_sign_in(bridge, provider).await?;
    Ok(if bridge.window_goes_on(&url) { None } else { Some(url) })
}
