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

use crate::app::{App, later};
use crate::client::{Call, Failure, readable};
use crate::drafts::{self, forget_draft};
use crate::outbox::{Outgoing, wait};
use crate::state::{Action, Form, InvalidField, NoticePlace, Sending};
use crate::store::Submission;
use crate::text::asks_to_reload;
use crate::{own_comments, wire};

/// A random key, or id: 122 bits from the browser's best source.
pub(crate) fn new_key() -> String {
    web_sys::window().and_then(|window| window.crypto().ok()).map(|crypto| crypto.random_uuid()).unwrap_or_default()
}

fn outbox_name(app: &App) -> String {
    format!("outbox:{}", app.store.config().page_key)
}

fn keep_outbox(app: &App) {
    let outbox: Array = app.outbox.borrow().iter().map(to_value).collect();
    let json = if outbox.length() == 0 { None } else { wire::to_json(&outbox) };
    app.bridge.keep(&outbox_name(app), json.as_deref());
}

/// Takes words that have arrived out of what is kept. By then another conversation may keep words there, too.
fn forget(app: &App, key: &str) {
    let name = outbox_name(app);
    let kept = app.bridge.recall(&name).and_then(|json| wire::from_json(&json)?.dyn_into::<Array>().ok());
    let rest: Array = kept.unwrap_or_default().iter().filter(|one| wire::field(one, "key") != key).collect();
    let json = if rest.length() == 0 { None } else { wire::to_json(&rest) };
    app.bridge.keep(&name, json.as_deref());
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
pub(crate) fn resume(app: &Rc<App>) {
    let kept = app.bridge.recall(&outbox_name(app)).and_then(|json| wire::from_json(&json)?.dyn_into::<Array>().ok());
    let kept: Vec<Outgoing> = kept.unwrap_or_default().iter().filter_map(|value| from_value(&value)).collect();
    for outgoing in kept {
        app.store.dispatch(Action::Send(outgoing.shown()));
        app.outbox.borrow_mut().push(outgoing.clone());
        if outgoing.is_alive(js_sys::Date::now()) {
            attempt(app, outgoing, 0);
        } else {
            app.store.dispatch(Action::Stuck(outgoing.id, Sending::GaveUp));
        }
    }
    if app.bridge.recall("me").is_some() {
        own_comments::ask_soon(app);
    }
}

/// Shares the words of a field: shown at once, kept, and sent.
pub(crate) fn post(app: &Rc<App>, words: Submission) {
    let parent = match words.form {
        Some(Form::Reply(id)) => Some(id),
        _ => None,
    };
    let reply_to = parent.map(|id| id.to_string()).unwrap_or_default();
    let asked = [("page", app.page.as_str()), ("replyTo", &reply_to), ("text", &words.body)];
    if let Some(veto) = app.emit("submit", &asked) {
        app.say(NoticePlace::Form(words.form), veto, true);
        return;
    }
    let id = new_key().parse().unwrap_or(CommentId(Uuid::nil()));
    let title = Some(app.bridge.title()).filter(|title| !title.is_empty());
    let (name, body) = (words.name, words.body);
    let comment = NewComment {
        page: app.page.clone(),
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
    let (key, comment) = keyed(app, comment);
    app.bridge.keep("name", Some(&comment.name));
    if app.bridge.recall("me").is_none() {
        app.bridge.keep("me", Some("1"));
    }
    let outgoing = Outgoing { key, id, at: js_sys::Date::now(), refused: false, comment };
    app.outbox.borrow_mut().push(outgoing.clone());
    keep_outbox(app);
    words.safe.emit(());
    forget_draft(app, words.form);
    app.store.dispatch(Action::Say(None));
    if words.form.is_some() {
        app.store.dispatch(Action::Open(None));
    }
    app.store.dispatch(Action::Send(outgoing.shown()));
    attempt(app, outgoing, 0);
    let app = Rc::clone(app);
    later(async move { app.focus_comment(id).await });
}

/// What is sent, under its key. The same words may have arrived before they were taken back: they go out as they did then,
/// under the same key, and count once.
fn keyed(app: &App, comment: NewComment) -> (String, NewComment) {
    let mut before = app.taken_back.borrow_mut();
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

fn attempt(app: &Rc<App>, outgoing: Outgoing, failures: u32) {
    let app = Rc::clone(app);
    later(async move {
        let answer = send(&app, &outgoing).await;
        if app.ended.get() {
            // Nobody is there to be told; the next visit need not send it again.
            if answer.is_ok() {
                forget(&app, &outgoing.key);
            }
            return;
        }
        match answer {
            Ok(posted) => arrived(&app, &outgoing, posted).await,
            Err(failure) if failure.may_pass() && outgoing.is_alive(js_sys::Date::now()) => {
                let failures = failures + 1;
                let (how, after) = describe(failure);
                app.store.dispatch(Action::Stuck(outgoing.id, how));
                count_down(&app, outgoing.id);
                app.hear_held();
                let pause = wait(failures, after, js_sys::Math::random());
                let key = outgoing.key.clone();
                app.after(pause, key, Box::new(move |app| attempt(app, outgoing, failures)));
            }
            Err(failure) => {
                let how = if failure.may_pass() { Sending::GaveUp } else { refused(&app, outgoing.id, failure) };
                app.store.dispatch(Action::Stuck(outgoing.id, how));
                app.hear_held();
                return_words(&app, &outgoing, how);
            }
        }
    });
}

/// The seconds that words still have to wait are counted down where they are said.
fn count_down(app: &Rc<App>, id: CommentId) {
    let Some(Sending::Waiting(code, Some(left @ 1..))) = app.store.read(|state| state.sending(id)) else { return };
    let next = move |app: &Rc<App>| {
        // They may be on their way again.
        if app.store.read(|state| state.sending(id)) == Some(Sending::Waiting(code, Some(left))) {
            app.store.dispatch(Action::Stuck(id, Sending::Waiting(code, Some(left - 1))));
            count_down(app, id);
        }
    };
    app.after(1_000, format!("left:{id}"), Box::new(next));
}

/// What is said about words that will not get in as they are.
fn refused(app: &App, id: CommentId, failure: Failure) -> Sending {
    let how = describe(failure).0;
    if !matches!(how, Sending::Refused(code, _) if asks_to_reload(code)) {
        return how;
    }
    let before = {
        let mut outbox = app.outbox.borrow_mut();
        let outgoing = outbox.iter_mut().find(|outgoing| outgoing.id == id);
        outgoing.is_none_or(|outgoing| std::mem::replace(&mut outgoing.refused, true))
    };
    keep_outbox(app);
    // Where nothing is kept, nobody is told to reload at all.
    if before || !app.bridge.keeps() { Sending::RefusedAgain } else { how }
}

/// Words that need a change go back to where they can be changed, unless others were begun there meanwhile.
fn return_words(app: &Rc<App>, outgoing: &Outgoing, how: Sending) {
    let Sending::Refused(code, _) = how else { return };
    if InvalidField::of(code).is_none() {
        return;
    }
    let field = match outgoing.comment.parent {
        // The form that they came from is closed by now.
        Some(_) if app.store.read(|state| state.form.is_some()) => return,
        Some(_) => None,
        None => app.section.query_selector(".c textarea").ok().flatten(),
    };
    let field = field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    if field.is_none_or(|field| field.value().is_empty()) {
        take_back(app, outgoing.id);
    }
}

async fn send(app: &App, outgoing: &Outgoing) -> Result<CommentPosted, Failure> {
    let (me, comments, signal) = (app.api("me"), app.api("comments"), app.sending.signal());
    let call = Call { method: "POST", url: &me, key: None, cookies: true, signal: &signal };
    // A newcomer gets the cookie before the words go out: should the answer to the words be lost, they are still theirs.
    if app.bridge.recall("me").as_deref() != Some("2") {
        app.call(call, None).await?;
        app.bridge.keep("me", Some("2"));
    }
    let call = Call { url: &comments, key: Some(&outgoing.key), ..call };
    let comment = app.bridge.complete(&wire::new_comment(&outgoing.comment));
    let comment = JsFuture::from(comment).await.map_err(|_| Failure::Network)?;
    let answer = app.ask(call, Some(&comment)).await?;
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

async fn arrived(app: &Rc<App>, outgoing: &Outgoing, posted: CommentPosted) {
    let comment = posted.comment.clone();
    let id = comment.id;
    let public = comment.is_published();
    let name = outgoing.comment.name.as_str();
    let text = app.store.config().text;
    let said = if public {
        text.own.posted.into()
    } else {
        text.held(name, app.store.config().team.as_deref(), posted.reason)
    };
    app.outbox.borrow_mut().retain(|other| other.id != outgoing.id);
    keep_outbox(app);
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
    let watched = app.is_watching(outgoing);
    app.store.dispatch(Action::Posted(outgoing.id, posted, mine));
    app.say(NoticePlace::Comment(id), said, false);
    app.hear_held();
    let (id_text, url) = (id.to_string(), app.bridge.url(&id.to_string()));
    let status = if comment.status == Status::Published { "published" } else { "held" };
    app.emit("posted", &[("id", &id_text), ("url", &url), ("status", status)]);
    own_comments::ask_soon(app);
    // Only somebody who still looks at the words is taken along to their place.
    if watched {
        app.focus_comment(id).await;
    }
}

/// Tries stuck words again at once.
pub(crate) fn again(app: &Rc<App>, id: CommentId) {
    let found = app.outbox.borrow_mut().iter_mut().find(|outgoing| outgoing.id == id).map(|outgoing| {
        if app.store.read(|state| state.sending(id)) == Some(Sending::GaveUp) {
            // They may take another day.
            outgoing.at = js_sys::Date::now();
        }
        outgoing.clone()
    });
    let Some(outgoing) = found else { return };
    app.end_timer(&outgoing.key);
    app.store.dispatch(Action::Stuck(id, Sending::OnTheWay));
    attempt(app, outgoing, 0);
}

/// The same for whoever asks for it. Their button goes, so the focus stays with the words.
pub(crate) fn again_asked(app: &Rc<App>, id: CommentId) {
    again(app, id);
    let app = Rc::clone(app);
    later(async move { app.focus_comment(id).await });
}

/// Tries all stuck words again at once.
pub(crate) fn again_all(app: &Rc<App>) {
    let stuck = app.store.read(|state| state.sending.clone());
    for (id, how) in stuck {
        if matches!(how, Sending::Stuck | Sending::Offline) {
            again(app, id);
        }
    }
}

/// Puts refused words back into a field, and says there what was wrong with them.
pub(crate) fn take_back(app: &Rc<App>, id: CommentId) {
    let Some(outgoing) = app.outbox.borrow().iter().find(|outgoing| outgoing.id == id).cloned() else { return };
    let how = app.store.read(|state| state.sending(id));
    let app = Rc::clone(app);
    // No attempt begins while they are on their way to the field.
    app.end_timer(&outgoing.key);
    later(async move {
        let reply = outgoing.comment.parent.map(|parent| parent.to_string());
        // They stay where they are until they are somewhere else.
        let body = outgoing.comment.body.clone();
        let Some(form) = drafts::put_words(&app, reply, None, Some(body)).await else { return again_all(&app) };
        app.outbox.borrow_mut().retain(|other| other.id != id);
        keep_outbox(&app);
        if how.is_some_and(Sending::may_have_arrived) {
            app.taken_back.borrow_mut().push(outgoing);
        }
        app.store.dispatch(Action::TakenBack(id));
        if let Some(Sending::Refused(code, after)) = how {
            app.say_refused(form, code, after);
            if InvalidField::of(code) == Some(InvalidField::Name) {
                drafts::focus_name(&app, form);
            }
        }
    });
}
