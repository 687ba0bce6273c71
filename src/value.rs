//! A value that a component keeps between its renderings.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

/// A component's value. Another one draws the component again, an equal one does not.
///
/// It does what Yew's `use_state_eq` does. That is made anew for each type, which is two kilobytes a type; of this there are
/// only a few lines for each.
pub(crate) struct Value<T> {
    now: Rc<RefCell<T>>,
    draw: UseForceUpdateHandle,
}

impl<T> Clone for Value<T> {
    fn clone(&self) -> Self {
        Self { now: Rc::clone(&self.now), draw: self.draw.clone() }
    }
}

impl<T: Clone + PartialEq> Value<T> {
    /// The value as it is now.
    pub(crate) fn get(&self) -> T {
        self.now.borrow().clone()
    }

    /// Takes another value.
    pub(crate) fn set(&self, value: T) {
        if *self.now.borrow() != value {
            let before = self.now.replace(value);
            // What the old value holds may look at the new one when it goes.
            drop(before);
            self.draw.force_update();
        }
    }
}

/// A value that begins as `first` says.
#[hook]
pub(crate) fn use_value<T: 'static>(first: impl FnOnce() -> T) -> Value<T> {
    Value { now: use_mut_ref(first), draw: use_force_update() }
}

/// A place for an element, as Yew's `use_node_ref`, without a state of its own.
#[hook]
pub(crate) fn use_element() -> NodeRef {
    use_mut_ref(NodeRef::default).borrow().clone()
}
