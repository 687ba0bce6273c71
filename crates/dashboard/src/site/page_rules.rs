//! The pages that have an opening question or rules of their own: the list, and the fields of the open one.

use porch_class_macros::html;
use porch_protocol::WelcomeWords;
use porch_protocol::site_settings::{PageWelcome, PromptAndRules, SetWelcome};
use porch_protocol::thread_controls::PageControls;
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlElement, HtmlFormElement};
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::pages::page_title;
use crate::site::prompt_and_rules::WelcomeFields;
use crate::text;
use crate::ui::load::use_load;
use crate::ui::required_fields::required_message;

/// The question and rules of the site and its pages.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PagesProps {
    pub(crate) rules: PromptAndRules,
    pub(crate) context: Context,
    /// Reloads them.
    pub(crate) reload: Callback<()>,
}

/// The section.
#[component]
pub(crate) fn PageWelcomes(props: &PagesProps) -> Html {
    let PagesProps { rules, context, reload } = props.clone();
    let open = use_state(|| None::<String>);
    let known_pages = use_known_pages(&context, rules.may_change);
    let close = {
        let (open, reload) = (open.clone(), reload.clone());
        Callback::from(move |_: MouseEvent| {
            open.set(None);
            reload.emit(());
        })
    };
    use_focus_inside((*open).clone());
    // A change saved after its fields were closed is shown in the list.
    let at = use_mut_ref(|| None::<String>);
    at.replace((*open).clone());
    let saved = {
        let reload = reload.clone();
        Callback::from(move |_: WelcomeWords| {
            if at.borrow().is_none() {
                reload.emit(());
            }
        })
    };
    let part = PageFields { rules: rules.clone(), context, reload, close, saved };
    let opens = |page: &str| {
        let (open, page) = (open.clone(), page.to_owned());
        Callback::from(move |_: MouseEvent| open.set(Some(page.clone())))
    };
    let pages = rules.pages.iter().map(|page| {
        if open.as_ref() == Some(&page.page) {
            part.fields(&page.page, &page.words)
        } else {
            part.closed(page, &known_pages, opens(&page.page))
        }
    });
    let pages: Html = pages.collect();
    let new = open.as_ref().filter(|open| !rules.pages.iter().any(|page| page.page == **open));
    let chosen = {
        let (open, listed) = (open.clone(), rules.pages.clone());
        Callback::from(move |url: String| open.set(Some(listed_page(&listed, &url))))
    };
    html! {
        <section class="part" aria-labelledby="pages">
            <h2 class="section-title" id="pages">{ text().rules_pages() }</h2>
            <p class="quiet">{ text().rules_pages_what() }</p>
            <ul class="own-pages">{ pages }if let Some(page) = new { { part.fields(page, &WelcomeWords::default()) } }</ul>
            if rules.may_change && open.is_none() { <ChoosePage {known_pages} {chosen} /> }
        </section>
    }
}

/// Opened fields take the focus; once they are closed, the field for the next page takes it.
#[hook]
fn use_focus_inside(open: Option<String>) {
    let previous = use_mut_ref(|| None::<String>);
    use_effect_with(open, move |open| {
        let before = previous.replace(open.clone());
        let id = if open.is_some() { "page-question" } else { "page" };
        let field = web_sys::window().and_then(|window| window.document()?.get_element_by_id(id));
        let field = field.filter(|_| before != *open).and_then(|field| field.dyn_into::<HtmlElement>().ok());
        // An element that can't have the focus is skipped.
        _ = field.map(|field| field.focus());
    });
}

/// The listed page for an address; the address itself where it is not listed.
fn listed_page(listed: &[PageWelcome], url: &str) -> String {
    let bare = |text: &str| {
        let text = text.trim().trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
        text.trim_end_matches('/').to_owned()
    };
    let known_pages = listed.iter().find(|page| bare(&page.page) == bare(url));
    known_pages.map_or_else(|| url.trim().to_owned(), |page| page.page.clone())
}

/// What each line of the list needs.
struct PageFields {
    rules: PromptAndRules,
    context: Context,
    reload: Callback<()>,
    close: Callback<MouseEvent>,
    saved: Callback<WelcomeWords>,
}

impl PageFields {
    /// A page with its fields open.
    fn fields(&self, page: &str, words: &WelcomeWords) -> Html {
        html! {
            <li key={page.to_owned()} class="open">
                <div class="row"><b dir="ltr">{ page }</b><button type="button" onclick={self.close.clone()}>{ text().rules_done() }</button></div>
                <WelcomeFields page={page.to_owned()} words={words.clone()} site={self.rules.site.clone()} may_change={self.rules.may_change}
                    context={self.context.clone()} saved={self.saved.clone()} />
            </li>
        }
    }

    /// A page with its question and rules, and the button that resets it to the site's.
    fn closed(&self, page: &PageWelcome, known_pages: &[PageControls], edit: Callback<MouseEvent>) -> Html {
        let reset = {
            let (context, reload, key) = (self.context.clone(), self.reload.clone(), page.page.clone());
            move |_: MouseEvent| set_welcome(&key, WelcomeWords::default(), &context, &reload)
        };
        let bare = page.page.as_str();
        let title =
            known_pages.iter().find(|one| one.place.url.ends_with(bare)).map(|one| page_title::title(&one.place));
        let question = page.words.question.clone();
        let question =
            question.map(|question| if question.is_empty() { text().rules_no_question().into() } else { question });
        html! {
            <li key={page.page.clone()} class="item">
                <div class="row-label">
                    if let Some(title) = title { <b><bdi>{ title }</bdi></b> }
                    <p dir="ltr">{ &page.page }</p>
                    if let Some(question) = question { <p class="said" dir="auto">{ question }</p> }
                    if let Some(rules) = &page.words.rules { <ol>{ for rules.iter().map(|rule| html! { <li dir="auto">{ rule }</li> }) }</ol> }
                </div>
                if self.rules.may_change {
                    <div class="verbs">
                        <button type="button" aria-label={format!("{}: {bare}", text().rules_change())} onclick={edit}>{ text().rules_change() }</button>
                        <button type="button" aria-label={format!("{}: {bare}", text().rules_as_site())} onclick={reset}>{ text().rules_as_site() }</button>
                    </div>
                }
            </li>
        }
    }
}

/// Resets a page to the site's question and rules.
fn set_welcome(page: &str, words: WelcomeWords, context: &Context, reload: &Callback<()>) {
    let set = SetWelcome { page: Some(page.to_owned()), words };
    let (shown, reload) = (context.clone(), reload.clone());
    context.send(api::send(&to::SET_WELCOME, &set), move |_| {
        shown.notify(text().rules_as_site_done());
        reload.emit(());
    });
}

/// The pages that have comments, to choose from.
#[hook]
fn use_known_pages(context: &Context, may_change: bool) -> Vec<PageControls> {
    let known_pages = use_load(context, may_change, move || async move {
        if may_change { Ok(api::pages("", None).await?.pages) } else { Ok(Vec::new()) }
    });
    (*known_pages).clone().unwrap_or_default()
}

#[derive(Clone, PartialEq, Properties)]
struct ChooseProps {
    known_pages: Vec<PageControls>,
    chosen: Callback<String>,
}

/// The form for another page: one of the list, or any address.
#[component]
fn ChoosePage(props: &ChooseProps) -> Html {
    let ChooseProps { known_pages, chosen } = props.clone();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(data) = FormData::new_with_form(&event.target_unchecked_into::<HtmlFormElement>()) else { return };
        chosen.emit(data.get("page").as_string().unwrap_or_default());
    };
    let options = known_pages.iter().map(|page| {
        html! { <option key={page.thread.to_string()} value={page.place.url.clone()}>{ page_title::title(&page.place) }</option> }
    });
    html! {
        <form class="form-row" onsubmit={send}>
            <div class="row-label"><label for="page"><b>{ text().rules_page() }</b></label><p id="page-what">{ text().rules_page_what() }</p></div>
            <div class="row-control">
                <div class="join">
                    <input type="url" id="page" name="page" list="known-pages" required=true maxlength="2048" placeholder="https://" dir="ltr"
                        autocomplete="off" aria-describedby="page-what" />{ required_message(text().rules_page_missing()) }
                    <button>{ text().rules_continue() }</button>
                </div>
                <datalist id="known-pages">{ for options }</datalist>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use porch_protocol::WelcomeWords;
    use porch_protocol::site_settings::PageWelcome;

    use super::listed_page;

    #[test]
    fn an_address_of_a_page_that_is_listed_opens_that_page() {
        let listed = [PageWelcome { page: "bakery.example/rye".into(), words: WelcomeWords::default() }];
        for typed in ["https://bakery.example/rye", " http://www.bakery.example/rye/ ", "bakery.example/rye"] {
            assert_eq!(listed_page(&listed, typed), "bakery.example/rye", "{typed}");
        }
        assert_eq!(listed_page(&listed, "https://bakery.example/rye-2"), "https://bakery.example/rye-2");
    }
}
