//! Sign-ins with an identity provider that are under way: what is stored when, and who may redeem.

use porch_protocol::Timestamp;
use porch_storage::Storage;
use porch_storage::identities::{Account, UsedAccount};
use porch_storage::sign_ins::{NewSignIn, PendingSignIn, ProviderAnswer, Redeemed, RedeemedSignIn};
use porch_storage::visitor_mail::StatedMail;
use uuid::Uuid;

use super::super::databases::databases;
use super::visitors::change;
use super::{LATER, NOW};

fn new(challenge: &str) -> NewSignIn {
    NewSignIn {
        site: "bakery".into(),
        challenge: challenge.into(),
        token_hash: format!("window of {challenge}"),
        provider: "club".into(),
        origin: "https://bakery.example".into(),
        guest: "ada".into(),
        expires_at: LATER,
    }
}

fn key(challenge: &str) -> (String, String) {
    ("bakery".into(), format!("window of {challenge}"))
}

fn answer(subject: &str) -> ProviderAnswer {
    let mail = StatedMail { address: "a@a.example".into(), address_key: "key".into(), language: "de".into() };
    ProviderAnswer {
        issuer: "https://id.example".into(),
        subject: subject.into(),
        name: Some("Ada".into()),
        mail: Some(mail),
    }
}

fn redeemed(challenge: &str, code: Option<&str>, now: Timestamp) -> RedeemedSignIn {
    RedeemedSignIn {
        change: change("ada", &Uuid::new_v4().to_string(), now),
        challenge: challenge.into(),
        origin: "https://bakery.example".into(),
        code_hash: code.map(str::to_owned),
    }
}

async fn redeem(storage: &Storage, challenge: &str, code: Option<&str>) -> Redeemed {
    storage.redeem_sign_in(redeemed(challenge, code, NOW)).await.unwrap()
}

/// A sign-in that its provider has answered.
async fn answered(storage: &Storage, challenge: &str) {
    assert!(storage.begin_sign_in(new(challenge)).await.unwrap());
    assert!(storage.claim_sign_in(key(challenge), NOW).await.unwrap());
    assert!(storage.answer_sign_in(key(challenge), answer(challenge), NOW).await.unwrap());
}

#[tokio::test]
async fn a_sign_in_is_answered_once_and_redeemed_once_when_it_is_approved() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        assert!(storage.begin_sign_in(new("c")).await.unwrap());
        assert!(!storage.begin_sign_in(new("c")).await.unwrap(), "its secret was used");
        let pending = |answered, approved| {
            let (site, provider, origin) = ("bakery".into(), "club".into(), "https://bakery.example".into());
            Some(PendingSignIn { site, provider, origin, answered, approved })
        };
        let stored = async |now| storage.pending_sign_in("window of c", now).await.unwrap();
        assert_eq!(stored(NOW).await, pending(false, false));
        assert_eq!(stored(LATER).await, None, "it has expired");
        assert_eq!(storage.sign_in_of("bakery", "c", NOW).await.unwrap(), pending(false, false));
        assert_eq!(storage.sign_in_of("cafe", "c", NOW).await.unwrap(), None);
        assert_eq!(redeem(&storage, "c", None).await, Redeemed::Pending);
        assert!(!storage.approve_sign_in(key("c"), NOW).await.unwrap(), "nobody has signed in there");
        assert!(!storage.answer_sign_in(key("c"), answer("7"), NOW).await.unwrap(), "the window has not come back");
        assert!(storage.claim_sign_in(key("c"), NOW).await.unwrap());
        assert!(!storage.claim_sign_in(key("c"), NOW).await.unwrap(), "once");
        assert!(storage.answer_sign_in(key("c"), answer("7"), NOW).await.unwrap());
        assert!(!storage.answer_sign_in(key("c"), answer("8"), NOW).await.unwrap(), "once");
        assert_eq!(stored(NOW).await, pending(true, false));
        assert_eq!(redeem(&storage, "c", None).await, Redeemed::Pending);
        assert!(storage.approve_sign_in(key("c"), NOW).await.unwrap());
        assert_eq!(stored(NOW).await, pending(true, true));

        let elsewhere = RedeemedSignIn { origin: "https://evil.example".into(), ..redeemed("c", None, NOW) };
        assert_eq!(storage.redeem_sign_in(elsewhere).await.unwrap(), Redeemed::Refused);
        let change = change("eve", &Uuid::new_v4().to_string(), NOW);
        let other_browser = RedeemedSignIn { change, ..redeemed("c", None, NOW) };
        assert_eq!(storage.redeem_sign_in(other_browser).await.unwrap(), Redeemed::Refused);
        assert_eq!(storage.redeem_sign_in(redeemed("c", None, LATER)).await.unwrap(), Redeemed::Refused);
        let Redeemed::SignedIn(signed_in, name) = redeem(&storage, "c", None).await else { panic!("it is refused") };
        assert_eq!((signed_in.person.as_str(), name.as_deref()), ("ada", Some("Ada")));
        let (issuer, subject) = ("https://id.example".into(), "7".into());
        let account = Account { provider: "club".into(), issuer, subject };
        let accounts = storage.accounts_of("bakery", "ada").await.unwrap();
        assert_eq!(accounts, [UsedAccount { account, name: Some("Ada".into()), since: NOW }]);
        assert_eq!(storage.visitor_mail("bakery", "ada").await.unwrap().unwrap().language, "de");
        assert_eq!(redeem(&storage, "c", None).await, Redeemed::Refused, "once");
    }
}

#[tokio::test]
async fn a_code_is_needed_once_it_is_shown_and_few_wrong_ones_count() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let shows = async |challenge: &str| storage.set_sign_in_code(key(challenge), "code".into(), NOW).await.unwrap();
        assert!(storage.begin_sign_in(new("a")).await.unwrap());
        assert!(!shows("a").await, "nobody has signed in there");
        answered(&storage, "b").await;
        assert!(shows("b").await);
        assert_eq!(redeem(&storage, "b", None).await, Redeemed::Refused);
        for _ in 0..4 {
            assert_eq!(redeem(&storage, "b", Some("wrong")).await, Redeemed::Refused);
        }
        assert!(matches!(redeem(&storage, "b", Some("code")).await, Redeemed::SignedIn(..)));
        answered(&storage, "c").await;
        assert!(shows("c").await);
        for _ in 0..5 {
            assert_eq!(redeem(&storage, "c", Some("wrong")).await, Redeemed::Refused);
        }
        assert_eq!(redeem(&storage, "c", Some("code")).await, Redeemed::Refused, "after five wrong ones");
        assert!(storage.approve_sign_in(key("c"), NOW).await.unwrap());
        assert!(!shows("c").await, "no code is needed any more");
    }
}

#[tokio::test]
async fn a_sign_in_that_is_cancelled_or_too_old_is_gone() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        answered(&storage, "a").await;
        let (site, token) = key("a");
        storage.cancel_sign_in(site, token).await.unwrap();
        assert_eq!(storage.sign_in_of("bakery", "a", NOW).await.unwrap(), None);
        answered(&storage, "b").await;
        assert!(!storage.claim_sign_in(key("b"), LATER).await.unwrap());
        assert!(!storage.approve_sign_in(key("b"), LATER).await.unwrap());
        assert_eq!(storage.forget_old_sign_ins(LATER.plus(-1)).await.unwrap(), 0);
        assert_eq!(storage.forget_old_sign_ins(LATER).await.unwrap(), 1);
    }
}
