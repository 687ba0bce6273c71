//! Somebody who leaves an address, confirms it by a code, and is known in another browser.

use serde_json::Value;
use thirtyfour::Key;

use crate::fixture::{Fixture, Look, Page, Postbox, Visitor, axe, code_in};

pub(super) const ADA: &str = "ada@lovelace.example";

/// The open sheet, once it is there and has this title.
pub(super) async fn is_before(person: &Visitor, title: &str) {
    let look = "return root.querySelector('dialog[open] h2')?.textContent === given[0]";
    person.until(&format!("the sheet {title:?}"), look, &[title.into()]).await;
}

/// Waits until no sheet is open, and what it has led to is drawn.
pub(super) async fn is_back(person: &Visitor) {
    person
        .until("the sheet to be closed", "return !root.querySelector('dialog') && !!root.querySelector('section')", &[])
        .await;
}

pub(super) async fn presses_in_sheet(person: &Visitor, label: &str) {
    let look = "return button(given[0], root.querySelector('dialog[open]'))";
    person.clicks(&format!("{label:?} in the sheet"), look, &[label.into()]).await;
}

/// Waits until the field of the sheet has the focus, and types there.
pub(super) async fn fills_in(person: &Visitor, text: &str) {
    person.until("the field of the sheet", "return root.activeElement?.matches('dialog input')", &[]).await;
    person.asks::<Value>("root.activeElement.value = ''; return 1", &[]).await;
    person.types(text).await;
}

/// Types Ada's address into the sheet that asks for one, and then the code that is mailed there.
pub(super) async fn types_address_and_code(person: &Visitor, post: &Postbox) {
    fills_in(person, ADA).await;
    person.types(Key::Enter + "").await;
    is_before(person, "Type the code").await;
    fills_in(person, &post.code().await).await;
    person.types(Key::Enter + "").await;
}

/// Writes in the composer, with an address.
pub(super) async fn writes_with_address(person: &Visitor, name: &str, words: &str, mail: &str) {
    person.can_write().await;
    person.writes(words).await;
    person.is_called(name).await;
    let field = "return composer()?.elements.mail";
    let field = person.finds("the field for an address", field, &[]).await;
    field.send_keys(mail).await.unwrap();
}

/// Where an address is kept or shown by the page.
async fn page_keeps(person: &Visitor, mail: &str) -> bool {
    let look = "const kept = JSON.stringify([{ ...localStorage }, { ...sessionStorage }]); \
                return kept.includes(given[0]) || root.innerHTML.includes(given[0]) || all('input').some((one) => one.value.includes(given[0]))";
    person.asks(look, &[mail.into()]).await
}

pub(super) async fn with_mail(fixture: &Fixture) -> Postbox {
    let post = Postbox::open().await;
    fixture.porch.sends_mail_by(&post.url).await;
    post
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_leaves_an_address_and_types_the_code_is_known_in_a_second_browser() {
    let fixture = Fixture::open().await;
    let (post, page, axe) = (with_mail(&fixture).await, fixture.page("/rye"), axe::source());
    let ada = fixture.visitor_at(&page).await;
    writes_with_address(&ada, "Ada", "How sour is it?", ADA).await;
    ada.finds_no_barrier(axe).await;
    ada.presses("Comment").await;
    ada.sees("How sour is it?").await;
    is_before(&ada, "Type the code").await;
    ada.is_told("We sent 8 digits to a…@l….example.").await;
    ada.finds_no_barrier(axe).await;
    assert!(!page_keeps(&ada, ADA).await, "the address is in memory alone");

    fills_in(&ada, "1234").await;
    ada.types(Key::Enter + "").await;
    ada.is_told("The code has 8 digits").await;
    let code = post.code().await;
    let wrong = if code == "11111111" { "22222222" } else { "11111111" };
    fills_in(&ada, wrong).await;
    ada.types(Key::Enter + "").await;
    ada.is_told("This code does not work").await;
    ada.finds_no_barrier(axe).await;
    fills_in(&ada, &format!("{} {}", &code[..4], &code[4..])).await;
    presses_in_sheet(&ada, "Confirm").await;
    is_before(&ada, "You are signed in").await;
    ada.is_told("You are known as Ada.").await;
    ada.finds_no_barrier(axe).await;
    presses_in_sheet(&ada, "Close").await;
    is_back(&ada).await;
    ada.owns("How sour is it?").await;

    // A day later, on a telephone.
    let phone = fixture.visitor_with(&Look { width: 390, height: 800, dark: true, ..Look::default() }).await;
    phone.goes(&page).await;
    phone.arrives().await;
    phone.sees("How sour is it?").await;
    phone.can_write().await;
    phone.clicks("the row", "return composer().elements.body", &[]).await;
    phone.presses("Sign in").await;
    is_before(&phone, "Sign in").await;
    phone.finds_no_barrier(axe).await;
    fills_in(&phone, ADA).await;
    phone.types(Key::Enter + "").await;
    is_before(&phone, "Type the code").await;
    // She looks for the mail, and comes back.
    phone.types(Key::Escape + "").await;
    is_back(&phone).await;
    phone.presses("Sign in").await;
    is_before(&phone, "Type the code").await;
    phone.is_told("We sent 8 digits to a…@l….example.").await;
    fills_in(&phone, &post.code().await).await;
    phone.types(Key::Enter + "").await;
    is_before(&phone, "You are signed in").await;
    presses_in_sheet(&phone, "Close").await;
    is_back(&phone).await;
    phone.owns("How sour is it?").await;
    assert!(!page_keeps(&phone, ADA).await, "the address is nowhere");

    // What is stored, and out again.
    phone.clicks("the row", "return composer().elements.body", &[]).await;
    phone
        .until(
            "the name in place of its field",
            "return all('.saved-name bdi').some((one) => one.textContent === 'Ada')",
            &[],
        )
        .await;
    phone.until("no field for an address", "return !composer().elements.mail", &[]).await;
    phone.presses("About you").await;
    is_before(&phone, "About you").await;
    phone.is_told("Of this, others see your name and your comments. Of the address, a few letters are shown.").await;
    phone.finds_no_barrier(axe).await;
    presses_in_sheet(&phone, "Sign out in all browsers").await;
    is_before(&phone, "You are signed out").await;
    phone.finds_no_barrier(axe).await;
    phone.types(Key::Escape + "").await;
    is_back(&phone).await;
    phone.until("nothing of their own", "return !!article('How sour') && !all('[data-own]').length", &[]).await;
    phone.until("nobody's name in the field", "return composer()?.elements.name.value === ''", &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_keyboard_is_enough_to_sign_in_and_esc_gives_the_focus_back() {
    let fixture = Fixture::open().await;
    let (post, page) = (with_mail(&fixture).await, fixture.page("/rye"));
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let ada = fixture.visitor_at(&page).await;
    ada.can_write().await;
    ada.asks::<Value>("composer().elements.body.focus(); return 1", &[]).await;
    ada.until("the entry", "return !!button('Sign in')", &[]).await;
    for _ in 0..20 {
        if ada.focus().await == "Sign in" {
            break;
        }
        ada.types(Key::Tab + "").await;
    }
    assert_eq!(ada.focus().await, "Sign in");
    ada.types(Key::Enter + "").await;
    is_before(&ada, "Sign in").await;
    ada.until("the field", "return root.activeElement?.name === 'mail'", &[]).await;
    // The focus stays in the dialog, however often it goes on.
    for _ in 0..8 {
        ada.types(Key::Tab + "").await;
        let outside = "return !!root.activeElement && !root.activeElement.closest('dialog')";
        assert!(!ada.asks::<bool>(outside, &[]).await, "the focus has left the sheet");
    }
    ada.types(Key::Escape + "").await;
    is_back(&ada).await;
    assert_eq!(ada.focus().await, "Sign in");
    ada.types(Key::Enter + "").await;
    fills_in(&ada, "nobody").await;
    ada.types(Key::Enter + "").await;
    ada.is_told("That is not a mail address.").await;
    types_address_and_code(&ada, &post).await;
    is_before(&ada, "You are signed in").await;
    ada.types(Key::Escape + "").await;
    is_back(&ada).await;
    ada.until("the focus in the field", "return root.activeElement === composer()?.elements.body", &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_line_the_sheet_says_so_and_goes_on_once_it_is_back() {
    let fixture = Fixture::open().await;
    let (post, page) = (with_mail(&fixture).await, fixture.page("/rye"));
    let ada = fixture.visitor_at(&page).await;
    // The sheet itself does not load at first: the comment has arrived all the same.
    writes_with_address(&ada, "Ada", "How sour is it?", ADA).await;
    ada.never_gets("*.sheets.txt").await;
    ada.presses("Comment").await;
    ada.sees("How sour is it?").await;
    ada.is_told("That sheet didn’t load.").await;
    ada.never_gets("*.none").await;
    ada.presses("Try again").await;
    is_before(&ada, "Type the code").await;
    let code = post.code().await;
    ada.has_a_line(false).await;
    fills_in(&ada, &code).await;
    ada.types(Key::Enter + "").await;
    ada.is_told("That didn’t reach us. Try once more.").await;
    ada.has_a_line(true).await;
    ada.types(Key::Enter + "").await;
    is_before(&ada, "You are signed in").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sheet_is_whole_in_arabic_on_a_small_telephone_and_without_mail_there_is_none() {
    let fixture = Fixture::open().await;
    let page = fixture.shows("/rye", Page::plain().in_language("ar", "rtl"));
    let ada = fixture.visitor_with(&Look { width: 320, height: 640, ..Look::default() }).await;
    ada.goes(&page).await;
    ada.arrives().await;
    ada.can_write().await;
    ada.clicks("the row", "return composer().elements.body", &[]).await;
    ada.writes("كم هو حامض؟").await;
    assert!(
        !ada.asks::<bool>("return !!composer().elements.mail || !!button('تسجيل الدخول')", &[]).await,
        "no mail is sent here"
    );
    let _post = with_mail(&fixture).await;
    ada.reloads().await;
    ada.arrives().await;
    ada.can_write().await;
    ada.clicks("the row", "return composer().elements.body", &[]).await;
    ada.presses("تسجيل الدخول").await;
    is_before(&ada, "تسجيل الدخول").await;
    let whole = "const at = root.querySelector('dialog[open]').getBoundingClientRect(); \
                 return at.left >= 0 && at.right <= innerWidth && getComputedStyle(root.querySelector('dialog')).direction === 'rtl' \
                   && document.documentElement.scrollWidth <= innerWidth";
    ada.until("a sheet that fits the window", whole, &[]).await;
    ada.finds_no_barrier(axe::source()).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_signs_in_on_a_page_in_arabic_gets_a_mail_in_arabic_with_the_code() {
    let fixture = Fixture::open().await;
    let (post, page) = (with_mail(&fixture).await, fixture.shows("/rye", Page::plain().in_language("ar", "rtl")));
    let ada = fixture.visitor_at(&page).await;
    ada.can_write().await;
    ada.clicks("the row", "return composer().elements.body", &[]).await;
    ada.presses("تسجيل الدخول").await;
    is_before(&ada, "تسجيل الدخول").await;
    fills_in(&ada, ADA).await;
    ada.types(Key::Enter + "").await;
    is_before(&ada, "اكتب الرمز").await;
    let mail = post.mail_with_code().await;
    for part in ["Subject: رمزك لتعليقات bakery", "فاكتب هذا الرمز هناك", "يعمل مرة واحدة ولمدة 10 دقائق."]
    {
        assert!(mail.contains(part), "{part:?} is not in {mail}");
    }
    fills_in(&ada, &code_in(&mail).unwrap()).await;
    ada.types(Key::Enter + "").await;
    is_before(&ada, "تم تسجيل دخولك").await;
    fixture.closes().await;
}
