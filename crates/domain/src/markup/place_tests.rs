//! Words and where their links lead: which of them get the real host beside them.

use porch_protocol::{Inline, Tree};

use super::super::markdown;
use super::name_hosts;

/// What stands beside a single link with these words.
fn beside(address: &str, words: &str) -> Option<String> {
    let mut line = vec![Inline::Link(address.to_owned(), vec![Inline::Text(words.to_owned())])];
    name_hosts(&mut line);
    match line.pop() {
        Some(Inline::Host(host)) => Some(host),
        _ => None,
    }
}

/// The hosts that stand beside the links of a text, in their order.
fn hosts(source: &str) -> Vec<String> {
    fn of_words(list: Vec<Inline>, found: &mut Vec<String>) {
        for inline in list {
            match inline {
                Inline::Host(host) => found.push(host),
                Inline::Em(inner) | Inline::Strong(inner) | Inline::Del(inner) | Inline::Link(_, inner) => {
                    of_words(inner, found);
                }
                _ => {}
            }
        }
    }
    let Tree(blocks) = markdown(source).unwrap();
    let mut found = Vec::new();
    for block in blocks {
        let porch_protocol::Block::P(words) = block else { panic!("{source}") };
        of_words(words, &mut found);
    }
    found
}

#[test]
fn words_that_look_like_an_address_name_the_real_one() {
    for (address, words, shown) in [
        ("https://evil.example/", "click here", None),
        ("https://evil.example/", "evil.example", None),
        ("https://www.evil.example/x", "https://evil.example/y", None),
        ("https://evil.example/", "https://evil.example/bank.html", None),
        ("https://xn--e1afmkfd.example/", "https://пример.example/", None),
        ("https://xn--bcher-kva.example/", "bücher.example", None),
        ("https://xn--fsqu00a.xn--0zwm56d/", "例子.测试", None),
        ("mailto:ada@b.example", "ada@b.example", None),
        ("mailto:ada@b.example", "Ada", None),
        ("https://a.example/", "1.5 or e.g. this", None),
        ("https://evil.example/x", "https://bank.example/login", Some("evil.example")),
        ("https://evil.example/x", "bank.example", Some("evil.example")),
        ("https://evil.example/x", "log in at www.Bank.Example today", Some("evil.example")),
        ("https://evil.example/x", "bank\u{200B}.example", Some("evil.example")),
        ("https://evil.example/x", "bank․example or bank。example", Some("evil.example")),
        ("https://evil.example/x", "https://bank.example@evil.example/", Some("evil.example")),
        ("https://evil.example/x", "bank.example|evil.example", Some("evil.example")),
        ("https://evil.example/x", "ada@bank.example", Some("evil.example")),
        ("https://bank.example.evil.example/x", "bank.example", Some("bank.example.evil.example")),
        ("https://evil.example/x", "банк.пример", Some("evil.example")),
        ("https://xn--e1afmkfd.example/", "bank.example", Some("пример.example")),
        ("https://192.0.2.7/", "bank.example", Some("192.0.2.7")),
        ("mailto:evil@evil.example", "ada@bank.example", Some("evil@evil.example")),
        ("mailto:evil@evil.example", "bank.example", Some("evil@evil.example")),
        ("https://xn--pple-43d.com/", "https://\u{430}pple.com/", Some("xn--pple-43d.com")),
        ("https://xn--80ak6aa92e.com/", "https://аррӏе.com/", Some("xn--80ak6aa92e.com")),
        ("https://xn--80ak6aa92e.com/", "apple.com", Some("xn--80ak6aa92e.com")),
    ] {
        assert_eq!(beside(address, words).as_deref(), shown, "{words} to {address}");
    }
}

#[test]
fn words_that_a_reader_takes_for_an_address_name_the_real_one() {
    for words in [
        "//bank.example",
        "//intranet/login",
        "\\\\bank.example",
        "https:/bank.example",
        "https://intranet/login",
        "?bank.example",
        "→/bank.example/login",
        "localhost",
        "localhost:8080",
        "router:8080/setup",
        "http://[::1]:8080/",
        "http://2130706433/",
        "www . mybank . com",
        "mybank .com",
        "mybank. com",
        "www. mybank. com",
        "mybank dot com",
        "mybank [dot] com",
        "mybank(.)com",
        "mybank[.]com",
        "mybank\".com",
        "mybank,com/login",
        "mybank,com",
        "mybank,de/login",
        "mybank;com",
        "mybank‚com",
        "mybank·com",
        "mybank。com",
        "mybank﹒com",
        "mybank．com",
    ] {
        assert_eq!(beside("https://evil.example/x", words).as_deref(), Some("evil.example"), "{words}");
    }
    for words in [
        "Note: 5 to 10, and 1:30",
        "yes,no and so,da",
        "wait ... what",
        "the end. Next one",
        "你好。谢谢",
        "ジャン・ポール",
        "col·lecció",
        "either/or",
        "24/7",
        "C:/",
        "...",
        "a - b",
        "Ada, Bob; Carl: Di",
    ] {
        assert_eq!(beside("https://evil.example/x", words), None, "{words}");
    }
    for (address, words) in [
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("http://127.0.0.1/", "http://2130706433/"),
        ("http://localhost:8080/", "localhost:8080"),
        ("https://evil.example/", "//evil.example"),
        ("https://evil.example/", "evil . example"),
        ("https://evil.example:8443/", "https://evil.example:8443/"),
        ("https://evil.example/", "(https://evil.example/a),"),
        ("https://evil.example/", "https://evil.example/https://bank.example"),
        ("mailto:ada@b.example", "ada@b.example,"),
    ] {
        assert_eq!(beside(address, words), None, "{words}");
    }
}

#[test]
fn links_and_words_that_read_as_one_name_are_read_as_one() {
    const EVIL: &str = "https://evil.example/";
    let hosts = |source: &str| hosts(&source.replace("(evil)", &format!("({EVIL})")));
    for (source, count) in [
        ("[mybank](evil)[.com](evil)", 2),
        ("[my](evil)[bank](evil)[.com](evil)", 3),
        ("[mybank](evil)**[.com](evil)**", 2),
        ("**[mybank](evil)**.com", 1),
        ("[my**bank**.com](evil)", 1),
        ("[my`bank`.com](evil)", 1),
        ("mybank[.com/login](evil)", 1),
        ("mybank.[com](evil)", 1),
        ("mybank.com[/login](evil)", 1),
        ("mybank.com/[login](evil)", 1),
        ("https://[mybank](evil)", 1),
        ("[https://](evil)mybank.com", 1),
        ("[mybank](evil) . [com](evil)", 2),
        ("[mybank](evil),[com](evil)", 2),
        ("[evil.example](evil).bank.com", 1),
        ("[evil.example](evil)s", 1),
        ("![mybank](evil)![.com](evil)", 2),
        ("请看mybank[.com](evil)", 1),
    ] {
        assert_eq!(hosts(source), vec!["evil.example"; count], "{source}");
    }
    for source in [
        "[evil](evil)[.example](evil)",
        "mybank.com: [read more](evil)",
        "mybank.com, [evil.example](evil)",
        "mybank.com [1](evil)",
        "(mybank.com)[1](evil)",
        "[evil.example](evil), mybank.com",
        "[evil.example](evil)/mybank.com",
        "[evil.example](evil).",
        "[evil.example](evil)'s",
        "请看[evil.example](evil)。谢谢",
        "请看[evil.example](evil)谢谢",
        "请看https://evil.example/a、https://other.example/b。谢谢",
        "see https://evil.example/a,\nmybank.com",
        "[one](evil)\n.com",
        "[here](evil)",
        "<https://evil.example/>, <ada@b.example>",
        "_www.evil.example_",
    ] {
        assert_eq!(hosts(source), Vec::<String>::new(), "{source}");
    }
    assert_eq!(hosts("[ada@](mailto:eve@evil.example)[b.example](mailto:eve@evil.example)"), ["eve@evil.example"; 2]);
    assert_eq!(hosts("ada@[b.example](mailto:eve@evil.example)"), ["eve@evil.example"]);
}
