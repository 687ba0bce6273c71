//! Rules: the site's opening question and house rules, its word rules, and the outcomes of second looks.

use porch_protocol::site_settings::PromptAndRules;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::site::page_rules::PageWelcomes;
use crate::site::prompt_and_rules::WelcomeFields;
use crate::site::second_looks::SecondLookCounts;
use crate::site::word_rules::WordRules;
use crate::text::rules as texts;
use crate::ui::loading::{Loading, use_attempts};

/// Loaded when the section is opened and after each change in it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct RulesProps {
    pub(crate) context: Context,
}

/// The section.
#[component]
pub(crate) fn RulesSettings(props: &RulesProps) -> Html {
    let found = use_state(|| None::<PromptAndRules>);
    let turn = use_state(|| 0_u32);
    let attempt = use_attempts(found.is_some(), &props.context);
    {
        let (found, context) = (found.clone(), props.context.clone());
        use_effect_with((*turn, attempt), move |_| {
            spawn_local(async move {
                match api::site::rules().await {
                    Ok(rules) => found.set(Some(rules)),
                    Err(failure) => context.show_failure(failure),
                }
            });
        });
    }
    // Counted outside of the drawn state: two reloads at the same time are two turns.
    let turns = use_mut_ref(|| 0_u32);
    let reload = {
        let turn = turn.setter();
        Callback::from(move |()| turn.set(turns.replace_with(|turns| turns.wrapping_add(1)).wrapping_add(1)))
    };
    let Some(rules) = (*found).clone() else { return html! { <Loading context={props.context.clone()} /> } };
    let (may_change, context) = (rules.may_change, props.context.clone());
    let saved = {
        let (found, rules) = (found.clone(), rules.clone());
        Callback::from(move |site| found.set(Some(PromptAndRules { site, ..rules.clone() })))
    };
    html! {
        <>
            if !may_change { <p class="quiet">{ texts::NOT_YOURS }</p> }
            <section class="part" aria-labelledby="asks">
                <h2 class="section-title" id="asks">{ texts::WELCOME_AND_RULES }</h2>
                <WelcomeFields page={None::<String>} words={rules.site.clone()} site={rules.site.clone()} {may_change} context={context.clone()} {saved} />
            </section>
            <PageWelcomes rules={rules.clone()} context={context.clone()} reload={reload.clone()} />
            <WordRules words={rules.words.clone()} {may_change} context={context.clone()} {reload} />
            <SecondLookCounts {context} />
        </>
    }
}
