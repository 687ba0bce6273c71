//! Somebody who comes to a conversation, or a branch of one, that has come to rest, or is there when it does.

use crate::fixture::{Fixture, Visitor};

const QUESTION: &str = "Which bread did you try?";
const RULE: &str = "be concrete";
const AT_REST: &str = "Comments are closed.";

/// Waits until a text stands nowhere that anybody could see.
async fn is_not_told(person: &Visitor, text: &str) {
    let look =
        "return !all('p, li, span, form, label').some((one) => shown(one) && one.textContent.includes(given[0]))";
    person.until(&format!("{text:?} to go"), look, &[text.into()]).await;
}

/// Nothing asks for words, and what was said can be read.
async fn sees_it_at_rest(person: &Visitor) {
    person.is_told(AT_REST).await;
    for inviting in [QUESTION, RULE, "What would you like to say"] {
        is_not_told(person, inviting).await;
    }
    let closed = "return !thread || thread.state === 'closed'";
    person.until("the state that the page is told", closed, &[]).await;
}

/// Something asks for words, and somewhere they can be written.
async fn sees_it_open(person: &Visitor) {
    is_not_told(person, AT_REST).await;
    for inviting in [QUESTION, RULE] {
        // The rules come with the card, once it is touched.
        let look = "composer()?.elements.body.focus(); \
                    return all('p, li').some((one) => shown(one) && one.textContent.includes(given[0]))";
        person.until(inviting, look, &[inviting.into()]).await;
    }
    person.until("the field", "return shown(composer()?.elements.body)", &[]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_no_words_are_taken_nothing_asks_for_any_until_it_opens_again() {
    let fixture = Fixture::open().await;
    fixture.porch.says(&["welcome", "--site", "bakery", "--question", QUESTION, "--rule", RULE]).await;
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    // One has the widget and half a sentence, one only reads, and one looks at a page where nobody has spoken.
    let (ben, amira, noor) = (fixture.visitor().await, fixture.visitor().await, fixture.visitor().await);
    amira.never_gets("*.wasm").await;
    for (person, page) in [(&ben, &page), (&amira, &page), (&noor, &fixture.page("/wheat"))] {
        person.goes(page).await;
        person.arrives().await;
        person.listens().await;
        sees_it_open(person).await;
    }
    ben.can_write().await;
    ben.writes("Half a sentence").await;

    let closes: [&[&str]; 2] = [&["page", "close", &page, "--site", "bakery"], &["site", "set", "bakery", "closed=on"]];
    let opens: [&[&str]; 2] = [&["page", "open", &page, "--site", "bakery"], &["site", "set", "bakery", "closed=off"]];
    for (whole, (close, open)) in closes.into_iter().zip(opens).enumerate() {
        fixture.porch.says(close).await;
        sees_it_at_rest(&ben).await;
        sees_it_at_rest(&amira).await;
        if whole == 1 {
            sees_it_at_rest(&noor).await;
        }
        let late = fixture.visitor().await;
        late.goes(&page).await;
        late.arrives().await;
        sees_it_at_rest(&late).await;
        late.sees("Ask us about rye").await;
        late.listens().await;
        fixture.porch.says(open).await;
        for person in [&ben, &amira, &noor, &late] {
            sees_it_open(person).await;
        }
        late.shares("Late", &format!("Open again, {whole}")).await;
    }
    let kept = "return composer()?.elements.body.value === 'Half a sentence'";
    ben.until("the half sentence", kept, &[]).await;
    ben.is_called("Ben").await;
    ben.presses("Comment").await;
    ben.is_told("Your comment is up.").await;
    fixture.closes().await;
}

/// Whether a comment offers a reply.
async fn may_answer(person: &Visitor, said: &str, may: bool) {
    let look = "const at = article(given[0]); return at && !!button('Reply', at) === given[1]";
    person.until(&format!("{said:?} to be answered: {may}"), look, &[said.into(), may.into()]).await;
}

/// Where the branch begins that rests, it says until when, by the clock of whoever reads; on another day, with that day.
async fn sees_a_branch_at_rest(person: &Visitor, begins: &str) {
    let look = r"
        const begins = articles().find((one) => one.textContent.includes(given[0]));
        const [line] = all('.reply-pause', begins), [time] = all('time', line), until = time && new Date(time.dateTime);
        if (!line || !shown(line) || !(until > Date.now())) return false;
        const clock = until.toLocaleString('en', { hour: 'numeric', minute: '2-digit' });
        const day = until.toLocaleString('en', { weekday: 'long' }), other = until.toDateString() !== new Date().toDateString();
        const [said] = line.textContent.match(/^Replies paused until (.+)\. You can still read everything\.$/)?.slice(1) ?? [];
        return said && (other ? said.startsWith(day) && said.endsWith(clock) : said === clock)";
    person.until("the branch at rest", look, &[begins.into()]).await;
}

/// A stub has a grey disc without a letter, and no name.
async fn is_nobodys(person: &Visitor, said: &str) {
    let look = "const at = articles().find((one) => one.querySelector(':scope > .comment-stub')?.textContent.includes(given[0])); \
                if (!at || at.dataset.m != null || at.ariaLabel) return false; \
                const { content, backgroundColor } = getComputedStyle(at, '::before'), probe = root.querySelector('section').appendChild(document.createElement('i')); \
                probe.style.background = 'color-mix(in oklab, var(--_text) 9%, transparent)'; \
                const grey = getComputedStyle(probe).backgroundColor; probe.remove(); \
                return content.startsWith('\"\"') && backgroundColor === grey";
    person.until("a stub that is nobody's", look, &[said.into()]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_branch_at_rest_says_so_where_one_would_answer_and_takes_answers_again() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let (sam, noor) = (fixture.neighbour("Sam"), fixture.neighbour("Noor"));
    let hot = sam.says(&page, "Your baker is a fool").await;
    noor.answers(&page, &hot, "So are you").await;
    sam.says(&page, "How sour is it?").await;
    let ben = fixture.visitor().await;
    ben.goes(&page).await;
    ben.arrives().await;
    ben.listens().await;
    ben.can_write().await;
    may_answer(&ben, "So are you", true).await;

    let id = hot.comment.id.to_string();
    fixture.porch.says(&["comment", "pause", &id, "--for", "30m"]).await;
    let late = fixture.visitor().await;
    late.goes(&page).await;
    late.arrives().await;
    for person in [&ben, &late] {
        sees_a_branch_at_rest(person, "is a fool").await;
        for (said, may) in [("is a fool", false), ("So are you", false), ("How sour", true)] {
            may_answer(person, said, may).await;
        }
    }
    fixture.porch.says(&["comment", "remove", &id, "--why", "unkind"]).await;
    let later = fixture.visitor().await;
    later.goes(&page).await;
    later.arrives().await;
    for person in [&ben, &late, &later] {
        sees_a_branch_at_rest(person, "Removed by the team: unkind").await;
        is_nobodys(person, "Removed by the team: unkind").await;
        may_answer(person, "So are you", false).await;
    }
    fixture.porch.says(&["comment", "restore", &id]).await;
    fixture.porch.says(&["comment", "pause", &id, "--for", "0m"]).await;
    for person in [&ben, &late] {
        is_not_told(person, "Replies paused").await;
        may_answer(person, "So are you", true).await;
    }
    // Across midnight the hour alone would be that of another day.
    fixture.porch.says(&["comment", "pause", &id, "--for", "25h"]).await;
    for person in [&ben, &late] {
        sees_a_branch_at_rest(person, "is a fool").await;
    }
    assert!(
        ben.asks::<bool>("return new Date(thread.summary.lastAt) < Date.now()", &[]).await,
        "nobody spoke tomorrow"
    );
    fixture.porch.says(&["comment", "pause", &id, "--for", "0m"]).await;
    is_not_told(&late, "Replies paused").await;
    may_answer(&late, "So are you", true).await;
    late.answers("So are you", "Late", "Good morning, both").await;
    // One's own, too, while replies keep its place.
    ben.presses("1 new comment").await;
    ben.answers("Good morning, both", "Ben", "Likewise").await;
    late.listens().await;
    late.presses("1 new comment").await;
    late.withdraws("Good morning, both").await;
    is_nobodys(&late, "You deleted this comment.").await;
    is_nobodys(&ben, "The author deleted this comment.").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_rule_is_told_to_whoever_is_there_before_they_write() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.listens().await;
    amira.can_write().await;
    amira.writes("Half a sentence").await;
    amira.is_told("Usually everyone can see this at once.").await;
    for (rule, said) in [
        ("hold=all", "Everyone can see this once the team has read it."),
        ("hold=first", "Everyone can see this once the team has read it: it is your first comment here."),
        ("hold=off", "Usually everyone can see this at once."),
    ] {
        fixture.porch.says(&["site", "set", "bakery", rule]).await;
        amira.is_told(said).await;
    }
    fixture.closes().await;
}

/// How many seconds are left, as a comment of one's own says it.
const LEFT: &str = "return Number(all('article .status-block').map((one) => one.textContent.match(/in (\\d+) seconds/)?.[1]).find(Boolean) ?? 0)";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_seconds_of_a_slow_page_are_counted_down() {
    let fixture = Fixture::open().await;
    fixture.porch.says(&["site", "set", "bakery", "slow=60"]).await;
    let page = fixture.page("/rye");
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.shares("Amira", "How sour is it?").await;
    // Before anything is refused, below the card: again and again fewer, and nobody has them read out.
    amira.clicks("the row", "return composer().elements.body", &[]).await;
    let next = "const one = composer().querySelector('.visibility-line'), left = shown(one) && !one.closest('[aria-live], [role=status]') \
                && one.textContent.match(/^One moment: you can send this in (\\d+) seconds/); \
                return left && +left[1] < (given[0] ?? 61) && left[1]";
    let first = amira.until("the seconds below the card", next, &[]).await;
    let first: u32 = first.as_str().unwrap().parse().unwrap();
    amira.until("fewer seconds below the card", next, &[first.into()]).await;
    amira.sends("Amira", "And the crust?").await;
    amira.is_told("One moment: you can send this in").await;
    amira.until("nothing to press in vain", "return !button('Try again')", &[]).await;
    let there = format!("return (() => {{ {LEFT} }})() || null");
    let first = amira.until("the seconds at the comment", &there, &[]).await.as_u64().unwrap();
    assert!((2..=60).contains(&first), "{first}");
    let fewer = format!("const left = (() => {{ {LEFT} }})(); return left > 0 && left < given[0] - 1");
    amira.until("fewer seconds", &fewer, &[first.into()]).await;
    // Nobody has them all read out.
    let calm = "const one = all('article .status-block').find((one) => /in \\d+ seconds/.test(one.textContent)); \
                return one.ariaLive === (/0 seconds/.test(one.textContent) ? null : 'off')";
    amira.until("a calm count", calm, &[]).await;
    amira.sees("And the crust?").await;
    fixture.closes().await;
}
