# Benachrichtigungen eines Browsers (Web Push).

push = Benachrichtigungen
push-about = Ein Browser kann Ihnen Antworten an Sie melden, Entscheidungen der Moderation über Ihre Kommentare und Neues zu dem, was Sie verfolgen: höchstens alle paar Minuten, mehreres in einem. Die Worte sind allein für diesen Browser verschlüsselt; der Push-Dienst seines Herstellers sieht nur, dass etwas kam.
push-here = Diesen Browser benachrichtigen
push-cannot = Dieser Browser kann hier nicht benachrichtigt werden: Es braucht einen mit Skript und Web Push. Legen Sie die Zeitung auf einem iPhone oder iPad zuerst auf den Home-Bildschirm.
push-denied = Dieser Browser lässt keine Benachrichtigungen dieser Zeitung zu. Erlauben Sie sie in seinen Einstellungen für diese Seite und versuchen Sie es noch einmal.
push-trouble = Das hat nicht geklappt. Versuchen Sie es noch einmal oder mit einem anderen Browser.
push-not-set = Das ist bei dieser Zeitung nicht eingeschaltet; die Einstellung heißt [push.contact].
push-insecure = Browser erlauben das nur über HTTPS oder auf dem Rechner der Zeitung selbst; die Einstellung heißt [base_url].
push-browsers = Benachrichtigte Browser
push-no-more = Nicht mehr benachrichtigen
settings-push = [Benachrichtigungen] in diesem Browser: Antworten an Sie und Neues zu dem, was Sie verfolgen.
bad-push = Das ist kein Browser, der benachrichtigt werden kann.
missing-browser = Kein solcher Browser von Ihnen
push-articles =
    { $n ->
        [one] { $n } neuer Artikel zu dem, was Sie verfolgen
       *[other] { $n } neue Artikel zu dem, was Sie verfolgen
    }
push-notices =
    { $n ->
        [one] { $n } neue Antwort oder Entscheidung
       *[other] { $n } neue Antworten und Entscheidungen
    }
