//! The tables as diesel sees them: the columns of `migrations/`, in their order.

use diesel::{allow_tables_to_appear_in_same_query, joinable, table};

table! {
    persons (id) {
        id -> Binary,
        person_key -> Nullable<Binary>,
        level -> Text,
        full_name -> Text,
        birth_date -> Nullable<Text>,
        created_at -> Timestamp,
        identified_at -> Nullable<Timestamp>,
        merged_into -> Nullable<Binary>,
    }
}

table! {
    accounts (id) {
        id -> Binary,
        person_id -> Binary,
        email -> Nullable<Text>,
        email_key -> Nullable<Text>,
        password_hash -> Nullable<Text>,
        full_name -> Text,
        locale -> Text,
        created_at -> Timestamp,
        email_refused_at -> Nullable<Timestamp>,
    }
}

table! {
    external_identities (provider, subject) {
        provider -> Text,
        subject -> Text,
        account_id -> Binary,
    }
}

table! {
    account_roles (account_id, role, department) {
        account_id -> Binary,
        role -> Text,
        department -> Text,
        granted_by -> Nullable<Binary>,
        granted_at -> Timestamp,
    }
}

table! {
    identifications (id) {
        id -> Binary,
        account_id -> Binary,
        state -> Text,
        person_key -> Binary,
        full_name -> Text,
        birth_date -> Text,
        corrects -> Nullable<Binary>,
        reason -> Nullable<Text>,
        identified_by -> Binary,
        identified_at -> Timestamp,
        decided_by -> Nullable<Binary>,
        decided_at -> Nullable<Timestamp>,
        decision_reason -> Nullable<Text>,
    }
}

table! {
    sessions (id) {
        id -> Binary,
        account_id -> Binary,
        created_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
    }
}

table! {
    refresh_tokens (hash) {
        hash -> Text,
        session_id -> Binary,
        issued_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

table! {
    registrations (id) {
        id -> Binary,
        email -> Text,
        email_key -> Text,
        password_hash -> Text,
        full_name -> Text,
        locale -> Text,
        contested -> Bool,
        registered_at -> Timestamp,
        confirmed_at -> Nullable<Timestamp>,
    }
}

table! {
    registration_links (hash) {
        hash -> Text,
        registration_id -> Binary,
        expires_at -> Timestamp,
    }
}

table! {
    password_resets (hash) {
        hash -> Text,
        account_id -> Binary,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

table! {
    settings (name) {
        name -> Text,
        value -> Text,
        version -> BigInt,
        updated_at -> Timestamp,
    }
}

table! {
    categories (code) {
        code -> Text,
        name_uk -> Text,
        name_en -> Text,
        position -> BigInt,
    }
}

table! {
    departments (code) {
        code -> Text,
        name_uk -> Text,
        name_en -> Text,
        position -> BigInt,
    }
}

table! {
    calendar_days (day) {
        day -> Text,
        kind -> Text,
        note -> Text,
    }
}

table! {
    policies (kind, version) {
        kind -> Text,
        version -> BigInt,
        effective_from -> Timestamp,
        figures -> Text,
    }
}

table! {
    petition_numbers (day) {
        day -> Text,
        last -> BigInt,
    }
}

table! {
    petitions (id) {
        id -> Binary,
        number -> Nullable<Text>,
        author_account -> Binary,
        author_name -> Text,
        title -> Text,
        title_fold -> Text,
        text -> Text,
        category -> Nullable<Text>,
        corrects -> Nullable<Binary>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        state -> Text,
        signatures -> BigInt,
        policy_version -> Nullable<BigInt>,
        department -> Nullable<Text>,
        published_at -> Nullable<Timestamp>,
        closes_at -> Nullable<Timestamp>,
        facts -> Text,
        acted_at -> Nullable<Timestamp>,
    }
}

table! {
    refusals (petition_id) {
        petition_id -> Binary,
        code -> Text,
        explanation -> Text,
        duplicate_of -> Nullable<Binary>,
        refused_at -> Timestamp,
    }
}

table! {
    signatures (id) {
        id -> Binary,
        petition_id -> Binary,
        person_id -> Binary,
        account_id -> Binary,
        name -> Text,
        signed_at -> Timestamp,
        invalidated_at -> Nullable<Timestamp>,
        invalidation -> Nullable<Text>,
    }
}

table! {
    answers (id) {
        id -> Binary,
        petition_id -> Binary,
        version -> BigInt,
        decision -> Text,
        text -> Text,
        documents -> Text,
        department -> Text,
        answered_by -> Binary,
        answered_at -> Timestamp,
    }
}

table! {
    follows (account_id, petition_id) {
        account_id -> Binary,
        petition_id -> Binary,
        created_at -> Timestamp,
    }
}

table! {
    record (id) {
        id -> Binary,
        at -> Timestamp,
        happened_at -> Timestamp,
        account_id -> Nullable<Binary>,
        action -> Text,
        object -> Text,
        object_id -> Nullable<Binary>,
        object_name -> Nullable<Text>,
        event -> Nullable<Text>,
        number -> Nullable<Text>,
        department -> Nullable<Text>,
        policy_version -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        request_id -> Nullable<Text>,
        data -> Text,
        note_hash -> Nullable<Binary>,
    }
}

table! {
    record_notes (record_id) {
        record_id -> Binary,
        salt -> Binary,
        content -> Text,
    }
}

table! {
    dues (id) {
        id -> Binary,
        object -> Text,
        object_id -> Binary,
        state -> Text,
        listed -> Bool,
        duty -> Text,
        role -> Nullable<Text>,
        department -> Nullable<Text>,
        due_at -> Timestamp,
    }
}

table! {
    jobs (id) {
        id -> Binary,
        job -> Text,
        created_at -> Timestamp,
        due_at -> Timestamp,
        attempts -> BigInt,
        failed_at -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
    }
}

table! {
    idempotency_keys (scope, key) {
        scope -> Text,
        key -> Text,
        fingerprint -> Text,
        answer -> Nullable<Binary>,
        created_at -> Timestamp,
    }
}

table! {
    leases (name) {
        name -> Text,
        holder -> Text,
        until_micros -> BigInt,
    }
}

joinable!(accounts -> persons (person_id));
joinable!(account_roles -> accounts (account_id));
joinable!(signatures -> petitions (petition_id));
joinable!(refusals -> petitions (petition_id));
joinable!(refresh_tokens -> sessions (session_id));
joinable!(record_notes -> record (record_id));
joinable!(sessions -> accounts (account_id));
joinable!(follows -> petitions (petition_id));
allow_tables_to_appear_in_same_query!(
    persons,
    accounts,
    external_identities,
    account_roles,
    sessions,
    refresh_tokens,
    identifications,
    registrations,
    registration_links,
    password_resets,
    settings,
    categories,
    departments,
    calendar_days,
    policies,
    petition_numbers,
    petitions,
    refusals,
    signatures,
    answers,
    follows,
    record,
    record_notes,
    dues,
    jobs,
    idempotency_keys,
    leases
);
