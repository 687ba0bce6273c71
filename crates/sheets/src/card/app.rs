//! A card in the browser: it shows the state, and does what a change has to be followed by.

use std::rc::Rc;

use porch_client::endpoints;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::bridge::{CardBridge, CardOptions};
use super::read;
use super::state::{CardAction, CardEffect, CardState, reduce};
use super::view::{self, CardScene};
use crate::api::Api;
use crate::bridge::millis;
use crate::text::Text;

/// What a card is made with.
#[derive(Clone, Properties)]
pub(crate) struct CardProps {
    pub(crate) options: CardOptions,
    pub(crate) bridge: CardBridge,
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
    /// Whether the list was shown when the focus was moved last.
    focused: Option<bool>,
}

impl Component for Card {
    type Message = CardAction;
    type Properties = CardProps;

    fn create(ctx: &Context<Self>) -> Self {
        ctx.link().send_message(CardAction::Load);
        Self { state: CardState { own: ctx.props().options.own, ..CardState::default() }, focused: None }
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
        if self.focused.replace(self.state.is_list) == Some(self.state.is_list) {
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
            CardEffect::AboutYou => bridge.about_you(),
            CardEffect::Close => bridge.close(),
            CardEffect::Load => ctx.link().send_future(async move {
                let result = api.get(&endpoints::AUTHOR_CARD, (&options.comment, ""), read::card).await;
                let muted = result.as_ref().is_ok_and(|card| bridge.is_muted(&card.id));
                CardAction::Loaded { result, muted }
            }),
            CardEffect::List(after) => ctx.link().send_future(async move {
                let query = after.map(|after| format!("?after={after}")).unwrap_or_default();
                let read = |value: &_| Some(read::comments(value));
                let part = api.get(&endpoints::AUTHOR_COMMENTS, (&options.comment, &query), read).await;
                CardAction::Listed(part)
            }),
        }
    }
}
