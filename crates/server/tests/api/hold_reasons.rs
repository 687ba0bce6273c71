//! Why a comment waits: its row, what stands beside it and the filter name the same reason.

use porch_protocol::Role;
use porch_protocol::held::HoldReason;
use porch_protocol::team_api::{ReviewItem, ReviewQueue};

use crate::attacks::changed;
use crate::fixture::RYE;
use crate::limits::easy;
use crate::review::Host;

/// The word of the filter under which a card must be found: by the one reason that its row shows.
fn word(card: &ReviewItem) -> String {
    let wrote_before = !card.earlier.counts.is_empty();
    match card.reasons[0] {
        HoldReason::Reported => "reports".into(),
        HoldReason::EditedAsAsked | HoldReason::EditedAfterDecline => "edited".into(),
        HoldReason::FirstComment if wrote_before => "none_published".into(),
        one => serde_json::to_value(one).unwrap().as_str().unwrap().to_owned(),
    }
}

#[tokio::test]
async fn a_comment_is_filtered_by_the_most_telling_of_its_reasons_which_its_card_names_first() {
    let fixture = easy().await;
    for (number, name) in ["Amira", "Ben", "Noor", "Sam", "Tove", "Nele"].into_iter().enumerate() {
        fixture.visitor(name).posts(RYE, &format!("These are the words of number {number}, and of nobody else")).await;
        fixture.pass(1);
    }
    // The reason that counted when each came, and what else spoke against it.
    let held = "update comments set status = 'held', hold = case name
          when 'Amira' then 'first_comment' when 'Ben' then 'too_fast' when 'Noor' then 'links' when 'Sam' then 'reported'
          when 'Tove' then 'resent' end,
        arrived = case name
          when 'Amira' then json_object('opened', null, 'also', json_array('links', 'spam'))
          when 'Ben' then json_object('opened', 40, 'also', json_array('first_comment'))
          when 'Sam' then json_object('opened', 40, 'also', json_array('spam'))
          when 'Tove' then json_object('opened', 40, 'also', json_array('network')) end
        where $1 > 0";
    let fixture = changed(fixture, held, 1).await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let asks = async |query: &str| marta.reads::<ReviewQueue>(&format!("to-read?{query}")).await;
    let all = asks("choices=true").await;
    let told = |name: &str| {
        let card = all.cards.iter().find(|card| card.comment.author.as_ref().unwrap().name == name).unwrap();
        (card.reasons[0], card.reasons.len(), word(card))
    };
    assert_eq!(told("Amira"), (HoldReason::Spam, 3, "spam".into()));
    assert_eq!(told("Ben"), (HoldReason::TooFast, 2, "too_fast".into()));
    assert_eq!(told("Sam"), (HoldReason::Reported, 2, "reports".into()));
    assert_eq!(told("Tove"), (HoldReason::Edited, 2, "edited".into()));
    assert_eq!(told("Nele"), (HoldReason::NotReviewed, 1, "not_reviewed".into()));
    // Every filter that is offered has what it names, all of it and nothing else, and they have everything together.
    let mut found = 0;
    let choices = all.choices.unwrap();
    for reason in &choices.reasons {
        let some = asks(&format!("reason={reason}")).await;
        assert!(some.cards.iter().all(|card| word(card) == *reason), "{reason}");
        assert_eq!(some.cards.len(), all.cards.iter().filter(|card| word(card) == *reason).count(), "{reason}");
        assert_eq!(usize::try_from(some.fitting).unwrap(), some.cards.len());
        found += some.cards.len();
    }
    assert_eq!((found, all.total), (6, 6), "{choices:?}");
    assert_eq!(asks("reason=reported").await.fitting, 1, "by either word");
}
