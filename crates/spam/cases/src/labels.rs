//! What readers said of comments: they saw names, pages and words, but no score and no label of the source.

use std::collections::HashMap;

use crate::Case;

/// Of the three videos.
pub const VIDEOS: &str = include_str!("../labels/videos.txt");
/// Of the blog on Disqus.
pub const FLAGGED: &str = include_str!("../labels/flagged.txt");
/// Of the blog of ten thousand comments.
pub const BLOG: &str = include_str!("../labels/blog.txt");
/// Of the courses.
pub const COURSES: &str = include_str!("../labels/courses.txt");

/// The comments as their readers saw them. What the readers could not tell, or told differently, is left out.
pub fn read_again(cases: Vec<Case>, labels: &str) -> Vec<Case> {
    let said: HashMap<&str, &str> = labels.lines().filter_map(|line| line.split_once(' ')).collect();
    let told = |mut case: Case| match said.get(case.id.as_str()) {
        Some(&"spam") => {
            case.is_spam = true;
            Some(case)
        }
        Some(_) => None,
        None => {
            case.is_spam = false;
            Some(case)
        }
    };
    cases.into_iter().filter_map(told).collect()
}
