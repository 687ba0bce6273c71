//! Which `<` of imported HTML begin a tag, and which are text: people write `a < b`, `<stdio.h>` and pieces of code.
//!
//! A browser drops whatever looks like a tag, which has cost many comments part of their text. Here a tag is an HTML
//! element with valid attributes. Everything else stays as it was typed, as do blocks that blog programs show verbatim:
//! `[sourcecode]`, `<pre lang="php">`, `<?php … ?>`.

mod names;
mod scan;

use scan::{Scan, Token};

/// The same HTML with everything escaped that is no tag, so that any HTML parser keeps it.
pub(super) fn without_false_tags(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + 64);
    for token in Scan::new(source) {
        match token {
            Token::Text(text) | Token::Hidden(text) => out.push_str(text),
            Token::Tag(tag) => out.push_str(tag.whole),
            Token::Words(words) => out.push_str(&words.replace('<', "&lt;")),
            Token::Code { inner, .. } => {
                out.push_str("<pre>");
                // Some programs store code escaped, others verbatim; escaped code has no `<`.
                let raw = if inner.contains('<') { inner.replace('&', "&amp;") } else { inner.to_owned() };
                out.push_str(&raw.replace('<', "&lt;"));
                out.push_str("</pre>");
            }
        }
    }
    out
}

/// The same HTML with other addresses of links and images, where `resolve` returns one. It is called with the decoded
/// address, and its result is escaped.
pub fn with_absolute_links(source: &str, resolve: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(source.len() + 64);
    for token in Scan::new(source) {
        let Token::Tag(tag) = token else {
            out.push_str(token.whole());
            continue;
        };
        let mut from = 0;
        for (name, value) in &tag.attributes {
            let is_target = ["href", "src"].iter().any(|target| name.eq_ignore_ascii_case(target));
            let Some(value) = value.clone().filter(|_| is_target && !tag.closes) else { continue };
            let Some(target) = resolve(&decoded(&tag.whole[value.clone()])) else { continue };
            let quoted = tag.whole[..value.start].ends_with(['"', '\'']);
            let quote = if quoted { "" } else { "\"" };
            out.push_str(&tag.whole[from..value.start]);
            let target =
                target.replace('&', "&amp;").replace('"', "&quot;").replace('\'', "&#39;").replace('<', "&lt;");
            out.extend([quote, &target, quote]);
            from = value.end;
        }
        out.push_str(&tag.whole[from..]);
    }
    out
}

/// An attribute's value without the escapes that addresses have.
fn decoded(value: &str) -> String {
    ["&amp;", "&#38;", "&#038;", "&#x26;"].iter().fold(value.trim().to_owned(), |value, and| value.replace(and, "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_tag_is_escaped_and_what_is_one_is_left_alone() {
        for same in [
            "<p class='x'>a <b>b</b><br/>c</p>",
            "<a href=\"https://a.example/?x=<y>\" rel=nofollow>x</a>",
            "<input type=checkbox checked>",
            "<!-- more --><o:p></o:p>a &lt; b",
            "[note] and [code without an end",
        ] {
            assert_eq!(without_false_tags(same), same);
        }
        for (source, escaped) in [
            ("if a<b then c>d", "if a&lt;b then c>d"),
            ("1 <2 and <3", "1 &lt;2 and &lt;3"),
            ("#include <stdio.h>", "#include &lt;stdio.h>"),
            ("vector<int> v", "vector&lt;int> v"),
            ("<ada@example.org> wrote", "&lt;ada@example.org> wrote"),
            ("<https://example.com>", "&lt;https://example.com>"),
            ("a <b", "a &lt;b"),
            ("</3 <!wow> <![CDATA[x]]>", "&lt;/3 &lt;!wow> &lt;![CDATA[x]]>"),
            ("<sarcasm>yes</sarcasm>", "&lt;sarcasm>yes&lt;/sarcasm>"),
            ("<?php echo '<b>'; ?> x", "&lt;?php echo '&lt;b>'; ?> x"),
            ("<code><div class=\"x\"><b>y</b></div></code>", "<code>&lt;div class=\"x\"><b>y</b>&lt;/div></code>"),
            ("<pre lang='php'><?php \"<b>\" && 1 ?></pre>", "<pre>&lt;?php \"&lt;b>\" &amp;&amp; 1 ?></pre>"),
            ("[sourcecode language='html']<i>x</i>[/sourcecode]", "<pre>&lt;i>x&lt;/i></pre>"),
            ("[CODE]&lt;i&gt;[/code]", "<pre>&lt;i&gt;</pre>"),
            ("<xmp><b></xmp>c", "<pre>&lt;b></pre>c"),
            ("<!-- never ends", "&lt;!-- never ends"),
        ] {
            assert_eq!(without_false_tags(source), escaped, "{source}");
        }
        assert_eq!(without_false_tags("<?xml:namespace prefix=\"o\" />a"), "<?xml:namespace prefix=\"o\" />a");
    }

    #[test]
    fn targets_are_replaced_and_nothing_else_is() {
        let resolve = |raw: &str| raw.strip_prefix('/').map(|rest| format!("https://a.example/{rest}"));
        for (source, replaced) in [
            (
                "<a title='/no' href='/x?a=1&amp;b=2'>/x</a>",
                "<a title='/no' href='https://a.example/x?a=1&amp;b=2'>/x</a>",
            ),
            ("<img src=/x.png>", "<img src=\"https://a.example/x.png\">"),
            ("<a href=\"https://b.example/\">x</a> a <b", "<a href=\"https://b.example/\">x</a> a <b"),
            ("[code]<a href='/x'>[/code]", "[code]<a href='/x'>[/code]"),
        ] {
            assert_eq!(with_absolute_links(source, resolve), replaced);
        }
    }

    #[test]
    fn the_work_is_proportional_to_the_length() {
        for hostile in ["<b x '\"", "<a \"", "<", "[code]", "<code>", "<?php ", "<!--", "<b x=", "<p \"'", "[code x"] {
            for end in ["", ">", "\"'>", "[/code]</code>?>-->"] {
                let source = hostile.repeat(4_096) + end;
                let mut scan = Scan::new(&source);
                assert_eq!(scan.by_ref().map(|token| token.whole().len()).sum::<usize>(), source.len());
                assert!(scan.steps <= 32 * source.len(), "{hostile}: {} steps", scan.steps);
            }
        }
    }
}
