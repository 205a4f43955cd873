# The front page, lists, articles, stories, search, what is followed, filters.

front-caught-up = All stories of the last two weeks are marked as read.
front-take-back = Take that back
front-leading = Leading stories
front-talked-about = Talked about
front-more = More stories
front-mark-all = Mark everything as read
front-older = Older stories
front-no-feeds = This paper has no sources yet. [Add a site you like to read], import a list of feeds, or begin with a starter list; the first stories will stand here a moment later.
front-fetching = The first edition is being made: { $visited } of { $feeds } feeds visited, { $articles } articles read. Stories will stand here as soon as they are in.
front-nothing = Nothing here yet. When the feeds you follow publish something, it will be on this page.
news-none = Nothing new since your last visit { $ago }.
news-some =
    { $n ->
        [one] One story is new since your last visit { $ago }.
       *[other] { $n } stories have something new since your last visit { $ago }.
    }
news-all = Everything here is new since your last visit { $ago }.
arrived =
    { $n ->
        [one] { $shown } new article
       *[other] { $shown } new articles
    }
why-publishers = { $n } publishers have texts of their own on it
why-pace = { $n } of them within six hours
why-latest = latest news { $ago }
why-added = something was added since you read it
why-read = you have read it, so it stands further back
why-follow = you follow { $name }
list-tag = Articles with this hashtag, newest first.
list-tag-empty = No article has this hashtag any more.
list-publisher-empty = This publisher has brought nothing yet.
list-section-empty = Nothing in this section yet. Feeds are put into sections on the page of feeds.
list-saved-about = Your shelf: what you saved, the newest articles first.
list-saved-empty = Your shelf is empty. Save an article from its page to keep it here.
history = History
list-history-about = What you read, the latest first. Nobody else sees it.
list-history-empty = You have read nothing yet.
name-person = A person in the news: the articles that mention it, newest first.
name-organisation = An organisation in the news: the articles that mention it, newest first.
name-place = A place in the news: the articles that mention it, newest first.
name-other = A name in the news: the articles that mention it, newest first.
article-covered-by =
    { $n ->
        [one] Covered by { $n } publisher
       *[other] Covered by { $n } publishers
    }
article-changed = changed
article-edited =
    { $n ->
        [one] edited once
       *[other] edited { $n } times
    }
article-minutes = { $n } min read
feed-view = Feed view
reader-view = Reader view
this-is-wrong = This is wrong
saved-take-off = Saved: take off the shelf
save-article = Save
article-brief = In brief
article-show-sentence = Show sentence { $n } in the article
article-absent = The publisher's page gave no text to read here.
article-how-read = How this was read
article-excerpt = This is the beginning of the article. [Read it at { $name }].
article-excerpt-sign-in = This is the beginning of the article. [Read it at { $name }] or [sign in].
article-media = Videos and audio
article-play-video = Play the video
article-play-audio = Play the audio
article-video = Video
article-audio = Audio
article-opens-at = Opens at { $name }
article-loads-from = Loads from { $name } when you ask for it
article-hashtags = Hashtags
article-named = Named here
article-named-times =
    { $n ->
        [one] named once
       *[other] named { $n } times
    }
article-elsewhere = The story elsewhere
article-related = Related articles
feed-view-kicker = As the feed has it
feed-view-empty = The feed gives a headline and no text.
line-not-read = not read yet
line-here = you are reading this one
line-copies =
    { $n ->
        [one] First published by { $publisher }; { $n } reprint
       *[other] First published by { $publisher }; { $n } reprints
    }
label-first = first to publish
label-most-cited = most cited
label-in-depth = in depth
label-local = local
label-opinion = opinion
label-live = live
label-video = video
label-agency = text of { $agency }
story-publishers =
    { $n ->
        [one] One publisher
       *[other] { $n } publishers
    }
story-articles =
    { $n ->
        [one] one article
       *[other] { $n } articles
    }
story-first = First reported
story-latest = latest
story-earlier = Earlier:
story-compare = Compare the coverage
story-new-since = New since { $since }
story-nothing-new = Nothing that you have not read.
story-happened = What happened
story-coverage = All coverage
story-timeline = Timeline
story-put-right = Put right
story-merged = { $who } joined story { $story } to { $other }
story-parted = { $who } parted story { $other } from { $story }
story-moved = { $who } moved an article from story { $story } to { $other }
a-moderator = A moderator
story-correct = Articles of another event stand here, or another story tells of this event
story-join-to = Join this story to
story-join-hint = the other story's address or number
story-join = Join
story-part-these = Part these from it, as a story of their own
story-part = Part
story-move-one = Move one article
story-same-text = { $headline } (the same text)
story-move-to = to the story
story-move-hint = its address or number; empty for a story of its own
story-move = Move
back-to-article = Back to the article
back-to-story = Back to the story
edits-title = Edits: { $headline }
edits-none = Not edited since this paper first read it
edits-times =
    { $n ->
        [one] Edited once since this paper first read it
       *[other] Edited { $n } times since this paper first read it
    }
edits-latest-shown = ; the latest { $n } are shown
edits-version = Version { $n }
edits-correction = correction
edits-seen = Seen
edits-headline = Headline
edits-text = Text
edits-gap = words left out
compare-title = Compare: { $headline }
compare-about =
    { $n ->
        [one] The coverage of { $n } publisher side by side. Every line says where it stands; nothing is judged.
       *[other] The coverage of { $n } publishers side by side. Every line says where it stands; nothing is judged.
    }
compare-headlines = Headlines
compare-figures = Figures that differ
compare-figure = figure
compare-dates = Dates that differ
compare-date = date
compare-shared = What several report
compare-all = all { $n } publishers
compare-some = { $n } of { $all } publishers
compare-alone = What only one reports
compare-quotes = Whom they quote
compare-no-speaker = Speaker not named
compare-nothing = Only one publisher has a text of its own on this. There is nothing to compare yet.
facts-owned-by = owned by { $name }
facts-in-language = in { $name }
facts-state-run = run by a state
facts-not-state-run = not run by a state
search-for = Search for “[{ $query }]”
query-nothing-after = “{ $value }:” is followed by nothing; write what you mean, without a space between.
query-no-word = “{ $value }” holds no letter and no digit.
query-no-language = “{ $value }” is no code of a language; write two letters, as in lang:fr.
query-no-state = “is:{ $value }” is not known; there are is:unread, is:saved and is:story.
query-no-holding = “has:{ $value }” is not known; there are has:video, has:audio, has:image and has:live.
query-no-date = “{ $value }” is no date; write 2026-11-05, 2026-11, 2026, yesterday or 3d (days, also h, w, m, y).
query-no-publisher = No publisher here is called “{ $value }”.
query-no-section = No section with feeds in it is called “{ $value }”.
query-large-pattern = The pattern /{ $value }/ is too large; make it shorter.
query-broken-pattern = The pattern /{ $value }/ cannot be read: { $why }
query-phrase-in = The phrase was looked for in { $n } articles alone.
query-newest = Only the newest { $n } articles that could fit were looked at.
search-title = Search: { $query }
search-words = Words to find
search-how = How to ask for more than words
search-phrase = these words side by side
search-without = without this word; a minus turns any of these round
search-tag = a hashtag; somebody or something named
search-who = who printed it, who wrote it
search-section = one of your sections, a language
search-dates = a day, month or year; also [yesterday] and [3d], three days ago
search-is = what you have not read, what is on your shelf, what several articles tell
search-has = also [audio], [image] and [live]
search-question = A question rather than words? [Ask the whole paper].
search-follow = Follow this search: it stands among your sections, and tells you what is new.
search-nearby = Pages of that name
search-empty = No article meets all of this. Try fewer words or conditions, or another spelling.
following-about = Hashtags, people, publishers, stories and searches, beside the feeds that you read. What you follow rises on the front page.
following-nothing = You follow nothing yet. Press “Follow” on the page of a hashtag, a person, a publisher, a story or a search.
following-mark-all =
    { $n ->
        [one] Mark all { $n } as seen
       *[other] Mark all { $n } as seen
    }
following-fresh = { $n } new
following-quiet = Nothing on it lately.
following-mark-seen = Mark as seen
filters = Filters
filters-about = What you do not want to see, and what you do not want to miss. A filter is written as a [search] is: [tag:football -womens], [publisher:gazette lang:fr], [{ $example }]. It holds on your front page, in your sections and on hashtag pages, for articles that are here already too; searching still finds everything.
filters-removed = The filter [{ $line }] is removed.
filters-put-back = Put it back
filters-covers = What it covers
filters-does = What it does
filters-mute = Mute
filters-highlight = Highlight
filters-try = Try it
filters-would-hide =
    { $n ->
        [one] Would have hidden { $n } article of the last week
       *[other] Would have hidden { $n } articles of the last week
    }
filters-would-mark =
    { $n ->
        [one] Would have marked { $n } article of the last week
       *[other] Would have marked { $n } articles of the last week
    }
filters-cannot = This cannot be a filter
how-long = For how long
for-ever = For ever
for-a-day = For a day
for-a-week = For a week
for-a-month = For a month
filters-mute-these = Mute these
filters-highlight-these = Highlight these
filters-yours = Your filters
filters-nothing = You have none.
filters-mutes = Mutes
filters-highlights = Highlights
filters-lately = { $n } of the latest articles
filters-lately-until = { $n } of the latest articles, until { $until }
reason-opens-story = opens a story: nothing before it shares enough names and rare words
reason-stands-in = { $share } % of its text stands word for word in the text of { $publisher }
reason-stands-in-earlier = { $share } % of its text stands word for word in an earlier text
reason-holds = { $share } % of the text of { $publisher } stands word for word in it
reason-holds-earlier = { $share } % of an earlier text stands word for word in it
reason-names = names { $names }
reason-words =
    { $n ->
        [one] { $n } word shared
       *[other] { $n } words shared
    }
reason-rare-words =
    { $n ->
        [one] { $n } rare word shared
       *[other] { $n } rare words shared
    }
reason-within-an-hour = less than an hour apart
reason-hours =
    { $n ->
        [one] { $n } hour apart
       *[other] { $n } hours apart
    }
reason-days =
    { $n ->
        [one] { $n } day apart
       *[other] { $n } days apart
    }
reason-says = says { $figure }
reason-says-when = says when: { $day }
reason-new-act = tells of something not told before
reason-in-headline = in the headline
reason-given-tag = the publisher’s own tag
reason-were-one = both were one story until more was known
