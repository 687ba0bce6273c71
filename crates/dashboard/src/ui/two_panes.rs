//! A list of people or of pages beside the open one, as lists of comments have it. On a narrow window only one of the
//! two is shown.

use porch_class_macros::{class, html};
use porch_protocol::Timestamp;
use yew::prelude::*;

use crate::frame::views::{Address, Navigate};
use crate::ui::focus_moves;
use crate::ui::keys::{is_panel_open, use_keydown};
use crate::ui::relative_time::short;
use crate::ui::window_width::{is_narrow, use_widths};

/// A row of the list.
pub(crate) struct Line {
    /// Its id in the address.
    pub(crate) id: String,
    pub(crate) name: String,
    /// The picture before the name.
    pub(crate) picture: Html,
    /// When the last comment was posted.
    pub(crate) at: Timestamp,
    /// The line below the name.
    pub(crate) summary: String,
    /// A short label behind that, with its tone: `warm`, `care` or nothing.
    pub(crate) chip: Option<(&'static str, &'static str)>,
}

/// A list, and the detail beside it.
pub(crate) struct TwoPanes {
    pub(crate) label: &'static str,
    /// How many there are, where all of them are loaded.
    pub(crate) count: Option<usize>,
    /// The controls beside the list's name.
    pub(crate) tools: Html,
    /// The content above the rows, and below them.
    pub(crate) above: Html,
    pub(crate) below: Html,
    pub(crate) rows: Vec<Line>,
    /// The open one.
    pub(crate) detail: Html,
}

/// The open one, and the callback that opens another one or none.
#[derive(Clone)]
pub(crate) struct Selection {
    /// Its id: the one in the address, or the first where there is room for both.
    pub(crate) item: Option<String>,
    pub(crate) address: Address,
    pub(crate) open: Callback<Option<String>>,
}

/// The selection by the address, and the keys to the next one, the previous one and back.
#[hook]
pub(crate) fn use_selection(ids: Vec<String>, address: &Address, go: &Navigate) -> Selection {
    let redraw = use_force_update();
    use_widths(&redraw);
    let item = address.item.clone().or_else(|| ids.first().filter(|_| !is_narrow()).cloned());
    let open = {
        let address = address.clone();
        go.reform(move |item: Option<String>| (Address { item, ..address.clone() }, false))
    };
    let (current, has_address, open_item) = (item.clone(), address.item.is_some(), open.clone());
    use_keydown(move |event: &KeyboardEvent| {
        if is_panel_open() {
            return;
        }
        let at = current.as_ref().and_then(|current| ids.iter().position(|id| id == current));
        let next = match event.key().as_str() {
            "j" => at.map_or(0, |at| if has_address { at + 1 } else { at }),
            "k" => at.unwrap_or_default().saturating_sub(1),
            "o" => at.unwrap_or_default(),
            "Escape" if has_address && is_narrow() => return open_item.emit(None),
            _ => return,
        };
        if let Some(id) = ids.get(next) {
            focus_moves::focus_next_opened();
            open_item.emit(Some(id.clone()));
        }
    });
    Selection { item, address: address.clone(), open }
}

/// The list beside the detail.
pub(crate) fn two_panes(panes: TwoPanes, selection: &Selection) -> Html {
    let TwoPanes { label, count, tools, above, below, rows, detail } = panes;
    let step = if selection.address.item.is_some() { "card" } else { "list" };
    html! {
        <div class="split" data-step={step}>
            <section class="listcol" aria-label={label}>
                <div class="pane-head">
                    <h1>{ label }if let Some(count) = count.filter(|count| *count > 0) { <span class="count-badge">{ count }</span> }</h1>
                    <span class="grow" />
                    { tools }
                </div>
                { above }
                <ol class="rows" aria-label={label}>{ for rows.into_iter().map(|line| row(line, selection)) }</ol>
                { below }
            </section>
            { detail }
        </div>
    }
}

fn row(line: Line, selection: &Selection) -> Html {
    let Line { id, name, picture, at, summary, chip } = line;
    let current = (selection.item.as_deref() == Some(id.as_str())).then_some("true");
    let href = Address { item: Some(id.clone()), ..selection.address.clone() }.href();
    let (key, to) = (id.clone(), selection.open.clone());
    let press = move |event: MouseEvent| {
        event.prevent_default();
        // Where both panes are visible, the focus stays on the row.
        if is_narrow() {
            focus_moves::focus_next_opened();
        } else {
            focus_moves::keep_focus();
        }
        to.emit(Some(id.clone()));
    };
    html! {
        <li {key} class="entry">
            <a class="brief" {href} aria-current={current} onclick={press}>
                <span class="first-line"><bdi>{ name }</bdi><time datetime={at.to_string()}>{ short(at) }</time></span>
                <span class="second-line">
                    <span>{ summary }</span>
                    if let Some((words, tone)) = chip { <span class={classes!(class!("chip"), tone)}>{ words }</span> }
                </span>
            </a>
            <span class="pick">{ picture }</span>
        </li>
    }
}

/// Puts the focus on the heading of what was opened by a key or a tap, once it is loaded.
#[hook]
pub(crate) fn use_heading_focus(loaded: bool) -> NodeRef {
    let head = use_node_ref();
    {
        let head = head.clone();
        use_effect_with(loaded, move |loaded| {
            if *loaded && focus_moves::take_focus_request() && !focus_moves::is_typing() {
                focus_moves::focus(&head);
            }
        });
    }
    head
}
