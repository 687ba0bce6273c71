//! Somebody who reads a page in another language: what stands around the comments is in that language, too.

use crate::fixture::{Fixture, Page, axe};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_in_another_language_has_its_texts_and_loads_no_others() {
    let axe = axe::source();
    for (lang, dir, texts) in [
        ("ar", "rtl", ["رد", "الرد على Marta", "نسخ الرابط", "تعليق جديد"]),
        ("de-AT", "ltr", ["Antworten", "Antwort an Marta", "Link kopieren", "1 neuer Kommentar"]),
    ] {
        let [reply, label, copy_link, news] = texts;
        let fixture = Fixture::open().await;
        let page = fixture.shows("/rye", Page::plain().light_or_dark().in_language(lang, dir));
        fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
        let amira = fixture.visitor().await;
        amira.goes(&page).await;
        amira.arrives().await;
        amira.presses_at("Ask us", reply).await;
        let field =
            "return root.activeElement?.matches('article textarea') && root.activeElement.ariaLabel === given[0]";
        amira.until("the field of the reply", field, &[label.into()]).await;
        let direction = "return root.querySelector('section').dir === given[0] && getComputedStyle(root.querySelector('section')).direction";
        let written: String = amira.asks(direction, &[if dir == "rtl" { "rtl" } else { "" }.into()]).await;
        assert_eq!(written, dir);
        amira.asks::<()>("article('Ask us').querySelector('.more-actions').click()", &[]).await;
        let menu = "return root.querySelector('[role=menu]')?.textContent.includes(given[0])";
        amira.until("the menu", menu, &[copy_link.into()]).await;
        fixture.neighbour("Ben").says(&page, "I say something new").await;
        amira.is_told(news).await;
        amira.finds_no_barrier(axe).await;
        let texts: Vec<_> = amira.requests().await.into_iter().filter(|url| url.contains(".txt")).collect();
        let file = format!(".{}.txt", &lang[..2]);
        assert!(texts.len() == 1 && texts[0].ends_with(&file), "{texts:?}");
        fixture.closes().await;
    }
}
