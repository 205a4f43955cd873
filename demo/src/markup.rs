//! The light markup of the day's texts, as HTML.
//!
//! Blocks are parted by blank lines: a paragraph, `## heading`, `- list`, `| table |`, `> quote`,
//! `![caption](picture)`. Inside them `*emphasis*` and `[text](address)`. The texts are ours, so
//! there is no more to it, and what is not one of these is a paragraph.

use crate::template::escape;

/// The HTML of a body. `picture` turns a picture's name into its address.
pub(crate) fn to_html(body: &str, picture: &dyn Fn(&str) -> String) -> String {
    blocks(body).map(|block| block_html(block, picture)).collect::<Vec<_>>().join("\n")
}

/// The first paragraph as plain text: what a feed shows of an article without a standfirst.
pub(crate) fn first_paragraph(body: &str) -> String {
    let is_prose = |block: &&str| !block.starts_with(['#', '-', '|', '>', '!']);
    blocks(body).find(is_prose).map(plain).unwrap_or_default()
}

fn blocks(body: &str) -> impl Iterator<Item = &str> {
    body.split("\n\n").map(str::trim).filter(|block| !block.is_empty())
}

fn block_html(block: &str, picture: &dyn Fn(&str) -> String) -> String {
    if let Some(heading) = block.strip_prefix("## ") {
        return format!("<h2>{}</h2>", inline(heading));
    }
    if let Some(quote) = block.strip_prefix("> ") {
        return format!("<blockquote><p>{}</p></blockquote>", inline(&quote.replace("\n> ", " ")));
    }
    if block.starts_with("- ") {
        let rows = block.lines().map(|line| inline(line.trim_start_matches("- ")));
        return format!("<ul><li>{}</li></ul>", rows.collect::<Vec<_>>().join("</li><li>"));
    }
    if block.starts_with('|') {
        return table_html(block);
    }
    if let Some((caption, name)) = link_parts(block.strip_prefix('!').unwrap_or_default()) {
        let (caption, address) = (inline(caption), escape(&picture(name)));
        return format!(
            "<figure><img src=\"{address}\" width=\"1200\" height=\"675\" alt=\"\">\
             <figcaption>{caption}</figcaption></figure>"
        );
    }
    format!("<p>{}</p>", inline(&block.replace('\n', " ")))
}

/// The first line is the head of the table.
fn table_html(block: &str) -> String {
    let row = |line: &str, cell: &str| {
        let cells = line.trim().trim_matches('|').split('|');
        let cells = cells.map(|text| format!("<{cell}>{}</{cell}>", inline(text.trim())));
        format!("<tr>{}</tr>", cells.collect::<String>())
    };
    let mut lines = block.lines();
    let head = lines.next().map(|line| row(line, "th")).unwrap_or_default();
    let body = lines.map(|line| row(line, "td")).collect::<String>();
    format!("<table><thead>{head}</thead><tbody>{body}</tbody></table>")
}

/// `[text](address)` alone, taken apart.
fn link_parts(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('[')?.strip_suffix(')')?.split_once("](")
}

/// Emphasis and links; everything else is escaped.
fn inline(text: &str) -> String {
    let mut html = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['*', '[']) {
        html.push_str(&escape(&rest[..at]));
        let after = &rest[at + 1..];
        if let Some((words, tail)) = after.split_once('*').filter(|_| rest[at..].starts_with('*')) {
            html.extend(["<em>", &escape(words), "</em>"]);
            rest = tail;
        } else if let Some((words, address, tail)) = link_at(&rest[at..]) {
            html.extend(["<a href=\"", &escape(address), "\">", &escape(words), "</a>"]);
            rest = tail;
        } else {
            html.push_str(&rest[at..=at]);
            rest = after;
        }
    }
    html + &escape(rest)
}

/// The words and address of a link that `text` begins with, and what follows it.
fn link_at(text: &str) -> Option<(&str, &str, &str)> {
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, tail) = rest.split_once(')')?;
    Some((words, address, tail))
}

/// A paragraph without its markup.
fn plain(block: &str) -> String {
    let mut words = block.replace('\n', " ").replace('*', "");
    while let Some(at) = words.find('[') {
        let Some((text, address, _)) = link_at(&words[at..]) else { break };
        let (text, length) = (text.to_owned(), text.len() + address.len() + 4);
        words.replace_range(at..at + length, &text);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, expected: &str) {
        assert_eq!(to_html(body, &|name| format!("/{name}.png")), expected);
    }

    #[test]
    fn writes_each_block() {
        check("one\ntwo\n\n\nthree & <four>", "<p>one two</p>\n<p>three &amp; &lt;four&gt;</p>");
        check("## Tide *tables*", "<h2>Tide <em>tables</em></h2>");
        check("- a\n- b", "<ul><li>a</li><li>b</li></ul>");
        check("> said\n> she", "<blockquote><p>said she</p></blockquote>");
        check(
            "| a | b |\n| 1 | 2 |",
            "<table><thead><tr><th>a</th><th>b</th></tr></thead>\
             <tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        );
        check("see [the *map*](/map) now", "<p>see <a href=\"/map\">the *map*</a> now</p>");
        check("5 * 3 [sic]", "<p>5 * 3 [sic]</p>");
    }

    #[test]
    fn finds_the_first_paragraph() {
        let body = "![a boat](boat)\n\n## Head\n\nThe *tide* [turned](/t) at six.\n\nMore.";
        assert_eq!(first_paragraph(body), "The tide turned at six.");
    }
}
