//! The table of refusals. Answers, the OpenAPI document and `docs/problems.md` all come from it.

use crate::locale::Text;

macro_rules! codes {
    ($($variant:ident, $code:literal, $status:literal,
        $title_uk:literal, $title_en:literal,
        $detail_uk:literal, $detail_en:literal;)*) => {
        /// A refusal; stable, for programs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $detail_en] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The code as it stands in `code` and at the end of `type`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The HTTP status it is answered with.
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)* }
            }

            /// What happened, in a few words.
            pub const fn title(self) -> Text {
                match self { $(Self::$variant => Text { uk: $title_uk, en: $title_en },)* }
            }

            /// What happened and what to do about it, as a sentence.
            pub const fn detail(self) -> Text {
                match self { $(Self::$variant => Text { uk: $detail_uk, en: $detail_en },)* }
            }
        }
    };
}

codes! {
    // The request itself.
    MalformedBody, "malformed_body", 400, "Тіло запиту не читається", "Unreadable body",
        "Тіло запиту не є правильним JSON у UTF-8.", "The body is not well-formed JSON in UTF-8.";
    BadCursor, "bad_cursor", 400, "Недійсний курсор", "Bad cursor",
        "Курсор не від цього списку або пошкоджений; почніть список спочатку.", "The cursor is damaged or belongs to another list; start the list anew.";
    BadParameter, "bad_parameter", 400, "Невірний параметр", "Bad parameter",
        "Параметр запиту невідомий, повторений або має невірне значення.", "A query parameter is unknown, repeated or has a wrong value.";
    BadHeader, "bad_header", 400, "Невірний заголовок", "Bad header",
        "Заголовок запиту має невірне значення.", "A request header has a wrong value.";
    Unauthenticated, "unauthenticated", 401, "Потрібен вхід", "Login needed",
        "Ця дія потребує входу: надішліть чинний токен доступу.", "This needs a login: send a valid access token.";
    BadToken, "bad_token", 401, "Токен недійсний", "Bad token",
        "Токен доступу недійсний або його термін вийшов.", "The access token is not valid or has expired.";
    BadCredentials, "bad_credentials", 401, "Невірні дані для входу", "Wrong credentials",
        "Адреса або пароль невірні.", "The address or the password is wrong.";
    BadRefreshToken, "bad_refresh_token", 401, "Сеанс недійсний", "Bad refresh token",
        "Токен оновлення недійсний, використаний або відкликаний; увійдіть знову.", "The refresh token is unknown, used or revoked; log in again.";
    BadAssertion, "bad_assertion", 401, "Особу не підтверджено", "Identity not confirmed",
        "Постачальник ідентифікації не підтвердив особу.", "The identity provider did not confirm the person.";
    NotFound, "not_found", 404, "Немає такої адреси", "No such address",
        "За цією адресою нічого немає.", "There is nothing at this address.";
    MethodNotAllowed, "method_not_allowed", 405, "Метод не підтримується", "Method not allowed",
        "Ця адреса не приймає такого методу; дозволені подано в Allow.", "This address does not take this method; Allow lists those it takes.";
    PreconditionFailed, "precondition_failed", 412, "Запис уже змінено", "Changed meanwhile",
        "Запис змінився, відколи ви його прочитали; прочитайте його знову.", "The record has changed since you read it; read it again.";
    BodyTooLarge, "body_too_large", 413, "Завелике тіло запиту", "Body too large",
        "Тіло запиту більше за дозволене.", "The body is larger than allowed.";
    UnsupportedMediaType, "unsupported_media_type", 415, "Невірний тип вмісту", "Wrong content type",
        "Тіло має бути application/json.", "The body must be application/json.";
    ValidationFailed, "validation_failed", 422, "Невірні поля", "Wrong fields",
        "Запит читається, але деякі поля невірні; кожне названо в errors.", "The request is well-formed, but some fields are wrong; errors names each.";
    PreconditionRequired, "precondition_required", 428, "Потрібен If-Match", "If-Match needed",
        "Правка потребує заголовка If-Match з останнім ETag запису.", "An edit needs If-Match with the record's latest ETag.";
    IdempotencyKeyReused, "idempotency_key_reused", 422, "Ключ уже використано", "Key used before",
        "Цей Idempotency-Key уже використано з іншим запитом.", "This Idempotency-Key was used with another request.";
    IdempotencyInProgress, "idempotency_in_progress", 409, "Запит ще виконується", "Still running",
        "Запит із цим Idempotency-Key ще виконується; повторіть трохи згодом.", "A request with this Idempotency-Key is still running; try again shortly.";
    // The service.
    Internal, "internal", 500, "Внутрішня помилка", "Internal error",
        "Сталася помилка на нашому боці; її записано за номером запиту.", "Something failed on our side; it is recorded under the request id.";
    Unavailable, "unavailable", 503, "Сервіс тимчасово недоступний", "Temporarily unavailable",
        "База даних зараз недоступна; повторіть із тим самим ключем за кілька секунд.", "The database can't be reached now; retry with the same key in a few seconds.";
    Overloaded, "overloaded", 503, "Сервіс перевантажено", "Overloaded",
        "Забагато запитів водночас; повторіть за кілька секунд.", "Too many requests at once; retry in a few seconds.";
    // Who may.
    Forbidden, "forbidden", 403, "Немає права", "Not allowed",
        "Ваша роль не дає права на цю дію.", "Your role does not allow this.";
    EmailNotVerified, "email_not_verified", 403, "Адресу не підтверджено", "Address not verified",
        "Спершу підтвердьте адресу електронної пошти.", "Verify your e-mail address first.";
    IdentificationNeeded, "identification_needed", 403, "Потрібна ідентифікація", "Identification needed",
        "Ця дія потребує підтвердженої особи: BankID, підпис, Дія або працівник із вашими документами.", "This needs a confirmed identity: BankID, a signature, Diia, or a clerk who saw your papers.";
    WrongPassword, "wrong_password", 403, "Невірний пароль", "Wrong password",
        "Поточний пароль невірний.", "The current password is wrong.";
    OwnPetition, "own_petition", 403, "Це ваша петиція", "Your own petition",
        "Працівник не діє щодо власної петиції.", "Staff never act on their own petition.";
    OtherDepartment, "other_department", 403, "Інший підрозділ", "Another department",
        "Відповідає той підрозділ, якому доручено розгляд.", "The department in charge of the review answers.";
    // Accounts.
    AccountNotFound, "account_not_found", 404, "Немає такого облікового запису", "No such account",
        "Облікового запису з таким номером немає.", "There is no account with this id.";
    RoleNotFound, "role_not_found", 404, "Немає такої ролі", "No such role",
        "Цей обліковий запис не має такої ролі.", "The account does not have this role.";
    RoleAlreadyGranted, "role_already_granted", 409, "Роль уже надано", "Role already granted",
        "Цей обліковий запис уже має таку роль.", "The account has this role already.";
    LastAdministrator, "last_administrator", 409, "Останній адміністратор", "Last administrator",
        "Останнього адміністратора не можна позбавити ролі.", "The last administrator's role can't be taken away.";
    BadEmailToken, "bad_email_token", 422, "Посилання недійсне", "Bad link",
        "Посилання з листа недійсне, застаріле або вже використане; замовте нове.", "The token from the e-mail is unknown, expired or used; ask for a new one.";
    AlreadyIdentified, "already_identified", 409, "Особу вже підтверджено", "Already identified",
        "Цей обліковий запис уже належить іншій підтвердженій особі.", "This account belongs to another confirmed person already.";
    ProviderUnknown, "provider_unknown", 404, "Немає такого постачальника", "No such provider",
        "Такий постачальник ідентифікації тут не налаштований.", "No such identity provider is configured here.";
    // Petitions.
    PetitionNotFound, "petition_not_found", 404, "Немає такої петиції", "No such petition",
        "Петиції з таким номером немає.", "There is no petition with this number.";
    PetitionRemoved, "petition_removed", 410, "Петицію вилучено", "Petition removed",
        "Цю петицію вилучено; причину подано в context.", "This petition has been removed; context gives the reason.";
    CategoryNotFound, "category_not_found", 404, "Немає такої категорії", "No such category",
        "Категорії з таким кодом немає.", "There is no category with this code.";
    DepartmentNotFound, "department_not_found", 404, "Немає такого підрозділу", "No such department",
        "Підрозділу з таким кодом немає.", "There is no department with this code.";
    PolicyNotFound, "policy_not_found", 404, "Немає такої політики", "No such policy",
        "Правил із такою версією немає.", "There is no policy with this version.";
    NotDraft, "not_draft", 409, "Це вже не чернетка", "Not a draft",
        "Текст можна змінювати й подавати, лише доки петиція є чернеткою.", "A petition is edited and submitted only while it is a draft.";
    NotSubmitted, "not_submitted", 409, "Петиція не на модерації", "Not under moderation",
        "Рішення модератора можливе лише щодо поданої петиції.", "A moderator decides only on a submitted petition.";
    NotCollecting, "not_collecting", 409, "Підписи не збираються", "Not collecting",
        "Ця петиція не збирає підписів.", "This petition is not collecting signatures.";
    NotUnderReview, "not_under_review", 409, "Петиція не на розгляді", "Not under review",
        "Ця дія можлива лише щодо петиції на розгляді.", "This is possible only for a petition under review.";
    NotTheAuthor, "not_the_author", 403, "Це не ваша петиція", "Not your petition",
        "Цю дію виконує лише автор петиції.", "Only the petition's author does this.";
    NotWithdrawable, "not_withdrawable", 409, "Відкликати вже не можна", "Can't be withdrawn",
        "Автор відкликає петицію, лише доки вона є чернеткою, на модерації або збирає підписи.", "The author withdraws a petition only while it is a draft, submitted or collecting.";
    NotPublished, "not_published", 409, "Петицію не оприлюднено", "Not published",
        "Вилучити можна лише оприлюднену петицію.", "Only a published petition can be removed.";
    NotRefused, "not_refused", 409, "Петицію не відхилено", "Not refused",
        "Виправлену чернетку починають із відхиленої петиції.", "A corrected draft starts from a refused petition.";
    ReviewAlreadyAnnounced, "review_already_announced", 409, "Розгляд уже оголошено", "Review already announced",
        "Початок розгляду цієї петиції вже оголошено.", "The start of this petition's review has been announced already.";
    ReviewNotAnnounced, "review_not_announced", 409, "Розгляд ще не оголошено", "Review not announced",
        "Відповідь подають після оголошення початку розгляду.", "An answer comes after the announcement of the review.";
    WindowOpen, "window_open", 409, "Збір підписів триває", "Signing is still open",
        "Строк збору підписів за цією петицією ще не минув.", "The window for signing this petition is not over yet.";
    DuplicateTargetInvalid, "duplicate_target_invalid", 422, "Невірне посилання на дублікат", "Wrong duplicate",
        "Петиція, яку названо дублікатом, має бути іншою й оприлюдненою.", "The petition named as the duplicate must be another, published one.";
    // Signing.
    AlreadySigned, "already_signed", 409, "Ви вже підписали", "Already signed",
        "Ви вже підписали цю петицію; одна людина має один підпис.", "You have signed this petition already; one person has one signature.";
    NotSigned, "not_signed", 404, "Підпису немає", "Not signed",
        "Вашого підпису під цією петицією немає.", "Your signature is not on this petition.";
    WindowClosed, "window_closed", 409, "Збір підписів завершено", "Signing has closed",
        "Строк збору підписів за цією петицією минув.", "The window for signing this petition is over.";
    SigningClosed, "signing_closed", 409, "Підписання закрито", "Signing is closed",
        "За правилами цієї петиції після досягнення порогу підписи не збирають.", "Under this petition's policy signing ends at the threshold.";
    SignatureFinal, "signature_final", 409, "Підпис уже не відкликати", "Signature is final",
        "Підпис можна відкликати, лише доки петиція збирає підписи й правила це дозволяють.", "A signature is withdrawn only while the petition collects and its policy allows it.";
    // Policies, calendar, the city's profile.
    PolicyNotInFuture, "policy_not_in_future", 409, "Правила не можна змінити заднім числом", "Policy can't begin in the past",
        "Нова версія правил починає діяти не раніше за поточну мить.", "A new policy version takes effect no earlier than now.";
    CalendarDayNotFound, "calendar_day_not_found", 404, "Немає такого дня", "No such day",
        "У календарі немає винятку на цю дату.", "The calendar has no exception on this date.";
    CalendarOutOfRange, "calendar_out_of_range", 409, "Поза календарем", "Outside the calendar",
        "Календар робочих днів не охоплює потрібного строку; доповніть його.", "The calendar of working days does not cover this term; extend it first.";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Code;
    use crate::locale::Locale;

    #[test]
    fn codes_are_distinct_words_and_statuses_are_errors() {
        let words: BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(words.len(), Code::ALL.len());
        for code in Code::ALL {
            assert!(code.as_str().chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{code:?}");
            assert!((400..600).contains(&code.status()), "{code:?}");
        }
    }

    #[test]
    fn every_sentence_is_in_its_own_language() {
        for code in Code::ALL {
            assert!(code.detail().get(Locale::Uk).ends_with('.'), "{code:?}");
            assert!(code.detail().get(Locale::En).ends_with('.'), "{code:?}");
            assert!(code.detail().en.is_ascii() && code.title().en.is_ascii(), "{code:?}");
            assert!(!code.detail().uk.is_ascii() && !code.title().uk.is_ascii(), "{code:?}");
        }
    }
}
