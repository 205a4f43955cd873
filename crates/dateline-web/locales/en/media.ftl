# Recordings for later: the queue, and what stands around a player.

queue = Queue
later-about = Recordings to listen to or watch later. Each goes on where you stopped, on any device; what was played to its end leaves the queue.
later-nothing = Nothing here yet. Press “Listen later” or “Watch later” under an article that has a recording.
later-listen = Listen later
later-watch = Watch later
later-take-off = In your queue: take off
later-reached = stopped at { $at }
later-progress = Position reached
later-first = Play next
later-up = Up
later-down = Down
later-removed = Off your queue.
later-trouble = This cannot be played here. Its name leads to it at the publisher.
missing-recording = No such recording
look-swipe = Swiping a headline
look-swipe-on = Saves it or marks it as read
look-swipe-off = Does nothing
swiped-save-on = Saved.
swiped-save-off = Off the shelf.
swiped-read-on = Marked as read.
swiped-read-off = Marked as unread.
