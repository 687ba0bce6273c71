//! The bar under a comment: what is done most often in sight, the rest in a menu. It never scrolls away.

use porch_protocol::DecisionKind;
use yew::prelude::*;

use crate::review::available_actions::{Offer, Offers};
use crate::review::comment_subject::OpenForm;
use crate::text::frame as say;
use crate::ui::icons::icon;
use crate::ui::keys::cap;
use crate::ui::menu::{Item, Menu};

type BarItem = (Offer, &'static str, &'static str);

/// The bar with all that is offered; `more` stands in its menu, too.
pub(crate) fn bar(offers: &Offers, press: &Callback<Offer>, more: Vec<Item>) -> Html {
    let (sight, rest) = divided(offers);
    let buttons = sight.iter().enumerate().map(|(place, (offer, key, label))| {
        let pressed = press.reform({
            let offer = *offer;
            move |_: MouseEvent| offer
        });
        let class = classes!("btn", if place == 0 { "main" } else { "edge" }, is_spam(*offer).then_some("spam"));
        html! { <button type="button" {class} onclick={pressed}>{ icon(picture(*offer)) }<span>{ *label }</span>{ cap(key) }</button> }
    });
    let buttons: Html = buttons.collect();
    // What narrow windows have no room for stands in the menu there.
    let narrow = sight.into_iter().filter(|(offer, ..)| is_spam(*offer)).map(|one| item(one, press, true));
    let items = narrow.chain(rest.into_iter().map(|one| item(one, press, false))).chain(more).collect();
    html! { <div class="in">{ buttons }<span class="grow" />{ menu_of(items) }</div> }
}

/// Only the menu, with all but the answer: where that has a field of its own.
pub(crate) fn menu(offers: &Offers, press: &Callback<Offer>, more: Vec<Item>) -> Html {
    let all = offers.all().into_iter().filter(|(offer, ..)| *offer != Offer::Opens(OpenForm::Answer));
    menu_of(all.map(|one| item(one, press, false)).chain(more).collect())
}

fn menu_of(items: Vec<Item>) -> Html {
    if items.is_empty() {
        return Html::default();
    }
    html! { <Menu label={say::MORE} class="btn quiet sq" face={icon("dots")} {items} up={true} /> }
}

/// What stands in sight, and what in the menu. Where something is approved with one press, that comes first, and answering,
/// which approves as well, is one press further away.
fn divided(offers: &Offers) -> (Vec<BarItem>, Vec<BarItem>) {
    let all = offers.all();
    let approves = all.iter().any(|(offer, key, _)| matches!(offer, Offer::Verb(_)) && *key == "a");
    // Somebody asks for a second look: the decision is changed or kept, and all else is rarely wanted. One row has room for that.
    let second_look = all.iter().any(|(offer, key, _)| *offer == Offer::Verb(DecisionKind::Keep) && *key == "x");
    all.into_iter().partition(|(offer, key, _)| match offer {
        Offer::Verb(_) => !second_look || matches!(*key, "a" | "x"),
        Offer::Opens(OpenForm::Answer) => !approves,
        Offer::Opens(_) => false,
    })
}

fn item((offer, key, label): BarItem, press: &Callback<Offer>, narrow: bool) -> Item {
    let press = press.reform(move |()| offer);
    Item { label: label.into(), icon: picture(offer), key, press, narrow, ..Item::default() }
}

fn is_spam(offer: Offer) -> bool {
    offer == Offer::Verb(DecisionKind::Spam)
}

/// The icon of a verb.
pub(crate) fn picture(offer: Offer) -> &'static str {
    match offer {
        Offer::Verb(DecisionKind::Approve | DecisionKind::NotSpam | DecisionKind::Keep) => "check",
        Offer::Verb(DecisionKind::Restore) => "undo",
        Offer::Verb(DecisionKind::SendBack) => "pen",
        Offer::Verb(DecisionKind::Decline | DecisionKind::Remove) => "ban",
        Offer::Verb(DecisionKind::Spam) => "spam",
        Offer::Opens(OpenForm::Answer) => "reply",
        Offer::Opens(OpenForm::Edit) => "pencil",
        Offer::Opens(OpenForm::Delete) => "trash",
        Offer::Opens(OpenForm::Pace) => "clock",
        Offer::Opens(_) => "lines",
    }
}
