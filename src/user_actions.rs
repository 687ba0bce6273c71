//! Handles what components request ([`UserAction`]); sending a new comment is in `posting`.

use porch_class_macros::selector;
use std::rc::Rc;

use porch_client::Call;
use porch_protocol::{CommentId, CommentPosted, ErrorCode, MyComment, Tree, limits};
use wasm_bindgen::{JsCast, JsValue};

use crate::client::{Failure, readable};
use crate::conversation::Conversation;
use crate::drafts::{discard_draft, draft_name, save_draft, save_draft_later, save_unsaved_drafts};
use crate::spawn::spawn;
use crate::state::{Action, Form, InvalidField, Notice, NoticePlace};
use crate::store::{SavedValue, Submission, UserAction};
use crate::takeover::read_page;
use crate::text::asks_to_reload;
use crate::{own_comments, posting, wire};

/// Handles the components' requests from now on. The store holds the conversation only weakly: the loader ends it.
pub(crate) fn handle_user_actions(conversation: &Rc<Conversation>) {
    let (for_actions, for_saved) = (Rc::downgrade(conversation), Rc::downgrade(conversation));
    let handler = move |action| {
        if let Some(conversation) = for_actions.upgrade() {
            handle(&conversation, action);
        }
    };
    let saved = move |value| {
        let conversation = for_saved.upgrade()?;
        match value {
            SavedValue::Draft(form) => conversation.bridge.recall(&draft_name(&conversation, form)),
            SavedValue::Name => conversation.bridge.recall("name"),
            SavedValue::Clock(moment) => {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "a number of the browser is exact for ages of milliseconds"
                )]
                let millis = (moment.0 / 1_000) as f64;
                (millis > js_sys::Date::now()).then(|| conversation.bridge.clock(millis))
            }
        }
    };
    conversation.store.set_handler(Some(Rc::new(handler)), Some(Rc::new(saved)));
}

fn handle(conversation: &Rc<Conversation>, action: UserAction) {
    match action {
        UserAction::Submit(submission) => submit(conversation, submission),
        UserAction::SaveDraft(form, text, on_saved) => save_draft_later(conversation, form, text, on_saved),
        UserAction::SaveDraftNow(form, text) => save_draft(conversation, form, &text),
        UserAction::SaveForLater(form) => {
            let text = conversation.store.config().text;
            let saved = if conversation.bridge.storage_is_persistent() {
                text.saved_for_later()
            } else {
                text.saved_while_open()
            };
            conversation.show_notice(NoticePlace::Form(form), saved, false);
        }
        UserAction::ClearNotice(form) => {
            if conversation
                .store
                .read(|state| state.notice.as_ref().is_some_and(|notice| notice.at == NoticePlace::Form(form)))
            {
                conversation.store.dispatch(Action::SetNotice(None));
            }
        }
        UserAction::Preview(form, body, on_preview) => {
            let conversation = Rc::clone(conversation);
            spawn(async move { on_preview.emit(preview(&conversation, form, body).await) });
        }
        UserAction::Withdraw(id) => {
            let conversation = Rc::clone(conversation);
            spawn(async move { withdraw(&conversation, id).await });
        }
        UserAction::Appeal(id) => {
            let conversation = Rc::clone(conversation);
            spawn(async move { appeal(&conversation, id).await });
        }
        UserAction::Retry(id) => posting::retry_and_focus(conversation, id),
        UserAction::BackToEditing(id) => posting::back_to_editing(conversation, id),
        UserAction::LoadMore => {
            let conversation = Rc::clone(conversation);
            spawn(async move { show_more(&conversation).await });
        }
        UserAction::Open(form) => open(conversation, form),
        UserAction::Decorate(article) => {
            if let Some(article) = article.get().and_then(|node| node.dyn_into().ok()) {
                conversation.bridge.decorate_comment(&article);
            }
        }
    }
}

fn open(conversation: &Rc<Conversation>, form: Option<Form>) {
    let before = conversation.store.read(|state| state.form);
    conversation.store.dispatch(Action::SetNotice(None));
    conversation.store.dispatch(Action::Open(form));
    let conversation = Rc::clone(conversation);
    spawn(async move {
        if let Some(form) = form {
            return conversation.show_form(form).await;
        }
        let Some(before) = before else { return };
        conversation.rendered().await;
        // Moves the focus back to the button that opened the form, or whose menu did. A comment that others can't see
        // has its buttons in its status block.
        let opener = match before {
            Form::Reply(_) => selector!(".comment-actions button"),
            Form::Withdraw(_) => selector!(".more-actions, .block-buttons > :last-child"),
            Form::Edit(_) | Form::Report(_) => selector!(".more-actions, .block-buttons > *"),
        };
        conversation.focus_in(before.comment(), opener);
    });
}

fn submit(conversation: &Rc<Conversation>, submission: Submission) {
    let text = conversation.store.config().text;
    let chars = submission.body.chars().count();
    if submission.body.is_empty() {
        conversation.show_field_error(submission.form, text.body_missing(), Some(InvalidField::Body));
    } else if chars > limits::BODY_CHARS {
        let over = text.characters_over(chars - limits::BODY_CHARS, limits::BODY_CHARS);
        conversation.show_field_error(submission.form, over, Some(InvalidField::Body));
    } else if let Some(Form::Edit(id)) = submission.form {
        let conversation = Rc::clone(conversation);
        spawn(async move { save(&conversation, id, submission.body).await });
    } else if let Some(Form::Report(id)) = submission.form {
        let conversation = Rc::clone(conversation);
        spawn(async move { report(&conversation, id, &submission.body).await });
    } else if submission.name.is_empty() {
        conversation.show_field_error(submission.form, text.name_missing(), Some(InvalidField::Name));
    } else {
        posting::post(conversation, submission);
    }
}

async fn preview(conversation: &Conversation, form: Option<Form>, body: String) -> Option<Tree> {
    let url = conversation.api("preview");
    let call = Call {
        method: "POST",
        url: &url,
        key: None,
        cookies: false,
        token: None,
        signal: &conversation.abort.signal(),
    };
    let response = conversation.call_when_still(call, Some(&porch_client::object(&[("body", body.into())]))).await;
    let tree = response.ok().and_then(|response| wire::tree(&wire::field(&response, "body")));
    let missing = conversation.store.config().text.no_preview();
    let (at, is_about_preview) = (NoticePlace::Form(form), |notice: &Notice| notice.text == missing);
    if tree.is_none() {
        conversation.show_notice(at, missing, true);
    } else if conversation.store.read(|state| state.notice.as_ref().is_some_and(is_about_preview)) {
        conversation.store.dispatch(Action::SetNotice(None));
    }
    tree
}

/// Shows an error in a form, and moves the focus to the field that has to be changed.
fn show_failure(conversation: &Rc<Conversation>, form: Form, failure: Failure) {
    let text = conversation.store.config().text;
    let (text_of_error, field) = match failure {
        Failure::Network => (text.not_reached().into(), None),
        Failure::Refused(code, _) if asks_to_reload(code) => (reload_advice(conversation, form, code), None),
        Failure::Refused(code, after) => (text.error(code, after), InvalidField::of(code)),
    };
    conversation.apply_held_changes();
    if matches!(failure, Failure::Refused(ErrorCode::VersionConflict, _)) {
        // The next attempt has to send the current version.
        own_comments::refresh_soon(conversation);
    }
    conversation.show_field_error(Some(form), text_of_error, field);
    if let Failure::Refused(ErrorCode::RateLimited, Some(left)) = failure {
        count_down(conversation, form, left);
    }
    if field.is_some() {
        conversation.focus_in(form.comment(), "form textarea");
    }
}

/// Shows in a form how many seconds to wait, and counts down until another notice replaces it.
fn count_down(conversation: &Rc<Conversation>, form: Form, left: u32) {
    let message = conversation.store.config().text.error(ErrorCode::RateLimited, Some(left));
    let at = NoticePlace::Form(Some(form));
    let notice = Notice { at, text: message, is_error: false, field: None, team_name: false, seconds_left: Some(left) };
    conversation.store.dispatch(Action::SetNotice((left > 0).then(|| notice.clone())));
    let next = move |conversation: &Rc<Conversation>| {
        if conversation.store.read(|state| state.notice.as_ref() == Some(&notice)) {
            count_down(conversation, form, left.saturating_sub(1));
        }
    };
    conversation.after(1_000, "left".into(), Box::new(next));
}

/// Advises to reload once, and only where the draft survives the reload: if it did not help the first time, it won't
/// help again.
fn reload_advice(conversation: &Conversation, form: Form, code: ErrorCode) -> String {
    let text = conversation.store.config().text;
    let key = format!("told:{}", draft_name(conversation, Some(form)));
    if conversation.bridge.recall(&key).is_some() || !conversation.bridge.storage_is_persistent() {
        return text.refused_again().into();
    }
    save_unsaved_drafts(conversation);
    conversation.bridge.keep(&key, Some("1"));
    text.error(code, None)
}

async fn save(conversation: &Rc<Conversation>, id: CommentId, body: String) {
    let Some(mine) = conversation.store.read(|state| state.mine(id).cloned()) else { return };
    let edit = [("version", mine.version.into()), ("body", body.as_str().into())];
    match change_comment(conversation, "PATCH", &id.to_string(), &edit).await {
        Err(failure) => show_failure(conversation, Form::Edit(id), failure),
        Ok(posted) => {
            let mine = updated(&mine, &posted, body);
            let held = !posted.comment.is_published();
            let text = conversation.store.config().text;
            let message = if held {
                text.held("", reviewer(conversation, id).as_deref(), posted.reason)
            } else {
                text.changes_saved().into()
            };
            discard_draft(conversation, Some(Form::Edit(id)));
            show_result(conversation, id, posted, mine, message).await;
        }
    }
}

async fn withdraw(conversation: &Rc<Conversation>, id: CommentId) {
    let Some(mine) = conversation.store.read(|state| state.mine(id).cloned()) else { return };
    match change_comment(conversation, "DELETE", &id.to_string(), &[("version", mine.version.into())]).await {
        Err(failure) => show_failure(conversation, Form::Withdraw(id), failure),
        Ok(posted) => {
            let mine = updated(&mine, &posted, String::new());
            show_result(conversation, id, posted, mine, conversation.store.config().text.deleted_by_you().into()).await;
        }
    }
}

async fn report(conversation: &Rc<Conversation>, id: CommentId, reason: &str) {
    if let Err(failure) =
        send_change(conversation, "POST", &format!("{id}/reports"), &[("reason", reason.into())]).await
    {
        return show_failure(conversation, Form::Report(id), failure);
    }
    discard_draft(conversation, Some(Form::Report(id)));
    conversation.store.dispatch(Action::Open(None));
    conversation.apply_held_changes();
    let config = conversation.store.config();
    conversation.show_notice(NoticePlace::Comment(id), config.text.reported(config.team.as_deref()), false);
    conversation.focus_comment(id).await;
}

async fn change_comment(
    conversation: &Conversation,
    method: &str,
    path: &str,
    fields: &[(&str, JsValue)],
) -> Result<CommentPosted, Failure> {
    readable(wire::posted(&send_change(conversation, method, path, fields).await?))
}

async fn send_change(
    conversation: &Conversation,
    method: &str,
    path: &str,
    fields: &[(&str, JsValue)],
) -> Result<JsValue, Failure> {
    let url = conversation.api(&format!("comments/{path}"));
    let key = posting::new_key();
    let call =
        Call { method, url: &url, key: Some(&key), cookies: true, token: None, signal: &conversation.abort.signal() };
    conversation.changes_in_flight.set(conversation.changes_in_flight.get() + 1);
    let response = conversation.call_when_still(call, Some(&porch_client::object(fields))).await;
    conversation.changes_in_flight.set(conversation.changes_in_flight.get() - 1);
    response
}

fn updated(mine: &MyComment, posted: &CommentPosted, source: String) -> MyComment {
    let comment = &posted.comment;
    let body = comment.body.clone().unwrap_or_default();
    let (version, status, edited_at) = (comment.version, comment.status, comment.edited_at);
    MyComment { version, status, edited_at, source, body, ..mine.clone() }
}

/// Who will read a changed comment, by name: the team member who decided about it before, or the one named on this
/// site.
fn reviewer(conversation: &Conversation, id: CommentId) -> Option<String> {
    let decider = conversation.store.read(|state| state.decider(id).map(str::to_owned));
    decider.or_else(|| conversation.store.config().team.as_deref().map(str::to_owned))
}

async fn appeal(conversation: &Rc<Conversation>, id: CommentId) {
    let Some(mine) = conversation.store.read(|state| state.mine(id).cloned()) else { return };
    let text = conversation.store.config().text;
    match change_comment(conversation, "POST", &format!("{id}/second-look"), &[]).await {
        Err(Failure::Network) => conversation.show_notice(NoticePlace::Comment(id), text.not_reached(), true),
        Err(Failure::Refused(code, after)) => {
            conversation.apply_held_changes();
            // If the team has decided in the meantime, the new status says more than the error.
            if code != ErrorCode::CommentNotFound {
                conversation.show_notice(NoticePlace::Comment(id), text.error(code, after), true);
            }
            own_comments::refresh(conversation).await;
        }
        Ok(posted) => {
            let mine = MyComment { second_look: true, ..(*mine).clone() };
            show_result(conversation, id, posted, mine, text.appeal_sent(reviewer(conversation, id).as_deref())).await;
        }
    }
}

async fn show_result(
    conversation: &Rc<Conversation>,
    id: CommentId,
    posted: CommentPosted,
    mine: MyComment,
    message: String,
) {
    conversation.store.dispatch(Action::Saved(posted, mine));
    conversation.store.dispatch(Action::Open(None));
    conversation.show_notice(NoticePlace::Comment(id), message, false);
    conversation.apply_held_changes();
    own_comments::refresh_soon(conversation);
    conversation.focus_comment(id).await;
}

async fn show_more(conversation: &Rc<Conversation>) {
    // Pressed early: the server's comments must be loaded before any other can be called new.
    conversation.wait_until_complete().await;
    let before = conversation.store.read(|state| state.blocks.len());
    if !load_more(conversation).await {
        return;
    }
    // The visitor goes on reading at the first comment of the loaded page.
    let first = conversation.store.read(|state| state.blocks.get(before).map(|block| block.id));
    if let Some(first) = first {
        conversation.focus_comment(first).await;
    }
}

/// Fetches the page of comments that follows a comment, in the order that is shown.
async fn fetch_after(conversation: &Conversation, id: CommentId) -> Result<JsValue, Failure> {
    let order = conversation.store.config().order.word();
    let url = conversation.api(&format!("thread?page={}&order={order}&after={id}", conversation.page_query()));
    let call =
        Call { method: "GET", url: &url, key: None, cookies: false, token: None, signal: &conversation.abort.signal() };
    conversation.call_when_still(call, None).await
}

/// Whether a comment is on a page of the thread that is not loaded. The server answers `CursorGone` for a deleted
/// comment.
async fn is_on_later_page(conversation: &Conversation, id: CommentId) -> bool {
    conversation.store.read(|state| state.next.is_some())
        && !matches!(fetch_after(conversation, id).await, Err(Failure::Refused(ErrorCode::CursorGone, _)))
}

/// Loads the pages of the thread up to a comment. Returns whether the comment is in the state afterwards.
pub(crate) async fn load_comment(conversation: &Rc<Conversation>, id: CommentId) -> bool {
    conversation.wait_until_complete().await;
    let is_known = || conversation.store.read(|state| state.comments.contains_key(&id));
    // Asked first, so that a long thread is not loaded in search of a deleted comment.
    if !is_known() && !is_on_later_page(conversation, id).await {
        return false;
    }
    while !is_known() {
        if conversation.ended.get() || !load_more(conversation).await {
            return false;
        }
    }
    true
}

/// Whether a comment is no longer readable.
pub(crate) async fn is_gone(conversation: &Conversation, id: CommentId) -> bool {
    conversation.wait_until_complete().await;
    match conversation.store.read(|state| state.comments.get(&id).map(|comment| comment.is_published())) {
        Some(published) => !published,
        None => !is_on_later_page(conversation, id).await,
    }
}

/// Fetches the next page of the thread. Returns whether it was loaded.
async fn load_more(conversation: &Rc<Conversation>) -> bool {
    let Some(next) = conversation.store.read(|state| state.next.filter(|_| !state.loading)) else { return false };
    conversation.store.dispatch(Action::MoreRequested);
    let page = match fetch_after(conversation, next).await {
        Ok(response) => read_page(&response, &conversation.bridge).await,
        Err(_) => None,
    };
    let loaded = page.is_some();
    conversation.store.dispatch(page.map_or(Action::MoreFailed, Action::MoreLoaded));
    loaded
}
