# Refusals about what the city sets up: categories, departments, policies, the calendar.

category_not_found = No such category
    .detail = There is no category with this code.
department_not_found = No such department
    .detail = There is no department with this code.
policy_not_found = No such policy
    .detail = There is no policy with this version.
policy_not_in_future = Policy can't begin in the past
    .detail = A new version of the policy takes effect now or later.
calendar_day_not_found = No such day
    .detail = The calendar has no exception on this date.
calendar_out_of_range = Outside the calendar
    .detail = The calendar of working days does not cover this term; extend it first.
