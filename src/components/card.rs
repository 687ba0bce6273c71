//! The card that people write in: the composer, a reply, a change, a report.

use std::ops::Range;

use web_sys::HtmlFormElement;
use yew::prelude::*;

use super::body::body;
use super::composer_state::{FieldStage, plain, refused_reply, use_opening};
use super::icon::{Icon, icon};
use super::invalid::{Invalid, said_id};
use super::send::{Row, name_and_buttons, next};
use super::tools::{rove, stop, tools};
use super::typing::{Typing, use_typing};
use crate::state::{Form, InvalidField, Key, Notice, NoticePlace};
use crate::store::{Store, use_store};
use crate::text::Text;
use crate::value::{use_element, use_value};

/// Which field.
#[derive(Clone, PartialEq, Debug, Properties)]
pub struct FieldProps {
    /// The conversation's store.
    pub store: Store,
    /// Below which comment; none for the composer.
    #[prop_or_default]
    pub form: Option<Form>,
}

/// The field. It is the browser's own: what was typed before we came stays as it is.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let FieldProps { store, form } = props.clone();
    let text = store.config().text;
    let value = use_value(|| FieldStage::Drawn);
    let words = use_element();
    let opening = use_opening(&store, form, &words);
    let typing = use_typing(&store, form, &words, &opening, &value);
    let notice = use_notice(&store, form);
    let standalone = store.config().is_standalone();
    let typed = plain(&store, form).map(|plain| plain.body.clone()).filter(|words| !words.is_empty());
    let wrong = part_wrong(&store, form, notice.as_ref());
    let invalid = Invalid::of(wrong, InvalidField::Words, form);
    let ahead =
        use_store(&store, Key::Notice, move |state| (state.ahead(form), state.standing, state.wait, state.banned));
    let stage = value.get();
    let alive = stage != FieldStage::Drawn;
    let told = said(&store, form, &typing, &stage, notice, wrong);
    // What is wrong with a name is said right below its field.
    let (told, of_name) = if wrong == Some(InvalidField::Name) {
        (html! { <div class="n" role="status" /> }, told)
    } else {
        (told, Html::default())
    };
    let row = Row { store: &store, form, alive, typing: &typing, wrong, of_name, leave: &opening.leave, ahead };
    let preview = if let FieldStage::Preview(tree) = &stage { Some(tree) } else { None };
    let label = label(text, &store, form);
    html! {
        <form part="composer" method="post" action={standalone.then(|| format!("{}/c/{}", path_of(&store.config().server), store.config().site))}
            data-f={kind(form)} data-open={opening.now.attribute().filter(|_| form.is_none())}
            onfocusin={touched(&opening.open)}
            onsubmit={typing.submit.clone()} onkeydown={typing.keys.clone()}>
            if standalone { { hidden_fields(&store, form) } }
            if let Some((_, name)) = refused_reply(&store, form) { <b>{ (text.write.reply_to)(Some(name)) }</b> }
            <div class="card">
                if alive && !matches!(form, Some(Form::Report(_))) {
                    { tabs(text, &typing, preview.is_some()) }
                    if preview.is_none() { { tools(text, &typing.words, &typing.changed) } }
                }
                <textarea ref={words} name="body" part="input" rows="3" aria-label={label.clone()}
                    aria-invalid={invalid.yes} aria-describedby={invalid.by} autofocus={invalid.focus && standalone}
                    placeholder={placeholder(text, form, &label)} onclick={opening.open.reform(|_: MouseEvent| ())}
                    oninput={typing.typed.clone()} defaultvalue={typed} />
                if let Some(tree) = preview {
                    <div part="body" role="tabpanel" aria-label={text.write.tabs[1]} tabindex="0" dir="auto">{ body(tree) }</div>
                }
                { told }
                { name_and_buttons(&row) }
            </div>
            { next(&row) }
            // Nobody meets it: whoever fills it is a program.
            <input name="website" tabindex="-1" autocomplete="off" aria-hidden="true" />
        </form>
    }
}

/// Opens the card once somebody touches what is in it; the form itself has the focus where a field was left.
fn touched(open: &Callback<()>) -> Callback<FocusEvent> {
    let open = open.clone();
    Callback::from(move |e: FocusEvent| {
        if e.target_dyn_into::<HtmlFormElement>().is_none() {
            open.emit(());
        }
    })
}

/// What a form does, for the style.
fn kind(form: Option<Form>) -> Option<&'static str> {
    match form {
        Some(Form::Edit(_)) => Some("edit"),
        Some(Form::Report(_)) => Some("report"),
        _ => None,
    }
}

/// The path below which a server lies, without a slash at its end. Its own page may have been reached by another name, and
/// takes forms from itself only.
fn path_of(server: &str) -> &str {
    let host = server.split_once("://").map_or(server, |(_, host)| host);
    host.find('/').map_or("", |at| &host[at..])
}

fn label(text: &Text, store: &Store, form: Option<Form>) -> AttrValue {
    if let Some((_, name)) = refused_reply(store, form) {
        return (text.write.reply_to)(Some(name)).into();
    }
    match form {
        None | Some(Form::Withdraw(_)) => text.write.label.into(),
        Some(Form::Edit(_)) => text.write.edit.into(),
        Some(Form::Report(_)) => (text.write.report)(store.config().team.as_deref()).into(),
        Some(Form::Reply(id)) => store.read(|state| (text.write.reply_to)(state.name_of(id))).into(),
    }
}

fn placeholder(text: &Text, form: Option<Form>, label: &AttrValue) -> AttrValue {
    match form {
        Some(Form::Report(_)) => text.write.report_example.into(),
        Some(Form::Reply(_) | Form::Edit(_)) => format!("{label}…").into(),
        _ => text.write.placeholder.into(),
    }
}

/// What a plain post carries besides the words.
fn hidden_fields(store: &Store, form: Option<Form>) -> Html {
    let config = store.config();
    let below = form.map(|form| form.comment().to_string()).unwrap_or_default();
    let key = format!("{}{below}", config.plain.key);
    let parent = refused_reply(store, form).map_or(below, |(id, _)| id.to_string());
    let title = config.title.clone().unwrap_or_default();
    let fields =
        [("page", config.page_key.to_string()), ("title", title.to_string()), ("parent", parent), ("key", key)];
    fields.into_iter().map(|(name, value)| html! { <input type="hidden" {name} {value} /> }).collect()
}

/// The words as they are written, and as they will look.
fn tabs(text: &Text, typing: &Typing, preview: bool) -> Html {
    let tab = |name: &'static str, chosen: bool, onclick: &Callback<MouseEvent>| {
        let selected = if chosen { "true" } else { "false" };
        html! {
            <button type="button" role="tab" aria-selected={selected} tabindex={stop(chosen)} {onclick}>{ name }</button>
        }
    };
    let [write, look] = text.write.tabs;
    html! {
        <div class="tabs" role="tablist" onkeydown={rove}>
            { tab(write, !preview, &typing.write) }
            { tab(look, preview, &typing.preview) }
        </div>
    }
}

/// Which part of a form is to be changed, by what is said in it.
fn part_wrong(store: &Store, form: Option<Form>, notice: Option<&Notice>) -> Option<InvalidField> {
    notice.map_or_else(|| plain(store, form)?.part, |notice| notice.part)
}

/// What can be done about a second look. It is asked once, and whatever is chosen is right.
fn second_look(text: &Text, typing: &Typing, place: Range<usize>) -> Html {
    let [_, edit, keep, sleep] = text.write.looks;
    let back = typing.back.reform(move |_: MouseEvent| place.clone());
    html! {
        <div class="do">
            <button type="button" onclick={back}>{ edit }</button>
            <button>{ keep }</button>
            <button type="button" onclick={typing.sleep.clone()}>{ sleep }</button>
        </div>
    }
}

/// What is said in one form.
#[hook]
pub(super) fn use_notice(store: &Store, form: Option<Form>) -> Option<Notice> {
    use_store(store, Key::Notice, move |state| {
        state.notice.clone().filter(|notice| notice.at == NoticePlace::Form(form))
    })
}

/// One sentence in the card: what happened, or what happens next. It stands between the words and the buttons, or under the
/// name that it is about, so that the line somebody writes on stays where it is.
fn said(
    store: &Store,
    form: Option<Form>,
    typing: &Typing,
    stage: &FieldStage,
    notice: Option<Notice>,
    part: Option<InvalidField>,
) -> Html {
    let config = store.config();
    let by_plain = plain(store, form);
    let plain_said = by_plain.map(|plain| plain.said.to_string()).unwrap_or_default();
    let plain_name = by_plain.is_some_and(|plain| plain.team_name);
    let team_name = notice.as_ref().map_or(plain_name, |notice| notice.team_name);
    let plain_reply = if plain_name { refused_reply(store, form).map(|(id, _)| *id) } else { None };
    // What is said elsewhere by now is over here.
    let place =
        if let (FieldStage::SecondLook(place), Some(_)) = (stage, &notice) { Some(place.clone()) } else { None };
    let left = notice.as_ref().and_then(|notice| notice.left);
    let (said, wrong) = notice.map_or((plain_said, part.is_some()), |notice| (notice.said, notice.wrong));
    let id = match part {
        Some(_) => Some(said_id(form)),
        // Where the plain form leads once it was sent and its words wait.
        None if form.is_none() && config.is_standalone() && !said.is_empty() => Some("held".into()),
        None => None,
    };
    let (class, which) = match (part, &place) {
        (Some(InvalidField::Name), _) => ("n care of", None),
        (None, Some(_)) => ("n warm", Some(Icon::Eye)),
        _ if wrong => ("n care", Some(Icon::Alert)),
        _ => ("n", left.map(|_| Icon::Clock)),
    };
    html! {
        // Seconds that are counted down are read out now and then, not each.
        <div {id} {class} role="status" aria-live={left.is_some_and(|left| left % 10 > 0).then_some("off")}>
            if !said.is_empty() {
                if let Some(which) = which { { icon(which) } }
                <p>
                    if place.is_some() { <b>{ config.text.write.looks[0] }</b>{ " " } }
                    { said }
                    if team_name {
                        // In a tab of its own: the words stay here.
                        { " " }<a href={config.dashboard(form.map(Form::comment).or(plain_reply))} target="_blank" rel="noopener noreferrer">{ config.text.own.dashboard }</a>
                    }
                </p>
                if let Some(place) = place { { second_look(config.text, typing, place) } }
            }
        </div>
    }
}
