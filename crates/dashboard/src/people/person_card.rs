//! The open person of People: their account, their comments, and the bar for bans.

use porch_class_macros::html;
use yew::prelude::*;

use crate::context::Context;
use crate::people::ban::Ban;
use crate::people::erase_person::ErasePerson;
use crate::people::identity::known_since;
use crate::people::person::{facts, use_history};
use crate::text;
use crate::ui::avatar::avatar;
use crate::ui::icons::icon;
use crate::ui::loading::Loading;
use crate::ui::relative_time::when;
use crate::ui::two_panes::use_heading_focus;

/// The person, and the callback that goes back to the list.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PersonCardProps {
    pub(crate) person: String,
    pub(crate) close: Callback<Option<String>>,
    pub(crate) context: Context,
}

/// The card.
#[component]
pub(crate) fn PersonCard(props: &PersonCardProps) -> Html {
    let PersonCardProps { person, close, context } = props.clone();
    let history = use_history(&person, &context);
    let head = use_heading_focus(history.is_some());
    let leave = close.reform(|_: MouseEvent| None);
    let erased = close.reform(|()| None);
    let back = html! { <button type="button" class="backbar" onclick={leave}>{ icon("back") }<span>{ text().frame_people() }</span></button> };
    let Some(history) = history else {
        return html! { <section class="detail" aria-label={text().frame_people()}><h1 class="visually-hidden narrow-title">{ text().frame_people() }</h1>{ back }<Loading {context} /></section> };
    };
    let name = history.name.clone();
    // The latest comment comes first.
    let last = history.comments.first().map(|one| one.comment.posted_at);
    html! {
        <section class="detail" aria-label={name.clone()}>
            <h1 class="visually-hidden narrow-title">{ name.clone() }</h1>
            { back }
            <div class="scroll">
                <div class="onehead" ref={head} tabindex="-1">
                    { avatar(&name) }
                    <h2><bdi>{ name }</bdi>if let Some(role) = history.role { <span class="role">{ text::role(role) }</span> }</h2>
                    <p class="muted">
                        { known_since(&history) }
                        if let Some(last) = last { { " · " }{ text().people_last() }{ " " }{ when(last) } }
                    </p>
                </div>
                { facts(&history, &history.name, &context) }
                <ErasePerson history={history.clone()} {erased} context={context.clone()} />
            </div>
            <Ban history={history} {context} bar={true} />
        </section>
    }
}
