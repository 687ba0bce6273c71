//! A page that is kept without what is different for each who asks: that is put in when it is sent, and the rest is shared.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use bytes::Bytes;
use http_body::{Frame, SizeHint};

/// The pieces between which the same word is put in.
#[derive(Debug)]
pub struct Parts(Vec<Bytes>);

impl Parts {
    /// The pieces of a text around each `gap`.
    pub fn between(text: String, gap: &str) -> Self {
        let text = Bytes::from(text);
        let Ok(whole) = std::str::from_utf8(&text) else { return Self(vec![text.clone()]) };
        Self(whole.split(gap).map(|part| text.slice_ref(part.as_bytes())).collect())
    }

    /// Roughly what keeping it costs, in bytes.
    pub fn weight(&self) -> usize {
        self.0.iter().map(|part| part.len() + size_of::<Bytes>()).sum::<usize>() + 512
    }

    /// The text with this word in its gaps.
    pub fn with(&self, word: &str) -> Body {
        let word = Bytes::copy_from_slice(word.as_bytes());
        let mut pieces = VecDeque::with_capacity(self.0.len() * 2);
        for (number, part) in self.0.iter().enumerate() {
            if number > 0 {
                pieces.push_back(word.clone());
            }
            pieces.push_back(part.clone());
        }
        pieces.retain(|piece| !piece.is_empty());
        Body::new(Filled(pieces))
    }
}

/// Pieces to be sent one after the other.
struct Filled(VecDeque<Bytes>);

impl http_body::Body for Filled {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.pop_front().map(|piece| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.iter().map(|piece| piece.len() as u64).sum())
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;

    use super::Parts;

    #[tokio::test]
    async fn the_word_stands_in_every_gap_and_the_length_is_known() {
        for (text, filled) in
            [("a<gap>b<gap>", "awordbword"), ("<gap>", "word"), ("none", "none"), ("", ""), ("<gap><gap>", "wordword")]
        {
            let body = Parts::between(text.to_owned(), "<gap>").with("word");
            let length = http_body::Body::size_hint(&body).exact();
            assert_eq!(length, Some(filled.len() as u64), "{text}");
            assert_eq!(body.collect().await.unwrap().to_bytes(), filled, "{text}");
        }
    }
}
