//! Who belongs to a team, and how they sign in.

use porch_protocol::Role;
use porch_storage::Storage;
use porch_storage::first_owner::NewOwner;
use porch_storage::passkeys::{Added, Entry, NewPasskey};
use porch_storage::sessions::{Invited, NewInvitation};
use porch_storage::sign_in_mail::NewMail;
use porch_storage::team::Member;
use uuid::Uuid;

use super::super::databases::databases;
use super::{LATER, NOW};

fn member(person: &str, name: &str, role: Role) -> Member {
    Member { site: "bakery".into(), person: person.into(), name: name.into(), role, thread: None }
}

/// Marta has begun the team.
async fn begun(storage: &Storage) -> Member {
    storage.make_begin_link("bakery".into(), "begin".into(), LATER).await.unwrap();
    let owner = NewOwner { person: "marta".into(), name: "Marta".into(), session: "s1".into() };
    storage.claim_ownership("begin".into(), owner, NOW).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_team_begins_with_a_link_that_counts_once() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        assert!(!storage.any_member_can_sign_in().await.unwrap() && !storage.any_member_has_passkey().await.unwrap());
        storage.make_begin_link("bakery".into(), "begin".into(), LATER).await.unwrap();
        assert_eq!(storage.link_is_for("begin", NOW).await.unwrap(), Some(("bakery".into(), None)));
        assert_eq!(storage.link_is_for("begin", LATER).await.unwrap(), None, "it has expired");
        let marta = begun(&storage).await;
        assert_eq!(marta, member("marta", "Marta", Role::Owner));
        assert_eq!(storage.link_is_for("begin", NOW).await.unwrap(), None, "it was used");
        assert!(storage.any_member_can_sign_in().await.unwrap());
        assert_eq!(storage.members("bakery").await.unwrap(), [marta]);
        assert!(storage.members("cafe").await.unwrap().is_empty());
        assert_eq!(storage.names_of_team("bakery").await.unwrap()["marta"], "Marta");
    }
}

#[tokio::test]
async fn sessions_are_known_by_their_hash_until_they_end() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let marta = begun(&storage).await;
        storage.seen("s1".into(), LATER).await.unwrap();
        storage.seen("s1".into(), NOW).await.unwrap();
        let session = storage.session("s1").await.unwrap().unwrap();
        assert_eq!((session.member, session.created_at, session.seen_at), (marta.clone(), NOW, LATER));
        assert_eq!(storage.colleagues("bakery", NOW).await.unwrap()[0].seen_at, Some(LATER), "it never goes back");
        storage.end_session("s1".into()).await.unwrap();
        assert!(storage.session("s1").await.unwrap().is_none());
        storage.invite("link".into(), &marta, LATER).await.unwrap();
        assert_eq!(storage.sign_in_with_link("link".into(), "s2".into(), NOW).await.unwrap(), Some(marta));
        assert_eq!(
            storage.sign_in_with_link("link".into(), "s3".into(), NOW).await.unwrap(),
            None,
            "a link counts once"
        );
        let year = porch_protocol::Timestamp(400 * 86_400 * porch_protocol::Timestamp::SECOND);
        assert!(storage.forget_old_sessions(year).await.unwrap() >= 1);
        assert!(storage.session("s2").await.unwrap().is_none());
    }
}

#[tokio::test]
async fn the_list_of_colleagues_has_the_latest_invitation() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        begun(&storage).await;
        let ines = member("ines", "Ines", Role::Moderator);
        let (hash, by) = ("a".to_owned(), "marta".to_owned());
        let new = NewInvitation { member: ines.clone(), hash, by, now: NOW, until: LATER };
        assert_eq!(storage.invite_member(new).await.unwrap(), Invited::Done);
        storage.invite("b".into(), &ines, LATER.plus(1)).await.unwrap();
        storage.invite("c".into(), &ines, LATER).await.unwrap();
        let invited = async |now| {
            let colleagues = storage.colleagues("bakery", now).await.unwrap();
            colleagues.into_iter().map(|one| (one.member.person, one.invited)).collect::<Vec<_>>()
        };
        let latest = Some(("operator".to_owned(), LATER.plus(1)));
        assert_eq!(invited(NOW).await, [("ines".into(), latest), ("marta".into(), None)]);
        assert_eq!(invited(LATER.plus(1)).await, [("ines".into(), None), ("marta".into(), None)], "all have expired");
    }
}

#[tokio::test]
async fn a_passkey_signs_in_and_a_ceremony_counts_once() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let marta = begun(&storage).await;
        let new = NewPasskey {
            member: marta.clone(),
            id: "p1".into(),
            credential_id: "c1".into(),
            credential: "{}".into(),
            name: "Key".into(),
        };
        assert_eq!(storage.add_passkey(new.clone(), NOW).await.unwrap(), Added::Done);
        assert_eq!(storage.add_passkey(new, NOW).await.unwrap(), Added::Refused, "it is there");
        assert!(storage.any_member_has_passkey().await.unwrap());
        let (passkey, of) = storage.passkey_of("c1").await.unwrap().unwrap();
        assert_eq!((passkey.name.as_str(), of), ("Key", marta.clone()));
        let entry = |session: &str, ceremony: &str| Entry {
            passkey: "p1".into(),
            member: marta.clone(),
            credential: "{\"used\":1}".into(),
            ceremony: (ceremony.into(), LATER),
            session: session.into(),
            now: NOW,
        };
        assert_eq!(storage.sign_in_with_passkey(entry("s2", "seal")).await.unwrap(), Some(marta.clone()));
        assert_eq!(storage.sign_in_with_passkey(entry("s3", "seal")).await.unwrap(), None, "a ceremony counts once");
        assert!(storage.session("s3").await.unwrap().is_none());
        assert_eq!(storage.sign_in_with_passkey(entry("s4", "another")).await.unwrap(), Some(marta.clone()));
        let stored = storage.passkeys(&marta).await.unwrap();
        assert_eq!((stored[0].credential.as_str(), stored[0].used_at), ("{\"used\":1}", Some(NOW)));
        let hours = LATER.plus(2 * 3_600 * porch_protocol::Timestamp::SECOND);
        assert_eq!(storage.forget_spent_proofs(hours).await.unwrap(), 2, "the two seals");
        assert!(storage.remove_passkey(marta, "p1".into(), NOW).await.unwrap());
        assert!(storage.passkey_of("c1").await.unwrap().is_none());
    }
}

#[tokio::test]
async fn an_address_for_sign_in_links_is_confirmed_first() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let marta = begun(&storage).await;
        let at = "marta@bakery.example";
        let who = || ("bakery".to_owned(), "marta".to_owned());
        let mail = NewMail { id: Uuid::now_v7(), payload: "{}".into() };
        storage.request_sign_in_mail(&marta, at.into(), mail, NOW).await.unwrap();
        let known = storage.sign_in_mail("bakery", "marta", NOW).await.unwrap();
        assert_eq!((known.address, known.unconfirmed.as_deref()), (None, Some(at)));
        assert!(storage.note_confirmation(who(), at.into(), ("yes".into(), LATER)).await.unwrap());
        assert!(!storage.note_confirmation(who(), "other@bakery.example".into(), ("no".into(), LATER)).await.unwrap());
        assert!(!storage.confirm_sign_in_mail(&marta, "yes".into(), LATER).await.unwrap(), "it has expired");
        assert!(storage.confirm_sign_in_mail(&marta, "yes".into(), NOW).await.unwrap());
        assert_eq!(storage.sign_in_mail("bakery", "marta", NOW).await.unwrap().address.as_deref(), Some(at));
        storage.queue_sign_in_mail(at.into(), "en", NOW).await.unwrap();
        storage.queue_sign_in_mail("nobody@bakery.example".into(), "en", NOW).await.unwrap();
        assert_eq!(storage.pending_and_failed(10).await.unwrap().len(), 2, "the confirmation and one link");
        assert!(storage.note_sign_in(who(), at.into(), ("link".into(), LATER)).await.unwrap());
        assert_eq!(storage.link_is_for("link", NOW).await.unwrap().unwrap().1.as_deref(), Some("Marta"));
        storage.end_sign_in_mail(&marta).await.unwrap();
        assert_eq!(storage.link_is_for("link", NOW).await.unwrap(), None, "its address is gone");
        assert!(!storage.note_sign_in(who(), at.into(), ("more".into(), LATER)).await.unwrap());
    }
}
