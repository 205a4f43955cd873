# Feeds: the list, adding, one feed and its health.

feeds-follow-nothing = لا تتابع شيئًا بعد.
feeds-follow =
    { $n ->
        [zero] لا تتابع أي خلاصة.
        [one] تتابع خلاصة واحدة.
        [two] تتابع خلاصتين.
        [few] تتابع { $n } خلاصات.
        [many] تتابع { $n } خلاصة.
       *[other] تتابع { $n } خلاصة.
    }
feeds-left-out =
    { $n ->
        [zero] لم يُترك شيء
        [one] تُرك سطر واحد
        [two] تُرك سطران
        [few] تُركت { $n } أسطر
        [many] تُرك { $n } سطرًا
       *[other] تُرك { $n } سطر
    }
feeds-left = لم تعد تتابع [{ $title }]. ما جاء منها باقٍ.
undo = تراجع
feeds-add = أضف موقعًا أو خلاصة
address = العنوان
feeds-find = ابحث عن خلاصات
feeds-bring = أحضر قائمتك
feeds-opml = ملف OPML من قارئ آخر
import = استيراد
feeds-export = صدّر قائمتك بصيغة OPML
feeds-starter = قائمة البداية
feeds-suggestions =
    { $n ->
        [zero] لا اقتراحات
        [one] اقتراح واحد
        [two] اقتراحان
        [few] { $n } اقتراحات
        [many] { $n } اقتراحًا
       *[other] { $n } اقتراح
    }
feeds-to-follow = خلاصات للمتابعة
feeds-follow-these = تابع هذه
feeds-yours = خلاصاتك
feeds-title-or-address = العنوان أو الموقع
feeds-grouped-by = مجمّعة حسب
feeds-health = الحالة
show = اعرض
show-all = اعرض الكل
feeds-found-none = لا خلاصة لديك كهذه.
feeds-found = { $n } من { $all } خلاصة.
feeds-feed = الخلاصة
feeds-how-it-is = حالها
feeds-new-in-week = الجديد في أسبوع
feeds-new-in-week-label = جديد في أسبوع
feeds-cost = كلفة أسبوع
feeds-watched = صفحة مراقَبة لا خلاصة
feeds-check = افحص الآن
feeds-check-title = افحص الآن: { $title }
feeds-settings-of = إعدادات { $title }
feeds-remove = أزل { $title }
feeds-pages = صفحات الخلاصات
feeds-page = الصفحة { $page } من { $pages }، { $n } خلاصة
previous = السابق
next = التالي
feeds-removed-lately = أُزيلت في الأيام السبعة الأخيرة
feeds-follow-again = تابع من جديد
feeds-follow-again-title = تابع { $title } من جديد
feeds-all-sections = كل الأقسام
feeds-no-section = بلا قسم
health-trouble = متعثرة
health-gone = زالت
health-new = لم تُزر بعد
health-ok = تعمل
health-some-trouble = { $n } متعثرة
health-some-gone = { $n } زالت
health-some-new = { $n } لم تُزر بعد
health-some-ok = { $n } تعمل
found-title = الخلاصات في [{ $address }]
found-title-none = لا خلاصة في [{ $address }]
found-add = إضافة خلاصة
found-another = جرّب عنوانًا آخر
found-watched = لم توجد خلاصة، لكن يمكن مراقبة الصفحة نفسها: تدخل صحيفتك المقالات التي تسردها وما تضيفه إليها. عُرفت القائمة بما يتكرر في الصفحة، فانظر هل هذه عناوين لا قائمة تنقل.
found-which = أي الخلاصات تتابع
found-which-page = أي صفحة تراقب
found-a-page = صفحة مراقَبة لا خلاصة:
found-lists = ما تسرده الآن:
found-more = و{ $n } غيرها.
found-keep-feed = اتركه فارغًا لتبقى الخلاصة في الصفحة الأولى وحدها.
found-keep-page = اتركه فارغًا لتبقى الصفحة في الصفحة الأولى وحدها.
found-watch = راقب هذه الصفحة
found-entries =
    { $n ->
        [zero] لا مدخلات
        [one] مدخل واحد
        [two] مدخلان
        [few] { $n } مدخلات
        [many] { $n } مدخلًا
       *[other] { $n } مدخل
    }
found-links =
    { $n ->
        [zero] لا روابط في قائمتها
        [one] رابط واحد في قائمتها
        [two] رابطان في قائمتها
        [few] { $n } روابط في قائمتها
        [many] { $n } رابطًا في قائمتها
       *[other] { $n } رابط في قائمتها
    }
found-newest = { $entries }، أحدثها { $ago }
found-nothing = لم توجد خلاصة هناك.
found-no-address = هذا ليس عنوان موقع أو خلاصة.
feed-articles = مقالاتها
feed-site = موقعها
saved-notice = حُفظ.
feed-name-and-section = الاسم والقسم
feed-name-more = اتركه فارغًا لاستعمال اسم الخلاصة.
feed-section-more = الاسم الجديد ينشئ قسمًا؛ والفارغ يبقي الخلاصة في الصفحة الأولى وحدها.
feed-fetched = كيف تُجلب
feed-fetched-about = هذا لكل قراء الخلاصة، ولك القرار بصفتك المالك. يذهب الكوكي وكلمة المرور إلى { $host } وحده، ولا يُعرضان ثانية.
feed-text = نص مقالاتها
feed-text-pages = من صفحاتها حيث يكون فيها المزيد
feed-text-feed = من الخلاصة وحدها؛ لا تُجلب صفحاتها أبدًا
feed-interval = الزيارة كل كذا دقيقة
feed-interval-more = فارغ: بإيقاع الخلاصة. وما يطلبه الناشر، والإخفاقات، تطيل الانتظار.
feed-user-agent = User-Agent
feed-user-agent-more = للناشرين الذين يشترطونه. فارغ: اسم الصحيفة.
feed-username = اسم المستخدم
feed-username-more = للخلاصات التي تطلب دخولًا (HTTP basic).
feed-as-it-is = فارغ: كما هو.
feed-cookie = الكوكي
feed-cookie-more = كما يرسله المتصفح: name=value; other=value. فارغ: كما هو.
feed-proxy = الوكيل
feed-proxy-more = مثل http://proxy.example:8080 أو socks5://127.0.0.1:9050. فارغ: كما هو.
feed-private = يجوز أن تكون في شبكة خاصة: { $host } وحده، لا ما تسميه
feed-save-and-check = احفظ وافحص
feed-set = مضبوط
feed-clear = امسح المضبوط
feed-visits = آخر الزيارات
feed-no-visits = لا زيارات بعد.
feed-when = متى
feed-came-of-it = النتيجة
feed-size = الحجم
never = أبدًا
feed-next-none = لا شيء
feed-next-visit = الزيارة التالية
feed-last-visit = آخر زيارة
feed-last-good-visit = آخر زيارة ناجحة
feed-seen-in-all = المشاهَد إجمالًا
feed-cost-week = الكلفة في الأيام السبعة الأخيرة
feed-kind = النوع
feed-watched-page = صفحة مراقَبة
feed-watched-page-more = لا خلاصة لها، فتُقرأ الروابط التي تسردها مدخلاتٍ لها.
feed-answers-at = تجيب من
feed-hub = تُبلَّغ بالجديد فورًا
feed-hub-active = من { $host }، فتُزار مرة في اليوم
feed-hub-until = حتى { $until }؛ أُبلغت { $times } حتى الآن
feed-hub-until-ignored = حتى { $until }؛ أُبلغت { $times } حتى الآن؛ { $posts } بلا توقيع أُهملت
feed-hub-denied = ليس من { $host }؛ تُزار بدلًا من ذلك
feed-hub-leaving = لم يعد من { $host }
feed-hub-waiting = ليس بعد من { $host }؛ تُزار في الأثناء
count-times =
    { $n ->
        [zero] { $n } مرة
        [one] مرة
        [two] مرتين
        [few] { $n } مرات
        [many] { $n } مرة
       *[other] { $n } مرة
    }
count-posts =
    { $n ->
        [zero] { $n } رسالة
        [one] رسالة
        [two] رسالتان
        [few] { $n } رسائل
        [many] { $n } رسالة
       *[other] { $n } رسالة
    }
checked = فُحصت: { $ending }.
checking = يجري الفحص…
not-checked-yet = لم يجرِ الفحص بعد: غرفة التحرير مشغولة، أو الموقع بطيء أو طلب التمهل، أو لا غرفة تحرير تعمل. أعد تحميل الصفحة لاحقًا.
too-long = هذا { $n } حرفًا؛ والحد { $most }.
feed-not-visited = لم تُزر بعد
feed-works-empty = تعمل، لكنها بلا مدخلات
feed-works-quiet = تعمل، لكنها لم تأتِ بشيء منذ أسبوع
feed-works = تعمل
feed-failed = فشلت الزيارة الأخيرة.
feed-tried = { $what } جُرّبت { $n } مرات.
feed-gone = زالت.
feed-gone-more = { $what } لم تعد تُزار.
advice-gone = أزالها ناشرها نهائيًا. انظر في الموقع هل من خلاصة جديدة فأضفها وأزل هذه؛ وما جاء منها باقٍ. وإن ظننت أنها عادت فافحصها الآن.
advice-never = لم تعمل قط. تحقق، في متصفح مثلًا، أن العنوان لخلاصة.
advice-again = كانت تعمل، وتُعاد المحاولة تلقائيًا.
visits-never = لم تُزر قط
visits-last = زيرت { $ago }
visits-next = { $last }، والتالية { $next }
times-last = آخر زيارة { $when }
times-next = الزيارة التالية { $when }
cost-none = لا زيارات
cost-visits =
    { $n ->
        [zero] لا زيارات
        [one] زيارة واحدة
        [two] زيارتان
        [few] { $n } زيارات
        [many] { $n } زيارة
       *[other] { $n } زيارة
    }
cost-unchanged = { $n } بلا تغيير
cost-failed = { $n } فاشلة
ending-hub = { $what }، أرسله موزعها
ending-unchanged = بلا تغيير، بحسب الناشر
ending-failed = فشلت الزيارة
ending-nothing-new = لا جديد
ending-new =
    { $n ->
        [zero] لا جديد
        [one] مدخل جديد
        [two] مدخلان جديدان
        [few] { $n } مدخلات جديدة
        [many] { $n } مدخلًا جديدًا
       *[other] { $n } مدخل جديد
    }
size-bytes =
    { $n ->
        [zero] { $n } بايت
        [one] بايت واحد
        [two] بايتان
        [few] { $n } بايتات
        [many] { $n } بايتًا
       *[other] { $n } بايت
    }
size-kilobytes = { $n } كيلوبايت
size-megabytes = { $n } ميغابايت
decimal-mark = .
import-none = لا خلاصة جديدة عليك في القائمة.
import-followed =
    { $n ->
        [zero] لا تتابع شيئًا من القائمة.
        [one] تتابع خلاصة واحدة من القائمة. مقالاتها قادمة.
        [two] تتابع خلاصتين من القائمة. مقالاتهما قادمة.
        [few] تتابع { $n } خلاصات من القائمة. مقالاتها قادمة.
        [many] تتابع { $n } خلاصة من القائمة. مقالاتها قادمة.
       *[other] تتابع { $n } خلاصة من القائمة. مقالاتها قادمة.
    }
import-already = كنت تتابع { $n } منها؛ وتبقى كما كانت.
