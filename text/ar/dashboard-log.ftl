### لوحة التحكم: السجل. يبدأ السطر بـ«الاسم:» ثم يأتي ما حدث.

## عام

log-today = اليوم
log-yesterday = أمس
log-who = مَن
log-everybody = الجميع
log-what = ماذا
log-older = عرض الأقدم
log-nothing = لا نتائج.
log-words-then = التعليق كما كان حينها. عُدّل بعد ذلك:
log-words-now = التعليق كما هو الآن. عُدّل بعد ذلك، ولم تُحفظ النسخة السابقة:
log-outdated = لم يعد ساريًا
log-on-server = على الخادم
log-readers = القرّاء
log-its-author = صاحب التعليق
log-actor = { $name }:
log-actor-server = على الخادم:

## ما حدث، مع موضوعه

log-approved = قبول { $subject }
log-sent-back = طلب تعديل { $subject }
log-declined = رفض { $subject }
log-removed = إزالة { $subject }
log-restored = استعادة { $subject }
log-kept = إبقاء { $subject }
log-marked-spam = تعليم { $subject } بريدًا مزعجًا
log-not-spam = تعليم { $subject } غير مزعج
log-decision-undone = تراجع عن قرار بشأن { $subject }
log-second-look = طلب إعادة نظر في { $subject }
log-reported = بلاغ عن { $subject } أدى إلى حجزه
log-replied = { $subject }
log-edited = تعديل { $subject }
log-deleted = حذف { $subject }
log-erased = محا { $subject } نهائيًا
log-no-reply-needed = تعليم { $subject } بأنه لا يحتاج إلى رد
log-unanswered-again = إعادة { $subject } إلى «بلا رد»
log-replies-paused = إيقاف الردود مؤقتًا على { $subject }
log-replies-allowed = السماح مجددًا بالردود على { $subject }
log-banned = حظر { $subject }
log-ban-lifted = رفع الحظر عن { $subject }
log-about-removed = أزال نبذة { $subject }
log-merge-undone = فصل { $subject } عن شخص آخر
log-undid = تراجع عن: { $what }
log-comment-of = تعليق { $name }
log-a-comment = تعليق
log-own-comment = التعليق الخاص
log-reply = رد
log-somebody = شخص ما
log-erased-person = شخص مُحيت بياناته
log-an-erased-person = شخص مُحيت بياناته
log-comment-of-erased = تعليق شخص مُحيت بياناته

## ما حدث، بلا موضوع

event-welcome-set = تغيير سؤال البداية أو القواعد
event-imported = استيراد تعليقات
event-learning-reset = إعادة ضبط مرشّح البريد المزعج
event-learning-imported = استيراد ما تعلّمه مرشّح آخر
event-page-moved = نقل تعليقات صفحة
event-person-erased = محا كل ما كان محفوظًا عن شخص
event-person-erased-own = محا كل ما كان محفوظًا عنه
event-rule-added = إضافة كلمة حجز
event-rule-removed = إزالة كلمة حجز
event-owner-mail-set = تغيير مَن يصله البريد
event-member-added = إضافة إلى الفريق
event-member-entered = تسجيل الدخول
event-member-ended = مغادرة الفريق
event-webhook-added = إضافة Webhook أو دردشة
event-webhook-removed = إزالة Webhook أو دردشة
event-webhook-rotated = سرّ جديد لـ Webhook
event-external-check-added = تشغيل خدمة لمكافحة البريد المزعج
event-external-check-removed = إيقاف خدمة لمكافحة البريد المزعج
event-sso-key-added = إضافة مفتاح لتسجيل الدخول
event-sso-key-set = تغيير حالة مفتاح لتسجيل الدخول
event-sso-key-removed = إزالة مفتاح لتسجيل الدخول
event-site-added = إضافة الموقع
event-site-set = تغيير الإعدادات
event-thread-closed = إغلاق التعليقات في صفحة
event-closed-note-set = تغيير النص لزوار صفحة مغلقة
event-thread-opened = فتح التعليقات في صفحة
event-thread-slowed = تغيير الوضع البطيء لصفحة
log-member-added = إضافة { $name }، الدور: { $role }
log-member-invited = دعوة { $name }، الدور: { $role }
log-invitation-cancelled = إلغاء دعوة { $name }
log-signed-in-link = تسجيل الدخول برابط
log-signed-in-mail = تسجيل الدخول برابط من البريد
log-signed-in-passkey = تسجيل الدخول بمفتاح مرور
log-membership-ended = إنهاء عضوية { $name }
log-left = مغادرة الفريق
log-role-changed = تغيير دور { $name } إلى: { $role }
log-renamed =
    { $before ->
        [none] تغيير الاسم إلى { $name }
       *[other] تغيير الاسم من { $before } إلى { $name }
    }
log-passkey-added = إضافة مفتاح مرور
log-passkey-removed = إزالة مفتاح مرور

## التصفية

log-part-all = كل شيء
log-part-decisions = القرارات بشأن التعليقات
log-part-replies = الردود والتعليقات الخاصة
log-part-bans = الحظر
log-part-rules = القواعد وكلمات الحجز
log-part-settings = الإعدادات
log-part-team = الفريق
log-part-pages = الصفحات

## استيراد

log-import =
    { $pages ->
        [none] استيراد { $comments } من { $source }
       *[other] استيراد { $comments } في { $pages } من { $source }
    }
log-import-porch = ملف تصدير من Porch
log-import-file = ملف
log-import-known =
    { $count ->
        [zero] لم يكن شيء منها موجودًا
        [one] واحد كان موجودًا
        [two] اثنان كانا موجودين
        [few] { $count } كانت موجودة
        [many] { $count } كانت موجودة
       *[other] { $count } كانت موجودة
    }
log-import-left-out =
    { $count ->
        [zero] لم يُستبعد شيء
        [one] استُبعد عنصر واحد
        [two] استُبعد عنصران
        [few] استُبعدت { $count } عناصر
        [many] استُبعد { $count } عنصرًا
       *[other] استُبعد { $count } عنصر
    }
log-import-incomplete = كان الملف غير مكتمل

## تفاصيل تغيير

log-detail-addresses = يُرسل البريد إلى
log-detail-team = أسماء الفريق
log-detail-format = من ملف
log-detail-comments = التعليقات المستوردة
log-detail-known = تعليقات كانت موجودة
log-detail-people = أشخاص جدد
log-detail-pages = صفحات فيها تعليقات
log-detail-left-out = عناصر مستبعدة
log-detail-until = حتى
log-detail-default = الافتراضي
log-detail-quoted = «{ $words }»
