//! The comment that is open beside its list: its thread, why it is held, its author's history, and the action bar.

use porch_class_macros::{class, html};
use porch_protocol::team_api::ReviewItem;
use porch_protocol::{CommentId, DecisionKind, Status};
use yew::prelude::*;

use crate::context::Context;
use crate::pages::page_title;
use crate::people::person::PersonView;
use crate::review::action_bar;
use crate::review::answer_needed::mark_no_answer_needed;
use crate::review::available_actions;
use crate::review::available_actions::key_of;
use crate::review::comment_actions::{CommentActions, use_comment_actions};
use crate::review::comment_subject::DecisionItem;
use crate::review::comment_subject::{CommentPlace, OpenForm, Subject};
use crate::review::drafts::{self, DraftKind as Draft};
use crate::review::hold_reason::hold_reason_view;
use crate::review::list_entry::{Entry, EntryKind, capitalize};
use crate::review::reply::ReplyField;
use crate::review::thread::Thread;
use crate::review::words::words;
use crate::text;
use crate::text::frame as texts;
use crate::text::names::{plain_text, sentence};
use crate::ui::avatar::avatar;
use crate::ui::focus_moves;
use crate::ui::icons::{icon, small};
use crate::ui::keys::{is_form_open, key_cap, use_keydown};
use crate::ui::menu::Item;
use crate::ui::relative_time::posted;

/// The comment, and its place in the list.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct DetailProps {
    pub(crate) entry: Entry,
    /// Whether it is still in its list: another team member may have been faster.
    pub(crate) listed: bool,
    /// The name of the list to go back to.
    pub(crate) list_name: AttrValue,
    /// Opens the previous comment, the next one, or none.
    pub(crate) previous: Option<Callback<()>>,
    pub(crate) next: Option<Callback<()>>,
    pub(crate) close: Callback<()>,
    /// Called when it leaves its list.
    pub(crate) done: Callback<()>,
    /// Called when a text field about it opens or closes.
    pub(crate) on_text_field: Callback<()>,
    pub(crate) context: Context,
}

/// The decisions about a comment in review: those that its status allows. A published comment may be kept, and so may
/// the decision about which its author asks for a second look.
fn decisions(card: &ReviewItem) -> Vec<DecisionItem> {
    let keep = |key, label| (DecisionKind::Keep, key, label);
    let up =
        card.comment.is_published().then(|| keep(key_of(DecisionKind::Keep), text::decision_label(DecisionKind::Keep)));
    let decided = card.second_look.then(|| keep("x", text::uphold(card.comment.status)));
    up.into_iter().chain(available_actions::decision_items(&card.comment)).chain(decided).collect()
}

fn subject(entry: &Entry) -> Subject {
    let Entry { comment, person, rules, kind, .. } = entry;
    let of = Subject::of(comment.clone());
    let subject = Subject { rules: rules.clone(), decides: !person.is_empty(), place: CommentPlace::InPane, ..of };
    match kind {
        EntryKind::Held(card) => Subject { verbs: Some(decisions(card)), alike: card.alike.clone(), ..subject },
        EntryKind::Unanswered(_) => Subject { unanswered: true, ..subject },
        EntryKind::Plain => subject,
    }
}

/// The comment.
#[component]
pub(crate) fn Detail(props: &DetailProps) -> Html {
    let DetailProps { entry, listed, list_name, previous, next, close, done, on_text_field, context } = props.clone();
    let history_open = use_state(|| false);
    let CommentActions { node, keys, view, open, set_open, actions, press } =
        use_comment_actions(subject(&entry), context.clone(), done.clone());
    let (id, name) = (entry.id(), entry.name().to_owned());
    let unanswered = matches!(entry.kind, EntryKind::Unanswered(_));
    let toggle_history = {
        let history_open = history_open.clone();
        Callback::from(move |()| history_open.set(!*history_open))
    };
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            // A text field keeps the focus.
            if focus_moves::take_focus_request() && !focus_moves::is_typing() {
                focus_moves::focus(&node);
            }
        });
    }
    use_effect_with(open.has_text_field(), move |_| on_text_field.emit(()));
    let panel = (open == OpenForm::ThreadControls).then(|| set_open.reform(|()| OpenForm::Nothing));
    let history_key = (!entry.person.is_empty()).then(|| toggle_history.clone());
    use_action_keys(&keys, panel, history_key, unanswered.then_some(id), &context);
    let writing = open.has_text_field() || drafts::draft(id, Draft::Reply).is_some();
    let more = menu_items(&entry, unanswered, &toggle_history, &context);
    let bar = match open {
        OpenForm::Nothing if unanswered => {
            let extra = action_bar::menu(&actions, &press, more);
            let (comment, decides) = (entry.comment.clone(), !entry.person.is_empty());
            let close = {
                let (set_open, on_text_field) = (set_open.clone(), props.on_text_field.clone());
                Callback::from(move |()| {
                    set_open.emit(OpenForm::Nothing);
                    on_text_field.emit(());
                })
            };
            html! { <ReplyField key="stands" {comment} {decides} {close} done={done.reform(|_| ())} context={context.clone()} always_open={true} {extra} /> }
        }
        OpenForm::Nothing => action_bar::bar(&actions, &press, more),
        _ => view,
    };
    let between = html! {
        <>
            if writing && !listed { <p class="status-note" role="status">{ text().not_listed() }</p> }
            { list_reason(&entry) }
            if !entry.person.is_empty() { { author_history(&entry, *history_open, &toggle_history, &context) } }
        </>
    };
    let crumb = crumb(&entry, previous, next);
    let draw_comment = Callback::from(move |to| opened_comment(&entry, &node, to));
    let leave = close.reform(|_: MouseEvent| ());
    let sheet = (open != OpenForm::Nothing).then_some(class!("up"));
    html! {
        <section class="detail" aria-label={name.clone()}>
            <h1 class="visually-hidden narrow-title">{ sentence(&texts::comment_of(&name)) }</h1>
            <button type="button" class="backbar" onclick={leave}>{ icon("back") }<span>{ list_name }</span></button>
            <div class="scroll">
                { crumb }
                <Thread {id} context={context.clone()} this={draw_comment} {between} />
            </div>
            <div class={classes!(class!("action-bar"), sheet)}><div>{ bar }</div></div>
        </section>
    }
}

/// The keys of the actions, wherever the focus is. While a panel is open over the bar, only Escape works: it closes the
/// panel.
#[hook]
fn use_action_keys(
    keys: &Callback<KeyboardEvent>,
    panel: Option<Callback<()>>,
    toggle_history: Option<Callback<()>>,
    unanswered: Option<CommentId>,
    context: &Context,
) {
    let (keys, context) = (keys.clone(), context.clone());
    use_keydown(move |event: &KeyboardEvent| match (event.key().as_str(), &toggle_history, unanswered) {
        (key, ..) if panel.is_some() => {
            if let Some(close) = panel.as_ref().filter(|_| key == "Escape" && !is_form_open()) {
                // The list would handle the same key.
                event.stop_immediate_propagation();
                close.emit(());
            }
        }
        ("h", Some(toggle_history), _) => toggle_history.emit(()),
        ("n", _, Some(id)) => mark_no_answer_needed(id, &context),
        _ => keys.emit(event.clone()),
    });
}

/// The menu items beside the actions.
fn menu_items(entry: &Entry, unanswered: bool, toggle_history: &Callback<()>, context: &Context) -> Vec<Item> {
    let (id, context) = (entry.id(), context.clone());
    let none = Item {
        label: text().conversation_no_reply_needed().into(),
        icon: "done",
        key: "n",
        press: Callback::from(move |()| mark_no_answer_needed(id, &context)),
        ..Item::default()
    };
    let person = Item {
        label: text().frame_their_history().into(),
        icon: "person",
        key: "h",
        press: toggle_history.clone(),
        ..Item::default()
    };
    let person = (!entry.person.is_empty()).then_some(person);
    unanswered.then_some(none).into_iter().chain(person).collect()
}

fn crumb(entry: &Entry, previous: Option<Callback<()>>, next: Option<Callback<()>>) -> Html {
    let step = |label: &'static str, class: &'static str, to: Option<Callback<()>>| {
        let disabled = to.is_none();
        let press = move |_: MouseEvent| {
            if let Some(to) = &to {
                to.emit(());
            }
        };
        html! { <button type="button" class={classes!(class!("icon"), class!("square"), class)} aria-label={label} {disabled} onclick={press}>{ icon("chev") }</button> }
    };
    let Entry { comment, place, .. } = entry;
    let link = format!("{}#{}", place.url, comment.id.anchor());
    html! {
        <div class="crumb">
            { small("page") }
            <a href={link} title={text().open_page()}><bdi>{ page_title::title(place) }</bdi></a>
            <span>{ posted(comment.posted_at, comment.undated) }</span>
            <span class="grow" />
            { step(text().frame_previous(), class!("points-up"), previous) }{ step(text().frame_next(), "", next) }
        </div>
    }
}

/// The open comment, in full contrast.
fn opened_comment(entry: &Entry, node: &NodeRef, to: Html) -> Html {
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
                { words(comment) }
            </article>
        </li>
    }
}

/// Why it is in this list, in one line; and what else matters for a decision.
fn list_reason(entry: &Entry) -> Html {
    match &entry.kind {
        EntryKind::Unanswered(answers) => {
            html! { <p class="about">{ capitalize(&text::answers(*answers)) }{ "." }</p> }
        }
        EntryKind::Plain if entry.comment.status == Status::Published => Html::default(),
        EntryKind::Plain => html! {
            <div class="status-note warm">
                { icon("shield") }
                <p><b>{ capitalize(text::people::status(entry.comment.status)) }{ "." }</b>
                    if let Some(reason) = &entry.comment.reason { { " " }<q dir="auto">{ reason }</q> }
                </p>
            </div>
        },
        EntryKind::Held(card) => hold_reason_view(card),
    }
}

/// The author's history on the site in a few lines; one of them opens all of it.
fn author_history(entry: &Entry, history_open: bool, toggle_history: &Callback<()>, context: &Context) -> Html {
    let name = entry.name();
    let press = toggle_history.reform(|_: MouseEvent| ());
    let summary = match &entry.earlier {
        Some(earlier) => capitalize(&text::people::earlier(earlier)),
        None => text().frame_their_history().into(),
    };
    // Where the author has written nothing else, there is nothing to open; the menu has their history all the same.
    let has_history = entry.earlier.as_ref().is_none_or(|earlier| !earlier.counts.is_empty());
    let name_only = entry.comment.author.as_ref().is_some_and(|author| author.role.is_none() && !author.confirmed);
    let sent = match &entry.kind {
        EntryKind::Held(card) => card.sent_after.map(text::sent_after),
        _ => None,
    };
    html! {
        <section class="history-part" aria-label={plain_text(&texts::author_history(name))}>
            <h2>{ sentence(&texts::author_history(name)) }</h2>
            <ul class="facts">
                if has_history {
                    <li><button type="button" class="line" aria-expanded={history_open.to_string()} onclick={press}><span dir="auto">{ summary }</span>{ key_cap("h") }</button></li>
                } else {
                    <li>{ summary }</li>
                }
                if name_only { <li>{ capitalize(text().name_only()) }</li> }
                if let Some(sent) = sent { <li>{ capitalize(&sent) }</li> }
            </ul>
            if history_open { <PersonView person={entry.person.clone()} shown_name={name.to_owned()} close={toggle_history} context={context.clone()} /> }
        </section>
    }
}
