//! The whole dashboard: who is in, and what each view may ask of it.

use gloo_events::EventListener;
use porch_protocol::team_api::Member;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::frame::tabs::Rooms;
use crate::review::drafts;
use crate::team::sign_in::{self, Door, Unreached};
use crate::team::sign_in_mail;
use crate::ui::focus_restore::use_refuge;
use crate::ui::required_fields::use_own_sentences;

/// Who is in.
#[derive(Clone, PartialEq)]
enum SessionState {
    /// Not known yet.
    Asking,
    /// Nobody; and whether somebody was.
    Nobody(bool),
    /// Nobody can say; and why.
    Lost(String),
    /// Somebody; and who they are in the other dashboards that this browser is in.
    In(Member, Vec<Member>),
}

/// The dashboard.
#[component]
pub(crate) fn App() -> Html {
    use_refuge();
    use_own_sentences();
    let who = use_state(|| if sign_in::waits() { SessionState::Nobody(false) } else { SessionState::Asking });
    let ask = {
        let who = who.clone();
        Callback::from(move |()| {
            let who = who.clone();
            spawn_local(async move {
                let found = find().await;
                // Whoever asks once more because they look here again is told no other reason to be at the door.
                if !(matches!(*who, SessionState::Nobody(_))
                    && matches!(found, SessionState::Nobody(_) | SessionState::Lost(_)))
                {
                    who.set(found);
                }
            });
        })
    };
    {
        let (who, ask) = (who.clone(), ask.clone());
        use_effect_with((), move |()| {
            if *who == SessionState::Asking {
                ask.emit(());
            }
        });
    }
    let come_in = {
        let who = who.clone();
        Callback::from(move |member: Member| {
            let who = who.clone();
            spawn_local(async move {
                sign_in::names(&member.site);
                api::speaks_of(&member.site);
                drafts::belong_to(&member.site, &member.name);
                // Whoever has just come in stays, though the others are not known.
                let others = api::sites().await.unwrap_or_default();
                let others = others.into_iter().filter(|other| other.site != member.site).collect();
                who.set(SessionState::In(member, others));
            });
        })
    };
    let out = {
        let who = who.clone();
        Callback::from(move |again| who.set(SessionState::Nobody(again)))
    };
    use_return(matches!(&*who, SessionState::Nobody(true)), &ask);
    let pasted = use_pasted_link(&who);
    match &*who {
        SessionState::Asking => html! { <main aria-busy="true" /> },
        SessionState::Nobody(again) => html! { <Door key={pasted} {come_in} {again} /> },
        SessionState::Lost(why) => html! { <Unreached why={why.clone()} again={ask} /> },
        SessionState::In(member, others) => {
            html! { <Rooms key={pasted} member={member.clone()} others={others.clone()} {out} /> }
        }
    }
}

/// Whoever signs in anew in another tab, by a link in a mail, goes on where they were once they look here again.
#[hook]
fn use_return(ended: bool, ask: &Callback<()>) {
    let ask = ask.clone();
    use_effect_with(ended, move |ended| {
        let listen = |event: &'static str| {
            let ask = ask.clone();
            let window = web_sys::window().filter(|_| *ended)?;
            Some(EventListener::new(&window, event, move |_| ask.emit(())))
        };
        // Coming back to a tab fires the one, coming back to a window the other.
        let listeners = [listen("focus"), listen("visibilitychange")];
        move || drop(listeners)
    });
}

/// How often a link was pasted into this tab. Where only the end of the address changes, the browser does not load the page
/// anew: what shows the link is drawn anew instead, and reads the address as a page that was just loaded would.
#[hook]
fn use_pasted_link(who: &UseStateHandle<SessionState>) -> u32 {
    let pasted = use_state(|| 0_u32);
    let (who, seen) = (who.setter(), pasted.clone());
    use_effect_with((), move |()| {
        let count = std::cell::Cell::new(*seen);
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| {
                let signs_in = sign_in::has_link();
                sign_in_mail::take_from_address();
                // Other places are gone to by the dashboard itself.
                if !signs_in && !sign_in_mail::confirms() {
                    return;
                }
                if signs_in {
                    who.set(SessionState::Nobody(false));
                }
                count.set(count.get().wrapping_add(1));
                seen.set(count.get());
            })
        });
        move || drop(listener)
    });
    *pasted
}

/// Who is in: in the dashboard of the site that the address names, or in the first one.
async fn find() -> SessionState {
    let mut all = match api::sites().await {
        Ok(all) => all,
        Err(Failure::Out) => return SessionState::Nobody(false),
        // Nobody is told that they are out because a line is down.
        Err(Failure::Wrong(why)) => return SessionState::Lost(why),
    };
    let named = sign_in::named();
    let Some(place) = all.iter().position(|one| named.as_ref().is_none_or(|named| *named == one.site)) else {
        return SessionState::Nobody(false);
    };
    let member = all.remove(place);
    api::speaks_of(&member.site);
    drafts::belong_to(&member.site, &member.name);
    SessionState::In(member, all)
}
