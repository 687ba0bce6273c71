//! The exact scores of some comments, and what each number means that a site weighs: a change of the code that is not meant to
//! change a verdict changes none of these. After a change that is meant to, `scores/` takes what the test prints.

use std::fmt::Write as _;

use porch_spam::{Campaign, CommentFacts, Local, Model, score, score_with};

/// Scores that another machine's logarithm may round differently: as many last places as that.
const LAST_PLACES: u32 = 4;
/// The same for what a site learnt, where rounding adds up.
const LEARNT: f32 = 1e-4;

fn said(text: &str) -> CommentFacts<'_> {
    CommentFacts { text, ..CommentFacts::default() }
}

fn named<'a>(name: &'a str, text: &'a str) -> CommentFacts<'a> {
    CommentFacts { name: Some(name), ..said(text) }
}

fn below<'a>(page_title: &'a str, text: &'a str) -> CommentFacts<'a> {
    CommentFacts { page_title: Some(page_title), ..said(text) }
}

const LONG: &str = "We have baked this loaf every week since the spring, and the crust is what my children fight over. \
        I let it rise overnight in the cellar, fold it twice in the morning, and keep the oven at two hundred and thirty \
        degrees for the first ten minutes. Thank you for the great article, it explains the steam better than my book.";

/// Words and names.
fn words() -> Vec<CommentFacts<'static>> {
    vec![
        said(""),
        said("casino"),
        said("I bake mine a little longer."),
        said("How long do you let the dough rest before it goes into the oven?"),
        said(LONG),
        named("Ada Lovelace", "Thanks, great article! Very helpful, I will come back and share it."),
        named("Best SEO Company in Delhi", "Great article, thanks for sharing"),
        named("mike72", "It rose at last. Thanks in advance"),
        named("double sink vanity", "How long does your dough rest in winter?"),
        named("cheap-bags.com", "Nice blog"),
    ]
}

/// Links, trades, shouting, and letters in disguise.
fn links_and_disguise() -> Vec<CommentFacts<'static>> {
    vec![
        said("Best 𝐨𝐧𝐥𝐢𝐧𝐞 𝐜𝐚𝐬𝐢𝐧𝐨 bonus, register now and win 500 free spins"),
        said("see https://bread.example/rye and https://flour.example for how it went"),
        said("https://cheap-pills-now.xyz https://a-b-c-d.top/buy?aff=3 http://203.0.113.9/x bit.ly/3abc www.win.bet"),
        said("<a href=\"http://pills.example\">buy viagra online</a> and [url=http://loans.example]quick loan[/url]"),
        said("[https://bank.example.com](https://evil.example.net) please confirm your account"),
        said("I wrote more on my diary, sourdough-diary.com has the photographs"),
        said("Subscribe to my channel please! I make music, check out my videos and like my page"),
        said("WOW THIS IS THE BEST VIDEO I HAVE EVER SEEN!!!!!! BUY IT NOW!!!"),
        said("So lovely… but $5 for a bag of flour?... really 😀😀 who pays that, $5"),
        said("good good good bread good good good bread good good good bread good good good bread"),
        said("fgkjdhsk qwrtpsdf zzxcvbnm lkjhgfd"),
        said("asik main berkah99 tiap hari, slot777 gacor, daftar di 𝐁𝐄𝐑𝐊𝐀𝐇𝟗𝟗"),
        said("Call +1 (555) 010-9999 or whatsapp me, write to quick.cash@mail.example, Telegram @QuickHack"),
        said("Nice article, thanks a lot. Carpet Cleaning Perth"),
        said("getElementById() throws: TypeError: undefined is not a function\n> as quoted\nlet my_value = f();"),
        said("Лучшее онлайн-казино, бонус без депозита"),
        said("这篇文章很好, 欢迎来到我们的赌场"),
    ]
}

/// Comments of which more is known than their words.
fn surroundings(earlier: &[String]) -> Vec<CommentFacts<'_>> {
    vec![
        below("Baking sourdough bread at home", "my sourdough bread never rises, baking longer"),
        below("Baking bread", "Купить диплом недорого, гарантия"),
        CommentFacts { page_language: Some("ru"), ..said("Thanks, this helped me a lot with my bread!") },
        CommentFacts { earlier, ..said("The crust and the steam, that is what matters in the oven") },
        CommentFacts { page_hosts: &["bread.example"], ..said("as you say on https://bread.example/rye yourself") },
        CommentFacts { seconds_open: Some(1.5), ..said("Lovely loaf! I would put less salt into it, though.") },
        CommentFacts { seconds_open: Some(20.0), ..said(LONG) },
        CommentFacts { honeypot: true, ..said("A short honest word about the flour") },
        CommentFacts { seen_before: 3, ..said("Working from home I earn two thousand a week, ask me how it is done") },
        CommentFacts { campaign: Campaign { others: 2, own: 3 }, ..said("come to https://pills.example today") },
        CommentFacts { trust: 0.6, ..said("my notes are on https://sourdough-diary.example/rise, cheap and best") },
        CommentFacts {
            name: Some("Loan Expert"),
            page_title: Some("Baking sourdough at home"),
            page_hosts: &["bread.example"],
            page_language: Some("en-GB"),
            earlier,
            seconds_open: Some(6.0),
            seen_before: 1,
            campaign: Campaign { others: 1, own: 0 },
            trust: 0.2,
            ..said("Baking is fine, but do you need a loan? See https://quick-loan.click for an instant offer!")
        },
    ]
}

/// Comments of all kinds that the signs know, alone and together.
fn comments(earlier: &[String]) -> Vec<CommentFacts<'_>> {
    [words(), links_and_disguise(), surroundings(earlier)].concat()
}

fn earlier() -> [String; 2] {
    ["The crust is the best of it", "How much steam does the oven need?"].map(str::to_owned)
}

/// A site whose team has decided about every second comment, as the comments come.
fn taught(comments: &[CommentFacts<'_>]) -> Local {
    let mut local = Local::default();
    for facts in comments.iter().step_by(2) {
        local.learn(facts, score(facts).probability > 0.3);
    }
    local
}

/// A line for each comment: the probability, the same of the site that was taught, and the reasons.
fn lines(comments: &[CommentFacts<'_>]) -> String {
    let local = taught(comments);
    let mut lines = String::new();
    for facts in comments {
        let (alone, learnt) = (score(facts), score_with(facts, Model::shipped(), Some(&local)));
        let _ =
            writeln!(lines, "{} {} {:?} {:?}", alone.probability, learnt.probability, alone.reasons, learnt.reasons);
    }
    lines
}

/// The parts of a line: both probabilities, and all the reasons.
fn parts(line: &str) -> Option<(f32, f32, &str)> {
    let (alone, rest) = line.split_once(' ')?;
    let (learnt, reasons) = rest.split_once(' ')?;
    Some((alone.parse().ok()?, learnt.parse().ok()?, reasons))
}

fn same(expected: &str, found: &str) -> bool {
    let (Some(one), Some(other)) = (parts(expected), parts(found)) else { return false };
    let alone = one.0.to_bits().abs_diff(other.0.to_bits()) <= LAST_PLACES;
    alone && (one.1 - other.1).abs() <= LEARNT && one.2 == other.2
}

#[test]
fn every_comment_scores_as_before() {
    let earlier = earlier();
    let found = lines(&comments(&earlier));
    let expected = include_str!("scores/scores.txt");
    let all = expected.lines().count() == found.lines().count();
    assert!(all && expected.lines().zip(found.lines()).all(|(one, other)| same(one, other)), "found\n{found}");
}

/// Numbers beside words that a site weighs. Their order is that of the weights in the bytes of a site.
const DENSE: usize = 48;
/// Weights of words in these bytes.
const WORDS: usize = 1 << 15;

/// A site with weight -1 for one number, and for nothing else. What is surely spam would lose its places with 1.
fn weighing(number: usize) -> Local {
    let dense = (0..DENSE).flat_map(|at| if at == number { -1.0_f32 } else { 0.0 }.to_le_bytes());
    let bytes: Vec<u8> = b"PSL3".iter().copied().chain([0; 4]).chain(dense).chain(vec![0; 2 * WORDS]).collect();
    Local::from_bytes(&bytes).unwrap_or_default()
}

fn log_odds(facts: &CommentFacts<'_>, local: &Local) -> f32 {
    let probability = score_with(facts, Model::shipped(), Some(local)).probability;
    (probability / (1.0 - probability)).ln()
}

#[test]
fn what_a_site_weighs_lies_where_it_lay() {
    let earlier = earlier();
    let nothing = weighing(DENSE);
    let comments = comments(&earlier);
    let before: Vec<f32> = comments.iter().map(|facts| log_odds(facts, &nothing)).collect();
    let values = |number: usize| {
        let local = weighing(number);
        comments.iter().zip(&before).map(move |(facts, before)| before - log_odds(facts, &local)).collect::<Vec<f32>>()
    };
    let found: Vec<Vec<f32>> = (0..DENSE).map(values).collect();
    let expected =
        include_str!("scores/weighed.txt").lines().map(|line| line.split(' ').map(|value| value.parse().unwrap()));
    let expected: Vec<Vec<f32>> = expected.map(Iterator::collect).collect();
    let alike = |one: &Vec<f32>, other: &Vec<f32>| one.iter().zip(other).all(|(one, other)| (one - other).abs() < 0.01);
    let all = expected.len() == DENSE && expected.iter().zip(&found).all(|(one, other)| alike(one, other));
    let line = |values: &Vec<f32>| values.iter().map(|value| format!("{value:.2}")).collect::<Vec<_>>().join(" ");
    assert!(all, "found\n{}", found.iter().map(line).collect::<Vec<_>>().join("\n"));
}
