//! The actions below a comment: its reply button and the menu of the others.

use porch_class_macros::html;
use porch_protocol::CommentId;
use yew::prelude::*;

use super::button::button;
use super::comment_state::CommentState;
use super::form::form;
use super::status::reply_pause_line;
use crate::state::Form;
use crate::store::{Store, UserAction};

/// The actions of a comment, beside the line that says that replies are paused.
pub(super) fn comment_actions(store: &Store, id: CommentId, state: &CommentState, has_text: bool) -> Html {
    let text = store.config().text;
    let pause_line = reply_pause_line(store, state.pause_until);
    if !has_text || state.sending.is_some() {
        return pause_line;
    }
    if store.config().is_standalone() {
        if state.replies_paused {
            return pause_line;
        }
        return html! {
            <details class="comment-actions">
                <summary>{ text.reply() }</summary>
                { form(store, Form::Reply(id), None) }
            </details>
        };
    }
    // The actions of an own comment that others don't see are in its status block.
    if state.mine.is_some() && !state.comment.is_published() {
        return pause_line;
    }
    let name = state.comment.author.as_ref().map_or("", |author| author.name.as_str());
    html! {
        <div class="comment-actions">
            { pause_line }
            if state.comment.is_published() && !state.replies_paused {
                { button(store, text.reply(), UserAction::Open(Some(Form::Reply(id)))) }
            }
            // The menu is the loader's: it is there before the widget, and where there is no widget.
            <button class="more-actions" aria-haspopup="menu" aria-label={text.more_actions(name)} data-own={state.mine.map(|_| "")} />
        </div>
    }
}
