//! Somebody who reads and writes while things come and go around them: what they look at stays, and is whole.

use serde_json::Value;

use crate::fixture::{Fixture, Look, Page, Visitor};

/// A page with thirty comments, and the last of them: the oldest.
async fn long_page(fixture: &Fixture, page: &str) -> porch_protocol::CommentPosted {
    let marta = fixture.neighbour("Marta");
    let oldest = marta.says(page, "Thought number 0 about rye.").await;
    for number in 1..30 {
        marta.says(page, &format!("Thought number {number} about rye.")).await;
    }
    oldest
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn news_take_no_room_and_point_to_where_they_will_stand() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let oldest = long_page(&fixture, &page).await;
    let marta = fixture.neighbour("Marta");
    for look in [Look::default(), Look { width: 320, height: 640, ..Look::default() }] {
        let reader = fixture.visitor_with(&look).await;
        reader.goes(&page).await;
        reader.arrives().await;
        reader.listens().await;
        let first = "return articles()[0].getBoundingClientRect().top + scrollY";
        let before: f64 = reader.asks(first, &[]).await;
        marta.says(&page, "A new thought").await;
        reader.is_told("1 new comment").await;
        let moved = reader.asks::<f64>(first, &[]).await - before;
        assert!(moved.abs() < 0.01, "the list stays where it is: {moved}");
        let apart = "const pill = button('1 new comment').getBoundingClientRect(), card = root.querySelector('.composer-card').getBoundingClientRect(); \
                     return pill.top >= card.bottom + 4 && pill.bottom <= articles()[0].getBoundingClientRect().top - 4 && pill.height >= 36 && pill.left >= 0 && pill.right <= innerWidth";
        reader.until("the button between the card and the list", apart, &[]).await;
        let way = "return button('1 new comment').classList.contains('points-down')";
        assert!(reader.asks::<bool>(way, &[]).await, "what is new stands below the button");
        reader.asks::<Value>("article('Thought number 9 ').scrollIntoView(); return 1", &[]).await;
        let up = format!("return !(() => {{ {way} }})()");
        reader.until("it to point up from below", &up, &[]).await;
        reader.presses("1 new comment").await;
        reader.is_taken_to("A new thought").await;
        // A reply to the last of them, seen from the top.
        marta.answers(&page, &oldest, "A late reply").await;
        reader.asks::<Value>("scrollTo(0, 0); return 1", &[]).await;
        reader.until("it to point down from above", way, &[]).await;
        reader.asks::<Value>("article('Thought number 3 ').scrollIntoView(); return 1", &[]).await;
        reader.until("it to point down still", way, &[]).await;
    }
    fixture.closes().await;
}

/// Whether the whole of what a script finds is in the window.
async fn is_in_sight(person: &Visitor, what: &str, look: &str) {
    let whole = format!(
        "const at = (() => {{ {look} }})()?.getBoundingClientRect(); \
         return at && at.height && at.top >= 0 && at.bottom <= innerHeight + .5"
    );
    person.until(&format!("{what} in sight"), &whole, &[]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_opens_at_the_foot_of_the_window_is_seen_down_to_its_buttons() {
    let fixture = Fixture::open().await;
    let page = fixture.shows("/rye", Page::plain().styled("porch-thread { display: block; margin-top: 900px }"));
    long_page(&fixture, &page).await;
    let amira = fixture.visitor_at(&page).await;
    amira.can_write().await;
    let foot = "const at = (() => { %LOOK% })(); \
                scrollBy({ top: at.getBoundingClientRect().bottom - innerHeight + 4, behavior: 'instant' }); return 1";
    let row = "return composer().elements.body";
    amira.asks::<Value>(&foot.replace("%LOOK%", row), &[]).await;
    amira.clicks("the row", row, &[]).await;
    is_in_sight(&amira, "the composer's button", "return composer().querySelector('[part=button]')").await;
    let reply = "return button('Reply', article('Thought number 9 '))";
    amira.asks::<Value>(&foot.replace("%LOOK%", reply), &[]).await;
    amira.clicks("Reply", reply, &[]).await;
    amira.is_in_a_field_below().await;
    is_in_sight(&amira, "the reply's button", "return root.querySelector('article form [part=button]')").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kept_draft_moves_nothing_and_a_lost_line_not_the_words() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    long_page(&fixture, &page).await;
    for width in [1200, 390, 320] {
        let amira = fixture.visitor_with(&Look { width, height: 740, ..Look::default() }).await;
        amira.goes(&page).await;
        amira.arrives().await;
        amira.can_write().await;
        amira.writes("How sour").await;
        let places = "return [composer().elements.body, articles()[0]].map((one) => Math.round(one.getBoundingClientRect().top + scrollY))";
        let kept = "const kept = composer().querySelector('.visibility-line small:last-child'); return shown(kept) && kept.textContent";
        let hidden = format!("return !(() => {{ {kept} }})()");
        assert!(amira.asks::<bool>(&hidden, &[]).await, "nothing is kept yet");
        let before: Value = amira.asks(places, &[]).await;
        assert_eq!(amira.until("the draft to be kept", kept, &[]).await, "Draft kept");
        assert_eq!(amira.asks::<Value>(places, &[]).await, before, "{width} px");
        // The line that she writes on stays under her eyes.
        let line = "return Math.round(composer().elements.body.getBoundingClientRect().top)";
        let seen: Value = amira.asks(line, &[]).await;
        amira.asks::<Value>("dispatchEvent(new Event('offline')); return 1", &[]).await;
        amira.is_told("You’re offline.").await;
        assert_eq!(amira.asks::<Value>(line, &[]).await, seen, "{width} px, without a line");
    }
    fixture.closes().await;
}

/// The first word of each line of a text.
const LINES: &str = "const lines = (body) => { \
    const walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT), found = []; let last = -9; \
    for (let node; (node = walk.nextNode());) for (const word of node.data.matchAll(/\\S+/g)) { \
      const range = document.createRange(); range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length); \
      const { top } = range.getBoundingClientRect(); if (top > last + 4) found.push(word[0]); last = top; } \
    return found.join(' '); };";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_preview_breaks_its_lines_where_the_comment_will() {
    let fixture = Fixture::open().await;
    fixture.porch.says(&["site", "set", "bakery", "repeats=off"]).await;
    // As wide with one comment as with three.
    let page = fixture.shows("/rye", Page::plain().styled("html { overflow-y: scroll }"));
    let said = "Mine cracked on top after the first ten minutes, and I wonder whether that comes from the gas oven, from the flour, or from my letting it stand for too long in a warm kitchen.";
    for width in [1200, 390, 320] {
        let amira = fixture.visitor_with(&Look { width, height: 740, ..Look::default() }).await;
        amira.goes(&page).await;
        amira.arrives().await;
        amira.can_write().await;
        let words = format!("{said} {width}");
        amira.writes(&words).await;
        amira.is_called("Amira").await;
        amira.presses("Preview").await;
        let preview = format!(
            "{LINES} const body = root.querySelector('.composer-card > [part=body]'); return body && getComputedStyle(body).gridArea === 'text' && lines(body)"
        );
        let shown = amira.until("the preview", &preview, &[]).await;
        amira.presses("Comment").await;
        amira.is_told("Your comment is up.").await;
        let comment = format!("{LINES} return lines(article(given[0]).querySelector(':scope > [part=body]'))");
        assert_eq!(amira.asks::<Value>(&comment, &[words.into()]).await, shown, "{width} px");
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_stands_beside_its_words_and_a_long_name_on_one_line() {
    let fixture = Fixture::open().await;
    fixture.porch.says(&["site", "set", "bakery", "repeats=off"]).await;
    let page = fixture.shows("/rye", Page::plain().right_to_left());
    let long = "Wilhelmina van den Bergh of the Mill by the River in the Valley";
    let marta = fixture.neighbour("Marta");
    let mut to = fixture.neighbour(long).says(&page, "How sour is it?").await;
    for depth in 0..3 {
        to = fixture.neighbour(long).answers(&page, &to, &format!("And at depth {depth}?")).await;
    }
    marta.answers(&page, &to, "Very sour").await;
    let amira = fixture.visitor_with(&Look { width: 320, height: 640, ..Look::default() }).await;
    amira.goes(&page).await;
    amira.arrives().await;
    let name = "const at = article('Very sour'), to = at.querySelector('.replied-author'), head = at.querySelector('.comment-head').getBoundingClientRect(); \
                const name = to.querySelector('bdi'); \
                return shown(to) && name.scrollWidth > name.clientWidth && to.getBoundingClientRect().height < 24 && head.height < 50";
    amira.until("the long name on one line", name, &[]).await;
    fixture.porch.says(&["site", "set", "bakery", "hold=all"]).await;
    amira.can_write().await;
    amira.begins_to_answer("And at depth 1").await;
    amira.types("It was black").await;
    amira.is_called("Amira").await;
    amira.sends_the_reply_to("And at depth 1").await;
    amira.is_told("Thank you, Amira.").await;
    let beside = "return all('.status-block').filter(shown).every((one) => { \
        const [picture, words] = [one.querySelector('svg'), one.querySelector('p')].map((part) => part.getBoundingClientRect()); \
        return picture.top < words.top + 8 && picture.bottom > words.top && picture.left >= words.right - 1; }) && all('.status-block').length";
    amira.until("the picture beside its words", beside, &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn comments_that_do_not_load_say_so_in_a_block_like_the_others() {
    let fixture = Fixture::open().await;
    for page in [fixture.page("/rye"), fixture.shows("/turned", Page::plain().right_to_left())] {
        let amira = fixture.visitor_with(&Look { width: 320, height: 640, ..Look::default() }).await;
        amira.never_gets("*/fragment*").await;
        amira.goes(&page).await;
        let block = "const box = root.querySelector('.failed'), picture = box?.querySelector('svg').getBoundingClientRect(); \
            if (!box) return false; \
            const said = box.querySelector('span').getBoundingClientRect(), again = box.querySelector('button').getBoundingClientRect(); \
            const turned = document.dir === 'rtl'; \
            return again.height <= 33 && picture.height === 20 && Math.abs(picture.top - said.top) < 8 \
              && (turned ? picture.left >= said.right - 1 : picture.right <= said.left + 1)";
        amira.until("the block", block, &[]).await;
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_of_this_year_is_said_without_the_year() {
    let fixture = Fixture::open().await;
    for days in [10, 400] {
        let later = format!(
            "<script>{{ const Real = Date, ahead = {days} * 864e5; globalThis.Date = class extends Real {{ \
             constructor(...at) {{ at.length ? super(...at) : super(Real.now() + ahead); }} \
             static now() {{ return Real.now() + ahead; }} }}; }}</script>"
        );
        let page = fixture.shows(&format!("/rye-{days}"), Page::plain().beginning_with(&later));
        fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
        let amira = fixture.visitor_at(&page).await;
        let said = "const time = root.querySelector('.comment-head time'), posted = new Date(time.dateTime).getFullYear(); \
                    return [time.textContent.includes(posted), posted !== new Date().getFullYear(), /\\d/.test(time.textContent)]";
        let [year, other, day]: [bool; 3] = amira.asks(said, &[]).await;
        assert!(day && year == other, "after {days} days");
    }
    fixture.closes().await;
}
