//! What people do, but for sending: each verb of the components ends here.

use std::rc::Rc;

use porch_protocol::{CommentId, CommentPosted, ErrorCode, MyComment, Tree, limits};
use wasm_bindgen::{JsCast, JsValue};

use crate::client::{Call, Failure, readable};
use crate::conversation::Conversation;
use crate::drafts::{draft_name, forget_draft, keep_draft, keep_now, keep_unsaved};
use crate::later::later;
use crate::state::{Action, Form, InvalidField, Notice, NoticePlace};
use crate::store::{SavedFields, Submission, UserAction};
use crate::takeover::read_page;
use crate::text::asks_to_reload;
use crate::{own_comments, posting, wire};

/// Answers the components' verbs from now on. The store holds the conversation only weakly: the loader ends it.
pub(crate) fn answer(conversation: &Rc<Conversation>) {
    let (answering, recalling) = (Rc::downgrade(conversation), Rc::downgrade(conversation));
    let answer = move |verb| {
        if let Some(conversation) = answering.upgrade() {
            act(&conversation, verb);
        }
    };
    let recall = move |what| {
        let conversation = recalling.upgrade()?;
        match what {
            SavedFields::Draft(form) => conversation.bridge.recall(&draft_name(&conversation, form)),
            SavedFields::Name => conversation.bridge.recall("name"),
            SavedFields::Clock(moment) => {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "a number of the browser is exact for ages of milliseconds"
                )]
                let millis = (moment.0 / 1_000) as f64;
                (millis > js_sys::Date::now()).then(|| conversation.bridge.clock(millis))
            }
        }
    };
    conversation.store.answer_with(Some(Rc::new(answer)), Some(Rc::new(recall)));
}

fn act(conversation: &Rc<Conversation>, verb: UserAction) {
    match verb {
        UserAction::Share(words) => share(conversation, words),
        UserAction::Keep(form, text, kept) => keep_draft(conversation, form, text, kept),
        UserAction::KeepNow(form, text) => keep_now(conversation, form, &text),
        UserAction::Sleep(form) => {
            let [kept, here] = conversation.store.config().text.write.slept;
            conversation.say(NoticePlace::Form(form), if conversation.bridge.keeps() { kept } else { here }, false);
        }
        UserAction::Hush(form) => {
            if conversation
                .store
                .read(|state| state.notice.as_ref().is_some_and(|notice| notice.at == NoticePlace::Form(form)))
            {
                conversation.store.dispatch(Action::Say(None));
            }
        }
        UserAction::Preview(form, body, came) => {
            let conversation = Rc::clone(conversation);
            later(async move { came.emit(preview(&conversation, form, body).await) });
        }
        UserAction::Withdraw(id) => {
            let conversation = Rc::clone(conversation);
            later(async move { withdraw(&conversation, id).await });
        }
        UserAction::LookAgain(id) => {
            let conversation = Rc::clone(conversation);
            later(async move { look_again(&conversation, id).await });
        }
        UserAction::Again(id) => posting::again_asked(conversation, id),
        UserAction::TakeBack(id) => posting::take_back(conversation, id),
        UserAction::More => {
            let conversation = Rc::clone(conversation);
            later(async move { show_more(&conversation).await });
        }
        UserAction::Open(form) => open(conversation, form),
        UserAction::Dress(article) => {
            if let Some(article) = article.get().and_then(|node| node.dyn_into().ok()) {
                conversation.bridge.dress(&article);
            }
        }
    }
}

fn open(conversation: &Rc<Conversation>, form: Option<Form>) {
    let before = conversation.store.read(|state| state.form);
    conversation.store.dispatch(Action::Say(None));
    conversation.store.dispatch(Action::Open(form));
    let conversation = Rc::clone(conversation);
    later(async move {
        if let Some(form) = form {
            return conversation.show_form(form).await;
        }
        let Some(before) = before else { return };
        conversation.drawn().await;
        // Back to the button that opened it, or whose menu did. What waits has its buttons in the block that says so.
        let opener = match before {
            Form::Reply(_) => ".a button",
            Form::Withdraw(_) => ".dots, .do > :last-child",
            Form::Edit(_) | Form::Report(_) => ".dots, .do > *",
        };
        conversation.focus_in(before.comment(), opener);
    });
}

fn share(conversation: &Rc<Conversation>, words: Submission) {
    let text = conversation.store.config().text;
    let chars = words.body.chars().count();
    if words.body.is_empty() {
        conversation.say_part(words.form, text.write.body_missing, Some(InvalidField::Words));
    } else if chars > limits::BODY_CHARS {
        let over = (text.write.over)(chars - limits::BODY_CHARS, limits::BODY_CHARS);
        conversation.say_part(words.form, over, Some(InvalidField::Words));
    } else if let Some(Form::Edit(id)) = words.form {
        let conversation = Rc::clone(conversation);
        later(async move { save(&conversation, id, words.body).await });
    } else if let Some(Form::Report(id)) = words.form {
        let conversation = Rc::clone(conversation);
        later(async move { report(&conversation, id, &words.body).await });
    } else if words.name.is_empty() {
        conversation.say_part(words.form, text.write.name_missing, Some(InvalidField::Name));
    } else {
        posting::post(conversation, words);
    }
}

async fn preview(conversation: &Conversation, form: Option<Form>, body: String) -> Option<Tree> {
    let url = conversation.api("preview");
    let call = Call { method: "POST", url: &url, key: None, cookies: false, signal: &conversation.abort.signal() };
    let answer = conversation.ask(call, Some(&wire::object(&[("body", body.into())]))).await;
    let tree = answer.ok().and_then(|answer| wire::tree(&wire::field(&answer, "body")));
    let missing = conversation.store.config().text.write.no_preview;
    let (at, said) = (NoticePlace::Form(form), |notice: &Notice| notice.said == missing);
    if tree.is_none() {
        conversation.say(at, missing, true);
    } else if conversation.store.read(|state| state.notice.as_ref().is_some_and(said)) {
        conversation.store.dispatch(Action::Say(None));
    }
    tree
}

/// Says in the form what went wrong, and leads to the part that is to be changed.
fn say_failure(conversation: &Rc<Conversation>, form: Form, failure: Failure) {
    let text = conversation.store.config().text;
    let (said, part) = match failure {
        Failure::Network => (text.own.not_reached.into(), None),
        Failure::Refused(code, _) if asks_to_reload(code) => (told_once(conversation, form, code), None),
        Failure::Refused(code, after) => ((text.wrong)(code, after), InvalidField::of(code)),
    };
    conversation.hear_held();
    if matches!(failure, Failure::Refused(ErrorCode::VersionConflict, _)) {
        // The next attempt names the version that it is now.
        own_comments::ask_soon(conversation);
    }
    conversation.say_part(Some(form), said, part);
    if let Failure::Refused(ErrorCode::RateLimited, Some(left)) = failure {
        count_down(conversation, form, left);
    }
    if part.is_some() {
        conversation.focus_in(form.comment(), "form textarea");
    }
}

/// Says in a form how many seconds it has to wait, and counts them down as long as nothing else is said there.
fn count_down(conversation: &Rc<Conversation>, form: Form, left: u32) {
    let said = (conversation.store.config().text.wrong)(ErrorCode::RateLimited, Some(left));
    let at = NoticePlace::Form(Some(form));
    let notice = Notice { at, said, wrong: false, part: None, team_name: false, left: Some(left) };
    conversation.store.dispatch(Action::Say((left > 0).then(|| notice.clone())));
    let next = move |conversation: &Rc<Conversation>| {
        if conversation.store.read(|state| state.notice.as_ref() == Some(&notice)) {
            count_down(conversation, form, left.saturating_sub(1));
        }
    };
    conversation.after(1_000, "left".into(), Box::new(next));
}

/// Reloading is advised once, and where it loses no words: what it did not help with, it does not help with again.
fn told_once(conversation: &Conversation, form: Form, code: ErrorCode) -> String {
    let text = conversation.store.config().text;
    let told = format!("told:{}", draft_name(conversation, Some(form)));
    if conversation.bridge.recall(&told).is_some() || !conversation.bridge.keeps() {
        return text.own.refused_again.into();
    }
    keep_unsaved(conversation);
    conversation.bridge.keep(&told, Some("1"));
    (text.wrong)(code, None)
}

async fn save(conversation: &Rc<Conversation>, id: CommentId, body: String) {
    let Some(mine) = conversation.store.read(|state| state.mine(id).cloned()) else { return };
    let edit = [("version", mine.version.into()), ("body", body.as_str().into())];
    match change(conversation, "PATCH", &id.to_string(), &edit).await {
        Err(failure) => say_failure(conversation, Form::Edit(id), failure),
        Ok(posted) => {
            let mine = renewed(&mine, &posted, body);
            let held = !posted.comment.is_published();
            let text = conversation.store.config().text;
            let said = if held {
                text.held("", reader(conversation, id).as_deref(), posted.reason)
            } else {
                text.own.saved.into()
            };
            forget_draft(conversation, Some(Form::Edit(id)));
            finish(conversation, id, posted, mine, said).await;
        }
    }
}

async fn withdraw(conversation: &Rc<Conversation>, id: CommentId) {
    let Some(mine) = conversation.store.read(|state| state.mine(id).cloned()) else { return };
    match change(conversation, "DELETE", &id.to_string(), &[("version", mine.version.into())]).await {
        Err(failure) => say_failure(conversation, Form::Withdraw(id), failure),
        Ok(posted) => {
            let mine = renewed(&mine, &posted, String::new());
            finish(conversation, id, posted, mine, conversation.store.config().text.own.withdrawn.into()).await;
        }
    }
}

async fn report(conversation: &Rc<Conversation>, id: CommentId, reason: &str) {
    if let Err(failure) = send(conversation, "POST", &format!("{id}/reports"), &[("reason", reason.into())]).await {
        return say_failure(conversation, Form::Report(id), failure);
    }
    forget_draft(conversation, Some(Form::Report(id)));
    conversation.store.dispatch(Action::Open(None));
    conversation.hear_held();
    let config = conversation.store.config();
    conversation.say(NoticePlace::Comment(id), (config.text.own.reported)(config.team.as_deref()), false);
    conversation.focus_comment(id).await;
}

async fn change(
    conversation: &Conversation,
    method: &str,
    of: &str,
    what: &[(&str, JsValue)],
) -> Result<CommentPosted, Failure> {
    readable(wire::posted(&send(conversation, method, of, what).await?))
}

async fn send(
    conversation: &Conversation,
    method: &str,
    of: &str,
    what: &[(&str, JsValue)],
) -> Result<JsValue, Failure> {
    let url = conversation.api(&format!("comments/{of}"));
    let key = posting::new_key();
    let call = Call { method, url: &url, key: Some(&key), cookies: true, signal: &conversation.abort.signal() };
    conversation.acts.set(conversation.acts.get() + 1);
    let answer = conversation.ask(call, Some(&wire::object(what))).await;
    conversation.acts.set(conversation.acts.get() - 1);
    answer
}

fn renewed(mine: &MyComment, posted: &CommentPosted, source: String) -> MyComment {
    let comment = &posted.comment;
    let body = comment.body.clone().unwrap_or_default();
    let (version, status, edited_at) = (comment.version, comment.status, comment.edited_at);
    MyComment { version, status, edited_at, source, body, ..mine.clone() }
}

/// Who reads a changed comment, by name: whoever decided about it before, or who speaks for the team here.
fn reader(conversation: &Conversation, id: CommentId) -> Option<String> {
    let decider = conversation.store.read(|state| state.decider(id).map(str::to_owned));
    decider.or_else(|| conversation.store.config().team.as_deref().map(str::to_owned))
}

async fn look_again(conversation: &Rc<Conversation>, id: CommentId) {
    let Some(mine) = conversation.store.read(|state| state.mine(id).cloned()) else { return };
    let text = conversation.store.config().text;
    match change(conversation, "POST", &format!("{id}/second-look"), &[]).await {
        Err(Failure::Network) => conversation.say(NoticePlace::Comment(id), text.own.not_reached, true),
        Err(Failure::Refused(code, after)) => {
            conversation.hear_held();
            // Where it was decided meanwhile, what is so now says more than any sentence.
            if code != ErrorCode::CommentNotFound {
                conversation.say(NoticePlace::Comment(id), (text.wrong)(code, after), true);
            }
            own_comments::ask(conversation).await;
        }
        Ok(posted) => {
            let mine = MyComment { second_look: true, ..(*mine).clone() };
            finish(conversation, id, posted, mine, (text.own.looking)(reader(conversation, id).as_deref())).await;
        }
    }
}

async fn finish(conversation: &Rc<Conversation>, id: CommentId, posted: CommentPosted, mine: MyComment, said: String) {
    conversation.store.dispatch(Action::Saved(posted, mine));
    conversation.store.dispatch(Action::Open(None));
    conversation.say(NoticePlace::Comment(id), said, false);
    conversation.hear_held();
    own_comments::ask_soon(conversation);
    conversation.focus_comment(id).await;
}

async fn show_more(conversation: &Rc<Conversation>) {
    // Pressed early: what is on the page must be known before anything can be called new.
    conversation.read_whole().await;
    let before = conversation.store.read(|state| state.blocks.len());
    if !more(conversation).await {
        return;
    }
    // The reader's place is now the first comment that came.
    let first = conversation.store.read(|state| state.blocks.get(before).map(|block| block.id));
    if let Some(first) = first {
        conversation.focus_comment(first).await;
    }
}

/// What comes after a comment, in the order that is read.
async fn after(conversation: &Conversation, id: CommentId) -> Result<JsValue, Failure> {
    let order = conversation.store.config().order.word();
    let url = conversation.api(&format!("thread?page={}&order={order}&after={id}", conversation.page_query()));
    let call = Call { method: "GET", url: &url, key: None, cookies: false, signal: &conversation.abort.signal() };
    conversation.ask(call, None).await
}

/// Whether a comment is on a page of the thread that is not here. Nothing comes after one that is gone.
async fn is_there(conversation: &Conversation, id: CommentId) -> bool {
    conversation.store.read(|state| state.next.is_some())
        && !matches!(after(conversation, id).await, Err(Failure::Refused(ErrorCode::CursorGone, _)))
}

/// Brings a comment onto the page, with the pages of the thread before it. Answers whether it is known then.
pub(crate) async fn bring(conversation: &Rc<Conversation>, id: CommentId) -> bool {
    conversation.read_whole().await;
    let is_known = || conversation.store.read(|state| state.comments.contains_key(&id));
    // Asked once, so that nobody loads a long thread in search of what is gone.
    if !is_known() && !is_there(conversation, id).await {
        return false;
    }
    while !is_known() {
        if conversation.ended.get() || !more(conversation).await {
            return false;
        }
    }
    true
}

/// Whether nobody can read a comment any more.
pub(crate) async fn is_gone(conversation: &Conversation, id: CommentId) -> bool {
    conversation.read_whole().await;
    match conversation.store.read(|state| state.comments.get(&id).map(|comment| comment.is_published())) {
        Some(published) => !published,
        None => !is_there(conversation, id).await,
    }
}

/// Fetches the next page of the thread. Answers whether anything came.
async fn more(conversation: &Rc<Conversation>) -> bool {
    let Some(next) = conversation.store.read(|state| state.next.filter(|_| !state.loading)) else { return false };
    conversation.store.dispatch(Action::MoreAsked);
    let page = match after(conversation, next).await {
        Ok(answer) => read_page(&answer, &conversation.bridge).await,
        Err(_) => None,
    };
    let came = page.is_some();
    conversation.store.dispatch(page.map_or(Action::MoreFailed, Action::MoreCame));
    came
}
