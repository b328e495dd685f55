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

        Підстава: { refusal-ground }.

        { $explanation }

        На її основі ви можете підготувати виправлену петицію.

        { $link }

petition-assigned =
    .subject = Петицію доручено вашому підрозділу
    .term = Прийміть її або поверніть до { $until } включно.
    .body =
        Вашому підрозділу доручено петицію «{ $title }».{ $term }

        { $link }

petition-assignment-returned =
    .subject = Підрозділ повернув петицію
    .body =
        Підрозділ повернув петицію «{ $title }». Доручіть її іншому.

        Причина: { $reason }

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
        Місто відповіло на вашу петицію «{ $title }». Рішення: { decision }.

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

# Підстава відмови, після двокрапки.
refusal-ground =
    { $ground ->
        [overthrow_or_violence] заклики до повалення конституційного ладу або до насильства
        [war_propaganda] пропаганда війни
        [hatred] розпалювання ворожнечі
        [terrorism] заклики до вчинення терористичних актів
        [rights_infringement] посягання на права і свободи людини
        [not_competence] питання не належить до повноважень ради
        [duplicate] таку саму петицію вже оприлюднено
        [personal_data_or_libel] персональні дані інших осіб або наклеп
        [advert] реклама
        [unreadable] текст неможливо зрозуміти
       *[missing_data] бракує даних, яких вимагає закон
    }

# Рішення міста, після двокрапки.
decision =
    { $decision ->
        [supported] підтримано
        [partly_supported] підтримано частково
        [declined] відхилено
       *[explained] надано розʼяснення
    }
