//! Which sheet the composer leads to, by what is known of the visitor.
#![cfg(not(target_arch = "wasm32"))]

#[expect(dead_code, reason = "a page without comments is enough here")]
mod made;

use porch_protocol::{Me, Order};
use porch_widget::reduce::reduce;
use porch_widget::state::{Action, Sheet, State};

fn offered(me: Me) -> Option<Sheet> {
    let page = made::page(&[], Order::Conversation);
    let mut state = State::new(&page, Order::Conversation);
    assert_eq!(state.sheet, None, "nothing is offered before anything is known");
    reduce(&mut state, Action::Me(me));
    state.sheet
}

#[test]
fn signing_in_is_offered_where_it_is_possible_and_what_is_stored_to_whoever_is_known() {
    let stranger = Me::default;
    assert_eq!(offered(stranger()), None, "there is nothing to sign in with");
    assert_eq!(offered(Me { guest: true, ..stranger() }), Some(Sheet::About));
    for (guest, mail_possible) in [(false, true), (true, true), (false, false), (true, false)] {
        let possible = || Me { guest, mail_possible, sign_in_possible: true, ..stranger() };
        assert_eq!(
            offered(possible()),
            Some(Sheet::SignIn { mail: mail_possible }),
            "an address only where mail is sent"
        );
        let signed_in = Me { signed_in: true, mail: true, ..possible() };
        assert_eq!(offered(signed_in), Some(Sheet::About), "nobody is asked for an address twice");
    }
}
