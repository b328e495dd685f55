# Refusals about people: who is logged in, who may, accounts and persons.

unauthenticated = Login needed
    .detail = You need to log in for this: send a valid access token.
bad_token = Bad token
    .detail = The access token is not valid or has expired.
bad_credentials = Wrong credentials
    .detail = The address or the password is wrong, or the address is not confirmed yet. If you have just registered, follow the link in the letter.
bad_refresh_token = Bad refresh token
    .detail = The refresh token is unknown, used or revoked; log in again.
bad_assertion = Identity not confirmed
    .detail = The identity provider did not confirm the person.

forbidden = Not allowed
    .detail = Your role does not allow this.
email_not_verified = Address not verified
    .detail = Verify your e-mail address first.
identification_needed = Identification needed
    .detail = This needs a confirmed identity: by BankID, an electronic signature, Diia, or a clerk who checks your papers.
wrong_password = Wrong password
    .detail = The current password is wrong.
other_department = Another department
    .detail = Only the department in charge of this may act on it.

account_not_found = No such account
    .detail = There is no account with this id.
role_not_found = No such role
    .detail = This account does not have this role.
role_already_granted = Role already granted
    .detail = This account has this role already.
last_administrator = Last administrator
    .detail = The last administrator's role can't be taken away.
bad_email_token = Bad link
    .detail = The link from the e-mail is not valid, has expired, has been used, or was replaced by a later one; ask for a new one.
address_taken = The address has an account
    .detail = There is an account with this address already: log in to it. If you have forgotten the password, ask for a new one.
address_needed = Confirmed address needed
    .detail = Only somebody who has confirmed an e-mail address can hold a role.
identity_needed = Confirmed identity needed
    .detail = Under the rules in force only somebody whose identity is confirmed can hold a role.
already_identified = Already identified
    .detail = This account belongs to another confirmed person already.
birth_date_differs = Another birth date
    .detail = The person known by this number was born on another date. Check the number; nothing has changed.
provider_unknown = No such provider
    .detail = No such identity provider is set up here.
