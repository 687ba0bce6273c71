### لوحة التحكم: القواعد والتكاملات والاستيراد والتصدير.

## القواعد

rules-rules = القواعد
rules-welcome-and-rules = الترحيب والقواعد
rules-question = سؤال البداية
rules-question-and-rules = سؤال البداية والقواعد
rules-question-what = يظهر فوق التعليقات بالاسم المذكور أدناه. يجيب الناس عن سؤال أسرع مما يملؤون حقلًا فارغًا.
rules-house-rules = قواعد التعليق
rules-house-rules-what = ثلاث على الأكثر، كل منها جملة واحدة. يقرؤها الجدد وهم يكتبون، ويمكن ذكر إحداها عند رفض تعليق.
rules-signature = باسم مَن
rules-signature-what = يظهر مع السؤال والقواعد.
rules-newcomer-preview = ما يراه الجديد
rules-composer = أضف تعليقًا…
rules-nothing-said = لا سؤال ولا قواعد بعد. ما يُكتب أعلاه يظهر هنا.
rules-pages = في صفحات معيّنة
rules-pages-what = يمكن أن يكون لصفحة سؤالها وقواعدها. ما يُترك فارغًا هناك يؤخذ مما أعلاه.
rules-page = صفحة أخرى
rules-page-what = تُختار صفحة فيها تعليقات، أو يُدخَل عنوانها.
rules-page-missing = يُرجى إدخال عنوان الصفحة كاملًا مبتدئًا بـ https://
rules-continue = متابعة
rules-change = تعديل
rules-done = تم
rules-as-site = كما في الموقع
rules-as-site-done = عادت هذه الصفحة إلى سؤال الموقع وقواعده.
rules-no-question = بلا سؤال
rules-words = كلمات الحجز
rules-words-what = يُحجز للمراجعة كل تعليق فيه إحدى هذه الكلمات. لا يُعلَم صاحبه أي كلمة كانت. علامة * في النهاية تعني أحرفًا أخرى: خبز* تحجز خبزنا وخبزكم.
rules-no-words = لا كلمات بعد.
rules-kind = النوع
rules-word = كلمة أو عبارة
rules-pattern = نمط (تعبير نمطي)
rules-text = الكلمة أو النمط
rules-sentence = جملة للتجربة (اختياري)
rules-text-missing = يُرجى كتابة الكلمة أو النمط.
rules-try = تجربة
rules-add = إضافة
rules-remove = إزالة
rules-added = تمت الإضافة. تُحجز التعليقات التي تحتويها للمراجعة.
rules-removed = تمت الإزالة. لم تعد التعليقات التي تحتويها تُحجز لهذا السبب.
rules-not-yours = لا يمكن تغيير هذا إلا لمالك أو لعضو دوره «من الفريق».
rules-pauses = قراءة ثانية
rules-pauses-what = قبل إرسال تعليق موجّه إلى شخص يُطلب من كاتبه مرة واحدة قراءته من جديد، ثم يقرر. لا تُحسب هنا التعليقات التي لم تُرسل بعد ذلك: لا تصل إلى الخادم أبدًا.
rules-second-looks =
    { $count ->
        [0] لم يُرسل بعدُ أي تعليق بعد قراءة ثانية.
        [one] أُرسل تعليق واحد بعد قراءة ثانية. منها:
        [two] أُرسل تعليقان بعد قراءة ثانية. منهما:
        [few] أُرسلت { $count } تعليقات بعد قراءة ثانية. منها:
        [many] أُرسل { $count } تعليقًا بعد قراءة ثانية. منها:
       *[other] أُرسل { $count } تعليق بعد قراءة ثانية. منها:
    }
rules-second-look-edited = معدّلة: { NUMBER($count) }
rules-second-look-kept = كما هي: { NUMBER($count) }
rules-second-look-saved = محفوظة ثم أُرسلت لاحقًا: { NUMBER($count) }
rules-seen-until = لا تُعرض القواعد لمن نُشرت له تعليقات عددها { NUMBER($count) }؛ ويستمر عرض السؤال.
rules-number = القاعدة { NUMBER($number) }
rules-by-rule = القاعدة { NUMBER($number) }: { $rule }
rules-kind-word = كلمة
rules-kind-pattern = نمط
rules-would-hold =
    { $count ->
        [0] لا تعليق بعد لتجربتها عليه.
       *[other] كانت ستحجز { NUMBER($held) } من آخر التعليقات ({ NUMBER($count) }).
    }
rules-would-hold-none = لم تكن لتحجز شيئًا من آخر التعليقات ({ NUMBER($count) }).
rules-holds-sentence = تحجز جملتك. { $latest }
rules-holds-sentence-not = لا تحجز جملتك. { $latest }

## Webhooks والدردشة

integration-address-missing = يُرجى كتابة العنوان الذي تُرسل إليه الأحداث.
integration-webhooks = Webhooks والدردشة
integration-webhooks-what = إرسال ما يحدث هنا إلى برنامج لديك، أو عرض التعليقات الجديدة في الدردشة.
integration-nobody = لا Webhook ولا دردشة بعد.
integration-not-yet = لم يُرسل شيء بعد.
integration-delivered = وصل آخر إرسال
integration-not-delivered = فشل آخر إرسال
integration-failing = يفشل الإرسال منذ
integration-test = إرسال اختبار
integration-new-secret = سرّ جديد
integration-remove = إزالة
integration-removed = تمت الإزالة. لم يعد يُرسل شيء إلى هناك.
integration-add = إضافة Webhook أو دردشة
integration-add-it = إضافة
integration-shape = يُرسل إلى
integration-address = العنوان (URL)
integration-address-what = يجب أن يبقى سرًّا: من يعرف هذا العنوان يمكنه الكتابة هناك. لن يُعرض مرة أخرى.
integration-which = الأحداث
integration-which-what = إن لم يُختر شيء، يتلقى البرنامج كل الأحداث، وتتلقى الدردشة التعليقات المنشورة والمحجوزة والمقبولة والمبلَّغ عنها.
integration-public-key = التوقيع بزوج مفاتيح (v1a, Ed25519) بدل سرّ مشترك. يجب أن تدعمه مكتبة المستقبل.
integration-secret = السرّ
integration-key-of-pair = المفتاح العام
integration-give-secret = يُدخل هذا السرّ لدى المستقبل. يُثبت أن الرسالة من هنا. يُعرض الآن فقط.
integration-give-key = يُدخل هذا المفتاح العام لدى المستقبل. يُثبت أن الرسالة من هنا. يُعرض الآن فقط.
integration-chat-added = تمت الإضافة. يُرجى إرسال اختبار للتحقق من وصوله.
shape-standard = برنامج (Standard Webhooks، موقّع)
hook-published = نشر تعليق
hook-held = حجز تعليق
hook-approved = قبول
hook-edited = تعديل من صاحبه
hook-removed = إزالة
hook-restored = استعادة
hook-withdrawn = حذف من صاحبه
hook-sent-back = إعادة للتعديل
hook-declined = رفض
hook-marked-spam = تعليم بريدًا مزعجًا
hook-cleared = تعليم غير مزعج
hook-reported = بلاغ
hook-second-look = طلب إعادة نظر
hook-decision-undone = تراجع عن قرار
hook-removal-undone = تراجع عن إزالة
hooks-all = كل الأحداث
hooks-of-chat = التعليقات المنشورة والمحجوزة والمقبولة والمبلَّغ عنها
integration-paused-gone = متوقف مؤقتًا: أفاد المستقبل بأن هذا العنوان لم يعد موجودًا. يعود العمل بعد اختبار ناجح.
integration-paused-failing = متوقف مؤقتًا: لم يصل شيء منذ ثلاثة أيام. يعود العمل بعد اختبار ناجح.
integration-test-accepted = نجح الاختبار: قُبل ({ $status }).
integration-test-fine = نجح الاختبار: تُقبل جملة عادية.
integration-test-failed = لم ينجح الاختبار.
integration-remove-sure = لن يُرسل شيء إلى { $host } بعد الآن، ولا حتى ما كان ينتظر الإرسال. لاستعماله من جديد يُضاف مرة أخرى. هل تتم الإزالة؟

## خدمات مكافحة البريد المزعج

integration-spam-services = خدمات مكافحة البريد المزعج
integration-spam-services-what = لا تُرسل التعليقات إلى أي خدمة ما لم تُشغَّل هنا. لا يمكن للخدمة إلا حجز تعليق شخص جديد للمراجعة؛ لا تنشر شيئًا ولا ترفض شيئًا.
integration-switched-off = متوقفة
integration-switched-on = مشغّلة
integration-try = تجربة
integration-switch-on = تشغيل
integration-switch-off = إيقاف
integration-other-address = عنوان خدمة متوافقة، إن لم تكن هذه هي المستعملة
integration-model = النموذج، إن لم يكن الافتراضي
integration-key = مفتاح API. يُحفظ ولن يُعرض مرة أخرى
integration-is-off = أُوقفت وحُذف مفتاحها.
integration-openai = إشراف OpenAI
integration-turn-on = تشغيل { $service }…
integration-sent = سيُرسل إلى { $host } ما يكتبه الجدد مع الاسم وعنوان الصفحة قبل نشر التعليق. لا يُرسل عنوان شبكة ولا بريد إلكتروني. يُرجى إعلام زوارك بذلك.
integration-sent-learning = سيُرسل إلى { $host } ما يكتبه الجدد مع الاسم وعنوان الصفحة قبل نشر التعليق. لا يُرسل عنوان شبكة ولا بريد إلكتروني. ويصل إليها أيضًا ما يُعلَّم بريدًا مزعجًا أو غير مزعج. يُرجى إعلام زوارك بذلك.
integration-is-on = شُغّلت. من الآن تفحص { $host } تعليقات الجدد.

## الاستيراد والتصدير

files-intro = تُكتب هذه الأوامر على الخادم لا هنا. إن كان غيرك يدير الخادم، فيُرسل إليه الملف والأمر.
files-import = استيراد
files-import-what = FILE هو الملف الذي صُدّر. التجربة أولًا: لا تغيّر شيئًا، وتُظهر ما سيُستورد وفي أي صفحات. تبقى التعليقات في صفحاتها القديمة بأسمائها وتواريخها وردودها. يمكن استيراد الملف مرة أخرى: لا يتكرر شيء.
files-export = تصدير
files-export-what = يُختار لـ FILE أي اسم.
files-try = التجربة:
files-run = ثم الاستيراد:
files-disqus-what = يُرجى تسجيل الدخول إلى Disqus وفتح disqus.com/admin/discussions/export/. يرسل Disqus رابط الملف بالبريد؛ يمكن أن يبقى مضغوطًا (.gz).
files-wordpress-what = في WordPress، من «أدوات ← تصدير»، يُختار «كل المحتوى» ثم يُنزَّل الملف. تُستورد منه التعليقات فقط.
files-porch = خادم Porch آخر
files-porch-what = يُنفَّذ التصدير أدناه على الخادم الآخر. تُستورد القواعد والحظر والفريق أيضًا، لكن يحتاج كل عضو إلى رابط جديد لتسجيل الدخول.
files-of-site = تصدير
files-of-site-what = كل تعليقات هذا الموقع وقواعده وفريقه وسجله، أسطر JSON يقرؤها أي برنامج. ليس فيها كلمات مرور ولا مفاتيح.
files-backup = نسخة احتياطية
files-backup-what = نسخة كاملة من قاعدة بيانات الخادم بكل المواقع وكل المفاتيح. يجب حفظها حيث لا يقرؤها غيرك.
