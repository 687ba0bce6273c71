//! The disc with the first letter of a name, in the hue that the name has on its page, too.

use porch_class_macros::html;
use porch_protocol::monogram;
use yew::prelude::*;

/// The disc of a name; a screen reader skips it.
pub(crate) fn avatar(name: &str) -> Html {
    let (letter, hue) = monogram(name).map(|(letter, hue)| (letter.to_string(), hue)).unwrap_or_default();
    html! { <span class="avatar" data-m={letter} data-h={hue.to_string()} aria-hidden="true" /> }
}
