//! The statements of storage have a form that SQLite and PostgreSQL both take. What only SQLite has is in the one folder
//! for it.

use std::collections::HashSet;

use regex::Regex;

use super::{root, sources};

/// Forms that only SQLite takes, and what both take instead.
const SQLITE_ONLY: [(&str, &str); 12] = [
    (r"select (\w\.)?value from json_each", "select atom from json_each"),
    (r"\b_?rowid\b", "the primary key"),
    (r"\bor (ignore|replace|fail|abort|rollback) ", "on conflict, or not exists"),
    (r"\b(instr|ifnull|iif|glob|group_concat|strftime|julianday|typeof|unixepoch|printf|zeroblob|hex) ?\(", "Rust"),
    (r"\b(json_array|json_extract|json_set|json_type|json_group_array)\(", "json_each, ->> or Rust"),
    (r"'\$\.", "->> with the member's name"),
    (r"\bsqlite_|\bpragma |\bvacuum\b", "the folder for SQLite"),
    (r"\bis not '|\bis '", "is distinct from"),
    (
        r"\b(where|and|or|not|when|on) \(?(\w+\.)?(closed|enabled|settled|undated|links|spam|repeats)( |\)|$)(and|or|then|\)|$)",
        "= 1",
    ),
    (r"\b(closed|enabled|settled|undated) (and|or) ", "= 1"),
    (r"do update set [^;]*\bcoalesce\(\$\d, [a-z_]+\)", "the table's name before the column"),
    (r"\bjoin \w+ (\w )?on \$\d and", "= 1"),
];

/// The one statement that needs two texts: SQLite's recursion can go depth first, PostgreSQL's cannot.
///
/// Forms that both take were tried: the recursion carries the path to each comment as text, made of the times and ids on it or of
/// the numbers among siblings, and the result is sorted by it. They read all replies before the first is known, and the paths
/// grow with the depth: 300 replies take 1.4 to 1.7 times as long, a branch that is 1,000 deep 5 to 12 times.
const TWO_TEXTS: &str = "with recursive below (id, depth, posted_at)";

/// The string literals of a Rust file, in one line each and in lower case.
fn literals(code: &str) -> Vec<String> {
    let comments = Regex::new(r"(?m)^\s*//.*$").unwrap();
    let code = comments.replace_all(code, "");
    let strings = Regex::new(r#"(?s)'"'|"((?:[^"\\]|\\.)*)""#).unwrap();
    let spaces = Regex::new(r"\s+").unwrap();
    let found = strings.captures_iter(&code).filter_map(|found| found.get(1));
    found.map(|text| spaces.replace_all(&text.as_str().replace("\\\\", "\\"), " ").to_lowercase()).collect()
}

/// The statements of storage, with the names of their files. Tests are left out.
fn statements() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (path, text) in sources("crates/storage/src") {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        let apart = name.contains("/database/sqlite/") || name.ends_with("/faults.rs");
        if !apart {
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
            all.extend(literals(code).into_iter().map(|sql| (name.clone(), sql)));
        }
    }
    assert!(all.iter().filter(|(_, sql)| sql.starts_with("select ")).count() > 80, "statements are not found");
    all
}

/// The text up to the parenthesis that closes the one before it, and the rest.
fn parenthesis(text: &str) -> (&str, &str) {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if depth == 0 {
            return (&text[..at], &text[at + 1..]);
        }
    }
    (text, "")
}

/// The parts between the commas that are in no parenthesis.
fn parts(text: &str) -> Vec<&str> {
    let (mut depth, mut from, mut parts) = (0, 0, Vec::new());
    for (at, c) in text.char_indices() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if c == ',' && depth == 0 {
            parts.push(text[from..at].trim());
            from = at + 1;
        }
    }
    parts.push(text[from..].trim());
    parts
}

#[test]
fn statements_have_no_form_that_only_sqlite_takes() {
    let forms = SQLITE_ONLY.map(|(form, both)| (Regex::new(form).unwrap(), both));
    let ordered = Regex::new(r"union all select [^()]* order by").unwrap();
    for (file, sql) in statements() {
        for (form, both) in &forms {
            assert!(!form.is_match(&sql), "{file}: {form} is SQLite's alone; both take: {both}\n{sql}");
        }
        let recursion = sql.contains("with recursive") && sql.contains("union all");
        assert!(!(recursion && ordered.is_match(&sql)) || sql.contains(TWO_TEXTS), "{file}: ordered recursion\n{sql}");
    }
}

#[test]
fn subqueries_have_names_and_the_larger_of_two_is_a_case() {
    let from = Regex::new(r"\b(from|join) \((select|\{)").unwrap();
    let keywords = ["order", "where", "join", "left", "on", "group", "limit", "union"];
    for (file, sql) in statements() {
        for found in from.find_iter(&sql) {
            let open = found.start() + sql[found.start()..].find('(').unwrap();
            let (_, after) = parenthesis(&sql[open + 1..]);
            let name = after.split_whitespace().next().unwrap_or_default();
            let named = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !keywords.contains(&name);
            assert!(named, "{file}: a subquery without a name\n{sql}");
        }
        for function in ["max(", "min("] {
            for (at, _) in sql.match_indices(function) {
                let (inside, _) = parenthesis(&sql[at + function.len()..]);
                assert_eq!(parts(inside).len(), 1, "{file}: {function} of two values; both take: case when\n{sql}");
            }
        }
    }
}

#[test]
fn texts_are_compared_without_case_on_purpose() {
    let like = Regex::new(r"(\S+) (?:not )?like (\S+)").unwrap();
    for (file, sql) in statements() {
        for found in like.captures_iter(&sql) {
            let both_lowered =
                found[1].ends_with(')') && (found[2].starts_with("lower(") || found[2].starts_with('\''));
            // These letters are stored in lower case only.
            let no_case = ["'key:%'", "'%xn--%/%'"].contains(&&found[2])
                || (found[2].starts_with('\'') && !found[2].contains(|c: char| c.is_ascii_alphabetic()));
            assert!(both_lowered || no_case, "{file}: `like` without lower()\n{sql}");
        }
    }
}

/// The columns of the schema that hold numbers, as "table.column".
fn numbers() -> HashSet<String> {
    let table = Regex::new(r"^create table (\w+)").unwrap();
    let column = Regex::new(r"^\s+(\w+)\s+integer").unwrap();
    let added = Regex::new(r"^alter table (\w+) add column (\w+) integer").unwrap();
    let mut numbers = HashSet::new();
    let mut files: Vec<_> = std::fs::read_dir(root().join("crates/storage/migrations/sqlite")).unwrap().collect();
    files.sort_by_key(|file| file.as_ref().unwrap().path());
    for file in files {
        let mut current = String::new();
        for line in std::fs::read_to_string(file.unwrap().path()).unwrap().lines() {
            if let Some(found) = table.captures(line) {
                found[1].clone_into(&mut current);
            } else if let Some(found) = column.captures(line) {
                numbers.insert(format!("{current}.{}", &found[1]));
            } else if let Some(found) = added.captures(line) {
                numbers.insert(format!("{}.{}", &found[1], &found[2]));
            }
        }
    }
    assert!(numbers.contains("events.seq") && numbers.contains("comments.version"), "{numbers:?}");
    numbers
}

#[test]
fn numbers_out_of_json_are_cast() {
    let insert = Regex::new(r"^insert into (\w+) \(([^)]*)\) select (.*) from json_each").unwrap();
    let (numbers, mut seen) = (numbers(), 0);
    for (file, sql) in statements() {
        let Some(found) = insert.captures(&sql) else { continue };
        for (column, value) in parts(&found[2]).into_iter().zip(parts(&found[3])) {
            if numbers.contains(&format!("{}.{column}", &found[1])) {
                seen += 1;
                assert!(!value.contains("value ->>") || value.contains("cast("), "{file}: {column} is {value}\n{sql}");
            }
        }
    }
    assert!(seen > 15, "only {seen} numbers are found");
}

/// Tables with what visitors confirmed and which browsers are theirs, and the files of storage that may name them.
const PRIVATE: [(&str, &[&str]); 13] = [
    (
        "visitor_mail",
        &[
            "visitor_mail.rs",
            "person_kind.rs",
            "mail_codes.rs",
            "merges.rs",
            "erase_person.rs",
            "erased_tables.rs",
            "reply_notices.rs",
            "reply_mail.rs",
            "reply_stops.rs",
        ],
    ),
    ("visitor_mails_sent", &["mail_codes.rs", "reply_mail.rs"]),
    ("reply_notices", &["reply_notices.rs", "reply_mail.rs", "reply_stops.rs", "backup.rs", "erased_tables.rs"]),
    ("reply_conversations", &["reply_notices.rs", "reply_mail.rs", "reply_stops.rs", "erased_tables.rs"]),
    ("reply_stop_links", &["reply_stops.rs", "erased_tables.rs"]),
    ("mail_codes", &["mail_codes.rs", "erased_tables.rs"]),
    ("visitor_sessions", &["visitor_sessions.rs", "erase_person.rs"]),
    ("merges", &["merges.rs", "erase_person.rs", "erased_tables.rs"]),
    ("merged_comments", &["merges.rs", "erased_tables.rs"]),
    ("identities", &["person_kind.rs", "identities.rs", "merges.rs", "erased_tables.rs"]),
    ("sign_ins", &["sign_ins.rs", "erased_tables.rs"]),
    ("sso_keys", &["sso_keys.rs"]),
    ("sso_tokens", &["identities.rs"]),
];

#[test]
fn no_query_for_strangers_names_what_visitors_confirmed() {
    let mut seen = 0;
    for (table, own) in PRIVATE {
        let named = Regex::new(&format!(r"\b(from|join|into|update) {table}\b")).unwrap();
        for (file, sql) in statements().iter().filter(|(_, sql)| named.is_match(sql)) {
            seen += 1;
            assert!(own.iter().any(|own| file.ends_with(&format!("/src/{own}"))), "{file} names {table}\n{sql}");
        }
    }
    assert!(seen > 20, "only {seen} statements are found");
}
