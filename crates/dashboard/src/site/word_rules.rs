//! Words and patterns whose comments are read first: the list, and trying one before it is added.

use porch_protocol::site_settings::{RuleKind, TriedRule, TryRule, WordRule};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::text::rules as say;
use crate::ui::required_fields::missing;
use crate::ui::toast_message::ToastMessage;

/// The words of the site.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct WordRulesProps {
    pub(crate) words: Vec<WordRule>,
    pub(crate) may: bool,
    pub(crate) context: Context,
    /// Asks for them anew.
    pub(crate) again: Callback<()>,
}

/// The list, and the form below it.
#[component]
pub(crate) fn WordRules(props: &WordRulesProps) -> Html {
    let WordRulesProps { words, may, context, again } = props.clone();
    html! {
        <section class="room" aria-labelledby="words">
            <h2 id="words">{ say::WORDS }</h2>
            <p class="quiet">{ say::WORDS_WHAT }</p>
            if words.is_empty() { <p class="quiet">{ say::NO_WORDS }</p> }
            <ul class="lines">{ for words.iter().map(|rule| line(rule, may, &context, &again)) }</ul>
            if may { <NewRule {context} {again} /> }
        </section>
    }
}

fn line(rule: &WordRule, may: bool, context: &Context, again: &Callback<()>) -> Html {
    let press = {
        let (rule, context, again) = (rule.clone(), context.clone(), again.clone());
        move |_: MouseEvent| change(&rule, false, &context, (&again, None))
    };
    html! {
        <li class="row" key={format!("{} {}", rule.kind.word(), rule.text)}>
            <span><code dir="auto">{ &rule.text }</code>{ " " }<small>{ say::kind(rule.kind) }</small></span>
            if may { <button onclick={press} aria-label={format!("{}: {}", say::TAKE_AWAY, rule.text)}>{ say::TAKE_AWAY }</button> }
        </li>
    }
}

/// Adds a rule or takes it away, with the other as the way back. Whoever asked hears when it is done.
fn change(rule: &WordRule, add: bool, context: &Context, (again, asked): (&Callback<()>, Option<Callback<()>>)) {
    let (rule, context, again) = (rule.clone(), context.clone(), again.clone());
    spawn_local(async move {
        let done = if add { api::site::add_rule(&rule).await } else { api::site::remove_rule(&rule).await };
        match done {
            Ok(()) => {
                let back = {
                    let (context, again) = (context.clone(), again.clone());
                    Callback::from(move |()| change(&rule, !add, &context, (&again, None)))
                };
                let words = if add { say::ADDED } else { say::GONE };
                context.say.emit(ToastMessage { words: words.into(), back: Some(back), ..ToastMessage::default() });
                again.emit(());
                if let Some(asked) = asked {
                    asked.emit(());
                }
            }
            Err(failure) => context.failed(failure),
        }
    });
}

#[derive(Clone, PartialEq, Properties)]
struct NewProps {
    context: Context,
    again: Callback<()>,
}

/// What a rule would have done, whether there was a sentence to try it on, and how often something was tried before.
#[derive(Clone, PartialEq)]
struct Tried {
    found: TriedRule,
    sentence: bool,
    times: u32,
}

/// A rule that may be added: what it would have done is seen first.
#[component]
fn NewRule(props: &NewProps) -> Html {
    let NewProps { context, again } = props.clone();
    let (kind, text, sentence) = (use_node_ref(), use_node_ref(), use_node_ref());
    let tried = use_state(|| None::<Tried>);
    let times = use_mut_ref(|| 0_u32);
    let rule = {
        let (kind, text) = (kind.clone(), text.clone());
        move || {
            let pattern = kind.cast::<HtmlSelectElement>().is_some_and(|list| list.selected_index() == 1);
            let kind = if pattern { RuleKind::Pattern } else { RuleKind::Word };
            WordRule { kind, text: text.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default() }
        }
    };
    let add = {
        let (rule, context, again, text, tried) = (rule.clone(), context.clone(), again, text.clone(), tried.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (tried, text) = (tried.clone(), text.clone());
            // What was refused stays in its field, to be mended.
            let added = Callback::from(move |()| {
                tried.set(None);
                if let Some(field) = text.cast::<HtmlInputElement>() {
                    field.set_value("");
                }
            });
            change(&rule(), true, &context, (&again, Some(added)));
        })
    };
    let press = {
        let (tried, sentence) = (tried.clone(), sentence.clone());
        move |_: MouseEvent| {
            let sentence = sentence.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
            let (ask, tried, context) = (TryRule { rule: rule(), sentence }, tried.clone(), context.clone());
            let times = times.clone();
            spawn_local(async move {
                match api::site::try_rule(&ask).await {
                    Ok(found) => {
                        let times = times.replace_with(|times| times.wrapping_add(1));
                        tried.set(Some(Tried { found, sentence: !ask.sentence.is_empty(), times }));
                    }
                    Err(failure) => context.failed(failure),
                }
            });
        }
    };
    html! {
        <form onsubmit={add}>
            <label><span>{ say::KIND }</span>
                <select ref={kind}><option selected=true>{ say::WORD }</option><option>{ say::PATTERN }</option></select>
            </label>
            <label><span>{ say::TEXT }</span><input type="text" ref={text} required=true maxlength="200" dir="auto" />{ missing(say::TEXT_MISSING) }</label>
            <label><span>{ say::SENTENCE }</span><input type="text" ref={sentence} maxlength="1000" dir="auto" /></label>
            <div class="verbs">
                <button type="button" onclick={press}>{ say::TRY }</button>
                <button class="main">{ say::ADD }</button>
            </div>
            <div role="status">
                if let Some(Tried { found, sentence, times }) = &*tried {
                    // A new element, though its words are the old ones: what does not change is not read out.
                    <div key={*times}>
                        <p>{ say::tried(found, *sentence) }</p>
                        { for found.examples.iter().map(|said| html! { <q class="line" dir="auto">{ said }</q> }) }
                    </div>
                }
            </div>
        </form>
    }
}
