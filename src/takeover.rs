//! Takes a conversation over in islands: many small Yew roots on one store, one after the other, in slices of 8 ms.
//!
//! A root's first rendering cannot be interrupted, so roots are small, and between two of them the browser may breathe.
//! Which roots there are and how they follow each other is decided here, outside Yew.

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
use crate::components::list_ends::{Edge, ListEnd, ListEndProps};
use crate::embed::Bridge;
use crate::later::later;
use crate::store::Store;
use crate::wire;

/// How long we work before the browser may do something else, in milliseconds.
const SLICE: f64 = 8.0;

/// The priority of what somebody waits for: it goes before the reading of the comments.
const WAITED_FOR: &str = "user-blocking";

/// A living root. Dropping one ends nothing; it has to be ended.
enum Alive {
    Edge(AppHandle<Edge>),
    Composer(AppHandle<Field>),
    Block(AppHandle<BlockView>),
}

impl Alive {
    /// Whether it has rendered: Yew makes a component and renders it in one go.
    fn is_rendered(&self) -> bool {
        match self {
            Self::Edge(root) => root.get_component().is_some(),
            Self::Composer(root) => root.get_component().is_some(),
            Self::Block(root) => root.get_component().is_some(),
        }
    }

    fn end(self) {
        match self {
            Self::Edge(root) => root.destroy(),
            Self::Composer(root) => root.destroy(),
            Self::Block(root) => root.destroy(),
        }
    }
}

/// What a root shows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum RootKind {
    Bar,
    Composer,
    Block(CommentId),
    Foot,
}

struct Root {
    which: RootKind,
    element: Element,
    alive: Option<Alive>,
}

/// All roots of one conversation.
pub(crate) struct Roots {
    store: Store,
    bridge: Bridge,
    list: Element,
    all: RefCell<Vec<Root>>,
    /// Roots somebody is waiting for.
    hurry: RefCell<Vec<Element>>,
    working: Cell<bool>,
    /// Whether the comments are known.
    complete: Cell<bool>,
    ended: Cell<bool>,
}

impl Roots {
    /// Finds the roots around the list. With `fresh` they are emptied first, to be drawn anew.
    pub(crate) fn new(store: Store, bridge: Bridge, section: &Element, fresh: bool) -> Option<Rc<Self>> {
        let find = |selector: &str| section.query_selector(selector).ok().flatten();
        let list = find(".l")?;
        let mut all = Vec::new();
        for (which, selector) in [(RootKind::Bar, ".o"), (RootKind::Composer, ".c"), (RootKind::Foot, ".f")] {
            let mut element = find(selector)?;
            if fresh {
                // A clone has no listener of an instance that has ended.
                let clone = element.clone_node().ok()?.dyn_into::<Element>().ok()?;
                element.replace_with_with_node_1(&clone).ok()?;
                element = clone;
            }
            all.push(Root { which, element, alive: None });
        }
        if fresh {
            list.replace_children_with_node_0();
        }
        Some(Rc::new(Self {
            store,
            bridge,
            list,
            all: RefCell::new(all),
            hurry: RefCell::default(),
            working: Cell::new(false),
            complete: Cell::new(false),
            ended: Cell::new(false),
        }))
    }

    /// The comments are known: finds the roots that show them, and takes these over, too.
    pub(crate) fn find_blocks(self: &Rc<Self>) {
        let elements = self.list.query_selector_all(".r").ok();
        let elements = elements.iter().flat_map(|all| (0..all.length()).filter_map(|i| all.item(i)?.dyn_into().ok()));
        let blocks = self.store.drawn_blocks();
        let drawn = blocks.iter().zip(elements).map(|(block, element)| Root {
            which: RootKind::Block(block.id),
            element,
            alive: None,
        });
        self.all.borrow_mut().extend(drawn);
        self.complete.set(true);
        self.follow_list();
    }

    /// Takes this root next.
    pub(crate) fn hurry(self: &Rc<Self>, element: Element) {
        self.hurry.borrow_mut().push(element);
        self.work();
    }

    /// Whether roots still wait for their turn.
    pub(crate) fn is_working(&self) -> bool {
        self.working.get()
    }

    /// Ends every root, and all work.
    pub(crate) fn end(&self) {
        self.ended.set(true);
        for root in self.all.borrow_mut().drain(..) {
            if let Some(alive) = root.alive {
                alive.end();
            }
        }
    }

    /// Works until every root is alive.
    pub(crate) fn work(self: &Rc<Self>) {
        if self.working.replace(true) {
            return;
        }
        let roots = Rc::clone(self);
        later(async move {
            breathe(&roots.bridge.turn(WAITED_FOR)).await;
            let near = roots.near_the_eye();
            let mut clock = now();
            while let Some((which, element, near_by)) = roots.next(&near) {
                if matches!(which, RootKind::Composer) {
                    // Its tools come with it.
                    breathe(&roots.bridge.still()).await;
                }
                let alive = roots.take(which, &element);
                // Yew renders in a microtask of its own; or in a later task, where it has just made a pause.
                breathe(&Promise::resolve(&JsValue::UNDEFINED)).await;
                while !alive.is_rendered() && !roots.ended.get() {
                    // Yew's own turn is no more urgent than this: more would keep it from coming.
                    breathe(&roots.bridge.turn("user-visible")).await;
                }
                if !roots.keep(which, alive) {
                    break;
                }
                roots.bridge.taken(&element);
                let first = matches!(which, RootKind::Bar | RootKind::Composer);
                if first || now() - clock > SLICE {
                    let priority = match which {
                        RootKind::Bar => WAITED_FOR,
                        _ if near_by => "user-visible",
                        _ => "background",
                    };
                    breathe(&roots.bridge.turn(priority)).await;
                    clock = now();
                }
            }
            roots.working.set(false);
            if roots.complete.get() && !roots.ended.get() {
                roots.store.settle();
            }
        });
    }

    /// The next root to take: what somebody waits for, then the bar (small, so the code gets warm), the composer, what
    /// is near the eye, the rest.
    fn next(&self, near: &[RootKind]) -> Option<(RootKind, Element, bool)> {
        let all = self.all.borrow();
        let waiting = |root: &&Root| root.alive.is_none();
        let hurried = self.hurry.borrow_mut().pop().and_then(|e| all.iter().filter(waiting).find(|r| r.element == e));
        let rank = |root: &&Root| match root.which {
            RootKind::Bar => 0,
            RootKind::Composer => 1,
            which if near.contains(&which) => 2,
            RootKind::Foot => 3,
            RootKind::Block(_) => 4,
        };
        let root = hurried.or_else(|| all.iter().filter(waiting).min_by_key(rank))?;
        (!self.ended.get()).then(|| (root.which, root.element.clone(), rank(&root) < 3))
    }

    fn take(&self, which: RootKind, element: &Element) -> Alive {
        let store = self.store.clone();
        let drawn = element.has_child_nodes();
        let element = element.clone();
        self.bridge.lend(&element);
        match which {
            RootKind::Bar => Alive::Edge(start(element, ListEndProps { store, end: ListEnd::Count }, drawn)),
            RootKind::Composer => Alive::Composer(start(element, FieldProps { store, form: None }, drawn)),
            RootKind::Foot => Alive::Edge(start(element, ListEndProps { store, end: ListEnd::Rest }, drawn)),
            RootKind::Block(id) => Alive::Block(start(element, BlockProps { store, id }, drawn)),
        }
    }

    /// Remembers a root that came alive. Answers whether to go on; a root that is gone by now is ended.
    fn keep(&self, which: RootKind, alive: Alive) -> bool {
        match self.all.borrow_mut().iter_mut().find(|root| root.which == which) {
            Some(root) => root.alive = Some(alive),
            None => alive.end(),
        }
        !self.ended.get()
    }

    /// Which blocks are on the screen, or one screen away.
    fn near_the_eye(&self) -> Vec<RootKind> {
        let height = web_sys::window().and_then(|w| w.inner_height().ok()?.as_f64()).unwrap_or(800.0);
        let mut near = Vec::new();
        for root in self.all.borrow().iter().filter(|root| matches!(root.which, RootKind::Block(_))) {
            let place = root.element.get_bounding_client_rect();
            if place.top() > 2.0 * height {
                break;
            }
            if place.bottom() > -height {
                near.push(root.which);
            }
        }
        near
    }

    /// Makes the list's elements follow the state: new ones are made where they belong, the others stay untouched.
    pub(crate) fn follow_list(self: &Rc<Self>) {
        let blocks = self.store.read(|state| state.blocks.clone());
        let wanted = |which| blocks.iter().any(|block| RootKind::Block(block.id) == which);
        let mut old = Vec::new();
        let mut kept = Vec::new();
        // What is gone goes first: so the others are where they belong already, and none has to move.
        for root in self.all.take() {
            match root.which {
                RootKind::Block(_) if wanted(root.which) => old.push(root),
                RootKind::Block(_) => remove(root),
                _ => kept.push(root),
            }
        }
        let mut place = self.list.first_element_child();
        for conversation in blocks.chunk_by(|_, next| next.goes_on) {
            let known = conversation.first().and_then(|first| find(&old, RootKind::Block(first.id))).map(|at| &old[at]);
            let Some(item) = known.map_or_else(|| make("li", "v"), |root| root.element.parent_element()) else {
                continue;
            };
            if place.as_ref() == Some(&item) {
                place = item.next_element_sibling();
            } else {
                insert(&self.list, &item, place.as_ref());
            }
            kept.extend(follow_item(&item, conversation, &mut old));
        }
        self.all.replace(kept);
        self.work();
    }
}

fn remove(root: Root) {
    if let Some(alive) = root.alive {
        alive.end();
    }
    let item = root.element.parent_element();
    root.element.remove();
    // The last part of a conversation takes the conversation with it.
    if let Some(item) = item.filter(|item| item.child_element_count() == 0) {
        item.remove();
    }
}

fn find(roots: &[Root], which: RootKind) -> Option<usize> {
    roots.iter().position(|root| root.which == which)
}

fn follow_item(item: &Element, conversation: &[Rc<Block>], old: &mut Vec<Root>) -> Vec<Root> {
    let mut place = item.first_element_child();
    let mut roots = Vec::new();
    for block in conversation {
        let which = RootKind::Block(block.id);
        let known = find(old, which).map(|at| old.remove(at));
        let Some(root) = known.or_else(|| Some(Root { which, element: make("div", "r")?, alive: None })) else {
            continue;
        };
        if place.as_ref() == Some(&root.element) {
            place = root.element.next_element_sibling();
        } else {
            insert(item, &root.element, place.as_ref());
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
    // Fails only if `before` isn't in `parent`, and we have just looked.
    _ = parent.insert_before(child, before.map(AsRef::as_ref));
}

async fn breathe(promise: &Promise) {
    // These promises are never rejected.
    _ = JsFuture::from(promise.clone()).await;
}

/// The browser's clock, in milliseconds.
pub(crate) fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// Reads the state that belongs to the fragment, in slices as well: a thousand comments are a long read.
pub(crate) async fn read_page(page: &JsValue, bridge: &Bridge) -> Option<ThreadPage> {
    let mut read = wire::thread_page(page)?;
    let mut clock = now();
    for comment in wire::raw_comments(page).iter() {
        read.comments.push(wire::comment(&comment)?);
        if now() - clock > SLICE {
            breathe(&bridge.turn("user-visible")).await;
            clock = now();
        }
    }
    Some(read)
}
