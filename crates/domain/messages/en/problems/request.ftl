# Refusals for the request itself, or for the state of the service. The title says what happened in a few words;
# the detail also says what to do about it.

unreadable_request = Unreadable request
    .detail = This is not well-formed HTTP. Letters of an address that are not ASCII must be percent-encoded.
request_too_slow = Request too slow
    .detail = The head of the request did not arrive in time; send it again.
headers_too_large = Headers too large
    .detail = The address and the headers are larger, or there are more headers, than allowed.
malformed_body = Unreadable body
    .detail = The body is not well-formed JSON in UTF-8.
bad_cursor = Bad cursor
    .detail = The cursor is damaged or belongs to another list; start the list anew.
bad_parameter = Bad parameter
    .detail = A query parameter is unknown, repeated or has a wrong value.
bad_header = Bad header
    .detail = A request header has a wrong value.
origin_not_allowed = Origin not allowed
    .detail = Pages of this origin may not call the API from a browser; the service's operator lists those that may, in http.cors_origins.
not_found = No such address
    .detail = There is nothing at this address.
method_not_allowed = Method not allowed
    .detail = This address does not accept this method; the Allow header lists those it does.
precondition_failed = Changed meanwhile
    .detail = The record has changed since you read it; read it again.
body_too_large = Body too large
    .detail = The body is larger than allowed.
unsupported_media_type = Wrong content type
    .detail = The body must be application/json.
unsupported_encoding = Encoded body
    .detail = The body must be sent as it is, without a content encoding such as gzip.
validation_failed = Wrong fields
    .detail = The request is well-formed, but some fields are wrong; each is named in errors.
precondition_required = If-Match needed
    .detail = An edit needs an If-Match header with the record's latest ETag.
idempotency_key_reused = Key used before
    .detail = This Idempotency-Key has been used with a different request.
idempotency_in_progress = Still running
    .detail = A request with this Idempotency-Key is still running; try again shortly.
answer_not_kept = Answer not kept
    .detail = The request with this Idempotency-Key has been done, but its answer can't be read any more; look at what came of it.

internal = Internal error
    .detail = Something went wrong on our side; it is recorded under this request's id.
unavailable = Temporarily unavailable
    .detail = The database can't be reached now; try again with the same Idempotency-Key in a few seconds.
overloaded = Busy at the moment
    .detail = This could not be done in time; try again in a few seconds.
