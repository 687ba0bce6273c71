//! What is in the fields: kept while somebody types, and put back into them.

use std::rc::Rc;

use porch_protocol::CommentId;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::Callback;

use crate::components::tools::in_sight;
use crate::conversation::Conversation;
use crate::state::{Action, Form, NoticePlace};

/// How long after the last key a draft is kept, in milliseconds.
const DRAFT_AFTER: u32 = 1_000;

/// What a draft is kept under: one for each page and each form.
pub(crate) fn draft_name(conversation: &Conversation, form: Option<Form>) -> String {
    let place = match form {
        None => String::new(),
        Some(Form::Reply(id)) => format!("reply:{id}"),
        Some(Form::Edit(id) | Form::Withdraw(id)) => format!("edit:{id}"),
        Some(Form::Report(id)) => format!("report:{id}"),
    };
    format!("draft:{}:{place}", conversation.store.config().page_key)
}

pub(crate) fn keep_draft(conversation: &Rc<Conversation>, form: Option<Form>, text: String, kept: Callback<bool>) {
    let name = draft_name(conversation, form);
    conversation.unsaved.borrow_mut().retain(|(other, _)| *other != name);
    let any = !text.is_empty();
    conversation.unsaved.borrow_mut().push((name.clone(), text));
    let keep = move |conversation: &Rc<Conversation>| {
        keep_unsaved(conversation);
        kept.emit(any && conversation.bridge.keeps());
    };
    // The timer before ends with this.
    conversation.after(DRAFT_AFTER, name, Box::new(keep));
}

/// Keeps a draft at once. Without words there is none.
pub(crate) fn keep_now(conversation: &Conversation, form: Option<Form>, text: &str) {
    let name = draft_name(conversation, form);
    conversation.unsaved.borrow_mut().retain(|(other, _)| *other != name);
    conversation.bridge.keep(&name, (!text.is_empty()).then_some(text));
}

/// Keeps every draft that waits for its timer.
pub(crate) fn keep_unsaved(conversation: &Conversation) {
    for (name, text) in conversation.unsaved.take() {
        conversation.bridge.keep(&name, (!text.is_empty()).then_some(text.as_str()));
    }
}

/// A field is done: its draft goes, and no timer brings it back.
pub(crate) fn forget_draft(conversation: &Conversation, form: Option<Form>) {
    let name = draft_name(conversation, form);
    conversation.end_timer(&name);
    keep_now(conversation, form, "");
    conversation.bridge.keep(&format!("told:{name}"), None);
}

/// Puts the focus in the composer, or in a reply's field, and words behind what is there. Words that answer a comment which
/// is not on the page any more go into the composer. Answers into which form they went; none where there is no field.
pub(crate) async fn put_words(
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
            conversation.drawn().await;
            conversation.article(id).and_then(|article| article.query_selector("textarea").ok().flatten())
        }
        None => conversation.section.query_selector(".c textarea").ok().flatten(),
    };
    let field = field?.dyn_into::<HtmlTextAreaElement>().ok()?;
    let mut words = field.value();
    let more = text.unwrap_or_default();
    // What was refused does not run into what was typed since.
    if !words.is_empty() && !words.ends_with(char::is_whitespace) && (quote.is_some() || !more.is_empty()) {
        words.push_str("\n\n");
    }
    if let Some(quote) = quote {
        words.extend(quote.lines().flat_map(|line| ["> ", line, "\n"]));
        words.push('\n');
    }
    words.push_str(&more);
    field.set_value(&words);
    keep_now(conversation, form, &words);
    // A field that is gone needs no focus.
    _ = field.focus();
    if let Some(whole) = field.form() {
        in_sight(&whole);
    }
    Some(form)
}

/// Moves a reply that was begun into the composer, if that has no words of its own, and says why they are there. Answers
/// whether they are.
pub(crate) fn adopt(conversation: &Conversation, id: CommentId, words: &str) -> bool {
    let field = conversation.section.query_selector(".c textarea").ok().flatten();
    let Some(field) = field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok()) else { return false };
    if words.is_empty()
        || !field.value().is_empty()
        || conversation.bridge.recall(&draft_name(conversation, None)).is_some()
    {
        return false;
    }
    field.set_value(words);
    keep_now(conversation, None, words);
    forget_draft(conversation, Some(Form::Reply(id)));
    conversation.say(NoticePlace::Form(None), conversation.store.config().text.write.adopted, false);
    true
}

/// Puts the focus in a form's field for the name.
pub(crate) fn focus_name(conversation: &Conversation, form: Option<Form>) {
    let place = form.map_or_else(
        || conversation.section.query_selector(".c").ok().flatten(),
        |form| conversation.article(form.comment()).map(Into::into),
    );
    let field = place.and_then(|place| place.query_selector("[name=name]").ok().flatten());
    // Fails only where the field is gone.
    _ = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()).map(|field| field.focus());
}
