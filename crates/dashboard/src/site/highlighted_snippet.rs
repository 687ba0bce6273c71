//! The code to paste, with tags and values in colour, so that it is easier to read.

use porch_class_macros::html;
use yew::prelude::*;

/// A part of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum SnippetToken<'l> {
    /// The beginning or the end of a tag.
    Tag(&'l str),
    /// A value between quotation marks, inside a tag.
    Value(&'l str),
    Plain(&'l str),
}

/// The code in colour; its text stays the same.
pub(crate) fn highlighted(lines: &str) -> Html {
    let parts = parts(lines).into_iter().map(|part| match part {
        SnippetToken::Tag(text) => html! { <span class="code-tag">{ text.to_owned() }</span> },
        SnippetToken::Value(text) => html! { <i>{ text.to_owned() }</i> },
        SnippetToken::Plain(text) => html! { { text.to_owned() } },
    });
    parts.collect()
}

fn parts<'l>(lines: &'l str) -> Vec<SnippetToken<'l>> {
    let (mut parts, mut rest, mut within) = (Vec::new(), lines, false);
    while !rest.is_empty() {
        let starts_tag = |rest: &str| {
            rest.strip_prefix('<').is_some_and(|name| name.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()))
        };
        let (end, part): (usize, fn(&'l str) -> SnippetToken<'l>) = if within && rest.starts_with('"') {
            (rest[1..].find('"').map_or(rest.len(), |end| end + 2), SnippetToken::Value)
        } else if within && rest.starts_with('>') {
            within = false;
            (1, SnippetToken::Tag)
        } else if starts_tag(rest) {
            within = true;
            (rest.find(|c: char| c == '>' || c.is_whitespace()).unwrap_or(rest.len()), SnippetToken::Tag)
        } else {
            let stops = |(_, c): &(usize, char)| if within { matches!(c, '"' | '>' | '<') } else { *c == '<' };
            (rest.char_indices().skip(1).find(stops).map_or(rest.len(), |(end, _)| end), SnippetToken::Plain)
        };
        let (text, after) = rest.split_at(end);
        parts.push(part(text));
        rest = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use porch_protocol::recipes::RECIPES;

    use super::{SnippetToken, parts};

    #[test]
    fn tags_and_values_are_distinguished() {
        let lines = "<script src=\"a\"></script>\nif (a < b) => \"c\"";
        let expected = [
            SnippetToken::Tag("<script"),
            SnippetToken::Plain(" src="),
            SnippetToken::Value("\"a\""),
            SnippetToken::Tag(">"),
            SnippetToken::Tag("</script"),
            SnippetToken::Tag(">"),
            SnippetToken::Plain("\nif (a "),
            SnippetToken::Plain("< b) => \"c\""),
        ];
        assert_eq!(parts(lines), expected);
        assert_eq!(
            parts("<a b=\"open"),
            [SnippetToken::Tag("<a"), SnippetToken::Plain(" b="), SnippetToken::Value("\"open")]
        );
    }

    #[test]
    fn no_recipe_loses_a_letter() {
        for recipe in RECIPES {
            let lines = recipe.lines("https://talk.example");
            let joined = parts(&lines).into_iter().map(|part| match part {
                SnippetToken::Tag(text) | SnippetToken::Value(text) | SnippetToken::Plain(text) => text,
            });
            assert_eq!(joined.collect::<String>(), lines);
        }
    }
}
