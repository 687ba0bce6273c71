//! Somebody who writes.

use anyhow::Result;
use serde_json::Value;

use crate::house::{House, Wishes, journey, until};

const FIELD: &str = "form[part=composer] textarea";

async fn field(writer: &crate::house::Visitor) -> Result<String> {
    Ok(writer.finds(FIELD).await?.prop("value").await?.unwrap_or_default())
}

/// How often these words stand in the thread, as everyone may read it.
async fn times(house: &House, path: &str, words: &str) -> Result<usize> {
    let thread = house.server.thread(&house.address(path)).await?;
    let bodies = thread["comments"].as_array().into_iter().flatten().map(|comment| comment["body"].to_string());
    Ok(bodies.filter(|body| body.contains(words)).count())
}

#[tokio::test]
async fn words_typed_before_the_widget_came_are_kept_and_shared() {
    journey(|house| async move {
        house.says("/rye", "Amira", "My rye collapsed.", None).await?;
        // Slow enough that everything is typed and pressed before the widget is there.
        let writer = house.visitor_with(Wishes { slow: Some(60_000), ..Wishes::default() }).await?;
        writer.opens("/rye").await?;
        writer.shares("Ben", "Typed early and sent early.").await?;
        let early =
            "return !performance.getEntriesByType('resource').some(r => r.name.endsWith('.wasm') && r.responseEnd)";
        assert_eq!(writer.script(early, vec![]).await?, Value::Bool(true), "the widget was there too soon to tell");
        assert_eq!(field(&writer).await?, "Typed early and sent early.");
        writer.sees("Your words are up.").await?;
        assert_eq!(times(&house, "/rye", "Typed early and sent early.").await?, 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_comment_is_written_answered_edited_withdrawn_and_still_ones_own_after_a_reload() {
    journey(|house| async move {
        let opening = house.says("/rye", "Amira", "My rye collapsed.", None).await?;
        let writer = house.visitor().await?;
        writer.opens("/rye").await?;
        writer.presses_within("Reply", &format!("#porch-c-{opening}")).await?;
        writer.types("article ~ form textarea, li form textarea", "Same hear, with spelt.").await?;
        writer.types("li form input[name=name]", "Ben").await?;
        writer.presses_within("Share it", "li form").await?;
        writer.sees("Your words are up.").await?;

        writer.reloads().await?;
        writer.sees("Same hear, with spelt.").await?;
        writer.presses("Edit").await?;
        let edit = writer.finds("li form textarea").await?;
        edit.clear().await?;
        edit.send_keys("Same here, with spelt.").await?;
        writer.presses("Save").await?;
        writer.sees("Same here, with spelt.").await?;
        writer.sees_no("Same hear").await?;
        assert_eq!(times(&house, "/rye", "Same here, with spelt.").await?, 1);

        writer.reloads().await?;
        writer.sees("Same here, with spelt.").await?;
        writer.presses("Withdraw").await?;
        writer.presses("Yes, take it back").await?;
        writer.sees_no("Same here, with spelt.").await?;
        assert_eq!(times(&house, "/rye", "Same here, with spelt.").await?, 0);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn nobody_may_change_what_somebody_else_wrote() {
    journey(|house| async move {
        let writer = house.visitor().await?;
        writer.opens("/rye").await?;
        writer.shares("Ben", "This one is mine.").await?;
        writer.sees("Your words are up.").await?;
        let other = house.visitor().await?;
        other.opens("/rye").await?;
        other.sees("This one is mine.").await?;
        other.wakes().await?;
        other.does_not_see("Edit").await?;
        other.does_not_see("Withdraw").await
    })
    .await;
}

#[tokio::test]
async fn two_browsers_hear_each_other_live() {
    journey(|house| async move {
        let (ben, amira) = (house.visitor().await?, house.visitor().await?);
        ben.opens("/rye").await?;
        ben.wakes().await?;
        amira.opens("/rye").await?;
        amira.wakes().await?;
        ben.shares("Ben", "Is anybody here?").await?;
        ben.sees("Your words are up.").await?;
        amira.presses("1 new comment. Show").await?;
        amira.sees("Is anybody here?").await?;
        amira.shares("Amira", "I am.").await?;
        ben.presses("1 new comment. Show").await?;
        ben.sees("I am.").await
    })
    .await;
}

#[tokio::test]
async fn a_server_killed_while_sending_has_the_words_exactly_once_when_it_is_back() {
    journey(|house| async move {
        let writer = house.visitor().await?;
        writer.opens("/rye").await?;
        writer.wakes().await?;
        house.server.kill().await?;
        writer.shares("Ben", "Sent into the void.").await?;
        writer.sees("Sent into the void.").await?;
        writer.sees("Your words are safe here").await?;
        house.server.start().await?;
        writer.sees("Your words are up.").await?;
        assert_eq!(times(&house, "/rye", "Sent into the void.").await?, 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn words_on_their_way_go_out_after_a_reload() {
    journey(|house| async move {
        let writer = house.visitor().await?;
        writer.opens("/rye").await?;
        writer.wakes().await?;
        house.server.kill().await?;
        writer.shares("Ben", "Left before it was sent.").await?;
        writer.sees("Your words are safe here").await?;
        writer.goes_to("about:blank").await?;
        house.server.start().await?;
        writer.opens("/rye").await?;
        until("the words arrive", async || {
            Ok((times(&house, "/rye", "Left before it was sent.").await? == 1).then_some(()))
        })
        .await?;
        writer.sees("Left before it was sent.").await
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_there_after_a_reload() {
    journey(|house| async move {
        let writer = house.visitor().await?;
        writer.opens("/rye").await?;
        writer.wakes().await?;
        writer.types(FIELD, "Half a sentence about").await?;
        writer.sees("Draft kept").await?;
        writer.reloads().await?;
        writer.wakes().await?;
        until("the draft is back", async || Ok((field(&writer).await? == "Half a sentence about").then_some(()))).await
    })
    .await;
}

#[tokio::test]
async fn a_held_comment_is_seen_by_its_author_only() {
    journey(|house| async move {
        house.server.command(&["site", "set", crate::house::SITE, "hold=first"]).await?;
        let writer = house.visitor().await?;
        writer.opens("/rye").await?;
        writer.shares("Ben", "My first words here.").await?;
        writer.sees("Thank you, Ben. The host reads first comments before others see them.").await?;
        writer.reloads().await?;
        writer.sees("My first words here.").await?;
        writer.sees("Waiting for the host. Only you see this.").await?;
        let other = house.visitor().await?;
        other.opens("/rye").await?;
        other.sees("Nobody has spoken here yet.").await?;
        other.does_not_see("My first words here.").await
    })
    .await;
}
