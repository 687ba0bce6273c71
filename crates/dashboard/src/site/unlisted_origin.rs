//! An origin that requests a site's conversations and is not on its list. Anyone can send a request that names any
//! origin, so a member must type its host to add it.

use porch_class_macros::html;
use porch_protocol::site_settings::{SiteSettings, UnlistedOrigin};
use yew::prelude::*;

use web_sys::{FormData, HtmlFormElement};

use crate::site::setting_change::{Change, origin_settings};
use crate::text;
use crate::ui::focus_moves::{focus, use_autofocus};
use crate::ui::keys::use_escape;
use crate::ui::required_fields::required_message;

/// The origin, and the callback that adds it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct UnlistedOriginProps {
    pub(crate) unlisted: UnlistedOrigin,
    pub(crate) site: SiteSettings,
    pub(crate) set: Callback<Change>,
}

/// What is known of it, what adding it means, and the confirmation.
#[component]
pub(crate) fn UnlistedOriginNote(props: &UnlistedOriginProps) -> Html {
    let UnlistedOriginProps { unlisted: UnlistedOrigin { origin, looks_like, .. }, site, set } = props.clone();
    let (confirming, place) = (use_state(|| false), use_node_ref());
    let open = {
        let confirming = confirming.clone();
        move |_: MouseEvent| confirming.set(true)
    };
    let close = {
        let (confirming, place) = (confirming.clone(), place.clone());
        Callback::from(move |()| {
            focus(&place);
            confirming.set(false);
        })
    };
    let add = {
        let (origin, all, close) = (origin.clone(), site.origins.clone(), close.clone());
        Callback::from(move |()| {
            let more: Vec<_> = all.iter().cloned().chain([origin.clone()]).collect();
            close.emit(());
            set.emit((origin_settings(&more), origin_settings(&all)));
        })
    };
    html! {
        <div ref={place.clone()} class="stranger" tabindex="-1">
            <p><strong dir="ltr">{ &origin }</strong>{ " " }{ text().site_unlisted() }</p>
            if let Some(own) = &looks_like { <p class="wrong"><strong>{ text().site_looks_like(own) }</strong></p> }
            <p class="quiet">{ text().site_unverified() }</p>
            if *confirming {
                <TypeHost host={host_of(&origin).to_owned()} {add} {close} />
            } else if site.may_change {
                <div class="verbs"><button onclick={open}>{ text().site_add() }</button></div>
            }
        </div>
    }
}

/// The host of an origin, with its port where it has one.
fn host_of(origin: &str) -> &str {
    origin.split_once("://").map_or(origin, |(_, host)| host)
}

#[derive(Clone, PartialEq, Properties)]
struct TypeHostProps {
    host: String,
    add: Callback<()>,
    close: Callback<()>,
}

/// The confirmation: a member who knows the origin as the site's own types its host.
#[component]
fn TypeHost(props: &TypeHostProps) -> Html {
    let TypeHostProps { host, add, close } = props.clone();
    let (field, mismatch) = (use_autofocus(), use_state(|| false));
    let send = {
        let (mismatch, host) = (mismatch.clone(), host.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let form: HtmlFormElement = event.target_unchecked_into();
            let typed = FormData::new_with_form(&form).ok().and_then(|data| data.get("host").as_string());
            let same = typed.is_some_and(|typed| typed.trim().eq_ignore_ascii_case(&host));
            mismatch.set(!same);
            if same {
                add.emit(());
            }
        }
    };
    let keys = use_escape(close.clone());
    let on_cancel = close.reform(|_: MouseEvent| ());
    html! {
        <form data-panel="" onsubmit={send} onkeydown={keys}>
            <label><span>{ text().site_type_host(&host) }</span>
                <input ref={field} type="text" name="host" required=true maxlength="253" autocomplete="off" autocapitalize="off" spellcheck="false" dir="ltr" />{ required_message(text().site_host_missing()) }
            </label>
            <div class="verbs">
                <button class="main">{ text().site_add() }</button>
                <button type="button" onclick={on_cancel}>{ text().cancel() }</button>
            </div>
            <p class="wrong" role="status">if *mismatch { { text().site_not_the_host() } }</p>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::host_of;

    #[test]
    fn the_host_of_an_origin_includes_its_port() {
        assert_eq!(host_of("https://bakery.example"), "bakery.example");
        assert_eq!(host_of("http://localhost:8080"), "localhost:8080");
    }
}
