//! Rules: what the site asks of people, in its own words, which words are held, and what people did about a second look.

use porch_protocol::house::HouseRules;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::page_welcomes::PageWelcomes;
use crate::pauses::PauseCounts;
use crate::welcome::WelcomeFields;
use crate::word_rules::WordRules;
use crate::words::rules as say;

/// Asked for when the room is entered and after each change in it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct RulesProps {
    pub(crate) house: House,
}

/// The room.
#[component]
pub(crate) fn RulesRoom(props: &RulesProps) -> Html {
    let found = use_state(|| None::<HouseRules>);
    let turn = use_state(|| 0_u32);
    {
        let (found, house) = (found.clone(), props.house.clone());
        use_effect_with(*turn, move |_| {
            spawn_local(async move {
                match calls::house::rules().await {
                    Ok(rules) => found.set(Some(rules)),
                    Err(failure) => house.failed(failure),
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
    let Some(rules) = (*found).clone() else { return html! { <p aria-busy="true" /> } };
    let (may, house) = (rules.may_change, props.house.clone());
    let kept = {
        let (found, rules) = (found.clone(), rules.clone());
        Callback::from(move |site| found.set(Some(HouseRules { site, ..rules.clone() })))
    };
    html! {
        <>
            if !may { <p class="quiet">{ say::NOT_YOURS }</p> }
            <section class="part" aria-labelledby="asks">
                <h2 class="sec" id="asks">{ say::ASKS }</h2>
                <WelcomeFields page={None::<String>} words={rules.site.clone()} site={rules.site.clone()} {may} house={house.clone()} {kept} />
            </section>
            <PageWelcomes rules={rules.clone()} house={house.clone()} again={again.clone()} />
            <WordRules words={rules.words.clone()} {may} house={house.clone()} {again} />
            <PauseCounts {house} />
        </>
    }
}
