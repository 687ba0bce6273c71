//! A list beside the open comment. On a narrow window one of the two is shown: the list, until a comment is open.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use porch_class_macros::html;
use porch_protocol::CommentId;
use porch_protocol::queue_query::Choices;
use yew::prelude::*;

use crate::context::Context;
use crate::frame::lists::keep_edited;
use crate::frame::views::{Address, Navigate};
use crate::review::bulk_actions::{BulkActions, read_comments};
use crate::review::comment_link::LinkedComment;
use crate::review::detail::Detail;
use crate::review::drafts::{self, DraftKind as Draft};
use crate::review::list_entry::Entry;
use crate::review::list_filters::{Filter, FilterOptions, Filters, QueryState, filter_button, order_menu};
use crate::review::list_keys::{Select, selector, use_list_keys};
use crate::review::row::Row;
use crate::text;
use crate::ui::focus_moves;
use crate::ui::icons::icon;
use crate::ui::loading::{Loading, LoadingParts};
use crate::ui::window_width::{is_narrow, use_widths};

/// A list, once it is loaded.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SplitProps {
    pub(crate) context: Context,
    pub(crate) address: Address,
    pub(crate) go: Navigate,
    /// The name of the list.
    pub(crate) label: AttrValue,
    /// Its comments; none while they are loading.
    pub(crate) entries: Option<Vec<Entry>>,
    /// The number of the request that they answer.
    pub(crate) request: u32,
    /// How many there are in all, where that is counted.
    #[prop_or_default]
    pub(crate) total: Option<u32>,
    /// The name of the server's own order.
    pub(crate) order: &'static str,
    /// The query.
    pub(crate) query_state: QueryState,
    /// The values to filter by, where they were requested.
    #[prop_or_default]
    pub(crate) choices: Option<Choices>,
    /// How many more there are than are loaded.
    #[prop_or_default]
    pub(crate) remaining: usize,
    /// Whether several can be selected and decided about at once.
    #[prop_or_default]
    pub(crate) many: bool,
    /// The content above the rows, and below them.
    #[prop_or_default]
    pub(crate) above: Html,
    #[prop_or_default]
    pub(crate) below: Html,
    /// The content for an empty list.
    pub(crate) empty: Html,
}

/// State that may change more often than the list is drawn.
#[derive(Default)]
struct SplitState {
    /// The comments that were shown: one for which the member writes a text stays, though another team member is
    /// faster.
    before: Vec<Entry>,
    /// All comments that were ever in the list: one that leaves it is not looked up as a linked comment.
    seen: HashSet<CommentId>,
    /// Comments decided about, and so hidden although the list still has them.
    decided: Vec<CommentId>,
}

/// The list, and the open comment beside it.
#[component]
pub(crate) fn Split(props: &SplitProps) -> Html {
    let SplitProps { address, go, entries, .. } = props.clone();
    let (state, redraw) = (use_mut_ref(SplitState::default), use_force_update());
    let (query_state, filters) = (props.query_state.clone(), use_state(|| false));
    use_choices(&query_state, *filters);
    let selected = use_state(Vec::<CommentId>::new);
    use_widths(&redraw);
    {
        let (state, redraw) = (state.clone(), redraw.clone());
        // A newer list is right: comments whose decision was undone anywhere are in it again.
        use_effect_with(props.request, move |_| {
            if !std::mem::take(&mut state.borrow_mut().decided).is_empty() {
                redraw.force_update();
            }
        });
    }
    let listed: Vec<CommentId> = entries.iter().flatten().map(Entry::id).collect();
    let rows = Rc::new(shown(&state, entries.clone().unwrap_or_default(), &address));
    let marked: Vec<CommentId> =
        selected.iter().copied().filter(|id| props.many && rows.iter().any(|row| row.id() == *id)).collect();
    let at = open_at(&rows, &address);
    let to = {
        let (go, address) = (go.clone(), address.clone());
        Callback::from(move |(id, replace): (Option<CommentId>, bool)| go.emit((address.with_comment(id), replace)))
    };
    let select = selector(&rows, &selected);
    use_list_keys(&rows, (at, address.open.is_some()), &to, &select, &selected);
    let elsewhere = address.open.filter(|id| at.is_none() && entries.is_some() && !state.borrow().seen.contains(id));
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
                if marked.is_empty() { { head(props, &query_state, &filters) } } else { { bulk_head(&rows, (&marked, &selected), props.remaining > 0) } }
                if let Some(options) = props.choices.as_ref().map(FilterOptions::of_server).filter(|_| *filters) { <Filters {options} query_state={query_state.clone()} /> }
                { props.above.clone() }
                if entries.is_none() { <Loading context={props.context.clone()} /> }
                <ol class="rows" aria-label={props.label.clone()}>{ for lines }</ol>
                { props.below.clone() }
            </section>
            { pane.view(props, (&state, &redraw), &to, (&selected, &query_state)) }
        </div>
    }
}

/// The pane beside the list.
struct Pane {
    rows: Rc<Vec<Entry>>,
    /// The index of the open comment.
    at: Option<usize>,
    /// A comment that is open and in no list.
    elsewhere: Option<CommentId>,
    /// The comments that the server has in this list.
    listed: Vec<CommentId>,
    /// The selected comments.
    marked: Vec<CommentId>,
}

impl Pane {
    fn view(
        self,
        props: &SplitProps,
        (state, redraw): (&Rc<RefCell<SplitState>>, &UseForceUpdateHandle),
        to: &Callback<(Option<CommentId>, bool)>,
        (selected, query_state): (&UseStateHandle<Vec<CommentId>>, &QueryState),
    ) -> Html {
        let Self { rows, at, elsewhere, listed, marked } = self;
        let (context, list_name, close) = (props.context.clone(), props.label.clone(), to.reform(|()| (None, false)));
        if !marked.is_empty() {
            let chosen = rows.iter().filter(|row| marked.contains(&row.id())).cloned().collect::<Vec<_>>();
            let (state, clear) = (state.clone(), selected.clone());
            let done = Callback::from(move |ids: Vec<CommentId>| {
                state.borrow_mut().decided.extend(ids);
                clear.set(Vec::new());
            });
            return html! { <BulkActions entries={chosen} {done} {context} /> };
        }
        if let Some(id) = elsewhere {
            return html! { <LinkedComment key={id.to_string()} {id} {list_name} {close} {context} /> };
        }
        let Some((at, entry)) = at.and_then(|at| Some((at, rows.get(at)?.clone()))) else {
            return match &props.entries {
                None => html! { <section class="detail"><Loading {context} shown={LoadingParts::Block} /></section> },
                Some(_) if !rows.is_empty() => Html::default(),
                Some(_) if query_state.query.filter.is_on() => nothing_fits(query_state),
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
            let (state, rows, to, redraw) = (state.clone(), rows.clone(), to.clone(), redraw.clone());
            Callback::from(move |()| {
                state.borrow_mut().decided.push(id);
                focus_moves::focus_next_opened();
                to.emit((comment_after(&rows, id), true));
                redraw.force_update();
            })
        };
        let on_text_field = {
            let redraw = redraw.clone();
            Callback::from(move |()| redraw.force_update())
        };
        html! { <Detail key={id.to_string()} {entry} {listed} {list_name} {previous} {next} {close} {done} {on_text_field} {context} /> }
    }
}

/// The visible comments of the list: without those decided about, and with those for which the member is writing a
/// text.
fn shown(state: &Rc<RefCell<SplitState>>, found: Vec<Entry>, address: &Address) -> Vec<Entry> {
    let mut state = state.borrow_mut();
    let on_text_field = |entry: &Entry| {
        let typed =
            [Draft::Reply, Draft::Edit, Draft::Reason].iter().any(|kind| drafts::draft(entry.id(), *kind).is_some());
        typed || (address.open == Some(entry.id()) && focus_moves::is_typing())
    };
    let all = keep_edited(&state.before, found, Entry::id, on_text_field);
    state.seen.extend(all.iter().map(Entry::id));
    let all: Vec<Entry> = all.into_iter().filter(|entry| !state.decided.contains(&entry.id())).collect();
    state.before.clone_from(&all);
    all
}

/// The index of the open comment: the one in the address, or the first where both panes are visible.
fn open_at(rows: &[Entry], address: &Address) -> Option<usize> {
    let named = address.open.and_then(|id| rows.iter().position(|row| row.id() == id));
    named.or_else(|| (address.open.is_none() && !is_narrow() && !rows.is_empty()).then_some(0))
}

/// The comment that opens when this one leaves the list.
fn comment_after(rows: &[Entry], id: CommentId) -> Option<CommentId> {
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
    let href = props.address.with_comment(Some(id)).href();
    let press = to.reform(move |()| {
        // Where both panes are visible, the focus stays on the row.
        if is_narrow() {
            focus_moves::focus_next_opened();
        } else {
            focus_moves::keep_focus();
        }
        (Some(id), false)
    });
    let select = select.reform(move |to_here| (id, to_here));
    let selected = props.many.then(|| marked.contains(&id));
    html! { <Row key={id.to_string()} entry={entry.clone()} open={open == Some(id)} {selected} {href} {press} {select} /> }
}

fn head(props: &SplitProps, query_state: &QueryState, filters: &UseStateHandle<bool>) -> Html {
    html! {
        <div class="pane-head">
            <h1>{ &props.label }if let Some(total) = props.total.filter(|total| *total > 0) { <span class="count-badge">{ total }</span> }</h1>
            <span class="grow" />
            { order_menu(props.order, query_state) }
            { filter_button(filters, query_state.query.filter.is_on()) }
        </div>
    }
}

/// Requests the values to filter by while the filters are open.
#[hook]
fn use_choices(chosen: &QueryState, open: bool) {
    let chosen = chosen.clone();
    use_effect_with(open, move |open| chosen.request_choices(*open));
}

fn bulk_head(
    rows: &Rc<Vec<Entry>>,
    (marked, selected): (&[CommentId], &UseStateHandle<Vec<CommentId>>),
    more: bool,
) -> Html {
    // A row may stand for several comments with the same text.
    let count = read_comments(&rows.iter().filter(|row| marked.contains(&row.id())).cloned().collect::<Vec<_>>()).len();
    let clear = {
        let selected = selected.clone();
        move |_: MouseEvent| selected.set(Vec::new())
    };
    let all = {
        let (selected, rows) = (selected.clone(), rows.clone());
        move |_: MouseEvent| selected.set(rows.iter().map(Entry::id).collect())
    };
    html! {
        <div class="pane-head bulk">
            <button type="button" class="icon square" aria-label={text().frame_clear_selection()} onclick={clear}>{ icon("x") }</button>
            <h1><span role="status">{ text().selected_count(count) }</span></h1>
            <span class="grow" />
            <button type="button" class="icon with-text" onclick={all}><span>{ if more { text().filter_select_all_shown() } else { text().frame_select_all() } }</span></button>
        </div>
    }
}

fn nothing_fits(query_state: &QueryState) -> Html {
    let query_state = query_state.clone();
    let clear = move |_: MouseEvent| query_state.set_filter(Filter::default());
    html! { <section class="detail none"><div class="calm"><p>{ text().frame_nothing_fits() }</p><button type="button" class="button edge" onclick={clear}>{ text().frame_clear_filter() }</button></div></section> }
}

/// The content where nothing is left.
pub(crate) fn empty_note(picture: &'static str, title: &str, rest: &Html) -> Html {
    html! { <div class="calm">{ icon(picture) }<h2>{ title }</h2><p class="muted">{ rest.clone() }</p></div> }
}
