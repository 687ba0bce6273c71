//! What can be done about a comment wherever it is met: the verbs that its status allows, and how fast its branch goes.

use std::cell::RefCell;
use std::rc::Rc;

use porch_protocol::team_api::ReadComment;
use porch_protocol::{Comment, DecisionKind};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::review::action_bar::picture;
use crate::review::available_actions::{Offer, Offers};
use crate::review::bulk_requests;
use crate::review::comment_subject::{CommentPlace, OpenForm, Subject};
use crate::review::drafts::{self, Kind};
use crate::review::own_comment::{DeleteOwn, EditField};
use crate::review::reason_picker::Reason;
use crate::review::reply::{AnswerField, ReplyMode};
use crate::review::thread_controls::{CommentPace, PacePanel};
use crate::text;
use crate::ui::focus_moves::{rest, step_aside};
use crate::ui::icons::icon;

/// What was being typed about a comment when it was last shown: that form is open again.
fn form_with_draft(comment: &Comment, offers: &Offers) -> OpenForm {
    let typed = |kind| drafts::typed(comment.id, kind).is_some();
    if offers.answers.is_some() && typed(Kind::Answer) {
        OpenForm::Answer
    } else if offers.own && typed(Kind::Edit) {
        OpenForm::Edit
    } else {
        OpenForm::Nothing
    }
}

/// What the place where a comment stands shows and hears. The element must take the focus by script.
pub(crate) struct CommentActions {
    /// For the comment's own element.
    pub(crate) node: NodeRef,
    /// For the same.
    pub(crate) keys: Callback<KeyboardEvent>,
    /// The buttons, or what they ask.
    pub(crate) view: Html,
    /// What stands open.
    pub(crate) open: OpenForm,
    /// Opens something, or closes what is open.
    pub(crate) set: Callback<OpenForm>,
    /// What is offered, and what takes it: for a bar.
    pub(crate) offers: Offers,
    pub(crate) press: Callback<Offer>,
}

/// The deeds about a comment; `done` is told after a decision.
#[hook]
pub(crate) fn use_deeds(subject: Subject, context: Context, done: Callback<()>) -> CommentActions {
    let node = use_node_ref();
    let offers = Offers::about(&subject, &context);
    let open = use_state(|| form_with_draft(&subject.comment, &offers));
    let more = use_state(|| subject.shown == CommentPlace::Plainly);
    let rules = use_rules(&subject, matches!(*open, OpenForm::Reason(_)));
    let sending = use_mut_ref(|| false);
    let set = {
        let (open, node) = (open.clone(), node.clone());
        Callback::from(move |to: OpenForm| {
            // What takes the focus does so by itself once it is there.
            if to == OpenForm::Nothing {
                rest(&node);
            }
            open.set(to);
        })
    };
    let answered = {
        let (done, waits) = (done.clone(), subject.waits);
        Callback::from(move |way| {
            if waits || way == ReplyMode::ApproveToo {
                done.emit(());
            }
        })
    };
    let decide = {
        let (context, subject, set, node) = (context.clone(), subject.clone(), set.clone(), node.clone());
        Callback::from(move |(verb, reason): (DecisionKind, Option<String>)| {
            // A second press means nothing.
            if !sending.replace(true) {
                send(&subject, (verb, reason), (&context, &done), (&set, &sending), &node);
            }
        })
    };
    let press = {
        let (set, open, decide) = (set.clone(), open.clone(), decide.clone());
        Callback::from(move |offer: Offer| match offer {
            Offer::Verb(verb) if verb.needs_reason() => set.emit(OpenForm::Reason(verb)),
            Offer::Verb(verb) => {
                set.emit(OpenForm::Nothing);
                decide.emit((verb, None));
            }
            Offer::Opens(what) => set.emit(if *open == what { OpenForm::Nothing } else { what }),
        })
    };
    let keys = offers.keys(press.clone());
    let buttons = html! {
        <>
            if matches!(subject.shown, CommentPlace::Quietly | CommentPlace::Within) && !offers.is_empty() { { line(&offers, subject.shown, &more, &press) } }
            if *more { { offers.buttons(*open, &press) } }
        </>
    };
    let close = set.reform(|()| OpenForm::Nothing);
    let id = subject.comment.id;
    let view = match *open {
        // The conversation is drawn by whoever shows the comment, for its comments have actions of their own.
        OpenForm::Nothing | OpenForm::Around => buttons,
        OpenForm::Pace if subject.shown == CommentPlace::Beside => {
            let close = close.reform(|_: MouseEvent| ());
            html! { <div class="sheet" data-panel=""><CommentPace {id} {context} sheet={true} /><div class="verbs"><button type="button" onclick={close}>{ text::frame::CLOSE }</button></div></div> }
        }
        OpenForm::Pace => html! { <>{ buttons }<PacePanel {id} {context} {close} /></> },
        OpenForm::Edit => html! { <EditField {id} {close} {context} /> },
        OpenForm::Delete => html! { <DeleteOwn {id} {close} {context} /> },
        OpenForm::Answer => {
            let (comment, decides) = (subject.comment, subject.decides);
            html! { <AnswerField {comment} {decides} {close} done={answered} {context} /> }
        }
        OpenForm::Reason(verb) => {
            let name = subject.comment.author.map(|author| author.name).unwrap_or_default();
            let count = subject.alike.len().max(1);
            let send = Callback::from(move |reason| decide.emit((verb, Some(reason))));
            html! { <Reason {id} {verb} {name} {count} {rules} {send} never_mind={close} /> }
        }
    };
    CommentActions { node, keys, view, open: *open, set, offers, press }
}

/// The house rules of a comment's page, asked for when they are needed: a history is long, and few of its comments are
/// decided about.
#[hook]
fn use_rules(subject: &Subject, needed: bool) -> Vec<String> {
    let rules = use_state(|| subject.rules.clone());
    {
        let (rules, id) = (rules.clone(), subject.comment.id);
        use_effect_with(needed, move |needed| {
            if *needed && rules.is_none() {
                spawn_local(async move { rules.set(api::pages::comment(id).await.ok().map(|met| met.rules)) });
            }
        });
    }
    (*rules).clone().unwrap_or_default()
}

/// The button behind which the verbs wait, and before it the first of them; within a conversation only the button, for other
/// words matter more there.
fn line(offers: &Offers, shown: CommentPlace, more: &UseStateHandle<bool>, press: &Callback<Offer>) -> Html {
    let turn = {
        let more = more.clone();
        move |_: MouseEvent| more.set(!*more)
    };
    let label = format!("{}: {}", text::frame::MORE, offers.told());
    let dots = html! { <button type="button" class="icon sq more" aria-label={label} aria-expanded={more.to_string()} onclick={turn}>{ icon("dots") }</button> };
    if shown == CommentPlace::Within {
        return dots;
    }
    let first = offers.all().into_iter().next().filter(|_| !**more);
    let first = first.map(|(offer, _, label)| {
        let press = press.reform(move |_: MouseEvent| offer);
        html! { <button type="button" class="icon txt" onclick={press}>{ icon(picture(offer)) }{ label }</button> }
    });
    html! { <div class="acts">{ first }{ dots }</div> }
}

/// Decides about the version that was read.
fn send(
    subject: &Subject,
    (verb, reason): (DecisionKind, Option<String>),
    (context, done): (&Context, &Callback<()>),
    (set, sending): (&Callback<OpenForm>, &Rc<RefCell<bool>>),
    node: &NodeRef,
) {
    let comment = &subject.comment;
    let name = comment.author.as_ref().map(|author| author.name.clone()).unwrap_or_default();
    let own = ReadComment { id: comment.id, version: comment.version };
    let comments = if subject.alike.is_empty() { vec![own] } else { subject.alike.clone() };
    let named = [(comment.id, name)];
    let (id, leaves) = (comment.id, subject.leaves);
    let (context, done, set, node, sending) =
        (context.clone(), done.clone(), set.clone(), node.clone(), sending.clone());
    spawn_local(async move {
        let outcome = bulk_requests::decide(verb, reason, &comments).await;
        sending.replace(false);
        if let Some(failure) = outcome.failed() {
            return context.failed(failure);
        }
        let nothing = outcome.done.is_empty();
        drafts::forget(id, Kind::Reason);
        set.emit(OpenForm::Nothing);
        if leaves && !nothing {
            step_aside(&node);
        }
        context.say.emit(outcome.of_decision(verb, &named).await);
        done.emit(());
        context.refresh.emit(());
    });
}
