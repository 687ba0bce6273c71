### The languages, English first: to add one, add it here, and make its folder with the files that `en` has.
###
### Each has its name in itself, and attributes:
### direction: ltr (left to right, if nothing is said) or rtl
### zero: its digit zero, where it has digits of its own
### group: what stands between groups of three digits
### grouped-from: from how many digits on a number is grouped (4, if nothing is said)
### plurals: its plural forms, as Unicode's CLDR names them
### stands-for: tags of languages that it stands for, where those are not there themselves

en = English
    .group = ,
    .plurals = one other
de = Deutsch
    .group = .
    .plurals = one other
ar = العربية
    .direction = rtl
    .group = ,
    .plurals = zero one two few many other
