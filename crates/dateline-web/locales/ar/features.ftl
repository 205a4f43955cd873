# AI features: their buttons, their answers, the assistant.

feature-brief = موجز
feature-brief-about = ثلاث جمل من النص تنوب عنه.
feature-timeline = الخط الزمني
feature-timeline-about = الجمل التي تحمل تاريخًا، بالترتيب.
feature-quotes = من قال ماذا
feature-quotes-about = كل اقتباس، حرفيًا، بحسب قائله.
feature-figures = أرقام رئيسية
feature-figures-about = الأرقام وما تقيسه، ومواضع اختلاف الناشرين.
feature-explain = شرح
feature-explain-about = من ورد اسمه وما ورد، وما قالته عنه مقالات هذه الصحيفة.
feature-simplify = تبسيط
feature-simplify-about = جمل النص القصيرة البسيطة ذاتها؛ لا يُعاد صوغ شيء.
feature-translate = ترجمة
feature-translate-about = كل جملة بلغة أخرى، بواسطة مساعد.
feature-listen = استماع
feature-listen-about = يقرأ متصفحك النص بصوت مسموع.
feature-ask = اسأل
feature-ask-about = جمل تجيب عن سؤال.
ask-article = اسأل هذا المقال
ask-story = اسأل هذه القصة
ask-paper = اسأل الصحيفة كلها
ask = اسأل
your-question = سؤالك
cite-show = ¶ { $publisher }: أظهر موضع هذا القول
cite-show-number = ¶ { $number } { $publisher }: أظهر موضع هذا القول
answer-background = خلفية
answer-differ = الناشرون مختلفون
answer-who = من هو من
answer-unclear = متحدث غير معروف
answer-own = استُخلص على جهاز هذه الصحيفة من كلمات مقالاتها.
answer-by = كتبه النموذج [{ $model }].
answer-checked = رُوجعت كل جملة على الجمل التي تستشهد بها: الأسماء والأرقام والأيام والاقتباسات والكلمات الجديدة. المراجعة ليست برهانًا: اتبع الأرقام.
answer-checked-translation = رُوجعت في كل جملة أرقامها والأشخاص المذكورون؛ ولا تمكن مراجعة الترجمة أكثر من ذلك.
answer-withheld =
    { $n ->
        [zero] [لم تُحجب أي جملة] لأن النص المستشهد به يؤيدها.
        [one] [حُجبت جملة واحدة] لأن النص المستشهد به لا يؤيدها.
        [two] [حُجبت جملتان] لأن النص المستشهد به لا يؤيدهما.
        [few] [حُجبت { $n } جمل] لأن النص المستشهد به لا يؤيدها.
        [many] [حُجبت { $n } جملة] لأن النص المستشهد به لا يؤيدها.
       *[other] [حُجبت { $n } جملة] لأن النص المستشهد به لا يؤيدها.
    }
kind-person = شخص
kind-organisation = منظمة
kind-place = مكان
listen-notice = يقرأ متصفحك بنفسه إن كان يشغّل برنامج هذه الصحيفة ولديه أصوات: يبدأ ذلك زر «استماع» في صفحة النص. وإلا فاستعمل القراءة الصوتية في متصفحك أو نظامك؛ وهذه هي الجمل.
assistant = المساعد
assistant-not-set = يحتاج هذا إلى مساعد، ولم يعيّن مالك هذه الصحيفة أحدًا. لم يُرسل أي نص.
assistant-not-allowed = لهذه الصحيفة مساعد: النموذج [{ $model }] لدى [{ $host }]. لا يرى شيئًا مما تقرأ حتى [تشغّله لنفسك].
assistant-language = اللغة
assistant-do = دع { $model } يفعل ذلك
assistant-leaves = يغادر النص هذا الجهاز إلى [{ $host }] حين تضغط الزر، لا قبل ذلك.
assistant-spent = استعملت { $spent } من رصيدك اليوم البالغ { $most } رمزًا؛ واستعمل القراء جميعًا { $all } من { $budget }.
assistant-too-much = قد يستهلك هذا حتى { $tokens } رمزًا، أكثر مما بقي لليوم.
assistant-nothing-found = لم يجد المساعد هنا ما يجيب عن هذا.
assistant-nothing-shown = لم يمكن عرض شيء مما كتبه المساعد.
assistant-arrived = ما وصل حتى ذلك الحين يظهر أعلاه.
assistant-sent = أُرسل النص إلى [{ $host }].
assistant-writing = النموذج [{ $model }] يكتب؛ تظهر الجمل بعد اجتياز المراجعة.
choices-about = ما تعرضه هذه الميزات جمل المقالات ذاتها، أو جمل تستشهد بها. كل ذلك، عدا عمل المساعد، يجري على جهاز هذه الصحيفة.
choices-allow = اسمح لي بسؤال المساعد
choices-allow-about = النموذج [{ $model }] لدى [{ $host }]. حين تضغط زره، وعندها فقط، تُرسل إليه جمل من المقال وسؤالك.
choices-no-assistant = لم يعيّن مالك هذه الصحيفة مساعدًا. لا نص يغادر هذا الجهاز.
choices-switched-off = أوقفها المالك.
choices-needs-assistant = تحتاج إلى مساعد، ولم يعيّن المالك أحدًا.
choices-back = العودة إلى الإعدادات
tongue-ar = العربية
tongue-zh = الصينية
tongue-nl = الهولندية
tongue-en = الإنجليزية
tongue-fr = الفرنسية
tongue-de = الألمانية
tongue-el = اليونانية
tongue-he = العبرية
tongue-hi = الهندية
tongue-it = الإيطالية
tongue-ja = اليابانية
tongue-ko = الكورية
tongue-pl = البولندية
tongue-pt = البرتغالية
tongue-ru = الروسية
tongue-es = الإسبانية
tongue-sv = السويدية
tongue-tr = التركية
tongue-uk = الأوكرانية
