//! Rules: the site's opening question and house rules, its word rules, and the outcomes of second looks.

use porch_class_macros::html;
use porch_protocol::site_settings::PromptAndRules;
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::site::page_rules::PageWelcomes;
use crate::site::prompt_and_rules::WelcomeFields;
use crate::site::second_looks::SecondLookCounts;
use crate::site::word_rules::WordRules;
use crate::text;
use crate::ui::load::use_load;
use crate::ui::loading::Loading;

/// Loaded when the section is opened and after each change in it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct RulesProps {
    pub(crate) context: Context,
}

/// The section.
#[component]
pub(crate) fn RulesSettings(props: &RulesProps) -> Html {
    let found = use_load(&props.context, (), || api::request(&to::RULES));
    let reload = found.reload();
    let Some(rules) = (*found).clone() else { return html! { <Loading context={props.context.clone()} /> } };
    let (may_change, context) = (rules.may_change, props.context.clone());
    let saved = {
        let (found, rules) = (found.clone(), rules.clone());
        Callback::from(move |site| found.set(PromptAndRules { site, ..rules.clone() }))
    };
    html! {
        <>
            if !may_change { <p class="quiet">{ text().rules_not_yours() }</p> }
            <section class="part" aria-labelledby="asks">
                <h2 class="section-title" id="asks">{ text().rules_welcome_and_rules() }</h2>
                <WelcomeFields page={None::<String>} words={rules.site.clone()} site={rules.site.clone()} {may_change} context={context.clone()} {saved} />
            </section>
            <PageWelcomes rules={rules.clone()} context={context.clone()} reload={reload.clone()} />
            <WordRules words={rules.words.clone()} {may_change} context={context.clone()} {reload} />
            <SecondLookCounts {context} />
        </>
    }
}
