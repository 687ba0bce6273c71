//! Work that begins when its turn comes.

use std::future::Future;
use std::pin::Pin;

use wasm_bindgen_futures::spawn_local;

/// Does something when the turn comes. All futures go one way, since each way costs bytes.
pub(crate) fn later(future: impl Future<Output = ()> + 'static) {
    let boxed: Pin<Box<dyn Future<Output = ()>>> = Box::pin(future);
    spawn_local(boxed);
}
