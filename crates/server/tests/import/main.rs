//! Files of other systems, real and broken ones: what comes in, what does not, and what is said about it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod asked;
mod bombs;
mod broken;
#[path = "../cases/mod.rs"]
mod cases;
mod field;
mod process;

use std::collections::{BTreeSet, HashSet};

use cases::case;
use porch_domain::archive::batch::{Batch, NewRow};
use porch_domain::archive::import_format::Format;
use porch_domain::markup::{HTML_BYTES, plain_text};
use porch_import::{Batches, Plan, Refusal, Repair, SOURCE_BYTES, Skipped, Target, plan};
use porch_protocol::{CommentId, Role, Status, Timestamp};

const NOW: Timestamp = Timestamp(1_800_000_000_000_000);
const DISQUS: &[u8] = include_bytes!("../samples/disqus.xml");
const WORDPRESS: &[u8] = include_bytes!("../samples/wordpress.xml");
pub(crate) const PORCH: &[u8] = include_bytes!("../samples/porch.jsonl");

fn lay_out(format: Format, file: &[u8]) -> Result<Plan, Refusal> {
    lay_out_with(format, file, &[])
}

fn lay_out_with(format: Format, file: &[u8], moves: &[(String, String)]) -> Result<Plan, Refusal> {
    let origins = ["https://bakery.example".to_owned(), "https://www.bakery.example".to_owned()];
    plan(format, file, Target { site: "bakery", origins: &origins, moves, roles: true, now: NOW })
}

/// All that goes into the storage, after checking what the storage relies on.
fn all(plan: &Plan, file: &[u8]) -> Batch {
    let mut all = Batch::default();
    let mut batches = Batches::open(plan, file).unwrap();
    let (mut pages, mut people, mut seen) = (HashSet::new(), HashSet::new(), HashSet::new());
    while let Some(batch) = batches.next_batch().unwrap() {
        assert!(batch.comments.len() <= 200);
        pages.extend(batch.pages.iter().map(|page| page.key.clone()));
        people.extend(batch.people.iter().map(|person| person.id.clone()));
        for comment in &batch.comments {
            assert!(pages.contains(&comment.page), "no page before {}", comment.source);
            assert!(people.contains(&comment.person), "nobody before {}", comment.source);
            assert!(comment.parent.is_none_or(|parent| seen.contains(&parent)), "no parent before {}", comment.source);
            assert!(seen.insert(comment.id), "twice: {}", comment.source);
        }
        all.pages.extend(batch.pages);
        all.people.extend(batch.people);
        all.comments.extend(batch.comments);
        all.events.extend(batch.events);
    }
    assert_eq!(all.comments.len() as u64, plan.report().total(), "the report told another number");
    assert_eq!(all.pages.len() as u64, plan.report().pages);
    let replies = all.comments.iter().filter(|comment| comment.parent.is_some()).count();
    assert_eq!(replies as u64, plan.report().replies);
    all
}

fn with_words<'a>(batch: &'a Batch, words: &str) -> &'a NewRow {
    batch.comments.iter().find(|comment| plain_text(&comment.tree) == words).unwrap()
}

fn count(batch: &Batch, status: Status) -> usize {
    batch.comments.iter().filter(|comment| comment.status == status).count()
}

#[test]
fn a_disqus_export_comes_in_with_all_that_is_wrong_with_it() {
    let plan = lay_out(Format::Disqus, DISQUS).unwrap();
    let batch = all(&plan, DISQUS);
    let [published, spam, removed] = [Status::Published, Status::Spam, Status::Removed].map(|s| count(&batch, s));
    assert_eq!((published, spam, removed), (6, 1, 2));

    let question = with_words(&batch, "Can I freeze it?\nMy oven is small.");
    let answer = with_words(&batch, "You can & you should.");
    assert_eq!((question.name.as_str(), answer.parent), ("Ada", Some(question.id)));
    let stub = batch.comments.iter().find(|comment| comment.name == "Bob").unwrap();
    assert_eq!((stub.status, stub.source.as_str(), stub.tree.0.len()), (Status::Removed, "", 0));
    let to_stub = with_words(&batch, "Why did you take that back?");
    assert_eq!((to_stub.parent, to_stub.name.as_str()), (Some(stub.id), "Guest"));

    let page = &batch.pages[0];
    assert_eq!((page.key.as_str(), page.title.as_deref()), ("bakery.example/rye", Some("Rye & spelt")));
    assert_eq!(page.aliases, ["key:rye", "old.bakery.example/rye"]);
    let report = plan.report();
    assert_eq!(report.foreign.get("old.bakery.example"), Some(&8));
    assert_eq!(report.empty_threads, 1);
    for skipped in [Skipped::NoAddress, Skipped::NoThread, Skipped::Double, Skipped::CutOff] {
        assert_eq!(report.skipped.get(&skipped), Some(&1), "{skipped:?}");
    }
    for mended in [Repair::Orphans, Repair::Circles, Repair::Nameless, Repair::Beginning] {
        assert_eq!(report.mended.get(&mended), Some(&1), "{mended:?}");
    }
    assert!(report.to_string().contains("not read: at byte"), "{report}");
}

#[test]
fn a_wordpress_export_comes_in_with_all_that_is_wrong_with_it() {
    let plan = lay_out(Format::WordPress, WORDPRESS).unwrap();
    let batch = all(&plan, WORDPRESS);
    let [published, held, spam, removed] =
        [Status::Published, Status::Held, Status::Spam, Status::Removed].map(|s| count(&batch, s));
    assert_eq!((published, held, spam, removed), (3, 2, 1, 1));

    let first = with_words(&batch, "First line\nsecond line\nNew paragraph");
    assert_eq!((first.name.as_str(), first.tree.0.len()), ("Tom & Jerry", 2));
    assert_eq!(with_words(&batch, "Plain text with marks").parent, Some(first.id));
    assert_eq!(with_words(&batch, "No date").posted_at.to_string(), "2019-04-02T11:00:00Z");
    assert_eq!(with_words(&batch, "Nice draft").status, Status::Held);
    let page = &batch.pages[0];
    assert_eq!((page.key.as_str(), page.closed), ("bakery.example/2019/rye", true));
    let report = plan.report();
    for skipped in [Skipped::Pingback, Skipped::Trackback, Skipped::OtherKind("order_note".into())] {
        assert_eq!(report.skipped.get(&skipped), Some(&1), "{skipped:?}");
    }
    assert_eq!(report.mended.get(&Repair::Controls), Some(&1));
    assert_eq!(report.mended.get(&Repair::Prefixes), Some(&1));
    assert!(report.foreign.is_empty() && report.unread.is_empty(), "{report}");
}

/// What a blog's author says who is signed in, what somebody else says under the same name, and what a reader with an
/// account says.
fn said_by_three() -> String {
    let comment = |user: &str, name: &str| {
        format!(
            "<wp:comment><wp:comment_id>{user}</wp:comment_id><wp:comment_author>{name}</wp:comment_author>
             <wp:comment_content>Said by {user}</wp:comment_content><wp:comment_approved>1</wp:comment_approved>
             <wp:comment_user_id>{user}</wp:comment_user_id></wp:comment>"
        )
    };
    format!(
        r#"<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:base_blog_url>https://bakery.example</wp:base_blog_url>
           <wp:author><wp:author_id>1</wp:author_id><wp:author_login>marta</wp:author_login></wp:author>
           <item><link>https://bakery.example/rye</link>{}{}{}</item></channel></rss>"#,
        comment("1", "Marta"),
        comment("0", "Marta"),
        comment("9", "Ada")
    )
}

#[test]
fn the_authors_of_a_wordpress_blog_bear_the_mark_of_the_team_and_nobody_who_types_their_names_does() {
    let file = said_by_three();
    let plan = lay_out(Format::WordPress, file.as_bytes()).unwrap();
    let role_of = |batch: &Batch, user: &str| with_words(batch, &format!("Said by {user}")).role;
    let batch = all(&plan, file.as_bytes());
    assert_eq!(["1", "0", "9"].map(|user| role_of(&batch, user)), [Some(Role::Host), None, None]);
    let report = plan.report();
    assert_eq!((report.marked, &report.hosts), (1, &BTreeSet::from(["Marta".to_owned()])));
    assert!(report.to_string().contains("(--no-roles leaves it out): 1, by Marta"), "{report}");

    let origins = ["https://bakery.example".to_owned()];
    let target = Target { site: "bakery", origins: &origins, moves: &[], roles: false, now: NOW };
    let plan = porch_import::plan(Format::WordPress, file.as_bytes(), target).unwrap();
    let batch = all(&plan, file.as_bytes());
    assert_eq!((batch.comments.len(), plan.report().marked), (3, 0));
    assert!(batch.comments.iter().all(|comment| comment.role.is_none()));
}

#[test]
fn our_own_export_comes_in_as_it_was() {
    let plan = lay_out(Format::Porch, PORCH).unwrap();
    let batch = all(&plan, PORCH);
    let ids: Vec<CommentId> = batch.comments.iter().map(|comment| comment.id).collect();
    assert_eq!(ids, [1, 2, 3].map(|n| CommentId(uuid::Uuid::from_u128(n))));
    let [first, second, third] = &batch.comments[..] else { panic!("{} comments", batch.comments.len()) };
    assert_eq!((plain_text(&first.tree), second.parent), ("Can I freeze it?".to_owned(), Some(first.id)));
    assert_eq!((second.version, plain_text(&second.tree)), (2, "You can.".to_owned()));
    assert_eq!((third.status, third.reason.as_deref()), (Status::Removed, Some("Off topic")));
    assert_eq!(
        (batch.pages[0].title_by.as_str(), &batch.pages[0].aliases[..]),
        ("visitor", &["old.bakery.example/rye".to_owned()][..])
    );
    assert_eq!(
        batch.people.iter().map(|person| person.kind.as_str()).collect::<HashSet<_>>(),
        HashSet::from(["guest", "import"])
    );
    assert_eq!(batch.events.len(), 1);
}

#[test]
fn the_same_file_gives_the_same_ids_and_another_site_others() {
    let ids = |site: &str| {
        let origins = ["https://bakery.example".to_owned()];
        let plan =
            plan(Format::WordPress, WORDPRESS, Target { site, origins: &origins, moves: &[], roles: true, now: NOW })
                .unwrap();
        all(&plan, WORDPRESS).comments.into_iter().map(|comment| comment.id).collect::<HashSet<_>>()
    };
    assert_eq!(ids("bakery"), ids("bakery"));
    assert!(ids("bakery").is_disjoint(&ids("cafe")));
}

#[test]
fn addresses_that_moved_lead_to_the_new_pages() {
    let moves = [("http://old.bakery.example/".to_owned(), "https://bakery.example/bread/".to_owned())];
    let plan = lay_out_with(Format::Disqus, DISQUS, &moves).unwrap();
    let page = &all(&plan, DISQUS).pages[0];
    assert_eq!(page.key, "bakery.example/bread/rye");
    assert_eq!(page.aliases, ["key:rye", "old.bakery.example/rye"]);
    assert!(plan.report().foreign.is_empty());
}

#[test]
fn files_that_are_no_export_are_refused_in_one_sentence() {
    for (format, file, sentence) in [
        (Format::Disqus, &b"hello"[..], "this is no export: there is no '<' at its beginning"),
        (Format::Disqus, b"<html><body>x</body></html>", "this is no Disqus export: it begins with <html>"),
        (Format::WordPress, b"<feed></feed>", "this is no WordPress export: it begins with <feed>"),
        (
            Format::WordPress,
            b"<rss><channel><title>News</title></channel></rss>",
            "this is no WordPress export: it begins with <rss>, but has nothing of WordPress in it",
        ),
        (Format::WordPress, DISQUS, "this looks like a Disqus export: import it with `porch import disqus`"),
        (Format::Porch, b"{\"a\":1}", "this is no Porch export: it begins with {\"a\":1}"),
        (Format::Porch, b"{\"v\":2,\"kind\":\"site\"}", "the export is of version 2; this program reads version 1"),
        (
            Format::Disqus,
            b"<!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><disqus>&b;</disqus>",
            "line 1 of the file declares a document type (<!DOCTYPE \u{2026}>). No export does, and it can make a small file \
             endless, so the file is not read: export it anew, or remove that declaration if you know where it comes from",
        ),
    ] {
        let refusal = lay_out(format, file).err().unwrap();
        assert_eq!(refusal.to_string(), sentence);
    }
    let deep = format!("<disqus>\n{}", "<a>".repeat(80));
    assert!(matches!(lay_out(Format::Disqus, deep.as_bytes()), Err(Refusal::TooDeep(2))));
}

#[test]
fn a_reply_that_comes_before_its_parent_waits_for_it() {
    // A chain of 2,000 replies, written backwards.
    let post = |n: u32| {
        let parent = if n == 0 { String::new() } else { format!("<parent dsq:id='{}'/>", n - 1) };
        format!(
            "<post dsq:id='{n}'><message>m{n}</message><author><name>A</name></author><thread dsq:id='t'/>{parent}</post>"
        )
    };
    let posts: String = (0..2_000).rev().map(post).collect();
    let file = format!("<disqus xmlns:dsq='d'><thread dsq:id='t'><link>/x</link></thread>{posts}</disqus>");
    let plan = lay_out(Format::Disqus, file.as_bytes()).unwrap();
    assert_eq!(all(&plan, file.as_bytes()).comments.len(), 2_000);
    assert_eq!(plan.report().replies, 1_999);
}

#[test]
fn of_a_very_long_comment_the_source_is_kept_further_than_it_is_shown() {
    let words = |bytes: usize| {
        let post = format!(
            "<post dsq:id='1'><message>{}</message><author><name>A</name></author><thread dsq:id='t'/></post>",
            "x".repeat(bytes)
        );
        let file = format!("<disqus xmlns:dsq='d'><thread dsq:id='t'><link>/x</link></thread>{post}</disqus>");
        let plan = lay_out(Format::Disqus, file.as_bytes()).unwrap();
        let batch = all(&plan, file.as_bytes());
        let row = &batch.comments[0];
        (row.source.len(), plain_text(&row.tree).len(), plan.report().mended.contains_key(&Repair::Cut))
    };
    assert_eq!(words(HTML_BYTES), (HTML_BYTES, HTML_BYTES, false));
    assert_eq!(words(HTML_BYTES + 1), (HTML_BYTES + 1, HTML_BYTES, true));
    assert_eq!(words(SOURCE_BYTES), (SOURCE_BYTES, HTML_BYTES, true));
    assert_eq!(words(SOURCE_BYTES + 1), (SOURCE_BYTES, HTML_BYTES, true));
}

#[test]
fn a_report_names_so_many_kinds_and_lines_and_counts_the_rest() {
    let kind = |n: u32| {
        let (id, kind) =
            (format!("<wp:comment_id>{n}</wp:comment_id>"), format!("<wp:comment_type>kind{n}</wp:comment_type>"));
        format!("<wp:comment>{id}{kind}</wp:comment>")
    };
    let kinds = (0..30).map(kind).collect::<Vec<_>>().concat();
    let item = format!("<item><link>https://bakery.example/x</link>{kinds}</item>");
    let file = format!("<rss><channel><wp:wxr_version>1.2</wp:wxr_version>{item}</channel></rss>");
    let plan = lay_out(Format::WordPress, file.as_bytes()).unwrap();
    let skipped = &plan.report().skipped;
    assert_eq!((skipped.len(), skipped.values().sum::<u64>()), (21, 30), "{}", plan.report());
    assert_eq!(skipped.get(&Skipped::OtherKind("others".into())), Some(&10));
    let file = [PORCH, "{}\n".repeat(30).as_bytes()].concat();
    let report = lay_out(Format::Porch, &file).unwrap().report().clone();
    assert_eq!((report.unread.len(), report.mended.get(&Repair::Lines)), (20, Some(&30)));
}

/// File; published, held, spam, removed; replies, threads, pages, left out, orphans. Counted by hand and by other tools.
type Expected = (&'static str, [u64; 4], u64, u64, u64, u64, u64);

const REAL: [Expected; 38] = [
    ("import-disqus/artransfer-Disqus.sample.xml", [4, 0, 0, 0], 2, 1, 1, 0, 0),
    ("import-disqus/chrisrisner-comments-source.xml", [1094, 0, 63, 9], 476, 167, 164, 0, 0),
    ("import-disqus/isso-disqus.xml", [4, 0, 0, 1], 2, 2, 2, 1, 0),
    ("import-disqus/remark42-disqus-deleted-post.xml", [4, 0, 1, 1], 0, 2, 2, 0, 0),
    ("import-disqus/remark42-disqus-deleted-thread.xml", [2, 0, 1, 3], 0, 2, 2, 0, 0),
    ("import-disqus/remark42-disqus.xml", [5, 0, 1, 0], 0, 2, 2, 0, 0),
    ("import-disqus/schnack-disqus.xml", [5, 0, 0, 0], 3, 2, 2, 0, 0),
    ("import-wxr/alienlebarge-fr.xml", [371, 4, 0, 0], 5, 179, 179, 30, 0),
    ("import-wxr/bioops-illformed.xml", [68, 0, 0, 0], 11, 17, 17, 0, 0),
    ("import-wxr/cclabs.xml", [119, 0, 0, 0], 3, 53, 53, 62, 0),
    ("import-wxr/cedricporter-zh-nested.xml", [158, 0, 0, 1], 84, 37, 37, 7, 0),
    ("import-wxr/chrisjrob-nested.xml", [125, 0, 0, 0], 54, 37, 37, 11, 0),
    ("import-wxr/isso-wordpress.xml", [8, 0, 0, 0], 3, 2, 2, 0, 0),
    ("import-wxr/nikola-wordpress_export_example.xml", [0, 0, 0, 0], 0, 0, 0, 0, 0),
    ("import-wxr/nikola-wordpress_unicode_export.xml", [0, 0, 0, 0], 0, 0, 0, 0, 0),
    ("import-wxr/timothyfitz-unbound-prefix.xml", [206, 0, 0, 0], 4, 11, 11, 175, 0),
    ("import-wxr/wp-importer/authors-multiline.xml", [0, 0, 0, 0], 0, 0, 0, 0, 0),
    ("import-wxr/wp-importer/backslashes.xml", [0, 0, 0, 0], 0, 0, 0, 0, 0),
    ("import-wxr/wp-importer/blank-lines.xml", [0, 0, 0, 0], 0, 0, 0, 0, 0),
    ("import-wxr/wp-importer/cdata-edge.xml", [0, 0, 0, 0], 0, 0, 0, 0, 0),
    ("import-wxr/wp-importer/chunked-meta.xml", [0, 0, 0, 0], 0, 0, 0, 0, 0),
    ("import-wxr/wp-importer/crazy-cdata-escaped.xml", [0, 0, 0, 0], 0, 0, 0, 0, 0),
    ("import-wxr/wp-importer/crazy-cdata.xml", [0, 0, 0, 0], 0, 0, 0, 0, 0),
    ("import-wxr/wp-importer/malformed-simple.xml", [0, 0, 0, 0], 0, 0, 0, 0, 0),
    ("import-wxr/wp-importer/malformed.xml", [0, 0, 0, 0], 0, 0, 0, 0, 0),
    ("import-wxr/wp-importer/missing-tags.xml", [0, 0, 0, 0], 0, 0, 0, 0, 0),
    ("import-wxr/wp-importer/missing-version-tag.xml", [0, 0, 0, 0], 0, 0, 0, 0, 0),
    ("import-wxr/wp-importer/multiple-cdata.xml", [0, 0, 0, 0], 0, 0, 0, 0, 0),
    ("import-wxr/wp-importer/namespace-edge-cases.xml", [0, 0, 0, 0], 0, 0, 0, 0, 0),
    ("import-wxr/wp-importer/slashes.xml", [1, 0, 0, 0], 0, 1, 1, 0, 0),
    ("import-wxr/wp-importer/small-export.xml", [1, 0, 0, 0], 0, 1, 1, 0, 0),
    ("import-wxr/wp-importer/test-serialized-comment-meta.xml", [0, 1, 0, 0], 0, 1, 1, 0, 0),
    ("import-wxr/wp-importer/valid-wxr-1.0.xml", [1, 0, 0, 0], 0, 1, 1, 0, 0),
    ("import-wxr/wp-importer/valid-wxr-1.1.xml", [1, 0, 0, 0], 0, 1, 1, 0, 0),
    ("import-wxr/wp-importer/wxr-simple.xml", [0, 0, 0, 0], 0, 0, 0, 0, 0),
    ("import-wxr/wp-importer/wxr-utf-8-challenges.xml", [0, 0, 0, 0], 0, 0, 0, 0, 0),
    ("import-wxr/wptt-themeunittestdata.wordpress.xml", [24, 4, 0, 0], 10, 6, 6, 4, 0),
    ("import-disqus/hippo-disqus-custom-wxr.xml", [12, 0, 0, 0], 4, 4, 4, 0, 0),
];

#[test]
fn real_files_come_in_with_the_right_counts() {
    let Some(folder) = case("") else { return };
    for (path, statuses, replies, threads, pages, left_out, orphans) in REAL {
        let file = std::fs::read(folder.join(path)).unwrap();
        let format = if path.starts_with("import-disqus") { Format::Disqus } else { Format::WordPress };
        let plan = lay_out(format, &file).unwrap_or_else(|refusal| panic!("{path}: {refusal}"));
        let report = plan.report();
        let of = |word: &str| report.comments.get(word).copied().unwrap_or_default();
        assert_eq!(["published", "held", "spam", "removed"].map(of), statuses, "{path}: {report}");
        assert_eq!(report.total(), statuses.iter().sum::<u64>(), "{path}: other statuses");
        assert_eq!((report.replies, report.threads, report.pages), (replies, threads, pages), "{path}: {report}");
        let whole = report.skipped.values().sum::<u64>();
        assert_eq!(
            (whole, report.mended.get(&Repair::Orphans).copied().unwrap_or_default()),
            (left_out, orphans),
            "{path}"
        );
        all(&plan, &file);
    }
}

#[test]
fn what_is_broken_in_real_files_is_told() {
    let Some(folder) = case("import-wxr") else { return };
    let report =
        |name: &str| lay_out(Format::WordPress, &std::fs::read(folder.join(name)).unwrap()).unwrap().report().clone();
    assert!(report("bioops-illformed.xml").mended.contains_key(&Repair::Controls));
    assert_eq!(report("timothyfitz-unbound-prefix.xml").mended.get(&Repair::Prefixes), Some(&1));
    assert!(!report("wp-importer/malformed-simple.xml").unread.is_empty());
}
