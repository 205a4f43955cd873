# AI features: their buttons, their answers, the assistant.

feature-brief = Brief
feature-brief-about = Three sentences of the text that stand for it.
feature-timeline = Timeline
feature-timeline-about = The sentences that carry a date, in order.
feature-quotes = Who said what
feature-quotes-about = Every quotation, word for word, by speaker.
feature-figures = Key figures
feature-figures-about = The numbers with what they measure, and where publishers differ.
feature-explain = Explain
feature-explain-about = Who and what is named, and what this paper's articles have said of it.
feature-simplify = Simplify
feature-simplify-about = The text's own short and plain sentences; nothing is reworded.
feature-translate = Translate
feature-translate-about = Every sentence in another language, by an assistant.
feature-listen = Listen
feature-listen-about = Your browser reads the text aloud.
feature-ask = Ask
feature-ask-about = Sentences that answer a question.
ask-article = Ask this article
ask-story = Ask this story
ask-paper = Ask the whole paper
ask = Ask
your-question = Your question
cite-show = ¶ { $publisher }: show where it says this
cite-show-number = ¶ { $number } { $publisher }: show where it says this
answer-background = background
answer-differ = publishers differ
answer-who = Who is who
answer-unclear = Speaker unclear
answer-own = Worked out on this paper's own machine from its articles' own words.
answer-by = Written by the model [{ $model }].
answer-checked = Each sentence was checked against the sentences it cites: names, numbers, days, quotations, new words. A check is no proof: follow the numbers.
answer-checked-translation = Each sentence was checked for its numbers and the people it names; a translation cannot be checked further.
answer-withheld =
    { $n ->
        [one] [{ $n } sentence was withheld] because the cited text does not bear it out.
       *[other] [{ $n } sentences were withheld] because the cited text does not bear them out.
    }
kind-person = person
kind-organisation = organisation
kind-place = place
listen-notice = Your browser reads aloud by itself when it can run this paper's script and has voices: the button “Listen” on the page of the text starts it. Without script, use the reading aloud of your browser or system; these are the sentences.
assistant = Assistant
assistant-not-set = This needs an assistant, and the owner of this paper has set none. No text was sent anywhere.
assistant-not-allowed = This paper has an assistant: the model [{ $model }] at [{ $host }]. It sees nothing of what you read until you [switch it on for yourself].
assistant-language = Language
assistant-do = Let { $model } do it
assistant-leaves = The text leaves this machine for [{ $host }] when you press the button, and not before.
assistant-spent = You have used { $spent } of your { $most } tokens of today; all readers together { $all } of { $budget }.
assistant-too-much = This would take up to { $tokens } tokens, more than is left for today.
assistant-nothing-found = The assistant found nothing here that answers this.
assistant-nothing-shown = Nothing that the assistant wrote could be shown.
assistant-arrived = What had arrived by then stands above.
assistant-sent = The text was sent to [{ $host }].
assistant-writing = The model [{ $model }] is writing; sentences appear when they have passed their check.
choices-about = What these features show is the articles' own sentences, or sentences that cite them. All but the assistant's work is done on this paper's own machine.
choices-allow = Let me ask the assistant
choices-allow-about = The model [{ $model }] at [{ $host }]. When you press its button, and only then, sentences of the article and your question are sent there.
choices-no-assistant = The owner of this paper has set no assistant. No text leaves this machine.
choices-switched-off = The owner has switched it off.
choices-needs-assistant = It needs an assistant, and the owner has set none.
choices-back = Back to settings
