//! The conversation of a page: Yew components that the server renders, and the app that hydrates them in the browser.
//!
//! Reading order: `fragment` is the page as the server renders it, `components` its parts, `state` what is known and
//! how it changes, `store` how components are notified. The rest needs a browser.
#![forbid(unsafe_code)]

pub mod arrange;
pub mod components;
pub mod config;
#[cfg(not(target_arch = "wasm32"))]
pub mod dates;
pub mod first_reader;
pub mod fragment;
#[cfg(not(target_arch = "wasm32"))]
pub mod plain_comments;
pub mod reduce;
pub mod state;
pub mod store;
pub mod text;
mod value;

pub mod client;
#[cfg(feature = "browser")]
mod conversation;
#[cfg(feature = "browser")]
mod drafts;
#[cfg(feature = "browser")]
pub mod embed;
#[cfg(feature = "browser")]
pub mod exports;
pub mod language;
#[cfg(feature = "browser")]
mod news;
pub mod outbox;
#[cfg(feature = "browser")]
mod own_comments;
#[cfg(feature = "browser")]
mod panics;
#[cfg(feature = "browser")]
mod posting;
pub mod second_look;
#[cfg(feature = "browser")]
mod spawn;
#[cfg(feature = "browser")]
mod takeover;
#[cfg(feature = "browser")]
mod user_actions;
pub mod wire;

pub use fragment::{FragmentPage, FragmentProps};

/// The memory allocator of the browser, with constant time per allocation. It takes memory from the browser in pools of
/// 64 kB or more.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The style sheet, as it is written: the files of `src/style` in alphabetical order, then those of `src/style/late`,
/// which reading does not need. The build joins the same files into two minified sheets.
pub const STYLE: &str = concat!(
    include_str!("style/base.css"),
    include_str!("style/comment.css"),
    include_str!("style/composer.css"),
    include_str!("style/lines.css"),
    include_str!("style/narrow.css"),
    include_str!("style/page.css"),
    include_str!("style/places.css"),
    include_str!("style/late/base.css"),
    include_str!("style/late/composer.css"),
    include_str!("style/late/lines.css"),
    include_str!("style/late/menu.css"),
    include_str!("style/late/places.css"),
    include_str!("style/late/status.css"),
    include_str!("style/late/surroundings.css"),
);
