//! Compressed files: which are read, and which are refused with a message.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// A length as a zip stores it.
fn short(length: usize) -> u32 {
    u32::try_from(length).unwrap()
}

/// A zip of these files, made by hand: the library is built for reading only.
fn zip(files: &[(&str, &[u8])], deflated: bool) -> Vec<u8> {
    let (mut all, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        let data = if deflated { encoder.finish().unwrap() } else { bytes.to_vec() };
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let lengths = [crc.sum(), short(data.len()), short(bytes.len())];
        let lengths: Vec<u8> = lengths.iter().flat_map(|n| n.to_le_bytes()).collect();
        let method = [if deflated { 8 } else { 0 }, 0];
        let name_length = u16::try_from(name.len()).unwrap().to_le_bytes();
        directory.extend_from_slice(b"PK\x01\x02\x14\0\x14\0\0\0");
        let offset = short(all.len()).to_le_bytes();
        for parts in [&method[..], &[0; 4], &lengths, &name_length, &[0; 12], &offset, name.as_bytes()] {
            directory.extend_from_slice(parts);
        }
        all.extend_from_slice(b"PK\x03\x04\x14\0\0\0");
        for parts in [&method[..], &[0; 4], &lengths, &name_length, &[0; 2], name.as_bytes(), &data] {
            all.extend_from_slice(parts);
        }
    }
    let (start, count) = (short(all.len()), u16::try_from(files.len()).unwrap().to_le_bytes());
    all.extend_from_slice(&directory);
    all.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    for parts in [&count[..], &count, &short(directory.len()).to_le_bytes(), &start.to_le_bytes(), &[0; 2]] {
        all.extend_from_slice(parts);
    }
    all
}

fn read(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut out = Vec::new();
    unpacked(&file(bytes))?.read_to_end(&mut out)?;
    Ok(out)
}

#[test]
fn a_packed_file_is_read_like_the_file_in_it() {
    let export = b"<disqus>hello</disqus>";
    let beside = [("__MACOSX/._a.xml", &b"x"[..]), ("a/", b""), ("a/readme.txt", b"hi"), ("a/b.xml", export)];
    let parts = [gzip(&export[..9]), gzip(&export[9..])].concat();
    for packed in [export.to_vec(), gzip(export), parts, zip(&beside, true), zip(&beside, false)] {
        assert_eq!(read(&packed).unwrap(), export);
        let again = file(&packed);
        for _ in 0..2 {
            let mut out = Vec::new();
            unpacked(&again).unwrap().read_to_end(&mut out).unwrap();
            assert_eq!(out, export, "it is read twice");
        }
    }
}

#[test]
fn what_is_packed_otherwise_or_grows_without_end_is_refused_in_a_sentence() {
    let export = b"<disqus>hello</disqus>";
    let mut tar = vec![b'a'; 512];
    tar[257..262].copy_from_slice(b"ustar");
    let half = &gzip(&vec![b'x'; 100_000])[..60];
    for (bytes, sentence) in [
        (
            b"BZh91AY".to_vec(),
            "the file is packed with bzip2: unpack it, and import what is in it (gzip and zip are unpacked here)",
        ),
        (
            gzip(&tar),
            "the file is packed with tar: unpack it, and import what is in it (gzip and zip are unpacked here)",
        ),
        (gzip(&gzip(export)), "the file is packed twice: unpack it once"),
        (zip(&[("a.xml", &zip(&[("b.xml", export)], true))], true), "the file is packed twice: unpack it once"),
        (zip(&[("a.txt", export)], true), "the zip has no export in it: no .xml, .wxr, .jsonl or .json"),
        (
            zip(&[("a.xml", export), ("b.xml", export)], true),
            "the zip has several exports in it (a.xml, b.xml): unpack it, and import them one by one",
        ),
        (
            gzip(&vec![b' '; 8_000_000]),
            "the packed file grows more than two hundredfold: no export does, so it is not read",
        ),
        (
            zip(&[("a.xml", &vec![b' '; 8_000_000])], true),
            "the packed file grows more than two hundredfold: no export does, so it is not read",
        ),
    ] {
        assert_eq!(read(&bytes).unwrap_err().to_string(), sentence);
    }
    for broken in [half, b"PK\x03\x04 and nothing of a zip", b"\x1F\x8Bx"] {
        let refusal = read(broken).unwrap_err();
        assert!(refusal.to_string().starts_with("the packed file is damaged"), "{refusal}");
    }
}
