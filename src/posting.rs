//! Sends a comment until the server has it: exactly once, through network failures and reloads, for a day.

use porch_class_macros::selector;
use std::rc::Rc;

use js_sys::Array;
use porch_client::Call;
use porch_protocol::{
    Author, CommentId, CommentPosted, MyComment, NewComment, Status, Timestamp, limits::FREE_EDIT_MINUTES,
};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlTextAreaElement;

use crate::client::{Failure, readable};
use crate::conversation::Conversation;
use crate::drafts::{self, discard_draft};
use crate::outbox::{Outgoing, retry_delay};
use crate::spawn::spawn;
use crate::state::{Action, Form, InvalidField, NoticePlace, Sending};
use crate::store::Submission;
use crate::text::asks_to_reload;
use crate::{own_comments, wire};

/// A random idempotency key or id: 122 bits from the browser's cryptographic source.
pub(crate) fn new_key() -> String {
    web_sys::window().and_then(|window| window.crypto().ok()).map(|crypto| crypto.random_uuid()).unwrap_or_default()
}

fn outbox_name(conversation: &Conversation) -> String {
    format!("outbox:{}", conversation.store.config().page_key)
}

fn save_outbox(conversation: &Conversation) {
    let outbox: Array = conversation.outbox.borrow().iter().map(to_value).collect();
    let json = if outbox.length() == 0 { None } else { wire::to_json(&outbox) };
    conversation.bridge.keep(&outbox_name(conversation), json.as_deref());
}

/// Removes a comment that has arrived from the saved outbox. Another conversation may have saved comments there in the
/// meantime.
fn remove_saved(conversation: &Conversation, key: &str) {
    let name = outbox_name(conversation);
    let saved = conversation.bridge.recall(&name).and_then(|json| wire::from_json(&json)?.dyn_into::<Array>().ok());
    let rest: Array = saved.unwrap_or_default().iter().filter(|item| wire::field(item, "key") != key).collect();
    let json = if rest.length() == 0 { None } else { wire::to_json(&rest) };
    conversation.bridge.keep(&name, json.as_deref());
}

fn to_value(outgoing: &Outgoing) -> JsValue {
    porch_client::object(&[
        ("key", outgoing.key.as_str().into()),
        ("id", outgoing.id.to_string().into()),
        ("at", outgoing.at.into()),
        ("refused", if outgoing.refused { JsValue::TRUE } else { JsValue::UNDEFINED }),
        ("comment", wire::new_comment(&outgoing.comment)),
    ])
}

fn from_value(value: &JsValue) -> Option<Outgoing> {
    let field = |name| wire::field(value, name);
    let (key, id) = (field("key").as_string()?, field("id").as_string()?.parse().ok()?);
    let (at, refused) = (field("at").as_f64()?, field("refused").is_truthy());
    Some(Outgoing { key, id, at, refused, comment: wire::read_new_comment(&field("comment"))? })
}

/// Resumes what an earlier visit left: its unsent comments, and what only this visitor may know.
pub(crate) fn resume(conversation: &Rc<Conversation>) {
    let saved = conversation
        .bridge
        .recall(&outbox_name(conversation))
        .and_then(|json| wire::from_json(&json)?.dyn_into::<Array>().ok());
    let saved: Vec<Outgoing> = saved.unwrap_or_default().iter().filter_map(|value| from_value(&value)).collect();
    for outgoing in saved {
        conversation.store.dispatch(Action::Send(outgoing.as_comment()));
        conversation.outbox.borrow_mut().push(outgoing.clone());
        if outgoing.is_retryable(js_sys::Date::now()) {
            attempt(conversation, outgoing, 0);
        } else {
            conversation.store.dispatch(Action::SendingChanged(outgoing.id, Sending::GaveUp));
        }
    }
    if conversation.bridge.recall("me").is_some() {
        own_comments::refresh_soon(conversation);
    }
}

/// Submits the text of a field: shown at once, saved, and sent.
pub(crate) fn post(conversation: &Rc<Conversation>, submission: Submission) {
    let parent = match submission.form {
        Some(Form::Reply(id)) => Some(id),
        _ => None,
    };
    let reply_to = parent.map(|id| id.to_string()).unwrap_or_default();
    let detail = [("page", conversation.page.as_str()), ("replyTo", &reply_to), ("text", &submission.body)];
    if let Some(veto) = conversation.emit("submit", &detail) {
        conversation.show_notice(NoticePlace::Form(submission.form), veto, true);
        return;
    }
    let id = new_key().parse().unwrap_or(CommentId(Uuid::nil()));
    let title = Some(conversation.bridge.title()).filter(|title| !title.is_empty());
    let (name, body) = (submission.name, submission.body);
    let comment = NewComment {
        page: conversation.page.clone(),
        title,
        parent,
        name,
        body,
        proof: None,
        website: None,
        opened: None,
        pause: submission.second_look,
    };
    let (key, comment) = with_key(conversation, comment);
    conversation.bridge.keep("name", Some(&comment.name));
    if conversation.bridge.recall("me").is_none() {
        conversation.bridge.keep("me", Some("1"));
    }
    let outgoing = Outgoing { key, id, at: js_sys::Date::now(), refused: false, comment };
    conversation.outbox.borrow_mut().push(outgoing.clone());
    save_outbox(conversation);
    submission.saved.emit(());
    discard_draft(conversation, submission.form);
    conversation.store.dispatch(Action::SetNotice(None));
    if submission.form.is_some() {
        conversation.store.dispatch(Action::Open(None));
    }
    conversation.store.dispatch(Action::Send(outgoing.as_comment()));
    attempt(conversation, outgoing, 0);
    let conversation = Rc::clone(conversation);
    spawn(async move { conversation.focus_comment(id).await });
}

/// The comment to send, under its key. The same text may have arrived before it went back to editing: then it is sent
/// as it was, under the same key, and counts once.
fn with_key(conversation: &Conversation, comment: NewComment) -> (String, NewComment) {
    let mut earlier = conversation.back_in_editing.borrow_mut();
    let same =
        |other: &NewComment| (&other.body, &other.name, other.parent) == (&comment.body, &comment.name, comment.parent);
    match earlier.iter().position(|outgoing| same(&outgoing.comment)) {
        Some(at) => {
            let Outgoing { key, comment, .. } = earlier.swap_remove(at);
            (key, comment)
        }
        None => (new_key(), comment),
    }
}

fn attempt(conversation: &Rc<Conversation>, outgoing: Outgoing, failures: u32) {
    let conversation = Rc::clone(conversation);
    spawn(async move {
        let result = send(&conversation, &outgoing).await;
        if conversation.ended.get() {
            // The page is gone; but the next visit need not send it again.
            if result.is_ok() {
                remove_saved(&conversation, &outgoing.key);
            }
            return;
        }
        match result {
            Ok(posted) => posted_comment(&conversation, &outgoing, posted).await,
            Err(failure) if failure.is_temporary() && outgoing.is_retryable(js_sys::Date::now()) => {
                let failures = failures + 1;
                let (progress, retry_after) = describe(failure);
                conversation.store.dispatch(Action::SendingChanged(outgoing.id, progress));
                count_down(&conversation, outgoing.id);
                conversation.apply_held_changes();
                let delay = retry_delay(failures, retry_after, js_sys::Math::random());
                let key = outgoing.key.clone();
                conversation.after(delay, key, Box::new(move |conversation| attempt(conversation, outgoing, failures)));
            }
            Err(failure) => {
                let progress =
                    if failure.is_temporary() { Sending::GaveUp } else { refusal(&conversation, outgoing.id, failure) };
                conversation.store.dispatch(Action::SendingChanged(outgoing.id, progress));
                conversation.apply_held_changes();
                return_to_field(&conversation, &outgoing, progress);
            }
        }
    });
}

/// Counts down the seconds until the next attempt where they are shown.
fn count_down(conversation: &Rc<Conversation>, id: CommentId) {
    let Some(Sending::Waiting(code, Some(left @ 1..))) = conversation.store.read(|state| state.sending(id)) else {
        return;
    };
    let next = move |conversation: &Rc<Conversation>| {
        // It may be being sent again by now.
        if conversation.store.read(|state| state.sending(id)) == Some(Sending::Waiting(code, Some(left))) {
            conversation.store.dispatch(Action::SendingChanged(id, Sending::Waiting(code, Some(left - 1))));
            count_down(conversation, id);
        }
    };
    conversation.after(1_000, format!("left:{id}"), Box::new(next));
}

/// The progress of a comment that the server will not take as it is.
fn refusal(conversation: &Conversation, id: CommentId, failure: Failure) -> Sending {
    let progress = describe(failure).0;
    if !matches!(progress, Sending::Refused(code, _) if asks_to_reload(code)) {
        return progress;
    }
    let was_refused = {
        let mut outbox = conversation.outbox.borrow_mut();
        let outgoing = outbox.iter_mut().find(|outgoing| outgoing.id == id);
        outgoing.is_none_or(|outgoing| std::mem::replace(&mut outgoing.refused, true))
    };
    save_outbox(conversation);
    // Where nothing is saved, the visitor is not advised to reload.
    if was_refused || !conversation.bridge.storage_is_persistent() { Sending::RefusedAgain } else { progress }
}

/// Returns a comment that needs a change to where it can be changed, unless another one was begun there in the
/// meantime.
fn return_to_field(conversation: &Rc<Conversation>, outgoing: &Outgoing, progress: Sending) {
    let Sending::Refused(code, _) = progress else { return };
    if InvalidField::of(code).is_none() {
        return;
    }
    let field = match outgoing.comment.parent {
        // The form that it came from is closed by now.
        Some(_) if conversation.store.read(|state| state.form.is_some()) => return,
        Some(_) => None,
        None => conversation.section.query_selector(selector!(".composer-root textarea")).ok().flatten(),
    };
    let field = field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    if field.is_none_or(|field| field.value().is_empty()) {
        back_to_editing(conversation, outgoing.id);
    }
}

async fn send(conversation: &Conversation, outgoing: &Outgoing) -> Result<CommentPosted, Failure> {
    let (me, comments, signal) =
        (conversation.api("me"), conversation.api("comments"), conversation.sending_abort.signal());
    let call = Call { method: "POST", url: &me, key: None, cookies: true, token: None, signal: &signal };
    // A new visitor gets the cookie before the comment is sent: should the response be lost, the comment is still
    // theirs.
    if conversation.bridge.recall("me").as_deref() != Some("2") {
        conversation.call(call, None).await?;
        conversation.bridge.keep("me", Some("2"));
    }
    let call = Call { url: &comments, key: Some(&outgoing.key), ..call };
    let comment = conversation.bridge.complete(&wire::new_comment(&outgoing.comment));
    let comment = JsFuture::from(comment).await.map_err(|_| Failure::Network)?;
    let response = conversation.call_when_still(call, Some(&comment)).await?;
    readable(wire::posted(&response))
}

fn describe(failure: Failure) -> (Sending, Option<u32>) {
    let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    match failure {
        Failure::Network if online => (Sending::Unreachable, None),
        Failure::Network => (Sending::Offline, None),
        Failure::Refused(code, after) if failure.is_temporary() => (Sending::Waiting(code, after), after),
        Failure::Refused(code, after) => (Sending::Refused(code, after), None),
    }
}

async fn posted_comment(conversation: &Rc<Conversation>, outgoing: &Outgoing, posted: CommentPosted) {
    let comment = posted.comment.clone();
    let id = comment.id;
    let is_published = comment.is_published();
    let name = outgoing.comment.name.as_str();
    let text = conversation.store.config().text;
    let message = if is_published {
        text.posted().into()
    } else {
        text.held(name, conversation.store.config().team.as_deref(), posted.reason)
    };
    conversation.outbox.borrow_mut().retain(|other| other.id != outgoing.id);
    save_outbox(conversation);
    let mine = MyComment {
        id,
        parent: comment.parent,
        version: comment.version,
        status: comment.status,
        source: outgoing.comment.body.clone(),
        body: comment.body.clone().unwrap_or_default(),
        author: comment.author.clone().unwrap_or_else(|| Author::visitor(name)),
        posted_at: comment.posted_at,
        edited_at: comment.edited_at,
        reason: comment.reason.clone(),
        editable_until: comment.posted_at.plus(FREE_EDIT_MINUTES * 60 * Timestamp::SECOND),
        second_look: false,
    };
    let watched = conversation.is_watching(outgoing);
    conversation.store.dispatch(Action::Posted(outgoing.id, posted, mine));
    conversation.show_notice(NoticePlace::Comment(id), message, false);
    conversation.apply_held_changes();
    let (id_text, url) = (id.to_string(), conversation.bridge.url(&id.to_string()));
    let status = if comment.status == Status::Published { "published" } else { "held" };
    conversation.emit("posted", &[("id", &id_text), ("url", &url), ("status", status)]);
    own_comments::refresh_soon(conversation);
    // Moves the focus to the comment only if the visitor still looks at it.
    if watched {
        conversation.focus_comment(id).await;
    }
}

/// Retries a comment at once.
pub(crate) fn retry(conversation: &Rc<Conversation>, id: CommentId) {
    let found = conversation.outbox.borrow_mut().iter_mut().find(|outgoing| outgoing.id == id).map(|outgoing| {
        if conversation.store.read(|state| state.sending(id)) == Some(Sending::GaveUp) {
            // It is retried for another day.
            outgoing.at = js_sys::Date::now();
        }
        outgoing.clone()
    });
    let Some(outgoing) = found else { return };
    conversation.end_timer(&outgoing.key);
    conversation.store.dispatch(Action::SendingChanged(id, Sending::InFlight));
    attempt(conversation, outgoing, 0);
}

/// Retries a comment because its author pressed the button. The button goes, so the focus moves to the comment.
pub(crate) fn retry_and_focus(conversation: &Rc<Conversation>, id: CommentId) {
    retry(conversation, id);
    let conversation = Rc::clone(conversation);
    spawn(async move { conversation.focus_comment(id).await });
}

/// Retries all comments that could not be sent.
pub(crate) fn retry_all(conversation: &Rc<Conversation>) {
    let unsent = conversation.store.read(|state| state.sending.clone());
    for (id, progress) in unsent {
        if matches!(progress, Sending::Unreachable | Sending::Offline) {
            retry(conversation, id);
        }
    }
}

/// Puts a refused comment back into a field, and shows there what was wrong with it.
pub(crate) fn back_to_editing(conversation: &Rc<Conversation>, id: CommentId) {
    let Some(outgoing) = conversation.outbox.borrow().iter().find(|outgoing| outgoing.id == id).cloned() else {
        return;
    };
    let progress = conversation.store.read(|state| state.sending(id));
    let conversation = Rc::clone(conversation);
    // No attempt begins while it moves to the field.
    conversation.end_timer(&outgoing.key);
    spawn(async move {
        let reply = outgoing.comment.parent.map(|parent| parent.to_string());
        // It leaves the outbox only once it is in a field.
        let body = outgoing.comment.body.clone();
        let Some(form) = drafts::insert_text(&conversation, reply, None, Some(body)).await else {
            return retry_all(&conversation);
        };
        conversation.outbox.borrow_mut().retain(|other| other.id != id);
        save_outbox(&conversation);
        if progress.is_some_and(Sending::may_have_arrived) {
            conversation.back_in_editing.borrow_mut().push(outgoing);
        }
        conversation.store.dispatch(Action::BackToEditing(id));
        if let Some(Sending::Refused(code, after)) = progress {
            conversation.show_refusal(form, code, after);
            if InvalidField::of(code) == Some(InvalidField::Name) {
                drafts::focus_name(&conversation, form);
            }
        }
    });
}
