# AI features: their buttons, their answers, the assistant.

feature-brief = Kurzfassung
feature-brief-about = Drei Sätze des Textes, die für ihn stehen.
feature-timeline = Zeitleiste
feature-timeline-about = Die Sätze mit einem Datum, der Reihe nach.
feature-quotes = Wer was gesagt hat
feature-quotes-about = Jedes Zitat, Wort für Wort, nach Sprechern.
feature-figures = Wichtige Zahlen
feature-figures-about = Die Zahlen mit dem, was sie messen, und wo die Medien voneinander abweichen.
feature-explain = Erklären
feature-explain-about = Wer und was genannt wird, und was die Artikel dieser Zeitung darüber sagten.
feature-simplify = Vereinfachen
feature-simplify-about = Die kurzen, einfachen Sätze des Textes selbst; nichts wird umformuliert.
feature-translate = Übersetzen
feature-translate-about = Jeder Satz in einer anderen Sprache, von einem Assistenten.
feature-listen = Anhören
feature-listen-about = Ihr Browser liest den Text vor.
feature-ask = Fragen
feature-ask-about = Sätze, die eine Frage beantworten.
ask-article = Diesen Artikel fragen
ask-story = Dieses Thema fragen
ask-paper = Die ganze Zeitung fragen
ask = Fragen
your-question = Ihre Frage
cite-show = ¶ { $publisher }: zeigen, wo es steht
cite-show-number = ¶ { $number } { $publisher }: zeigen, wo es steht
answer-background = Hintergrund
answer-differ = Medien weichen ab
answer-who = Wer ist wer
answer-unclear = Sprecher unklar
answer-own = Auf dem eigenen Rechner dieser Zeitung ermittelt, aus den Worten ihrer Artikel.
answer-by = Geschrieben vom Modell [{ $model }].
answer-checked = Jeder Satz wurde mit den zitierten Sätzen verglichen: Namen, Zahlen, Tage, Zitate, neue Wörter. Eine Prüfung ist kein Beweis: Folgen Sie den Nummern.
answer-checked-translation = In jedem Satz wurden Zahlen und genannte Personen geprüft; weiter lässt sich eine Übersetzung nicht prüfen.
answer-withheld =
    { $n ->
        [one] [{ $n } Satz wurde zurückgehalten], weil der zitierte Text ihn nicht stützt.
       *[other] [{ $n } Sätze wurden zurückgehalten], weil der zitierte Text sie nicht stützt.
    }
kind-person = Person
kind-organisation = Organisation
kind-place = Ort
listen-notice = Ihr Browser liest selbst vor, wenn er das Skript dieser Zeitung ausführt und Stimmen hat: Die Schaltfläche „Anhören“ auf der Seite des Textes startet es. Ohne Skript nutzen Sie die Vorlesefunktion von Browser oder System; dies sind die Sätze.
assistant = Assistent
assistant-not-set = Dafür braucht es einen Assistenten, und der Inhaber dieser Zeitung hat keinen eingerichtet. Es wurde kein Text versandt.
assistant-not-allowed = Diese Zeitung hat einen Assistenten: das Modell [{ $model }] bei [{ $host }]. Er sieht nichts von dem, was Sie lesen, bis Sie ihn [für sich einschalten].
assistant-language = Sprache
assistant-do = { $model } damit beauftragen
assistant-leaves = Der Text verlässt diesen Rechner in Richtung [{ $host }], wenn Sie die Schaltfläche drücken, und nicht vorher.
assistant-spent = Sie haben heute { $spent } von Ihren { $most } Tokens verbraucht; alle Leser zusammen { $all } von { $budget }.
assistant-too-much = Das würde bis zu { $tokens } Tokens kosten, mehr als heute übrig ist.
assistant-nothing-found = Der Assistent fand hier nichts, was darauf antwortet.
assistant-nothing-shown = Nichts von dem, was der Assistent schrieb, konnte gezeigt werden.
assistant-arrived = Was bis dahin eintraf, steht oben.
assistant-sent = Der Text wurde an [{ $host }] gesandt.
assistant-writing = Das Modell [{ $model }] schreibt; Sätze erscheinen, sobald sie geprüft sind.
choices-about = Diese Funktionen zeigen die Sätze der Artikel selbst oder Sätze, die sie zitieren. Alles außer der Arbeit des Assistenten geschieht auf dem eigenen Rechner dieser Zeitung.
choices-allow = Ich möchte den Assistenten fragen können
choices-allow-about = Das Modell [{ $model }] bei [{ $host }]. Wenn Sie seine Schaltfläche drücken, und nur dann, werden Sätze des Artikels und Ihre Frage dorthin gesandt.
choices-no-assistant = Der Inhaber dieser Zeitung hat keinen Assistenten eingerichtet. Kein Text verlässt diesen Rechner.
choices-switched-off = Der Inhaber hat es abgeschaltet.
choices-needs-assistant = Es braucht einen Assistenten, und der Inhaber hat keinen eingerichtet.
choices-back = Zurück zu den Einstellungen
