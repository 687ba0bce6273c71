//! Thread controls: pausing replies to a branch, closing or slowing a page, and ending each.

use porch_class_macros::html;
use porch_protocol::published::TeamComment;
use porch_protocol::thread_controls::{PageControls, PauseReplies, PausedBranch, SetPageControls};
use porch_protocol::{CommentId, ThreadId};
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::pages::closed_note::ClosedNoteView;
use crate::pages::page_title;
use crate::text;
use crate::text::pages as texts;
use crate::ui::focus_moves::focus;
use crate::ui::inline_form::{InlineForm, InlineFormValues};
use crate::ui::keys::{is_form_open, use_keydown};
use crate::ui::load::use_load;
use crate::ui::loading::Loading;
use crate::ui::one_open_form::OneOpenForm;
use crate::ui::relative_time::{until, until_time};
use crate::ui::single_flight::use_single_flight;

/// The comment whose branch and page are controlled.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CommentControlsProps {
    pub(crate) id: CommentId,
    /// Whether it is a sheet of its own, and takes the focus.
    #[prop_or_default]
    pub(crate) sheet: bool,
    pub(crate) context: Context,
}

/// The controls of a comment's branch, and of its page: loaded when opened and after each action.
#[component]
pub(crate) fn CommentControls(props: &CommentControlsProps) -> Html {
    let id = props.id;
    let found = use_load(&props.context, (id, props.context.actions_done), move || async move {
        let team_comment = api::comment(id).await?;
        let page = api::page(team_comment.thread).await?.pages.pop();
        Ok(page.map(|page| (team_comment, page)))
    });
    let found = found.as_ref().and_then(Option::as_ref);
    let (head, is_loaded, sheet) = (use_node_ref(), found.is_some(), props.sheet);
    {
        let head = head.clone();
        use_effect_with(is_loaded, move |is_loaded| {
            if *is_loaded && sheet {
                focus(&head);
            }
        });
    }
    let Some((team_comment, page)) = found.cloned() else {
        return html! { <Loading context={props.context.clone()} /> };
    };
    let (context, is_paused) = (props.context.clone(), team_comment.cools_until.is_some());
    html! {
        <section class="history" aria-label={text().pages_controls_title()}>
            <h2 ref={head} tabindex="-1">{ text().pages_controls_title() }</h2>
            <OneOpenForm>
                <BranchControls {team_comment} context={context.clone()} />
                <p class="quiet">{ text().pages_of_page() }{ " " }<bdi>{ page_title::title(&page.place) }</bdi> { state(&page) }</p>
                <PageSwitches page={page.clone()} context={context.clone()} />
            </OneOpenForm>
            // The comment's replies may be paused by one of its ancestors.
            if !is_paused { <PausedBranches {page} {context} /> }
        </section>
    }
}

/// The comment, and the callback that closes the panel.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PanelProps {
    pub(crate) id: CommentId,
    pub(crate) context: Context,
    pub(crate) close: Callback<()>,
}

/// The same below a comment that has no detail pane. Escape closes it, after an open form in it.
#[component]
pub(crate) fn ControlsPanel(props: &PanelProps) -> Html {
    let PanelProps { id, context, close } = props.clone();
    use_keydown(move |event| {
        if event.key() == "Escape" && !is_form_open() {
            event.stop_immediate_propagation();
            close.emit(());
        }
    });
    html! { <div data-panel=""><CommentControls {id} {context} /></div> }
}

#[derive(Clone, PartialEq, Properties)]
struct BranchProps {
    team_comment: TeamComment,
    context: Context,
}

#[component]
fn BranchControls(props: &BranchProps) -> Html {
    let BranchProps { team_comment, context } = props.clone();
    let name = team_comment.comment.author.as_ref().map(|author| author.name.clone()).unwrap_or_default();
    let id = team_comment.comment.id;
    let ends = {
        let (context, name) = (context.clone(), name.clone());
        Callback::from(move |done| {
            pause_replies(&context, (id, &name), (PauseReplies { seconds: 0, reason: None }, Some(done)));
        })
    };
    let send =
        Callback::from(move |(InlineFormValues { seconds, reason, .. }, done): (InlineFormValues, Callback<bool>)| {
            pause_replies(
                &context,
                (id, &name),
                (PauseReplies { seconds: seconds.unwrap_or_default(), reason }, Some(done)),
            );
        });
    html! {
        <>
            if let Some(until) = team_comment.cools_until { <p>{ text().pages_paused_until() }{ " " }{ until_time(until) }{ "." }</p> }
            <InlineForm title={text().pages_pause_replies()} active_title={text().pages_pause_active()} open={text().pages_pause()} what={text().pages_pause_what()} label={text().pages_pause_replies()} times={Some((text().pages_how_long(), texts::times().into()))} ends_at={true} {send}
                active={team_comment.cools_until.is_some()} end={text().pages_resume()} on_end={ends} />
        </>
    }
}

/// The callback for the result, where one is expected.
type DoneCallback = Option<Callback<bool>>;

/// Pauses replies to a branch, or resumes them; both can be undone.
fn pause_replies(context: &Context, (id, name): (CommentId, &str), (what, done): (PauseReplies, DoneCallback)) {
    let (changed, name, seconds) = (context.clone(), name.to_owned(), what.seconds);
    let show = move |team_comment: TeamComment| {
        let text = texts::pause_changed(&name, team_comment.cools_until.map(until));
        if seconds > 0 {
            let undone = changed.clone();
            changed.notify_undoable(text, move || {
                pause_replies(&undone, (id, &name), (PauseReplies { seconds: 0, reason: None }, None));
            });
        } else {
            changed.notify(text);
        }
        changed.refresh.emit(());
    };
    context.send_reporting(api::send(&to::PAUSE_REPLIES, &what).at(id), show, move |succeeded| notify(done, succeeded));
}

/// The page.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PageProps {
    pub(crate) page: PageControls,
    pub(crate) context: Context,
}

/// Closing and slowing a page, and the end of both.
#[component]
pub(crate) fn PageSwitches(props: &PageProps) -> Html {
    let PageProps { page, context } = props.clone();
    let set = {
        let (context, page) = (context.clone(), page.clone());
        Callback::from(move |change: (SetPageControls, DoneCallback)| set_page_controls(&context, &page, change))
    };
    let close = set.reform(|(InlineFormValues { note, reason, .. }, done): (InlineFormValues, Callback<bool>)| {
        (SetPageControls { closed: Some(true), note, slow: None, reason }, Some(done))
    });
    let set_note = set.reform(|(note, done): (String, Callback<bool>)| {
        (SetPageControls { note: Some(note), ..SetPageControls::default() }, Some(done))
    });
    let open = set.reform(|done| (SetPageControls { closed: Some(false), ..SetPageControls::default() }, Some(done)));
    let end_slow_mode =
        set.reform(|done| (SetPageControls { slow: Some(0), ..SetPageControls::default() }, Some(done)));
    let slow = set.reform(|(InlineFormValues { seconds, reason, .. }, done): (InlineFormValues, Callback<bool>)| {
        (SetPageControls { slow: seconds, reason, ..SetPageControls::default() }, Some(done))
    });
    html! {
        <>
            <InlineForm title={text().pages_close_it()} active_title={text().pages_close_active()} open={text().pages_close()} what={text().pages_close_what()} label={text().pages_close_it()} note={true} send={close}
                active={page.closed} end={text().pages_open()} on_end={open} />
            if page.closed { <ClosedNoteView note={page.closed_note.clone()} send={set_note} /> }
            <InlineForm title={text().pages_slow_title()} active_title={text().pages_slow_active()} open={text().pages_slow()} what={text().pages_slow_what()} label={text().pages_slow_it()} times={Some((text().pages_how_slow(), texts::slow_times().into()))} send={slow}
                active={page.slow > 0} end={text().pages_end_slow()} on_end={end_slow_mode} />
        </>
    }
}

/// The state of a page, behind its name.
pub(crate) fn state(page: &PageControls) -> Html {
    let state = texts::state(page, until);
    if state.is_empty() {
        Html::default()
    } else {
        html! { <>{ " · " }<em>{ state }</em></> }
    }
}

/// The paused branches of a page, each with a button that resumes it.
#[component]
pub(crate) fn PausedBranches(props: &PageProps) -> Html {
    let PageProps { page, context } = props.clone();
    let list = use_node_ref();
    let lines = page.cooling.iter().map(|branch| {
        let (key, branch) = (branch.comment.to_string(), branch.clone());
        html! { <PausedBranchLine {key} {branch} list={list.clone()} context={context.clone()} /> }
    });
    let lines: Vec<_> = lines.collect();
    html! {
        <div ref={list.clone()} tabindex="-1" class="ask">
            if !lines.is_empty() { <h3>{ text().pages_paused() }</h3><ul class="lines">{ for lines }</ul> }
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct PausedBranchLineProps {
    branch: PausedBranch,
    /// The list around it.
    list: NodeRef,
    context: Context,
}

#[component]
fn PausedBranchLine(props: &PausedBranchLineProps) -> Html {
    let PausedBranchLineProps { branch: PausedBranch { comment: id, name, excerpt, until }, list, context } =
        props.clone();
    let flight = use_single_flight();
    let press = {
        let name = name.clone();
        move |_: MouseEvent| {
            let Some(done) = flight.begin() else { return };
            // The line is removed; the focus moves to the list.
            focus(&list);
            pause_replies(&context, (id, &name), (PauseReplies { seconds: 0, reason: None }, Some(done)));
        }
    };
    html! {
        <li>
            <strong><bdi>{ &name }</bdi></strong>{ " " }<q dir="auto">{ excerpt }</q>{ " " }{ text().pages_until() }{ " " }{ until_time(until) }
            <div class="verbs"><button onclick={press} aria-label={format!("{}: {name}", text().pages_resume())}>{ text().pages_resume() }</button></div>
        </li>
    }
}

/// Changes the controls of a page, with an undo button.
fn set_page_controls(context: &Context, page: &PageControls, (change, done): (SetPageControls, DoneCallback)) {
    let (changed, page) = (context.clone(), page.clone());
    let request = api::send(&to::SET_PAGE_CONTROLS, &change).at(page.thread);
    let show = move |_| {
        let text = texts::controls_changed(&page_title::title(&page.place), &change);
        let undone = changed.clone();
        changed.notify_undoable(text, move || restore_controls(&undone, page.thread, &controls_before(&page, &change)));
        changed.refresh.emit(());
    };
    context.send_reporting(request, show, move |succeeded| notify(done, succeeded));
}

fn notify(done: DoneCallback, succeeded: bool) {
    if let Some(done) = done {
        done.emit(succeeded);
    }
}

/// The controls of a page before a change.
fn controls_before(page: &PageControls, change: &SetPageControls) -> SetPageControls {
    let note = page.closed_note.as_ref().map(|note| note.words.clone()).unwrap_or_default();
    // Opening a page removes the text that visitors read there.
    let note_removed = page.closed && (change.note.is_some() || change.closed == Some(false));
    SetPageControls {
        closed: change.closed.map(|_| page.closed),
        note: note_removed.then_some(note),
        slow: change.slow.map(|_| page.slow),
        reason: None,
    }
}

pub(crate) fn restore_controls(context: &Context, thread: ThreadId, change: &SetPageControls) {
    let restored = context.clone();
    context.send(api::send(&to::SET_PAGE_CONTROLS, change).at(thread), move |_| {
        restored.notify(text().undone());
        restored.refresh.emit(());
    });
}
