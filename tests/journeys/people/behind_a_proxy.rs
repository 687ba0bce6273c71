//! People whose server stands behind a proxy, set up as the operator's papers say.

use serde_json::json;
use thirtyfour::By;

use super::host::{goes_to, hears, is_in, presses, replies_at, signs_out};
use crate::fixture::{Fixture, Look, ProxyKind, short};

/// Words, live news and the widget come through, over HTTP/2.
async fn hear_each_other_behind(kind: ProxyKind) {
    let Some(fixture) = Fixture::behind(kind).await else { return };
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.listens().await;
    let ben = fixture.visitor().await;
    ben.goes(&page).await;
    ben.arrives().await;
    ben.shares("Ben", "How sour is it?").await;
    amira.is_told("1 new comment").await;
    amira.presses("1 new comment").await;
    amira.sees("How sour is it?").await;

    // Only of a page of the server's own may a browser say how it came.
    amira.goes(&format!("{}/c/bakery?page={page}", fixture.talk)).await;
    let how = "return performance.getEntriesByType('navigation')[0].nextHopProtocol";
    assert_eq!(amira.asks::<String>(how, &[]).await, "h2");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_hear_each_other_behind_caddy() {
    hear_each_other_behind(ProxyKind::Caddy).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_hear_each_other_behind_nginx() {
    hear_each_other_behind(ProxyKind::Nginx).await;
}

/// Everything is below the path: reading, live news, writing, the page without a script, the dashboard with its first
/// owner, passkey and answer, and the page that ends mail.
async fn everything_works_below_a_path(kind: ProxyKind) {
    let Some(fixture) = Fixture::below(kind).await else { return };
    let page = fixture.page("/rye");
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.listens().await;
    let ben = fixture.visitor().await;
    ben.goes(&page).await;
    ben.arrives().await;
    ben.shares("Ben", "How sour is it?").await;
    amira.is_told("1 new comment").await;
    amira.presses("1 new comment").await;
    amira.sees("How sour is it?").await;
    // The browser knows its own words again after a reload: the cookie came back.
    ben.reloads().await;
    ben.until("the way to edit", "return article('How sour')?.querySelector('.more-actions[data-own]')", &[]).await;

    let marta = first_owner_comes_in(&fixture).await;
    goes_to(&marta, "Unanswered").await;
    replies_at(&marta, "How sour").await;
    marta.types("Quite, after three days.").await;
    presses(&marta, "Reply").await;
    hears(&marta, "Your reply is published.").await;
    amira.is_told("1 new comment").await;

    goes_to(&marta, "Install").await;
    hears(&marta, "Found on /rye").await;
    let preview = "return !!document.querySelector('.preview-frame iframe')?.contentDocument?.querySelector('article')";
    marta.until("the preview", preview, &[]).await;

    let plain = fixture.visitor_with(&Look { scripts: false, ..Look::default() }).await;
    plain.goes(&format!("{}/c/bakery?page={page}", fixture.talk)).await;
    let find = |selector: &'static str| plain.driver.find(By::Css(short(selector)));
    find(".composer-root textarea[name=body]").await.unwrap().send_keys("No script here").await.unwrap();
    find(".composer-root input[name=name]").await.unwrap().send_keys("Noor").await.unwrap();
    find(".composer-root button[part=button]").await.unwrap().click().await.unwrap();
    let shown = "return all('article', document).some((one) => one.textContent.includes('No script here'))";
    plain.until("her words", shown, &[]).await;
    let at = plain.driver.current_url().await.unwrap();
    assert_eq!(at.path(), "/talk/c/bakery");

    // The same page stands behind every such link; its button sends the form below the path.
    plain.goes(&format!("{}/mail/bakery/token", fixture.talk)).await;
    find("button").await.unwrap().click().await.unwrap();
    hears(&plain, "The address of this link gets no more mail").await;
    plain.goes(&fixture.talk).await;
    find("a[href='/talk/host/']").await.unwrap();
    fixture.closes().await;
}

/// The first owner comes in by the server's own link, names herself, and comes back by a passkey.
async fn first_owner_comes_in(fixture: &Fixture) -> crate::fixture::Visitor {
    let said = fixture.porch.says(&["token"]).await;
    let link = said.lines().find(|line| line.starts_with(&fixture.talk)).expect("a link below the path");
    let marta = fixture.visitor_with(&Look { width: 360, height: 740, ..Look::default() }).await;
    super::colleague::has_a_device(&marta).await;
    marta.goes(link).await;
    let field = marta.finds("the field", "return document.querySelector('input[name=name]')", &[]).await;
    field.send_keys("Marta").await.unwrap();
    presses(&marta, "Sign in").await;
    is_in(&marta, "Marta, owner").await;
    presses(&marta, "Add a passkey").await;
    hears(&marta, "Added.").await;
    signs_out(&marta).await;
    presses(&marta, "Continue with a passkey").await;
    is_in(&marta, "Marta, owner").await;
    let path = "return location.pathname";
    marta.settles("where the dashboard lies", path, json!("/talk/host/")).await;
    marta
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_works_below_a_path_that_nginx_passes_on() {
    everything_works_below_a_path(ProxyKind::NginxPath).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_works_below_a_path_that_nginx_takes_off() {
    everything_works_below_a_path(ProxyKind::NginxPathTakenOff).await;
}
