use super::without_password;

#[test]
fn a_password_is_taken_out_of_the_arguments() {
    for (url, expected, password) in [
        (
            "postgres://viche:p%40ss@h:5432/d?sslmode=require",
            "postgres://viche@h:5432/d?sslmode=require",
            Some("p@ss"),
        ),
        ("postgres://viche@%2Ftmp%2Fpg/d", "postgres://viche@%2Ftmp%2Fpg/d", None),
        ("postgres://h/d", "postgres://h/d", None),
        ("postgres://h/d?password=p%40ss&sslmode=require", "postgres://h/d?sslmode=require", Some("p@ss")),
        ("postgres://u@h/d?password=x", "postgres://u@h/d", Some("x")),
    ] {
        assert_eq!(without_password(url), (expected.to_owned(), password.map(str::to_owned)), "{url}");
    }
}
