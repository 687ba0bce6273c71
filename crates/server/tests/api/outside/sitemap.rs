//! What crawlers ask for: `robots.txt`, and a sitemap for each site.

use porch_domain::moderation::team_decision::DecisionKind;
use porch_storage::sites::{Hold, SiteChange};

use super::{elements, text, thread_of, tries};
use crate::fixture::{Fixture, RYE};

/// The addresses of a sitemap, and when each changed.
async fn listed(fixture: &Fixture) -> Vec<(String, String)> {
    let all = elements(&text(fixture, "/c/bakery/sitemap.xml").await);
    let of =
        |path: &str| all.iter().filter(|(found, _)| found == path).map(|(_, text)| text.clone()).collect::<Vec<_>>();
    let (addresses, changed) = (of("urlset/url/loc"), of("urlset/url/lastmod"));
    assert_eq!(addresses.len(), changed.len());
    addresses.into_iter().zip(changed).collect()
}

#[tokio::test]
async fn a_conversation_is_listed_while_it_has_something_to_read_with_the_time_of_its_last_change() {
    let fixture = Fixture::open().await;
    assert_eq!(listed(&fixture).await, []);
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "words").await;
    let address = format!("{}{}", fixture.address, thread_of(&fixture, "bakery.example/rye").await);
    let (posted_at, now) = (posted.comment.posted_at.to_string(), || fixture.clock.now().to_string());
    assert_eq!(listed(&fixture).await, [(address.clone(), posted_at.clone())]);

    fixture.pass(60);
    fixture.set(SiteChange { hold: Some(Hold::All), ..SiteChange::default() }).await;
    let held = tries(&fixture.visitor("Ben"), "held words").await;
    assert_eq!(listed(&fixture).await, [(address.clone(), posted_at)], "nobody has seen what is held");
    fixture.decides(DecisionKind::Approve, &held, "").await.unwrap();
    assert_eq!(listed(&fixture).await, [(address.clone(), now())]);
    fixture.pass(60);
    fixture.decides(DecisionKind::Remove, &held, "why").await.unwrap();
    assert_eq!(listed(&fixture).await, [(address.clone(), now())]);
    fixture.decides(DecisionKind::Spam, &posted, "").await.unwrap();
    assert_eq!(listed(&fixture).await, []);
}

#[tokio::test]
async fn robots_may_read_what_a_page_loads_and_are_not_told_which_sites_there_are() {
    for fixture in [Fixture::open().await, Fixture::under_a_path().await] {
        let base = &fixture.app.config.public_path;
        let robots = text(&fixture, "/robots.txt").await;
        assert!(!robots.contains("Sitemap") && !robots.contains("bakery"), "{robots}");
        assert!(
            robots.starts_with("User-agent: *\n") && robots.contains(&format!("\nDisallow: {base}/host\n")),
            "{robots}"
        );
        let forbidden = robots.lines().filter_map(|line| line.strip_prefix("Disallow: "));
        let rules: Vec<&str> = forbidden.collect();
        for needed in ["/v1/embed.js", "/v1/sites/-/fragment", "/a/chunk.wasm", "/c/bakery/sitemap.xml"] {
            let address = format!("{base}{needed}");
            assert!(!rules.iter().any(|rule| address.starts_with(rule)), "{needed}: {rules:?}");
        }
    }
}
