//! Somebody who may put words, or elements without scripts, into a page, and would like to paint over it or to run code there.

use serde_json::{Value, json};

use crate::fixture::{Fixture, Page, Visitor};

/// A letter with that many marks above it, and one with as many below.
fn stacked(marks: usize) -> String {
    format!("o{}o{}", "\u{301}".repeat(marks), "\u{323}".repeat(marks))
}

/// How many pixels of a part of the page are not as white as it is, by what the browser has painted.
async fn painted(person: &Visitor, [x, y, width, height]: [f64; 4]) -> u64 {
    let clip = json!({ "x": x, "y": y, "width": width, "height": height, "scale": 1 });
    let shot = json!({ "format": "png", "clip": clip, "captureBeyondViewport": true });
    let shot = person.driver.cdp().send_raw("Page.captureScreenshot", shot).await.unwrap();
    let count = r"
        const image = new Image();
        image.src = `data:image/png;base64,${given[0]}`;
        return image.decode().then(() => {
          const { naturalWidth: width, naturalHeight: height } = image;
          const canvas = new OffscreenCanvas(width, height).getContext('2d');
          canvas.drawImage(image, 0, 0);
          const { data } = canvas.getImageData(0, 0, width, height);
          let dark = 0;
          for (let i = 0; i < data.length; i += 4) if (Math.min(data[i], data[i + 1], data[i + 2]) < 250) dark++;
          return dark;
        });";
    person.asks(count, &[shot["data"].clone()]).await
}

/// Where an element stands on the page.
async fn place(person: &Visitor, look: &str) -> [f64; 4] {
    let script = format!(
        "const {{ x, y, width, height }} = ({look}).getBoundingClientRect(); \
         return [x + scrollX, y + scrollY, width, height]"
    );
    person.asks(&script, &[]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_comment_paints_over_the_page_or_over_another_comment() {
    let fixture = Fixture::open().await;
    // Empty room above and below, which nobody else paints on.
    let white = "body { font-family: 'DejaVu Sans', sans-serif; margin: 0 300px; background: #fff } h1, p, #below { display: none } main { padding: 500px 0 }";
    let page = fixture.shows("/rye", Page::plain().styled(white));
    let marta = fixture.neighbour("Marta");
    let opening = marta.says(&page, "A quiet thought about rye.").await;
    let loud = stacked(60).repeat(20);
    // What the server takes of it is another matter: here all of it comes in, as it might from an old thread.
    let name = stacked(4).repeat(8);
    marta.tries(json!({ "page": page, "name": name, "body": loud, "parent": opening.comment.id })).await;
    marta.tries(json!({ "page": page, "name": name, "body": loud })).await;
    fixture.lets_everything_in().await;
    let reader = fixture.visitor().await;
    // The widget would put back what is written into its comments below.
    reader.never_gets("*.wasm").await;
    reader.goes(&page).await;
    reader.sees("A quiet thought").await;
    // Whatever was let through: the same marks, put where words of people stand.
    let fill = r"
        const pile = given[0], loud = pile.repeat(20);
        for (const one of all('article')) {
          if (words(one)?.startsWith('A quiet')) continue;
          one.querySelector('[part=body] p').textContent = loud;
          one.querySelector('[part=author]').textContent = pile.repeat(4);
        }
        return articles().length";
    let count: u64 = reader.asks(fill, &[stacked(200).into()]).await;
    assert!(count >= 2, "there is a loud comment");
    let [x, y, width, height] = place(&reader, "thread").await;
    let beside = [[x - 200.0, y - 400.0, width + 400.0, 390.0], [x - 200.0, y + height + 10.0, width + 400.0, 390.0]];
    for room in beside {
        assert_eq!(painted(&reader, room).await, 0, "something is painted on the page");
    }
    // The marks are long enough to do so, if they were let.
    let let_out = "const free = new CSSStyleSheet(); free.replaceSync('* { overflow: visible !important; contain: none !important; content-visibility: visible !important }'); \
                   root.adoptedStyleSheets = [...root.adoptedStyleSheets, free]; return 1";
    reader.asks::<Value>(let_out, &[]).await;
    let [above, below] = beside;
    assert!(painted(&reader, above).await + painted(&reader, below).await > 0, "marks that nothing holds are seen");
    reader.asks::<Value>("root.adoptedStyleSheets = root.adoptedStyleSheets.slice(0, -1); return 1", &[]).await;
    // The quiet one looks as it does alone.
    let quiet = place(&reader, "article('A quiet').querySelector('[part=body]')").await;
    let before = painted(&reader, quiet).await;
    assert!(before > 0, "it can be read");
    reader.asks::<Value>("all('article').filter((one) => !words(one).startsWith('A quiet')).forEach((one) => (one.style.visibility = 'hidden')); return 1", &[]).await;
    assert_eq!(painted(&reader, quiet).await, before, "something is painted over another's words");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ring_of_the_focus_is_not_cut() {
    let fixture = Fixture::open().await;
    let page = fixture.shows("/rye", Page::plain().styled("body { margin: 0 100px; background: #fff }"));
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let reader = fixture.visitor().await;
    reader.goes(&page).await;
    reader.arrives().await;
    // The card and a comment stand at the very edge of the element: their rings lie outside of it, in the page's own room.
    // A comment takes the focus once a script leads there.
    reader.asks::<Value>("article('Ask us').tabIndex = -1; return 1", &[]).await;
    for (what, from) in [("composer().elements.body", 2.0), ("article('Ask us')", 8.0)] {
        let focus = format!(
            "document.documentElement.dataset.keys = ''; {what}.focus({{ focusVisible: true }}); \
             return root.activeElement === {what}"
        );
        assert!(reader.asks::<bool>(&focus, &[]).await, "{what} has the focus");
        let [x, y, _, height] = place(&reader, what).await;
        let ring = [x - from, y + height / 2.0, 2.0, 4.0];
        assert_eq!(painted(&reader, ring).await, 8, "each pixel of the ring around {what} is there");
    }
    fixture.closes().await;
}

/// What a name of an attribute may be given by whoever puts elements into a page.
const HOSTILE: [&str; 12] = [
    "javascript:globalThis.ran=1",
    "JaVaScRiPt:globalThis.ran=1//",
    "data:text/html,<script>globalThis.ran=1</script>",
    "\"><img src=x onerror=globalThis.ran=1>",
    "https://evil.example",
    "//evil.example",
    "blob:https://evil.example/x",
    "../../../v1/host",
    "__proto__",
    "not a language!",
    "}:host{background:url(https://evil.example)}",
    "constructor",
];

const ATTRIBUTES: [&str; 17] = [
    "page",
    "page-url",
    "page-title",
    "server",
    "site",
    "loading",
    "color-scheme",
    "density",
    "heading-level",
    "order",
    "composer",
    "prompt",
    "live",
    "readonly",
    "storage",
    "highlight",
    "lang",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_attribute_runs_code_or_asks_another_server() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let reader = fixture.visitor().await;
    reader.goes(&page).await;
    reader.arrives().await;
    let put = r"
        const [name, value] = given, one = document.createElement('porch-thread');
        document.querySelectorAll('porch-thread').forEach((other) => other.remove());
        one.setAttribute('loading', 'eager');
        one.setAttribute(name, value);
        one.innerHTML = '<b>Fallback</b>';
        const wait = new Promise((go) => one.addEventListener('porch-state', ({ detail }) => detail.state !== 'loading' && go()));
        document.querySelector('main').append(one);
        const links = [...one.shadowRoot.querySelectorAll('a')].map((link) => link.href);
        const lazy = !['eager', 'lazy'].includes(one.getAttribute('loading'));
        if (!lazy) await wait; else { one.load(); await wait; }
        links.push(...[...one.shadowRoot.querySelectorAll('a')].map((link) => link.href));
        if (one.state !== 'error') await one.focusComposer();
        return [one.state, links, globalThis.ran ?? 0];";
    let own = [fixture.talk.as_str(), fixture.site.as_str()];
    // Where the script's origin has other things, too, its path counts as well.
    let talk = &fixture.talk;
    let of_its_origin =
        ["/elsewhere", "/v1/x?", "/out?u=https://evil.example", "#"].map(|rest| format!("{talk}{rest}"));
    for name in ATTRIBUTES {
        let more = of_its_origin.iter().map(String::as_str).filter(|_| name == "server");
        for value in HOSTILE.into_iter().chain(more) {
            let script = format!("return (async () => {{ {put} }})()");
            let (state, links, ran): (String, Vec<String>, u64) =
                reader.asks(&script, &[name.into(), value.into()]).await;
            assert_eq!(ran, 0, "{name}={value} ran");
            let ours = |link: &&String| own.iter().any(|own| link.starts_with(own)) || link.is_empty();
            assert!(links.iter().all(|link| ours(&link)), "{name}={value} leads to {links:?}");
            // What says which page is meant may be refused; nothing else may keep the words away.
            if !["page", "site"].contains(&name) {
                assert!(["ready", "empty"].contains(&state.as_str()), "{name}={value} left {state}");
            }
        }
    }
    let strange: Vec<String> =
        reader.requests().await.into_iter().filter(|url| !own.iter().any(|own| url.starts_with(own))).collect();
    let strange: Vec<_> = strange.iter().filter(|url| !url.starts_with("data:") && !url.starts_with("blob:")).collect();
    assert_eq!(strange, Vec::<&String>::new(), "somebody else was asked");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_server_is_for_a_script_of_the_page_to_say() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    // The same server, by another address than the script's.
    let direct = fixture.porch.direct.clone();
    fixture.shows("/rye", Page::plain().holding(&format!("<porch-thread server=\"{direct}\"></porch-thread>")));
    let reader = fixture.visitor().await;
    reader.goes(&page).await;
    reader.sees("Ask us about rye").await;
    let asked = |urls: Vec<String>| urls.iter().any(|url| url.starts_with(&format!("{direct}/")));
    assert!(!asked(reader.requests().await), "an attribute was enough");
    reader.asks::<Value>("thread.server = given[0]; return 1", &[direct.clone().into()]).await;
    reader.until("the words again", "return thread.state === 'ready' && !!article('Ask us')", &[]).await;
    assert!(asked(reader.requests().await), "a script of the page is obeyed");
    fixture.closes().await;
}
