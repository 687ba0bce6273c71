//! One file of the assets: its address, its integrity, and its two compressed forms beside it.

use std::fs;
use std::io::Write;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;
use sha2::{Digest, Sha256};

use super::manifest::Part;

/// A file of the assets.
pub(super) struct Packed {
    /// Its path in the folder.
    file: String,
    /// The path at which the server serves it.
    pub(super) path: String,
    integrity: String,
    raw: Vec<u8>,
    /// Bytes of the brotli and the gzip form, known after writing.
    sizes: [usize; 2],
}

impl Packed {
    /// A file named by a hash of its content, so that it can be cached forever.
    pub(super) fn hashed(extension: &str, raw: Vec<u8>) -> Self {
        let file = format!("a/{}.{extension}", short_hash(&[&raw]));
        Self::named(&file, format!("/{file}"), raw)
    }

    /// A file with a fixed name.
    pub(super) fn named(file: &str, path: String, raw: Vec<u8>) -> Self {
        // The loader contains some of these, and it has five kilobytes: a longer digest would be a thirtieth of them.
        let integrity = format!("sha256-{}", STANDARD.encode(Sha256::digest(&raw)));
        Self { file: file.to_owned(), path, integrity, raw, sizes: [0; 2] }
    }

    /// The entry for the manifest.
    pub(super) fn part(&self) -> Part {
        Part { path: self.path.clone(), integrity: self.integrity.clone() }
    }

    /// Writes the file with `.br` and `.gz` beside it; `small` means maximal compression.
    pub(super) fn write(&mut self, folder: &Path, small: bool) -> anyhow::Result<()> {
        let forms = [brotli(&self.raw, small)?, gzip(&self.raw, small)?];
        self.sizes = [forms[0].len(), forms[1].len()];
        fs::write(folder.join(&self.file), &self.raw)?;
        for (form, extension) in forms.iter().zip(["br", "gz"]) {
            fs::write(folder.join(format!("{}.{extension}", self.file)), form)?;
        }
        Ok(())
    }
}

fn brotli(raw: &[u8], small: bool) -> std::io::Result<Vec<u8>> {
    if !small {
        return encoded(raw, &BrotliEncoderParams { quality: 2, ..BrotliEncoderParams::default() });
    }
    // What fits best depends on the file: WebAssembly becomes 0.1 % smaller with the settings for fonts and smaller blocks.
    let others = [16, 17].map(|lgblock| {
        let mode = BrotliEncoderMode::BROTLI_MODE_FONT;
        encoded(raw, &BrotliEncoderParams { mode, lgblock, ..BrotliEncoderParams::default() })
    });
    let mut smallest = encoded(raw, &BrotliEncoderParams::default())?;
    for other in others {
        let other = other?;
        if other.len() < smallest.len() {
            smallest = other;
        }
    }
    Ok(smallest)
}

fn encoded(raw: &[u8], params: &BrotliEncoderParams) -> std::io::Result<Vec<u8>> {
    let params = BrotliEncoderParams { lgwin: 22, size_hint: raw.len(), ..params.clone() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*raw, &mut out, &params)?;
    Ok(out)
}

fn gzip(raw: &[u8], small: bool) -> std::io::Result<Vec<u8>> {
    let level = flate2::Compression::new(if small { 9 } else { 1 });
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
    encoder.write_all(raw)?;
    encoder.finish()
}

/// Sixteen hexadecimal digits as a hash of these bytes.
pub(super) fn short_hash(parts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part);
    }
    format!("{:x}", digest.finalize())[..16].to_owned()
}

/// Prints a table of the files that a visitor loads.
pub(super) fn print_sizes(files: &[Packed]) {
    println!("{:<28}{:>10}{:>10}{:>10}", "bytes", "raw", "gz", "br");
    for file in files {
        println!("{:<28}{:>10}{:>10}{:>10}", file.file, file.raw.len(), file.sizes[1], file.sizes[0]);
    }
}
