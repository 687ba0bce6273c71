### Dates on the server's own pages, where no script writes them.

month =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
# $time: hours and minutes.
this-year = { $day } { month }, { $time } UTC
with-year = { $day } { month } { $year }, { $time } UTC
