//! Reading the bytes of a site's model.

use std::fmt;

/// The bytes are not a site's model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadLocal;

impl fmt::Display for BadLocal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("these bytes are no site's learning")
    }
}

impl std::error::Error for BadLocal {}

/// Splits off the next bytes.
pub(crate) fn take<'a, const N: usize>(rest: &mut &'a [u8]) -> Result<&'a [u8; N], BadLocal> {
    let (head, tail) = rest.split_first_chunk::<N>().ok_or(BadLocal)?;
    *rest = tail;
    Ok(head)
}
