SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.__diesel_schema_migrations (
    version character varying(50) NOT NULL,
    run_on timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);
CREATE TABLE public.account_roles (
    account_id text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL COLLATE pg_catalog."C",
    department text NOT NULL COLLATE pg_catalog."C",
    granted_by text COLLATE pg_catalog."C",
    granted_at timestamp without time zone NOT NULL
);
CREATE TABLE public.accounts (
    id text NOT NULL COLLATE pg_catalog."C",
    person_id text NOT NULL COLLATE pg_catalog."C",
    email text,
    email_key text COLLATE pg_catalog."C",
    email_verified_at timestamp without time zone,
    password_hash text,
    full_name text NOT NULL,
    locale text NOT NULL,
    created_at timestamp without time zone NOT NULL
);
CREATE TABLE public.answers (
    id text NOT NULL COLLATE pg_catalog."C",
    petition_id text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    decision text NOT NULL,
    text text NOT NULL,
    documents text NOT NULL,
    department text NOT NULL COLLATE pg_catalog."C",
    answered_by text NOT NULL COLLATE pg_catalog."C",
    answered_at timestamp without time zone NOT NULL
);
CREATE TABLE public.audit_log (
    id text NOT NULL COLLATE pg_catalog."C",
    at timestamp without time zone NOT NULL,
    account_id text COLLATE pg_catalog."C",
    action text NOT NULL,
    object text NOT NULL,
    object_id text NOT NULL COLLATE pg_catalog."C",
    reason text,
    request_id text,
    data text NOT NULL
);
CREATE TABLE public.calendar_days (
    day text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    note text NOT NULL
);
CREATE TABLE public.categories (
    code text NOT NULL COLLATE pg_catalog."C",
    name_uk text NOT NULL,
    name_en text NOT NULL,
    "position" bigint NOT NULL
);
CREATE TABLE public.departments (
    code text NOT NULL COLLATE pg_catalog."C",
    name_uk text NOT NULL,
    name_en text NOT NULL,
    "position" bigint NOT NULL
);
CREATE TABLE public.email_tokens (
    hash text NOT NULL COLLATE pg_catalog."C",
    account_id text NOT NULL COLLATE pg_catalog."C",
    purpose text NOT NULL,
    expires_at timestamp without time zone NOT NULL,
    used_at timestamp without time zone
);
CREATE TABLE public.external_identities (
    provider text NOT NULL COLLATE pg_catalog."C",
    subject text NOT NULL COLLATE pg_catalog."C",
    account_id text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.follows (
    account_id text NOT NULL COLLATE pg_catalog."C",
    petition_id text NOT NULL COLLATE pg_catalog."C",
    created_at timestamp without time zone NOT NULL
);
CREATE TABLE public.idempotency_keys (
    scope text NOT NULL COLLATE pg_catalog."C",
    key text NOT NULL COLLATE pg_catalog."C",
    fingerprint text NOT NULL,
    answer text NOT NULL,
    created_at timestamp without time zone NOT NULL
);
CREATE TABLE public.leases (
    name text NOT NULL COLLATE pg_catalog."C",
    holder text NOT NULL COLLATE pg_catalog."C",
    until_micros bigint NOT NULL
);
CREATE TABLE public.outbox (
    id text NOT NULL COLLATE pg_catalog."C",
    message text NOT NULL,
    created_at timestamp without time zone NOT NULL,
    due_at timestamp without time zone NOT NULL,
    attempts bigint NOT NULL,
    sent_at timestamp without time zone,
    failed_at timestamp without time zone,
    last_error text
);
CREATE TABLE public.persons (
    id text NOT NULL COLLATE pg_catalog."C",
    person_key bytea,
    level text NOT NULL,
    full_name text NOT NULL,
    birth_date text,
    created_at timestamp without time zone NOT NULL,
    identified_at timestamp without time zone,
    merged_into text COLLATE pg_catalog."C"
);
CREATE TABLE public.petition_events (
    id text NOT NULL COLLATE pg_catalog."C",
    petition_id text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    at timestamp without time zone NOT NULL
);
CREATE TABLE public.petition_numbers (
    day text NOT NULL COLLATE pg_catalog."C",
    last bigint NOT NULL
);
CREATE TABLE public.petitions (
    id text NOT NULL COLLATE pg_catalog."C",
    number text COLLATE pg_catalog."C",
    author_account text NOT NULL COLLATE pg_catalog."C",
    author_name text NOT NULL,
    title text NOT NULL,
    title_fold text NOT NULL COLLATE pg_catalog."C",
    text text NOT NULL,
    category text NOT NULL COLLATE pg_catalog."C",
    corrects text COLLATE pg_catalog."C",
    version bigint NOT NULL,
    created_at timestamp without time zone NOT NULL,
    updated_at timestamp without time zone NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    policy_version bigint,
    signatures bigint NOT NULL,
    milestone bigint NOT NULL,
    submitted_at timestamp without time zone,
    moderation_due_at timestamp without time zone,
    published_at timestamp without time zone,
    closes_at timestamp without time zone,
    threshold_at timestamp without time zone,
    announcement_due_at timestamp without time zone,
    review_announced_at timestamp without time zone,
    answer_due_at timestamp without time zone,
    answered_at timestamp without time zone,
    refused_at timestamp without time zone,
    lapsed_at timestamp without time zone,
    reply_due_at timestamp without time zone,
    withdrawn_at timestamp without time zone,
    removed_at timestamp without time zone,
    due_at timestamp without time zone,
    removal_reason text,
    department text COLLATE pg_catalog."C",
    CONSTRAINT petitions_signatures_check CHECK ((signatures >= 0))
);
CREATE TABLE public.policies (
    version bigint NOT NULL,
    effective_from timestamp without time zone NOT NULL,
    threshold bigint NOT NULL,
    window_unit text NOT NULL,
    window_length bigint NOT NULL,
    level_to_sign text NOT NULL,
    level_to_propose text NOT NULL,
    sign_during_review boolean NOT NULL,
    signatures_withdrawable boolean NOT NULL,
    moderation_days bigint NOT NULL,
    announcement_days bigint NOT NULL,
    answer_days bigint NOT NULL
);
CREATE TABLE public.refresh_tokens (
    hash text NOT NULL COLLATE pg_catalog."C",
    session_id text NOT NULL COLLATE pg_catalog."C",
    issued_at timestamp without time zone NOT NULL,
    expires_at timestamp without time zone NOT NULL,
    used_at timestamp without time zone
);
CREATE TABLE public.refusals (
    petition_id text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL,
    explanation text NOT NULL,
    duplicate_of text COLLATE pg_catalog."C"
);
CREATE TABLE public.sessions (
    id text NOT NULL COLLATE pg_catalog."C",
    account_id text NOT NULL COLLATE pg_catalog."C",
    created_at timestamp without time zone NOT NULL,
    revoked_at timestamp without time zone
);
CREATE TABLE public.settings (
    name text NOT NULL COLLATE pg_catalog."C",
    value text NOT NULL,
    version bigint NOT NULL,
    updated_at timestamp without time zone NOT NULL
);
CREATE TABLE public.signatures (
    id text NOT NULL COLLATE pg_catalog."C",
    petition_id text NOT NULL COLLATE pg_catalog."C",
    person_id text NOT NULL COLLATE pg_catalog."C",
    account_id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    signed_at timestamp without time zone NOT NULL,
    invalidated_at timestamp without time zone,
    invalidation text
);
INSERT INTO public.__diesel_schema_migrations VALUES
	('0001', '2026-11-28 11:03:30.555285'),
	('0002', '2026-11-28 11:03:30.677655'),
	('0003', '2026-11-28 11:03:30.776368');
INSERT INTO public.account_roles VALUES
	('0159f879-0d80-7000-8477-7157b105a712', 'administrator', '', NULL, '2017-02-01 07:00:00'),
	('0159f879-0d80-7008-8582-8c45313f0a48', 'moderator', '', '0159f879-0d80-7000-8477-7157b105a712', '2017-02-01 07:00:00'),
	('0159f879-0d80-7011-ac6b-b0a75a21a6a6', 'responder', 'transport', '0159f879-0d80-7000-8477-7157b105a712', '2017-02-01 07:00:00'),
	('0159f879-0d80-701a-b619-613371e3a347', 'coordinator', '', '0159f879-0d80-7000-8477-7157b105a712', '2017-02-01 07:00:00'),
	('0159f879-0d80-7023-9120-3d5ae9671821', 'expert', 'transport', '0159f879-0d80-7000-8477-7157b105a712', '2017-02-01 07:00:00'),
	('0159f879-0d80-702c-91f4-f995ffaa13ab', 'clerk', '', '0159f879-0d80-7000-8477-7157b105a712', '2017-02-01 07:00:00'),
	('0159f879-0d80-7035-bccf-8b1cb50b1928', 'auditor', '', '0159f879-0d80-7000-8477-7157b105a712', '2017-02-01 07:00:00'),
	('0159f879-0d80-703e-8696-2d261b8a77c5', 'responder', 'education', '0159f879-0d80-7000-8477-7157b105a712', '2017-02-01 07:00:00'),
	('0159f879-0d80-706a-90da-bfa30b3e2769', 'expert', 'culture', '0159f879-0d80-7000-8477-7157b105a712', '2017-03-02 10:02:48');
INSERT INTO public.accounts VALUES
	('0159f879-0d80-7000-8477-7157b105a712', '0159f879-0d80-7001-a437-5d8af35927a3', 'admin@example.org', 'admin@example.org', '2017-02-01 07:00:00', '$argon2id$v=19$m=19456,t=2,p=1$MvJP94+nXfAETiBnkiv2ng$Eu9UoVA+WwCyJKs0fPRT8BV4RHReF3DbH9Uab5IXSqQ', 'Адміністратор Бондаренко', 'uk', '2017-02-01 07:00:00'),
	('0159f879-0d80-7008-8582-8c45313f0a48', '0159f879-0d80-7009-b434-05b0baf850df', 'person0@example.org', 'person0@example.org', '2017-02-01 07:00:00', NULL, 'Олена Бондаренко', 'uk', '2017-02-01 07:00:00'),
	('0159f879-0d80-7011-ac6b-b0a75a21a6a6', '0159f879-0d80-7012-a028-5d2875cc7ecc', 'person1@example.org', 'person1@example.org', '2017-02-01 07:00:00', NULL, 'Олена Бондаренко', 'uk', '2017-02-01 07:00:00'),
	('0159f879-0d80-701a-b619-613371e3a347', '0159f879-0d80-701b-a83c-0df8ad096eb0', 'person2@example.org', 'person2@example.org', '2017-02-01 07:00:00', NULL, 'Олена Бондаренко', 'uk', '2017-02-01 07:00:00'),
	('0159f879-0d80-7023-9120-3d5ae9671821', '0159f879-0d80-7024-8e1d-5962343863d9', 'person3@example.org', 'person3@example.org', '2017-02-01 07:00:00', NULL, 'Олена Бондаренко', 'uk', '2017-02-01 07:00:00'),
	('0159f879-0d80-702c-91f4-f995ffaa13ab', '0159f879-0d80-702d-9735-4c25ae6c6080', 'person4@example.org', 'person4@example.org', '2017-02-01 07:00:00', NULL, 'Олена Бондаренко', 'uk', '2017-02-01 07:00:00'),
	('0159f879-0d80-7035-bccf-8b1cb50b1928', '0159f879-0d80-7036-b7e2-0594fc77e43d', 'person5@example.org', 'person5@example.org', '2017-02-01 07:00:00', NULL, 'Олена Бондаренко', 'uk', '2017-02-01 07:00:00'),
	('0159f879-0d80-703e-8696-2d261b8a77c5', '0159f879-0d80-703f-ab82-ec3d11140d3e', 'person6@example.org', 'person6@example.org', '2017-02-01 07:00:00', NULL, 'Олена Бондаренко', 'uk', '2017-02-01 07:00:00'),
	('0159f879-0d80-7047-8895-f57d8d88255c', '0159f879-0d80-7048-a7ed-a0930911b56c', 'maksym.ostapenko@example.org', 'maksym.ostapenko@example.org', '2017-02-01 07:00:00', NULL, 'Остапенко Максим Сергійович', 'uk', '2017-02-01 07:00:00'),
	('0159f879-0d80-704e-900b-36fb769997f7', '0159f879-0d80-704f-a805-82c999f15ec1', 'nadiia.chub@example.org', 'nadiia.chub@example.org', '2017-02-01 07:00:00', NULL, 'Чуб Надія Тимофіївна', 'uk', '2017-02-01 07:00:00'),
	('0159f879-0d80-7055-80e7-3d9238d1b7a6', '0159f879-0d80-7056-b9ff-6088dcadc939', 'rehina.kozachuk@example.org', 'rehina.kozachuk@example.org', '2017-02-01 07:00:00', NULL, 'Козачук Регіна Валеріївна', 'uk', '2017-02-01 07:00:00'),
	('0159f879-0d80-705c-b6a8-73d50b6d406f', '0159f879-0d80-705d-a7e3-cdddd4703e41', 'halyna.cherniuk@example.org', 'halyna.cherniuk@example.org', '2017-02-01 07:00:00', NULL, 'Чернюк Галина Миколаївна', 'uk', '2017-02-01 07:00:00'),
	('0159f879-0d80-7063-b509-b7da4ff801bd', '0159f879-0d80-7064-9a5e-6e64b629e4cd', 'nina.pryshchepa@example.org', 'nina.pryshchepa@example.org', '2017-02-01 07:00:00', NULL, 'Прищепа Ніна Дмитрівна', 'uk', '2017-02-01 07:00:00'),
	('0159f879-0d80-706a-90da-bfa30b3e2769', '0159f879-0d80-706b-a8ae-b1d42a5a069a', 'pavlo.tereshchenko@example.org', 'pavlo.tereshchenko@example.org', '2017-02-01 07:00:00', NULL, 'Терещенко Павло Романович', 'uk', '2017-02-01 07:00:00'),
	('0159f879-0d80-7071-8aa6-2fa055344b61', '0159f879-0d80-7072-9ec8-0f5cfc3ebc42', NULL, NULL, NULL, NULL, 'Чуб Людмила Григорівна', 'uk', '2017-02-01 07:00:00'),
	('0159f879-0d80-7078-9d82-2b6d055c7129', '0159f879-0d80-7079-8ec5-583c7134c363', 'person7@example.org', 'person7@example.org', '2017-02-01 07:00:00', '$argon2id$v=19$m=19456,t=2,p=1$zq32cJx9ETkRfltl45dzZw$FjrunD4Gam85h12cBUIO8wx163L5oVIreW+83SYaQdM', 'Комар Богдан Вікторович', 'uk', '2017-02-01 07:00:00'),
	('0159f879-0d80-708e-adae-b77c6235380d', '0159f879-0d80-708f-b738-8096978b364f', 'person9@example.org', 'person9@example.org', NULL, '$argon2id$v=19$m=19456,t=2,p=1$E8PKIUgGc5s9HG/eMGxoeg$FCVCgsRp+Cboe7ZdoltpMWnbuGFXcnrYKLzkUga8iug', 'Маринич Тетяна Романівна', 'uk', '2017-02-01 07:00:00'),
	('0159f879-28d8-7006-8d80-d5b073144a38', '0159f879-28d8-7007-8e0e-9d0619106419', 'nobody1@refused.example.org', 'nobody1@refused.example.org', NULL, '$argon2id$v=19$m=19456,t=2,p=1$Q8p7WY5Zbv4mOh/3oMmV6A$HrxaL0oIvzfuN6cW9WFf1RuDpG/LCiEDR23cLcPmb4I', 'Гість Міста', 'uk', '2017-02-01 07:00:07'),
	('015a071e-59d0-7001-8c35-d46bb2ceb826', '015a071e-59d0-7002-9138-c46489f9601f', 'nobody2@refused.example.org', 'nobody2@refused.example.org', NULL, '$argon2id$v=19$m=19456,t=2,p=1$siyMaWy77KndJV1Cr8xWhQ$wHn6a0mAiGGemJgNpqP5AgYBHyQxSdPkvFVnAvCA/+c', 'Гість Міста', 'uk', '2017-02-04 03:15:14'),
	('0159f879-0d80-7083-9dcc-3293362fda9e', '0159f879-0d80-7079-8ec5-583c7134c363', 'person8@example.org', 'person8@example.org', '2017-02-01 07:00:00', '$argon2id$v=19$m=19456,t=2,p=1$ViLeImuAnKMd11qdc7sCaQ$x6VZ8FpK1SBZP0vCl1iFMSA7XePQUfnCoG3+ZV64mRw', 'Комар Богдан Вікторович', 'uk', '2017-02-01 07:00:00'),
	('015a8e79-0bf0-7001-8908-aded44b5defc', '015a8e79-0bf0-7002-a1db-40e1820e5e3b', 'newcomer@example.org', 'newcomer@example.org', NULL, '$argon2id$v=19$m=19456,t=2,p=1$iN0+D/HiRlZwGslW48AVhw$17g23M2dclo4NbOrdyTsSRbh2v93mrWXtlCh38HGWQA', 'Гість Міста', 'en', '2017-03-02 10:03:02');
INSERT INTO public.answers VALUES
	('015a5af6-ad00-7007-a685-980511dbf814', '015a126f-c800-7004-b93a-7421d160e23f', 1, 'explained', 'Виконавчий комітет розглянув петицію та повідомляє про вжиті заходи і строки.', '[]', 'transport', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', '2017-02-20 10:00:00'),
	('015a88e2-0c00-7007-bf2d-ebb7a291554b', '015a1270-f4c8-7001-a19b-07224e9de3f2', 1, 'declined', 'Виконавчий комітет розглянув петицію та повідомляє про вжиті заходи і строки.', '[]', 'education', '0159f879-0d80-703e-8696-2d261b8a77c5', '2017-03-01 08:00:00'),
	('015a8e78-15d8-7004-87cd-fb1e19f47229', '015a126f-c800-7004-b93a-7421d160e23f', 2, 'partly_supported', 'Виконавчий комітет розглянув петицію та повідомляє про вжиті заходи і строки.', '[{"title":"Рішення № 17","url":"https://example.org/17.pdf"}]', 'transport', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', '2017-03-02 10:01:59');
INSERT INTO public.audit_log VALUES
	('0159f879-0d80-7002-a33a-ac7fdf7e0d65', '2017-02-01 07:00:00', '0159f879-0d80-7000-8477-7157b105a712', 'account.registered', 'account', '0159f879-0d80-7000-8477-7157b105a712', NULL, 'admin-create', '{}'),
	('0159f879-0d80-7003-8a44-da0328015b7a', '2017-02-01 07:00:00', NULL, 'role.granted', 'account', '0159f879-0d80-7000-8477-7157b105a712', 'made on the command line', 'admin-create', '{"role":"administrator"}'),
	('0159f879-0d80-7006-8cbc-e0bde37d9d31', '2017-02-01 07:00:00', '0159f879-0d80-7000-8477-7157b105a712', 'session.opened', 'session', '0159f879-0d80-7005-9f6d-d8bfdae613bc', NULL, '0159f879-0d80-7004-8013-fb5f1b86b1bf', '{}'),
	('0159f879-0d80-700a-a0da-8888138772f0', '2017-02-01 07:00:00', '0159f879-0d80-7008-8582-8c45313f0a48', 'account.registered', 'account', '0159f879-0d80-7008-8582-8c45313f0a48', NULL, '0159f879-0d80-7007-a132-f52e5aee21c9', '{"provider":"built_in"}'),
	('0159f879-0d80-700b-af44-d2866785498a', '2017-02-01 07:00:00', '0159f879-0d80-7008-8582-8c45313f0a48', 'account.identified', 'account', '0159f879-0d80-7008-8582-8c45313f0a48', NULL, '0159f879-0d80-7007-a132-f52e5aee21c9', '{"level":"identified","merged_into":null}'),
	('0159f879-0d80-700d-bbbb-6fe6c166b693', '2017-02-01 07:00:00', '0159f879-0d80-7008-8582-8c45313f0a48', 'session.opened', 'session', '0159f879-0d80-700c-ab8f-6957c9a8b2c3', NULL, '0159f879-0d80-7007-a132-f52e5aee21c9', '{}'),
	('0159f879-0d80-700f-a41f-b9504c5ebfea', '2017-02-01 07:00:00', '0159f879-0d80-7000-8477-7157b105a712', 'role.granted', 'account', '0159f879-0d80-7008-8582-8c45313f0a48', NULL, '0159f879-0d80-700e-8f99-21d23d08770f', '{"department":null,"role":"moderator"}'),
	('0159f879-0d80-7013-af9a-4ffda75ad92e', '2017-02-01 07:00:00', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', 'account.registered', 'account', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', NULL, '0159f879-0d80-7010-a456-590d79a25fb8', '{"provider":"built_in"}'),
	('0159f879-0d80-7014-8079-bdd384d4cc28', '2017-02-01 07:00:00', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', 'account.identified', 'account', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', NULL, '0159f879-0d80-7010-a456-590d79a25fb8', '{"level":"identified","merged_into":null}'),
	('0159f879-0d80-7016-b095-03a12ab0cfb2', '2017-02-01 07:00:00', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', 'session.opened', 'session', '0159f879-0d80-7015-9f73-b482ab5a3e58', NULL, '0159f879-0d80-7010-a456-590d79a25fb8', '{}'),
	('0159f879-0d80-7018-8398-d9cdea4bf385', '2017-02-01 07:00:00', '0159f879-0d80-7000-8477-7157b105a712', 'role.granted', 'account', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', NULL, '0159f879-0d80-7017-8493-cc1848b1fb86', '{"department":"transport","role":"responder"}'),
	('0159f879-0d80-701c-a90d-9db2df94eb10', '2017-02-01 07:00:00', '0159f879-0d80-701a-b619-613371e3a347', 'account.registered', 'account', '0159f879-0d80-701a-b619-613371e3a347', NULL, '0159f879-0d80-7019-a28b-acb51d8fd632', '{"provider":"built_in"}'),
	('0159f879-0d80-701d-85f3-c809fdb4ba94', '2017-02-01 07:00:00', '0159f879-0d80-701a-b619-613371e3a347', 'account.identified', 'account', '0159f879-0d80-701a-b619-613371e3a347', NULL, '0159f879-0d80-7019-a28b-acb51d8fd632', '{"level":"identified","merged_into":null}'),
	('0159f879-0d80-701f-b90d-aed99d295bbb', '2017-02-01 07:00:00', '0159f879-0d80-701a-b619-613371e3a347', 'session.opened', 'session', '0159f879-0d80-701e-b176-262a852ed1c6', NULL, '0159f879-0d80-7019-a28b-acb51d8fd632', '{}'),
	('0159f879-0d80-7021-a9ae-4ca014774a8b', '2017-02-01 07:00:00', '0159f879-0d80-7000-8477-7157b105a712', 'role.granted', 'account', '0159f879-0d80-701a-b619-613371e3a347', NULL, '0159f879-0d80-7020-8bca-89822747b7a5', '{"department":null,"role":"coordinator"}'),
	('0159f879-0d80-7025-ba0c-90e3a68af3e3', '2017-02-01 07:00:00', '0159f879-0d80-7023-9120-3d5ae9671821', 'account.registered', 'account', '0159f879-0d80-7023-9120-3d5ae9671821', NULL, '0159f879-0d80-7022-a613-6bd946980d5a', '{"provider":"built_in"}'),
	('0159f879-0d80-7026-b665-237839974639', '2017-02-01 07:00:00', '0159f879-0d80-7023-9120-3d5ae9671821', 'account.identified', 'account', '0159f879-0d80-7023-9120-3d5ae9671821', NULL, '0159f879-0d80-7022-a613-6bd946980d5a', '{"level":"identified","merged_into":null}'),
	('0159f879-0d80-7028-86cb-00913cb68f27', '2017-02-01 07:00:00', '0159f879-0d80-7023-9120-3d5ae9671821', 'session.opened', 'session', '0159f879-0d80-7027-8975-8146e3ec4623', NULL, '0159f879-0d80-7022-a613-6bd946980d5a', '{}'),
	('0159f879-0d80-702a-be48-6fdc27d032eb', '2017-02-01 07:00:00', '0159f879-0d80-7000-8477-7157b105a712', 'role.granted', 'account', '0159f879-0d80-7023-9120-3d5ae9671821', NULL, '0159f879-0d80-7029-aef6-e8826e1d1db0', '{"department":"transport","role":"expert"}'),
	('0159f879-0d80-702e-8dc5-a52f437de076', '2017-02-01 07:00:00', '0159f879-0d80-702c-91f4-f995ffaa13ab', 'account.registered', 'account', '0159f879-0d80-702c-91f4-f995ffaa13ab', NULL, '0159f879-0d80-702b-bd6e-d018c3ee9ee1', '{"provider":"built_in"}'),
	('0159f879-0d80-702f-bd1b-cd4ae178851f', '2017-02-01 07:00:00', '0159f879-0d80-702c-91f4-f995ffaa13ab', 'account.identified', 'account', '0159f879-0d80-702c-91f4-f995ffaa13ab', NULL, '0159f879-0d80-702b-bd6e-d018c3ee9ee1', '{"level":"identified","merged_into":null}'),
	('0159f879-0d80-7031-8c40-760fa43c739d', '2017-02-01 07:00:00', '0159f879-0d80-702c-91f4-f995ffaa13ab', 'session.opened', 'session', '0159f879-0d80-7030-9e4a-f47a2377de3c', NULL, '0159f879-0d80-702b-bd6e-d018c3ee9ee1', '{}'),
	('0159f879-0d80-7033-9112-ba052d70e530', '2017-02-01 07:00:00', '0159f879-0d80-7000-8477-7157b105a712', 'role.granted', 'account', '0159f879-0d80-702c-91f4-f995ffaa13ab', NULL, '0159f879-0d80-7032-af10-2fa70cde13a6', '{"department":null,"role":"clerk"}'),
	('0159f879-0d80-7037-809b-78da7858eeac', '2017-02-01 07:00:00', '0159f879-0d80-7035-bccf-8b1cb50b1928', 'account.registered', 'account', '0159f879-0d80-7035-bccf-8b1cb50b1928', NULL, '0159f879-0d80-7034-a76a-d3b0ff1d836f', '{"provider":"built_in"}'),
	('0159f879-0d80-7038-9bd4-9da63722048e', '2017-02-01 07:00:00', '0159f879-0d80-7035-bccf-8b1cb50b1928', 'account.identified', 'account', '0159f879-0d80-7035-bccf-8b1cb50b1928', NULL, '0159f879-0d80-7034-a76a-d3b0ff1d836f', '{"level":"identified","merged_into":null}'),
	('0159f879-0d80-703a-8f57-3492aa322179', '2017-02-01 07:00:00', '0159f879-0d80-7035-bccf-8b1cb50b1928', 'session.opened', 'session', '0159f879-0d80-7039-b342-b0f0162c0ac1', NULL, '0159f879-0d80-7034-a76a-d3b0ff1d836f', '{}'),
	('0159f879-0d80-703c-b6e7-e1d96cfc88c6', '2017-02-01 07:00:00', '0159f879-0d80-7000-8477-7157b105a712', 'role.granted', 'account', '0159f879-0d80-7035-bccf-8b1cb50b1928', NULL, '0159f879-0d80-703b-a39e-2cc43acecf7e', '{"department":null,"role":"auditor"}'),
	('0159f879-0d80-7040-b104-fe9e8cee0b15', '2017-02-01 07:00:00', '0159f879-0d80-703e-8696-2d261b8a77c5', 'account.registered', 'account', '0159f879-0d80-703e-8696-2d261b8a77c5', NULL, '0159f879-0d80-703d-a310-6f82422b3f94', '{"provider":"built_in"}'),
	('0159f879-0d80-7041-99f2-17bc57793fa2', '2017-02-01 07:00:00', '0159f879-0d80-703e-8696-2d261b8a77c5', 'account.identified', 'account', '0159f879-0d80-703e-8696-2d261b8a77c5', NULL, '0159f879-0d80-703d-a310-6f82422b3f94', '{"level":"identified","merged_into":null}'),
	('0159f879-0d80-7043-9e4b-a08d8cbf7fc5', '2017-02-01 07:00:00', '0159f879-0d80-703e-8696-2d261b8a77c5', 'session.opened', 'session', '0159f879-0d80-7042-9625-2a4acc933217', NULL, '0159f879-0d80-703d-a310-6f82422b3f94', '{}'),
	('0159f879-0d80-7045-bc2a-4fd6d28aafca', '2017-02-01 07:00:00', '0159f879-0d80-7000-8477-7157b105a712', 'role.granted', 'account', '0159f879-0d80-703e-8696-2d261b8a77c5', NULL, '0159f879-0d80-7044-8877-06a677d2d739', '{"department":"education","role":"responder"}'),
	('0159f879-0d80-7049-9c1e-8248595db5f0', '2017-02-01 07:00:00', '0159f879-0d80-7047-8895-f57d8d88255c', 'account.registered', 'account', '0159f879-0d80-7047-8895-f57d8d88255c', NULL, '0159f879-0d80-7046-998d-450299c13141', '{"provider":"built_in"}'),
	('0159f879-0d80-704a-9fbb-5d87b082f850', '2017-02-01 07:00:00', '0159f879-0d80-7047-8895-f57d8d88255c', 'account.identified', 'account', '0159f879-0d80-7047-8895-f57d8d88255c', NULL, '0159f879-0d80-7046-998d-450299c13141', '{"level":"identified","merged_into":null}'),
	('0159f879-0d80-704c-8a85-d97943a0e6f8', '2017-02-01 07:00:00', '0159f879-0d80-7047-8895-f57d8d88255c', 'session.opened', 'session', '0159f879-0d80-704b-882f-a17616053696', NULL, '0159f879-0d80-7046-998d-450299c13141', '{}'),
	('0159f879-0d80-7050-9490-a629002f74c6', '2017-02-01 07:00:00', '0159f879-0d80-704e-900b-36fb769997f7', 'account.registered', 'account', '0159f879-0d80-704e-900b-36fb769997f7', NULL, '0159f879-0d80-704d-b012-8c6d3c5f562c', '{"provider":"built_in"}'),
	('0159f879-0d80-7051-8f96-677ad92129ab', '2017-02-01 07:00:00', '0159f879-0d80-704e-900b-36fb769997f7', 'account.identified', 'account', '0159f879-0d80-704e-900b-36fb769997f7', NULL, '0159f879-0d80-704d-b012-8c6d3c5f562c', '{"level":"identified","merged_into":null}'),
	('0159f879-0d80-7053-b92e-866b0f5fe318', '2017-02-01 07:00:00', '0159f879-0d80-704e-900b-36fb769997f7', 'session.opened', 'session', '0159f879-0d80-7052-9aae-693e0f138612', NULL, '0159f879-0d80-704d-b012-8c6d3c5f562c', '{}'),
	('0159f879-0d80-7057-a45e-05169edd5a1e', '2017-02-01 07:00:00', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'account.registered', 'account', '0159f879-0d80-7055-80e7-3d9238d1b7a6', NULL, '0159f879-0d80-7054-830d-97cf3a5db8f8', '{"provider":"built_in"}'),
	('0159f879-0d80-7058-817c-f0659c0ae6d2', '2017-02-01 07:00:00', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'account.identified', 'account', '0159f879-0d80-7055-80e7-3d9238d1b7a6', NULL, '0159f879-0d80-7054-830d-97cf3a5db8f8', '{"level":"identified","merged_into":null}'),
	('0159f879-0d80-705a-bd4e-0fbf5efb1519', '2017-02-01 07:00:00', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'session.opened', 'session', '0159f879-0d80-7059-94ab-36b303593a41', NULL, '0159f879-0d80-7054-830d-97cf3a5db8f8', '{}'),
	('0159f879-0d80-705e-a88c-4f043ff7959a', '2017-02-01 07:00:00', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'account.registered', 'account', '0159f879-0d80-705c-b6a8-73d50b6d406f', NULL, '0159f879-0d80-705b-b641-5cdf2e842a02', '{"provider":"built_in"}'),
	('0159f879-0d80-705f-bcc5-6c01c1ed6a31', '2017-02-01 07:00:00', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'account.identified', 'account', '0159f879-0d80-705c-b6a8-73d50b6d406f', NULL, '0159f879-0d80-705b-b641-5cdf2e842a02', '{"level":"identified","merged_into":null}'),
	('0159f879-0d80-7061-856a-66d4c9172b4f', '2017-02-01 07:00:00', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'session.opened', 'session', '0159f879-0d80-7060-b0b8-8821c39860fa', NULL, '0159f879-0d80-705b-b641-5cdf2e842a02', '{}'),
	('0159f879-0d80-7065-8227-6fdc8f01f3f7', '2017-02-01 07:00:00', '0159f879-0d80-7063-b509-b7da4ff801bd', 'account.registered', 'account', '0159f879-0d80-7063-b509-b7da4ff801bd', NULL, '0159f879-0d80-7062-b5f7-d86481d0c102', '{"provider":"built_in"}'),
	('0159f879-0d80-7066-a450-da4992d6a841', '2017-02-01 07:00:00', '0159f879-0d80-7063-b509-b7da4ff801bd', 'account.identified', 'account', '0159f879-0d80-7063-b509-b7da4ff801bd', NULL, '0159f879-0d80-7062-b5f7-d86481d0c102', '{"level":"identified","merged_into":null}'),
	('0159f879-0d80-7068-8284-0c26e9ea279a', '2017-02-01 07:00:00', '0159f879-0d80-7063-b509-b7da4ff801bd', 'session.opened', 'session', '0159f879-0d80-7067-8b3d-0c7f7ad58ecf', NULL, '0159f879-0d80-7062-b5f7-d86481d0c102', '{}'),
	('0159f879-0d80-706c-9d93-5abb18fed134', '2017-02-01 07:00:00', '0159f879-0d80-706a-90da-bfa30b3e2769', 'account.registered', 'account', '0159f879-0d80-706a-90da-bfa30b3e2769', NULL, '0159f879-0d80-7069-90a7-d2636f625085', '{"provider":"built_in"}'),
	('0159f879-0d80-706d-827d-9652c1a22450', '2017-02-01 07:00:00', '0159f879-0d80-706a-90da-bfa30b3e2769', 'account.identified', 'account', '0159f879-0d80-706a-90da-bfa30b3e2769', NULL, '0159f879-0d80-7069-90a7-d2636f625085', '{"level":"identified","merged_into":null}'),
	('0159f879-0d80-706f-a92e-d6ca9ece7fe2', '2017-02-01 07:00:00', '0159f879-0d80-706a-90da-bfa30b3e2769', 'session.opened', 'session', '0159f879-0d80-706e-bb0c-dc53882d5ea5', NULL, '0159f879-0d80-7069-90a7-d2636f625085', '{}'),
	('0159f879-0d80-7073-b300-90f6411816cd', '2017-02-01 07:00:00', '0159f879-0d80-7071-8aa6-2fa055344b61', 'account.registered', 'account', '0159f879-0d80-7071-8aa6-2fa055344b61', NULL, '0159f879-0d80-7070-a627-0d7900852c49', '{"provider":"built_in"}'),
	('0159f879-0d80-7074-acbf-89076f7b3cd3', '2017-02-01 07:00:00', '0159f879-0d80-7071-8aa6-2fa055344b61', 'account.identified', 'account', '0159f879-0d80-7071-8aa6-2fa055344b61', NULL, '0159f879-0d80-7070-a627-0d7900852c49', '{"level":"identified","merged_into":null}'),
	('0159f879-0d80-7076-a07f-e402a91d507d', '2017-02-01 07:00:00', '0159f879-0d80-7071-8aa6-2fa055344b61', 'session.opened', 'session', '0159f879-0d80-7075-904a-5803e925d87a', NULL, '0159f879-0d80-7070-a627-0d7900852c49', '{}'),
	('0159f879-0d80-707a-8e13-6ec61aa76e68', '2017-02-01 07:00:00', '0159f879-0d80-7078-9d82-2b6d055c7129', 'account.registered', 'account', '0159f879-0d80-7078-9d82-2b6d055c7129', NULL, '0159f879-0d80-7077-8c38-494870e2b284', '{}'),
	('0159f879-0d80-707e-847f-2c17eac0e70a', '2017-02-01 07:00:00', '0159f879-0d80-7078-9d82-2b6d055c7129', 'session.opened', 'session', '0159f879-0d80-707d-81eb-d1ecdb8cbeba', NULL, '0159f879-0d80-707c-8788-1de980a43dfa', '{}'),
	('0159f879-0d80-7081-a497-dfe9c403c0a9', '2017-02-01 07:00:00', '0159f879-0d80-7078-9d82-2b6d055c7129', 'account.email_verified', 'account', '0159f879-0d80-7078-9d82-2b6d055c7129', NULL, '0159f879-0d80-7080-b1f4-7ae6e354c3c8', '{}'),
	('0159f879-0d80-7085-8c7e-f03fcfc0d146', '2017-02-01 07:00:00', '0159f879-0d80-7083-9dcc-3293362fda9e', 'account.registered', 'account', '0159f879-0d80-7083-9dcc-3293362fda9e', NULL, '0159f879-0d80-7082-97c3-9b54adec7baf', '{}'),
	('0159f879-0d80-7089-a1b4-2eca0208813f', '2017-02-01 07:00:00', '0159f879-0d80-7083-9dcc-3293362fda9e', 'session.opened', 'session', '0159f879-0d80-7088-a8cb-037595385906', NULL, '0159f879-0d80-7087-844d-0716274cf030', '{}'),
	('0159f879-0d80-708c-8127-ad0e17c6331d', '2017-02-01 07:00:00', '0159f879-0d80-7083-9dcc-3293362fda9e', 'account.email_verified', 'account', '0159f879-0d80-7083-9dcc-3293362fda9e', NULL, '0159f879-0d80-708b-b0d4-f78f523e3807', '{}'),
	('0159f879-0d80-7090-849e-10edfd5d7be0', '2017-02-01 07:00:00', '0159f879-0d80-708e-adae-b77c6235380d', 'account.registered', 'account', '0159f879-0d80-708e-adae-b77c6235380d', NULL, '0159f879-0d80-708d-8a7a-67790955dba3', '{}'),
	('0159f879-0d80-7094-b1e9-8f6da7fa26f4', '2017-02-01 07:00:00', '0159f879-0d80-708e-adae-b77c6235380d', 'session.opened', 'session', '0159f879-0d80-7093-8b7d-f5388f6858bd', NULL, '0159f879-0d80-7092-bd1a-dc36c39f68d9', '{}'),
	('0159f879-0d80-7096-a121-51a20423fd51', '2017-02-01 07:00:00', '0159f879-0d80-7000-8477-7157b105a712', 'calendar.range_set', 'calendar', 'calendar', NULL, '0159f879-0d80-7095-ad9d-fd4dab1124bc', '{"from":"2015-01-01","to":"2028-12-31"}'),
	('0159f879-0d80-7098-b66c-8f4cf5d63428', '2017-02-01 07:00:00', '0159f879-0d80-7000-8477-7157b105a712', 'calendar.day_set', 'calendar', 'calendar', NULL, '0159f879-0d80-7097-8339-4a43a866e93c', '{"date":"2017-02-08","kind":"off","note":"Ремонт ратуші"}'),
	('0159f879-0d80-709a-b9f3-33cdabbb863b', '2017-02-01 07:00:00', '0159f879-0d80-7000-8477-7157b105a712', 'calendar.day_set', 'calendar', 'calendar', NULL, '0159f879-0d80-7099-80e0-9388c88316b0', '{"date":"2017-02-09","kind":"off","note":"Ремонт ратуші"}'),
	('0159f879-0d80-709c-abf1-3ceb32fac160', '2017-02-01 07:00:00', '0159f879-0d80-7000-8477-7157b105a712', 'calendar.day_removed', 'calendar', 'calendar', NULL, '0159f879-0d80-709b-bbfd-46103d353250', '{"date":"2017-02-09"}'),
	('015a1271-b430-7003-8ae1-3b9176301f7a', '2017-02-06 08:02:06', '0159f879-0d80-7008-8582-8c45313f0a48', 'petition.published', 'petition', '015a1271-7d80-7001-a13a-2bb9e232a99d', NULL, '015a1271-b430-7000-a830-afdfe59f8d84', '{"from":"submitted","signatures":0,"to":"collecting"}'),
	('0159f879-0d80-709e-b7dc-1308cfb1c025', '2017-02-01 07:00:00', '0159f879-0d80-7000-8477-7157b105a712', 'city.edited', 'city', 'profile', NULL, '0159f879-0d80-709d-a222-9a5f1c4dd151', '{"address":"майдан імені С. П. Корольова, 4/2, м. Житомир, 10014","edrpou":"13576954","katottg":"UA18040190010057552","name_en":"Zhytomyr","name_uk":"Житомир"}'),
	('0159f879-0d80-70a0-870c-a2f1fad5b318', '2017-02-01 07:00:00', '0159f879-0d80-7000-8477-7157b105a712', 'role.granted', 'account', '0159f879-0d80-706a-90da-bfa30b3e2769', NULL, '0159f879-0d80-709f-86bc-d46f4de797fe', '{"department":null,"role":"moderator"}'),
	('0159f879-28d8-7001-b5b1-25bdcec8c24a', '2017-02-01 07:00:07', '0159f879-0d80-7000-8477-7157b105a712', 'role.revoked', 'account', '0159f879-0d80-706a-90da-bfa30b3e2769', NULL, '0159f879-28d8-7000-bf11-08cdbc1e622d', '{"role":"moderator"}'),
	('0159f879-28d8-7004-8a1a-40144eeee2f7', '2017-02-01 07:00:07', '0159f879-0d80-7000-8477-7157b105a712', 'policy.added', 'policy', '2', NULL, '0159f879-28d8-7003-b9f2-a99810595b48', '{"effective_from":"2017-02-01T07:00:07Z","threshold":4}'),
	('0159f879-28d8-7008-b1d6-e5791d9892c8', '2017-02-01 07:00:07', '0159f879-28d8-7006-8d80-d5b073144a38', 'account.registered', 'account', '0159f879-28d8-7006-8d80-d5b073144a38', NULL, '0159f879-28d8-7005-b0d4-a606b7333e87', '{}'),
	('015a071e-59d0-7003-b420-85b56678c239', '2017-02-04 03:15:14', '015a071e-59d0-7001-8c35-d46bb2ceb826', 'account.registered', 'account', '015a071e-59d0-7001-8c35-d46bb2ceb826', NULL, '015a071e-59d0-7000-a5d9-9416a48ba88f', '{}'),
	('015a126f-c800-7002-8a22-22104848c4e9', '2017-02-06 08:00:00', '0159f879-0d80-7047-8895-f57d8d88255c', 'session.opened', 'session', '015a126f-c800-7001-a94d-c0c202e66064', NULL, '015a126f-c800-7000-91a3-9522586f9728', '{}'),
	('015a126f-c800-7006-b1f3-f6198f29d0b5', '2017-02-06 08:00:00', '0159f879-0d80-7047-8895-f57d8d88255c', 'petition.created', 'petition', '015a126f-c800-7004-b93a-7421d160e23f', NULL, '015a126f-c800-7003-924a-beb895e79a86', '{}'),
	('015a126f-e358-7002-b78a-776964e8e93c', '2017-02-06 08:00:07', '0159f879-0d80-7047-8895-f57d8d88255c', 'petition.submitted', 'petition', '015a126f-c800-7004-b93a-7421d160e23f', NULL, '015a126f-e358-7000-b117-1d666a835178', '{"from":"draft","signatures":0,"to":"submitted"}'),
	('015a126f-feb0-7002-a455-a2fdaa42e95a', '2017-02-06 08:00:14', '0159f879-0d80-7008-8582-8c45313f0a48', 'session.opened', 'session', '015a126f-feb0-7001-a8ae-8567d6393ebb', NULL, '015a126f-feb0-7000-b2c1-7d8f321c3e74', '{}'),
	('015a126f-feb0-7006-a6b9-0720e84c9181', '2017-02-06 08:00:14', '0159f879-0d80-7008-8582-8c45313f0a48', 'petition.published', 'petition', '015a126f-c800-7004-b93a-7421d160e23f', NULL, '015a126f-feb0-7003-acbf-1c52b8df6600', '{"from":"submitted","signatures":0,"to":"collecting"}'),
	('015a1270-1a08-7002-ac6c-303a89df15a1', '2017-02-06 08:00:21', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'session.opened', 'session', '015a1270-1a08-7001-aebb-f3005c98af09', NULL, '015a1270-1a08-7000-aab5-6bdc410cba10', '{}'),
	('015a1270-1a08-7006-9a6d-cb40ce591908', '2017-02-06 08:00:21', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'petition.milestone_10', 'petition', '015a126f-c800-7004-b93a-7421d160e23f', NULL, '015a1270-1a08-7003-bc32-5fc9a3ad293a', '{"from":"collecting","signatures":1,"to":"collecting"}'),
	('015a1270-3560-7002-b63b-76521e3386d9', '2017-02-06 08:00:28', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'session.opened', 'session', '015a1270-3560-7001-bbb9-a83a581fb990', NULL, '015a1270-3560-7000-afcb-44cdf0377479', '{}'),
	('015a1270-3560-7006-b02e-4413658c5587', '2017-02-06 08:00:28', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'petition.milestone_50', 'petition', '015a126f-c800-7004-b93a-7421d160e23f', NULL, '015a1270-3560-7003-bfc0-8ae1d402f6ef', '{"from":"collecting","signatures":2,"to":"collecting"}'),
	('015a1270-50b8-7002-afce-d90eba7826f4', '2017-02-06 08:00:35', '0159f879-0d80-7063-b509-b7da4ff801bd', 'session.opened', 'session', '015a1270-50b8-7001-bf06-c4cc5577be7e', NULL, '015a1270-50b8-7000-9310-d673e00f5aca', '{}'),
	('015a1270-6c10-7002-a9ba-7c4fe5310338', '2017-02-06 08:00:42', '0159f879-0d80-706a-90da-bfa30b3e2769', 'session.opened', 'session', '015a1270-6c10-7001-8236-576cdcff91d8', NULL, '015a1270-6c10-7000-afa1-b13b8c56f0a0', '{}'),
	('015a1270-6c10-7007-b377-52ead5bff6b4', '2017-02-06 08:00:42', '0159f879-0d80-706a-90da-bfa30b3e2769', 'petition.milestone_100', 'petition', '015a126f-c800-7004-b93a-7421d160e23f', NULL, '015a1270-6c10-7003-8a18-757b1dd4bc81', '{"from":"collecting","signatures":4,"to":"under_review"}'),
	('015a1270-6c10-7008-aeb9-9cb0e599280d', '2017-02-06 08:00:42', '0159f879-0d80-706a-90da-bfa30b3e2769', 'petition.threshold_reached', 'petition', '015a126f-c800-7004-b93a-7421d160e23f', NULL, '015a1270-6c10-7003-8a18-757b1dd4bc81', '{"from":"collecting","signatures":4,"to":"under_review"}'),
	('015a1270-8768-7002-b572-f5eba016a81e', '2017-02-06 08:00:49', '0159f879-0d80-704e-900b-36fb769997f7', 'session.opened', 'session', '015a1270-8768-7001-95ab-112fffcbc012', NULL, '015a1270-8768-7000-80f2-1f3b99bdaba4', '{}'),
	('015a1270-8768-7006-b3de-e9b25ff8b459', '2017-02-06 08:00:49', '0159f879-0d80-704e-900b-36fb769997f7', 'petition.created', 'petition', '015a1270-8768-7004-b36d-9658bc9ce7a4', NULL, '015a1270-8768-7003-aad6-adf9a597c569', '{}'),
	('015a1270-a2c0-7002-a420-0fefec3263ec', '2017-02-06 08:00:56', '0159f879-0d80-704e-900b-36fb769997f7', 'petition.submitted', 'petition', '015a1270-8768-7004-b36d-9658bc9ce7a4', NULL, '015a1270-a2c0-7000-a848-d7db1694406b', '{"from":"draft","signatures":0,"to":"submitted"}'),
	('015a1270-be18-7003-8973-4c5f5463e5a8', '2017-02-06 08:01:03', '0159f879-0d80-7008-8582-8c45313f0a48', 'petition.published', 'petition', '015a1270-8768-7004-b36d-9658bc9ce7a4', NULL, '015a1270-be18-7000-834b-971e4a0a0e8e', '{"from":"submitted","signatures":0,"to":"collecting"}'),
	('015a1270-d970-7003-99fe-8787c4e66d74', '2017-02-06 08:01:10', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'petition.milestone_10', 'petition', '015a1270-8768-7004-b36d-9658bc9ce7a4', NULL, '015a1270-d970-7000-8cf3-f8f81fbec7a0', '{"from":"collecting","signatures":1,"to":"collecting"}'),
	('015a1270-f4c8-7003-a35f-62c094818d29', '2017-02-06 08:01:17', '0159f879-0d80-704e-900b-36fb769997f7', 'petition.created', 'petition', '015a1270-f4c8-7001-a19b-07224e9de3f2', NULL, '015a1270-f4c8-7000-be65-f080526b5df1', '{}'),
	('015a1271-1020-7002-93c4-7942f5d60245', '2017-02-06 08:01:24', '0159f879-0d80-704e-900b-36fb769997f7', 'petition.submitted', 'petition', '015a1270-f4c8-7001-a19b-07224e9de3f2', NULL, '015a1271-1020-7000-a981-ff14c79610dd', '{"from":"draft","signatures":0,"to":"submitted"}'),
	('015a1271-2b78-7003-8dbe-d329986c6f63', '2017-02-06 08:01:31', '0159f879-0d80-7008-8582-8c45313f0a48', 'petition.published', 'petition', '015a1270-f4c8-7001-a19b-07224e9de3f2', NULL, '015a1271-2b78-7000-81b8-3e843684ba42', '{"from":"submitted","signatures":0,"to":"collecting"}'),
	('015a1271-46d0-7003-a3f6-e51e0b5b3693', '2017-02-06 08:01:38', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'petition.milestone_10', 'petition', '015a1270-f4c8-7001-a19b-07224e9de3f2', NULL, '015a1271-46d0-7000-9332-76391367995e', '{"from":"collecting","signatures":1,"to":"collecting"}'),
	('015a1271-6228-7003-8a06-da05c4348aa0', '2017-02-06 08:01:45', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'petition.milestone_50', 'petition', '015a1270-f4c8-7001-a19b-07224e9de3f2', NULL, '015a1271-6228-7000-8a12-03c9a91135bf', '{"from":"collecting","signatures":2,"to":"collecting"}'),
	('015a1271-7d80-7003-861c-57c73094b7d8', '2017-02-06 08:01:52', '0159f879-0d80-706a-90da-bfa30b3e2769', 'petition.created', 'petition', '015a1271-7d80-7001-a13a-2bb9e232a99d', NULL, '015a1271-7d80-7000-96ed-2831369cd570', '{}'),
	('015a1271-98d8-7002-993a-56c488969313', '2017-02-06 08:01:59', '0159f879-0d80-706a-90da-bfa30b3e2769', 'petition.submitted', 'petition', '015a1271-7d80-7001-a13a-2bb9e232a99d', NULL, '015a1271-98d8-7000-bd61-5a5810e64896', '{"from":"draft","signatures":0,"to":"submitted"}'),
	('015a1271-cf88-7002-b602-dbda26495157', '2017-02-06 08:02:13', '0159f879-0d80-7078-9d82-2b6d055c7129', 'session.opened', 'session', '015a1271-cf88-7001-a309-ddef2dd4c98e', NULL, '015a1271-cf88-7000-a206-9a5dc3179ab3', '{}'),
	('015a1271-cf88-7006-bdbc-e9a2e4163a7a', '2017-02-06 08:02:13', '0159f879-0d80-7078-9d82-2b6d055c7129', 'petition.milestone_10', 'petition', '015a1271-7d80-7001-a13a-2bb9e232a99d', NULL, '015a1271-cf88-7003-8663-5543b39cdee0', '{"from":"collecting","signatures":1,"to":"collecting"}'),
	('015a1271-eae0-7002-a8db-54997ab609bf', '2017-02-06 08:02:20', '0159f879-0d80-7083-9dcc-3293362fda9e', 'session.opened', 'session', '015a1271-eae0-7001-8a43-09fbfba19b25', NULL, '015a1271-eae0-7000-86ec-6c4a5e8eab47', '{}'),
	('015a1271-eae0-7006-9fa1-852087103a88', '2017-02-06 08:02:20', '0159f879-0d80-7083-9dcc-3293362fda9e', 'petition.milestone_50', 'petition', '015a1271-7d80-7001-a13a-2bb9e232a99d', NULL, '015a1271-eae0-7003-bc3d-fbde16a85c9a', '{"from":"collecting","signatures":2,"to":"collecting"}'),
	('015a1272-2190-7002-8277-3ce806365ac2', '2017-02-06 08:02:34', '0159f879-0d80-7071-8aa6-2fa055344b61', 'session.opened', 'session', '015a1272-2190-7001-91d4-1b2c03cb459a', NULL, '015a1272-2190-7000-92c1-5026e0e6eda5', '{}'),
	('015a1272-2190-7007-aaf6-1e9f30ff8705', '2017-02-06 08:02:34', '0159f879-0d80-7071-8aa6-2fa055344b61', 'petition.milestone_100', 'petition', '015a1271-7d80-7001-a13a-2bb9e232a99d', NULL, '015a1272-2190-7003-8483-bce72ce09aa8', '{"from":"collecting","signatures":4,"to":"under_review"}'),
	('015a1272-2190-7008-94e3-b9eaae010601', '2017-02-06 08:02:34', '0159f879-0d80-7071-8aa6-2fa055344b61', 'petition.threshold_reached', 'petition', '015a1271-7d80-7001-a13a-2bb9e232a99d', NULL, '015a1272-2190-7003-8483-bce72ce09aa8', '{"from":"collecting","signatures":4,"to":"under_review"}'),
	('015a1272-3ce8-7003-8fcf-8dfee2ac3d76', '2017-02-06 08:02:41', '0159f879-0d80-7063-b509-b7da4ff801bd', 'petition.created', 'petition', '015a1272-3ce8-7001-8dbc-1eb6fc7dffdd', NULL, '015a1272-3ce8-7000-8a38-d8ee909b597b', '{}'),
	('015a1272-5840-7002-8ffb-1992aa6e8090', '2017-02-06 08:02:48', '0159f879-0d80-7063-b509-b7da4ff801bd', 'petition.submitted', 'petition', '015a1272-3ce8-7001-8dbc-1eb6fc7dffdd', NULL, '015a1272-5840-7000-949c-8e1075a2b882', '{"from":"draft","signatures":0,"to":"submitted"}'),
	('015a1272-7398-7003-86e0-adec247d72b4', '2017-02-06 08:02:55', '0159f879-0d80-7008-8582-8c45313f0a48', 'petition.published', 'petition', '015a1272-3ce8-7001-8dbc-1eb6fc7dffdd', NULL, '015a1272-7398-7000-bd89-e1f2594f8ad6', '{"from":"submitted","signatures":0,"to":"collecting"}'),
	('015a1272-8ef0-7003-ad65-e72ff339e4c2', '2017-02-06 08:03:02', '0159f879-0d80-706a-90da-bfa30b3e2769', 'petition.milestone_10', 'petition', '015a1272-3ce8-7001-8dbc-1eb6fc7dffdd', NULL, '015a1272-8ef0-7000-a987-fff22400a608', '{"from":"collecting","signatures":1,"to":"collecting"}'),
	('015a1272-aa48-7003-aed0-ef6c79f4859f', '2017-02-06 08:03:09', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'petition.created', 'petition', '015a1272-aa48-7001-ac07-f37bcd5fb979', NULL, '015a1272-aa48-7000-8b86-77da13112ea4', '{}'),
	('015a1272-c5a0-7002-93d8-c32581b66fc8', '2017-02-06 08:03:16', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'petition.submitted', 'petition', '015a1272-aa48-7001-ac07-f37bcd5fb979', NULL, '015a1272-c5a0-7000-bb1d-230c014e10a9', '{"from":"draft","signatures":0,"to":"submitted"}'),
	('015a1272-e0f8-7003-bf8a-5c122e7df7b6', '2017-02-06 08:03:23', '0159f879-0d80-7008-8582-8c45313f0a48', 'petition.published', 'petition', '015a1272-aa48-7001-ac07-f37bcd5fb979', NULL, '015a1272-e0f8-7000-884a-30ccc2a30167', '{"from":"submitted","signatures":0,"to":"collecting"}'),
	('015a1272-fc50-7003-8bb7-32550d79638a', '2017-02-06 08:03:30', '0159f879-0d80-706a-90da-bfa30b3e2769', 'petition.milestone_10', 'petition', '015a1272-aa48-7001-ac07-f37bcd5fb979', NULL, '015a1272-fc50-7000-b5c8-a5c6f6df3062', '{"from":"collecting","signatures":1,"to":"collecting"}'),
	('015a1273-17a8-7003-a6c0-ea258820a3cc', '2017-02-06 08:03:37', '0159f879-0d80-7047-8895-f57d8d88255c', 'petition.milestone_50', 'petition', '015a1272-aa48-7001-ac07-f37bcd5fb979', NULL, '015a1273-17a8-7000-8167-d7d252df7caa', '{"from":"collecting","signatures":2,"to":"collecting"}'),
	('015a1273-3300-7003-8cd6-6a7d333ad080', '2017-02-06 08:03:44', '0159f879-0d80-7047-8895-f57d8d88255c', 'signature.withdrawn', 'petition', '015a1272-aa48-7001-ac07-f37bcd5fb979', NULL, '015a1273-3300-7002-a312-02e47420349a', '{}'),
	('015a1273-42a0-7003-89a5-973f6540abdc', '2017-02-06 08:03:48', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'petition.withdrawn', 'petition', '015a1272-aa48-7001-ac07-f37bcd5fb979', NULL, '015a1273-42a0-7001-a457-8fe03046f97b', '{"from":"collecting","signatures":1,"to":"withdrawn"}'),
	('015a1273-5df8-7003-a205-22e54805faa8', '2017-02-06 08:03:55', '0159f879-0d80-7063-b509-b7da4ff801bd', 'petition.created', 'petition', '015a1273-5df8-7001-9236-81cb10c690ea', NULL, '015a1273-5df8-7000-ade2-69c4566459ff', '{}'),
	('015a1273-7950-7002-9fcb-2b78a6425a94', '2017-02-06 08:04:02', '0159f879-0d80-7063-b509-b7da4ff801bd', 'petition.withdrawn', 'petition', '015a1273-5df8-7001-9236-81cb10c690ea', NULL, '015a1273-7950-7000-8d9d-1535dec5317d', '{"from":"draft","signatures":0,"to":"withdrawn"}'),
	('015a1273-94a8-7003-8251-cb442644ce51', '2017-02-06 08:04:09', '0159f879-0d80-7063-b509-b7da4ff801bd', 'petition.created', 'petition', '015a1273-94a8-7001-908a-2b1b8154b1bf', NULL, '015a1273-94a8-7000-b51c-4500f55af3a0', '{}'),
	('015a1273-b000-7002-943c-ce9a761fc88d', '2017-02-06 08:04:16', '0159f879-0d80-7063-b509-b7da4ff801bd', 'petition.submitted', 'petition', '015a1273-94a8-7001-908a-2b1b8154b1bf', NULL, '015a1273-b000-7000-9e3b-73c84c8aafe6', '{"from":"draft","signatures":0,"to":"submitted"}'),
	('015a1273-cb58-7002-b724-a16044703025', '2017-02-06 08:04:23', '0159f879-0d80-7063-b509-b7da4ff801bd', 'petition.withdrawn', 'petition', '015a1273-94a8-7001-908a-2b1b8154b1bf', NULL, '015a1273-cb58-7000-9ec6-070e88d5d5ac', '{"from":"submitted","signatures":0,"to":"withdrawn"}'),
	('015a2740-2680-7002-b043-e3443227111e', '2017-02-10 09:00:00', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', 'session.opened', 'session', '015a2740-2680-7001-a6fb-ccee35fbb95a', NULL, '015a2740-2680-7000-8547-4117ae494f2a', '{}'),
	('015a2740-2680-7006-90e2-e369fa71bd5a', '2017-02-10 09:00:00', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', 'petition.review_announced', 'petition', '015a126f-c800-7004-b93a-7421d160e23f', NULL, '015a2740-2680-7003-ae00-52ad1d7b5fba', '{"from":"under_review","signatures":5,"to":"under_review"}'),
	('015a5af6-ad00-7002-ae70-07b885ca7e96', '2017-02-20 10:00:00', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', 'session.opened', 'session', '015a5af6-ad00-7001-bd82-3bd013640744', NULL, '015a5af6-ad00-7000-8299-75c41efd7259', '{}'),
	('015a5af6-ad00-7006-8e66-2a8701417afd', '2017-02-20 10:00:00', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', 'petition.answered', 'petition', '015a126f-c800-7004-b93a-7421d160e23f', NULL, '015a5af6-ad00-7003-9d55-6109e0ed88a1', '{"from":"under_review","signatures":5,"to":"answered"}'),
	('015a7c70-0300-7002-ba54-bd0f91687f39', '2017-02-26 22:00:00', NULL, 'petition.lapsed', 'petition', '015a1270-8768-7004-b36d-9658bc9ce7a4', NULL, 'worker', '{"from":"collecting","signatures":1,"to":"lapsed"}'),
	('015a7c70-0300-7005-b339-bc47df530402', '2017-02-26 22:00:00', NULL, 'petition.lapsed', 'petition', '015a1270-f4c8-7001-a19b-07224e9de3f2', NULL, 'worker', '{"from":"collecting","signatures":2,"to":"lapsed"}'),
	('015a7c70-0300-7008-bf59-c268c19ca31c', '2017-02-26 22:00:00', NULL, 'petition.lapsed', 'petition', '015a1272-3ce8-7001-8dbc-1eb6fc7dffdd', NULL, 'worker', '{"from":"collecting","signatures":1,"to":"lapsed"}'),
	('015a88e2-0c00-7002-8ba3-e26aa01362e3', '2017-03-01 08:00:00', '0159f879-0d80-703e-8696-2d261b8a77c5', 'session.opened', 'session', '015a88e2-0c00-7001-8d33-c6058b577539', NULL, '015a88e2-0c00-7000-9a5f-1a27d7cadd32', '{}'),
	('015a8f1b-1080-703f-9d36-5a40e77a96eb', '2017-03-02 13:00:00', '0159f879-0d80-704e-900b-36fb769997f7', 'session.opened', 'session', '015a8f1b-1080-703e-bd4b-3a3f7fc6f119', NULL, '015a8f1b-1080-703d-b475-a22ea17e7585', '{}'),
	('015a88e2-0c00-7006-9758-8f0b74025963', '2017-03-01 08:00:00', '0159f879-0d80-703e-8696-2d261b8a77c5', 'petition.reply_recorded', 'petition', '015a1270-f4c8-7001-a19b-07224e9de3f2', NULL, '015a88e2-0c00-7003-97ed-5fbef5eb92e1', '{"from":"lapsed","signatures":2,"to":"lapsed"}'),
	('015a88e2-2758-7002-a68c-cf24cab55782', '2017-03-01 08:00:07', '0159f879-0d80-7000-8477-7157b105a712', 'session.opened', 'session', '015a88e2-2758-7001-b1fc-4e21b0cdd5f2', NULL, '015a88e2-2758-7000-9704-43b87ff204ed', '{}'),
	('015a88e2-2758-7005-b5c1-b3c2e6d18661', '2017-03-01 08:00:07', '0159f879-0d80-7000-8477-7157b105a712', 'policy.added', 'policy', '3', NULL, '015a88e2-2758-7004-ac71-39e0e06f834d', '{"effective_from":"2017-03-01T08:00:07Z","threshold":4}'),
	('015a88e2-2758-7008-bf5c-e8055c9b490c', '2017-03-01 08:00:07', '0159f879-0d80-7047-8895-f57d8d88255c', 'session.opened', 'session', '015a88e2-2758-7007-9ced-4748a201b4d8', NULL, '015a88e2-2758-7006-b2cf-ea533457d174', '{}'),
	('015a88e2-2758-700c-8a8b-2fd0d7331584', '2017-03-01 08:00:07', '0159f879-0d80-7047-8895-f57d8d88255c', 'petition.created', 'petition', '015a88e2-2758-700a-a540-7c54ce243de0', NULL, '015a88e2-2758-7009-a5c3-b7eaf860c213', '{}'),
	('015a88e2-42b0-7002-abd0-dc51eafff453', '2017-03-01 08:00:14', '0159f879-0d80-7047-8895-f57d8d88255c', 'petition.submitted', 'petition', '015a88e2-2758-700a-a540-7c54ce243de0', NULL, '015a88e2-42b0-7000-9bc8-82a9f494f058', '{"from":"draft","signatures":0,"to":"submitted"}'),
	('015a88e2-5e08-7002-9d68-aba3d09dd44c', '2017-03-01 08:00:21', '0159f879-0d80-7008-8582-8c45313f0a48', 'session.opened', 'session', '015a88e2-5e08-7001-940a-fe0dfc30a53d', NULL, '015a88e2-5e08-7000-b9c3-1ec28339374e', '{}'),
	('015a88e2-5e08-7006-b82e-cb962ac85789', '2017-03-01 08:00:21', '0159f879-0d80-7008-8582-8c45313f0a48', 'petition.published', 'petition', '015a88e2-2758-700a-a540-7c54ce243de0', NULL, '015a88e2-5e08-7003-9e63-b03401685c18', '{"from":"submitted","signatures":0,"to":"collecting"}'),
	('015a88e2-7960-7002-8e99-8694ed0603b8', '2017-03-01 08:00:28', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'session.opened', 'session', '015a88e2-7960-7001-af10-4b963396fad5', NULL, '015a88e2-7960-7000-9ed8-82f8bb9c3999', '{}'),
	('015a88e2-7960-7006-a55f-345b729d48ee', '2017-03-01 08:00:28', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'petition.milestone_10', 'petition', '015a88e2-2758-700a-a540-7c54ce243de0', NULL, '015a88e2-7960-7003-98b8-5f604a1c4489', '{"from":"collecting","signatures":1,"to":"collecting"}'),
	('015a88e2-94b8-7002-91e6-562c051d10a0', '2017-03-01 08:00:35', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'session.opened', 'session', '015a88e2-94b8-7001-9e45-7e717f694c6e', NULL, '015a88e2-94b8-7000-add1-8da18d87982c', '{}'),
	('015a88e2-94b8-7006-8875-171155536e9e', '2017-03-01 08:00:35', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'petition.milestone_50', 'petition', '015a88e2-2758-700a-a540-7c54ce243de0', NULL, '015a88e2-94b8-7003-a7a3-c2e03f684756', '{"from":"collecting","signatures":2,"to":"collecting"}'),
	('015a88e2-b010-7002-a3d4-c0e6a7ab4018', '2017-03-01 08:00:42', '0159f879-0d80-704e-900b-36fb769997f7', 'session.opened', 'session', '015a88e2-b010-7001-a187-5ffb0dd80772', NULL, '015a88e2-b010-7000-b48c-6291d14ffda2', '{}'),
	('015a88e2-b010-7006-b92f-1a0589faae95', '2017-03-01 08:00:42', '0159f879-0d80-704e-900b-36fb769997f7', 'petition.created', 'petition', '015a88e2-b010-7004-af50-923cd4a35a23', NULL, '015a88e2-b010-7003-a7a8-aac94c306a4a', '{}'),
	('015a88e2-cb68-7002-a470-877fada5b5bc', '2017-03-01 08:00:49', '0159f879-0d80-704e-900b-36fb769997f7', 'petition.submitted', 'petition', '015a88e2-b010-7004-af50-923cd4a35a23', NULL, '015a88e2-cb68-7000-ad5b-c80f2d4889e1', '{"from":"draft","signatures":0,"to":"submitted"}'),
	('015a88e2-e6c0-7003-acfe-4d17b4b8ab4e', '2017-03-01 08:00:56', '0159f879-0d80-7008-8582-8c45313f0a48', 'petition.published', 'petition', '015a88e2-b010-7004-af50-923cd4a35a23', NULL, '015a88e2-e6c0-7000-92fd-ae3de835da75', '{"from":"submitted","signatures":0,"to":"collecting"}'),
	('015a88e3-0218-7002-893b-274369baae64', '2017-03-01 08:01:03', '0159f879-0d80-7083-9dcc-3293362fda9e', 'session.opened', 'session', '015a88e3-0218-7001-b309-da43936f92c2', NULL, '015a88e3-0218-7000-b2ff-907205cd1ab8', '{}'),
	('015a88e3-0218-7006-99d7-cc44416f57fb', '2017-03-01 08:01:03', '0159f879-0d80-7083-9dcc-3293362fda9e', 'petition.milestone_10', 'petition', '015a88e2-b010-7004-af50-923cd4a35a23', NULL, '015a88e3-0218-7003-99af-6af896eb6919', '{"from":"collecting","signatures":1,"to":"collecting"}'),
	('015a88e3-1d70-7002-baae-9bf54dc9fca2', '2017-03-01 08:01:10', '0159f879-0d80-7078-9d82-2b6d055c7129', 'session.opened', 'session', '015a88e3-1d70-7001-a728-1ec96d8008d3', NULL, '015a88e3-1d70-7000-afc3-457af8e87ad4', '{}'),
	('015a88e3-1d70-7006-9470-2fc2547d25cb', '2017-03-01 08:01:10', '0159f879-0d80-7078-9d82-2b6d055c7129', 'petition.milestone_50', 'petition', '015a88e2-b010-7004-af50-923cd4a35a23', NULL, '015a88e3-1d70-7003-a82d-22e53bca9dde', '{"from":"collecting","signatures":2,"to":"collecting"}'),
	('015a88e3-38c8-7002-8df3-a28e02493656', '2017-03-01 08:01:17', '0159f879-0d80-706a-90da-bfa30b3e2769', 'session.opened', 'session', '015a88e3-38c8-7001-9ea1-b08270d55042', NULL, '015a88e3-38c8-7000-9581-c692ea252f9d', '{}'),
	('015a88e3-5420-7003-9cd8-ec93669ca96d', '2017-03-01 08:01:24', '0159f879-0d80-706a-90da-bfa30b3e2769', 'petition.created', 'petition', '015a88e3-5420-7001-aa26-6c9bb0f318d4', NULL, '015a88e3-5420-7000-9fc6-28c9ebac31a7', '{}'),
	('015a88e3-6f78-7002-b013-0350307e221f', '2017-03-01 08:01:31', '0159f879-0d80-706a-90da-bfa30b3e2769', 'petition.submitted', 'petition', '015a88e3-5420-7001-aa26-6c9bb0f318d4', NULL, '015a88e3-6f78-7000-98b9-572e3a39090b', '{"from":"draft","signatures":0,"to":"submitted"}'),
	('015a88e3-8ad0-7003-8d4d-9252003c7ae3', '2017-03-01 08:01:38', '0159f879-0d80-7008-8582-8c45313f0a48', 'petition.published', 'petition', '015a88e3-5420-7001-aa26-6c9bb0f318d4', NULL, '015a88e3-8ad0-7000-b19e-3901ba6b4258', '{"from":"submitted","signatures":0,"to":"collecting"}'),
	('015a88e3-a628-7003-8bbe-6ebe0507c48c', '2017-03-01 08:01:45', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'petition.milestone_10', 'petition', '015a88e3-5420-7001-aa26-6c9bb0f318d4', NULL, '015a88e3-a628-7000-a25c-518a47c82af1', '{"from":"collecting","signatures":1,"to":"collecting"}'),
	('015a88e3-c180-7003-b7de-6646ad468d21', '2017-03-01 08:01:52', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'petition.milestone_50', 'petition', '015a88e3-5420-7001-aa26-6c9bb0f318d4', NULL, '015a88e3-c180-7000-b36b-e4d95cecbbcc', '{"from":"collecting","signatures":2,"to":"collecting"}'),
	('015a88e3-dcd8-7002-be4d-df314b44c5f0', '2017-03-01 08:01:59', '0159f879-0d80-7063-b509-b7da4ff801bd', 'session.opened', 'session', '015a88e3-dcd8-7001-845b-27a3144e198d', NULL, '015a88e3-dcd8-7000-9121-9b81587059a1', '{}'),
	('015a88e3-f830-7004-8170-73d38a9c6913', '2017-03-01 08:02:06', '0159f879-0d80-704e-900b-36fb769997f7', 'petition.milestone_100', 'petition', '015a88e3-5420-7001-aa26-6c9bb0f318d4', NULL, '015a88e3-f830-7000-8eae-c6ebb0ca47d8', '{"from":"collecting","signatures":4,"to":"under_review"}'),
	('015a88e3-f830-7005-8b87-528314dcc337', '2017-03-01 08:02:06', '0159f879-0d80-704e-900b-36fb769997f7', 'petition.threshold_reached', 'petition', '015a88e3-5420-7001-aa26-6c9bb0f318d4', NULL, '015a88e3-f830-7000-8eae-c6ebb0ca47d8', '{"from":"collecting","signatures":4,"to":"under_review"}'),
	('015a88e4-1388-7003-8bb1-ca48c143c1d6', '2017-03-01 08:02:13', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'petition.created', 'petition', '015a88e4-1388-7001-89cd-88f46055b5f8', NULL, '015a88e4-1388-7000-bf3a-a7e12eed9531', '{}'),
	('015a88e4-2ee0-7002-8a99-8e5c765dfc64', '2017-03-01 08:02:20', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'petition.submitted', 'petition', '015a88e4-1388-7001-89cd-88f46055b5f8', NULL, '015a88e4-2ee0-7000-8967-c6c8335671d6', '{"from":"draft","signatures":0,"to":"submitted"}'),
	('015a8f1b-1080-7042-8239-7cd7101ed76a', '2017-03-02 13:00:00', '0159f879-0d80-708e-adae-b77c6235380d', 'session.opened', 'session', '015a8f1b-1080-7041-813f-bd0d7b6187a1', NULL, '015a8f1b-1080-7040-8509-a23d013f4996', '{}'),
	('015a88e4-4a38-7003-b578-1c5b87903d19', '2017-03-01 08:02:27', '0159f879-0d80-7008-8582-8c45313f0a48', 'petition.published', 'petition', '015a88e4-1388-7001-89cd-88f46055b5f8', NULL, '015a88e4-4a38-7000-b5b4-09995955cfc8', '{"from":"submitted","signatures":0,"to":"collecting"}'),
	('015a88e4-6590-7003-8511-6c48e2eeac2b', '2017-03-01 08:02:34', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'petition.milestone_10', 'petition', '015a88e4-1388-7001-89cd-88f46055b5f8', NULL, '015a88e4-6590-7000-ab2c-442649516ae8', '{"from":"collecting","signatures":1,"to":"collecting"}'),
	('015a88e4-80e8-7003-aa8f-24de392196fe', '2017-03-01 08:02:41', '0159f879-0d80-7063-b509-b7da4ff801bd', 'petition.milestone_50', 'petition', '015a88e4-1388-7001-89cd-88f46055b5f8', NULL, '015a88e4-80e8-7000-806f-91ab12881c57', '{"from":"collecting","signatures":2,"to":"collecting"}'),
	('015a88e4-b798-7004-8a6e-6563c4830b05', '2017-03-01 08:02:55', '0159f879-0d80-706a-90da-bfa30b3e2769', 'petition.milestone_100', 'petition', '015a88e4-1388-7001-89cd-88f46055b5f8', NULL, '015a88e4-b798-7000-b5fb-7adc2569ee3a', '{"from":"collecting","signatures":4,"to":"under_review"}'),
	('015a88e4-b798-7005-9671-619825d22ad0', '2017-03-01 08:02:55', '0159f879-0d80-706a-90da-bfa30b3e2769', 'petition.threshold_reached', 'petition', '015a88e4-1388-7001-89cd-88f46055b5f8', NULL, '015a88e4-b798-7000-b5fb-7adc2569ee3a', '{"from":"collecting","signatures":4,"to":"under_review"}'),
	('015a8e76-4500-7002-a165-743b523465e6', '2017-03-02 10:00:00', '0159f879-0d80-708e-adae-b77c6235380d', 'session.opened', 'session', '015a8e76-4500-7001-a3b1-e1a8b0e8da91', NULL, '015a8e76-4500-7000-bfc5-7975b1c7b4ed', '{}'),
	('015a8e76-6058-7003-bb25-31fba3fc1de1', '2017-03-02 10:00:07', '0159f879-0d80-7063-b509-b7da4ff801bd', 'session.opened', 'session', '015a8e76-6058-7002-838c-10c772e8cb15', NULL, '015a8e76-6058-7001-968a-490482bb96a1', '{}'),
	('015a8e76-6058-7006-b6ae-30751d8f8f36', '2017-03-02 10:00:07', '0159f879-0d80-7063-b509-b7da4ff801bd', 'session.revoked', 'session', '015a8e76-6058-7002-838c-10c772e8cb15', NULL, '015a8e76-6058-7005-8409-607667330e48', '{}'),
	('015a8e76-6058-7009-ae74-26d0c345d761', '2017-03-02 10:00:07', '0159f879-0d80-7047-8895-f57d8d88255c', 'session.opened', 'session', '015a8e76-6058-7008-8bb2-93891434c9e3', NULL, '015a8e76-6058-7007-9cc2-7a9579dd8b9b', '{}'),
	('015a8e76-6058-700d-b0b1-f389f6bec3fa', '2017-03-02 10:00:07', '0159f879-0d80-7047-8895-f57d8d88255c', 'petition.created', 'petition', '015a8e76-6058-700b-82ce-04e399052aee', NULL, '015a8e76-6058-700a-8e0e-93e3088b4dbc', '{}'),
	('015a8e76-7bb0-7001-acf6-dcf64be2b443', '2017-03-02 10:00:14', '0159f879-0d80-7047-8895-f57d8d88255c', 'petition.edited', 'petition', '015a8e76-6058-700b-82ce-04e399052aee', NULL, '015a8e76-7bb0-7000-836f-b3c032663d89', '{}'),
	('015a8e76-7bb0-7004-96a8-cebdae20915a', '2017-03-02 10:00:14', '0159f879-0d80-704e-900b-36fb769997f7', 'session.opened', 'session', '015a8e76-7bb0-7003-8fda-3308c10d0f72', NULL, '015a8e76-7bb0-7002-b645-56b847f3d33d', '{}'),
	('015a8e76-7bb0-7008-8497-21473d2d8299', '2017-03-02 10:00:14', '0159f879-0d80-704e-900b-36fb769997f7', 'petition.created', 'petition', '015a8e76-7bb0-7006-aa79-1dc7402a0edb', NULL, '015a8e76-7bb0-7005-97b6-eecd50d1567c', '{}'),
	('015a8e76-9708-7002-907f-36c420d1bda9', '2017-03-02 10:00:21', '0159f879-0d80-704e-900b-36fb769997f7', 'petition.submitted', 'petition', '015a8e76-7bb0-7006-aa79-1dc7402a0edb', NULL, '015a8e76-9708-7000-80c3-8651df68bd33', '{"from":"draft","signatures":0,"to":"submitted"}'),
	('015a8e76-b260-7003-8726-0c12ac7eed8c', '2017-03-02 10:00:28', '0159f879-0d80-7047-8895-f57d8d88255c', 'petition.created', 'petition', '015a8e76-b260-7001-b493-1553dde13f79', NULL, '015a8e76-b260-7000-b8bd-55563ad3278a', '{}'),
	('015a8e76-cdb8-7002-88aa-aa9c99aca564', '2017-03-02 10:00:35', '0159f879-0d80-7047-8895-f57d8d88255c', 'petition.submitted', 'petition', '015a8e76-b260-7001-b493-1553dde13f79', NULL, '015a8e76-cdb8-7000-8c7e-497d4883d24c', '{"from":"draft","signatures":0,"to":"submitted"}'),
	('015a8e76-e910-7002-b08e-30039f148b6d', '2017-03-02 10:00:42', '0159f879-0d80-7008-8582-8c45313f0a48', 'session.opened', 'session', '015a8e76-e910-7001-a4c1-95dcf3c21c10', NULL, '015a8e76-e910-7000-8fbb-a6ae0d9896cc', '{}'),
	('015a8e76-e910-7006-9e4a-a95a3dd5daef', '2017-03-02 10:00:42', '0159f879-0d80-7008-8582-8c45313f0a48', 'petition.refused', 'petition', '015a8e76-b260-7001-b493-1553dde13f79', 'not_competence', '015a8e76-e910-7003-b983-3a551d22db47', '{"from":"submitted","signatures":0,"to":"refused"}'),
	('015a8e77-0468-7003-a5a3-c32a0ece7add', '2017-03-02 10:00:49', '0159f879-0d80-7047-8895-f57d8d88255c', 'petition.created', 'petition', '015a8e77-0468-7001-bb87-10f125b67828', NULL, '015a8e77-0468-7000-b22f-d3c0dd98b2c3', '{}'),
	('015a8e77-1fc0-7002-a06a-82b23808afe0', '2017-03-02 10:00:56', '0159f879-0d80-7063-b509-b7da4ff801bd', 'session.opened', 'session', '015a8e77-1fc0-7001-9e42-4fad47238f9e', NULL, '015a8e77-1fc0-7000-8edc-b27ef7c44a94', '{}'),
	('015a8e77-1fc0-7006-a913-1f5f06e0e7e7', '2017-03-02 10:00:56', '0159f879-0d80-7063-b509-b7da4ff801bd', 'petition.created', 'petition', '015a8e77-1fc0-7004-a3da-43aa2c082b05', NULL, '015a8e77-1fc0-7003-9d49-283ec47ebb9d', '{}'),
	('015a8e77-3b18-7002-a9c9-5bfb11ba8636', '2017-03-02 10:01:03', '0159f879-0d80-7063-b509-b7da4ff801bd', 'petition.submitted', 'petition', '015a8e77-1fc0-7004-a3da-43aa2c082b05', NULL, '015a8e77-3b18-7000-9955-b3e28acd464e', '{"from":"draft","signatures":0,"to":"submitted"}'),
	('015a8e77-5670-7003-94c6-e9dd0f80c4d9', '2017-03-02 10:01:10', '0159f879-0d80-7008-8582-8c45313f0a48', 'petition.refused', 'petition', '015a8e77-1fc0-7004-a3da-43aa2c082b05', 'duplicate', '015a8e77-5670-7000-b0da-cfb18133efcb', '{"from":"submitted","signatures":0,"to":"refused"}'),
	('015a8e77-71c8-7002-85ba-4d6fc29d0710', '2017-03-02 10:01:17', '0159f879-0d80-706a-90da-bfa30b3e2769', 'session.opened', 'session', '015a8e77-71c8-7001-9b76-455e1bcd9081', NULL, '015a8e77-71c8-7000-b08b-bda6a38a105d', '{}'),
	('015a8e77-71c8-7006-95ea-53e41ba32e32', '2017-03-02 10:01:17', '0159f879-0d80-706a-90da-bfa30b3e2769', 'petition.created', 'petition', '015a8e77-71c8-7004-9954-189202282c14', NULL, '015a8e77-71c8-7003-a417-3a4672383757', '{}'),
	('015a8e77-8d20-7002-8334-ffdb73b3995b', '2017-03-02 10:01:24', '0159f879-0d80-706a-90da-bfa30b3e2769', 'petition.submitted', 'petition', '015a8e77-71c8-7004-9954-189202282c14', NULL, '015a8e77-8d20-7000-bfba-2c6cfd05948e', '{"from":"draft","signatures":0,"to":"submitted"}'),
	('015a8e77-a878-7003-9bb8-5e74a6ae49cb', '2017-03-02 10:01:31', '0159f879-0d80-7008-8582-8c45313f0a48', 'petition.published', 'petition', '015a8e77-71c8-7004-9954-189202282c14', NULL, '015a8e77-a878-7000-b043-7140b7f7304d', '{"from":"submitted","signatures":0,"to":"collecting"}'),
	('015a8e77-c3d0-7003-b215-4d756827b6d1', '2017-03-02 10:01:38', '0159f879-0d80-7063-b509-b7da4ff801bd', 'petition.milestone_10', 'petition', '015a8e77-71c8-7004-9954-189202282c14', NULL, '015a8e77-c3d0-7000-81d2-d7ae6370a261', '{"from":"collecting","signatures":1,"to":"collecting"}'),
	('015a8e77-df28-7002-8432-6b4e1417c739', '2017-03-02 10:01:45', '0159f879-0d80-7071-8aa6-2fa055344b61', 'session.opened', 'session', '015a8e77-df28-7001-892b-046ad5f764fa', NULL, '015a8e77-df28-7000-9ef5-44110bdc0b1d', '{}'),
	('015a8e77-df28-7006-8858-ffccb36142ff', '2017-03-02 10:01:45', '0159f879-0d80-7071-8aa6-2fa055344b61', 'petition.milestone_50', 'petition', '015a8e77-71c8-7004-9954-189202282c14', NULL, '015a8e77-df28-7003-9c1a-897804a5cf23', '{"from":"collecting","signatures":2,"to":"collecting"}'),
	('015a8e77-fa80-7002-acb2-776ad3d9fd34', '2017-03-02 10:01:52', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', 'session.opened', 'session', '015a8e77-fa80-7001-89bf-5452b5c88a62', NULL, '015a8e77-fa80-7000-a3e4-c3bed5b8d69a', '{}'),
	('015a8e77-fa80-7006-804b-d04f3dc510fc', '2017-03-02 10:01:52', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', 'petition.review_announced', 'petition', '015a88e3-5420-7001-aa26-6c9bb0f318d4', NULL, '015a8e77-fa80-7003-97e1-b6c77493f96d', '{"from":"under_review","signatures":4,"to":"under_review"}'),
	('015a8e78-15d8-7003-a91d-c1ae9e9cf7b0', '2017-03-02 10:01:59', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', 'petition.answered', 'petition', '015a126f-c800-7004-b93a-7421d160e23f', NULL, '015a8e78-15d8-7000-8c44-c55a6eaa8a1c', '{"from":"answered","signatures":5,"to":"answered"}'),
	('015a8e78-3130-7002-b57f-ecc0c97481bb', '2017-03-02 10:02:06', '0159f879-0d80-7000-8477-7157b105a712', 'session.opened', 'session', '015a8e78-3130-7001-a0e1-4ce664a8de54', NULL, '015a8e78-3130-7000-ae43-86a5b721f016', '{}'),
	('015a8e78-3130-7006-8e71-793b2f582ea4', '2017-03-02 10:02:06', '0159f879-0d80-7000-8477-7157b105a712', 'petition.removed', 'petition', '015a1272-3ce8-7001-8dbc-1eb6fc7dffdd', 'Рішення суду про захист персональних даних третьої особи.', '015a8e78-3130-7003-b420-0106bcffaf8f', '{"from":"lapsed","signatures":1,"to":"removed"}'),
	('015a8e78-4c88-7002-bf08-38eeb2b71a7e', '2017-03-02 10:02:13', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'session.opened', 'session', '015a8e78-4c88-7001-a896-3487a2e73756', NULL, '015a8e78-4c88-7000-9dbc-5cf83bdc7590', '{}'),
	('015a8e78-4c88-7006-b4e1-c5bb073b8730', '2017-03-02 10:02:13', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'petition.created', 'petition', '015a8e78-4c88-7004-8ccf-02d82148dc1b', NULL, '015a8e78-4c88-7003-ae10-4899a381cf1b', '{}'),
	('015a8e78-67e0-7002-a79d-2ed151a05029', '2017-03-02 10:02:20', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'petition.submitted', 'petition', '015a8e78-4c88-7004-8ccf-02d82148dc1b', NULL, '015a8e78-67e0-7000-95e1-67da5945d610', '{"from":"draft","signatures":0,"to":"submitted"}'),
	('015a8e78-8338-7002-b258-85cec75f60a9', '2017-03-02 10:02:27', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'petition.withdrawn', 'petition', '015a8e78-4c88-7004-8ccf-02d82148dc1b', NULL, '015a8e78-8338-7000-828f-370ffa4f82a2', '{"from":"submitted","signatures":0,"to":"withdrawn"}'),
	('015a8e78-9e90-7002-a0e3-12738570bc00', '2017-03-02 10:02:34', '0159f879-0d80-702c-91f4-f995ffaa13ab', 'session.opened', 'session', '015a8e78-9e90-7001-b955-2e979cd844d9', NULL, '015a8e78-9e90-7000-b56c-bafa89c17244', '{}'),
	('015a8e78-9e90-7004-964a-6fc00c1895e4', '2017-03-02 10:02:34', '0159f879-0d80-702c-91f4-f995ffaa13ab', 'account.identified', 'account', '0159f879-0d80-7078-9d82-2b6d055c7129', NULL, '015a8e78-9e90-7003-854f-32e4ff06acea', '{"level":"identified","merged_into":null}'),
	('015a8e78-b9e8-7001-8666-80385b71faa6', '2017-03-02 10:02:41', '0159f879-0d80-702c-91f4-f995ffaa13ab', 'signature.invalidated', 'petition', '015a1271-7d80-7001-a13a-2bb9e232a99d', 'double', '015a8e78-b9e8-7000-bd16-886dc10f172d', '{"signature":"015a1271-eae0-7004-a639-2e17911b9d8c"}'),
	('015a8e78-b9e8-7004-8c7f-52bb01562feb', '2017-03-02 10:02:41', '0159f879-0d80-702c-91f4-f995ffaa13ab', 'petition.threshold_lost', 'petition', '015a1271-7d80-7001-a13a-2bb9e232a99d', 'double', '015a8e78-b9e8-7000-bd16-886dc10f172d', '{"from":"under_review","signatures":3,"to":"lapsed"}'),
	('015a8e78-b9e8-7006-bd7e-907fdd759d2f', '2017-03-02 10:02:41', '0159f879-0d80-702c-91f4-f995ffaa13ab', 'petition.lapsed', 'petition', '015a1271-7d80-7001-a13a-2bb9e232a99d', 'double', '015a8e78-b9e8-7000-bd16-886dc10f172d', '{"from":"under_review","signatures":3,"to":"lapsed"}'),
	('015a8e78-b9e8-7007-ab07-64a9c82a2d65', '2017-03-02 10:02:41', '0159f879-0d80-702c-91f4-f995ffaa13ab', 'signature.invalidated', 'petition', '015a88e2-b010-7004-af50-923cd4a35a23', 'double', '015a8e78-b9e8-7000-bd16-886dc10f172d', '{"signature":"015a88e3-1d70-7004-8dd4-423b3e5e4732"}'),
	('015a8e78-b9e8-7008-85da-0b19a472f7aa', '2017-03-02 10:02:41', '0159f879-0d80-702c-91f4-f995ffaa13ab', 'account.identified', 'account', '0159f879-0d80-7083-9dcc-3293362fda9e', NULL, '015a8e78-b9e8-7000-bd16-886dc10f172d', '{"level":"identified","merged_into":"0159f879-0d80-7079-8ec5-583c7134c363"}'),
	('015a8e78-d540-7001-a88e-4fbe6be5c1cd', '2017-03-02 10:02:48', '0159f879-0d80-7000-8477-7157b105a712', 'role.granted', 'account', '0159f879-0d80-706a-90da-bfa30b3e2769', NULL, '015a8e78-d540-7000-9270-f98a7bfa0519', '{"department":"culture","role":"expert"}'),
	('015a8e78-f098-7002-ad23-5791b75a86f5', '2017-03-02 10:02:55', '0159f879-0d80-7000-8477-7157b105a712', 'policy.added', 'policy', '4', NULL, '015a8e78-f098-7001-9948-d9a2754393bc', '{"effective_from":"2017-03-02T10:02:55Z","threshold":4}'),
	('015a8e79-0bf0-7003-aac4-1f83b788874b', '2017-03-02 10:03:02', '015a8e79-0bf0-7001-8908-aded44b5defc', 'account.registered', 'account', '015a8e79-0bf0-7001-8908-aded44b5defc', NULL, '015a8e79-0bf0-7000-aa7c-beed62fc7bba', '{}'),
	('015a8e79-5df8-7002-b875-613e4e1ef000', '2017-03-02 10:03:23', '0159f879-0d80-7078-9d82-2b6d055c7129', 'session.opened', 'session', '015a8e79-5df8-7001-a711-e9351a06ff75', NULL, '015a8e79-5df8-7000-b414-d7f70324e33d', '{}'),
	('015a8f1b-1080-7002-8c0d-10daa477e29f', '2017-03-02 13:00:00', '0159f879-0d80-7000-8477-7157b105a712', 'session.opened', 'session', '015a8f1b-1080-7001-a9d7-4ca476776377', NULL, '015a8f1b-1080-7000-8ea9-73c6c359c99b', '{}'),
	('015a8f1b-1080-7018-b0d2-d1bed2729d3c', '2017-03-02 13:00:00', '0159f879-0d80-7000-8477-7157b105a712', 'session.opened', 'session', '015a8f1b-1080-7017-b8cc-4a61f4105892', NULL, '015a8f1b-1080-7016-a31b-f62839d6c152', '{}'),
	('015a8f1b-1080-701b-bb24-272ce13c3c1a', '2017-03-02 13:00:00', '0159f879-0d80-7035-bccf-8b1cb50b1928', 'session.opened', 'session', '015a8f1b-1080-701a-a587-410f8706dbda', NULL, '015a8f1b-1080-7019-a20e-a9bd7c2c00f9', '{}'),
	('015a8f1b-1080-701e-8eb9-bfd2a94dd21a', '2017-03-02 13:00:00', '0159f879-0d80-702c-91f4-f995ffaa13ab', 'session.opened', 'session', '015a8f1b-1080-701d-91a8-9337432d069b', NULL, '015a8f1b-1080-701c-a23c-45a8a720f5c7', '{}'),
	('015a8f1b-1080-7021-8ae7-ad1dfb9012e8', '2017-03-02 13:00:00', '0159f879-0d80-701a-b619-613371e3a347', 'session.opened', 'session', '015a8f1b-1080-7020-8fa3-77e451bfd3cd', NULL, '015a8f1b-1080-701f-aace-652952ce82e0', '{}'),
	('015a8f1b-1080-7024-8333-782cc905d32d', '2017-03-02 13:00:00', '0159f879-0d80-7023-9120-3d5ae9671821', 'session.opened', 'session', '015a8f1b-1080-7023-bd48-ab3ba0debb50', NULL, '015a8f1b-1080-7022-a80d-401949580001', '{}'),
	('015a8f1b-1080-7027-9006-b4436978a42f', '2017-03-02 13:00:00', '0159f879-0d80-706a-90da-bfa30b3e2769', 'session.opened', 'session', '015a8f1b-1080-7026-970f-c94266c9d0af', NULL, '015a8f1b-1080-7025-8a5f-79ea3a8d78e9', '{}'),
	('015a8f1b-1080-702a-8ff4-30a949b98ecd', '2017-03-02 13:00:00', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'session.opened', 'session', '015a8f1b-1080-7029-a698-87eb7ea1c7ca', NULL, '015a8f1b-1080-7028-b6c4-9bf036556a24', '{}'),
	('015a8f1b-1080-702d-a10e-309669e20916', '2017-03-02 13:00:00', '0159f879-0d80-7008-8582-8c45313f0a48', 'session.opened', 'session', '015a8f1b-1080-702c-b9f4-e5d1b6cb1631', NULL, '015a8f1b-1080-702b-9937-d520be9ecc38', '{}'),
	('015a8f1b-1080-7030-b7c2-eaf46090d02e', '2017-03-02 13:00:00', '0159f879-0d80-7047-8895-f57d8d88255c', 'session.opened', 'session', '015a8f1b-1080-702f-bed5-8c244b69a5ab', NULL, '015a8f1b-1080-702e-b1ba-4cf355845c43', '{}'),
	('015a8f1b-1080-7033-bec4-85eee4fe8b3f', '2017-03-02 13:00:00', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'session.opened', 'session', '015a8f1b-1080-7032-982a-597b0b865a0a', NULL, '015a8f1b-1080-7031-ae3c-82dcf494ed0b', '{}'),
	('015a8f1b-1080-7036-86ef-5ae6e195f308', '2017-03-02 13:00:00', '0159f879-0d80-703e-8696-2d261b8a77c5', 'session.opened', 'session', '015a8f1b-1080-7035-9e47-4f79764f72b5', NULL, '015a8f1b-1080-7034-92c2-97cdb0dd7a35', '{}'),
	('015a8f1b-1080-7039-a09c-f68cb4cea5b7', '2017-03-02 13:00:00', '0159f879-0d80-7063-b509-b7da4ff801bd', 'session.opened', 'session', '015a8f1b-1080-7038-b9fc-ecaa3f88c37c', NULL, '015a8f1b-1080-7037-a82a-2952d49ab47e', '{}'),
	('015a8f1b-1080-703c-8e91-3ed1bfb35493', '2017-03-02 13:00:00', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', 'session.opened', 'session', '015a8f1b-1080-703b-b3df-0485bc18dd4e', NULL, '015a8f1b-1080-703a-8436-9742e3fb248f', '{}'),
	('015a8f1b-1080-7045-b0bf-ac0f008e9723', '2017-03-02 13:00:00', '0159f879-0d80-7078-9d82-2b6d055c7129', 'session.opened', 'session', '015a8f1b-1080-7044-b9f3-faaaddedfaef', NULL, '015a8f1b-1080-7043-92a0-ad3899376bf3', '{}'),
	('015a8f1b-1080-7048-8fc3-cedd733c4bd3', '2017-03-02 13:00:00', '0159f879-0d80-7083-9dcc-3293362fda9e', 'session.opened', 'session', '015a8f1b-1080-7047-b695-1d6b49c8b72b', NULL, '015a8f1b-1080-7046-8503-a6e074151527', '{}'),
	('015a8f1b-1080-704b-a489-3749f774b4ba', '2017-03-02 13:00:00', '0159f879-0d80-7071-8aa6-2fa055344b61', 'session.opened', 'session', '015a8f1b-1080-704a-af8f-2839461a4dcd', NULL, '015a8f1b-1080-7049-9c68-666560809794', '{}');
INSERT INTO public.calendar_days VALUES
	('2015-01-01', 'off', 'Новий рік'),
	('2015-01-02', 'off', 'Вихідний замість 17 січня'),
	('2015-01-07', 'off', 'Різдво Христове'),
	('2015-01-08', 'off', 'Вихідний замість 31 січня'),
	('2015-01-09', 'off', 'Вихідний замість 14 лютого'),
	('2015-01-17', 'work', 'Робочий день за 2 січня'),
	('2015-01-31', 'work', 'Робочий день за 8 січня'),
	('2015-02-14', 'work', 'Робочий день за 9 січня'),
	('2015-03-09', 'off', 'Вихідний за 8 березня: Міжнародний жіночий день'),
	('2015-04-13', 'off', 'Вихідний за 12 квітня: Великдень'),
	('2015-05-01', 'off', 'День міжнародної солідарності трудящих'),
	('2015-05-04', 'off', 'Вихідний за 2 травня: День міжнародної солідарності трудящих'),
	('2015-05-11', 'off', 'Вихідний за 9 травня: День Перемоги'),
	('2015-06-01', 'off', 'Вихідний за 31 травня: Трійця'),
	('2015-06-29', 'off', 'Вихідний за 28 червня: День Конституції України'),
	('2015-08-24', 'off', 'День незалежності України'),
	('2015-10-14', 'off', 'День захисника України'),
	('2016-01-01', 'off', 'Новий рік'),
	('2016-01-07', 'off', 'Різдво Христове'),
	('2016-01-08', 'off', 'Вихідний замість 16 січня'),
	('2016-01-16', 'work', 'Робочий день за 8 січня'),
	('2016-03-07', 'off', 'Вихідний замість 12 березня'),
	('2016-03-08', 'off', 'Міжнародний жіночий день'),
	('2016-03-12', 'work', 'Робочий день за 7 березня'),
	('2016-05-02', 'off', 'День міжнародної солідарності трудящих'),
	('2016-05-03', 'off', 'Вихідний за 1 травня: Великдень; День міжнародної солідарності трудящих'),
	('2016-05-09', 'off', 'День перемоги над нацизмом у Другій світовій війні (День перемоги)'),
	('2016-06-20', 'off', 'Вихідний за 19 червня: Трійця'),
	('2016-06-27', 'off', 'Вихідний замість 2 липня'),
	('2016-06-28', 'off', 'День Конституції України'),
	('2016-07-02', 'work', 'Робочий день за 27 червня'),
	('2016-08-24', 'off', 'День незалежності України'),
	('2016-10-14', 'off', 'День захисника України'),
	('2017-01-02', 'off', 'Вихідний за 1 січня: Новий рік'),
	('2017-01-09', 'off', 'Вихідний за 7 січня: Різдво Христове'),
	('2017-03-08', 'off', 'Міжнародний жіночий день'),
	('2017-04-17', 'off', 'Вихідний за 16 квітня: Великдень'),
	('2017-05-01', 'off', 'День міжнародної солідарності трудящих'),
	('2017-05-02', 'off', 'День міжнародної солідарності трудящих'),
	('2017-05-08', 'off', 'Вихідний замість 13 травня'),
	('2017-05-09', 'off', 'День перемоги над нацизмом у Другій світовій війні (День перемоги)'),
	('2017-05-13', 'work', 'Робочий день за 8 травня'),
	('2017-06-05', 'off', 'Вихідний за 4 червня: Трійця'),
	('2017-06-28', 'off', 'День Конституції України'),
	('2017-08-19', 'work', 'Робочий день за 25 серпня'),
	('2017-08-24', 'off', 'День незалежності України'),
	('2017-08-25', 'off', 'Вихідний замість 19 серпня'),
	('2017-10-16', 'off', 'Вихідний за 14 жовтня: День захисника України'),
	('2017-12-25', 'off', 'Різдво Христове'),
	('2018-01-01', 'off', 'Новий рік'),
	('2018-01-08', 'off', 'Вихідний за 7 січня: Різдво Христове'),
	('2018-03-03', 'work', 'Робочий день за 9 березня'),
	('2018-03-08', 'off', 'Міжнародний жіночий день'),
	('2018-03-09', 'off', 'Вихідний замість 3 березня'),
	('2018-04-09', 'off', 'Вихідний за 8 квітня: Великдень'),
	('2018-04-30', 'off', 'Вихідний замість 5 травня'),
	('2018-05-01', 'off', 'День праці'),
	('2018-05-05', 'work', 'Робочий день за 30 квітня'),
	('2018-05-09', 'off', 'День перемоги над нацизмом у Другій світовій війні (День перемоги)'),
	('2018-05-28', 'off', 'Вихідний за 27 травня: Трійця'),
	('2018-06-23', 'work', 'Робочий день за 29 червня'),
	('2018-06-28', 'off', 'День Конституції України'),
	('2018-06-29', 'off', 'Вихідний замість 23 червня'),
	('2018-08-24', 'off', 'День незалежності України'),
	('2018-10-15', 'off', 'Вихідний за 14 жовтня: День захисника України'),
	('2018-12-22', 'work', 'Робочий день за 24 грудня'),
	('2018-12-24', 'off', 'Вихідний замість 22 грудня'),
	('2018-12-25', 'off', 'Різдво Христове'),
	('2018-12-29', 'work', 'Робочий день за 31 грудня'),
	('2018-12-31', 'off', 'Вихідний замість 29 грудня'),
	('2019-01-01', 'off', 'Новий рік'),
	('2019-01-07', 'off', 'Різдво Христове'),
	('2019-03-08', 'off', 'Міжнародний жіночий день'),
	('2019-04-29', 'off', 'Вихідний за 28 квітня: Великдень'),
	('2019-04-30', 'off', 'Вихідний замість 11 травня'),
	('2019-05-01', 'off', 'День праці'),
	('2019-05-09', 'off', 'День перемоги над нацизмом у Другій світовій війні (День перемоги)'),
	('2019-05-11', 'work', 'Робочий день за 30 квітня'),
	('2019-06-17', 'off', 'Вихідний за 16 червня: Трійця'),
	('2019-06-28', 'off', 'День Конституції України'),
	('2019-08-26', 'off', 'Вихідний за 24 серпня: День незалежності України'),
	('2019-10-14', 'off', 'День захисника України'),
	('2019-12-21', 'work', 'Робочий день за 30 грудня'),
	('2019-12-25', 'off', 'Різдво Христове'),
	('2019-12-28', 'work', 'Робочий день за 31 грудня'),
	('2019-12-30', 'off', 'Вихідний замість 21 грудня'),
	('2019-12-31', 'off', 'Вихідний замість 28 грудня'),
	('2020-01-01', 'off', 'Новий рік'),
	('2020-01-06', 'off', 'Вихідний замість 11 січня'),
	('2020-01-07', 'off', 'Різдво Христове'),
	('2020-01-11', 'work', 'Робочий день за 6 січня'),
	('2020-03-09', 'off', 'Вихідний за 8 березня: Міжнародний жіночий день'),
	('2020-04-20', 'off', 'Вихідний за 19 квітня: Великдень'),
	('2020-05-01', 'off', 'День праці'),
	('2020-05-11', 'off', 'Вихідний за 9 травня: День перемоги над нацизмом у Другій світовій війні (День перемоги)'),
	('2020-06-08', 'off', 'Вихідний за 7 червня: Трійця'),
	('2020-06-29', 'off', 'Вихідний за 28 червня: День Конституції України'),
	('2020-08-24', 'off', 'День незалежності України'),
	('2020-10-14', 'off', 'День захисника України'),
	('2020-12-25', 'off', 'Різдво Христове'),
	('2021-01-01', 'off', 'Новий рік'),
	('2021-01-07', 'off', 'Різдво Христове'),
	('2021-01-08', 'off', 'Вихідний замість 16 січня'),
	('2021-01-16', 'work', 'Робочий день за 8 січня'),
	('2021-03-08', 'off', 'Міжнародний жіночий день'),
	('2021-05-03', 'off', 'Вихідний за 1 травня: День праці'),
	('2021-05-04', 'off', 'Вихідний за 2 травня: Великдень'),
	('2021-05-10', 'off', 'Вихідний за 9 травня: День перемоги над нацизмом у Другій світовій війні (День перемоги)'),
	('2021-06-21', 'off', 'Вихідний за 20 червня: Трійця'),
	('2021-06-28', 'off', 'День Конституції України'),
	('2021-08-23', 'off', 'Вихідний замість 28 серпня'),
	('2021-08-24', 'off', 'День незалежності України'),
	('2021-08-28', 'work', 'Робочий день за 23 серпня'),
	('2021-10-14', 'off', 'День захисників і захисниць України'),
	('2021-10-15', 'off', 'Вихідний замість 23 жовтня'),
	('2021-10-23', 'work', 'Робочий день за 15 жовтня'),
	('2021-12-27', 'off', 'Вихідний за 25 грудня: Різдво Христове'),
	('2022-01-03', 'off', 'Вихідний за 1 січня: Новий рік'),
	('2022-01-07', 'off', 'Різдво Христове'),
	('2022-03-07', 'off', 'Вихідний замість 12 березня'),
	('2022-03-08', 'off', 'Міжнародний жіночий день'),
	('2022-03-12', 'work', 'Робочий день за 7 березня'),
	('2017-02-08', 'off', 'Ремонт ратуші');
INSERT INTO public.categories VALUES
	('transport', 'Транспорт', 'Transport', 1),
	('roads', 'Дороги й тротуари', 'Roads and pavements', 2),
	('improvement', 'Благоустрій', 'Public spaces', 3),
	('education', 'Освіта', 'Education', 4),
	('health', 'Охорона здоровʼя', 'Health', 5),
	('culture', 'Культура', 'Culture', 6),
	('sport', 'Спорт', 'Sport', 7),
	('ecology', 'Довкілля', 'Environment', 8),
	('utilities', 'Житлово-комунальне господарство', 'Housing and utilities', 9),
	('safety', 'Безпека', 'Safety', 10),
	('social', 'Соціальний захист', 'Social protection', 11),
	('governance', 'Врядування', 'Governance', 12);
INSERT INTO public.departments VALUES
	('infrastructure', 'Департамент міського господарства та інфраструктури', 'Department of municipal services and infrastructure', 1),
	('transport', 'Управління транспорту та звʼязку', 'Transport and communications office', 2),
	('education', 'Департамент освіти', 'Department of education', 3),
	('health', 'Управління охорони здоровʼя', 'Health office', 4),
	('culture', 'Управління культури', 'Culture office', 5),
	('social', 'Департамент соціальної політики', 'Department of social policy', 6),
	('ecology', 'Управління екології', 'Environment office', 7),
	('legal', 'Юридичний департамент', 'Legal department', 8);
INSERT INTO public.email_tokens VALUES
	('53dacc55d3cf65d83b6a0018898fc4df73e25b5f35164b9f118a9633de049b67', '015a071e-59d0-7001-8c35-d46bb2ceb826', 'verify_email', '2017-03-03 10:00:07', NULL),
	('a0067ee0a4333d7c3e4ba627870d3033d4c45c51726457ac61142225db174b35', '0159f879-0d80-708e-adae-b77c6235380d', 'verify_email', '2017-03-03 10:00:07', NULL);
INSERT INTO public.external_identities VALUES
	('built_in', 'pxToOW6tYbSnlCEsv9i82sehe0QFP1T5jtLGnDeRFBo', '0159f879-0d80-7008-8582-8c45313f0a48'),
	('built_in', 'x35LNPPqz1PVqygqse2OJqTlc0NDU7KM1CMbi42BdXM', '0159f879-0d80-7011-ac6b-b0a75a21a6a6'),
	('built_in', 'svSjnGib_b_CPVnhZwVLlz_jymFeNtdBetsLlC1VTEA', '0159f879-0d80-701a-b619-613371e3a347'),
	('built_in', 'eC6OY9CVSXH3Pc08ChFLq7tS-eY33p4KXz3L5CpaF38', '0159f879-0d80-7023-9120-3d5ae9671821'),
	('built_in', 'rcUvGpHJtyqwmTbu6VTCXJooJWmXG7fLVu-r_6EEAV0', '0159f879-0d80-702c-91f4-f995ffaa13ab'),
	('built_in', 'zthvg_6P_MlbgOfwRxyddj9cZpwqFDmrg2goIpYbexg', '0159f879-0d80-7035-bccf-8b1cb50b1928'),
	('built_in', 'gjOCmFra3CfYRRv2Go2-KE0IITlFbGAynz7d3BOmak8', '0159f879-0d80-703e-8696-2d261b8a77c5'),
	('built_in', 'Luyt5p8ptUTFfl_YvM1iJjw7MhyQpFLVVGzh7WqkoJw', '0159f879-0d80-7047-8895-f57d8d88255c'),
	('built_in', 'yuNwzsPM03xKt5pSYoROQQXwomtgOxNMalVSPlmeVj0', '0159f879-0d80-704e-900b-36fb769997f7'),
	('built_in', 'Qfnhm_kAyWKcaBuQpfApPw-rXYm3viH1Wta1O5qsBZ0', '0159f879-0d80-7055-80e7-3d9238d1b7a6'),
	('built_in', 'WBoC3Ncd9MpNVUAgcI84c_ZcL3ABa0A0ItGZT9vYIbE', '0159f879-0d80-705c-b6a8-73d50b6d406f'),
	('built_in', 'NUmIHV2-OoQncZ1_iYi00b07uRtj_p_xhY6j51NTDu4', '0159f879-0d80-7063-b509-b7da4ff801bd'),
	('built_in', '2Y-fLXXnPN4kZBzDV-oOXTl7_lvMScFmtXQYmwYlEf4', '0159f879-0d80-706a-90da-bfa30b3e2769'),
	('built_in', 'L9-AzbnWBvDstHxC-FLB8-kKaHIpuvs2bd8rvceVOXU', '0159f879-0d80-7071-8aa6-2fa055344b61');
INSERT INTO public.follows VALUES
	('0159f879-0d80-7055-80e7-3d9238d1b7a6', '015a126f-c800-7004-b93a-7421d160e23f', '2017-02-06 08:03:44'),
	('0159f879-0d80-7055-80e7-3d9238d1b7a6', '015a1271-7d80-7001-a13a-2bb9e232a99d', '2017-02-06 08:03:45'),
	('0159f879-0d80-705c-b6a8-73d50b6d406f', '015a126f-c800-7004-b93a-7421d160e23f', '2017-02-06 08:03:46'),
	('0159f879-0d80-7055-80e7-3d9238d1b7a6', '015a88e3-5420-7001-aa26-6c9bb0f318d4', '2017-03-01 08:03:02'),
	('0159f879-0d80-7055-80e7-3d9238d1b7a6', '015a88e2-2758-700a-a540-7c54ce243de0', '2017-03-01 08:03:02'),
	('0159f879-0d80-7055-80e7-3d9238d1b7a6', '015a1272-3ce8-7001-8dbc-1eb6fc7dffdd', '2017-03-01 08:03:02');
INSERT INTO public.idempotency_keys VALUES
	('0159f879-0d80-708e-adae-b77c6235380d', 'key-69', 'zho_mB1DBLdYbxsvmk1TIpZ0nhEEoJf8qddVj-tiYRk', 'null', '2017-03-02 10:00:00'),
	('0159f879-0d80-7047-8895-f57d8d88255c', 'key-0', 'ZTza1cNgVym5VwN2MU2GsPM80pxm3PYY0nsnumonnJc', '{"petition":{"id":"015a8e76-6058-700b-82ce-04e399052aee","number":null,"author":"0159f879-0d80-7047-8895-f57d8d88255c","author_name":"Остапенко Максим Сергійович","title":"Встановити павільйон для очікування на зупинці громадського транспорту на вулиці Чуднівській","category":"transport","corrects":null,"version":1,"created_at":"2017-03-02T10:00:07Z","updated_at":"2017-03-02T10:00:07Z","department":null,"removal_reason":null,"lifecycle":{"state":"draft","signatures":0,"policy":null,"submitted_at":null,"moderation_due_at":null,"published_at":null,"closes_at":null,"threshold_at":null,"announcement_due_at":null,"review_announced_at":null,"answer_due_at":null,"answered_at":null,"refused_at":null,"lapsed_at":null,"reply_due_at":null,"withdrawn_at":null,"removed_at":null,"milestones":0}},"text":"Зупинка на вулиці Чуднівській — це лише стовпчик зі знаком посеред калюж.","refusal":null,"answers":[]}', '2017-03-02 10:00:07'),
	('0159f879-0d80-704e-900b-36fb769997f7', 'key-1', 'Re5PiEZDjuvLKgRCqnNCsB5Hg7T6RhA8rL_TnCJmSRM', '{"petition":{"id":"015a8e76-7bb0-7006-aa79-1dc7402a0edb","number":null,"author":"0159f879-0d80-704e-900b-36fb769997f7","author_name":"Чуб Надія Тимофіївна","title":"Запровадити вечірні рейси громадського транспорту до Смолянки після 22-ї години","category":"transport","corrects":null,"version":1,"created_at":"2017-03-02T10:00:14Z","updated_at":"2017-03-02T10:00:14Z","department":null,"removal_reason":null,"lifecycle":{"state":"draft","signatures":0,"policy":null,"submitted_at":null,"moderation_due_at":null,"published_at":null,"closes_at":null,"threshold_at":null,"announcement_due_at":null,"review_announced_at":null,"answer_due_at":null,"answered_at":null,"refused_at":null,"lapsed_at":null,"reply_due_at":null,"withdrawn_at":null,"removed_at":null,"milestones":0}},"text":"Після 21:30 дістатися громадським транспортом до Смолянки практично неможливо.","refusal":null,"answers":[]}', '2017-03-02 10:00:14'),
	('0159f879-0d80-704e-900b-36fb769997f7', 'key-2', 'ZPyrlr0p9zJ9bW9bNsG-Q8ksQBVLN8VtRojmRmpf6RA', '{"petition":{"id":"015a8e76-7bb0-7006-aa79-1dc7402a0edb","number":null,"author":"0159f879-0d80-704e-900b-36fb769997f7","author_name":"Чуб Надія Тимофіївна","title":"Запровадити вечірні рейси громадського транспорту до Смолянки після 22-ї години","category":"transport","corrects":null,"version":1,"created_at":"2017-03-02T10:00:14Z","updated_at":"2017-03-02T10:00:21Z","department":null,"removal_reason":null,"lifecycle":{"state":"submitted","signatures":0,"policy":null,"submitted_at":"2017-03-02T10:00:21Z","moderation_due_at":"2017-03-07T22:00:00Z","published_at":null,"closes_at":null,"threshold_at":null,"announcement_due_at":null,"review_announced_at":null,"answer_due_at":null,"answered_at":null,"refused_at":null,"lapsed_at":null,"reply_due_at":null,"withdrawn_at":null,"removed_at":null,"milestones":0}},"text":"Після 21:30 дістатися громадським транспортом до Смолянки практично неможливо.","refusal":null,"answers":[]}', '2017-03-02 10:00:21'),
	('0159f879-0d80-7047-8895-f57d8d88255c', 'key-3', '1jH6yZDcCjRKnGFzKo6YNBkghnojkGLA2jV_DkNTFkQ', '{"petition":{"id":"015a8e76-b260-7001-b493-1553dde13f79","number":null,"author":"0159f879-0d80-7047-8895-f57d8d88255c","author_name":"Остапенко Максим Сергійович","title":"Створити сучасний читальний простір у бібліотеці на Крошні","category":"culture","corrects":null,"version":1,"created_at":"2017-03-02T10:00:28Z","updated_at":"2017-03-02T10:00:28Z","department":null,"removal_reason":null,"lifecycle":{"state":"draft","signatures":0,"policy":null,"submitted_at":null,"moderation_due_at":null,"published_at":null,"closes_at":null,"threshold_at":null,"announcement_due_at":null,"review_announced_at":null,"answer_due_at":null,"answered_at":null,"refused_at":null,"lapsed_at":null,"reply_due_at":null,"withdrawn_at":null,"removed_at":null,"milestones":0}},"text":"Бібліотека на Крошні має віддану команду і вдячних читачів, але приміщення не оновлювалося десятиліттями: старі стелажі, тьмяне світло, жодного доступу до інтернету.","refusal":null,"answers":[]}', '2017-03-02 10:00:28'),
	('0159f879-0d80-7047-8895-f57d8d88255c', 'key-4', 'w5blZ1hVestH8sv10vJ6JHCJLFqIhL2o3PWKppCFTW4', '{"petition":{"id":"015a8e76-b260-7001-b493-1553dde13f79","number":null,"author":"0159f879-0d80-7047-8895-f57d8d88255c","author_name":"Остапенко Максим Сергійович","title":"Створити сучасний читальний простір у бібліотеці на Крошні","category":"culture","corrects":null,"version":1,"created_at":"2017-03-02T10:00:28Z","updated_at":"2017-03-02T10:00:35Z","department":null,"removal_reason":null,"lifecycle":{"state":"submitted","signatures":0,"policy":null,"submitted_at":"2017-03-02T10:00:35Z","moderation_due_at":"2017-03-07T22:00:00Z","published_at":null,"closes_at":null,"threshold_at":null,"announcement_due_at":null,"review_announced_at":null,"answer_due_at":null,"answered_at":null,"refused_at":null,"lapsed_at":null,"reply_due_at":null,"withdrawn_at":null,"removed_at":null,"milestones":0}},"text":"Бібліотека на Крошні має віддану команду і вдячних читачів, але приміщення не оновлювалося десятиліттями: старі стелажі, тьмяне світло, жодного доступу до інтернету.","refusal":null,"answers":[]}', '2017-03-02 10:00:35'),
	('0159f879-0d80-7008-8582-8c45313f0a48', 'key-5', 'Ygvc7fMX9GpkJTCcomgc3NxlLDvzARs2tJhejKqpBrY', '{"petition":{"id":"015a8e76-b260-7001-b493-1553dde13f79","number":null,"author":"0159f879-0d80-7047-8895-f57d8d88255c","author_name":"Остапенко Максим Сергійович","title":"Створити сучасний читальний простір у бібліотеці на Крошні","category":"culture","corrects":null,"version":1,"created_at":"2017-03-02T10:00:28Z","updated_at":"2017-03-02T10:00:42Z","department":null,"removal_reason":null,"lifecycle":{"state":"refused","signatures":0,"policy":null,"submitted_at":"2017-03-02T10:00:35Z","moderation_due_at":"2017-03-07T22:00:00Z","published_at":null,"closes_at":null,"threshold_at":null,"announcement_due_at":null,"review_announced_at":null,"answer_due_at":null,"answered_at":null,"refused_at":"2017-03-02T10:00:42Z","lapsed_at":null,"reply_due_at":null,"withdrawn_at":null,"removed_at":null,"milestones":0}},"text":"Бібліотека на Крошні має віддану команду і вдячних читачів, але приміщення не оновлювалося десятиліттями: старі стелажі, тьмяне світло, жодного доступу до інтернету.","refusal":{"code":"not_competence","explanation":"Це питання належить до повноважень держави.","duplicate_of":null},"answers":[]}', '2017-03-02 10:00:42'),
	('0159f879-0d80-7047-8895-f57d8d88255c', 'key-6', '1HyviL3e7cSQITv1OWs-2hmHUSWqGXBdDbuwyp7QcCU', '{"petition":{"id":"015a8e77-0468-7001-bb87-10f125b67828","number":null,"author":"0159f879-0d80-7047-8895-f57d8d88255c","author_name":"Остапенко Максим Сергійович","title":"Створити сучасний читальний простір у бібліотеці на Крошні","category":"culture","corrects":"015a8e76-b260-7001-b493-1553dde13f79","version":1,"created_at":"2017-03-02T10:00:49Z","updated_at":"2017-03-02T10:00:49Z","department":null,"removal_reason":null,"lifecycle":{"state":"draft","signatures":0,"policy":null,"submitted_at":null,"moderation_due_at":null,"published_at":null,"closes_at":null,"threshold_at":null,"announcement_due_at":null,"review_announced_at":null,"answer_due_at":null,"answered_at":null,"refused_at":null,"lapsed_at":null,"reply_due_at":null,"withdrawn_at":null,"removed_at":null,"milestones":0}},"text":"Бібліотека на Крошні має віддану команду і вдячних читачів, але приміщення не оновлювалося десятиліттями: старі стелажі, тьмяне світло, жодного доступу до інтернету.","refusal":null,"answers":[]}', '2017-03-02 10:00:49'),
	('0159f879-0d80-7063-b509-b7da4ff801bd', 'key-7', 'kvoWKqusGlibYUKHM2uZ2jFAWUIDrUKksip46Zkxrd4', '{"petition":{"id":"015a8e77-1fc0-7004-a3da-43aa2c082b05","number":null,"author":"0159f879-0d80-7063-b509-b7da4ff801bd","author_name":"Прищепа Ніна Дмитрівна","title":"Встановити електронне табло прибуття транспорту на зупинці «Житній ринок»","category":"transport","corrects":null,"version":1,"created_at":"2017-03-02T10:00:56Z","updated_at":"2017-03-02T10:00:56Z","department":null,"removal_reason":null,"lifecycle":{"state":"draft","signatures":0,"policy":null,"submitted_at":null,"moderation_due_at":null,"published_at":null,"closes_at":null,"threshold_at":null,"announcement_due_at":null,"review_announced_at":null,"answer_due_at":null,"answered_at":null,"refused_at":null,"lapsed_at":null,"reply_due_at":null,"withdrawn_at":null,"removed_at":null,"milestones":0}},"text":"Зупинка «Житній ринок» — одна з найлюдніших у місті, але дізнатися, коли прибуде потрібний тролейбус чи трамвай, тут неможливо.","refusal":null,"answers":[]}', '2017-03-02 10:00:56'),
	('0159f879-0d80-7063-b509-b7da4ff801bd', 'key-8', '6qduW3NYMWIs_E_LNVRy30sjDgEyuijiMhE79Z5qzxI', '{"petition":{"id":"015a8e77-1fc0-7004-a3da-43aa2c082b05","number":null,"author":"0159f879-0d80-7063-b509-b7da4ff801bd","author_name":"Прищепа Ніна Дмитрівна","title":"Встановити електронне табло прибуття транспорту на зупинці «Житній ринок»","category":"transport","corrects":null,"version":1,"created_at":"2017-03-02T10:00:56Z","updated_at":"2017-03-02T10:01:03Z","department":null,"removal_reason":null,"lifecycle":{"state":"submitted","signatures":0,"policy":null,"submitted_at":"2017-03-02T10:01:03Z","moderation_due_at":"2017-03-07T22:00:00Z","published_at":null,"closes_at":null,"threshold_at":null,"announcement_due_at":null,"review_announced_at":null,"answer_due_at":null,"answered_at":null,"refused_at":null,"lapsed_at":null,"reply_due_at":null,"withdrawn_at":null,"removed_at":null,"milestones":0}},"text":"Зупинка «Житній ринок» — одна з найлюдніших у місті, але дізнатися, коли прибуде потрібний тролейбус чи трамвай, тут неможливо.","refusal":null,"answers":[]}', '2017-03-02 10:01:03'),
	('0159f879-0d80-7008-8582-8c45313f0a48', 'key-9', 'qi2fevjirPjn5PODKZ7tXynA5pWIzMjzNP_Qk0swZYU', '{"petition":{"id":"015a8e77-1fc0-7004-a3da-43aa2c082b05","number":null,"author":"0159f879-0d80-7063-b509-b7da4ff801bd","author_name":"Прищепа Ніна Дмитрівна","title":"Встановити електронне табло прибуття транспорту на зупинці «Житній ринок»","category":"transport","corrects":null,"version":1,"created_at":"2017-03-02T10:00:56Z","updated_at":"2017-03-02T10:01:10Z","department":null,"removal_reason":null,"lifecycle":{"state":"refused","signatures":0,"policy":null,"submitted_at":"2017-03-02T10:01:03Z","moderation_due_at":"2017-03-07T22:00:00Z","published_at":null,"closes_at":null,"threshold_at":null,"announcement_due_at":null,"review_announced_at":null,"answer_due_at":null,"answered_at":null,"refused_at":"2017-03-02T10:01:10Z","lapsed_at":null,"reply_due_at":null,"withdrawn_at":null,"removed_at":null,"milestones":0}},"text":"Зупинка «Житній ринок» — одна з найлюдніших у місті, але дізнатися, коли прибуде потрібний тролейбус чи трамвай, тут неможливо.","refusal":{"code":"duplicate","explanation":"Про це вже збирають підписи.","duplicate_of":"015a88e2-2758-700a-a540-7c54ce243de0"},"answers":[]}', '2017-03-02 10:01:10'),
	('0159f879-0d80-706a-90da-bfa30b3e2769', 'key-10', 'v9xPmS3AgRwO76qqLEFHB_mDwTd-8C-w8dGrut8OBdk', '{"petition":{"id":"015a8e77-71c8-7004-9954-189202282c14","number":null,"author":"0159f879-0d80-706a-90da-bfa30b3e2769","author_name":"Терещенко Павло Романович","title":"Встановити автоматичні дефібрилятори у спортивних закладах міста","category":"health","corrects":null,"version":1,"created_at":"2017-03-02T10:01:17Z","updated_at":"2017-03-02T10:01:17Z","department":null,"removal_reason":null,"lifecycle":{"state":"draft","signatures":0,"policy":null,"submitted_at":null,"moderation_due_at":null,"published_at":null,"closes_at":null,"threshold_at":null,"announcement_due_at":null,"review_announced_at":null,"answer_due_at":null,"answered_at":null,"refused_at":null,"lapsed_at":null,"reply_due_at":null,"withdrawn_at":null,"removed_at":null,"milestones":0}},"text":"Раптова зупинка серця може статися з кожним і будь-де.","refusal":null,"answers":[]}', '2017-03-02 10:01:17'),
	('0159f879-0d80-706a-90da-bfa30b3e2769', 'key-11', '3FMVPRBwqH0NsHLvpb0qRra3S1nl9wxDJKiZaCZrNos', '{"petition":{"id":"015a8e77-71c8-7004-9954-189202282c14","number":null,"author":"0159f879-0d80-706a-90da-bfa30b3e2769","author_name":"Терещенко Павло Романович","title":"Встановити автоматичні дефібрилятори у спортивних закладах міста","category":"health","corrects":null,"version":1,"created_at":"2017-03-02T10:01:17Z","updated_at":"2017-03-02T10:01:24Z","department":null,"removal_reason":null,"lifecycle":{"state":"submitted","signatures":0,"policy":null,"submitted_at":"2017-03-02T10:01:24Z","moderation_due_at":"2017-03-07T22:00:00Z","published_at":null,"closes_at":null,"threshold_at":null,"announcement_due_at":null,"review_announced_at":null,"answer_due_at":null,"answered_at":null,"refused_at":null,"lapsed_at":null,"reply_due_at":null,"withdrawn_at":null,"removed_at":null,"milestones":0}},"text":"Раптова зупинка серця може статися з кожним і будь-де.","refusal":null,"answers":[]}', '2017-03-02 10:01:24'),
	('0159f879-0d80-7008-8582-8c45313f0a48', 'key-12', '7qYFetFVwuj1C0OxV7FPgVvtPZzm4s-d7H5U-co4Su4', '{"petition":{"id":"015a8e77-71c8-7004-9954-189202282c14","number":"2017-03-02-1","author":"0159f879-0d80-706a-90da-bfa30b3e2769","author_name":"Терещенко Павло Романович","title":"Встановити автоматичні дефібрилятори у спортивних закладах міста","category":"health","corrects":null,"version":1,"created_at":"2017-03-02T10:01:17Z","updated_at":"2017-03-02T10:01:31Z","department":null,"removal_reason":null,"lifecycle":{"state":"collecting","signatures":0,"policy":{"version":3,"effective_from":"2017-03-01T08:00:07Z","threshold":4,"window":{"months":2},"level_to_sign":"email","level_to_propose":"identified","sign_during_review":false,"signatures_withdrawable":false,"moderation_days":3,"announcement_days":5,"answer_days":20},"submitted_at":"2017-03-02T10:01:24Z","moderation_due_at":"2017-03-07T22:00:00Z","published_at":"2017-03-02T10:01:31Z","closes_at":"2017-05-02T21:00:00Z","threshold_at":null,"announcement_due_at":null,"review_announced_at":null,"answer_due_at":null,"answered_at":null,"refused_at":null,"lapsed_at":null,"reply_due_at":null,"withdrawn_at":null,"removed_at":null,"milestones":0}},"text":"Раптова зупинка серця може статися з кожним і будь-де.","refusal":null,"answers":[]}', '2017-03-02 10:01:31'),
	('0159f879-0d80-7063-b509-b7da4ff801bd', 'key-13', 'abLDgbXcjd6U6yU9VBtDupbK3hcnUZeCQ4ssiA5XOO8', '{"petition":"015a8e77-71c8-7004-9954-189202282c14","number":"2017-03-02-1","name":"Прищепа Ніна Дмитрівна","signed_at":"2017-03-02T10:01:38Z","signatures":1,"state":"collecting"}', '2017-03-02 10:01:38'),
	('0159f879-0d80-7071-8aa6-2fa055344b61', 'key-14', 'abLDgbXcjd6U6yU9VBtDupbK3hcnUZeCQ4ssiA5XOO8', '{"petition":"015a8e77-71c8-7004-9954-189202282c14","number":"2017-03-02-1","name":"Чуб Людмила Григорівна","signed_at":"2017-03-02T10:01:45Z","signatures":2,"state":"collecting"}', '2017-03-02 10:01:45'),
	('0159f879-0d80-7011-ac6b-b0a75a21a6a6', 'key-15', 'jaRlO3HHlFfpe251hcFAJGwZnGyAv-ubdozgup_Cyi4', '{"petition":{"id":"015a88e3-5420-7001-aa26-6c9bb0f318d4","number":"2017-03-01-3","author":"0159f879-0d80-706a-90da-bfa30b3e2769","author_name":"Терещенко Павло Романович","title":"Створити сучасний читальний простір у бібліотеці на Богунії","category":"culture","corrects":null,"version":1,"created_at":"2017-03-01T08:01:24Z","updated_at":"2017-03-02T10:01:52Z","department":"transport","removal_reason":null,"lifecycle":{"state":"under_review","signatures":4,"policy":{"version":3,"effective_from":"2017-03-01T08:00:07Z","threshold":4,"window":{"months":2},"level_to_sign":"email","level_to_propose":"identified","sign_during_review":false,"signatures_withdrawable":false,"moderation_days":3,"announcement_days":5,"answer_days":20},"submitted_at":"2017-03-01T08:01:31Z","moderation_due_at":"2017-03-06T22:00:00Z","published_at":"2017-03-01T08:01:38Z","closes_at":"2017-05-01T21:00:00Z","threshold_at":"2017-03-01T08:02:06Z","announcement_due_at":"2017-03-09T22:00:00Z","review_announced_at":"2017-03-02T10:01:52Z","answer_due_at":"2017-03-31T21:00:00Z","answered_at":null,"refused_at":null,"lapsed_at":null,"reply_due_at":null,"withdrawn_at":null,"removed_at":null,"milestones":100}},"text":"Бібліотека на Богунії має віддану команду і вдячних читачів, але приміщення не оновлювалося десятиліттями: старі стелажі, тьмяне світло, жодного доступу до інтернету.","refusal":null,"answers":[]}', '2017-03-02 10:01:52'),
	('0159f879-0d80-7011-ac6b-b0a75a21a6a6', 'key-16', 'UTfunzEui7V20ZK_OGwUqCK5J7m8OVShhusA8NFQPd0', '{"id":"015a8e78-15d8-7004-87cd-fb1e19f47229","version":2,"decision":"partly_supported","text":"Виконавчий комітет розглянув петицію та повідомляє про вжиті заходи і строки.","documents":[{"title":"Рішення № 17","url":"https://example.org/17.pdf"}],"department":"transport","answered_by":"0159f879-0d80-7011-ac6b-b0a75a21a6a6","answered_at":"2017-03-02T10:01:59Z"}', '2017-03-02 10:01:59'),
	('0159f879-0d80-7000-8477-7157b105a712', 'key-17', 'rekvWKnm8IxChJWCZGNUCmSTzqkD6QEf4vGEbWxNyr8', '{"petition":{"id":"015a1272-3ce8-7001-8dbc-1eb6fc7dffdd","number":"2017-02-06-5","author":"0159f879-0d80-7063-b509-b7da4ff801bd","author_name":"Прищепа Ніна Дмитрівна","title":"Запровадити вечірні рейси громадського транспорту до Корбутівки після 22-ї години","category":"transport","corrects":null,"version":1,"created_at":"2017-02-06T08:02:41Z","updated_at":"2017-03-02T10:02:06Z","department":null,"removal_reason":"Рішення суду про захист персональних даних третьої особи.","lifecycle":{"state":"removed","signatures":1,"policy":{"version":2,"effective_from":"2017-02-01T07:00:07Z","threshold":4,"window":{"days":20},"level_to_sign":"email","level_to_propose":"identified","sign_during_review":true,"signatures_withdrawable":true,"moderation_days":2,"announcement_days":3,"answer_days":10},"submitted_at":"2017-02-06T08:02:48Z","moderation_due_at":"2017-02-09T22:00:00Z","published_at":"2017-02-06T08:02:55Z","closes_at":"2017-02-26T22:00:00Z","threshold_at":null,"announcement_due_at":null,"review_announced_at":null,"answer_due_at":null,"answered_at":null,"refused_at":null,"lapsed_at":"2017-02-26T22:00:00Z","reply_due_at":"2017-03-26T21:00:00Z","withdrawn_at":null,"removed_at":"2017-03-02T10:02:06Z","milestones":10}},"text":"Після 21:30 дістатися громадським транспортом до Корбутівки практично неможливо.","refusal":null,"answers":[]}', '2017-03-02 10:02:06'),
	('0159f879-0d80-705c-b6a8-73d50b6d406f', 'key-18', 'nzu3bHmbrvC-p8-pBgJ80_5UsC92c6GjsLTxzShAogQ', '{"petition":{"id":"015a8e78-4c88-7004-8ccf-02d82148dc1b","number":null,"author":"0159f879-0d80-705c-b6a8-73d50b6d406f","author_name":"Чернюк Галина Миколаївна","title":"Встановити павільйон для очікування на зупинці громадського транспорту на вулиці Космонавтів","category":"transport","corrects":null,"version":1,"created_at":"2017-03-02T10:02:13Z","updated_at":"2017-03-02T10:02:13Z","department":null,"removal_reason":null,"lifecycle":{"state":"draft","signatures":0,"policy":null,"submitted_at":null,"moderation_due_at":null,"published_at":null,"closes_at":null,"threshold_at":null,"announcement_due_at":null,"review_announced_at":null,"answer_due_at":null,"answered_at":null,"refused_at":null,"lapsed_at":null,"reply_due_at":null,"withdrawn_at":null,"removed_at":null,"milestones":0}},"text":"Зупинка на вулиці Космонавтів — це лише стовпчик зі знаком посеред калюж.","refusal":null,"answers":[]}', '2017-03-02 10:02:13'),
	('0159f879-0d80-705c-b6a8-73d50b6d406f', 'key-19', 'kM_Tn096EieIcXlfdOLCNR7CQPrUBq_gXOmcuvCi1DQ', '{"petition":{"id":"015a8e78-4c88-7004-8ccf-02d82148dc1b","number":null,"author":"0159f879-0d80-705c-b6a8-73d50b6d406f","author_name":"Чернюк Галина Миколаївна","title":"Встановити павільйон для очікування на зупинці громадського транспорту на вулиці Космонавтів","category":"transport","corrects":null,"version":1,"created_at":"2017-03-02T10:02:13Z","updated_at":"2017-03-02T10:02:20Z","department":null,"removal_reason":null,"lifecycle":{"state":"submitted","signatures":0,"policy":null,"submitted_at":"2017-03-02T10:02:20Z","moderation_due_at":"2017-03-07T22:00:00Z","published_at":null,"closes_at":null,"threshold_at":null,"announcement_due_at":null,"review_announced_at":null,"answer_due_at":null,"answered_at":null,"refused_at":null,"lapsed_at":null,"reply_due_at":null,"withdrawn_at":null,"removed_at":null,"milestones":0}},"text":"Зупинка на вулиці Космонавтів — це лише стовпчик зі знаком посеред калюж.","refusal":null,"answers":[]}', '2017-03-02 10:02:20'),
	('0159f879-0d80-705c-b6a8-73d50b6d406f', 'key-20', 'rg91mYWVboFFeAh5fwfa_FLGe6tdorOLcEiD3Pd-75s', '{"petition":{"id":"015a8e78-4c88-7004-8ccf-02d82148dc1b","number":null,"author":"0159f879-0d80-705c-b6a8-73d50b6d406f","author_name":"Чернюк Галина Миколаївна","title":"Встановити павільйон для очікування на зупинці громадського транспорту на вулиці Космонавтів","category":"transport","corrects":null,"version":1,"created_at":"2017-03-02T10:02:13Z","updated_at":"2017-03-02T10:02:27Z","department":null,"removal_reason":null,"lifecycle":{"state":"withdrawn","signatures":0,"policy":null,"submitted_at":"2017-03-02T10:02:20Z","moderation_due_at":"2017-03-07T22:00:00Z","published_at":null,"closes_at":null,"threshold_at":null,"announcement_due_at":null,"review_announced_at":null,"answer_due_at":null,"answered_at":null,"refused_at":null,"lapsed_at":null,"reply_due_at":null,"withdrawn_at":"2017-03-02T10:02:27Z","removed_at":null,"milestones":0}},"text":"Зупинка на вулиці Космонавтів — це лише стовпчик зі знаком посеред калюж.","refusal":null,"answers":[]}', '2017-03-02 10:02:27'),
	('0159f879-0d80-702c-91f4-f995ffaa13ab', 'key-21', 'QWTAeAYfa7omzIJBVfcIuXLGzwf9Gn6Y12AqQ-EW8UE', '{"id":"0159f879-0d80-7078-9d82-2b6d055c7129","person":"0159f879-0d80-7079-8ec5-583c7134c363","level":"identified","identified":true,"email":"person7@example.org","email_verified_at":"2017-02-01T07:00:00Z","full_name":"Комар Богдан Вікторович","locale":"uk","created_at":"2017-02-01T07:00:00Z","roles":[]}', '2017-03-02 10:02:34'),
	('0159f879-0d80-702c-91f4-f995ffaa13ab', 'key-22', 'iO_PzmIpnlBgykNU740o41aMryE2o2VEnEUYQugb-A8', '{"id":"0159f879-0d80-7083-9dcc-3293362fda9e","person":"0159f879-0d80-7079-8ec5-583c7134c363","level":"identified","identified":true,"email":"person8@example.org","email_verified_at":"2017-02-01T07:00:00Z","full_name":"Комар Богдан Вікторович","locale":"uk","created_at":"2017-02-01T07:00:00Z","roles":[]}', '2017-03-02 10:02:41'),
	('0159f879-0d80-7000-8477-7157b105a712', 'key-23', '5yLyuoRUBn-9FPhjC0b896-wzz9ncUlaqt0rp5MPVsk', '{"id":"0159f879-0d80-706a-90da-bfa30b3e2769","person":"0159f879-0d80-706b-a8ae-b1d42a5a069a","level":"identified","identified":true,"email":"pavlo.tereshchenko@example.org","email_verified_at":"2017-02-01T07:00:00Z","full_name":"Терещенко Павло Романович","locale":"uk","created_at":"2017-02-01T07:00:00Z","roles":[{"role":"expert","department":"culture","granted_at":"2017-03-02T10:02:48Z"}]}', '2017-03-02 10:02:48'),
	('0159f879-0d80-7000-8477-7157b105a712', 'key-24', 'IaReulpw1lmdbkIIdk2tejmYVumqKxCo4HuvfNF-WzU', '{"version":4,"effective_from":"2017-03-02T10:02:55Z","threshold":4,"window":{"months":2},"level_to_sign":"email","level_to_propose":"identified","sign_during_review":false,"signatures_withdrawable":false,"moderation_days":3,"announcement_days":5,"answer_days":21}', '2017-03-02 10:02:55'),
	('public', 'key-25', 'wvecxIlR8BQGbRRx2VxVxyj0JI8fjWt2Drp4T00B24c', 'null', '2017-03-02 10:03:02'),
	('public', 'key-26', 'P6PhGgk08BkS9fJUUt8SacGtoK00_leyE0Rv8QFv0o0', 'null', '2017-03-02 10:03:09'),
	('0159f879-0d80-708e-adae-b77c6235380d', 'key-27', 'zho_mB1DBLdYbxsvmk1TIpZ0nhEEoJf8qddVj-tiYRk', 'null', '2017-03-02 10:03:16'),
	('public', 'key-28', '5hgjzpLYjHVpIoy3nsjTqZ08nI9aPxzupd0qzJkFFek', 'null', '2017-03-02 10:03:23');
INSERT INTO public.outbox VALUES
	('0159f879-0d80-707b-b68f-6e262e48bbaf', '{"kind":"verify_email","account":"0159f879-0d80-7078-9d82-2b6d055c7129"}', '2017-02-01 07:00:00', '2017-02-01 07:01:00', 1, '2017-02-01 07:00:00', NULL, NULL),
	('0159f879-0d80-7086-800b-292e6dcf73fa', '{"kind":"verify_email","account":"0159f879-0d80-7083-9dcc-3293362fda9e"}', '2017-02-01 07:00:00', '2017-02-01 07:01:00', 1, '2017-02-01 07:00:00', NULL, NULL),
	('0159f879-0d80-7091-a9ac-af5e1695a15c', '{"kind":"verify_email","account":"0159f879-0d80-708e-adae-b77c6235380d"}', '2017-02-01 07:00:00', '2017-02-01 07:01:14', 1, '2017-02-01 07:00:14', NULL, NULL),
	('0159f879-28d8-7009-9438-e554afc8bc78', '{"kind":"verify_email","account":"0159f879-28d8-7006-8d80-d5b073144a38"}', '2017-02-01 07:00:07', '2017-02-04 03:15:14', 12, NULL, '2017-02-02 17:07:14', 'the mail server refused the letter: nobody is known as nobody1@refused.example.org'),
	('015a126f-feb0-7005-aacf-9b43d4d9c005', '{"kind":"petition_news","account":"0159f879-0d80-7047-8895-f57d8d88255c","petition":"015a126f-c800-7004-b93a-7421d160e23f","event":"published"}', '2017-02-06 08:00:14', '2017-02-06 08:05:30', 1, '2017-02-06 08:04:30', NULL, NULL),
	('015a1270-be18-7002-9130-11d8bd086661', '{"kind":"petition_news","account":"0159f879-0d80-704e-900b-36fb769997f7","petition":"015a1270-8768-7004-b36d-9658bc9ce7a4","event":"published"}', '2017-02-06 08:01:03', '2017-02-06 08:05:30', 1, '2017-02-06 08:04:30', NULL, NULL),
	('015a1271-2b78-7002-b9cf-ce2bcebdad93', '{"kind":"petition_news","account":"0159f879-0d80-704e-900b-36fb769997f7","petition":"015a1270-f4c8-7001-a19b-07224e9de3f2","event":"published"}', '2017-02-06 08:01:31', '2017-02-06 08:05:30', 1, '2017-02-06 08:04:30', NULL, NULL),
	('015a1271-b430-7002-94ca-c1c38a24478b', '{"kind":"petition_news","account":"0159f879-0d80-706a-90da-bfa30b3e2769","petition":"015a1271-7d80-7001-a13a-2bb9e232a99d","event":"published"}', '2017-02-06 08:02:06', '2017-02-06 08:05:30', 1, '2017-02-06 08:04:30', NULL, NULL),
	('015a1272-7398-7002-8a9e-8fc1ceb13f28', '{"kind":"petition_news","account":"0159f879-0d80-7063-b509-b7da4ff801bd","petition":"015a1272-3ce8-7001-8dbc-1eb6fc7dffdd","event":"published"}', '2017-02-06 08:02:55', '2017-02-06 08:05:30', 1, '2017-02-06 08:04:30', NULL, NULL),
	('015a1272-e0f8-7002-a70d-58bc2d88da88', '{"kind":"petition_news","account":"0159f879-0d80-705c-b6a8-73d50b6d406f","petition":"015a1272-aa48-7001-ac07-f37bcd5fb979","event":"published"}', '2017-02-06 08:03:23', '2017-02-06 08:05:30', 1, '2017-02-06 08:04:30', NULL, NULL),
	('015a2740-2680-7005-8274-455ed1f90ef2', '{"kind":"petition_news","account":"0159f879-0d80-7047-8895-f57d8d88255c","petition":"015a126f-c800-7004-b93a-7421d160e23f","event":"review_announced"}', '2017-02-10 09:00:00', '2017-02-20 10:01:07', 1, '2017-02-20 10:00:07', NULL, NULL),
	('015a5af6-ad00-7005-92c7-ca456ecac157', '{"kind":"petition_news","account":"0159f879-0d80-7047-8895-f57d8d88255c","petition":"015a126f-c800-7004-b93a-7421d160e23f","event":"answered"}', '2017-02-20 10:00:00', '2017-02-20 10:01:07', 1, '2017-02-20 10:00:07', NULL, NULL),
	('015a7c70-0300-7001-8644-6e7f23502b19', '{"kind":"petition_news","account":"0159f879-0d80-704e-900b-36fb769997f7","petition":"015a1270-8768-7004-b36d-9658bc9ce7a4","event":"lapsed"}', '2017-02-26 22:00:00', '2017-02-26 22:01:00', 1, '2017-02-26 22:00:00', NULL, NULL),
	('015a7c70-0300-7004-8c00-fa3bdd4e0ee7', '{"kind":"petition_news","account":"0159f879-0d80-704e-900b-36fb769997f7","petition":"015a1270-f4c8-7001-a19b-07224e9de3f2","event":"lapsed"}', '2017-02-26 22:00:00', '2017-02-26 22:01:00', 1, '2017-02-26 22:00:00', NULL, NULL),
	('015a7c70-0300-7007-9cd7-b6a56778e831', '{"kind":"petition_news","account":"0159f879-0d80-7063-b509-b7da4ff801bd","petition":"015a1272-3ce8-7001-8dbc-1eb6fc7dffdd","event":"lapsed"}', '2017-02-26 22:00:00', '2017-02-26 22:01:00', 1, '2017-02-26 22:00:00', NULL, NULL),
	('015a88e2-0c00-7005-a936-73e8eb04da04', '{"kind":"petition_news","account":"0159f879-0d80-704e-900b-36fb769997f7","petition":"015a1270-f4c8-7001-a19b-07224e9de3f2","event":"reply_recorded"}', '2017-03-01 08:00:00', '2017-03-01 08:04:02', 1, '2017-03-01 08:03:02', NULL, NULL),
	('015a88e2-5e08-7005-a196-2e84a70cfef8', '{"kind":"petition_news","account":"0159f879-0d80-7047-8895-f57d8d88255c","petition":"015a88e2-2758-700a-a540-7c54ce243de0","event":"published"}', '2017-03-01 08:00:21', '2017-03-01 08:04:02', 1, '2017-03-01 08:03:02', NULL, NULL),
	('015a88e2-e6c0-7002-bc84-48cebf656ba2', '{"kind":"petition_news","account":"0159f879-0d80-704e-900b-36fb769997f7","petition":"015a88e2-b010-7004-af50-923cd4a35a23","event":"published"}', '2017-03-01 08:00:56', '2017-03-01 08:04:02', 1, '2017-03-01 08:03:02', NULL, NULL),
	('015a88e3-8ad0-7002-855b-f3dd7cd87d50', '{"kind":"petition_news","account":"0159f879-0d80-706a-90da-bfa30b3e2769","petition":"015a88e3-5420-7001-aa26-6c9bb0f318d4","event":"published"}', '2017-03-01 08:01:38', '2017-03-01 08:04:02', 1, '2017-03-01 08:03:02', NULL, NULL),
	('015a071e-59d0-7004-94fb-4c3b66526037', '{"kind":"verify_email","account":"015a071e-59d0-7001-8c35-d46bb2ceb826"}', '2017-02-04 03:15:14', '2017-03-02 10:32:07', 6, NULL, NULL, 'the mail server refused the letter: nobody is known as nobody2@refused.example.org'),
	('015a88e4-4a38-7002-bef1-b07c5fc7a523', '{"kind":"petition_news","account":"0159f879-0d80-7055-80e7-3d9238d1b7a6","petition":"015a88e4-1388-7001-89cd-88f46055b5f8","event":"published"}', '2017-03-01 08:02:27', '2017-03-01 08:04:02', 1, '2017-03-01 08:03:02', NULL, NULL),
	('015a8e76-4500-7004-9b64-e7682a33450b', '{"kind":"verify_email","account":"0159f879-0d80-708e-adae-b77c6235380d"}', '2017-03-02 10:00:00', '2017-03-02 10:01:07', 1, '2017-03-02 10:00:07', NULL, NULL),
	('015a8e76-e910-7005-939c-6b32b7771770', '{"kind":"petition_news","account":"0159f879-0d80-7047-8895-f57d8d88255c","petition":"015a8e76-b260-7001-b493-1553dde13f79","event":"refused"}', '2017-03-02 10:00:42', '2017-03-02 10:00:42', 0, NULL, NULL, NULL),
	('015a8e77-5670-7002-940f-420bf2eb4f4e', '{"kind":"petition_news","account":"0159f879-0d80-7063-b509-b7da4ff801bd","petition":"015a8e77-1fc0-7004-a3da-43aa2c082b05","event":"refused"}', '2017-03-02 10:01:10', '2017-03-02 10:01:10', 0, NULL, NULL, NULL),
	('015a8e77-a878-7002-91de-e3af89e12e9f', '{"kind":"petition_news","account":"0159f879-0d80-706a-90da-bfa30b3e2769","petition":"015a8e77-71c8-7004-9954-189202282c14","event":"published"}', '2017-03-02 10:01:31', '2017-03-02 10:01:31', 0, NULL, NULL, NULL),
	('015a8e77-fa80-7005-9c44-1a8208dfe145', '{"kind":"petition_news","account":"0159f879-0d80-706a-90da-bfa30b3e2769","petition":"015a88e3-5420-7001-aa26-6c9bb0f318d4","event":"review_announced"}', '2017-03-02 10:01:52', '2017-03-02 10:01:52', 0, NULL, NULL, NULL),
	('015a8e78-15d8-7002-9b75-b953f8f22105', '{"kind":"petition_news","account":"0159f879-0d80-7047-8895-f57d8d88255c","petition":"015a126f-c800-7004-b93a-7421d160e23f","event":"answered"}', '2017-03-02 10:01:59', '2017-03-02 10:01:59', 0, NULL, NULL, NULL),
	('015a8e78-3130-7005-ae46-15fe8021a0c8', '{"kind":"petition_news","account":"0159f879-0d80-7063-b509-b7da4ff801bd","petition":"015a1272-3ce8-7001-8dbc-1eb6fc7dffdd","event":"removed"}', '2017-03-02 10:02:06', '2017-03-02 10:02:06', 0, NULL, NULL, NULL),
	('015a8e78-b9e8-7005-b63b-5d5dc7dd4094', '{"kind":"petition_news","account":"0159f879-0d80-706a-90da-bfa30b3e2769","petition":"015a1271-7d80-7001-a13a-2bb9e232a99d","event":"lapsed"}', '2017-03-02 10:02:41', '2017-03-02 10:02:41', 0, NULL, NULL, NULL),
	('015a8e79-0bf0-7004-bc21-c384a4e214d7', '{"kind":"verify_email","account":"015a8e79-0bf0-7001-8908-aded44b5defc"}', '2017-03-02 10:03:02', '2017-03-02 10:03:02', 0, NULL, NULL, NULL),
	('015a8e79-2748-7001-854c-88fcba6fe7e6', '{"kind":"already_registered","account":"0159f879-0d80-708e-adae-b77c6235380d"}', '2017-03-02 10:03:09', '2017-03-02 10:03:09', 0, NULL, NULL, NULL),
	('015a8e79-42a0-7001-bdf2-e40a51dd6c82', '{"kind":"verify_email","account":"0159f879-0d80-708e-adae-b77c6235380d"}', '2017-03-02 10:03:16', '2017-03-02 10:03:16', 0, NULL, NULL, NULL),
	('015a8e79-5df8-7005-99f8-58d8872af00d', '{"kind":"reset_password","email_key":"person7@example.org"}', '2017-03-02 10:03:23', '2017-03-02 10:03:23', 0, NULL, NULL, NULL);
INSERT INTO public.persons VALUES
	('0159f879-0d80-7001-a437-5d8af35927a3', NULL, 'none', 'Адміністратор Бондаренко', NULL, '2017-02-01 07:00:00', NULL, NULL),
	('0159f879-0d80-7009-b434-05b0baf850df', '\x13df19f1b86d74877c3d66ff9cbde756a06a877828e77c30c2de5734c2097079', 'identified', 'Олена Бондаренко', '1968-06-12', '2017-02-01 07:00:00', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7012-a028-5d2875cc7ecc', '\x1423798412da1644fa679d6d53cbcdcff93a49a1b28d8f7aa403e2ab72912208', 'identified', 'Олена Бондаренко', '1968-06-12', '2017-02-01 07:00:00', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-701b-a83c-0df8ad096eb0', '\xda1910d04abd5c5e6ee633bf48997c8567c80dccadb0d224460213c0382c87f2', 'identified', 'Олена Бондаренко', '1968-06-12', '2017-02-01 07:00:00', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7024-8e1d-5962343863d9', '\x9ecf67f374a88b77f9839b5bb940b8fa416208b78202fe1db084539db347ff1d', 'identified', 'Олена Бондаренко', '1968-06-12', '2017-02-01 07:00:00', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-702d-9735-4c25ae6c6080', '\x44dbf317fc137fc4f3429f284277e47448c2aba44e119f03e7695631f1821448', 'identified', 'Олена Бондаренко', '1968-06-12', '2017-02-01 07:00:00', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7036-b7e2-0594fc77e43d', '\x2e0966c375b73f393959cabab03076e781826e4ad48c008a36645fd326cd64c1', 'identified', 'Олена Бондаренко', '1968-06-12', '2017-02-01 07:00:00', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-703f-ab82-ec3d11140d3e', '\x02d90ad4e134378e4649c75b2f5dab1da0fb5567bedf2cfc87c7c1f27450ad20', 'identified', 'Олена Бондаренко', '1968-06-12', '2017-02-01 07:00:00', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7048-a7ed-a0930911b56c', '\x32c6b7fd7900f5b667a30f1bc0278992fd3b114cac749a5420da87dbcfc7ce16', 'identified', 'Остапенко Максим Сергійович', '1943-04-04', '2017-02-01 07:00:00', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-704f-a805-82c999f15ec1', '\xd2eccd4c95100781c5a33ea485d56d7fc7d4f5701843f8868af4c507b9f80308', 'identified', 'Чуб Надія Тимофіївна', '1951-01-13', '2017-02-01 07:00:00', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7056-b9ff-6088dcadc939', '\x001975c91c261273fabb27842d7b0dc488ba6d069a406ab7436b07c5b3c11666', 'identified', 'Козачук Регіна Валеріївна', '1983-12-24', '2017-02-01 07:00:00', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-705d-a7e3-cdddd4703e41', '\x0ad477228237f137677730d0ad01ad77d135d1df458c1081a9988f32010076fe', 'identified', 'Чернюк Галина Миколаївна', '1997-06-22', '2017-02-01 07:00:00', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7064-9a5e-6e64b629e4cd', '\xc39f0c2e52302db8b9ef785592cdf9e77a162999f176edca2245f4f8a9ce39b3', 'identified', 'Прищепа Ніна Дмитрівна', '1973-09-05', '2017-02-01 07:00:00', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-706b-a8ae-b1d42a5a069a', '\x70dc8eed65f9720c4f7bd7fe809d731a1159de14d48692b8abfd27dfda14be3f', 'identified', 'Терещенко Павло Романович', '1982-07-07', '2017-02-01 07:00:00', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7072-9ec8-0f5cfc3ebc42', '\xa81d088ba6cc0ce087fb5309b06ade60f7f77aaf2104920e60d32aa93bc13bb1', 'identified', 'Чуб Людмила Григорівна', '1943-06-14', '2017-02-01 07:00:00', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-708f-b738-8096978b364f', NULL, 'none', 'Маринич Тетяна Романівна', NULL, '2017-02-01 07:00:00', NULL, NULL),
	('0159f879-28d8-7007-8e0e-9d0619106419', NULL, 'none', 'Гість Міста', NULL, '2017-02-01 07:00:07', NULL, NULL),
	('015a071e-59d0-7002-9138-c46489f9601f', NULL, 'none', 'Гість Міста', NULL, '2017-02-04 03:15:14', NULL, NULL),
	('0159f879-0d80-7079-8ec5-583c7134c363', '\xdc5017a51da0ad80fd2410133ea5538af22b784863659e5c4afa7df4b1683e58', 'identified', 'Комар Богдан Вікторович', '1992-05-30', '2017-02-01 07:00:00', '2017-03-02 10:02:34', NULL),
	('0159f879-0d80-7084-bbd0-ff9ac13c3f9c', NULL, 'none', 'Комар Богдан Вікторович', NULL, '2017-02-01 07:00:00', NULL, '0159f879-0d80-7079-8ec5-583c7134c363'),
	('015a8e79-0bf0-7002-a1db-40e1820e5e3b', NULL, 'none', 'Гість Міста', NULL, '2017-03-02 10:03:02', NULL, NULL);
INSERT INTO public.petition_events VALUES
	('015a126f-c800-7005-b0ce-d56cef72c004', '015a126f-c800-7004-b93a-7421d160e23f', 'created', '2017-02-06 08:00:00'),
	('015a126f-e358-7001-a189-4d1512fc00d3', '015a126f-c800-7004-b93a-7421d160e23f', 'submitted', '2017-02-06 08:00:07'),
	('015a126f-feb0-7004-829c-9bdb382bd8bf', '015a126f-c800-7004-b93a-7421d160e23f', 'published', '2017-02-06 08:00:14'),
	('015a1270-1a08-7005-a56a-86cb286c5e5f', '015a126f-c800-7004-b93a-7421d160e23f', 'milestone_10', '2017-02-06 08:00:21'),
	('015a1270-3560-7005-8a1f-4385140e2fa7', '015a126f-c800-7004-b93a-7421d160e23f', 'milestone_50', '2017-02-06 08:00:28'),
	('015a1270-6c10-7005-84b5-a999829d5e4c', '015a126f-c800-7004-b93a-7421d160e23f', 'milestone_100', '2017-02-06 08:00:42'),
	('015a1270-6c10-7006-8bf3-2016ce4026ec', '015a126f-c800-7004-b93a-7421d160e23f', 'threshold_reached', '2017-02-06 08:00:42'),
	('015a1270-8768-7005-8883-5c51ce4b4e46', '015a1270-8768-7004-b36d-9658bc9ce7a4', 'created', '2017-02-06 08:00:49'),
	('015a1270-a2c0-7001-b512-545174d7b28a', '015a1270-8768-7004-b36d-9658bc9ce7a4', 'submitted', '2017-02-06 08:00:56'),
	('015a1270-be18-7001-bf8b-751d90bc1ad4', '015a1270-8768-7004-b36d-9658bc9ce7a4', 'published', '2017-02-06 08:01:03'),
	('015a1270-d970-7002-a4be-ea40ddabb7a8', '015a1270-8768-7004-b36d-9658bc9ce7a4', 'milestone_10', '2017-02-06 08:01:10'),
	('015a1270-f4c8-7002-8325-fbb916be8200', '015a1270-f4c8-7001-a19b-07224e9de3f2', 'created', '2017-02-06 08:01:17'),
	('015a1271-1020-7001-b877-a9798ff36433', '015a1270-f4c8-7001-a19b-07224e9de3f2', 'submitted', '2017-02-06 08:01:24'),
	('015a1271-2b78-7001-9f25-52fadeeae10f', '015a1270-f4c8-7001-a19b-07224e9de3f2', 'published', '2017-02-06 08:01:31'),
	('015a1271-46d0-7002-84ae-6b08dee6f397', '015a1270-f4c8-7001-a19b-07224e9de3f2', 'milestone_10', '2017-02-06 08:01:38'),
	('015a1271-6228-7002-8d55-01ad507c2f2e', '015a1270-f4c8-7001-a19b-07224e9de3f2', 'milestone_50', '2017-02-06 08:01:45'),
	('015a1271-7d80-7002-ae1b-364bc2bb5913', '015a1271-7d80-7001-a13a-2bb9e232a99d', 'created', '2017-02-06 08:01:52'),
	('015a1271-98d8-7001-ac9a-b8fe902c8706', '015a1271-7d80-7001-a13a-2bb9e232a99d', 'submitted', '2017-02-06 08:01:59'),
	('015a1271-b430-7001-a7ce-80ee0ea69b41', '015a1271-7d80-7001-a13a-2bb9e232a99d', 'published', '2017-02-06 08:02:06'),
	('015a1271-cf88-7005-9951-e5a7b8e18f03', '015a1271-7d80-7001-a13a-2bb9e232a99d', 'milestone_10', '2017-02-06 08:02:13'),
	('015a1271-eae0-7005-b362-9aabfdc9ab7e', '015a1271-7d80-7001-a13a-2bb9e232a99d', 'milestone_50', '2017-02-06 08:02:20'),
	('015a1272-2190-7005-8ae0-efeb5695fa34', '015a1271-7d80-7001-a13a-2bb9e232a99d', 'milestone_100', '2017-02-06 08:02:34'),
	('015a1272-2190-7006-945b-cd4b36446bfc', '015a1271-7d80-7001-a13a-2bb9e232a99d', 'threshold_reached', '2017-02-06 08:02:34'),
	('015a1272-3ce8-7002-bde2-8b8c6e25202c', '015a1272-3ce8-7001-8dbc-1eb6fc7dffdd', 'created', '2017-02-06 08:02:41'),
	('015a1272-5840-7001-9d60-e23b1fd4c635', '015a1272-3ce8-7001-8dbc-1eb6fc7dffdd', 'submitted', '2017-02-06 08:02:48'),
	('015a1272-7398-7001-9583-6f1d0a0c39ad', '015a1272-3ce8-7001-8dbc-1eb6fc7dffdd', 'published', '2017-02-06 08:02:55'),
	('015a1272-8ef0-7002-88c6-f1c19875293e', '015a1272-3ce8-7001-8dbc-1eb6fc7dffdd', 'milestone_10', '2017-02-06 08:03:02'),
	('015a1272-aa48-7002-90dd-a03ec041403f', '015a1272-aa48-7001-ac07-f37bcd5fb979', 'created', '2017-02-06 08:03:09'),
	('015a1272-c5a0-7001-a980-63dcf73c8b29', '015a1272-aa48-7001-ac07-f37bcd5fb979', 'submitted', '2017-02-06 08:03:16'),
	('015a1272-e0f8-7001-89db-a663e8fc266e', '015a1272-aa48-7001-ac07-f37bcd5fb979', 'published', '2017-02-06 08:03:23'),
	('015a1272-fc50-7002-9b40-10362c3d1f87', '015a1272-aa48-7001-ac07-f37bcd5fb979', 'milestone_10', '2017-02-06 08:03:30'),
	('015a1273-17a8-7002-8625-88c4ad0dd167', '015a1272-aa48-7001-ac07-f37bcd5fb979', 'milestone_50', '2017-02-06 08:03:37'),
	('015a1273-42a0-7002-91d3-69c9a27e599a', '015a1272-aa48-7001-ac07-f37bcd5fb979', 'withdrawn', '2017-02-06 08:03:48'),
	('015a1273-5df8-7002-b735-042badfaf8b5', '015a1273-5df8-7001-9236-81cb10c690ea', 'created', '2017-02-06 08:03:55'),
	('015a1273-7950-7001-bfff-67c6527b74bc', '015a1273-5df8-7001-9236-81cb10c690ea', 'withdrawn', '2017-02-06 08:04:02'),
	('015a1273-94a8-7002-8ab4-8bb0df8aa914', '015a1273-94a8-7001-908a-2b1b8154b1bf', 'created', '2017-02-06 08:04:09'),
	('015a1273-b000-7001-8648-24bcd71eaa30', '015a1273-94a8-7001-908a-2b1b8154b1bf', 'submitted', '2017-02-06 08:04:16'),
	('015a1273-cb58-7001-a628-49005da3519b', '015a1273-94a8-7001-908a-2b1b8154b1bf', 'withdrawn', '2017-02-06 08:04:23'),
	('015a2740-2680-7004-8f2a-4231f32bccd6', '015a126f-c800-7004-b93a-7421d160e23f', 'review_announced', '2017-02-10 09:00:00'),
	('015a5af6-ad00-7004-91e5-0cbd9ca717c9', '015a126f-c800-7004-b93a-7421d160e23f', 'answered', '2017-02-20 10:00:00'),
	('015a7c70-0300-7000-9474-7afd10fcae14', '015a1270-8768-7004-b36d-9658bc9ce7a4', 'lapsed', '2017-02-26 22:00:00'),
	('015a7c70-0300-7003-a6d7-3f8a16e4f786', '015a1270-f4c8-7001-a19b-07224e9de3f2', 'lapsed', '2017-02-26 22:00:00'),
	('015a7c70-0300-7006-9f73-d04b4e21ef59', '015a1272-3ce8-7001-8dbc-1eb6fc7dffdd', 'lapsed', '2017-02-26 22:00:00'),
	('015a88e2-0c00-7004-9a17-f51a408eabce', '015a1270-f4c8-7001-a19b-07224e9de3f2', 'reply_recorded', '2017-03-01 08:00:00'),
	('015a88e2-2758-700b-bb6f-ecf430b94efa', '015a88e2-2758-700a-a540-7c54ce243de0', 'created', '2017-03-01 08:00:07'),
	('015a88e2-42b0-7001-985b-26436b78cde2', '015a88e2-2758-700a-a540-7c54ce243de0', 'submitted', '2017-03-01 08:00:14'),
	('015a88e2-5e08-7004-8be5-c8a0f7ea64a4', '015a88e2-2758-700a-a540-7c54ce243de0', 'published', '2017-03-01 08:00:21'),
	('015a88e2-7960-7005-bcf3-9cd5b5fbc782', '015a88e2-2758-700a-a540-7c54ce243de0', 'milestone_10', '2017-03-01 08:00:28'),
	('015a88e2-94b8-7005-8ccd-bebefd387f0b', '015a88e2-2758-700a-a540-7c54ce243de0', 'milestone_50', '2017-03-01 08:00:35'),
	('015a88e2-b010-7005-9e34-dc81a40b236e', '015a88e2-b010-7004-af50-923cd4a35a23', 'created', '2017-03-01 08:00:42'),
	('015a88e2-cb68-7001-b0df-1a0b02ae1586', '015a88e2-b010-7004-af50-923cd4a35a23', 'submitted', '2017-03-01 08:00:49'),
	('015a88e2-e6c0-7001-bdcb-f5ce5437a054', '015a88e2-b010-7004-af50-923cd4a35a23', 'published', '2017-03-01 08:00:56'),
	('015a88e3-0218-7005-87c5-59a4358562e3', '015a88e2-b010-7004-af50-923cd4a35a23', 'milestone_10', '2017-03-01 08:01:03'),
	('015a88e3-1d70-7005-be0c-cbb0b0f84cea', '015a88e2-b010-7004-af50-923cd4a35a23', 'milestone_50', '2017-03-01 08:01:10'),
	('015a88e3-5420-7002-8398-4e7b8c1cc81e', '015a88e3-5420-7001-aa26-6c9bb0f318d4', 'created', '2017-03-01 08:01:24'),
	('015a88e3-6f78-7001-b418-42c20c26d0e2', '015a88e3-5420-7001-aa26-6c9bb0f318d4', 'submitted', '2017-03-01 08:01:31'),
	('015a88e3-8ad0-7001-9b73-1a39a76c2032', '015a88e3-5420-7001-aa26-6c9bb0f318d4', 'published', '2017-03-01 08:01:38'),
	('015a88e3-a628-7002-acc4-8dd1888684d3', '015a88e3-5420-7001-aa26-6c9bb0f318d4', 'milestone_10', '2017-03-01 08:01:45'),
	('015a88e3-c180-7002-9e3b-85968f7ac022', '015a88e3-5420-7001-aa26-6c9bb0f318d4', 'milestone_50', '2017-03-01 08:01:52'),
	('015a88e3-f830-7002-b6b5-2101a5f539cc', '015a88e3-5420-7001-aa26-6c9bb0f318d4', 'milestone_100', '2017-03-01 08:02:06'),
	('015a88e3-f830-7003-8d64-7038131f545a', '015a88e3-5420-7001-aa26-6c9bb0f318d4', 'threshold_reached', '2017-03-01 08:02:06'),
	('015a88e4-1388-7002-9905-90e9f96eb777', '015a88e4-1388-7001-89cd-88f46055b5f8', 'created', '2017-03-01 08:02:13'),
	('015a88e4-2ee0-7001-9c0b-98091b83107c', '015a88e4-1388-7001-89cd-88f46055b5f8', 'submitted', '2017-03-01 08:02:20'),
	('015a88e4-4a38-7001-b4a8-d1547cd30562', '015a88e4-1388-7001-89cd-88f46055b5f8', 'published', '2017-03-01 08:02:27'),
	('015a88e4-6590-7002-9f59-b1a5698e9fee', '015a88e4-1388-7001-89cd-88f46055b5f8', 'milestone_10', '2017-03-01 08:02:34'),
	('015a88e4-80e8-7002-96d3-e5730967b7a2', '015a88e4-1388-7001-89cd-88f46055b5f8', 'milestone_50', '2017-03-01 08:02:41'),
	('015a88e4-b798-7002-a614-8f65627a7074', '015a88e4-1388-7001-89cd-88f46055b5f8', 'milestone_100', '2017-03-01 08:02:55'),
	('015a88e4-b798-7003-8e04-4985e239e007', '015a88e4-1388-7001-89cd-88f46055b5f8', 'threshold_reached', '2017-03-01 08:02:55'),
	('015a8e76-6058-700c-8843-8c1df6e1721a', '015a8e76-6058-700b-82ce-04e399052aee', 'created', '2017-03-02 10:00:07'),
	('015a8e76-7bb0-7007-a296-9357b290f67c', '015a8e76-7bb0-7006-aa79-1dc7402a0edb', 'created', '2017-03-02 10:00:14'),
	('015a8e76-9708-7001-b48e-0995d3efb8bc', '015a8e76-7bb0-7006-aa79-1dc7402a0edb', 'submitted', '2017-03-02 10:00:21'),
	('015a8e76-b260-7002-9d07-66fe61711e60', '015a8e76-b260-7001-b493-1553dde13f79', 'created', '2017-03-02 10:00:28'),
	('015a8e76-cdb8-7001-95d1-f304b4ebf53a', '015a8e76-b260-7001-b493-1553dde13f79', 'submitted', '2017-03-02 10:00:35'),
	('015a8e76-e910-7004-a449-f0a766e1ae43', '015a8e76-b260-7001-b493-1553dde13f79', 'refused', '2017-03-02 10:00:42'),
	('015a8e77-0468-7002-88f0-1b6461d887f8', '015a8e77-0468-7001-bb87-10f125b67828', 'created', '2017-03-02 10:00:49'),
	('015a8e77-1fc0-7005-9a28-bb4efd9f8f12', '015a8e77-1fc0-7004-a3da-43aa2c082b05', 'created', '2017-03-02 10:00:56'),
	('015a8e77-3b18-7001-8e7c-2312bd5bb82b', '015a8e77-1fc0-7004-a3da-43aa2c082b05', 'submitted', '2017-03-02 10:01:03'),
	('015a8e77-5670-7001-961f-3001cdb1eac4', '015a8e77-1fc0-7004-a3da-43aa2c082b05', 'refused', '2017-03-02 10:01:10'),
	('015a8e77-71c8-7005-89e2-68b725c11699', '015a8e77-71c8-7004-9954-189202282c14', 'created', '2017-03-02 10:01:17'),
	('015a8e77-8d20-7001-9ae6-7b73897d0ff7', '015a8e77-71c8-7004-9954-189202282c14', 'submitted', '2017-03-02 10:01:24'),
	('015a8e77-a878-7001-b02e-4cf197af11bf', '015a8e77-71c8-7004-9954-189202282c14', 'published', '2017-03-02 10:01:31'),
	('015a8e77-c3d0-7002-a474-80547218fbbd', '015a8e77-71c8-7004-9954-189202282c14', 'milestone_10', '2017-03-02 10:01:38'),
	('015a8e77-df28-7005-95ba-760e70ae68d5', '015a8e77-71c8-7004-9954-189202282c14', 'milestone_50', '2017-03-02 10:01:45'),
	('015a8e77-fa80-7004-817a-04d78fe3a522', '015a88e3-5420-7001-aa26-6c9bb0f318d4', 'review_announced', '2017-03-02 10:01:52'),
	('015a8e78-15d8-7001-812f-b3938c226e65', '015a126f-c800-7004-b93a-7421d160e23f', 'answered', '2017-03-02 10:01:59'),
	('015a8e78-3130-7004-8065-a3d87488523e', '015a1272-3ce8-7001-8dbc-1eb6fc7dffdd', 'removed', '2017-03-02 10:02:06'),
	('015a8e78-4c88-7005-84ec-f2f4658366fd', '015a8e78-4c88-7004-8ccf-02d82148dc1b', 'created', '2017-03-02 10:02:13'),
	('015a8e78-67e0-7001-ac64-bcdae50cfbbb', '015a8e78-4c88-7004-8ccf-02d82148dc1b', 'submitted', '2017-03-02 10:02:20'),
	('015a8e78-8338-7001-a0ef-7149308a1f34', '015a8e78-4c88-7004-8ccf-02d82148dc1b', 'withdrawn', '2017-03-02 10:02:27'),
	('015a8e78-b9e8-7002-ac1c-bac5aee2f1b0', '015a1271-7d80-7001-a13a-2bb9e232a99d', 'threshold_lost', '2017-03-02 10:02:41'),
	('015a8e78-b9e8-7003-8ea1-bb94b00a2d6a', '015a1271-7d80-7001-a13a-2bb9e232a99d', 'lapsed', '2017-03-02 10:02:41');
INSERT INTO public.petition_numbers VALUES
	('2017-02-06', 6),
	('2017-03-01', 4),
	('2017-03-02', 1);
INSERT INTO public.petitions VALUES
	('015a1272-aa48-7001-ac07-f37bcd5fb979', '2017-02-06-6', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'Чернюк Галина Миколаївна', 'Відновити роботу басейну для дітей на Крошні', 'відновити роботу басейну для дітей на крошні', 'Басейн для дітей на Крошні уже багато років не працює, а в приватних закладах одне заняття коштує стільки, скільки багато родин витрачає на продукти за кілька днів.', 'sport', NULL, 1, '2017-02-06 08:03:09', '2017-02-06 08:03:48', 'withdrawn', 2, 1, 50, '2017-02-06 08:03:16', '2017-02-09 22:00:00', '2017-02-06 08:03:23', '2017-02-26 22:00:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2017-02-06 08:03:48', NULL, NULL, NULL, NULL),
	('015a1273-5df8-7001-9236-81cb10c690ea', NULL, '0159f879-0d80-7063-b509-b7da4ff801bd', 'Прищепа Ніна Дмитрівна', 'Відкрити віддалене робоче місце центру надання адміністративних послуг на Корбутівці', 'відкрити віддалене робоче місце центру надання адміністративних послуг на корбутівці', 'Щоб отримати звичайну довідку, мешканцям, які живуть на Корбутівці, доводиться їхати до центру міста й вистоювати чергу.', 'governance', NULL, 1, '2017-02-06 08:03:55', '2017-02-06 08:04:02', 'withdrawn', NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2017-02-06 08:04:02', NULL, NULL, NULL, NULL),
	('015a1273-94a8-7001-908a-2b1b8154b1bf', NULL, '0159f879-0d80-7063-b509-b7da4ff801bd', 'Прищепа Ніна Дмитрівна', 'Забезпечити безкоштовний бездротовий інтернет на вулиці Михайлівській', 'забезпечити безкоштовний бездротовий інтернет на вулиці михайлівській', 'У багатьох містах України громадські місця давно мають вільний доступ до мережі, а на вулиці Михайлівській ним досі скористатися не можна.', 'governance', NULL, 1, '2017-02-06 08:04:09', '2017-02-06 08:04:23', 'withdrawn', NULL, 0, 0, '2017-02-06 08:04:16', '2017-02-09 22:00:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2017-02-06 08:04:23', NULL, NULL, NULL, NULL),
	('015a1270-8768-7004-b36d-9658bc9ce7a4', '2017-02-06-2', '0159f879-0d80-704e-900b-36fb769997f7', 'Чуб Надія Тимофіївна', 'Створити в Житомирі службу паліативної допомоги вдома', 'створити в житомирі службу паліативної допомоги вдома', 'Невиліковно хворі люди та їхні родини часто залишаються сам на сам із болем.', 'health', NULL, 1, '2017-02-06 08:00:49', '2017-02-26 22:00:00', 'lapsed', 2, 1, 10, '2017-02-06 08:00:56', '2017-02-09 22:00:00', '2017-02-06 08:01:03', '2017-02-26 22:00:00', NULL, NULL, NULL, NULL, NULL, NULL, '2017-02-26 22:00:00', '2017-03-26 21:00:00', NULL, NULL, '2017-03-26 21:00:00', NULL, NULL),
	('015a1270-f4c8-7001-a19b-07224e9de3f2', '2017-02-06-3', '0159f879-0d80-704e-900b-36fb769997f7', 'Чуб Надія Тимофіївна', 'Відремонтувати тротуар на вулиці Шевченка', 'відремонтувати тротуар на вулиці шевченка', 'Пройти з дитячим візочком або з ціпком тротуаром на вулиці Шевченка — справжня смуга перешкод.', 'roads', NULL, 1, '2017-02-06 08:01:17', '2017-03-01 08:00:00', 'lapsed', 2, 2, 50, '2017-02-06 08:01:24', '2017-02-09 22:00:00', '2017-02-06 08:01:31', '2017-02-26 22:00:00', NULL, NULL, NULL, NULL, '2017-03-01 08:00:00', NULL, '2017-02-26 22:00:00', '2017-03-26 21:00:00', NULL, NULL, NULL, NULL, 'education'),
	('015a88e2-2758-700a-a540-7c54ce243de0', '2017-03-01-1', '0159f879-0d80-7047-8895-f57d8d88255c', 'Остапенко Максим Сергійович', 'Відремонтувати спортивний зал у школі № 12', 'відремонтувати спортивний зал у школі № 12', 'Спортивний зал школи № 12 не ремонтували десятки років: підлога прогнила, дах протікає, роздягальні без гарячої води.', 'education', NULL, 1, '2017-03-01 08:00:07', '2017-03-01 08:00:35', 'collecting', 3, 2, 50, '2017-03-01 08:00:14', '2017-03-06 22:00:00', '2017-03-01 08:00:21', '2017-05-01 21:00:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('015a126f-c800-7004-b93a-7421d160e23f', '2017-02-06-1', '0159f879-0d80-7047-8895-f57d8d88255c', 'Остапенко Максим Сергійович', 'Відкрити цілодобову комунальну аптеку на Польовій', 'відкрити цілодобову комунальну аптеку на польовій', 'Уночі купити ліки на Польовій неможливо: усі аптеки зачиняються о 20-й або 21-й годині.', 'health', NULL, 1, '2017-02-06 08:00:00', '2017-03-02 10:01:59', 'answered', 2, 5, 100, '2017-02-06 08:00:07', '2017-02-09 22:00:00', '2017-02-06 08:00:14', '2017-02-26 22:00:00', '2017-02-06 08:00:42', '2017-02-10 22:00:00', '2017-02-10 09:00:00', '2017-02-24 22:00:00', '2017-02-20 10:00:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'transport'),
	('015a1271-7d80-7001-a13a-2bb9e232a99d', '2017-02-06-4', '0159f879-0d80-706a-90da-bfa30b3e2769', 'Терещенко Павло Романович', 'Відремонтувати тротуар на вулиці Михайла Грушевського', 'відремонтувати тротуар на вулиці михайла грушевського', 'Пройти з дитячим візочком або з ціпком тротуаром на вулиці Михайла Грушевського — справжня смуга перешкод.', 'roads', NULL, 1, '2017-02-06 08:01:52', '2017-03-02 10:02:41', 'lapsed', 2, 3, 100, '2017-02-06 08:01:59', '2017-02-09 22:00:00', '2017-02-06 08:02:06', '2017-02-26 22:00:00', NULL, NULL, NULL, NULL, NULL, NULL, '2017-03-02 10:02:41', '2017-04-02 21:00:00', NULL, NULL, '2017-04-02 21:00:00', NULL, NULL),
	('015a88e4-1388-7001-89cd-88f46055b5f8', '2017-03-01-4', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'Козачук Регіна Валеріївна', 'Замінити зношені ліфти у багатоповерхівках на вулиці Космонавтів', 'замінити зношені ліфти у багатоповерхівках на вулиці космонавтів', 'Ліфти у девʼятиповерхівках на вулиці Космонавтів давно відпрацювали свій строк.', 'utilities', NULL, 1, '2017-03-01 08:02:13', '2017-03-01 08:02:55', 'under_review', 3, 4, 100, '2017-03-01 08:02:20', '2017-03-06 22:00:00', '2017-03-01 08:02:27', '2017-05-01 21:00:00', '2017-03-01 08:02:55', '2017-03-09 22:00:00', NULL, '2017-04-06 21:00:00', NULL, NULL, NULL, NULL, NULL, NULL, '2017-03-09 22:00:00', NULL, NULL),
	('015a8e76-6058-700b-82ce-04e399052aee', NULL, '0159f879-0d80-7047-8895-f57d8d88255c', 'Остапенко Максим Сергійович', 'Назва, над якою ще думають', 'назва, над якою ще думають', 'Зупинка на вулиці Чуднівській — це лише стовпчик зі знаком посеред калюж.', 'transport', NULL, 2, '2017-03-02 10:00:07', '2017-03-02 10:00:14', 'draft', NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('015a8e76-7bb0-7006-aa79-1dc7402a0edb', NULL, '0159f879-0d80-704e-900b-36fb769997f7', 'Чуб Надія Тимофіївна', 'Запровадити вечірні рейси громадського транспорту до Смолянки після 22-ї години', 'запровадити вечірні рейси громадського транспорту до смолянки після 22-ї години', 'Після 21:30 дістатися громадським транспортом до Смолянки практично неможливо.', 'transport', NULL, 1, '2017-03-02 10:00:14', '2017-03-02 10:00:21', 'submitted', NULL, 0, 0, '2017-03-02 10:00:21', '2017-03-07 22:00:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2017-03-07 22:00:00', NULL, NULL),
	('015a8e76-b260-7001-b493-1553dde13f79', NULL, '0159f879-0d80-7047-8895-f57d8d88255c', 'Остапенко Максим Сергійович', 'Створити сучасний читальний простір у бібліотеці на Крошні', 'створити сучасний читальний простір у бібліотеці на крошні', 'Бібліотека на Крошні має віддану команду і вдячних читачів, але приміщення не оновлювалося десятиліттями: старі стелажі, тьмяне світло, жодного доступу до інтернету.', 'culture', NULL, 1, '2017-03-02 10:00:28', '2017-03-02 10:00:42', 'refused', NULL, 0, 0, '2017-03-02 10:00:35', '2017-03-07 22:00:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2017-03-02 10:00:42', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('015a8e77-0468-7001-bb87-10f125b67828', NULL, '0159f879-0d80-7047-8895-f57d8d88255c', 'Остапенко Максим Сергійович', 'Створити сучасний читальний простір у бібліотеці на Крошні', 'створити сучасний читальний простір у бібліотеці на крошні', 'Бібліотека на Крошні має віддану команду і вдячних читачів, але приміщення не оновлювалося десятиліттями: старі стелажі, тьмяне світло, жодного доступу до інтернету.', 'culture', '015a8e76-b260-7001-b493-1553dde13f79', 1, '2017-03-02 10:00:49', '2017-03-02 10:00:49', 'draft', NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('015a8e77-1fc0-7004-a3da-43aa2c082b05', NULL, '0159f879-0d80-7063-b509-b7da4ff801bd', 'Прищепа Ніна Дмитрівна', 'Встановити електронне табло прибуття транспорту на зупинці «Житній ринок»', 'встановити електронне табло прибуття транспорту на зупинці «житній ринок»', 'Зупинка «Житній ринок» — одна з найлюдніших у місті, але дізнатися, коли прибуде потрібний тролейбус чи трамвай, тут неможливо.', 'transport', NULL, 1, '2017-03-02 10:00:56', '2017-03-02 10:01:10', 'refused', NULL, 0, 0, '2017-03-02 10:01:03', '2017-03-07 22:00:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2017-03-02 10:01:10', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('015a8e77-71c8-7004-9954-189202282c14', '2017-03-02-1', '0159f879-0d80-706a-90da-bfa30b3e2769', 'Терещенко Павло Романович', 'Встановити автоматичні дефібрилятори у спортивних закладах міста', 'встановити автоматичні дефібрилятори у спортивних закладах міста', 'Раптова зупинка серця може статися з кожним і будь-де.', 'health', NULL, 1, '2017-03-02 10:01:17', '2017-03-02 10:01:45', 'collecting', 3, 2, 50, '2017-03-02 10:01:24', '2017-03-07 22:00:00', '2017-03-02 10:01:31', '2017-05-02 21:00:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('015a88e3-5420-7001-aa26-6c9bb0f318d4', '2017-03-01-3', '0159f879-0d80-706a-90da-bfa30b3e2769', 'Терещенко Павло Романович', 'Створити сучасний читальний простір у бібліотеці на Богунії', 'створити сучасний читальний простір у бібліотеці на богунії', 'Бібліотека на Богунії має віддану команду і вдячних читачів, але приміщення не оновлювалося десятиліттями: старі стелажі, тьмяне світло, жодного доступу до інтернету.', 'culture', NULL, 1, '2017-03-01 08:01:24', '2017-03-02 10:01:52', 'under_review', 3, 4, 100, '2017-03-01 08:01:31', '2017-03-06 22:00:00', '2017-03-01 08:01:38', '2017-05-01 21:00:00', '2017-03-01 08:02:06', '2017-03-09 22:00:00', '2017-03-02 10:01:52', '2017-03-31 21:00:00', NULL, NULL, NULL, NULL, NULL, NULL, '2017-03-31 21:00:00', NULL, 'transport'),
	('015a88e2-b010-7004-af50-923cd4a35a23', '2017-03-01-2', '0159f879-0d80-704e-900b-36fb769997f7', 'Чуб Надія Тимофіївна', 'Встановити захисне огородження між тротуаром і дорогою біля школи № 10', 'встановити захисне огородження між тротуаром і дорогою біля школи № 10', 'Вихід із подвірʼя школи № 10 веде просто на жваву дорогу.', 'safety', NULL, 1, '2017-03-01 08:00:42', '2017-03-02 10:02:41', 'collecting', 3, 2, 50, '2017-03-01 08:00:49', '2017-03-06 22:00:00', '2017-03-01 08:00:56', '2017-05-01 21:00:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('015a1272-3ce8-7001-8dbc-1eb6fc7dffdd', '2017-02-06-5', '0159f879-0d80-7063-b509-b7da4ff801bd', 'Прищепа Ніна Дмитрівна', 'Запровадити вечірні рейси громадського транспорту до Корбутівки після 22-ї години', 'запровадити вечірні рейси громадського транспорту до корбутівки після 22-ї години', 'Після 21:30 дістатися громадським транспортом до Корбутівки практично неможливо.', 'transport', NULL, 1, '2017-02-06 08:02:41', '2017-03-02 10:02:06', 'removed', 2, 1, 10, '2017-02-06 08:02:48', '2017-02-09 22:00:00', '2017-02-06 08:02:55', '2017-02-26 22:00:00', NULL, NULL, NULL, NULL, NULL, NULL, '2017-02-26 22:00:00', '2017-03-26 21:00:00', NULL, '2017-03-02 10:02:06', NULL, 'Рішення суду про захист персональних даних третьої особи.', NULL),
	('015a8e78-4c88-7004-8ccf-02d82148dc1b', NULL, '0159f879-0d80-705c-b6a8-73d50b6d406f', 'Чернюк Галина Миколаївна', 'Встановити павільйон для очікування на зупинці громадського транспорту на вулиці Космонавтів', 'встановити павільйон для очікування на зупинці громадського транспорту на вулиці космонавтів', 'Зупинка на вулиці Космонавтів — це лише стовпчик зі знаком посеред калюж.', 'transport', NULL, 1, '2017-03-02 10:02:13', '2017-03-02 10:02:27', 'withdrawn', NULL, 0, 0, '2017-03-02 10:02:20', '2017-03-07 22:00:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2017-03-02 10:02:27', NULL, NULL, NULL, NULL);
INSERT INTO public.policies VALUES
	(1, '2014-12-31 22:00:00', 250, 'days', 90, 'identified', 'identified', true, true, 2, 3, 10),
	(2, '2017-02-01 07:00:07', 4, 'days', 20, 'email', 'identified', true, true, 2, 3, 10),
	(3, '2017-03-01 08:00:07', 4, 'months', 2, 'email', 'identified', false, false, 3, 5, 20),
	(4, '2017-03-02 10:02:55', 4, 'months', 2, 'email', 'identified', false, false, 3, 5, 21);
INSERT INTO public.refresh_tokens VALUES
	('44c334cca8e5aa4c4ec2965a80ac82dc5ecb24faea6675a4acea347e1bdaa16b', '0159f879-0d80-7005-9f6d-d8bfdae613bc', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('7414a23651bec19891a3efc53a9e97354d658a4e1e16ecc8938b5c467affe90e', '0159f879-0d80-700c-ab8f-6957c9a8b2c3', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('0a506416a47b01165c930cf79b84edcdef0d9399ff5b0e6f867d72340c31694d', '0159f879-0d80-7015-9f73-b482ab5a3e58', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('fc07418926c60fdd8f731b3bcbdf1179330ffda0a9575f87b6f34ab0676563e5', '0159f879-0d80-701e-b176-262a852ed1c6', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('8c02418ffad678fefd8fddb801b036f286590a940fb489be8b560af611bba8dd', '0159f879-0d80-7027-8975-8146e3ec4623', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('cee3711b61306753a256b9b9f7a1f614dbc952630b397730b7cbd6f927ff5dc6', '0159f879-0d80-7030-9e4a-f47a2377de3c', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('52ff67d7cae9154064af3a76afac09c269ebac44c5bfd716f33041ac6b8d8ab0', '0159f879-0d80-7039-b342-b0f0162c0ac1', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('2142999b0cfe1be827ac86d0db16a7a7acf3d8666bdf70b8a74b9bc7205629c5', '0159f879-0d80-7042-9625-2a4acc933217', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('4c742e133954ba60f491ffd00d3e41eff76823997c2cec98e36e7cf1c67f8e41', '0159f879-0d80-704b-882f-a17616053696', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('be4fd8ce409f16085ba16023cde87035577b16c80922e67476e1ff8cb08ca7b5', '0159f879-0d80-7052-9aae-693e0f138612', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('516f907c148cdb8d49de71a28ec38cf67077330c3e24dafc7deae10f62aad646', '0159f879-0d80-7059-94ab-36b303593a41', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('50a00806786e03d3eaa0a123807f2bd07a227daa58a8d1cf8abfd9d89c8c83e2', '0159f879-0d80-7060-b0b8-8821c39860fa', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('4b1c23daf84549d828552df7cdea3d2e449967474689417aca91d54b52cec036', '0159f879-0d80-7067-8b3d-0c7f7ad58ecf', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('f10e1a3a4553e9d83a0405a6189fe1702ce6fda32f5f66dfffd50e3415537f30', '0159f879-0d80-706e-bb0c-dc53882d5ea5', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('c2652efda04f5ad4fccbea73d18dfdc5d66c70e4023f86503588845e564df7c7', '0159f879-0d80-7075-904a-5803e925d87a', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('0cdffb82c61c640c50e2ea32c9b515710a0d446c42342acf4f3dee57229324fb', '0159f879-0d80-707d-81eb-d1ecdb8cbeba', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('f6d2529e2a95d852d9118fee8d715ff13549ca4451e4dc8807981847b91e335c', '0159f879-0d80-7088-a8cb-037595385906', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('ce1762bbe01ab2854a1802a39c12d5e2071441a469bb0cc7a2933acc03e01462', '0159f879-0d80-7093-8b7d-f5388f6858bd', '2017-02-01 07:00:00', '2017-03-03 07:00:00', NULL),
	('dfe67e13addde6326e26018f48d862032e1ee725f31e42852f3b0758a85a806c', '015a126f-c800-7001-a94d-c0c202e66064', '2017-02-06 08:00:00', '2017-03-08 08:00:00', NULL),
	('382bd03899f16d4a51c7d2aa11b08e0af93be4ac7e9c11b1e9ad63026e465a07', '015a126f-feb0-7001-a8ae-8567d6393ebb', '2017-02-06 08:00:14', '2017-03-08 08:00:14', NULL),
	('4bb9a4f97d302e0e9db44b85e21f0979f62420e62d4fecfe5ddba81e8e455d3b', '015a1270-1a08-7001-aebb-f3005c98af09', '2017-02-06 08:00:21', '2017-03-08 08:00:21', NULL),
	('fd6f50119d1a52dd6d7cc380f86df0ad44a72ee2ef55d6c18596584b91b232d7', '015a1270-3560-7001-bbb9-a83a581fb990', '2017-02-06 08:00:28', '2017-03-08 08:00:28', NULL),
	('c0055df7a74a4c42bfb0410f54f029c770d32bb95370dc4bd3f5ef03d0dbab8d', '015a1270-50b8-7001-bf06-c4cc5577be7e', '2017-02-06 08:00:35', '2017-03-08 08:00:35', NULL),
	('7c8b8569e90366419f4d05e36b346c5e356aa5603b6d5e59e6a530bec6433b7a', '015a1270-6c10-7001-8236-576cdcff91d8', '2017-02-06 08:00:42', '2017-03-08 08:00:42', NULL),
	('90ea964ab88ea778d07b41715559e58a9cbf69b9f58862f4dac9f100df01f939', '015a1270-8768-7001-95ab-112fffcbc012', '2017-02-06 08:00:49', '2017-03-08 08:00:49', NULL),
	('29587fa8a7f6c2ec99c90c2ad074cba2103e2e2f109f431e9ad8cbbbef138298', '015a1271-cf88-7001-a309-ddef2dd4c98e', '2017-02-06 08:02:13', '2017-03-08 08:02:13', NULL),
	('3a85e70b9743883ff3fbca2f53f88ca3b7b1c324bcd58de19b5384ff0bedbea5', '015a1271-eae0-7001-8a43-09fbfba19b25', '2017-02-06 08:02:20', '2017-03-08 08:02:20', NULL),
	('6dccd1ae1aa3cd5914428bb198a1bb7b6757c5768632ba67f40a770c1643ac1e', '015a1272-2190-7001-91d4-1b2c03cb459a', '2017-02-06 08:02:34', '2017-03-08 08:02:34', NULL),
	('68aa2ade9b7b870d5699040a45af7f6acf78a7dcd2bb6d25396443e5cc5da37c', '015a2740-2680-7001-a6fb-ccee35fbb95a', '2017-02-10 09:00:00', '2017-03-12 09:00:00', NULL),
	('03ec28ebcc2f9cf288edba2e1788ab5eeefd5e2f58f40edc2e97b0a59b376d41', '015a5af6-ad00-7001-bd82-3bd013640744', '2017-02-20 10:00:00', '2017-03-22 10:00:00', NULL),
	('1b58e6b9d864d1d9fc327cfaf4d26066eefad1a2ce6c2e0716ac7ef35f8e1754', '015a88e2-0c00-7001-8d33-c6058b577539', '2017-03-01 08:00:00', '2017-03-31 08:00:00', NULL),
	('1a130fede3a2074bdd4376088f930d13c6748cf2f52476b3bab747875446155c', '015a88e2-2758-7001-b1fc-4e21b0cdd5f2', '2017-03-01 08:00:07', '2017-03-31 08:00:07', NULL),
	('6756aa1dc16fd3cd27efe6320418a389f681dcf87ffd84afb67500fff65d7941', '015a88e2-2758-7007-9ced-4748a201b4d8', '2017-03-01 08:00:07', '2017-03-31 08:00:07', NULL),
	('8e48482ed445270b309dd6120e45e816fd5eadda503976a52e75910ec223c132', '015a88e2-5e08-7001-940a-fe0dfc30a53d', '2017-03-01 08:00:21', '2017-03-31 08:00:21', NULL),
	('bdd3c9713ea72146a43939743bdd322a5e57443cae5ead20ed1c6e914f6afb7c', '015a88e2-7960-7001-af10-4b963396fad5', '2017-03-01 08:00:28', '2017-03-31 08:00:28', NULL),
	('ce411399144074cc6842186580e18ac4251406238c7a47ad1a943ac0135e95cc', '015a88e2-94b8-7001-9e45-7e717f694c6e', '2017-03-01 08:00:35', '2017-03-31 08:00:35', NULL),
	('d026ffd5e67853109a6e30223466fcf6df2081cbf7748b1d265888a46eec473e', '015a88e2-b010-7001-a187-5ffb0dd80772', '2017-03-01 08:00:42', '2017-03-31 08:00:42', NULL),
	('7b09f691081131de2d860be67533e5df60c3692eced9ea7dbdbbb20707d2ce08', '015a88e3-0218-7001-b309-da43936f92c2', '2017-03-01 08:01:03', '2017-03-31 08:01:03', NULL),
	('747fce5b9fe675ac648e506d4004a4e2c576e2baf58e1c1926aca9b4f66d032b', '015a88e3-1d70-7001-a728-1ec96d8008d3', '2017-03-01 08:01:10', '2017-03-31 08:01:10', NULL),
	('6d46ec4369b92ca88db49aeb2c7065519b3d3e6fc653948e10d22e062a271edf', '015a88e3-38c8-7001-9ea1-b08270d55042', '2017-03-01 08:01:17', '2017-03-31 08:01:17', NULL),
	('5e2fbb63b3b330b900bf9744a1832389d14d323f060ee6c4fef82368228977e4', '015a88e3-dcd8-7001-845b-27a3144e198d', '2017-03-01 08:01:59', '2017-03-31 08:01:59', NULL),
	('0e8fa0120131f0f7c94326a4731b57e95848c14b544e70603753cf201354ca5d', '015a8e76-4500-7001-a3b1-e1a8b0e8da91', '2017-03-02 10:00:00', '2017-04-01 10:00:00', NULL),
	('9b3869649861f5fa5f2b48f35982df79a081a7c093e6c9cd302aaa0635b874a3', '015a8e76-6058-7002-838c-10c772e8cb15', '2017-03-02 10:00:07', '2017-04-01 10:00:07', '2017-03-02 10:00:07'),
	('57fff94a7604d10b1ad13b93289de3c7e06bc5cf1b08f605e1a88d892f807d0a', '015a8e76-6058-7002-838c-10c772e8cb15', '2017-03-02 10:00:07', '2017-04-01 10:00:07', NULL),
	('adec332a5222eedc9baa6bbb4f16453d097c0603bf22938f3f03253d3c62c0b6', '015a8e76-6058-7008-8bb2-93891434c9e3', '2017-03-02 10:00:07', '2017-04-01 10:00:07', NULL),
	('680512c72466ce7f607ec200645320d48a2b0cd400ab9be7281981ee1e78e8c9', '015a8e76-7bb0-7003-8fda-3308c10d0f72', '2017-03-02 10:00:14', '2017-04-01 10:00:14', NULL),
	('e8c0e7df5911b3ff96bd6a00656ce9f7ae6f45577e18430a6a1f9fdc01c25d7b', '015a8e76-e910-7001-a4c1-95dcf3c21c10', '2017-03-02 10:00:42', '2017-04-01 10:00:42', NULL),
	('b46aec39d009dab76067d081396b9454b05b3b2d578074e91ac4c519e5fbaae7', '015a8e77-1fc0-7001-9e42-4fad47238f9e', '2017-03-02 10:00:56', '2017-04-01 10:00:56', NULL),
	('180f8f048d6cd1df3bea9386e3545344eb78edcb55ef4a0ff045540d9fe74ba0', '015a8e77-71c8-7001-9b76-455e1bcd9081', '2017-03-02 10:01:17', '2017-04-01 10:01:17', NULL),
	('f056942d7ae8997af633aa9eff0059d79af93ba5db5749268ee8bee84daabbe6', '015a8e77-df28-7001-892b-046ad5f764fa', '2017-03-02 10:01:45', '2017-04-01 10:01:45', NULL),
	('db0dab375f31e8861db5defe010d2972a4c20de48478d87e9ea244a39a1adf9e', '015a8e77-fa80-7001-89bf-5452b5c88a62', '2017-03-02 10:01:52', '2017-04-01 10:01:52', NULL),
	('bc4138f6a4cc027f42f833ea67ef15d7ce9c5d0acbed5497ccdc35aaf7e9c5bc', '015a8e78-3130-7001-a0e1-4ce664a8de54', '2017-03-02 10:02:06', '2017-04-01 10:02:06', NULL),
	('82c8ed8cf9e6738363423340e83b42de573ec8d755367c1854ddf2159a7a0fe4', '015a8e78-4c88-7001-a896-3487a2e73756', '2017-03-02 10:02:13', '2017-04-01 10:02:13', NULL),
	('46b87e78865c8afd31f19596542f4c25d3d8171bbaad08f20a48a6d1bffeb8a1', '015a8e78-9e90-7001-b955-2e979cd844d9', '2017-03-02 10:02:34', '2017-04-01 10:02:34', NULL),
	('1ea66fda389b25821822e82dc859f0a2b73b0a2666d148695626b95831da262c', '015a8e79-5df8-7001-a711-e9351a06ff75', '2017-03-02 10:03:23', '2017-04-01 10:03:23', NULL),
	('6e37c808e9f6d4234a182e0c32d9fc38d87c11b8057fada25f7b1e0b05fd9c29', '015a8f1b-1080-7001-a9d7-4ca476776377', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('6aea54e21e1399b846c1fc34285221328dd6a7efb473c5befaf1fc1f946f5aef', '015a8f1b-1080-7017-b8cc-4a61f4105892', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('aebd32343dbd27400256b2e655fc8d2efa9e80dae92b273c2489bf4825cea8e9', '015a8f1b-1080-701a-a587-410f8706dbda', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('457109990be7d8e7f23c7570610f9a1b23260a197a8784f657495bfca5c04905', '015a8f1b-1080-701d-91a8-9337432d069b', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('7980574aa2ba2c96159c9c811c161d9bc6b412f160e594bcf5d149b6b153e39b', '015a8f1b-1080-7020-8fa3-77e451bfd3cd', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('09e56a12d962aaf35c1e77d50dc8620b9dc392c7e7e2fb48cd795e78c4a24a37', '015a8f1b-1080-7023-bd48-ab3ba0debb50', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('e1f6d2a24bae823939ece8de92ae6beae986bf2539310f8130faaec9644b5e3a', '015a8f1b-1080-7026-970f-c94266c9d0af', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('7f389e542bed10faff6b2c089bef76992a679496a1617c4fb683b382f6b0b01f', '015a8f1b-1080-7029-a698-87eb7ea1c7ca', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('fc296baedd996a7d1ad61227144d84df9eb5bfe9cf1e390adb71f58cdb84de81', '015a8f1b-1080-702c-b9f4-e5d1b6cb1631', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('141ab7701f916f5769d47a16b8071148c83070479ef94e00a956ac5c51a7f74a', '015a8f1b-1080-702f-bed5-8c244b69a5ab', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('151ce7bb7622426b0def1e28cf0dbcb7b41f86348ab99f4d6b04b48abad36286', '015a8f1b-1080-7032-982a-597b0b865a0a', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('38eaa5031ca07784db238718eed5af9b88bad5b63a858260a0d2fb3cabf5981f', '015a8f1b-1080-7035-9e47-4f79764f72b5', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('6092f4fde4272cb3a6dc094c50e55d46dda3ab5f0f4ed79b00c80b616d5dc636', '015a8f1b-1080-7038-b9fc-ecaa3f88c37c', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('9c71a41e66e0a33695de4a46c9c226a758bf978ea77a689bdf97fa16e21cdbb2', '015a8f1b-1080-703b-b3df-0485bc18dd4e', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('6a9f1f22f264d6780857c01f2e3ccf5d183a84ed969a0d5d0054203802d904a2', '015a8f1b-1080-703e-bd4b-3a3f7fc6f119', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('4f095ddfc2505defc153da52a3bcf0ec6983d3a2dd1e3f50acf963fe03680522', '015a8f1b-1080-7041-813f-bd0d7b6187a1', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('3d9ae01dd426c38bcce46a0132b72087651e1c514c2ff48edad50ff5e116f251', '015a8f1b-1080-7044-b9f3-faaaddedfaef', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('c78982940cf34e746fd3657ada6a8ee78ae41ee1595e0079939a593c02f6ae94', '015a8f1b-1080-7047-b695-1d6b49c8b72b', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL),
	('fc918e6cbc3947f9d84b84182f2ac940679a1466b5b4b9b045d11315e533229c', '015a8f1b-1080-704a-af8f-2839461a4dcd', '2017-03-02 13:00:00', '2017-04-01 13:00:00', NULL);
INSERT INTO public.refusals VALUES
	('015a8e76-b260-7001-b493-1553dde13f79', 'not_competence', 'Це питання належить до повноважень держави.', NULL),
	('015a8e77-1fc0-7004-a3da-43aa2c082b05', 'duplicate', 'Про це вже збирають підписи.', '015a88e2-2758-700a-a540-7c54ce243de0');
INSERT INTO public.sessions VALUES
	('0159f879-0d80-7005-9f6d-d8bfdae613bc', '0159f879-0d80-7000-8477-7157b105a712', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-700c-ab8f-6957c9a8b2c3', '0159f879-0d80-7008-8582-8c45313f0a48', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7015-9f73-b482ab5a3e58', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-701e-b176-262a852ed1c6', '0159f879-0d80-701a-b619-613371e3a347', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7027-8975-8146e3ec4623', '0159f879-0d80-7023-9120-3d5ae9671821', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7030-9e4a-f47a2377de3c', '0159f879-0d80-702c-91f4-f995ffaa13ab', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7039-b342-b0f0162c0ac1', '0159f879-0d80-7035-bccf-8b1cb50b1928', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7042-9625-2a4acc933217', '0159f879-0d80-703e-8696-2d261b8a77c5', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-704b-882f-a17616053696', '0159f879-0d80-7047-8895-f57d8d88255c', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7052-9aae-693e0f138612', '0159f879-0d80-704e-900b-36fb769997f7', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7059-94ab-36b303593a41', '0159f879-0d80-7055-80e7-3d9238d1b7a6', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7060-b0b8-8821c39860fa', '0159f879-0d80-705c-b6a8-73d50b6d406f', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7067-8b3d-0c7f7ad58ecf', '0159f879-0d80-7063-b509-b7da4ff801bd', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-706e-bb0c-dc53882d5ea5', '0159f879-0d80-706a-90da-bfa30b3e2769', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7075-904a-5803e925d87a', '0159f879-0d80-7071-8aa6-2fa055344b61', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-707d-81eb-d1ecdb8cbeba', '0159f879-0d80-7078-9d82-2b6d055c7129', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7088-a8cb-037595385906', '0159f879-0d80-7083-9dcc-3293362fda9e', '2017-02-01 07:00:00', NULL),
	('0159f879-0d80-7093-8b7d-f5388f6858bd', '0159f879-0d80-708e-adae-b77c6235380d', '2017-02-01 07:00:00', NULL),
	('015a126f-c800-7001-a94d-c0c202e66064', '0159f879-0d80-7047-8895-f57d8d88255c', '2017-02-06 08:00:00', NULL),
	('015a126f-feb0-7001-a8ae-8567d6393ebb', '0159f879-0d80-7008-8582-8c45313f0a48', '2017-02-06 08:00:14', NULL),
	('015a1270-1a08-7001-aebb-f3005c98af09', '0159f879-0d80-7055-80e7-3d9238d1b7a6', '2017-02-06 08:00:21', NULL),
	('015a1270-3560-7001-bbb9-a83a581fb990', '0159f879-0d80-705c-b6a8-73d50b6d406f', '2017-02-06 08:00:28', NULL),
	('015a1270-50b8-7001-bf06-c4cc5577be7e', '0159f879-0d80-7063-b509-b7da4ff801bd', '2017-02-06 08:00:35', NULL),
	('015a1270-6c10-7001-8236-576cdcff91d8', '0159f879-0d80-706a-90da-bfa30b3e2769', '2017-02-06 08:00:42', NULL),
	('015a1270-8768-7001-95ab-112fffcbc012', '0159f879-0d80-704e-900b-36fb769997f7', '2017-02-06 08:00:49', NULL),
	('015a1271-cf88-7001-a309-ddef2dd4c98e', '0159f879-0d80-7078-9d82-2b6d055c7129', '2017-02-06 08:02:13', NULL),
	('015a1271-eae0-7001-8a43-09fbfba19b25', '0159f879-0d80-7083-9dcc-3293362fda9e', '2017-02-06 08:02:20', NULL),
	('015a1272-2190-7001-91d4-1b2c03cb459a', '0159f879-0d80-7071-8aa6-2fa055344b61', '2017-02-06 08:02:34', NULL),
	('015a2740-2680-7001-a6fb-ccee35fbb95a', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', '2017-02-10 09:00:00', NULL),
	('015a5af6-ad00-7001-bd82-3bd013640744', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', '2017-02-20 10:00:00', NULL),
	('015a88e2-0c00-7001-8d33-c6058b577539', '0159f879-0d80-703e-8696-2d261b8a77c5', '2017-03-01 08:00:00', NULL),
	('015a88e2-2758-7001-b1fc-4e21b0cdd5f2', '0159f879-0d80-7000-8477-7157b105a712', '2017-03-01 08:00:07', NULL),
	('015a88e2-2758-7007-9ced-4748a201b4d8', '0159f879-0d80-7047-8895-f57d8d88255c', '2017-03-01 08:00:07', NULL),
	('015a88e2-5e08-7001-940a-fe0dfc30a53d', '0159f879-0d80-7008-8582-8c45313f0a48', '2017-03-01 08:00:21', NULL),
	('015a88e2-7960-7001-af10-4b963396fad5', '0159f879-0d80-7055-80e7-3d9238d1b7a6', '2017-03-01 08:00:28', NULL),
	('015a88e2-94b8-7001-9e45-7e717f694c6e', '0159f879-0d80-705c-b6a8-73d50b6d406f', '2017-03-01 08:00:35', NULL),
	('015a88e2-b010-7001-a187-5ffb0dd80772', '0159f879-0d80-704e-900b-36fb769997f7', '2017-03-01 08:00:42', NULL),
	('015a88e3-0218-7001-b309-da43936f92c2', '0159f879-0d80-7083-9dcc-3293362fda9e', '2017-03-01 08:01:03', NULL),
	('015a88e3-1d70-7001-a728-1ec96d8008d3', '0159f879-0d80-7078-9d82-2b6d055c7129', '2017-03-01 08:01:10', NULL),
	('015a88e3-38c8-7001-9ea1-b08270d55042', '0159f879-0d80-706a-90da-bfa30b3e2769', '2017-03-01 08:01:17', NULL),
	('015a88e3-dcd8-7001-845b-27a3144e198d', '0159f879-0d80-7063-b509-b7da4ff801bd', '2017-03-01 08:01:59', NULL),
	('015a8e76-4500-7001-a3b1-e1a8b0e8da91', '0159f879-0d80-708e-adae-b77c6235380d', '2017-03-02 10:00:00', NULL),
	('015a8e76-6058-7002-838c-10c772e8cb15', '0159f879-0d80-7063-b509-b7da4ff801bd', '2017-03-02 10:00:07', '2017-03-02 10:00:07'),
	('015a8e76-6058-7008-8bb2-93891434c9e3', '0159f879-0d80-7047-8895-f57d8d88255c', '2017-03-02 10:00:07', NULL),
	('015a8e76-7bb0-7003-8fda-3308c10d0f72', '0159f879-0d80-704e-900b-36fb769997f7', '2017-03-02 10:00:14', NULL),
	('015a8e76-e910-7001-a4c1-95dcf3c21c10', '0159f879-0d80-7008-8582-8c45313f0a48', '2017-03-02 10:00:42', NULL),
	('015a8e77-1fc0-7001-9e42-4fad47238f9e', '0159f879-0d80-7063-b509-b7da4ff801bd', '2017-03-02 10:00:56', NULL),
	('015a8e77-71c8-7001-9b76-455e1bcd9081', '0159f879-0d80-706a-90da-bfa30b3e2769', '2017-03-02 10:01:17', NULL),
	('015a8e77-df28-7001-892b-046ad5f764fa', '0159f879-0d80-7071-8aa6-2fa055344b61', '2017-03-02 10:01:45', NULL),
	('015a8e77-fa80-7001-89bf-5452b5c88a62', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', '2017-03-02 10:01:52', NULL),
	('015a8e78-3130-7001-a0e1-4ce664a8de54', '0159f879-0d80-7000-8477-7157b105a712', '2017-03-02 10:02:06', NULL),
	('015a8e78-4c88-7001-a896-3487a2e73756', '0159f879-0d80-705c-b6a8-73d50b6d406f', '2017-03-02 10:02:13', NULL),
	('015a8e78-9e90-7001-b955-2e979cd844d9', '0159f879-0d80-702c-91f4-f995ffaa13ab', '2017-03-02 10:02:34', NULL),
	('015a8e79-5df8-7001-a711-e9351a06ff75', '0159f879-0d80-7078-9d82-2b6d055c7129', '2017-03-02 10:03:23', NULL),
	('015a8f1b-1080-7001-a9d7-4ca476776377', '0159f879-0d80-7000-8477-7157b105a712', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-7017-b8cc-4a61f4105892', '0159f879-0d80-7000-8477-7157b105a712', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-701a-a587-410f8706dbda', '0159f879-0d80-7035-bccf-8b1cb50b1928', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-701d-91a8-9337432d069b', '0159f879-0d80-702c-91f4-f995ffaa13ab', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-7020-8fa3-77e451bfd3cd', '0159f879-0d80-701a-b619-613371e3a347', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-7023-bd48-ab3ba0debb50', '0159f879-0d80-7023-9120-3d5ae9671821', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-7026-970f-c94266c9d0af', '0159f879-0d80-706a-90da-bfa30b3e2769', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-7029-a698-87eb7ea1c7ca', '0159f879-0d80-7055-80e7-3d9238d1b7a6', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-702c-b9f4-e5d1b6cb1631', '0159f879-0d80-7008-8582-8c45313f0a48', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-702f-bed5-8c244b69a5ab', '0159f879-0d80-7047-8895-f57d8d88255c', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-7032-982a-597b0b865a0a', '0159f879-0d80-705c-b6a8-73d50b6d406f', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-7035-9e47-4f79764f72b5', '0159f879-0d80-703e-8696-2d261b8a77c5', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-7038-b9fc-ecaa3f88c37c', '0159f879-0d80-7063-b509-b7da4ff801bd', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-703b-b3df-0485bc18dd4e', '0159f879-0d80-7011-ac6b-b0a75a21a6a6', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-703e-bd4b-3a3f7fc6f119', '0159f879-0d80-704e-900b-36fb769997f7', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-7041-813f-bd0d7b6187a1', '0159f879-0d80-708e-adae-b77c6235380d', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-7044-b9f3-faaaddedfaef', '0159f879-0d80-7078-9d82-2b6d055c7129', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-7047-b695-1d6b49c8b72b', '0159f879-0d80-7083-9dcc-3293362fda9e', '2017-03-02 13:00:00', NULL),
	('015a8f1b-1080-704a-af8f-2839461a4dcd', '0159f879-0d80-7071-8aa6-2fa055344b61', '2017-03-02 13:00:00', NULL);
INSERT INTO public.settings VALUES
	('calendar', '{"from":"2015-01-01","to":"2028-12-31"}', 5, '2017-02-01 07:00:00'),
	('profile', '{"name_uk":"Житомир","name_en":"Zhytomyr","edrpou":"13576954","katottg":"UA18040190010057552","address":"майдан імені С. П. Корольова, 4/2, м. Житомир, 10014"}', 2, '2017-02-01 07:00:00');
INSERT INTO public.signatures VALUES
	('015a1270-1a08-7004-9ad6-263c6ed4f6c0', '015a126f-c800-7004-b93a-7421d160e23f', '0159f879-0d80-7056-b9ff-6088dcadc939', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'Козачук Регіна Валеріївна', '2017-02-06 08:00:21', NULL, NULL),
	('015a1270-3560-7004-b512-46dc9cd7aeb9', '015a126f-c800-7004-b93a-7421d160e23f', '0159f879-0d80-705d-a7e3-cdddd4703e41', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'Чернюк Галина Миколаївна', '2017-02-06 08:00:28', NULL, NULL),
	('015a1270-50b8-7004-bfe1-fe59e942eef5', '015a126f-c800-7004-b93a-7421d160e23f', '0159f879-0d80-7064-9a5e-6e64b629e4cd', '0159f879-0d80-7063-b509-b7da4ff801bd', 'Прищепа Ніна Дмитрівна', '2017-02-06 08:00:35', NULL, NULL),
	('015a1270-6c10-7004-952f-af8c95cc0742', '015a126f-c800-7004-b93a-7421d160e23f', '0159f879-0d80-706b-a8ae-b1d42a5a069a', '0159f879-0d80-706a-90da-bfa30b3e2769', 'Терещенко Павло Романович', '2017-02-06 08:00:42', NULL, NULL),
	('015a1270-d970-7001-b9b1-ace9e4749211', '015a1270-8768-7004-b36d-9658bc9ce7a4', '0159f879-0d80-7056-b9ff-6088dcadc939', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'Козачук Регіна Валеріївна', '2017-02-06 08:01:10', NULL, NULL),
	('015a1271-46d0-7001-b6fe-c53e958d9050', '015a1270-f4c8-7001-a19b-07224e9de3f2', '0159f879-0d80-7056-b9ff-6088dcadc939', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'Козачук Регіна Валеріївна', '2017-02-06 08:01:38', NULL, NULL),
	('015a1271-6228-7001-ba7f-579ae8512158', '015a1270-f4c8-7001-a19b-07224e9de3f2', '0159f879-0d80-705d-a7e3-cdddd4703e41', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'Чернюк Галина Миколаївна', '2017-02-06 08:01:45', NULL, NULL),
	('015a1272-0638-7001-8343-927d50850108', '015a1271-7d80-7001-a13a-2bb9e232a99d', '0159f879-0d80-7064-9a5e-6e64b629e4cd', '0159f879-0d80-7063-b509-b7da4ff801bd', 'Прищепа Ніна Дмитрівна', '2017-02-06 08:02:27', NULL, NULL),
	('015a1272-2190-7004-9103-2d20595ffc3f', '015a1271-7d80-7001-a13a-2bb9e232a99d', '0159f879-0d80-7072-9ec8-0f5cfc3ebc42', '0159f879-0d80-7071-8aa6-2fa055344b61', 'Чуб Людмила Григорівна', '2017-02-06 08:02:34', NULL, NULL),
	('015a1272-8ef0-7001-bf1f-17cde469eb61', '015a1272-3ce8-7001-8dbc-1eb6fc7dffdd', '0159f879-0d80-706b-a8ae-b1d42a5a069a', '0159f879-0d80-706a-90da-bfa30b3e2769', 'Терещенко Павло Романович', '2017-02-06 08:03:02', NULL, NULL),
	('015a1272-fc50-7001-ae3b-83583fca166d', '015a1272-aa48-7001-ac07-f37bcd5fb979', '0159f879-0d80-706b-a8ae-b1d42a5a069a', '0159f879-0d80-706a-90da-bfa30b3e2769', 'Терещенко Павло Романович', '2017-02-06 08:03:30', NULL, NULL),
	('015a1273-3300-7001-9197-04c2f0f9b997', '015a126f-c800-7004-b93a-7421d160e23f', '0159f879-0d80-7072-9ec8-0f5cfc3ebc42', '0159f879-0d80-7071-8aa6-2fa055344b61', 'Чуб Людмила Григорівна', '2017-02-06 08:03:44', NULL, NULL),
	('015a88e2-7960-7004-a981-ad93ce81943c', '015a88e2-2758-700a-a540-7c54ce243de0', '0159f879-0d80-7056-b9ff-6088dcadc939', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'Козачук Регіна Валеріївна', '2017-03-01 08:00:28', NULL, NULL),
	('015a88e2-94b8-7004-91f8-26c412737535', '015a88e2-2758-700a-a540-7c54ce243de0', '0159f879-0d80-705d-a7e3-cdddd4703e41', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'Чернюк Галина Миколаївна', '2017-03-01 08:00:35', NULL, NULL),
	('015a88e3-38c8-7004-9308-98882d4650c2', '015a88e2-b010-7004-af50-923cd4a35a23', '0159f879-0d80-706b-a8ae-b1d42a5a069a', '0159f879-0d80-706a-90da-bfa30b3e2769', 'Терещенко Павло Романович', '2017-03-01 08:01:17', NULL, NULL),
	('015a88e3-a628-7001-9bbc-97fe22568e74', '015a88e3-5420-7001-aa26-6c9bb0f318d4', '0159f879-0d80-7056-b9ff-6088dcadc939', '0159f879-0d80-7055-80e7-3d9238d1b7a6', 'Козачук Регіна Валеріївна', '2017-03-01 08:01:45', NULL, NULL),
	('015a88e3-c180-7001-b3c7-b88e5eabd84b', '015a88e3-5420-7001-aa26-6c9bb0f318d4', '0159f879-0d80-705d-a7e3-cdddd4703e41', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'Чернюк Галина Миколаївна', '2017-03-01 08:01:52', NULL, NULL),
	('015a88e3-dcd8-7004-ab99-cc29cad1dc4c', '015a88e3-5420-7001-aa26-6c9bb0f318d4', '0159f879-0d80-7064-9a5e-6e64b629e4cd', '0159f879-0d80-7063-b509-b7da4ff801bd', 'Прищепа Ніна Дмитрівна', '2017-03-01 08:01:59', NULL, NULL),
	('015a88e3-f830-7001-8707-3d9ad1ce3904', '015a88e3-5420-7001-aa26-6c9bb0f318d4', '0159f879-0d80-704f-a805-82c999f15ec1', '0159f879-0d80-704e-900b-36fb769997f7', 'Чуб Надія Тимофіївна', '2017-03-01 08:02:06', NULL, NULL),
	('015a88e4-6590-7001-9619-6d607685ba8d', '015a88e4-1388-7001-89cd-88f46055b5f8', '0159f879-0d80-705d-a7e3-cdddd4703e41', '0159f879-0d80-705c-b6a8-73d50b6d406f', 'Чернюк Галина Миколаївна', '2017-03-01 08:02:34', NULL, NULL),
	('015a88e4-80e8-7001-9e93-135856d5c059', '015a88e4-1388-7001-89cd-88f46055b5f8', '0159f879-0d80-7064-9a5e-6e64b629e4cd', '0159f879-0d80-7063-b509-b7da4ff801bd', 'Прищепа Ніна Дмитрівна', '2017-03-01 08:02:41', NULL, NULL),
	('015a88e4-9c40-7001-8b3e-df354e8423bc', '015a88e4-1388-7001-89cd-88f46055b5f8', '0159f879-0d80-704f-a805-82c999f15ec1', '0159f879-0d80-704e-900b-36fb769997f7', 'Чуб Надія Тимофіївна', '2017-03-01 08:02:48', NULL, NULL),
	('015a88e4-b798-7001-a543-90d5240e785b', '015a88e4-1388-7001-89cd-88f46055b5f8', '0159f879-0d80-706b-a8ae-b1d42a5a069a', '0159f879-0d80-706a-90da-bfa30b3e2769', 'Терещенко Павло Романович', '2017-03-01 08:02:55', NULL, NULL),
	('015a8e77-c3d0-7001-82a8-1d34267aff44', '015a8e77-71c8-7004-9954-189202282c14', '0159f879-0d80-7064-9a5e-6e64b629e4cd', '0159f879-0d80-7063-b509-b7da4ff801bd', 'Прищепа Ніна Дмитрівна', '2017-03-02 10:01:38', NULL, NULL),
	('015a8e77-df28-7004-9cfb-04dcf2e57b7c', '015a8e77-71c8-7004-9954-189202282c14', '0159f879-0d80-7072-9ec8-0f5cfc3ebc42', '0159f879-0d80-7071-8aa6-2fa055344b61', 'Чуб Людмила Григорівна', '2017-03-02 10:01:45', NULL, NULL),
	('015a1271-eae0-7004-a639-2e17911b9d8c', '015a1271-7d80-7001-a13a-2bb9e232a99d', '0159f879-0d80-7084-bbd0-ff9ac13c3f9c', '0159f879-0d80-7083-9dcc-3293362fda9e', 'Комар Богдан Вікторович', '2017-02-06 08:02:20', '2017-03-02 10:02:41', 'double'),
	('015a1271-cf88-7004-91c3-f147cb0e381d', '015a1271-7d80-7001-a13a-2bb9e232a99d', '0159f879-0d80-7079-8ec5-583c7134c363', '0159f879-0d80-7078-9d82-2b6d055c7129', 'Комар Богдан Вікторович', '2017-02-06 08:02:13', NULL, NULL),
	('015a88e3-1d70-7004-8dd4-423b3e5e4732', '015a88e2-b010-7004-af50-923cd4a35a23', '0159f879-0d80-7079-8ec5-583c7134c363', '0159f879-0d80-7078-9d82-2b6d055c7129', 'Комар Богдан Вікторович', '2017-03-01 08:01:10', '2017-03-02 10:02:41', 'double'),
	('015a88e3-0218-7004-a4e1-414ebd64123b', '015a88e2-b010-7004-af50-923cd4a35a23', '0159f879-0d80-7079-8ec5-583c7134c363', '0159f879-0d80-7083-9dcc-3293362fda9e', 'Комар Богдан Вікторович', '2017-03-01 08:01:03', NULL, NULL);
ALTER TABLE ONLY public.__diesel_schema_migrations
    ADD CONSTRAINT __diesel_schema_migrations_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.account_roles
    ADD CONSTRAINT account_roles_pkey PRIMARY KEY (account_id, role, department);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_email_key_key UNIQUE (email_key);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers
    ADD CONSTRAINT answers_petition_id_version_key UNIQUE (petition_id, version);
ALTER TABLE ONLY public.answers
    ADD CONSTRAINT answers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.calendar_days
    ADD CONSTRAINT calendar_days_pkey PRIMARY KEY (day);
ALTER TABLE ONLY public.categories
    ADD CONSTRAINT categories_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.departments
    ADD CONSTRAINT departments_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.email_tokens
    ADD CONSTRAINT email_tokens_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.external_identities
    ADD CONSTRAINT external_identities_pkey PRIMARY KEY (provider, subject);
ALTER TABLE ONLY public.follows
    ADD CONSTRAINT follows_pkey PRIMARY KEY (account_id, petition_id);
ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (scope, key);
ALTER TABLE ONLY public.leases
    ADD CONSTRAINT leases_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.persons
    ADD CONSTRAINT persons_person_key_key UNIQUE (person_key);
ALTER TABLE ONLY public.persons
    ADD CONSTRAINT persons_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.petition_events
    ADD CONSTRAINT petition_events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.petition_numbers
    ADD CONSTRAINT petition_numbers_pkey PRIMARY KEY (day);
ALTER TABLE ONLY public.petitions
    ADD CONSTRAINT petitions_number_key UNIQUE (number);
ALTER TABLE ONLY public.petitions
    ADD CONSTRAINT petitions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.policies
    ADD CONSTRAINT policies_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.refusals
    ADD CONSTRAINT refusals_pkey PRIMARY KEY (petition_id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.settings
    ADD CONSTRAINT settings_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.signatures
    ADD CONSTRAINT signatures_pkey PRIMARY KEY (id);
CREATE INDEX accounts_by_person ON public.accounts USING btree (person_id);
CREATE INDEX audit_log_by_object ON public.audit_log USING btree (object_id, at, id);
CREATE INDEX audit_log_by_time ON public.audit_log USING btree (at, id);
CREATE INDEX email_tokens_by_account ON public.email_tokens USING btree (account_id);
CREATE INDEX email_tokens_by_expiry ON public.email_tokens USING btree (expires_at);
CREATE INDEX idempotency_keys_by_time ON public.idempotency_keys USING btree (created_at);
CREATE INDEX outbox_waiting ON public.outbox USING btree (due_at, id) WHERE ((sent_at IS NULL) AND (failed_at IS NULL));
CREATE INDEX petition_events_by_time ON public.petition_events USING btree (petition_id, at, id);
CREATE INDEX petitions_by_author ON public.petitions USING btree (author_account, created_at, id);
CREATE INDEX petitions_by_closing ON public.petitions USING btree (closes_at, id);
CREATE INDEX petitions_by_duty ON public.petitions USING btree (due_at, id);
CREATE INDEX petitions_by_publication ON public.petitions USING btree (published_at, id);
CREATE INDEX petitions_by_signatures ON public.petitions USING btree (signatures, id);
CREATE INDEX petitions_by_state ON public.petitions USING btree (state, published_at, id);
CREATE INDEX refresh_tokens_by_expiry ON public.refresh_tokens USING btree (expires_at);
CREATE INDEX refresh_tokens_by_session ON public.refresh_tokens USING btree (session_id);
CREATE INDEX sessions_by_account ON public.sessions USING btree (account_id);
CREATE INDEX signatures_by_account ON public.signatures USING btree (account_id);
CREATE INDEX signatures_by_person ON public.signatures USING btree (person_id, signed_at, id);
CREATE INDEX signatures_by_time ON public.signatures USING btree (petition_id, signed_at, id);
CREATE UNIQUE INDEX signatures_one_per_person ON public.signatures USING btree (petition_id, person_id) WHERE (invalidated_at IS NULL);
ALTER TABLE ONLY public.account_roles
    ADD CONSTRAINT account_roles_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.answers
    ADD CONSTRAINT answers_petition_id_fkey FOREIGN KEY (petition_id) REFERENCES public.petitions(id);
ALTER TABLE ONLY public.email_tokens
    ADD CONSTRAINT email_tokens_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.external_identities
    ADD CONSTRAINT external_identities_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.follows
    ADD CONSTRAINT follows_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.follows
    ADD CONSTRAINT follows_petition_id_fkey FOREIGN KEY (petition_id) REFERENCES public.petitions(id);
ALTER TABLE ONLY public.persons
    ADD CONSTRAINT persons_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES public.persons(id);
ALTER TABLE ONLY public.petition_events
    ADD CONSTRAINT petition_events_petition_id_fkey FOREIGN KEY (petition_id) REFERENCES public.petitions(id);
ALTER TABLE ONLY public.petitions
    ADD CONSTRAINT petitions_author_account_fkey FOREIGN KEY (author_account) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.petitions
    ADD CONSTRAINT petitions_category_fkey FOREIGN KEY (category) REFERENCES public.categories(code);
ALTER TABLE ONLY public.petitions
    ADD CONSTRAINT petitions_corrects_fkey FOREIGN KEY (corrects) REFERENCES public.petitions(id);
ALTER TABLE ONLY public.petitions
    ADD CONSTRAINT petitions_department_fkey FOREIGN KEY (department) REFERENCES public.departments(code);
ALTER TABLE ONLY public.petitions
    ADD CONSTRAINT petitions_policy_version_fkey FOREIGN KEY (policy_version) REFERENCES public.policies(version);
ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id);
ALTER TABLE ONLY public.refusals
    ADD CONSTRAINT refusals_duplicate_of_fkey FOREIGN KEY (duplicate_of) REFERENCES public.petitions(id);
ALTER TABLE ONLY public.refusals
    ADD CONSTRAINT refusals_petition_id_fkey FOREIGN KEY (petition_id) REFERENCES public.petitions(id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.signatures
    ADD CONSTRAINT signatures_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);
ALTER TABLE ONLY public.signatures
    ADD CONSTRAINT signatures_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.signatures
    ADD CONSTRAINT signatures_petition_id_fkey FOREIGN KEY (petition_id) REFERENCES public.petitions(id);
