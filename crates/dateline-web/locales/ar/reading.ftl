# The front page, lists, articles, stories, search, what is followed, filters.

front-caught-up = وُضعت علامة مقروء على كل قصص الأسبوعين الماضيين.
front-take-back = تراجع
front-leading = أهم القصص
front-talked-about = حديث الساعة
front-more = قصص أخرى
front-mark-all = وضع علامة مقروء على الكل
front-older = قصص أقدم
front-no-feeds = لا مصادر لهذه الصحيفة بعد. [أضف موقعًا تحب قراءته]، أو استورد قائمة خلاصات، أو ابدأ بقائمة مقترحة؛ وستظهر القصص الأولى هنا بعد لحظات.
front-fetching = العدد الأول قيد الإعداد: زيارة { $visited } من { $feeds } خلاصة، وقراءة { $articles } مقال. ستظهر القصص هنا فور وصولها.
front-nothing = لا شيء هنا بعد. متى نشرت الخلاصات التي تتابعها شيئًا ظهر في هذه الصفحة.
news-none = لا جديد منذ زيارتك الأخيرة { $ago }.
news-some =
    { $n ->
        [zero] لا جديد منذ زيارتك الأخيرة { $ago }.
        [one] قصة واحدة جديدة منذ زيارتك الأخيرة { $ago }.
        [two] قصتان فيهما جديد منذ زيارتك الأخيرة { $ago }.
        [few] { $n } قصص فيها جديد منذ زيارتك الأخيرة { $ago }.
        [many] { $n } قصة فيها جديد منذ زيارتك الأخيرة { $ago }.
       *[other] { $n } قصة فيها جديد منذ زيارتك الأخيرة { $ago }.
    }
news-all = كل ما هنا جديد منذ زيارتك الأخيرة { $ago }.
arrived =
    { $n ->
        [zero] لا مقالات جديدة
        [one] مقال جديد
        [two] مقالان جديدان
        [few] { $shown } مقالات جديدة
        [many] { $shown } مقالًا جديدًا
       *[other] { $shown } مقال جديد
    }
why-publishers =
    { $n ->
        [zero] لا ناشر كتب عنها نصًا خاصًا
        [one] ناشر واحد كتب عنها نصًا خاصًا
        [two] ناشران كتبا عنها نصوصًا خاصة
        [few] { $n } ناشرين كتبوا عنها نصوصًا خاصة
        [many] { $n } ناشرًا كتبوا عنها نصوصًا خاصة
       *[other] { $n } ناشر كتبوا عنها نصوصًا خاصة
    }
why-pace = { $n } منها خلال ست ساعات
why-latest = آخر خبر { $ago }
why-added = أُضيف إليها شيء منذ قرأتها
why-read = قرأتها، لذا تراجع موضعها
why-follow = أنت تتابع { $name }
list-tag = مقالات بهذا الوسم، الأحدث أولًا.
list-tag-empty = لم يعد أي مقال يحمل هذا الوسم.
list-publisher-empty = لم يأتِ هذا الناشر بشيء بعد.
list-section-empty = لا شيء في هذا القسم بعد. توزَّع الخلاصات على الأقسام في صفحة الخلاصات.
list-saved-about = ما حفظته، أحدث المقالات أولًا.
list-saved-empty = لا محفوظات بعد. احفظ مقالًا من صفحته ليبقى هنا.
history = السجل
list-history-about = ما قرأته، الأحدث أولًا. لا يراه غيرك.
list-history-empty = لم تقرأ شيئًا بعد.
name-person = شخص في الأخبار: المقالات التي تذكره، الأحدث أولًا.
name-organisation = منظمة في الأخبار: المقالات التي تذكرها، الأحدث أولًا.
name-place = مكان في الأخبار: المقالات التي تذكره، الأحدث أولًا.
name-other = اسم في الأخبار: المقالات التي تذكره، الأحدث أولًا.
article-covered-by =
    { $n ->
        [zero] لا يغطيه أحد
        [one] يغطيه ناشر واحد
        [two] يغطيه ناشران
        [few] يغطيه { $n } ناشرين
        [many] يغطيه { $n } ناشرًا
       *[other] يغطيه { $n } ناشر
    }
article-changed = عُدّل
article-edited =
    { $n ->
        [zero] لم يُحرَّر
        [one] حُرِّر مرة
        [two] حُرِّر مرتين
        [few] حُرِّر { $n } مرات
        [many] حُرِّر { $n } مرة
       *[other] حُرِّر { $n } مرة
    }
article-minutes = قراءة { $n } د
feed-view = كما في الخلاصة
reader-view = عرض القراءة
this-is-wrong = هذا خطأ
saved-take-off = محفوظ: إزالة
save-article = حفظ
article-brief = باختصار
article-show-sentence = أظهر الجملة { $n } في المقال
article-absent = لم تقدم صفحة الناشر نصًا يُقرأ هنا.
article-how-read = كيف قُرئ هذا
article-excerpt = هذه بداية المقال. [اقرأه لدى { $name }].
article-excerpt-sign-in = هذه بداية المقال. [اقرأه لدى { $name }] أو [سجّل الدخول].
article-media = فيديو وصوت
article-play-video = شغّل الفيديو
article-play-audio = شغّل الصوت
article-video = فيديو
article-audio = صوت
article-opens-at = يُفتح لدى { $name }
article-loads-from = يُحمَّل من { $name } عند طلبك
article-hashtags = الوسوم
article-named = أسماء وردت هنا
article-named-times =
    { $n ->
        [zero] لم يُذكر
        [one] ذُكر مرة
        [two] ذُكر مرتين
        [few] ذُكر { $n } مرات
        [many] ذُكر { $n } مرة
       *[other] ذُكر { $n } مرة
    }
article-elsewhere = القصة لدى الآخرين
article-related = مقالات ذات صلة
feed-view-kicker = كما ورد في الخلاصة
feed-view-empty = تعطي الخلاصة عنوانًا بلا نص.
line-not-read = لم يُقرأ بعد
line-here = أنت تقرأ هذا
line-copies =
    { $n ->
        [zero] نشره أولًا { $publisher }؛ بلا إعادة نشر
        [one] نشره أولًا { $publisher }؛ أعيد نشره مرة واحدة
        [two] نشره أولًا { $publisher }؛ أعيد نشره مرتين
        [few] نشره أولًا { $publisher }؛ أعيد نشره { $n } مرات
        [many] نشره أولًا { $publisher }؛ أعيد نشره { $n } مرة
       *[other] نشره أولًا { $publisher }؛ أعيد نشره { $n } مرة
    }
label-first = أول من نشر
label-most-cited = الأكثر استشهادًا به
label-in-depth = بالتفصيل
label-local = محلي
label-opinion = رأي
label-live = مباشر
label-video = فيديو
label-agency = نص { $agency }
story-publishers =
    { $n ->
        [zero] لا ناشرين
        [one] ناشر واحد
        [two] ناشران
        [few] { $n } ناشرين
        [many] { $n } ناشرًا
       *[other] { $n } ناشر
    }
story-articles =
    { $n ->
        [zero] لا مقالات
        [one] مقال واحد
        [two] مقالان
        [few] { $n } مقالات
        [many] { $n } مقالًا
       *[other] { $n } مقال
    }
story-first = أول نشر
story-latest = الأحدث
story-earlier = سابقًا:
story-compare = قارن التغطية
story-new-since = جديد منذ { $since }
story-nothing-new = لا شيء لم تقرأه.
story-happened = ما الذي حدث
story-coverage = كل التغطية
story-timeline = الخط الزمني
story-put-right = تصويبات
story-merged = { $who } ضمّ القصة { $story } إلى { $other }
story-parted = { $who } فصل القصة { $other } عن { $story }
story-moved = { $who } نقل مقالًا من القصة { $story } إلى { $other }
a-moderator = أحد المشرفين
story-correct = هنا مقالات عن حدث آخر، أو قصة أخرى تروي هذا الحدث
story-join-to = ضم هذه القصة إلى
story-join-hint = عنوان القصة الأخرى أو رقمها
story-join = ضم
story-part-these = افصل هذه عنها في قصة مستقلة
story-part = فصل
story-move-one = انقل مقالًا
story-same-text = { $headline } (النص نفسه)
story-move-to = إلى القصة
story-move-hint = عنوانها أو رقمها؛ اتركه فارغًا لقصة مستقلة
story-move = نقل
back-to-article = العودة إلى المقال
back-to-story = العودة إلى القصة
edits-title = التعديلات: { $headline }
edits-none = لم يُحرَّر منذ قرأته هذه الصحيفة أول مرة
edits-times =
    { $n ->
        [zero] لم يُحرَّر منذ قرأته هذه الصحيفة أول مرة
        [one] حُرِّر مرة منذ قرأته هذه الصحيفة أول مرة
        [two] حُرِّر مرتين منذ قرأته هذه الصحيفة أول مرة
        [few] حُرِّر { $n } مرات منذ قرأته هذه الصحيفة أول مرة
        [many] حُرِّر { $n } مرة منذ قرأته هذه الصحيفة أول مرة
       *[other] حُرِّر { $n } مرة منذ قرأته هذه الصحيفة أول مرة
    }
edits-latest-shown = ؛ تظهر آخر { $n }
edits-version = النسخة { $n }
edits-correction = تصحيح
edits-seen = شوهدت
edits-headline = العنوان
edits-text = النص
edits-gap = كلمات محذوفة
compare-title = مقارنة: { $headline }
compare-about =
    { $n ->
        [zero] لا تغطية. كل سطر يذكر مصدره؛ ولا حكم على شيء.
        [one] تغطية ناشر واحد. كل سطر يذكر مصدره؛ ولا حكم على شيء.
        [two] تغطية ناشرين جنبًا إلى جنب. كل سطر يذكر مصدره؛ ولا حكم على شيء.
        [few] تغطية { $n } ناشرين جنبًا إلى جنب. كل سطر يذكر مصدره؛ ولا حكم على شيء.
        [many] تغطية { $n } ناشرًا جنبًا إلى جنب. كل سطر يذكر مصدره؛ ولا حكم على شيء.
       *[other] تغطية { $n } ناشر جنبًا إلى جنب. كل سطر يذكر مصدره؛ ولا حكم على شيء.
    }
compare-headlines = العناوين
compare-figures = أرقام مختلفة
compare-figure = رقم
compare-dates = تواريخ مختلفة
compare-date = تاريخ
compare-shared = ما يرويه أكثر من ناشر
compare-all = كل الناشرين ({ $n })
compare-some = { $n } من { $all } ناشرين
compare-alone = ما ينفرد به ناشر
compare-quotes = من يستشهدون بهم
compare-no-speaker = متحدث غير مسمى
compare-nothing = ناشر واحد فقط له نص خاص في هذا. لا شيء يُقارن بعد.
facts-owned-by = مملوك لـ { $name }
facts-in-language = باللغة { $name }
facts-state-run = تديره دولة
facts-not-state-run = لا تديره دولة
search-for = بحث عن «[{ $query }]»
query-nothing-after = لا شيء بعد «{ $value }:»؛ اكتب ما تقصده من دون مسافة بينهما.
query-no-word = ليس في «{ $value }» حرف ولا رقم.
query-no-language = «{ $value }» ليس رمز لغة؛ اكتب حرفين كما في lang:fr.
query-no-state = «is:{ $value }» غير معروف؛ المتاح is:unread وis:saved وis:story.
query-no-holding = «has:{ $value }» غير معروف؛ المتاح has:video وhas:audio وhas:image وhas:live.
query-no-date = «{ $value }» ليس تاريخًا؛ اكتب 2026-11-05 أو 2026-11 أو 2026 أو yesterday أو 3d (أيام، وكذلك h وw وm وy).
query-no-publisher = لا ناشر هنا اسمه «{ $value }».
query-no-section = لا قسم فيه خلاصات اسمه «{ $value }».
query-large-pattern = النمط /{ $value }/ كبير جدًا؛ اختصره.
query-broken-pattern = تعذرت قراءة النمط /{ $value }/: { $why }
query-phrase-in = لم يُبحث عن العبارة إلا في { $n } مقالة.
query-newest = لم يُنظر إلا في أحدث { $n } مقالة قد تطابق.
search-title = بحث: { $query }
search-words = كلمات البحث
search-how = كيف تبحث بأكثر من الكلمات
search-phrase = هذه الكلمات متتالية
search-without = بدون هذه الكلمة؛ علامة الناقص تعكس أيًا من هذه
search-tag = وسم؛ شخص أو شيء مذكور
search-who = من نشره، ومن كتبه
search-section = أحد أقسامك، أو لغة
search-dates = يوم أو شهر أو سنة؛ وكذلك [yesterday] (أمس) و[3d] أي قبل ثلاثة أيام
search-is = ما لم تقرأه، وما حفظته، وما ترويه عدة مقالات
search-has = وكذلك [audio] و[image] و[live]
search-question = سؤال لا كلمات؟ [اسأل الصحيفة كلها].
search-follow = تابع هذا البحث: يظهر بين أقسامك وينبئك بالجديد.
search-nearby = صفحات بهذا الاسم
search-empty = لا مقال يستوفي كل هذا. جرّب كلمات أو شروطًا أقل، أو تهجئة أخرى.
following-about = وسوم وأشخاص وناشرون وقصص وعمليات بحث، إلى جانب خلاصاتك. ما تتابعه يرتفع في الصفحة الأولى.
following-nothing = لا تتابع شيئًا بعد. اضغط «متابعة» في صفحة وسم أو شخص أو ناشر أو قصة أو بحث.
following-mark-all =
    { $n ->
        [zero] لا جديد
        [one] وضع علامة «شوهد» على المقال
        [two] وضع علامة «شوهد» على المقالين
        [few] وضع علامة «شوهد» على المقالات الـ{ $n }
        [many] وضع علامة «شوهد» على المقالات ({ $n })
       *[other] وضع علامة «شوهد» على المقالات ({ $n })
    }
following-fresh = { $n } جديد
following-quiet = لا شيء عنه مؤخرًا.
following-mark-seen = وضع علامة «شوهد»
filters = المرشحات
filters-about = ما لا تريد رؤيته، وما لا تريد أن يفوتك. يُكتب المرشح كما يُكتب [البحث]: [tag:football -womens]، [publisher:gazette lang:fr]، [{ $example }]. يسري على صفحتك الأولى وأقسامك وصفحات الوسوم، وعلى المقالات الموجودة أيضًا؛ ويظل البحث يجد كل شيء.
filters-removed = أُزيل المرشح [{ $line }].
filters-put-back = أعده
filters-covers = ما يشمله
filters-does = ما يفعله
filters-mute = إخفاء
filters-highlight = إبراز
filters-try = جرّب
filters-would-hide =
    { $n ->
        [zero] ما كان ليخفي أي مقال من الأسبوع الماضي
        [one] كان سيخفي مقالًا واحدًا من الأسبوع الماضي
        [two] كان سيخفي مقالين من الأسبوع الماضي
        [few] كان سيخفي { $n } مقالات من الأسبوع الماضي
        [many] كان سيخفي { $n } مقالًا من الأسبوع الماضي
       *[other] كان سيخفي { $n } مقال من الأسبوع الماضي
    }
filters-would-mark =
    { $n ->
        [zero] ما كان ليبرز أي مقال من الأسبوع الماضي
        [one] كان سيبرز مقالًا واحدًا من الأسبوع الماضي
        [two] كان سيبرز مقالين من الأسبوع الماضي
        [few] كان سيبرز { $n } مقالات من الأسبوع الماضي
        [many] كان سيبرز { $n } مقالًا من الأسبوع الماضي
       *[other] كان سيبرز { $n } مقال من الأسبوع الماضي
    }
filters-cannot = لا يصلح هذا مرشحًا
how-long = إلى متى
for-ever = إلى الأبد
for-a-day = ليوم
for-a-week = لأسبوع
for-a-month = لشهر
filters-mute-these = أخفِ هذه
filters-highlight-these = أبرز هذه
filters-yours = مرشحاتك
filters-nothing = لا مرشحات لديك.
filters-mutes = يخفي
filters-highlights = يبرز
filters-lately = { $n } من أحدث المقالات
filters-lately-until = { $n } من أحدث المقالات، حتى { $until }
reason-opens-story = يفتح خبرًا جديدًا: لا شيء قبله يشاركه ما يكفي من الأسماء والكلمات النادرة
reason-stands-in = { $share }٪ من نصه واردة حرفيًا في نص { $publisher }
reason-stands-in-earlier = { $share }٪ من نصه واردة حرفيًا في نص سابق
reason-holds = { $share }٪ من نص { $publisher } واردة فيه حرفيًا
reason-holds-earlier = { $share }٪ من نص سابق واردة فيه حرفيًا
reason-names = يذكر { $names }
reason-words =
    { $n ->
        [zero] لا كلمات مشتركة
        [one] كلمة مشتركة واحدة
        [two] كلمتان مشتركتان
        [few] { $n } كلمات مشتركة
        [many] { $n } كلمة مشتركة
       *[other] { $n } كلمة مشتركة
    }
reason-rare-words =
    { $n ->
        [zero] لا كلمات نادرة مشتركة
        [one] كلمة نادرة مشتركة واحدة
        [two] كلمتان نادرتان مشتركتان
        [few] { $n } كلمات نادرة مشتركة
        [many] { $n } كلمة نادرة مشتركة
       *[other] { $n } كلمة نادرة مشتركة
    }
reason-within-an-hour = بفارق أقل من ساعة
reason-hours =
    { $n ->
        [zero] بفارق أقل من ساعة
        [one] بفارق ساعة
        [two] بفارق ساعتين
        [few] بفارق { $n } ساعات
        [many] بفارق { $n } ساعة
       *[other] بفارق { $n } ساعة
    }
reason-days =
    { $n ->
        [zero] في اليوم نفسه
        [one] بفارق يوم
        [two] بفارق يومين
        [few] بفارق { $n } أيام
        [many] بفارق { $n } يومًا
       *[other] بفارق { $n } يوم
    }
reason-says = يعطي الرقم { $figure }
reason-says-when = يذكر متى: { $day }
reason-new-act = يروي ما لم يُروَ من قبل
reason-in-headline = في العنوان
reason-given-tag = وسم الناشر نفسه
reason-were-one = كانا خبرًا واحدًا إلى أن عُرف المزيد
