//! A preview of the comments: an example conversation in a frame, rendered by the server like real ones. The policy of
//! that page blocks scripts and forms, and nothing in it can be pressed.

use gloo_events::EventListener;
use porch_class_macros::html;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element};
use yew::prelude::*;

use crate::api;
use crate::text;

/// The appearance.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PreviewMode {
    Light,
    Dark,
    /// As wide as the narrowest phone, in the browser's colour scheme.
    Narrow,
}

/// All of them, with their labels.
fn modes() -> [(PreviewMode, &'static str); 3] {
    let text = text();
    [
        (PreviewMode::Light, text.site_light()),
        (PreviewMode::Dark, text.site_dark()),
        (PreviewMode::Narrow, text.site_narrow()),
    ]
}

impl PreviewMode {
    /// The address of the preview, relative to the dashboard's own.
    fn address(self, site: &str) -> String {
        let scheme = match self {
            Self::Light => "&scheme=light",
            Self::Dark => "&scheme=dark",
            Self::Narrow => "",
        };
        // The preview has no script that could format times in the browser's time zone.
        let minutes = -js_sys::Date::new_0().get_timezone_offset();
        format!("preview?site={site}{scheme}&minutes={minutes}")
    }
}

/// The choice of appearance, and the frame.
#[component]
pub(crate) fn Preview() -> Html {
    let chosen = use_state(|| PreviewMode::Light);
    let at = *chosen;
    let choices = modes().into_iter().map(|(one, name)| {
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
        // The height of its content depends on the window's width.
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
            <div class="preview-bar">
                <div class="segmented" role="group" aria-label={text().site_preview()}>{ for choices }</div>
                <span class="grow" />
                <a href="#settings/import-export">{ text().site_import_old() }</a>
            </div>
            <div class="preview-frame" data-narrow={(at == PreviewMode::Narrow).then_some("")}>
                // Each is a frame of its own: another address in the same frame would add a step to the history.
                <iframe ref={frame} key={src.clone()} title={text().site_preview_what()} {src} onload={fit} />
            </div>
        </>
    }
}

/// Makes the frame as high as its content, so that it needs no scrollbar.
fn fit(frame: &Element) -> Option<()> {
    let inside = js_sys::Reflect::get(frame, &JsValue::from_str("contentDocument")).ok()?;
    // A frame has a `Document` class of its own, so a checked cast to ours would fail.
    let inside = Some(inside).filter(JsValue::is_object)?.unchecked_into::<Document>();
    let height = inside.body()?.offset_height();
    frame.set_attribute("height", &height.to_string()).ok()
}
