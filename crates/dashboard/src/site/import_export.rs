//! Import / Export: the commands on the server, each with what it needs and a button that copies it.

use porch_class_macros::html;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::text;
use crate::text::import_export::{self as texts, CommandHelp};
use crate::ui::copy_button::CopyButton;
use crate::ui::form;

/// The context.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ImportExportProps {
    pub(crate) context: Context,
}

/// The sources that comments can be imported from, and the commands that export them.
#[component]
pub(crate) fn ImportExport(props: &ImportExportProps) -> Html {
    let part = |id: &'static str, name: &'static str, what: &'static str, commands: &[CommandHelp]| {
        let lines = commands.iter().map(|help| line(help, &props.context));
        html! {
            <section class="part" aria-labelledby={id}>
                <h2 class="section-title" {id}>{ name }</h2>
                <p class="quiet">{ what }</p>
                { for lines }
            </section>
        }
    };
    html! {
        <>
            <p class="intro">{ text().files_intro() }</p>
            { part("import", text().files_import(), text().files_import_what(), &texts::sources()) }
            { part("export", text().files_export(), text().files_export_what(), &texts::copies()) }
        </>
    }
}

/// A command that wraps only between its words: a hyphen at the end of a line would look like a part of it.
fn unbroken(command: &str) -> impl Iterator<Item = Html> {
    command.split_inclusive(' ').map(|word| html! { <><span>{ word.trim_end() }</span>{ " " }</> })
}

/// A source or export: its description, and its commands.
fn line(help: &CommandHelp, context: &Context) -> Html {
    let commands = help.commands.iter().map(|(label, command)| {
        let (label, command) = (*label, command.replace("SITE", &api::site()));
        html! {
            <div class="step-of">
                if !label.is_empty() { <p class="quiet">{ label }</p> }
                <div class="codebox small">
                    <pre dir="ltr" tabindex="0" role="region" aria-label={format!("{}: {command}", help.name)}><code>{ for unbroken(&command) }</code></pre>
                    <CopyButton text={command} context={context.clone()} />
                </div>
            </div>
        }
    });
    let what = html! { { form::with_code(help.what) } };
    html! {
        <div class="form-row" key={help.id}>
            <div class="row-label"><b>{ help.name }</b><p>{ what }</p></div>
            <div class="row-control">{ for commands }</div>
        </div>
    }
}
