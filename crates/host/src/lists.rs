//! The two lists that everybody's day begins with: what is to be read, and who waits. Asked for anew from time to time.

use std::rc::Rc;

use gloo_timers::callback::Interval;
use porch_protocol::host::{ToRead, Waiting};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;

/// How often the lists are asked for anew while somebody looks, in milliseconds.
const OFTEN: u32 = 10_000;

/// How often the lists were asked for, and how often because somebody here has done something.
#[derive(Clone, Copy, Default, PartialEq)]
pub(crate) struct Turn {
    pub(crate) asked: u32,
    pub(crate) deeds: u32,
}

impl Reducible for Turn {
    /// Whether something was done.
    type Action = bool;

    fn reduce(self: Rc<Self>, done: bool) -> Rc<Self> {
        Rc::new(Self { asked: self.asked.wrapping_add(1), deeds: self.deeds.wrapping_add(u32::from(done)) })
    }
}

/// The lists, as far as they are here. A guest expert has only the one of those who wait.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Lists {
    pub(crate) to_read: Option<ToRead>,
    pub(crate) waiting: Option<Waiting>,
}

/// The lists as they were when they were asked for last.
#[hook]
pub(crate) fn use_lists(guest: bool, turn: &UseReducerHandle<Turn>, house: &House) -> Lists {
    let (to_read, waiting) = (use_state(|| None::<ToRead>), use_state(|| None::<Waiting>));
    let lists = Lists { to_read: (*to_read).clone(), waiting: (*waiting).clone() };
    let house = house.clone();
    use_effect_with(turn.asked, move |_| {
        spawn_local(async move {
            if !guest {
                match calls::to_read().await {
                    Ok(found) => to_read.set(Some(found)),
                    Err(failure) => return house.failed(failure),
                }
            }
            match calls::waiting().await {
                Ok(found) => waiting.set(Some(found)),
                Err(failure) => house.failed(failure),
            }
        });
    });
    use_ticks(Callback::from({
        let turn = turn.clone();
        move |()| turn.dispatch(false)
    }));
    lists
}

/// Asks anew from time to time, while somebody looks.
#[hook]
fn use_ticks(refresh: Callback<()>) {
    let latest = use_mut_ref(|| refresh.clone());
    *latest.borrow_mut() = refresh;
    use_effect_with((), move |()| {
        let tick = Interval::new(OFTEN, move || {
            let hidden =
                web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden());
            if !hidden {
                latest.borrow().emit(());
            }
        });
        move || drop(tick)
    });
}
