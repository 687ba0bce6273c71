//! Tests that the program has every command, flag and variable that the documents name.

use std::collections::BTreeSet;

use clap::error::ErrorKind;
use clap::{Args, Command, CommandFactory, Parser};
use porch_server::config::{Settings, default_file};

use super::Arguments;

const DOCS: [(&str, &str); 5] = [
    ("README.md", include_str!("../../../../README.md")),
    ("docs/embedding.md", include_str!("../../../../docs/embedding.md")),
    ("docs/operating.md", include_str!("../../../../docs/operating.md")),
    ("docs/sign-in.md", include_str!("../../../../docs/sign-in.md")),
    ("docs/spam.md", include_str!("../../../../docs/spam.md")),
];
/// The id that replaces `ID` in the documents' commands.
const SOME_ID: &str = "00000000-0000-7000-8000-000000000001";
/// Variables that are read without clap; the last two only by the tests of the spam model.
const READ_ELSEWHERE: [&str; 4] = ["PORCH_LOG", "PORCH_CHECK_KEY", "PORCH_CASES", "PORCH_SHOW"];

/// The lines of the fenced blocks, one command each, and the spans of code between the blocks.
fn code(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut lines, mut prose) = (Vec::new(), String::new());
    for (number, part) in text.split("```").enumerate() {
        if number % 2 == 0 {
            prose.push_str(part);
        } else {
            let joined = part.replace("\\\n", " ");
            lines.extend(joined.lines().skip(1).map(str::to_owned));
        }
    }
    let spans = prose.split('`').skip(1).step_by(2);
    (lines, spans.map(|span| span.split_whitespace().collect::<Vec<_>>().join(" ")).collect())
}

/// The words of a line as a shell splits them, up to a comment or a redirection.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None::<char>);
    for letter in line.replace("$(date +%F)", "2025-06-15").chars() {
        match quote {
            Some(end) if letter == end => quote = None,
            None if matches!(letter, '"' | '\'') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            None if letter.is_whitespace() => words.extend(word.take()),
            None if matches!(letter, '#' | '>') && word.is_none() => return words,
            Some(_) | None => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

/// The arguments of `porch` in a line that runs it, without the words before it.
fn arguments(line: &str) -> Option<Vec<String>> {
    let line = line.strip_prefix("ExecStart=").unwrap_or(line);
    let line = line.strip_prefix("docker compose exec porch ").or(line.strip_prefix("sudo -u porch ")).unwrap_or(line);
    let mut words = words(line).into_iter().skip_while(|word| word.starts_with("PORCH_")).peekable();
    words.next_if(|first| first == "porch" || first.ends_with("/porch"))?;
    let real = words.filter(|word| word != "…").map(|word| if word == "ID" { SOME_ID.to_owned() } else { word });
    Some(real.collect())
}

fn parse(arguments: &[String]) -> Result<Arguments, clap::Error> {
    Arguments::try_parse_from(std::iter::once("porch").chain(arguments.iter().map(String::as_str)))
}

#[test]
fn every_command_of_a_block_is_valid() {
    let mut seen = BTreeSet::new();
    for (file, text) in DOCS {
        for line in code(text).0 {
            let Some(arguments) = arguments(&line) else { continue };
            if let Err(error) = parse(&arguments) {
                panic!("{file}: {line}\n{error}");
            }
            seen.extend(arguments.into_iter().find(|word| !word.starts_with('-') && !word.starts_with('/')));
        }
    }
    let expected =
        ["backup", "comment", "import", "log", "outbox", "serve", "site", "spam", "team", "token", "webhook"];
    assert!(expected.iter().all(|verb| seen.contains(*verb)), "the lines are not found any more: {seen:?}");
}

#[test]
fn every_command_that_a_sentence_names_exists() {
    let mut count = 0;
    for (file, text) in DOCS {
        for span in code(text).1 {
            let Some(arguments) = arguments(&span) else { continue };
            count += 1;
            // A sentence may name a command without its required arguments.
            let short = [
                ErrorKind::MissingRequiredArgument,
                ErrorKind::MissingSubcommand,
                ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand,
                ErrorKind::DisplayVersion,
            ];
            if let Err(error) = parse(&arguments)
                && !short.contains(&error.kind())
            {
                panic!("{file}: {span}\n{error}");
            }
        }
    }
    assert!(count > 40, "the spans are not found any more: {count}");
}

/// The long flags and the variables of a command and of all below it.
fn known(command: &Command, flags: &mut BTreeSet<String>, variables: &mut BTreeSet<String>) {
    for argument in command.get_arguments() {
        flags.extend(argument.get_long().map(str::to_owned));
        variables.extend(argument.get_env().map(|name| name.to_string_lossy().into_owned()));
    }
    command.get_subcommands().for_each(|below| known(below, flags, variables));
}

#[test]
fn every_flag_and_variable_that_is_named_exists() {
    let (mut flags, mut variables) = (BTreeSet::new(), BTreeSet::from(READ_ELSEWHERE.map(str::to_owned)));
    known(&Arguments::command(), &mut flags, &mut variables);
    for (file, text) in DOCS {
        for span in code(text).1 {
            // CSS custom properties begin with two hyphens, too.
            let Some(flag) = span.strip_prefix("--").filter(|flag| !flag.starts_with("porch-")) else { continue };
            let name = flag.split([' ', '=']).next().unwrap_or_default();
            assert!(flags.contains(name), "{file}: --{name}");
        }
        for after in text.split("PORCH_").skip(1) {
            let end = after.find(|letter: char| !letter.is_ascii_uppercase() && letter != '_').unwrap_or(after.len());
            let name = format!("PORCH_{}", &after[..end]);
            assert!(variables.contains(&name), "{file}: {name}");
        }
    }
}

/// A setting is declared once, as a field of `Settings`; this says that it is written down wherever an operator looks.
#[test]
fn every_setting_has_a_flag_a_variable_a_line_of_the_file_and_a_place_in_the_documents() {
    let settings = Settings::augment_args(Command::new("settings"));
    let mut flags = BTreeSet::new();
    for argument in settings.get_arguments() {
        let flag = argument.get_long().unwrap_or_default().to_owned();
        let variable = format!("PORCH_{}", flag.replace('-', "_").to_uppercase());
        assert_eq!(argument.get_env().and_then(|name| name.to_str()), Some(variable.as_str()), "--{flag}");
        assert!(argument.get_help().is_some(), "--{flag} has a help text");
        assert!(DOCS[2].1.contains(&format!("--{flag}")), "{} has --{flag}", DOCS[2].0);
        flags.insert(flag);
    }
    let file = default_file();
    let lines = file.lines().filter_map(|line| line.trim_start_matches("# ").split_once(" = "));
    let keys: BTreeSet<_> = lines.map(|(key, _)| key.to_owned()).collect();
    assert_eq!(keys, flags, "the lines of `porch config`");
    let file = file.replace("# ", "");
    let uncommented = file.lines().filter(|line| line.contains(" = ")).collect::<Vec<_>>().join("\n");
    assert!(toml::from_str::<Settings>(&uncommented).is_ok(), "each line of `porch config` is a setting");
}

#[test]
fn the_commands_of_the_container_are_valid() {
    let text = DOCS[2].1;
    let lists = |before: &'static str| {
        let lines = text.lines().filter_map(move |line| line.trim().strip_prefix(before));
        lines.map(|list| serde_json::from_str::<Vec<String>>(list).unwrap_or_else(|error| panic!("{list}: {error}")))
    };
    let entry: Vec<_> = lists("ENTRYPOINT ").collect();
    assert_eq!(entry, [["porch"]]);
    let command: Vec<_> = lists("CMD ").collect();
    assert_eq!(command.len(), 1);
    assert!(parse(&command[0]).is_ok(), "{command:?}");
    let health: Vec<_> = lists("test: ").collect();
    assert_eq!(health.len(), 1);
    assert_eq!(health[0][..2], ["CMD", "porch"]);
    assert!(parse(&health[0][2..]).is_ok(), "{health:?}");
}
