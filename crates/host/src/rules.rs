//! What the house asks of people: the opening question and the house rules, in its own words, and a second look.

use porch_protocol::house::{HouseRules, PageWelcome, SetWelcome};
use porch_protocol::{WelcomeWords, limits};
use web_sys::{FormData, HtmlFormElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::foot::Said;
use crate::pauses::PauseCounts;
use crate::required::missing;
use crate::word_rules::WordRules;
use crate::words::rules as say;

/// Asked for when the room is entered and after each change in it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct RulesProps {
    pub(crate) house: House,
}

/// The room.
#[component]
pub(crate) fn RulesRoom(props: &RulesProps) -> Html {
    let found = use_state(|| None::<HouseRules>);
    let turn = use_state(|| 0_u32);
    {
        let (found, house) = (found.clone(), props.house.clone());
        use_effect_with(*turn, move |_| {
            spawn_local(async move {
                match calls::house::rules().await {
                    Ok(rules) => found.set(Some(rules)),
                    Err(failure) => house.failed(failure),
                }
            });
        });
    }
    let again = {
        let turn = turn.clone();
        Callback::from(move |()| turn.set(turn.wrapping_add(1)))
    };
    let Some(rules) = (*found).clone() else { return html! { <p aria-busy="true" /> } };
    let (may, house) = (rules.may_change, props.house.clone());
    let pages = rules.pages.iter().map(|page| own_page(page, may, &house, &again));
    html! {
        <>
            if !may { <p class="quiet">{ say::NOT_YOURS }</p> }
            <section class="room" aria-labelledby="asks">
                <h2 id="asks">{ say::ASKS }</h2>
                <p class="quiet">{ say::ASKS_WHAT }</p>
                <WelcomeForm page=false words={rules.site.clone()} {may} house={house.clone()} again={again.clone()} />
            </section>
            <section class="room" aria-labelledby="pages">
                <h2 id="pages">{ say::PAGES }</h2>
                <p class="quiet">{ say::PAGES_WHAT }</p>
                <ul class="lines">{ for pages }</ul>
                if may {
                    <WelcomeForm page=true words={WelcomeWords::default()} {may} house={house.clone()} again={again.clone()} />
                }
            </section>
            <WordRules words={rules.words.clone()} {may} house={house.clone()} {again} />
            <PauseCounts {house} />
        </>
    }
}

/// A page with words of its own, and the way back to those of the site.
fn own_page(page: &PageWelcome, may: bool, house: &House, again: &Callback<()>) -> Html {
    let press = {
        let (house, again, key) = (house.clone(), again.clone(), page.page.clone());
        move |_: MouseEvent| {
            save(
                SetWelcome { page: Some(key.clone()), words: WelcomeWords::default() },
                say::AS_SITE_DONE,
                None,
                &house,
                &again,
            );
        }
    };
    let question = page.words.question.clone();
    let question = question.map(|question| if question.is_empty() { say::NO_QUESTION.into() } else { question });
    html! {
        <li key={page.page.clone()}>
            <p class="quiet" dir="ltr">{ &page.page }</p>
            if let Some(question) = question { <p dir="auto">{ question }</p> }
            if let Some(rules) = &page.words.rules { <ol>{ for rules.iter().map(|rule| html! { <li dir="auto">{ rule }</li> }) }</ol> }
            if may { <div class="verbs"><button onclick={press}>{ say::AS_SITE }</button></div> }
        </li>
    }
}

/// Saves, and empties the form that was typed into once its words are safe.
fn save(set: SetWelcome, done: &'static str, form: Option<HtmlFormElement>, house: &House, again: &Callback<()>) {
    let (house, again) = (house.clone(), again.clone());
    spawn_local(async move {
        match calls::house::set_welcome(&set).await {
            Ok(_) => {
                if let Some(form) = form {
                    form.reset();
                }
                house.say.emit(Said { words: done.into(), ..Said::default() });
                again.emit(());
            }
            Err(failure) => house.failed(failure),
        }
    });
}

#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    /// Whether it is about a single page.
    page: bool,
    words: WelcomeWords,
    may: bool,
    house: House,
    again: Callback<()>,
}

/// A question, up to three rules, and who says so.
#[component]
fn WelcomeForm(props: &FormProps) -> Html {
    let FormProps { page, words, may, house, again } = props.clone();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let form: HtmlFormElement = event.target_unchecked_into();
        let Ok(data) = FormData::new_with_form(&form) else { return };
        let field = |name: &str| data.get(name).as_string().unwrap_or_default().trim().to_owned();
        let rules: Vec<_> = (0..limits::HOUSE_RULES).map(|number| field(&format!("rule{number}"))).collect();
        let rules: Vec<_> = rules.into_iter().filter(|rule| !rule.is_empty()).collect();
        // What a page leaves empty is as the site has it; what the site leaves empty is not there.
        let rules = (!page || !rules.is_empty()).then_some(rules);
        let question = Some(field("question")).filter(|question| !page || !question.is_empty());
        let by = Some(field("by")).filter(|by| !by.is_empty());
        let words = WelcomeWords { question, rules, by };
        let set = SetWelcome { page: page.then(|| field("page")), words };
        save(set, say::SAVED, page.then_some(form), &house, &again);
    };
    let rules = words.rules.clone().unwrap_or_default();
    let rule = |number: usize| {
        let value = rules.get(number).cloned().unwrap_or_default();
        html! {
            <label><span>{ say::rule(number + 1) }</span>
                <input type="text" name={format!("rule{number}")} maxlength={limits::HOUSE_RULE_CHARS.to_string()} {value} disabled={!may} dir="auto" />
            </label>
        }
    };
    html! {
        <form onsubmit={send}>
            if page { <label><span>{ say::PAGE }</span><input type="text" name="page" required=true maxlength="2048" dir="ltr" />{ missing(say::PAGE_MISSING) }</label> }
            <label><span>{ say::QUESTION }</span>
                <input type="text" name="question" maxlength={limits::QUESTION_CHARS.to_string()} value={words.question.clone().unwrap_or_default()} disabled={!may} dir="auto" />
            </label>
            { for (0..limits::HOUSE_RULES).map(rule) }
            <label><span>{ say::BY }</span>
                <input type="text" name="by" maxlength="64" value={words.by.clone().unwrap_or_default()} disabled={!may} dir="auto" />
            </label>
            if may { <div class="verbs"><button class="main">{ say::SAVE }</button></div> }
        </form>
    }
}
