# Conversations, notices, and what moderators do.

talk-comments = التعليقات
talk-none = لا تعليقات بعد
talk-order = ترتيب التعليقات
talk-threads = المحادثات
talk-newest = الأحدث
talk-best = الأفضل
talk-feed = خلاصة
talk-feed-title = التعليقات: { $title }
talk-remark-title = { $author } عن «{ $headline }»
talk-tell-again = أخبرني بالردود من جديد
talk-mute = كتم
talk-locked = أغلق مشرف هذا النقاش: يمكن قراءته ولا يضاف إليه.
talk-sign-in = [سجّل الدخول] لتعلّق.
talk-link = رابط
talk-take-vote-back = سحب التصويت
talk-worth-reading = جدير بالقراءة
talk-reply = رد
talk-your-reply = ردك
talk-post-reply = انشر الرد
talk-edit = تحرير
talk-your-comment = تعليقك
talk-save-changes = احفظ التغييرات
delete = حذف
talk-flagged = أبلغت عن هذا
talk-flag = إبلاغ
talk-what-is-wrong = ما المشكلة فيه
talk-tell-moderators = أخبر المشرفين
reason-off-topic = خارج الموضوع
reason-unkind = غير لائق
reason-spam = رسالة مزعجة
reason-duplicate = قيل من قبل
reason-incorrect = غير صحيح
reason-else = شيء آخر
talk-remove-this = أزل هذا التعليق
why = السبب
why-hint = السبب؛ يقرؤه الجميع
talk-edited = معدَّل
talk-votes =
    { $n ->
        [zero] لا أحد يراه جديرًا بالقراءة
        [one] قارئ واحد يراه جديرًا بالقراءة
        [two] قارئان يريانه جديرًا بالقراءة
        [few] { $n } قراء يرونه جديرًا بالقراءة
        [many] { $n } قارئًا يرونه جديرًا بالقراءة
       *[other] { $n } قارئ يرونه جديرًا بالقراءة
    }
talk-answers =
    { $n ->
        [zero] لا ردود
        [one] رد واحد
        [two] ردان
        [few] { $n } ردود
        [many] { $n } ردًا
       *[other] { $n } رد
    }
talk-on = عن [{ $headline }]، [{ $publisher }]
talk-held = يراجعه مشرف أولًا ({ $why }).
talk-held-own = حتى ذلك الحين لا يراه سواك والمشرفين.
talk-removed = أزال مشرف هذا التعليق.
talk-deleted = حذف الكاتب هذا التعليق.
talk-banned = هذا القارئ محظور.
talk-waits = هذا التعليق بانتظار مشرف.
somebody-who-left = قارئ غادر
talk-keep-order = حفظ النظام هنا
talk-lock = أغلق هذا النقاش
talk-unlock = افتح هذا النقاش
talk-pace = الدقائق بين تعليقين لقارئ واحد
talk-set-pace = اضبط الإيقاع
moderators-queue = قائمة المشرفين
talk-quote = اقتبس جملة من المقال
talk-the-sentence = الجملة
talk-own-words = كلماتها كما هي
talk-add = أضف تعليقًا
talk-how = *تشديد*، **غامق**، { $link }، > اقتباس، - قائمة، `code`.
talk-how-words = كلمات
talk-slow-mode = وضع بطيء: تعليق واحد كل { $n } دقيقة.
talk-begins = بصفتك عضوًا جديدًا يمكنك الكتابة كل دقيقتين، والإبلاغ لاحقًا.
talk-post = انشر التعليق
notices = الإشعارات
notices-queue =
    { $n ->
        [zero] لا شيء ينتظر في [قائمة المشرفين].
        [one] واحد ينتظر في [قائمة المشرفين].
        [two] اثنان ينتظران في [قائمة المشرفين].
        [few] { $n } تنتظر في [قائمة المشرفين].
        [many] { $n } تنتظر في [قائمة المشرفين].
       *[other] { $n } تنتظر في [قائمة المشرفين].
    }
notices-queue-empty = لا شيء ينتظر في [قائمة المشرفين].
notices-empty = لا شيء بعد. حين يرد أحد على تعليق لك يظهر هنا.
notices-mark-all = وضع علامة مقروء على الكل
notice-answer = رد عليك { $name }
notice-kept = رُوجع تعليقك وصار ظاهرًا للجميع
notice-removed = أزال مشرف تعليقك؛ لك أن ترد مرة واحدة في السجل
notice-restored = عاد تعليقك
notice-upheld = قرأ مشرف ردك؛ والإزالة باقية
notice-warned = ينذرك أحد المشرفين
notice-other = جديد لك
log = سجل الإشراف
log-about = ما قرره المشرفون، ولماذا.
log-queue = القائمة
log-rules = القواعد
log-log = السجل
log-empty = لم يضطر أي مشرف إلى فعل شيء بعد.
log-remove = أزال تعليقًا لـ
log-restore = أعاد تعليقًا لـ
log-uphold = أبقى إزالة تعليق لـ
log-keep = أبقى تعليقًا لـ
log-warn = أنذر
log-ban = حظر
log-unban = رفع الحظر عن
log-lock = أغلق النقاش
log-unlock = فتح النقاش
log-slow = ضبط إيقاع النقاش
log-other = قرر بشأن
log-on = عن
log-what-was-removed = ما أُزيل
log-settled = رد الكاتب على هذا، وبتّ فيه مشرف.
log-waiting = رد الكاتب على هذا؛ وسيبتّ فيه مشرف.
log-answer-once = رد على هذا، مرة واحدة
log-why-stand = لماذا يجب أن يبقى تعليقك؟ يقرؤه الجميع هنا.
log-answer = رد
queue-empty = لا شيء محجوز، ولا بلاغات.
invitations = الدعوات
queue-held = محجوز
queue-flagged = مُبلَّغ عنه
queue-times = { $what }، { $n } مرات
queue-keep = إبقاء
queue-why-removed = سبب إزالته
queue-about = عن [{ $name }]
queue-why-warned = سبب الإنذار
queue-warn = إنذار
queue-why-banned = سبب الحظر
ban-day = ليوم
ban-week = لأسبوع
ban-month = لثلاثين يومًا
ban-good = نهائيًا
ban = حظر
queue-appeals = الردود على الإزالات
queue-answers = رد [{ $name }]:
queue-put-back = أعده
queue-uphold = أبقِ الإزالة
rules-title = قواعد النقاش
rules-days = مدة حداثة العضو، بالأيام
rules-count = وحتى يبقى هذا العدد من تعليقاته
rules-new = يكتب الجدد كل دقيقتين على الأكثر ولا يبلّغون. 0 و0: لا أحد جديد.
rules-links = احجز تعليقات الأعضاء الجدد التي فيها روابط
rules-words = احجز التعليقات التي فيها أحد هذه
rules-words-more = كلمات أو عبارات، واحدة في كل سطر.
rules-hosts = احجز التعليقات التي تربط بأحد هذه المواقع
rules-hosts-more = واحد في كل سطر. ما يُحجز ينتظر في القائمة؛ ولا يراه إلا كاتبه والمشرفون.
rules-keep = احفظ هذه القواعد
rules-kept = تسري القواعد من الآن.
held-word = فيه «{ $what }»
held-host = يربط بـ { $what }
held-new = عضو جديد وضع رابطًا
held-spam = يشبه تعليقات أُزيلت
