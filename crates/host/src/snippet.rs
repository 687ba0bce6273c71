//! The lines that go into a page, and what the server has heard from pages since.

use gloo_timers::callback::Interval;
use porch_protocol::house::{Heard, SeenPage, SiteSettings};
use porch_protocol::recipes::RECIPES;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls::{self, Failure};
use crate::clipboard;
use crate::foot::Said;
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
    let tabs = RECIPES.iter().enumerate().map(|(place, recipe)| {
        let press = {
            let chosen = chosen.clone();
            move |_: MouseEvent| chosen.set(place)
        };
        html! { <button aria-pressed={(*chosen == place).to_string()} onclick={press}>{ recipe.system }</button> }
    });
    let tabs: Vec<_> = tabs.collect();
    let (place, lines) = (RECIPES[*chosen].place, RECIPES[*chosen].lines(&props.site.server));
    let copy = {
        let (house, lines) = (props.house.clone(), lines.clone());
        move |_: MouseEvent| copy(lines.clone(), house.clone())
    };
    html! {
        <section class="room" aria-labelledby="put-it">
            <h2 id="put-it">{ say::PUT_IT }</h2>
            <div class="verbs" role="group" aria-label={say::WHERE}>{ for tabs }</div>
            <p class="quiet">{ place }</p>
            <pre dir="ltr" tabindex="0"><code>{ lines }</code></pre>
            <div class="verbs"><button class="main" onclick={copy}>{ words::COPY }</button></div>
            <Listening site={props.site.clone()} set={props.set.clone()} house={props.house.clone()} />
        </section>
    }
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
    let others = heard.pages.iter().skip(1).map(|page| html! { <li key={page.url.clone()}>{ say::ALSO_AT }{ " " }{ link(&page.url) }{ " " }{ when(page.at) }</li> });
    html! {
        <div class="heard" aria-live="polite">
            if let Some(page) = heard.pages.first() {
                <p><strong>{ say::WE_SEE }{ " " }{ link(&page.url) }</strong>{ ", " }{ when(page.at) }</p>
                <ul class="lines quiet">{ for others.take(4) }</ul>
            } else { <p class="quiet">{ say::LISTENING }</p> }
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
