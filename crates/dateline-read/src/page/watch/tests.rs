//! Pages of every make that list news, and pages that list none.

use super::*;
use dateline_model::Millis;

const MENU: &str = "<header><a href=/><img alt=Vell></a><nav><ul><li><a href=/world>World</a>\
    <li><a href=/sport>Sport</a><li><a href=/culture>Culture</a><li><a href=/science-and-health>\
    Science and health</a></ul></nav></header>";

const FOOTER: &str = "<footer><ul><li><a href=/about>About the people who make \
    the Vell</a><li><a href=/privacy>How we handle what you tell us</a><li><a href=/terms>The terms \
    of use of these pages</a><li><a href=/jobs>Come and work with all of us</a></ul></footer>";

const HEADLINES: [&str; 4] = [
    "River town rebuilds the bridge",
    "Council votes on night trains",
    "Harbour opens after the storm",
    "Old mill becomes a school",
];

fn read(body: &str) -> FeedDocument {
    let html = format!(
        "<!doctype html><html lang=en><title>The Vell</title><body>{MENU}{body}{FOOTER}</body></html>"
    );
    let captured = "2026-06-14T20:30:00Z".parse::<Millis>().ok();
    watch_page(&html, &PageSource { url: Some("https://vell.example/news/"), captured })
}

/// A body in which `item` stands once for each headline, `N` for its number and `T` for its text.
fn listed(item: &str) -> String {
    let one = |(number, title): (usize, &&str)| {
        item.replace('N', &(number + 1).to_string()).replace('T', title)
    };
    HEADLINES.iter().enumerate().map(one).collect()
}

/// The four headlines are found, in their order, with these dates and nothing else.
#[track_caller]
fn check(body: &str, dates: [&str; 4]) {
    let document = read(body);
    let found: Vec<_> = document
        .entries
        .iter()
        .map(|entry| {
            let title = entry.title.as_ref().map_or("", |title| &title.value).to_owned();
            let date = entry.published.map(|when| when.to_string()).unwrap_or_default();
            (title, entry.link.clone().unwrap_or_default(), date)
        })
        .collect();
    let expected: Vec<_> = HEADLINES
        .iter()
        .zip(1..)
        .zip(dates)
        .map(|((title, number), date)| {
            ((*title).to_owned(), format!("https://vell.example/a/{number}"), date.to_owned())
        })
        .collect();
    assert_eq!(found, expected, "{body}");
}

const NONE: [&str; 4] = [""; 4];
const DAYS: [&str; 4] = ["2026-06-11", "2026-06-12", "2026-06-13", "2026-06-14"];

#[test]
fn cards() {
    check(
        &listed(
            "<article class='card post-N'><a href=/a/N><img src=/N.jpg></a><h2><a href=/a/N>T</a>\
             </h2><a class=tag href=/t/N>rivers</a><time datetime='2026-06-1N'>x</time></article>",
        ),
        DAYS,
    );
    check(&listed("<div class=c><a href=/a/N><div><h3>T</h3><p>Words</p></div></a></div>"), NONE);
    check(&listed("<div><h3>T</h3><p>Words about it</p><a href=/a/N>Read more</a></div>"), NONE);
    check(&listed("<article><header><h2><a href=/a/N>T</a></h2></header></article>"), NONE);
    check(&listed("<div><a class=x href=/a/N title='T'></a><span>Opinion</span></div>"), NONE);
}

#[test]
fn plain_lists() {
    check(&format!("<ul>{}</ul>", listed("<li><a href=/a/N>T</a>")), NONE);
    check(&format!("<ul>{}</ul>", listed("<li>1N June 2026 <a href=/a/N>T</a>")), DAYS);
    check(&format!("<ul>{}</ul>", listed("<li><a href=/a/N>T</a> - 1N June 2026")), DAYS);
    check(&listed("<p><a href=/a/N>T</a><br>"), NONE);
    check(
        &format!("<table>{}</table>", listed("<tr><td>1N.6.2026<td><a href=/a/N>T</a></tr>")),
        DAYS,
    );
}

#[test]
fn bare_headlines_and_their_dates_before_or_after() {
    check(&listed("<h3><a href=/a/N>T</a></h3><p>1N June 2026</p>"), DAYS);
    check(&format!("<dl>{}</dl>", listed("<dt>1N June 2026<dd><a href=/a/N>T</a>")), DAYS);
    check(
        &format!(
            "<table>{}</table>",
            listed("<tr><td><a href=/a/N>T</a><tr><td>by x | 1N June 2026")
        ),
        DAYS,
    );
}

#[test]
fn ages_and_days_in_addresses() {
    check(
        &listed("<li><a href=/a/N>T</a><span class=age>N hours ago</span>"),
        [
            "2026-06-14T19:30:00Z",
            "2026-06-14T18:30:00Z",
            "2026-06-14T17:30:00Z",
            "2026-06-14T16:30:00Z",
        ],
    );
    let document = read(&listed("<li><a href=/2026/06/1N/a>T</a>"));
    let days: Vec<_> =
        document.entries.iter().filter_map(|e| e.published).map(|w| w.to_string()).collect();
    assert_eq!(days, DAYS);
}

#[test]
fn a_lead_story_of_another_shape_belongs_to_the_list() {
    let lead = "<div class=lead><h1><a href=/a/0>The lead story above all others</a></h1>\
                <p>A teaser of the lead that says a little more than that.</p></div>";
    let document = read(&format!("{lead}{}", listed("<div><h2><a href=/a/N>T</a></h2></div>")));
    assert_eq!(document.entries.len(), 5);
    let summary = document.entries[0].summary.as_ref().map(|text| text.value.as_str());
    assert_eq!(summary, Some("A teaser of the lead that says a little more than that."));
}

/// Found by the fuzzer: `href=/a/2` ran into the text, and the list had an entry without a title.
#[test]
fn a_link_that_says_nothing_is_no_entry() {
    let item = "<article><h2><a href=/a/N>T</a></h2></article>";
    let silent = "<article><h2><a href=/a/9></a></h2></article>";
    check(&format!("{silent}{}{silent}", listed(item)), [""; 4]);
}

#[test]
fn a_page_without_a_list_has_no_entries() {
    for body in [
        "",
        "<main><h1>About</h1><p>We write on <a href=/world>the world</a>, <a href=/a>all</a>.",
        "<main><a href=/b>Buy</a><a href=/c>Sell</a><a href=/d>Rent</a><a href=/e>Swap</a></main>",
    ] {
        let document = read(body);
        assert_eq!((document.entries.len(), document.problems.len()), (0, 1), "{body}");
    }
}

#[test]
fn a_page_says_its_name_and_language() {
    let head = read("").feed;
    assert_eq!(head.title.map(|title| title.value).as_deref(), Some("The Vell"));
    assert_eq!(head.link.as_deref(), Some("https://vell.example/news/"));
    assert_eq!(head.language.as_deref(), Some("en"));
}

#[test]
fn a_page_of_many_thousand_links_is_no_trouble() {
    let many = "<div><a href=/x/1>One headline of many words</a>".repeat(20_000);
    assert_eq!(read(&many).entries.len(), 0);
    let many = (0..6_000).fold(String::new(), |html, n| {
        let number = n.to_string();
        html + "<p><a href=/x/" + &number + ">Headline of many words, number " + &number + "</a>"
    });
    assert_eq!(read(&many).entries.len(), MOST_ENTRIES);
}
