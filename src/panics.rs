//! Who is told of a panic: it ends the WebAssembly instance for every conversation of the page.

use std::cell::RefCell;
use std::sync::Once;

use crate::embed::Bridge;

thread_local! {
    static BRIDGES: RefCell<Vec<Bridge>> = const { RefCell::new(Vec::new()) };
}

/// Tells this conversation of a panic, too.
pub(crate) fn report_to(bridge: Bridge) {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        yew::set_custom_panic_hook(Box::new(|panic| {
            let message = panic.to_string();
            BRIDGES.with_borrow(|bridges| bridges.iter().for_each(|bridge| bridge.broke(&message)));
        }));
    });
    BRIDGES.with_borrow_mut(|bridges| bridges.push(bridge));
}

/// Tells this conversation no more: it has ended.
pub(crate) fn forget(bridge: &Bridge) {
    BRIDGES.with_borrow_mut(|bridges| bridges.retain(|other| !js_sys::Object::is(other, bridge)));
}
