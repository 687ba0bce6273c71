//! The actions on a comment, in all places: the decisions that its status allows, replies, and its thread controls.

use std::cell::RefCell;
use std::rc::Rc;

use porch_class_macros::html;
use porch_protocol::team_api::ReadComment;
use porch_protocol::{Comment, DecisionKind};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::review::action_bar::action_icon;
use crate::review::available_actions::{Action, AvailableActions};
use crate::review::comment_subject::{CommentPlace, OpenForm, Subject};
use crate::review::decision_requests;
use crate::review::drafts::{self, DraftKind};
use crate::review::erase_comment::EraseForm;
use crate::review::own_comment::{DeleteOwn, EditField};
use crate::review::reason_picker::ReasonPicker;
use crate::review::reply::{ReplyField, ReplyMode};
use crate::review::thread_controls::{CommentControls, ControlsPanel};
use crate::text;
use crate::ui::focus_moves::{focus, focus_neighbor};
use crate::ui::icons::icon;

/// The form with an unsent draft for the comment: it is open again.
fn form_with_draft(comment: &Comment, actions: &AvailableActions) -> OpenForm {
    let typed = |kind| drafts::draft(comment.id, kind).is_some();
    if actions.reply_mode.is_some() && typed(DraftKind::Reply) {
        OpenForm::Reply
    } else if actions.own && typed(DraftKind::Edit) {
        OpenForm::Edit
    } else {
        OpenForm::Nothing
    }
}

/// What the element of a comment shows and listens to. It must be focusable by script.
pub(crate) struct CommentActions {
    /// The reference for the comment's element.
    pub(crate) node: NodeRef,
    /// The keydown handler for the same element.
    pub(crate) keys: Callback<KeyboardEvent>,
    /// The buttons, or the open form.
    pub(crate) view: Html,
    /// Which form is open.
    pub(crate) open: OpenForm,
    /// Opens a form, or closes the open one.
    pub(crate) set_open: Callback<OpenForm>,
    /// The available actions, and the callback that runs one: for a bar.
    pub(crate) actions: AvailableActions,
    pub(crate) press: Callback<Action>,
}

/// The actions on a comment; `done` is called after a decision.
#[hook]
pub(crate) fn use_comment_actions(subject: Subject, context: Context, done: Callback<()>) -> CommentActions {
    let node = use_node_ref();
    let actions = AvailableActions::for_subject(&subject, &context);
    let open = use_state(|| form_with_draft(&subject.comment, &actions));
    let more = use_state(|| subject.place == CommentPlace::Full);
    let rules = use_rules(&subject, matches!(*open, OpenForm::Reason(_)));
    let sending = use_mut_ref(|| false);
    let set_open = {
        let (open, node) = (open.clone(), node.clone());
        Callback::from(move |to: OpenForm| {
            // An opened form takes the focus by itself.
            if to == OpenForm::Nothing {
                focus(&node);
            }
            open.set(to);
        })
    };
    let on_reply = {
        let (done, unanswered) = (done.clone(), subject.unanswered);
        Callback::from(move |mode| {
            if unanswered || mode == ReplyMode::ApproveAndReply {
                done.emit(());
            }
        })
    };
    let decide = {
        let (context, subject, set, node) = (context.clone(), subject.clone(), set_open.clone(), node.clone());
        Callback::from(move |(decision, reason): (DecisionKind, Option<String>)| {
            // A second press is ignored.
            if !sending.replace(true) {
                send(&subject, (decision, reason), (&context, &done), (&set, &sending), &node);
            }
        })
    };
    let press = {
        let (set_open, open, decide) = (set_open.clone(), open.clone(), decide.clone());
        Callback::from(move |action: Action| match action {
            Action::Decide(decision) if decision.needs_reason() => set_open.emit(OpenForm::Reason(decision)),
            Action::Decide(decision) => {
                set_open.emit(OpenForm::Nothing);
                decide.emit((decision, None));
            }
            Action::Open(what) => set_open.emit(if *open == what { OpenForm::Nothing } else { what }),
        })
    };
    let keys = actions.keys(press.clone());
    let buttons = html! {
        <>
            if matches!(subject.place, CommentPlace::Compact | CommentPlace::InThread) && !actions.is_empty() { { collapsed_buttons(&actions, subject.place, &more, &press) } }
            if *more { { actions.buttons(*open, &press) } }
        </>
    };
    let close = set_open.reform(|()| OpenForm::Nothing);
    let id = subject.comment.id;
    let view = match *open {
        // The parent draws the conversation, for its comments have actions of their own.
        OpenForm::Nothing | OpenForm::Conversation => buttons,
        OpenForm::ThreadControls if subject.place == CommentPlace::InPane => {
            let close = close.reform(|_: MouseEvent| ());
            html! { <div class="sheet" data-panel=""><CommentControls {id} {context} sheet={true} /><div class="verbs"><button type="button" onclick={close}>{ text().frame_close() }</button></div></div> }
        }
        OpenForm::ThreadControls => html! { <>{ buttons }<ControlsPanel {id} {context} {close} /></> },
        OpenForm::Edit => html! { <EditField {id} {close} {context} /> },
        OpenForm::Erase => html! { <EraseForm {id} {close} {context} /> },
        OpenForm::Delete => html! { <DeleteOwn {id} {close} {context} /> },
        OpenForm::Reply => {
            let (comment, decides) = (subject.comment, subject.decides);
            html! { <ReplyField {comment} {decides} {close} done={on_reply} {context} /> }
        }
        OpenForm::Reason(decision) => {
            let name = subject.comment.author.map(|author| author.name).unwrap_or_default();
            let count = subject.alike.len().max(1);
            let send = Callback::from(move |reason| decide.emit((decision, Some(reason))));
            html! { <ReasonPicker {id} {decision} {name} {count} {rules} {send} on_cancel={close} /> }
        }
    };
    CommentActions { node, keys, view, open: *open, set_open, actions, press }
}

/// The house rules of a comment's page, loaded when they are needed: a history is long, and few of its comments are
/// decided about.
#[hook]
fn use_rules(subject: &Subject, needed: bool) -> Vec<String> {
    let rules = use_state(|| subject.rules.clone());
    {
        let (rules, id) = (rules.clone(), subject.comment.id);
        use_effect_with(needed, move |needed| {
            if *needed && rules.is_none() {
                spawn_local(async move {
                    rules.set(api::comment(id).await.ok().map(|team_comment| team_comment.rules));
                });
            }
        });
    }
    (*rules).clone().unwrap_or_default()
}

/// The button that shows the actions, and before it the first of them; within a conversation only the button, for the
/// comments themselves matter more there.
fn collapsed_buttons(
    actions: &AvailableActions,
    shown: CommentPlace,
    more: &UseStateHandle<bool>,
    press: &Callback<Action>,
) -> Html {
    let turn = {
        let more = more.clone();
        move |_: MouseEvent| more.set(!*more)
    };
    let label = format!("{}: {}", text().frame_more(), actions.summary());
    let dots = html! { <button type="button" class="icon square more" aria-label={label} aria-expanded={more.to_string()} onclick={turn}>{ icon("dots") }</button> };
    if shown == CommentPlace::InThread {
        return dots;
    }
    let first = actions.all().into_iter().next().filter(|_| !**more);
    let first = first.map(|(action, _, label)| {
        let press = press.reform(move |_: MouseEvent| action);
        html! { <button type="button" class="icon with-text" onclick={press}>{ icon(action_icon(action)) }{ label }</button> }
    });
    html! { <div class="row-actions">{ first }{ dots }</div> }
}

/// Decides about the version that was read.
fn send(
    subject: &Subject,
    (decision, reason): (DecisionKind, Option<String>),
    (context, done): (&Context, &Callback<()>),
    (set, sending): (&Callback<OpenForm>, &Rc<RefCell<bool>>),
    node: &NodeRef,
) {
    let comment = &subject.comment;
    let name = comment.author.as_ref().map(|author| author.name.clone()).unwrap_or_default();
    let own = ReadComment { id: comment.id, version: comment.version };
    let comments = if subject.alike.is_empty() { vec![own] } else { subject.alike.clone() };
    let named = [(comment.id, name)];
    let (id, leaves_list) = (comment.id, subject.leaves_list);
    let (context, done, set, node, sending) =
        (context.clone(), done.clone(), set.clone(), node.clone(), sending.clone());
    spawn_local(async move {
        let outcome = decision_requests::decide(decision, reason, &comments).await;
        sending.replace(false);
        if let Some(failure) = outcome.blocking_failure() {
            return context.show_failure(failure);
        }
        let nothing = outcome.done.is_empty();
        drafts::discard(id, DraftKind::Reason);
        set.emit(OpenForm::Nothing);
        if leaves_list && !nothing {
            focus_neighbor(&node);
        }
        context.show_toast.emit(outcome.decision_toast(decision, &named).await);
        done.emit(());
        context.refresh.emit(());
    });
}
