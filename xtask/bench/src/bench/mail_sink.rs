//! A mail server that holds back its answers until it is told to go on, and notes the mails in the order in which they came.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A mail: its recipient, and the code in it, where it has one.
#[derive(Clone)]
pub(crate) struct SunkMail {
    pub(crate) to: String,
    pub(crate) code: Option<String>,
}

/// The server.
pub(crate) struct MailSink {
    /// Its address, as `--smtp` takes it.
    pub(crate) url: String,
    mails: Arc<Mutex<Vec<SunkMail>>>,
    open: watch::Sender<bool>,
}

impl MailSink {
    /// One that answers at once.
    pub(crate) async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("smtp://{}", listener.local_addr()?);
        let (open, opened) = watch::channel(true);
        let mails: Arc<Mutex<Vec<SunkMail>>> = Arc::default();
        let into = mails.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, into.clone(), opened.clone()));
            }
        });
        Ok(Self { url, mails, open })
    }

    /// Whether it answers.
    pub(crate) fn set_open(&self, open: bool) {
        self.open.send_replace(open);
    }

    /// Takes the mails that came.
    pub(crate) fn take(&self) -> Vec<SunkMail> {
        std::mem::take(&mut *self.mails.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// How many came since they were taken.
    pub(crate) fn count(&self) -> usize {
        self.mails.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// The newest code that was mailed there.
    pub(crate) fn code_for(&self, address: &str) -> Option<String> {
        let mails = self.mails.lock().unwrap_or_else(PoisonError::into_inner);
        mails.iter().rev().find(|mail| mail.to == address).and_then(|mail| mail.code.clone())
    }
}

async fn talk(stream: TcpStream, mails: Arc<Mutex<Vec<SunkMail>>>, mut open: watch::Receiver<bool>) -> Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink\r\n").await?;
    let (mut line, mut to) = (String::new(), String::new());
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let answer: &[u8] = match line.get(..4).unwrap_or_default() {
            "EHLO" => b"250-sink\r\n250 8BITMIME\r\n",
            "RCPT" => {
                to = line.trim().trim_start_matches("RCPT TO:").trim_matches(['<', '>']).to_owned();
                b"250 ok\r\n"
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                let code = read_mail(&mut stream).await?;
                open.wait_for(|open| *open).await?;
                mails.lock().unwrap_or_else(PoisonError::into_inner).push(SunkMail { to: to.clone(), code });
                b"250 taken\r\n"
            }
            "QUIT" => b"221 bye\r\n",
            _ => b"250 ok\r\n",
        };
        stream.write_all(answer).await?;
    }
}

/// Reads a mail to its end; its code, where it has one.
async fn read_mail(stream: &mut BufReader<TcpStream>) -> Result<Option<String>> {
    let (mut line, mut code) = (Vec::new(), None);
    loop {
        line.clear();
        let length = stream.read_until(b'\n', &mut line).await?;
        let text = line.trim_ascii();
        if length == 0 || text == b"." {
            return Ok(code);
        }
        if text.len() == 8 && text.iter().all(u8::is_ascii_digit) {
            code = Some(String::from_utf8_lossy(text).into_owned());
        }
    }
}
