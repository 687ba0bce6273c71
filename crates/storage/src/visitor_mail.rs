//! The mail addresses of visitors. They are private: no query for strangers names them.

use porch_protocol::Timestamp;

use super::database;
use super::{Result, Storage};

/// The address of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitorMail {
    /// As mail is sent there.
    pub address: String,
    /// When it was confirmed; none for one that is not.
    pub confirmed_at: Option<Timestamp>,
    /// The language of mail to it, as a tag.
    pub language: String,
    /// Whether answers are mailed there.
    pub replies: bool,
}

impl Storage {
    /// Whether a person has confirmed who they are: only with what was confirmed may everything of theirs be erased.
    pub async fn has_identity(&self, site: &str, person: &str) -> Result<bool> {
        let row = database::query(
            "select 1 from visitor_mail where site_id = $1 and person_id = $2 and confirmed_at is not null",
        );
        Ok(row.bind(site).bind(person).fetch_optional(&self.readers).await?.is_some())
    }

    /// The address of a person of a site.
    pub async fn visitor_mail(&self, site: &str, person: &str) -> Result<Option<VisitorMail>> {
        let row = database::query(
            "select address, confirmed_at, language, replies from visitor_mail where site_id = $1 and person_id = $2",
        );
        let row = row.bind(site).bind(person).fetch_optional(&self.readers).await?;
        row.map(|row| {
            Ok(VisitorMail {
                address: row.try_get("address")?,
                confirmed_at: row.maybe_time("confirmed_at")?,
                language: row.try_get("language")?,
                replies: row.boolean("replies")?,
            })
        })
        .transpose()
    }
}
