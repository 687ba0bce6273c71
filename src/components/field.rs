//! A field for words with a name under it: the composer, a reply, a change.

use porch_protocol::{Tree, limits};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::body::body;
use super::form::FormProps;
use super::tools::tools;
use crate::state::{At, Form, Key, Notice};
use crate::store::{Recalled, Store, Verb, Words, use_store};
use crate::text::Text;

/// The field. It is the browser's own: what was typed before we came stays as it is.
#[component]
pub fn Field(props: &FormProps) -> Html {
    let FormProps { store, form } = props.clone();
    let text = store.config().text;
    let field = use_field(&store, form);
    let (standalone, edit) = (store.config().standalone, matches!(form, Some(Form::Edit(_))));
    let words = store.config().plain.body.clone();
    let cancel = {
        let store = store.clone();
        move |_: MouseEvent| store.ask(Verb::Open(None))
    };
    html! {
        <form part="composer" method="post" action={standalone.then(|| format!("/c/{}", store.config().site))}
            onsubmit={field.submit.clone()} onkeydown={field.keys.clone()}>
            if standalone { { hidden_fields(&store, form) } }
            <label hidden={field.shown.is_some()}>
                <span>{ label(text, &store, form) }</span>
                <textarea ref={field.words.clone()} name="body" part="input" rows="3" dir="auto"
                    placeholder={text.write.placeholder} oninput={field.typed.clone()}
                    defaultvalue={if form.is_none() && !words.is_empty() { Some(words) } else { None }} />
            </label>
            if let Some(tree) = &field.shown { <div part="body" dir="auto">{ body(tree) }</div> }
            if field.ready { <div class="t" role="toolbar" aria-label={text.write.tools}>{ toolbar(text, &field) }</div> }
            <div class="i">
                if !edit {
                    <label>
                        { text.write.name }
                        <input ref={field.name.clone()} name="name" part="input" autocomplete="name"
                            value={standalone.then(|| store.config().plain.name.clone())} />
                    </label>
                }
                <button part="button">{ if edit { text.write.save } else { text.write.share } }</button>
                if form.is_some() && !standalone {
                    <button type="button" onclick={cancel}>{ text.write.cancel }</button>
                }
                <small>{ text.write.public }</small>
            </div>
            { said(&store, form, &field) }
        </form>
    }
}

fn label(text: &Text, store: &Store, form: Option<Form>) -> String {
    match form {
        None | Some(Form::Withdraw(_)) => text.write.label.into(),
        Some(Form::Edit(_)) => text.write.edit.into(),
        Some(Form::Reply(id)) => store.read(|state| (text.write.reply_to)(state.name_of(id).unwrap_or_default())),
    }
}

/// What a plain post carries besides the words.
fn hidden_fields(store: &Store, form: Option<Form>) -> Html {
    let config = store.config();
    let parent = form.map(|form| form.comment().to_string()).unwrap_or_default();
    let key = format!("{}{parent}", config.plain.key);
    let title = config.title.clone().unwrap_or_default();
    let fields =
        [("page", config.page_key.to_string()), ("title", title.to_string()), ("parent", parent), ("key", key)];
    fields.into_iter().map(|(name, value)| html! { <input type="hidden" {name} {value} /> }).collect()
}

fn toolbar(text: &Text, field: &Handles) -> Html {
    let preview = if field.shown.is_some() { text.write.back_to_writing } else { text.write.preview };
    html! {
        <>
            if field.shown.is_none() { { tools(text, &field.words, &field.changed) } }
            <button type="button" class="v" onclick={field.preview.clone()}>{ preview }</button>
        </>
    }
}

/// One sentence below the field: what happened, or what happens next.
fn said(store: &Store, form: Option<Form>, field: &Handles) -> Html {
    let config = store.config();
    let plain = form.is_none() && !config.plain.said.is_empty();
    let (said, wrong) = match &field.notice {
        Some(notice) => (notice.said.clone(), notice.wrong),
        None if plain => (config.plain.said.to_string(), false),
        None => (field.count.clone(), false),
    };
    html! { <p class={if wrong { "n w" } else { "n" }} role="status">{ said }</p> }
}

/// A field's handles and what goes on in it.
struct Handles {
    words: NodeRef,
    name: NodeRef,
    ready: bool,
    shown: Option<Tree>,
    notice: Option<Notice>,
    count: String,
    submit: Callback<SubmitEvent>,
    keys: Callback<KeyboardEvent>,
    typed: Callback<InputEvent>,
    changed: Callback<()>,
    preview: Callback<MouseEvent>,
}

#[hook]
fn use_field(store: &Store, form: Option<Form>) -> Handles {
    let (words, name) = (use_node_ref(), use_node_ref());
    let ready = use_state_eq(|| false);
    let shown = use_state_eq(|| None::<Tree>);
    let count = use_state_eq(String::new);
    let notice = use_store(store, Key::Notice, move |s| s.notice.clone().filter(|notice| notice.at == At::Form(form)));
    {
        let (words, name, ready, store) = (words.clone(), name.clone(), ready.clone(), store.clone());
        use_effect_with((), move |()| {
            adopt(&store, form, &words, &name);
            ready.set(true);
        });
    }
    let changed = {
        let (words, store, count) = (words.clone(), store.clone(), count.clone());
        Callback::from(move |()| {
            let typed = value_of(&words);
            count.set(room(store.config().text, typed.chars().count()));
            store.ask(Verb::Keep(form, typed));
        })
    };
    let preview = {
        let (words, store, shown) = (words.clone(), store.clone(), shown.clone());
        Callback::from(move |_: MouseEvent| match &*shown {
            Some(_) => shown.set(None),
            None => {
                let came = {
                    let shown = shown.clone();
                    Callback::from(move |tree| shown.set(tree))
                };
                store.ask(Verb::Preview(form, value_of(&words), came));
            }
        })
    };
    let submit = {
        let (words, name, store, shown) = (words.clone(), name.clone(), store.clone(), shown.clone());
        Callback::from(move |e: SubmitEvent| {
            e.prevent_default();
            shown.set(None);
            share(&store, form, &words, &name);
        })
    };
    let typed = changed.reform(|_: InputEvent| ());
    let (ready, shown, count) = (*ready, (*shown).clone(), (*count).clone());
    Handles { words, name, ready, shown, notice, count, submit, keys: keys(store, form), typed, changed, preview }
}

fn value_of(field: &NodeRef) -> String {
    field.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default()
}

/// Fills empty fields with what this browser kept. What is typed already stays.
fn adopt(store: &Store, form: Option<Form>, words: &NodeRef, name: &NodeRef) {
    if let Some(field) = words.cast::<HtmlTextAreaElement>() {
        if field.value().is_empty() {
            let source = match form {
                Some(Form::Edit(id)) => store.read(|s| s.mine.get(&id).map(|mine| mine.source.clone())),
                _ => None,
            };
            if let Some(kept) = store.recall(Recalled::Draft(form)).or(source) {
                field.set_value(&kept);
            }
        }
        if form.is_some() {
            // A field that is gone already needs no focus.
            _ = field.focus();
        }
    }
    if let Some(field) = name.cast::<HtmlInputElement>()
        && field.value().is_empty()
        && let Some(name) = store.recall(Recalled::Name)
    {
        field.set_value(&name);
    }
}

/// How much room is left, said only when it gets narrow.
fn room(text: &Text, chars: usize) -> String {
    match limits::BODY_CHARS.checked_sub(chars) {
        None => (text.write.over)(chars - limits::BODY_CHARS),
        Some(left) if left <= 500 => (text.write.left)(left),
        Some(_) => String::new(),
    }
}

fn share(store: &Store, form: Option<Form>, words: &NodeRef, name: &NodeRef) {
    let safe = {
        let words = words.clone();
        Callback::from(move |()| {
            if let Some(field) = words.cast::<HtmlTextAreaElement>() {
                field.set_value("");
            }
        })
    };
    let name = name.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
    store.ask(Verb::Share(Words { form, name: name.trim().into(), body: value_of(words).trim().into(), safe }));
}

/// Ctrl+Enter sends, Esc leaves a reply.
fn keys(store: &Store, form: Option<Form>) -> Callback<KeyboardEvent> {
    let store = store.clone();
    Callback::from(move |e: KeyboardEvent| match e.key().as_str() {
        "Enter" if e.ctrl_key() || e.meta_key() => {
            e.prevent_default();
            let form = e.target_dyn_into::<web_sys::HtmlElement>().and_then(|at| at.closest("form").ok().flatten());
            if let Some(form) = form.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok()) {
                // Fails only where the form is gone.
                _ = form.request_submit();
            }
        }
        "Escape" if form.is_some() => store.ask(Verb::Open(None)),
        _ => {}
    })
}
