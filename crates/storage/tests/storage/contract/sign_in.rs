//! Visitors who sign in with an account that they have somewhere else, and the keys that check the tokens for it.

use std::collections::HashMap;

use porch_domain::sso::{KeyAlgorithm, KeyState, RETIRING_LIFE};
use porch_protocol::people::BanKind;
use porch_protocol::{CommentId, Timestamp};
use porch_storage::Storage;
use porch_storage::identities::{Account, AccountSignIn, AccountSignedIn, SITE_PROVIDER, UsedAccount, UsedToken};
use porch_storage::outbox::Follower;
use porch_storage::posts::PostJob;
use porch_storage::rules::Ban;
use porch_storage::sso_keys::{KeyBytes, NewSsoKey, SsoKey, SsoKeyAdded, SsoKeyChange};
use porch_storage::visitor_mail::StatedMail;
use porch_storage::visitor_sessions::GuestSession;
use uuid::Uuid;

use super::super::databases::databases;
use super::super::{job, post};
use super::NOW;
use super::visitors::{change, confirmed};

pub(crate) fn key(id: &str, now: Timestamp) -> NewSsoKey {
    NewSsoKey {
        site: "bakery".into(),
        id: id.into(),
        algorithm: KeyAlgorithm::Hs256,
        key: KeyBytes(id.as_bytes().to_vec()),
        by: "marta".into(),
        now,
    }
}

pub(crate) fn key_change(id: &str, to: Option<KeyState>, now: Timestamp) -> SsoKeyChange {
    SsoKeyChange { site: "bakery".into(), id: id.into(), to, by: "marta".into(), now }
}

fn account(subject: &str) -> Account {
    Account { provider: "sso".into(), issuer: "https://bakery.example".into(), subject: subject.into() }
}

fn sign_in((old, new): (&str, &str), subject: &str) -> AccountSignIn {
    AccountSignIn { change: change(old, new, NOW), account: account(subject), name: None, mail: None }
}

async fn sign_in_with(storage: &Storage, sign_in: AccountSignIn) -> AccountSignedIn {
    let token = UsedToken { hash: Uuid::new_v4().to_string(), expires_at: NOW.plus(1) };
    storage.sign_in_with_token(sign_in, token).await.unwrap().unwrap()
}

/// The guest signs in with an account there that has their name, and is another guest from then on.
pub(crate) async fn account_of(storage: &Storage, (old, new): (&str, &str), provider: &str) {
    let account = Account { provider: provider.into(), ..account(old) };
    sign_in_with(storage, AccountSignIn { account, ..sign_in((old, new), old) }).await;
}

fn signed_in(person: &str, known: bool, merged: u32) -> AccountSignedIn {
    AccountSignedIn { person: person.into(), known, merged }
}

async fn author(storage: &Storage, comment: CommentId) -> String {
    storage.comment("bakery", comment).await.unwrap().unwrap().person
}

async fn posts(storage: &Storage, person: &str) -> CommentId {
    post(storage, PostJob { person: person.into(), ..job("bakery", "rye", "words") }).await.id
}

fn mail(address: &str) -> StatedMail {
    let address_key = format!("key of {address}");
    StatedMail { address: address.into(), address_key, language: "en".into() }
}

#[tokio::test]
async fn a_site_has_up_to_three_keys_of_which_one_is_current() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let add = async |id: &str, now| storage.add_sso_key(key(id, now)).await.unwrap();
        let set = async |id: &str, to, now| storage.change_sso_key(key_change(id, to, now)).await.unwrap();
        let states = async || {
            let keys = storage.sso_keys("bakery").await.unwrap();
            keys.into_iter().map(|key| (key.id, key.state, key.retires_at)).collect::<Vec<_>>()
        };
        assert_eq!(add("a", NOW).await, SsoKeyAdded::Done(KeyState::Current));
        let stored = SsoKey {
            id: "a".into(),
            algorithm: KeyAlgorithm::Hs256,
            key: KeyBytes(b"a".to_vec()),
            state: KeyState::Current,
            retires_at: None,
        };
        assert_eq!(storage.sso_keys("bakery").await.unwrap(), [stored]);
        assert_eq!(add("a", NOW).await, SsoKeyAdded::Taken);
        assert_eq!(add("b", NOW.plus(1)).await, SsoKeyAdded::Done(KeyState::Next));
        assert_eq!(add("c", NOW.plus(2)).await, SsoKeyAdded::Done(KeyState::Next));
        assert_eq!(add("d", NOW.plus(3)).await, SsoKeyAdded::Full);
        let elsewhere = NewSsoKey { site: "nowhere".into(), ..key("a", NOW) };
        assert_eq!(storage.add_sso_key(elsewhere).await.unwrap(), SsoKeyAdded::NoSite);
        assert!(storage.sso_keys("cafe").await.unwrap().is_empty());

        assert!(set("b", Some(KeyState::Current), NOW).await);
        let retires_at = Some(NOW.plus(RETIRING_LIFE));
        let rotated = [
            ("a".to_owned(), KeyState::Retiring, retires_at),
            ("b".to_owned(), KeyState::Current, None),
            ("c".to_owned(), KeyState::Next, None),
        ];
        assert_eq!(states().await, rotated);
        assert_eq!(
            add("d", NOW.plus(RETIRING_LIFE)).await,
            SsoKeyAdded::Done(KeyState::Next),
            "a is of no use any more"
        );
        assert!(!set("a", Some(KeyState::Current), NOW).await);
        assert!(set("c", None, NOW).await);
        assert!(!set("c", None, NOW).await);
        assert_eq!(states().await.len(), 2);
    }
}

#[tokio::test]
async fn an_account_is_its_guests_and_brings_what_others_wrote_in_another_browser() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let named = AccountSignIn { name: Some("Ada".into()), ..sign_in(("ada", "ada2"), "7") };
        assert_eq!(sign_in_with(&storage, named).await, signed_in("ada", false, 0));
        let session = |person: &str| GuestSession::Active {
            person: person.into(),
            since: NOW,
            seen_at: NOW,
            signed_in: true,
            replaces_other: false,
        };
        assert_eq!(storage.guest_session("bakery", "ada2").await.unwrap(), session("ada"));
        assert_eq!(storage.guest_session("bakery", "ada").await.unwrap(), GuestSession::Ended);
        let used = UsedAccount { account: account("7"), name: Some("Ada".into()), since: NOW };
        assert_eq!(storage.accounts_of("bakery", "ada").await.unwrap(), [used]);
        let providers = storage.providers_of("bakery", &["ada", "nobody"]).await.unwrap();
        assert_eq!(providers, HashMap::from([("ada".to_owned(), vec![SITE_PROVIDER.to_owned()])]));
        assert_eq!(storage.stated_name("bakery", "ada").await.unwrap().as_deref(), Some("Ada"));
        assert_eq!(storage.stated_name("cafe", "ada").await.unwrap(), None);

        let words = posts(&storage, "guest").await;
        assert_eq!(sign_in_with(&storage, sign_in(("guest", "guest2"), "7")).await, signed_in("ada", true, 1));
        assert_eq!(author(&storage, words).await, "ada");
        assert_eq!(storage.stated_name("bakery", "ada").await.unwrap(), None, "none is stated any more");
        let other =
            AccountSignIn { account: Account { issuer: "other".into(), ..account("7") }, ..sign_in(("b", "b2"), "7") };
        assert_eq!(sign_in_with(&storage, other).await.person, "b", "another issuer's account of the same name");
        let other = AccountSignIn {
            account: Account { provider: "example".into(), ..account("7") },
            ..sign_in(("c", "c2"), "7")
        };
        assert_eq!(sign_in_with(&storage, other).await.person, "c", "another provider's");
    }
}

#[tokio::test]
async fn an_account_joins_nobody_who_has_confirmed_something_else() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        confirmed(&storage, ("ada", "ada2"), "ada@a.example", NOW).await;
        let words = posts(&storage, "ada").await;
        let stated = AccountSignIn { mail: Some(mail("ada@a.example")), ..sign_in(("ada2", "ada3"), "7") };
        assert_eq!(sign_in_with(&storage, stated).await, signed_in("ada3", false, 0), "a person of its own");
        assert_eq!(author(&storage, words).await, "ada");
        assert_eq!(storage.visitor_mail("bakery", "ada3").await.unwrap().unwrap().address, "ada@a.example");
        // The address signs in as whoever typed its code, and an account's person is not merged into them.
        let more = posts(&storage, "ada3").await;
        let result = confirmed(&storage, ("ada3", "ada4"), "ada@a.example", NOW).await;
        assert_eq!((result.person.as_str(), result.merged), ("ada", 0));
        assert_eq!(author(&storage, more).await, "ada3");
        // Nor into another account's.
        assert_eq!(sign_in_with(&storage, sign_in(("ben", "ben2"), "8")).await.person, "ben");
        let words = posts(&storage, "ben").await;
        assert_eq!(sign_in_with(&storage, sign_in(("ben2", "ben3"), "7")).await, signed_in("ada3", true, 0));
        assert_eq!(author(&storage, words).await, "ben");

        let ban = Ban {
            kind: BanKind::Person,
            who: "troll".into(),
            until: None,
            reason: "Insults".into(),
            by: "marta".into(),
            at: NOW,
        };
        assert!(storage.add_ban("bakery".into(), ban).await.unwrap());
        let insult = posts(&storage, "troll").await;
        assert_eq!(sign_in_with(&storage, sign_in(("troll", "troll2"), "7")).await, signed_in("ada3", true, 0));
        assert_eq!(author(&storage, insult).await, "troll");
    }
}

#[tokio::test]
async fn a_stated_address_follows_the_account_and_is_not_replaced_by_one_that_is_confirmed_in_its_browser() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let states = async |cookies, address: &str| {
            sign_in_with(&storage, AccountSignIn { mail: Some(mail(address)), ..sign_in(cookies, "7") }).await;
            storage.visitor_mail("bakery", "ada").await.unwrap().unwrap().address
        };
        assert_eq!(states(("ada", "a2"), "old@a.example").await, "old@a.example");
        assert_eq!(states(("a2", "a3"), "new@a.example").await, "new@a.example");
        sign_in_with(&storage, sign_in(("a3", "a4"), "7")).await;
        assert!(storage.visitor_mail("bakery", "ada").await.unwrap().is_some(), "nothing is stated, nothing changes");
        let other = confirmed(&storage, ("ben", "ben2"), "new@a.example", NOW).await;
        assert_eq!((other.person.as_str(), other.known), ("ben", false), "a stated address signs nobody in");
        let other = confirmed(&storage, ("a4", "a5"), "own@a.example", NOW).await;
        assert_eq!(
            (other.person.as_str(), other.known),
            ("a5", false),
            "by another address somebody is another person"
        );
        assert_eq!(states(("a5", "a6"), "site@a.example").await, "site@a.example");
    }
}

#[tokio::test]
async fn replies_are_noted_from_the_first_stated_address_on() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let behind = async || storage.behind(Follower::Replies).await.unwrap().len();
        sign_in_with(&storage, sign_in(("ada", "ada2"), "7")).await;
        posts(&storage, "ben").await;
        assert_eq!(behind().await, 0, "there is nobody to whom they could be mailed");
        let stated = AccountSignIn { mail: Some(mail("ada@a.example")), ..sign_in(("ada2", "ada3"), "7") };
        sign_in_with(&storage, stated).await;
        assert_eq!(behind().await, 0, "nothing was published since");
        posts(&storage, "ben").await;
        assert_eq!(behind().await, 1);
    }
}

#[tokio::test]
async fn a_token_counts_once_on_a_site_until_it_is_too_old() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let token = || UsedToken { hash: "t".into(), expires_at: NOW.plus(10) };
        let tries = async |old: &str, new: &str| {
            storage.sign_in_with_token(sign_in((old, new), "7"), token()).await.unwrap().is_some()
        };
        assert!(tries("a", "a2").await);
        assert!(!tries("b", "b2").await, "it was used");
        assert_eq!(storage.guest_session("bakery", "b").await.unwrap(), GuestSession::Unknown, "nothing has changed");
        let mut elsewhere = sign_in(("a", "a2"), "7");
        elsewhere.change.site = "cafe".into();
        assert!(storage.sign_in_with_token(elsewhere, token()).await.unwrap().is_some(), "another site's");
        assert_eq!(storage.forget_old_sso_tokens(NOW.plus(9)).await.unwrap(), 0);
        assert_eq!(storage.forget_old_sso_tokens(NOW.plus(10)).await.unwrap(), 2);
    }
}
