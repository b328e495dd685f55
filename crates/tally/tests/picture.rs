//! The picture, read back as XML: what it says must be the outcome.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

use roxmltree::{Document, Node};
use viche_tally::pabulib::{Meta, Options, read};
use viche_tally::picture::picture;
use viche_tally::rules::Request;
use viche_tally::{Builder, Choices, Election, Money, Points, VoteType};

const APPROVAL: &str = include_str!("files/approval.pb");

/// Where the budget stands among the bars of money.
const BUDGET: f64 = 280.0;

fn drawn(election: &Election, meta: &Meta, rule: &str) -> String {
    let request = Request { rule: Some(rule.to_owned()), ..Request::default() };
    let method = request.method(election, meta).unwrap();
    picture(election, meta, &method.count(election).unwrap()).unwrap()
}

fn drawn_file(text: &str, rule: &str) -> String {
    let reading = read(text.as_bytes(), Options::LENIENT).unwrap();
    drawn(&reading.election, &reading.meta, rule)
}

/// Projects with so many votes of voters of their own.
fn election(budget: i64, projects: &[(&str, i64, u32)]) -> Election {
    let mut builder = Builder::new(Money(budget), VoteType::Approval).unwrap();
    for (id, cost, votes) in projects {
        let project = builder.project(*id, "", Money(*cost)).unwrap();
        builder.ballots(Choices::Listed(&[project]), *votes).unwrap();
    }
    builder.finish().unwrap()
}

fn of_class<'a>(parent: Node<'a, 'a>, class: &str) -> Vec<Node<'a, 'a>> {
    let has = |node: &Node| node.attribute("class").is_some_and(|all| all.split(' ').any(|one| one == class));
    parent.descendants().filter(has).collect()
}

fn only<'a>(parent: Node<'a, 'a>, class: &str) -> Node<'a, 'a> {
    let [node] = of_class(parent, class)[..] else { panic!("not one {class}") };
    node
}

fn ids<'a>(document: &'a Document<'a>, class: &str) -> Vec<&'a str> {
    of_class(document.root(), class).iter().map(|row| row.attribute("data-id").unwrap()).collect()
}

fn number(node: Node, attribute: &str) -> f64 {
    node.attribute(attribute).unwrap().parse().unwrap()
}

fn assert_near(found: f64, expected: f64, what: &str) {
    assert!((found - expected).abs() <= 0.2, "{what}: {found} and not {expected}");
}

/// From and to which number of winners, and how many voters.
fn voters(document: &Document) -> Vec<(u64, u64, u64)> {
    let data = |row: &Node, name: &str| row.attribute(name).unwrap().parse().unwrap();
    let rows = of_class(document.root(), "voters");
    rows.iter().map(|row| (data(row, "data-from"), data(row, "data-to"), data(row, "data-voters"))).collect()
}

#[test]
fn winners_and_losers_stand_in_the_order_of_votes() {
    let svg = drawn_file(APPROVAL, "greedy");
    let document = Document::parse(&svg).unwrap();
    assert_eq!(ids(&document, "winner"), ["swing", "trees"]);
    assert_eq!(ids(&document, "loser"), ["bench", "pool"]);
    assert_eq!(ids(&document, "project"), ["swing", "trees", "bench", "pool"]);
    assert_eq!(only(document.root(), "total").attribute("data-spent"), Some("700.50"));
    let text: String = document.descendants().filter_map(|node| node.text()).collect::<Vec<_>>().join("\n");
    for words in [
        "Playgrounds and trees",
        "Zhytomyr · Ukraine · 2026",
        "Rule: greedy; ties: lex",
        "700.50 UAH",
        "Лісосмуга",
        "Budget 1\u{2009}000 UAH",
        "70.1\u{2009}% of the budget",
        "Swing \"Orel\"; two seats",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn bars_are_as_long_as_what_they_stand_for() {
    let svg = drawn_file(APPROVAL, "greedy");
    let document = Document::parse(&svg).unwrap();
    let zero = number(only(only(document.root(), "total"), "spent"), "x");
    let line = number(only(only(document.root(), "budget"), "line"), "x1");
    assert_near(line - zero, BUDGET, "the budget of 1000.00");
    let edge = line + 68.0;
    let mut before = 0.0;
    for row in of_class(document.root(), "project") {
        let id = row.attribute("data-id").unwrap();
        let (votes, bar) = (only(row, "votes"), only(row, "cost"));
        // Trees and swing have three votes each, the most.
        assert_near(number(votes, "width"), 140.0 * number(row, "data-score") / 3.0, id);
        assert_near(number(row, "data-before"), before, id);
        let start = zero + BUDGET * before / 1000.0;
        let end = start + BUDGET * number(row, "data-cost") / 1000.0;
        assert_near(number(bar, "x"), start, id);
        assert_near(number(bar, "x") + number(bar, "width"), end.min(edge), id);
        assert_eq!(of_class(row, "beyond").len(), usize::from(end > edge), "{id}");
        before += number(row, "data-gets");
    }
    assert_near(number(only(document.root(), "spent"), "width"), BUDGET * 0.7005, "spent");
}

#[test]
fn what_is_funded_looks_different_without_colours() {
    let svg = drawn_file(APPROVAL, "greedy");
    let document = Document::parse(&svg).unwrap();
    let fills = |class: &str| -> Vec<&str> {
        let rows = of_class(document.root(), class);
        rows.iter().map(|row| only(*row, "cost").attribute("fill").unwrap()).collect()
    };
    assert!(fills("winner").iter().all(|fill| fill.starts_with('#')));
    assert!(fills("loser").iter().all(|fill| *fill == "url(#viche-hatch)"));
    assert_eq!(of_class(document.root(), "legend").len(), 2, "funded and not; nothing is partly funded");
}

#[test]
fn a_partly_funded_project_reaches_the_budget() {
    let election = election(100_000, &[("a", 70_000, 9), ("b", 36_000, 7), ("c", 10_000, 5)]);
    let svg = drawn(&election, &Meta::default(), "greedy-custom");
    let document = Document::parse(&svg).unwrap();
    assert_eq!(
        [ids(&document, "winner"), ids(&document, "partly"), ids(&document, "loser")],
        [["a"], ["b"], ["c"]]
    );
    let row = only(document.root(), "partly");
    assert_eq!([row.attribute("data-before"), row.attribute("data-gets")], [Some("700.00"), Some("300.00")]);
    let gets = only(row, "gets");
    let line = number(only(only(document.root(), "budget"), "line"), "x1");
    assert_near(number(gets, "x") + number(gets, "width"), line, "its part ends at the budget");
    assert_near(number(only(row, "cost"), "width"), BUDGET * 0.36, "and its cost beyond");
    assert_eq!(only(document.root(), "loser").attribute("data-before"), Some("1000.00"));
    let total = only(document.root(), "total");
    assert_eq!(
        [total.attribute("data-spent"), total.attribute("data-part")],
        [Some("700.00"), Some("300.00")]
    );
}

#[test]
fn voters_are_counted_by_their_winners() {
    let svg = drawn_file(APPROVAL, "greedy");
    let document = Document::parse(&svg).unwrap();
    // Voter 1 has both, 2 to 5 one each, 6 only the pool.
    assert_eq!(voters(&document), [(0, 0, 1), (1, 1, 4), (2, 2, 1)]);
    let rows = of_class(document.root(), "voters");
    let lengths: Vec<f64> = rows.iter().map(|row| number(only(*row, "bar"), "width")).collect();
    assert_near(lengths[1], 640.0, "the most voters");
    assert_near(lengths[0] * 4.0, lengths[1], "one voter is a quarter of four");
    assert!(svg.contains("1 voter (16.7\u{2009}%)") && svg.contains("4 voters (66.7\u{2009}%)"));
    assert!(svg.contains("1.00 on average"));
}

#[test]
fn points_of_zero_and_below_are_no_support() {
    let mut builder = Builder::new(Money(1_000), VoteType::Scoring).unwrap();
    let [a, b] = ["a", "b"].map(|id| builder.project(id, "", Money(500)).unwrap());
    for (first, second) in [(300, 0), (-100, 200), (100, 100), (0, -50)] {
        builder.ballots(Choices::Points(&[(a, Points(first)), (b, Points(second))]), 1).unwrap();
    }
    let svg = drawn(&builder.finish().unwrap(), &Meta::default(), "greedy");
    let document = Document::parse(&svg).unwrap();
    assert_eq!(ids(&document, "winner"), ["a", "b"]);
    assert_eq!(voters(&document), [(0, 0, 1), (1, 1, 2), (2, 2, 1)]);
}

/// Forty winners, and voters that have up to all of them: rows take several numbers, and the few with the most one.
#[test]
fn many_winners_share_rows() {
    let mut builder = Builder::new(Money(4_000), VoteType::Approval).unwrap();
    let projects: Vec<u32> =
        (0..40).map(|id| builder.project(id.to_string(), "", Money(100)).unwrap()).collect();
    for winners in 0..=30 {
        builder.ballots(Choices::Listed(&projects[..winners]), 10).unwrap();
    }
    builder.ballots(Choices::Listed(&projects), 2).unwrap();
    let election = builder.finish().unwrap();
    let svg = drawn(&election, &Meta::default(), "greedy");
    let document = Document::parse(&svg).unwrap();
    assert_eq!(of_class(document.root(), "winner").len(), 40);
    let rows = voters(&document);
    assert_eq!((rows[0], rows[1], *rows.last().unwrap()), ((0, 0, 10), (1, 2, 20), (31, 40, 2)));
    assert!(rows.is_sorted_by(|a, b| a.1 + 1 == b.0), "every number has its row: {rows:?}");
    assert_eq!(rows.iter().map(|row| row.2).sum::<u64>(), election.voters());
}

#[test]
fn all_winners_are_shown_and_most_losers_summed_up() {
    let names: Vec<String> = (0..60).map(|index| format!("{index:02}")).collect();
    let projects: Vec<(&str, i64, u32)> = (0..60)
        .map(|index| {
            (
                names[index].as_str(),
                if index % 2 == 0 { 10 } else { 9_999 },
                60 - u32::try_from(index).unwrap(),
            )
        })
        .collect();
    let svg = drawn(&election(300, &projects), &Meta::default(), "greedy");
    let document = Document::parse(&svg).unwrap();
    assert_eq!(of_class(document.root(), "winner").len(), 30);
    assert_eq!(of_class(document.root(), "loser").len(), 25);
    assert_eq!(only(document.root(), "hidden").attribute("data-projects"), Some("5"));
    assert!(svg.contains("and 5 more projects without funding, with at most 9 votes each"));
    // One that would be left alone is shown.
    let svg = drawn(&election(0, &projects[..26]), &Meta::default(), "greedy");
    let document = Document::parse(&svg).unwrap();
    assert_eq!(of_class(document.root(), "loser").len(), 26);
    assert_eq!(of_class(document.root(), "hidden").len(), 0);
}

#[test]
fn ties_stand_as_they_were_broken() {
    let text = APPROVAL.replace("budget;1000", "budget;400").replace("swing;300.50", "swing;400");
    let svg = drawn_file(&text, "official");
    let document = Document::parse(&svg).unwrap();
    assert_eq!(ids(&document, "project")[..2], ["trees", "swing"], "official greedy rules go by the file");
    let svg = drawn_file(&text, "greedy");
    let document = Document::parse(&svg).unwrap();
    assert_eq!(ids(&document, "project")[..2], ["swing", "trees"], "others by code point");
}

#[test]
fn a_threshold_is_a_line_among_the_votes() {
    let text = APPROVAL.replace("rule;greedy", "min_project_score_threshold;3\nrule;greedy");
    let svg = drawn_file(&text, "greedy-threshold");
    let document = Document::parse(&svg).unwrap();
    let threshold = only(document.root(), "threshold");
    assert_eq!(threshold.attribute("data-score"), Some("3.00"));
    let votes = only(of_class(document.root(), "project")[0], "votes");
    assert_near(number(only(threshold, "line"), "x1"), number(votes, "x") + 140.0, "at the most votes");
}

#[test]
fn names_of_others_are_only_text() {
    let hostile = "</text></svg><script>alert('&amp;')</script>\u{1}\u{202e}]]> \"x\" onload=\"";
    let visible = "</text></svg><script>alert('&amp;')</script>]]> \"x\" onload=\"";
    let mut builder = Builder::new(Money(1_000), VoteType::Approval).unwrap();
    let project = builder.project(hostile, hostile, Money(500)).unwrap();
    builder.ballots(Choices::Listed(&[project]), 1).unwrap();
    let nameless = builder.project("\u{0}", "Ґ".repeat(100_000), Money(i64::from(u32::MAX))).unwrap();
    builder.ballots(Choices::Listed(&[nameless]), 1).unwrap();
    let mut meta = Meta::default();
    for key in ["description", "unit", "instance", "currency"] {
        meta.insert(key, hostile);
    }
    let svg = drawn(&builder.finish().unwrap(), &meta, "greedy");
    assert!(svg.len() < 20_000, "long names are cut: {}", svg.len());
    let document = Document::parse(&svg).unwrap();
    assert_eq!(ids(&document, "project").iter().filter(|id| **id == visible).count(), 1);
    let title = document.root_element().first_element_child().unwrap();
    assert_eq!((title.tag_name().name(), title.text()), ("title", Some(visible)));
    assert_eq!(document.descendants().filter(|node| node.has_tag_name("script")).count(), 0);
}

#[test]
fn there_may_be_little_to_draw() {
    let two = [("a", 500, 2), ("b", 300, 1)];
    for (budget, projects, winners) in
        [(0, &two[..], 0), (100, &two, 0), (800, &two, 2), (500, &two[..1], 1), (100, &[], 0), (0, &[], 0)]
    {
        let election = election(budget, projects);
        let svg = drawn(&election, &Meta::default(), "greedy");
        let document = Document::parse(&svg).unwrap();
        assert_eq!(of_class(document.root(), "winner").len(), winners, "{budget} {projects:?}");
        assert_eq!(voters(&document).iter().map(|row| row.2).sum::<u64>(), election.voters());
    }
    let svg = drawn(&election(100, &[("a", 50, 0)]), &Meta::default(), "equal-shares");
    assert_eq!(voters(&Document::parse(&svg).unwrap()), [(0, 0, 0)], "nobody voted");
    let free = drawn(&election(0, &[("a", 0, 1)]), &Meta::default(), "greedy");
    assert_eq!(ids(&Document::parse(&free).unwrap(), "winner"), ["a"]);
}

/// The greatest numbers that a file can hold fit their columns, and nothing is drawn outside.
#[test]
fn the_greatest_amounts_fit() {
    let projects = [("a", Money::LIMIT, 3), ("b", Money::LIMIT, 2), ("c", 1, 1)];
    let svg = drawn(&election(Money::LIMIT, &projects), &Meta::default(), "greedy");
    let document = Document::parse(&svg).unwrap();
    let width = number(document.root_element(), "width");
    let boxes = document.descendants().filter(|node| node.has_attribute("x") && node.has_attribute("width"));
    assert!(boxes.clone().count() > 12);
    for drawn in boxes {
        let (x, length) = (number(drawn, "x"), number(drawn, "width"));
        assert!(x >= 0.0 && length > 0.0 && x + length <= width, "{drawn:?}");
    }
}

#[test]
fn equal_outcomes_give_equal_bytes_and_need_nothing_else() {
    let svg = drawn_file(APPROVAL, "greedy");
    assert_eq!(svg, drawn_file(APPROVAL, "greedy"));
    let document = Document::parse(&svg).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    for node in document.descendants().filter(Node::is_element) {
        assert!(!["script", "style", "image", "use", "a"].contains(&node.tag_name().name()), "{node:?}");
        for attribute in node.attributes() {
            let value = attribute.value();
            assert!(!attribute.name().starts_with("on") && attribute.name() != "href", "{attribute:?}");
            assert!(!value.contains("url(") || value.starts_with("url(#viche-"), "{attribute:?}");
        }
    }
}
