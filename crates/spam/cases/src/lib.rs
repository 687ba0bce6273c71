//! The comments that are trained with and judged by: the folder of cases, and the samples that ship.
#![forbid(unsafe_code)]
#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a tool for developers: a broken file ends it")]

pub mod blogs;
pub mod labels;
pub mod lessons;
pub mod measure;
pub mod order;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// A comment whose answer is known, with what its source knows of it.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// As its source calls it; empty where it does not.
    pub id: String,
    /// As it was written.
    pub text: String,
    /// The author's name, where the source has it.
    pub name: Option<String>,
    /// The page's title, where the source has it.
    pub title: Option<String>,
    /// Which page it stands on, where the source says so.
    pub page: Option<String>,
    /// The site's host, where the source names it.
    pub host: Option<&'static str>,
    /// Who wrote it, where the source tells people apart.
    pub who: Option<String>,
    /// When, in seconds, where the source has an order.
    pub at: Option<i64>,
    /// What the source says.
    pub is_spam: bool,
}

#[derive(Deserialize)]
struct Video {
    #[serde(rename = "COMMENT_ID")]
    id: String,
    #[serde(rename = "AUTHOR")]
    author: String,
    #[serde(rename = "DATE")]
    date: String,
    #[serde(rename = "CONTENT")]
    content: String,
    #[serde(rename = "CLASS")]
    class: u8,
}

#[derive(Deserialize)]
pub(crate) struct Row {
    #[serde(default)]
    pub(crate) id: String,
    #[serde(default, alias = "name")]
    pub(crate) author: Option<String>,
    #[serde(default, alias = "date")]
    pub(crate) created: Option<String>,
    #[serde(default, alias = "thread")]
    pub(crate) article: Option<String>,
    #[serde(alias = "html", alias = "message")]
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) label: u8,
}

/// The folder of cases, where there is one.
pub fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("PORCH_CASES").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/cases");
    [named, Some(beside)].into_iter().flatten().find(|folder| folder.join("spam").is_dir())
}

/// The three videos of `YouTube`, each with its title.
pub fn videos(cases: &Path) -> [Vec<Case>; 3] {
    [
        ("Youtube01-Psy", "PSY - GANGNAM STYLE (강남스타일) M/V"),
        ("Youtube02-KatyPerry", "Katy Perry - Roar (Official)"),
        ("Youtube03-LMFAO", "LMFAO - Party Rock Anthem ft. Lauren Bennett, GoonRock"),
    ]
    .map(|(file, title)| {
        let mut reader = csv::Reader::from_path(cases.join(format!("spam/{file}.csv"))).unwrap();
        let rows = reader.deserialize::<Video>().map(|row| row.unwrap());
        let mut cases: Vec<Case> = rows
            .map(|row| Case {
                id: row.id,
                text: row.content,
                who: Some(row.author.clone()),
                name: Some(row.author),
                title: Some(title.to_owned()),
                page: Some(title.to_owned()),
                at: seconds(&row.date),
                is_spam: row.class == 1,
                ..Case::default()
            })
            .collect();
        cases.sort_by_key(|case| case.at);
        cases
    })
}

/// Seconds of a date as "2013-11-07T06:20:48", counted from a day long ago; what follows is not read.
pub(crate) fn seconds(date: &str) -> Option<i64> {
    let mut numbers = date.split(|c: char| !c.is_ascii_digit()).map(str::parse::<i64>);
    let mut next = || numbers.next()?.ok();
    let (year, month, day) = (next()?, next()?, next()?);
    let (hour, minute, second) = (next()?, next()?, next()?);
    // Months count from March, so that the leap day is the last of its year.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

/// Short messages of telephones.
pub fn messages(cases: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(cases.join("spam/SMSSpamCollection.tsv")).unwrap();
    let rows = text.lines().filter_map(|line| line.split_once('\t'));
    rows.map(|(class, text)| Case { text: text.to_owned(), is_spam: class == "spam", ..Case::default() }).collect()
}

pub(crate) fn rows(path: &Path) -> Vec<Row> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Comments under Indonesian videos; their authors' names are hashes, so they are not known, only told apart. They have an
/// order but no dates: let a minute lie between them.
pub fn gambling(cases: &Path) -> Vec<Case> {
    let rows = rows(&cases.join("spam/judol-youtube-id.jsonl")).into_iter();
    let minutes = (0..).step_by(60);
    rows.zip(minutes)
        .map(|(row, at)| Case {
            text: row.text,
            who: row.author,
            at: Some(at),
            is_spam: row.label == 1,
            ..Case::default()
        })
        .collect()
}

/// Comments under the courses of a school, called by their lines; their authors are not known, and the source says of
/// none whether it is spam.
pub fn courses(cases: &Path) -> Vec<Case> {
    let rows = (1..).zip(rows(&cases.join("spam/datacamp-unlabelled.jsonl")));
    rows.map(|(line, row)| Case {
        id: format!("{line}"),
        text: row.text,
        title: row.article.clone(),
        page: row.article,
        ..Case::default()
    })
    .collect()
}

/// Half of the samples that ship.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// Every odd line: trained with, and tuned by.
    Learn,
    /// Every even line: looked at by nothing but the judge.
    Judge,
}

/// The samples that ship with the crate.
pub fn samples(half: Half) -> Vec<Case> {
    let pages = pages();
    let of = |text: &str, is_spam: bool| -> Vec<Case> {
        let lines = text.lines().skip(usize::from(half == Half::Judge)).step_by(2);
        lines.map(|line| sample(line, is_spam, &pages)).collect()
    };
    let mut all = of(include_str!("../../samples/spam.txt"), true);
    all.extend(of(include_str!("../../samples/honest.txt"), false));
    mixed(all)
}

/// More samples, all for learning, so that no half of them can judge.
pub fn lessons_only() -> Vec<Case> {
    let of = |text: &str, is_spam| text.lines().map(|line| sample(line, is_spam, &HashMap::new())).collect::<Vec<_>>();
    let mut all = of(include_str!("../../samples/learn-spam.txt"), true);
    all.extend(of(include_str!("../../samples/learn-honest.txt"), false));
    mixed(all)
}

/// Samples that teach nothing: written before the verdict was tuned for the first time, and never looked at for tuning.
pub fn blind() -> Vec<Case> {
    unseen(include_str!("../../samples/blind-spam.txt"), include_str!("../../samples/blind-honest.txt"))
}

/// Samples that teach nothing: written before the verdict was tuned for the second time, and judged once after it.
pub fn second_blind() -> Vec<Case> {
    unseen(include_str!("../../samples/second-spam.txt"), include_str!("../../samples/second-honest.txt"))
}

/// Samples that teach nothing: written before the verdict was tuned for the third time, and judged once after it.
pub fn third_blind() -> Vec<Case> {
    unseen(include_str!("../../samples/third-spam.txt"), include_str!("../../samples/third-honest.txt"))
}

fn unseen(spam: &str, honest: &str) -> Vec<Case> {
    let pages = pages();
    let of = |text: &str, is_spam| text.lines().map(|line| sample(line, is_spam, &pages)).collect::<Vec<_>>();
    mixed([of(spam, true), of(honest, false)].concat())
}

fn pages() -> HashMap<&'static str, &'static str> {
    include_str!("../../samples/pages.txt").lines().filter_map(|line| line.split_once(" = ")).collect()
}

/// Spam and honest comments by turns, as they might come.
fn mixed(cases: Vec<Case>) -> Vec<Case> {
    let (spam, honest): (Vec<Case>, Vec<Case>) = cases.into_iter().partition(|case| case.is_spam);
    let mut mixed = Vec::new();
    let (mut spam, mut honest) = (spam.into_iter(), honest.into_iter());
    loop {
        match (spam.next(), honest.next()) {
            (None, None) => return mixed,
            (one, other) => mixed.extend(one.into_iter().chain(other)),
        }
    }
}

fn sample(line: &str, is_spam: bool, pages: &HashMap<&str, &str>) -> Case {
    let parts: Vec<&str> = line.splitn(3, '¦').map(str::trim).collect();
    let [name, page, text] = parts[..] else { panic!("not a sample: {line}") };
    let title = if page.is_empty() { None } else { Some((*pages.get(page).unwrap()).to_owned()) };
    let name = (!name.is_empty()).then(|| name.to_owned());
    Case { text: text.replace("\\n", "\n"), name, title, is_spam, ..Case::default() }
}
