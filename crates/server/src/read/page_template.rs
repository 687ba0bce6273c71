//! A cached page with gaps for the one value that differs per request: the value is inserted when it is sent, and the
//! rest is shared.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use bytes::Bytes;
use http_body::{Frame, SizeHint};

/// The parts between which the same value is inserted.
#[derive(Debug)]
pub struct Parts(Vec<Bytes>);

impl Parts {
    /// The parts of a text around each `gap`.
    pub fn between(text: String, gap: &str) -> Self {
        let text = Bytes::from(text);
        let Ok(text_str) = std::str::from_utf8(&text) else { return Self(vec![text.clone()]) };
        Self(text_str.split(gap).map(|part| text.slice_ref(part.as_bytes())).collect())
    }

    /// Its approximate cost in memory, in bytes.
    pub fn weight(&self) -> usize {
        self.0.iter().map(|part| part.len() + size_of::<Bytes>()).sum::<usize>() + 512
    }

    /// The text with this value in its gaps.
    pub fn with(&self, value: &str) -> Body {
        let value = Bytes::copy_from_slice(value.as_bytes());
        let mut pieces = VecDeque::with_capacity(self.0.len() * 2);
        for (number, part) in self.0.iter().enumerate() {
            if number > 0 {
                pieces.push_back(value.clone());
            }
            pieces.push_back(part.clone());
        }
        pieces.retain(|piece| !piece.is_empty());
        Body::new(Filled(pieces))
    }
}

/// Parts to be sent in order.
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
    async fn the_value_is_in_every_gap_and_the_length_is_known() {
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
