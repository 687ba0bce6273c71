//! The authors of a site: their list, and the names, counts and reports of one author.

use porch_protocol::people::{PersonKind, PersonLine, ReportLine, StatusCount};
use porch_protocol::{Role, Timestamp};

use super::comments::StoredComment;
use super::database::{self, Row};
use super::person_kind::of_kind;
use super::{Result, Storage};
use porch_domain::team::role_from_word;

/// Comments of a person that are counted at most.
const MAX_COUNTED: i64 = 10_000;
/// Names of a person that are returned at most, including the current one.
const MAX_NAMES: u32 = 6;

/// An author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorSummary {
    /// The current name.
    pub name: String,
    /// The role in the team, if any.
    pub role: Option<Role>,
    /// When they posted their first comment; none without one.
    pub since: Option<Timestamp>,
}

/// A selection of authors.
#[derive(Clone, Debug, Default)]
pub struct PeopleQuery {
    /// A part of the name.
    pub find: Option<String>,
    /// Whether the one who joined first comes first; otherwise the last one does.
    pub longest: bool,
    /// Only those with a ban.
    pub banned: bool,
    /// Only those of this kind. Whoever has confirmed several things is of several kinds.
    pub kind: Option<PersonKind>,
    /// Only those after this one: when they joined, and their id.
    pub after: Option<(Timestamp, String)>,
}

impl Storage {
    /// An author of a site; none for an unknown one, or one who was erased and has no name.
    pub async fn author(&self, site: &str, person: &str) -> Result<Option<AuthorSummary>> {
        let row = database::query(
            "select p.name, t.role,
               (select min(posted_at) from comments c where c.site_id = p.site_id and c.person_id = p.id) as since
             from people p left join team t on t.site_id = p.site_id and t.person_id = p.id and t.ended_at is null
             where p.site_id = $1 and p.id = $2 and p.name <> ''",
        );
        let row = row.bind(site).bind(person).fetch_optional(&self.readers).await?;
        row.map(|row| {
            Ok(AuthorSummary {
                name: row.try_get("name")?,
                role: role(&row)?,
                since: row.try_get::<Option<i64>>("since")?.map(Timestamp),
            })
        })
        .transpose()
    }

    /// The names on a person's comments, the latest first, at most six; and how many there are in all.
    pub async fn author_names(&self, site: &str, person: &str) -> Result<(Vec<String>, u32)> {
        let rows = database::query(
            "select name, count(*) over () as total from comments where site_id = $1 and person_id = $2
             group by name order by max(posted_at) desc limit $3",
        );
        let rows = rows.bind(site).bind(person).bind(MAX_NAMES).fetch_all(&self.readers).await?;
        let names = rows.iter().map(|row| row.try_get("name")).collect::<Result<_>>()?;
        Ok((names, rows.first().map_or(Ok(0), |row| row.count("total"))?))
    }

    /// The number of a person's comments by status: of all, or of those before one.
    pub async fn counts_of(
        &self,
        site: &str,
        person: &str,
        before: Option<&StoredComment>,
    ) -> Result<Vec<StatusCount>> {
        let rows = database::query(
            "select status, count(*) as number from
               (select status from comments where site_id = $1 and person_id = $2
                  and ($3 is null or (posted_at, id) < ($3, $4)) limit $5) counted
             group by status order by status",
        )
        .bind(site)
        .bind(person)
        .bind(before.map(|comment| comment.posted_at.0))
        .bind(before.map(|comment| comment.id.to_string()))
        .bind(MAX_COUNTED);
        let rows = rows.fetch_all(&self.readers).await?;
        rows.iter().map(|row| Ok(StatusCount { status: row.status("status")?, count: row.count("number")? })).collect()
    }

    /// The reports about a person's comments, the latest first; and how many reports that person made.
    pub async fn reports_about(&self, site: &str, person: &str, limit: u32) -> Result<(Vec<ReportLine>, u32)> {
        let rows = database::query(
            "select r.comment_id, r.reason, r.created_at, r.settled from comments c
             join reports r on r.site_id = c.site_id and r.comment_id = c.id
             where c.site_id = $1 and c.person_id = $2 order by r.created_at desc limit $3",
        );
        let rows = rows.bind(site).bind(person).bind(limit).fetch_all(&self.readers).await?;
        let seen = rows.iter().map(|row| {
            Ok(ReportLine {
                comment: row.comment_id("comment_id")?,
                reason: row.try_get("reason")?,
                at: row.time("created_at")?,
                settled: row.boolean("settled")?,
            })
        });
        let seen = seen.collect::<Result<_>>()?;
        let made = database::query("select count(*) as number from reports where site_id = $1 and person_id = $2");
        Ok((seen, made.bind(site).bind(person).fetch_one(&self.readers).await?.count("number")?))
    }

    /// The authors of a site, at most `limit` of them.
    pub async fn people(&self, site: &str, query: &PeopleQuery, now: Timestamp, limit: u32) -> Result<Vec<PersonLine>> {
        let (way, than) = if query.longest { ("asc", ">") } else { ("desc", "<") };
        let banned = "exists (select 1 from bans b where b.site_id = $1 and b.kind = 'person' and b.who = p.id
                 and (b.until is null or b.until > $2))";
        let kind = query.kind.map_or_else(|| "1 = 1".to_owned(), of_kind);
        let sql = format!(
            "select p.id, p.name, t.role, p.created_at,
               (select count(*) from comments c where c.site_id = $1 and c.person_id = p.id) as comments,
               (select max(posted_at) from comments c where c.site_id = $1 and c.person_id = p.id) as last,
               {banned} as banned
             from people p left join team t on t.site_id = p.site_id and t.person_id = p.id and t.ended_at is null
             where p.site_id = $1 and p.name <> ''
               and exists (select 1 from comments c where c.site_id = $1 and c.person_id = p.id)
               and ($3 is null or lower(p.name) like lower($3) escape '\\' or lower(p.name) like lower($4) escape '\\' or lower(p.name) like lower($5) escape '\\')
               and ($6 = 0 or {banned}) and {kind} and ($7 is null or (p.created_at, p.id) {than} ($7, $8))
             order by p.created_at {way}, p.id {way} limit $9"
        );
        let find = query.find.as_deref().map(part_of_name);
        let [typed, small, capital] = match find {
            Some(ways) => ways.map(Some),
            None => [None, None, None],
        };
        let rows = database::query(database::Composed(sql))
            .bind(site)
            .bind(now.0)
            .bind(typed)
            .bind(small)
            .bind(capital)
            .bind(i64::from(query.banned))
            .bind(query.after.as_ref().map(|(at, _)| at.0))
            .bind(query.after.as_ref().map(|(_, id)| id.as_str()))
            .bind(limit)
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(line).collect()
    }
}

/// The patterns for a part of a name or a title. SQLite folds case for ASCII letters only, so the usual variants of
/// other scripts are all matched.
pub(super) fn part_of_name(find: &str) -> [String; 3] {
    let small = find.to_lowercase();
    let mut letters = small.chars();
    let capital: String = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    [find, &small, &capital].map(|text| format!("%{}%", escaped(text)))
}

/// Escapes a text for a pattern. `SQLite` ends a pattern at NUL, and the rest of it, `%`, would match everything: NUL
/// is replaced by a noncharacter, which no text contains.
pub(super) fn escaped(text: &str) -> String {
    text.replace('\0', "\u{FFFF}").replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

fn role(row: &Row) -> Result<Option<Role>> {
    Ok(row.try_get::<Option<&str>>("role")?.and_then(role_from_word))
}

fn line(row: &Row) -> Result<PersonLine> {
    Ok(PersonLine {
        person: row.try_get("id")?,
        name: row.try_get("name")?,
        role: role(row)?,
        since: row.time("created_at")?,
        last: row.time("last")?,
        comments: row.count("comments")?,
        banned: row.boolean("banned")?,
        confirmed_by: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::part_of_name;

    #[test]
    fn a_part_of_a_name_is_no_pattern() {
        assert_eq!(part_of_name("50%_\\"), ["%50\\%\\_\\\\%"; 3]);
        assert_eq!(part_of_name("мАРТА"), ["%мАРТА%", "%марта%", "%Марта%"]);
    }
}
