//! What is done once, though its button is pressed twice: while it is on its way, a second press means nothing.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

/// Whether it is on its way.
#[derive(Clone, Default)]
pub(crate) struct Once(Rc<Cell<bool>>);

impl Once {
    /// Begins it, unless it is on its way. Whoever does it calls back with whether it was done, and then it may begin again.
    pub(crate) fn begin(&self) -> Option<Callback<bool>> {
        if self.0.replace(true) {
            return None;
        }
        let on_its_way = self.0.clone();
        Some(Callback::from(move |_| on_its_way.set(false)))
    }
}

/// What the buttons of a component do once.
#[hook]
pub(crate) fn use_once() -> Once {
    (*use_state(Once::default)).clone()
}

#[cfg(test)]
mod tests {
    use super::Once;

    #[test]
    fn a_second_press_means_nothing_until_the_first_one_is_answered() {
        let once = Once::default();
        let done = once.begin().expect("the first press");
        assert!(once.begin().is_none() && once.clone().begin().is_none());
        done.emit(false);
        assert!(once.begin().is_some(), "what was refused may be tried again");
    }
}
