//! What files of the field have wrong with them: addresses, names, dates, words. Small inputs of our own, and real ones.

use std::fmt::Write;
use std::io::Write as _;

use porch_domain::archive::batch::Batch;
use porch_domain::archive::import_format::Format;
use porch_domain::markup::{links, plain_text};
use porch_import::{Repair, unpacked};
use porch_protocol::{Block, Inline, Status};

use super::cases::case;
use super::{all, lay_out, lay_out_with, with_words};

/// A Disqus export of one thread for each link and name, with a comment each that says its number.
fn disqus(threads: &[(&str, &str)]) -> String {
    let mut file = String::from("<disqus xmlns='http://disqus.com' xmlns:dsq='http://disqus.com/disqus-internals'>");
    for (number, (link, name)) in threads.iter().enumerate() {
        write!(
            file,
            "<thread dsq:id='{number}'><id>{name}</id><link>{link}</link></thread>
             <post dsq:id='c{number}'><message>on {number}</message><createdAt>2015-02-03T04:05:06Z</createdAt>
             <author><name>Ada</name></author><thread dsq:id='{number}'/></post>"
        )
        .unwrap();
    }
    file + "</disqus>"
}

/// A WordPress export of one post with these comments.
fn wordpress(comments: &[&str]) -> String {
    let mut file = String::from(
        "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><wp:base_blog_url>https://bakery.example</wp:base_blog_url>
         <item><title>P</title><link>https://bakery.example/2019/rye/</link><guid>https://bakery.example/?p=7</guid>",
    );
    for (number, content) in comments.iter().enumerate() {
        write!(
            file,
            "<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author>Ada</wp:comment_author>
             <wp:comment_date_gmt>2019-04-02 11:00:00</wp:comment_date_gmt><wp:comment_approved>1</wp:comment_approved>
             <wp:comment_content><![CDATA[{content}]]></wp:comment_content></wp:comment>"
        )
        .unwrap();
    }
    file + "</item></channel></rss>"
}

fn batch(format: Format, file: &str) -> Batch {
    all(&lay_out(format, file.as_bytes()).unwrap(), file.as_bytes())
}

fn keys(batch: &Batch) -> Vec<&str> {
    batch.comments.iter().map(|comment| comment.page.as_str()).collect()
}

#[test]
fn a_map_moves_whole_segments_and_whole_values() {
    let old = |path: &str| format!("https://old.example/{path}");
    let paths = ["?p=1", "?p=12", "a", "about", "a/b"].map(old);
    let file = disqus(&paths.each_ref().map(|path| (path.as_str(), "")));
    let moves = [
        (old("?p=1"), "https://bakery.example/rye".into()),
        (old("a"), "https://bakery.example/spelt".into()),
        (old("z"), "/z".into()),
    ];
    let plan = lay_out_with(Format::Disqus, file.as_bytes(), &moves).unwrap();
    let batch = all(&plan, file.as_bytes());
    let there = ["rye", "?p=12", "spelt", "about", "spelt/b"].map(|path| format!("bakery.example/{path}"));
    assert_eq!(keys(&batch), there);
    assert_eq!(plan.report().unused_moves, ["https://old.example/z"]);
    let report = plan.report().to_string();
    assert!(report.contains("comments from old.example, whose addresses lead to the new pages: 2, like https://old.example/?p=12, which becomes https://bakery.example/?p=12"), "{report}");
}

#[test]
fn what_the_old_widget_called_a_page_leads_to_it() {
    let batch = batch(
        Format::Disqus,
        &disqus(&[
            ("https://bakery.example/rye", "mt_1949"),
            ("https://bakery.example/spelt", "mt_1949"),
            ("https://bakery.example/oat", "12 https://bakery.example/?p=12"),
            ("", "https://bakery.example/wheat"),
            ("https://bakery.example/bun", "https://bakery.example/rye"),
        ]),
    );
    let aliases: Vec<Vec<&str>> =
        batch.pages.iter().map(|page| page.aliases.iter().map(String::as_str).collect()).collect();
    let none: Vec<&str> = vec![];
    assert_eq!(aliases, [vec!["key:mt_1949"], none.clone(), vec!["bakery.example/?p=12"], none.clone(), none]);
    let named = wordpress(&["hi"]).replace("</guid>", "</guid><dsq:thread_identifier>mt_7</dsq:thread_identifier>");
    let pages = super::all(&lay_out(Format::Disqus, named.as_bytes()).unwrap(), named.as_bytes()).pages;
    assert_eq!(pages[0].aliases, ["bakery.example/?p=7", "key:mt_7"]);
}

#[test]
fn addresses_without_a_scheme_and_pages_behind_a_hash_are_pages() {
    let file = disqus(&[
        ("bakery.example/rye", ""),
        ("www.bakery.example/spelt/", ""),
        ("oat.html", ""),
        ("https://bakery.example/#!/post/1", ""),
        ("https://bakery.example/#!/post/2", ""),
        ("old.example/bun", ""),
    ]);
    let plan = lay_out(Format::Disqus, file.as_bytes()).unwrap();
    let there =
        ["rye", "spelt", "oat.html", "#!/post/1", "#!/post/2", "bun"].map(|path| format!("bakery.example/{path}"));
    assert_eq!(keys(&all(&plan, file.as_bytes())), there);
    assert_eq!(plan.report().mended.get(&Repair::Schemes), Some(&4));
    assert_eq!(plan.report().foreign.get("old.example"), Some(&1));
}

#[test]
fn no_date_is_no_date_and_everybody_keeps_their_place() {
    let dates = [
        "",
        "0000-00-00T00:00:00Z",
        "2015-02-03T04:05:06Z",
        "2099-12-31T23:59:59Z",
        "0001-01-01T00:00:00",
        "2015-02-03T04:05:07Z",
    ];
    let posts: Vec<String> = (0..)
        .zip(dates)
        .map(|(number, date)| {
            format!(
                "<post dsq:id='{number}'><message>m{number}</message><createdAt>{date}</createdAt>
                 <author><name>A</name></author><thread dsq:id='t'/></post>"
            )
        })
        .collect();
    let file = format!("<disqus xmlns:dsq='d'><thread dsq:id='t'><link>/x</link></thread>{}</disqus>", posts.concat());
    let plan = lay_out(Format::Disqus, file.as_bytes()).unwrap();
    let mut rows = all(&plan, file.as_bytes()).comments;
    rows.sort_by_key(|row| (row.posted_at, row.id));
    let order: Vec<_> = rows.iter().map(|row| plain_text(&row.tree)).collect();
    assert_eq!(order, ["m0", "m1", "m2", "m3", "m4", "m5"]);
    assert_eq!(rows.iter().map(|row| row.undated).collect::<Vec<_>>(), [true, true, false, true, true, false]);
    assert!(rows.iter().all(|row| row.posted_at.to_string().starts_with("2015-02-03T04:05:0")), "{rows:?}");
    assert_eq!(plan.report().mended.get(&Repair::Undated), Some(&4));
}

#[test]
fn nothing_that_was_said_is_lost_to_angle_brackets_and_no_link_to_its_page() {
    let said = batch(
        Format::WordPress,
        &wordpress(&[
            "if a<b then c>d & e <3 you",
            "#include <stdio.h>",
            "<pre lang=\"php\"><?php echo \"<b>x</b>\"; ?></pre>",
            "<pre><?php echo \"<b>x</b>\"; ?></pre>",
            "[sourcecode language=\"html\"]<div class=\"x\">y</div>[/sourcecode]",
            "see http://example.com/a_(b)?x=1&amp;y=2, or www.example.org or me@example.org",
            "<a href=\"/2006/other/\">other</a> and <a href=\"#comment-3\">above</a> and <a href='#respond'>below</a>",
        ]),
    );
    let words: Vec<String> = said.comments.iter().map(|row| plain_text(&row.tree)).collect();
    assert_eq!(
        words[..6],
        [
            "if a<b then c>d & e <3 you",
            "#include <stdio.h>",
            "<?php echo \"<b>x</b>\"; ?>",
            "<?php echo \"<b>x</b>\"; ?>",
            "<div class=\"x\">y</div>",
            "see http://example.com/a_(b)?x=1&y=2, or www.example.org or me@example.org",
        ]
    );
    for row in &said.comments[2..5] {
        assert!(matches!(row.tree.0[..], [Block::Code(_)]), "{:?}", row.tree);
    }
    assert_eq!(
        links(&said.comments[5].tree),
        ["http://example.com/a_(b)?x=1&y=2", "http://www.example.org/", "mailto:me@example.org"]
    );
    let above = format!("https://bakery.example/2019/rye#{}", said.comments[3].id.anchor());
    let targets = ["https://bakery.example/2006/other/", &above, "https://bakery.example/2019/rye/#respond"];
    assert_eq!(links(&said.comments[6].tree), targets);
    let source = &said.comments[6].source;
    assert!(
        source.contains("href=\"https://bakery.example/2006/other/\""),
        "an export must lead there as well: {source}"
    );
}

#[test]
fn what_a_server_says_around_the_file_is_skipped_and_told() {
    let warning = "<br />\n<b>Warning</b>: Cannot modify header information in <b>export.php</b><br />\n";
    let one = wordpress(&["kept"]);
    for file in [format!("{warning}{one}"), format!("{warning}<?xml version=\"1.0\"?>\n{one}{warning}")] {
        let plan = lay_out(Format::WordPress, file.as_bytes()).unwrap();
        assert_eq!(plain_text(&all(&plan, file.as_bytes()).comments[0].tree), "kept");
        assert!(plan.report().mended.contains_key(&Repair::Beginning), "{}", plan.report());
    }
    let own = format!("2026 INFO {{starting}}\n{}", std::str::from_utf8(super::PORCH).unwrap());
    let plan = lay_out(Format::Porch, own.as_bytes()).unwrap();
    assert_eq!(plan.report().total(), 3);
    assert!(plan.report().mended.contains_key(&Repair::Beginning), "{}", plan.report());
}

/// What the real cases of the field become; see their own README.
#[test]
fn the_cases_of_the_field_come_in_right() {
    let Some(folder) = case("field") else { return };
    let comes_in = |format: Format, name: &str, moves: &[(String, String)]| {
        let file = std::fs::File::open(folder.join(name)).unwrap();
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut unpacked(&file).unwrap(), &mut text).unwrap();
        let origins = ["https://blog.example".to_owned()];
        let target = porch_import::Target { site: "s", origins: &origins, moves, roles: true, now: super::NOW };
        let plan = porch_import::plan(format, &text[..], target).unwrap();
        let batch = all(&plan, &text);
        writeln!(std::io::stderr(), "--- {name}\n{}", plan.report()).unwrap();
        (batch, plan.report().clone())
    };
    let moves = [("?p=1", "rye"), ("a", "spelt")]
        .map(|(old, new)| (format!("https://old.example/{old}"), format!("https://blog.example/{new}")));
    let (moved, _) = comes_in(Format::Disqus, "map-prefix.xml", &moves);
    assert_eq!(keys(&moved), ["rye", "?p=12", "spelt", "about"].map(|path| format!("blog.example/{path}")));
    assert_eq!(comes_in(Format::Disqus, "disqus-as-mailed.xml.gz", &[]).0.comments.len(), 1);
    assert_eq!(
        comes_in(Format::Disqus, "disqus-identifier.xml", &[]).0.pages[0].aliases,
        ["key:mt_1949", "old.example/comics/400-Shoes"]
    );
    let (hashes, _) = comes_in(Format::Disqus, "disqus-hashbang.xml", &[]);
    assert_eq!(keys(&hashes), ["blog.example/#!/post/1", "blog.example/#!/post/2"]);
    assert_eq!(keys(&comes_in(Format::Disqus, "disqus-link-without-scheme.xml", &[]).0), ["blog.example/rye"]);
    let (dated, report) = comes_in(Format::Disqus, "disqus-dates.xml", &[]);
    assert_eq!(report.mended.get(&Repair::Undated), Some(&8));
    assert_eq!(dated.comments.iter().filter(|row| row.undated).count(), 8);
    let mut rows: Vec<_> = dated.comments.iter().map(|row| (row.posted_at, plain_text(&row.tree))).collect();
    rows.sort();
    assert_eq!(
        rows[..8].iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>(),
        ["no date", "empty", "zeros", "year -1", "year 1", "2099", "year 9999", "1969"]
    );
    let bare = comes_in(Format::WordPress, "wp-bare-address.xml", &[]).0;
    assert_eq!(
        links(&bare.comments[0].tree),
        ["http://example.com/recipes/rye_(dark)_bread?x=1&y=2", "http://www.example.org/", "mailto:me@example.org"]
    );
    assert_eq!(
        plain_text(&comes_in(Format::WordPress, "wp-php-warning-first.xml", &[]).0.comments[0].tree),
        "after a PHP warning"
    );
    words_of_the_field(&comes_in(Format::WordPress, "wp-code-and-relative-links.xml", &[]).0);
}

fn words_of_the_field(batch: &Batch) {
    assert_eq!(
        (batch.comments.len(), batch.comments.iter().filter(|row| row.status == Status::Published).count()),
        (9, 9)
    );
    for words in [
        "Use if (a < b && c > d) { } please",
        "<?php echo \"<b>x</b>\"; ?>",
        "<div class=\"x\">y</div>",
        "if a<b then c>d & e <3 you",
        "line one\nline two\npara two\n- not a list",
        "quoted\nreply",
        "It\u{2019}s \"fine\" &amp; ok <3",
        "our other post and above",
        ":) :-) :mrgreen:",
    ] {
        with_words(batch, words);
    }
    let linked = with_words(batch, "our other post and above");
    let fifth = with_words(batch, "line one\nline two\npara two\n- not a list");
    let above = format!("https://blog.example/wc#{}", fifth.id.anchor());
    assert_eq!(links(&linked.tree), ["https://blog.example/2006/11/05/other-post/", &above]);
    let Some(Block::P(words)) = with_words(batch, "Use if (a < b && c > d) { } please").tree.0.first() else {
        panic!()
    };
    assert_eq!(words[1], Inline::Code("if (a < b && c > d) { }".into()));
}
