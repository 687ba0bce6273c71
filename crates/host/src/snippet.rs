//! The lines that go into a page, and what the server has heard from pages since.

use gloo_timers::callback::Interval;
use porch_protocol::house::{Heard, SeenPage, SiteSettings};
use porch_protocol::recipes::RECIPES;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls::{self, Failure};
use crate::clipboard;
use crate::foot::Said;
use crate::icons::icon;
use crate::install::{OptionBoxes, Options, linked, policy};
use crate::site::Change;
use crate::stranger::Stranger;
use crate::when::when;
use crate::words::{self, site as say};

/// How often the server is asked what it hears, while somebody looks, in milliseconds.
const OFTEN: u32 = 3_000;

/// The site, and the way to add an address to it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SnippetProps {
    pub(crate) site: SiteSettings,
    pub(crate) set: Callback<Change>,
    pub(crate) house: House,
}

/// The lines for each system, one at a time.
#[component]
pub(crate) fn Snippet(props: &SnippetProps) -> Html {
    let chosen = use_state(|| 0_usize);
    let at = *chosen;
    let choose = Callback::from(move |place| chosen.set(place));
    let (pinned, plain) = (use_state(|| None::<String>), use_state(|| false));
    let options = Options { pinned: (*pinned).clone(), plain: *plain };
    let (place, lines) = (RECIPES[at].place, RECIPES[at].lines(&props.site.server));
    let links = linked(&lines).is_some();
    let lines = options.applied(lines, &props.site.server, &calls::site());
    let (pin, plain) = (Callback::from(move |hash| pinned.set(hash)), Callback::from(move |to| plain.set(to)));
    let policy = policy(&props.site.server);
    let copies = |text: &str| {
        let (house, text) = (props.house.clone(), text.to_owned());
        move |_: MouseEvent| copy(text.clone(), house.clone())
    };
    let (copy_lines, copy_policy) = (copies(&lines), copies(&policy));
    html! {
        <section class="part" aria-label={say::PUT_IT}>
            <p class="intro">{ say::PUT_IT_WHAT }</p>
            <Systems chosen={at} {choose} />
            <div role="tabpanel" id="recipe" aria-labelledby={tab(RECIPES[at].system)}>
                <p class="quiet">{ place }</p>
                <div class="codebox">
                    <pre dir="ltr" tabindex="0" role="region" aria-label={say::THE_LINES}><code>{ lines }</code></pre>
                    <button class="main" onclick={copy_lines}>{ words::COPY }</button>
                </div>
                <OptionBoxes {options} {pin} {plain} {links} house={props.house.clone()} />
            </div>
            <h2 class="sec">{ say::IS_IT_THERE }</h2>
            <Listening site={props.site.clone()} set={props.set.clone()} house={props.house.clone()} />
            <h2 class="sec">{ say::POLICY }</h2>
            <p class="quiet">{ say::POLICY_WHAT }</p>
            <div class="codebox">
                <pre dir="ltr" tabindex="0" role="region" aria-label={say::THE_POLICY}><code>{ policy }</code></pre>
                <button type="button" onclick={copy_policy}>{ words::COPY }</button>
            </div>
            <p class="alone"><a href="#settings/import-export">{ say::BRING_OLD }</a></p>
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SystemsProps {
    chosen: usize,
    choose: Callback<usize>,
}

/// The tabs of the systems: one of them is in the order of the Tab key, arrows go to the others.
#[component]
fn Systems(props: &SystemsProps) -> Html {
    let SystemsProps { chosen, choose } = props.clone();
    let list = use_node_ref();
    let keys = {
        let (list, choose, last) = (list.clone(), choose.clone(), RECIPES.len() - 1);
        move |event: KeyboardEvent| {
            let rtl = list.cast::<Element>().is_some_and(|list| list.closest("[dir=rtl]").is_ok_and(|at| at.is_some()));
            let to = match (event.key().as_str(), rtl) {
                ("ArrowRight", false) | ("ArrowLeft", true) => {
                    if chosen == last {
                        0
                    } else {
                        chosen + 1
                    }
                }
                ("ArrowLeft", false) | ("ArrowRight", true) => chosen.checked_sub(1).unwrap_or(last),
                ("Home", _) => 0,
                ("End", _) => last,
                _ => return,
            };
            event.prevent_default();
            choose.emit(to);
            let tab =
                list.cast::<Element>().and_then(|list| list.children().item(u32::try_from(to).unwrap_or_default()));
            if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
                // What can't have the focus leaves it where it is.
                _ = tab.focus();
            }
        }
    };
    let tabs = RECIPES.iter().enumerate().map(|(place, recipe)| {
        let press = choose.reform(move |_: MouseEvent| place);
        let here = chosen == place;
        html! {
            <button type="button" role="tab" id={tab(recipe.system)} aria-selected={here.to_string()} aria-controls="recipe"
                tabindex={if here { "0" } else { "-1" }} onclick={press}>{ recipe.system }</button>
        }
    });
    html! { <div class="sys" role="tablist" aria-label={say::WHERE} ref={list} onkeydown={keys}>{ for tabs }</div> }
}

/// The id of a system's tab.
fn tab(system: &str) -> String {
    format!("tab-{}", system.replace(' ', "-"))
}

fn copy(lines: String, house: House) {
    spawn_local(async move {
        let done = clipboard::takes(&lines).await;
        let words = if done { words::COPIED } else { words::NOT_COPIED };
        house.say.emit(Said { words: words.into(), wrong: !done, ..Said::default() });
    });
}

/// What was heard, asked for every few seconds while somebody looks.
#[component]
fn Listening(props: &SnippetProps) -> Html {
    let heard = use_state(|| None::<Heard>);
    {
        let (heard, house) = (heard.clone(), props.house.clone());
        use_effect_with((), move |()| {
            let ask = move || {
                let (heard, house) = (heard.clone(), house.clone());
                spawn_local(async move {
                    match calls::house::heard().await {
                        Ok(found) => heard.set(Some(found)),
                        Err(Failure::Out) => house.out.emit(()),
                        // Whether the server is there the lists say, and not every three seconds.
                        Err(Failure::Wrong(_)) => {}
                    }
                });
            };
            ask();
            let tick = Interval::new(OFTEN, move || {
                let document = web_sys::window().and_then(|window| window.document());
                if !document.is_some_and(|document| document.hidden()) {
                    ask();
                }
            });
            move || drop(tick)
        });
    }
    let Some(heard) = &*heard else { return Html::default() };
    let seen = heard.pages.iter().take(5).enumerate().map(|(place, page)| {
        let words = if place == 0 {
            html! { <strong>{ say::WE_SEE }{ " " }{ link(&page.url) }</strong> }
        } else {
            html! { <>{ say::ALSO_AT }{ " " }{ link(&page.url) }</> }
        };
        html! { <li class="ok" key={page.url.clone()}>{ icon("done") }<p>{ words }{ ", " }{ when(page.at) }</p></li> }
    });
    let listening = if heard.pages.is_empty() { say::LISTENING } else { say::LISTENING_ON };
    html! {
        <div class="heard" aria-live="polite">
            <ol class="checks">
                { for seen }
                <li class="wait">{ icon("clock") }<p class="quiet">{ listening }</p></li>
            </ol>
            { for heard.pages.iter().filter_map(canonical) }
            { for heard.strangers.iter().map(|one| html! { <Stranger key={one.origin.clone()} stranger={one.clone()} site={props.site.clone()} set={props.set.clone()} /> }) }
        </div>
    }
}

/// A page that names another address as its own, under which its comments cannot be kept.
fn canonical(page: &SeenPage) -> Option<Html> {
    let named = page.canonical.as_ref()?;
    Some(html! {
        <div class="stranger" key={format!("canonical {}", page.url)}>
            <p>{ link(&page.url) }{ " " }{ say::CANONICAL }{ " " }<strong dir="ltr">{ named }</strong></p>
            <p class="quiet">{ say::CANONICAL_WHAT }</p>
        </div>
    })
}

fn link(url: &str) -> Html {
    html! { <a href={url.to_owned()} dir="ltr">{ path(url) }</a> }
}

/// What of an address tells one page of a site from another.
fn path(url: &str) -> String {
    format!("/{}", url.splitn(4, '/').nth(3).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_page_is_known_by_its_path() {
        assert_eq!(path("https://bakery.example/rye/bread?a=1"), "/rye/bread?a=1");
        assert_eq!(path("https://bakery.example"), "/");
    }
}
