//! Where the focus comes to when what had it is gone.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, FocusOptions, HtmlElement, MutationObserver, MutationObserverInit};
use yew::prelude::*;

use crate::ui::focus_moves::beside;

/// What had the focus, or stood around that; and what stood beside it and can have the focus.
struct FocusCandidate {
    at: Element,
    beside: Option<Element>,
}

/// Where the focus was last, from the inside out.
type FocusPath = Rc<RefCell<Vec<FocusCandidate>>>;

/// Keeps the focus in the dashboard when what had it goes, by a deed or because somebody else was faster: it comes to what
/// stood beside that, or around it. Whoever uses keys would have to begin at the top of the page again.
#[hook]
pub(crate) fn use_refuge() {
    use_effect_with((), |()| {
        let watch = web_sys::window().and_then(|window| window.document()).and_then(|document| watch(&document));
        move || drop(watch)
    });
}

/// What watches, as long as it is kept.
struct FocusListeners {
    observer: MutationObserver,
    #[expect(dead_code, reason = "they are only kept")]
    ears: (Closure<dyn FnMut()>, [EventListener; 2]),
}

impl Drop for FocusListeners {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn watch(document: &Document) -> Option<FocusListeners> {
    let place = FocusPath::default();
    let (seen, left) = (Rc::clone(&place), Rc::clone(&place));
    let comes = EventListener::new(document, "focusin", move |event| {
        let at = event.target().and_then(|at| at.dyn_into::<Element>().ok());
        seen.replace(at.map(|at| around(&at)).unwrap_or_default());
    });
    let goes = EventListener::new(document, "focusout", move |_| {
        let left = Rc::clone(&left);
        // Whoever lets go of what is still there means it.
        Timeout::new(0, move || {
            let there = left.borrow().first().is_some_and(|step| step.at.is_connected());
            if there && is_nowhere() {
                left.take();
            }
        })
        .forget();
    });
    let changed = Closure::<dyn FnMut()>::new(move || {
        let place = Rc::clone(&place);
        // What comes may take the focus by itself.
        Timeout::new(0, move || {
            let found = if is_nowhere() { refuge(&place.borrow()) } else { None };
            if let Some(refuge) = found {
                take_in(&refuge);
            }
        })
        .forget();
    });
    let observer = MutationObserver::new(changed.as_ref().unchecked_ref()).ok()?;
    let what = MutationObserverInit::new();
    what.set_child_list(true);
    what.set_subtree(true);
    observer.observe_with_options(document.body()?.as_ref(), &what).ok()?;
    Some(FocusListeners { observer, ears: (changed, [comes, goes]) })
}

fn around(at: &Element) -> Vec<FocusCandidate> {
    let all = std::iter::successors(Some(at.clone()), |at| at.parent_element());
    all.map(|at| FocusCandidate { beside: beside(&at), at }).collect()
}

fn is_nowhere() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.active_element().is_none_or(|at| at.local_name() == "body"))
}

/// Where the focus comes to; nowhere, while what had it is there.
fn refuge(place: &[FocusCandidate]) -> Option<Element> {
    let gone = place.iter().take_while(|step| !step.at.is_connected()).count();
    let outermost = place.get(gone.checked_sub(1)?)?;
    let beside = outermost.beside.clone().filter(|beside| beside.is_connected());
    let around = || place.get(gone)?.at.closest("[tabindex], article, section, main").ok()?;
    let room = || web_sys::window()?.document()?.query_selector("main").ok()?;
    beside.or_else(around).or_else(room)
}

fn take_in(refuge: &Element) {
    let Some(refuge) = refuge.dyn_ref::<HtmlElement>() else { return };
    if !refuge.has_attribute("tabindex") {
        refuge.set_tab_index(-1);
    }
    // It is where somebody looks already.
    let still = FocusOptions::new();
    still.set_prevent_scroll(true);
    // What can't have the focus leaves it where it is.
    _ = refuge.focus_with_options(&still);
}
