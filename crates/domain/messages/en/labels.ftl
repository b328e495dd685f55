# What everything with a code is called: for badges, buttons and filters. Each vocabulary is one message.

petition_states =
    .draft = Draft
    .submitted = In moderation
    .collecting = Collecting signatures
    .refused = Refused
    .under_review = Under review
    .answered = Answered
    .lapsed = Not enough signatures
    .withdrawn = Withdrawn by the author
    .removed = Removed

answer_decisions =
    .supported = Supported
    .partly_supported = Supported in part
    .declined = Declined
    .explained = Explained

refusal_reasons =
    .overthrow_or_violence = Calls to overthrow the constitutional order or for violence
    .war_propaganda = Propaganda of war
    .hatred = Incitement to hatred
    .terrorism = Calls for terrorism
    .rights_infringement = Infringement of human rights
    .not_competence = Outside the council's competence
    .duplicate = Repeats another petition
    .personal_data_or_libel = Personal data or libel
    .advert = Advertisement
    .unreadable = Can't be understood
    .missing_data = Required data are missing

staff_duties =
    .moderation = Moderator's decision
    .acceptance = Acceptance by the department
    .review_announcement = Announcement of the review
    .answer = Answer
    .reply = Reply (as to an ordinary appeal)

petition_events =
    .created = Draft begun
    .submitted = Submitted to moderation
    .published = Published
    .refused = Refused by a moderator
    .threshold_reached = Enough signatures collected
    .threshold_lost = Not enough signatures any more
    .assigned = Assigned to a department
    .assignment_accepted = Accepted by the department
    .assignment_returned = Handed back by the department
    .review_announced = Start of the review announced
    .answered = Answer published
    .reply_recorded = Replied to as an ordinary appeal
    .lapsed = Time for signing over
    .withdrawn = Withdrawn by the author
    .removed = Removed by an administrator
    .milestone_10 = 10% of the signatures
    .milestone_50 = Half of the signatures
    .milestone_100 = All signatures needed

verification_levels =
    .none = Not confirmed
    .email = E-mail address confirmed
    .identified = Identity confirmed

staff_roles =
    .moderator = Moderator
    .responder = Department's responder
    .coordinator = Coordinator of the participatory budget
    .expert = Expert
    .clerk = Clerk of a service point
    .auditor = Auditor
    .administrator = Administrator

identification_states =
    .confirmed = Confirmed
    .awaiting_second_look = Awaiting a second look
    .refused = Not confirmed
    .reversed = Undone

identity_documents =
    .passport = Passport booklet
    .id_card = Passport card
    .residence_permit = Residence permit

day_kinds =
    .off = Day off
    .work = Working day
