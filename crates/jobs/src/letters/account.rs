//! Letters about an account.

use viche_domain::locale::Locale;

use super::Content;

/// Asks for the proof of an address; the link is good for 24 hours.
pub(super) fn verify_email(locale: Locale, link: &str) -> Content {
    match locale {
        Locale::Uk => Content {
            subject: "Підтвердьте свою електронну адресу".to_owned(),
            body: format!(
                "Цю адресу вказано під час реєстрації на сервісі електронних петицій. Щоб підтвердити, що вона ваша, \
                 перейдіть за посиланням:\n\n{link}\n\nПосилання діє 24 години і спрацьовує один раз. Якщо ви не \
                 реєструвалися, нічого робити не треба."
            ),
        },
        Locale::En => Content {
            subject: "Confirm your e-mail address".to_owned(),
            body: format!(
                "This address was given at a registration with the e-petition service. To confirm that it is yours, \
                 follow the link:\n\n{link}\n\nThe link is good for 24 hours and works once. If you did not register, \
                 there is nothing to do."
            ),
        },
    }
}

/// Tells that somebody tried to register with an address that has an account.
pub(super) fn already_registered(locale: Locale) -> Content {
    match locale {
        Locale::Uk => Content {
            subject: "Ви вже зареєстровані".to_owned(),
            body: "Хтось, можливо ви, намагався зареєструватися з цією адресою, але вона вже має обліковий запис. \
                   Увійдіть зі своїм паролем, а якщо ви його забули, попросіть новий. Якщо це були не ви, нічого робити \
                   не треба: обліковий запис не змінився."
                .to_owned(),
        },
        Locale::En => Content {
            subject: "You are registered already".to_owned(),
            body: "Somebody, perhaps you, tried to register with this address, but it has an account already. Log in \
                   with your password, or ask for a new one if you have forgotten it. If it was not you, there is \
                   nothing to do: the account has not changed."
                .to_owned(),
        },
    }
}

/// Offers a new password; the link is good for an hour.
pub(super) fn reset_password(locale: Locale, link: &str) -> Content {
    match locale {
        Locale::Uk => Content {
            subject: "Новий пароль".to_owned(),
            body: format!(
                "Для вашого облікового запису попросили новий пароль. Щоб задати його, перейдіть за посиланням:\n\n\
                 {link}\n\nПосилання діє 1 годину і спрацьовує один раз. Якщо ви цього не просили, нічого робити не \
                 треба: пароль не змінився."
            ),
        },
        Locale::En => Content {
            subject: "A new password".to_owned(),
            body: format!(
                "A new password was asked for your account. To set it, follow the link:\n\n{link}\n\nThe link is good \
                 for 1 hour and works once. If you did not ask for it, there is nothing to do: the password has not \
                 changed."
            ),
        },
    }
}
