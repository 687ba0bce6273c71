//! Erasing a comment: what that means, and why it is done. Nobody can undo it.

use porch_class_macros::html;
use porch_protocol::CommentId;
use porch_protocol::erasing::EraseComment;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::text;
use crate::ui::focus_moves::use_autofocus;
use crate::ui::keys::use_escape;
use crate::ui::required_fields::required_message;
use crate::ui::single_flight::use_single_flight;

/// The comment's id.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct EraseFormProps {
    pub(crate) id: CommentId,
    pub(crate) close: Callback<()>,
    pub(crate) context: Context,
}

/// The form.
#[component]
pub(crate) fn EraseForm(props: &EraseFormProps) -> Html {
    let EraseFormProps { id, close, context } = props.clone();
    let (field, flight) = (use_autofocus(), use_single_flight());
    let send = {
        let (field, close) = (field.clone(), close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(done) = flight.begin() else { return };
            let reason = field.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default();
            let (close, erased) = (close.clone(), context.clone());
            let then = move |()| {
                erased.notify(text().erased_comment());
                close.emit(());
                erased.refresh.emit(());
            };
            let request = api::send(&to::ERASE_COMMENT, &EraseComment { reason }).at(id);
            context.send_reporting(request, then, move |succeeded| done.emit(succeeded));
        })
    };
    let keys = use_escape(close.clone());
    let cancel = move |_: MouseEvent| close.emit(());
    html! {
        <form data-panel="" aria-label={text().erase_comment()} onsubmit={send} onkeydown={keys}>
            <h2>{ text().erase_comment() }</h2>
            <p class="quiet">{ text().erase_comment_what() }</p>
            <label><span>{ text().erase_why() }</span><textarea ref={field} required=true maxlength="1000" rows="2" dir="auto" />{ required_message(text().people_why_missing()) }</label>
            <div class="verbs">
                <button class="main care">{ text().erase_for_good() }</button>
                <button type="button" onclick={cancel}>{ text().cancel() }</button>
            </div>
        </form>
    }
}
