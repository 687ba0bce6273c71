//! Somebody who brings their old comments in while the dashboard is open.

use std::io::Write;

use crate::fixture::{Fixture, wxr};

use super::host::{comes_in, goes_to, hears, is_whole, presses, presses_at};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_is_announced_in_the_open_lists_of_the_dashboard_and_nothing_moves_before_it_is_asked_for() {
    let fixture = Fixture::open().await;
    fixture.neighbour("Ben").says(&fixture.page("/rye"), "Do you ship to Oslo?").await;
    let [marta, ines] = [comes_in(&fixture, "Marta").await, comes_in(&fixture, "Ines").await];
    goes_to(&marta, "Published").await;
    hears(&marta, "Do you ship to Oslo?").await;
    goes_to(&ines, "People").await;
    hears(&ines, "1 comment").await;
    // The numbers beside the rooms' names come by themselves.
    let counted = "return all('.tabsbar .count-badge', document).map((one) => one.textContent).join() === given[0]";
    for somebody in [&marta, &ines] {
        somebody.until("the number", counted, &["1".into()]).await;
    }
    let place = "return document.querySelector('main .rows > li').getBoundingClientRect().top";
    let before = [marta.asks::<f64>(place, &[]).await, ines.asks::<f64>(place, &[]).await];

    let mut file = tempfile::NamedTempFile::new().unwrap();
    let old = [("Amira".to_owned(), "How sour is it?".to_owned())];
    file.write_all(wxr::export(&fixture.page("/spelt"), "Spelt", &old).as_bytes()).unwrap();
    fixture.porch.says(&["import", "wordpress", file.path().to_str().unwrap(), "--site", "bakery"]).await;
    for (somebody, before) in [(&marta, before[0]), (&ines, before[1])] {
        hears(somebody, "Something has changed here.").await;
        let after = somebody.asks::<f64>(place, &[]).await;
        assert!((after - before).abs() < 1.0, "it was at {before} and is at {after}");
        assert!(!somebody.asks::<bool>("return document.body.innerText.includes('Amira')", &[]).await);
        is_whole(somebody).await;
        presses(somebody, "Show").await;
        hears(somebody, "Amira").await;
        let gone = "return !document.body.innerText.includes('has changed here')";
        somebody.until("the announcement to be gone", gone, &[]).await;
    }
    // What is done here is shown at once, and announced to colleagues alone.
    presses_at(&marta, "Do you ship", "Spam").await;
    hears(&marta, "Marked as spam: Ben’s comment.").await;
    hears(&ines, "Something has changed here.").await;
    assert!(!marta.asks::<bool>("return document.body.innerText.includes('has changed here')", &[]).await);
    goes_to(&ines, "History").await;
    hears(&ines, "imported 1 comment").await;
    fixture.closes().await;
}
