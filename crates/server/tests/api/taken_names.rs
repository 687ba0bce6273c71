//! Names that no visitor may take, on each way by which a name reaches the page (threat T12).

use porch_protocol::{ErrorCode, Role};
use porch_storage::sites::SiteChange;
use porch_storage::team::{Member, MemberChange};
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::fixture::{Fixture, RYE, key, problem};

/// Names of the team, past and present, and what only looks like them.
const TAKEN: [&str; 12] = [
    "Marta Bell",
    "MARTA  BELL",
    "M\u{430}rta Bell",
    "Мarta Веll",
    "Marta\u{200B} Bell",
    "Mártà Bell",
    "✓ Marta Bell",
    "Marta Bell (Owner)",
    "Ines Roth",
    "lnes R\u{43E}th",
    "Otto Kern",
    "0tto Kern",
];

fn member(name: &str, role: Role) -> Member {
    Member { site: "bakery".into(), person: format!("id of {name}"), name: name.into(), role, thread: None }
}

/// A bakery whose owner is Marta Bell. Ines Roth is a host, and Otto Kern was one.
async fn bakery() -> Fixture {
    let fixture = Fixture::open().await;
    let now = fixture.clock.now();
    for (name, role) in [("Marta Bell", Role::Owner), ("Ines Roth", Role::Host), ("Otto Kern", Role::Host)] {
        fixture.app.storage.add_member(member(name, role), now).await.unwrap();
    }
    let change = SiteChange { team: Some(vec!["Otto Kern".into()]), ..SiteChange::default() };
    fixture.set(change).await;
    let left = MemberChange { member: member("Otto Kern", Role::Host), to: None, by: "id of Marta Bell".into(), now };
    fixture.app.storage.change_member(left).await.unwrap();
    fixture
}

#[tokio::test]
async fn no_name_of_the_team_can_be_taken_by_a_comment_a_reply_or_a_plain_form() {
    let fixture = bakery().await;
    let opening = fixture.visitor("Ben").posts(RYE, "How sour is it?").await;
    let client = reqwest::Client::new();
    for name in TAKEN {
        let visitor = fixture.visitor(name);
        let mut reply = visitor.words(RYE, "I speak for the house");
        for parent in [None, Some(opening.comment.id)] {
            reply["parent"] = json!(parent);
            let refused = visitor.sends(Method::POST, "comments", &key(), reply.clone()).await;
            assert_eq!(problem(refused, 422).await.code, ErrorCode::NameTaken, "{name}");
        }
        let form = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("page", RYE), ("name", name), ("body", "I speak for the house")])
            .finish();
        let form = client.post(format!("{}/c/bakery", fixture.address)).header("origin", &fixture.address).body(form);
        let form = form.header("content-type", "application/x-www-form-urlencoded").send().await.unwrap();
        assert_eq!(form.status(), StatusCode::UNPROCESSABLE_ENTITY, "{name}");
    }
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 1);
    let free = fixture.guest_of_the_cafe("Marta Bell").posts("https://cafe.example/tea", "another site").await;
    assert_eq!(free.comment.author.unwrap().name, "Marta Bell");
}

#[tokio::test]
async fn an_edit_changes_no_name() {
    let fixture = bakery().await;
    let ben = fixture.visitor("Ben");
    let posted = ben.posts(RYE, "How sour is it?").await;
    let edit = json!({ "version": 1, "body": "I speak for the house", "name": "Marta Bell" });
    let refused = ben.sends(Method::PATCH, &format!("comments/{}", posted.comment.id), &key(), edit).await;
    assert_eq!(problem(refused, 422).await.code, ErrorCode::Malformed);
    let edited = ben.edits(&posted, 1, "How sour?").await.json::<porch_protocol::CommentPosted>().await.unwrap();
    assert_eq!(edited.comment.author.unwrap().name, "Ben");
}

#[tokio::test]
async fn nobody_gives_themselves_the_mark_of_confirmed_people() {
    let fixture = bakery().await;
    for name in ["Ben ✓", "Ben ✔\u{FE0F}", "✅ Ben", "☑Ben"] {
        let posted = fixture.visitor(name).posts(RYE, &format!("words of {name}")).await;
        let author = posted.comment.author.unwrap();
        assert_eq!((author.name.as_str(), author.confirmed), ("Ben", false), "{name}");
    }
    let refused = fixture.visitor("✓").is_refused("only a sign", 422).await;
    assert_eq!(refused.code, ErrorCode::NameEmpty);
}
