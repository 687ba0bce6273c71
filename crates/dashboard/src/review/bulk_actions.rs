//! The selected comments, and the decisions about all of them at once.

use std::collections::HashSet;

use porch_class_macros::html;
use porch_protocol::team_api::ReadComment;
use porch_protocol::{CommentId, DecisionKind};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::context::Context;
use crate::review::action_bar::action_icon;
use crate::review::available_actions::key_of;
use crate::review::available_actions::{Action, decisions_for};
use crate::review::decision_requests;
use crate::review::list_entry::{Entry, EntryKind};
use crate::review::reason_picker::ReasonPicker;
use crate::text;
use crate::text::frame as texts;
use crate::ui::avatar::avatar;
use crate::ui::icons::icon;
use crate::ui::keys::{key_cap, use_keydown};
use crate::ui::single_flight::use_single_flight;

/// The selected comments.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct BulkActionsProps {
    pub(crate) entries: Vec<Entry>,
    /// Receives the ids of the comments that were decided about.
    pub(crate) done: Callback<Vec<CommentId>>,
    pub(crate) context: Context,
}

/// The comments, and the bar.
#[component]
pub(crate) fn BulkActions(props: &BulkActionsProps) -> Html {
    let BulkActionsProps { entries, done, context } = props.clone();
    let (reason_for, flight) = (use_state(|| None::<DecisionKind>), use_single_flight());
    let offered = offered_decisions(&entries);
    let send = {
        let (entries, context, reason_for) = (entries.clone(), context.clone(), reason_for.clone());
        Callback::from(move |(decision, reason): (DecisionKind, Option<String>)| {
            let Some(finish) = flight.begin() else { return };
            let (entries, context, done, reason_for) =
                (entries_allowing(&entries, decision), context.clone(), done.clone(), reason_for.clone());
            spawn_local(async move {
                let outcome = decision_requests::decide(decision, reason, &read_comments(&entries)).await;
                finish.emit(outcome.blocking_failure().is_none());
                if let Some(failure) = outcome.blocking_failure() {
                    return context.show_failure(failure);
                }
                reason_for.set(None);
                let named: Vec<_> = entries.iter().map(|entry| (entry.id(), entry.name().to_owned())).collect();
                context.show_toast.emit(outcome.decision_toast(decision, &named).await);
                done.emit(entries.iter().map(Entry::id).collect());
                context.refresh.emit(());
            });
        })
    };
    let begin = {
        let (reason_for, send) = (reason_for.clone(), send.clone());
        Callback::from(move |decision: DecisionKind| {
            if decision.needs_reason() { reason_for.set(Some(decision)) } else { send.emit((decision, None)) }
        })
    };
    {
        let (begin, offered) = (begin.clone(), offered.clone());
        use_keydown(move |event: &KeyboardEvent| {
            if let Some(decision) = offered.iter().find(|decision| key_of(**decision) == event.key()) {
                event.prevent_default();
                begin.emit(*decision);
            }
        });
    }
    let count = read_comments(&entries).len();
    let bar = if let Some((decision, first)) =
        reason_for.and_then(|decision| Some((decision, entries_allowing(&entries, decision).into_iter().next()?)))
    {
        let count = read_comments(&entries_allowing(&entries, decision)).len();
        let send = Callback::from(move |reason| send.emit((decision, Some(reason))));
        let on_cancel = Callback::from(move |()| reason_for.set(None));
        let rules = first.rules.clone().unwrap_or_default();
        html! { <div><ReasonPicker id={first.id()} {decision} {count} name={first.name().to_owned()} {rules} {send} {on_cancel} /></div> }
    } else {
        let fits_all = offered.iter().all(|decision| entries_allowing(&entries, *decision).len() == entries.len());
        let buttons = offered.iter().map(|decision| {
                let (begin, decision) = (begin.clone(), *decision);
                let fits = read_comments(&entries_allowing(&entries, decision)).len();
                let press = move |_: MouseEvent| begin.emit(decision);
                html! { <button type="button" class="button edge" onclick={press}>{ icon(action_icon(Action::Decide(decision))) }<span>{ text::bulk::button(decision, fits, count) }</span>{ key_cap(key_of(decision)) }</button> }
            });
        html! { <div class="bar-content of-many">{ for buttons }<span class="grow" />if fits_all { <span class="muted">{ text().for_all(count) }</span> }</div> }
    };
    let lines = entries.iter().map(|entry| {
        let alike = entry.read_comments().len();
        html! { <li key={entry.id().to_string()}>{ avatar(entry.name()) }<span><b><bdi>{ entry.name().to_owned() }</bdi></b><span class="excerpt" dir="auto">{ entry.excerpt() }</span></span>if alike > 1 { <span class="chip">{ text().alike_count(alike) }</span> }</li> }
    });
    html! {
        <section class="detail" aria-label={text().selected_count(count)}>
            <div class="scroll many">
                <h2>{ texts::bulk_title(count, author_count(&entries)) }</h2>
                <ul class="plain">{ for lines }</ul>
            </div>
            <div class="action-bar">{ bar }</div>
        </section>
    }
}

/// The decisions that can be made about several comments at once, in the order of the buttons: asking for changes is
/// always about one comment.
const BULK_DECISIONS: [DecisionKind; 6] = [
    DecisionKind::Approve,
    DecisionKind::NotSpam,
    DecisionKind::Restore,
    DecisionKind::Decline,
    DecisionKind::Remove,
    DecisionKind::Spam,
];

/// The decisions for the selected comments.
fn offered_decisions(entries: &[Entry]) -> Vec<DecisionKind> {
    offered_for_some(&entries.iter().map(|entry| decisions_for(&entry.comment)).collect::<Vec<_>>())
}

/// The decisions that fit at least one comment, given those that fit each: of two with the same key, the one that fits
/// more comments.
fn offered_for_some(each: &[Vec<DecisionKind>]) -> Vec<DecisionKind> {
    let count = |decision: DecisionKind| each.iter().filter(|verbs| verbs.contains(&decision)).count();
    let fits = BULK_DECISIONS.into_iter().filter(|decision| count(*decision) > 0).collect::<Vec<_>>();
    let is_superseded = |(place, decision): (usize, DecisionKind)| {
        let same_key =
            fits.iter().enumerate().filter(|(_, other)| **other != decision && key_of(**other) == key_of(decision));
        same_key.into_iter().any(|(at, other)| (count(*other), place) > (count(decision), at))
    };
    fits.iter().copied().enumerate().filter(|one| !is_superseded(*one)).map(|(_, decision)| decision).collect()
}

/// The rows that a decision fits.
fn entries_allowing(entries: &[Entry], decision: DecisionKind) -> Vec<Entry> {
    entries.iter().filter(|entry| decisions_for(&entry.comment).contains(&decision)).cloned().collect()
}

/// The comments that a decision about these rows is about, in the versions that were read: including those with the
/// same text.
pub(crate) fn read_comments(entries: &[Entry]) -> Vec<ReadComment> {
    let mut seen = HashSet::new();
    entries.iter().flat_map(Entry::read_comments).filter(|one| seen.insert(one.id)).collect()
}

/// How many authors there are, where it is known: for two rows with several authors each, it is not known who wrote
/// both.
fn author_count(entries: &[Entry]) -> Option<usize> {
    if let [Entry { kind: EntryKind::Held(card), .. }] = entries {
        return usize::try_from(card.people).ok();
    }
    let one = |entry: &Entry| !matches!(&entry.kind, EntryKind::Held(card) if card.people > 1);
    let persons = || entries.iter().map(|entry| entry.person.as_str()).collect::<HashSet<_>>().len();
    entries.iter().all(one).then(persons)
}

#[cfg(test)]
mod tests {
    use porch_protocol::DecisionKind::{Approve, Decline, Remove, SendBack, Spam};

    use super::offered_for_some;

    #[test]
    fn a_decision_that_fits_some_selected_comments_is_offered() {
        let (held, reported) = (vec![Approve, SendBack, Decline, Spam], vec![SendBack, Remove, Spam]);
        assert_eq!(offered_for_some(&[held.clone(), held.clone()]), [Approve, Decline, Spam]);
        assert_eq!(offered_for_some(&[reported.clone(), held.clone(), held.clone()]), [Approve, Decline, Spam]);
        assert_eq!(offered_for_some(&[reported.clone(), reported.clone(), held.clone()]), [Approve, Remove, Spam]);
        // Both have the same key.
        assert_eq!(offered_for_some(&[reported, held]), [Approve, Decline, Spam]);
        assert!(offered_for_some(&[]).is_empty());
    }
}
