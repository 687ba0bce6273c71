//! What a newcomer sees on a page before they write: the opening question and the rules, as the page shows them.

use porch_class_macros::html;
use porch_protocol::{Welcome, limits};
use porch_widget::text::isolated;
use yew::prelude::*;

use crate::text;
use crate::ui::avatar::avatar;

/// The question and the rules.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct NewcomerPreviewProps {
    pub(crate) welcome: Welcome,
}

/// The preview. It is no form: nothing in it can be pressed.
#[component]
pub(crate) fn NewcomerPreview(props: &NewcomerPreviewProps) -> Html {
    let Welcome { question, asked_by, rules, rules_by } = props.welcome.clone();
    // In the widget's own texts.
    let widget = text::language::widget();
    html! {
        <figure class="greeting">
            <figcaption class="muted">{ text().rules_newcomer_preview() }</figcaption>
            <div class="greet">
                if let Some(question) = &question {
                    <div class="asker">
                        { avatar(asked_by.as_deref().unwrap_or_default()) }
                        <p><bdi class="muted">{ widget.asks(asked_by.as_deref().map(isolated).as_deref()) }</bdi><b dir="auto">{ question }</b></p>
                    </div>
                }
                <p class="blank muted" aria-hidden="true">{ text().rules_composer() }</p>
                if !rules.is_empty() {
                    <div class="asked">
                        <p class="muted"><bdi>{ widget.house_rules(rules_by.as_deref().map(isolated).as_deref()) }</bdi></p>
                        <ul>{ for rules.iter().map(|rule| html! { <li><bdi>{ rule }</bdi></li> }) }</ul>
                    </div>
                }
                if question.is_none() && rules.is_empty() { <p class="quiet">{ text().rules_nothing_said() }</p> }
            </div>
            <p class="quiet">{ text().rules_seen_until(limits::HOUSE_RULES_UNTIL as usize) }</p>
        </figure>
    }
}
