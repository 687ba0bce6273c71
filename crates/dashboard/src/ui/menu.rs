//! A menu: a button that opens a list of actions or choices, by pointer and by keys.

use gloo_events::EventListener;
use porch_class_macros::{class, html};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, HtmlElement, Node};
use yew::prelude::*;

use crate::ui::icons::icon;
use crate::ui::keys::key_cap;

/// One line of a menu.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct Item {
    pub(crate) label: AttrValue,
    pub(crate) icon: &'static str,
    /// The shortcut for the same action; empty where there is none.
    pub(crate) key: &'static str,
    /// Whether it is the current choice, in a menu of choices.
    pub(crate) checked: Option<bool>,
    /// The address, when it is a link.
    pub(crate) href: Option<AttrValue>,
    pub(crate) press: Callback<()>,
    /// Whether it is in the menu on narrow windows only: wider ones show it outside the menu.
    pub(crate) narrow: bool,
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct MenuProps {
    /// The button's label for screen readers; empty where its text says enough.
    #[prop_or_default]
    pub(crate) label: AttrValue,
    /// The content of the button.
    pub(crate) face: Html,
    #[prop_or_default]
    pub(crate) class: Classes,
    pub(crate) items: Vec<Item>,
    /// The content above the items, without an action.
    #[prop_or_default]
    pub(crate) head: Option<Html>,
    /// Whether it opens above its button.
    #[prop_or_default]
    pub(crate) up: bool,
}

/// The menu.
#[component]
pub(crate) fn Menu(props: &MenuProps) -> Html {
    let MenuProps { label, face, class, items, head, up } = props.clone();
    let (open, node, button) = (use_state(|| false), use_node_ref(), use_node_ref());
    {
        let node = node.clone();
        use_effect_with(*open, move |open| {
            let first = || lines(&node).into_iter().next();
            if let Some(first) = open.then(first).flatten() {
                focus(&first);
            }
        });
    }
    use_outside_press(&open, &node);
    let toggle = {
        let open = open.clone();
        move |_: MouseEvent| open.set(!*open)
    };
    let close = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |()| {
            if let Some(button) = button.cast::<HtmlElement>() {
                // A removed button needs no focus.
                _ = button.focus();
            }
            open.set(false);
        })
    };
    let keys = {
        let (open, node, close) = (*open, node.clone(), close.clone());
        move |event: KeyboardEvent| {
            if open && handle_key(&event, &node, &close) {
                event.prevent_default();
                event.stop_propagation();
            }
        }
    };
    let on_focus_out = {
        let (open, node) = (open.clone(), node.clone());
        move |event: FocusEvent| {
            let target = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
            // Not every browser gives the focus to a pressed button: then there is no target here, and the click
            // follows.
            if target.is_some() && !contains(&node, target.as_ref()) {
                open.set(false);
            }
        }
    };
    let shown = (*open).then(|| items.into_iter().map(|item| line(item, &close)).collect::<Html>());
    let label = Some(label).filter(|label| !label.is_empty());
    html! {
        <div class={classes!(class!("has-menu"), up.then_some(class!("up")))} ref={node} onkeydown={keys} onfocusout={on_focus_out}>
            <button ref={button} type="button" {class} aria-label={label} aria-haspopup="menu" aria-expanded={open.to_string()} onclick={toggle}>{ face }</button>
            if let Some(shown) = shown {
                <div class="menu">
                    { head.unwrap_or_default() }
                    <div role="menu">{ shown }</div>
                </div>
            }
        </div>
    }
}

/// Closes an open menu when the pointer presses outside it.
#[hook]
fn use_outside_press(open: &UseStateHandle<bool>, node: &NodeRef) {
    let (open, node) = (open.clone(), node.clone());
    use_effect_with(*open, move |is_open| {
        let document = web_sys::window().and_then(|window| window.document()).filter(|_| *is_open);
        let listener = document.map(|document| {
            EventListener::new(&document, "pointerdown", move |event| {
                let at = event.target().and_then(|at| at.dyn_into::<Node>().ok());
                if !contains(&node, at.as_ref()) {
                    open.set(false);
                }
            })
        });
        move || drop(listener)
    });
}

fn contains(node: &NodeRef, other: Option<&Node>) -> bool {
    node.cast::<Node>().is_some_and(|node| node.contains(other))
}

fn line(item: Item, close: &Callback<()>) -> Html {
    let Item { label, icon: name, key, checked, href, press, narrow } = item;
    let role = if checked.is_some() { "menuitemradio" } else { "menuitem" };
    let checked = checked.map(|checked| checked.to_string());
    let class = narrow.then_some(class!("narrow"));
    let content = html! { <>{ icon(if checked.as_deref() == Some("true") { "check" } else { name }) }<span>{ &label }</span>if !key.is_empty() { { key_cap(key) } }</> };
    if let Some(href) = href {
        return html! { <a {role} {class} tabindex="-1" {href}>{ content }</a> };
    }
    let close = close.clone();
    let press = move |_: MouseEvent| {
        close.emit(());
        press.emit(());
    };
    html! { <button type="button" {role} {class} aria-checked={checked} tabindex="-1" onclick={press}>{ content }</button> }
}

/// Handles a key in an open menu; false where the key has no effect there.
fn handle_key(event: &KeyboardEvent, node: &NodeRef, close: &Callback<()>) -> bool {
    let all = lines(node);
    let at = web_sys::window().and_then(|window| window.document()?.active_element());
    let place = at.and_then(|at| all.iter().position(|one| *one == at));
    let last = all.len().saturating_sub(1);
    let next = match event.key().as_str() {
        "ArrowDown" => place.map_or(0, |place| if place == last { 0 } else { place + 1 }),
        "ArrowUp" => place.map_or(last, |place| place.checked_sub(1).unwrap_or(last)),
        "Home" => 0,
        "End" => last,
        "Escape" => {
            close.emit(());
            return true;
        }
        // A letter has no effect in a menu, and must not trigger a shortcut of the list.
        key if key.chars().count() == 1 && key != " " => return true,
        _ => return false,
    };
    if let Some(next) = all.get(next) {
        focus(next);
    }
    true
}

/// The visible items.
fn lines(node: &NodeRef) -> Vec<Element> {
    let found = node.cast::<Element>().and_then(|node| node.query_selector_all("[role=menu] > *").ok());
    let Some(found) = found else { return Vec::new() };
    let all = (0..found.length()).filter_map(|place| found.item(place)?.dyn_into::<HtmlElement>().ok());
    all.filter(|one| one.offset_width() > 0).map(Into::into).collect()
}

fn focus(element: &Element) {
    // An element that can't have the focus is skipped.
    _ = element.dyn_ref::<HtmlElement>().map(HtmlElement::focus);
}
