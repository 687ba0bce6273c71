//! What can be done about a comment wherever it is met: the verbs that its status allows, and how fast its branch goes.

use std::cell::RefCell;
use std::rc::Rc;

use porch_protocol::host::{Decide, ReadComment};
use porch_protocol::{Comment, Verb};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::focus::{rest, step_aside};
use crate::foot::Said;
use crate::keys::{cap, is_no_deed};
use crate::pace::CommentPace;
use crate::reason::Reason;
use crate::words;

/// The key of a verb: the same wherever it is offered.
pub(crate) fn key(verb: Verb) -> &'static str {
    match verb {
        Verb::Approve | Verb::Restore | Verb::NotSpam | Verb::Keep => "a",
        Verb::SendBack => "e",
        Verb::Decline | Verb::Remove => "x",
        Verb::Spam => "s",
    }
}

/// A comment that is met.
#[derive(Clone, PartialEq)]
pub(crate) struct Subject {
    /// As it was read: nothing is decided about another version.
    pub(crate) comment: Comment,
    /// The house rules of its page, where they are known already.
    pub(crate) rules: Option<Vec<String>>,
    /// Whether whoever looks may decide; a guest expert may not.
    pub(crate) decides: bool,
    /// Whether it leaves the list once it was decided about.
    pub(crate) leaves: bool,
    /// Whether the verbs wait behind one line, where something else matters more. Their keys work all the same.
    pub(crate) quiet: bool,
}

/// What the place where a comment stands shows and hears. The element must take the focus by script.
pub(crate) struct Deeds {
    /// For the comment's own element.
    pub(crate) node: NodeRef,
    /// For the same.
    pub(crate) keys: Callback<KeyboardEvent>,
    /// The buttons, or what they ask.
    pub(crate) view: Html,
}

/// The deeds about a comment; `done` is told after a decision.
#[hook]
pub(crate) fn use_deeds(subject: Subject, house: House, done: Callback<()>) -> Deeds {
    let node = use_node_ref();
    let asking = use_state(|| None::<Verb>);
    let paced = use_state(|| false);
    let more = use_state(|| !subject.quiet);
    let rules = use_state(|| subject.rules.clone());
    let verbs = if subject.decides { Verb::offered(subject.comment.status) } else { &[] };
    let paces = subject.comment.is_published();
    {
        let (rules, id) = (rules.clone(), subject.comment.id);
        // Asked for when they are needed: a history is long, and few of its comments are decided about.
        use_effect_with(asking.is_some(), move |asking| {
            if *asking && rules.is_none() {
                spawn_local(async move { rules.set(calls::pages::comment(id).await.ok().map(|met| met.rules)) });
            }
        });
    }
    let sending = use_mut_ref(|| false);
    let decide = {
        let (house, subject, asking, node) = (house.clone(), subject.clone(), asking.clone(), node.clone());
        Callback::from(move |(verb, reason): (Verb, Option<String>)| {
            // A second press means nothing.
            if !sending.replace(true) {
                send(&subject, (verb, reason), (&house, &done), (&asking, &sending), &node);
            }
        })
    };
    let begin = {
        let (asking, decide, paced) = (asking.clone(), decide.clone(), paced.clone());
        Callback::from(move |verb: Verb| {
            paced.set(false);
            if verb.needs_reason() { asking.set(Some(verb)) } else { decide.emit((verb, None)) }
        })
    };
    let pace = {
        let (asking, paced, node) = (asking.clone(), paced.clone(), node.clone());
        Callback::from(move |()| {
            if *paced {
                rest(&node);
            }
            asking.set(None);
            paced.set(!*paced);
        })
    };
    let keys = keys(verbs, begin.clone(), paces.then(|| pace.clone()));
    let name = subject.comment.author.as_ref().map(|author| author.name.clone()).unwrap_or_default();
    let view = match *asking {
        Some(verb) => {
            let never_mind = {
                let (asking, node) = (asking.clone(), node.clone());
                Callback::from(move |()| {
                    rest(&node);
                    asking.set(None);
                })
            };
            let send = Callback::from(move |reason| decide.emit((verb, Some(reason))));
            html! { <Reason {verb} {name} rules={(*rules).clone().unwrap_or_default()} {send} {never_mind} /> }
        }
        None => html! {
            <>
                if subject.quiet && (paces || !verbs.is_empty()) { { line(verbs, paces, &more) } }
                if *more {
                    <div class="verbs">
                        { for verbs.iter().map(|verb| button(*verb, &begin)) }
                        if paces { <PaceButton open={*paced} toggle={pace.clone()} /> }
                    </div>
                }
                if *paced { <CommentPace id={subject.comment.id} {house} /> }
            </>
        },
    };
    Deeds { node, keys, view }
}

/// One key, one deed, about the comment that has the focus.
fn keys(verbs: &'static [Verb], begin: Callback<Verb>, pace: Option<Callback<()>>) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        if is_no_deed(&event) {
            return;
        }
        let pressed = event.key();
        match (verbs.iter().find(|verb| key(**verb) == pressed), &pace) {
            (Some(verb), _) => begin.emit(*verb),
            (None, Some(pace)) if pressed == "c" => pace.emit(()),
            _ => return,
        }
        // It is about this comment, and about no other one that hears keys around it.
        event.prevent_default();
        event.stop_propagation();
    })
}

/// The line behind which the verbs wait.
fn line(verbs: &[Verb], paces: bool, more: &UseStateHandle<bool>) -> Html {
    let press = {
        let more = more.clone();
        move |_: MouseEvent| more.set(!*more)
    };
    html! { <button class="line" aria-expanded={more.to_string()} onclick={press}>{ words::offered(verbs, paces) }</button> }
}

fn button(verb: Verb, begin: &Callback<Verb>) -> Html {
    let begin = begin.clone();
    let press = move |_: MouseEvent| begin.emit(verb);
    html! { <button onclick={press}>{ words::verb(verb) }{ cap(key(verb)) }</button> }
}

/// What opens and closes the pace of a comment's branch and page.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PaceButtonProps {
    pub(crate) open: bool,
    pub(crate) toggle: Callback<()>,
}

/// The same.
#[component]
pub(crate) fn PaceButton(props: &PaceButtonProps) -> Html {
    let toggle = props.toggle.clone();
    let press = move |_: MouseEvent| toggle.emit(());
    html! { <button aria-expanded={props.open.to_string()} onclick={press}>{ words::pages::PACE }{ cap("c") }</button> }
}

/// Decides about the version that was read.
fn send(
    subject: &Subject,
    (verb, reason): (Verb, Option<String>),
    (house, done): (&House, &Callback<()>),
    (asking, sending): (&UseStateHandle<Option<Verb>>, &Rc<RefCell<bool>>),
    node: &NodeRef,
) {
    let comment = &subject.comment;
    let name = comment.author.as_ref().map(|author| author.name.clone()).unwrap_or_default();
    let comments = vec![ReadComment { id: comment.id, version: comment.version }];
    let (house, done, asking, node, leaves) =
        (house.clone(), done.clone(), asking.clone(), node.clone(), subject.leaves);
    let sending = sending.clone();
    spawn_local(async move {
        let decided = calls::decide(&Decide { verb, reason, comments }).await;
        sending.replace(false);
        match decided {
            Ok(decided) => {
                let nothing = decided.done.is_empty();
                let words = if nothing { words::TOO_LATE.into() } else { words::done(verb, &name, 1) };
                if leaves && !nothing {
                    step_aside(&node);
                } else {
                    rest(&node);
                }
                asking.set(None);
                house.say.emit(Said { words, undo: decided.done, ..Said::default() });
                done.emit(());
                house.refresh.emit(());
            }
            Err(failure) => house.failed(failure),
        }
    });
}
