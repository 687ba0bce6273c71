//! The icons of the dashboard: inline SVG in the text's colour, so that they cost no request.

use porch_class_macros::{class, html};
use yew::prelude::*;

/// An icon by its name, in a box of 20 units; a screen reader skips it. An unknown name draws nothing.
pub(crate) fn icon(name: &str) -> Html {
    render(name, classes!(class!("glyph")))
}

/// A small icon, beside small text.
pub(crate) fn small(name: &str) -> Html {
    render(name, classes!(class!("glyph"), class!("small-glyph")))
}

fn render(name: &str, mut class: Classes) -> Html {
    match name {
        // Icons that point along the line are mirrored where text runs from right to left.
        "back" | "next" | "reply" | "undo" | "out" => class.push(class!("flip")),
        "dots" => class.push(class!("dot")),
        _ => {}
    }
    let shapes: Html = paths(name).iter().map(|path| html! { <path d={*path} /> }).collect();
    html! { <svg {class} viewBox="0 0 20 20" aria-hidden="true">{ shapes }</svg> }
}

/// The program's logo: a porch with its light.
pub(crate) fn logo() -> Html {
    html! {
        <svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
            <rect class="wall" x="1" y="1" width="22" height="22" rx="6" />
            <path d="M4.5 11.5L12 6l7.5 5.5M7 10.2V18M17 10.2V18M5 18h14" />
            <circle cx="12" cy="13.5" r="1.6" />
        </svg>
    }
}

/// The paths of an icon.
fn paths(name: &str) -> &'static [&'static str] {
    match name {
        "waiting" => &[
            "M5 4h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2h-4.5L7 17v-3H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z",
            "M6.9 9h.2M9.9 9h.2M12.9 9h.2",
        ],
        "shield" => &["M10 3l5.5 2v4.5c0 3.6-2.2 6-5.5 7.5-3.3-1.5-5.5-3.9-5.5-7.5V5z", "M7.5 9.9l1.8 1.8 3.2-3.5"],
        "lines" => &[
            "M5 4h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2h-4.5L7 17v-3H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z",
            "M6.5 7.5h7M6.5 10.5h4.5",
        ],
        "people" => &[
            "M8 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
            "M2.5 16.5c.3-2.7 2.4-4.3 5.5-4.3s5.2 1.6 5.5 4.3",
            "M13.4 4.4a3 3 0 0 1 0 5.2M15 12.6c1.5.7 2.4 2 2.6 3.9",
        ],
        "person" => {
            &["M10 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6z", "M4 16.500c.4-3 2.700-4.600 6-4.600s5.600 1.600 6 4.600"]
        }
        "page" => &["M6 3h5.5L15 6.5V16a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z", "M11.3 3.2v3.5h3.5"],
        "history" => &["M3.8 7.5A6.7 6.7 0 1 1 3.3 10", "M3.6 3.8v3.8h3.8", "M10 6.5V10l2.5 1.5"],
        "sliders" => &[
            "M3 6.5h6.5M14.5 6.5H17M3 13.5h2.5M10.5 13.5H17",
            "M12 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
            "M8 16a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
        ],
        "key" => &["M7.5 15.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6z", "M9.7 10.3L16 4M13.5 6.5l2 2"],
        "chev" => &["M6 8l4 4 4-4"],
        "back" => &["M12 6l-4 4 4 4"],
        "next" => &["M8 6l4 4-4 4"],
        "search" => &["M9 14.5A5.5 5.5 0 1 0 9 3.5a5.5 5.5 0 0 0 0 11z", "M13.2 13.2L17 17"],
        "x" => &["M6 6l8 8M14 6l-8 8"],
        "dots" => &[
            "M4.5 8.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z",
            "M10 8.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z",
            "M15.5 8.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z",
        ],
        "check" => &["M4 10.5l4 4 8-9"],
        "pen" => &["M3.5 17h13", "M5 13.5V11l7-7 2.5 2.5-7 7z"],
        "ban" => &["M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z", "M5.1 5.1l9.8 9.8"],
        "spam" => &["M7.2 3h5.6L17 7.2v5.6L12.8 17H7.2L3 12.8V7.2z", "M10 6.7v4M10 13.4v.1"],
        "reply" => &["M8 5L4 9l4 4", "M4.5 9H11c3.300 0 5.5 2.2 5.5 5.5v1"],
        "undo" => &["M7 4L3.5 7.5 7 11", "M4 7.5h8a4.25 4.25 0 0 1 0 8.5H9"],
        "done" => &["M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z", "M7 10.2l2.1 2.1 4-4.5"],
        "out" => &["M11.5 10H17M14.5 7l3 3-3 3", "M12 5V3.5H4v13h8V15"],
        "pencil" => &["M4 16l.7-3.5L13 4.2l2.8 2.8-8.300 8.300z"],
        "trash" => &["M4 6h12M8 6V3.8h4V6", "M5.6 6l.6 10.7h7.6L14.4 6"],
        "copy" => &["M8 8h8v8H8z", "M12 8V4H4v8h4"],
        "alert" => &["M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z", "M10 6.5v4.3M10 13.4v.1"],
        "lock" => &["M5 9h10v7.5H5z", "M7 9V6.8a3 3 0 0 1 6 0V9"],
        "clock" => &["M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z", "M10 6.2V10l2.6 1.7"],
        _ => &[],
    }
}
