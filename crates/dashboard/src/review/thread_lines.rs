//! Which connecting lines pass a comment of a thread, from a parent's disc to its later replies.

use porch_class_macros::{class, html};
use yew::prelude::*;

/// The maximum indentation of a reply, in levels; deeper ones stay at that level.
pub(crate) const DEEPEST: usize = 2;

/// The lines at one comment. The elbow to its own disc follows from its depth alone.
#[expect(clippy::struct_excessive_bools, reason = "four lines, each of them drawn or not")]
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct ThreadLines {
    /// A line begins under its disc: the next comment is its reply.
    down: bool,
    /// The line from its parent goes on to a later sibling.
    beside: bool,
    /// The line from its parent's parent goes on past it.
    outer: bool,
    /// On a window with room for one level only: the line of the first comment goes on.
    on: bool,
}

impl ThreadLines {
    /// The CSS classes of its item.
    pub(crate) fn classes(self) -> Classes {
        classes!(self.down.then_some(class!("down")))
    }

    /// The lines that pass it.
    pub(crate) fn view(self) -> Html {
        let one = |class: &'static str, drawn: bool| {
            if drawn {
                html! { <span class={classes!(class!("rail"), class)} aria-hidden="true" /> }
            } else {
                Html::default()
            }
        };
        html! { <>{ one("", self.beside) }{ one(class!("outer"), self.outer) }{ one(class!("is-on"), self.on) }</> }
    }
}

/// The lines at each comment of a list in reading order, given the depth of each.
pub(crate) fn rails(depths: &[usize]) -> Vec<ThreadLines> {
    let flat = |depth: &usize| (*depth).min(DEEPEST);
    let lines = depths.iter().enumerate().map(|(at, depth)| {
        let (depth, later) = (flat(depth), depths.get(at + 1..).unwrap_or_default());
        // Whether another comment at that depth follows before one that is less deep.
        let follows =
            |level: usize| later.iter().map(flat).take_while(|other| *other >= level).any(|other| other == level);
        let next = later.first().map(flat);
        ThreadLines {
            down: next.is_some_and(|next| next > depth),
            beside: depth > 0 && follows(depth),
            outer: depth == DEEPEST && follows(1),
            on: depth > 0 && next.is_some_and(|next| next > 0),
        }
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::{ThreadLines, rails};

    #[test]
    fn one_line_connects_a_chain_beyond_the_maximum_depth() {
        let down = ThreadLines { down: true, ..ThreadLines::default() };
        let beside = ThreadLines { beside: true, on: true, ..ThreadLines::default() };
        let expected = [down, ThreadLines { on: true, ..down }, beside, beside, ThreadLines::default()];
        assert_eq!(rails(&[0, 1, 2, 3, 4]), expected);
    }

    #[test]
    fn a_line_passes_the_replies_of_an_earlier_reply() {
        let drawn = rails(&[0, 1, 2, 1, 0]);
        let past = |at: usize| (drawn[at].down, drawn[at].beside, drawn[at].outer);
        let expected = [(true, false, false), (true, true, false), (false, false, true), (false, false, false)];
        assert_eq!([past(0), past(1), past(2), past(3)], expected);
        assert_eq!(rails(&[0, 0])[0], ThreadLines::default(), "two openings are not connected");
    }
}
