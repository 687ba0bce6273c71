//! The question before pages of a foreign host become pages of the site: the owner may not know that the file has such
//! pages.

use std::fmt::Write;

use super::Report;
use super::report::Example;
use porch_domain::origin::as_settings;

/// Hosts that are listed individually.
const NAMED: usize = 5;

/// What the import would do that the owner may not want, and the options that answer it.
pub struct Question {
    /// Which pages of which host would be imported to where.
    pub what: String,
    /// The options of the command that answer it, for a caller who is not asked interactively.
    pub answers: String,
}

/// The question, where the file has pages of hosts that are none of the site's and that no `--map` names. `origins` are
/// those of the site, home first.
pub fn question(report: &Report, site: &str, origins: &[String]) -> Option<Question> {
    let undecided = |host: &String| report.examples.get(host).is_none_or(|example| !example.thought_of);
    let hosts: Vec<_> = report.foreign.iter().filter(|(host, _)| undecided(host)).collect();
    let (first, _) = hosts.first()?;
    let mut what = String::new();
    // Writing into memory never fails.
    for (host, comments) in hosts.iter().take(NAMED) {
        let Example { from, to, .. } = report.examples.get(*host).cloned().unwrap_or_default();
        _ = writeln!(
            what,
            "{host} is not one of this site's addresses. Comments of the file on it: {comments}, like those on {from}, which \
             would be imported to {to}."
        );
    }
    if hosts.len() > NAMED {
        _ = writeln!(what, "And {} other hosts; --dry-run lists them.", hosts.len() - NAMED);
    }
    let home = origins.first().map(String::as_str).unwrap_or_default();
    let foreign_origin = format!("https://{first}");
    let all = as_settings(origins.iter().map(String::as_str).chain([foreign_origin.as_str()]));
    let answers = format!(
        "To bring them in so, add --yes. If these pages have other addresses now, say which: --map {foreign_origin}/={home}/NEW/ \
         (repeat it for each). If {first} is this site as well, add it to the site's addresses first: porch site set {site} \
         {all}\n"
    );
    Some(Question { what, answers })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_host_is_asked_about_unless_a_map_names_it() {
        let mut report = Report::default();
        let own = ["https://blog.example".to_owned(), "http://localhost:8080".to_owned()];
        assert!(question(&report, "s", &own).is_none());
        report.count_foreign("new.example".into(), 1, ("https://new.example/a", "https://blog.example/a"), true);
        assert!(question(&report, "s", &own).is_none());
        for number in 0..7 {
            let from = format!("https://{number}.example/a");
            report.count_foreign(format!("{number}.example"), 3, (&from, "https://blog.example/a"), false);
        }
        let Question { what, answers } = question(&report, "s", &own).unwrap();
        assert!(
            what.contains(
                "on it: 3, like those on https://0.example/a, which would be imported to https://blog.example/a"
            ),
            "{what}"
        );
        assert!(what.ends_with("And 2 other hosts; --dry-run lists them.\n"), "{what}");
        assert!(
            answers.contains("--yes") && answers.contains("--map https://0.example/=https://blog.example/NEW/"),
            "{answers}"
        );
        let set =
            "porch site set s origin=https://blog.example origin=http://localhost:8080 origin=https://0.example\n";
        assert!(answers.contains(set), "the command replaces the whole list: {answers}");
        let local = question(&report, "s", &own[1..]).unwrap().answers;
        assert!(local.contains("--map https://0.example/=http://localhost:8080/NEW/"), "{local}");
    }
}
