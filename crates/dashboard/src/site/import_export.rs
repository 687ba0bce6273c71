//! Import / Export: what is done by commands on the server alone, each with what it needs and a button that copies it.

use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::text::import_export::{self as say, Way};
use crate::ui::copy_button::CopyButton;
use crate::ui::form;

/// Whose.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct MovingProps {
    pub(crate) context: Context,
}

/// The sources that comments are brought from, and the ways to take them along.
#[component]
pub(crate) fn Moving(props: &MovingProps) -> Html {
    let part = |id: &'static str, name: &'static str, what: &'static str, ways: &'static [Way]| {
        let lines = ways.iter().map(|way| line(way, &props.context));
        html! {
            <section class="part" aria-labelledby={id}>
                <h2 class="sec" {id}>{ name }</h2>
                <p class="quiet">{ what }</p>
                { for lines }
            </section>
        }
    };
    html! {
        <>
            <p class="intro">{ say::INTRO }</p>
            { part("import", say::IMPORT, say::IMPORT_WHAT, &say::SOURCES) }
            { part("export", say::EXPORT, say::EXPORT_WHAT, &say::COPIES) }
        </>
    }
}

/// A command, which is broken between its words only: a hyphen at the end of a line looks like one of the text.
fn unbroken(command: &str) -> impl Iterator<Item = Html> {
    command.split_inclusive(' ').map(|word| html! { <><span>{ word.trim_end() }</span>{ " " }</> })
}

/// A way: what it is, and its commands.
fn line(way: &Way, context: &Context) -> Html {
    let commands = way.commands.iter().map(|(label, command)| {
        let (label, command) = (*label, command.replace("SITE", &api::site()));
        html! {
            <div class="step-of">
                if !label.is_empty() { <p class="quiet">{ label }</p> }
                <div class="codebox small">
                    <pre dir="ltr" tabindex="0" role="region" aria-label={format!("{}: {command}", way.name)}><code>{ for unbroken(&command) }</code></pre>
                    <CopyButton text={command} context={context.clone()} />
                </div>
            </div>
        }
    });
    let what = html! { { form::with_code(way.what) } };
    html! {
        <div class="fr" key={way.id}>
            <div class="lab"><b>{ way.name }</b><p>{ what }</p></div>
            <div class="ctl wide-ctl">{ for commands }</div>
        </div>
    }
}
