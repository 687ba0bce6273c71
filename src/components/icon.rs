//! The icons of forms and notices, as SVG nodes. Images in the style sheet would require the embedding page's policy to
//! allow them (`img-src`), and nothing else of ours does.

use yew::prelude::*;

const CIRCLE: &str = "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14";

/// An icon, as a stroked path in a square of 20.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Icon {
    Bold,
    Italic,
    Link,
    Quote,
    Code,
    List,
    Clock,
    Check,
    Done,
    Pen,
    Ban,
    Alert,
    Trash,
    Eye,
    Pause,
}

impl Icon {
    /// Whether it begins with a circle, and its path.
    fn path(self) -> (bool, &'static str) {
        match self {
            Self::Bold => (false, "M6 4h5a3 3 0 0 1 0 6H6zM6 10h5.8a3 3 0 0 1 0 6H6z"),
            Self::Italic => (false, "M9 4h5M6 16h5M11.5 4l-3 12"),
            Self::Link => (
                false,
                "M8.5 11.5a3 3 0 0 0 4.3 0l2.4-2.4a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-2.4 2.4a3 3 0 0 0 4.3 \
                 4.3l1-1",
            ),
            Self::Quote => (false, "M4.5 4.5v11M8.5 6H16M8.5 10H16M8.5 14H13"),
            Self::Code => (false, "M7 6.2 3.2 10 7 13.8M13 6.2l3.8 3.8-3.8 3.8"),
            Self::List => (false, "M8 5.5h8M8 10h8M8 14.5h8M4.1 5.5h.2M4.1 10h.2M4.1 14.5h.2"),
            Self::Clock => (true, "M10 6v4.2l2.6 1.6"),
            Self::Check => (false, "m4.5 10.5 3.6 3.6 7.6-8.2"),
            Self::Done => (true, "M6.8 10.3l2.3 2.3 4.2-4.7"),
            Self::Pen => (false, "M4 16.5h12M5 13l.6-2.6 6.6-6.6 2 2-6.6 6.6z"),
            Self::Ban => (true, "M5.2 5.2l9.6 9.6"),
            Self::Alert => (true, "M10 6.4v4.2M10 13.6h.01"),
            Self::Trash => (false, "M4 6h12M8 6V4h4v2M5.5 6l.7 10.5h7.6L14.5 6"),
            Self::Eye => (
                false,
                "M2.5 10S5.3 5 10 5s7.5 5 7.5 5-2.8 5-7.5 5-7.5-5-7.5-5zM10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4",
            ),
            Self::Pause => (false, "M7.5 5.5v9M12.5 5.5v9"),
        }
    }
}

/// An icon. It is hidden from screen readers: a text stands beside it, or names its button.
pub(super) fn icon(which: Icon) -> Html {
    let (circled, path) = which.path();
    let path = if circled { format!("{CIRCLE}{path}").into() } else { AttrValue::Static(path) };
    html! { <svg viewBox="0 0 20 20" aria-hidden="true"><path d={path} /></svg> }
}
