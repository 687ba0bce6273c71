//! The title and the icon of the window, with a count that is visible from another tab.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::text::frame as texts;

/// Shows the count, the open view, and the site.
#[hook]
pub(crate) fn use_title(count: u32, view: &'static str, site: &str) {
    use_effect_with((count, view, site.to_owned()), |(count, view, site)| {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        document.set_title(&texts::title(*count, view, site));
        let link = document.query_selector("link[rel=icon]").ok().flatten();
        if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::Element>().ok()) {
            let encoded = String::from(js_sys::encode_uri_component(&icon(*count)));
            // A failure here leaves the window without its icon.
            _ = link.set_attribute("href", &format!("data:image/svg+xml,{encoded}"));
        }
    });
}

/// The program's logo; with a count at its corner unless that is 0.
fn icon(count: u32) -> String {
    let count = match count {
        0 => String::new(),
        1..=9 => badge(&count.to_string()),
        _ => badge("9+"),
    };
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><rect x='1' y='1' width='22' height='22' rx='6' fill='#1f6a51'/>\
         <path d='M4.5 11.5L12 6l7.5 5.5M7 10.2V18M17 10.2V18M5 18h14' fill='none' stroke='#fff' stroke-width='1.7'/>{count}</svg>"
    )
}

fn badge(count: &str) -> String {
    format!(
        "<circle cx='17' cy='7' r='7' fill='#b3261e'/><text x='17' y='10.4' font-size='10' font-weight='700' \
         font-family='sans-serif' fill='#fff' text-anchor='middle'>{count}</text>"
    )
}

#[cfg(test)]
mod tests {
    use super::icon;

    #[test]
    fn the_icon_counts_to_nine() {
        assert!(!icon(0).contains("<text"));
        assert!(icon(9).contains(">9</text>") && icon(10).contains(">9+</text>"));
    }
}
