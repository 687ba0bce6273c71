//! The lines to paste, with their tags and values in colour, so that they are easier to read.

use yew::prelude::*;

/// A part of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part<'l> {
    /// The beginning or the end of a tag.
    Tag(&'l str),
    /// A value between quotation marks, inside a tag.
    Value(&'l str),
    Plain(&'l str),
}

/// The lines in colour; their text stays as it is.
pub(crate) fn painted(lines: &str) -> Html {
    let parts = parts(lines).into_iter().map(|part| match part {
        Part::Tag(text) => html! { <span class="tg">{ text.to_owned() }</span> },
        Part::Value(text) => html! { <i>{ text.to_owned() }</i> },
        Part::Plain(text) => html! { { text.to_owned() } },
    });
    parts.collect()
}

fn parts<'l>(lines: &'l str) -> Vec<Part<'l>> {
    let (mut parts, mut rest, mut within) = (Vec::new(), lines, false);
    while !rest.is_empty() {
        let begins = |rest: &str| {
            rest.strip_prefix('<').is_some_and(|name| name.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()))
        };
        let (end, part): (usize, fn(&'l str) -> Part<'l>) = if within && rest.starts_with('"') {
            (rest[1..].find('"').map_or(rest.len(), |end| end + 2), Part::Value)
        } else if within && rest.starts_with('>') {
            within = false;
            (1, Part::Tag)
        } else if begins(rest) {
            within = true;
            (rest.find(|c: char| c == '>' || c.is_whitespace()).unwrap_or(rest.len()), Part::Tag)
        } else {
            let stops = |(_, c): &(usize, char)| if within { matches!(c, '"' | '>' | '<') } else { *c == '<' };
            (rest.char_indices().skip(1).find(stops).map_or(rest.len(), |(end, _)| end), Part::Plain)
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

    use super::{Part, parts};

    #[test]
    fn tags_and_values_are_told_apart() {
        let lines = "<script src=\"a\"></script>\nif (a < b) => \"c\"";
        let expected = [
            Part::Tag("<script"),
            Part::Plain(" src="),
            Part::Value("\"a\""),
            Part::Tag(">"),
            Part::Tag("</script"),
            Part::Tag(">"),
            Part::Plain("\nif (a "),
            Part::Plain("< b) => \"c\""),
        ];
        assert_eq!(parts(lines), expected);
        assert_eq!(parts("<a b=\"open"), [Part::Tag("<a"), Part::Plain(" b="), Part::Value("\"open")]);
    }

    #[test]
    fn no_recipe_loses_a_letter() {
        for recipe in RECIPES {
            let lines = recipe.lines("https://talk.example");
            let again = parts(&lines).into_iter().map(|part| match part {
                Part::Tag(text) | Part::Value(text) | Part::Plain(text) => text,
            });
            assert_eq!(again.collect::<String>(), lines);
        }
    }
}
