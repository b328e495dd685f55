# Letters about an account.

verify-email =
    .subject = Confirm your e-mail address
    .body =
        This address was given at a registration with the e-petition service. To confirm that it is yours, follow the link:

        { $link }

        The link is good for { hours }. If you did not register, do not follow it: without that there will be no account.

already-registered =
    .subject = You are registered already
    .body = Somebody, perhaps you, tried to register with this address or asked for a letter to confirm it, but it has an account already. Log in with your password, or ask for a new one if you have forgotten it. If it was not you, there is nothing to do: the account has not changed.

reset-password =
    .subject = A new password
    .body =
        A new password was requested for your account. To set it, follow the link:

        { $link }

        The link is good for { hours } and works once. If you did not ask for it, there is nothing to do: the password has not changed.

# How long a link is good for.
hours =
    { $hours } { $hours ->
        [one] hour
       *[other] hours
    }
