//! Somebody who is about to ask what was asked before.

use crate::fixture::{Fixture, Look, axe};

/// Whether the search finds a word by now: the index follows what is written within a second.
const FINDS: &str = "return fetch(given[0]).then((answer) => answer.json()).then(({ total }) => total > 0)";
const RELATED: &str = "return all('.related-comments a').find((one) => one.textContent.includes(given[0]))";
const TOP: &str = "return composer().elements.body.getBoundingClientRect().top";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_others_wrote_about_it_is_shown_while_somebody_writes_and_led_to() {
    let fixture = Fixture::open().await;
    let (rye, spelt) = (fixture.page("/rye"), fixture.page("/spelt"));
    let ada = fixture.neighbour("Ada");
    let asked = ada.says(&spelt, "My sourdough collapses after forty minutes in the oven").await;
    ada.says(&rye, "How sour is it?").await;
    for look in [Look::default(), Look { width: 390, height: 800, dark: true, ..Look::default() }] {
        let ben = fixture.visitor_with(&look).await;
        ben.goes(&rye).await;
        ben.arrives().await;
        let search = format!("{}/v1/sites/bakery/search?q=sourdough", fixture.talk);
        ben.until("the index", FINDS, &[search.into()]).await;
        ben.can_write().await;
        ben.writes("Thank").await;
        let top: f64 = ben.asks(TOP, &[]).await;
        let words = " you! Why does my sourdoug collapse in the oven?";
        ben.writes(words).await;
        ben.finds("what Ada asked", RELATED, &["collapses after forty minutes".into()]).await;
        ben.is_told("Perhaps answered already:").await;
        assert!((ben.asks::<f64>(TOP, &[]).await - top).abs() < 1.0, "the field has moved");
        ben.has_typed(&format!("Thank{words}")).await;
        ben.finds_no_barrier(axe::source()).await;
        ben.clicks("what Ada asked", RELATED, &["collapses after forty minutes".into()]).await;
        ben.arrives().await;
        ben.is_led_to(&asked).await;
        ben.driver.back().await.unwrap();
        ben.arrives().await;
        ben.has_typed(&format!("Thank{words}")).await;
    }
    fixture.closes().await;
}
