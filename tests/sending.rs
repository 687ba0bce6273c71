//! What can be done about words that no server has acknowledged, natively.
#![cfg(not(target_arch = "wasm32"))]

use porch_protocol::ErrorCode;
use porch_widget::state::Sending;

#[test]
fn nothing_is_offered_that_cannot_help_and_words_can_be_taken_back() {
    let refused = |code| Sending::Refused(code, None);
    for (how, again, back) in [
        (Sending::InFlight, false, false),
        (Sending::Unreachable, true, true),
        (Sending::Offline, false, true),
        (Sending::GaveUp, true, true),
        (Sending::RefusedAgain, true, true),
        (Sending::Waiting(ErrorCode::RateLimited, Some(20)), false, true),
        (Sending::Waiting(ErrorCode::Overloaded, None), true, true),
        (refused(ErrorCode::Banned), false, true),
        (refused(ErrorCode::ParentNotFound), false, true),
        (refused(ErrorCode::BodyTooLong), false, true),
        (refused(ErrorCode::NameTaken), false, true),
        (refused(ErrorCode::PageNotAllowed), true, true),
        (refused(ErrorCode::ThreadClosed), true, false),
    ] {
        assert_eq!((how.can_retry(), how.can_edit_again()), (again, back), "{how:?}");
    }
    assert!(Sending::Unreachable.may_have_arrived() && !refused(ErrorCode::Banned).may_have_arrived());
}
