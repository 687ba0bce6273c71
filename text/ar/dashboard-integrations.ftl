### لوحة التحكم: التكاملات.

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
hook-erased = مُحي نهائيًا
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
