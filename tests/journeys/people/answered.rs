//! Somebody who leaves an address with a comment, is answered by the host, and comes back by the link in the mail.

use crate::fixture::{Fixture, Postbox, Visitor, axe, link_in};

use super::host::{comes_in, goes_to, hears, presses, replies_at};
use super::returner::{ADA, fills_in, is_back, is_before, presses_in_sheet, with_mail, writes_with_address};

/// Part of the link that stops mail about replies.
const STOP: &str = "/mail/bakery/replies/";

/// Confirms the address that was left with a comment, by the code that comes there.
pub(super) async fn confirms_the_address(person: &Visitor, post: &Postbox) {
    is_before(person, "Type the code").await;
    fills_in(person, &post.code().await).await;
    presses_in_sheet(person, "Confirm").await;
    is_before(person, "You are signed in").await;
    presses_in_sheet(person, "Close").await;
    is_back(person).await;
}

/// Replies from the dashboard to a comment that nobody has answered.
async fn replies(host: &Visitor, said: &str, words: &str) {
    goes_to(host, "Unanswered").await;
    replies_at(host, said).await;
    host.types(words).await;
    presses(host, "Reply").await;
    hears(host, "Your reply is published.").await;
}

/// Waits until the comment that says this has the focus and is marked, as the target of a link is.
async fn is_led_to(person: &Visitor, said: &str) {
    let look = "const at = article(given[0]); return !!at && root.activeElement === at && at.dataset.mark != null";
    person.until(&format!("to be led to {said:?}"), look, &[said.into()]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_about_a_reply_leads_to_it_and_is_stopped_by_one_click() {
    let fixture = Fixture::open().await;
    let (post, page) = (with_mail(&fixture).await, fixture.page("/rye"));
    let ada = fixture.visitor_at(&page).await;
    writes_with_address(&ada, "Ada", "How sour is it?", ADA).await;
    ada.presses("Comment").await;
    confirms_the_address(&ada, &post).await;

    let marta = comes_in(&fixture, "Marta").await;
    replies(&marta, "How sour", "Quite, after three days.").await;
    let mail = post.mail_with(STOP).await;
    for part in [
        "Subject: A new reply to you on bakery",
        "(owner) replied to your comment on",
        "> How sour is it?",
        "> Quite, after three days.",
        "Read it on the page, and reply there:",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    ] {
        assert!(mail.contains(part), "{part:?} is not in {mail}");
    }
    assert!(post.mails().is_empty(), "it is one mail");

    // The next day, from the mail program.
    ada.goes("about:blank").await;
    ada.goes(&link_in(&mail, "#porch-c-")).await;
    ada.arrives().await;
    is_led_to(&ada, "Quite, after").await;
    ada.can_write().await;
    ada.answers("Quite, after", "Ada", "And after five?").await;
    let all = fixture.neighbour("Reader").reads(&page).await.comments;
    let [_, to_ada, to_marta] = &all[..] else { panic!("there are {} comments", all.len()) };
    assert_eq!(to_marta.parent, Some(to_ada.id), "her reply is below it");

    let stop = link_in(&mail, STOP);
    let phone = fixture.visitor().await;
    phone.goes(&stop).await;
    hears(&phone, "No more mail about replies?").await;
    phone.finds_no_barrier(axe::source()).await;
    presses(&phone, "Stop all mail about replies on this site").await;
    hears(&phone, "You get no more mail about replies on this site.").await;
    phone.finds_no_barrier(axe::source()).await;

    // Somebody else is answered after her: their mail comes, and none to her.
    let other = fixture.page("/spelt");
    ada.goes(&other).await;
    ada.arrives().await;
    ada.shares("Ada", "Is there spelt, too?").await;
    let ben = fixture.neighbour("Ben");
    ben.says(&other, "When do you open?").await;
    ben.confirms("ben@bakery.example", &post).await;
    replies(&marta, "Is there spelt", "On Fridays.").await;
    replies(&marta, "When do you open", "At seven.").await;
    let to_ben = post.mail_with(STOP).await;
    assert!(to_ben.contains("> At seven."), "{to_ben}");
    assert_eq!(post.mails(), Vec::<String>::new());

    ada.clicks("the row", "return composer().elements.body", &[]).await;
    ada.presses("About you").await;
    is_before(&ada, "About you").await;
    let off = "return root.querySelector('dialog input[type=checkbox]')?.checked === false";
    ada.until("the switch to be off", off, &[]).await;
    fixture.closes().await;
}
