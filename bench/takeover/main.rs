//! Takes made conversations over in a real, slowed browser, and prints the longest task and when the composer worked.
//!
//! `cargo xtask assets && cargo run --example takeover [RUNS [THROTTLE]]`. It needs Chromium and its driver
//! (`PORCH_CHROMEDRIVER`, else `chromedriver` on the path).

#[cfg(not(target_arch = "wasm32"))]
#[path = "../../tests/made/mod.rs"]
mod made;
#[cfg(not(target_arch = "wasm32"))]
mod measure;
#[cfg(not(target_arch = "wasm32"))]
mod serve;

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let number = |at: usize, else_: u32| std::env::args().nth(at).and_then(|n| n.parse().ok()).unwrap_or(else_);
    let (runs, throttle) = (number(1, 5), number(2, 4));
    // A fragment is rendered by a `!Send` renderer, so everything stays on one thread.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    tokio::task::LocalSet::new().block_on(&runtime, measure::all(runs, throttle))
}
