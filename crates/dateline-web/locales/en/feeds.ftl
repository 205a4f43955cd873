# Feeds: the list, adding, one feed and its health.

feeds-follow-nothing = You follow nothing yet.
feeds-follow =
    { $n ->
        [one] You follow { $n } feed.
       *[other] You follow { $n } feeds.
    }
feeds-left-out =
    { $n ->
        [one] { $n } line was left out
       *[other] { $n } lines were left out
    }
feeds-left = You no longer follow [{ $title }]. What it brought stays.
undo = Undo
feeds-add = Add a site or feed
address = Address
feeds-find = Find feeds
feeds-bring = Bring your list
feeds-opml = OPML file from another reader
import = Import
feeds-export = Export your list as OPML
feeds-starter = Starter list
feeds-suggestions =
    { $n ->
        [one] { $n } suggestion
       *[other] { $n } suggestions
    }
feeds-to-follow = Feeds to follow
feeds-follow-these = Follow these
feeds-yours = Your feeds
feeds-title-or-address = Title or address
feeds-grouped-by = Grouped by
feeds-health = Health
show = Show
show-all = Show all
feeds-found-none = No feed of yours is like that.
feeds-found = { $n } of { $all } feeds.
feeds-feed = Feed
feeds-how-it-is = How it is
feeds-new-in-week = New in a week
feeds-new-in-week-label = new in a week
feeds-cost = Cost of a week
feeds-watched = a page that is watched, not a feed
feeds-check = Check now
feeds-check-title = Check now: { $title }
feeds-settings-of = Settings of { $title }
feeds-remove = Remove { $title }
feeds-pages = Pages of feeds
feeds-page = Page { $page } of { $pages }, { $n } feeds
previous = Previous
next = Next
feeds-removed-lately = Removed in the last seven days
feeds-follow-again = Follow again
feeds-follow-again-title = Follow { $title } again
feeds-all-sections = All sections
feeds-no-section = Without a section
health-trouble = In trouble
health-gone = Gone
health-new = Not visited yet
health-ok = Working
health-some-trouble = { $n } in trouble
health-some-gone = { $n } gone
health-some-new = { $n } not visited yet
health-some-ok = { $n } working
found-title = Feeds at [{ $address }]
found-title-none = No feed at [{ $address }]
found-add = Add a feed
found-another = Try another address
found-watched = No feed was found, but the page itself can be watched: the articles that it lists come into your paper, and so does what it adds to its list. The list was found by what repeats itself on the page, so look whether these are the headlines and not a menu.
found-which = Which feeds to follow
found-which-page = Which page to watch
found-a-page = A page that is watched, not a feed:
found-lists = What it lists now:
found-more = and { $n } more.
found-keep-feed = Leave it empty to keep the feed on the front page alone.
found-keep-page = Leave it empty to keep the page on the front page alone.
found-watch = Watch this page
found-entries =
    { $n ->
        [one] { $n } entry
       *[other] { $n } entries
    }
found-links = { $n } links in its list
found-newest = { $entries }, the newest { $ago }
found-nothing = No feed was found there.
found-no-address = This is no address of a site or feed.
feed-articles = Its articles
feed-site = Its site
saved-notice = Saved.
feed-name-and-section = Name and section
feed-name-more = Leave it empty to use the feed’s own.
feed-section-more = A new name makes a new section; empty keeps the feed on the front page alone.
feed-fetched = How it is fetched
feed-fetched-about = This is for all readers of the feed, and for you as the owner to say. Cookie and password go to { $host } alone, and are never shown again.
feed-text = Text of its articles
feed-text-pages = From their pages, where these have more
feed-text-feed = From the feed alone; its pages are never fetched
feed-interval = Visit every so many minutes
feed-interval-more = Empty: by the feed’s own rhythm. What the publisher asks for, and failures, still make it wait longer.
feed-user-agent = User-Agent
feed-user-agent-more = For publishers that insist. Empty: the paper’s own name.
feed-username = User name
feed-username-more = For feeds that want a sign-in (HTTP basic).
feed-as-it-is = Empty: as it is.
feed-cookie = Cookie
feed-cookie-more = As a browser sends it: name=value; other=value. Empty: as it is.
feed-proxy = Proxy
feed-proxy-more = Such as http://proxy.example:8080 or socks5://127.0.0.1:9050. Empty: as it is.
feed-private = It may be in a private network: { $host } alone, not what it names
feed-save-and-check = Save and check
feed-set = set
feed-clear = Clear what is set
feed-visits = Latest visits
feed-no-visits = There was none yet.
feed-when = When
feed-came-of-it = What came of it
feed-size = Size
never = Never
feed-next-none = None
feed-next-visit = Next visit
feed-last-visit = Last visit
feed-last-good-visit = Last good visit
feed-seen-in-all = Seen in all
feed-cost-week = Cost in the last seven days
feed-kind = Kind
feed-watched-page = A watched page
feed-watched-page-more = It has no feed, so the links that it lists are read as its entries.
feed-answers-at = Answers at
feed-hub = Told of news at once
feed-hub-active = By { $host }, so it is visited once a day
feed-hub-until = Until { $until }; told { $times } so far
feed-hub-until-ignored = Until { $until }; told { $times } so far; { $posts } not signed and ignored
feed-hub-denied = Not by { $host }; it is visited instead
feed-hub-leaving = No more by { $host }
feed-hub-waiting = Not yet by { $host }; it is visited meanwhile
count-times =
    { $n ->
        [one] { $n } time
       *[other] { $n } times
    }
count-posts =
    { $n ->
        [one] { $n } post
       *[other] { $n } posts
    }
checked = Checked: { $ending }.
checking = Checking now …
not-checked-yet = The check has not been made yet: the desk is busy, the site is slow or asked for patience, or no desk is running. Reload this page later.
too-long = This is { $n } characters long; use { $most } at most.
feed-not-visited = Not visited yet
feed-works-empty = Works, but holds no entries
feed-works-quiet = Works, but brought nothing for a week
feed-works = Works
feed-failed = The last visit failed.
feed-tried = { $what } Tried { $n } times.
feed-gone = Gone.
feed-gone-more = { $what } It is no longer visited.
advice-gone = Its publisher took it away for good. Look on the site whether there is a new feed, add that, and remove this one; what it brought stays. If you think that it is back, check it now.
advice-never = It never worked. Look whether the address is that of a feed, in a browser for example.
advice-again = It worked before and is tried again by itself.
visits-never = Never visited
visits-last = Visited { $ago }
visits-next = { $last }, next { $next }
times-last = Last visit { $when }
times-next = next visit { $when }
cost-none = no visits
cost-visits =
    { $n ->
        [one] { $n } visit
       *[other] { $n } visits
    }
cost-unchanged = { $n } unchanged
cost-failed = { $n } failed
ending-hub = { $what }, sent by its hub
ending-unchanged = Unchanged, said the publisher
ending-failed = The visit failed
ending-nothing-new = Nothing new
ending-new =
    { $n ->
        [one] { $n } new entry
       *[other] { $n } new entries
    }
size-bytes =
    { $n ->
        [one] { $n } byte
       *[other] { $n } bytes
    }
size-kilobytes = { $n } kB
size-megabytes = { $n } MB
decimal-mark = .
import-none = No feed of the list is new to you.
import-followed =
    { $n ->
        [one] Following { $n } feed of the list. Its articles come in now.
       *[other] Following { $n } feeds of the list. Their articles come in now.
    }
import-already = You followed { $n } of them before; they stay as they were.
