//! Hydrates a conversation in islands: an island is a part of the server's HTML that gets a small Yew root of its own. All
//! roots share one store, and are started one after the other, in slices of 8 ms.
//!
//! A root's first rendering cannot be interrupted, so roots are small, and between two of them the browser gets time.
//! Which roots there are and in which order is decided here, outside Yew.

use porch_class_macros::{class, selector};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Promise;
use porch_protocol::{CommentId, ThreadPage};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;
use yew::prelude::*;
use yew::{AppHandle, Renderer};

use crate::arrange::Block;
use crate::components::block::{BlockProps, BlockView};
use crate::components::card::{Field, FieldProps};
use crate::components::list_end::{ListEnd, ListEndProps, ListEndView};
use crate::embed::Bridge;
use crate::spawn::spawn;
use crate::store::Store;
use crate::wire;

/// How long to work before yielding to the browser, in milliseconds.
const SLICE: f64 = 8.0;

/// The priority of what the visitor waits for: it goes before parsing the comments.
const URGENT: &str = "user-blocking";

/// The handle of a hydrated root. Dropping it ends nothing; it has to be ended.
enum RootHandle {
    ListEnd(AppHandle<ListEndView>),
    Composer(AppHandle<Field>),
    Block(AppHandle<BlockView>),
}

impl RootHandle {
    /// Whether it has rendered: Yew creates a component and renders it in one go.
    fn is_rendered(&self) -> bool {
        match self {
            Self::ListEnd(root) => root.get_component().is_some(),
            Self::Composer(root) => root.get_component().is_some(),
            Self::Block(root) => root.get_component().is_some(),
        }
    }

    fn end(self) {
        match self {
            Self::ListEnd(root) => root.destroy(),
            Self::Composer(root) => root.destroy(),
            Self::Block(root) => root.destroy(),
        }
    }
}

/// What a root renders.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum RootKind {
    Count,
    Composer,
    Block(CommentId),
    MoreLink,
}

struct Root {
    which: RootKind,
    element: Element,
    handle: Option<RootHandle>,
}

/// All roots of one conversation.
pub(crate) struct Roots {
    store: Store,
    bridge: Bridge,
    list: Element,
    all: RefCell<Vec<Root>>,
    /// Roots that the visitor waits for.
    urgent: RefCell<Vec<Element>>,
    working: Cell<bool>,
    /// Whether all comments are loaded.
    complete: Cell<bool>,
    ended: Cell<bool>,
}

impl Roots {
    /// Finds the roots around the list. With `fresh` they are emptied first, to be rendered anew.
    pub(crate) fn new(store: Store, bridge: Bridge, section: &Element, fresh: bool) -> Option<Rc<Self>> {
        let find = |selector: &str| section.query_selector(selector).ok().flatten();
        let list = find(selector!(".conversation-list"))?;
        let mut all = Vec::new();
        for (which, selector) in [
            (RootKind::Count, "#porch-h span"),
            (RootKind::Composer, selector!(".composer-root")),
            (RootKind::MoreLink, selector!(".list-end")),
        ] {
            let mut element = find(selector)?;
            if fresh {
                // A clone has no listener of an instance that has panicked.
                let clone = element.clone_node().ok()?.dyn_into::<Element>().ok()?;
                element.replace_with_with_node_1(&clone).ok()?;
                element = clone;
            }
            all.push(Root { which, element, handle: None });
        }
        if fresh {
            list.replace_children_with_node_0();
        }
        Some(Rc::new(Self {
            store,
            bridge,
            list,
            all: RefCell::new(all),
            urgent: RefCell::default(),
            working: Cell::new(false),
            complete: Cell::new(false),
            ended: Cell::new(false),
        }))
    }

    /// All comments are loaded: finds the roots that show them, and hydrates these, too.
    pub(crate) fn find_blocks(self: &Rc<Self>) {
        let elements = self.list.query_selector_all(selector!(".conversation-root")).ok();
        let elements = elements.iter().flat_map(|all| (0..all.length()).filter_map(|i| all.item(i)?.dyn_into().ok()));
        let blocks = self.store.rendered_blocks();
        let rendered = blocks.iter().zip(elements).map(|(block, element)| Root {
            which: RootKind::Block(block.id),
            element,
            handle: None,
        });
        self.all.borrow_mut().extend(rendered);
        self.complete.set(true);
        self.sync_list();
    }

    /// Hydrates this root next.
    pub(crate) fn hydrate_next(self: &Rc<Self>, element: Element) {
        self.urgent.borrow_mut().push(element);
        self.hydrate_all();
    }

    /// Whether roots still wait to be hydrated.
    pub(crate) fn is_working(&self) -> bool {
        self.working.get()
    }

    /// Ends every root and the hydration.
    pub(crate) fn end(&self) {
        self.ended.set(true);
        for root in self.all.borrow_mut().drain(..) {
            if let Some(alive) = root.handle {
                alive.end();
            }
        }
    }

    /// Hydrates every root.
    pub(crate) fn hydrate_all(self: &Rc<Self>) {
        if self.working.replace(true) {
            return;
        }
        let roots = Rc::clone(self);
        spawn(async move {
            settled(&roots.bridge.yield_to_browser(URGENT)).await;
            let near = roots.blocks_near_viewport();
            let mut clock = now();
            while let Some((which, element, is_near)) = roots.next(&near) {
                if matches!(which, RootKind::Composer) {
                    // Its toolbar appears with it, so the layout moves: not while a pointer is pressed.
                    settled(&roots.bridge.wait_pointer_released()).await;
                }
                let handle = roots.hydrate(which, &element);
                // Yew renders in a microtask of its own; or in a later task, after it has yielded.
                settled(&Promise::resolve(&JsValue::UNDEFINED)).await;
                while !handle.is_rendered() && !roots.ended.get() {
                    // Yew's own task has this priority: a higher one here would delay it.
                    settled(&roots.bridge.yield_to_browser("user-visible")).await;
                }
                if !roots.set_handle(which, handle) {
                    break;
                }
                roots.bridge.root_hydrated(&element);
                let first = matches!(which, RootKind::Count | RootKind::Composer);
                if first || now() - clock > SLICE {
                    let priority = match which {
                        RootKind::Count => URGENT,
                        _ if is_near => "user-visible",
                        _ => "background",
                    };
                    settled(&roots.bridge.yield_to_browser(priority)).await;
                    clock = now();
                }
            }
            roots.working.set(false);
            if roots.complete.get() && !roots.ended.get() {
                roots.store.finish_hydration();
            }
        });
    }

    /// The next root to hydrate: what the visitor waits for, then the count (small, so the code gets warm), the
    /// composer, the blocks near the viewport, the rest.
    fn next(&self, near: &[RootKind]) -> Option<(RootKind, Element, bool)> {
        let all = self.all.borrow();
        let is_waiting = |root: &&Root| root.handle.is_none();
        let hurried =
            self.urgent.borrow_mut().pop().and_then(|e| all.iter().filter(is_waiting).find(|r| r.element == e));
        let rank = |root: &&Root| match root.which {
            RootKind::Count => 0,
            RootKind::Composer => 1,
            which if near.contains(&which) => 2,
            RootKind::MoreLink => 3,
            RootKind::Block(_) => 4,
        };
        let root = hurried.or_else(|| all.iter().filter(is_waiting).min_by_key(rank))?;
        (!self.ended.get()).then(|| (root.which, root.element.clone(), rank(&root) < 3))
    }

    fn hydrate(&self, which: RootKind, element: &Element) -> RootHandle {
        let store = self.store.clone();
        let drawn = element.has_child_nodes();
        let element = element.clone();
        self.bridge.guard_listeners(&element);
        match which {
            RootKind::Count => {
                RootHandle::ListEnd(start(element, ListEndProps { store, end: ListEnd::CommentCount }, drawn))
            }
            RootKind::Composer => RootHandle::Composer(start(element, FieldProps { store, form: None }, drawn)),
            RootKind::MoreLink => {
                RootHandle::ListEnd(start(element, ListEndProps { store, end: ListEnd::LoadMore }, drawn))
            }
            RootKind::Block(id) => RootHandle::Block(start(element, BlockProps { store, id }, drawn)),
        }
    }

    /// Stores the handle of a hydrated root. Returns whether to go on; a root that was removed in the meantime is
    /// ended.
    fn set_handle(&self, which: RootKind, handle: RootHandle) -> bool {
        match self.all.borrow_mut().iter_mut().find(|root| root.which == which) {
            Some(root) => root.handle = Some(handle),
            None => handle.end(),
        }
        !self.ended.get()
    }

    /// Which blocks are in the viewport, or one screen away.
    fn blocks_near_viewport(&self) -> Vec<RootKind> {
        let height = web_sys::window().and_then(|w| w.inner_height().ok()?.as_f64()).unwrap_or(800.0);
        let mut near = Vec::new();
        for root in self.all.borrow().iter().filter(|root| matches!(root.which, RootKind::Block(_))) {
            let rect = root.element.get_bounding_client_rect();
            if rect.top() > 2.0 * height {
                break;
            }
            if rect.bottom() > -height {
                near.push(root.which);
            }
        }
        near
    }

    /// Makes the elements of the list follow the state: new ones are inserted, the others stay untouched.
    pub(crate) fn sync_list(self: &Rc<Self>) {
        let blocks = self.store.read(|state| state.blocks.clone());
        let wanted = |which| blocks.iter().any(|block| RootKind::Block(block.id) == which);
        let mut old = Vec::new();
        let mut roots = Vec::new();
        // Removed blocks go first: then the others are in their places already, and none has to move.
        for root in self.all.take() {
            match root.which {
                RootKind::Block(_) if wanted(root.which) => old.push(root),
                RootKind::Block(_) => remove(root),
                _ => roots.push(root),
            }
        }
        let mut next = self.list.first_element_child();
        for conversation in blocks.chunk_by(|_, next| next.continues) {
            let known = conversation.first().and_then(|first| find(&old, RootKind::Block(first.id))).map(|at| &old[at]);
            let Some(item) =
                known.map_or_else(|| make("li", class!("conversation-item")), |root| root.element.parent_element())
            else {
                continue;
            };
            if next.as_ref() == Some(&item) {
                next = item.next_element_sibling();
            } else {
                insert(&self.list, &item, next.as_ref());
            }
            roots.extend(sync_item(&item, conversation, &mut old));
        }
        self.all.replace(roots);
        self.hydrate_all();
    }
}

fn remove(root: Root) {
    if let Some(handle) = root.handle {
        handle.end();
    }
    let item = root.element.parent_element();
    root.element.remove();
    // The last root of a conversation removes the conversation's item, too.
    if let Some(item) = item.filter(|item| item.child_element_count() == 0) {
        item.remove();
    }
}

fn find(roots: &[Root], which: RootKind) -> Option<usize> {
    roots.iter().position(|root| root.which == which)
}

fn sync_item(item: &Element, conversation: &[Rc<Block>], old: &mut Vec<Root>) -> Vec<Root> {
    let mut next = item.first_element_child();
    let mut roots = Vec::new();
    for block in conversation {
        let which = RootKind::Block(block.id);
        let known = find(old, which).map(|at| old.remove(at));
        let Some(root) =
            known.or_else(|| Some(Root { which, element: make("div", class!("conversation-root"))?, handle: None }))
        else {
            continue;
        };
        if next.as_ref() == Some(&root.element) {
            next = root.element.next_element_sibling();
        } else {
            insert(item, &root.element, next.as_ref());
        }
        roots.push(root);
    }
    roots
}

fn start<C>(element: Element, props: C::Properties, drawn: bool) -> AppHandle<C>
where
    C: BaseComponent,
{
    let renderer = Renderer::<C>::with_root_and_props(element, props);
    if drawn { renderer.hydrate() } else { renderer.render() }
}

fn make(tag: &str, class: &str) -> Option<Element> {
    let element = web_sys::window()?.document()?.create_element(tag).ok()?;
    element.set_class_name(class);
    Some(element)
}

fn insert(parent: &Element, child: &Element, before: Option<&Element>) {
    // Fails only if `before` isn't in `parent`; the caller has just checked that.
    _ = parent.insert_before(child, before.map(AsRef::as_ref));
}

async fn settled(promise: &Promise) {
    // These promises are never rejected.
    _ = JsFuture::from(promise.clone()).await;
}

/// The browser's clock, in milliseconds.
pub(crate) fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// Parses the state that belongs to the fragment, in slices, too: parsing a thousand comments takes long.
pub(crate) async fn read_page(page: &JsValue, bridge: &Bridge) -> Option<ThreadPage> {
    let mut read = wire::thread_page(page)?;
    let mut clock = now();
    for comment in wire::raw_comments(page).iter() {
        read.comments.push(wire::comment(&comment)?);
        if now() - clock > SLICE {
            settled(&bridge.yield_to_browser("user-visible")).await;
            clock = now();
        }
    }
    Some(read)
}
