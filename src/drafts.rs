//! Drafts: saved while the visitor types, and put back into the fields.

use porch_class_macros::selector;
use std::rc::Rc;

use porch_protocol::CommentId;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::Callback;

use crate::components::formatting_toolbar::scroll_into_view;
use crate::conversation::Conversation;
use crate::state::{Action, Form, NoticePlace};

/// How long after the last key a draft is saved, in milliseconds.
const DRAFT_AFTER: u32 = 1_000;

/// The name a draft is saved under: one for each page and form.
pub(crate) fn draft_name(conversation: &Conversation, form: Option<Form>) -> String {
    let place = match form {
        None => String::new(),
        Some(Form::Reply(id)) => format!("reply:{id}"),
        Some(Form::Edit(id) | Form::Withdraw(id)) => format!("edit:{id}"),
        Some(Form::Report(id)) => format!("report:{id}"),
    };
    format!("draft:{}:{place}", conversation.store.config().page_key)
}

pub(crate) fn save_draft_later(
    conversation: &Rc<Conversation>,
    form: Option<Form>,
    text: String,
    on_saved: Callback<bool>,
) {
    let name = draft_name(conversation, form);
    conversation.unsaved_drafts.borrow_mut().retain(|(other, _)| *other != name);
    let has_text = !text.is_empty();
    conversation.unsaved_drafts.borrow_mut().push((name.clone(), text));
    let save = move |conversation: &Rc<Conversation>| {
        save_unsaved_drafts(conversation);
        on_saved.emit(has_text && conversation.bridge.storage_is_persistent());
    };
    // This replaces the timer that was set by the key before.
    conversation.after(DRAFT_AFTER, name, Box::new(save));
}

/// Saves a draft at once; an empty one is deleted.
pub(crate) fn save_draft(conversation: &Conversation, form: Option<Form>, text: &str) {
    let name = draft_name(conversation, form);
    conversation.unsaved_drafts.borrow_mut().retain(|(other, _)| *other != name);
    conversation.bridge.keep(&name, (!text.is_empty()).then_some(text));
}

/// Saves every draft that waits for its timer.
pub(crate) fn save_unsaved_drafts(conversation: &Conversation) {
    for (name, text) in conversation.unsaved_drafts.take() {
        conversation.bridge.keep(&name, (!text.is_empty()).then_some(text.as_str()));
    }
}

/// A field is done: deletes its draft, and the timer that would save it again.
pub(crate) fn discard_draft(conversation: &Conversation, form: Option<Form>) {
    let name = draft_name(conversation, form);
    conversation.end_timer(&name);
    save_draft(conversation, form, "");
    conversation.bridge.keep(&format!("told:{name}"), None);
}

/// Moves the focus to the composer, or to a reply's field, and appends a quotation and a text to what is there. A reply
/// to a comment that is no longer on the page goes into the composer. Returns the form; none where there is no field.
pub(crate) async fn insert_text(
    conversation: &Rc<Conversation>,
    reply_to: Option<String>,
    quote: Option<String>,
    text: Option<String>,
) -> Option<Option<Form>> {
    let reply = reply_to.and_then(|id| id.parse::<CommentId>().ok()).filter(|id| conversation.article(*id).is_some());
    let form = reply.map(Form::Reply);
    let field = match reply {
        Some(id) => {
            conversation.store.dispatch(Action::Open(form));
            conversation.rendered().await;
            conversation.article(id).and_then(|article| article.query_selector("textarea").ok().flatten())
        }
        None => conversation.section.query_selector(selector!(".composer-root textarea")).ok().flatten(),
    };
    let field = field?.dyn_into::<HtmlTextAreaElement>().ok()?;
    let mut body = field.value();
    let appended = text.unwrap_or_default();
    // A refused text does not run into what was typed since.
    if !body.is_empty() && !body.ends_with(char::is_whitespace) && (quote.is_some() || !appended.is_empty()) {
        body.push_str("\n\n");
    }
    if let Some(quote) = quote {
        body.extend(quote.lines().flat_map(|line| ["> ", line, "\n"]));
        body.push('\n');
    }
    body.push_str(&appended);
    field.set_value(&body);
    save_draft(conversation, form, &body);
    // A field that is gone needs no focus.
    _ = field.focus();
    if let Some(form_element) = field.form() {
        scroll_into_view(&form_element);
    }
    Some(form)
}

/// Moves a begun reply into the composer if the composer is empty, and says why it is there. Returns whether it was
/// moved.
pub(crate) fn move_to_composer(conversation: &Conversation, id: CommentId, text: &str) -> bool {
    let field = conversation.section.query_selector(selector!(".composer-root textarea")).ok().flatten();
    let Some(field) = field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok()) else { return false };
    if text.is_empty()
        || !field.value().is_empty()
        || conversation.bridge.recall(&draft_name(conversation, None)).is_some()
    {
        return false;
    }
    field.set_value(text);
    save_draft(conversation, None, text);
    discard_draft(conversation, Some(Form::Reply(id)));
    conversation.show_notice(NoticePlace::Form(None), conversation.store.config().text.reply_moved(), false);
    true
}

/// Moves the focus to a form's name field.
pub(crate) fn focus_name(conversation: &Conversation, form: Option<Form>) {
    let place = form.map_or_else(
        || conversation.section.query_selector(selector!(".composer-root")).ok().flatten(),
        |form| conversation.article(form.comment()).map(Into::into),
    );
    let field = place.and_then(|place| place.query_selector("[name=name]").ok().flatten());
    // Fails only where the field is gone.
    _ = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()).map(|field| field.focus());
}
