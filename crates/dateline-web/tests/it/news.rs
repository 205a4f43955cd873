//! A small news day, invented for the tests: two publishers on one event, a copy of a wire text,
//! a right-to-left article, a video, and one article full of hostile strings.

/// An article to be published.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) publisher: &'static str,
    pub(crate) headline: &'static str,
    pub(crate) standfirst: Option<&'static str>,
    pub(crate) byline: &'static [&'static str],
    pub(crate) language: &'static str,
    /// Minutes before the fixed present.
    pub(crate) age_minutes: i64,
    pub(crate) image: Option<&'static str>,
    /// Address and seconds of a video.
    pub(crate) video: Option<(&'static str, u32)>,
    /// Index of the article whose story it joins, and whether as its copy.
    pub(crate) joins: Option<(usize, bool)>,
    /// Indexes of related articles.
    pub(crate) related: &'static [usize],
    pub(crate) paragraphs: &'static [&'static str],
}

const PLAIN: Piece = Piece {
    publisher: "The Harbour Post",
    headline: "",
    standfirst: None,
    byline: &[],
    language: "en",
    age_minutes: 60,
    image: None,
    video: None,
    joins: None,
    related: &[],
    paragraphs: &[],
};

/// What every outsider's string is in the hostile article.
pub(crate) const HOSTILE: &str = "\"><script>alert(1)</script><img src=x onerror=alert(2)>";

/// The news day, oldest first.
pub(crate) const NEWS: &[Piece] = &[
    Piece {
        headline: "Old harbour of Veldmere to close for two years",
        standfirst: Some("The quays from 1874 no longer bear the weight of modern ferries."),
        byline: &["Ida Marsh", "Tom Vane"],
        age_minutes: 300,
        image: Some("https://harbour-post.example/quay.jpg"),
        related: &[],
        paragraphs: &[
            "The old harbour of Veldmere will close on 4 January 2027 and stay closed for two years, \
             the port authority announced on Monday. Divers found cracks in 40 of its 62 pillars.",
            "\"We could patch it again, but we would be back in five years,\" said harbour master \
             Lena Okafor. \"This time we do it properly.\"",
            "The work will cost 84 million crowns. Ferries to Skarn Island will leave from the new \
             terminal at Easthaven, 3 km to the north.",
        ],
        ..PLAIN
    },
    Piece {
        publisher: "Morning Ledger",
        headline: "Ferry passengers face longer trip as Veldmere quays shut",
        byline: &["Ruth Adler"],
        age_minutes: 240,
        joins: Some((0, false)),
        paragraphs: &[
            "Some 9,000 passengers a day will have to board at Easthaven when the harbour of Veldmere \
             closes in January.",
            "The ferry company Northline said the crossing to Skarn Island would take 25 minutes \
             longer. \"We will run two more boats at rush hour,\" said its director Paul Renn.",
        ],
        ..PLAIN
    },
    Piece {
        publisher: "Skarn Islander",
        headline: "Veldmere harbour to close for two years",
        age_minutes: 200,
        joins: Some((0, true)),
        paragraphs: &[
            "The old harbour of Veldmere will close on 4 January 2027 and stay closed for two years, \
             the port authority announced on Monday. Divers found cracks in 40 of its 62 pillars.",
        ],
        ..PLAIN
    },
    Piece {
        publisher: "صحيفة المرفأ",
        headline: "إغلاق ميناء فيلدمير القديم لمدة عامين",
        language: "ar",
        age_minutes: 120,
        related: &[0],
        paragraphs: &[
            "أعلنت سلطة الموانئ يوم الاثنين إغلاق الميناء القديم في فيلدمير لمدة عامين. وقالت إن \
             تكلفة الأعمال تبلغ 84 مليون كرونة.",
            "وسوف تنطلق العبارات من المحطة الجديدة في إيستهافن.",
        ],
        ..PLAIN
    },
    Piece {
        publisher: "Morning Ledger",
        headline: "Watch: the last steam crane swings once more",
        age_minutes: 90,
        image: Some("https://ledger.example/crane.jpg"),
        video: Some(("https://ledger.example/crane.mp4", 157)),
        related: &[0],
        paragraphs: &[
            "The steam crane of 1902 lifted a load for the last time on Sunday. It will stand in the \
             museum from March.",
        ],
        ..PLAIN
    },
    Piece {
        publisher: HOSTILE,
        headline: HOSTILE,
        standfirst: Some(HOSTILE),
        byline: &[HOSTILE],
        language: HOSTILE,
        age_minutes: 30,
        image: Some("javascript:alert(3)"),
        video: Some(("javascript:alert(4)", 5)),
        paragraphs: &[
            "\"><script>alert(1)</script><img src=x onerror=alert(2)> said Mayor Ann Holt.",
        ],
        ..PLAIN
    },
];
