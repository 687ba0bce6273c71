//! A name inside a sentence: in any script, it does not change the order of the text around it.

use porch_class_macros::html;
use porch_protocol::Comment;
use porch_text::{Piece, pieces};
use yew::prelude::*;

/// U+2068, first strong isolate: the following text has its own direction, that of its first letter.
const BEGIN: char = '\u{2068}';
/// U+2069, pop directional isolate: the sentence goes on.
const END: char = '\u{2069}';

/// A name for use in a sentence. All sentences of the dashboard with a person's name use this.
pub(crate) fn isolated(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!("{BEGIN}{name}{END}") }
}

/// The author's name of a comment; a word where it was erased.
pub(crate) fn author(comment: &Comment) -> &str {
    comment.author.as_ref().map_or_else(|| super::text().erased_author(), |author| author.name.as_str())
}

/// Such a sentence as HTML: each name is a `<bdi>`.
pub(crate) fn sentence(sentence: &str) -> Html {
    let parts = parts(sentence).into_iter().map(|(part, is_name)| {
        if is_name {
            html! { <bdi>{ part.to_owned() }</bdi> }
        } else {
            html! { { part.to_owned() } }
        }
    });
    parts.collect()
}

/// A sentence with one node in it, where [`porch_text::NODES`]'s first was passed. Its names are isolated as elsewhere.
pub(crate) fn with_node(words: &str, node: &Html) -> Html {
    let part = |piece: &Piece<'_>| match piece {
        Piece::Text(part) => sentence(part),
        Piece::Node(_) => node.clone(),
    };
    pieces(words).iter().map(part).collect()
}

/// The same as plain text, for screen readers and labels.
pub(crate) fn plain_text(sentence: &str) -> String {
    sentence.replace([BEGIN, END], "")
}

/// The parts of a sentence, and which of them are names.
fn parts(sentence: &str) -> Vec<(&str, bool)> {
    let (mut all, mut rest) = (Vec::new(), sentence);
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
    use porch_protocol::thread_controls::SetPageControls;
    use porch_protocol::{Actor, DecisionKind};

    use super::{isolated, parts, plain_text};
    use crate::text::{self, frame, pages, people, team};

    fn member(name: &str) -> Actor {
        Actor::Member { name: name.into() }
    }

    /// The sentences about a decision, a ban, an invitation or a pause with a person's name or a page's title.
    fn sentences(name: &str) -> Vec<String> {
        let verbs = DecisionKind::ALL.into_iter();
        let of_verbs = verbs.flat_map(|decision| {
            [text::done(decision, name, 1), text::reason_label(decision, name), frame::reason_title(decision, name)]
        });
        let opens = SetPageControls { closed: Some(false), ..SetPageControls::default() };
        let others = [
            text::welcome(Some(name)),
            text::sign_in_link(true, Some(name)),
            text::sign_in_link(false, Some(name)),
            frame::comment_of(name),
            frame::author_history(name),
            frame::nothing_found(name),
            pages::pause_changed(name, None),
            pages::pause_changed(name, Some("08:19".into())),
            pages::controls_changed(name, &opens),
            people::ban_title(name),
            people::unban_title(name),
            people::also_as(&[name, "Pia"], 2),
            people::history_of(name),
            people::banned_by(&member(name), "noise"),
            people::banned(name),
            people::unbanned(name),
            people::merged_guest(name, 2),
            people::undo_merge_of(name),
            people::merge_undone(name),
            team::renamed(name),
            team::give(name),
            team::invited(&member(name)),
            team::end_sure(name),
            team::change_sure(name, false),
            team::ended(name, false),
            team::ended(name, true),
        ];
        of_verbs.chain(others).collect()
    }

    #[test]
    fn every_sentence_isolates_the_name_in_it() {
        for text in sentences("ليلى عمر") {
            assert!(parts(&text).contains(&("ليلى عمر", true)), "{text}");
            assert!(!plain_text(&text).contains(['\u{2068}', '\u{2069}']), "{text}");
        }
    }

    #[test]
    fn a_name_is_a_part_of_its_own_in_its_sentence() {
        let text = format!("Approved: {}’s comment.", isolated("ليلى عمر"));
        assert_eq!(parts(&text), [("Approved: ", false), ("ليلى عمر", true), ("’s comment.", false)]);
        assert_eq!(plain_text(&text), "Approved: ليلى عمر’s comment.");
        assert_eq!(parts("Saved."), [("Saved.", false)]);
        assert_eq!(parts(&format!("{}{}", isolated("a"), isolated("b"))), [("a", true), ("b", true)]);
        assert_eq!(parts("cut \u{2068}short"), [("cut ", false), ("short", true)]);
        assert_eq!(isolated(""), "");
    }
}
