# What all letters share.

letter =
    Dear { $name },

    { $body }

    E-petitions, { $city }
