//! Refusals for the request itself, whatever it asks for, and for the state of the service.

macro_rules! request {
    ($next:ident! $($rest:tt)*) => { $next! { $($rest)*
        UnreadableRequest, "unreadable_request", 400;
        RequestTooSlow, "request_too_slow", 408;
        HeadersTooLarge, "headers_too_large", 431;
        MalformedBody, "malformed_body", 400;
        BadCursor, "bad_cursor", 400;
        BadParameter, "bad_parameter", 400;
        BadHeader, "bad_header", 400;
        OriginNotAllowed, "origin_not_allowed", 403;
        NotFound, "not_found", 404;
        MethodNotAllowed, "method_not_allowed", 405;
        PreconditionFailed, "precondition_failed", 412;
        BodyTooLarge, "body_too_large", 413;
        UnsupportedMediaType, "unsupported_media_type", 415;
        UnsupportedEncoding, "unsupported_encoding", 415;
        ValidationFailed, "validation_failed", 422;
        PreconditionRequired, "precondition_required", 428;
        IdempotencyKeyReused, "idempotency_key_reused", 422;
        IdempotencyInProgress, "idempotency_in_progress", 409;
        AnswerNotKept, "answer_not_kept", 409;

        Internal, "internal", 500;
        Unavailable, "unavailable", 503;
        NotWritable, "not_writable", 503;
        ClockWrong, "clock_wrong", 503;
        Overloaded, "overloaded", 503;
    } };
}
