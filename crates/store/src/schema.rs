//! The tables as diesel sees them: the columns of `migrations/`, in their order.

use diesel::{allow_tables_to_appear_in_same_query, joinable, table};

table! {
    persons (id) {
        id -> Text,
        person_key -> Nullable<Binary>,
        level -> Text,
        full_name -> Text,
        birth_date -> Nullable<Text>,
        created_at -> Timestamp,
        identified_at -> Nullable<Timestamp>,
        merged_into -> Nullable<Text>,
    }
}

table! {
    accounts (id) {
        id -> Text,
        person_id -> Text,
        email -> Nullable<Text>,
        email_key -> Nullable<Text>,
        email_verified_at -> Nullable<Timestamp>,
        password_hash -> Nullable<Text>,
        full_name -> Text,
        locale -> Text,
        created_at -> Timestamp,
    }
}

table! {
    external_identities (provider, subject) {
        provider -> Text,
        subject -> Text,
        account_id -> Text,
    }
}

table! {
    account_roles (account_id, role, department) {
        account_id -> Text,
        role -> Text,
        department -> Text,
        granted_by -> Nullable<Text>,
        granted_at -> Timestamp,
    }
}

table! {
    sessions (id) {
        id -> Text,
        account_id -> Text,
        created_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
    }
}

table! {
    refresh_tokens (hash) {
        hash -> Text,
        session_id -> Text,
        issued_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

table! {
    email_tokens (hash) {
        hash -> Text,
        account_id -> Text,
        purpose -> Text,
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
    policies (version) {
        version -> BigInt,
        effective_from -> Timestamp,
        threshold -> BigInt,
        window_unit -> Text,
        window_length -> BigInt,
        level_to_sign -> Text,
        level_to_propose -> Text,
        sign_during_review -> Bool,
        signatures_withdrawable -> Bool,
        moderation_days -> BigInt,
        announcement_days -> BigInt,
        answer_days -> BigInt,
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
        id -> Text,
        number -> Nullable<Text>,
        author_account -> Text,
        author_name -> Text,
        title -> Text,
        title_fold -> Text,
        text -> Text,
        category -> Text,
        corrects -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        state -> Text,
        policy_version -> Nullable<BigInt>,
        signatures -> BigInt,
        milestone -> BigInt,
        submitted_at -> Nullable<Timestamp>,
        moderation_due_at -> Nullable<Timestamp>,
        published_at -> Nullable<Timestamp>,
        closes_at -> Nullable<Timestamp>,
        threshold_at -> Nullable<Timestamp>,
        announcement_due_at -> Nullable<Timestamp>,
        review_announced_at -> Nullable<Timestamp>,
        answer_due_at -> Nullable<Timestamp>,
        answered_at -> Nullable<Timestamp>,
        refused_at -> Nullable<Timestamp>,
        lapsed_at -> Nullable<Timestamp>,
        reply_due_at -> Nullable<Timestamp>,
        withdrawn_at -> Nullable<Timestamp>,
        removed_at -> Nullable<Timestamp>,
        due_at -> Nullable<Timestamp>,
        removal_reason -> Nullable<Text>,
        department -> Nullable<Text>,
    }
}

table! {
    refusals (petition_id) {
        petition_id -> Text,
        code -> Text,
        explanation -> Text,
        duplicate_of -> Nullable<Text>,
    }
}

table! {
    signatures (id) {
        id -> Text,
        petition_id -> Text,
        person_id -> Text,
        account_id -> Text,
        name -> Text,
        signed_at -> Timestamp,
        invalidated_at -> Nullable<Timestamp>,
        invalidation -> Nullable<Text>,
    }
}

table! {
    answers (id) {
        id -> Text,
        petition_id -> Text,
        version -> BigInt,
        decision -> Text,
        text -> Text,
        documents -> Text,
        department -> Text,
        answered_by -> Text,
        answered_at -> Timestamp,
    }
}

table! {
    petition_events (id) {
        id -> Text,
        petition_id -> Text,
        kind -> Text,
        at -> Timestamp,
    }
}

table! {
    follows (account_id, petition_id) {
        account_id -> Text,
        petition_id -> Text,
        created_at -> Timestamp,
    }
}

table! {
    audit_log (id) {
        id -> Text,
        at -> Timestamp,
        account_id -> Nullable<Text>,
        action -> Text,
        object -> Text,
        object_id -> Text,
        reason -> Nullable<Text>,
        request_id -> Nullable<Text>,
        data -> Text,
    }
}

table! {
    outbox (id) {
        id -> Text,
        message -> Text,
        created_at -> Timestamp,
        due_at -> Timestamp,
        attempts -> BigInt,
        sent_at -> Nullable<Timestamp>,
        failed_at -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
    }
}

table! {
    idempotency_keys (scope, key) {
        scope -> Text,
        key -> Text,
        fingerprint -> Text,
        answer -> Text,
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
joinable!(petitions -> policies (policy_version));
joinable!(signatures -> petitions (petition_id));
joinable!(refusals -> petitions (petition_id));
joinable!(refresh_tokens -> sessions (session_id));
joinable!(sessions -> accounts (account_id));
joinable!(follows -> petitions (petition_id));
allow_tables_to_appear_in_same_query!(
    persons,
    accounts,
    external_identities,
    account_roles,
    sessions,
    refresh_tokens,
    email_tokens,
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
    petition_events,
    follows,
    audit_log,
    outbox,
    idempotency_keys,
    leases
);
