//! Answers that overtake each other: of all that was asked for one list, the latest inquiry counts.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

/// What was asked for one list.
#[derive(Clone, Default)]
pub(crate) struct Inquiries(Rc<Cell<u32>>);

/// One inquiry.
pub(crate) struct Inquiry {
    all: Inquiries,
    number: u32,
}

impl Inquiries {
    /// Asks: what was asked before counts no more.
    pub(crate) fn ask(&self) -> Inquiry {
        self.0.set(self.0.get().wrapping_add(1));
        Inquiry { all: self.clone(), number: self.0.get() }
    }
}

impl Inquiry {
    /// Which one it is: no other one for the same list has its number.
    pub(crate) fn number(&self) -> u32 {
        self.number
    }

    /// Whether nothing was asked since.
    pub(crate) fn counts(&self) -> bool {
        self.all.0.get() == self.number
    }
}

/// What is asked for the list that a component shows.
#[hook]
pub(crate) fn use_inquiries() -> Inquiries {
    (*use_state(Inquiries::default)).clone()
}

#[cfg(test)]
mod tests {
    use super::Inquiries;

    #[test]
    fn only_the_latest_inquiry_counts() {
        let (list, other) = (Inquiries::default(), Inquiries::default());
        let first = list.ask();
        assert!(first.counts());
        let second = list.ask();
        other.ask();
        assert!(!first.counts() && second.counts());
    }
}
