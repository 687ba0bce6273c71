//! A name inside a sentence: whatever script it is written in, it changes the order of nothing around it.

use yew::prelude::*;

/// U+2068, first strong isolate: what follows has a direction of its own, that of its first letter.
const BEGIN: char = '\u{2068}';
/// U+2069, pop directional isolate: the sentence goes on.
const END: char = '\u{2069}';

/// A name as a sentence takes it. Every sentence of the dashboard with somebody's name in it is made with this.
pub(crate) fn isolated(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!("{BEGIN}{name}{END}") }
}

/// Such a sentence as a part of the page: each name is a `<bdi>`.
pub(crate) fn sentence(words: &str) -> Html {
    let parts = parts(words).into_iter().map(|(part, is_name)| {
        if is_name {
            html! { <bdi>{ part.to_owned() }</bdi> }
        } else {
            html! { { part.to_owned() } }
        }
    });
    parts.collect()
}

/// The same for whoever hears it, and for the name of a part: there is nothing to lay out.
pub(crate) fn spoken(words: &str) -> String {
    words.replace([BEGIN, END], "")
}

/// The parts of a sentence, and which of them are names.
fn parts(words: &str) -> Vec<(&str, bool)> {
    let (mut all, mut rest) = (Vec::new(), words);
    while let Some((before, behind)) = rest.split_once(BEGIN) {
        let (name, after) = behind.split_once(END).unwrap_or((behind, ""));
        all.extend([(before, false), (name, true)]);
        rest = after;
    }
    all.push((rest, false));
    all.retain(|(part, _)| !part.is_empty());
    all
}

#[cfg(test)]
mod tests {
    use super::{isolated, parts, spoken};

    #[test]
    fn a_name_stands_by_itself_in_its_sentence() {
        let said = format!("Approved: {}’s comment.", isolated("ليلى عمر"));
        assert_eq!(parts(&said), [("Approved: ", false), ("ليلى عمر", true), ("’s comment.", false)]);
        assert_eq!(spoken(&said), "Approved: ليلى عمر’s comment.");
        assert_eq!(parts("Saved."), [("Saved.", false)]);
        assert_eq!(parts(&format!("{}{}", isolated("a"), isolated("b"))), [("a", true), ("b", true)]);
        assert_eq!(parts("cut \u{2068}short"), [("cut ", false), ("short", true)]);
        assert_eq!(isolated(""), "");
    }
}
