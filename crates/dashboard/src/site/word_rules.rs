//! Words and patterns whose comments are held for review: the list, and a test before one is added.

use porch_class_macros::html;
use porch_protocol::site_settings::{RuleKind, TriedRule, TryRule, WordRule};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::text;
use crate::text::rules as texts;
use crate::ui::required_fields::required_message;

/// The word rules of the site.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct WordRulesProps {
    pub(crate) words: Vec<WordRule>,
    pub(crate) may_change: bool,
    pub(crate) context: Context,
    /// Reloads them.
    pub(crate) reload: Callback<()>,
}

/// The list, and the form below it.
#[component]
pub(crate) fn WordRules(props: &WordRulesProps) -> Html {
    let WordRulesProps { words, may_change, context, reload } = props.clone();
    html! {
        <section class="room" aria-labelledby="words">
            <h2 id="words">{ text().rules_words() }</h2>
            <p class="quiet">{ text().rules_words_what() }</p>
            if words.is_empty() { <p class="quiet">{ text().rules_no_words() }</p> }
            <ul class="lines">{ for words.iter().map(|rule| line(rule, may_change, &context, &reload)) }</ul>
            if may_change { <NewRule {context} {reload} /> }
        </section>
    }
}

fn line(rule: &WordRule, may_change: bool, context: &Context, reload: &Callback<()>) -> Html {
    let press = {
        let (rule, context, reload) = (rule.clone(), context.clone(), reload.clone());
        move |_: MouseEvent| change(&rule, false, &context, (&reload, None))
    };
    html! {
        <li class="row" key={format!("{} {}", rule.kind.word(), rule.text)}>
            <span><code dir="auto">{ &rule.text }</code>{ " " }<small>{ texts::kind(rule.kind) }</small></span>
            if may_change { <button onclick={press} aria-label={format!("{}: {}", text().rules_remove(), rule.text)}>{ text().rules_remove() }</button> }
        </li>
    }
}

/// Adds a rule or removes it, with the opposite as undo. `on_done` is called when it succeeded.
fn change(rule: &WordRule, add: bool, context: &Context, (reload, on_done): (&Callback<()>, Option<Callback<()>>)) {
    let request = if add { api::send(&to::ADD_RULE, rule) } else { api::send(&to::REMOVE_RULE, rule) };
    let (rule, changed, reload) = (rule.clone(), context.clone(), reload.clone());
    context.send(request, move |()| {
        reload.emit(());
        let undone = changed.clone();
        changed.notify_undoable(if add { text().rules_added() } else { text().rules_removed() }, move || {
            change(&rule, !add, &undone, (&reload, None));
        });
        if let Some(on_done) = on_done {
            on_done.emit(());
        }
    });
}

#[derive(Clone, PartialEq, Properties)]
struct NewProps {
    context: Context,
    reload: Callback<()>,
}

/// What a rule would have held, whether there was a sample sentence, and the number of earlier tests.
#[derive(Clone, PartialEq)]
struct Tried {
    found: TriedRule,
    sentence: bool,
    times: u32,
}

/// A new rule: its effect is tested first.
#[component]
fn NewRule(props: &NewProps) -> Html {
    let NewProps { context, reload } = props.clone();
    let (kind, word, sentence) = (use_node_ref(), use_node_ref(), use_node_ref());
    let result = use_state(|| None::<Tried>);
    let times = use_mut_ref(|| 0_u32);
    let rule = {
        let (kind, word) = (kind.clone(), word.clone());
        move || {
            let pattern = kind.cast::<HtmlSelectElement>().is_some_and(|list| list.selected_index() == 1);
            let kind = if pattern { RuleKind::Pattern } else { RuleKind::Word };
            WordRule { kind, text: word.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default() }
        }
    };
    let add = {
        let (rule, context, reload, word, result) =
            (rule.clone(), context.clone(), reload, word.clone(), result.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (result, word) = (result.clone(), word.clone());
            // A refused rule stays in its field.
            let added = Callback::from(move |()| {
                result.set(None);
                if let Some(field) = word.cast::<HtmlInputElement>() {
                    field.set_value("");
                }
            });
            change(&rule(), true, &context, (&reload, Some(added)));
        })
    };
    let press = {
        let (result, sentence) = (result.clone(), sentence.clone());
        move |_: MouseEvent| {
            let sentence = sentence.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
            let (request, result, times) = (TryRule { rule: rule(), sentence }, result.clone(), times.clone());
            let call = api::send(&to::TRY_RULE, &request);
            context.send(call, move |found| {
                let times = times.replace_with(|times| times.wrapping_add(1));
                result.set(Some(Tried { found, sentence: !request.sentence.is_empty(), times }));
            });
        }
    };
    html! {
        <form onsubmit={add}>
            <label><span>{ text().rules_kind() }</span>
                <select ref={kind}><option selected=true>{ text().rules_word() }</option><option>{ text().rules_pattern() }</option></select>
            </label>
            <label><span>{ text().rules_text() }</span><input type="text" ref={word} required=true maxlength="200" dir="auto" />{ required_message(text().rules_text_missing()) }</label>
            <label><span>{ text().rules_sentence() }</span><input type="text" ref={sentence} maxlength="1000" dir="auto" /></label>
            <div class="verbs">
                <button type="button" onclick={press}>{ text().rules_try() }</button>
                <button class="main">{ text().rules_add() }</button>
            </div>
            <div role="status">
                if let Some(Tried { found, sentence, times }) = &*result {
                    // A new element even when the text is the same: an unchanged element is not announced.
                    <div key={*times}>
                        <p>{ texts::tried(found, *sentence) }</p>
                        { for found.examples.iter().map(|example| html! { <q class="line" dir="auto">{ example }</q> }) }
                    </div>
                }
            </div>
        </form>
    }
}
