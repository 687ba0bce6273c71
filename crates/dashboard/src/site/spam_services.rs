//! Whom the site asks about what newcomers write: what is sent to whom, before it is switched on.

use porch_protocol::integrations::{ExternalCheckLine, ExternalCheckList, SetExternalCheck};
use web_sys::{FormData, HtmlFormElement, HtmlInputElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::integrations as calls;
use crate::context::Context;
use crate::text::integrations as say;
use crate::text::names::sentence;
use crate::ui::focus_moves::rest;
use crate::ui::loading::{Loading, use_attempts};
use crate::ui::toast_message::ToastMessage;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct JudgesProps {
    pub(crate) context: Context,
}

/// The part of the room.
#[component]
pub(crate) fn JudgeList(props: &JudgesProps) -> Html {
    let context = props.context.clone();
    let found = use_state(|| None::<ExternalCheckList>);
    let place = use_node_ref();
    let attempt = use_attempts(found.is_some(), &context);
    {
        let (found, context) = (found.clone(), context.clone());
        use_effect_with(attempt, move |_| {
            spawn_local(async move {
                match calls::judges().await {
                    Ok(list) => found.set(Some(list)),
                    Err(failure) => context.failed(failure),
                }
            });
        });
    }
    let Some(list) = (*found).clone() else { return html! { <Loading {context} /> } };
    let changed = {
        let place = place.clone();
        Callback::from(move |list| {
            // The button that was pressed goes.
            rest(&place);
            found.set(Some(list));
        })
    };
    let lines = list.judges.iter().map(|one| {
        let (one, may) = (one.clone(), list.may_change);
        // A new form once it is asked or not: what was typed is forgotten.
        let key = format!("{} {}", one.kind, one.asked);
        html! { <Line {key} {one} {may} context={context.clone()} changed={changed.clone()} /> }
    });
    html! {
        <section class="room" aria-labelledby="judges" tabindex="-1" ref={place}>
            <h2 id="judges">{ say::JUDGES }</h2>
            <p class="quiet">{ say::JUDGES_WHAT }</p>
            <ul class="lines">{ for lines }</ul>
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct LineProps {
    one: ExternalCheckLine,
    may: bool,
    context: Context,
    changed: Callback<ExternalCheckList>,
}

/// One kind of judge.
#[component]
fn Line(props: &LineProps) -> Html {
    let LineProps { one, may, .. } = props.clone();
    html! {
        <li class="item">
            <div class="lab">
                <strong>{ say::judge(&one.kind) }</strong>{ " · " }
                if one.asked {
                    { say::ASKED }{ " · " }<span dir="ltr">{ &one.host }</span>
                    if let Some(model) = &one.model { { " · " }<span dir="ltr">{ model }</span> }
                } else { { say::NOT_ASKED } }
            </div>
            if may && one.asked {
                <div class="verbs">
                    <button onclick={tries(props)} aria-label={format!("{}: {}", say::TRY, say::judge(&one.kind))}>{ say::TRY }</button>
                    <button onclick={leaves(props)} aria-label={format!("{}: {}", say::SWITCH_OFF, say::judge(&one.kind))}>{ say::SWITCH_OFF }</button>
                </div>
            } else if may { <Ask ..props.clone() /> }
        </li>
    }
}

fn tries(props: &LineProps) -> Callback<MouseEvent> {
    let LineProps { one, context, .. } = props.clone();
    Callback::from(move |_| {
        let (one, context) = (one.clone(), context.clone());
        spawn_local(async move {
            match calls::test_judge(&one.kind).await {
                Ok(came) => {
                    let words = say::tested(came.works, &came.said);
                    context.say.emit(ToastMessage { words, wrong: !came.works, ..ToastMessage::default() });
                }
                Err(failure) => context.failed(failure),
            }
        });
    })
}

fn leaves(props: &LineProps) -> Callback<MouseEvent> {
    let LineProps { one, context, changed, .. } = props.clone();
    Callback::from(move |_| {
        let (one, context, changed) = (one.clone(), context.clone(), changed.clone());
        spawn_local(async move {
            match calls::remove_judge(&one.kind).await {
                Ok(list) => {
                    context.say.emit(ToastMessage { words: say::IS_OFF.into(), ..ToastMessage::default() });
                    changed.emit(list);
                }
                Err(failure) => context.failed(failure),
            }
        });
    })
}

/// What is sent to whom, and the form that switches it on.
#[component]
fn Ask(props: &LineProps) -> Html {
    let LineProps { one, context, changed, .. } = props.clone();
    let other = use_state(String::new);
    let typed = {
        let other = other.clone();
        move |event: InputEvent| other.set(event.target_unchecked_into::<HtmlInputElement>().value())
    };
    let send = {
        let kind = one.kind.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            asks(&event.target_unchecked_into(), kind.clone(), context.clone(), changed.clone());
        }
    };
    let host = host_of(&other).unwrap_or_else(|| one.host.clone());
    let what = format!("judge-{}", one.kind);
    html! {
        <details>
            <summary>{ say::switch_on(&one.kind) }</summary>
            <form onsubmit={send} aria-describedby={what.clone()}>
                <p id={what}>{ sentence(&say::sent(&one.kind, &host)) }</p>
                <label><span>{ say::KEY }</span><input type="password" name="key" maxlength="2048" dir="ltr" autocomplete="off" /></label>
                <label><span>{ say::OTHER }</span>
                    <input type="text" name="url" maxlength="2048" dir="ltr" autocomplete="off" placeholder="https://" oninput={typed} />
                </label>
                if one.kind == "openai" {
                    <label><span>{ say::MODEL }</span><input type="text" name="model" maxlength="200" dir="ltr" autocomplete="off" /></label>
                }
                <div class="verbs"><button class="main">{ say::SWITCH_ON }</button></div>
            </form>
        </details>
    }
}

/// Whom an address names, as far as it is typed.
fn host_of(url: &str) -> Option<String> {
    let rest = url.trim().split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    (!host.is_empty()).then(|| host.to_owned())
}

/// Asks a judge as a form says; what was refused stays in it, to be mended.
fn asks(form: &HtmlFormElement, kind: String, context: Context, changed: Callback<ExternalCheckList>) {
    let Ok(data) = FormData::new_with_form(form) else { return };
    let field = |name: &str| data.get(name).as_string().filter(|text| !text.trim().is_empty());
    let ask = SetExternalCheck { url: field("url"), model: field("model"), key: field("key").unwrap_or_default() };
    spawn_local(async move {
        match calls::ask_judge(&kind, &ask).await {
            Ok(list) => {
                let host = list.judges.iter().find(|one| one.kind == kind).map(|one| one.host.clone());
                let words = say::is_on(&host.unwrap_or_default());
                context.say.emit(ToastMessage { words, ..ToastMessage::default() });
                changed.emit(list);
            }
            Err(failure) => context.failed(failure),
        }
    });
}

#[cfg(test)]
mod tests {
    use super::host_of;

    #[test]
    fn whoever_is_typed_is_named() {
        assert_eq!(host_of(" https://judge.example:8443/v1").as_deref(), Some("judge.example:8443"));
        assert_eq!(host_of("https://"), None);
        assert_eq!(host_of("judge.example"), None);
    }
}
