//! How fast a talk goes: a branch that cools down, a page that is closed or slow, and the end of each.

use porch_protocol::published::TeamComment;
use porch_protocol::thread_controls::{PageControls, PauseReplies, PausedBranch, SetPageControls};
use porch_protocol::{CommentId, ThreadId};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::pages::closed_note::NoteOfPage;
use crate::pages::page_title;
use crate::text;
use crate::text::pages as say;
use crate::ui::focus_moves::rest;
use crate::ui::inline_form::{Answer, Ask};
use crate::ui::keys::{is_behind_form, use_keydown};
use crate::ui::loading::Loading;
use crate::ui::one_question::OneQuestion;
use crate::ui::relative_time::{until, when_over};
use crate::ui::single_flight::use_once;
use crate::ui::stale_guard::use_inquiries;
use crate::ui::toast_message::ToastMessage;

/// Which comment's.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CommentPaceProps {
    pub(crate) id: CommentId,
    /// Whether it is a sheet of its own, and takes the focus.
    #[prop_or_default]
    pub(crate) sheet: bool,
    pub(crate) context: Context,
}

/// The pace of a comment's branch, and of its page: asked for when it is opened and after each deed.
#[component]
pub(crate) fn CommentPace(props: &CommentPaceProps) -> Html {
    let found = use_state(|| None::<(TeamComment, PageControls)>);
    let inquiries = use_inquiries();
    {
        let (found, context) = (found.clone(), props.context.clone());
        use_effect_with((props.id, props.context.actions_done), move |(id, _)| {
            let (id, inquiry) = (*id, inquiries.ask());
            spawn_local(async move {
                let asked = async {
                    let met = api::pages::comment(id).await?;
                    let page = api::pages::page(met.thread).await?.pages.pop();
                    Ok(page.map(|page| (met, page)))
                };
                match asked.await {
                    Ok(_) if !inquiry.counts() => {}
                    Ok(both) => found.set(both),
                    Err(failure) => context.failed(failure),
                }
            });
        });
    }
    let (head, came, sheet) = (use_node_ref(), found.is_some(), props.sheet);
    {
        let head = head.clone();
        use_effect_with(came, move |came| {
            if *came && sheet {
                rest(&head);
            }
        });
    }
    let Some((met, page)) = (*found).clone() else { return html! { <Loading context={props.context.clone()} /> } };
    let (context, cools) = (props.context.clone(), met.cools_until.is_some());
    html! {
        <section class="history" aria-label={say::PACE_TITLE}>
            <h2 ref={head} tabindex="-1">{ say::PACE_TITLE }</h2>
            <OneQuestion>
                <BranchPace {met} context={context.clone()} />
                <p class="quiet">{ say::OF_PAGE }{ " " }<bdi>{ page_title::title(&page.place) }</bdi> { state(&page) }</p>
                <PageSwitches page={page.clone()} context={context.clone()} />
            </OneQuestion>
            // A comment may stand in a branch that cools further up.
            if !cools { <CoolingBranches {page} {context} /> }
        </section>
    }
}

/// Below which comment, and what closes it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PanelProps {
    pub(crate) id: CommentId,
    pub(crate) context: Context,
    pub(crate) close: Callback<()>,
}

/// The same below a comment that stands in no card of its own. Escape closes it, but for a form in it, which closes first.
#[component]
pub(crate) fn PacePanel(props: &PanelProps) -> Html {
    let PanelProps { id, context, close } = props.clone();
    use_keydown(move |event| {
        if event.key() == "Escape" && !is_behind_form() {
            event.stop_immediate_propagation();
            close.emit(());
        }
    });
    html! { <div data-panel=""><CommentPace {id} {context} /></div> }
}

#[derive(Clone, PartialEq, Properties)]
struct BranchProps {
    met: TeamComment,
    context: Context,
}

#[component]
fn BranchPace(props: &BranchProps) -> Html {
    let BranchProps { met, context } = props.clone();
    let name = met.comment.author.as_ref().map(|author| author.name.clone()).unwrap_or_default();
    let id = met.comment.id;
    let ends = {
        let (context, name) = (context.clone(), name.clone());
        Callback::from(move |done| cool(&context, (id, &name), (PauseReplies { seconds: 0, reason: None }, Some(done))))
    };
    let send = Callback::from(move |(Answer { seconds, reason, .. }, done): (Answer, Callback<bool>)| {
        cool(&context, (id, &name), (PauseReplies { seconds: seconds.unwrap_or_default(), reason }, Some(done)));
    });
    html! {
        <>
            if let Some(until) = met.cools_until { <p>{ say::COOLS }{ " " }{ when_over(until) }{ "." }</p> }
            <Ask title={say::COOL_IT} title_while={say::COOL_HOLDS} open={say::COOL} what={say::COOL_WHAT} label={say::COOL_IT} times={Some((say::HOW_LONG, &say::TIMES[..]))} ends_at={true} {send}
                holds={met.cools_until.is_some()} end={say::WARM} {ends} />
        </>
    }
}

/// Who hears whether something was done, where somebody waits for it.
type DoneCallback = Option<Callback<bool>>;

/// Lets a branch cool down, or ends that; what was done can be taken back.
fn cool(context: &Context, (id, name): (CommentId, &str), (what, done): (PauseReplies, DoneCallback)) {
    let (context, name) = (context.clone(), name.to_owned());
    spawn_local(async move {
        match api::pages::cool(id, &what).await {
            Ok(met) => {
                tell(done, true);
                let back = (what.seconds > 0).then(|| {
                    let (context, name) = (context.clone(), name.clone());
                    Callback::from(move |()| {
                        cool(&context, (id, &name), (PauseReplies { seconds: 0, reason: None }, None));
                    })
                });
                context.say.emit(ToastMessage {
                    words: say::cooled(&name, met.cools_until.map(until)),
                    back,
                    ..ToastMessage::default()
                });
                context.refresh.emit(());
            }
            Err(failure) => {
                tell(done, false);
                context.failed(failure);
            }
        }
    });
}

/// Which page's.
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
        Callback::from(move |change: (SetPageControls, DoneCallback)| set_pace(&context, &page, change))
    };
    let close = set.reform(|(Answer { note, reason, .. }, done): (Answer, Callback<bool>)| {
        (SetPageControls { closed: Some(true), note, slow: None, reason }, Some(done))
    });
    let say_anew = set.reform(|(note, done): (String, Callback<bool>)| {
        (SetPageControls { note: Some(note), ..SetPageControls::default() }, Some(done))
    });
    let open = set.reform(|done| (SetPageControls { closed: Some(false), ..SetPageControls::default() }, Some(done)));
    let free = set.reform(|done| (SetPageControls { slow: Some(0), ..SetPageControls::default() }, Some(done)));
    let slow = set.reform(|(Answer { seconds, reason, .. }, done): (Answer, Callback<bool>)| {
        (SetPageControls { slow: seconds, reason, ..SetPageControls::default() }, Some(done))
    });
    html! {
        <>
            <Ask title={say::CLOSE_IT} title_while={say::CLOSE_HOLDS} open={say::CLOSE} what={say::CLOSE_WHAT} label={say::CLOSE_IT} note={true} send={close}
                holds={page.closed} end={say::OPEN} ends={open} />
            if page.closed { <NoteOfPage note={page.closed_note.clone()} send={say_anew} /> }
            <Ask title={say::SLOW_TITLE} title_while={say::SLOW_HOLDS} open={say::SLOW} what={say::SLOW_WHAT} label={say::SLOW_IT} times={Some((say::HOW_SLOW, &say::PACES[..]))} send={slow}
                holds={page.slow > 0} end={say::FREE} ends={free} />
        </>
    }
}

/// What the state of a page is, behind its name.
pub(crate) fn state(page: &PageControls) -> Html {
    let state = say::state(page, until);
    if state.is_empty() {
        Html::default()
    } else {
        html! { <>{ " · " }<em>{ state }</em></> }
    }
}

/// The branches of a page that cool down, each with its end.
#[component]
pub(crate) fn CoolingBranches(props: &PageProps) -> Html {
    let PageProps { page, context } = props.clone();
    let list = use_node_ref();
    let lines = page.cooling.iter().map(|branch| {
        let (key, branch) = (branch.comment.to_string(), branch.clone());
        html! { <CoolingLine {key} {branch} list={list.clone()} context={context.clone()} /> }
    });
    let lines: Vec<_> = lines.collect();
    html! {
        <div ref={list.clone()} tabindex="-1" class="ask">
            if !lines.is_empty() { <h3>{ say::COOLING }</h3><ul class="lines">{ for lines }</ul> }
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CoolingLineProps {
    branch: PausedBranch,
    /// The list that it stands in.
    list: NodeRef,
    context: Context,
}

#[component]
fn CoolingLine(props: &CoolingLineProps) -> Html {
    let CoolingLineProps { branch: PausedBranch { comment: id, name, excerpt, until }, list, context } = props.clone();
    let once = use_once();
    let press = {
        let name = name.clone();
        move |_: MouseEvent| {
            let Some(done) = once.begin() else { return };
            // The line goes; the focus stays with the others.
            rest(&list);
            cool(&context, (id, &name), (PauseReplies { seconds: 0, reason: None }, Some(done)));
        }
    };
    html! {
        <li>
            <strong><bdi>{ &name }</bdi></strong>{ " " }<q dir="auto">{ excerpt }</q>{ " " }{ say::COOL_UNTIL }{ " " }{ when_over(until) }
            <div class="verbs"><button onclick={press} aria-label={format!("{}: {name}", say::WARM)}>{ say::WARM }</button></div>
        </li>
    }
}

/// Sets the pace of a page; what was done can be taken back.
fn set_pace(context: &Context, page: &PageControls, (change, done): (SetPageControls, DoneCallback)) {
    let (context, page) = (context.clone(), page.clone());
    spawn_local(async move {
        match api::pages::set_pace(page.thread, &change).await {
            Ok(_) => {
                tell(done, true);
                let words = say::paced(&page_title::title(&page.place), &change);
                let back = Callback::from({
                    let context = context.clone();
                    move |()| put_back(&context, page.thread, before(&page, &change))
                });
                context.say.emit(ToastMessage { words, back: Some(back), ..ToastMessage::default() });
                context.refresh.emit(());
            }
            Err(failure) => {
                tell(done, false);
                context.failed(failure);
            }
        }
    });
}

fn tell(done: DoneCallback, well: bool) {
    if let Some(done) = done {
        done.emit(well);
    }
}

/// How a page was before a change of it.
fn before(page: &PageControls, change: &SetPageControls) -> SetPageControls {
    let said = page.closed_note.as_ref().map(|note| note.words.clone()).unwrap_or_default();
    // A page that opens loses what visitors read there.
    let loses = page.closed && (change.note.is_some() || change.closed == Some(false));
    SetPageControls {
        closed: change.closed.map(|_| page.closed),
        note: loses.then_some(said),
        slow: change.slow.map(|_| page.slow),
        reason: None,
    }
}

pub(crate) fn put_back(context: &Context, thread: ThreadId, change: SetPageControls) {
    let context = context.clone();
    spawn_local(async move {
        match api::pages::set_pace(thread, &change).await {
            Ok(_) => {
                context.say.emit(ToastMessage { words: text::TAKEN_BACK.into(), ..ToastMessage::default() });
                context.refresh.emit(());
            }
            Err(failure) => context.failed(failure),
        }
    });
}
