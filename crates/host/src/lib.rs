//! The host's house: who waits for an answer, what is to be read, what was settled.
//!
//! Reading order: `app` is the whole, `rooms` and `lists` what it opens with, `door` how one comes in, `passkeys` and
//! `team` by what and who; `to_read`, `waiting`, `up_now`, `settled`, `people`, `rules` (with `pauses`) and `site`
//! (with `webhooks` and `judges`) are the other rooms; `card` is one comment to decide about, `met` one that is met
//! elsewhere, `offers` and `deeds` what can be done about it, `answer`, `own` and `around` the
//! conversation, with `field` to type in and `drafts` to keep what is typed, `pace` and `pages` how fast its branch and page go, `person` what is
//! known of its author. `form` is a line of the settings, `icons` and `avatar` are drawn everywhere. `news` says above a list that it has changed since, `latest` and `once` keep answers and presses from overtaking each other, `focus` and `refuge` keep
//! whoever uses keys where they are. `calls` speaks to the server, `kept` is what this browser remembers, and `words`
//! holds every visible string.
#![forbid(unsafe_code)]

mod answer;
mod app;
mod around;
mod ask;
mod authenticator;
mod avatar;
mod ban;
mod calls;
mod card;
mod clipboard;
mod deeds;
mod door;
mod drafts;
mod field;
mod focus;
mod foot;
mod form;
mod icons;
mod invite;
mod judges;
mod kept;
mod keys;
mod latest;
mod leave;
mod lists;
mod met;
mod news;
mod offers;
mod once;
mod own;
mod pace;
mod pages;
mod passkeys;
mod pauses;
mod people;
mod person;
mod place;
mod reason;
mod refuge;
mod rooms;
mod rules;
mod settled;
mod sign_in_mail;
mod site;
mod snippet;
mod stranger;
mod team;
mod to_read;
mod up_now;
mod waiting;
mod webhooks;
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
