//! Moves the focus when the element that had it was removed.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, FocusOptions, HtmlElement, MutationObserver, MutationObserverInit};
use yew::prelude::*;

use crate::ui::focus_moves::neighbor;

/// An element that had the focus or contained the one that did; and its nearest sibling that can have the focus.
struct FocusCandidate {
    element: Element,
    neighbor: Option<Element>,
}

/// The elements at which the focus was last, from the inside out.
type FocusPath = Rc<RefCell<Vec<FocusCandidate>>>;

/// Keeps the focus in the dashboard when the element that had it is removed, by an action here or by another team
/// member: the focus moves to a neighbor of that element, or to an element around it. Otherwise keyboard users would
/// have to start at the top of the page again.
#[hook]
pub(crate) fn use_focus_restore() {
    use_effect_with((), |()| {
        let listeners = web_sys::window().and_then(|window| window.document()).and_then(|document| listen(&document));
        move || drop(listeners)
    });
}

/// The listeners; dropping them stops them.
struct FocusListeners {
    observer: MutationObserver,
    #[expect(dead_code, reason = "they are only kept")]
    handles: (Closure<dyn FnMut()>, [EventListener; 2]),
}

impl Drop for FocusListeners {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn listen(document: &Document) -> Option<FocusListeners> {
    let path = FocusPath::default();
    let (on_focus_in, on_focus_out) = (Rc::clone(&path), Rc::clone(&path));
    let focus_in = EventListener::new(document, "focusin", move |event| {
        let at = event.target().and_then(|at| at.dyn_into::<Element>().ok());
        on_focus_in.replace(at.map(|at| path_to(&at)).unwrap_or_default());
    });
    let focus_out = EventListener::new(document, "focusout", move |_| {
        let path = Rc::clone(&on_focus_out);
        // An element that is still there lost the focus because the user moved it away on purpose.
        Timeout::new(0, move || {
            let connected = path.borrow().first().is_some_and(|step| step.element.is_connected());
            if connected && is_focus_lost() {
                path.take();
            }
        })
        .forget();
    });
    let changed = Closure::<dyn FnMut()>::new(move || {
        let path = Rc::clone(&path);
        // A new element may take the focus by itself.
        Timeout::new(0, move || {
            let found = if is_focus_lost() { restore_target(&path.borrow()) } else { None };
            if let Some(target) = found {
                restore_focus(&target);
            }
        })
        .forget();
    });
    let observer = MutationObserver::new(changed.as_ref().unchecked_ref()).ok()?;
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    observer.observe_with_options(document.body()?.as_ref(), &options).ok()?;
    Some(FocusListeners { observer, handles: (changed, [focus_in, focus_out]) })
}

fn path_to(at: &Element) -> Vec<FocusCandidate> {
    let all = std::iter::successors(Some(at.clone()), |at| at.parent_element());
    all.map(|at| FocusCandidate { neighbor: neighbor(&at), element: at }).collect()
}

fn is_focus_lost() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.active_element().is_none_or(|at| at.local_name() == "body"))
}

/// The element that the focus moves to; none while the element that had it is still there.
fn restore_target(path: &[FocusCandidate]) -> Option<Element> {
    let removed = path.iter().take_while(|step| !step.element.is_connected()).count();
    let outermost = path.get(removed.checked_sub(1)?)?;
    let neighbor = outermost.neighbor.clone().filter(|neighbor| neighbor.is_connected());
    let ancestor = || path.get(removed)?.element.closest("[tabindex], article, section, main").ok()?;
    let main = || web_sys::window()?.document()?.query_selector("main").ok()?;
    neighbor.or_else(ancestor).or_else(main)
}

fn restore_focus(target: &Element) {
    let Some(target) = target.dyn_ref::<HtmlElement>() else { return };
    if !target.has_attribute("tabindex") {
        target.set_tab_index(-1);
    }
    // It is in view already.
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that can't have the focus is skipped.
    _ = target.focus_with_options(&options);
}
