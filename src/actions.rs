//! What people do, but for sending: each verb of the components ends here.

use std::rc::Rc;

use porch_protocol::{CommentId, CommentPosted, ErrorCode, MyComment, Tree, limits};
use wasm_bindgen::{JsCast, JsValue};

use crate::app::{App, later};
use crate::client::{Call, Failure, readable};
use crate::drafts::{draft_name, forget_draft, keep_draft, keep_now, keep_unsaved};
use crate::state::{Action, Form, InvalidField, Notice, NoticePlace};
use crate::store::{SavedFields, Submission, UserAction};
use crate::takeover::read_page;
use crate::text::asks_to_reload;
use crate::{own_comments, posting, wire};

/// Answers the components' verbs from now on. The store holds the app only weakly: the loader ends it.
pub(crate) fn answer(app: &Rc<App>) {
    let (answering, recalling) = (Rc::downgrade(app), Rc::downgrade(app));
    let answer = move |verb| {
        if let Some(app) = answering.upgrade() {
            act(&app, verb);
        }
    };
    let recall = move |what| {
        let app = recalling.upgrade()?;
        match what {
            SavedFields::Draft(form) => app.bridge.recall(&draft_name(&app, form)),
            SavedFields::Name => app.bridge.recall("name"),
            SavedFields::Clock(moment) => {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "a number of the browser is exact for ages of milliseconds"
                )]
                let millis = (moment.0 / 1_000) as f64;
                (millis > js_sys::Date::now()).then(|| app.bridge.clock(millis))
            }
        }
    };
    app.store.answer_with(Some(Rc::new(answer)), Some(Rc::new(recall)));
}

fn act(app: &Rc<App>, verb: UserAction) {
    match verb {
        UserAction::Share(words) => share(app, words),
        UserAction::Keep(form, text, kept) => keep_draft(app, form, text, kept),
        UserAction::KeepNow(form, text) => keep_now(app, form, &text),
        UserAction::Sleep(form) => {
            let [kept, here] = app.store.config().text.write.slept;
            app.say(NoticePlace::Form(form), if app.bridge.keeps() { kept } else { here }, false);
        }
        UserAction::Hush(form) => {
            if app.store.read(|state| state.notice.as_ref().is_some_and(|notice| notice.at == NoticePlace::Form(form)))
            {
                app.store.dispatch(Action::Say(None));
            }
        }
        UserAction::Preview(form, body, came) => {
            let app = Rc::clone(app);
            later(async move { came.emit(preview(&app, form, body).await) });
        }
        UserAction::Withdraw(id) => {
            let app = Rc::clone(app);
            later(async move { withdraw(&app, id).await });
        }
        UserAction::LookAgain(id) => {
            let app = Rc::clone(app);
            later(async move { look_again(&app, id).await });
        }
        UserAction::Again(id) => posting::again_asked(app, id),
        UserAction::TakeBack(id) => posting::take_back(app, id),
        UserAction::More => {
            let app = Rc::clone(app);
            later(async move { show_more(&app).await });
        }
        UserAction::Open(form) => open(app, form),
        UserAction::Dress(article) => {
            if let Some(article) = article.get().and_then(|node| node.dyn_into().ok()) {
                app.bridge.dress(&article);
            }
        }
    }
}

fn open(app: &Rc<App>, form: Option<Form>) {
    let before = app.store.read(|state| state.form);
    app.store.dispatch(Action::Say(None));
    app.store.dispatch(Action::Open(form));
    let app = Rc::clone(app);
    later(async move {
        if let Some(form) = form {
            return app.show_form(form).await;
        }
        let Some(before) = before else { return };
        app.drawn().await;
        // Back to the button that opened it, or whose menu did. What waits has its buttons in the block that says so.
        let opener = match before {
            Form::Reply(_) => ".a button",
            Form::Withdraw(_) => ".dots, .do > :last-child",
            Form::Edit(_) | Form::Report(_) => ".dots, .do > *",
        };
        app.focus_in(before.comment(), opener);
    });
}

fn share(app: &Rc<App>, words: Submission) {
    let text = app.store.config().text;
    let chars = words.body.chars().count();
    if words.body.is_empty() {
        app.say_part(words.form, text.write.body_missing, Some(InvalidField::Words));
    } else if chars > limits::BODY_CHARS {
        let over = (text.write.over)(chars - limits::BODY_CHARS, limits::BODY_CHARS);
        app.say_part(words.form, over, Some(InvalidField::Words));
    } else if let Some(Form::Edit(id)) = words.form {
        let app = Rc::clone(app);
        later(async move { save(&app, id, words.body).await });
    } else if let Some(Form::Report(id)) = words.form {
        let app = Rc::clone(app);
        later(async move { report(&app, id, &words.body).await });
    } else if words.name.is_empty() {
        app.say_part(words.form, text.write.name_missing, Some(InvalidField::Name));
    } else {
        posting::post(app, words);
    }
}

async fn preview(app: &App, form: Option<Form>, body: String) -> Option<Tree> {
    let url = app.api("preview");
    let call = Call { method: "POST", url: &url, key: None, cookies: false, signal: &app.abort.signal() };
    let answer = app.ask(call, Some(&wire::object(&[("body", body.into())]))).await;
    let tree = answer.ok().and_then(|answer| wire::tree(&wire::field(&answer, "body")));
    let missing = app.store.config().text.write.no_preview;
    let (at, said) = (NoticePlace::Form(form), |notice: &Notice| notice.said == missing);
    if tree.is_none() {
        app.say(at, missing, true);
    } else if app.store.read(|state| state.notice.as_ref().is_some_and(said)) {
        app.store.dispatch(Action::Say(None));
    }
    tree
}

/// Says in the form what went wrong, and leads to the part that is to be changed.
fn say_failure(app: &Rc<App>, form: Form, failure: Failure) {
    let text = app.store.config().text;
    let (said, part) = match failure {
        Failure::Network => (text.own.not_reached.into(), None),
        Failure::Refused(code, _) if asks_to_reload(code) => (told_once(app, form, code), None),
        Failure::Refused(code, after) => ((text.wrong)(code, after), InvalidField::of(code)),
    };
    app.hear_held();
    if matches!(failure, Failure::Refused(ErrorCode::VersionConflict, _)) {
        // The next attempt names the version that it is now.
        own_comments::ask_soon(app);
    }
    app.say_part(Some(form), said, part);
    if let Failure::Refused(ErrorCode::RateLimited, Some(left)) = failure {
        count_down(app, form, left);
    }
    if part.is_some() {
        app.focus_in(form.comment(), "form textarea");
    }
}

/// Says in a form how many seconds it has to wait, and counts them down as long as nothing else is said there.
fn count_down(app: &Rc<App>, form: Form, left: u32) {
    let said = (app.store.config().text.wrong)(ErrorCode::RateLimited, Some(left));
    let at = NoticePlace::Form(Some(form));
    let notice = Notice { at, said, wrong: false, part: None, team_name: false, left: Some(left) };
    app.store.dispatch(Action::Say((left > 0).then(|| notice.clone())));
    let next = move |app: &Rc<App>| {
        if app.store.read(|state| state.notice.as_ref() == Some(&notice)) {
            count_down(app, form, left.saturating_sub(1));
        }
    };
    app.after(1_000, "left".into(), Box::new(next));
}

/// Reloading is advised once, and where it loses no words: what it did not help with, it does not help with again.
fn told_once(app: &App, form: Form, code: ErrorCode) -> String {
    let text = app.store.config().text;
    let told = format!("told:{}", draft_name(app, Some(form)));
    if app.bridge.recall(&told).is_some() || !app.bridge.keeps() {
        return text.own.refused_again.into();
    }
    keep_unsaved(app);
    app.bridge.keep(&told, Some("1"));
    (text.wrong)(code, None)
}

async fn save(app: &Rc<App>, id: CommentId, body: String) {
    let Some(mine) = app.store.read(|state| state.mine(id).cloned()) else { return };
    let edit = [("version", mine.version.into()), ("body", body.as_str().into())];
    match change(app, "PATCH", &id.to_string(), &edit).await {
        Err(failure) => say_failure(app, Form::Edit(id), failure),
        Ok(posted) => {
            let mine = renewed(&mine, &posted, body);
            let held = !posted.comment.is_published();
            let text = app.store.config().text;
            let said =
                if held { text.held("", reader(app, id).as_deref(), posted.reason) } else { text.own.saved.into() };
            forget_draft(app, Some(Form::Edit(id)));
            finish(app, id, posted, mine, said).await;
        }
    }
}

async fn withdraw(app: &Rc<App>, id: CommentId) {
    let Some(mine) = app.store.read(|state| state.mine(id).cloned()) else { return };
    match change(app, "DELETE", &id.to_string(), &[("version", mine.version.into())]).await {
        Err(failure) => say_failure(app, Form::Withdraw(id), failure),
        Ok(posted) => {
            let mine = renewed(&mine, &posted, String::new());
            finish(app, id, posted, mine, app.store.config().text.own.withdrawn.into()).await;
        }
    }
}

async fn report(app: &Rc<App>, id: CommentId, reason: &str) {
    if let Err(failure) = send(app, "POST", &format!("{id}/reports"), &[("reason", reason.into())]).await {
        return say_failure(app, Form::Report(id), failure);
    }
    forget_draft(app, Some(Form::Report(id)));
    app.store.dispatch(Action::Open(None));
    app.hear_held();
    let config = app.store.config();
    app.say(NoticePlace::Comment(id), (config.text.own.reported)(config.team.as_deref()), false);
    app.focus_comment(id).await;
}

async fn change(app: &App, method: &str, of: &str, what: &[(&str, JsValue)]) -> Result<CommentPosted, Failure> {
    readable(wire::posted(&send(app, method, of, what).await?))
}

async fn send(app: &App, method: &str, of: &str, what: &[(&str, JsValue)]) -> Result<JsValue, Failure> {
    let url = app.api(&format!("comments/{of}"));
    let key = posting::new_key();
    let call = Call { method, url: &url, key: Some(&key), cookies: true, signal: &app.abort.signal() };
    app.acts.set(app.acts.get() + 1);
    let answer = app.ask(call, Some(&wire::object(what))).await;
    app.acts.set(app.acts.get() - 1);
    answer
}

fn renewed(mine: &MyComment, posted: &CommentPosted, source: String) -> MyComment {
    let comment = &posted.comment;
    let body = comment.body.clone().unwrap_or_default();
    let (version, status, edited_at) = (comment.version, comment.status, comment.edited_at);
    MyComment { version, status, edited_at, source, body, ..mine.clone() }
}

/// Who reads a changed comment, by name: whoever decided about it before, or who speaks for the team here.
fn reader(app: &App, id: CommentId) -> Option<String> {
    let decider = app.store.read(|state| state.decider(id).map(str::to_owned));
    decider.or_else(|| app.store.config().team.as_deref().map(str::to_owned))
}

async fn look_again(app: &Rc<App>, id: CommentId) {
    let Some(mine) = app.store.read(|state| state.mine(id).cloned()) else { return };
    let text = app.store.config().text;
    match change(app, "POST", &format!("{id}/second-look"), &[]).await {
        Err(Failure::Network) => app.say(NoticePlace::Comment(id), text.own.not_reached, true),
        Err(Failure::Refused(code, after)) => {
            app.hear_held();
            // Where it was decided meanwhile, what is so now says more than any sentence.
            if code != ErrorCode::CommentNotFound {
                app.say(NoticePlace::Comment(id), (text.wrong)(code, after), true);
            }
            own_comments::ask(app).await;
        }
        Ok(posted) => {
            let mine = MyComment { second_look: true, ..(*mine).clone() };
            finish(app, id, posted, mine, (text.own.looking)(reader(app, id).as_deref())).await;
        }
    }
}

async fn finish(app: &Rc<App>, id: CommentId, posted: CommentPosted, mine: MyComment, said: String) {
    app.store.dispatch(Action::Saved(posted, mine));
    app.store.dispatch(Action::Open(None));
    app.say(NoticePlace::Comment(id), said, false);
    app.hear_held();
    own_comments::ask_soon(app);
    app.focus_comment(id).await;
}

async fn show_more(app: &Rc<App>) {
    // Pressed early: what is on the page must be known before anything can be called new.
    app.read_whole().await;
    let before = app.store.read(|state| state.blocks.len());
    if !more(app).await {
        return;
    }
    // The reader's place is now the first comment that came.
    let first = app.store.read(|state| state.blocks.get(before).map(|block| block.id));
    if let Some(first) = first {
        app.focus_comment(first).await;
    }
}

/// What comes after a comment, in the order that is read.
async fn after(app: &App, id: CommentId) -> Result<JsValue, Failure> {
    let order = app.store.config().order.word();
    let url = app.api(&format!("thread?page={}&order={order}&after={id}", app.page_query()));
    let call = Call { method: "GET", url: &url, key: None, cookies: false, signal: &app.abort.signal() };
    app.ask(call, None).await
}

/// Whether a comment is on a page of the thread that is not here. Nothing comes after one that is gone.
async fn is_there(app: &App, id: CommentId) -> bool {
    app.store.read(|state| state.next.is_some())
        && !matches!(after(app, id).await, Err(Failure::Refused(ErrorCode::CursorGone, _)))
}

/// Brings a comment onto the page, with the pages of the thread before it. Answers whether it is known then.
pub(crate) async fn bring(app: &Rc<App>, id: CommentId) -> bool {
    app.read_whole().await;
    let is_known = || app.store.read(|state| state.comments.contains_key(&id));
    // Asked once, so that nobody loads a long thread in search of what is gone.
    if !is_known() && !is_there(app, id).await {
        return false;
    }
    while !is_known() {
        if app.ended.get() || !more(app).await {
            return false;
        }
    }
    true
}

/// Whether nobody can read a comment any more.
pub(crate) async fn is_gone(app: &App, id: CommentId) -> bool {
    app.read_whole().await;
    match app.store.read(|state| state.comments.get(&id).map(|comment| comment.is_published())) {
        Some(published) => !published,
        None => !is_there(app, id).await,
    }
}

/// Fetches the next page of the thread. Answers whether anything came.
async fn more(app: &Rc<App>) -> bool {
    let Some(next) = app.store.read(|state| state.next.filter(|_| !state.loading)) else { return false };
    app.store.dispatch(Action::MoreAsked);
    let page = match after(app, next).await {
        Ok(answer) => read_page(&answer, &app.bridge).await,
        Err(_) => None,
    };
    let came = page.is_some();
    app.store.dispatch(page.map_or(Action::MoreFailed, Action::MoreCame));
    came
}
