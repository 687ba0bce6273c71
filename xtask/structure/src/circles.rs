//! Files that use each other in a circle, directly or through others.

use std::collections::BTreeSet;

use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;

use crate::Uses;

/// The circles of files, each with all its files.
pub fn circles(uses: &Uses) -> BTreeSet<BTreeSet<String>> {
    let edges = uses.iter().flat_map(|(file, used)| used.iter().map(move |used| (file.as_str(), used.as_str())));
    let graph: DiGraphMap<&str, ()> = edges.collect();
    let circles = tarjan_scc(&graph).into_iter().filter(|files| files.len() > 1);
    circles.map(|files| files.into_iter().map(str::to_owned).collect()).collect()
}
