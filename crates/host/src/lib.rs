//! The dashboard: what waits for an answer, what is to be read, what is published, and all that is set.
//!
//! Reading order: `app` says who is in, `door` lets them in, `rooms` is the frame with `navigation`, `views` (the places of
//! the address), `title`, `shortcuts` and `foot` (what was just done). `to_read`, `waiting` and `up_now` bring the lists of
//! comments, each as an `entry`; `split` shows a list (`row`, `chosen`, `list_keys`) beside the comment that is open (`detail` with its
//! `thread`, why it is `held`, and `bar`; `look` for one that is in no list; `many` for those that are selected). `search` finds comments, people and pages, `found` lists the `hits`, in which `marked` shows what was searched for. `offers` and `deeds` are what
//! can be done about a comment, `answer`, `own`, `reason` and `needed` how, with `field` to type in and `drafts` to keep what
//! is typed; `pace` and `pages` are how fast its branch and page go, `person` what is known of its author. `form` is a line of the settings; `snippet` is Install, with `install`, `painted`, `checks` and `preview`; `settled`,
//! `people`, `rules` (with `pauses`), `site` (with `webhooks` and `judges`) and `team` are the other views. `lists` asks for
//! the lists from time to time, `news` says above a list that it has changed since, `latest` and `once` keep answers and
//! presses from overtaking each other, `focus` and `refuge` keep whoever uses keys where they are. `calls` speaks to the
//! server, `kept` is what this browser remembers, `icons`, `avatar` and `menu` are drawn everywhere, and `words` holds every
//! visible string.
#![forbid(unsafe_code)]

mod answer;
mod app;
mod around;
mod ask;
mod authenticator;
mod avatar;
mod ban;
mod bar;
mod calls;
mod checks;
mod chosen;
mod clipboard;
mod close_page;
mod closed_note;
mod deeds;
mod detail;
mod door;
mod drafts;
mod entry;
mod field;
mod focus;
mod foot;
mod form;
mod found;
mod greeting;
mod guest_page;
mod held;
mod hits;
mod icons;
mod install;
mod invite;
mod judges;
mod keeper;
mod kept;
mod keys;
mod latest;
mod leave;
mod list_keys;
mod lists;
mod look;
mod many;
mod marked;
mod menu;
mod met;
mod moving;
mod navigation;
mod needed;
mod news;
mod notified;
mod offers;
mod once;
mod own;
mod pace;
mod page_card;
mod page_welcomes;
mod pages;
mod painted;
mod pair;
mod passkeys;
mod pauses;
mod people;
mod person;
mod person_card;
mod place;
mod preview;
mod rails;
mod reason;
mod refuge;
mod required;
mod rooms;
mod row;
mod rules;
mod search;
mod settled;
mod several;
mod shortcuts;
mod sign_in_mail;
mod site;
mod site_name;
mod snippet;
mod split;
mod steady;
mod stranger;
mod team;
mod thread;
mod title;
mod to_read;
mod up_now;
mod views;
mod waiting;
mod webhooks;
mod welcome;
mod when;
mod word_rules;
mod words;

use wasm_bindgen::prelude::*;

/// Starts the house in the page's `#house`.
#[wasm_bindgen(start)]
pub fn start() {
    sign_in_mail::take_from_address();
    let house = web_sys::window().and_then(|window| window.document()?.get_element_by_id("house"));
    if let Some(house) = house {
        yew::Renderer::<app::App>::with_root(house).render();
    }
}
