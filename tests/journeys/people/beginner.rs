//! Somebody who has just got the program: from its first start to a comment on their own page.

use std::time::Instant;

use super::host::{hears, presses, presses_at};
use crate::house::{House, Page};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_comes_from_the_first_start_to_a_comment_on_their_own_page() {
    let begun = Instant::now();
    let Some(house) = House::just_begun().await else { return };
    let said = house.porch.says(&["site", "add", "bakery", "--origin", &house.site]).await;
    let lines: Vec<_> = said.lines().filter(|line| line.starts_with('<')).collect();
    assert_eq!(lines.len(), 2, "{said}");
    let page = house.shows("/rye", Page::with_pasted(&lines.join("\n")));

    // Nobody has come in before: the link makes the owner, who chooses a name. One site needs no name.
    let said = house.porch.says(&["token"]).await;
    let link = said.lines().find(|line| line.starts_with(&house.talk)).expect("a link");
    let marta = house.visitor().await;
    marta.goes(link).await;
    let field = marta.finds("the field", "return document.querySelector('input[name=name]')", &[]).await;
    field.send_keys("Marta").await.unwrap();
    presses(&marta, "Come in").await;
    hears(&marta, "Marta, owner").await;
    let hash = marta.asks::<String>("return location.hash", &[]).await;
    assert_eq!(hash, "", "the link is in no history");

    let amira = house.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.sends("Amira", "How sour is it?").await;
    amira.is_told("Thank you, Amira.").await;
    hears(&marta, "How sour is it?").await;
    presses_at(&marta, "How sour", "Let it in").await;
    let ben = house.visitor().await;
    ben.goes(&page).await;
    ben.sees("How sour is it?").await;
    println!("from the first start to a comment on one's own page: {:.1} s", begun.elapsed().as_secs_f32());

    // The server's own address says what it is, and leads to the dashboard.
    let curious = house.visitor().await;
    curious.goes(&house.talk).await;
    hears(&curious, "This server holds the conversations").await;
    let way = curious.finds("the way", "return document.querySelector('a[href$=\"/host/\"]')", &[]).await;
    way.click().await.unwrap();
    hears(&curious, "You are not in.").await;
    house.closes().await;
}
