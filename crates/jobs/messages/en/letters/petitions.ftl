# Letters about a petition.

petition-published =
    .subject = Your petition is published: { $number }
    .body =
        Your petition "{ $title }" is published under the number { $number }. Signatures are collected until the end of { $until }; { $threshold } { $threshold ->
            [one] signature is
           *[other] signatures are
        } needed.

        { $link }

petition-refused =
    .subject = Your petition is not published
    .body =
        A moderator refused to publish your petition "{ $title }".

        Reason: { $ground }.

        { $explanation }

        You can start a corrected petition from it.

        { $link }

petition-assigned =
    .subject = A petition is assigned to your department
    .term = Accept it or hand it back by { $until }.
    .body =
        The petition "{ $title }" is assigned to your department.{ $term }

        { $link }

petition-assignment-returned =
    .subject = A department has handed a petition back
    .body =
        A department has handed back the petition "{ $title }". Assign it to another one.

        Reason: { $reason }

        { $link }

petition-assignment-returned-without-reason =
    .subject = A department has handed a petition back
    .body =
        A department has handed back the petition "{ $title }". Assign it to another one.

        { $link }

petition-threshold-reached =
    .subject = Your petition has the signatures it needs
    .term = The start of the review is announced by { $until }.
    .body =
        Your petition "{ $title }" has { $threshold } { $threshold ->
            [one] signature
           *[other] signatures
        }: the city now has to review it.{ $term }

        { $link }

petition-review-announced =
    .subject = The review of your petition has begun
    .term = The answer is due by { $until }.
    .body =
        The city has begun to review your petition "{ $title }".{ $term }

        { $link }

petition-answered =
    .subject = The answer to your petition
    .body =
        The city has answered your petition "{ $title }". Decision: { $decision }.

        { $link }

petition-reply-recorded =
    .subject = The reply to your appeal
    .body =
        The city has replied to your petition "{ $title }" as to an ordinary appeal.

        { $link }

petition-lapsed =
    .subject = Signing of your petition has closed
    .term = The reply is due by { $until }.
    .body =
        The time for signing your petition "{ $title }" is over. It has { $signatures } { $signatures ->
            [one] signature
           *[other] signatures
        } of the { $threshold } needed. By law it is now an ordinary appeal.{ $term }

        { $link }

petition-removed =
    .subject = Your petition is removed
    .body =
        An administrator removed your petition "{ $title }".

        Reason: { $reason }
