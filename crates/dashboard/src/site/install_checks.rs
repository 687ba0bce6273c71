//! "Is it there?": what the server has heard from the site's pages, as a list of checks that changes by itself.

use gloo_timers::callback::Interval;
use porch_protocol::site_settings::{InstallCheck, ReportedPage, SiteSettings, WritingCheck};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::context::Context;
use crate::site::setting_change::Change;
use crate::site::snippet_options::policy;
use crate::site::unlisted_origin::Stranger;
use crate::text::site as say;
use crate::ui::copy_button::CopyButton;
use crate::ui::icons::icon;
use crate::ui::relative_time::when;

/// How often the server is asked what it hears, while somebody looks, in milliseconds.
const OFTEN: u32 = 3_000;
/// Pages that are named.
const NAMED: usize = 5;

/// The site, and the way to add an address to it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ChecksProps {
    pub(crate) site: SiteSettings,
    pub(crate) set: Callback<Change>,
    pub(crate) context: Context,
}

/// What was heard, asked for every few seconds while somebody looks.
#[component]
pub(crate) fn Checks(props: &ChecksProps) -> Html {
    let heard = use_heard(&props.context);
    let policy = policy(&props.site.server);
    let Some(heard) = &*heard else { return Html::default() };
    let blocked = matches!(verdict(&heard.pages), Verdict::Blocked(_));
    html! {
        <div class="heard">
            <ol class="checks" aria-live="polite">
                { first(&heard.pages) }
                { writing(&heard.pages, &policy, &props.context) }
                { for heard.pages.iter().take(NAMED).skip(1).map(other) }
                { line("wait", if heard.pages.is_empty() { say::LISTENING } else { say::LISTENING_ON }) }
            </ol>
            { for heard.pages.iter().filter_map(canonical) }
            { for heard.strangers.iter().map(|one| html! { <Stranger key={one.origin.clone()} stranger={one.clone()} site={props.site.clone()} set={props.set.clone()} /> }) }
            if !blocked {
                <details class="policy">
                    <summary>{ say::POLICY }</summary>
                    <p class="quiet">{ say::POLICY_WHAT }</p>
                    { policy_box(&policy, &props.context) }
                </details>
            }
        </div>
    }
}

#[hook]
fn use_heard(context: &Context) -> UseStateHandle<Option<InstallCheck>> {
    let heard = use_state(|| None::<InstallCheck>);
    let (found, context) = (heard.clone(), context.clone());
    use_effect_with((), move |()| {
        let ask = move || {
            let (found, context) = (found.clone(), context.clone());
            spawn_local(async move {
                match api::site::heard().await {
                    Ok(heard) => found.set(Some(heard)),
                    Err(Failure::Out) => context.session_ended.emit(()),
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
    heard
}

/// What is known of writing on the site's pages.
#[derive(PartialEq, Eq, Debug)]
enum Verdict<'p> {
    /// A policy keeps the widget from running on these.
    Blocked(Vec<&'p ReportedPage>),
    /// The widget ran on this one, and nothing is known to be blocked.
    Works(&'p ReportedPage),
    /// Nobody has tried.
    Unknown,
}

/// What the pages, the latest first, tell of writing. What is wrong goes before what is right.
fn verdict(pages: &[ReportedPage]) -> Verdict<'_> {
    let told = |what| pages.iter().filter(move |page| page.writing == Some(what));
    let blocked: Vec<_> = told(WritingCheck::Blocked).collect();
    if !blocked.is_empty() {
        return Verdict::Blocked(blocked);
    }
    told(WritingCheck::Works).next().map_or(Verdict::Unknown, Verdict::Works)
}

/// The page that was heard last, and whether the comments were shown there.
fn first(pages: &[ReportedPage]) -> Html {
    let Some(page) = pages.first() else { return Html::default() };
    let reading = if page.reads { line("ok", say::READING_WORKS) } else { line("wait", say::READING_UNKNOWN) };
    html! {
        <>
            <li class="ok" key="seen">{ icon("done") }<p><b>{ say::FOUND }</b>{ say::AT }{ link(page) }{ ago(page) }</p></li>
            { reading }
        </>
    }
}

fn writing(pages: &[ReportedPage], policy: &str, context: &Context) -> Html {
    match verdict(pages) {
        Verdict::Blocked(blocked) => html! {
            <li class="no" key="writing">
                { icon("alert") }
                <div>
                    <p><b>{ say::WRITING_BLOCKED }{ named(&blocked, pages.len() > 1) }{ "." }</b>{ " " }{ say::ADD_TO_POLICY }</p>
                    { policy_box(policy, context) }
                    <p class="quiet">{ say::OPEN_AGAIN }</p>
                </div>
            </li>
        },
        Verdict::Works(page) => {
            let elsewhere = pages.first() != Some(page);
            html! {
                <li class="ok" key="writing">{ icon("done") }<p>{ say::WRITING_WORKS }{ named(&[page], elsewhere) }</p></li>
            }
        }
        // What is not read yet is not written on either.
        Verdict::Unknown if pages.first().is_some_and(|page| page.reads) => line("wait", say::WRITING_UNKNOWN),
        Verdict::Unknown => Html::default(),
    }
}

/// Where something was found, at the end of a sentence, if that needs saying.
fn named(pages: &[&ReportedPage], needed: bool) -> Html {
    let links = pages.iter().take(NAMED).enumerate().map(|(place, page)| {
        html! { <>{ if place == 0 { say::AT } else { ", " } }{ link(page) }</> }
    });
    if needed { links.collect() } else { Html::default() }
}

fn other(page: &ReportedPage) -> Html {
    html! { <li class="ok" key={page.url.clone()}>{ icon("done") }<p>{ say::ALSO_AT }{ " " }{ link(page) }{ ago(page) }</p></li> }
}

/// A line without an address.
fn line(class: &'static str, words: &'static str) -> Html {
    let waits = class == "wait";
    html! {
        <li {class} key={words}>{ icon(if waits { "clock" } else { "done" }) }<p class={waits.then_some("muted")}>{ words }</p></li>
    }
}

fn policy_box(policy: &str, context: &Context) -> Html {
    html! {
        <div class="codebox small">
            <pre dir="ltr" tabindex="0" role="region" aria-label={say::THE_POLICY}><code>{ policy }</code></pre>
            <CopyButton text={policy.to_owned()} context={context.clone()} />
        </div>
    }
}

/// A page that names another address as its own, under which its comments cannot be kept.
fn canonical(page: &ReportedPage) -> Option<Html> {
    let named = page.canonical.as_ref()?;
    Some(html! {
        <div class="stranger" key={format!("canonical {}", page.url)}>
            <p>{ link(page) }{ " " }{ say::CANONICAL }{ " " }<strong dir="ltr">{ named }</strong></p>
            <p class="quiet">{ say::CANONICAL_WHAT }</p>
        </div>
    })
}

/// How long ago it was heard; not read out again each minute.
fn ago(page: &ReportedPage) -> Html {
    html! { <span aria-live="off">{ ", " }{ when(page.at) }</span> }
}

fn link(page: &ReportedPage) -> Html {
    html! { <a href={page.url.clone()} dir="ltr">{ path(&page.url) }</a> }
}

/// What of an address tells one page of a site from another.
fn path(url: &str) -> String {
    format!("/{}", url.splitn(4, '/').nth(3).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use porch_protocol::Timestamp;
    use porch_protocol::site_settings::{ReportedPage, WritingCheck};

    use super::{Verdict, path, verdict};

    #[test]
    fn a_page_is_known_by_its_path() {
        assert_eq!(path("https://bakery.example/rye/bread?a=1"), "/rye/bread?a=1");
        assert_eq!(path("https://bakery.example"), "/");
    }

    #[test]
    fn what_is_blocked_is_named_before_what_works() {
        let page = |url: &str, writing| ReportedPage {
            url: url.into(),
            canonical: None,
            at: Timestamp(0),
            reads: true,
            writing,
        };
        let (new, works) = (page("/new", None), page("/works", Some(WritingCheck::Works)));
        let blocked = page("/blocked", Some(WritingCheck::Blocked));
        assert_eq!(verdict(&[]), Verdict::Unknown);
        assert_eq!(verdict(std::slice::from_ref(&new)), Verdict::Unknown);
        let all = [new, works, blocked];
        assert_eq!(verdict(&all[..2]), Verdict::Works(&all[1]));
        assert_eq!(verdict(&all), Verdict::Blocked(vec![&all[2]]));
    }
}
