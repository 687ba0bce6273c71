//! What goes out: webhooks, spam services, mails to the owner, and the messages that wait.

use porch_protocol::{CommentId, DecisionKind, DeliveryFailure, Status};
use porch_storage::Storage;
use porch_storage::external_checks::{ExternalCheck, ExternalCheckKey, ExternalCheckKind};
use porch_storage::outbox::{Channel, DeliveryResult, EndedAttempt, Follower, FollowerLag, NewMessage};
use porch_storage::owner_mail::OwnerMailChange;
use porch_storage::posts::PostJob;
use porch_storage::sites::SiteChange;
use porch_storage::webhooks::{Health, MOST_WEBHOOKS, Pause, Shape, Webhook, WebhookAdded};
use uuid::Uuid;

use super::super::databases::databases;
use super::super::{job, post};
use super::{LATER, NOW, decide};

fn webhook(id: &str) -> Webhook {
    Webhook {
        site: "bakery".into(),
        id: id.into(),
        url: "https://hooks.example".into(),
        shape: Shape::Standard,
        events: vec!["comment.held".into()],
        secret: "whsec_x".into(),
        old_secret: None,
        since_seq: 0,
        failing_since: None,
        paused: None,
        tried: None,
    }
}

fn queued(channel: Channel, target: &str) -> NewMessage {
    NewMessage { id: Uuid::now_v7(), channel, target: target.into(), payload: "{}".into() }
}

async fn lag(storage: &Storage, follower: Follower) -> FollowerLag {
    storage.behind(follower).await.unwrap().swap_remove(0)
}

#[tokio::test]
async fn a_site_has_so_many_webhooks_however_many_are_added_at_once() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let added = (0..MOST_WEBHOOKS + 5).map(|n| storage.add_webhook(webhook(&format!("w{n}")), "marta".into(), NOW));
        let added = futures_util::future::join_all(added).await;
        let full = added.iter().filter(|added| matches!(added, Ok(WebhookAdded::Full))).count();
        assert_eq!((full, storage.webhooks("bakery").await.unwrap().len()), (5, MOST_WEBHOOKS as usize));
        let nowhere = Webhook { site: "nowhere".into(), ..webhook("w") };
        assert_eq!(storage.add_webhook(nowhere, "marta".into(), NOW).await.unwrap(), WebhookAdded::NoSite);
    }
}

#[tokio::test]
async fn messages_to_webhooks_are_stored_with_the_place_in_the_log() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        assert_eq!(storage.add_webhook(webhook("w1"), "marta".into(), NOW).await.unwrap(), WebhookAdded::Done);
        let behind = lag(&storage, Follower::Webhooks).await;
        let new = vec![queued(Channel::Webhook, "w1"), queued(Channel::Webhook, "w1")];
        storage.queue_webhook_messages(behind.clone(), behind.last_seq, new.clone(), NOW).await.unwrap();
        storage.queue_webhook_messages(behind, 99, new, NOW).await.unwrap();
        assert!(storage.behind(Follower::Webhooks).await.unwrap().is_empty());
        assert_eq!(storage.pending_by_webhook("bakery").await.unwrap()["w1"], 2, "the second time came too late");

        let due = storage.due(NOW).await.unwrap();
        assert_eq!(due.len(), 1, "one at a time for each receiver");
        let again = DeliveryResult::Again(LATER, "busy".into());
        let fails = (webhook("w1"), Health::Fails, Some(DeliveryFailure::Status { status: 503 }));
        storage.settle_webhook(due[0].id.clone(), again, fails, vec![queued(Channel::Mail, "m")], NOW).await.unwrap();
        let stored = storage.webhook("bakery", "w1").await.unwrap().unwrap();
        assert_eq!(
            (stored.failing_since, stored.tried),
            (Some(NOW), Some((NOW, Some(DeliveryFailure::Status { status: 503 }))))
        );
        let next = storage.due(NOW).await.unwrap();
        assert!(next.iter().any(|one| one.channel == Channel::Mail) && next.iter().all(|one| one.id != due[0].id));
        let given_up = DeliveryResult::GaveUp("gone".into());
        let paused = (webhook("w1"), Health::Paused(Pause::Gone), Some(DeliveryFailure::Gone));
        storage.settle_webhook(due[0].id.clone(), given_up, paused, Vec::new(), NOW).await.unwrap();
        assert_eq!(storage.webhook("bakery", "w1").await.unwrap().unwrap().paused, Some(Pause::Gone));
        storage.record_test("w1".into(), None, LATER).await.unwrap();
        let works = storage.webhook("bakery", "w1").await.unwrap().unwrap();
        assert_eq!((works.paused, works.failing_since, works.tried), (None, None, Some((LATER, None))));
    }
}

#[tokio::test]
async fn a_settled_message_is_forgotten_after_a_while() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let judge = ExternalCheck {
            site: "bakery".into(),
            kind: ExternalCheckKind::Akismet,
            url: "https://judge.example".into(),
            key: ExternalCheckKey("secret".into()),
            model: None,
        };
        assert!(storage.add_external_check(judge.clone(), "marta".into(), NOW).await.unwrap());
        assert_eq!(storage.external_checks().await.unwrap()["bakery"], [judge]);
        let behind = lag(&storage, Follower::ExternalChecks).await;
        let new = vec![queued(Channel::ExternalCheck, "akismet"), queued(Channel::ExternalCheck, "other")];
        storage.queue_external_check_feedback(behind.clone(), behind.last_seq, new, (NOW, LATER)).await.unwrap();
        assert!(storage.due(NOW).await.unwrap().is_empty(), "not yet");
        let due = storage.due(LATER).await.unwrap();
        assert_eq!(due.len(), 2);
        let ended = |place: usize, result| EndedAttempt { message: due[place].id.clone(), result, at: LATER };
        let results = vec![ended(0, DeliveryResult::Done), ended(1, DeliveryResult::GaveUp("refused".into()))];
        storage.store_results(results).await.unwrap();
        let unsettled = storage.pending_and_failed(10).await.unwrap();
        assert_eq!(unsettled.len(), 1);
        assert_eq!((unsettled[0].gave_up_at, unsettled[0].last_error.as_deref()), (Some(LATER), Some("refused")));
        assert_eq!(storage.delete_settled(LATER).await.unwrap(), 0);
        assert_eq!(storage.delete_settled(LATER.plus(1)).await.unwrap(), 2);
        assert!(
            storage
                .remove_external_check("bakery".into(), ExternalCheckKind::Akismet, "marta".into(), NOW)
                .await
                .unwrap()
        );
        assert!(storage.external_checks().await.unwrap().is_empty());
    }
}

async fn held(storage: &Storage, words: &str) -> CommentId {
    post(storage, PostJob { status: Status::Held, ..job("bakery", "rye", words) }).await.id
}

#[tokio::test]
async fn the_owner_gets_one_mail_about_each_comment_that_waits() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let addresses = vec!["marta@bakery.example".to_owned(), "ines@bakery.example".to_owned()];
        let owner = OwnerMailChange {
            addresses: Some(addresses),
            new_language: Some("de".into()),
            enabled: Some(true),
            ..OwnerMailChange::default()
        };
        let change = SiteChange { owner: Some(owner), ..SiteChange::default() };
        assert!(storage.set_site("bakery".into(), change, NOW).await.unwrap());
        let (first, second) = (held(&storage, "first").await, held(&storage, "second").await);
        let behind = lag(&storage, Follower::Mail).await;
        storage.add_owner_mail_items(behind.clone(), behind.last_seq, vec![first, second], NOW).await.unwrap();
        decide(&storage, second, DecisionKind::Approve, Status::Published).await;
        let waits = |notices: &[porch_storage::owner_mail::OwnerMailItem]| {
            notices.iter().map(|notice| (notice.comment, notice.waits)).collect::<Vec<_>>()
        };
        let untold = storage.unmailed_items("bakery", 10).await.unwrap();
        assert_eq!(waits(&untold), [(first, true), (second, false)]);
        assert_eq!(waits(&storage.owner_mail_items("bakery", &[second]).await.unwrap()), [(second, false)]);
        let owner = storage.owners_to_mail(LATER).await.unwrap().swap_remove(0);
        assert_eq!(storage.owner_mail("bakery").await.unwrap().as_ref(), Some(&owner));
        assert_eq!(owner.languages["ines@bakery.example"], "de");
        let mails = vec![queued(Channel::Mail, "marta@bakery.example")];
        storage.queue_owner_mail(owner, vec![first, second], mails, LATER).await.unwrap();
        assert!(storage.unmailed_items("bakery", 10).await.unwrap().is_empty());
        assert!(storage.owners_to_mail(LATER).await.unwrap().is_empty());
        for address in ["ines@bakery.example", "marta@bakery.example"] {
            storage.end_owner_mail("bakery".into(), address.into(), LATER).await.unwrap();
        }
        let ended = storage.owner_mail("bakery").await.unwrap().unwrap();
        assert!(ended.addresses.is_empty(), "{ended:?}");
    }
}
