# Листи про петицію.

petition-published =
    .subject = Вашу петицію оприлюднено: { $number }
    .body =
        Вашу петицію «{ $title }» оприлюднено під номером { $number }. Підписи збирають до { $until } включно; потрібно { $threshold } { $threshold ->
            [one] підпис
            [few] підписи
           *[many] підписів
        }.

        { $link }

petition-refused =
    .subject = Вашу петицію не оприлюднено
    .body =
        Модератор відмовив в оприлюдненні вашої петиції «{ $title }».

        Підстава: { $ground }.

        { $explanation }

        На її основі ви можете підготувати виправлену петицію.

        { $link }

petition-assigned =
    .subject = Ваш підрозділ призначено відповідальним за петицію
    .term = Прийміть її або поверніть до { $until } включно.
    .body =
        Ваш підрозділ призначено відповідальним за петицію «{ $title }».{ $term }

        { $link }

petition-assignment-returned =
    .subject = Підрозділ повернув петицію
    .body =
        Підрозділ повернув петицію «{ $title }». Призначте інший.

        Причина: { $reason }

        { $link }

petition-assignment-returned-without-reason =
    .subject = Підрозділ повернув петицію
    .body =
        Підрозділ повернув петицію «{ $title }». Призначте інший.

        { $link }

petition-threshold-reached =
    .subject = Ваша петиція зібрала потрібні підписи
    .term = Про початок розгляду оголосять до { $until } включно.
    .body =
        Ваша петиція «{ $title }» зібрала { $threshold } { $threshold ->
            [one] підпис
            [few] підписи
           *[many] підписів
        }: тепер місто має її розглянути.{ $term }

        { $link }

petition-review-announced =
    .subject = Розгляд вашої петиції розпочато
    .term = Строк відповіді: до { $until } включно.
    .body =
        Місто розпочало розгляд вашої петиції «{ $title }».{ $term }

        { $link }

petition-answered =
    .subject = Відповідь на вашу петицію
    .body =
        Місто відповіло на вашу петицію «{ $title }». Рішення: { $decision }.

        { $link }

petition-reply-recorded =
    .subject = Відповідь на ваше звернення
    .body =
        Місто відповіло на вашу петицію «{ $title }» як на звернення.

        { $link }

petition-lapsed =
    .subject = Збір підписів за вашою петицією завершено
    .term = Строк відповіді: до { $until } включно.
    .body =
        Строк збору підписів за вашою петицією «{ $title }» минув. Зібрано { $signatures } { $signatures ->
            [one] підпис
            [few] підписи
           *[many] підписів
        } з { $threshold } { $threshold ->
            [one] потрібного
            [few] потрібних
           *[many] потрібних
        }. За законом її розглядають як звернення.{ $term }

        { $link }

petition-removed =
    .subject = Вашу петицію вилучено
    .body =
        Адміністратор вилучив вашу петицію «{ $title }».

        Причина: { $reason }
