//! The tools of a field: they put Markdown around what is marked. Together they are one stop of the keyboard.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::text::Text;

/// What a tool puts before and after the marked words, or before each of their lines.
#[derive(Clone, Copy)]
enum Markup {
    Around(&'static str, &'static str),
    Lines(&'static str),
}

/// The tools with their pictures, in the order of `Text::write.tool`.
const TOOLS: [(Icon, Markup); 6] = [
    (Icon::Bold, Markup::Around("**", "**")),
    (Icon::Italic, Markup::Around("_", "_")),
    (Icon::Link, Markup::Around("[", "](https://)")),
    (Icon::Quote, Markup::Lines("> ")),
    (Icon::Code, Markup::Around("`", "`")),
    (Icon::List, Markup::Lines("- ")),
];

/// The row of buttons. `after` is called when a tool has changed the words.
pub fn tools(text: &Text, field: &NodeRef, after: &Callback<()>) -> Html {
    let buttons = TOOLS.into_iter().zip(text.write.tool).enumerate().map(|(at, ((which, mark), name))| {
        let (field, after) = (field.clone(), after.clone());
        let onclick = move |_: MouseEvent| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                apply(&field, mark);
                after.emit(());
            }
        };
        html! {
            <button type="button" aria-label={name} title={name} tabindex={stop(at == 0)} {onclick}>{ icon(which) }</button>
        }
    });
    html! {
        <div class="t" role="toolbar" aria-label={text.write.tools} onkeydown={rove}>{ for buttons }</div>
    }
}

/// Whether the Tab key stops at a button of a group.
pub fn stop(here: bool) -> &'static str {
    if here { "0" } else { "-1" }
}

/// Moves the focus inside a group of buttons by arrows, Home and End. Where it rests, the Tab key comes back to.
/// As <https://www.w3.org/WAI/ARIA/apg/patterns/toolbar/> has it.
#[expect(clippy::needless_pass_by_value, reason = "a listener is given its event")]
pub fn rove(e: KeyboardEvent) {
    let Some(target) = e.target_dyn_into::<Element>() else { return };
    let Ok(Some(group)) = target.closest("[role=toolbar], [role=tablist]") else { return };
    let all = group.query_selector_all("button").ok();
    let all: Vec<HtmlElement> =
        all.iter().flat_map(|all| (0..all.length()).filter_map(|at| all.item(at)?.dyn_into().ok())).collect();
    let back = if group.matches(":dir(rtl)").unwrap_or(false) { "ArrowRight" } else { "ArrowLeft" };
    let at = all.iter().position(|one| **one == target);
    let (Some(at), last) = (at, all.len().saturating_sub(1)) else { return };
    let to = match e.key().as_str() {
        "Home" => 0,
        "End" => last,
        key if key == back => at.checked_sub(1).unwrap_or(last),
        "ArrowLeft" | "ArrowRight" => {
            if at == last {
                0
            } else {
                at + 1
            }
        }
        _ => return,
    };
    e.prevent_default();
    for (other, button) in all.iter().enumerate() {
        button.set_tab_index(if other == to { 0 } else { -1 });
    }
    // Fails only where the button is gone.
    _ = all[to].focus();
    // A row that is swiped shows the whole of it: half a button in sight is none to a browser that moves the focus.
    in_sight(&all[to]);
}

/// Scrolls no further than it takes to see the whole of an element, and at once: nothing glides where less motion is wanted.
pub(crate) fn in_sight(whole: &Element) {
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    nearest.set_inline(ScrollLogicalPosition::Nearest);
    whole.scroll_into_view_with_scroll_into_view_options(&nearest);
}

fn apply(field: &HtmlTextAreaElement, mark: Markup) {
    let words: Vec<u16> = field.value().encode_utf16().collect();
    let place = |at: Result<Option<u32>, _>| at.ok().flatten().map_or(words.len(), |at| (at as usize).min(words.len()));
    let (from, to) = (place(field.selection_start()), place(field.selection_end()));
    let before = String::from_utf16_lossy(&words[..from]);
    let marked = String::from_utf16_lossy(&words[from..to]);
    let after = String::from_utf16_lossy(&words[to..]);
    let (put, start, length) = marked_up(&before, &marked, mark);
    field.set_value(&format!("{before}{put}{after}"));
    let start = u32::try_from(from + start).unwrap_or(u32::MAX);
    let end = start.saturating_add(u32::try_from(length).unwrap_or(u32::MAX));
    // A field that is gone has no selection: nothing to do then.
    _ = field.focus();
    _ = field.set_selection_range(start, end);
}

/// The words to put in place of the marked ones; and where in them the selection begins and how long it is, in UTF-16.
fn marked_up(before: &str, marked: &str, mark: Markup) -> (String, usize, usize) {
    let length = |text: &str| text.encode_utf16().count();
    match mark {
        Markup::Around(open, close) => (format!("{open}{marked}{close}"), open.len(), length(marked)),
        Markup::Lines(sign) => {
            let lead = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
            let mut put = String::from(lead);
            for (at, line) in marked.split('\n').enumerate() {
                put.push_str(if at > 0 { "\n" } else { "" });
                put.push_str(sign);
                put.push_str(line);
            }
            let end = length(&put);
            (put, end, 0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Markup, marked_up};

    #[test]
    fn marks_go_around_the_words_and_keep_them_selected() {
        assert_eq!(marked_up("a ", "brave", Markup::Around("**", "**")), ("**brave**".into(), 2, 5));
    }

    #[test]
    fn a_quotation_begins_a_line_of_its_own() {
        assert_eq!(marked_up("so", "one\ntwo", Markup::Lines("> ")), ("\n> one\n> two".into(), 12, 0));
    }
}
