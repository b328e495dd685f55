# Faults at one place of a request.

required = This field is required.
unknown_field = There is no such field.
wrong_type = The value is not of the expected type.
unknown_value = The value is not one of those allowed.
malformed = This can't be read.
too_short =
    At least { $min } { $min ->
        [one] character is
       *[other] characters are
    } needed.
too_long =
    At most { $max } { $max ->
        [one] character is
       *[other] characters are
    } allowed.
too_many =
    At most { $max } { $max ->
        [one] item is
       *[other] items are
    } allowed.
out_of_range = Out of range: from { $min } to { $max }.
blank = The field is blank.
forbidden_character = The character { $character } is not allowed.
mixed_scripts = One word mixes letters of different alphabets.
not_a_name = Write the name in letters: one to five words, a dot only after an initial.
bad_email = This does not look like an e-mail address.
weak_password =
    The password is too easy to guess: { $why ->
        [keys] its keys are neighbours
        [repeats] it repeats itself
        [sequence] its letters or digits follow one another
        [dates] it contains a date or a year
        [words] it is a name or a single word
        [common] others often choose it
       *[plain] it is too short or made of well-known words
    }. Take several words that have nothing to do with each other.
bad_rnokpp = A taxpayer number has 10 digits, the last of them a check digit.
bad_unzr = A demographic-register number looks like YYYYMMDD-NNNNK, with a correct check digit.
bad_document = The document's series or number is not written correctly.
birth_date_mismatch = The birth date does not match the number.
not_found = There is no such record.
not_allowed_here = This field has no place here.
in_the_past = This date has passed.
only_one_of = Exactly one of these fields is needed: { $fields }.
repeated = This is given more than once.
