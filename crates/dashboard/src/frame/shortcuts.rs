//! The dialog with the keyboard shortcuts, and the switch for single-key ones.

use porch_class_macros::html;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::text;
use crate::text::shortcuts as texts;
use crate::ui::icons::icon;
use crate::ui::keys;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ShortcutsProps {
    pub(crate) close: Callback<()>,
}

/// The dialog. The browser keeps the focus inside, closes it on Escape, and restores the focus.
#[component]
pub(crate) fn Shortcuts(props: &ShortcutsProps) -> Html {
    let (node, on) = (use_node_ref(), use_state(keys::are_enabled));
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let dialog = node.cast::<web_sys::HtmlDialogElement>();
            let from = web_sys::window().and_then(|window| window.document()?.active_element());
            // A browser without dialogs shows it inline.
            _ = dialog.as_ref().map(web_sys::HtmlDialogElement::show_modal);
            move || {
                if let Some(from) = from.and_then(|from| from.dyn_into::<HtmlElement>().ok()) {
                    // A removed element needs no focus.
                    _ = from.focus();
                }
            }
        });
    }
    let closed = props.close.reform(|_: Event| ());
    let close = props.close.reform(|_: MouseEvent| ());
    let toggle = {
        let on = on.clone();
        move |_: MouseEvent| {
            keys::set_enabled(!*on);
            on.set(!*on);
        }
    };
    let marks = props.close.clone();
    let pressed = move |event: KeyboardEvent| {
        if event.key() == "?" && keys::are_enabled() {
            event.stop_propagation();
            marks.emit(());
        }
    };
    let parts = texts::all().into_iter().map(|(title, lines)| {
        let lines = lines.into_iter().map(|(keys, what)| {
            html! { <><dt>{ for keys.split(' ').map(|key| html! { <kbd>{ key }</kbd> }) }</dt><dd>{ what }</dd></> }
        });
        html! { <section><h3>{ title }</h3><dl>{ for lines }</dl></section> }
    });
    html! {
        <dialog ref={node} class="dialog" aria-labelledby="shortcuts" onclose={closed} onkeydown={pressed}>
            <div class="dialog-head">
                <h2 id="shortcuts">{ text().frame_shortcuts() }</h2>
                <button type="button" class="icon square" aria-label={text().frame_close()} onclick={close}>{ icon("x") }</button>
            </div>
            <div class="two-columns">{ for parts }</div>
            <div class="dialog-foot">
                <span id="single-keys"><b>{ text().frame_single_keys() }</b><small>{ text().keys_why_off() }</small></span>
                <button type="button" role="switch" class="toggle" aria-checked={on.to_string()} aria-labelledby="single-keys" onclick={toggle} />
            </div>
        </dialog>
    }
}
