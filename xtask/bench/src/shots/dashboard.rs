//! Pictures of the dashboard: each view on a desktop, a tablet and phones, light and dark, with forced
//! colours, and in other languages.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, ensure};
use serde_json::json;

use super::languages::PSEUDO;
use super::{Look, Options, Part, not_taken, set};
use crate::browser::{Browser, Driver};

/// The surroundings of a picture.
#[derive(Clone, Copy)]
pub(super) struct Window {
    /// The end of its name.
    pub(super) name: &'static str,
    width: u32,
    height: u32,
    look: Look,
    /// The language of the browser.
    pub(super) language: &'static str,
}

const DESKTOP: Window = Window { name: "1440", width: 1440, height: 900, look: Look::Light, language: "en-US" };
const PHONE: Window = Window { name: "390", width: 390, height: 844, look: Look::Light, language: "en-US" };

const WINDOWS: [Window; 13] = [
    DESKTOP,
    Window { name: "dark-1440", look: Look::Dark, ..DESKTOP },
    Window { name: "forced-1440", look: Look::Forced, ..DESKTOP },
    Window { name: "de-1440", language: "de", ..DESKTOP },
    Window { name: "ar-1440", language: "ar", ..DESKTOP },
    Window { name: "xa-1440", language: PSEUDO, ..DESKTOP },
    Window { name: "768", width: 768, height: 1024, ..DESKTOP },
    PHONE,
    Window { name: "dark-390", look: Look::Dark, ..PHONE },
    Window { name: "de-390", language: "de", ..PHONE },
    Window { name: "ar-390", language: "ar", ..PHONE },
    Window { name: "xa-390", language: PSEUDO, ..PHONE },
    Window { name: "ar-dark-360", width: 360, height: 740, look: Look::Dark, language: "ar" },
];

impl Window {
    /// A browser with this window.
    pub(super) async fn open(&self, driver: &Driver) -> anyhow::Result<Browser> {
        let browser = driver.browser_in(self.language, self.width, self.height).await?;
        browser.call("Emulation.setEmulatedMedia", self.look.media()).await?;
        Ok(browser)
    }
}

/// The windows in whose languages the program is.
pub(super) fn windows(options: &Options) -> impl Iterator<Item = Window> {
    let pseudo = options.has_language(PSEUDO);
    WINDOWS.into_iter().filter(move |window| pseudo || window.language != PSEUDO)
}

/// A view: its name, its route, a script that acts on it, and a condition for the picture.
struct View(&'static str, &'static str, &'static str, &'static str);

const VIEWS: [View; 21] = [
    View("review", "review", "", ROWS),
    View("review-card", "review", "await open('with spelt')", CARD),
    View(
        "decline",
        "review",
        "await open('with spelt'); await press('X')",
        "document.querySelector('form.sheet textarea')?.getClientRects().length",
    ),
    View(
        "bulk",
        "review",
        "for (const one of [...all('.entry .pick')].slice(0, 3)) one.click()",
        "all('.entry.is-selected').length > 1",
    ),
    View("shortcuts", "review", "key('?')", "document.querySelector('dialog[open]')"),
    View(
        "search",
        "review",
        // The list, before a result is chosen.
        "const field = await find('[role=search] input'); field.focus(); type(field, 'rye')",
        "document.querySelector('.found [role=option]')",
    ),
    View("unanswered", "unanswered", "", ROWS),
    View("unanswered-card", "unanswered", "await open()", CARD),
    View("published", "published", "", ROWS),
    View("published-card", "published", "await open()", CARD),
    View("people", "people", "", "document.querySelector('main .brief')"),
    View(
        "person",
        "people",
        "(await find('.who, .listcol .brief')).click()",
        "document.querySelector('.who[aria-expanded=true], .detail')",
    ),
    View("pages", "pages", "", "document.querySelector('main .brief')"),
    View("history", "history", "", "document.querySelector('main').children.length"),
    View("settings", "settings/general", "", "document.querySelector('[role=switch]')"),
    View("install", "settings/install", "", "document.querySelector('main code, main pre')"),
    View("rules", "settings/rules", "", "document.querySelector('main').innerText.length > 60"),
    View("team", "settings/team", "", "document.querySelector('main').innerText.length > 60"),
    View("notifications", "settings/notifications", "", "document.querySelector('main').innerText.length > 60"),
    View("integrations", "settings/integrations", "", "document.querySelector('main').innerText.length > 60"),
    View("import-export", "settings/import-export", "", "document.querySelector('main').innerText.length > 60"),
];

const ROWS: &str = "document.querySelector('.entry')";
const CARD: &str = "document.querySelector('.detail .this')";

const AT_HAND: &str = "
    const all = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.getClientRects().length);
    const wait = async (look) => {
        for (let tries = 0; tries < 200; tries += 1) {
            const found = look();
            if (found) return found;
            await new Promise((go) => setTimeout(go, 25));
        }
        throw new Error(`nothing there: ${look}`);
    };
    const find = (selector) => wait(() => all(selector)[0]);
    const type = (field, words) => { field.value = words; field.dispatchEvent(new Event('input', { bubbles: true })); };
    // Presses the button with this key, which is the same in every language; a phone hides the keys.
    const press = async (key) =>
        (await wait(() => all('button').find((one) => one.querySelector('kbd')?.textContent === key))).click();
    const key = (key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    const open = async (words = '') => {
        const row = () => all('.entry').find((one) => one.textContent.includes(words));
        (await wait(() => row()?.querySelector('.brief'))).click();
        await wait(() => all('.detail .this').find((one) => one.textContent.includes(words)));
    };";

/// Comments that are held: name and text.
const WAITING: [(&str, &str); 6] = [
    (
        "Ben Osei",
        "Same here, with spelt. I have been reading your page since winter and finally dared. Mine cracks on top \
              after ten minutes. Is it the gas oven, or did I let it stand too long?",
    ),
    ("sam_k", "Great article! See also https://best-ovens.example/one and https://best-ovens.example/two"),
    ("cheap-ovens-direct", "CHEAP OVENS direct from the factory, best price, order now"),
    ("Nele", "Do you sell vouchers? Somebody at home has a birthday in June."),
    ("Tove", "This is the third time you closed on a Monday without a word."),
    ("Jonas Lind", "I changed the temperature in my comment, it was 230 degrees and not 250."),
];

/// Comments without an answer.
const PUBLISHED: [(&str, &str); 3] = [
    ("Amira", "My rye collapsed after 40 minutes. Same flour as in the photo, same form. What did I miss?"),
    ("Noor", "When do you open on Sundays?"),
    ("Jonas Lind", "I baked it at 230 degrees and it stayed pale."),
];

/// Takes all pictures: signing in, and every view.
pub(super) async fn take_all(driver: &Driver, options: &Options) -> anyhow::Result<Part> {
    let names: Vec<_> = VIEWS.iter().map(|view| view.0).chain(["signin", "link"]).collect();
    let (requested, mut missing) = (requested_count(&names, options), Vec::new());
    if requested == 0 {
        return Ok((0, missing));
    }
    fill(driver, options).await?;
    for window in windows(options) {
        if !names.iter().any(|name| options.wants(&file(name, window))) {
            continue;
        }
        let browser = window.open(driver).await?;
        let link = link(options, "demo")?;
        browser.session.goto(link.split('#').next().unwrap_or_default()).await?;
        until(&browser, "document.querySelector('.sign-in-page button, .sign-in-page form, .sign-in-page p')").await?;
        picture(&browser, options, "signin", window).await?;
        browser.session.goto("about:blank").await?;
        browser.session.goto(&link).await?;
        until(&browser, "document.querySelector('.sign-in-page button')").await?;
        picture(&browser, options, "link", window).await?;
        enter(&browser).await?;
        for View(name, place, act, then) in VIEWS {
            if !options.wants(&file(name, window)) {
                continue;
            }
            match visit(&browser, place, act, then).await {
                Ok(()) => picture(&browser, options, name, window).await?,
                // A wrong picture would have its name.
                Err(error) => missing.push(not_taken(file(name, window), &error)),
            }
            browser.script("document.querySelector('dialog[open]')?.close()").await?;
            // An unfinished action must not stay open in the next view.
            browser.session.refresh().await?;
            until(&browser, "document.querySelector('.nav, .tabsbar')").await?;
        }
        browser.close().await?;
    }
    Ok((requested, missing))
}

/// How many pictures with these names are requested.
pub(super) fn requested_count(names: &[impl AsRef<str>], options: &Options) -> usize {
    let of_window = |window| names.iter().filter(|name| options.wants(&file(name.as_ref(), window))).count();
    windows(options).map(of_window).sum()
}

pub(super) fn file(name: &str, window: Window) -> String {
    format!("dash-{name}-{}", window.name)
}

async fn visit(browser: &Browser, place: &str, act: &str, then: &str) -> anyhow::Result<()> {
    browser.script(&format!("location.hash = '#{place}'")).await?;
    until(browser, "!document.querySelector('main [aria-busy]') && document.querySelector('main').children.length")
        .await?;
    browser.script(&format!("{AT_HAND} return (async () => {{ {act} }})()")).await?;
    until(browser, then).await
}

/// Posts comments that are held, on the page of the rye bread.
async fn fill(driver: &Driver, options: &Options) -> anyhow::Result<()> {
    let browser = driver.browser(800, 600).await?;
    for (setting, comments) in [("hold=off", &PUBLISHED[..]), ("hold=first", &WAITING[..])] {
        set(options, setting)?;
        write(&browser, options, comments).await?;
    }
    browser.close().await
}

async fn write(browser: &Browser, options: &Options, comments: &[(&str, &str)]) -> anyhow::Result<()> {
    browser.session.goto(format!("{}/rye-bread/", options.site)).await?;
    let add = format!(
        "const all = {};
         const where = new URL('/v1/sites/demo/comments', document.querySelector('script[src]').src);
         return (async () => {{ for (const [name, body] of all) {{
           const key = crypto.randomUUID();
           const send = () => fetch(where, {{
             method: 'POST', headers: {{ 'content-type': 'application/json', 'idempotency-key': key }},
             body: JSON.stringify({{ page: location.href, name, body }}) }});
           let answer = await send();
           // A script writes faster than people may: it waits as long as it is told to.
           for (let tries = 0; answer.status === 429 && tries < 5; tries += 1) {{
             const {{ retry_after = 1 }} = await answer.json();
             await new Promise((go) => setTimeout(go, retry_after * 1000));
             answer = await send();
           }}
           if (!answer.ok) return `${{answer.status}} for ${{name}}`;
         }} return ''; }})()",
        json!(comments)
    );
    let failure = browser.script(&add).await?;
    ensure!(failure == "", "a comment of these pictures was refused: {failure}");
    Ok(())
}

pub(super) async fn until(browser: &Browser, what: &str) -> anyhow::Result<()> {
    let look = format!("{AT_HAND} return !!({what})");
    browser.until(&look, Duration::from_secs(15)).await.map(drop)
}

/// Signs in with a link that was not used yet.
pub(super) async fn sign_in(browser: &Browser, link: &str) -> anyhow::Result<()> {
    browser.session.goto("about:blank").await?;
    browser.session.goto(link).await?;
    until(browser, "document.querySelector('.sign-in-page button')").await?;
    enter(browser).await
}

/// Presses the button that signs in. The server limits sign-ins per network: where it asks to wait, the button is
/// pressed again.
async fn enter(browser: &Browser) -> anyhow::Result<()> {
    let press = "if (document.querySelector('.nav, .tabsbar')) return true;
         const button = document.querySelector('.sign-in-page button'), since = Date.now() - (window.pressedAt ?? 0);
         if (button && since > 3000) { window.pressedAt = Date.now(); button.click(); }
         return false";
    browser.until(press, Duration::from_mins(2)).await.map(drop)
}

/// A one-time link for the owner of a site.
pub(super) fn link(options: &Options, site: &str) -> anyhow::Result<String> {
    let mut command = Command::new(&options.porch);
    command.arg("--data").arg(&options.data).args(["token", "--site", site, "--name", "Marta Halm", "--role", "owner"]);
    let output = command.output()?;
    ensure!(output.status.success(), "porch token failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    let output_text = String::from_utf8(output.stdout)?;
    output_text.lines().find(|line| line.starts_with("http")).map(str::to_owned).context("porch token makes no link")
}

/// A picture of the window.
pub(super) async fn picture(browser: &Browser, options: &Options, name: &str, window: Window) -> anyhow::Result<()> {
    let name = file(name, window);
    if !options.wants(&name) {
        return Ok(());
    }
    // Animations are over after this.
    browser.script("return new Promise((go) => setTimeout(go, 250))").await?;
    let file = options.into.join(format!("{name}.png"));
    browser.session.screenshot(&file).await?;
    println!("{}", file.display());
    Ok(())
}
