//! Somebody whose browser refuses the cookies of third parties, on https, between two made-up names.

use serde_json::Value;

use crate::fixture::{Fixture, Look, Visitor};

/// The control: an ordinary cookie of another party is refused in this browser, so what follows means something.
pub(super) async fn refuses_ordinary_cookies(fixture: &Fixture, person: &Visitor) {
    let port = fixture.site.rsplit(':').next().unwrap();
    let other = format!("https://other.test:{port}/cookie");
    let ask = "return fetch(given[0], { credentials: 'include' }).then((answer) => answer.text())";
    person.asks::<Value>(ask, &[other.as_str().into()]).await;
    assert_eq!(person.asks::<String>(ask, &[other.as_str().into()]).await, "", "ordinary cookies are refused here");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn over_https_a_third_party_may_still_know_its_own_writer() {
    let fixture = Fixture::over_https().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor_with(&Look { strict_cookies: true, ..Look::default() }).await;
    amira.goes(&page).await;
    refuses_ordinary_cookies(&fixture, &amira).await;

    amira.arrives().await;
    amira.sees("Ask us about rye").await;
    amira.shares("Amira", "How sour is it?").await;
    amira.reloads().await;
    amira.arrives().await;
    amira.edits("How sour", "How sour is the rye?").await;
    amira.sees("How sour is the rye?").await;
    let secure = "return [location.protocol, isSecureContext, document.cookie]";
    assert_eq!(amira.asks::<Value>(secure, &[]).await, serde_json::json!(["https:", true, ""]));
    fixture.closes().await;
}
