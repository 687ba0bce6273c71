//! The toolbar of a field: it puts Markdown around the selection. It is one stop of the keyboard.

use porch_class_macros::html;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::text::Text;

/// What a tool puts before and after the selection, or before each of its lines.
#[derive(Clone, Copy)]
enum Markup {
    Around(&'static str, &'static str),
    Lines(&'static str),
}

/// The tools with their icons, in the order of `Text::write.tool`.
const TOOLS: [(Icon, Markup); 6] = [
    (Icon::Bold, Markup::Around("**", "**")),
    (Icon::Italic, Markup::Around("_", "_")),
    (Icon::Link, Markup::Around("[", "](https://)")),
    (Icon::Quote, Markup::Lines("> ")),
    (Icon::Code, Markup::Around("`", "`")),
    (Icon::List, Markup::Lines("- ")),
];

/// The toolbar. `after` is called when a tool has changed the text.
pub fn formatting_toolbar(text: Text, field: &NodeRef, after: &Callback<()>) -> Html {
    let buttons = TOOLS.into_iter().zip(text.tool_names()).enumerate().map(|(at, ((which, mark), name))| {
        let (field, after) = (field.clone(), after.clone());
        let onclick = move |_: MouseEvent| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                apply(&field, mark);
                after.emit(());
            }
        };
        html! {
            <button type="button" aria-label={name} title={name} tabindex={tab_index(at == 0)} {onclick}>{ icon(which) }</button>
        }
    });
    html! {
        <div class="composer-tools" role="toolbar" aria-label={text.tools()} onkeydown={move_focus}>{ for buttons }</div>
    }
}

/// The `tabindex` of a button in a group, of which the Tab key stops at one.
pub fn tab_index(is_stop: bool) -> &'static str {
    if is_stop { "0" } else { "-1" }
}

/// Moves the focus inside a group of buttons by arrows, Home and End. The Tab key returns to the button focused last.
/// See <https://www.w3.org/WAI/ARIA/apg/patterns/toolbar/>.
#[expect(clippy::needless_pass_by_value, reason = "a listener is given its event")]
pub fn move_focus(e: KeyboardEvent) {
    let Some(target) = e.target_dyn_into::<Element>() else { return };
    let Ok(Some(group)) = target.closest("[role=toolbar], [role=tablist]") else { return };
    let buttons = group.query_selector_all("button").ok();
    let buttons: Vec<HtmlElement> = buttons
        .iter()
        .flat_map(|buttons| (0..buttons.length()).filter_map(|at| buttons.item(at)?.dyn_into().ok()))
        .collect();
    let back = if group.matches(":dir(rtl)").unwrap_or(false) { "ArrowRight" } else { "ArrowLeft" };
    let index = buttons.iter().position(|button| **button == target);
    let (Some(index), last) = (index, buttons.len().saturating_sub(1)) else { return };
    let target_index = match e.key().as_str() {
        "Home" => 0,
        "End" => last,
        key if key == back => index.checked_sub(1).unwrap_or(last),
        "ArrowLeft" | "ArrowRight" => {
            if index == last {
                0
            } else {
                index + 1
            }
        }
        _ => return,
    };
    e.prevent_default();
    for (other, button) in buttons.iter().enumerate() {
        button.set_tab_index(if other == target_index { 0 } else { -1 });
    }
    // Fails only where the button is gone.
    _ = buttons[target_index].focus();
    // The browser's own scrolling on focus leaves a button half in view as it is; this one scrolls it fully into view.
    scroll_into_view(&buttons[target_index]);
}

/// Scrolls no further than needed to show the whole element, and without animation: some visitors want less motion.
pub(crate) fn scroll_into_view(element: &Element) {
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    nearest.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&nearest);
}

fn apply(field: &HtmlTextAreaElement, markup: Markup) {
    let text: Vec<u16> = field.value().encode_utf16().collect();
    let position =
        |at: Result<Option<u32>, _>| at.ok().flatten().map_or(text.len(), |at| (at as usize).min(text.len()));
    let (from, to) = (position(field.selection_start()), position(field.selection_end()));
    let before = String::from_utf16_lossy(&text[..from]);
    let selected = String::from_utf16_lossy(&text[from..to]);
    let after = String::from_utf16_lossy(&text[to..]);
    let (inserted, start, length) = marked_up(&before, &selected, markup);
    field.set_value(&format!("{before}{inserted}{after}"));
    let start = u32::try_from(from + start).unwrap_or(u32::MAX);
    let end = start.saturating_add(u32::try_from(length).unwrap_or(u32::MAX));
    // A field that is gone has no selection: nothing to do then.
    _ = field.focus();
    _ = field.set_selection_range(start, end);
}

/// The text that replaces the selection; and where in it the new selection begins and how long it is, in UTF-16.
fn marked_up(before: &str, selected: &str, markup: Markup) -> (String, usize, usize) {
    let length = |text: &str| text.encode_utf16().count();
    match markup {
        Markup::Around(open, close) => (format!("{open}{selected}{close}"), open.len(), length(selected)),
        Markup::Lines(prefix) => {
            let lead = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
            let mut replacement = String::from(lead);
            for (at, line) in selected.split('\n').enumerate() {
                replacement.push_str(if at > 0 { "\n" } else { "" });
                replacement.push_str(prefix);
                replacement.push_str(line);
            }
            let end = length(&replacement);
            (replacement, end, 0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Markup, marked_up};

    #[test]
    fn markup_goes_around_the_selection_and_keeps_it_selected() {
        assert_eq!(marked_up("a ", "brave", Markup::Around("**", "**")), ("**brave**".into(), 2, 5));
    }

    #[test]
    fn a_quotation_begins_on_its_own_line() {
        assert_eq!(marked_up("so", "one\ntwo", Markup::Lines("> ")), ("\n> one\n> two".into(), 12, 0));
    }
}
