//! What the site is called: a line of the settings that is kept as it is typed.

use porch_protocol::limits::NAME_CHARS;
use porch_protocol::site_settings::{SetSite, SiteSettings};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::api::{Change, as_json};
use crate::context::Context;
use crate::site::setting_change::setting;
use crate::text::site as say;
use crate::ui::autosave::{Autosaved, use_keeper};

/// The name as it is typed.
#[derive(Clone, PartialEq)]
struct Name(String);

impl Autosaved for Name {
    type Answer = SiteSettings;

    fn called(&self) -> &'static str {
        say::NAME
    }

    fn change(&self) -> Change {
        let body = as_json(&SetSite { settings: vec![setting("name", &self.0)] });
        Change { method: "PATCH", path: "/v1/host/site", body }
    }

    fn kept(&self, answer: SiteSettings) -> Self {
        Self(answer.name)
    }

    /// Without a name the site is called by its address. Whoever has emptied the field to type another name is not given
    /// that one meanwhile.
    fn is_whole(&self) -> bool {
        !self.0.trim().is_empty()
    }
}

/// The name as it is kept, and whether it may be changed.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct NameProps {
    pub(crate) name: String,
    pub(crate) may: bool,
    pub(crate) context: Context,
}

/// The line.
#[component]
pub(crate) fn NameLine(props: &NameProps) -> Html {
    let NameProps { name, may, context } = props.clone();
    let renamed = context.renamed.reform(|Name(name): Name| name);
    let keeper = use_keeper(Name(name), &context, renamed);
    let types = {
        let keeper = keeper.clone();
        move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            keeper.types(|name| name.0 = value);
        }
    };
    let leaves = {
        let keeper = keeper.clone();
        move |_: Event| keeper.keep()
    };
    let refused = keeper.wrong.is_some().then_some("true");
    html! {
        <div class="fr" ref={keeper.around.clone()}>
            <div class="lab"><label for="name"><b>{ say::NAME }</b></label><p id="name-what">{ say::NAME_WHAT }</p></div>
            <div class="ctl">
                <input type="text" id="name" value={keeper.shown().0.clone()} maxlength={NAME_CHARS.to_string()} disabled={!may} dir="auto"
                    autocomplete="off" aria-describedby="name-what" aria-invalid={refused} oninput={types} onchange={leaves} />
                { keeper.note() }
            </div>
        </div>
    }
}
