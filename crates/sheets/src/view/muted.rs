//! Whom the visitor has muted in this browser, and how that ends.

use porch_class_macros::html;
use yew::prelude::*;

use super::parts::{Scene, press};
use crate::state::{Action, MutedAuthor};

/// The list; nothing where nobody is muted.
pub(super) fn list(scene: &Scene<'_>) -> Html {
    let text = scene.text;
    if scene.state.muted.is_empty() {
        return Html::default();
    }
    html! {
        <section class="muted-people">
            <h3 class="card-title">{ text.muted_people() }</h3>
            <ul>{ for scene.state.muted.iter().enumerate().map(|(place, author)| one(scene, place, author)) }</ul>
            <p class="sheet-hint">{ text.muted_here() }</p>
        </section>
    }
}

/// Somebody of the list. Who is not muted any more stays in it, so that it can be undone, and the focus stays.
fn one(scene: &Scene<'_>, place: usize, author: &MutedAuthor) -> Html {
    let (text, id) = (scene.text, format!("porch-muted-{place}"));
    let label = if author.muted { text.unmute() } else { text.mute() };
    html! {
        <li key={author.id.clone()}>
            <bdi id={id.clone()}>{ &author.name }</bdi>
            <button type="button" class="quiet-act" aria-describedby={id} onclick={press(scene, Action::Mute(place, !author.muted))}>{ label }</button>
        </li>
    }
}
