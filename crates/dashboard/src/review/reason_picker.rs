//! The field for a reason, which the author of the words reads.

use std::rc::Rc;

use porch_protocol::{CommentId, DecisionKind};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::review::drafts::{self, Kind};
use crate::text;
use crate::text::names::sentence;
use crate::ui::focus_moves::use_focus;
use crate::ui::required_fields::missing;
use crate::ui::text_field::send_key;

/// About which decision, and about whose words.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ReasonProps {
    pub(crate) id: CommentId,
    pub(crate) verb: DecisionKind,
    pub(crate) name: String,
    /// About how many comments it is.
    #[prop_or(1)]
    pub(crate) count: usize,
    /// The house rules of the page: what a reason may begin with.
    pub(crate) rules: Vec<String>,
    /// Decides.
    pub(crate) send: Callback<String>,
    /// Lets it be.
    pub(crate) never_mind: Callback<()>,
}

/// The field.
#[component]
pub(crate) fn Reason(props: &ReasonProps) -> Html {
    let ReasonProps { id, verb, name, count, rules, send, never_mind } = props.clone();
    let (title, asks) = match count {
        1 => (text::frame::about(verb, &name), text::ask_reason(verb, &name)),
        _ => (text::bulk::about(verb, count), text::bulk::ask_reason(verb).into()),
    };
    // A reason may begin with a rule of the dashboard, and goes on in the words of whoever decides.
    let all: Rc<Vec<_>> =
        Rc::new(rules.iter().enumerate().map(|(place, rule)| text::rules::by_rule(place + 1, rule)).collect());
    let (field, chosen) = (use_focus(), use_state(|| None::<usize>));
    {
        let (field, chosen, all) = (field.clone(), chosen.clone(), all.clone());
        use_effect_with((), move |()| {
            if let Some((field, typed)) = field.cast::<HtmlTextAreaElement>().zip(drafts::typed(id, Kind::Reason)) {
                chosen.set(rule_of(&typed, &all));
                field.set_value(&typed);
            }
        });
    }
    let never_mind = never_mind.reform(move |()| drafts::forget(id, Kind::Reason));
    let send = {
        let field = field.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            send.emit(field.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default());
        })
    };
    let keys = {
        let (never_mind, form) = (never_mind.clone(), field.clone());
        Callback::from(move |event: KeyboardEvent| {
            let is_empty = || form.cast::<HtmlTextAreaElement>().is_none_or(|field| field.value().is_empty());
            // As in every field: a key that is hit by mistake takes no words away.
            if event.key() == "Escape" && is_empty() {
                never_mind.emit(());
            } else if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                let form = form.cast::<HtmlTextAreaElement>().and_then(|field| field.form());
                // A form that is gone sends nothing.
                _ = form.map(|form| form.request_submit());
            }
        })
    };
    let leave = move |_: MouseEvent| never_mind.emit(());
    let typed = {
        let (chosen, all) = (chosen.clone(), all.clone());
        move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            chosen.set(rule_of(&value, &all));
            drafts::keep(id, Kind::Reason, value);
        }
    };
    let rules = all.iter().filter(|_| verb != DecisionKind::SendBack).cloned().enumerate().map(|(place, words)| {
        let pressed = (*chosen == Some(place)).to_string();
        let press = {
            let (words, all, field, chosen) = (words.clone(), all.clone(), field.clone(), chosen.clone());
            move |_: MouseEvent| {
                if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                    field.set_value(&begun(&field.value(), &words, &all));
                    // What a script writes is no input of anybody's: it is kept like one.
                    drafts::keep(id, Kind::Reason, field.value());
                    chosen.set(rule_of(&field.value(), &all));
                    // A field that is gone needs no focus.
                    _ = field.focus();
                }
            }
        };
        html! { <button type="button" aria-pressed={pressed} onclick={press} dir="auto">{ words }</button> }
    });
    let rules: Vec<_> = rules.collect();
    let label = format!("why-{id}");
    html! {
        <form class="sheet" onsubmit={send}>
            <h2>{ sentence(&title) }</h2>
            <label for={label.clone()}>{ sentence(&asks) }</label>
            if !rules.is_empty() { <div class="verbs chips" role="group" aria-label={text::rules::RULES}>{ for rules }</div> }
            <textarea ref={field} id={label} required=true maxlength="1000" rows="3" dir="auto" oninput={typed} onkeydown={keys} />
            { missing(text::REASON_MISSING) }
            <div class="verbs">
                <button class="main">{ text::verb(verb) }{ send_key() }</button>
                <button type="button" onclick={leave}>{ text::NEVER_MIND }</button>
            </div>
        </form>
    }
}

/// Which rule a reason begins with, by its place.
fn rule_of(typed: &str, all: &[String]) -> Option<usize> {
    all.iter().position(|rule| typed.starts_with(rule.as_str()))
}

/// A reason that begins with a rule: in the place of the one that it began with, and before what was typed.
fn begun(typed: &str, rule: &str, all: &[String]) -> String {
    let mut starts = all.iter().filter_map(|other| typed.strip_prefix(other.as_str()));
    let own = starts.next().map_or(typed, |rest| rest.strip_prefix('.').unwrap_or(rest));
    // A rule may be a sentence already.
    let stop = if rule.ends_with(['.', '!', '?', '…', '。', '؟', '।']) { "" } else { "." };
    format!("{rule}{stop} {}", own.trim_start())
}

#[cfg(test)]
mod tests {
    use super::{begun, rule_of};

    #[test]
    fn a_rule_stands_before_what_was_typed_and_in_the_place_of_another_rule() {
        let all = ["Rule 1: be concrete".to_owned(), "Rule 2: about the bread".to_owned()];
        let one = begun("", &all[0], &all);
        assert_eq!(one, "Rule 1: be concrete. ");
        let two = begun(&format!("{one}Which loaf?"), &all[1], &all);
        assert_eq!(two, "Rule 2: about the bread. Which loaf?");
        assert_eq!([rule_of(&one, &all), rule_of(&two, &all), rule_of("Rule 1", &all)], [Some(0), Some(1), None]);
        assert_eq!(begun(&two, &all[1], &all), two, "once is enough");
        let sentence = "Rule 3: No ads.".to_owned();
        let third = begun(&two, &sentence, &[all[0].clone(), all[1].clone(), sentence.clone()]);
        assert_eq!(third, "Rule 3: No ads. Which loaf?", "a sentence has its full stop");
        assert_eq!(begun(&third, &all[0], &[all[0].clone(), sentence]), "Rule 1: be concrete. Which loaf?");
        assert_eq!(begun("Not the baker.", &all[1], &all), "Rule 2: about the bread. Not the baker.");
    }
}
