# Conversations, notices, and what moderators do.

talk-comments = Comments
talk-none = No comments yet
talk-order = Order of comments
talk-threads = Threads
talk-newest = Newest
talk-best = Best
talk-feed = Feed
talk-feed-title = Comments: { $title }
talk-remark-title = { $author } on “{ $headline }”
talk-tell-again = Tell me of answers again
talk-mute = Mute
talk-locked = A moderator locked this conversation: it can be read, and nothing can be added.
talk-sign-in = [Sign in] to comment.
talk-link = Link
talk-take-vote-back = Take the vote back
talk-worth-reading = Worth reading
talk-reply = Reply
talk-your-reply = Your reply
talk-post-reply = Post reply
talk-edit = Edit
talk-your-comment = Your comment
talk-save-changes = Save changes
delete = Delete
talk-flagged = You flagged this
talk-flag = Flag
talk-what-is-wrong = What is wrong with it
talk-tell-moderators = Tell the moderators
reason-off-topic = Off topic
reason-unkind = Unkind
reason-spam = Spam
reason-duplicate = Said before
reason-incorrect = Not correct
reason-else = Something else
talk-remove-this = Remove this comment
why = Why
why-hint = why; everybody reads it
talk-edited = edited
talk-votes =
    { $n ->
        [one] { $n } finds this worth reading
       *[other] { $n } find this worth reading
    }
talk-answers =
    { $n ->
        [one] { $n } answer
       *[other] { $n } answers
    }
talk-on = On [{ $headline }], [{ $publisher }]
talk-held = A moderator looks at this first, because { $why }.
talk-held-own = You and the moderators alone see it until then.
talk-removed = A moderator removed this comment.
talk-deleted = The author deleted this comment.
talk-banned = This reader is banned.
talk-waits = This comment waits for a moderator.
somebody-who-left = somebody who left
talk-keep-order = Keep order here
talk-lock = Lock this conversation
talk-unlock = Unlock this conversation
talk-pace = Minutes between two comments of one reader
talk-set-pace = Set the pace
moderators-queue = Moderators' queue
talk-quote = Quote a sentence of the article
talk-the-sentence = The sentence
talk-own-words = Its own words, as they stand
talk-add = Add a comment
talk-how = *emphasis*, **strong**, { $link }, > quotation, - list, `code`.
talk-how-words = words
talk-slow-mode = Slow mode: one comment every { $n } minutes.
talk-begins = As a new member you can write every two minutes, and flag later.
talk-post = Post comment
notices = Notifications
notices-queue =
    { $n ->
        [one] { $n } waits in the [moderators' queue].
       *[other] { $n } wait in the [moderators' queue].
    }
notices-queue-empty = Nothing waits in the [moderators' queue].
notices-empty = Nothing yet. When somebody answers a comment of yours, it stands here.
notices-mark-all = Mark all as read
notice-answer = { $name } answered you
notice-kept = Your comment was looked at and stands for everybody now
notice-removed = A moderator removed your comment; you may answer once, in the log
notice-restored = Your comment is back
notice-upheld = A moderator read your answer; the removal stands
notice-warned = A moderator warns you
notice-other = News for you
log = Moderation log
log-about = What moderators decided, and why.
log-queue = Queue
log-rules = Rules
log-log = Log
log-empty = No moderator had to do anything yet.
log-remove = removed a comment by
log-restore = put back a comment by
log-uphold = let a removal stand, of a comment by
log-keep = kept a comment by
log-warn = warned
log-ban = banned
log-unban = ended the ban of
log-lock = locked the conversation
log-unlock = unlocked the conversation
log-slow = set the pace of the conversation
log-other = decided about
log-on = on
log-what-was-removed = What was removed
log-settled = The author answered this, and a moderator decided.
log-waiting = The author answered this; a moderator will decide.
log-answer-once = Answer this, once
log-why-stand = Why should your comment stand? Everybody reads it here.
log-answer = Answer
queue-empty = Nothing is held, and nothing is flagged.
invitations = Invitations
queue-held = Held
queue-flagged = Flagged
queue-times = { $what }, { $n } times
queue-keep = Keep
queue-why-removed = Why it is removed
queue-about = About [{ $name }]
queue-why-warned = Why they are warned
queue-warn = Warn
queue-why-banned = Why they are banned
ban-day = for a day
ban-week = for a week
ban-month = for 30 days
ban-good = for good
ban = Ban
queue-appeals = Answers to removals
queue-answers = [{ $name }] answers:
queue-put-back = Put it back
queue-uphold = Let the removal stand
rules-title = Rules of conversations
rules-days = Members are new for, in days
rules-count = And until so many of their comments stand
rules-new = New members write every two minutes at most, and cannot flag. 0 and 0: nobody is new.
rules-links = Hold comments of new members that link anywhere
rules-words = Hold comments with one of these
rules-words-more = Words or phrases, one a line.
rules-hosts = Hold comments that link to one of these sites
rules-hosts-more = One a line. What is held waits in the queue; its author and moderators alone see it.
rules-keep = Keep these rules
rules-kept = The rules hold from now on.
held-word = it says “{ $what }”
held-host = it links to { $what }
held-new = a new member links to a site
held-spam = it reads like comments that were removed
