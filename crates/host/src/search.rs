//! The search field: comments, people and pages by a few words, and a comment by its link.

use gloo_timers::callback::Timeout;
use porch_protocol::Status;
use porch_protocol::search::{Found, LETTERS};
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, HtmlInputElement, Node};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::avatar::avatar;
use crate::calls;
use crate::entry::Entry;
use crate::icons::icon;
use crate::keys::use_keydown;
use crate::latest::use_inquiries;
use crate::place;
use crate::up_now::named;
use crate::views::{Address, Go, View};
use crate::words::frame as say;

/// How long nobody types before the server is asked, in milliseconds.
const PAUSE: u32 = 250;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SearchProps {
    pub(crate) house: House,
    pub(crate) go: Go,
}

/// The field, and what was found below it.
#[component]
pub(crate) fn Search(props: &SearchProps) -> Html {
    let SearchProps { house, go } = props.clone();
    let (typed, found, node, field) =
        (use_state(String::new), use_state(|| None::<Found>), use_node_ref(), use_node_ref());
    use_found(&typed, &found, &house);
    {
        let field = field.clone();
        use_keydown(move |event: &KeyboardEvent| {
            if event.key() == "/" {
                event.prevent_default();
                // A field that is not in sight takes no focus.
                _ = field.cast::<HtmlElement>().map(|field| field.focus());
            }
        });
    }
    let close = {
        let (typed, found, field) = (typed.clone(), found.clone(), field.clone());
        Callback::from(move |()| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.set_value("");
            }
            typed.set(String::new());
            found.set(None);
        })
    };
    let input = {
        let typed = typed.clone();
        move |event: InputEvent| typed.set(event.target_unchecked_into::<HtmlInputElement>().value())
    };
    let submit = {
        let (typed, go, close) = (typed.clone(), go.clone(), close.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            // Whoever copied a comment's link from its page is led to it.
            if let Some(id) = named(&typed) {
                close.emit(());
                go.emit((Address::of(View::Published).opening(Some(id)), false));
            }
        }
    };
    let keys = {
        let close = close.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close.emit(());
            }
        }
    };
    let leaves = {
        let (node, found) = (node.clone(), found.clone());
        move |event: FocusEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
            if to.is_some() && !node.cast::<Node>().is_some_and(|node| node.contains(to.as_ref())) {
                found.set(None);
            }
        }
    };
    let results = (*found).clone().map(|found| {
        let clipped =
            (fitting(typed.trim()) != typed.trim()).then(|| html! { <p class="quiet">{ say::BEGINNING_ALONE }</p> });
        html! { <>{ clipped }{ results(&found, &go, &close) }</> }
    });
    html! {
        <form ref={node} class="search" role="search" aria-label={say::SEARCH} onsubmit={submit} onkeydown={keys} onfocusout={leaves}>
            <label>{ icon("search") }<input ref={field} type="search" maxlength="2000" dir="auto" autocomplete="off" aria-label={say::SEARCH} placeholder={if is_tight() { say::SEARCH_SHORT } else { say::SEARCH_WHAT }} oninput={input} /><kbd aria-hidden="true">{ "/" }</kbd></label>
            <div class="found" role="status">{ results }</div>
        </form>
    }
}

/// Whether the window has no room for the whole sentence in the field.
fn is_tight() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_some_and(|width| width < 360.0)
}

/// Asks once nobody has typed for a moment; of all answers, that to the latest words counts.
#[hook]
fn use_found(typed: &UseStateHandle<String>, found: &UseStateHandle<Option<Found>>, house: &House) {
    let (found, house, inquiries) = (found.clone(), house.clone(), use_inquiries());
    use_effect_with(typed.trim().to_owned(), move |words| {
        let inquiry = inquiries.ask();
        let enough = words.chars().count() >= *LETTERS.start() && named(words).is_none();
        let words = fitting(words).to_owned();
        if !enough && found.is_some() {
            found.set(None);
        }
        let wait = enough.then(|| {
            Timeout::new(PAUSE, move || {
                spawn_local(async move {
                    match calls::pages::search(&words).await {
                        Ok(_) if !inquiry.counts() => {}
                        Ok(all) => found.set(Some(all)),
                        Err(failure) => {
                            // What was found for other words is not left standing under these.
                            if inquiry.counts() {
                                found.set(None);
                            }
                            house.failed(failure);
                        }
                    }
                });
            })
        });
        move || drop(wait)
    });
}

/// The first whole words that the server takes; where not even one fits, as many letters as do.
fn fitting(typed: &str) -> &str {
    let Some((end, next)) = typed.char_indices().nth(*LETTERS.end()) else { return typed };
    let first = &typed[..end];
    match first.rfind(char::is_whitespace) {
        Some(space) if !next.is_whitespace() => first[..space].trim_end(),
        _ => first.trim_end(),
    }
}

fn results(found: &Found, go: &Go, close: &Callback<()>) -> Html {
    let Found { comments, people, pages } = found;
    if comments.is_empty() && people.is_empty() && pages.is_empty() {
        return html! { <p class="quiet">{ say::NOTHING_FOUND }</p> };
    }
    let way = |to: Address, inside: Html| {
        let (go, close, href) = (go.clone(), close.clone(), to.href());
        let press = move |event: MouseEvent| {
            event.prevent_default();
            close.emit(());
            go.emit((to.clone(), false));
        };
        html! { <li><a {href} onclick={press}>{ inside }</a></li> }
    };
    let comments = comments.iter().cloned().map(Entry::from).map(|entry| {
        let view = if entry.comment.status == Status::Published { View::Published } else { View::Review };
        let chip = entry.chip.as_ref().map(|chip| html! { <span class="chip">{ &chip.words }</span> });
        let name = entry.name().to_owned();
        let inside = html! { <>{ avatar(&name) }<span class="cut"><b><bdi>{ name }</bdi></b>{ " " }<span dir="auto">{ entry.beginning() }</span></span>{ chip }</> };
        way(Address::of(view).opening(Some(entry.id())), inside)
    });
    let people = people.iter().map(|one| {
        let to = Address { one: Some(one.person.clone()), ..Address::of(View::People) };
        way(to, html! { <>{ avatar(&one.name) }<span class="cut"><bdi>{ &one.name }</bdi></span></> })
    });
    let pages = pages.iter().map(|page| {
        let to = Address { page: Some(page.url.clone()), ..Address::of(View::Published) };
        way(to, html! { <>{ icon("page") }<span class="cut"><bdi>{ place::title(page) }</bdi></span></> })
    });
    let part = |title: &'static str, lines: Vec<Html>| {
        if lines.is_empty() {
            return Html::default();
        }
        html! { <><h2>{ title }</h2><ul>{ for lines }</ul></> }
    };
    html! { <>{ part(say::COMMENTS, comments.collect()) }{ part(say::PEOPLE, people.collect()) }{ part(say::PAGES, pages.collect()) }</> }
}

#[cfg(test)]
mod tests {
    use super::fitting;

    #[test]
    fn of_a_long_text_the_first_words_that_fit_are_searched_for() {
        assert_eq!(fitting("My rye fell"), "My rye fell");
        let (full, word) = ("a".repeat(100), "ä".repeat(60));
        assert_eq!(fitting(&full), full);
        assert_eq!(fitting(&format!("{full} and more")), full);
        assert_eq!(fitting(&format!("{word} {word}")), word);
        assert_eq!(fitting(&"ö".repeat(300)), "ö".repeat(100), "one word is cut");
        assert_eq!(fitting(&format!("{word} {} {word}", "b".repeat(39))), format!("{word} {}", "b".repeat(39)));
    }
}
