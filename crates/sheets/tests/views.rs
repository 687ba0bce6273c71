//! State in, HTML out: what a sheet shows at each step.
#![cfg(not(target_arch = "wasm32"))]

use porch_protocol::sign_in::{SignInProvider, SignedIn};
use porch_protocol::visitor_mail::{MailConfirmed, StoredAboutMe, StoredAccount, StoredBrowser, StoredMail};
use porch_protocol::{ErrorCode, Timestamp};
use porch_sheets::state::{MutedAuthor, OtherWindow, Problem, State, Step};
use porch_sheets::text::Text;
use porch_sheets::view::{Scene, sheet};
use porch_text::Languages;
use porch_widget::client::Failure;
use yew::prelude::*;

static SOURCES: &[&str] = &include!(concat!(env!("OUT_DIR"), "/sheets.tables.rs"));

#[derive(Clone, PartialEq, Properties)]
struct Props {
    state: State,
    lang: &'static str,
}

#[component]
fn View(props: &Props) -> Html {
    let languages: &'static Languages = Box::leak(Box::new(Languages::new(SOURCES)));
    let text = Text::new(languages.nearest(props.lang));
    let (day, act) = (|moment: Timestamp| format!("day {}", moment.0 / Timestamp::SECOND), Callback::noop());
    sheet(&Scene { state: &props.state, text, day: &day, act: &act, open_window: &Callback::noop() })
}

async fn shown_in(lang: &'static str, state: State) -> String {
    let props = Props { state, lang };
    let html = yew::LocalServerRenderer::<View>::with_props(props).hydratable(false).render().await;
    html.replace(['\u{2068}', '\u{2069}'], "")
}

async fn shown(state: State) -> String {
    shown_in("en", state).await
}

/// At this step, on a site that sends mail.
fn at(step: Step) -> State {
    let about = Some(StoredAboutMe { mail_possible: true, ..StoredAboutMe::default() });
    State { step, about, ..State::default() }
}

/// The ways to sign in of a site that has these.
fn ways(mail_possible: bool, providers: &[&str]) -> State {
    let provider = |name: &&str| SignInProvider { id: "club".into(), name: (*name).into() };
    let providers = providers.iter().map(provider).collect();
    State { about: Some(StoredAboutMe { mail_possible, providers, ..StoredAboutMe::default() }), ..State::default() }
}

#[tokio::test]
async fn the_field_for_the_code_can_be_filled_in_by_a_phone_and_names_no_address() {
    let state = State { mail: "ada@lovelace.example".into(), sent: true, wait: 42, ..at(Step::Code) };
    let html = shown(state).await;
    for part in ["We sent 8 digits to a…@l….example.", r#"autocomplete="one-time-code""#, r#"inputmode="numeric""#]
    {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains("ada@"), "{html}");
    assert!(html.contains("Another code in 42 seconds") && html.contains("disabled"), "{html}");
}

#[tokio::test]
async fn what_went_wrong_stands_beside_its_field_in_words() {
    let refused = |code| Problem::Failed(Failure::Refused(code, None));
    for (step, problem, words) in [
        (Step::Ways, Problem::MailMissing, "An address first."),
        (Step::Ways, refused(ErrorCode::MailInvalid), "That is not a mail address."),
        (Step::Ways, Problem::Failed(Failure::Network), "reach us"),
        (Step::Code, refused(ErrorCode::MailCodeRefused), "This code does not work"),
        (Step::Code, Problem::CodeIncomplete, "The code has 8 digits"),
        (Step::Code, Problem::Failed(Failure::Refused(ErrorCode::RateLimited, Some(61))), "in 2 minutes"),
        (Step::Code, refused(ErrorCode::Unknown), "Try once more."),
    ] {
        let html = shown(State { problem: Some(problem), ..at(step) }).await;
        assert!(html.contains(words), "{words}: {html}");
        let field = r#"aria-invalid="true" aria-describedby="porch-sheet-problem""#;
        assert!(html.contains(field) && html.contains(r#"id="porch-sheet-problem""#), "{html}");
    }
}

#[tokio::test]
async fn what_is_stored_is_a_list_of_facts() {
    let mail =
        StoredMail {
            masked: "a…@l….example".into(), confirmed_at: Timestamp(3 * Timestamp::SECOND), replies: true
        };
    let about = StoredAboutMe {
        guest: true,
        name: Some("<b>Ada</b>".into()),
        since: Some(Timestamp(2 * Timestamp::SECOND)),
        comments: 1_200,
        signed_in: true,
        mail: Some(mail),
        accounts: vec![account("Google", Some("Ada L.")), account("bakery.example", None)],
        mail_possible: true,
        ..StoredAboutMe::default()
    };
    let html = shown(State { about: Some(about), ..at(Step::About) }).await;
    for part in [
        "&lt;b&gt;Ada&lt;/b&gt;",
        "day 2",
        "1,200",
        "a…@l….example, confirmed on day 3",
        "Ada L. (Google), since day 4",
        "bakery.example, since day 4",
        "Of the address, a few letters",
        "Sign out in all browsers",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

fn account(by: &str, name: Option<&str>) -> StoredAccount {
    StoredAccount { by: by.into(), name: name.map(Into::into), since: Timestamp(4 * Timestamp::SECOND) }
}

#[tokio::test]
async fn no_address_is_spoken_of_where_none_is_stored() {
    let about = StoredAboutMe { guest: true, comments: 1, ..StoredAboutMe::default() };
    let html = shown(State { about: Some(about), ..at(Step::About) }).await;
    assert!(html.contains("Of this, others see your name") && !html.contains("address"), "{html}");
}

#[tokio::test]
async fn an_account_without_an_address_may_leave_one_for_replies_where_mail_is_sent() {
    for (mail_possible, offered) in [(true, true), (false, false)] {
        let accounts = vec![account("Google", Some("Ada L."))];
        let about = StoredAboutMe { signed_in: true, accounts, mail_possible, ..ways(true, &["Club"]).about.unwrap() };
        let html = shown(State { about: Some(about.clone()), ..at(Step::About) }).await;
        assert_eq!(html.contains("Get replies by mail"), offered, "{html}");
        let html = shown(State { about: Some(about.clone()), ..at(Step::Ways) }).await;
        assert!(html.contains("Get replies by mail</h2>") && !html.contains("Sign in with Club"), "{html}");
        assert_eq!(html.contains("Replies to you are mailed to this address."), offered, "{html}");
        let html = shown(State { about: Some(about), erase_next: true, ..at(Step::Ways) }).await;
        assert!(html.contains("Sign in</h2>") && html.contains("Sign in with Club"), "{html}");
    }
}

#[tokio::test]
async fn of_a_stranger_nothing_is_stored_and_signing_in_is_offered_where_mail_is_sent() {
    for (mail_possible, offered) in [(true, true), (false, false)] {
        let about = StoredAboutMe { mail_possible, ..StoredAboutMe::default() };
        let html = shown(State { about: Some(about), ..at(Step::About) }).await;
        assert!(html.contains("Nothing is stored about you here.") && !html.contains("<dl"), "{html}");
        assert_eq!(html.contains("Sign in"), offered, "{html}");
    }
}

#[tokio::test]
async fn who_is_signed_in_reads_as_whom_and_what_became_theirs() {
    let confirmed =
        |name: Option<&str>, merged| MailConfirmed { name: name.map(Into::into), known: true, merged, token: None };
    let html = shown(at(Step::SignedIn(confirmed(Some("Ada"), 2)))).await;
    assert!(html.contains("You are known as Ada.") && html.contains("2 comments that you wrote"), "{html}");
    let html = shown(at(Step::SignedIn(confirmed(None, 0)))).await;
    assert!(html.contains("Your address is confirmed.") && !html.contains("comments"), "{html}");
}

#[tokio::test]
async fn the_ways_are_those_that_the_site_has() {
    let field = r#"<input name="mail""#;
    let (google, club) = ("Sign in with Google</button>", "Sign in with &lt;b&gt;</button>");
    for (state, there, not_there) in [
        (ways(true, &[]), &[field][..], &[google, club][..]),
        (ways(true, &["Google"]), &[field, google], &[club]),
        (ways(false, &["Google", "<b>"]), &[google, club], &[field, "role=\"status\""]),
        (ways(false, &[]), &["Nobody can sign in here"], &[field, google]),
        (State { busy: true, ..State::default() }, &["One moment"], &[field, "Try again"]),
        (
            State { problem: Some(Problem::Failed(Failure::Network)), ..State::default() },
            &["reach us", "Try again"],
            &[field],
        ),
        (State { erase_next: true, ..ways(false, &["Google"]) }, &["sign in once more", google], &[field]),
    ] {
        let html = shown(state).await;
        for part in there {
            assert!(html.contains(part), "{part}: {html}");
        }
        for part in not_there {
            assert!(!html.contains(part), "{part}: {html}");
        }
    }
    let stranger = StoredAboutMe {
        providers: ways(false, &["Google"]).about.unwrap_or_default().providers,
        ..StoredAboutMe::default()
    };
    let html = shown(State { about: Some(stranger), ..at(Step::About) }).await;
    assert!(html.contains(">Sign in<"), "{html}");
}

#[tokio::test]
async fn while_another_window_is_open_it_is_said_what_to_do_there() {
    let window = |change: OtherWindow| at(Step::Window(OtherWindow { provider: "<b>Club".into(), ..change }));
    let field = r#"autocomplete="one-time-code""#;
    let html = shown(window(OtherWindow::default())).await;
    for part in ["Go on in the other window", "Sign in with &lt;b&gt;Club there.", "It shows a code", "Cancel"] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains(field), "{html}");
    let link = Some("https://talk.example/sign-in/x".to_owned());
    let html = shown(window(OtherWindow { link, takes_code: true, ..OtherWindow::default() })).await;
    let part = r#"href="https://talk.example/sign-in/x" target="_blank" rel="noopener noreferrer""#;
    assert!(html.contains("did not open") && html.contains(part) && html.contains(field), "{html}");
    let html = shown(window(OtherWindow { closed: true, takes_code: true, ..OtherWindow::default() })).await;
    assert!(html.contains("window is closed") && html.contains(field) && html.contains("Confirm"), "{html}");
    let refusal = Problem::Failed(Failure::Refused(ErrorCode::SignInRefused, None));
    for (problem, words) in
        [(refusal, "Nobody is signed in"), (Problem::WindowNotDone, "Nobody has signed in there yet.")]
    {
        let state = window(OtherWindow { takes_code: true, ..OtherWindow::default() });
        let html = shown(State { problem: Some(problem), ..state }).await;
        assert!(html.contains(words) && html.contains(r#"aria-invalid="true""#), "{html}");
    }
    let state = window(OtherWindow::default());
    let html = shown(State { problem: Some(Problem::Failed(Failure::Network)), ..state }).await;
    assert!(html.contains("reach us") && html.contains("Try again"), "{html}");
}

#[tokio::test]
async fn who_signs_in_with_a_provider_reads_as_whom() {
    let with = |name: Option<&str>| {
        at(Step::SignedInWith(
            "Club".into(),
            SignedIn { name: name.map(Into::into), known: false, merged: 1, token: None },
        ))
    };
    let html = shown(with(Some("Ada"))).await;
    assert!(html.contains("You are known as Ada.") && html.contains("1 comment that you wrote"), "{html}");
    let html = shown(with(None)).await;
    assert!(html.contains("You are signed in with Club."), "{html}");
}

#[tokio::test]
async fn whoever_is_known_may_take_everything_along_or_erase_it() {
    let html =
        shown(State { about: Some(StoredAboutMe { guest: true, ..StoredAboutMe::default() }), ..at(Step::About) })
            .await;
    assert!(html.contains("Download everything") && html.contains("Erase everything…"), "{html}");
    assert!(!html.contains("Mail me when"), "without an address there is no mail: {html}");
    let html = shown(at(Step::Erase)).await;
    assert!(html.contains("erased, for good") && html.contains("Keep everything"), "{html}");
    let html = shown(State { erase_next: true, ..at(Step::Ways) }).await;
    assert!(html.contains("confirm your address once more"), "{html}");
}

#[tokio::test]
async fn before_everything_is_erased_only_the_way_by_which_the_browser_is_signed_in_is_offered() {
    let field = "name=\"mail\"";
    for (by, there, not_there) in [
        ("mail", &[field][..], &["Google", "sign out, sign in again"][..]),
        ("google", &["Google"], &[field, "sign out, sign in again"]),
        ("sso", &["sign in on this page once more", "Sign in on this page</button>"], &[field, "Google"]),
    ] {
        let State { about, .. } = ways(true, &["Google"]);
        let this = StoredBrowser { by: by.into(), since: Timestamp(0), seen_at: Timestamp(0), this: true };
        let about = about.map(|about| StoredAboutMe { browsers: vec![this], ..about });
        let html = shown(State { erase_next: true, about, ..at(Step::Ways) }).await;
        assert!(there.iter().all(|part| html.contains(part)), "{by}: {html}");
        assert!(!not_there.iter().any(|part| html.contains(part)), "{by}: {html}");
    }
}

#[tokio::test]
async fn whoever_is_known_may_write_a_line_about_themselves_and_reads_why_it_was_refused() {
    let about = |guest| Some(StoredAboutMe { guest, ..StoredAboutMe::default() });
    let known = State { about: about(true), line: "Bakes <b>on</b> Sundays".into(), ..at(Step::About) };
    let html = shown(State { line_saved: true, ..known.clone() }).await;
    assert!(html.contains(r#"value="Bakes &lt;b&gt;on&lt;/b&gt; Sundays""#) && html.contains("Saved."), "{html}");
    for (code, words) in [
        (ErrorCode::BodyTooLong, "more than 160 characters"),
        (ErrorCode::TooManyLinks, "without links"),
        (ErrorCode::NameTaken, "somebody on the team"),
        (ErrorCode::SettingInvalid, "Please use others"),
        (ErrorCode::PersonUnknown, "Write a comment first"),
        (ErrorCode::Banned, "change this here"),
        (ErrorCode::Overloaded, "very busy"),
    ] {
        let problem = Some(Problem::LineFailed(Failure::Refused(code, None)));
        let html = shown(State { problem, ..known.clone() }).await;
        assert_eq!(html.matches(words).count(), 1, "{words}: {html}");
        assert!(html.contains(r#"aria-invalid="true""#), "{html}");
    }
    let html = shown(State { about: about(false), ..at(Step::About) }).await;
    assert!(!html.contains("One line about you"), "a stranger has no card: {html}");
}

#[tokio::test]
async fn whoever_is_muted_is_in_a_list_that_ends_it() {
    let author = |name: &str, muted| MutedAuthor { id: name.into(), name: name.into(), muted };
    let muted = vec![author("Ben", true), author("Dana", false)];
    let state = State { about: Some(StoredAboutMe::default()), muted, ..at(Step::About) };
    let html = shown(state).await;
    let (ben, dana) = html.split_once(">Dana<").unwrap();
    assert!(ben.contains("Muted by you") && ben.contains(">Unmute</button>"), "{html}");
    assert!(dana.contains(r#"aria-describedby="porch-muted-1" class="quiet-act">Mute for me</button>"#), "{html}");
}

#[tokio::test]
async fn every_step_has_its_title_in_every_language() {
    let steps = [
        Step::Ways,
        Step::Code,
        Step::Window(OtherWindow::default()),
        Step::SignedIn(MailConfirmed::default()),
        Step::About,
        Step::SignedOut { everywhere: true },
        Step::Erase,
        Step::Erased,
    ];
    for (lang, titles) in [
        (
            "en",
            [
                "Sign in",
                "Type the code",
                "Go on in the other window",
                "You are signed in",
                "About you",
                "You are signed out",
                "Erase everything?",
                "Everything is erased",
            ],
        ),
        (
            "de",
            [
                "Anmelden",
                "Code eingeben",
                "Weiter im anderen Fenster",
                "Sie sind angemeldet",
                "Über Sie",
                "Sie sind abgemeldet",
                "Alles löschen?",
                "Alles ist gelöscht",
            ],
        ),
        (
            "ar",
            [
                "تسجيل الدخول",
                "اكتب الرمز",
                "تابع في النافذة الأخرى",
                "تم تسجيل دخولك",
                "عنك",
                "تم تسجيل خروجك",
                "محو كل شيء؟",
                "تم محو كل شيء",
            ],
        ),
    ] {
        for (step, title) in steps.iter().zip(titles) {
            let html = shown_in(lang, at(step.clone())).await;
            assert!(html.contains(&format!(r#"tabindex="-1">{title}</h2>"#)), "{html}");
        }
    }
}
