### Zeiten auf den eigenen Seiten des Servers, wo kein Skript sie schreibt.

month =
    { $month ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    }
this-year = { $day }. { month }, { $time } UTC
with-year = { $day }. { month } { $year }, { $time } UTC
