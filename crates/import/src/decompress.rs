//! Compressed files: gzip and zip are decompressed while they are read, within limits; other compressions are named.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Take};

use flate2::bufread::{DeflateDecoder, MultiGzDecoder};

use super::Refusal;

/// The highest allowed compression ratio. Exports shrink to a tenth or a thirtieth; a decompression bomb to a
/// thousandth.
const RATIO: u64 = 200;
/// Bytes of output before the ratio is checked.
const FREE_BYTES: u64 = 1024 * 1024;
/// The most files in a zip.
const FILES: usize = 1_000;
/// The extensions of exports.
const ENDS: [&str; 4] = [".xml", ".wxr", ".jsonl", ".json"];

/// A file that is read from its beginning, decompressed.
pub enum Unpacked {
    /// It was not compressed.
    Plain(BufReader<File>),
    /// gzip, also of several parts.
    Gzip(Box<ExpansionGuard<MultiGzDecoder<Packed<File>>>>),
    /// A file in a zip, deflated.
    Deflated(Box<ExpansionGuard<DeflateDecoder<Packed<Take<File>>>>>),
    /// A file in a zip, stored as it is.
    Stored(BufReader<Take<File>>),
}

/// Counts the bytes that are read of the compressed file.
pub struct Packed<R> {
    inner: BufReader<R>,
    read: u64,
}

impl<R: Read> Packed<R> {
    fn new(inner: R) -> Self {
        Self { inner: BufReader::new(inner), read: 0 }
    }
}

impl<R: Read> Read for Packed<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.read += read as u64;
        Ok(read)
    }
}

impl<R: Read> io::BufRead for Packed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.read += amount as u64;
        self.inner.consume(amount);
    }
}

/// Refuses output with too high a ratio.
pub struct ExpansionGuard<D> {
    decoder: D,
    read_of: fn(&D) -> u64,
    out: u64,
}

impl<D: Read> Read for ExpansionGuard<D> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.decoder.read(out).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                io::Error::other(Refusal::BrokenPacking(error.to_string()))
            }
            _ => error,
        })?;
        self.out += read as u64;
        if self.out > FREE_BYTES && self.out / RATIO > (self.read_of)(&self.decoder) {
            return Err(io::Error::other(Refusal::Bomb));
        }
        Ok(read)
    }
}

impl Read for Unpacked {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(file) => file.read(out),
            Self::Gzip(file) => file.read(out),
            Self::Deflated(file) => file.read(out),
            Self::Stored(file) => file.read(out),
        }
    }
}

/// Opens a file from its beginning, with any supported compression. A file that is compressed twice is refused.
pub fn unpacked(file: &File) -> Result<Unpacked, Refusal> {
    let mut file = file.try_clone()?;
    file.rewind()?;
    let opened = match head(&mut file)? {
        [0x1F, 0x8B, ..] => {
            let decoder = MultiGzDecoder::new(Packed::new(file));
            Unpacked::Gzip(Box::new(ExpansionGuard { decoder, read_of: |d| d.get_ref().read, out: 0 }))
        }
        [b'P', b'K', 3 | 5, 4 | 6, ..] => return in_zip(&file),
        head => match packing(&head) {
            Some(name) => return Err(Refusal::OtherPacking(name)),
            None => return Ok(Unpacked::Plain(BufReader::new(file))),
        },
    };
    check_inner(opened)
}

/// The first bytes; the file is rewound.
fn head(file: &mut File) -> io::Result<[u8; 8]> {
    let mut head = [0; 8];
    let mut taken = Vec::new();
    file.by_ref().take(8).read_to_end(&mut taken)?;
    head[..taken.len()].copy_from_slice(&taken);
    file.rewind()?;
    Ok(head)
}

/// The name of a compression that is not supported.
fn packing(head: &[u8]) -> Option<&'static str> {
    let known: [(&[u8], &str); 6] = [
        (b"BZh", "bzip2"),
        (b"\xFD7zXZ\0", "xz"),
        (b"\x28\xB5\x2F\xFD", "zstd"),
        (b"7z\xBC\xAF\x27\x1C", "7z"),
        (b"Rar!\x1A\x07", "rar"),
        (b"\x1F\x9D", "compress"),
    ];
    known.iter().find(|(begin, _)| head.starts_with(begin)).map(|(_, name)| *name)
}

/// Checks the decompressed file: neither compressed again nor a tape archive.
fn check_inner(mut opened: Unpacked) -> Result<Unpacked, Refusal> {
    let mut first = Vec::new();
    opened.by_ref().take(512).read_to_end(&mut first)?;
    let packed = first.starts_with(&[0x1F, 0x8B]) || first.starts_with(b"PK\x03\x04") || packing(&first).is_some();
    if packed {
        return Err(Refusal::PackedTwice);
    }
    if first.get(257..262) == Some(b"ustar") {
        return Err(Refusal::OtherPacking("tar"));
    }
    // The bytes that were checked are read again.
    match opened {
        Unpacked::Gzip(grown) => {
            let mut file = grown.decoder.into_inner().inner.into_inner();
            file.rewind()?;
            let decoder = MultiGzDecoder::new(Packed::new(file));
            Ok(Unpacked::Gzip(Box::new(ExpansionGuard { decoder, read_of: |d| d.get_ref().read, out: 0 })))
        }
        other => Ok(other),
    }
}

/// The one export in a zip.
fn in_zip(file: &File) -> Result<Unpacked, Refusal> {
    let broken = |error: zip::result::ZipError| Refusal::BrokenPacking(error.to_string());
    let mut zip = zip::ZipArchive::new(BufReader::new(file.try_clone()?)).map_err(broken)?;
    if zip.len() > FILES {
        return Err(Refusal::ManyFiles(format!("{} files", zip.len())));
    }
    let mut exports = Vec::new();
    for number in 0..zip.len() {
        let name = zip.by_index_raw(number).map_err(broken)?.name().map_err(broken)?.into_owned();
        if is_export(&name) {
            exports.push((number, name));
        }
    }
    let [(number, _)] = exports[..] else {
        let names: Vec<_> = exports.iter().take(5).map(|(_, name)| name.as_str()).collect();
        return Err(if names.is_empty() { Refusal::NoExport } else { Refusal::ManyFiles(names.join(", ")) });
    };
    let entry = zip.by_index_raw(number).map_err(broken)?;
    if entry.encrypted() {
        return Err(Refusal::OtherPacking("zip with a password"));
    }
    let (at, length, method) = (entry.data_start(), entry.compressed_size(), entry.compression());
    drop(entry);
    let open = || -> Result<Unpacked, Refusal> {
        let mut file = file.try_clone()?;
        file.seek(SeekFrom::Start(at.ok_or(Refusal::NoExport)?))?;
        let file = file.take(length);
        match method {
            zip::CompressionMethod::Stored => Ok(Unpacked::Stored(BufReader::new(file))),
            zip::CompressionMethod::DEFLATE => {
                let decoder = DeflateDecoder::new(Packed::new(file));
                Ok(Unpacked::Deflated(Box::new(ExpansionGuard { decoder, read_of: |d| d.get_ref().read, out: 0 })))
            }
            _ => Err(Refusal::OtherPacking("zip of a rare kind")),
        }
    };
    check_inner(open()?)?;
    open()
}

/// Whether a file of a zip may be the export: operating systems add files of their own.
fn is_export(name: &str) -> bool {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let hidden = file.starts_with('.') || folder.split('/').any(|part| part == "__MACOSX");
    let name = file.to_ascii_lowercase();
    !hidden && ENDS.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
#[path = "packed_tests.rs"]
mod tests;
