### What machines read of a file, in every report and in `aipm read --compare`.

machine-loses-words = words
machine-loses-spaces = the spaces between words
machine-loses-whole-words = whole words
machine-loses-order = the order of lines
machine-loses-headings = which heading a line belongs to
machine-loses-dates = which job a date belongs to
machine-loses-contact = how to reach you
machine-loses-links = links
machine-fate-same = in its place
machine-fate-moved = in another place
machine-fate-torn = torn apart or changed
machine-fate-gone = not there
machine-fate-mixed = mixed or changed
machine-fate-strange = only the simple reader has it
# $what is a list of machine-loses-...
machine-may-lose = may lose { $what }
machine-page = page { $page }
machine-score-same = The score shown, { $score }, is without it. It would be the same if it had counted.
machine-score-counted = The score shown, { $score }, is without it. It would be { $counted } if it had counted.
machine-nothing-lost = Nothing is lost.

## two texts in a terminal

machine-alike = Every program reads this format alike: nothing is lost.
machine-read = Read { $method }
machine-ours = Ours
machine-simple = Simple, { $method }
machine-heading =
    { $count ->
        [0] What a machine reads: no warnings
        [one] What a machine reads: { $count } warning
       *[other] What a machine reads: { $count } warnings
    }
# Below two texts; $left and $right are the signs around such words.
machine-lost-words = { $left }words{ $right } the other text does not have, { $signs }
