//! Somebody who writes: the card they write in, by pointer, finger and keyboard, and what it says at each step.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::fixture::{Fixture, Hand, Look, Visitor, axe};

/// Where the words stand in the window, and how high the card is.
const PLACE: &str = "const at = composer().elements.body.getBoundingClientRect(); \
                     return [at.top + parseFloat(getComputedStyle(composer().elements.body).paddingTop), at.left]";

async fn is_closed(person: &Visitor) {
    let row = "const card = composer().querySelector('.composer-card'); \
               return card.offsetHeight === 44 && !['Comment', 'Cancel', 'Write'].some((label) => button(label, composer())) \
                 && !shown(composer().elements.name)";
    person.until("one row of 44 px", row, &[]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_card_is_one_row_until_it_is_touched_and_stays_open_until_it_is_left() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let amira = fixture.visitor().await;
    amira.never_gets("*.wasm").await;
    amira.goes(&page).await;
    amira.arrives().await;
    is_closed(&amira).await;
    // Without the widget it opens, and the tabs have their room already: what comes late moves no line.
    let focus = "composer().elements.body.focus(); return 1";
    amira.asks::<Value>(focus, &[]).await;
    amira.until("the button", "return !!button('Comment', composer())", &[]).await;
    let before: Value = amira.asks(PLACE, &[]).await;
    amira.never_gets("*.none").await;
    amira.reloads().await;
    amira.arrives().await;
    amira.can_write().await;
    is_closed(&amira).await;
    amira.clicks("the row", "return composer().elements.body", &[]).await;
    amira.until("the tabs", "return !!button('Write', composer())", &[]).await;
    assert_eq!(amira.asks::<Value>(PLACE, &[]).await, before, "the line stays where it is");

    amira.asks::<Value>("root.activeElement.blur(); return 1", &[]).await;
    let open =
        "return !!button('Comment', composer()) && composer().querySelector('.composer-card').offsetHeight > 150";
    amira.until("the card to be open still", open, &[]).await;
    amira.writes("Half a sentence").await;
    amira.is_told("Draft kept").await;
    amira.presses("Cancel").await;
    is_closed(&amira).await;
    amira.clicks("the row", "return composer().elements.body", &[]).await;
    amira.has_typed("Half a sentence").await;
    let axe = axe::source();
    amira.finds_no_barrier(axe).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_tools_are_one_stop_of_the_keyboard_and_arrows_go_between_them() {
    let fixture = Fixture::open().await;
    for direction in ["ltr", "rtl"] {
        let amira = fixture.visitor().await;
        amira.goes(&fixture.page("/rye")).await;
        amira.arrives().await;
        amira.asks::<Value>("document.documentElement.dir = given[0]; return 1", &[direction.into()]).await;
        amira.can_write().await;
        let side = "const { body, name } = composer().elements; return [body, name].map((one) => getComputedStyle(one).direction)";
        assert_eq!(
            amira.asks::<Value>(side, &[]).await,
            json!([direction, direction]),
            "an empty field has the page's side"
        );
        let stops = "return all('.composer-tools button, .composer-tabs button', composer()).filter((one) => one.tabIndex === 0).map((one) => one.ariaLabel ?? one.textContent)";
        amira.writes("brave").await;
        assert_eq!(amira.asks::<Value>(stops, &[]).await, json!(["Write", "Bold"]), "one stop each");
        amira
            .asks::<Value>(
                "composer().elements.body.select(); composer().querySelector('.composer-tools button').focus(); return 1",
                &[],
            )
            .await;
        let on = if direction == "ltr" { Key::Right } else { Key::Left };
        let back = if direction == "ltr" { Key::Left } else { Key::Right };
        for (key, there) in [
            (&on, "Italic"),
            (&Key::End, "List"),
            (&on, "Bold"),
            (&back, "List"),
            (&Key::Home, "Bold"),
            (&on, "Italic"),
        ] {
            amira.types(key.clone() + "").await;
            amira.settles("the tool", "return root.activeElement.ariaLabel", json!(there)).await;
        }
        assert_eq!(amira.asks::<Value>(stops, &[]).await, json!(["Write", "Italic"]));
        amira.types(Key::Enter + "").await;
        amira.has_typed("_brave_").await;
        let tips = "return all('.composer-tools button', composer()).every((one) => one.title === one.ariaLabel && one.querySelector('svg'))";
        assert!(amira.asks::<bool>(tips, &[]).await, "each tool says what it does");

        // Arrows go between the tabs, too; what is chosen is shown.
        amira.asks::<Value>("button('Write', composer()).focus(); return 1", &[]).await;
        amira.types(on.clone() + "").await;
        amira.types(Key::Enter + "").await;
        amira
            .until("the preview", "return composer().querySelector('[role=tabpanel] em')?.textContent === 'brave'", &[])
            .await;
        amira.types(back.clone() + "").await;
        amira.types(Key::Enter + "").await;
        amira.until("the words", "return !composer().querySelector('[role=tabpanel]')", &[]).await;
        amira.has_typed("_brave_").await;
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_is_asked_for_under_its_field_and_once_known_stands_in_its_place() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let amira = fixture.visitor_with(&Look { width: 360, height: 740, ..Look::default() }).await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.can_write().await;
    amira.writes("How sour is it?").await;
    amira.presses("Comment").await;
    let asked = "const { name } = composer().elements, said = root.getElementById(name.getAttribute('aria-describedby')); \
                 return root.activeElement === name && said?.textContent === 'Which name shall we show?' && shown(said) \
                   && said.getBoundingClientRect().top >= name.getBoundingClientRect().bottom";
    amira.until("the question under the field", asked, &[]).await;
    let right_below = "const at = (one) => one.getBoundingClientRect(), { name } = composer().elements; \
                       const said = at(root.getElementById(name.getAttribute('aria-describedby'))); \
                       return said.top - at(name.closest('label')).bottom";
    let gap: f64 = amira.asks(right_below, &[]).await;
    assert!((0.0..24.0).contains(&gap), "{gap} px between the name and what is said about it");
    amira.is_called("Amira").await;
    amira.presses("Comment").await;
    amira.is_told("Your comment is up.").await;
    amira.is_taken_to("How sour").await;

    amira.writes("And the crust?").await;
    let known = "const [as] = all('.saved-name', composer()); \
                 return shown(as) && as.querySelector('bdi').textContent === 'Amira' && composer().elements.name.tabIndex === -1";
    amira.until("the name in the place of the field", known, &[]).await;
    let axe = axe::source();
    amira.finds_no_barrier(axe).await;
    amira.presses("Change").await;
    let field = "const { name } = composer().elements; \
                 return root.activeElement === name && name.value === 'Amira' && name.tabIndex === 0 && !all('.saved-name', composer()).length";
    amira.until("the field with the name", field, &[]).await;
    amira.is_called("Amira H.").await;
    amira.presses("Comment").await;
    amira.sees("And the crust?").await;
    let by = "return article('And the crust?').querySelector('[part=author]').textContent";
    amira.settles("the other name", by, json!("Amira H.")).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_and_a_deletion_happen_where_the_words_are() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.shares("Amira", "How sour is it?").await;
    amira.presses_at("How sour", "Edit").await;
    amira.is_in_a_field_below().await;
    let place = "const at = article('How sour'); return !shown(at.querySelector(':scope > [part=body]')) && shown(at.querySelector('form'))";
    amira.until("the card in the place of the words", place, &[]).await;
    amira.is_told("without a mark, later it says “edited”.").await;
    let clock = "return /^Until \\d{1,2}:\\d\\d( [AP]M)? without/.test(article('How sour').querySelector('.visibility-line small').textContent.replace(/\\s/g, ' '))";
    assert!(amira.asks::<bool>(clock, &[]).await, "a time of day");
    amira.types(Key::Escape + "").await;
    amira.until("the words again", "return shown(article('How sour').querySelector('[part=body]'))", &[]).await;

    amira.presses_at("How sour", "Delete").await;
    let safe = "return root.activeElement?.textContent === 'Keep it'";
    amira.until("the focus on what changes nothing", safe, &[]).await;
    let asked = "return article('How sour').querySelector('.confirm-question p').textContent";
    assert_eq!(amira.asks::<String>(asked, &[]).await, "Delete?", "no replies are there to stay");
    amira.types(Key::Escape + "").await;
    amira.until("the question to go", "return !article('How sour').querySelector('.confirm-question')", &[]).await;
    let id: String = amira.asks("return article('How sour').id", &[]).await;
    amira.answers("How sour", "Amira", "Not very").await;
    amira.presses_at("How sour", "Delete").await;
    amira.settles("what stays", asked, json!("Delete? The replies stay.")).await;
    let axe = axe::source();
    amira.finds_no_barrier(axe).await;
    amira.presses_at("How sour", "Delete").await;
    amira.is_told("You deleted this comment.").await;
    assert!(amira.asks::<bool>("return !!root.getElementById(given[0])", &[id.into()]).await, "its place stays");
    amira.sees("Not very").await;
    fixture.closes().await;
}

/// What is said about a held comment names somebody once, and what can be done stands where the sentence begins, as wide as
/// its word.
async fn is_said_once(person: &Visitor, name: &str) {
    let look = "const [block] = all('article .status-block.tone-warm').filter(shown), said = block?.textContent.split(given[0]).length - 1; \
                const all_ = all('.block-buttons button', block).map((one) => one.getBoundingClientRect()), { left } = block?.getBoundingClientRect() ?? {}; \
                return said === 1 && all_.length === 2 && all_.every((at) => at.width < 100) && all_[0].left - left < 30";
    person.until(&format!("{name} named once, and two small buttons"), look, &[name.into()]).await;
}

/// In the narrower card below a comment the tools are one row that is swiped: each is a finger wide, all of it that is in
/// sight is inside the card, and what an arrow comes to is in sight.
async fn reaches_all_tools(person: &Visitor) {
    let sizes = "const form = root.querySelector('article form'), row = form.querySelector('.composer-tools'), card = form.querySelector('.composer-card').getBoundingClientRect(); \
                 const at = row.getBoundingClientRect(), all_ = all('button', row); \
                 return [all_.length, all_.every((one) => one.offsetWidth >= 44 && one.offsetHeight >= 44), new Set(all_.map((one) => one.offsetTop)).size <= 2, \
                   all_.every((one) => { const { left, right } = one.getBoundingClientRect(); return left >= at.left && right <= at.right; }), at.left >= card.left && at.right <= card.right, document.documentElement.scrollWidth <= innerWidth]";
    assert_eq!(person.asks::<Value>(sizes, &[]).await, json!([6, true, true, true, true, true]));
    let first = "const one = root.querySelector('article form .composer-tools button'); one.focus(); return root.activeElement === one";
    person.until("the first tool", first, &[]).await;
    for tool in ["Italic", "Link", "Quote", "Code", "List", "Bold"] {
        person.types(Key::Right + "").await;
        let seen = "const at = root.activeElement, inner = at.getBoundingClientRect(), outer = at.parentNode.getBoundingClientRect(); \
                    return at.ariaLabel === given[0] && inner.left >= outer.left - 1 && inner.right <= outer.right + 1";
        person.until(&format!("{tool:?} in sight"), seen, &[tool.into()]).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_with_a_finger_writes_on_a_narrow_screen() {
    let fixture = Fixture::open().await;
    fixture.porch.says(&["welcome", "--site", "bakery", "--by", "Marta", "--rule", "be concrete"]).await;
    fixture.porch.says(&["site", "set", "bakery", "hold=first"]).await;
    let page = fixture.page("/rye");
    let amira = fixture.visitor_with(&Look { width: 320, height: 640, ..Look::default() }).await;
    amira.is_held_by(Hand::Finger).await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.can_write().await;
    amira.until("the rules to be put away", "return !all('.house-rules').some(shown)", &[]).await;
    amira.clicks("the row", "return composer().elements.body", &[]).await;
    amira.is_told("House rules by Marta").await;
    amira.is_told("Everyone can see this once Marta has read it: it is your first comment here.").await;
    let sizes = "const { body, name } = composer().elements; \
                 const small = all('button, textarea, label', composer()).filter((one) => shown(one) && (one.offsetHeight < 44 || one.offsetWidth < 44)); \
                 return [parseFloat(getComputedStyle(body).fontSize) >= 16, parseFloat(getComputedStyle(name).fontSize) >= 16, \
                   small.map((one) => one.ariaLabel ?? one.textContent), document.documentElement.scrollWidth <= innerWidth]";
    assert_eq!(amira.asks::<Value>(sizes, &[]).await, json!([true, true, [], true]));
    let below = "const at = (what) => composer().querySelector(what).getBoundingClientRect(); \
                 return at('.composer-tabs').bottom <= at('textarea').top && at('textarea').bottom <= at('.composer-tools').top && at('.composer-tools').bottom <= at('.composer-foot').top";
    assert!(amira.asks::<bool>(below, &[]).await, "the tools stand under the words");
    // Left, it keeps no keyboard open over what is read; a touch brings all of it back.
    amira.writes("Is there spelt").await;
    amira.presses("Cancel").await;
    is_closed(&amira).await;
    let no_keyboard = "return root.activeElement === composer() && !all('.house-rules').some(shown)";
    amira.until("the focus where no keyboard opens", no_keyboard, &[]).await;
    amira.clicks("the row", "return composer().elements.body", &[]).await;
    amira.has_typed("Is there spelt").await;
    amira.writes(" in it?").await;
    amira.is_called("Amira").await;
    amira.presses("Comment").await;
    amira.is_taken_to("Is there spelt in it?").await;
    amira.is_told("Thank you, Amira. Marta reads first comments before others see them.").await;
    is_said_once(&amira, "Marta").await;
    amira.reloads().await;
    amira.arrives().await;
    amira.is_told("Waiting for Marta").await;
    amira.is_told("Only you see this").await;
    is_said_once(&amira, "Marta").await;
    let axe = axe::source();
    amira.finds_no_barrier(axe).await;
    // What waits is changed and deleted from where it says so, and whoever does not leaves from there.
    for (label, opened) in [("Edit", "textarea"), ("Delete", ".confirm-question button")] {
        amira.presses_at("spelt in it", label).await;
        let open = "return root.activeElement?.matches(given[0])";
        amira.until("the focus in what opened", open, &[opened.into()]).await;
        amira.types(Key::Escape + "").await;
        let back = "return root.activeElement?.textContent === given[0] && root.activeElement.closest('article .status-block:not(.confirm-question)') != null";
        amira.until(&format!("the focus back on {label}"), back, &[label.into()]).await;
    }
    let strong = "const at = article('spelt in it'); \
                  return getComputedStyle(at.querySelector('[part=body]')).color === getComputedStyle(at).color";
    assert!(amira.asks::<bool>(strong, &[]).await, "her own words stand in full strength");
    amira.presses_at("spelt in it", "Edit").await;
    amira.is_in_a_field_below().await;
    reaches_all_tools(&amira).await;
    amira.types(", or rye?").await;
    amira.presses_at("spelt in it", "Save").await;
    amira.sees("or rye?").await;
    amira.withdraws("or rye?").await;
    fixture.closes().await;
}
