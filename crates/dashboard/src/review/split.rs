//! A list beside the comment that is open. On a narrow window one of the two is shown: the list, until a comment is open.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use porch_protocol::CommentId;
use porch_protocol::queue_query::Choices;
use yew::prelude::*;

use crate::context::Context;
use crate::frame::lists::kept;
use crate::frame::views::{Address, Navigate};
use crate::review::bulk_actions::{Many, about};
use crate::review::comment_link::Look;
use crate::review::detail::Detail;
use crate::review::drafts::{self, Kind as Draft};
use crate::review::list_entry::Entry;
use crate::review::list_filters::{Chosen, Filter, FilterOptions, Filters, filter_button, order_menu};
use crate::review::list_keys::{Select, selector, use_list_keys};
use crate::review::row::Row;
use crate::text::{self, frame as say};
use crate::ui::focus_moves;
use crate::ui::icons::icon;
use crate::ui::loading::{Loading, Shown};
use crate::ui::window_width::{is_narrow, use_widths};

/// A list, as far as it is here.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SplitProps {
    pub(crate) context: Context,
    pub(crate) address: Address,
    pub(crate) go: Navigate,
    /// What the list is called.
    pub(crate) label: AttrValue,
    /// Its comments; none while they are on their way.
    pub(crate) entries: Option<Vec<Entry>>,
    /// Which inquiry they answer.
    pub(crate) came: u32,
    /// How many there are in all, where somebody counts them.
    #[prop_or_default]
    pub(crate) total: Option<u32>,
    /// What the server's own order is called.
    pub(crate) order: &'static str,
    /// What is chosen of it by the server.
    pub(crate) chosen: Chosen,
    /// What it can be narrowed to, as far as the server was asked.
    #[prop_or_default]
    pub(crate) choices: Option<Choices>,
    /// How many more there are than are here.
    #[prop_or_default]
    pub(crate) behind: usize,
    /// Whether many can be selected and decided about at once.
    #[prop_or_default]
    pub(crate) many: bool,
    /// What stands above the rows, and below them.
    #[prop_or_default]
    pub(crate) above: Html,
    #[prop_or_default]
    pub(crate) below: Html,
    /// What is said where the list is empty.
    pub(crate) empty: Html,
}

/// What is not drawn from what the server says: it may change faster than anything is drawn.
#[derive(Default)]
struct Geometry {
    /// Those who were shown: what somebody writes about stays, though somebody else is faster.
    before: Vec<Entry>,
    /// All that ever stood in the list: what goes from it is not looked for elsewhere.
    seen: HashSet<CommentId>,
    /// Decided about, and so out of sight although the list still has them.
    gone: Vec<CommentId>,
}

/// The list, and what is open beside it.
#[component]
pub(crate) fn Split(props: &SplitProps) -> Html {
    let SplitProps { address, go, entries, .. } = props.clone();
    let (desk, draw) = (use_mut_ref(Geometry::default), use_force_update());
    let (picked, filters) = (props.chosen.clone(), use_state(|| false));
    use_choices(&picked, *filters);
    let selected = use_state(Vec::<CommentId>::new);
    use_widths(&draw);
    {
        let (desk, draw) = (desk.clone(), draw.clone());
        // A list that comes later knows better: what was taken back, wherever, is in it again.
        use_effect_with(props.came, move |_| {
            if !std::mem::take(&mut desk.borrow_mut().gone).is_empty() {
                draw.force_update();
            }
        });
    }
    let listed: Vec<CommentId> = entries.iter().flatten().map(Entry::id).collect();
    let rows = Rc::new(shown(&desk, entries.clone().unwrap_or_default(), &address));
    let marked: Vec<CommentId> =
        selected.iter().copied().filter(|id| props.many && rows.iter().any(|row| row.id() == *id)).collect();
    let at = open_at(&rows, &address);
    let to = {
        let (go, address) = (go.clone(), address.clone());
        Callback::from(move |(id, replace): (Option<CommentId>, bool)| go.emit((address.opening(id), replace)))
    };
    let select = selector(&rows, &selected);
    use_list_keys(&rows, (at, address.open.is_some()), &to, &select, &selected);
    let elsewhere = address.open.filter(|id| at.is_none() && entries.is_some() && !desk.borrow().seen.contains(id));
    let is_card = (at.is_some() && address.open.is_some()) || elsewhere.is_some();
    let step = match (marked.is_empty(), is_card) {
        (false, _) => "many",
        (true, true) => "card",
        (true, false) => "list",
    };
    let open = at.and_then(|at| rows.get(at)).filter(|_| marked.is_empty()).map(Entry::id);
    let lines = rows.iter().map(|entry| row(entry, props, open, &marked, (&to, &select)));
    let pane = Pane { rows: rows.clone(), at, elsewhere, listed, marked: marked.clone() };
    html! {
        <div class="split" data-step={step}>
            <section class="listcol" aria-label={props.label.clone()}>
                if marked.is_empty() { { head(props, &picked, &filters) } } else { { bulk_head(&rows, (&marked, &selected), props.behind > 0) } }
                if let Some(offered) = props.choices.as_ref().map(FilterOptions::of_server).filter(|_| *filters) { <Filters {offered} chosen={picked.clone()} /> }
                { props.above.clone() }
                if entries.is_none() { <Loading context={props.context.clone()} /> }
                <ol class="rows" aria-label={props.label.clone()}>{ for lines }</ol>
                { props.below.clone() }
            </section>
            { pane.view(props, (&desk, &draw), &to, (&selected, &picked)) }
        </div>
    }
}

/// What stands beside the list.
struct Pane {
    rows: Rc<Vec<Entry>>,
    /// The place of the comment that is open.
    at: Option<usize>,
    /// A comment that is open and in no list.
    elsewhere: Option<CommentId>,
    /// What the server has in this list.
    listed: Vec<CommentId>,
    /// What is selected.
    marked: Vec<CommentId>,
}

impl Pane {
    fn view(
        self,
        props: &SplitProps,
        (desk, draw): (&Rc<RefCell<Geometry>>, &UseForceUpdateHandle),
        to: &Callback<(Option<CommentId>, bool)>,
        (selected, picked): (&UseStateHandle<Vec<CommentId>>, &Chosen),
    ) -> Html {
        let Self { rows, at, elsewhere, listed, marked } = self;
        let (context, back, close) = (props.context.clone(), props.label.clone(), to.reform(|()| (None, false)));
        if !marked.is_empty() {
            let chosen = rows.iter().filter(|row| marked.contains(&row.id())).cloned().collect::<Vec<_>>();
            let (gone, clear) = (desk.clone(), selected.clone());
            let done = Callback::from(move |ids: Vec<CommentId>| {
                gone.borrow_mut().gone.extend(ids);
                clear.set(Vec::new());
            });
            return html! { <Many entries={chosen} {done} {context} /> };
        }
        if let Some(id) = elsewhere {
            return html! { <Look key={id.to_string()} {id} {back} {close} {context} /> };
        }
        let Some((at, entry)) = at.and_then(|at| Some((at, rows.get(at)?.clone()))) else {
            return match &props.entries {
                None => html! { <section class="detail"><Loading {context} shown={Shown::Block} /></section> },
                Some(_) if !rows.is_empty() => Html::default(),
                Some(_) if picked.asked.filter.is_on() => nothing_fits(picked),
                Some(_) => html! { <section class="detail none">{ props.empty.clone() }</section> },
            };
        };
        let step = |one: Option<&Entry>| {
            let (id, to) = (one?.id(), to.clone());
            Some(Callback::from(move |()| to.emit((Some(id), false))))
        };
        let (previous, next) = (at.checked_sub(1).and_then(|at| step(rows.get(at))), step(rows.get(at + 1)));
        let (id, listed) = (entry.id(), listed.contains(&entry.id()));
        let done = {
            let (desk, rows, to, draw) = (desk.clone(), rows.clone(), to.clone(), draw.clone());
            Callback::from(move |()| {
                desk.borrow_mut().gone.push(id);
                focus_moves::want();
                to.emit((beside(&rows, id), true));
                draw.force_update();
            })
        };
        let writes = {
            let draw = draw.clone();
            Callback::from(move |()| draw.force_update())
        };
        html! { <Detail key={id.to_string()} {entry} {listed} {back} {previous} {next} {close} {done} {writes} {context} /> }
    }
}

/// The comments of the list that are in sight: without those decided about, and with those that somebody writes about.
fn shown(desk: &Rc<RefCell<Geometry>>, found: Vec<Entry>, address: &Address) -> Vec<Entry> {
    let mut desk = desk.borrow_mut();
    let writes = |entry: &Entry| {
        let typed =
            [Draft::Answer, Draft::Edit, Draft::Reason].iter().any(|kind| drafts::typed(entry.id(), *kind).is_some());
        typed || (address.open == Some(entry.id()) && focus_moves::is_typing())
    };
    let all = kept(&desk.before, found, Entry::id, writes);
    desk.seen.extend(all.iter().map(Entry::id));
    let all: Vec<Entry> = all.into_iter().filter(|entry| !desk.gone.contains(&entry.id())).collect();
    desk.before.clone_from(&all);
    all
}

/// The place of the comment that is open: the one of the address, or the first where both stand beside each other.
fn open_at(rows: &[Entry], address: &Address) -> Option<usize> {
    let named = address.open.and_then(|id| rows.iter().position(|row| row.id() == id));
    named.or_else(|| (address.open.is_none() && !is_narrow() && !rows.is_empty()).then_some(0))
}

/// The comment that is open once this one is gone.
fn beside(rows: &[Entry], id: CommentId) -> Option<CommentId> {
    let at = rows.iter().position(|one| one.id() == id)?;
    rows.get(at + 1).or_else(|| rows.get(at.checked_sub(1)?)).map(Entry::id)
}

fn row(
    entry: &Entry,
    props: &SplitProps,
    open: Option<CommentId>,
    marked: &[CommentId],
    (to, select): (&Callback<(Option<CommentId>, bool)>, &Select),
) -> Html {
    let id = entry.id();
    let href = props.address.opening(Some(id)).href();
    let press = to.reform(move |()| {
        // Where both stand beside each other, the focus stays on the row.
        if is_narrow() {
            focus_moves::want();
        } else {
            focus_moves::want_none();
        }
        (Some(id), false)
    });
    let select = select.reform(move |to_here| (id, to_here));
    let selected = props.many.then(|| marked.contains(&id));
    html! { <Row key={id.to_string()} entry={entry.clone()} open={open == Some(id)} {selected} {href} {press} {select} /> }
}

fn head(props: &SplitProps, picked: &Chosen, filters: &UseStateHandle<bool>) -> Html {
    html! {
        <div class="phead">
            <h1>{ &props.label }if let Some(total) = props.total.filter(|total| *total > 0) { <span class="n">{ total }</span> }</h1>
            <span class="grow" />
            { order_menu(props.order, picked) }
            { filter_button(filters, picked.asked.filter.is_on()) }
        </div>
    }
}

/// Has the server say what there is to choose as long as the filters are open.
#[hook]
fn use_choices(chosen: &Chosen, open: bool) {
    let chosen = chosen.clone();
    use_effect_with(open, move |open| chosen.offers(*open));
}

fn bulk_head(
    rows: &Rc<Vec<Entry>>,
    (marked, selected): (&[CommentId], &UseStateHandle<Vec<CommentId>>),
    more: bool,
) -> Html {
    // A row may stand for many comments that say the same.
    let count = about(&rows.iter().filter(|row| marked.contains(&row.id())).cloned().collect::<Vec<_>>()).len();
    let clear = {
        let selected = selected.clone();
        move |_: MouseEvent| selected.set(Vec::new())
    };
    let all = {
        let (selected, rows) = (selected.clone(), rows.clone());
        move |_: MouseEvent| selected.set(rows.iter().map(Entry::id).collect())
    };
    html! {
        <div class="phead bulk">
            <button type="button" class="icon sq" aria-label={say::CLEAR_SELECTION} onclick={clear}>{ icon("x") }</button>
            <h1><span role="status">{ say::selected(count) }</span></h1>
            <span class="grow" />
            <button type="button" class="icon txt" onclick={all}><span>{ if more { text::filters::SELECT_ALL_SHOWN } else { say::SELECT_ALL } }</span></button>
        </div>
    }
}

fn nothing_fits(picked: &Chosen) -> Html {
    let picked = picked.clone();
    let clear = move |_: MouseEvent| picked.filters(Filter::default());
    html! { <section class="detail none"><div class="calm"><p>{ say::NOTHING_FITS }</p><button type="button" class="btn edge" onclick={clear}>{ say::CLEAR_FILTER }</button></div></section> }
}

/// What is said where nothing is left.
pub(crate) fn calm(picture: &'static str, said: &str, rest: &Html) -> Html {
    html! { <div class="calm">{ icon(picture) }<h2>{ said }</h2><p class="muted">{ rest.clone() }</p></div> }
}
