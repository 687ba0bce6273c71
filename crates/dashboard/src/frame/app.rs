//! The app: the session, and the dashboard or the page for signing in.

use gloo_events::EventListener;
use porch_class_macros::html;
use porch_protocol::team_api::Member;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure, to};
use crate::frame::dashboard::Dashboard;
use crate::review::drafts;
use crate::team::sign_in::{self, SignInPage, Unreachable};
use crate::team::sign_in_mail;
use crate::ui::focus_restore::use_focus_restore;
use crate::ui::required_fields::use_field_errors;

/// The session.
#[derive(Clone, PartialEq)]
enum SessionState {
    /// Not known yet.
    Loading,
    /// Nobody is signed in; and whether a session expired.
    SignedOut(bool),
    /// The server is unreachable; and why.
    Unreachable(String),
    /// The member who is signed in; and who they are on the other sites that this browser is signed in to.
    SignedIn(Member, Vec<Member>),
}

/// The app.
#[component]
pub(crate) fn App() -> Html {
    use_focus_restore();
    use_field_errors();
    let session =
        use_state(|| if sign_in::wants_sign_in() { SessionState::SignedOut(false) } else { SessionState::Loading });
    let load = {
        let session = session.clone();
        Callback::from(move |()| {
            let session = session.clone();
            spawn_local(async move {
                let found = load_session().await;
                // A repeated request, made because the window has the focus again, does not change the message on the
                // page for signing in.
                if !(matches!(*session, SessionState::SignedOut(_))
                    && matches!(found, SessionState::SignedOut(_) | SessionState::Unreachable(_)))
                {
                    session.set(found);
                }
            });
        })
    };
    {
        let (session, load) = (session.clone(), load.clone());
        use_effect_with((), move |()| {
            if *session == SessionState::Loading {
                load.emit(());
            }
        });
    }
    let signed_in = {
        let session = session.clone();
        Callback::from(move |member: Member| {
            let session = session.clone();
            spawn_local(async move {
                sign_in::put_site_in_address(&member.site);
                api::set_site(&member.site);
                drafts::set_owner(&member.site, &member.name);
                // A new session is kept, though the other sites are not known.
                let other_sites = api::request(&to::SITES).await.unwrap_or_default();
                let other_sites = other_sites.into_iter().filter(|other| other.site != member.site).collect();
                session.set(SessionState::SignedIn(member, other_sites));
            });
        })
    };
    let sign_out = {
        let session = session.clone();
        Callback::from(move |expired| session.set(SessionState::SignedOut(expired)))
    };
    use_recheck_on_return(matches!(&*session, SessionState::SignedOut(true)), &load);
    let pasted = use_pasted_link(&session);
    match &*session {
        SessionState::Loading => html! { <main aria-busy="true" /> },
        SessionState::SignedOut(expired) => html! { <SignInPage key={pasted} {signed_in} {expired} /> },
        SessionState::Unreachable(reason) => html! { <Unreachable reason={reason.clone()} retry={load} /> },
        SessionState::SignedIn(member, other_sites) => {
            html! { <Dashboard key={pasted} member={member.clone()} other_sites={other_sites.clone()} {sign_out} /> }
        }
    }
}

/// A member who signs in again in another tab, by a mailed link, goes on where they were once they return to this one.
#[hook]
fn use_recheck_on_return(ended: bool, load: &Callback<()>) {
    let load = load.clone();
    use_effect_with(ended, move |ended| {
        let listen = |event: &'static str| {
            let load = load.clone();
            let window = web_sys::window().filter(|_| *ended)?;
            Some(EventListener::new(&window, event, move |_| load.emit(())))
        };
        // Returning to a tab fires one of them, returning to a window the other.
        let listeners = [listen("focus"), listen("visibilitychange")];
        move || drop(listeners)
    });
}

/// How often a link was pasted into this tab. Where only the fragment of the address changes, the browser does not
/// reload the page: the view is mounted anew instead, and reads the address as after a reload.
#[hook]
fn use_pasted_link(session: &UseStateHandle<SessionState>) -> u32 {
    let pasted = use_state(|| 0_u32);
    let (session, seen) = (session.setter(), pasted.clone());
    use_effect_with((), move |()| {
        let count = std::cell::Cell::new(*seen);
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| {
                let signs_in = sign_in::has_link();
                sign_in_mail::take_from_address();
                // The dashboard itself handles all other addresses.
                if !signs_in && !sign_in_mail::has_confirmation() {
                    return;
                }
                if signs_in {
                    session.set(SessionState::SignedOut(false));
                }
                count.set(count.get().wrapping_add(1));
                seen.set(count.get());
            })
        });
        move || drop(listener)
    });
    *pasted
}

/// The session: of the site that the address names, or of the first one.
async fn load_session() -> SessionState {
    let mut all = match api::request(&to::SITES).await {
        Ok(all) => all,
        Err(Failure::SignedOut) => return SessionState::SignedOut(false),
        // A network failure must not look like an expired session.
        Err(Failure::Message(reason)) => return SessionState::Unreachable(reason),
    };
    let named = sign_in::site_in_address();
    let Some(place) = all.iter().position(|one| named.as_ref().is_none_or(|named| *named == one.site)) else {
        return SessionState::SignedOut(false);
    };
    let member = all.remove(place);
    api::set_site(&member.site);
    drafts::set_owner(&member.site, &member.name);
    SessionState::SignedIn(member, all)
}
