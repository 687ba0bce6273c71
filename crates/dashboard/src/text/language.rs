//! The language of the dashboard: its table is loaded beside the WebAssembly, before anything is rendered.

use std::cell::Cell;

#[cfg(any(not(target_arch = "wasm32"), test))]
use porch_text::Languages;
use porch_text::Table;
use porch_widget::text::Text as WidgetText;

use super::Text;

thread_local! {
    static TEXT: Cell<Option<Text>> = const { Cell::new(None) };
    static WIDGET: Cell<Option<WidgetText>> = const { Cell::new(None) };
}

/// The texts in the language of the dashboard.
pub(crate) fn text() -> Text {
    TEXT.get().unwrap_or_else(|| {
        let text = Text::new(built_in());
        TEXT.set(Some(text));
        text
    })
}

/// Takes the texts that were loaded: the dashboard's table, and behind a mark the widget's. Called once, at the start.
pub(crate) fn load(mut source: String) {
    if let Some(mark) = source.find('\u{7}') {
        let widget = source.split_off(mark).split_off(1);
        WIDGET.set(Some(WidgetText::new(Table::leak(widget))));
    }
    TEXT.set(Some(Text::new(Table::leak(source))));
}

/// The widget's texts, in the same language: for its parts in the dashboard.
pub(crate) fn widget() -> WidgetText {
    WIDGET.get().unwrap_or_else(|| porch_widget::language::text(tag()))
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

/// Tests read English, which is built into them.
#[cfg(any(not(target_arch = "wasm32"), test))]
fn built_in() -> &'static Table {
    static SOURCES: &[&str] = &include!(concat!(env!("OUT_DIR"), "/dashboard.tables.rs"));
    let languages: &'static Languages = Box::leak(Box::new(Languages::new(SOURCES)));
    languages.nearest("en")
}

/// A browser has only what was loaded.
#[cfg(not(any(not(target_arch = "wasm32"), test)))]
fn built_in() -> &'static Table {
    Table::leak(String::new())
}
