//! What a sheet does, step by step: state and action in, state and effects out.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use porch_protocol::sign_in::{SignInProvider, SignedIn};
use porch_protocol::visitor_mail::{MailConfirmed, StoredAboutMe, StoredMail};
use porch_protocol::{ErrorCode, Timestamp};
use porch_sheets::reduce::reduce;
use porch_sheets::state::{
    Action, Change, Effect, MutedAuthor, Opening, OtherWindow, Problem, SECONDS_BETWEEN_CODES, State, Step,
};
use porch_widget::client::Failure;

const ADA: &str = "ada@lovelace.example";

fn refused(code: ErrorCode) -> Failure {
    Failure::Refused(code, None)
}

/// The effects of the last of these actions.
fn after(state: &mut State, actions: impl IntoIterator<Item = Action>) -> Vec<Effect> {
    actions.into_iter().fold(Vec::new(), |_, action| reduce(state, action))
}

fn at_code() -> State {
    let site = StoredAboutMe { mail_possible: true, ..StoredAboutMe::default() };
    let mut state = State { about: Some(site), ..State::default() };
    after(&mut state, [Action::AskCode(ADA.into()), Action::CodeAsked(Ok(()))]);
    state
}

fn asks() -> Vec<Effect> {
    vec![Effect::AskCode(ADA.into())]
}

#[test]
fn signing_in_takes_an_address_and_a_code() {
    let mut state = State::default();
    assert_eq!(reduce(&mut state, Action::Open(Opening::SignIn)), [Effect::Load], "which ways there are");
    assert!(!state.has_field());
    let site = StoredAboutMe { mail_possible: true, ..StoredAboutMe::default() };
    assert_eq!(reduce(&mut state, Action::Loaded(Ok(site))), []);
    assert!(state.has_field());
    assert_eq!(reduce(&mut state, Action::AskCode(format!(" {ADA} "))), asks());
    assert!(state.busy && state.step == Step::Ways, "the address stays until it is known to be one");
    let sent = [Effect::Remember(ADA.into()), Effect::WaitSecond];
    assert_eq!(reduce(&mut state, Action::CodeAsked(Ok(()))), sent);
    assert_eq!((&state.step, state.sent, state.busy), (&Step::Code, true, false));
    let confirm = Effect::Confirm { mail: ADA.into(), code: "1234 5678".into() };
    assert_eq!(reduce(&mut state, Action::Confirm("1234 5678".into())), [confirm]);
    let confirmed = MailConfirmed { name: Some("Ada".into()), known: true, merged: 2, token: None };
    let told = Effect::Tell(Change::SignedIn(Some("Ada".into())));
    assert_eq!(reduce(&mut state, Action::Confirmed(Ok(confirmed.clone()))), [told]);
    assert_eq!(state, State { step: Step::SignedIn(confirmed), ..State::default() }, "the address is forgotten");
}

#[test]
fn an_address_that_was_left_with_a_comment_is_asked_for_a_code_at_once() {
    let mut state = State::default();
    assert_eq!(reduce(&mut state, Action::Open(Opening::MailLeft(ADA.into()))), asks());
    assert_eq!((&state.step, state.sent), (&Step::Code, false), "the code may be typed while the mail is on its way");
    let invalid = Action::CodeAsked(Err(refused(ErrorCode::MailInvalid)));
    assert_eq!(reduce(&mut state, invalid), [Effect::Load], "which ways there are is not known yet");
    reduce(&mut state, Action::Loaded(Ok(StoredAboutMe::default())));
    assert_eq!(state.step, Step::Ways, "what is no address can be typed again");
    assert_eq!(state.problem, Some(Problem::Failed(refused(ErrorCode::MailInvalid))));
}

#[test]
fn who_the_page_signs_in_once_more_sees_what_is_stored_before_it_is_erased() {
    let mut state = State { erase_next: true, ..at_code() };
    reduce(&mut state, Action::ShowWays);
    assert_eq!(reduce(&mut state, Action::AskPage), [Effect::AskPage]);
    let effects = reduce(&mut state, Action::SignedInByPage(Some("Ada".into())));
    assert_eq!(effects, [Effect::Tell(Change::SignedIn(Some("Ada".into()))), Effect::Load]);
    assert_eq!(
        (&state.step, state.erase_next, &state.about),
        (&Step::About, false, &None),
        "perhaps it is somebody else"
    );
}

#[test]
fn without_the_network_the_same_can_be_asked_again() {
    let mut state = State::default();
    let failed = Action::CodeAsked(Err(Failure::Network));
    after(&mut state, [Action::Open(Opening::MailLeft(ADA.into())), failed]);
    assert_eq!((&state.step, state.sent, state.wait), (&Step::Code, false, 0));
    assert_eq!(state.problem, Some(Problem::Failed(Failure::Network)));
    assert_eq!(reduce(&mut state, Action::AskAgain), asks());
    assert_eq!(state.problem, None);

    let mut state = at_code();
    after(&mut state, [Action::Confirm("12345678".into()), Action::Confirmed(Err(Failure::Network))]);
    let confirm = Effect::Confirm { mail: ADA.into(), code: "12345678".into() };
    assert_eq!(reduce(&mut state, Action::Confirm("12345678".into())), [confirm]);
}

#[test]
fn another_code_is_asked_for_after_a_minute() {
    let mut state = at_code();
    assert_eq!(state.wait, SECONDS_BETWEEN_CODES);
    assert_eq!(reduce(&mut state, Action::AskAgain), []);
    for second in 1..SECONDS_BETWEEN_CODES {
        assert_eq!(reduce(&mut state, Action::Second), [Effect::WaitSecond], "after {second} s");
    }
    assert_eq!(reduce(&mut state, Action::Second), []);
    assert_eq!(reduce(&mut state, Action::AskAgain), asks());
    let sent = [Effect::Remember(ADA.into()), Effect::WaitSecond];
    assert_eq!(reduce(&mut state, Action::CodeAsked(Ok(()))), sent);
    // One clock runs, however often a code is asked for.
    after(&mut state, [Action::ShowWays, Action::AskCode("b@lovelace.example".into())]);
    let sent = [Effect::Remember("b@lovelace.example".into())];
    assert_eq!(reduce(&mut state, Action::CodeAsked(Ok(()))), sent);
}

#[test]
fn what_is_typed_wrongly_is_not_sent() {
    let mut state = State::default();
    assert_eq!(reduce(&mut state, Action::AskCode("  ".into())), []);
    assert_eq!(state.problem, Some(Problem::MailMissing));
    let mut state = at_code();
    for typed in ["", "1234567", "123456789", "code"] {
        assert_eq!(reduce(&mut state, Action::Confirm(typed.into())), [], "{typed}");
        assert_eq!(state.problem, Some(Problem::CodeIncomplete));
    }
    for typed in ["١٢٣٤٥٦٧٨", "1234-5678"] {
        state.busy = false;
        assert_eq!(reduce(&mut state, Action::Confirm(typed.into())).len(), 1, "{typed}");
    }
}

#[test]
fn a_wrong_code_is_said_and_another_can_be_typed() {
    let mut state = at_code();
    let answer = Action::Confirmed(Err(refused(ErrorCode::MailCodeRefused)));
    assert_eq!(after(&mut state, [Action::Confirm("11111111".into()), answer]), []);
    assert_eq!((&state.step, state.busy), (&Step::Code, false));
    assert_eq!(state.problem, Some(Problem::Failed(refused(ErrorCode::MailCodeRefused))));
    assert_eq!(reduce(&mut state, Action::Confirm("22222222".into())).len(), 1);
    assert_eq!(state.problem, None, "what was wrong is not said of the next one");
}

#[test]
fn one_request_is_under_way_at_a_time() {
    let mut state = at_code();
    assert_eq!(reduce(&mut state, Action::Confirm("11111111".into())).len(), 1);
    for second in
        [Action::Confirm("11111111".into()), Action::AskCode(ADA.into()), Action::SignOut { everywhere: true }]
    {
        assert_eq!(reduce(&mut state, second.clone()), [], "{second:?}");
    }
}

#[test]
fn what_is_stored_is_loaded_each_time_it_is_shown() {
    let mut state = State::default();
    assert_eq!(reduce(&mut state, Action::Open(Opening::About)), [Effect::Load]);
    let stored = StoredAboutMe { guest: true, comments: 2, ..StoredAboutMe::default() };
    reduce(&mut state, Action::Loaded(Ok(stored.clone())));
    assert_eq!((&state.about, state.busy), (&Some(stored), false));
    assert_eq!(reduce(&mut state, Action::ShowWays), [], "the ways are known");
    assert_eq!(reduce(&mut state, Action::ShowAbout), [Effect::Load]);
    reduce(&mut state, Action::Loaded(Err(Failure::Network)));
    assert_eq!(state.problem, Some(Problem::Failed(Failure::Network)));
}

#[test]
fn signing_out_here_or_everywhere_is_told_to_the_conversation() {
    for everywhere in [false, true] {
        let mut state = State { about: Some(StoredAboutMe::default()), step: Step::About, ..State::default() };
        assert_eq!(reduce(&mut state, Action::SignOut { everywhere }), [Effect::SignOut { everywhere }]);
        let told = after(&mut state, [Action::SignedOut { everywhere, result: Ok(()) }]);
        assert_eq!(told, [Effect::Tell(Change::SignedOut)]);
        assert_eq!(state, State { step: Step::SignedOut { everywhere }, ..State::default() });
    }
    let mut state = State { step: Step::About, ..State::default() };
    let failed = Action::SignedOut { everywhere: false, result: Err(Failure::Network) };
    assert_eq!(after(&mut state, [Action::SignOut { everywhere: false }, failed]), []);
    assert_eq!((&state.step, state.busy), (&Step::About, false), "nobody is told what did not happen");
}

fn at_about() -> State {
    let mail = StoredMail { masked: "a…@l….example".into(), confirmed_at: Timestamp(0), replies: true };
    let about = StoredAboutMe { guest: true, signed_in: true, mail: Some(mail), ..StoredAboutMe::default() };
    State { step: Step::About, about: Some(about), ..State::default() }
}

fn replies(state: &State) -> bool {
    state.about.as_ref().unwrap().mail.as_ref().unwrap().replies
}

#[test]
fn the_switch_for_reply_mail_turns_at_once_and_back_where_the_server_was_not_reached() {
    let mut state = at_about();
    assert_eq!(reduce(&mut state, Action::SetReplies(false)), [Effect::SetReplies(false)]);
    assert!(!replies(&state));
    assert_eq!(reduce(&mut state, Action::RepliesSet(false, Ok(()))), []);
    assert!(!replies(&state) && !state.busy);
    after(&mut state, [Action::SetReplies(true), Action::RepliesSet(true, Err(Failure::Network))]);
    assert!(!replies(&state));
    assert_eq!(state.problem, Some(Problem::Failed(Failure::Network)));
}

#[test]
fn what_is_stored_is_saved_as_a_file() {
    let mut state = at_about();
    assert_eq!(reduce(&mut state, Action::Export), [Effect::Export]);
    assert_eq!(reduce(&mut state, Action::Exported(Ok("{}".into()))), [Effect::Save("{}".into())]);
    after(&mut state, [Action::Export, Action::Exported(Err(Failure::Network))]);
    assert_eq!((state.problem, state.busy), (Some(Problem::Failed(Failure::Network)), false));
}

#[test]
fn erasing_takes_two_presses_and_is_told_to_the_conversation() {
    let mut state = at_about();
    assert_eq!(reduce(&mut state, Action::AskErase), []);
    assert_eq!(state.step, Step::Erase);
    assert_eq!(reduce(&mut state, Action::Erase), [Effect::Erase]);
    assert_eq!(reduce(&mut state, Action::Erase), [], "one request at a time");
    assert_eq!(reduce(&mut state, Action::Erased(Ok(()))), [Effect::Tell(Change::Erased)]);
    assert_eq!(state, State { step: Step::Erased, ..State::default() });
}

#[test]
fn after_an_old_sign_in_the_address_is_confirmed_again_and_erasing_goes_on() {
    let mut state = at_about();
    let refusal = Action::Erased(Err(refused(ErrorCode::SignInAgain)));
    assert_eq!(after(&mut state, [Action::AskErase, Action::Erase, refusal]), []);
    assert!(state.step == Step::Ways && state.erase_next && state.problem.is_none());
    assert_eq!(reduce(&mut state, Action::AskCode("eve@evil.example".into())), [], "of somebody else");
    assert_eq!(state.problem, Some(Problem::OtherMail));
    after(&mut state, [Action::AskCode(ADA.into()), Action::CodeAsked(Ok(())), Action::Confirm("12345678".into())]);
    let (told, again) =
        (Effect::Tell(Change::SignedIn(None)), MailConfirmed { known: true, ..MailConfirmed::default() });
    assert_eq!(reduce(&mut state, Action::Confirmed(Ok(again))), [told, Effect::Erase]);
    assert!(state.step == Step::Erase && state.busy && state.mail.is_empty());

    let mut state = State { erase_next: true, step: Step::Code, ..at_about() };
    let effects = reduce(&mut state, Action::Confirmed(Ok(MailConfirmed::default())));
    assert_eq!(effects, [Effect::Tell(Change::SignedIn(None))], "somebody new erases nothing");

    let mut state = at_about();
    let refusal = Action::Erased(Err(refused(ErrorCode::SignInAgain)));
    after(&mut state, [Action::Erase, refusal, Action::ShowAbout]);
    assert!(!state.erase_next, "whoever goes back erases nothing");
}

fn club() -> SignInProvider {
    SignInProvider { id: "club".into(), name: "The Club".into() }
}

/// A window is open for the club.
fn at_window() -> State {
    let site = StoredAboutMe { providers: vec![club()], ..StoredAboutMe::default() };
    let mut state = State { about: Some(site), ..State::default() };
    assert_eq!(reduce(&mut state, Action::SignInWith(club())), [Effect::BeginWindow("club".into())]);
    assert_eq!(reduce(&mut state, Action::WindowBegun(Ok(None))), []);
    state
}

fn other(state: &State) -> &OtherWindow {
    let Step::Window(other) = &state.step else { panic!("{state:?}") };
    other
}

fn redeemed(typed: bool, result: Result<Option<SignedIn>, Failure>) -> Action {
    Action::Redeemed { typed, result }
}

#[test]
fn a_window_that_is_done_signs_in_and_is_closed() {
    let mut state = at_window();
    assert_eq!((other(&state).provider.as_str(), other(&state).takes_code, state.busy), ("The Club", false, false));
    assert_eq!(reduce(&mut state, Action::WindowTold(true)), [Effect::Redeem(None)]);
    let ada = SignedIn { name: Some("Ada".into()), known: true, merged: 2, token: None };
    let told = Effect::Tell(Change::SignedIn(Some("Ada".into())));
    assert_eq!(reduce(&mut state, redeemed(false, Ok(Some(ada.clone())))), [Effect::CloseWindow, told]);
    assert_eq!(state, State { step: Step::SignedInWith("The Club".into(), ada), ..State::default() });
}

#[test]
fn a_window_that_the_browser_stops_is_a_link_and_its_code_is_typed() {
    let mut state = State::default();
    let url = || "https://talk.example/sign-in/x".to_owned();
    after(&mut state, [Action::SignInWith(club()), Action::WindowBegun(Ok(Some(url())))]);
    assert_eq!(other(&state).link, Some(url()));
    assert!(state.has_field());
    for typed in ["", "1234567", "code"] {
        assert_eq!(reduce(&mut state, Action::ConfirmWindow(typed.into())), [], "{typed}");
        assert_eq!(state.problem, Some(Problem::CodeIncomplete));
    }
    let redeem = Effect::Redeem(Some("1234 5678".into()));
    assert_eq!(reduce(&mut state, Action::ConfirmWindow("1234 5678".into())), [redeem]);
    assert_eq!(reduce(&mut state, redeemed(true, Ok(None))), []);
    assert_eq!(state.problem, Some(Problem::WindowNotDone));
    let refusal = refused(ErrorCode::SignInRefused);
    after(&mut state, [Action::ConfirmWindow("12345678".into()), redeemed(true, Err(refusal))]);
    assert_eq!((state.problem, state.busy), (Some(Problem::Failed(refusal)), false));
    assert_eq!(reduce(&mut state, Action::ConfirmWindow("87654321".into())).len(), 1, "another can be typed");
}

#[test]
fn a_window_that_is_closed_is_asked_about_once_and_then_its_code_is_typed() {
    for answer in [Ok(None), Err(refused(ErrorCode::SignInRefused))] {
        let mut state = at_window();
        assert_eq!(reduce(&mut state, Action::WindowTold(false)), [Effect::Redeem(None)], "its last word may be lost");
        assert_eq!(reduce(&mut state, redeemed(false, answer)), []);
        assert!(other(&state).closed && state.has_field() && state.problem.is_none(), "{state:?}");
    }
    let mut state = at_window();
    assert_eq!(reduce(&mut state, Action::ShowWindowCode), []);
    assert!(state.has_field() && !other(&state).closed, "an opener that is cut off");
}

#[test]
fn without_the_network_the_window_is_asked_about_again() {
    let mut state = at_window();
    after(&mut state, [Action::WindowTold(true), redeemed(false, Err(Failure::Network))]);
    assert_eq!(state.problem, Some(Problem::Failed(Failure::Network)));
    assert!(!state.has_field());
    assert_eq!(reduce(&mut state, Action::WindowTold(true)), [Effect::Redeem(None)]);
}

#[test]
fn a_window_that_is_given_up_is_closed_and_changes_nothing_any_more() {
    let mut state = at_window();
    assert_eq!(reduce(&mut state, Action::ShowWays), [Effect::CloseWindow]);
    assert_eq!((&state.step, state.busy), (&Step::Ways, false));
    let before = state.clone();
    for late in [Action::WindowTold(true), Action::WindowBegun(Ok(None)), redeemed(false, Ok(None))] {
        assert_eq!(reduce(&mut state, late.clone()), [], "{late:?}");
        assert_eq!(state, before, "{late:?}");
    }
}

#[test]
fn a_sign_in_that_does_not_begin_is_said_where_it_was_pressed() {
    let mut state = State { about: Some(StoredAboutMe::default()), ..State::default() };
    let failed = Action::WindowBegun(Err(refused(ErrorCode::RateLimited)));
    assert_eq!(after(&mut state, [Action::SignInWith(club()), failed]), [Effect::CloseWindow]);
    assert_eq!((&state.step, state.busy), (&Step::Ways, false));
    assert_eq!(state.problem, Some(Problem::Failed(refused(ErrorCode::RateLimited))));
}

#[test]
fn after_an_old_sign_in_a_provider_is_asked_again_and_erasing_goes_on() {
    let mut state = State { erase_next: true, ..at_window() };
    reduce(&mut state, Action::WindowTold(true));
    let again = SignedIn { known: true, ..SignedIn::default() };
    let effects = reduce(&mut state, redeemed(false, Ok(Some(again))));
    assert_eq!(effects, [Effect::CloseWindow, Effect::Tell(Change::SignedIn(None)), Effect::Erase]);
    assert!(state.step == Step::Erase && state.busy);
}

#[test]
fn closing_closes() {
    assert_eq!(reduce(&mut State::default(), Action::Close), [Effect::Close]);
}

#[test]
fn a_line_about_oneself_is_typed_stored_and_may_be_refused() {
    let mut state = State::default();
    let stored = StoredAboutMe { guest: true, about: Some("Bakes".into()), ..StoredAboutMe::default() };
    after(&mut state, [Action::Open(Opening::About), Action::Loaded(Ok(stored))]);
    assert_eq!(state.line, "Bakes", "the field has what is stored");
    let typed = || Action::SetLine(" Bakes on Sundays ".into());
    assert_eq!(reduce(&mut state, typed()), [Effect::SetLine("Bakes on Sundays".into())]);
    assert_eq!(reduce(&mut state, typed()), [], "one request at a time");
    reduce(&mut state, Action::LineSet(Ok(())));
    assert!(state.line_saved && !state.busy);
    reduce(&mut state, Action::TypeLine("Bakes at evil.example".into()));
    assert!(!state.line_saved, "that is not what is stored");
    let typed = state.line.clone();
    after(&mut state, [Action::SetLine(typed), Action::LineSet(Err(refused(ErrorCode::TooManyLinks)))]);
    assert_eq!(state.problem, Some(Problem::LineFailed(refused(ErrorCode::TooManyLinks))));
    assert_eq!(state.line, "Bakes at evil.example", "what was typed stays");
}

#[test]
fn whoever_is_muted_stays_in_the_list_when_that_ends_and_when_somebody_signs_in() {
    let ben = |muted| MutedAuthor { id: "b".into(), name: "Ben".into(), muted };
    let mut state = State { muted: vec![ben(true)], ..at_code() };
    assert_eq!(reduce(&mut state, Action::Mute(0, false)), [Effect::Mute(ben(false))]);
    assert_eq!(state.muted, [ben(false)]);
    assert_eq!(reduce(&mut state, Action::Mute(1, false)), [], "there is no such one");
    after(&mut state, [Action::Confirm("12345678".into()), Action::Confirmed(Ok(MailConfirmed::default()))]);
    assert_eq!(state.muted, [ben(false)], "the browser is the same");
}
