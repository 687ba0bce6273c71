//! Somebody in a hurry: they leave in the middle of a word, press before anything is there, and read elsewhere when news come.

use serde_json::{Value, json};

use crate::fixture::{Fate, Fixture, Gate, Page};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_letter_before_leaving_is_kept() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    fixture.road().always("GET", ".wasm", Fate::Lost);
    let page = fixture.page("/rye");
    let marta = fixture.neighbour("Marta");
    let asked = marta.says(&page, "Ask us about rye").await;
    let amira = fixture.visitor().await;
    // Before the widget has come.
    amira.goes(&page).await;
    amira.arrives().await;
    amira.writes("How sour").await;
    amira.reloads().await;
    amira.has_typed("How sour").await;
    // With it.
    fixture.road().is_free();
    amira.reloads().await;
    amira.can_write().await;
    amira.writes(" is it?").await;
    amira.presses_at("Ask us", "Reply").await;
    let field = "return article('Ask us').querySelector('textarea')";
    let field = amira.finds("the field of the reply", field, &[]).await;
    field.send_keys("The one with see").await.unwrap();
    amira.reloads().await;
    amira.has_typed("How sour is it?").await;
    amira.can_write().await;
    amira.presses_at("Ask us", "Reply").await;
    let reply = "return article('Ask us').querySelector('textarea')?.value === 'The one with see'";
    amira.until("the reply from before", reply, &[]).await;
    // Whoever goes to another tab may never come back.
    amira.writes(" And").await;
    amira
        .asks::<Value>("document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); return 1", &[])
        .await;
    let kept =
        "return Object.entries(localStorage).some(([name, text]) => name.includes('draft:') && text === given[0])";
    amira.until("what is kept", kept, &["How sour is it? And".into()]).await;
    assert_eq!(marta.reads(&page).await.comments[0].id, asked.comment.id);
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_pressed_while_the_widget_is_on_its_way_shows_at_once() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let gate = Gate::closed();
    fixture.road().always("GET", ".wasm", Fate::Held(gate.clone()));
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor_at(&page).await;
    amira.writes("How sour is it?").await;
    amira.is_called("Amira").await;
    amira.presses("Comment").await;
    amira.is_told("Sending…").await;
    let busy = "return button('Comment').ariaBusy === 'true' && all('[role=status]').some((one) => one.textContent === 'Sending…')";
    amira.until("a busy button, and words that are read out", busy, &[]).await;
    gate.opens();
    amira.is_told("Your comment is up.").await;
    let over = "return !all('.composer-area > .notice-line').length && !all('form [aria-busy]').length && composer().elements.body.value === ''";
    amira.until("the wait to be over", over, &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn news_are_in_sight_wherever_somebody_reads() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let marta = fixture.neighbour("Marta");
    for number in 0..30 {
        marta.says(&page, &format!("Thought number {number} about rye.")).await;
    }
    let reader = fixture.visitor_at(&page).await;
    reader.listens().await;
    reader.asks::<Value>("article('Thought number 3 ').scrollIntoView(); return 1", &[]).await;
    marta.says(&page, "A new thought").await;
    let seen = "const one = button('1 new comment'), place = one?.getBoundingClientRect(); \
                return place && place.top >= 0 && place.bottom <= innerHeight && scrollY > innerHeight \
                && root.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2) === one";
    reader.until("the news in sight", seen, &[]).await;
    reader.presses("1 new comment").await;
    reader.is_taken_to("A new thought").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_page_with_news_does_not_say_that_nobody_has_spoken() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let reader = fixture.visitor().await;
    reader.never_gets("*.wasm").await;
    reader.goes(&page).await;
    reader.arrives().await;
    reader.listens().await;
    reader.is_told("Nobody has commented yet").await;
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    reader.is_told("1 new comment").await;
    let silent = "return !all('.empty-list').some(shown)";
    reader.until("the empty words to go", silent, &[]).await;
    reader.presses("1 new comment").await;
    reader.sees("Ask us about rye").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_to_a_comment_that_is_gone_says_so_and_leads_on() {
    let fixture = Fixture::open().await;
    let page = fixture.shows("/rye", Page::plain().below(&"<p>A long story about rye.</p>".repeat(100)));
    let marta = fixture.neighbour("Marta");
    let gone = marta.says(&page, "I should not have said this").await;
    marta.says(&page, "Ask us about rye").await;
    marta.withdraws(&gone).await;
    let reader = fixture.visitor().await;
    for id in [gone.comment.id.anchor(), format!("porch-c-{}", uuid::Uuid::new_v4()), "porch-c-nonsense".into()] {
        reader.goes("about:blank").await;
        reader.goes(&format!("{page}#{id}")).await;
        reader.is_told("is not here any more").await;
        let seen = "const { top, bottom } = button('Read the comments').getBoundingClientRect(); return top >= 0 && bottom <= innerHeight";
        reader.until("those words in sight", seen, &[]).await;
        reader.presses("Read the comments").await;
        reader.is_taken_to("Ask us about rye").await;
    }
    reader.settles("what is left of it", "return all('.notice-line').filter(shown).length", json!(0)).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_to_what_is_gone_loads_no_long_thread() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let marta = fixture.neighbour("Marta");
    for number in 0..170 {
        marta.says(&page, &format!("Thought number {number}.")).await;
    }
    let reader = fixture.visitor().await;
    reader.goes(&format!("{page}#porch-c-{}", uuid::Uuid::new_v4())).await;
    reader.is_told("is not here any more").await;
    let asked = reader.requests().await;
    let pages = asked.iter().filter(|url| url.contains("/thread?")).count();
    // The state of what was drawn, and the question about the comment.
    assert_eq!(pages, 2, "{asked:#?}");
    reader.settles("the number of comments", "return articles().length", json!(40)).await;
    fixture.closes().await;
}

/// A browser that says of its line what a telephone far out says: nothing comes before it is asked for.
const FAR_OUT: &str =
    "<script>Object.defineProperty(navigator, 'connection', { value: { effectiveType: '2g' } })</script>";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_read_for_long_on_a_slow_line_can_still_write() {
    let fixture = Fixture::open().await;
    let page = fixture.shows("/rye", Page::plain().beginning_with(FAR_OUT));
    let marta = fixture.neighbour("Marta");
    marta.says(&page, "Ask us about rye").await;
    for early in [false, true] {
        let amira = fixture.visitor_at(&page).await;
        amira.listens().await;
        // What is drawn there is not what the server has now.
        marta.says(&page, &format!("Fresh from the oven, {early}")).await;
        amira.is_told("1 new comment").await;
        let words = format!("Is it still warm, {early}?");
        if early {
            // Typed and sent before the widget can be there.
            let sends = "const { body, name } = composer().elements; \
                         [body.value, name.value] = [given[0], 'Amira']; composer().requestSubmit(); return 1";
            amira.asks::<Value>(sends, &[words.as_str().into()]).await;
        } else {
            amira.sends("Amira", &words).await;
        }
        amira.is_told("Your comment is up.").await;
        amira.is_taken_to(&words).await;
        amira.sees(&format!("Fresh from the oven, {early}")).await;
        amira.until("no other news", "return !button('1 new comment')", &[]).await;
    }
    assert_eq!(marta.reads(&page).await.total, 5, "each once");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_points_at_the_field_while_comments_still_come_in_sees_each_of_them_once() {
    let fixture = Fixture::open().await;
    let marta = fixture.neighbour("Marta");
    let (rye, wheat) = (fixture.page("/rye"), fixture.page("/wheat"));
    for number in 0..40 {
        marta.says(&wheat, &format!("Thought number {number}.")).await;
    }
    let reader = fixture.visitor_at(&rye).await;
    // From now on the widget is here at once.
    reader.can_write().await;
    reader.is_slower(6).await;
    let points = "new MutationObserver(() => { \
                    const field = composer()?.elements.body; \
                    if (field && thread.state === 'loading') { \
                      witness.early = true; field.dispatchEvent(new PointerEvent('pointerover', { bubbles: true })); } \
                  }).observe(root, { subtree: true, childList: true }); \
                  thread.page = given[0]; return 1";
    reader.asks::<Value>(points, &[wheat.as_str().into()]).await;
    reader.arrives().await;
    reader.is_slower(1).await;
    let alive =
        "return witness.early && !!composer()?.querySelector('[role=toolbar]') && !!button('Reply', articles().at(-1))";
    reader.until("the widget", alive, &[]).await;
    let once = "return [articles().length, new Set(articles().map(words)).size, all('.conversation-list > .conversation-item').length]";
    reader.settles("what is there", once, json!([40, 40, 40])).await;
    fixture.closes().await;
}
