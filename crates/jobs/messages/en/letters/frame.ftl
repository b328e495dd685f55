# What all letters share.

letter =
    { $greeting }

    { $body }

    E-petitions, { $city }

# For those who may be called by their name already, and for those who may not yet.
greeting = Dear { $name },
    .unnamed = Hello,
