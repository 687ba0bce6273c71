//! State in, HTML out: what the server prints, checked natively.
#![cfg(not(target_arch = "wasm32"))]

mod made;

use std::rc::Rc;

use porch_protocol::{Block, Comment, Inline, Order, ReplyPause, Role, Status, ThreadPage, Timestamp, Tree};
use porch_widget::config::PlainForm;
use porch_widget::{FragmentPage, FragmentProps, STYLE};
use yew::LocalServerRenderer;

fn props(page: ThreadPage) -> FragmentProps {
    FragmentProps {
        page: Rc::new(page),
        thread: None,
        site: "bakery".into(),
        order: Order::Conversation,
        lang: "en".into(),
        heading_level: 2,
        server: "https://talk.example".into(),
        build: "b1".into(),
        standalone: false,
        plain: PlainForm::default(),
    }
}

/// What is expected of the HTML, with the class names that browsers get.
fn short(html: &str) -> String {
    porch_class_names::Names::of(STYLE).shorten(html)
}

async fn html(props: FragmentProps) -> String {
    LocalServerRenderer::<FragmentPage>::with_props(props).hydratable(false).render().await
}

async fn shown(comments: &[Comment]) -> String {
    html(props(made::page(comments, Order::Conversation))).await
}

fn plain(number: usize, parent: Option<usize>, name: &str, words: &str) -> Comment {
    made::comment(number, parent, name, vec![Inline::Text(words.into())])
}

#[tokio::test]
async fn hostile_words_stay_words() {
    let evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\" onload=\"x";
    let mut comment = plain(0, None, evil, evil);
    comment.body = Some(Tree(vec![
        Block::P(vec![
            Inline::Text(evil.into()),
            Inline::Link("javascript:alert(1)".into(), vec![Inline::Text("click".into())]),
            Inline::Link("https://a.example/\"><script>".into(), vec![Inline::Text("there".into())]),
        ]),
        Block::Code(evil.into()),
        Block::Unknown,
    ]));
    let html = shown(&[comment]).await;
    assert!(!html.contains("<script"), "{html}");
    assert!(!html.contains("<img"), "{html}");
    assert!(!html.contains("javascript:"), "{html}");
    assert!(html.contains("&lt;script&gt;alert(1)"), "{html}");
    assert!(html.contains("click"), "the words of a refused link stay: {html}");
}

#[tokio::test]
async fn a_link_in_a_link_is_only_words() {
    let inner = Inline::Link("https://b.example".into(), vec![Inline::Text("inner".into())]);
    let outer = Inline::Link("https://a.example".into(), vec![inner]);
    let html = shown(&[made::comment(0, None, "Ben", vec![outer])]).await;
    assert!(html.contains("a.example") && !html.contains("b.example") && html.contains("inner"), "{html}");
}

#[tokio::test]
async fn every_script_is_written_in_its_own_direction() {
    let html =
        shown(&[plain(0, None, "سلمى", "مرحبا"), plain(1, Some(0), "Ben", "hello"), plain(2, Some(1), "Li", "yes")])
            .await;
    assert!(html.contains(r#"<bdi part="author">سلمى</bdi>"#), "{html}");
    assert!(html.contains("<i>to </i><bdi>Ben</bdi>"), "a reply to a reply says to whom: {html}");
    assert!(!html.contains("to </i><bdi>سلمى</bdi>"), "a reply to the opening need not: {html}");
    assert!(html.contains(r#"<div part="body" dir="auto"><p>مرحبا"#), "{html}");
}

#[tokio::test]
async fn headings_start_where_the_page_wants_them() {
    for (level, own, opening) in [(2, "<h2", "<h3"), (1, "<h1", "<h2"), (9, "<h5", "<h6"), (0, "<h1", "<h2")] {
        let page = made::page(&[plain(0, None, "Ben", "hello")], Order::Conversation);
        let html = html(FragmentProps { heading_level: level, ..props(page) }).await;
        assert!(html.contains(&format!(r#"{own} id="porch-h""#)), "{level}: {html}");
        assert!(html.contains(&short(&format!(r#"{opening} class="comment-head""#))), "{level}: {html}");
    }
}

#[tokio::test]
async fn the_outermost_element_says_what_the_loader_needs() {
    let html = shown(&[plain(0, None, "Ben", "hello")]).await;
    let open = html.split('>').next().unwrap_or_default();
    for attribute in [
        r#"data-key="https://bakery.example/rye""#,
        r#"data-version="3f9a""#,
        r#"data-cursor="c7""#,
        r#"data-build="b1""#,
        r#"data-site="bakery""#,
        r#"data-total="1""#,
        r#"data-order="conversation""#,
    ] {
        assert!(open.contains(attribute), "{attribute} in {open}");
    }
}

#[tokio::test]
async fn the_search_is_hidden_until_a_script_shows_it_and_has_no_place_without_one() {
    let page = made::page(&[plain(0, None, "Ben", "hello")], Order::Conversation);
    let thread = "00000000-0000-0000-0000-000000000000".parse().ok();
    let embedded = html(FragmentProps { thread, ..props(page.clone()) }).await;
    let button = embedded.split("<button").find(|part| part.contains(r#"aria-keyshortcuts="/""#)).unwrap_or_default();
    assert!(button.contains("hidden") && button.contains("Search"), "{embedded}");
    assert!(embedded.contains(r#"data-thread="00000000-0000-0000-0000-000000000000""#), "{embedded}");
    let alone = html(FragmentProps { standalone: true, ..props(page) }).await;
    assert!(!alone.contains("aria-keyshortcuts"), "{alone}");
}

#[tokio::test]
async fn a_comment_is_named_once_and_holds_absolute_time_only() {
    let html = shown(&[plain(0, None, "Ben", "hello")]).await;
    assert_eq!(html.matches(&made::id(0).to_string()).count(), 1, "{html}");
    assert!(html.contains(r#"<time datetime="2026-05-03T09:20:00Z"></time>"#), "{html}");
}

#[tokio::test]
async fn stubs_keep_the_branch_and_lose_the_words() {
    let mut gone = plain(0, None, "Ben", "secret");
    gone.status = Status::Removed;
    gone.reason = Some("rule 2".into());
    (gone.author, gone.body) = (None, None);
    let mut back = plain(1, Some(0), "Li", "secret too");
    back.status = Status::Withdrawn;
    (back.author, back.body) = (None, None);
    let html = shown(&[gone, back, plain(2, Some(1), "Noor", "still here")]).await;
    assert!(html.contains("Removed by the team: rule 2") && html.contains("deleted this comment"), "{html}");
    assert!(!html.contains("secret") && html.contains("still here"), "{html}");
}

#[tokio::test]
async fn long_conversations_are_cut_into_roots_of_twenty() {
    let html = shown(&made::thread(60, 60)).await;
    assert_eq!(html.matches(&short(r#"class="conversation-root""#)).count(), 3);
    assert_eq!(html.matches(&short(r#"class="conversation-item""#)).count(), 1);
    assert_eq!(html.matches("<article").count(), 60);
    assert!(html.contains("<b>59 replies</b>") && html.contains("<span>Collapse 59 replies</span>"), "{html}");
}

#[tokio::test]
async fn a_thread_has_two_indents_and_what_lies_deeper_says_whom_it_answers() {
    let comments = [
        plain(0, None, "Ben", "opening"),
        plain(1, Some(0), "Noor", "one"),
        plain(2, Some(1), "Li", "two"),
        plain(3, Some(2), "Amira", "three"),
        plain(4, Some(0), "Ines", "one more"),
    ];
    let html = shown(&comments).await;
    assert_eq!(
        (
            html.matches(&short(r#"<ol class="replies-indented">"#)).count(),
            html.matches(&short(r#"<ol class="replies-deeper">"#)).count()
        ),
        (1, 1),
        "{html}"
    );
    assert!(
        html.contains("<b>4 replies</b>") && html.contains("<b>2 replies</b>"),
        "each branch can be collapsed: {html}"
    );
    // What stands under its parent says whom it answers only where the second indent is given up.
    assert!(html.contains(&short(r#"<span class="replied-author is-shallow"><i>to </i><bdi>Noor</bdi>"#)), "{html}");
    assert!(html.contains(&short(r#"<span class="replied-author"><i>to </i><bdi>Li</bdi>"#)), "{html}");
    assert_eq!(html.matches(&short(r#"<span class="replied-author"#)).count(), 2, "{html}");
}

#[tokio::test]
async fn a_branch_that_is_cut_goes_on_at_its_indent() {
    let mut comments = vec![plain(0, None, "Ben", "opening"), plain(1, Some(0), "Noor", "one")];
    comments.extend((2..30).map(|number| plain(number, Some(1), "Li", "two")));
    let html = shown(&comments).await;
    let roots: Vec<&str> = html.split(&short(r#"<div class="conversation-root">"#)).skip(1).collect();
    assert_eq!(roots.len(), 2);
    assert!(
        roots[1].starts_with(&short(
            r#"<ol class="replies-indented"><li class="branch-continuation"><ol class="replies-deeper"><li><article"#
        )),
        "{html}"
    );
}

#[tokio::test]
async fn what_may_be_longer_than_eight_lines_can_be_cut_where_a_script_shows_the_rest() {
    let long = "A line of thirty-eight characters, yes".repeat(9);
    for (words, standalone, cut) in [(&*long, false, true), (&*long, true, false), (&long[..300], false, false)] {
        let page = made::page(&[plain(0, None, "Ben", words)], Order::Conversation);
        let html = html(FragmentProps { standalone, ..props(page) }).await;
        assert_eq!(html.contains(&short(r#"class="long-body""#)) && html.contains(">Read more<"), cut, "{html}");
    }
}

#[tokio::test]
async fn the_orders_are_links_that_need_no_script() {
    let html = shown(&[plain(0, None, "Ben", "hello")]).await;
    assert!(
        html.contains(r#"href="https://talk.example/c/bakery?page=https://bakery.example/rye&amp;order=newest""#),
        "{html}"
    );
    assert!(html.contains(r#"data-o="conversation" aria-current="true""#), "{html}");
}

#[tokio::test]
async fn the_own_page_works_by_plain_forms() {
    let mut comment = plain(0, None, "Ben", "hello");
    comment.edited_at = Some(Timestamp(made::START));
    if let Some(author) = &mut comment.author {
        author.role = Some(Role::Owner);
    }
    let page = made::page(&[comment], Order::Conversation);
    let plain = PlainForm { key: "k1-".into(), body: "kept <words>".into(), ..Default::default() };
    let html = html(FragmentProps { standalone: true, plain, ..props(page) }).await;
    assert!(html.contains(r#"action="/c/bakery""#), "{html}");
    let fields: Vec<&str> = html.split("<input").skip(1).filter_map(|rest| rest.split('>').next()).collect();
    let page = fields.iter().filter(|field| field.contains(r#"name="page""#));
    assert!(page.clone().count() > 1, "each form says which page it is about: {html}");
    assert!(page.clone().all(|field| field.contains(r#"value="https://bakery.example/rye""#)), "{html}");
    assert!(html.contains(&format!("k1-{}", made::id(0))), "each reply has a key of its own: {html}");
    assert!(html.contains("kept &lt;words&gt;</textarea>"), "{html}");
    assert!(
        html.contains(">3 May, 09:20 UTC</time>")
            && html.contains("2026-05-03T09:20")
            && html.contains("edited")
            && html.contains("owner"),
        "{html}"
    );
    assert!(html.contains(&format!(r##"href="#porch-c-{}""##, made::id(0))), "{html}");
}

#[test]
fn a_time_names_its_year_where_that_is_another_one() {
    let date = |micros, year| porch_widget::language::text("en").date(micros, year);
    let may = 1_777_800_011_000_000;
    assert_eq!(date(may, 2026), "3 May, 09:20 UTC");
    assert_eq!(date(may, 2027), "3 May 2026, 09:20 UTC");
    assert_eq!(date(may, 0), "3 May, 09:20 UTC");
    assert_eq!(date(0, 2026), "1 January 1970, 00:00 UTC");
    assert_eq!(date(4_107_542_399_000_000, 2100), "28 February, 23:59 UTC");
}

#[tokio::test]
async fn every_comment_has_its_monogram_and_where_no_script_fills_them_in_branches_have_theirs() {
    let comments = [plain(0, None, "🦊 fox", "hello"), plain(1, Some(0), "…", "hi")];
    for standalone in [true, false] {
        let page = made::page(&comments, Order::Conversation);
        let html = html(FragmentProps { standalone, ..props(page) }).await;
        for sign in [r#"data-m="f" data-h="9""#, r#"data-m="…" data-h="10""#] {
            assert!(html.contains(sign), "{sign}: {html}");
        }
        assert_eq!(html.contains(r#"<i data-m="…" data-h="10">"#), standalone, "{html}");
    }
}

#[test]
fn what_the_style_says_of_the_element_it_says_of_the_page_of_its_own() {
    let of_the_element: Vec<&str> =
        STYLE.split(":host").skip(1).filter(|rule| rule.starts_with([' ', ',', '{'])).collect();
    assert_eq!(of_the_element.len(), 6);
    assert!(of_the_element.iter().all(|rule| rule.starts_with(", .porch-page")), "{of_the_element:?}");
}

#[test]
fn the_style_is_all_files_of_its_folder_in_the_order_of_their_names() {
    let joined = |folder: &str| -> String {
        let folder = std::fs::read_dir(format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let mut files: Vec<_> = folder.map(|file| file.unwrap().path()).filter(|path| path.is_file()).collect();
        files.sort();
        files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
    };
    let joined = joined("src/style") + &joined("src/style/late");
    assert_eq!(STYLE, joined);
    // A picture of a style sheet, even in `data:`, would need a word in the policy of every page that has one.
    assert!(!STYLE.contains("url("), "pictures are nodes");
}

#[tokio::test]
async fn flat_orders_leave_stubs_out_and_say_whom_a_reply_answers() {
    let mut gone = plain(1, Some(0), "Li", "secret");
    gone.status = Status::Withdrawn;
    (gone.author, gone.body) = (None, None);
    let comments = [plain(0, None, "Ben", "first words"), gone, plain(2, Some(0), "Noor", "last words")];
    let page = made::page(&comments, Order::Newest);
    let html = html(FragmentProps { order: Order::Newest, ..props(page) }).await;
    assert!(html.find("<p>last words") < html.find("<p>first words"), "{html}");
    let quoted = short(&format!(
        r##"<p class="reply-excerpt"><a href="#{}"><bdi>Ben</bdi>: <bdi>first words</bdi>"##,
        made::id(0).anchor()
    ));
    assert!(html.contains(&quoted) && !html.contains("deleted this comment"), "{html}");
}

#[tokio::test]
async fn a_closed_thread_takes_no_words() {
    let page = ThreadPage { closed: true, ..made::page(&[plain(0, None, "Ben", "hello")], Order::Conversation) };
    let html = html(props(page)).await;
    assert!(!html.contains("<textarea") && html.contains("Comments are closed"), "{html}");
    assert!(html.contains("data-closed") && html.contains(&short(r#"<div class="composer-root"></div>"#)), "{html}");
}

#[tokio::test]
async fn words_that_come_too_late_are_given_back_to_be_copied() {
    let page = ThreadPage { closed: true, ..made::page(&[plain(0, None, "Ben", "hello")], Order::Conversation) };
    let late = PlainForm { body: "kept <words>".into(), ..Default::default() };
    let html = html(FragmentProps { standalone: true, plain: late, ..props(page) }).await;
    let (fields, _) = html.split_once(&short(r#" class="notice-line""#)).unwrap_or_default();
    let field = fields.split("<textarea").nth(1).unwrap_or_default();
    assert!(field.contains("readonly") && field.contains("kept &lt;words&gt;</textarea>"), "{html}");
    assert!(fields.contains("to copy") && !fields.contains("<form"), "{html}");
}

#[tokio::test]
async fn a_branch_at_rest_says_until_when_and_offers_no_reply_in_it() {
    let comments = [
        plain(0, None, "Ben", "hello"),
        plain(1, Some(0), "Noor", "hot"),
        plain(2, Some(1), "Li", "hotter"),
        plain(3, Some(0), "Amira", "calm"),
    ];
    let mut removed = comments.clone();
    removed[1] = Comment { status: Status::Removed, author: None, body: None, ..comments[1].clone() };
    let cases = [(&comments, false), (&comments, true), (&removed, false), (&removed, true)];
    for (comments, standalone) in cases {
        let reply_pauses = vec![ReplyPause { comment: made::id(1), until: Timestamp(1_750_000_000_000_000) }];
        let page = ThreadPage { reply_pauses, ..made::page(comments, Order::Conversation) };
        let html = html(FragmentProps { standalone, ..props(page) }).await;
        let said: Vec<&str> = html.split("<article").skip(1).collect();
        let offers = |said: &&str| said.contains(">Reply<");
        assert_eq!(said.iter().map(offers).collect::<Vec<_>>(), [true, false, false, true], "{html}");
        let rests = |said: &&str| said.contains("Replies paused") && said.contains("datetime=\"2025-06-15T15:06:40");
        assert_eq!(said.iter().map(rests).collect::<Vec<_>>(), [false, true, false, false], "{html}");
    }
}

#[tokio::test]
async fn the_texts_are_in_the_page_s_language_and_read_from_its_side() {
    let comments = [plain(0, None, "Ben", "opening"), plain(1, Some(0), "Noor", "one"), plain(2, Some(1), "Li", "two")];
    let render = async |lang: &'static str| {
        let page = made::page(&comments, Order::Conversation);
        html(FragmentProps { lang: lang.into(), ..props(page) }).await
    };
    let german = render("de-AT").await;
    for part in [
        r#"lang="de""#,
        "3 Kommentare",
        "<b>2 Antworten</b>",
        "<i>an </i><bdi>Noor</bdi>",
        "Sortierung: <b>Gespräche</b>",
    ] {
        assert!(german.contains(part), "{part}: {german}");
    }
    assert!(!german.contains("dir=\"rtl\""), "{german}");
    let arabic = render("ar-EG").await;
    for part in [r#"lang="ar" dir="rtl""#, "3 تعليقات", "<b>ردّان</b>", "<i>ردًّا على </i><bdi>Noor</bdi>"]
    {
        assert!(arabic.contains(part), "{part}: {arabic}");
    }
    assert!(render("eo").await.contains(r#"lang="en""#), "English stands for every other language");
}

#[test]
fn numbers_and_dates_are_written_as_each_language_writes_them() {
    let text = porch_widget::language::text;
    assert_eq!(text("de").comment_count(12_345), "12.345 Kommentare");
    assert_eq!(text("en").comment_count(12_345), "12,345 comments");
    let arabic = [0, 1, 2, 3, 11, 100].map(|count| text("ar").comment_count(count));
    assert_eq!(arabic, ["لا تعليقات بعد", "تعليق واحد", "تعليقان", "3 تعليقات", "11 تعليقًا", "100 تعليق"]);
    let may = 1_777_800_011_000_000;
    assert_eq!(text("de").date(may, 2027), "3. Mai 2026, 09:20 UTC");
    assert_eq!(text("ar").date(may, 2026), "3 مايو، 09:20 UTC");
}

#[test]
fn the_pseudo_locale_goes_through_every_sentence() {
    let translations = porch_text_compiler::read_surface(std::path::Path::new(env!("CARGO_MANIFEST_DIR")), "widget");
    let pseudo = translations.unwrap()[0].pseudo().table();
    let text = porch_widget::text::Text::new(porch_text::Table::leak(pseudo));
    let in_brackets = |message: &str| message.starts_with('[') && message.ends_with(']');
    assert!(in_brackets(text.skip()) && in_brackets(&text.comment_count(2)), "{}", text.skip());
    assert!(in_brackets(&text.error(porch_protocol::ErrorCode::Banned, None)));
    assert!(in_brackets(&text.error(porch_protocol::ErrorCode::RateLimited, Some(300))));
}
