//! The bar under a comment: the most common actions as buttons, the rest in a menu. It never scrolls out of view.

use porch_class_macros::{class, html};
use porch_protocol::DecisionKind;
use yew::prelude::*;

use crate::review::available_actions::{Action, AvailableActions};
use crate::review::comment_subject::OpenForm;
use crate::text;
use crate::ui::icons::icon;
use crate::ui::keys::key_cap;
use crate::ui::menu::{Item, Menu};

type BarItem = (Action, &'static str, &'static str);

/// The bar with all available actions; `more` adds items to its menu.
pub(crate) fn bar(actions: &AvailableActions, press: &Callback<Action>, more: Vec<Item>) -> Html {
    let (visible, rest) = bar_and_menu(actions);
    let buttons = visible.iter().enumerate().map(|(place, (action, key, label))| {
        let pressed = press.reform({
            let action = *action;
            move |_: MouseEvent| action
        });
        let class = classes!(class!("button"), if place == 0 { class!("main") } else { class!("edge") }, is_spam(*action).then_some(class!("spam")));
        html! { <button type="button" {class} onclick={pressed}>{ icon(action_icon(*action)) }<span>{ *label }</span>{ key_cap(key) }</button> }
    });
    let buttons: Html = buttons.collect();
    // On narrow windows the button for spam moves into the menu.
    let narrow = visible.into_iter().filter(|(action, ..)| is_spam(*action)).map(|one| item(one, press, true));
    let items = narrow.chain(rest.into_iter().map(|one| item(one, press, false))).chain(more).collect();
    html! { <div class="bar-content">{ buttons }<span class="grow" />{ actions_menu(items) }</div> }
}

/// Only the menu, with all actions except the reply: where that has a field of its own.
pub(crate) fn menu(actions: &AvailableActions, press: &Callback<Action>, more: Vec<Item>) -> Html {
    let all = actions.all().into_iter().filter(|(action, ..)| *action != Action::Open(OpenForm::Reply));
    actions_menu(all.map(|one| item(one, press, false)).chain(more).collect())
}

fn actions_menu(items: Vec<Item>) -> Html {
    if items.is_empty() {
        return Html::default();
    }
    html! { <Menu label={text().frame_more()} class="button quiet square" face={icon("dots")} {items} up={true} /> }
}

/// Which actions are buttons, and which are in the menu. Where a comment can be approved, approving is a button and
/// replying, which approves it as well, is in the menu.
fn bar_and_menu(actions: &AvailableActions) -> (Vec<BarItem>, Vec<BarItem>) {
    let all = actions.all();
    let approves = all.iter().any(|(action, key, _)| matches!(action, Action::Decide(_)) && *key == "a");
    // On a request for a second look the decision is changed or upheld; other actions are rare. One row has room for
    // two buttons.
    let second_look = all.iter().any(|(action, key, _)| *action == Action::Decide(DecisionKind::Keep) && *key == "x");
    all.into_iter().partition(|(action, key, _)| match action {
        Action::Decide(_) => !second_look || matches!(*key, "a" | "x"),
        Action::Open(OpenForm::Reply) => !approves,
        Action::Open(_) => false,
    })
}

fn item((action, key, label): BarItem, press: &Callback<Action>, narrow: bool) -> Item {
    let press = press.reform(move |()| action);
    Item { label: label.into(), icon: action_icon(action), key, press, narrow, ..Item::default() }
}

fn is_spam(action: Action) -> bool {
    action == Action::Decide(DecisionKind::Spam)
}

/// The icon of an action.
pub(crate) fn action_icon(action: Action) -> &'static str {
    match action {
        Action::Decide(DecisionKind::Approve | DecisionKind::NotSpam | DecisionKind::Keep) => "check",
        Action::Decide(DecisionKind::Restore) => "undo",
        Action::Decide(DecisionKind::SendBack) => "pen",
        Action::Decide(DecisionKind::Decline | DecisionKind::Remove) => "ban",
        Action::Decide(DecisionKind::Spam) => "spam",
        Action::Open(OpenForm::Reply) => "reply",
        Action::Open(OpenForm::Edit) => "pencil",
        Action::Open(OpenForm::Delete | OpenForm::Erase) => "trash",
        Action::Open(OpenForm::ThreadControls) => "clock",
        Action::Open(_) => "lines",
    }
}
