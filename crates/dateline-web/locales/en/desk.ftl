# The owner's desk: work, reports, rules of sites, publishers; and the form that reports.

desk-about = What the paper is doing.
desk-reports = Reports and rules of sites
desk-publishers = What is known of publishers
desk-number-feeds = feeds
desk-number-entries = entries
desk-number-articles = articles
desk-number-unplaced = waiting for their story
desk-number-stories = stories
desk-number-readers = readers
desk-number-comments = comments
desk-work = Work
desk-no-work = No work is queued.
desk-kind = Kind
desk-state = State
desk-count = Count
desk-dead = Given up
desk-no-dead = Nothing was given up.
desk-what = What
desk-tries = Tries
desk-try-again = Try again
publishers-title = Publishers
publishers-about = What you enter here stands beside a publisher where coverage is compared. Facts alone: there is no score.
publishers-export = Export as CSV
publishers-import = Import CSV: [{ $head }]; lines of publishers that are not known here are passed over
publishers-country = Country
publishers-owner = Owner
publishers-language = Language
publishers-state = Run by a state
not-known = not known
yes = yes
no = no
report = Report
reports = Reports
report-says = [{ $reason }], says [{ $reader }],
report-words = : “[{ $words }]”
report-article = The article
report-original = The original
report-all = All reports
report-was-dealt-with = This report was dealt with.
report-dealt-with = Dealt with
report-blocks = The page, block by block
report-blocks-about = What was taken for the article stands in black. One click makes a rule for all pages of [{ $host }].
report-taken = Taken:
report-left-out = Left out:
report-drop = Drop [{ $selector }]
report-keep = Keep all of [{ $selector }]
report-rule = The rule of { $host }
report-keep-only = Keep only what is inside these
report-keep-only-more = CSS selectors, one a line: { $example }. Empty: Dateline judges by itself.
report-selectors = names, #id, .class, { $attribute }, spaces and >
report-never-take = Never take these
report-keep-rule = Keep this rule and read the site's articles again
report-gives-now = What the page gives now
report-no-rule =
    { $n ->
        [one] The site has no rule any more. { $n } article is being read again; below is what this page gives now.
       *[other] The site has no rule any more. { $n } articles are being read again; below is what this page gives now.
    }
report-rule-kept =
    { $n ->
        [one] The rule is kept. { $n } article is being read again; below is what this page gives now.
       *[other] The rule is kept. { $n } articles are being read again; below is what this page gives now.
    }
reports-about = What readers say was read wrongly.
reports-empty = Nothing is reported. Under each article, "This is wrong" sends a report here.
reports-rules = Rules of sites
reports-site = Site
reports-kept = Kept
reports-dropped = Dropped
reports-take-away = Take away
reader-has-left = a reader who has left
wrong-missing = A part of the text is missing
wrong-extra = There is text that does not belong to it
wrong-head = The headline, name, date or picture is wrong
wrong-other = Something else
wrong-something = Something is wrong
wrong-thanks = Thank you. The page is kept with your report, and the owner of this paper will see it.
wrong-question = What is wrong with how this article was read?
wrong-should-be = What should it be? (optional)
wrong-about = The page is fetched and kept with the report. What the publisher wrote is not ours to change: for a mistake in the news itself, write to the publisher.
wrong-report = Report it
