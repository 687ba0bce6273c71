//! By what people of a list are known, for the team's list alone: what visitors confirmed is in no query for strangers.

use porch_protocol::people::PersonKind;

use super::identities::SITE_PROVIDER;
use super::visitor_mail::BY_CODE;

/// The condition that a person of the list is of a kind.
pub(super) fn of_kind(kind: PersonKind) -> String {
    let mail = format!(
        "exists (select 1 from visitor_mail m where m.site_id = p.site_id and m.person_id = p.id
           and m.confirmed_at is not null and m.source = '{BY_CODE}')"
    );
    let account = "select 1 from identities i where i.site_id = p.site_id and i.person_id = p.id";
    match kind {
        PersonKind::Guest => format!("t.role is null and not {mail} and not exists ({account})"),
        PersonKind::Mail => mail,
        PersonKind::Site => format!("exists ({account} and i.provider = '{SITE_PROVIDER}')"),
        PersonKind::Provider => format!("exists ({account} and i.provider <> '{SITE_PROVIDER}')"),
    }
}
