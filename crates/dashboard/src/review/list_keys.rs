//! The keys of a list of comments: next, previous, open, select, back.

use std::rc::Rc;

use porch_protocol::CommentId;
use yew::prelude::*;

use crate::review::list_entry::Entry;
use crate::ui::focus_moves;
use crate::ui::keys::{is_panel_open, use_keydown};
use crate::ui::window_width::is_narrow;

/// Selects a comment or deselects it; with `true`, selects all from the last selected one to this one.
pub(crate) type Select = Callback<(CommentId, bool)>;

/// The callback that selects comments of these rows.
pub(crate) fn selector(rows: &Rc<Vec<Entry>>, selected: &UseStateHandle<Vec<CommentId>>) -> Select {
    let (rows, selected) = (rows.clone(), selected.clone());
    Callback::from(move |(id, to_here): (CommentId, bool)| {
        let mut all = (*selected).clone();
        let place = |id: CommentId| rows.iter().position(|row| row.id() == id);
        let range = all.last().copied().and_then(place).zip(place(id)).filter(|_| to_here);
        if let Some((from, to)) = range {
            let between = rows[from.min(to)..=from.max(to)].iter().map(Entry::id);
            for one in between {
                if !all.contains(&one) {
                    all.push(one);
                }
            }
        } else if let Some(at) = all.iter().position(|one| *one == id) {
            all.remove(at);
        } else {
            all.push(id);
        }
        selected.set(all);
    })
}

/// The keys of a list: next, previous, select, back. `at` is the index of the open comment, and whether the member has
/// opened it.
#[hook]
pub(crate) fn use_list_keys(
    rows: &Rc<Vec<Entry>>,
    at: (Option<usize>, bool),
    to: &Callback<(Option<CommentId>, bool)>,
    select: &Select,
    selected: &UseStateHandle<Vec<CommentId>>,
) {
    let (at, is_open) = at;
    let (rows, to, select, selected) = (rows.clone(), to.clone(), select.clone(), selected.clone());
    use_keydown(move |event: &KeyboardEvent| {
        if is_panel_open() {
            return;
        }
        let open = |at: usize| {
            if let Some(row) = rows.get(at) {
                // It takes the focus at once where it is open already, or when it is drawn.
                if focus_moves::is_comment_open(row.id()) {
                    focus_moves::focus_comment(row.id());
                } else {
                    focus_moves::focus_next_opened();
                }
                to.emit((Some(row.id()), false));
            }
        };
        match event.key().as_str() {
            "j" => open(at.map_or(0, |at| if is_open || focus_moves::is_on_comment() { at + 1 } else { at })),
            "k" => open(at.unwrap_or_default().saturating_sub(1)),
            "o" => open(at.unwrap_or_default()),
            "v" | "V" => {
                if let Some(row) = rows.get(at.unwrap_or_default()) {
                    select.emit((row.id(), event.key() == "V"));
                }
            }
            "Escape" if !selected.is_empty() => selected.set(Vec::new()),
            "Escape" if is_open && is_narrow() => to.emit((None, false)),
            _ => {}
        }
    });
}
