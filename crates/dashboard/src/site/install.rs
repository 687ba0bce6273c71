//! Install: the code for a page, the checks that it works, and a preview of the comments.

use porch_class_macros::html;
use porch_protocol::recipes::RECIPES;
use porch_protocol::site_settings::SiteSettings;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::site::highlighted_snippet::highlighted;
use crate::site::install_checks::Checks;
use crate::site::install_preview::Preview;
use crate::site::setting_change::Change;
use crate::site::snippet_options::{OptionBoxes, Options, page_expression};
use crate::text;
use crate::ui::copy_button::CopyButton;

/// The site, and the callback that adds an address to it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SnippetProps {
    pub(crate) site: SiteSettings,
    pub(crate) set: Callback<Change>,
    pub(crate) context: Context,
}

/// The code for each system, one at a time.
#[component]
pub(crate) fn Snippet(props: &SnippetProps) -> Html {
    let chosen = use_state(|| 0_usize);
    let at = *chosen;
    let choose = Callback::from(move |place| chosen.set(place));
    let (pinned, plain) = (use_state(|| None::<String>), use_state(|| false));
    let options = Options { pinned: (*pinned).clone(), plain: *plain };
    let recipe = RECIPES[at];
    let lines = recipe.lines(&props.site.server);
    let links = page_expression(&lines).is_some();
    let lines = options.applied(lines, &props.site.server, &api::site());
    let (pin, plain) = (Callback::from(move |hash| pinned.set(hash)), Callback::from(move |to| plain.set(to)));
    html! {
        <section class="part" aria-label={text().site_install()}>
            <p class="intro">{ text().site_install_what() }</p>
            <Systems chosen={at} {choose} />
            <div role="tabpanel" id="recipe" aria-labelledby={tab(RECIPES[at].system)}>
                <p class="quiet">{ text::site::snippet_place(recipe.system) }</p>
                <div class="codebox">
                    <pre dir="ltr" tabindex="0" role="region" aria-label={text().site_the_lines()}><code>{ highlighted(&lines) }</code></pre>
                    <CopyButton text={lines} main={true} context={props.context.clone()} />
                </div>
                <OptionBoxes {options} {pin} {plain} {links} context={props.context.clone()} />
            </div>
            <h2 class="section-title">{ text().site_is_it_there() }</h2>
            <Checks site={props.site.clone()} set={props.set.clone()} context={props.context.clone()} />
            <h2 class="section-title">{ text().site_preview() }</h2>
            <Preview />
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SystemsProps {
    chosen: usize,
    choose: Callback<usize>,
}

/// The tabs of the systems: one of them is in the tab order, arrows select the others.
#[component]
fn Systems(props: &SystemsProps) -> Html {
    let SystemsProps { chosen, choose } = props.clone();
    let list = use_node_ref();
    let keys = {
        let (list, choose, last) = (list.clone(), choose.clone(), RECIPES.len() - 1);
        move |event: KeyboardEvent| {
            let rtl = list.cast::<Element>().is_some_and(|list| list.closest("[dir=rtl]").is_ok_and(|at| at.is_some()));
            let to = match (event.key().as_str(), rtl) {
                ("ArrowRight", false) | ("ArrowLeft", true) => {
                    if chosen == last {
                        0
                    } else {
                        chosen + 1
                    }
                }
                ("ArrowLeft", false) | ("ArrowRight", true) => chosen.checked_sub(1).unwrap_or(last),
                ("Home", _) => 0,
                ("End", _) => last,
                _ => return,
            };
            event.prevent_default();
            choose.emit(to);
            let tab =
                list.cast::<Element>().and_then(|list| list.children().item(u32::try_from(to).unwrap_or_default()));
            if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
                // An element that can't have the focus is skipped.
                _ = tab.focus();
            }
        }
    };
    let tabs = RECIPES.iter().enumerate().map(|(place, recipe)| {
        let press = choose.reform(move |_: MouseEvent| place);
        let is_selected = chosen == place;
        html! {
            <button type="button" role="tab" id={tab(recipe.system)} aria-selected={is_selected.to_string()} aria-controls="recipe"
                tabindex={if is_selected { "0" } else { "-1" }} onclick={press}>{ recipe.system }</button>
        }
    });
    html! { <div class="system-tabs" role="tablist" aria-label={text().site_where()} ref={list} onkeydown={keys}>{ for tabs }</div> }
}

/// The id of a system's tab.
fn tab(system: &str) -> String {
    format!("tab-{}", system.replace(' ', "-"))
}
