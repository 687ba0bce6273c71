### لوحة التحكم: القواعد.

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
