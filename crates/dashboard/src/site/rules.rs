//! Rules: what the site asks of people, in its own words, which words are held, and what people did about a second look.

use porch_protocol::site_settings::PromptAndRules;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::site::page_rules::PageWelcomes;
use crate::site::prompt_and_rules::WelcomeFields;
use crate::site::second_looks::PauseCounts;
use crate::site::word_rules::WordRules;
use crate::text::rules as say;
use crate::ui::loading::{Loading, use_attempts};

/// Asked for when the room is entered and after each change in it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct RulesProps {
    pub(crate) context: Context,
}

/// The room.
#[component]
pub(crate) fn RulesRoom(props: &RulesProps) -> Html {
    let found = use_state(|| None::<PromptAndRules>);
    let turn = use_state(|| 0_u32);
    let attempt = use_attempts(found.is_some(), &props.context);
    {
        let (found, context) = (found.clone(), props.context.clone());
        use_effect_with((*turn, attempt), move |_| {
            spawn_local(async move {
                match api::site::rules().await {
                    Ok(rules) => found.set(Some(rules)),
                    Err(failure) => context.failed(failure),
                }
            });
        });
    }
    // Counted beside what is drawn: two that ask anew at the same time are two turns.
    let turns = use_mut_ref(|| 0_u32);
    let again = {
        let turn = turn.setter();
        Callback::from(move |()| turn.set(turns.replace_with(|turns| turns.wrapping_add(1)).wrapping_add(1)))
    };
    let Some(rules) = (*found).clone() else { return html! { <Loading context={props.context.clone()} /> } };
    let (may, context) = (rules.may_change, props.context.clone());
    let kept = {
        let (found, rules) = (found.clone(), rules.clone());
        Callback::from(move |site| found.set(Some(PromptAndRules { site, ..rules.clone() })))
    };
    html! {
        <>
            if !may { <p class="quiet">{ say::NOT_YOURS }</p> }
            <section class="part" aria-labelledby="asks">
                <h2 class="sec" id="asks">{ say::ASKS }</h2>
                <WelcomeFields page={None::<String>} words={rules.site.clone()} site={rules.site.clone()} {may} context={context.clone()} {kept} />
            </section>
            <PageWelcomes rules={rules.clone()} context={context.clone()} again={again.clone()} />
            <WordRules words={rules.words.clone()} {may} context={context.clone()} {again} />
            <PauseCounts {context} />
        </>
    }
}
