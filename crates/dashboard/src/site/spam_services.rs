//! The external spam services that check newcomers' comments: what is sent to which host, before one is switched on.

use porch_class_macros::html;
use porch_protocol::integrations::{ExternalCheckLine, ExternalCheckList, SetExternalCheck};
use web_sys::{FormData, HtmlFormElement, HtmlInputElement};
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::text;
use crate::text::integrations as texts;
use crate::text::names::sentence;
use crate::ui::focus_moves::focus;
use crate::ui::load::use_load;
use crate::ui::loading::Loading;
use crate::ui::toast_message::ToastMessage;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SpamServicesProps {
    pub(crate) context: Context,
}

/// The section.
#[component]
pub(crate) fn SpamServiceList(props: &SpamServicesProps) -> Html {
    let context = props.context.clone();
    let found = use_load(&context, (), || api::request(&to::SPAM_SERVICES));
    let place = use_node_ref();
    let Some(list) = (*found).clone() else { return html! { <Loading {context} /> } };
    let changed = {
        let place = place.clone();
        Callback::from(move |list| {
            // The pressed button is removed.
            focus(&place);
            found.set(list);
        })
    };
    let lines = list.judges.iter().map(|one| {
        let (one, may) = (one.clone(), list.may_change);
        // A new form after each change: the typed values are cleared.
        let key = format!("{} {}", one.kind, one.asked);
        html! { <Line {key} {one} {may} context={context.clone()} changed={changed.clone()} /> }
    });
    html! {
        <section class="room" aria-labelledby="judges" tabindex="-1" ref={place}>
            <h2 id="judges">{ text().integration_spam_services() }</h2>
            <p class="quiet">{ text().integration_spam_services_what() }</p>
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

/// One kind of service.
#[component]
fn Line(props: &LineProps) -> Html {
    let LineProps { one, may, .. } = props.clone();
    html! {
        <li class="item">
            <div class="row-label">
                <strong>{ texts::spam_service(&one.kind) }</strong>{ " · " }
                if one.asked {
                    { text().integration_switched_on() }{ " · " }<span dir="ltr">{ &one.host }</span>
                    if let Some(model) = &one.model { { " · " }<span dir="ltr">{ model }</span> }
                } else { { text().integration_switched_off() } }
            </div>
            if may && one.asked {
                <div class="verbs">
                    <button onclick={on_test(props)} aria-label={format!("{}: {}", text().integration_try(), texts::spam_service(&one.kind))}>{ text().integration_try() }</button>
                    <button onclick={on_switch_off(props)} aria-label={format!("{}: {}", text().integration_switch_off(), texts::spam_service(&one.kind))}>{ text().integration_switch_off() }</button>
                </div>
            } else if may { <SwitchOnForm ..props.clone() /> }
        </li>
    }
}

fn on_test(props: &LineProps) -> Callback<MouseEvent> {
    let LineProps { one, context, .. } = props.clone();
    Callback::from(move |_| {
        let tested = context.clone();
        context.send(api::request(&to::TEST_SPAM_SERVICE).at(&one.kind), move |result| {
            let text = texts::tested(result.works, &result.said);
            tested.show_toast.emit(ToastMessage { text, is_error: !result.works, ..ToastMessage::default() });
        });
    })
}

fn on_switch_off(props: &LineProps) -> Callback<MouseEvent> {
    let LineProps { one, context, changed, .. } = props.clone();
    Callback::from(move |_| {
        let (shown, changed) = (context.clone(), changed.clone());
        context.send(api::request(&to::REMOVE_SPAM_SERVICE).at(&one.kind), move |list| {
            shown.notify(text().integration_is_off());
            changed.emit(list);
        });
    })
}

/// What is sent to which host, and the form that switches the service on.
#[component]
fn SwitchOnForm(props: &LineProps) -> Html {
    let LineProps { one, context, changed, .. } = props.clone();
    let custom_url = use_state(String::new);
    let typed = {
        let custom_url = custom_url.clone();
        move |event: InputEvent| custom_url.set(event.target_unchecked_into::<HtmlInputElement>().value())
    };
    let send = {
        let kind = one.kind.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            switch_on(&event.target_unchecked_into(), kind.clone(), &context, changed.clone());
        }
    };
    let host = host_of(&custom_url).unwrap_or_else(|| one.host.clone());
    let what = format!("judge-{}", one.kind);
    html! {
        <details>
            <summary>{ texts::switch_on(&one.kind) }</summary>
            <form onsubmit={send} aria-describedby={what.clone()}>
                <p id={what}>{ sentence(&texts::sent(&one.kind, &host)) }</p>
                <label><span>{ text().integration_key() }</span><input type="password" name="key" maxlength="2048" dir="ltr" autocomplete="off" /></label>
                <label><span>{ text().integration_other_address() }</span>
                    <input type="text" name="url" maxlength="2048" dir="ltr" autocomplete="off" placeholder="https://" oninput={typed} />
                </label>
                if one.kind == "openai" {
                    <label><span>{ text().integration_model() }</span><input type="text" name="model" maxlength="200" dir="ltr" autocomplete="off" /></label>
                }
                <div class="verbs"><button class="main">{ text().integration_switch_on() }</button></div>
            </form>
        </details>
    }
}

/// The host in an address that may be typed only partly.
fn host_of(url: &str) -> Option<String> {
    let rest = url.trim().split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    (!host.is_empty()).then(|| host.to_owned())
}

/// Switches on a service with the values of a form; refused values stay in it.
fn switch_on(form: &HtmlFormElement, kind: String, context: &Context, changed: Callback<ExternalCheckList>) {
    let Ok(data) = FormData::new_with_form(form) else { return };
    let field = |name: &str| data.get(name).as_string().filter(|text| !text.trim().is_empty());
    let request = SetExternalCheck { url: field("url"), model: field("model"), key: field("key").unwrap_or_default() };
    let shown = context.clone();
    context.send(api::send(&to::SET_SPAM_SERVICE, &request).at(&kind), move |list| {
        let host = list.judges.iter().find(|one| one.kind == kind).map(|one| one.host.clone());
        shown.notify(texts::is_on(&host.unwrap_or_default()));
        changed.emit(list);
    });
}

#[cfg(test)]
mod tests {
    use super::host_of;

    #[test]
    fn the_host_of_a_typed_address_is_named() {
        assert_eq!(host_of(" https://judge.example:8443/v1").as_deref(), Some("judge.example:8443"));
        assert_eq!(host_of("https://"), None);
        assert_eq!(host_of("judge.example"), None);
    }
}
