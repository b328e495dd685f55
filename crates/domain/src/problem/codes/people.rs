//! Refusals about people: who is logged in, who may, accounts and persons.

macro_rules! people {
    ($next:ident! $($rest:tt)*) => { $next! { $($rest)*
        Unauthenticated, "unauthenticated", 401;
        BadToken, "bad_token", 401;
        BadCredentials, "bad_credentials", 401;
        BadRefreshToken, "bad_refresh_token", 401;
        BadAssertion, "bad_assertion", 401;

        Forbidden, "forbidden", 403;
        EmailNotVerified, "email_not_verified", 403;
        IdentificationNeeded, "identification_needed", 403;
        WrongPassword, "wrong_password", 403;
        PasswordNeeded, "password_needed", 403;
        OtherDepartment, "other_department", 403;

        AccountNotFound, "account_not_found", 404;
        RoleNotFound, "role_not_found", 404;
        RoleAlreadyGranted, "role_already_granted", 409;
        LastAdministrator, "last_administrator", 409;
        BadEmailToken, "bad_email_token", 422;
        AddressTaken, "address_taken", 409;
        AddressNeeded, "address_needed", 409;
        IdentityNeeded, "identity_needed", 409;
        AlreadyIdentified, "already_identified", 409;
        BirthDateDiffers, "birth_date_differs", 409;
        NameDiffers, "name_differs", 409;
        OwnIdentity, "own_identity", 403;
        SecondClerkNeeded, "second_clerk_needed", 403;
        IdentificationNotFound, "identification_not_found", 404;
        NotAwaitingSecondLook, "not_awaiting_second_look", 409;
        NotConfirmed, "not_confirmed", 409;
        ProviderUnknown, "provider_unknown", 404;
    } };
}
