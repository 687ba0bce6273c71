//! The widget, its styles and the loader, as they were built into this program. How they are served is said elsewhere.

/// One file, ready to be sent in the encoding that a browser asks for.
#[derive(Debug)]
pub struct Asset {
    /// Where it is served: `/a/<hash>.<extension>`, or the loader's address with the version.
    pub path: &'static str,
    /// Its `Content-Type`.
    pub mime: &'static str,
    /// Its integrity: `sha256-…`.
    pub integrity: &'static str,
    /// The file as it is.
    pub raw: &'static [u8],
    /// The file for `Content-Encoding: br`.
    pub br: &'static [u8],
    /// The file for `Content-Encoding: gzip`.
    pub gz: &'static [u8],
}

/// An asset as others name it.
#[derive(Debug)]
pub struct AssetRef {
    /// Where it is served; empty when the program was built without a widget.
    pub path: &'static str,
    /// Its integrity: `sha256-…`; empty when the program was built without a widget.
    pub integrity: &'static str,
}

/// The files that belong together.
#[derive(Debug)]
pub struct Build {
    /// Names these files together; empty when the program was built without a widget.
    pub id: &'static str,
    /// The styles.
    pub css: AssetRef,
    /// The styles that reading does not need.
    pub late_css: AssetRef,
    /// The loader's second part: it listens to the stream, and fetches the widget.
    pub later: AssetRef,
    /// What a browser may have to do while somebody writes.
    pub proof: AssetRef,
    /// The module that starts the widget.
    pub js: AssetRef,
    /// The widget.
    pub wasm: AssetRef,
    /// The styles of the dashboard.
    pub dashboard_css: AssetRef,
    /// The module that starts the dashboard.
    pub dashboard_js: AssetRef,
    /// The dashboard.
    pub dashboard_wasm: AssetRef,
    /// The styles of the visitor's sheets.
    pub sheets_css: AssetRef,
    /// The module that opens the visitor's sheets.
    pub sheets_js: AssetRef,
    /// The visitor's sheets.
    pub sheets_wasm: AssetRef,
    /// The loader, under the address that never changes.
    pub loader: AssetRef,
    /// The texts of the widget, the sheets, the loader and the dashboard, each a file for each language.
    pub texts: &'static [AssetRef],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The asset served at this path (no query, with its leading slash).
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.binary_search_by(|asset| asset.path.cmp(path)).ok().map(|place| &ASSETS[place])
}

/// The files of this build.
pub fn build() -> &'static Build {
    &BUILD
}

#[cfg(test)]
mod tests {
    use super::{ASSETS, build, find};

    #[test]
    fn every_asset_is_found_by_its_path() {
        for asset in ASSETS {
            assert!(find(asset.path).is_some_and(|found| std::ptr::eq(found, asset)), "{} is not found", asset.path);
            assert!(asset.integrity.starts_with("sha256-"), "{} has no integrity", asset.path);
        }
        assert!(find("/a/nothing.js").is_none());
        assert!(find("").is_none());
    }

    #[test]
    fn a_build_names_files_that_are_there_or_none_at_all() {
        let build = build();
        for part in [
            &build.css,
            &build.late_css,
            &build.later,
            &build.proof,
            &build.js,
            &build.wasm,
            &build.dashboard_css,
            &build.dashboard_js,
            &build.dashboard_wasm,
            &build.sheets_css,
            &build.sheets_js,
            &build.sheets_wasm,
            &build.loader,
        ] {
            assert_eq!(find(part.path).map_or("", |asset| asset.integrity), part.integrity);
            assert_eq!(part.path.is_empty(), build.id.is_empty());
        }
    }

    #[test]
    fn both_compressed_forms_unpack_to_the_file() {
        use std::io::Read as _;
        for asset in ASSETS {
            let (mut br, mut gz) = (Vec::new(), Vec::new());
            brotli::Decompressor::new(asset.br, 4_096).read_to_end(&mut br).unwrap();
            flate2::read::GzDecoder::new(asset.gz).read_to_end(&mut gz).unwrap();
            assert!(br == asset.raw && gz == asset.raw, "{} differs", asset.path);
        }
    }
}
