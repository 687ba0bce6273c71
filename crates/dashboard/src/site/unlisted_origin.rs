//! An address that asks for a site's conversations and is not on its list. Anybody can send a request that names any address,
//! so it is added only by whoever types its host.

use porch_protocol::site_settings::{SiteSettings, UnlistedOrigin};
use yew::prelude::*;

use web_sys::{FormData, HtmlFormElement};

use crate::site::setting_change::{Change, listed};
use crate::text::{self, site as say};
use crate::ui::focus_moves::{rest, use_focus};
use crate::ui::keys::use_escape;
use crate::ui::required_fields::missing;

/// Which one, and the way to add it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct StrangerProps {
    pub(crate) stranger: UnlistedOrigin,
    pub(crate) site: SiteSettings,
    pub(crate) set: Callback<Change>,
}

/// What is known of it, what adding it means, and the question before that.
#[component]
pub(crate) fn Stranger(props: &StrangerProps) -> Html {
    let StrangerProps { stranger: UnlistedOrigin { origin, looks_like, .. }, site, set } = props.clone();
    let (asks, place) = (use_state(|| false), use_node_ref());
    let open = {
        let asks = asks.clone();
        move |_: MouseEvent| asks.set(true)
    };
    let close = {
        let (asks, place) = (asks.clone(), place.clone());
        Callback::from(move |()| {
            rest(&place);
            asks.set(false);
        })
    };
    let add = {
        let (origin, all, close) = (origin.clone(), site.origins.clone(), close.clone());
        Callback::from(move |()| {
            let more: Vec<_> = all.iter().cloned().chain([origin.clone()]).collect();
            close.emit(());
            set.emit((listed(&more), listed(&all)));
        })
    };
    html! {
        <div ref={place.clone()} class="stranger" tabindex="-1">
            <p><strong dir="ltr">{ &origin }</strong>{ " " }{ say::STRANGER }</p>
            if let Some(own) = &looks_like { <p class="wrong"><strong>{ say::looks_like(own) }</strong></p> }
            <p class="quiet">{ say::UNVERIFIED }</p>
            if *asks {
                <TypeHost host={host(&origin).to_owned()} {add} {close} />
            } else if site.may_change {
                <div class="verbs"><button onclick={open}>{ say::ADD }</button></div>
            }
        </div>
    }
}

/// The host of an origin, with its port where it has one.
fn host(origin: &str) -> &str {
    origin.split_once("://").map_or(origin, |(_, host)| host)
}

#[derive(Clone, PartialEq, Properties)]
struct TypeHostProps {
    host: String,
    add: Callback<()>,
    close: Callback<()>,
}

/// The question: whoever knows the address as their own types its host.
#[component]
fn TypeHost(props: &TypeHostProps) -> Html {
    let TypeHostProps { host, add, close } = props.clone();
    let (field, wrong) = (use_focus(), use_state(|| false));
    let send = {
        let (wrong, host) = (wrong.clone(), host.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let form: HtmlFormElement = event.target_unchecked_into();
            let typed = FormData::new_with_form(&form).ok().and_then(|data| data.get("host").as_string());
            let same = typed.is_some_and(|typed| typed.trim().eq_ignore_ascii_case(&host));
            wrong.set(!same);
            if same {
                add.emit(());
            }
        }
    };
    let keys = use_escape(close.clone());
    let leave = close.reform(|_: MouseEvent| ());
    html! {
        <form data-panel="" onsubmit={send} onkeydown={keys}>
            <label><span>{ say::type_host(&host) }</span>
                <input ref={field} type="text" name="host" required=true maxlength="253" autocomplete="off" autocapitalize="off" spellcheck="false" dir="ltr" />{ missing(say::HOST_MISSING) }
            </label>
            <div class="verbs">
                <button class="main">{ say::ADD }</button>
                <button type="button" onclick={leave}>{ text::NEVER_MIND }</button>
            </div>
            <p class="wrong" role="status">if *wrong { { say::NOT_THE_HOST } }</p>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn a_host_is_typed_as_the_address_has_it() {
        assert_eq!(host("https://bakery.example"), "bakery.example");
        assert_eq!(host("http://localhost:8080"), "localhost:8080");
    }
}
