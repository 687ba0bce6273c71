//! What was decided: who, what, why and when.

use porch_protocol::host::Settled;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::when::when;
use crate::words;

/// Asks anew at each turn.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SettledProps {
    pub(crate) house: House,
    pub(crate) turn: u32,
}

/// The log.
#[component]
pub(crate) fn SettledList(props: &SettledProps) -> Html {
    let lines = use_state(|| None::<Vec<Settled>>);
    {
        let (lines, house) = (lines.clone(), props.house.clone());
        use_effect_with(props.turn, move |_| {
            spawn_local(async move {
                match calls::settled().await {
                    Ok(found) => lines.set(Some(found)),
                    Err(failure) => house.failed(failure),
                }
            });
        });
    }
    let Some(lines) = &*lines else { return html! { <p aria-busy="true" /> } };
    if lines.is_empty() {
        return html! { <p class="quiet">{ words::NOTHING_SETTLED }</p> };
    }
    let rows = lines.iter().map(|line| {
        html! {
            <li>
                <strong><bdi>{ &line.by }</bdi></strong>{ " " }{ words::team::event(line).unwrap_or_else(|| words::event(&line.what)) }
                if let Some(page) = &line.page { { " · " }<span>{ page }</span> }
                { " " }{ when(line.at) }
                if let Some(reason) = &line.reason { <q dir="auto">{ reason }</q> }
            </li>
        }
    });
    html! { <ol class="log">{ rows.collect::<Html>() }</ol> }
}
