//! The parts of a form that saves each change at once: a name and one line of explanation on the left, the control on
//! the right.

use porch_class_macros::html;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::text;
use crate::text::site::{self as texts, Switch, SwitchState};

/// A line of a form. `id` is unique on the page: the ids of the name and of the explanation are made of it, for the
/// control.
pub(crate) fn line(id: &str, name: &str, what: &str, control: Html) -> Html {
    html! {
        <div class="form-row">
            <div class="row-label"><b id={format!("{id}-name")}>{ name }</b><p id={format!("{id}-what")}>{ what }</p></div>
            <div class="row-control">{ control }</div>
        </div>
    }
}

/// A sentence with commands between backticks, each shown as code.
pub(crate) fn with_code(text: &str) -> Html {
    let parts = text.split('`').enumerate();
    parts
        .map(|(place, part)| {
            if place % 2 == 1 {
                html! { <code>{ part }</code> }
            } else {
                html! { { part } }
            }
        })
        .collect()
}

/// A switch's value, whether it can be changed, and the callback for a new value.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SwitchProps {
    pub(crate) key_of: &'static str,
    pub(crate) value: AttrValue,
    pub(crate) disabled: bool,
    pub(crate) change: Callback<String>,
}

/// A line with the control for one setting, by its kind.
#[component]
pub(crate) fn SwitchLine(props: &SwitchProps) -> Html {
    let Some(switch) = texts::switches().iter().find(|switch| switch.key == props.key_of) else {
        return Html::default();
    };
    let control = match &switch.control {
        SwitchState::Switch => on_off(switch, props),
        SwitchState::Choice(all) => radios(switch, all, props),
        SwitchState::Number(most) => number(switch, *most, props),
        SwitchState::Seconds(all) => seconds(switch, all, props),
    };
    line(switch.key, switch.name, switch.what, control)
}

fn named(switch: &Switch) -> (String, String) {
    (format!("{}-name", switch.key), format!("{}-what", switch.key))
}

fn on_off(switch: &Switch, props: &SwitchProps) -> Html {
    let on = props.value == "on";
    let press = props.change.reform(move |_: MouseEvent| if on { "off" } else { "on" }.to_owned());
    let (name, what) = named(switch);
    html! {
        <button type="button" role="switch" class="onoff" aria-checked={on.to_string()} aria-labelledby={name}
            aria-describedby={what} disabled={props.disabled} onclick={press} />
    }
}

fn radios(switch: &Switch, all: &'static [(&'static str, &'static str)], props: &SwitchProps) -> Html {
    let lines = all.iter().map(|(word, label)| {
        let change = props.change.reform(move |_: Event| (*word).to_owned());
        let checked = props.value == *word;
        html! {
            <label class="check"><input type="radio" name={switch.key} {checked} disabled={props.disabled} onchange={change} />{ *label }</label>
        }
    });
    let (name, what) = named(switch);
    html! { <div role="radiogroup" class="radios" aria-labelledby={name} aria-describedby={what}>{ for lines }</div> }
}

fn number(switch: &Switch, most: u32, props: &SwitchProps) -> Html {
    let value: u32 = props.value.parse().unwrap_or_default();
    let to = |number: u32| props.change.reform(move |_: MouseEvent| number.to_string());
    let changed = props.change.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().value());
    let (name, what) = named(switch);
    html! {
        <span class="step">
            <button type="button" aria-label={format!("{}: {}", text().site_fewer(), switch.name)} disabled={props.disabled || value == 0}
                onclick={to(value.saturating_sub(1))}>{ "−" }</button>
            <input type="number" min="0" max={most.to_string()} value={props.value.clone()} disabled={props.disabled}
                aria-labelledby={name} aria-describedby={what} onchange={changed} />
            <button type="button" aria-label={format!("{}: {}", text().site_more(), switch.name)} disabled={props.disabled || value >= most}
                onclick={to(value.saturating_add(1))}>{ "+" }</button>
        </span>
    }
}

fn seconds(switch: &Switch, all: &[(u32, String)], props: &SwitchProps) -> Html {
    let mut options: Vec<(String, String)> =
        all.iter().map(|(seconds, label)| (seconds.to_string(), label.clone())).collect();
    if !options.iter().any(|(value, _)| *value == *props.value) {
        options.push((props.value.to_string(), texts::seconds(&props.value)));
    }
    let lines: Html = options.iter().map(|(value, label)| html! { <option value={value.clone()} selected={*value == *props.value}>{ label }</option> }).collect();
    let changed = props.change.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    let (name, what) = named(switch);
    html! { <select disabled={props.disabled} aria-labelledby={name} aria-describedby={what} onchange={changed}>{ lines }</select> }
}
