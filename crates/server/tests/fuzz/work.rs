//! How much work the parser has: twice the length is about twice the steps, whatever it is made of.

use porch_domain::markup::work;
use porch_protocol::limits::BODY_BYTES;
use proptest::prelude::*;

use crate::corpus::{BEGINNINGS, often};

/// One step a byte, in the parser's count of 256 at a time. Below it nothing has run away: half a text may be one piece of
/// code where the whole is a thousand words.
const CALM: u64 = BODY_BYTES as u64 / 256;

fn assert_linear(piece: &str) {
    let steps = |bytes: usize| work(&piece.chars().cycle().take(bytes / piece.len().max(1)).collect::<String>());
    let (half, whole) = (steps(BODY_BYTES / 2), steps(BODY_BYTES));
    assert!(whole <= CALM.max(half * 5 / 2), "{piece:?}: {half} steps for half, {whole} for the whole");
}

#[test]
fn beginnings_that_made_parsers_slow_double_with_their_length() {
    for piece in BEGINNINGS {
        assert_linear(piece);
    }
}

proptest! {
    #![proptest_config(often())]

    #[test]
    fn so_does_any_short_piece_said_again_and_again(piece in "[*_~`\\[\\]()<>!&#|:;/@.a -]{1,8}") {
        assert_linear(&piece);
    }
}
