//! Files that are broken somewhere: nothing panics, nothing grows without bound, and whatever is whole comes in.
//!
//! The pieces that have broken an importer, ours or another's, lie in `tests/corpus/import`, one a line; proptest makes more.

use porch_domain::archive::import_format::Format;
use porch_domain::markup::plain_text;
use porch_import::Refusal;
use proptest::prelude::*;

use super::{all, lay_out};

const CORPUS: [&str; 2] = [include_str!("../corpus/import/xml.txt"), include_str!("../corpus/import/jsonl.txt")];

/// One record of a format that says these words.
fn record(format: Format, number: u32, words: &str) -> String {
    match format {
        Format::Disqus => format!(
            "<post dsq:id=\"{number}\"><id/><message><![CDATA[{words}]]></message><createdAt>2015-02-03T04:05:06Z</createdAt>\
             <isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>Ada</name></author><thread dsq:id=\"t\"/></post>\n"
        ),
        Format::WordPress => format!(
            "<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author>Ada</wp:comment_author>\
             <wp:comment_content><![CDATA[{words}]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>\n"
        ),
        Format::Porch => format!(
            "{{\"v\":1,\"kind\":\"comment\",\"id\":\"00000000-0000-0000-0000-{number:012}\",\"page\":\"bakery.example/rye\",\"person\":\"p\",\
             \"name\":\"Ada\",\"body\":\"{words}\",\"format\":\"markdown\",\"status\":\"published\",\"version\":1,\"posted_at\":1500000000000000}}\n"
        ),
    }
}

/// A file of three records, the middle one broken.
fn file(format: Format, broken: &[u8]) -> Vec<u8> {
    let (head, foot) = match format {
        Format::Disqus => (
            "<?xml version=\"1.0\"?><disqus xmlns=\"http://disqus.com\" xmlns:dsq=\"d\"><thread dsq:id=\"t\"><link>/x</link></thread>\n",
            "</disqus>",
        ),
        Format::WordPress => (
            "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><wp:wxr_version>1.2</wp:wxr_version><item><link>/x</link>\n",
            "</item></channel></rss>",
        ),
        Format::Porch => (
            "{\"v\":1,\"kind\":\"site\",\"id\":\"bakery\",\"origins\":[],\"hold\":\"off\"}\n\
             {\"v\":1,\"kind\":\"page\",\"id\":\"00000000-0000-0000-0000-0000000000ff\",\"page\":\"bakery.example/rye\",\
             \"url\":\"https://bakery.example/rye\",\"title_by\":\"import\",\"created_at\":1}\n\
             {\"v\":1,\"kind\":\"person\",\"id\":\"p\",\"who\":\"import\",\"name\":\"Ada\",\"created_at\":1}\n",
            "",
        ),
    };
    let (first, last) = (record(format, 1, "the first"), record(format, 3, "the last"));
    [head.as_bytes(), first.as_bytes(), broken, b"\n", last.as_bytes(), foot.as_bytes()].concat()
}

fn holds(format: Format, broken: &[u8]) -> Result<(), TestCaseError> {
    let file = file(format, broken);
    let plan = match lay_out(format, &file) {
        Ok(plan) => plan,
        // What no export has is a reason to refuse the whole file, in a sentence.
        Err(Refusal::DocumentType(_) | Refusal::TooDeep(_)) => return Ok(()),
        Err(refusal) => return Err(TestCaseError::fail(refusal.to_string())),
    };
    let said: Vec<String> = all(&plan, &file).comments.iter().map(|row| plain_text(&row.tree)).collect();
    for words in ["the first", "the last"] {
        prop_assert!(
            said.iter().any(|other| other.contains(words)),
            "{words} is lost: {said:?}\n{}",
            String::from_utf8_lossy(&file)
        );
    }
    prop_assert!(said.len() <= 3 + broken.len() / 16, "{} comments", said.len());
    Ok(())
}

/// A record that is whole, but for one place.
fn damaged(format: Format) -> impl Strategy<Value = Vec<u8>> {
    let whole = record(format, 2, "in the middle").into_bytes();
    let place = 0..whole.len();
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..8),
        proptest::sample::select(vec![
            "<",
            ">",
            "\"",
            "'",
            "<!--",
            "<![CDATA[",
            "]]>",
            "&",
            "<?",
            "</",
            "/>",
            "\n",
            "{",
            "}",
            "\\"
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
    ];
    (place, 0..40_usize, piece).prop_map(move |(place, gone, piece)| {
        let end = (place + gone).min(whole.len());
        [&whole[..place], &piece, &whole[end..]].concat()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_broken_post_of_disqus_takes_no_other_with_it(broken in damaged(Format::Disqus)) {
        holds(Format::Disqus, &broken)?;
    }

    #[test]
    fn a_broken_comment_of_wordpress_takes_no_other_with_it(broken in damaged(Format::WordPress)) {
        holds(Format::WordPress, &broken)?;
    }

    #[test]
    fn a_broken_line_of_ours_takes_no_other_with_it(broken in damaged(Format::Porch)) {
        holds(Format::Porch, &broken)?;
    }

    #[test]
    fn nothing_at_all_makes_an_import_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000), cut in 0..1_000_usize) {
        for format in Format::ALL {
            // Refused or read: either is well.
            let _ = lay_out(format, &bytes);
            let whole = file(format, &bytes);
            let part = &whole[..whole.len().saturating_sub(cut)];
            if let Ok(plan) = lay_out(format, part) {
                all(&plan, part);
            }
        }
    }
}

#[test]
fn what_has_broken_an_importer_once_breaks_none_again() {
    for (formats, corpus) in [(&[Format::Disqus, Format::WordPress][..], CORPUS[0]), (&[Format::Porch], CORPUS[1])] {
        for piece in corpus.lines().filter(|line| !line.starts_with('#')) {
            for format in formats {
                holds(*format, piece.as_bytes()).unwrap_or_else(|error| panic!("{piece}: {error}"));
            }
        }
    }
}
