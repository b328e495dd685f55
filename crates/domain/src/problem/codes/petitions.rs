//! Refusals about petitions and the signatures on them.

macro_rules! petitions {
    ($next:ident! $($rest:tt)*) => { $next! { $($rest)*
        PetitionNotFound, "petition_not_found", 404;
        PetitionRemoved, "petition_removed", 410;
        OwnPetition, "own_petition", 403;
        NotTheAuthor, "not_the_author", 403;
        NotDraft, "not_draft", 409;
        NotSubmitted, "not_submitted", 409;
        NotRefused, "not_refused", 409;
        NotPublished, "not_published", 409;
        NotCollecting, "not_collecting", 409;
        NotUnderReview, "not_under_review", 409;
        NotWithdrawable, "not_withdrawable", 409;
        ReviewAlreadyAnnounced, "review_already_announced", 409;
        ReviewNotAnnounced, "review_not_announced", 409;
        WindowOpen, "window_open", 409;
        NotAssignable, "not_assignable", 409;
        AlreadyAssigned, "already_assigned", 409;
        NoAssignment, "no_assignment", 409;
        DraftIncomplete, "draft_incomplete", 422;
        DuplicateTargetInvalid, "duplicate_target_invalid", 422;
        TooManyFollows, "too_many_follows", 409;

        AlreadySigned, "already_signed", 409;
        NotSigned, "not_signed", 404;
        WindowClosed, "window_closed", 409;
        SigningClosed, "signing_closed", 409;
        SignatureFinal, "signature_final", 409;
    } };
}
