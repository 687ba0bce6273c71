//! Whether the window has room for a list beside the open comment.

use gloo_events::EventListener;
use yew::prelude::*;

/// Below this width, in pixels, only one of list and comment is shown; the style sheet has the same number.
const NARROW: f64 = 760.0;

/// Whether the window has no room for both.
pub(crate) fn is_narrow() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_some_and(|width| width < NARROW)
}

/// Redraws when the window becomes narrow or wide.
#[hook]
pub(crate) fn use_widths(draw: &UseForceUpdateHandle) {
    let draw = draw.clone();
    use_effect_with((), move |()| {
        let narrow = std::cell::Cell::new(is_narrow());
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "resize", move |_| {
                if narrow.replace(is_narrow()) != is_narrow() {
                    draw.force_update();
                }
            })
        });
        move || drop(listener)
    });
}
