//! The field for a reason, which the comment's author reads.

use std::rc::Rc;

use porch_class_macros::html;
use porch_protocol::{CommentId, DecisionKind};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::review::drafts::{self, DraftKind};
use crate::text;
use crate::text::names::sentence;
use crate::ui::focus_moves::use_autofocus;
use crate::ui::required_fields::required_message;
use crate::ui::text_field::send_key;

/// The decision, and the comments that it is about.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ReasonPickerProps {
    pub(crate) id: CommentId,
    pub(crate) verb: DecisionKind,
    pub(crate) name: String,
    /// The number of comments.
    #[prop_or(1)]
    pub(crate) count: usize,
    /// The house rules of the page: a reason may begin with one.
    pub(crate) rules: Vec<String>,
    /// Sends the decision with the reason.
    pub(crate) send: Callback<String>,
    /// Closes the form without a decision.
    pub(crate) on_cancel: Callback<()>,
}

/// The field.
#[component]
pub(crate) fn ReasonPicker(props: &ReasonPickerProps) -> Html {
    let ReasonPickerProps { id, verb, name, count, rules, send, on_cancel } = props.clone();
    let (title, label_text) = match count {
        1 => (text::frame::reason_title(verb, &name), text::ask_reason(verb, &name)),
        _ => (text::bulk::reason_title(verb, count), text::bulk::ask_reason(verb).into()),
    };
    // A reason may begin with a house rule and go on in the member's own words.
    let all: Rc<Vec<_>> =
        Rc::new(rules.iter().enumerate().map(|(place, rule)| text().rules_by_rule(place + 1, rule)).collect());
    let (field, chosen) = (use_autofocus(), use_state(|| None::<usize>));
    {
        let (field, chosen, all) = (field.clone(), chosen.clone(), all.clone());
        use_effect_with((), move |()| {
            if let Some((field, typed)) = field.cast::<HtmlTextAreaElement>().zip(drafts::draft(id, DraftKind::Reason))
            {
                chosen.set(rule_of(&typed, &all));
                field.set_value(&typed);
            }
        });
    }
    let on_cancel = on_cancel.reform(move |()| drafts::discard(id, DraftKind::Reason));
    let send = {
        let field = field.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            send.emit(field.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default());
        })
    };
    let keys = {
        let (on_cancel, form) = (on_cancel.clone(), field.clone());
        Callback::from(move |event: KeyboardEvent| {
            let is_empty = || form.cast::<HtmlTextAreaElement>().is_none_or(|field| field.value().is_empty());
            // As in all fields: Escape pressed by mistake discards no text.
            if event.key() == "Escape" && is_empty() {
                on_cancel.emit(());
            } else if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                let form = form.cast::<HtmlTextAreaElement>().and_then(|field| field.form());
                // A removed form sends nothing.
                _ = form.map(|form| form.request_submit());
            }
        })
    };
    let leave = move |_: MouseEvent| on_cancel.emit(());
    let typed = {
        let (chosen, all) = (chosen.clone(), all.clone());
        move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            chosen.set(rule_of(&value, &all));
            drafts::save(id, DraftKind::Reason, value);
        }
    };
    let rules = all.iter().filter(|_| verb != DecisionKind::SendBack).cloned().enumerate().map(|(place, text)| {
        let pressed = (*chosen == Some(place)).to_string();
        let press = {
            let (text, all, field, chosen) = (text.clone(), all.clone(), field.clone(), chosen.clone());
            move |_: MouseEvent| {
                if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                    field.set_value(&with_rule(&field.value(), &text, &all));
                    // Text set by a script fires no input event: the draft is saved here.
                    drafts::save(id, DraftKind::Reason, field.value());
                    chosen.set(rule_of(&field.value(), &all));
                    // A removed field needs no focus.
                    _ = field.focus();
                }
            }
        };
        html! { <button type="button" aria-pressed={pressed} onclick={press} dir="auto">{ text }</button> }
    });
    let rules: Vec<_> = rules.collect();
    let label = format!("why-{id}");
    html! {
        <form class="sheet" onsubmit={send}>
            <h2>{ sentence(&title) }</h2>
            <label for={label.clone()}>{ sentence(&label_text) }</label>
            if !rules.is_empty() { <div class="verbs chips" role="group" aria-label={text().rules_rules()}>{ for rules }</div> }
            <textarea ref={field} id={label} required=true maxlength="1000" rows="3" dir="auto" oninput={typed} onkeydown={keys} />
            { required_message(text().reason_missing()) }
            <div class="verbs">
                <button class="main">{ text::verb(verb) }{ send_key() }</button>
                <button type="button" onclick={leave}>{ text().cancel() }</button>
            </div>
        </form>
    }
}

/// The index of the rule that a reason begins with.
fn rule_of(typed: &str, all: &[String]) -> Option<usize> {
    all.iter().position(|rule| typed.starts_with(rule.as_str()))
}

/// The reason with a rule at its beginning: it replaces the previous rule, and stands before the typed text.
fn with_rule(typed: &str, rule: &str, all: &[String]) -> String {
    let mut starts = all.iter().filter_map(|other| typed.strip_prefix(other.as_str()));
    let rest = starts.next().map_or(typed, |rest| rest.strip_prefix('.').unwrap_or(rest));
    // A rule may end with a full stop already.
    let stop = if rule.ends_with(['.', '!', '?', '…', '。', '؟', '।']) { "" } else { "." };
    format!("{rule}{stop} {}", rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::{rule_of, with_rule};

    #[test]
    fn a_rule_stands_before_the_typed_text_and_replaces_another_rule() {
        let all = ["Rule 1: be concrete".to_owned(), "Rule 2: about the bread".to_owned()];
        let one = with_rule("", &all[0], &all);
        assert_eq!(one, "Rule 1: be concrete. ");
        let two = with_rule(&format!("{one}Which loaf?"), &all[1], &all);
        assert_eq!(two, "Rule 2: about the bread. Which loaf?");
        assert_eq!([rule_of(&one, &all), rule_of(&two, &all), rule_of("Rule 1", &all)], [Some(0), Some(1), None]);
        assert_eq!(with_rule(&two, &all[1], &all), two, "once is enough");
        let sentence = "Rule 3: No ads.".to_owned();
        let third = with_rule(&two, &sentence, &[all[0].clone(), all[1].clone(), sentence.clone()]);
        assert_eq!(third, "Rule 3: No ads. Which loaf?", "a sentence has its full stop");
        assert_eq!(with_rule(&third, &all[0], &[all[0].clone(), sentence]), "Rule 1: be concrete. Which loaf?");
        assert_eq!(with_rule("Not the baker.", &all[1], &all), "Rule 2: about the bread. Not the baker.");
    }
}
