//! The comment that is open beside its list: its thread, why it is held, what its author did here, and the bar.

use porch_protocol::team_api::ReviewItem;
use porch_protocol::{CommentId, DecisionKind, Status};
use porch_widget::components::body::body;
use yew::prelude::*;

use crate::context::Context;
use crate::pages::page_title;
use crate::people::person::PersonView;
use crate::review::action_bar;
use crate::review::answer_needed::needs_none;
use crate::review::available_actions;
use crate::review::available_actions::key;
use crate::review::comment_actions::{CommentActions, use_deeds};
use crate::review::comment_subject::DecisionItem;
use crate::review::comment_subject::{CommentPlace, OpenForm, Subject};
use crate::review::drafts::{self, Kind as Draft};
use crate::review::hold_reason::held;
use crate::review::list_entry::{Entry, Kind, capital};
use crate::review::reply::AnswerField;
use crate::review::thread::Thread;
use crate::text::names::{sentence, spoken};
use crate::text::{self, conversation, frame as say};
use crate::ui::avatar::avatar;
use crate::ui::focus_moves;
use crate::ui::icons::{icon, small};
use crate::ui::keys::{cap, is_behind_form, use_keydown};
use crate::ui::menu::Item;
use crate::ui::relative_time::posted;

/// Which comment, and what stands around it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct DetailProps {
    pub(crate) entry: Entry,
    /// Whether it is still in its list: somebody may have been faster.
    pub(crate) listed: bool,
    /// What the list is called that one goes back to.
    pub(crate) back: AttrValue,
    /// Opens the one before, the one after, or none.
    pub(crate) previous: Option<Callback<()>>,
    pub(crate) next: Option<Callback<()>>,
    pub(crate) close: Callback<()>,
    /// Hears that it leaves its list.
    pub(crate) done: Callback<()>,
    /// Hears that something is typed about it, or no more.
    pub(crate) writes: Callback<()>,
    pub(crate) context: Context,
}

/// The verbs of a card: those that its status allows. What everybody sees already may stand, too, and so may what was decided
/// about whoever asks for a second look.
fn verbs(card: &ReviewItem) -> Vec<DecisionItem> {
    let keep = |key, label| (DecisionKind::Keep, key, label);
    let up = card.comment.is_published().then(|| keep(key(DecisionKind::Keep), text::verb(DecisionKind::Keep)));
    let decided = card.second_look.then(|| keep("x", text::uphold(card.comment.status)));
    up.into_iter().chain(available_actions::offered(&card.comment)).chain(decided).collect()
}

fn subject(entry: &Entry) -> Subject {
    let Entry { comment, person, rules, kind, .. } = entry;
    let of = Subject::of(comment.clone());
    let subject = Subject { rules: rules.clone(), decides: !person.is_empty(), shown: CommentPlace::Beside, ..of };
    match kind {
        Kind::Held(card) => Subject { verbs: Some(verbs(card)), alike: card.alike.clone(), ..subject },
        Kind::Waits(_) => Subject { waits: true, ..subject },
        Kind::Met => subject,
    }
}

/// The comment.
#[component]
pub(crate) fn Detail(props: &DetailProps) -> Html {
    let DetailProps { entry, listed, back, previous, next, close, done, writes, context } = props.clone();
    let known = use_state(|| false);
    let CommentActions { node, keys, view, open, set, offers, press } =
        use_deeds(subject(&entry), context.clone(), done.clone());
    let (id, name) = (entry.id(), entry.name().to_owned());
    let waits = matches!(entry.kind, Kind::Waits(_));
    let look = {
        let known = known.clone();
        Callback::from(move |()| known.set(!*known))
    };
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            // Whoever was writing about it goes on writing.
            if focus_moves::is_wanted() && !focus_moves::is_typing() {
                focus_moves::rest(&node);
            }
        });
    }
    use_effect_with(open.is_written(), move |_| writes.emit(()));
    let panel = (open == OpenForm::Pace).then(|| set.reform(|()| OpenForm::Nothing));
    let look_by_key = (!entry.person.is_empty()).then(|| look.clone());
    use_deed_keys(&keys, panel, look_by_key, waits.then_some(id), &context);
    let writing = open.is_written() || drafts::typed(id, Draft::Answer).is_some();
    let more = more(&entry, waits, &look, &context);
    let bar = match open {
        OpenForm::Nothing if waits => {
            let beside = action_bar::menu(&offers, &press, more);
            let (comment, decides) = (entry.comment.clone(), !entry.person.is_empty());
            let close = {
                let (set, writes) = (set.clone(), props.writes.clone());
                Callback::from(move |()| {
                    set.emit(OpenForm::Nothing);
                    writes.emit(());
                })
            };
            html! { <AnswerField key="stands" {comment} {decides} {close} done={done.reform(|_| ())} context={context.clone()} stands={true} {beside} /> }
        }
        OpenForm::Nothing => action_bar::bar(&offers, &press, more),
        _ => view,
    };
    let between = html! {
        <>
            if writing && !listed { <p class="st" role="status">{ text::MEANWHILE }</p> }
            { why(&entry) }
            if !entry.person.is_empty() { { history(&entry, *known, &look, &context) } }
        </>
    };
    let crumb = crumb(&entry, previous, next);
    let drawn = Callback::from(move |to| this(&entry, &node, to));
    let leave = close.reform(|_: MouseEvent| ());
    let sheet = (open != OpenForm::Nothing).then_some("up");
    html! {
        <section class="detail" aria-label={name.clone()}>
            <h1 class="vh ph">{ sentence(&say::comment_of(&name)) }</h1>
            <button type="button" class="backbar" onclick={leave}>{ icon("back") }<span>{ back }</span></button>
            <div class="scroll">
                { crumb }
                <Thread {id} context={context.clone()} this={drawn} {between} />
            </div>
            <div class={classes!("acts-bar", sheet)}><div class={classes!((open != OpenForm::Nothing || waits).then_some("col"))}>{ bar }</div></div>
        </section>
    }
}

/// The keys of what can be done, wherever the focus is: one comment is open. Where a panel is open before it, only Escape does
/// anything: it closes the panel.
#[hook]
fn use_deed_keys(
    keys: &Callback<KeyboardEvent>,
    panel: Option<Callback<()>>,
    look: Option<Callback<()>>,
    waits: Option<CommentId>,
    context: &Context,
) {
    let (keys, context) = (keys.clone(), context.clone());
    use_keydown(move |event: &KeyboardEvent| match (event.key().as_str(), &look, waits) {
        (key, ..) if panel.is_some() => {
            if let Some(close) = panel.as_ref().filter(|_| key == "Escape" && !is_behind_form()) {
                // The list behind it would take the same key.
                event.stop_immediate_propagation();
                close.emit(());
            }
        }
        ("h", Some(look), _) => look.emit(()),
        ("n", _, Some(id)) => needs_none(id, &context),
        _ => keys.emit(event.clone()),
    });
}

/// What stands in the menu besides what every comment has.
fn more(entry: &Entry, waits: bool, look: &Callback<()>, context: &Context) -> Vec<Item> {
    let (id, context) = (entry.id(), context.clone());
    let none = Item {
        label: conversation::NEEDS_NONE.into(),
        icon: "done",
        key: "n",
        press: Callback::from(move |()| needs_none(id, &context)),
        ..Item::default()
    };
    let person =
        Item { label: say::THEIR_HISTORY.into(), icon: "person", key: "h", press: look.clone(), ..Item::default() };
    let person = (!entry.person.is_empty()).then_some(person);
    waits.then_some(none).into_iter().chain(person).collect()
}

fn crumb(entry: &Entry, previous: Option<Callback<()>>, next: Option<Callback<()>>) -> Html {
    let step = |label: &'static str, class: &'static str, to: Option<Callback<()>>| {
        let disabled = to.is_none();
        let press = move |_: MouseEvent| {
            if let Some(to) = &to {
                to.emit(());
            }
        };
        html! { <button type="button" class={classes!("icon", "sq", class)} aria-label={label} {disabled} onclick={press}>{ icon("chev") }</button> }
    };
    let Entry { comment, place, .. } = entry;
    let link = format!("{}#{}", place.url, comment.id.anchor());
    html! {
        <div class="crumb">
            { small("page") }
            <a href={link} title={text::OPEN_PAGE}><bdi>{ page_title::title(place) }</bdi></a>
            <span>{ posted(comment.posted_at, comment.undated) }</span>
            <span class="grow" />
            { step(say::PREVIOUS, "flipv", previous) }{ step(say::NEXT, "", next) }
        </div>
    }
}

/// The comment itself: alone at full strength.
fn this(entry: &Entry, node: &NodeRef, to: Html) -> Html {
    let Entry { comment, .. } = entry;
    let (id, name) = (entry.id(), entry.name().to_owned());
    let role = comment.author.as_ref().and_then(|author| author.role);
    html! {
        <li key={id.to_string()} class="this">
            <article ref={node.clone()} id={id.anchor()} tabindex="-1" aria-label={name.clone()}>
                { avatar(&name) }
                <p class="person">
                    <strong><bdi>{ name }</bdi></strong>
                    if let Some(role) = role { <span class="role">{ text::role(role) }</span> }
                    { to }
                    <small>{ posted(comment.posted_at, comment.undated) }</small>
                </p>
                <div class="words" dir="auto">{ comment.body.as_ref().map(body) }</div>
            </article>
        </li>
    }
}

/// Why it stands in this list, in one line; and what else counts for a decision.
fn why(entry: &Entry) -> Html {
    match &entry.kind {
        Kind::Waits(answers) => html! { <p class="about">{ capital(&text::answers(*answers)) }{ "." }</p> },
        Kind::Met if entry.comment.status == Status::Published => Html::default(),
        Kind::Met => html! {
            <div class="st warm">
                { icon("shield") }
                <p><b>{ capital(text::people::status(entry.comment.status)) }{ "." }</b>
                    if let Some(reason) = &entry.comment.reason { { " " }<q dir="auto">{ reason }</q> }
                </p>
            </div>
        },
        Kind::Held(card) => held(card),
    }
}

/// What is known of its author here, in a few lines, and all of it behind one of them.
fn history(entry: &Entry, known: bool, look: &Callback<()>, context: &Context) -> Html {
    let name = entry.name();
    let press = look.reform(|_: MouseEvent| ());
    let said = match &entry.earlier {
        Some(earlier) => capital(&text::people::earlier(earlier)),
        None => say::THEIR_HISTORY.into(),
    };
    // Where somebody has written nothing else, there is nothing to open; who they are is in the menu all the same.
    let leads = entry.earlier.as_ref().is_none_or(|earlier| !earlier.counts.is_empty());
    let visitor = entry.comment.author.as_ref().is_some_and(|author| author.role.is_none());
    let sent = match &entry.kind {
        Kind::Held(card) => card.sent_after.map(text::sent_after),
        _ => None,
    };
    html! {
        <section class="hist" aria-label={spoken(&say::here(name))}>
            <h2>{ sentence(&say::here(name)) }</h2>
            <ul class="facts">
                if leads {
                    <li><button type="button" class="line" aria-expanded={known.to_string()} onclick={press}><span dir="auto">{ said }</span>{ cap("h") }</button></li>
                } else {
                    <li>{ said }</li>
                }
                if visitor { <li>{ capital(text::NAME_ONLY) }</li> }
                if let Some(sent) = sent { <li>{ capital(&sent) }</li> }
            </ul>
            if known { <PersonView person={entry.person.clone()} met_as={name.to_owned()} close={look} context={context.clone()} /> }
        </section>
    }
}
