//! The log on standard error: one line for each event, whatever text is in it.

use std::io::{self, IsTerminal, Write};

use tracing_subscriber::EnvFilter;

/// The environment variable that sets how much is logged.
const FILTER: &str = "PORCH_LOG";

/// Starts logging. `PORCH_LOG` sets how much; colours are for terminals, unless `NO_COLOR` is set.
pub fn start() {
    let setting = std::env::var(FILTER).unwrap_or_else(|_| "info".into());
    let filter = EnvFilter::try_new(&setting);
    let wrong = filter.as_ref().err().map(ToString::to_string);
    let filter = filter.unwrap_or_else(|_| "info".into());
    let colours = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty());
    let output = move || OneLine { output: io::stderr(), colours };
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(output).init();
    if let Some(why) = wrong {
        tracing::warn!(why, "{FILTER}={setting} says nothing about the log: it is written as with {FILTER}=info");
    }
}

/// Writes each event as one line of plain text. It may contain text of visitors, so characters that would begin a new
/// line or control a terminal are written as escapes.
struct OneLine<W> {
    output: W,
    /// Whether the line has colours, whose own escapes must stay; `tracing` escapes those in values.
    colours: bool,
}

impl<W: Write> Write for OneLine<W> {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        // The layer writes each event in one call, with its line end.
        self.output.write_all(plain(&String::from_utf8_lossy(event), self.colours).as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}

fn plain(event: &str, colours: bool) -> String {
    let (line, end) = event.strip_suffix('\n').map_or((event, ""), |line| (line, "\n"));
    let mut plain = String::with_capacity(event.len());
    for letter in line.chars() {
        let plain_character = !letter.is_control() || letter == '\t' || (colours && letter == '\u{1b}');
        // Line and paragraph separators, and characters that change the direction of text.
        let is_separator_or_direction =
            matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if plain_character && !is_separator_or_direction {
            plain.push(letter);
        } else {
            plain.extend(letter.escape_unicode());
        }
    }
    plain + end
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[test]
    fn text_of_visitors_stays_on_one_line_and_cannot_control_a_terminal() {
        let line = plain("a \u{1b}[31mred\nINFO forged\r\u{202e}x\u{7}\n", false);
        assert_eq!(line, "a \\u{1b}[31mred\\u{a}INFO forged\\u{d}\\u{202e}x\\u{7}\n");
        assert_eq!(plain("\u{1b}[32mINFO\u{1b}[0m a\nb\n", true), "\u{1b}[32mINFO\u{1b}[0m a\\u{a}b\n");
    }

    #[derive(Clone, Default)]
    struct CapturedLog(Arc<Mutex<Vec<u8>>>);

    impl Write for CapturedLog {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn an_event_is_one_line_in_every_form() {
        let captured = CapturedLog::default();
        let output = captured.clone();
        let writer = move || OneLine { output: output.clone(), colours: false };
        let log = tracing_subscriber::fmt().with_ansi(false).with_writer(writer).finish();
        tracing::subscriber::with_default(log, || {
            let evil = "Ada\n2026-01-01T00:00:00Z ERROR forged\u{1b}[2J";
            tracing::info!(name = evil, "{evil}");
            tracing::warn!(name = %evil, other = ?evil, "second");
        });
        let text = String::from_utf8(captured.0.lock().unwrap().clone()).unwrap();
        assert_eq!(text.lines().count(), 2, "{text}");
        assert!(!text.contains('\u{1b}'), "{text}");
    }
}
