//! The whole house: who is in, and what each room may ask of it.

use porch_protocol::host::Member;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::calls::{self, Failure};
use crate::door::{self, Door};
use crate::foot::Said;
use crate::rooms::Rooms;

/// Who is in.
#[derive(Clone, PartialEq)]
enum Who {
    /// Not known yet.
    Asking,
    /// Nobody; and whether somebody was.
    Nobody(bool),
    /// Somebody.
    In(Member),
}

/// What every list may ask of the house.
#[derive(Clone, PartialEq)]
pub(crate) struct House {
    /// Says something at the foot.
    pub(crate) say: Callback<Said>,
    /// Asks for the lists anew.
    pub(crate) refresh: Callback<()>,
    /// The door fell shut.
    pub(crate) out: Callback<()>,
    /// How often somebody here has done something: whoever shows what that was about asks anew.
    pub(crate) deeds: u32,
}

impl House {
    /// Says what went wrong, or goes to the door.
    pub(crate) fn failed(&self, failure: Failure) {
        match failure {
            Failure::Out => self.out.emit(()),
            Failure::Wrong(why) => self.say.emit(Said::wrong(why)),
        }
    }
}

/// The house.
#[component]
pub(crate) fn App() -> Html {
    let who = use_state(|| if door::waits() { Who::Nobody(false) } else { Who::Asking });
    {
        let who = who.clone();
        use_effect_with((), move |()| {
            if *who == Who::Asking {
                spawn_local(async move {
                    let found = calls::session().await;
                    who.set(found.map_or(Who::Nobody(false), Who::In));
                });
            }
        });
    }
    let come_in = {
        let who = who.clone();
        Callback::from(move |member| who.set(Who::In(member)))
    };
    let out = {
        let who = who.clone();
        Callback::from(move |again| who.set(Who::Nobody(again)))
    };
    match &*who {
        Who::Asking => html! { <main aria-busy="true" /> },
        Who::Nobody(again) => html! { <Door {come_in} {again} /> },
        Who::In(member) => html! { <Rooms member={member.clone()} {out} /> },
    }
}
