//! The dashboard: what waits for an answer, what is to be read, what is published, and all that is set.
//!
//! Reading order: `app` says who is in, `door` lets them in, `rooms` is the frame with `navigation`, `views` (the places of
//! the address), `title`, `shortcuts` and `foot` (what was just done). `to_read`, `waiting` and `up_now` bring the lists of
//! comments, each as an `entry`; `split` shows a list (`row`, `chosen`, `list_keys`) beside the comment that is open (`detail` with its
//! `thread`, why it is `held`, and `bar`; `look` for one that is in no list; `many` for those that are selected). `search` finds comments, people and pages, `found` lists the `hits`, in which `marked` shows what was searched for. `offers` and `deeds` are what
//! can be done about a comment, `answer`, `own`, `reason` and `needed` how, with `field` to type in and `drafts` to keep what
//! is typed; `pace` and `pages` are how fast its branch and page go, `person` what is known of its author. `form` is a line of the settings; `snippet` is Install, with `install`, `painted`, `checks` and `preview`; `settled`,
//! `people`, `rules` (with `pauses`), `site` (with `webhooks` and `judges`) and `team` are the other views. `lists` asks for
//! the lists from time to time, `loading` stands in their place until they come, `news` says above a list that it has changed since, `latest` and `once` keep answers and
//! presses from overtaking each other, `focus` and `refuge` keep whoever uses keys where they are. `calls` speaks to the
//! server, `kept` is what this browser remembers, `icons`, `avatar` and `menu` are drawn everywhere, and `words` holds every
//! visible string.
#![forbid(unsafe_code)]

mod action_bar;
mod answer_needed;
mod api;
mod app;
mod authenticator;
mod autosave;
mod available_actions;
mod avatar;
mod ban;
mod bulk_actions;
mod bulk_requests;
mod changed_notice;
mod clipboard;
mod close_page;
mod closed_note;
mod comment_actions;
mod comment_detail;
mod comment_link;
mod comment_subject;
mod context;
mod conversation;
mod copy_button;
mod detail;
mod drafts;
mod focus_moves;
mod focus_restore;
mod form;
mod guest_page;
mod highlight;
mod highlighted_snippet;
mod history;
mod hold_reason;
mod icons;
mod import_export;
mod inline_form;
mod install;
mod install_checks;
mod install_preview;
mod invite;
mod keys;
mod leave;
mod list_entry;
mod list_filters;
mod list_keys;
mod lists;
mod loading;
mod local_flags;
mod menu;
mod navigation;
mod newcomer_preview;
mod notifications;
mod one_question;
mod own_comment;
mod own_name;
mod page_card;
mod page_rules;
mod page_title;
mod pages;
mod passkeys;
mod people;
mod person;
mod person_card;
mod person_comment;
mod person_counts;
mod prompt_and_rules;
mod published;
mod reason_picker;
mod relative_time;
mod reply;
mod required_fields;
mod review;
mod row;
mod rules;
mod search;
mod search_hits;
mod search_results;
mod second_looks;
mod setting_change;
mod shortcuts;
mod sign_in;
mod sign_in_mail;
mod single_flight;
mod site;
mod site_name;
mod snippet_options;
mod spam_services;
mod split;
mod stable_list;
mod stale_guard;
mod tabs;
mod team;
mod text;
mod text_field;
mod thread;
mod thread_controls;
mod thread_lines;
mod title;
mod toast;
mod toast_message;
mod two_panes;
mod unanswered;
mod unlisted_origin;
mod views;
mod webhooks;
mod window_width;
mod word_rules;

use wasm_bindgen::prelude::*;

/// Starts the dashboard in the page's `#dashboard`.
#[wasm_bindgen(start)]
pub fn start() {
    sign_in_mail::take_from_address();
    let root = web_sys::window().and_then(|window| window.document()?.get_element_by_id("dashboard"));
    if let Some(root) = root {
        yew::Renderer::<app::App>::with_root(root).render();
    }
}
