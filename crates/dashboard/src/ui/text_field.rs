//! A text field about a comment, with a button that sends the text: it saves drafts and handles keys. For a text under
//! the team member's own name, it is the editor of the widget: with formatting tools and a preview.

use gloo_timers::callback::Timeout;
use porch_class_macros::html;
use porch_protocol::{CommentId, Tree};
use porch_widget::components::body::body;
use porch_widget::components::formatting_toolbar::{formatting_toolbar, move_focus, tab_index};
use porch_widget::text::Text;
use web_sys::HtmlTextAreaElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::review::drafts::{self, DraftKind};
use crate::text;
use crate::ui::avatar::avatar;
use crate::ui::focus_moves::focus;
use crate::ui::required_fields::required_message;
use crate::ui::toast_message::ToastMessage;

/// A field.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct TextFieldProps {
    /// The comment that the text is about.
    pub(crate) id: CommentId,
    /// The kind of text.
    pub(crate) kind: DraftKind,
    /// The label.
    pub(crate) label: String,
    /// The text at first, where there is no draft.
    #[prop_or_default]
    pub(crate) initial: String,
    /// The label of the button.
    pub(crate) button: &'static str,
    /// Whether the text is being sent.
    pub(crate) busy: bool,
    /// Sends the text.
    pub(crate) send: Callback<String>,
    /// Closes the field; the draft is discarded.
    pub(crate) close: Callback<()>,
    /// Whether it is always open: then it takes no focus, and has a cancel button only where something was typed.
    #[prop_or_default]
    pub(crate) always_open: bool,
    /// More content beside its button.
    #[prop_or_default]
    pub(crate) extra: Html,
    /// The author's name, where others will read the text under that name: then it may be formatted and previewed.
    #[prop_or_default]
    pub(crate) author: Option<AttrValue>,
    /// Shows a failure.
    #[prop_or_default]
    pub(crate) show_toast: Callback<ToastMessage>,
}

/// The field.
#[component]
pub(crate) fn TextField(props: &TextFieldProps) -> Html {
    let TextFieldProps { id, kind, label, initial, button, busy, send, close, always_open, extra, author, show_toast } =
        props.clone();
    let field = use_node_ref();
    let has_text = use_state(|| drafts::draft(id, kind).is_some());
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                field.set_value(&drafts::draft(id, kind).unwrap_or(initial));
            }
            if !always_open {
                focus(&field);
            }
        });
    }
    let preview_tree = use_state(|| None::<Tree>);
    let on_change = {
        let (has_text, field) = (has_text.clone(), field.clone());
        Callback::from(move |()| {
            let editor_text = field.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default();
            has_text.set(!editor_text.trim().is_empty());
            drafts::save(id, kind, editor_text);
        })
    };
    let typed = on_change.reform(|_: InputEvent| ());
    let submit = on_submit(&field, busy, send);
    let discard = {
        let (has_text, field, preview_tree) = (has_text.clone(), field.clone(), preview_tree.clone());
        Callback::from(move |()| {
            drafts::discard(id, kind);
            has_text.set(false);
            preview_tree.set(None);
            if let Some(field) = field.cast::<HtmlTextAreaElement>().filter(|_| always_open) {
                field.set_value("");
            }
            close.emit(());
        })
    };
    let keys = keys(&field, &discard);
    let on_cancel = discard.reform(|_: MouseEvent| ());
    let cancel = (!always_open || *has_text)
        .then(|| html! { <button type="button" onclick={on_cancel}>{ text().cancel() }</button> });
    let busy = busy.then_some("true");
    let rows = if always_open { "2" } else { "4" };
    let Some(author) = author else {
        return html! {
            <form onsubmit={submit} aria-busy={busy}>
                <label>
                    <span>{ label }</span>
                    <textarea ref={field} required=true {rows} dir="auto" oninput={typed} onkeydown={keys} />{ required_message(text().text_missing()) }
                </label>
                <div class="verbs"><button class="main">{ button }</button>{ cancel }{ extra }</div>
            </form>
        };
    };
    let (widget, name) = (text::language::widget(), label.clone());
    let editor_text = html! { <textarea ref={field.clone()} required=true {rows} dir="auto" aria-label={name} hidden={preview_tree.is_some()} oninput={typed} onkeydown={keys} /> };
    let footer = html! {
        <div class="verbs">
            { avatar(&author) }<bdi>{ author }</bdi><span class="grow" />
            { extra }{ cancel }
            <button class="main">{ button }{ send_key() }</button>
        </div>
    };
    html! {
        <form class="replycard" onsubmit={submit} aria-busy={busy}>
            <div class="top">{ tabs(widget, &field, &preview_tree, &show_toast) }if preview_tree.is_none() { { formatting_toolbar(widget, &field, &on_change) } }</div>
            { editor_text }{ required_message(text().text_missing()) }
            if let Some(tree) = &*preview_tree { <div class="words" role="tabpanel" aria-label={widget.tabs()[1]} tabindex="0" dir="auto">{ body(tree) }</div> }
            { footer }
        </form>
    }
}

/// Sends the text, unless it is being sent already.
fn on_submit(field: &NodeRef, busy: bool, send: Callback<String>) -> Callback<SubmitEvent> {
    let field = field.clone();
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.cast::<HtmlTextAreaElement>().filter(|_| !busy) {
            send.emit(field.value());
        }
    })
}

/// Ctrl+Enter sends; Escape closes the field where nothing was typed.
fn keys(field: &NodeRef, discard: &Callback<()>) -> Callback<KeyboardEvent> {
    let (field, discard) = (field.clone(), discard.clone());
    Callback::from(move |event: KeyboardEvent| {
        let Some(field) = field.cast::<HtmlTextAreaElement>() else { return };
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            // A removed form sends nothing.
            _ = field.form().map(|form| form.request_submit());
        } else if event.key() == "Escape" && field.value().is_empty() {
            discard.emit(());
        }
    })
}

/// The shortcut for sending, beside the button that does the same.
pub(crate) fn send_key() -> Html {
    let platform = web_sys::window().and_then(|window| window.navigator().platform().ok()).unwrap_or_default();
    let keys = if platform.starts_with("Mac") { "⌘↵" } else { "Ctrl ↵" };
    html! { <kbd aria-hidden="true">{ keys }</kbd> }
}

/// The tabs of the editor: write and preview.
fn tabs(
    text: Text,
    field: &NodeRef,
    preview_tree: &UseStateHandle<Option<Tree>>,
    show_toast: &Callback<ToastMessage>,
) -> Html {
    let write = {
        let (preview_tree, field) = (preview_tree.clone(), field.clone());
        move |_: MouseEvent| {
            preview_tree.set(None);
            // The field is visible only after the next drawing.
            let field = field.clone();
            Timeout::new(0, move || focus(&field)).forget();
        }
    };
    let preview = {
        let (preview_tree, field, show_toast) = (preview_tree.clone(), field.clone(), show_toast.clone());
        move |_: MouseEvent| {
            let editor_text = field.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default();
            if editor_text.trim().is_empty() {
                // There is nothing to preview yet.
                return focus(&field);
            }
            let (preview_tree, show_toast) = (preview_tree.clone(), show_toast.clone());
            spawn_local(async move {
                match api::preview(editor_text).await {
                    Ok(shown) => preview_tree.set(Some(shown.body)),
                    Err(Failure::Message(message)) => show_toast.emit(ToastMessage::error(message)),
                    // Sending the text will show the page for signing in.
                    Err(Failure::SignedOut) => {}
                }
            });
        }
    };
    let tab = |name: &'static str, chosen: bool, onclick: Callback<MouseEvent>| {
        let selected = chosen.to_string();
        html! { <button type="button" role="tab" aria-selected={selected} tabindex={tab_index(chosen)} {onclick}>{ name }</button> }
    };
    let [first, second] = text.tabs();
    html! {
        <div class="tabs" role="tablist" onkeydown={move_focus}>
            { tab(first, preview_tree.is_none(), Callback::from(write)) }
            { tab(second, preview_tree.is_some(), Callback::from(preview)) }
        </div>
    }
}
