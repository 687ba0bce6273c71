//! How many typing mistakes lie between two words.

/// The number of letters that are missing, too many, wrong or swapped with their neighbour (optimal string alignment).
pub(crate) fn distance(word: &[char], other: &[char]) -> usize {
    last_row(word, other).last().copied().unwrap_or(word.len())
}

/// The distance to the nearest beginning of the other word.
pub(crate) fn distance_to_beginning(word: &[char], other: &[char]) -> usize {
    last_row(word, other).into_iter().min().unwrap_or(word.len())
}

/// The distances of the whole word to each beginning of the other.
fn last_row(word: &[char], other: &[char]) -> Vec<usize> {
    let width = other.len() + 1;
    let mut before_previous = vec![0; width];
    let mut previous: Vec<usize> = (0..width).collect();
    let mut row = vec![0; width];
    for (i, letter) in word.iter().enumerate() {
        row[0] = i + 1;
        for (j, other_letter) in other.iter().enumerate() {
            let replaced = previous[j] + usize::from(letter != other_letter);
            row[j + 1] = replaced.min(previous[j + 1] + 1).min(row[j] + 1);
            let swapped = i > 0 && j > 0 && *letter == other[j - 1] && word[i - 1] == *other_letter;
            if swapped {
                row[j + 1] = row[j + 1].min(before_previous[j - 1] + 1);
            }
        }
        std::mem::swap(&mut before_previous, &mut previous);
        std::mem::swap(&mut previous, &mut row);
    }
    previous
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(word: &str) -> Vec<char> {
        word.chars().collect()
    }

    #[test]
    fn each_mistake_counts_one() {
        for (word, other, expected) in [
            ("bread", "bread", 0),
            ("bread", "bred", 1),
            ("bread", "breads", 1),
            ("bread", "braed", 1),
            ("bread", "broad", 1),
            ("bread", "bared", 2),
            ("", "abc", 3),
            ("abc", "", 3),
            ("größe", "grösse", 2),
        ] {
            assert_eq!(distance(&chars(word), &chars(other)), expected, "{word} {other}");
        }
    }

    #[test]
    fn a_beginning_may_be_nearer_than_the_whole() {
        assert_eq!(distance_to_beginning(&chars("brad"), &chars("breadcrumb")), 1);
        assert_eq!(distance_to_beginning(&chars("bread"), &chars("breadcrumb")), 0);
    }
}
