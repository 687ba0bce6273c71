//! A field for words about a comment, with a button that sends them: it keeps what is typed, and hears the keys. Where one
//! writes as oneself, it is the card of the widget: with the tools, and with what the words will look like.

use gloo_timers::callback::Timeout;
use porch_protocol::{CommentId, Tree};
use porch_widget::components::body::body;
use porch_widget::components::tools::{move_focus, tab_index, tools};
use porch_widget::language::text;
use porch_widget::text::Text;
use web_sys::HtmlTextAreaElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::review::drafts::{self, Kind};
use crate::text;
use crate::ui::avatar::avatar;
use crate::ui::focus_moves::rest;
use crate::ui::required_fields::missing;
use crate::ui::toast_message::ToastMessage;

/// A field.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FieldProps {
    /// About which comment.
    pub(crate) id: CommentId,
    /// What is written.
    pub(crate) kind: Kind,
    /// What stands over the field.
    pub(crate) label: String,
    /// What stands in it before anything is typed.
    #[prop_or_default]
    pub(crate) begins: String,
    /// What the button says.
    pub(crate) button: &'static str,
    /// Whether the words are on their way.
    pub(crate) busy: bool,
    /// Sends them.
    pub(crate) send: Callback<String>,
    /// Closes the field; what was typed is given up.
    pub(crate) close: Callback<()>,
    /// Whether it stands open all the time: then it takes no focus, and is given up only where something was typed.
    #[prop_or_default]
    pub(crate) stands: bool,
    /// What else stands beside its button.
    #[prop_or_default]
    pub(crate) beside: Html,
    /// Whoever writes, where others will read it under that name: then the words may be formatted, and looked at before.
    #[prop_or_default]
    pub(crate) writer: Option<AttrValue>,
    /// Says what went wrong.
    #[prop_or_default]
    pub(crate) say: Callback<ToastMessage>,
}

/// The field.
#[component]
pub(crate) fn Field(props: &FieldProps) -> Html {
    let FieldProps { id, kind, label, begins, button, busy, send, close, stands, beside, writer, say } = props.clone();
    let field = use_node_ref();
    let written = use_state(|| drafts::typed(id, kind).is_some());
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                field.set_value(&drafts::typed(id, kind).unwrap_or(begins));
            }
            if !stands {
                rest(&field);
            }
        });
    }
    let look = use_state(|| None::<Tree>);
    let changed = {
        let (written, field) = (written.clone(), field.clone());
        Callback::from(move |()| {
            let words = field.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default();
            written.set(!words.trim().is_empty());
            drafts::keep(id, kind, words);
        })
    };
    let typed = changed.reform(|_: InputEvent| ());
    let submit = submits(&field, busy, send);
    let give_up = {
        let (written, field, look) = (written.clone(), field.clone(), look.clone());
        Callback::from(move |()| {
            drafts::forget(id, kind);
            written.set(false);
            look.set(None);
            if let Some(field) = field.cast::<HtmlTextAreaElement>().filter(|_| stands) {
                field.set_value("");
            }
            close.emit(());
        })
    };
    let keys = keys(&field, &give_up);
    let leave = give_up.reform(|_: MouseEvent| ());
    let cancel =
        (!stands || *written).then(|| html! { <button type="button" onclick={leave}>{ text::NEVER_MIND }</button> });
    let busy = busy.then_some("true");
    let rows = if stands { "2" } else { "4" };
    let Some(writer) = writer else {
        return html! {
            <form onsubmit={submit} aria-busy={busy}>
                <label>
                    <span>{ label }</span>
                    <textarea ref={field} required=true {rows} dir="auto" oninput={typed} onkeydown={keys} />{ missing(text::WORDS_MISSING) }
                </label>
                <div class="verbs"><button class="main">{ button }</button>{ cancel }{ beside }</div>
            </form>
        };
    };
    let (text, name) = (text("en"), label.clone());
    let words = html! { <textarea ref={field.clone()} required=true {rows} dir="auto" aria-label={name} hidden={look.is_some()} oninput={typed} onkeydown={keys} /> };
    let foot = html! {
        <div class="verbs">
            { avatar(&writer) }<bdi>{ writer }</bdi><span class="grow" />
            { beside }{ cancel }
            <button class="main">{ button }{ send_key() }</button>
        </div>
    };
    html! {
        <form class="replycard" onsubmit={submit} aria-busy={busy}>
            <div class="top">{ tabs(text, &field, &look, &say) }if look.is_none() { { tools(text, &field, &changed) } }</div>
            { words }{ missing(text::WORDS_MISSING) }
            if let Some(tree) = &*look { <div class="words" role="tabpanel" aria-label={text.write.tabs[1]} tabindex="0" dir="auto">{ body(tree) }</div> }
            { foot }
        </form>
    }
}

/// Sends the words, unless they are on their way.
fn submits(field: &NodeRef, busy: bool, send: Callback<String>) -> Callback<SubmitEvent> {
    let field = field.clone();
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.cast::<HtmlTextAreaElement>().filter(|_| !busy) {
            send.emit(field.value());
        }
    })
}

/// Ctrl+Enter sends; Escape gives up where nothing was typed.
fn keys(field: &NodeRef, give_up: &Callback<()>) -> Callback<KeyboardEvent> {
    let (field, give_up) = (field.clone(), give_up.clone());
    Callback::from(move |event: KeyboardEvent| {
        let Some(field) = field.cast::<HtmlTextAreaElement>() else { return };
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            // A form that is gone sends nothing.
            _ = field.form().map(|form| form.request_submit());
        } else if event.key() == "Escape" && field.value().is_empty() {
            give_up.emit(());
        }
    })
}

/// The keys that send, beside the button that does the same.
pub(crate) fn send_key() -> Html {
    let platform = web_sys::window().and_then(|window| window.navigator().platform().ok()).unwrap_or_default();
    let keys = if platform.starts_with("Mac") { "⌘↵" } else { "Ctrl ↵" };
    html! { <kbd aria-hidden="true">{ keys }</kbd> }
}

/// The words as they are written, and as they will look.
fn tabs(text: &Text, field: &NodeRef, look: &UseStateHandle<Option<Tree>>, say: &Callback<ToastMessage>) -> Html {
    let write = {
        let (look, field) = (look.clone(), field.clone());
        move |_: MouseEvent| {
            look.set(None);
            // It is in sight again only once this is drawn.
            let field = field.clone();
            Timeout::new(0, move || rest(&field)).forget();
        }
    };
    let preview = {
        let (look, field, say) = (look.clone(), field.clone(), say.clone());
        move |_: MouseEvent| {
            let words = field.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default();
            if words.trim().is_empty() {
                // There is nothing to look at yet.
                return rest(&field);
            }
            let (look, say) = (look.clone(), say.clone());
            spawn_local(async move {
                match api::pages::preview(&words).await {
                    Ok(tree) => look.set(Some(tree)),
                    Err(Failure::Wrong(why)) => say.emit(ToastMessage::wrong(why)),
                    // Whoever sends the words is led to the door.
                    Err(Failure::Out) => {}
                }
            });
        }
    };
    let tab = |name: &'static str, chosen: bool, onclick: Callback<MouseEvent>| {
        let selected = chosen.to_string();
        html! { <button type="button" role="tab" aria-selected={selected} tabindex={tab_index(chosen)} {onclick}>{ name }</button> }
    };
    let [first, second] = text.write.tabs;
    html! {
        <div class="tabs" role="tablist" onkeydown={move_focus}>
            { tab(first, look.is_none(), Callback::from(write)) }
            { tab(second, look.is_some(), Callback::from(preview)) }
        </div>
    }
}
