//! The language of the dashboard.

use std::cell::Cell;

use porch_text::{Languages, Table};

use super::Text;

thread_local! {
    static TEXT: Cell<Option<Text>> = const { Cell::new(None) };
}

/// The texts in the language of the dashboard.
pub(crate) fn text() -> Text {
    TEXT.get().unwrap_or_else(|| {
        let text = Text::new(built_in());
        TEXT.set(Some(text));
        text
    })
}

/// The language's tag, as in `lang`.
pub(crate) fn tag() -> &'static str {
    text().table().lang()
}

/// Its locale for dates and times: the browser's own rules, with the same digits as in the texts.
pub(crate) fn locale() -> String {
    match tag() {
        // The day stands before the month.
        "en" => "en-GB".into(),
        tag if text().table().number(0) == "0" => format!("{tag}-u-nu-latn"),
        tag => tag.into(),
    }
}

fn built_in() -> &'static Table {
    static SOURCES: &[&str] = &include!(concat!(env!("OUT_DIR"), "/dashboard.tables.rs"));
    let languages: &'static Languages = Box::leak(Box::new(Languages::new(SOURCES)));
    languages.nearest("en")
}
