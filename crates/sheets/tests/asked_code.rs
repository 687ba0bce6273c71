//! The field for a code that was asked for: it is there again when the sheet was closed, and after a reload.
#![cfg(not(target_arch = "wasm32"))]

use porch_protocol::visitor_mail::StoredAboutMe;
use porch_sheets::asked_code::AskedCode;
use porch_sheets::reduce::reduce;
use porch_sheets::state::{Action, Effect, Opening, SECONDS_BETWEEN_CODES, State, Step};
use porch_widget::client::Failure;

const ADA: &str = "ada@lovelace.example";

#[test]
fn who_closed_the_sheet_to_look_for_the_mail_finds_the_field_for_the_code_again() {
    let mut state = State::default();
    let opened = Action::Open(Opening::CodeSent(ADA.into(), 20));
    assert_eq!(reduce(&mut state, opened), [Effect::WaitSecond]);
    assert_eq!((&state.step, state.sent, state.wait, state.has_field()), (&Step::Code, true, 20, true));
    let confirm = Effect::Confirm { mail: ADA.into(), code: "12345678".into() };
    assert_eq!(reduce(&mut state, Action::Confirm("12345678".into())), [confirm]);
    let mut later = State::default();
    assert_eq!(reduce(&mut later, Action::Open(Opening::CodeSent(ADA.into(), 0))), []);
    assert_eq!(reduce(&mut later, Action::ShowWays), [Effect::Load], "another address");
    assert_eq!(later.step, Step::Ways);
}

#[test]
fn after_a_reload_the_field_for_the_code_is_there_again_though_the_page_knows_no_address() {
    let mut state = State::default();
    assert_eq!(reduce(&mut state, Action::Open(Opening::SignIn)), [Effect::Load]);
    let asked =
        StoredAboutMe { mail_possible: true, asked_mail: Some("a…@l….example".into()), ..StoredAboutMe::default() };
    assert_eq!(reduce(&mut state, Action::Loaded(Ok(asked))), []);
    assert_eq!((&state.step, state.sent), (&Step::Code, true));
    assert_eq!(reduce(&mut state, Action::AskAgain), [], "nobody knows to which address");
    let confirm = Effect::Confirm { mail: String::new(), code: "12345678".into() };
    assert_eq!(reduce(&mut state, Action::Confirm("12345678".into())), [confirm]);
    reduce(&mut state, Action::Confirmed(Err(Failure::Network)));
    assert_eq!(reduce(&mut state, Action::ShowWays), []);
    assert_eq!(state.step, Step::Ways, "another address");
}

#[test]
fn an_asked_code_counts_for_ten_minutes_and_at_its_place_alone() {
    let asked = AskedCode { place: "https://talk.example bakery".into(), mail: ADA.into(), at: 1_000.0 };
    let pending = |place, seconds: f64| asked.pending(place, 1_000.0 + seconds * 1_000.0);
    let here = "https://talk.example bakery";
    assert_eq!(pending(here, 0.0), Some((ADA.into(), SECONDS_BETWEEN_CODES)));
    assert_eq!(pending(here, 59.5), Some((ADA.into(), 1)));
    assert_eq!(pending(here, 599.0), Some((ADA.into(), 0)));
    assert_eq!(pending(here, 600.0), None, "too old");
    assert_eq!(pending(here, -1.0), None, "the clock was put back");
    assert_eq!(pending("https://talk.example cafe", 1.0), None, "another site");
}
