//! Examples for the document. A test sends every one of them to a running service.

use serde_json::{Value, json};

/// The id that stands for some record's.
pub const ID: &str = "0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47";
/// The public number that stands for some petition's.
pub const NUMBER: &str = "2026-03-04-1";

/// The public number of an answered petition of the demo, so that the API reference finds something there.
pub const ANSWERED_IN_THE_DEMO: &str = "2017-01-16-1";

/// A petition in a list.
pub fn summary() -> Value {
    json!({
        "id": ID, "number": NUMBER,
        "title": "Облаштувати велодоріжку на вулиці Київській",
        "excerpt": "На вулиці Київській щодня їздять сотні велосипедистів, але окремої смуги для них немає. Просимо облаштувати велодоріжку від вокзалу до площі Соборної.",
        "category": "transport", "author_name": "Коваленко Олена Петрівна",
        "state": "collecting", "signatures": 121, "threshold": 250, "department": null, "decision": null,
        "created_at": "2026-03-02T08:00:00Z", "updated_at": "2026-03-10T16:20:00Z",
        "published_at": "2026-03-04T08:00:00Z", "closes_at": "2026-06-02T21:00:00Z", "closes_on": "2026-06-02",
        "days_left": 84, "answered_at": null, "replied_at": null
    })
}

/// A petition in a list that a department is in charge of.
pub fn assigned_summary() -> Value {
    let mut summary = summary();
    merge(&mut summary, json!({ "department": "transport" }));
    summary
}

/// A draft in its author's list.
pub fn own_draft() -> Value {
    let mut summary = summary();
    let rest = json!({
        "number": null, "state": "draft", "signatures": 0, "threshold": null, "published_at": null, "closes_at": null,
        "closes_on": null, "days_left": null, "refusal": null
    });
    merge(&mut summary, rest);
    summary
}

/// A petition under review in a list.
pub fn reviewed_summary() -> Value {
    let mut summary = summary();
    merge(&mut summary, json!({ "state": "under_review", "signatures": 250, "department": "transport" }));
    summary
}

/// A refused petition in a list.
pub fn refused_summary() -> Value {
    let mut petition = summary();
    let rest = json!({
        "number": null, "state": "refused", "signatures": 0, "threshold": null, "updated_at": "2026-03-03T08:00:00Z",
        "published_at": null, "closes_at": null, "closes_on": null, "days_left": null,
        "refusal": {
            "code": "not_competence", "duplicate_of": null, "refused_at": "2026-03-03T08:00:00Z",
            "explanation": "Питання тарифів на електроенергію належить до повноважень національного регулятора."
        }
    });
    merge(&mut petition, rest);
    petition
}

/// A petition with all that is shown of it.
pub fn petition() -> Value {
    let mut petition = summary();
    let rest = json!({
        "text": "На вулиці Київській щодня їздять сотні велосипедистів, але окремої смуги для них немає. Просимо облаштувати велодоріжку від вокзалу до площі Соборної.",
        "corrects": null, "version": 1, "policy_version": 1,
        "submitted_at": "2026-03-02T09:00:00Z", "moderation_due_at": "2026-03-04T22:00:00Z",
        "moderation_due_on": "2026-03-04", "acceptance_due_at": null, "acceptance_due_on": null,
        "threshold_at": null, "announcement_due_at": null, "announcement_due_on": null,
        "review_announced_at": null, "answer_due_at": null, "answer_due_on": null, "lapsed_at": null,
        "reply_due_at": null, "reply_due_on": null, "withdrawn_at": null, "refusal": null, "answers": []
    });
    merge(&mut petition, rest);
    petition
}

/// The same with other values of these fields.
fn petition_with(others: Value) -> Value {
    let mut petition = petition();
    merge(&mut petition, others);
    petition
}

/// A petition that a moderator has to look at.
pub fn submitted() -> Value {
    petition_with(json!({
        "number": null, "state": "submitted", "signatures": 0, "threshold": null, "published_at": null, "closes_at": null,
        "closes_on": null, "days_left": null, "policy_version": null, "updated_at": "2026-03-02T09:00:00Z"
    }))
}

/// A petition that has just been published.
pub fn published() -> Value {
    petition_with(json!({ "signatures": 0, "updated_at": "2026-03-04T08:00:00Z" }))
}

/// A petition that a moderator refused.
pub fn refused() -> Value {
    let mut petition = submitted();
    let refusal = json!({
        "code": "not_competence",
        "explanation": "Питання тарифів на електроенергію належить до повноважень національного регулятора.",
        "duplicate_of": null, "refused_at": "2026-03-04T08:00:00Z"
    });
    merge(
        &mut petition,
        json!({ "state": "refused", "refusal": refusal, "updated_at": "2026-03-04T08:00:00Z" }),
    );
    petition
}

/// A corrected draft of a refused petition.
pub fn correction() -> Value {
    let mut draft = draft();
    merge(&mut draft, json!({ "corrects": ID }));
    draft
}

/// A petition that a department has yet to accept.
pub fn assigned() -> Value {
    petition_with(
        json!({ "department": "transport", "acceptance_due_at": "2026-03-12T22:00:00Z", "acceptance_due_on": "2026-03-12" }),
    )
}

/// A petition that a department is in charge of.
pub fn accepted() -> Value {
    petition_with(json!({ "department": "transport" }))
}

/// A petition whose review has begun.
pub fn under_review() -> Value {
    petition_with(json!({
        "state": "under_review", "signatures": 250, "department": "transport", "threshold_at": "2026-03-18T10:00:00Z",
        "announcement_due_at": "2026-03-23T22:00:00Z", "announcement_due_on": "2026-03-23",
        "review_announced_at": "2026-03-20T08:00:00Z", "answer_due_at": "2026-04-03T21:00:00Z",
        "answer_due_on": "2026-04-03", "updated_at": "2026-03-20T08:00:00Z"
    }))
}

/// A petition that its author withdrew.
pub fn withdrawn() -> Value {
    petition_with(json!({
        "state": "withdrawn", "days_left": null, "withdrawn_at": "2026-03-20T08:00:00Z", "updated_at": "2026-03-20T08:00:00Z"
    }))
}

/// A petition that an administrator removed.
pub fn removed() -> Value {
    petition_with(json!({ "state": "removed", "days_left": null, "updated_at": "2026-03-20T08:00:00Z" }))
}

/// A draft.
pub fn draft() -> Value {
    let mut draft = petition();
    merge(
        &mut draft,
        json!({
            "number": null, "state": "draft", "signatures": 0, "threshold": null, "published_at": null,
            "closes_at": null, "closes_on": null, "days_left": null, "policy_version": null, "submitted_at": null,
            "moderation_due_at": null, "moderation_due_on": null,
            "updated_at": "2026-03-02T08:00:00Z"
        }),
    );
    draft
}

/// What an author writes.
pub fn new_petition() -> Value {
    json!({
        "title": "Облаштувати велодоріжку на вулиці Київській",
        "text": "На вулиці Київській щодня їздять сотні велосипедистів, але окремої смуги для них немає. Просимо облаштувати велодоріжку від вокзалу до площі Соборної.",
        "category": "transport"
    })
}

/// A version of the city's answer.
pub fn answer() -> Value {
    json!({
        "version": 1, "decision": "supported",
        "text": "Міська рада підтримала петицію: велодоріжку внесено до плану робіт на наступний рік.",
        "documents": [{ "title": "Рішення виконавчого комітету № 214", "url": "https://zt-rada.example.org/documents/214" }],
        "department": "transport", "answered_at": "2026-03-25T12:00:00Z"
    })
}

/// An account.
pub fn account() -> Value {
    json!({
        "id": ID, "email": "olena@example.org",
        "full_name": "Коваленко Олена Петрівна", "locale": "uk", "level": "identified",
        "roles": [{ "role": "responder", "department": "transport", "granted_at": "2026-03-02T08:00:00Z" }],
        "created_at": "2026-03-01T08:00:00Z"
    })
}

/// A session.
pub fn session() -> Value {
    json!({
        "id": ID, "account_id": ID, "token_type": "Bearer",
        "access_token": "eyJ0eXAiOiJKV1QiLCJhbGciOiJFZERTQSIsImtpZCI6IjRmMGMifQ.eyJzdWIiOiIwMTk1In0.c2lnbmF0dXJl",
        "expires_in": 600, "refresh_token": "vZ4qXH8w2n0b7eJ5yT1cLrKd9mAiQ3uP6sGfN0xWv1E",
        "refresh_expires_at": "2026-04-03T08:00:00Z"
    })
}

/// An identification that holds.
pub fn identification() -> Value {
    json!({
        "id": ID, "account_id": ID, "state": "confirmed", "full_name": "Коваленко Олена Петрівна",
        "birth_date": "1990-05-17", "corrects": null, "reason": null, "identified_by": ID,
        "identified_at": "2026-03-04T08:00:00Z", "decided_by": null, "decided_at": null, "decision_reason": null
    })
}

/// An identification that another clerk looks at.
pub fn awaiting_second_look() -> Value {
    let mut waiting = identification();
    waiting["state"] = json!("awaiting_second_look");
    waiting["reason"] = json!("Показала свідоцтво про шлюб: прізвище змінено.");
    waiting
}

/// The same, found to be of one person.
pub fn approved() -> Value {
    decided(
        awaiting_second_look(),
        "confirmed",
        "Свідоцтво про шлюб від 3 березня 2026 року: прізвище змінено.",
    )
}

/// The same, found to be of two.
pub fn not_approved() -> Value {
    decided(awaiting_second_look(), "refused", "Номер у заяві переписано з помилкою: це інша людина.")
}

/// An identification that was undone.
pub fn reversed() -> Value {
    decided(identification(), "reversed", "Підтверджено не той обліковий запис.")
}

fn decided(mut identification: Value, state: &str, reason: &str) -> Value {
    identification["state"] = json!(state);
    identification["decided_by"] = json!(ID);
    identification["decided_at"] = json!("2026-03-05T09:30:00Z");
    identification["decision_reason"] = json!(reason);
    identification
}

/// A policy.
pub fn policy() -> Value {
    json!({
        "version": 1, "effective_from": "2026-01-01T00:00:00Z", "threshold": 250, "window": { "days": 90 },
        "level_to_sign": "identified", "level_to_propose": "identified", "sign_during_review": true,
        "signatures_withdrawable": true, "moderation_days": 2, "announcement_days": 3, "answer_days": 10,
        "acceptance_days": 2, "level_of_staff": "email"
    })
}

/// The city.
pub fn city() -> Value {
    json!({
        "name_uk": "Житомир", "name_en": "Zhytomyr", "edrpou": "13576954", "katottg": "UA18040190010057552",
        "address": "майдан імені С. П. Корольова, 4/2, м. Житомир, 10014", "time_zone": "Europe/Kyiv", "version": 1
    })
}

/// One page of such items.
pub fn page(item: Value) -> Value {
    json!({ "data": [item], "page": { "next": null, "prev": null, "limit": 25 } })
}

fn merge(into: &mut Value, from: Value) {
    if let (Value::Object(into), Value::Object(from)) = (into, from) {
        into.extend(from);
    }
}
