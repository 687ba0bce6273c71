//! How the comments will look: an example conversation, drawn by the server as it draws the real ones, in a frame. The policy
//! of that page lets no script run and no form be sent, and nothing in it can be pressed.

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element};
use yew::prelude::*;

use crate::api;
use crate::text::site as say;

/// How it is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PreviewMode {
    Light,
    Dark,
    /// As wide as the narrowest phone, in the colours of this browser.
    Narrow,
}

/// All of them, and what they are called.
const ALL: [(PreviewMode, &str); 3] =
    [(PreviewMode::Light, say::LIGHT), (PreviewMode::Dark, say::DARK), (PreviewMode::Narrow, say::NARROW)];

impl PreviewMode {
    /// The address of the picture, beside the dashboard's own.
    fn address(self, site: &str) -> String {
        let scheme = match self {
            Self::Light => "&scheme=light",
            Self::Dark => "&scheme=dark",
            Self::Narrow => "",
        };
        // The picture has no script that could write the time of whoever looks.
        let minutes = -js_sys::Date::new_0().get_timezone_offset();
        format!("preview?site={site}{scheme}&minutes={minutes}")
    }
}

/// The choice, and the frame.
#[component]
pub(crate) fn Preview() -> Html {
    let chosen = use_state(|| PreviewMode::Light);
    let at = *chosen;
    let choices = ALL.into_iter().map(|(one, name)| {
        let chosen = chosen.clone();
        let press = move |_: MouseEvent| chosen.set(one);
        html! { <button type="button" dir="auto" aria-pressed={(one == at).to_string()} onclick={press}>{ name }</button> }
    });
    let frame = use_node_ref();
    let fits = {
        let frame = frame.clone();
        move || _ = frame.cast::<Element>().and_then(|frame| fit(&frame))
    };
    {
        // What it shows is as high as the window is wide.
        let fits = fits.clone();
        use_effect_with((), move |()| {
            let window = web_sys::window();
            let listener = window.map(|window| EventListener::new(&window, "resize", move |_| fits()));
            move || drop(listener)
        });
    }
    let fit = move |_: Event| fits();
    let src = at.address(&api::site());
    html! {
        <>
            <div class="pv-bar">
                <div class="seg" role="group" aria-label={say::PREVIEW}>{ for choices }</div>
                <span class="grow" />
                <a href="#settings/import-export">{ say::BRING_OLD }</a>
            </div>
            <div class="pv" data-narrow={(at == PreviewMode::Narrow).then_some("")}>
                // Each is a frame of its own: another address in the same one would be a step of the way back.
                <iframe ref={frame} key={src.clone()} title={say::PREVIEW_WHAT} {src} onload={fit} />
            </div>
        </>
    }
}

/// Makes the frame as high as what it shows, so that it needs no bar of its own.
fn fit(frame: &Element) -> Option<()> {
    let inside = js_sys::Reflect::get(frame, &JsValue::from_str("contentDocument")).ok()?;
    // A frame has a `Document` of its own, so asking for ours would say no.
    let inside = Some(inside).filter(JsValue::is_object)?.unchecked_into::<Document>();
    let height = inside.body()?.offset_height();
    frame.set_attribute("height", &height.to_string()).ok()
}
