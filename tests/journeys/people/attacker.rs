//! Somebody who wants their words to be code, or a page that wants its readers' secrets.

use serde_json::{Value, json};

use crate::fixture::{Fixture, Neighbour, Page, Visitor, hostile, wxr};

/// Posts bodies; what the server finds too rich in links is posted in halves.
async fn posts_all(neighbour: &Neighbour, page: &str, bodies: Vec<String>) -> usize {
    let (mut left, mut posted) = (bodies, 0);
    while let Some(body) = left.pop() {
        if neighbour.tries(json!({ "page": page, "name": "Mallory", "title": body, "body": body })).await {
            posted += 1;
        } else if let Some(middle) = body[..body.floor_char_boundary(body.len() / 2)].rfind("\n\n") {
            left.extend([body[..middle].to_owned(), body[middle + 2..].to_owned()]);
        }
    }
    posted
}

/// Reads a page to its end, with the widget, and its talk's own page; nothing in them is more than words.
async fn reads_to_the_end(fixture: &Fixture, reader: &Visitor, page: &str) -> u64 {
    let own = [fixture.site.as_str(), fixture.talk.as_str(), "data:,"];
    reader.goes(page).await;
    reader.arrives().await;
    reader.sees_only_words(&own).await;
    reader.can_write().await;
    let more = "const more = all('.link-button').find(shown); if (more && more.ariaBusy !== 'true') more.click(); \
                return !more && articles().length === Number(root.querySelector('section').dataset.total)";
    reader.until("the whole conversation", more, &[]).await;
    let seen = reader.sees_only_words(&own).await;
    reader.goes(&format!("{}/c/bakery?page={page}", fixture.talk)).await;
    reader.sees_only_words(&own).await;
    seen
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_payload_of_our_own_runs_in_any_field() {
    let fixture = Fixture::open().await;
    let payloads = hostile::sample();
    let mallory = fixture.neighbour("Mallory");
    let (words, names, edits) = (fixture.page("/words"), fixture.page("/names"), fixture.page("/edits"));
    for payload in &payloads {
        // A field that refuses it is as good as one that shows it as words.
        mallory.tries(json!({ "page": words, "name": "Mallory", "title": payload, "body": payload })).await;
        mallory.tries(json!({ "page": names, "name": payload, "body": "My name says it all" })).await;
        let linked = format!("[a]({payload}) <{payload}> ![b]({payload})\n\n[c]\n\n[c]: {payload}");
        mallory.tries(json!({ "page": words, "name": "Mallory", "body": linked })).await;
    }
    let reader = fixture.visitor().await;
    reader.goes(&edits).await;
    reader.arrives().await;
    reader.shares("Mallory", "Nothing to see yet").await;
    for payload in &payloads {
        let harmless = mallory.says(&edits, "Nothing to see here").await.comment;
        mallory.tries_to_edit(harmless.id, harmless.version, payload).await;
    }
    fixture.lets_everything_in().await;
    let all = "all('button').find((one) => one.textContent.includes('new comment'))?.click(); \
               return articles().length === given[0]";
    reader.until("the edited comments", all, &[json!(payloads.len() + 1)]).await;
    let own = [fixture.site.as_str(), fixture.talk.as_str(), "data:,"];
    assert!(reader.sees_only_words(&own).await > 3);
    for page in [&words, &names, &edits] {
        assert!(reads_to_the_end(&fixture, &reader, page).await > 3);
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_payload_of_our_own_runs_after_an_import() {
    let fixture = Fixture::open().await;
    imports(&fixture, &hostile::sample()).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_collected_payload_runs() {
    let Some(payloads) = hostile::collected() else { return };
    let fixture = Fixture::open().await;
    let mallory = fixture.neighbour("Mallory");
    let reader = fixture.visitor().await;
    for (number, part) in payloads.chunks(2_400).enumerate() {
        let page = fixture.page(&format!("/collected/{number}"));
        let posted = posts_all(&mallory, &page, hostile::joined(part, 7_000)).await;
        assert!(posted > 5, "only {posted} bodies came in");
        fixture.lets_everything_in().await;
        assert_eq!(reads_to_the_end(&fixture, &reader, &page).await, posted as u64);
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_collected_payload_runs_as_a_link_a_name_or_an_import() {
    let Some(payloads) = hostile::collected() else { return };
    let fixture = Fixture::open().await;
    let mallory = fixture.neighbour("Mallory");
    let reader = fixture.visitor().await;
    // Each tenth as a link and a name: the lists repeat themselves.
    let page = fixture.page("/links");
    for four in payloads.iter().step_by(10).collect::<Vec<_>>().chunks(4) {
        let body = four.iter().map(|payload| format!("[a]({payload})")).collect::<Vec<_>>().join("\n\n");
        mallory.tries(json!({ "page": page, "name": four[0], "body": body })).await;
        mallory.tries(json!({ "page": page, "name": "Mallory", "body": body })).await;
    }
    fixture.lets_everything_in().await;
    assert!(reads_to_the_end(&fixture, &reader, &page).await > 50);
    imports(&fixture, &hostile::joined(&payloads, 2_000)).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn beside_a_link_that_says_another_address_a_reader_sees_the_real_one() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/bank");
    let words = "Log in at [https://bank.example/login](https://evil.example/x) now";
    fixture.neighbour("Mallory").says(&page, words).await;
    fixture.lets_everything_in().await;
    let reader = fixture.visitor().await;
    reader.goes(&page).await;
    reader.arrives().await;
    let seen = "const link = root.querySelector('a[rel~=ugc]'); \
                return link?.parentElement.innerText === 'Log in at https://bank.example/login (evil.example) now' \
                && link.innerText === 'https://bank.example/login' && link.rel.includes('noreferrer')";
    reader.until("the real host in what the server rendered", seen, &[]).await;
    reader.can_write().await;
    reader.until("the real host in what the widget took over", seen, &[]).await;
    fixture.closes().await;
}

/// Brings payloads along from another system, as HTML, which is the way they want to go.
async fn imports(fixture: &Fixture, payloads: &[String]) {
    let page = fixture.page("/imported");
    let comments: Vec<_> =
        payloads.iter().map(|payload| (payload.chars().take(60).collect(), payload.clone())).collect();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), wxr::export(&page, &payloads[0], &comments)).unwrap();
    fixture.porch.says(&["import", "--site", "bakery", "wordpress", file.path().to_str().unwrap()]).await;
    let reader = fixture.visitor().await;
    let seen = reads_to_the_end(fixture, &reader, &page).await;
    assert!(seen > payloads.len() as u64 / 2, "only {seen} of {} came in", payloads.len());
}

/// A page that listens to everything its scripts can reach.
const EVIL: &str = "<script>
globalThis.loot = [];
const real = fetch;
globalThis.fetch = async (...asked) => {
  const answer = await real(...asked);
  const headers = asked[1]?.headers ? [...new Headers(asked[1].headers)] : [];
  loot.push(JSON.stringify([String(asked[0]?.url ?? asked[0]), headers, String(asked[1]?.body), [...answer.headers], await answer.clone().text()]));
  return answer;
};
for (const name of ['instantiate', 'instantiateStreaming']) {
  const start = WebAssembly[name];
  WebAssembly[name] = (...asked) => { loot.push(`started: ${Object.keys(asked[1] ?? {})}`); return start(...asked); };
}
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) { return (globalThis.inside = attach.call(this, init)); };
</script>";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_evil_page_learns_no_secret_of_its_readers() {
    let fixture = Fixture::open().await;
    let page = fixture.shows("/evil", Page::plain().beginning_with(EVIL));
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.shares("Amira", "How sour is it?").await;
    amira.edits("How sour", "How sour is the rye?").await;
    let dump =
        "return JSON.stringify([loot, { ...localStorage }, { ...sessionStorage }, document.cookie, inside.innerHTML])";
    let loot: String = amira.asks(dump, &[]).await;
    assert!(loot.contains("How sour is the rye?"), "it did listen");
    let cookies = amira.driver.cdp().send_raw("Storage.getCookies", json!({})).await.unwrap();
    let secret = cookies["cookies"].as_array().unwrap().iter().find(|cookie| cookie["name"] == "__Host-porch").unwrap();
    assert_eq!(secret["httpOnly"], json!(true));
    assert!(!loot.contains(secret["value"].as_str().unwrap()), "the guest's secret leaked");

    // What was overheard can be sent again, from anywhere; it makes nobody the one who wrote it.
    let overheard: Vec<String> =
        amira.asks("return loot.filter((line) => line.includes('idempotency-key'))", &[]).await;
    assert!(overheard.len() >= 2, "the post and the edit");
    for line in &overheard {
        let Ok((url, headers, body, ..)) =
            serde_json::from_str::<(String, Vec<(String, String)>, String, Value, Value)>(line)
        else {
            continue;
        };
        let given = fixture.neighbour("Mallory").repeats(&url, &headers, body).await;
        assert_eq!(given, None, "the guest's cookie was given away by {url}");
    }

    // Without the cookie, nothing of the loot changes a word.
    let posted = fixture.neighbour("Marta").reads(&page).await.comments.remove(0);
    let stranger = fixture.neighbour("Mallory");
    assert!(!stranger.tries_to_edit(posted.id, posted.version, "I am somebody else").await);
    fixture.closes().await;
}
