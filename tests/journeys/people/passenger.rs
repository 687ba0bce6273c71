//! Somebody on a site whose router makes one page of another and keeps the element: what stands there is of the address.

use serde_json::{Value, json};

use crate::fixture::{Fate, Fixture, Gate, Page, Visitor, until};

/// Three pages, each with words that name it.
async fn furnished(fixture: &Fixture) -> [String; 3] {
    let marta = fixture.neighbour("Marta");
    let pages = ["/rye", "/wheat", "/spelt"].map(|path| fixture.page(path));
    for page in &pages {
        marta.says(page, &format!("This is about {}.", name(page))).await;
    }
    pages
}

/// What the words of a page call it.
fn name(page: &str) -> &str {
    page.rsplit('/').next().unwrap()
}

/// What a router does: another address, and nothing is loaded.
async fn is_taken(person: &Visitor, how: &str, to: &str) {
    person.asks::<Value>(&format!("{how}; return 1"), &[to.into()]).await;
}

const PUSHES: &str = "history.pushState({}, '', given[0])";

/// Waits until the words of this page stand there, and no others.
async fn reads_of(person: &Visitor, page: &str) {
    let look = "return thread.state === 'ready' && !!article(given[0]) && \
                articles().filter((one) => words(one).startsWith('This is about')).length === 1";
    person.until(&format!("the words of {page}"), look, &[format!("about {}.", name(page)).into()]).await;
}

async fn wanders_by_router(fixture: &Fixture, amira: &Visitor, [rye, wheat, spelt]: &[String; 3]) {
    let marta = fixture.neighbour("Marta");
    amira.goes(rye).await;
    reads_of(amira, rye).await;
    amira.can_write().await;
    amira.writes("Half a sentence about rye").await;
    is_taken(amira, PUSHES, wheat).await;
    reads_of(amira, wheat).await;
    let empty = "return composer()?.elements.body.value === ''";
    amira.until("a field without the words for the page before", empty, &[]).await;
    amira.shares("Amira", "This one is for wheat").await;
    let counts = async || (marta.reads(rye).await.total, marta.reads(wheat).await.total);
    assert_eq!(counts().await, (1, 2));

    // The draft has stayed with its page.
    is_taken(amira, "history.back()", rye).await;
    reads_of(amira, rye).await;
    let kept = "return composer()?.elements.body.value === 'Half a sentence about rye'";
    amira.until("the half sentence", kept, &[]).await;
    is_taken(amira, "history.replaceState({}, '', given[0])", spelt).await;
    reads_of(amira, spelt).await;
    amira.shares("Amira", "This one is for spelt").await;
    assert_eq!(counts().await, (1, 2));
    assert_eq!(marta.reads(spelt).await.total, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kept_element_shows_the_page_of_the_address_and_writes_to_it() {
    let fixture = Fixture::open().await;
    let pages = furnished(&fixture).await;
    let amira = fixture.visitor().await;
    wanders_by_router(&fixture, &amira, &pages).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_that_reports_no_address_changes_is_followed_too() {
    let fixture = Fixture::open().await;
    let pages = furnished(&fixture).await;
    let old = "<script>globalThis.navigation = undefined; globalThis.push = history.pushState</script>";
    for path in ["/rye", "/wheat", "/spelt"] {
        fixture.shows(path, Page::plain().beginning_with(old));
    }
    let amira = fixture.visitor().await;
    wanders_by_router(&fixture, &amira, &pages).await;
    let untouched = "return !globalThis.navigation && history.pushState === push";
    assert!(amira.asks::<bool>(untouched, &[]).await, "the page's own history is as it was");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_canonical_address_counts_once_it_is_of_this_page() {
    let fixture = Fixture::open().await;
    let [rye, wheat, spelt] = furnished(&fixture).await;
    let named = format!("<link rel=\"canonical\" href=\"{rye}\">");
    fixture.shows("/print/rye", Page::plain().beginning_with(&named));
    let amira = fixture.visitor().await;
    amira.goes(&fixture.page("/print/rye")).await;
    reads_of(&amira, &rye).await;
    // A question in the address asks the same page, where its canonical address knows of none.
    is_taken(&amira, PUSHES, &fixture.page("/print/rye?sort=new")).await;
    reads_of(&amira, &rye).await;
    // The name of the page before is not this page's.
    is_taken(&amira, PUSHES, &wheat).await;
    reads_of(&amira, &wheat).await;
    // A router may name the page a while after its address, as soon as its words have come.
    is_taken(&amira, PUSHES, &fixture.page("/print/spelt")).await;
    amira.until("the page without a name", "return thread.state === 'empty'", &[]).await;
    let names = "document.title = 'Spelt'; document.querySelector('[rel=canonical]').href = given[0]";
    is_taken(&amira, names, &spelt).await;
    reads_of(&amira, &spelt).await;
    amira.shares("Amira", "This one is for spelt").await;
    assert_eq!(fixture.neighbour("Marta").reads(&spelt).await.total, 2);
    // Back where the first name was right.
    is_taken(&amira, "history.go(-3)", &rye).await;
    is_taken(&amira, "document.querySelector('[rel=canonical]').href = given[0]", &rye).await;
    reads_of(&amira, &rye).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_anchor_or_a_note_in_the_address_changes_nothing() {
    let fixture = Fixture::open().await;
    let [rye, wheat, _] = furnished(&fixture).await;
    let amira = fixture.visitor().await;
    amira.goes(&rye).await;
    reads_of(&amira, &rye).await;
    amira.can_write().await;
    amira.writes("Half a sentence").await;
    // That nothing comes of it can only be seen a while later.
    let notes = "const section = root.querySelector('section'), pause = () => new Promise((go) => setTimeout(go, 400)); \
                 location.hash = 'oven'; await pause(); \
                 history.pushState({}, '', '#crust'); await pause(); \
                 history.replaceState({}, '', '?tab=2'); document.title = 'Crust'; await pause(); \
                 return section === root.querySelector('section') && composer().elements.body.value === 'Half a sentence'";
    assert!(amira.asks::<bool>(&format!("return (async () => {{ {notes} }})()"), &[]).await);
    // What leads to a comment does.
    let first = fixture.neighbour("Marta").reads(&wheat).await.comments.remove(0);
    is_taken(&amira, PUSHES, &format!("{wheat}#{}", first.id.anchor())).await;
    reads_of(&amira, &wheat).await;
    amira.until("the comment of the link", "return root.activeElement === articles()[0]", &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_its_owner_names_follows_that_name_alone() {
    let fixture = Fixture::open().await;
    let [rye, wheat, _] = furnished(&fixture).await;
    let marta = fixture.neighbour("Marta");
    for path in ["#!/oven", "#!/shop"] {
        marta.tries(json!({ "page": path, "name": "Marta", "body": format!("This is about {}.", name(path)) })).await;
    }
    let by_hash = "<script>addEventListener('hashchange', () => { \
                   document.querySelector('porch-thread').page = location.hash; })</script>";
    let app = fixture
        .shows("/app", Page::plain().beginning_with(by_hash).holding("<porch-thread page=\"#!/oven\"></porch-thread>"));
    let amira = fixture.visitor().await;
    amira.goes(&format!("{app}#!/oven")).await;
    reads_of(&amira, "#!/oven").await;
    is_taken(&amira, "location.hash = given[0]", "#!/shop").await;
    reads_of(&amira, "#!/shop").await;
    is_taken(&amira, "history.back()", "").await;
    reads_of(&amira, "#!/oven").await;
    // An address changes nothing here, until nobody names the page any more.
    is_taken(&amira, PUSHES, &rye).await;
    is_taken(&amira, "thread.removeAttribute('page')", "").await;
    reads_of(&amira, &rye).await;
    is_taken(&amira, PUSHES, &wheat).await;
    reads_of(&amira, &wheat).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_on_their_way_arrive_at_the_page_that_they_were_written_for() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let [rye, wheat, _] = furnished(&fixture).await;
    let gate = Gate::closed();
    fixture.road().always("POST", "/comments", Fate::Held(gate.clone()));
    let amira = fixture.visitor().await;
    amira.goes(&rye).await;
    reads_of(&amira, &rye).await;
    amira.sends("Amira", "This one is for rye").await;
    fixture.road().comes("POST", "/comments").await;
    is_taken(&amira, PUSHES, &wheat).await;
    reads_of(&amira, &wheat).await;
    gate.opens();
    let marta = fixture.neighbour("Marta");
    until("the words at their page", async || (marta.reads(&rye).await.total == 2).then_some(())).await;
    is_taken(&amira, "history.back()", "").await;
    reads_of(&amira, &rye).await;
    amira.sees("This one is for rye").await;
    assert_eq!((marta.reads(&rye).await.total, marta.reads(&wheat).await.total), (2, 1));
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_is_named_and_noted_in_one_go_is_shown_by_its_name() {
    let fixture = Fixture::open().await;
    let [rye, wheat, _] = furnished(&fixture).await;
    let named = format!("<link rel=\"canonical\" href=\"{rye}\">");
    fixture.shows("/print/rye", Page::plain().beginning_with(&named));
    let amira = fixture.visitor().await;
    amira.goes(&fixture.page("/print/rye")).await;
    reads_of(&amira, &rye).await;
    is_taken(&amira, PUSHES, &fixture.page("/print/wheat")).await;
    amira.until("the page without a name", "return thread.state === 'empty'", &[]).await;
    // As the router of a documentation site does: its new page, and where that is scrolled to, noted in the same address.
    let arrives = "document.querySelector('[rel=canonical]').href = given[0]; history.replaceState({ top: 0 }, '')";
    is_taken(&amira, arrives, &wheat).await;
    reads_of(&amira, &wheat).await;
    amira.shares("Amira", "This one is for wheat").await;
    assert_eq!(fixture.neighbour("Marta").reads(&wheat).await.total, 2);
    fixture.closes().await;
}
