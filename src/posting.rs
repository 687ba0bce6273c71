//! Sends words until the server has them: exactly once, through cuts and reloads, for a day.

use std::rc::Rc;

use js_sys::Array;
use porch_protocol::{
    Author, CommentId, CommentPosted, MyComment, NewComment, Status, Timestamp, limits::FREE_EDIT_MINUTES,
};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlTextAreaElement;

use crate::client::{Call, Failure, readable};
use crate::conversation::Conversation;
use crate::drafts::{self, forget_draft};
use crate::later::later;
use crate::outbox::{Outgoing, wait};
use crate::state::{Action, Form, InvalidField, NoticePlace, Sending};
use crate::store::Submission;
use crate::text::asks_to_reload;
use crate::{own_comments, wire};

/// A random key, or id: 122 bits from the browser's best source.
pub(crate) fn new_key() -> String {
    web_sys::window().and_then(|window| window.crypto().ok()).map(|crypto| crypto.random_uuid()).unwrap_or_default()
}

fn outbox_name(conversation: &Conversation) -> String {
    format!("outbox:{}", conversation.store.config().page_key)
}

fn keep_outbox(conversation: &Conversation) {
    let outbox: Array = conversation.outbox.borrow().iter().map(to_value).collect();
    let json = if outbox.length() == 0 { None } else { wire::to_json(&outbox) };
    conversation.bridge.keep(&outbox_name(conversation), json.as_deref());
}

/// Takes words that have arrived out of what is kept. By then another conversation may keep words there, too.
fn forget(conversation: &Conversation, key: &str) {
    let name = outbox_name(conversation);
    let kept = conversation.bridge.recall(&name).and_then(|json| wire::from_json(&json)?.dyn_into::<Array>().ok());
    let rest: Array = kept.unwrap_or_default().iter().filter(|one| wire::field(one, "key") != key).collect();
    let json = if rest.length() == 0 { None } else { wire::to_json(&rest) };
    conversation.bridge.keep(&name, json.as_deref());
}

fn to_value(outgoing: &Outgoing) -> JsValue {
    wire::object(&[
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

/// Takes up what a browser that has posted here left: its words on their way, and what only it may know.
pub(crate) fn resume(conversation: &Rc<Conversation>) {
    let kept = conversation
        .bridge
        .recall(&outbox_name(conversation))
        .and_then(|json| wire::from_json(&json)?.dyn_into::<Array>().ok());
    let kept: Vec<Outgoing> = kept.unwrap_or_default().iter().filter_map(|value| from_value(&value)).collect();
    for outgoing in kept {
        conversation.store.dispatch(Action::Send(outgoing.shown()));
        conversation.outbox.borrow_mut().push(outgoing.clone());
        if outgoing.is_alive(js_sys::Date::now()) {
            attempt(conversation, outgoing, 0);
        } else {
            conversation.store.dispatch(Action::Stuck(outgoing.id, Sending::GaveUp));
        }
    }
    if conversation.bridge.recall("me").is_some() {
        own_comments::ask_soon(conversation);
    }
}

/// Shares the words of a field: shown at once, kept, and sent.
pub(crate) fn post(conversation: &Rc<Conversation>, words: Submission) {
    let parent = match words.form {
        Some(Form::Reply(id)) => Some(id),
        _ => None,
    };
    let reply_to = parent.map(|id| id.to_string()).unwrap_or_default();
    let asked = [("page", conversation.page.as_str()), ("replyTo", &reply_to), ("text", &words.body)];
    if let Some(veto) = conversation.emit("submit", &asked) {
        conversation.say(NoticePlace::Form(words.form), veto, true);
        return;
    }
    let id = new_key().parse().unwrap_or(CommentId(Uuid::nil()));
    let title = Some(conversation.bridge.title()).filter(|title| !title.is_empty());
    let (name, body) = (words.name, words.body);
    let comment = NewComment {
        page: conversation.page.clone(),
        title,
        parent,
        name,
        mail: None,
        body,
        proof: None,
        website: None,
        opened: None,
        pause: words.pause,
    };
    let (key, comment) = keyed(conversation, comment);
    conversation.bridge.keep("name", Some(&comment.name));
    if conversation.bridge.recall("me").is_none() {
        conversation.bridge.keep("me", Some("1"));
    }
    let outgoing = Outgoing { key, id, at: js_sys::Date::now(), refused: false, comment };
    conversation.outbox.borrow_mut().push(outgoing.clone());
    keep_outbox(conversation);
    words.safe.emit(());
    forget_draft(conversation, words.form);
    conversation.store.dispatch(Action::Say(None));
    if words.form.is_some() {
        conversation.store.dispatch(Action::Open(None));
    }
    conversation.store.dispatch(Action::Send(outgoing.shown()));
    attempt(conversation, outgoing, 0);
    let conversation = Rc::clone(conversation);
    later(async move { conversation.focus_comment(id).await });
}

/// What is sent, under its key. The same words may have arrived before they were taken back: they go out as they did then,
/// under the same key, and count once.
fn keyed(conversation: &Conversation, comment: NewComment) -> (String, NewComment) {
    let mut before = conversation.taken_back.borrow_mut();
    let same =
        |other: &NewComment| (&other.body, &other.name, other.parent) == (&comment.body, &comment.name, comment.parent);
    match before.iter().position(|outgoing| same(&outgoing.comment)) {
        Some(at) => {
            let Outgoing { key, comment, .. } = before.swap_remove(at);
            (key, comment)
        }
        None => (new_key(), comment),
    }
}

fn attempt(conversation: &Rc<Conversation>, outgoing: Outgoing, failures: u32) {
    let conversation = Rc::clone(conversation);
    later(async move {
        let answer = send(&conversation, &outgoing).await;
        if conversation.ended.get() {
            // Nobody is there to be told; the next visit need not send it again.
            if answer.is_ok() {
                forget(&conversation, &outgoing.key);
            }
            return;
        }
        match answer {
            Ok(posted) => arrived(&conversation, &outgoing, posted).await,
            Err(failure) if failure.may_pass() && outgoing.is_alive(js_sys::Date::now()) => {
                let failures = failures + 1;
                let (how, after) = describe(failure);
                conversation.store.dispatch(Action::Stuck(outgoing.id, how));
                count_down(&conversation, outgoing.id);
                conversation.hear_held();
                let pause = wait(failures, after, js_sys::Math::random());
                let key = outgoing.key.clone();
                conversation.after(pause, key, Box::new(move |conversation| attempt(conversation, outgoing, failures)));
            }
            Err(failure) => {
                let how =
                    if failure.may_pass() { Sending::GaveUp } else { refused(&conversation, outgoing.id, failure) };
                conversation.store.dispatch(Action::Stuck(outgoing.id, how));
                conversation.hear_held();
                return_words(&conversation, &outgoing, how);
            }
        }
    });
}

/// The seconds that words still have to wait are counted down where they are said.
fn count_down(conversation: &Rc<Conversation>, id: CommentId) {
    let Some(Sending::Waiting(code, Some(left @ 1..))) = conversation.store.read(|state| state.sending(id)) else {
        return;
    };
    let next = move |conversation: &Rc<Conversation>| {
        // They may be on their way again.
        if conversation.store.read(|state| state.sending(id)) == Some(Sending::Waiting(code, Some(left))) {
            conversation.store.dispatch(Action::Stuck(id, Sending::Waiting(code, Some(left - 1))));
            count_down(conversation, id);
        }
    };
    conversation.after(1_000, format!("left:{id}"), Box::new(next));
}

/// What is said about words that will not get in as they are.
fn refused(conversation: &Conversation, id: CommentId, failure: Failure) -> Sending {
    let how = describe(failure).0;
    if !matches!(how, Sending::Refused(code, _) if asks_to_reload(code)) {
        return how;
    }
    let before = {
        let mut outbox = conversation.outbox.borrow_mut();
        let outgoing = outbox.iter_mut().find(|outgoing| outgoing.id == id);
        outgoing.is_none_or(|outgoing| std::mem::replace(&mut outgoing.refused, true))
    };
    keep_outbox(conversation);
    // Where nothing is kept, nobody is told to reload at all.
    if before || !conversation.bridge.keeps() { Sending::RefusedAgain } else { how }
}

/// Words that need a change go back to where they can be changed, unless others were begun there meanwhile.
fn return_words(conversation: &Rc<Conversation>, outgoing: &Outgoing, how: Sending) {
    let Sending::Refused(code, _) = how else { return };
    if InvalidField::of(code).is_none() {
        return;
    }
    let field = match outgoing.comment.parent {
        // The form that they came from is closed by now.
        Some(_) if conversation.store.read(|state| state.form.is_some()) => return,
        Some(_) => None,
        None => conversation.section.query_selector(".c textarea").ok().flatten(),
    };
    let field = field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    if field.is_none_or(|field| field.value().is_empty()) {
        take_back(conversation, outgoing.id);
    }
}

async fn send(conversation: &Conversation, outgoing: &Outgoing) -> Result<CommentPosted, Failure> {
    let (me, comments, signal) = (conversation.api("me"), conversation.api("comments"), conversation.sending.signal());
    let call = Call { method: "POST", url: &me, key: None, cookies: true, signal: &signal };
    // A newcomer gets the cookie before the words go out: should the answer to the words be lost, they are still theirs.
    if conversation.bridge.recall("me").as_deref() != Some("2") {
        conversation.call(call, None).await?;
        conversation.bridge.keep("me", Some("2"));
    }
    let call = Call { url: &comments, key: Some(&outgoing.key), ..call };
    let comment = conversation.bridge.complete(&wire::new_comment(&outgoing.comment));
    let comment = JsFuture::from(comment).await.map_err(|_| Failure::Network)?;
    let answer = conversation.ask(call, Some(&comment)).await?;
    readable(wire::posted(&answer))
}

fn describe(failure: Failure) -> (Sending, Option<u32>) {
    let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    match failure {
        Failure::Network if online => (Sending::Stuck, None),
        Failure::Network => (Sending::Offline, None),
        Failure::Refused(code, after) if failure.may_pass() => (Sending::Waiting(code, after), after),
        Failure::Refused(code, after) => (Sending::Refused(code, after), None),
    }
}

async fn arrived(conversation: &Rc<Conversation>, outgoing: &Outgoing, posted: CommentPosted) {
    let comment = posted.comment.clone();
    let id = comment.id;
    let public = comment.is_published();
    let name = outgoing.comment.name.as_str();
    let text = conversation.store.config().text;
    let said = if public {
        text.own.posted.into()
    } else {
        text.held(name, conversation.store.config().team.as_deref(), posted.reason)
    };
    conversation.outbox.borrow_mut().retain(|other| other.id != outgoing.id);
    keep_outbox(conversation);
    let mine = MyComment {
        id,
        parent: comment.parent,
        version: comment.version,
        status: comment.status,
        source: outgoing.comment.body.clone(),
        body: comment.body.clone().unwrap_or_default(),
        author: comment.author.clone().unwrap_or(Author { name: name.into(), role: None }),
        posted_at: comment.posted_at,
        edited_at: comment.edited_at,
        reason: comment.reason.clone(),
        editable_until: comment.posted_at.plus(FREE_EDIT_MINUTES * 60 * Timestamp::SECOND),
        second_look: false,
    };
    let watched = conversation.is_watching(outgoing);
    conversation.store.dispatch(Action::Posted(outgoing.id, posted, mine));
    conversation.say(NoticePlace::Comment(id), said, false);
    conversation.hear_held();
    let (id_text, url) = (id.to_string(), conversation.bridge.url(&id.to_string()));
    let status = if comment.status == Status::Published { "published" } else { "held" };
    conversation.emit("posted", &[("id", &id_text), ("url", &url), ("status", status)]);
    own_comments::ask_soon(conversation);
    // Only somebody who still looks at the words is taken along to their place.
    if watched {
        conversation.focus_comment(id).await;
    }
}

/// Tries stuck words again at once.
pub(crate) fn again(conversation: &Rc<Conversation>, id: CommentId) {
    let found = conversation.outbox.borrow_mut().iter_mut().find(|outgoing| outgoing.id == id).map(|outgoing| {
        if conversation.store.read(|state| state.sending(id)) == Some(Sending::GaveUp) {
            // They may take another day.
            outgoing.at = js_sys::Date::now();
        }
        outgoing.clone()
    });
    let Some(outgoing) = found else { return };
    conversation.end_timer(&outgoing.key);
    conversation.store.dispatch(Action::Stuck(id, Sending::OnTheWay));
    attempt(conversation, outgoing, 0);
}

/// The same for whoever asks for it. Their button goes, so the focus stays with the words.
pub(crate) fn again_asked(conversation: &Rc<Conversation>, id: CommentId) {
    again(conversation, id);
    let conversation = Rc::clone(conversation);
    later(async move { conversation.focus_comment(id).await });
}

/// Tries all stuck words again at once.
pub(crate) fn again_all(conversation: &Rc<Conversation>) {
    let stuck = conversation.store.read(|state| state.sending.clone());
    for (id, how) in stuck {
        if matches!(how, Sending::Stuck | Sending::Offline) {
            again(conversation, id);
        }
    }
}

/// Puts refused words back into a field, and says there what was wrong with them.
pub(crate) fn take_back(conversation: &Rc<Conversation>, id: CommentId) {
    let Some(outgoing) = conversation.outbox.borrow().iter().find(|outgoing| outgoing.id == id).cloned() else {
        return;
    };
    let how = conversation.store.read(|state| state.sending(id));
    let conversation = Rc::clone(conversation);
    // No attempt begins while they are on their way to the field.
    conversation.end_timer(&outgoing.key);
    later(async move {
        let reply = outgoing.comment.parent.map(|parent| parent.to_string());
        // They stay where they are until they are somewhere else.
        let body = outgoing.comment.body.clone();
        let Some(form) = drafts::put_words(&conversation, reply, None, Some(body)).await else {
            return again_all(&conversation);
        };
        conversation.outbox.borrow_mut().retain(|other| other.id != id);
        keep_outbox(&conversation);
        if how.is_some_and(Sending::may_have_arrived) {
            conversation.taken_back.borrow_mut().push(outgoing);
        }
        conversation.store.dispatch(Action::TakenBack(id));
        if let Some(Sending::Refused(code, after)) = how {
            conversation.say_refused(form, code, after);
            if InvalidField::of(code) == Some(InvalidField::Name) {
                drafts::focus_name(&conversation, form);
            }
        }
    });
}
