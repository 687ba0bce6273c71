//! Somebody of the business, who reads first comments on a phone and answers them.

use crate::fixture::{Fate, Fixture, Gate, Look, Visitor, axe};

/// What stands for the whole page here: the dashboard has no shadow root. What is hidden at this width is not pressed, and
/// the comment that is open stands with its bar beside or instead of its list.
pub(super) const AT: &str = "const seen = (one) => one.getClientRects().length > 0;
     const named = (label) => (one) => seen(one) && one.textContent.trim().startsWith(label);
     const press = (label, within = document) => all('button, [role=menuitem]', within).find(named(label));
     const open = () => all('.detail', document).find((one) => seen(one) && one.querySelector('.this'));
     const card = (said) => { const at = open(); if (at?.querySelector('.this').textContent.includes(said)) return at;
       return all('.page article', document).find((one) => one.textContent.includes(said)); };
     const row = (said) => all('.entry', document).find((one) => one.textContent.includes(said))?.querySelector('.brief');
     const menu = (within) => all('[aria-haspopup=menu][aria-expanded=false]', within).find(seen);";

pub(super) async fn presses(host: &Visitor, label: &str) {
    host.clicks(label, &format!("{AT} return press(given[0])"), &[label.into()]).await;
}

/// Presses what begins like this at the comment that says this; opens it first, and its menu, where that is needed.
pub(super) async fn presses_at(host: &Visitor, said: &str, label: &str) {
    let look = format!(
        "{AT} const at = card(given[0]); if (!at) {{ row(given[0])?.click(); return null; }}
         const found = press(given[1], at); if (!found) menu(at)?.click(); return found"
    );
    host.clicks(&format!("{label} at {said}"), &look, &[said.into(), label.into()]).await;
}

/// Opens the comment that says this.
pub(super) async fn opens(host: &Visitor, said: &str) {
    let look = format!("{AT} if (card(given[0])) return true; row(given[0])?.click(); return false");
    host.until(&format!("{said} to be open"), &look, &[said.into()]).await;
}

/// Goes to a view by the navigation, or by the tabs of a phone: out of an open comment first, and into what the tabs have no
/// room for.
pub(super) async fn goes_to(host: &Visitor, view: &str) {
    let look = format!(
        "{AT} const ways = all('nav a, nav [role=menuitem]', document).filter(seen);
         const way = (label) => ways.find((one) => one.textContent.replace(/^[0-9]+/, '').trim().startsWith(label));
         const found = way(given[0]); if (found) return found;
         const on = all('.backbar', document).find(seen) ?? way('Settings') ?? menu(document.querySelector('.tabsbar'));
         on?.click(); return null"
    );
    host.clicks(view, &look, &[view.into()]).await;
}

pub(super) async fn signs_out(host: &Visitor) {
    let look = format!(
        "{AT} const out = press(given[0]); if (out) return out;
         (all('.backbar, .account', document).find(seen) ?? menu(document.querySelector('.tabsbar')))?.click(); return null"
    );
    host.clicks("the way out", &look, &["Sign out".into()]).await;
}

/// Waits until somebody is in: `name, role`.
pub(super) async fn is_in(host: &Visitor, who: &str) {
    let look = "const me = document.querySelector('.account > span:not(.avatar)'); return me?.textContent.toLowerCase() === given[0]";
    host.until(who, look, &[who.replace(", ", "").to_lowercase().into()]).await;
}

/// Waits until a list has a comment that says this, whether or not it is in sight.
pub(super) async fn lists(host: &Visitor, said: &str) {
    host.until(said, &format!("{AT} return !!row(given[0])"), &[said.into()]).await;
}

/// Opens the comment that says this, and puts the focus into the field for a reply.
pub(super) async fn replies_at(host: &Visitor, said: &str) {
    opens(host, said).await;
    let look = format!("{AT} return all('textarea', open())[0]");
    host.clicks("the field for a reply", &look, &[]).await;
}

pub(super) async fn hears(host: &Visitor, words: &str) {
    host.until(words, "return document.body.innerText.includes(given[0])", &[words.into()]).await;
}

/// Every room is whole on a phone, and nothing in it is a barrier.
pub(super) async fn is_whole(host: &Visitor) {
    let wide = "return document.documentElement.scrollWidth <= innerWidth";
    host.until("nothing to hang over the edge", wide, &[]).await;
    let axe = axe::source();
    host.finds_no_barrier(axe).await;
}

/// Signs in to the dashboard on a phone.
pub(super) async fn comes_in(fixture: &Fixture, name: &str) -> Visitor {
    let said = fixture.porch.says(&["token", "--site", "bakery", "--name", name, "--role", "owner"]).await;
    let link = said.lines().find(|line| line.starts_with("http")).unwrap().to_owned();
    let host = fixture.visitor_with(&Look { width: 360, height: 740, ..Look::default() }).await;
    host.goes(&link).await;
    presses(&host, "Sign in").await;
    is_in(&host, &format!("{name}, owner")).await;
    assert!(!host.asks::<String>("return location.href", &[]).await.contains("enter"), "the link is in no history");
    host
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_that_was_used_is_refused_and_each_time_that_is_said_anew() {
    let fixture = Fixture::open().await;
    let said = fixture.porch.says(&["token", "--site", "bakery", "--name", "Marta"]).await;
    let link = said.lines().find(|line| line.starts_with("http")).unwrap();
    let [marta, other] = [fixture.visitor().await, fixture.visitor().await];
    for person in [&marta, &other] {
        person.goes(link).await;
    }
    presses(&marta, "Sign in").await;
    is_in(&marta, "Marta, owner").await;
    let listen = "const said = document.querySelector('main [role=status]'); globalThis.told = 0; \
                  new MutationObserver(() => { if (said.textContent) told++; }).observe(said, { childList: true, subtree: true, characterData: true }); \
                  return 1";
    other.asks::<u32>(listen, &[]).await;
    for times in 1..=2 {
        presses(&other, "Sign in").await;
        // What does not change is not read out.
        other.until("the refusal", "return told === given[0]", &[times.into()]).await;
        hears(&other, "This link was used, or is too old. Ask for a new one.").await;
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_comment_is_let_in_from_a_phone_and_both_sides_see_it_live() {
    let fixture = Fixture::open().await;
    fixture.porch.says(&["site", "set", "bakery", "hold=first"]).await;
    let page = fixture.page("/rye");
    let ben = fixture.visitor().await;
    ben.goes(&page).await;
    ben.arrives().await;
    ben.listens().await;
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.sends("Amira", "How sour is it?").await;
    amira.is_told("Thank you, Amira.").await;
    assert_eq!(ben.reads().await, Vec::<String>::new());

    let marta = comes_in(&fixture, "Marta").await;
    opens(&marta, "How sour").await;
    hears(&marta, "Held because it is Amira’s first comment. After one approval, Amira’s comments go up at once.")
        .await;
    let wide = "return document.documentElement.scrollWidth <= innerWidth";
    assert!(marta.asks::<bool>(wide, &[]).await, "nothing hangs over the edge");
    presses_at(&marta, "How sour", "Approve").await;
    hears(&marta, "Approved: Amira’s comment.").await;

    ben.is_told("1 new comment").await;
    ben.presses("1 new comment").await;
    ben.sees("How sour is it?").await;
    let up = "return article('How sour') && !article('How sour').part.contains('pending')";
    amira.until("her words to be up", up, &[]).await;

    goes_to(&marta, "Unanswered").await;
    replies_at(&marta, "How sour").await;
    marta.types("Quite, after three days.").await;
    presses(&marta, "Reply").await;
    hears(&marta, "Your reply is published.").await;
    hears(&marta, "Nobody is waiting.").await;
    amira.is_told("1 new comment").await;
    amira.presses("1 new comment").await;
    amira.sees("Quite, after three days.").await;
    let role = "return article('Quite').querySelector('.author-role')?.textContent";
    amira.settles("whose words they are", role, serde_json::json!("owner")).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_declined_hears_why_mends_it_and_may_ask_for_a_second_look() {
    let fixture = Fixture::open().await;
    fixture.porch.says(&["site", "set", "bakery", "hold=first"]).await;
    let page = fixture.page("/rye");
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.sends("Amira", "Your baker is a fool").await;
    amira.presses("Comment as it is").await;
    amira.is_told("Thank you, Amira.").await;
    let marta = comes_in(&fixture, "Marta").await;
    presses_at(&marta, "is a fool", "Decline").await;
    let look = "return document.querySelector('textarea')";
    let why = "Rule 2: about the bread, not the baker.";
    marta.finds("the field", look, &[]).await.send_keys(why).await.unwrap();
    presses_at(&marta, "is a fool", "Decline").await;
    hears(&marta, "Declined: Amira’s comment.").await;

    amira.reloads().await;
    amira.arrives().await;
    let why = "Not published, rule 2: about the bread, not the baker.";
    amira.is_told(why).await;
    amira.presses("Ask for a second look").await;
    amira.is_told("Marta will look at it once more.").await;
    amira.until("once to be enough", "return !button('Ask for a second look')", &[]).await;
    // The reason stays beside it, and both are there when she comes back.
    amira.is_told(why).await;
    amira.reloads().await;
    amira.arrives().await;
    amira.is_told(why).await;
    amira.is_told("Marta will look at it once more.").await;
    opens(&marta, "is a fool").await;
    hears(&marta, "Amira asks for a second look at this decision.").await;
    hears(&marta, "Marta declined it: Rule 2: about the bread, not the baker.").await;

    amira.presses("Edit and send again").await;
    let field = amira.finds("the field", "return article('is a fool')?.querySelector('textarea')", &[]).await;
    field.clear().await.unwrap();
    field.send_keys("Your crust is too dark for me").await.unwrap();
    amira.presses("Save").await;
    amira.is_told("Thank you.").await;
    hears(&marta, "Your crust is too dark").await;
    presses_at(&marta, "too dark", "Approve").await;
    let ben = fixture.visitor().await;
    ben.goes(&page).await;
    ben.sees("Your crust is too dark for me").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_decides_by_keys_alone_gives_a_reason_and_takes_it_back() {
    let fixture = Fixture::open().await;
    fixture.porch.says(&["site", "set", "bakery", "hold=all"]).await;
    let page = fixture.page("/rye");
    let amira = fixture.neighbour("Amira");
    for words in ["First words about rye", "Second words about spelt", "Third words about oats"] {
        amira.says(&page, words).await;
    }
    let marta = comes_in(&fixture, "Marta").await;
    hears(&marta, "Third words").await;
    marta.types("jjx").await;
    let typing = "return document.activeElement.localName === 'textarea' && document.activeElement.closest('.detail').textContent.includes('Second')";
    marta.until("the field for the reason", typing, &[]).await;
    marta.types("Which spelt?").await;
    // No key of the deed is in the words.
    marta.settles("the reason", "return document.activeElement.value", serde_json::json!("Which spelt?")).await;
    presses_at(&marta, "Second words", "Decline").await;
    hears(&marta, "Declined: Amira’s comment.").await;
    marta.until("it to go", "return !document.querySelector('main').innerText.includes('Second')", &[]).await;
    marta.types("u").await;
    hears(&marta, "Undone.").await;
    lists(&marta, "Second words").await;
    presses_at(&marta, "Third words", "Spam").await;
    marta.until("it to go", "return !document.querySelector('main').innerText.includes('Third')", &[]).await;
    presses(&marta, "Undo").await;
    lists(&marta, "Third words").await;
    let axe = axe::source();
    marta.finds_no_barrier(axe).await;
    let id: String = marta.asks(&format!("{AT} return row('Third').hash.split('/').pop()"), &[]).await;
    marta.goes(&format!("{}/healthz", fixture.talk)).await;
    marta.goes(&format!("{}/host/#comment={id}", fixture.talk)).await;
    marta.until("the comment of the mail", "return document.activeElement.textContent.includes('Third')", &[]).await;
    signs_out(&marta).await;
    hears(&marta, "You are not signed in.").await;
    marta.reloads().await;
    hears(&marta, "You are not signed in.").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_taken_back_before_the_list_came_anew_is_in_it_again() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    fixture.porch.says(&["site", "set", "bakery", "hold=all"]).await;
    fixture.neighbour("Amira").says(&fixture.page("/rye"), "How sour is it?").await;
    let marta = comes_in(&fixture, "Marta").await;
    hears(&marta, "How sour is it?").await;
    let gate = Gate::closed();
    fixture.road().always("GET", "/v1/host/to-read", Fate::Held(gate.clone()));
    presses_at(&marta, "How sour", "Approve").await;
    hears(&marta, "Approved: Amira’s comment.").await;
    marta.until("it to go", "return !document.querySelector('main').innerText.includes('How sour')", &[]).await;
    presses(&marta, "Undo").await;
    hears(&marta, "Undone.").await;
    gate.opens();
    hears(&marta, "How sour is it?").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_is_held_down_decides_about_one_comment() {
    let fixture = Fixture::open().await;
    fixture.porch.says(&["site", "set", "bakery", "hold=first"]).await;
    for (name, words) in [("Amira", "How sour is it?"), ("Noor", "When do you open on Sundays?")] {
        let visitor = fixture.visitor().await;
        visitor.goes(&fixture.page("/rye")).await;
        visitor.arrives().await;
        visitor.sends(name, words).await;
        visitor.is_told(&format!("Thank you, {name}.")).await;
    }
    let marta = comes_in(&fixture, "Marta").await;
    hears(&marta, "How sour is it?").await;
    hears(&marta, "When do you open").await;
    marta.types("j").await;
    opens(&marta, "How sour is it?").await;
    let hold = "for (let times = 0; times < 9; times++)
           document.body.dispatchEvent(new KeyboardEvent('keydown', { key: given[0], repeat: times > 0, bubbles: true }))";
    marta.asks::<()>(hold, &["a".into()]).await;
    hears(&marta, "Approved: Amira’s comment.").await;
    marta.until("the first one to go", "return all('.entry', document).length === 1", &[]).await;
    marta
        .asks::<()>(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', repeat: true, bubbles: true }))",
            &[],
        )
        .await;
    hears(&marta, "Approved: Amira’s comment.").await;
    hears(&marta, "When do you open").await;
    // What was let in can still be taken back.
    marta
        .asks::<()>("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'u', bubbles: true }))", &[])
        .await;
    marta.until("both of them", "return all('.entry', document).length === 2", &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_outlast_a_colleague_who_is_faster_and_a_line_that_is_down_puts_nobody_out() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let (amira, noor) = (fixture.neighbour("Amira"), fixture.neighbour("Noor"));
    let first = amira.says(&fixture.page("/rye"), "How sour is it?").await;
    noor.says(&fixture.page("/rye"), "When do you open?").await;
    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "Unanswered").await;
    hears(&marta, "How sour is it?").await;
    marta.types("jr").await;
    let field = "return document.activeElement.localName === 'textarea' && document.activeElement.closest('.detail').textContent.includes('How sour')";
    marta.until("the field for the answer", field, &[]).await;
    marta.types("Quite, after three").await;
    fixture.porch.says(&["comment", "remove", &first.comment.id.to_string(), "--why", "Twice"]).await;
    hears(&marta, "This comment is not on the list any more").await;
    is_whole(&marta).await;
    let kept = "return document.activeElement.value === 'Quite, after three'";
    assert!(marta.asks::<bool>(kept, &[]).await, "the words, and the focus on them");
    presses_at(&marta, "How sour", "Cancel").await;
    marta.until("it to go", "return !document.body.innerText.includes('How sour')", &[]).await;

    fixture.road().always("GET", "/v1/host/", Fate::Lost);
    hears(&marta, "The server can’t be reached just now.").await;
    hears(&marta, "When do you open?").await;
    fixture.road().is_free();
    let back = "return !document.body.innerText.includes('be reached just now')";
    marta.until("the server to be there again", back, &[]).await;
    fixture.road().always("GET", "/v1/host/", Fate::Lost);
    marta.reloads().await;
    hears(&marta, "The server can’t be reached just now.").await;
    is_whole(&marta).await;
    fixture.road().is_free();
    // It tries by itself as well, so the button may be gone.
    marta.asks::<()>("all('main.sign-in-page button', document)[0]?.click()", &[]).await;
    is_in(&marta, "Marta, owner").await;
    fixture.closes().await;
}
