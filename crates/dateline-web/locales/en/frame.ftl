# The frame around every page, pieces that many pages share, days and times.

skip = Skip to the news
search = Search
search-the-paper = Search the paper
yours = Yours
following = Following
saved = Saved
feeds = Feeds
answers = Answers
answers-unread =
    { $n ->
        [one] Answers, { $n } unread
       *[other] Answers, { $n } unread
    }
desk = Desk
settings = Settings
signed-in-as = Signed in as { $name }
sign-out = Sign out
sign-in = Sign in
sections = Sections
section = Section
all = All
of-your-own = Dateline, a paper of your own
made-with = { $name }, made with Dateline
appearance = Appearance
atom-feed = Atom feed
json-feed = JSON feed
publishers =
    { $n ->
        [one] { $n } publisher
       *[other] { $n } publishers
    }
new-since-read = New since you read it
why-here = Why here?
follow = Follow
no-longer-follow = No longer follow
older = Older
save = Save
cancel = Cancel
remove = Remove
name = Name
password = Password
new = new
mark-as-read = Mark as read
mark-as-unread = Mark as unread
read-the-original = Read the original
ai-features = AI features
what-to-do = What to do
none = None.
at-least-8 = At least 8 characters.
colon = { $label }: { $text }
list-comma = {", "}
list-semicolon = {"; "}
names-two = { $a } and { $b }
names-more = { $a } and { $n } more
quoted = “{ $text }”
look-about = For this browser alone.
look-keep = Keep this
look-sample-title = The harbour at low tide
look-sample = This is how a text looks with what you keep now. A line of sixty to seventy-five characters reads most easily; the width follows the size of the letters.
look-theme = Colours
look-theme-system = As this device
look-theme-light = Light
look-theme-dark = Dark
look-theme-sepia = Sepia
look-size = Size of texts
look-size-m = Medium
look-size-s = Small
look-size-l = Large
look-size-xl = Very large
look-measure = Width of texts
look-measure-normal = Normal
look-measure-narrow = Narrow
look-measure-wide = Wide
look-face = Typeface
look-face-paper = The paper's own
look-face-device = A serif of this device
look-face-sans = Without serifs
look-density = Front page
look-density-paper = As a newspaper
look-density-cards = As cards
look-density-list = As a list
look-scroll = Scrolling past a headline
look-scroll-off = Leaves it unread
look-scroll-on = Marks its story as read
look-language = Language of the paper
look-language-auto = As this browser asks
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
pattern-first-day = 1
pattern-day = %-d %B %Y
pattern-month = %B %Y
pattern-moment = %-d %B %Y, %H:%M %Z
pattern-long-day = %A, %-d %B %Y
pattern-weekday = %A %H:%M
week-of-year = week { $week } of { $year }
just-now = just now
today = today
yesterday = yesterday
minutes-ago =
    { $n ->
        [one] { $n } minute ago
       *[other] { $n } minutes ago
    }
hours-ago =
    { $n ->
        [one] { $n } hour ago
       *[other] { $n } hours ago
    }
days-ago =
    { $n ->
        [one] { $n } day ago
       *[other] { $n } days ago
    }
due-now = due now
in-minutes =
    { $n ->
        [one] in { $n } minute
       *[other] in { $n } minutes
    }
in-hours =
    { $n ->
        [one] in { $n } hour
       *[other] in { $n } hours
    }
in-days =
    { $n ->
        [one] in { $n } day
       *[other] in { $n } days
    }
offline = No connection
offline-more = The paper cannot be reached now. The [front page] and the articles on your [shelf] are kept in this browser as you last saw them.
