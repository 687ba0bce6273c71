//! A mail server that takes what comes, notes it, and answers as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use mail_parser::{Message, MessageParser};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use super::wait::PATIENCE;

/// A mail that came.
pub(crate) struct Mail {
    pub(crate) raw: Vec<u8>,
    pub(crate) to: Vec<String>,
}

impl Mail {
    pub(crate) fn read(&self) -> Message<'_> {
        MessageParser::default().parse(&self.raw).unwrap()
    }

    pub(crate) fn id(&self) -> String {
        self.read().message_id().unwrap().to_owned()
    }

    pub(crate) fn subject(&self) -> String {
        self.read().subject().unwrap().to_owned()
    }

    pub(crate) fn text(&self) -> String {
        self.read().body_text(0).unwrap().replace("\r\n", "\n")
    }

    pub(crate) fn html(&self) -> String {
        self.read().body_html(0).unwrap().into_owned()
    }
}

type Answers = Arc<Mutex<VecDeque<&'static str>>>;

pub(crate) struct Sink {
    pub(crate) url: String,
    answers: Answers,
    came: mpsc::UnboundedReceiver<Mail>,
}

impl Sink {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let (sender, came) = mpsc::unbounded_channel();
        let answers = Answers::default();
        let script = answers.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, script.clone(), sender.clone()));
            }
        });
        Self { url, answers, came }
    }

    /// The next answers to a whole mail; yes when there is none left.
    pub(crate) fn answers(&self, answers: &[&'static str]) {
        self.answers.lock().unwrap().extend(answers);
    }

    /// Waits for the next mail, taken or not.
    pub(crate) async fn next(&mut self) -> Mail {
        tokio::time::timeout(PATIENCE, self.came.recv()).await.unwrap().unwrap()
    }

    /// What has come by now.
    pub(crate) fn has(&mut self) -> Option<Mail> {
        self.came.try_recv().ok()
    }
}

async fn talk(stream: TcpStream, answers: Answers, came: mpsc::UnboundedSender<Mail>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink ready\r\n").await.ok()?;
    let mut to = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let verb = line.get(..4).unwrap_or_default().to_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-sink\r\n250 8BITMIME".to_owned(),
            "RCPT" => {
                to.push(line.trim().to_owned());
                "250 ok".to_owned()
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await.ok()?;
                let mut raw = Vec::new();
                while !raw.ends_with(b"\r\n.\r\n") {
                    raw.push(stream.read_u8().await.ok()?);
                }
                let answer = answers.lock().unwrap().pop_front().unwrap_or("250 taken");
                stream.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
                let _ = came.send(Mail { raw: without_stuffing(&raw), to: std::mem::take(&mut to) });
                continue;
            }
            "QUIT" => "221 bye".to_owned(),
            _ => "250 ok".to_owned(),
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
    }
}

/// The mail without the dots that a client puts before lines that begin with one (RFC 5321, 4.5.2).
fn without_stuffing(raw: &[u8]) -> Vec<u8> {
    let mut lines = raw.split_inclusive(|byte| *byte == b'\n').map(|line| line.strip_prefix(b".").unwrap_or(line));
    lines.by_ref().flatten().copied().collect()
}
