//! The card with a form's fields: the composer, a reply, an edit, a report.

use porch_class_macros::{class, html};
use std::ops::Range;

use web_sys::HtmlFormElement;
use yew::prelude::*;

use super::body::body as body_nodes;
use super::composer_state::{FieldStage, plain_form, refused_reply, use_composer};
use super::formatting_toolbar::{formatting_toolbar, move_focus, tab_index};
use super::icon::{Icon, icon};
use super::invalid::{Invalid, notice_id};
use super::send::{Row, name_and_buttons, visibility_line};
use super::typing::{Typing, use_typing};
use crate::state::{Form, InvalidField, Key, Notice, NoticePlace};
use crate::store::{Store, use_store};
use crate::text::Text;
use crate::value::{use_element, use_value};

/// A form.
#[derive(Clone, PartialEq, Debug, Properties)]
pub struct FieldProps {
    /// The conversation's store.
    pub store: Store,
    /// Which form below a comment; none for the composer.
    #[prop_or_default]
    pub form: Option<Form>,
}

/// The form. Its field is the browser's own: what was typed before hydration stays as it is.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let FieldProps { store, form } = props.clone();
    let text = store.config().text;
    let stage = use_value(|| FieldStage::Rendered);
    let body = use_element();
    let composer = use_composer(&store, form, &body);
    let typing = use_typing(&store, form, &body, &composer, &stage);
    let notice = use_notice(&store, form);
    let standalone = store.config().is_standalone();
    let initial_body = plain_form(&store, form).map(|plain| plain.body.clone()).filter(|text| !text.is_empty());
    let invalid = invalid_field(&store, form, notice.as_ref());
    let field_state = Invalid::of(invalid, InvalidField::Body, form);
    let visibility = use_store(&store, Key::Notice, move |state| {
        (state.first_reader(form), state.trust, state.slow_mode_wait, state.banned, state.sheet)
    });
    let current = stage.get();
    let alive = current != FieldStage::Rendered;
    let message = notice_line(&store, form, &typing, &current, notice, invalid);
    // An error about the name is shown right below the name field.
    let (message, name_notice) = if invalid == Some(InvalidField::Name) {
        (html! { <div class="notice-line" role="status" /> }, message)
    } else {
        (message, Html::default())
    };
    let row =
        Row { store: &store, form, alive, typing: &typing, invalid, name_notice, cancel: &composer.cancel, visibility };
    let preview = if let FieldStage::Preview(tree) = &current { Some(tree) } else { None };
    let label = label(text, &store, form);
    html! {
        <form part="composer" method="post" action={standalone.then(|| format!("{}/c/{}", path_of(&store.config().server), store.config().site))}
            data-f={kind(form)} data-open={composer.state.attribute().filter(|_| form.is_none())}
            onfocusin={open_on_focus(&composer.open)}
            onsubmit={typing.submit.clone()} onkeydown={typing.keydown.clone()}>
            if standalone { { hidden_fields(&store, form) } }
            if let Some((_, name)) = refused_reply(&store, form) { <b>{ text.reply_to(Some(name)) }</b> }
            <div class="composer-card">
                if alive && !matches!(form, Some(Form::Report(_))) {
                    { tabs(text, &typing, preview.is_some()) }
                    if preview.is_none() { { formatting_toolbar(text, &typing.body, &typing.changed) } }
                }
                <textarea ref={body} name="body" part="input" rows="3" aria-label={label.clone()}
                    aria-invalid={field_state.value} aria-describedby={field_state.described_by} autofocus={field_state.focus && standalone}
                    placeholder={placeholder(text, form, &label)} onclick={composer.open.reform(|_: MouseEvent| ())}
                    oninput={typing.input.clone()} defaultvalue={initial_body} />
                if let Some(tree) = preview {
                    <div part="body" role="tabpanel" aria-label={text.tabs()[1]} tabindex="0" dir="auto">{ body_nodes(tree) }</div>
                }
                { message }
                { name_and_buttons(&row) }
            </div>
            { visibility_line(&row) }
            // Hidden from visitors: only a program fills it in.
            <input name="website" tabindex="-1" autocomplete="off" aria-hidden="true" />
        </form>
    }
}

/// Opens the card when a field in it gets the focus. The form element itself gets the focus after a field was left.
fn open_on_focus(open: &Callback<()>) -> Callback<FocusEvent> {
    let open = open.clone();
    Callback::from(move |e: FocusEvent| {
        if e.target_dyn_into::<HtmlFormElement>().is_none() {
            open.emit(());
        }
    })
}

/// What a form does, for the style sheet.
fn kind(form: Option<Form>) -> Option<&'static str> {
    match form {
        Some(Form::Edit(_)) => Some("edit"),
        Some(Form::Report(_)) => Some("report"),
        _ => None,
    }
}

/// The path of a server, without a slash at its end. Its own page may have been reached by another host name, and the
/// server takes forms only from the same one.
fn path_of(server: &str) -> &str {
    let host = server.split_once("://").map_or(server, |(_, host)| host);
    host.find('/').map_or("", |at| &host[at..])
}

fn label(text: Text, store: &Store, form: Option<Form>) -> AttrValue {
    if let Some((_, name)) = refused_reply(store, form) {
        return text.reply_to(Some(name)).into();
    }
    match form {
        None | Some(Form::Withdraw(_)) => text.comment_label().into(),
        Some(Form::Edit(_)) => text.edit_label().into(),
        Some(Form::Report(_)) => text.report_label(store.config().team.as_deref()).into(),
        Some(Form::Reply(id)) => store.read(|state| text.reply_to(state.name_of(id))).into(),
    }
}

fn placeholder(text: Text, form: Option<Form>, label: &AttrValue) -> AttrValue {
    match form {
        Some(Form::Report(_)) => text.report_placeholder().into(),
        Some(Form::Reply(_) | Form::Edit(_)) => text.label_placeholder(label).into(),
        _ => text.comment_placeholder().into(),
    }
}

/// Hidden fields of a plain form.
fn hidden_fields(store: &Store, form: Option<Form>) -> Html {
    let config = store.config();
    let comment = form.map(|form| form.comment().to_string()).unwrap_or_default();
    let key = format!("{}{comment}", config.plain.key);
    let parent = refused_reply(store, form).map_or(comment, |(id, _)| id.to_string());
    let title = config.title.clone().unwrap_or_default();
    let fields = [
        ("page", config.page_key.to_string()),
        ("title", title.to_string()),
        ("parent", parent),
        ("key", key),
        ("lang", config.text.lang().into()),
    ];
    fields.into_iter().map(|(name, value)| html! { <input type="hidden" {name} {value} /> }).collect()
}

/// The tabs for writing and for the preview.
fn tabs(text: Text, typing: &Typing, is_preview: bool) -> Html {
    let tab = |name: &'static str, is_selected: bool, onclick: &Callback<MouseEvent>| {
        let selected = if is_selected { "true" } else { "false" };
        html! {
            <button type="button" role="tab" aria-selected={selected} tabindex={tab_index(is_selected)} {onclick}>{ name }</button>
        }
    };
    let [write, preview] = text.tabs();
    html! {
        <div class="composer-tabs" role="tablist" onkeydown={move_focus}>
            { tab(write, !is_preview, &typing.write) }
            { tab(preview, is_preview, &typing.preview) }
        </div>
    }
}

/// Which field has to be changed, by the notice in the form.
fn invalid_field(store: &Store, form: Option<Form>, notice: Option<&Notice>) -> Option<InvalidField> {
    notice.map_or_else(|| plain_form(store, form)?.invalid, |notice| notice.field)
}

/// The buttons of the suggested second look. It is suggested once, and any choice is fine.
fn second_look_buttons(text: Text, typing: &Typing, range: Range<usize>) -> Html {
    let edit_part = typing.edit_part.reform(move |_: MouseEvent| range.clone());
    html! {
        <div class="block-buttons">
            <button type="button" onclick={edit_part}>{ text.look_again_edit() }</button>
            <button>{ text.look_again_send() }</button>
            <button type="button" onclick={typing.save_for_later.clone()}>{ text.look_again_save() }</button>
        </div>
    }
}

/// The notice of one form.
#[hook]
pub(super) fn use_notice(store: &Store, form: Option<Form>) -> Option<Notice> {
    use_store(store, Key::Notice, move |state| {
        state.notice.clone().filter(|notice| notice.at == NoticePlace::Form(form))
    })
}

/// The notice in the card: what happened, or what happens next. It is between the text and the buttons, or below the
/// name that it is about, so that the line being typed does not move.
fn notice_line(
    store: &Store,
    form: Option<Form>,
    typing: &Typing,
    stage: &FieldStage,
    notice: Option<Notice>,
    invalid: Option<InvalidField>,
) -> Html {
    let config = store.config();
    let by_plain = plain_form(store, form);
    let plain_message = by_plain.map(|plain| plain.message.to_string()).unwrap_or_default();
    let plain_name = by_plain.is_some_and(|plain| plain.team_name);
    let team_name = notice.as_ref().map_or(plain_name, |notice| notice.team_name);
    let plain_reply = if plain_name { refused_reply(store, form).map(|(id, _)| *id) } else { None };
    // A notice that has been replaced elsewhere is not shown here any more.
    let range =
        if let (FieldStage::SecondLook(range), Some(_)) = (stage, &notice) { Some(range.clone()) } else { None };
    let seconds = notice.as_ref().and_then(|notice| notice.seconds_left);
    let (message, is_error) =
        notice.map_or((plain_message, invalid.is_some()), |notice| (notice.text, notice.is_error));
    let id = match invalid {
        Some(_) => Some(notice_id(form)),
        // The plain form redirects here after a comment was sent and is held.
        None if form.is_none() && config.is_standalone() && !message.is_empty() => Some("held".into()),
        None => None,
    };
    let (class, shown_icon) = match (invalid, &range) {
        (Some(InvalidField::Name), _) => (class!("notice-line tone-care name-error"), None),
        (None, Some(_)) => (class!("notice-line tone-warm"), Some(Icon::Eye)),
        _ if is_error => (class!("notice-line tone-care"), Some(Icon::Alert)),
        _ => (class!("notice-line"), seconds.map(|_| Icon::Clock)),
    };
    html! {
        // A countdown is read aloud now and then, not each second.
        <div {id} {class} role="status" aria-live={seconds.is_some_and(|seconds| seconds % 10 > 0).then_some("off")}>
            if !message.is_empty() {
                if let Some(shown_icon) = shown_icon { { icon(shown_icon) } }
                <p>
                    if range.is_some() { <b>{ config.text.look_again() }</b>{ " " } }
                    { message }
                    if team_name {
                        // In another tab: the text stays here.
                        { " " }<a href={config.dashboard(form.map(Form::comment).or(plain_reply))} target="_blank" rel="noopener noreferrer">{ config.text.reply_from_dashboard() }</a>
                    }
                </p>
                if let Some(range) = range { { second_look_buttons(config.text, typing, range) } }
            }
        </div>
    }
}
