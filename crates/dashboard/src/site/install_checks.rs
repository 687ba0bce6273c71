//! "Is it there?": the reports that the server has received from the site's pages, as a list of checks that updates
//! itself.

use gloo_timers::callback::Interval;
use porch_class_macros::{class, html};
use porch_protocol::site_settings::{InstallCheck, ReportedPage, SiteSettings, WritingCheck};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure, to};
use crate::context::Context;
use crate::site::setting_change::Change;
use crate::site::snippet_options::policy;
use crate::site::unlisted_origin::UnlistedOriginNote;
use crate::text;
use crate::ui::copy_button::CopyButton;
use crate::ui::icons::icon;
use crate::ui::relative_time::when;

/// How often the reports are loaded while the page is visible, in milliseconds.
const INTERVAL: u32 = 3_000;
/// The maximum number of pages in a list.
const MAX_PAGES: usize = 5;

/// The site, and the callback that adds an address to it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ChecksProps {
    pub(crate) site: SiteSettings,
    pub(crate) set: Callback<Change>,
    pub(crate) context: Context,
}

/// The checks, reloaded every few seconds while the page is visible.
#[component]
pub(crate) fn Checks(props: &ChecksProps) -> Html {
    let report = use_install_check(&props.context);
    let policy = policy(&props.site.server);
    let Some(report) = &*report else { return Html::default() };
    let blocked = matches!(verdict(&report.pages), Verdict::Blocked(_));
    html! {
        <div class="heard">
            <ol class="checks" aria-live="polite">
                { latest_page(&report.pages) }
                { writing(&report.pages, &policy, &props.context) }
                { for report.pages.iter().take(MAX_PAGES).skip(1).map(earlier_page) }
                { line(class!("wait"), if report.pages.is_empty() { text().site_listening() } else { text().site_listening_on() }) }
            </ol>
            { for report.pages.iter().filter_map(canonical) }
            { for report.strangers.iter().map(|one| html! { <UnlistedOriginNote key={one.origin.clone()} unlisted={one.clone()} site={props.site.clone()} set={props.set.clone()} /> }) }
            if !blocked {
                <details class="policy">
                    <summary>{ text().site_policy() }</summary>
                    <p class="quiet">{ text().site_policy_what() }</p>
                    { policy_box(&policy, &props.context) }
                </details>
            }
        </div>
    }
}

#[hook]
fn use_install_check(context: &Context) -> UseStateHandle<Option<InstallCheck>> {
    let report = use_state(|| None::<InstallCheck>);
    let (found, context) = (report.clone(), context.clone());
    use_effect_with((), move |()| {
        let ask = move || {
            let (found, context) = (found.clone(), context.clone());
            spawn_local(async move {
                match api::request(&to::INSTALL_CHECK).await {
                    Ok(report) => found.set(Some(report)),
                    Err(Failure::SignedOut) => context.session_ended.emit(()),
                    // A lost connection is shown by the lists, not here every three seconds.
                    Err(Failure::Message(_)) => {}
                }
            });
        };
        ask();
        let tick = Interval::new(INTERVAL, move || {
            let document = web_sys::window().and_then(|window| window.document());
            if !document.is_some_and(|document| document.hidden()) {
                ask();
            }
        });
        move || drop(tick)
    });
    report
}

/// Whether comments can be written on the site's pages.
#[derive(PartialEq, Eq, Debug)]
enum Verdict<'p> {
    /// A policy keeps the widget from running on these pages.
    Blocked(Vec<&'p ReportedPage>),
    /// The widget ran on this page, and no page reported a problem.
    Works(&'p ReportedPage),
    /// No page has reported.
    Unknown,
}

/// The verdict from the pages, the latest first. A problem comes before a success.
fn verdict(pages: &[ReportedPage]) -> Verdict<'_> {
    let reporting = |what| pages.iter().filter(move |page| page.writing == Some(what));
    let blocked: Vec<_> = reporting(WritingCheck::Blocked).collect();
    if !blocked.is_empty() {
        return Verdict::Blocked(blocked);
    }
    reporting(WritingCheck::Works).next().map_or(Verdict::Unknown, Verdict::Works)
}

/// The page with the latest report, and whether it showed the comments.
fn latest_page(pages: &[ReportedPage]) -> Html {
    let Some(page) = pages.first() else { return Html::default() };
    let reading = if page.reads {
        line(class!("ok"), text().site_reading_works())
    } else {
        line(class!("wait"), text().site_reading_unknown())
    };
    html! {
        <>
            <li class="ok" key="seen">{ icon("done") }<p><b>{ text().site_found() }</b>{ text().site_at() }{ link(page) }{ ago(page) }</p></li>
            { reading }
        </>
    }
}

fn writing(pages: &[ReportedPage], policy: &str, context: &Context) -> Html {
    match verdict(pages) {
        Verdict::Blocked(blocked) => html! {
            <li class="failed-check" key="writing">
                { icon("alert") }
                <div>
                    <p><b>{ text().site_writing_blocked() }{ page_links(&blocked, pages.len() > 1) }{ "." }</b>{ " " }{ text().site_add_to_policy() }</p>
                    { policy_box(policy, context) }
                    <p class="quiet">{ text().site_open_again() }</p>
                </div>
            </li>
        },
        Verdict::Works(page) => {
            let elsewhere = pages.first() != Some(page);
            html! {
                <li class="ok" key="writing">{ icon("done") }<p>{ text().site_writing_works() }{ page_links(&[page], elsewhere) }</p></li>
            }
        }
        // Where comments are not shown yet, nothing can be written.
        Verdict::Unknown if pages.first().is_some_and(|page| page.reads) => {
            line(class!("wait"), text().site_writing_unknown())
        }
        Verdict::Unknown => Html::default(),
    }
}

/// The pages at the end of a sentence, if needed.
fn page_links(pages: &[&ReportedPage], needed: bool) -> Html {
    let links = pages.iter().take(MAX_PAGES).enumerate().map(|(place, page)| {
        html! { <>{ if place == 0 { text().site_at() } else { ", " } }{ link(page) }</> }
    });
    if needed { links.collect() } else { Html::default() }
}

fn earlier_page(page: &ReportedPage) -> Html {
    html! { <li class="ok" key={page.url.clone()}>{ icon("done") }<p>{ text().site_also_at() }{ " " }{ link(page) }{ ago(page) }</p></li> }
}

/// A line without an address.
fn line(class: &'static str, label: &'static str) -> Html {
    let pending = class == class!("wait");
    html! {
        <li {class} key={label}>{ icon(if pending { "clock" } else { "done" }) }<p class={pending.then_some(class!("muted"))}>{ label }</p></li>
    }
}

fn policy_box(policy: &str, context: &Context) -> Html {
    html! {
        <div class="codebox small">
            <pre dir="ltr" tabindex="0" role="region" aria-label={text().site_the_policy()}><code>{ policy }</code></pre>
            <CopyButton text={policy.to_owned()} context={context.clone()} />
        </div>
    }
}

/// A page with a canonical address that is not allowed, so that its comments cannot be stored.
fn canonical(page: &ReportedPage) -> Option<Html> {
    let named = page.canonical.as_ref()?;
    Some(html! {
        <div class="stranger" key={format!("canonical {}", page.url)}>
            <p>{ link(page) }{ " " }{ text().site_canonical() }{ " " }<strong dir="ltr">{ named }</strong></p>
            <p class="quiet">{ text().site_canonical_what() }</p>
        </div>
    })
}

/// The time of the report; not announced again each minute.
fn ago(page: &ReportedPage) -> Html {
    html! { <span aria-live="off">{ ", " }{ when(page.at) }</span> }
}

fn link(page: &ReportedPage) -> Html {
    html! { <a href={page.url.clone()} dir="ltr">{ path(&page.url) }</a> }
}

/// The part of an address that differs between the pages of a site.
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
    fn blocked_pages_are_named_before_working_ones() {
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
