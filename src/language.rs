//! The texts of a language: built in on the server; in a browser loaded, one language at a time.
//!
//! There the loader fetches the table of the page's language beside the WebAssembly, and [`load`] reads it. Builds for
//! development have all tables in a browser, too.

#[cfg(any(not(target_arch = "wasm32"), debug_assertions))]
use porch_text::Languages;
use porch_text::Table;

#[cfg(not(target_arch = "wasm32"))]
use crate::dates::Dates;
use crate::text::Text;

#[cfg(any(not(target_arch = "wasm32"), debug_assertions))]
static SOURCES: &[&str] = &include!(concat!(env!("OUT_DIR"), "/widget.tables.rs"));

/// The texts for a language tag: of the nearest language that is there.
pub fn text(tag: &str) -> Text {
    Text::new(nearest(tag))
}

#[cfg(not(target_arch = "wasm32"))]
fn nearest(tag: &str) -> &'static Table {
    static LANGUAGES: std::sync::LazyLock<Languages> = std::sync::LazyLock::new(|| Languages::new(SOURCES));
    LANGUAGES.nearest(tag)
}

/// The dates for a language tag.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn dates(tag: &str) -> Dates {
    static SOURCES: &[&str] = &include!(concat!(env!("OUT_DIR"), "/dates.tables.rs"));
    static LANGUAGES: std::sync::LazyLock<Languages> = std::sync::LazyLock::new(|| Languages::new(SOURCES));
    Dates::new(LANGUAGES.nearest(tag))
}

#[cfg(all(target_arch = "wasm32", debug_assertions))]
fn nearest(tag: &str) -> &'static Table {
    thread_local! {
        static LANGUAGES: &'static Languages = Box::leak(Box::new(Languages::new(SOURCES)));
    }
    LANGUAGES.with(|languages| languages.nearest(tag))
}

/// Without tables there is only what was loaded; nothing is rendered before.
#[cfg(all(target_arch = "wasm32", not(debug_assertions)))]
fn nearest(_tag: &str) -> &'static Table {
    Table::leak(String::new())
}

/// The texts of a table that was loaded. Each language is kept once, however often a conversation begins.
#[cfg(target_arch = "wasm32")]
pub fn load(source: String) -> Text {
    thread_local! {
        static LOADED: std::cell::RefCell<Vec<&'static Table>> = std::cell::RefCell::default();
    }
    LOADED.with_borrow_mut(|loaded| {
        let known = loaded.iter().find(|table| table.is(&source)).copied();
        Text::new(known.unwrap_or_else(|| {
            let table = Table::leak(source);
            loaded.push(table);
            table
        }))
    })
}
