# What the scripts say.

key-next = Next headline
key-before = Headline before
key-open = Open it
key-read = Mark as read or unread
key-save = Save, or take off the shelf
key-these = These keys
keys = Keys
keys-on = Keys are on in this browser
close = Close
quote-in-comment = Quote in a comment
answer-trouble = That did not work: perhaps the budget of today is used up, or you asked very often. Try again later.
listen-no-voice = This browser has no voice for this text.
listen-pause = Pause
listen-play = Play
listen-sentence = Sentence { $n } of { $all }
listen-toolbar = Listen to the article
listen-speed = Speed
listen-back = Back
passkey-have = A passkey for this paper is there already.
passkey-no = The browser did not use a passkey. Try again, or use your password.
