//! A card in the browser: it shows the state, and does what a change has to be followed by.

use std::rc::Rc;

use porch_client::endpoints;
use porch_protocol::Timestamp;
use porch_widget::client::{Failure, readable};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::read;
use super::state::{CardAction, CardEffect, CardState, reduce};
use super::view::{self, CardScene};
use crate::api::Api;
use crate::bridge::{Bridge, CardOptions};
use crate::text::Text;

/// What a card is made with.
#[derive(Clone, Properties)]
pub(crate) struct CardProps {
    pub(crate) options: CardOptions,
    pub(crate) bridge: Bridge,
    pub(crate) dialog: Element,
    pub(crate) api: Rc<Api>,
    pub(crate) text: Text,
}

impl PartialEq for CardProps {
    /// A card is rendered once with its properties.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.api, &other.api)
    }
}

/// A card.
pub(crate) struct Card {
    state: CardState,
    /// Whether the list had the focus brought to it.
    shown: Option<bool>,
}

impl Component for Card {
    type Message = CardAction;
    type Properties = CardProps;

    fn create(ctx: &Context<Self>) -> Self {
        ctx.link().send_message(CardAction::Open);
        let CardOptions { muted, own, .. } = ctx.props().options;
        Self { state: CardState { muted, own, ..CardState::default() }, shown: None }
    }

    fn update(&mut self, ctx: &Context<Self>, action: CardAction) -> bool {
        if let Some(effect) = reduce(&mut self.state, action) {
            self.follow(ctx, effect);
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let CardProps { options, bridge, text, .. } = ctx.props();
        view::card(&CardScene {
            state: &self.state,
            name: &options.name,
            text: *text,
            day: &|moment| bridge.day(millis(moment)),
            month: &|moment| bridge.month(millis(moment)),
            act: &ctx.link().callback(|action| action),
        })
    }

    /// The heading has the focus when the card opens, and when the list takes its place or goes.
    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        if self.shown.replace(self.state.is_list) == Some(self.state.is_list) {
            return;
        }
        let heading = ctx.props().dialog.query_selector("h2").ok().flatten();
        if let Some(heading) = heading.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            // Fails only where it is gone.
            _ = heading.focus();
        }
    }
}

impl Card {
    fn follow(&self, ctx: &Context<Self>, effect: CardEffect) {
        let CardProps { options, bridge, api, .. } = ctx.props().clone();
        match effect {
            CardEffect::Mute(muted) => {
                if let Some(card) = &self.state.card {
                    bridge.mute(&card.id, &card.name, muted);
                }
            }
            CardEffect::Close => bridge.close(),
            CardEffect::Load => ctx.link().send_future(async move {
                let answer = api.get(&endpoints::AUTHOR_CARD, &options.comment, "").await;
                CardAction::Loaded(read_with(answer, read::card))
            }),
            CardEffect::List(after) => ctx.link().send_future(async move {
                let after = after.map(|after| format!("?after={after}")).unwrap_or_default();
                let answer = api.get(&endpoints::AUTHOR_COMMENTS, &options.comment, &after).await;
                CardAction::Listed(read_with(answer, read::comments))
            }),
        }
    }
}

fn read_with<T>(answer: Result<JsValue, Failure>, read: impl Fn(&JsValue) -> Option<T>) -> Result<T, Failure> {
    readable(read(&answer?))
}

#[expect(clippy::cast_precision_loss, reason = "a number of the browser is exact for ages of milliseconds")]
fn millis(moment: Timestamp) -> f64 {
    (moment.0 / 1_000) as f64
}
