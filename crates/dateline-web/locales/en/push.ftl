# Notifications of a browser (Web Push).

push = Notifications
push-about = A browser can tell you of answers to you, of what moderators decided about your comments, and of what is new on what you follow: at most every few minutes, several things in one. The words are encrypted for that browser alone; the push service of its maker sees only that something came.
push-here = Notify this browser
push-cannot = This browser cannot be notified here: it takes a browser with script and Web Push. On an iPhone or iPad, add the paper to the home screen first.
push-denied = This browser does not let this paper notify you. Allow it in the browser’s settings for this site, then try again.
push-trouble = That did not work. Try again, or with another browser.
push-not-set = Whoever runs this paper has not switched this on; the setting is [push.contact].
push-insecure = Browsers allow this only over HTTPS, or on the machine that runs the paper; the setting is [base_url].
push-browsers = Browsers that are notified
push-no-more = Notify it no more
settings-push = [Notifications] in this browser: answers to you, and news of what you follow.
bad-push = This is no browser that can be notified.
missing-browser = No such browser of yours
push-articles =
    { $n ->
        [one] { $n } new article on what you follow
       *[other] { $n } new articles on what you follow
    }
push-notices =
    { $n ->
        [one] { $n } new answer or decision
       *[other] { $n } new answers and decisions
    }
