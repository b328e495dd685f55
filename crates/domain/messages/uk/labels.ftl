# Назви всього, що має код: для позначок, кнопок і фільтрів. Кожен набір — окремо.

petition_states =
    .draft = Чернетка
    .submitted = На модерації
    .collecting = Збір підписів
    .refused = Відхилено
    .under_review = На розгляді
    .answered = Є відповідь
    .lapsed = Не набрала підписів
    .withdrawn = Відкликано автором
    .removed = Вилучено

answer_decisions =
    .supported = Підтримано
    .partly_supported = Підтримано частково
    .declined = Не підтримано
    .explained = Надано розʼяснення

refusal_reasons =
    .overthrow_or_violence = Заклики до повалення конституційного ладу або насильства
    .war_propaganda = Пропаганда війни
    .hatred = Розпалювання ворожнечі
    .terrorism = Заклики до тероризму
    .rights_infringement = Посягання на права і свободи людини
    .not_competence = Не належить до повноважень ради
    .duplicate = Повторює іншу петицію
    .personal_data_or_libel = Персональні дані або наклеп
    .advert = Реклама
    .unreadable = Зміст неможливо зрозуміти
    .missing_data = Бракує обовʼязкових даних

staff_duties =
    .moderation = Рішення модератора
    .acceptance = Прийняття підрозділом
    .review_announcement = Оголошення про початок розгляду
    .answer = Відповідь
    .reply = Відповідь (як на звернення)

petition_events =
    .created = Створено чернетку
    .submitted = Подано на модерацію
    .published = Оприлюднено
    .refused = Відхилено модератором
    .threshold_reached = Зібрано потрібну кількість підписів
    .threshold_lost = Підписів знову недостатньо
    .assigned = Призначено підрозділ
    .assignment_accepted = Підрозділ прийняв до роботи
    .assignment_returned = Підрозділ повернув
    .review_announced = Оголошено про початок розгляду
    .answered = Оприлюднено відповідь
    .reply_recorded = Надано відповідь як на звернення
    .lapsed = Час збору підписів минув
    .withdrawn = Відкликано автором
    .removed = Вилучено адміністратором
    .milestone_10 = Зібрано 10 % підписів
    .milestone_50 = Зібрано половину підписів
    .milestone_100 = Зібрано всі потрібні підписи

verification_levels =
    .none = Особу не підтверджено
    .email = Підтверджено електронну адресу
    .identified = Особу підтверджено

staff_roles =
    .moderator = Модератор
    .responder = Відповідальний від підрозділу
    .coordinator = Координатор громадського бюджету
    .expert = Експерт
    .clerk = Працівник пункту обслуговування
    .auditor = Аудитор
    .administrator = Адміністратор

identification_states =
    .confirmed = Підтверджено
    .awaiting_second_look = Чекає на другу перевірку
    .refused = Не підтверджено
    .reversed = Скасовано

identity_documents =
    .passport = Паспорт-книжечка
    .id_card = Паспорт-картка
    .residence_permit = Посвідка на проживання

day_kinds =
    .off = Вихідний
    .work = Робочий
