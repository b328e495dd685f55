//! Refusals about what the city sets up: categories, departments, policies, the calendar.

macro_rules! city {
    ($next:ident! $($rest:tt)*) => { $next! { $($rest)*
        CategoryNotFound, "category_not_found", 404;
        DepartmentNotFound, "department_not_found", 404;
        PolicyNotFound, "policy_not_found", 404;
        PolicyNotInFuture, "policy_not_in_future", 409;
        CalendarDayNotFound, "calendar_day_not_found", 404;
        CalendarOutOfRange, "calendar_out_of_range", 409;
    } };
}
