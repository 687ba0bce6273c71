### لوحة التحكم: الأشخاص والصفحات.

## الأشخاص

people-find = البحث عن اسم
people-newest = الأحدث أولًا
people-longest = الأقدم أولًا
people-only-banned = المحظورون فقط
people-kind = نوع الحساب
people-any-kind = الجميع
people-nobody = لم يُعثر على أشخاص.
people-nobody-yet = لم يكتب أحد هنا بعد.
people-who-is-here = كل من يكتب تعليقًا يظهر هنا مع كل ما كتب.
people-more = عرض المزيد
people-banned = محظور
people-ends = ينتهي
people-permanently = دائمًا
people-networks = شبكات تُحجز تعليقاتها للمراجعة
people-network = شبكة
people-also-as = الأسماء الأخرى:
people-guest = زائر
people-by-mail = البريد مؤكَّد
people-by-site = حساب في الموقع
people-by-any-provider = حساب لدى مزوّد
people-about = نبذة
people-about-remove = إزالة
people-about-removed = أُزيلت.
people-merged = دُمج
people-merge-undo = تراجع
people-merge-undone = تم التراجع
people-since = هنا منذ
people-last = آخر تعليق
people-new = جديد
people-comments = التعليقات
people-reports = البلاغات
people-why-not = غير المنشور، والسبب
people-reported = بلاغات عن تعليقات هذا الشخص
people-latest = الأحدث
people-decided = القرار
people-earlier-reason = سبب قرار سابق، ربما بشأن نسخة سابقة:
people-no-reason = لم يُذكر سبب
people-ban = حظر
people-open-ban = حظر…
people-open-unban = رفع الحظر…
people-unban = رفع الحظر
people-how-long = المدة
people-why = ما السبب؟ مطلوب؛ يقرؤه الفريق فقط.
people-why-missing = يُرجى كتابة السبب: تكفي بضع كلمات.
people-why-end = ما السبب؟ يقرؤه الفريق فقط. يمكن تركه فارغًا.
people-also-network = حجز ما يأتي من الشبكة نفسها أيضًا. قد يستعملها آخرون؛ تنتظر تعليقاتهم المراجعة أيضًا.
people-no-network = لم تعد الشبكة معروفة: تُحفظ يومًا واحدًا.
people-ban-hint = يُعلَم المحظور بذلك عندما يكتب في المرة القادمة.
people-ask-ban = حظر { $name }؟
people-ask-unban = رفع الحظر عن { $name }؟
people-status-count = { $status }: { NUMBER($count) }
people-no-earlier = لا تعليقات سابقة هنا
people-earlier =
    { $count ->
        [zero] لا تعليقات سابقة
        [one] تعليق سابق واحد
        [two] تعليقان سابقان
        [few] { $count } تعليقات سابقة
        [many] { $count } تعليقًا سابقًا
       *[other] { $count } تعليق سابق
    }
people-earlier-unpublished =
    { $count ->
        [zero] لا تعليقات سابقة، ولم يُنشر شيء بعد
        [one] تعليق سابق واحد، ولم يُنشر شيء بعد
        [two] تعليقان سابقان، ولم يُنشر شيء بعد
        [few] { $count } تعليقات سابقة، ولم يُنشر شيء بعد
        [many] { $count } تعليقًا سابقًا، ولم يُنشر شيء بعد
       *[other] { $count } تعليق سابق، ولم يُنشر شيء بعد
    }
people-and-more = { $names } وأخرى ({ NUMBER($count) })
people-history-of = سجل { $name }
people-reported-count =
    { $count ->
        [zero] لا تعليقات لآخرين
        [one] تعليق واحد لآخرين
        [two] تعليقان لآخرين
        [few] { $count } تعليقات لآخرين
        [many] { $count } تعليقًا لآخرين
       *[other] { $count } تعليق لآخرين
    }
people-banned-by =
    { $reason ->
        [none] بقرار من { $name }
       *[other] بقرار من { $name }: «{ $reason }»
    }
people-banned-on-server =
    { $reason ->
        [none] على الخادم
       *[other] على الخادم: «{ $reason }»
    }
people-banned-name = تم الحظر: { $name }.
people-unbanned-name = رُفع الحظر: { $name }.
people-by-provider = حساب لدى { $provider }
people-merged-guest =
    { $comments ->
        [zero] { $name } (لا تعليقات)
        [one] { $name } (تعليق واحد)
        [two] { $name } (تعليقان)
        [few] { $name } ({ $comments } تعليقات)
        [many] { $name } ({ $comments } تعليقًا)
       *[other] { $name } ({ $comments } تعليق)
    }
people-merge-undone-name = عادت التعليقات إلى { $name }.
people-merge-undo-of = تراجع: { $name }

## الصفحات

pages-page = الصفحة
pages-every-page = كل الصفحات
pages-nothing = لا تعليقات منشورة هنا.
pages-what-is-here = تظهر هنا التعليقات التي يمكن للجميع قراءتها.
pages-last = آخر تعليق
pages-order = الأحدث تعليقًا أولًا
pages-see = عرض التعليقات
pages-state = الحالة
pages-is-open = مفتوحة
pages-older = عرض الأقدم
pages-find = البحث عن صفحة
pages-no-page = لم يُعثر على صفحة.
pages-no-page-yet = لا صفحات بعد.
pages-which-pages = تظهر الصفحة هنا بعد أول تعليق فيها، أو بعد إغلاقها.
pages-install = إضافة التعليقات إلى صفحاتك
pages-missed-searches =
    { $count ->
        [zero] بُحث عنه ولم يوجد: لا شيء
        [one] بُحث عنه ولم يوجد: بحث واحد
        [two] بُحث عنه ولم يوجد: بحثان
        [few] بُحث عنه ولم يوجد: { $count } عمليات بحث
        [many] بُحث عنه ولم يوجد: { $count } عملية بحث
       *[other] بُحث عنه ولم يوجد: { $count } عملية بحث
    }
pages-missed-searches-what = بُحث عن كل منها ثلاث مرات على الأقل في آخر 90 يومًا، ولا يوجد تعليق فيه كل هذه الكلمات. لا تُذكر أسماء.
pages-looked-for =
    { $count ->
        [zero] لم يُبحث عنه
        [one] مرة واحدة
        [two] مرتان
        [few] { $count } مرات
        [many] { $count } مرة
       *[other] { $count } مرة
    }
pages-site-closed = التعليقات مغلقة في الموقع كله، فلا يمكن لأحد الكتابة في أي صفحة. يمكن فتحها من الإعدادات.
pages-why = ما السبب؟ يقرؤه الفريق فقط. يمكن تركه فارغًا.
pages-note = نص للزوار. يمكن تركه فارغًا.
pages-note-example = شكرًا لكم جميعًا! انتهت الرحلة.
pages-note-hint = يقرؤه الجميع في الصفحة مع اسمك، بعد «التعليقات مغلقة.»
pages-note-none = يقرأ الزوار: «التعليقات مغلقة. لا تزال قراءة كل شيء ممكنة.»
pages-visitors-read = يقرأ الزوار
pages-note-save = حفظ
pages-close-ahead = إغلاق صفحة أخرى…
pages-close-ahead-what = لا يمكن لأحد التعليق في الصفحة ذات هذا العنوان حتى تُفتح. يرى الزوار أن التعليقات مغلقة.
pages-address = عنوان الصفحة
pages-address-new = لا صفحة معروفة فيها تعليقات بهذا العنوان.
pages-address-missing = يُرجى نسخ العنوان من المتصفح.
pages-how-long = المدة
pages-how-slow = أقل وقت بين تعليقين للشخص نفسه
pages-pause = إيقاف الردود مؤقتًا…
pages-pause-replies = إيقاف الردود مؤقتًا
pages-paused-until = الردود متوقفة مؤقتًا حتى
pages-pause-what = لا يمكن لأحد الرد على هذا التعليق أو على الردود تحته لبعض الوقت. تبقى بقية الصفحة مفتوحة.
pages-pause-active = الردود متوقفة مؤقتًا
pages-resume = السماح بالردود مجددًا
pages-close = إغلاق التعليقات…
pages-close-it = إغلاق التعليقات
pages-open = فتح التعليقات مجددًا
pages-slow = الوضع البطيء…
pages-slow-it = تشغيل الوضع البطيء
pages-end-slow = إيقاف الوضع البطيء
pages-controls = إيقاف مؤقت أو إبطاء…
pages-controls-title = إيقاف مؤقت أو إبطاء
pages-close-what = لا يمكن لأحد الكتابة هنا حتى تُفتح من جديد. يبقى ما كُتب.
pages-close-active = التعليقات مغلقة
pages-slow-title = الوضع البطيء
pages-slow-active = الوضع البطيء مشغّل
pages-slow-what = ينتظر كل من يكتب هنا بعض الوقت قبل تعليقه التالي.
pages-of-page = الصفحة كلها:
pages-closed = التعليقات مغلقة
pages-paused = الردود المتوقفة مؤقتًا
pages-until = حتى
pages-comment-count =
    { $count ->
        [0] لا تعليقات
        [one] تعليق واحد
        [two] تعليقان
        [few] { $count } تعليقات
        [many] { $count } تعليقًا
       *[other] { $count } تعليق
    }
pages-waiting = بانتظار المراجعة: { NUMBER($count) }
pages-slow-interval = الوضع البطيء: { $time } بين تعليقين للشخص نفسه
pages-slow-off = الوضع البطيء متوقف
pages-paused-count =
    { $count ->
        [zero] لا ردود متوقفة
        [one] الردود على تعليق واحد متوقفة حتى { $until }
        [two] الردود على تعليقين متوقفة، آخرها حتى { $until }
        [few] الردود على { $count } تعليقات متوقفة، آخرها حتى { $until }
        [many] الردود على { $count } تعليقًا متوقفة، آخرها حتى { $until }
       *[other] الردود على { $count } تعليق متوقفة، آخرها حتى { $until }
    }
pages-ends-at = { $time }، حتى { $until }
pages-replies-allowed = الردود على { $name } مسموحة من جديد.
pages-replies-paused = الردود على { $name } متوقفة مؤقتًا حتى { $until }.
pages-now-closed = أُغلقت التعليقات: { $title }.
pages-now-open = فُتحت التعليقات من جديد: { $title }.
pages-note-saved = حُفظ النص للزوار: { $title }.
pages-now-slow = شُغّل الوضع البطيء: { $title }.
pages-not-slow = أُوقف الوضع البطيء: { $title }.
pages-note-change = تغيير النص…
pages-note-add = إضافة نص للزوار…

erased-author = ممحو
erased-words = مُحي النص.
erased-comment = تم المحو.
erased-person = تم المحو.
erase-open = محو نهائي…
erase-person-open = محو كل ما يخص هذا الشخص…
erase-comment = محو هذا التعليق نهائيًا
erase-comment-what = يُمحى نصه واسمه ونسخه السابقة نهائيًا، هنا أيضًا. تبقى الردود. لا يمكن لأحد التراجع عن ذلك.
erase-why = لماذا؟ مطلوب؛ لا يقرؤه إلا الفريق.
erase-for-good = محو نهائي
erase-person-title = محو كل ما هو محفوظ عن { $name }؟
erase-person-what = تُمحى نهائيًا كل تعليقاته وأسمائه وعناوينه وبلاغاته وعمليات دخوله. تبقى ردود الآخرين. وينتهي الحظر. لا يمكن لأحد التراجع عن ذلك.
