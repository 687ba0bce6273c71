//! The page as the server renders it: static parts, and a root for each part that the widget hydrates.

use porch_class_macros::html;
use std::rc::Rc;

use porch_protocol::{Order, ThreadId, ThreadPage, Welcome};
use porch_text::NODES;
use yew::prelude::*;

use crate::components::block::BlockView;
use crate::components::card::Field;
use crate::components::list_end::{ListEnd, ListEndView};
use crate::components::monogram::monogram;
use crate::config::{Config, PlainForm};
use crate::state::State;
use crate::store::Store;
use crate::text::{Text, isolated, with_nodes};

/// What the server passes to render a page of a thread.
#[derive(Clone, PartialEq, Debug, Properties)]
pub struct FragmentProps {
    /// The comments.
    pub page: Rc<ThreadPage>,
    /// The thread of the page; none before its first comment.
    #[prop_or_default]
    pub thread: Option<ThreadId>,
    /// The site's name.
    pub site: AttrValue,
    /// The order of the comments.
    pub order: Order,
    /// The language tag, as in `lang`.
    pub lang: AttrValue,
    /// The level of the heading, 1 to 5.
    pub heading_level: u8,
    /// The server's public address, without a slash at its end.
    pub server: AttrValue,
    /// The build of the widget that can hydrate this.
    pub build: AttrValue,
    /// Whether this is the server's own page, which works with plain forms and links.
    #[prop_or_default]
    pub standalone: bool,
    /// Values for the forms of that page.
    #[prop_or_default]
    pub plain: PlainForm,
}

impl FragmentProps {
    fn config(&self) -> Config {
        Config {
            server: self.server.clone(),
            site: self.site.clone(),
            page_key: self.page.page_key.clone().into(),
            title: self.page.title.clone().map(AttrValue::from),
            team: self.page.welcome.member_name().map(|name| isolated(name).into()),
            order: self.order,
            text: Config::texts(&self.lang),
            heading_level: self.heading_level.clamp(1, 5),
            standalone: self.standalone,
            plain: self.plain.clone(),
        }
    }
}

/// A whole conversation. Everything but the roots (the count in the heading, `composer-root`, `conversation-root` and `list-end`) stays as it is rendered here.
#[component]
pub fn FragmentPage(props: &FragmentProps) -> Html {
    let (page, config) = (&props.page, props.config());
    let text = config.text;
    let heading = config.heading(0);
    let store = Store::new(config, State::new(page, props.order));
    html! {
        <section class="comment-section" lang={text.lang()} dir={text.table().direction()} aria-labelledby="porch-h" data-key={page.page_key.clone()}
            data-thread={props.thread.map(|id| id.to_string())} data-site={&props.site} data-version={page.version.clone()} data-cursor={page.cursor.0.clone()}
            data-build={&props.build} data-total={page.total.to_string()}
            data-conversations={page.conversations.to_string()} data-order={props.order.word()}
            data-closed={page.closed.then_some("")} data-now={text.just_now()}>
            <a class="skip-link" href="#porch-e">{ text.skip() }</a>
            <div class="section-head">
                { title(heading, html! { <span><ListEndView store={&store} end={ListEnd::CommentCount} /></span> }) }
                if !props.standalone { { search(&store) } }
                { sort(&store) }
            </div>
            { empty_list(text, &page.welcome) }
            <slot name="prompt"><div class="page-prompt"></div>{ question(text, &page.welcome) }</slot>
            <div class="composer-area" data-open={(props.standalone && !props.plain.collapsed).then_some("")}>
                <slot name="before-composer"></slot>
                // If a closed page opens again while it is being read, the widget renders its field.
                <div class="composer-root">if !page.closed { <Field store={&store} /> }</div>
                <div class="closed-note">{ closed(text, page) }</div>
                { returned_text(text, if page.closed { &props.plain.body } else { &props.plain.lost }) }
                <slot name="rules">{ rules(text, &page.welcome) }</slot>
                <slot name="after-composer"></slot>
            </div>
            <div class="notice-line" role="status"></div>
            <ol class="conversation-list" part="list">{ blocks(&store) }</ol>
            <div class="list-end"><ListEndView store={&store} end={ListEnd::LoadMore} /></div>
            <slot name="footer"></slot>
            <i id="porch-e" tabindex="-1"></i>
        </section>
    }
}

/// That comments are closed, and the team's note about it. The lock is rendered here for a page that is closed already,
/// and by `showClosed` in `loader/live/forms.js` for one that is closed while it is being read.
fn closed(text: Text, page: &ThreadPage) -> Html {
    let note = match &page.closed_note {
        None => html! { <bdi>{ text.readable() }</bdi> },
        Some(closed_note) => {
            let author = closed_note.by.as_ref();
            let sentence = text.closed_note(author.map(|_| NODES[0]), NODES[1]);
            let nodes = [html! { <bdi>{ author }</bdi> }, html! { <bdi>{ &closed_note.words }</bdi> }];
            with_nodes(&sentence, &nodes, |text| html! { { text } })
        }
    };
    html! {
        <>
            if page.closed {
                // With all its stroke attributes: the style sheet of the icons comes later.
                <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true">
                    <path d="M5 9h10v7.5H5zM7 9V6.8a3 3 0 0 1 6 0V9" />
                </svg>
            }
            <p><slot name="closed"><bdi>{ text.closed() }</bdi></slot>{ " " }<span>{ note }</span></p>
        </>
    }
}

/// Text of a plain form that came too late, to be copied: without a script it is saved nowhere else.
fn returned_text(text: Text, unsent: &AttrValue) -> Html {
    if unsent.is_empty() {
        return Html::default();
    }
    html! {
        <label>
            <span>{ text.given_back() }</span>
            <textarea part="input" rows="3" dir="auto" readonly=true defaultvalue={unsent} />
        </label>
    }
}

/// The monogram of the team member who asks the opening question.
fn asker_monogram(welcome: &Welcome) -> (Option<String>, Option<String>) {
    welcome.question.as_ref().and(welcome.asked_by.as_deref()).and_then(monogram).unzip()
}

/// Shown where there are no comments: an invitation, which introduces the opening question if there is one.
fn empty_list(text: Text, welcome: &Welcome) -> Html {
    let (m, h) = asker_monogram(welcome);
    let asker = welcome.asked_by.as_deref().map(isolated);
    let introduction = welcome.question.as_ref().map(|_| text.would_like_to_know(asker.as_deref()));
    html! { <p class="empty-list" data-m={m} data-h={h}><slot name="empty">{ text.empty() }{ " " }{ introduction }</slot></p> }
}

/// The opening question, with the name of the team member who asks it.
fn question(text: Text, welcome: &Welcome) -> Html {
    let Some(question) = &welcome.question else { return Html::default() };
    let asks = text.asks(welcome.asked_by.as_deref().map(isolated).as_deref());
    let (m, h) = asker_monogram(welcome);
    html! {
        <p class="opening-question" part="prompt" data-m={m} data-h={h}><bdi>{ asks }</bdi><span dir="auto">{ question }</span></p>
    }
}

/// The house rules. The widget hides them from regular visitors.
fn rules(text: Text, welcome: &Welcome) -> Html {
    if welcome.rules.is_empty() {
        return Html::default();
    }
    let whose = text.house_rules(welcome.rules_by.as_deref().map(isolated).as_deref());
    let rules = welcome.rules.iter().map(|rule| html! { <li><bdi>{ rule }</bdi></li> });
    html! { <div class="house-rules" part="rules"><bdi>{ whose }</bdi><ul>{ for rules }</ul></div> }
}

#[expect(clippy::ignored_unit_patterns, reason = "written by the macro for a tag that is computed")]
fn title(tag: &'static str, count: Html) -> Html {
    html! { <@{tag} id="porch-h" part="header"><slot name="title">{ count }</slot></@> }
}

/// The button that opens the search. It needs a script, which shows it.
fn search(store: &Store) -> Html {
    let Config { text, team, .. } = store.config();
    html! {
        <button type="button" class="search-button" aria-keyshortcuts="/" data-team={team} hidden=true>
            <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M9 3.8a5.2 5.2 0 1 0 0 10.4 5.2 5.2 0 0 0 0-10.4M13 13l3.7 3.7" /></svg>
            <span>{ text.search() }</span>
        </button>
    }
}

/// The orders: links to the conversation's own page, which work without any script. The loader turns them into a menu.
fn sort(store: &Store) -> Html {
    let config = store.config();
    let mut chosen = "";
    let orders = Order::ALL.into_iter().zip(config.text.orders()).map(|(order, name)| {
        let href = config.own_page(&format!("order={}", order.word()));
        let current = (order == config.order).then(|| chosen = name).map(|()| "true");
        html! { <a {href} data-o={order.word()} aria-current={current}>{ name }</a> }
    });
    let orders: Html = orders.collect();
    let sorted =
        with_nodes(&config.text.sorted_by(NODES[0]), &[html! { <b>{ chosen }</b> }], |text| html! { { text } });
    html! {
        <details class="order-menu">
            <summary><bdi>{ sorted }</bdi></summary>
            <nav aria-label={config.text.sort()}>{ orders }</nav>
        </details>
    }
}

/// A `li` for each conversation, in it a root for each of its blocks.
fn blocks(store: &Store) -> Html {
    let blocks = store.read(|state| state.blocks.clone());
    let conversations = blocks.chunk_by(|_, next| next.continues);
    conversations
        .map(|parts| {
            let roots = parts
                .iter()
                .map(|block| html! { <div class="conversation-root"><BlockView {store} id={block.id} /></div> });
            html! { <li class="conversation-item">{ for roots }</li> }
        })
        .collect()
}
