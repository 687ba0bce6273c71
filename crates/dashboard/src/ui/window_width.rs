//! Whether the window has room for a list beside what is open.

use gloo_events::EventListener;
use yew::prelude::*;

/// Below this width, in pixels, the list and the comment do not stand beside each other; the style sheet has the same.
const NARROW: f64 = 760.0;

/// Whether the list and the comment do not stand beside each other.
pub(crate) fn is_narrow() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_some_and(|width| width < NARROW)
}

/// Draws anew when the window gets another width.
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
