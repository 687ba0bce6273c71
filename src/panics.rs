//! Reports a panic to every conversation of the page: it ends the WebAssembly instance for all of them.

use std::cell::RefCell;
use std::sync::Once;

use crate::embed::Bridge;

thread_local! {
    static BRIDGES: RefCell<Vec<Bridge>> = const { RefCell::new(Vec::new()) };
}

/// Reports panics to this conversation, too.
pub(crate) fn report_to(bridge: Bridge) {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        yew::set_custom_panic_hook(Box::new(|panic| {
            let message = panic.to_string();
            BRIDGES.with_borrow(|bridges| bridges.iter().for_each(|bridge| bridge.report_panic(&message)));
        }));
    });
    BRIDGES.with_borrow_mut(|bridges| bridges.push(bridge));
}

/// Reports no more panics to this conversation: it has ended.
pub(crate) fn forget(bridge: &Bridge) {
    BRIDGES.with_borrow_mut(|bridges| bridges.retain(|other| !js_sys::Object::is(other, bridge)));
}
