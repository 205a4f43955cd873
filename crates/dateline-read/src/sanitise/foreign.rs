//! Formulas and drawings in the middle of HTML: `MathML` and simple SVG.
//!
//! Browsers parse these by rules of their own, and most ways around sanitisers lead through the
//! border. So they never reach the HTML parser: an island is read here under strict rules, written
//! anew, and put back into the finished HTML in place of a word that nobody can forge.
//!
//! Rule: whatever is not on a list spoils the whole island. Nothing on the lists runs, loads,
//! animates, refers to another element, or lets HTML with blocks in again.

use url::Url;

use crate::markup::{Tag, Token, Tokens, attributes, resolved_html};

/// Elements of one island; a page of formulas has a few hundred.
const MOST_ELEMENTS: usize = 2_000;

/// Elements inside one another.
const DEEPEST: usize = 64;

const SVG: &[&str] = &[
    "svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "text",
    "tspan", "title", "desc", "a",
];

const MATHML: &[&str] = &[
    "math",
    "semantics",
    "mrow",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "mspace",
    "mfrac",
    "msqrt",
    "mroot",
    "mstyle",
    "merror",
    "mpadded",
    "mphantom",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
];

/// The only elements that may hold words.
const WORDED: &[&str] = &["text", "tspan", "title", "desc", "mi", "mn", "mo", "ms", "mtext"];

/// HTML that may stand in a drawing's title and description, without attributes.
const IN_DESCRIPTION: &[&str] = &["abbr", "b", "code", "em", "i", "span", "strong", "sub", "sup"];

const ATTRIBUTES: &[&str] = &[
    "accent",
    "baseProfile",
    "columnalign",
    "columnspacing",
    "columnspan",
    "cx",
    "cy",
    "d",
    "depth",
    "display",
    "displaystyle",
    "fence",
    "fill",
    "fill-opacity",
    "fill-rule",
    "font-family",
    "font-size",
    "font-weight",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathsize",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "opacity",
    "points",
    "r",
    "rowalign",
    "rowspacing",
    "rowspan",
    "rspace",
    "rx",
    "ry",
    "scriptlevel",
    "separator",
    "stretchy",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
    "symmetric",
    "text-anchor",
    "transform",
    "version",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "xlink:show",
    "xlink:type",
    "y",
    "y1",
    "y2",
];

const XLINK: &str = "http://www.w3.org/1999/xlink";

/// True for the elements that islands start with.
pub(super) fn is_foreign(name: &str) -> bool {
    name.eq_ignore_ascii_case("svg") || name.eq_ignore_ascii_case("math")
}

/// The island that `root` opens, written anew, or nothing when it breaks a rule. Either way the
/// tokens stand behind it.
pub(super) fn island<'a>(
    root: Tag<'a>,
    tokens: &mut Tokens<'a>,
    base: Option<&Url>,
) -> Option<String> {
    let after_root = tokens.offset();
    let mut island = Island { html: String::new(), open: Vec::new(), elements: 0, base };
    island.element(root)?;
    while !island.open.is_empty() {
        let kept = tokens.next().and_then(|token| island.take(token));
        if kept.is_none() {
            tokens.go_to(after_root);
            tokens.skip_to_close(root.name);
            return None;
        }
    }
    Some(island.html)
}

struct Island<'a> {
    html: String,
    open: Vec<&'static str>,
    elements: usize,
    base: Option<&'a Url>,
}

impl Island<'_> {
    fn take(&mut self, token: Token<'_>) -> Option<()> {
        match token {
            Token::Open(tag) => self.element(tag),
            Token::Close(name) => {
                let open = self.open.pop().filter(|open| open.eq_ignore_ascii_case(name))?;
                self.html.extend(["</", open, ">"]);
                Some(())
            }
            Token::Text(text) => self.text(text),
            Token::Cdata(_) => None,
            Token::Other(_) => Some(()),
        }
    }

    fn text(&mut self, text: &str) -> Option<()> {
        let worded = self
            .open
            .last()
            .is_some_and(|open| WORDED.contains(open) || IN_DESCRIPTION.contains(open));
        if !worded {
            return text.trim().is_empty().then_some(());
        }
        for letter in resolved_html(text).chars() {
            match letter {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                _ => self.html.push(letter),
            }
        }
        Some(())
    }

    fn element(&mut self, tag: Tag<'_>) -> Option<()> {
        let name = self.allowed(tag.name)?;
        self.elements += 1;
        if self.elements > MOST_ELEMENTS || self.open.len() >= DEEPEST {
            return None;
        }
        self.html.extend(["<", name]);
        match name {
            "svg" => self.html.push_str(" xmlns=\"http://www.w3.org/2000/svg\""),
            "math" => self.html.push_str(" xmlns=\"http://www.w3.org/1998/Math/MathML\""),
            _ => {}
        }
        if !IN_DESCRIPTION.contains(&name) {
            self.attributes(tag, name);
        }
        if tag.closed {
            self.html.push_str(" />");
        } else {
            self.html.push('>');
            self.open.push(name);
        }
        Some(())
    }

    /// The element's name as it is written out, if it may stand where it stands.
    fn allowed(&self, name: &str) -> Option<&'static str> {
        let names = match (self.open.first(), self.open.last()) {
            (_, Some(&("title" | "desc"))) => IN_DESCRIPTION,
            (_, Some(open)) if IN_DESCRIPTION.contains(open) => IN_DESCRIPTION,
            (_, Some(&("mi" | "mn" | "mo" | "ms" | "mtext"))) => return None,
            (Some(&"svg"), _) => SVG.get(1..)?,
            (Some(&"math"), _) => MATHML.get(1..)?,
            _ => &["svg", "math"],
        };
        names.iter().find(|known| known.eq_ignore_ascii_case(name)).copied()
    }

    fn attributes(&mut self, tag: Tag<'_>, name: &str) {
        let mut written: Vec<&str> = Vec::new();
        let mut linked = false;
        for (attribute, value) in attributes(tag.attributes) {
            let value = resolved_html(value);
            if matches!(attribute, "href" | "xlink:href") && (name == "a" || name.starts_with('m'))
            {
                let link = super::web_link(&value, self.base).filter(|_| !linked);
                if let Some(link) = link {
                    let link = link.replace('&', "&amp;").replace('"', "%22").replace('<', "%3C");
                    self.html.extend([" xlink:href=\"", &link, "\""]);
                    linked = true;
                }
                continue;
            }
            let known = ATTRIBUTES.iter().find(|known| known.eq_ignore_ascii_case(attribute));
            if let Some(known) =
                known.filter(|known| is_harmless(&value) && !written.contains(known))
            {
                written.push(known);
                self.html.extend([" ", known, "=\"", &value, "\""]);
            }
        }
        if linked || written.iter().any(|name| name.starts_with("xlink:")) {
            self.html.extend([" xmlns:xlink=\"", XLINK, "\""]);
        }
        if linked {
            self.html.push_str(" rel=\"noopener noreferrer\"");
        }
    }
}

/// Numbers, colours, keywords and paths, but no reference and no function that makes one.
fn is_harmless(value: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || b" .,#%()+-_\n".contains(&byte);
    value.bytes().all(letters) && !value.to_ascii_lowercase().contains("url")
}

#[cfg(test)]
mod tests {
    use crate::sanitise;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let once = sanitise(html, None);
        assert_eq!(once.as_str(), expected);
        assert_eq!(sanitise(once.as_str(), None), once, "sanitising again changes nothing");
    }

    #[test]
    fn formulas_and_drawings_stay() {
        check(
            "<p>a <math><mi>x</mi><mo>&lt;</mo><mn>1</mn></math> b</p>",
            "<p>a <math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi><mo>&lt;</mo>\
             <mn>1</mn></math> b</p>",
        );
        check(
            "<svg viewbox='0 0 9 9' onload=x><desc>A <b>dot</b></desc><circle r='5px' style='x'/></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><desc>A <b>dot</b></desc>\
             <circle r=\"5px\" /></svg>",
        );
    }

    #[test]
    fn what_breaks_a_rule_goes_whole() {
        for html in [
            "<svg><script>alert(1)</script></svg>",
            "<svg><p>x</p></svg>",
            "<svg><g></svg></g>",
            "<svg><use href='#x'/></svg>",
            "<svg><title><table><tr></title></svg>",
            "<svg><style><img src=x onerror=y></style></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img title='-->'>",
            "<math><annotation-xml encoding='text/html'><b>x</b></annotation-xml></math>",
            "<math><mi><svg></svg></mi></math>",
            "<svg><![CDATA[<p>]]></svg>",
        ] {
            assert_eq!(sanitise(html, None).as_str(), "", "{html}");
        }
    }

    #[test]
    fn attributes_that_refer_or_run_go() {
        check(
            "<svg><a xlink:href='javascript:x' href='data:x'><rect fill='url(http://x)'/></a></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><a><rect /></a></svg>",
        );
        check(
            "<svg><a xlink:href='http://e.example/?a=\"&amp;b'><rect fill='red'/></a></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><a xlink:href=\"http://e.example/?a=%22&amp;b\" \
             xmlns:xlink=\"http://www.w3.org/1999/xlink\" rel=\"noopener noreferrer\">\
             <rect fill=\"red\" /></a></svg>",
        );
    }
}
