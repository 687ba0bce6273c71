//! Many comments that are selected, and what is decided about all of them at once.

use std::collections::HashSet;

use porch_protocol::team_api::ReadComment;
use porch_protocol::{CommentId, DecisionKind};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::context::Context;
use crate::review::action_bar::picture;
use crate::review::available_actions::key;
use crate::review::available_actions::{Offer, verbs};
use crate::review::bulk_requests;
use crate::review::list_entry::{Entry, Kind};
use crate::review::reason_picker::Reason;
use crate::text::{self, frame as say};
use crate::ui::avatar::avatar;
use crate::ui::icons::icon;
use crate::ui::keys::{cap, use_keydown};
use crate::ui::single_flight::use_once;

/// Which comments.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ManyProps {
    pub(crate) entries: Vec<Entry>,
    /// Hears which are decided about.
    pub(crate) done: Callback<Vec<CommentId>>,
    pub(crate) context: Context,
}

/// The comments, and the bar.
#[component]
pub(crate) fn Many(props: &ManyProps) -> Html {
    let ManyProps { entries, done, context } = props.clone();
    let (asking, once) = (use_state(|| None::<DecisionKind>), use_once());
    let offered = offered(&entries);
    let send = {
        let (entries, context, asking) = (entries.clone(), context.clone(), asking.clone());
        Callback::from(move |(verb, reason): (DecisionKind, Option<String>)| {
            let Some(on_its_way) = once.begin() else { return };
            let (entries, context, done, asking) =
                (fitting(&entries, verb), context.clone(), done.clone(), asking.clone());
            spawn_local(async move {
                let outcome = bulk_requests::decide(verb, reason, &about(&entries)).await;
                on_its_way.emit(outcome.failed().is_none());
                if let Some(failure) = outcome.failed() {
                    return context.failed(failure);
                }
                asking.set(None);
                let named: Vec<_> = entries.iter().map(|entry| (entry.id(), entry.name().to_owned())).collect();
                context.say.emit(outcome.of_decision(verb, &named).await);
                done.emit(entries.iter().map(Entry::id).collect());
                context.refresh.emit(());
            });
        })
    };
    let begin = {
        let (asking, send) = (asking.clone(), send.clone());
        Callback::from(
            move |verb: DecisionKind| {
                if verb.needs_reason() { asking.set(Some(verb)) } else { send.emit((verb, None)) }
            },
        )
    };
    {
        let (begin, offered) = (begin.clone(), offered.clone());
        use_keydown(move |event: &KeyboardEvent| {
            if let Some(verb) = offered.iter().find(|verb| key(**verb) == event.key()) {
                event.prevent_default();
                begin.emit(*verb);
            }
        });
    }
    let count = about(&entries).len();
    let bar = if let Some((verb, first)) =
        asking.and_then(|verb| Some((verb, fitting(&entries, verb).into_iter().next()?)))
    {
        let count = about(&fitting(&entries, verb)).len();
        let send = Callback::from(move |reason| send.emit((verb, Some(reason))));
        let never_mind = Callback::from(move |()| asking.set(None));
        let rules = first.rules.clone().unwrap_or_default();
        html! { <div class="col"><Reason id={first.id()} {verb} {count} name={first.name().to_owned()} {rules} {send} {never_mind} /></div> }
    } else {
        let whole = offered.iter().all(|verb| fitting(&entries, *verb).len() == entries.len());
        let buttons = offered.iter().map(|verb| {
                let (begin, verb) = (begin.clone(), *verb);
                let fits = about(&fitting(&entries, verb)).len();
                let press = move |_: MouseEvent| begin.emit(verb);
                html! { <button type="button" class="btn edge" onclick={press}>{ icon(picture(Offer::Verb(verb))) }<span>{ text::bulk::button(verb, fits, count) }</span>{ cap(key(verb)) }</button> }
            });
        html! { <div class="in of-many">{ for buttons }<span class="grow" />if whole { <span class="muted">{ say::for_all(count) }</span> }</div> }
    };
    let lines = entries.iter().map(|entry| {
        let alike = entry.about().len();
        html! { <li key={entry.id().to_string()}>{ avatar(entry.name()) }<span><b><bdi>{ entry.name().to_owned() }</bdi></b><span class="bit" dir="auto">{ entry.beginning() }</span></span>if alike > 1 { <span class="chip">{ say::alike(alike) }</span> }</li> }
    });
    html! {
        <section class="detail" aria-label={say::selected(count)}>
            <div class="scroll many">
                <h2>{ say::many(count, people(&entries)) }</h2>
                <ul class="plain">{ for lines }</ul>
            </div>
            <div class="acts-bar">{ bar }</div>
        </section>
    }
}

/// What may be decided about many at once, in the order of the buttons: what sends one comment back to its author is about one
/// alone.
const AT_ONCE: [DecisionKind; 6] = [
    DecisionKind::Approve,
    DecisionKind::NotSpam,
    DecisionKind::Restore,
    DecisionKind::Decline,
    DecisionKind::Remove,
    DecisionKind::Spam,
];

/// What is offered for what is selected.
fn offered(entries: &[Entry]) -> Vec<DecisionKind> {
    some_fit(&entries.iter().map(|entry| verbs(&entry.comment)).collect::<Vec<_>>())
}

/// What fits at least one comment, by what fits each: of two that have the same key, the one that fits more of them.
fn some_fit(each: &[Vec<DecisionKind>]) -> Vec<DecisionKind> {
    let count = |verb: DecisionKind| each.iter().filter(|verbs| verbs.contains(&verb)).count();
    let fits = AT_ONCE.into_iter().filter(|verb| count(*verb) > 0).collect::<Vec<_>>();
    let is_behind = |(place, verb): (usize, DecisionKind)| {
        let rivals = fits.iter().enumerate().filter(|(_, other)| **other != verb && key(**other) == key(verb));
        rivals.into_iter().any(|(at, other)| (count(*other), place) > (count(verb), at))
    };
    fits.iter().copied().enumerate().filter(|one| !is_behind(*one)).map(|(_, verb)| verb).collect()
}

/// Those of the rows that a decision fits.
fn fitting(entries: &[Entry], verb: DecisionKind) -> Vec<Entry> {
    entries.iter().filter(|entry| verbs(&entry.comment).contains(&verb)).cloned().collect()
}

/// All that a decision about these rows is about, as it was read: with the comments that say the same.
pub(crate) fn about(entries: &[Entry]) -> Vec<ReadComment> {
    let mut seen = HashSet::new();
    entries.iter().flat_map(Entry::about).filter(|one| seen.insert(one.id)).collect()
}

/// How many people wrote all that, where it is known: of two rows that many people sent, nobody says who sent both.
fn people(entries: &[Entry]) -> Option<usize> {
    if let [Entry { kind: Kind::Held(card), .. }] = entries {
        return usize::try_from(card.people).ok();
    }
    let one = |entry: &Entry| !matches!(&entry.kind, Kind::Held(card) if card.people > 1);
    let persons = || entries.iter().map(|entry| entry.person.as_str()).collect::<HashSet<_>>().len();
    entries.iter().all(one).then(persons)
}

#[cfg(test)]
mod tests {
    use porch_protocol::DecisionKind::{Approve, Decline, Remove, SendBack, Spam};

    use super::some_fit;

    #[test]
    fn what_fits_some_of_what_is_selected_is_offered_for_those() {
        let (held, reported) = (vec![Approve, SendBack, Decline, Spam], vec![SendBack, Remove, Spam]);
        assert_eq!(some_fit(&[held.clone(), held.clone()]), [Approve, Decline, Spam]);
        assert_eq!(some_fit(&[reported.clone(), held.clone(), held.clone()]), [Approve, Decline, Spam]);
        assert_eq!(some_fit(&[reported.clone(), reported.clone(), held.clone()]), [Approve, Remove, Spam]);
        // Both have one key.
        assert_eq!(some_fit(&[reported, held]), [Approve, Decline, Spam]);
        assert!(some_fit(&[]).is_empty());
    }
}
