//! What moderators, authors and the city answer with.

mod departments;
mod reasons;

use rand::{Rng, RngExt};

use departments::{DEPARTMENTS, Department};
pub use reasons::{refusal, removal, withdrawal};

use super::one_of;

/// What every answer with one decision shares.
struct Decision {
    slug: &'static str,
    openings: &'static [&'static str],
    department: fn(&Department) -> &'static str,
    outlooks: &'static [&'static str],
}

const DECISIONS: [Decision; 4] = [
    Decision {
        slug: "supported",
        openings: &[
            "Міська рада розглянула електронну петицію, яка набрала необхідну кількість підписів, і \
             вирішила її підтримати.",
            "За результатами розгляду петиції на нараді під головуванням міського голови пропозицію \
             авторів підтримано.",
        ],
        department: |department| department.supported,
        outlooks: &[
            "Строк виконання — до кінця наступного кварталу; звіт про хід робіт буде оприлюднено поруч із \
             цією відповіддю.",
            "Контроль за виконанням покладено на профільного заступника міського голови. Про завершення \
             робіт повідомимо окремо.",
        ],
    },
    Decision {
        slug: "partly_supported",
        openings: &[
            "Міська рада розглянула електронну петицію і вирішила підтримати її частково.",
            "Після обговорення петиції на засіданні профільної комісії враховано ту частину пропозиції, \
             яку можливо виконати цього року.",
        ],
        department: |department| department.partly_supported,
        outlooks: &[
            "До решти пропозицій повернемося під час підготовки бюджету на наступний рік; авторів буде \
             запрошено на засідання комісії.",
            "Перелік виконаних і відкладених заходів із їхньою вартістю щокварталу оновлюватимемо на сайті \
             міської ради.",
        ],
    },
    Decision {
        slug: "declined",
        openings: &[
            "Міська рада уважно розглянула електронну петицію, проте підтримати її не може.",
            "Розглянувши петицію, виконавчий комітет дійшов висновку, що наразі немає підстав ухвалити \
             запропоноване рішення.",
        ],
        department: |department| department.declined,
        outlooks: &[
            "Якщо обставини зміняться, до питання можна повернутися: мешканці мають право подати нову \
             петицію або пропозицію до громадського бюджету.",
            "Розуміємо розчарування тих, хто підписав петицію, і пропонуємо обговорити інші способи \
             розвʼязання проблеми на зустрічі з фахівцями.",
        ],
    },
    Decision {
        slug: "explained",
        openings: &[
            "За результатами розгляду електронної петиції надаємо розʼяснення щодо порушеного питання.",
            "Міська рада розглянула петицію і повідомляє, як порушене питання вирішується тепер.",
        ],
        department: |department| department.explained,
        outlooks: &[
            "Якщо після розʼяснення залишилися запитання, фахівці міської ради відповідять на них під час \
             особистого прийому або за телефоном гарячої лінії.",
            "Просимо повідомляти про випадки, коли встановленого порядку не дотримуються: кожне таке \
             звернення буде перевірено.",
        ],
    },
];

const THANKS: &[&str] = &[
    "Дякуємо авторові та всім, хто поставив підпис, за небайдужість до міста.",
    "Вдячні мешканцям за активність: саме завдяки таким зверненням місто бачить, що потребує уваги \
     насамперед.",
];

/// The city's answer to a petition of the category: three or four paragraphs, an empty line between them.
/// Decisions are `supported`, `partly_supported`, `declined` and `explained`; `None` for any other, and for an
/// unknown category.
pub fn answer(decision: &str, category: &str, rng: &mut impl Rng) -> Option<String> {
    let decision = DECISIONS.iter().find(|known| known.slug == decision)?;
    let department = DEPARTMENTS.iter().find(|department| department.category == category)?;
    let mut paragraphs = vec![
        one_of(decision.openings, rng),
        (decision.department)(department),
        one_of(decision.outlooks, rng),
    ];
    if rng.random_bool(0.5) {
        paragraphs.push(one_of(THANKS, rng));
    }
    Some(paragraphs.join("\n\n"))
}
