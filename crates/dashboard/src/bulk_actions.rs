//! Many comments that are selected, and what is decided about all of them at once.

use std::collections::HashSet;

use porch_protocol::team_api::ReadComment;
use porch_protocol::{CommentId, DecisionKind};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::action_bar::picture;
use crate::app::Context;
use crate::available_actions::{Offer, verbs};
use crate::avatar::avatar;
use crate::bulk_requests;
use crate::comment_actions::key;
use crate::icons::icon;
use crate::keys::{cap, use_keydown};
use crate::list_entry::{Entry, Kind};
use crate::reason_picker::Reason;
use crate::single_flight::use_once;
use crate::text::{self, frame as say};

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
    let offered = common(&entries);
    let send = {
        let (entries, context, asking) = (entries.clone(), context.clone(), asking.clone());
        Callback::from(move |(verb, reason): (DecisionKind, Option<String>)| {
            let Some(on_its_way) = once.begin() else { return };
            let (entries, context, done, asking) = (entries.clone(), context.clone(), done.clone(), asking.clone());
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
    let bar = if let Some((verb, first)) = asking.zip(entries.first()) {
        let send = Callback::from(move |reason| send.emit((verb, Some(reason))));
        let never_mind = Callback::from(move |()| asking.set(None));
        let rules = first.rules.clone().unwrap_or_default();
        html! { <div class="col"><Reason id={first.id()} {verb} {count} name={first.name().to_owned()} {rules} {send} {never_mind} /></div> }
    } else {
        let buttons = offered.iter().map(|verb| {
                let (begin, verb) = (begin.clone(), *verb);
                let press = move |_: MouseEvent| begin.emit(verb);
                html! { <button type="button" class="btn edge" onclick={press}>{ icon(picture(Offer::Verb(verb))) }<span>{ text::verb(verb) }</span>{ cap(key(verb)) }</button> }
            });
        html! { <div class="in">{ for buttons }<span class="grow" /><span class="muted">{ say::for_all(count) }</span></div> }
    };
    let lines = entries.iter().map(|entry| {
        let alike = entry.about().len();
        html! { <li key={entry.id().to_string()}>{ avatar(entry.name()) }<span dir="auto"><b><bdi>{ entry.name().to_owned() }</bdi></b>{ entry.beginning() }</span>if alike > 1 { <span class="chip">{ say::alike(alike) }</span> }</li> }
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

/// What can be done about all of them, one press each: what sends one comment back to its author is about one alone.
fn common(entries: &[Entry]) -> Vec<DecisionKind> {
    let Some((first, rest)) = entries.split_first() else { return Vec::new() };
    let fits = |verb: &DecisionKind| {
        *verb != DecisionKind::SendBack && rest.iter().all(|entry| verbs(&entry.comment).contains(verb))
    };
    verbs(&first.comment).into_iter().filter(fits).collect()
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
