//! Many comments that are selected, and what is decided about all of them at once.

use std::collections::HashSet;

use porch_protocol::host::{Decide, ReadComment};
use porch_protocol::{CommentId, Verb};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::avatar::avatar;
use crate::bar::picture;
use crate::calls;
use crate::deeds::key;
use crate::entry::{Entry, Kind};
use crate::foot::Said;
use crate::icons::icon;
use crate::keys::{cap, use_keydown};
use crate::offers::{Offer, verbs};
use crate::once::use_once;
use crate::reason::Reason;
use crate::words::{self, frame as say};

/// Comments that the server decides about at once.
const AT_ONCE: usize = 200;

/// Which comments.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ManyProps {
    pub(crate) entries: Vec<Entry>,
    /// Hears which are decided about.
    pub(crate) done: Callback<Vec<CommentId>>,
    pub(crate) house: House,
}

/// The comments, and the bar.
#[component]
pub(crate) fn Many(props: &ManyProps) -> Html {
    let ManyProps { entries, done, house } = props.clone();
    let (asking, once) = (use_state(|| None::<Verb>), use_once());
    let offered = common(&entries);
    let send = {
        let (entries, house, asking) = (entries.clone(), house.clone(), asking.clone());
        Callback::from(move |(verb, reason): (Verb, Option<String>)| {
            let Some(on_its_way) = once.begin() else { return };
            let (entries, house, done, asking) = (entries.clone(), house.clone(), done.clone(), asking.clone());
            spawn_local(async move {
                let decided = decide(&entries, verb, reason).await;
                on_its_way.emit(decided.is_ok());
                match decided {
                    Ok(ids) => {
                        asking.set(None);
                        let words = match ids.as_slice() {
                            [] => words::TOO_LATE.into(),
                            _ => words::done(verb, entries.first().map(Entry::name).unwrap_or_default(), ids.len()),
                        };
                        house.say.emit(Said { words, undo: ids, ..Said::default() });
                        done.emit(entries.iter().map(Entry::id).collect());
                        house.refresh.emit(());
                    }
                    Err(failure) => house.failed(failure),
                }
            });
        })
    };
    let begin = {
        let (asking, send) = (asking.clone(), send.clone());
        Callback::from(
            move |verb: Verb| if verb.needs_reason() { asking.set(Some(verb)) } else { send.emit((verb, None)) },
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
    let people = entries.iter().map(|entry| entry.person.as_str()).collect::<HashSet<_>>().len();
    let bar = if let Some((verb, first)) = asking.zip(entries.first()) {
        let send = Callback::from(move |reason| send.emit((verb, Some(reason))));
        let never_mind = Callback::from(move |()| asking.set(None));
        let rules = first.rules.clone().unwrap_or_default();
        html! { <div class="col"><Reason id={first.id()} {verb} name={first.name().to_owned()} {rules} {send} {never_mind} /></div> }
    } else {
        let buttons = offered.iter().map(|verb| {
                let (begin, verb) = (begin.clone(), *verb);
                let press = move |_: MouseEvent| begin.emit(verb);
                html! { <button type="button" class="btn edge" onclick={press}>{ icon(picture(Offer::Verb(verb))) }<span>{ words::verb(verb) }</span>{ cap(key(verb)) }</button> }
            });
        html! { <div class="in">{ for buttons }<span class="grow" /><span class="muted">{ say::for_all(entries.len()) }</span></div> }
    };
    let lines = entries.iter().map(|entry| {
        html! { <li key={entry.id().to_string()}>{ avatar(entry.name()) }<span dir="auto"><b><bdi>{ entry.name().to_owned() }</bdi></b>{ entry.beginning() }</span></li> }
    });
    html! {
        <section class="detail" aria-label={say::selected(entries.len())}>
            <div class="scroll many">
                <h2>{ say::many(entries.len(), people) }</h2>
                <ul class="plain">{ for lines }</ul>
            </div>
            <div class="acts-bar">{ bar }</div>
        </section>
    }
}

/// What can be done about all of them, one press each: what sends one comment back to its author is about one alone.
fn common(entries: &[Entry]) -> Vec<Verb> {
    let Some((first, rest)) = entries.split_first() else { return Vec::new() };
    let fits = |verb: &Verb| *verb != Verb::SendBack && rest.iter().all(|entry| verbs(&entry.comment).contains(verb));
    verbs(&first.comment).into_iter().filter(fits).collect()
}

/// Decides about all of them, as they were read, and about all that say the same; answers about which it was decided.
async fn decide(entries: &[Entry], verb: Verb, reason: Option<String>) -> Result<Vec<CommentId>, calls::Failure> {
    let mut all: Vec<ReadComment> = Vec::new();
    for entry in entries {
        let own = ReadComment { id: entry.id(), version: entry.comment.version };
        let alike = match &entry.kind {
            Kind::Held(card) if !card.alike.is_empty() => card.alike.clone(),
            _ => vec![own],
        };
        all.extend(alike.into_iter().filter(|one| !all.iter().any(|other| other.id == one.id)).collect::<Vec<_>>());
    }
    let mut done = Vec::new();
    for comments in all.chunks(AT_ONCE) {
        let (reason, comments) = (reason.clone(), comments.to_vec());
        done.extend(calls::decide(&Decide { verb, reason, comments }).await?.done);
    }
    Ok(done)
}
