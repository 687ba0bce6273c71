//! The widget in a real browser: what is taken over, where the focus goes, what is sent.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod made;
mod stage;

use js_sys::Reflect;
use porch_class_macros::selector;
use porch_protocol::{
    Block, Change, ChangeKind, Changes, Comment, CommentPosted, Cursor, DisclosedHoldReason, ErrorCode, HoldRule,
    Inline, Me, MyComment, Order, Problem, ReplyPause, Role, Status, ThreadPage, Timestamp, Tree, Trust, TrustLevel,
};
use porch_widget::wire;
use stage::{Stage, eventually, parse, press};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlTextAreaElement};

wasm_bindgen_test_configure!(run_in_browser);

fn words(number: usize, parent: Option<usize>) -> Comment {
    made::comment(number, parent, "Ben", vec![Inline::Text(format!("words {number}"))])
}

fn published(comment: &Comment) -> CommentPosted {
    CommentPosted { comment: comment.clone(), cursor: Some(Cursor("c9".into())), reason: None }
}

#[wasm_bindgen_test]
async fn taking_over_keeps_every_element_and_what_was_typed() {
    let stage = Stage::with(&made::thread(45, 25)).await;
    let before = stage.all("*");
    let field: HtmlTextAreaElement = stage.find(selector!(".composer-root textarea")).unchecked_into();
    field.focus().unwrap();
    field.set_value("typed early");
    field.set_selection_range(2, 5).unwrap();
    let widget = stage.alive().await;
    assert!(before.iter().all(|element| stage.root.contains(Some(element))), "no element was made anew");
    assert_eq!(field.value(), "typed early");
    assert_eq!((field.selection_start().unwrap(), field.selection_end().unwrap()), (Some(2), Some(5)));
    assert_eq!(stage.focused().as_ref(), Some(field.as_ref()));
    assert!(
        stage.root.query_selector(selector!(".composer-root .composer-tools")).unwrap().is_some(),
        "the tools have come"
    );
    widget.destroy();
}

#[wasm_bindgen_test]
async fn a_reply_takes_the_focus_and_esc_gives_it_back() {
    let stage = Stage::with(&[words(0, None), words(1, Some(0))]).await;
    let widget = stage.alive().await;
    let reply = stage.find(selector!("ol.conversation-list article .comment-actions button"));
    reply.click();
    eventually("the reply's field has the focus", || {
        stage.focused().is_some_and(|at| at.matches("article textarea").unwrap())
    })
    .await;
    let label = stage.find("article form textarea").get_attribute("aria-label").unwrap();
    assert_eq!(label, "Reply to Ben");
    press(&stage.find("article textarea"), "Escape", false);
    eventually("the button has the focus again", || stage.focused().as_ref() == Some(reply.as_ref())).await;
    assert!(stage.all("article form").is_empty());
    widget.destroy();
}

#[wasm_bindgen_test]
async fn ctrl_enter_shares_and_leads_to_the_new_comment() {
    let stage = Stage::with(&[words(0, None)]).await;
    let widget = stage.alive().await;
    stage.server_says(201, &published(&words(7, None)));
    stage.type_into(selector!(".composer-root textarea"), "words 7");
    stage.type_into(selector!(".composer-root input"), "Ben");
    press(&stage.find(selector!(".composer-root textarea")), "Enter", true);
    let anchor = made::id(7).anchor();
    eventually("the new comment has the focus", || stage.focused().is_some_and(|at| at.id() == anchor)).await;
    let said = stage.find(&format!("[id='{anchor}'] {}", selector!(".status-block"))).text_content().unwrap();
    assert_eq!(said, "Your comment is up.");
    let first: Element = stage.find(selector!("ol.conversation-list article")).unchecked_into();
    assert_eq!(first.id(), anchor, "the newest conversation comes first");
    let sent = stage.list("calls").get(0);
    let body = wire::field(&sent, "body");
    assert_eq!(wire::field(&body, "name").as_string().as_deref(), Some("Ben"));
    assert_eq!(wire::field(&body, "page").as_string().as_deref(), Some("https://bakery.example/rye"));
    assert_eq!(stage.list("events").join(","), "submit,posted");
    widget.destroy();
}

#[wasm_bindgen_test]
async fn words_that_did_not_arrive_are_sent_again_with_the_same_key() {
    let stage = Stage::with(&[words(0, None)]).await;
    let widget = stage.alive().await;
    stage.type_into(selector!(".composer-root textarea"), "words 7");
    stage.type_into(selector!(".composer-root input"), "Ben");
    press(&stage.find(selector!(".composer-root textarea")), "Enter", true);
    eventually("the words say that they wait", || {
        !stage.all(selector!("[part~=pending] .status-block.tone-care")).is_empty()
    })
    .await;
    let outbox = "outbox:https://bakery.example/rye";
    assert!(stage.kept(outbox).is_some_and(|kept| kept.contains("words 7")), "kept while they wait");
    stage.server_says(201, &published(&words(7, None)));
    eventually("they arrive", || stage.list("calls").length() == 2 && stage.kept(outbox).is_none()).await;
    let key = |call: u32| wire::field(&stage.list("calls").get(call), "key").as_string();
    assert!(key(0).is_some() && key(0) == key(1), "{:?} {:?}", key(0), key(1));
    // The one that waited has gone by now, and the one that is up may still have to be drawn.
    eventually("they are shown", || stage.all("article").len() > 1).await;
    assert_eq!(stage.all("article").len(), 2, "shown once");
    widget.destroy();
}

#[wasm_bindgen_test]
async fn words_left_by_a_page_that_was_closed_go_out_from_the_next_one() {
    let stage = Stage::with(&[words(0, None)]).await;
    let id = made::id(90);
    let now = js_sys::Date::now();
    let left = format!(
        r#"[{{"key":"k-1","id":"{id}","at":{now},"comment":{{"page":"https://bakery.example/rye","name":"Ben","body":"left"}}}}]"#
    );
    stage.keep("outbox:https://bakery.example/rye", &left);
    stage.server_says(201, &published(&words(7, None)));
    let widget = stage.take_over();
    eventually("they arrive", || stage.kept("outbox:https://bakery.example/rye").is_none()).await;
    assert_eq!(wire::field(&stage.list("calls").get(0), "key").as_string().as_deref(), Some("k-1"));
    widget.destroy();
}

#[wasm_bindgen_test]
async fn a_name_is_asked_for_before_anything_is_sent() {
    let stage = Stage::with(&[words(0, None)]).await;
    let widget = stage.alive().await;
    stage.type_into(selector!(".composer-root textarea"), "words");
    press(&stage.find(selector!(".composer-root textarea")), "Enter", true);
    eventually("the question is there, beside the field", || {
        stage
            .find(selector!(".composer-root .composer-foot"))
            .text_content()
            .is_some_and(|said| said.contains("Which name shall we show?"))
    })
    .await;
    assert_eq!(stage.list("calls").length(), 0);
    assert_eq!(
        stage.find(selector!(".composer-root textarea")).unchecked_into::<HtmlTextAreaElement>().value(),
        "words"
    );
    widget.destroy();
}

#[wasm_bindgen_test]
async fn the_page_may_say_no_and_the_words_stay() {
    let stage = Stage::with(&[words(0, None)]).await;
    Reflect::set(&stage.loader, &"veto".into(), &"Please sign in first.".into()).unwrap();
    let widget = stage.alive().await;
    stage.type_into(selector!(".composer-root textarea"), "words");
    stage.type_into(selector!(".composer-root input"), "Ben");
    press(&stage.find(selector!(".composer-root textarea")), "Enter", true);
    eventually("the page's sentence is there", || {
        stage
            .find(selector!(".composer-root .notice-line"))
            .text_content()
            .is_some_and(|said| said == "Please sign in first.")
    })
    .await;
    assert_eq!(stage.list("calls").length(), 0);
    assert_eq!(
        stage.find(selector!(".composer-root textarea")).unchecked_into::<HtmlTextAreaElement>().value(),
        "words"
    );
    widget.destroy();
}

#[wasm_bindgen_test]
async fn a_draft_is_kept_and_there_again_after_a_reload() {
    let draft = "draft:https://bakery.example/rye:";
    let stage = Stage::with(&[words(0, None)]).await;
    let widget = stage.alive().await;
    stage.type_into(selector!(".composer-root textarea"), "half a thought");
    eventually("the draft is kept", || stage.kept(draft).as_deref() == Some("half a thought")).await;
    widget.destroy();
    let again = Stage::with(&[words(0, None)]).await;
    again.keep(draft, "half a thought");
    let widget = again.alive().await;
    let field: HtmlTextAreaElement = again.find(selector!(".composer-root textarea")).unchecked_into();
    eventually("the draft is there again", || field.value() == "half a thought").await;
    widget.destroy();
}

#[wasm_bindgen_test]
async fn what_others_say_waits_until_it_is_asked_for() {
    let stage = Stage::with(&[words(0, None)]).await;
    let widget = stage.alive().await;
    let change = Change { kind: ChangeKind::Published, comment: words(1, Some(0)) };
    let news = Changes {
        cursor: Cursor("c8".into()),
        total: 2,
        closed: false,
        hold: HoldRule::Off,
        reply_pauses: Vec::new(),
        changes: vec![change],
    };
    widget.changed(&parse(&news));
    eventually("the loader is told", || wire::field(&stage.loader, "waiting").as_f64() == Some(1.0)).await;
    assert_eq!(stage.all("article").len(), 1);
    widget.show();
    eventually("it is shown", || stage.all("article[part~=new]").len() == 1).await;
    widget.destroy();
}

#[wasm_bindgen_test]
async fn an_ended_conversation_leaves_no_root_and_asks_nothing() {
    let stage = Stage::with(&made::thread(30, 5)).await;
    let widget = stage.take_over();
    widget.destroy();
    let other = Stage::with(&made::thread(30, 5)).await;
    let widget = other.alive().await;
    widget.destroy();
    eventually("all roots are gone", || other.all("article, form").is_empty()).await;
    assert_eq!(other.list("calls").length(), 0);
    // By now the first one would long have been taken over.
    assert_eq!((stage.list("hydrated").length(), stage.list("calls").length()), (0, 0));
}

#[wasm_bindgen_test]
fn what_travels_is_read_as_serde_writes_it() {
    let text = || vec![Inline::Text("words".into())];
    let tree = Tree(vec![
        Block::P(vec![
            Inline::Em(text()),
            Inline::Strong(text()),
            Inline::Del(text()),
            Inline::Code("x".into()),
            Inline::Br,
            Inline::Link("https://a.example/".into(), text()),
            Inline::Host("a.example".into()),
        ]),
        Block::Quote(vec![Block::P(text())]),
        Block::List(vec![vec![Block::P(text())], vec![]]),
        Block::Numbered(3, vec![vec![Block::Code("y".into())]]),
        Block::Rule,
    ]);
    let mut comment = made::comment(1, Some(0), "Marta", text());
    comment.body = Some(tree);
    comment.edited_at = Some(Timestamp(1_777_800_000_123_456));
    comment.reason = Some("rule 2".into());
    assert_eq!(wire::comment(&parse(&comment)), Some(comment.clone()));
    for status in [Status::Held, Status::Published, Status::SentBack, Status::Declined, Status::Removed] {
        let stub = Comment { status, author: None, body: None, parent: None, ..comment.clone() };
        assert_eq!(wire::comment(&parse(&stub)), Some(stub));
    }
    let posted = CommentPosted { reason: Some(DisclosedHoldReason::FirstComment), ..published(&comment) };
    assert_eq!(wire::posted(&parse(&posted)), Some(posted));
    let changes = Changes {
        cursor: Cursor("c".into()),
        total: 3,
        closed: true,
        hold: HoldRule::First,
        reply_pauses: vec![ReplyPause { comment: comment.id, until: Timestamp(7) }],
        changes: vec![Change { kind: ChangeKind::Restored, comment: comment.clone() }],
    };
    assert_eq!(wire::changes(&parse(&changes)), Some(changes));
    let problem = Problem {
        kind: String::new(),
        title: String::new(),
        detail: None,
        status: 429,
        cause: None,
        code: ErrorCode::RateLimited,
        retry_after: Some(20),
    };
    assert_eq!(wire::problem(&parse(&problem)), Some(problem));
    let page =
        ThreadPage { next: Some(made::id(3)), next_count: 7, hold: HoldRule::First, ..made::page(&[], Order::Newest) };
    assert_eq!(wire::thread_page(&parse(&page)), Some(page));
}

#[wasm_bindgen_test]
fn what_is_said_to_a_visitor_about_themselves_is_read_as_serde_writes_it() {
    let comment = made::comment(1, Some(0), "Marta", vec![Inline::Text("words".into())]);
    let mine = MyComment {
        id: comment.id,
        parent: comment.parent,
        version: 4,
        status: Status::Held,
        source: "*words*".into(),
        body: comment.body.clone().unwrap_or_default(),
        author: porch_protocol::Author {
            confirmed: true,
            id: Some("mG3".into()),
            ..porch_protocol::Author::with_role("Marta", Some(Role::Guest))
        },
        posted_at: Timestamp(1),
        edited_at: None,
        reason: None,
        editable_until: Timestamp(2),
        second_look: true,
    };
    let me = Me {
        guest: true,
        name: Some("Marta".into()),
        standing: Some(Trust { level: TrustLevel::Known, published: 2, answered: 1, ..Trust::default() }),
        regular: true,
        hold: HoldRule::All,
        wait: 20,
        comments: vec![mine],
        mail: true,
        signed_in: true,
        mail_possible: true,
        sign_in_possible: true,
        banned: false,
        deciders: vec![porch_protocol::Decider { comment: made::id(2), name: "Marta".into() }],
    };
    assert_eq!(wire::me(&parse(&me)), Some(me));
}

#[wasm_bindgen_test]
fn what_a_newer_server_says_is_no_reason_to_break() {
    let json = r#"[{"t":"hologram","c":[1]},{"t":"p","c":[{"t":"scent"},{"t":"text","c":"words"}]}]"#;
    let tree = wire::tree(&wire::from_json(json).unwrap());
    let known = Block::P(vec![Inline::Unknown, Inline::Text("words".into())]);
    assert_eq!(tree, Some(Tree(vec![Block::Unknown, known])));
    let code = r#"{"status":418,"code":"tea-only"}"#;
    let problem = wire::problem(&wire::from_json(code).unwrap());
    assert_eq!(problem.map(|problem| problem.code), Some(ErrorCode::Unknown));
}

#[wasm_bindgen_test]
async fn three_levels_of_replies_are_taken_over_as_they_stand() {
    let stage =
        Stage::with(&[words(0, None), words(1, Some(0)), words(2, Some(1)), words(3, Some(2)), words(4, Some(0))])
            .await;
    let before = stage.all("*");
    let widget = stage.alive().await;
    assert!(before.iter().all(|element| stage.root.contains(Some(element))), "no element was made anew");
    assert_eq!(stage.all(selector!("ol.replies-deeper article")).len(), 2);
    widget.destroy();
}
