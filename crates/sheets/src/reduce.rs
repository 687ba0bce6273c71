//! What happens to a sheet: the one function that changes its state.

use porch_protocol::ErrorCode;
use porch_protocol::visitor_mail::{MailConfirmed, StoredAboutMe, masked};
use porch_widget::client::Failure;

use crate::line::about_oneself;
use crate::state::{Action, Change, Effect, Opening, Problem, SECONDS_BETWEEN_CODES, State, Step};
use crate::transition::{begin, forget, is_code, refuse, signed_in};
use crate::window::{begin_window, in_window};

/// Changes the state; returns what has to follow.
pub fn reduce(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Open(opening) => open(state, opening),
        Action::ShowWays => {
            state.opened_to_sign_in = false;
            show_ways(state)
        }
        Action::AskErase => show(state, Step::Erase),
        Action::ShowAbout => show_about(state),
        Action::AskCode(mail) if mail.trim().is_empty() => refuse(state, Problem::MailMissing),
        Action::AskCode(mail) if is_another_address(state, mail.trim()) => refuse(state, Problem::OtherMail),
        Action::AskCode(mail) => ask_code(state, mail.trim().to_owned()),
        Action::AskAgain if state.wait > 0 || state.mail.is_empty() => Vec::new(),
        Action::AskAgain => ask_code(state, state.mail.clone()),
        Action::CodeAsked(result) => code_asked(state, result),
        Action::Confirm(code) if !is_code(&code) => refuse(state, Problem::CodeIncomplete),
        Action::Confirm(code) if begin(state) => vec![Effect::Confirm { mail: state.mail.clone(), code }],
        Action::Confirmed(result) => confirmed(state, result),
        Action::Loaded(result) => loaded(state, result),
        Action::SignOut { everywhere } if begin(state) => vec![Effect::SignOut { everywhere }],
        Action::SignedOut { everywhere, result } => signed_out(state, everywhere, result),
        Action::SetReplies(replies) if begin(state) => {
            mail_replies(state, replies);
            vec![Effect::SetReplies(replies)]
        }
        Action::RepliesSet(replies, result) => {
            state.busy = false;
            let Err(failure) = result else { return Vec::new() };
            mail_replies(state, !replies);
            refuse(state, Problem::Failed(failure))
        }
        Action::TypeLine(_) | Action::SetLine(_) | Action::LineSet(_) | Action::Mute(..) => {
            about_oneself(state, action)
        }
        Action::Export if begin(state) => vec![Effect::Export],
        Action::Exported(result) => {
            state.busy = false;
            result.map_or_else(|failure| refuse(state, Problem::Failed(failure)), |text| vec![Effect::Save(text)])
        }
        Action::Erase if begin(state) => vec![Effect::Erase],
        Action::Erased(result) => erased(state, result),
        Action::Second => {
            state.wait = state.wait.saturating_sub(1);
            if state.wait > 0 { vec![Effect::WaitSecond] } else { Vec::new() }
        }
        Action::AskPage => vec![Effect::AskPage],
        // Perhaps as somebody else: whoever it is sees what is stored about them before they erase it.
        Action::SignedInByPage(name) => {
            forget(state);
            let mut effects = vec![Effect::Tell(Change::SignedIn(name))];
            effects.extend(reduce(state, Action::ShowAbout));
            effects
        }
        Action::SignInWith(provider) => begin_window(state, provider),
        Action::WindowBegun(_)
        | Action::WindowTold(_)
        | Action::ShowWindowCode
        | Action::ConfirmWindow(_)
        | Action::Redeemed { .. } => in_window(state, action),
        Action::Close => vec![Effect::Close],
        // One request at a time: a second press does nothing.
        Action::Confirm(_) | Action::SignOut { .. } | Action::SetReplies(_) | Action::Export | Action::Erase => {
            Vec::new()
        }
    }
}

fn open(state: &mut State, opening: Opening) -> Vec<Effect> {
    match opening {
        Opening::SignIn => {
            state.opened_to_sign_in = true;
            show_ways(state)
        }
        Opening::MailLeft(mail) => {
            state.step = Step::Code;
            ask_code(state, mail)
        }
        Opening::CodeSent(mail, wait) => {
            (state.step, state.sent, state.mail, state.wait) = (Step::Code, true, mail, wait);
            if wait > 0 { vec![Effect::WaitSecond] } else { Vec::new() }
        }
        Opening::About => show_about(state),
    }
}

fn show_about(state: &mut State) -> Vec<Effect> {
    show(state, Step::About);
    state.erase_next = false;
    load(state)
}

/// What is stored is known. Where the sheet was opened to sign in, and a code is on its way, its field is shown.
fn loaded(state: &mut State, result: Result<StoredAboutMe, Failure>) -> Vec<Effect> {
    state.busy = false;
    match result {
        Ok(about) => {
            if std::mem::take(&mut state.opened_to_sign_in) && about.asked_mail.is_some() {
                (state.step, state.sent) = (Step::Code, true);
            }
            state.line = about.about.clone().unwrap_or_default();
            state.about = Some(about);
        }
        Err(failure) => state.problem = Some(Problem::Failed(failure)),
    }
    Vec::new()
}

fn show(state: &mut State, step: Step) -> Vec<Effect> {
    state.step = step;
    state.problem = None;
    Vec::new()
}

/// Shows the ways to sign in.
fn show_ways(state: &mut State) -> Vec<Effect> {
    let was_window = matches!(state.step, Step::Window(_));
    show(state, Step::Ways);
    if was_window { vec![Effect::CloseWindow] } else { load_ways(state) }
}

/// Loads which ways to sign in there are, unless that is known.
fn load_ways(state: &mut State) -> Vec<Effect> {
    if state.about.is_none() { load(state) } else { Vec::new() }
}

fn load(state: &mut State) -> Vec<Effect> {
    state.busy = true;
    vec![Effect::Load]
}

/// Whether everything is to be erased, and this is not the address that is confirmed: by another one the visitor would be
/// somebody else, and nothing of theirs erased.
fn is_another_address(state: &State, mail: &str) -> bool {
    let confirmed = state.about.as_ref().and_then(|about| about.mail.as_ref());
    state.erase_next && confirmed.is_some_and(|confirmed| !masked(mail).eq_ignore_ascii_case(&confirmed.masked))
}

fn ask_code(state: &mut State, mail: String) -> Vec<Effect> {
    if !begin(state) {
        return Vec::new();
    }
    if state.mail != mail {
        state.sent = false;
    }
    state.mail.clone_from(&mail);
    vec![Effect::AskCode(mail)]
}

fn code_asked(state: &mut State, result: Result<(), Failure>) -> Vec<Effect> {
    state.busy = false;
    match result {
        Ok(()) => {
            (state.step, state.sent) = (Step::Code, true);
            let ticks = state.wait > 0;
            state.wait = SECONDS_BETWEEN_CODES;
            let asked = Effect::Remember(state.mail.clone());
            if ticks { vec![asked] } else { vec![asked, Effect::WaitSecond] }
        }
        Err(failure) => {
            refuse(state, Problem::Failed(failure));
            // Another address has to be typed.
            if matches!(failure, Failure::Refused(ErrorCode::MailInvalid | ErrorCode::NotPossible, _)) {
                state.step = Step::Ways;
                return load_ways(state);
            }
            Vec::new()
        }
    }
}

fn confirmed(state: &mut State, result: Result<MailConfirmed, Failure>) -> Vec<Effect> {
    state.busy = false;
    match result {
        Ok(confirmed) => {
            // Somebody new: nothing of theirs is stored that could be erased.
            state.erase_next &= confirmed.known;
            signed_in(state, confirmed.name.clone(), Step::SignedIn(confirmed))
        }
        Err(failure) => refuse(state, Problem::Failed(failure)),
    }
}

fn signed_out(state: &mut State, everywhere: bool, result: Result<(), Failure>) -> Vec<Effect> {
    state.busy = false;
    match result {
        Ok(()) => {
            *state = State { step: Step::SignedOut { everywhere }, ..State::default() };
            vec![Effect::Tell(Change::SignedOut)]
        }
        Err(failure) => refuse(state, Problem::Failed(failure)),
    }
}

/// Shows the switch where it was put, before the server has answered.
fn mail_replies(state: &mut State, replies: bool) {
    if let Some(mail) = state.about.as_mut().and_then(|about| about.mail.as_mut()) {
        mail.replies = replies;
    }
}

fn erased(state: &mut State, result: Result<(), Failure>) -> Vec<Effect> {
    state.busy = false;
    match result {
        Ok(()) => {
            *state = State { step: Step::Erased, ..State::default() };
            vec![Effect::Tell(Change::Erased)]
        }
        Err(Failure::Refused(ErrorCode::SignInAgain, _)) => {
            state.erase_next = true;
            show(state, Step::Ways)
        }
        Err(failure) => refuse(state, Problem::Failed(failure)),
    }
}
