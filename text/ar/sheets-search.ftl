### بحث الزائر.

search-comments = ابحث في التعليقات
search-hint = كلمات من تعليق، أو اسم، أو عنوان صفحة. لا بأس بخطأ في الكتابة. ويمكن أيضًا: from:ada وon:recipes وafter:2024 وis:answered و"بهذه الكلمات".
nothing-found = لا نتائج
comments-found =
    { $count ->
        [zero] لا نتائج
        [one] وُجد تعليق واحد
        [two] وُجد تعليقان
        [few] وُجدت { $count } تعليقات
        [many] وُجد { $count } تعليقًا
       *[other] وُجد { $count } تعليق
    }
about-found = وُجد نحو { NUMBER($count) } تعليق
search-results = التعليقات التي وُجدت
newest-first = الأحدث أولًا

## ما يضيّق القائمة

narrow-down = تضييق القائمة
of-this-page = هذه الصفحة { NUMBER($count) }
of-answered = مُجاب { NUMBER($count) }
of-team = من الفريق { NUMBER($count) }
of-links = فيه رابط { NUMBER($count) }
of-year = { $year }: { NUMBER($count) }
without-filters =
    { $count ->
        [zero] لا تعليقات بلا هذه المرشحات
        [one] تعليق واحد بلا هذه المرشحات
        [two] تعليقان بلا هذه المرشحات
        [few] { $count } تعليقات بلا هذه المرشحات
        [many] { $count } تعليقًا بلا هذه المرشحات
       *[other] { $count } تعليق بلا هذه المرشحات
    }

## لماذا التعليق في القائمة

found-in-name = وُجد في الاسم
found-in-page = وُجد في عنوان الصفحة
some-words = لا تعليق فيه كل هذه الكلمات. في هذه التعليقات بعضها.
did-you-mean = هل تقصد { $words }؟
not-a-date = لا أثر لـ { $words }: يُكتب التاريخ هكذا 2025 أو 2025-06 أو 2025-06-30.

## حيث لم يكتب أحد عن ذلك بعد

nobody-asked = لم يسأل أحد عن هذا بعد.
not-meant = ليس ما تقصده؟
ask-here =
    { $name ->
        [none] اسأل عن هذا هنا
       *[other] اسأل { $name } عن هذا
    }
