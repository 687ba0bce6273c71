//! The site's name: a line of the settings that is saved as it is typed.

use porch_class_macros::html;
use porch_protocol::limits::NAME_CHARS;
use porch_protocol::site_settings::{SetSite, SiteSettings};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::api::{self, Request, to};
use crate::context::Context;
use crate::site::setting_change::setting;
use crate::text;
use crate::ui::autosave::{Autosaved, use_autosave};

/// The name as it is typed.
#[derive(Clone, PartialEq)]
struct Name(String);

impl Autosaved for Name {
    type Response = SiteSettings;

    fn label(&self) -> &'static str {
        text().site_name()
    }

    fn change(&self) -> Request<SiteSettings> {
        api::send(&to::SET_SITE, &SetSite { settings: vec![setting("name", &self.0)] })
    }

    fn saved(&self, answer: SiteSettings) -> Self {
        Self(answer.name)
    }

    /// Without a name the server uses the site's address. While the field is empty in order to type another name, that
    /// one is not saved.
    fn is_complete(&self) -> bool {
        !self.0.trim().is_empty()
    }
}

/// The name as it is saved, and whether it may be changed.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct NameProps {
    pub(crate) name: String,
    pub(crate) may_change: bool,
    pub(crate) context: Context,
}

/// The line.
#[component]
pub(crate) fn NameLine(props: &NameProps) -> Html {
    let NameProps { name, may_change, context } = props.clone();
    let renamed = context.renamed.reform(|Name(name): Name| name);
    let autosave = use_autosave(Name(name), &context, renamed);
    let on_input = {
        let autosave = autosave.clone();
        move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            autosave.edit(|name| name.0 = value);
        }
    };
    let on_leave = {
        let autosave = autosave.clone();
        move |_: Event| autosave.save()
    };
    let refused = autosave.error.is_some().then_some("true");
    html! {
        <div class="form-row" ref={autosave.container.clone()}>
            <div class="row-label"><label for="name"><b>{ text().site_name() }</b></label><p id="name-what">{ text().site_name_what() }</p></div>
            <div class="row-control">
                <input type="text" id="name" value={autosave.shown().0.clone()} maxlength={NAME_CHARS.to_string()} disabled={!may_change} dir="auto"
                    autocomplete="off" aria-describedby="name-what" aria-invalid={refused} oninput={on_input} onchange={on_leave} />
                { autosave.error_note() }
            </div>
        </div>
    }
}
