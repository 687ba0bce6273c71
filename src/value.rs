//! A value that a component keeps between its renderings.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

/// A component's value. Setting a different one renders the component again, an equal one does not.
///
/// It does what Yew's `use_state_eq` does. That is compiled once per type, which is two kilobytes a type; of this there
/// are only a few lines per type.
pub(crate) struct Value<T> {
    current: Rc<RefCell<T>>,
    render: UseForceUpdateHandle,
}

impl<T> Clone for Value<T> {
    fn clone(&self) -> Self {
        Self { current: Rc::clone(&self.current), render: self.render.clone() }
    }
}

impl<T: Clone + PartialEq> Value<T> {
    /// The current value.
    pub(crate) fn get(&self) -> T {
        self.current.borrow().clone()
    }

    /// Sets another value.
    pub(crate) fn set(&self, value: T) {
        if *self.current.borrow() != value {
            let before = self.current.replace(value);
            // Dropped last: the destructor of the old value may read the new one.
            drop(before);
            self.render.force_update();
        }
    }
}

/// A value that begins with the result of `first`.
#[hook]
pub(crate) fn use_value<T: 'static>(first: impl FnOnce() -> T) -> Value<T> {
    Value { current: use_mut_ref(first), render: use_force_update() }
}

/// A reference to an element, as Yew's `use_node_ref`, without a state of its own.
#[hook]
pub(crate) fn use_element() -> NodeRef {
    use_mut_ref(NodeRef::default).borrow().clone()
}
