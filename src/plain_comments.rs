//! Comments as plain HTML for pages that are not ours: those that a site puts into its own page while it is made, and one
//! that another site quotes. They have no style and no script of ours.

use std::collections::HashMap;
use std::rc::Rc;

use porch_protocol::thread::conversations;
use porch_protocol::{Comment, CommentId, Order, Role, Status, ThreadPage};
use porch_text::NODES;
use yew::prelude::*;

use crate::components::body::{body, excerpt};
use crate::language;
use crate::text::{Text, with_nodes};

/// The classes that the owner's style sheet knows. No style sheet of ours has them, and the build shortens none.
const ALL: &str = "porch-comments";
const ONE: &str = "porch-comment";
/// No comment is of this year: a page that is stored for years names the year of each time.
const NO_YEAR: u16 = u16::MAX;
/// Characters of a comment up to which it is quoted whole.
const QUOTED_WHOLE: usize = 1_000;

/// The comments of a page, to be put into the owner's own page.
#[derive(Clone, PartialEq, Debug, Properties)]
pub struct PlainCommentsProps {
    /// The comments.
    pub page: Rc<ThreadPage>,
    /// Their order.
    pub order: Order,
    /// The language of the texts around them.
    pub lang: AttrValue,
    /// The level of the heading, 1 to 5; opening comments have the next level.
    pub heading_level: u8,
    /// The address of the next part, where there is one.
    pub next: Option<AttrValue>,
    /// The conversation's own page on the server, and the words of the link to it.
    pub own_page: (AttrValue, AttrValue),
}

/// The comments of a page.
#[component]
pub fn PlainComments(props: &PlainCommentsProps) -> Html {
    let page = &props.page;
    let view = View {
        text: language::text(&props.lang),
        opening: heading(props.heading_level + 1),
        comments: page.comments.iter().map(|comment| (comment.id, comment)).collect(),
    };
    let text = view.text;
    let list = if props.order == Order::Conversation { view.conversations(page) } else { view.flat(page) };
    let count = text.comment_count(page.total as usize);
    let (own_page, join) = props.own_page.clone();
    html! {
        <section class={ALL} lang={text.lang()} dir={text.table().direction()}>
            { element(heading(props.heading_level), html! { { count } }) }
            // Also without comments: the loader draws no grey blocks where there is a list already.
            <ol>{ list }</ol>
            if let Some(next) = &props.next {
                <p><a href={next}>{ text.more(page.next_count, page.total.saturating_sub(view.published())) }</a></p>
            }
            <p><a href={own_page}>{ join }</a></p>
        </section>
    }
}

fn heading(level: u8) -> &'static str {
    ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(level.clamp(1, 6)) - 1]
}

#[expect(clippy::ignored_unit_patterns, reason = "written by the macro for a tag that is computed")]
fn element(tag: &'static str, inner: Html) -> Html {
    html! { <@{tag}>{ inner }</@> }
}

/// What the comments of one page are drawn with.
struct View<'a> {
    text: Text,
    /// The tag of the line above an opening comment.
    opening: &'static str,
    comments: HashMap<CommentId, &'a Comment>,
}

impl View<'_> {
    fn published(&self) -> u32 {
        let published = self.comments.values().filter(|comment| comment.is_published()).count();
        u32::try_from(published).unwrap_or(u32::MAX)
    }

    /// Each conversation with its replies below it, as the widget arranges them.
    fn conversations(&self, page: &ThreadPage) -> Html {
        let all = conversations(&page.comments);
        let one = |talk: &porch_protocol::thread::Conversation| {
            let replies = talk.replies.iter().map(|reply| html! { <li>{ self.article(reply.id, "p", reply.to) }</li> });
            html! {
                <li>
                    { self.article(talk.opening, self.opening, None) }
                    if !talk.replies.is_empty() { <ol>{ for replies }</ol> }
                </li>
            }
        };
        all.iter().map(one).collect()
    }

    /// One after the other; each names what it replies to.
    fn flat(&self, page: &ThreadPage) -> Html {
        let one = |comment: &Comment| html! { <li>{ self.article(comment.id, self.opening, comment.parent) }</li> };
        page.comments.iter().map(one).collect()
    }

    fn article(&self, id: CommentId, tag: &'static str, replied_to: Option<CommentId>) -> Html {
        let Some(comment) = self.comments.get(&id) else { return Html::default() };
        let inner = match comment.body.as_ref().filter(|_| comment.is_published()) {
            None => html! { <p>{ self.stub(comment) }</p> },
            Some(tree) => html! {
                <>
                    { element(tag, self.head(comment, replied_to)) }
                    <div dir="auto">{ body(tree) }</div>
                </>
            },
        };
        html! { <article id={id.anchor()}>{ inner }</article> }
    }

    fn stub(&self, comment: &Comment) -> String {
        match comment.status {
            Status::Withdrawn => self.text.deleted_by_author().into(),
            _ => self.text.removed_with(comment.reason.as_deref()),
        }
    }

    fn head(&self, comment: &Comment, replied_to: Option<CommentId>) -> Html {
        let text = self.text;
        html! {
            <>
                { author(text, comment) }
                if let Some(to) = replied_to.and_then(|to| self.replies_to(to)) { { " " }{ to } }
                { " " }
                <a href={format!("#{}", comment.id.anchor())}>{ time(text, comment) }</a>
                if comment.edited_at.is_some() { { " " }<small>{ text.edited() }</small> }
            </>
        }
    }

    fn replies_to(&self, id: CommentId) -> Option<Html> {
        let author = self.comments.get(&id)?.author.as_ref()?;
        let link = html! { <a href={format!("#{}", id.anchor())}><bdi>{ &author.name }</bdi></a> };
        Some(with_nodes(&self.text.replies_to(NODES[0]), &[link], |text| html! { { text } }))
    }
}

fn author(text: Text, comment: &Comment) -> Html {
    let Some(author) = &comment.author else { return Html::default() };
    let role = author.role.map(|role| match role {
        Role::Owner => text.role_owner(),
        Role::Host => text.role_host(),
        Role::Moderator => text.role_moderator(),
        Role::Guest => text.role_guest(),
    });
    html! { <><bdi>{ &author.name }</bdi>if let Some(role) = role { { " " }<em>{ role }</em> }</> }
}

fn time(text: Text, comment: &Comment) -> Html {
    if comment.undated {
        return html! { { text.undated() } };
    }
    let posted = comment.posted_at;
    html! { <time datetime={posted.to_string()}>{ text.date(posted.0, NO_YEAR) }</time> }
}

/// One comment, to be quoted by another site.
#[derive(Clone, PartialEq, Debug, Properties)]
pub struct QuotedCommentProps {
    /// The comment.
    pub comment: Rc<Comment>,
    /// Its address.
    pub href: AttrValue,
    /// The language of the texts around it.
    pub lang: AttrValue,
}

/// One comment with its author, its time and the link to it. Of a long one the beginning.
#[component]
pub fn QuotedComment(props: &QuotedCommentProps) -> Html {
    let (comment, href, text) = (&props.comment, &props.href, language::text(&props.lang));
    let Some(tree) = &comment.body else { return Html::default() };
    let beginning = excerpt(tree, QUOTED_WHOLE);
    let is_cut = beginning.chars().count() > QUOTED_WHOLE;
    let words = if is_cut {
        html! { <p>{ beginning }</p> }
    } else {
        body(tree)
    };
    html! {
        <blockquote class={ONE} cite={href}>
            <div dir="auto">{ words }</div>
            <p>{ "— " }{ author(text, comment) }{ ", " }<a {href}>{ time(text, comment) }</a></p>
        </blockquote>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use porch_protocol::{Author, Block, Cursor, HoldRule, Inline, Timestamp, Tree, Welcome};

    fn comment(number: u128, parent: Option<u128>, words: &str) -> Comment {
        Comment {
            id: CommentId(uuid::Uuid::from_u128(number)),
            parent: parent.map(|parent| CommentId(uuid::Uuid::from_u128(parent))),
            author: Some(Author::visitor("A & <b>")),
            body: Some(Tree(vec![Block::P(vec![Inline::Text(words.into())])])),
            posted_at: Timestamp(i64::try_from(number).unwrap() * Timestamp::SECOND),
            undated: false,
            edited_at: None,
            version: 1,
            status: Status::Published,
            reason: None,
        }
    }

    fn page(comments: Vec<Comment>) -> ThreadPage {
        ThreadPage {
            page_key: "bakery.example/rye".into(),
            title: None,
            version: "1".into(),
            cursor: Cursor("1".into()),
            total: 2,
            conversations: 1,
            closed: false,
            closed_note: None,
            hold: HoldRule::default(),
            reply_pauses: Vec::new(),
            welcome: Welcome::default(),
            comments,
            next: None,
            next_count: 0,
        }
    }

    async fn drawn(order: Order, comments: Vec<Comment>) -> String {
        let props = PlainCommentsProps {
            page: Rc::new(page(comments)),
            order,
            lang: "en".into(),
            heading_level: 2,
            next: None,
            own_page: ("https://talk.example/c/bakery".into(), "Join".into()),
        };
        yew::LocalServerRenderer::<PlainComments>::with_props(props).hydratable(false).render().await
    }

    #[tokio::test]
    async fn replies_stand_below_what_they_answer_and_no_text_is_markup() {
        let comments = vec![comment(1, None, "<script>"), comment(2, Some(1), "indeed"), comment(3, Some(2), "no")];
        let html = drawn(Order::Conversation, comments.clone()).await;
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script"), "{html}");
        assert!(html.contains("<h3><bdi>A &amp; &lt;b&gt;</bdi>"), "{html}");
        assert_eq!(html.matches("<ol>").count(), 2, "{html}");
        assert_eq!(html.matches("<article id=\"porch-c-").count(), 3, "{html}");
        let flat = drawn(Order::Newest, comments).await;
        assert_eq!(flat.matches("<ol>").count(), 1, "{flat}");
        assert!(!html.contains("<!--"), "nothing for a takeover: {html}");
    }

    #[tokio::test]
    async fn of_a_removed_comment_nothing_is_left_but_that_there_was_one() {
        let removed = Comment { status: Status::Removed, ..comment(1, None, "hidden words") };
        let html = drawn(Order::Conversation, vec![removed, comment(2, Some(1), "indeed")]).await;
        assert!(!html.contains("hidden words") && html.contains("indeed"), "{html}");
    }

    #[tokio::test]
    async fn a_long_comment_is_quoted_in_part() {
        let long = comment(1, None, &"word ".repeat(400));
        let props = |comment| QuotedCommentProps {
            comment: Rc::new(comment),
            href: "https://bakery.example/rye#c".into(),
            lang: "de".into(),
        };
        let quoted = async |comment| {
            yew::LocalServerRenderer::<QuotedComment>::with_props(props(comment)).hydratable(false).render().await
        };
        let (short, long) = (quoted(comment(1, None, "Rye")).await, quoted(long).await);
        assert!(short.starts_with("<blockquote") && short.contains("<p>Rye</p>"), "{short}");
        assert!(long.len() < 1_500 && long.contains('…'), "{long}");
    }
}
