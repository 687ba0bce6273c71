//! A list of people or of pages beside the one that is open, as comments have it. On a narrow window one of the two is shown.

use porch_protocol::Timestamp;
use yew::prelude::*;

use crate::frame::views::{Address, Navigate};
use crate::ui::focus_moves;
use crate::ui::keys::{is_behind_panel, use_keydown};
use crate::ui::relative_time::short;
use crate::ui::window_width::{is_narrow, use_widths};

/// A row of the list.
pub(crate) struct Line {
    /// What the address names it by.
    pub(crate) id: String,
    pub(crate) name: String,
    /// What stands before the name.
    pub(crate) picture: Html,
    /// When somebody last wrote.
    pub(crate) at: Timestamp,
    /// What is said below the name.
    pub(crate) about: String,
    /// A few words behind that, with their tone: `warm`, `care` or nothing.
    pub(crate) chip: Option<(&'static str, &'static str)>,
}

/// A list, and what is open of it.
pub(crate) struct Pair {
    pub(crate) label: &'static str,
    /// How many there are, where all of them are here.
    pub(crate) count: Option<usize>,
    /// What stands behind the name of the list.
    pub(crate) tools: Html,
    /// What stands above the rows, and below them.
    pub(crate) above: Html,
    pub(crate) below: Html,
    pub(crate) rows: Vec<Line>,
    /// What is open.
    pub(crate) detail: Html,
}

/// What is open, and the way to open another one or none.
#[derive(Clone)]
pub(crate) struct Selection {
    /// By its id: the one that the address names, or the first where there is room for both.
    pub(crate) one: Option<String>,
    pub(crate) address: Address,
    pub(crate) to: Callback<Option<String>>,
}

/// What of these is open by the address, and the keys to the next one, the one before and back.
#[hook]
pub(crate) fn use_opened(ids: Vec<String>, address: &Address, go: &Navigate) -> Selection {
    let draw = use_force_update();
    use_widths(&draw);
    let one = address.one.clone().or_else(|| ids.first().filter(|_| !is_narrow()).cloned());
    let to = {
        let address = address.clone();
        go.reform(move |one: Option<String>| (Address { one, ..address.clone() }, false))
    };
    let (open, named, step) = (one.clone(), address.one.is_some(), to.clone());
    use_keydown(move |event: &KeyboardEvent| {
        if is_behind_panel() {
            return;
        }
        let at = open.as_ref().and_then(|open| ids.iter().position(|id| id == open));
        let next = match event.key().as_str() {
            "j" => at.map_or(0, |at| if named { at + 1 } else { at }),
            "k" => at.unwrap_or_default().saturating_sub(1),
            "o" => at.unwrap_or_default(),
            "Escape" if named && is_narrow() => return step.emit(None),
            _ => return,
        };
        if let Some(id) = ids.get(next) {
            focus_moves::want();
            step.emit(Some(id.clone()));
        }
    });
    Selection { one, address: address.clone(), to }
}

/// The list beside what is open.
pub(crate) fn pair(pair: Pair, opened: &Selection) -> Html {
    let Pair { label, count, tools, above, below, rows, detail } = pair;
    let step = if opened.address.one.is_some() { "card" } else { "list" };
    html! {
        <div class="split" data-step={step}>
            <section class="listcol" aria-label={label}>
                <div class="phead">
                    <h1>{ label }if let Some(count) = count.filter(|count| *count > 0) { <span class="n">{ count }</span> }</h1>
                    <span class="grow" />
                    { tools }
                </div>
                { above }
                <ol class="rows" aria-label={label}>{ for rows.into_iter().map(|line| row(line, opened)) }</ol>
                { below }
            </section>
            { detail }
        </div>
    }
}

fn row(line: Line, opened: &Selection) -> Html {
    let Line { id, name, picture, at, about, chip } = line;
    let here = (opened.one.as_deref() == Some(id.as_str())).then_some("true");
    let href = Address { one: Some(id.clone()), ..opened.address.clone() }.href();
    let (key, to) = (id.clone(), opened.to.clone());
    let press = move |event: MouseEvent| {
        event.prevent_default();
        // Where both stand beside each other, the focus stays on the row.
        if is_narrow() {
            focus_moves::want();
        } else {
            focus_moves::want_none();
        }
        to.emit(Some(id.clone()));
    };
    html! {
        <li {key} class="entry">
            <a class="brief" {href} aria-current={here} onclick={press}>
                <span class="l1"><bdi>{ name }</bdi><time datetime={at.to_string()}>{ short(at) }</time></span>
                <span class="l2">
                    <span>{ about }</span>
                    if let Some((words, tone)) = chip { <span class={classes!("chip", tone)}>{ words }</span> }
                </span>
            </a>
            <span class="pick">{ picture }</span>
        </li>
    }
}

/// Puts the focus on the head of what was opened by a key or by a finger, once it is here.
#[hook]
pub(crate) fn use_focus_on_head(here: bool) -> NodeRef {
    let head = use_node_ref();
    {
        let head = head.clone();
        use_effect_with(here, move |here| {
            if *here && focus_moves::is_wanted() && !focus_moves::is_typing() {
                focus_moves::rest(&head);
            }
        });
    }
    head
}
