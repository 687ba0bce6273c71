//! Somebody of the business who sets up their site: the settings, the lines for a page, and the way to sign in.

use thirtyfour::Key;

use crate::fixture::{Fixture, Look, Visitor, axe, until};

use super::host::{comes_in, goes_to, hears, presses};

/// Nothing is a barrier, and no target is too small, in light and dark, from left to right and from right to left.
pub(super) async fn is_for_everybody(host: &Visitor) {
    let wide = "return document.documentElement.scrollWidth <= innerWidth";
    for look in ["document.documentElement.dir = 'rtl'", "document.documentElement.dir = 'ltr'"] {
        for scheme in ["dark", "light"] {
            let set = format!("{look}; document.documentElement.style.colorScheme = '{scheme}'; return 1");
            host.asks::<u32>(&set, &[]).await;
            host.until("nothing to hang over the edge", wide, &[]).await;
            let axe = axe::source();
            host.finds_no_barrier(axe).await;
        }
    }
}

/// The same where somebody chose the colours of everything.
pub(super) async fn is_for_everybody_in_forced_colours(host: &Visitor) {
    let media = |value: &str| serde_json::json!({ "features": [{ "name": "forced-colors", "value": value }] });
    host.driver.cdp().send_raw("Emulation.setEmulatedMedia", media("active")).await.unwrap();
    host.until("the colours", "return matchMedia('(forced-colors: active)').matches", &[]).await;
    let axe = axe::source();
    host.finds_no_barrier(axe).await;
    // Nothing but its outline tells what is chosen there from what is not.
    let told = "const chosen = all('[aria-selected=true], .nav [aria-current=page]', document).filter((one) => one.getClientRects().length); \
                return chosen.every((one) => getComputedStyle(one).outlineStyle === 'solid')";
    assert!(host.asks::<bool>(told, &[]).await, "what is chosen is told apart");
    host.driver.cdp().send_raw("Emulation.setEmulatedMedia", media("none")).await.unwrap();
}

/// Waits until the server says so of the site.
async fn is_set(fixture: &Fixture, what: &str) {
    until(what, async || fixture.porch.says(&["site", "list"]).await.contains(what).then_some(())).await;
}

/// Puts the focus on the control that a name stands beside.
async fn focuses_beside(host: &Visitor, name: &str) {
    let look = "const one = document.querySelector(`[aria-labelledby=${given[0]}-name]:is(button, select, input)`); \
                one?.focus(); return !!one && document.activeElement === one";
    host.until(name, look, &[name.into()]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_setting_is_saved_at_once_by_pointer_and_by_keys_and_is_there_after_a_reload() {
    let fixture = Fixture::open().await;
    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "General").await;
    hears(&marta, "Hold for review").await;
    is_for_everybody(&marta).await;
    is_for_everybody_in_forced_colours(&marta).await;

    let switch = "return document.querySelector('[role=switch][aria-labelledby=repeats-name]')";
    marta.clicks("the switch", switch, &[]).await;
    hears(&marta, "Saved: ").await;
    let repeats = "return document.querySelector('[aria-labelledby=repeats-name]')?.ariaChecked === given[0]";
    marta.until("the switch to be off", repeats, &["false".into()]).await;
    focuses_beside(&marta, "repeats").await;
    marta.types(" ").await;
    marta.until("the switch to be on again", repeats, &["true".into()]).await;

    let radio = "const one = document.querySelector('[name=hold]:checked'); one?.focus(); return document.activeElement === one";
    marta.until("the choice", radio, &[]).await;
    marta.types(Key::Up + "").await;
    is_set(&fixture, "hold=all").await;
    presses(&marta, "+").await;
    focuses_beside(&marta, "slow").await;
    marta.types("1 m").await;
    let on = "return document.querySelector('[aria-labelledby=repeats-name]')?.ariaChecked === 'true' \
              && document.querySelector('[name=hold]:checked')?.labels[0].textContent === 'Every comment' \
              && Number(document.querySelector('[aria-labelledby=reports-name]')?.value) > 0 \
              && document.querySelector('[aria-labelledby=slow-name]')?.selectedOptions[0].textContent === '1 minute'";
    marta.until("what was set", on, &[]).await;
    // It is shown at once, and a moment later it is kept.
    let kept = "return fetch('../v1/host/site?site=bakery').then((answer) => answer.json()) \
                  .then(({ settings }) => settings.some(({ key, value }) => key === 'slow' && value === '60'))";
    marta.until("it to be kept", kept, &[]).await;
    marta.reloads().await;
    hears(&marta, "Hold for review").await;
    marta.until("the same after a reload", on, &[]).await;
    for section in ["Rules", "Team", "Notifications", "Integrations", "Sign-in", "Import / Export"] {
        goes_to(&marta, section).await;
        is_for_everybody(&marta).await;
    }
    goes_to(&marta, "History").await;
    hears(&marta, "Today").await;
    hears(&marta, "Slow mode: 1 minute").await;
    is_for_everybody(&marta).await;
    goes_to(&marta, "People").await;
    hears(&marta, "Nobody has written here yet.").await;
    is_for_everybody(&marta).await;
    fixture.closes().await;
}

/// The name of the site in the field, and on the screens that show it.
const NAMED: &str = "return document.querySelector('#name')?.value === given[0] && document.title.endsWith(given[0]) \
                     && document.querySelector('.site-name b').textContent === given[0]";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_name_of_the_site_is_kept_as_it_is_typed_and_what_was_refused_stays_in_its_field_and_says_why() {
    let fixture = Fixture::open().await;
    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "General").await;
    marta.until("what the site is called", NAMED, &["bakery".into()]).await;
    let field =
        "const one = document.querySelector('#name'); one.focus(); one.select(); return document.activeElement === one";
    marta.until("the field", field, &[]).await;
    marta.types("Halm & Krume").await;
    hears(&marta, "Saved: Name.").await;
    marta.until("its name everywhere", NAMED, &["Halm & Krume".into()]).await;
    is_set(&fixture, "name='Halm & Krume'").await;
    // A name of nothing but letters that nobody sees.
    marta.until("the field", field, &[]).await;
    marta.types("\u{200B}\u{3164}").await;
    hears(&marta, "Not saved yet. The name has no letters that can be seen.").await;
    is_for_everybody(&marta).await;
    marta.until("the field", field, &[]).await;
    marta.types("Krume").await;
    marta.until("the better name", NAMED, &["Krume".into()]).await;
    let said = "return !document.querySelector('.unsaved')";
    marta.until("nothing to be unsaved", said, &[]).await;
    // Emptied, and left for another page of the browser before anything was kept: the site's own name comes back.
    marta.until("the field", field, &[]).await;
    marta.types(Key::Backspace + "").await;
    marta.goes(&format!("{}/host/#history", fixture.talk)).await;
    is_set(&fixture, "name=bakery").await;
    marta.reloads().await;
    goes_to(&marta, "General").await;
    marta.until("what the site is called", NAMED, &["bakery".into()]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_source_of_old_comments_has_its_commands_with_a_button_that_says_that_it_copied_them() {
    let fixture = Fixture::open().await;
    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "Import / Export").await;
    for command in
        ["disqus FILE --site bakery --dry-run", "wordpress FILE --site bakery --dry-run", "porch FILE --site bakery"]
    {
        let there = "return all('pre', document).some((one) => one.textContent.trim().startsWith(given[0]))";
        marta.until(command, there, &[format!("porch import {command}").into()]).await;
    }
    is_for_everybody(&marta).await;
    is_for_everybody_in_forced_colours(&marta).await;
    let copy = "globalThis.told = []; navigator.clipboard.writeText = (words) => { globalThis.told.push(words); return Promise.resolve(); }; \
                return document.querySelector('.codebox button')";
    marta.clicks("Copy", copy, &[]).await;
    let copied = "return document.querySelector('.codebox button').textContent === 'Copied' \
                  && globalThis.told[0] === 'porch import disqus FILE --site bakery --dry-run'";
    marta.until("the button to say so", copied, &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_lines_of_every_system_are_reached_by_arrows_and_one_tab_stop() {
    let fixture = Fixture::open().await;
    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "Install").await;
    is_for_everybody(&marta).await;
    let tabs =
        "return all('[role=tab][tabindex=\"0\"]', document).length === 1 && all('[role=tab]', document).length > 5";
    marta.until("the tabs", tabs, &[]).await;
    let first = "const one = document.querySelector('[role=tab][tabindex=\"0\"]'); one?.focus(); return document.activeElement === one";
    marta.until("the first tab", first, &[]).await;
    let at = "return document.activeElement.role === 'tab' && document.activeElement.ariaSelected === 'true' \
              && document.activeElement.textContent === given[0] \
              && document.getElementById('recipe').getAttribute('aria-labelledby') === document.activeElement.id";
    for (key, name) in [(Key::Right, "WordPress"), (Key::Right, "Ghost"), (Key::Left, "WordPress"), (Key::Home, "HTML")]
    {
        marta.types(key + "").await;
        marta.until(name, at, &[name.into()]).await;
    }
    for (at, name) in ["Pin this exact version", "Works without JavaScript"].iter().enumerate() {
        let look = "const one = all('.snippet-options input', document)[given[0]]; one?.focus(); \
                    return document.activeElement === one && one.labels[0].textContent === given[1]";
        marta.until(name, look, &[at.into(), (*name).into()]).await;
        marta.types(" ").await;
    }
    let asked = "const lines = document.querySelector('#recipe code').textContent; \
                 return /src=\"[^\"]*\\/v[0-9.]+\\/embed.js\" integrity=\"sha[0-9]+-[^\"]+\" crossorigin/.test(lines) && lines.includes('/c/bakery?page=')";
    marta.until("the lines as they were asked for", asked, &[]).await;
    is_for_everybody(&marta).await;
    is_for_everybody_in_forced_colours(&marta).await;
    // What is pasted works: the file has the hash that the lines name.
    let works = "const [, src, hash] = document.querySelector('#recipe code').textContent.match(/src=\"([^\"]+)\" integrity=\"sha256-([^\"]+)\"/); \
                 return fetch(src).then((answer) => answer.arrayBuffer()).then((bytes) => crypto.subtle.digest('SHA-256', bytes)) \
                   .then((sum) => btoa(String.fromCharCode(...new Uint8Array(sum))) === hash)";
    assert!(marta.asks::<bool>(works, &[]).await, "the hash is that of the file");
    let policy = "return document.querySelector('.policy summary')";
    marta.clicks("what a policy has to allow", policy, &[]).await;
    hears(&marta, "'wasm-unsafe-eval'").await;
    is_for_everybody(&marta).await;
    presses(&marta, "Ghost").await;
    hears(&marta, "post.hbs").await;
    hears(&marta, "Listening for your page").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_cards_of_signing_in_are_for_everybody_on_a_phone_and_a_desk() {
    let fixture = Fixture::open().await;
    let said = fixture.porch.says(&["token", "--site", "bakery", "--name", "Marta"]).await;
    let link = said.lines().find(|line| line.starts_with("http")).unwrap().to_owned();
    for (width, height) in [(320, 640), (1200, 800)] {
        let host = fixture.visitor_with(&Look { width, height, ..Look::default() }).await;
        host.goes(&format!("{}/host/", fixture.talk)).await;
        hears(&host, "You are not signed in.").await;
        is_for_everybody(&host).await;
        is_for_everybody_in_forced_colours(&host).await;
        host.goes(&format!("{}/healthz", fixture.talk)).await;
        host.goes(&link).await;
        hears(&host, "This link signs you in").await;
        is_for_everybody(&host).await;
    }
    fixture.closes().await;
}
