//! Lists in a query: as one parameter for each item, with commas, or both.

use viche_testkit::on_both;

use crate::document::operations::Operation;
use crate::document::world::World;

on_both! {
    async fn a_list_in_a_query_may_be_sent_in_every_form(service) {
        let world = World::new(&service).await;
        let (mut lists, mut shown) = (0, 0);
        for operation in Operation::all() {
            let request = world.request(&operation).await;
            for parameter in operation.parameters("query").filter(|parameter| parameter["schema"]["type"] == "array") {
                assert_eq!((&parameter["style"], &parameter["explode"]), (&"form".into(), &true.into()), "{parameter}");
                let name = parameter["name"].as_str().unwrap();
                let words = parameter["schema"]["items"]["enum"].as_array();
                let values: Vec<_> = match words {
                    Some(words) => words.iter().take(3).map(|word| word.as_str().unwrap()).collect(),
                    None => vec!["2026-03-04-1", "2026-03-04-2", "2026-03-04-3"],
                };
                let [a, b, c] = values[..] else { panic!("{name} has few values: {values:?}") };
                let with = async |query: String| request.caller.get(&format!("{}?{query}", request.path)).await.is(200).items();
                let expected = with(format!("{name}={a},{b},{c}")).await;
                for form in [
                    format!("{name}={a}&{name}={b}&{name}={c}"),
                    format!("{name}={a},{b}&{name}={c}"),
                    format!("{name}={a}&{name}={b}%2C{c}"),
                ] {
                    assert_eq!(with(form.clone()).await, expected, "{} {form}", operation.id);
                }
                lists += 1;
                shown += expected.len();
            }
        }
        assert!(lists >= 5 && shown >= 5, "{lists} lists that show {shown}");
    }

    async fn every_form_of_a_list_is_the_same_list_to_its_cursors(service) {
        for _ in 0..3 {
            service.petition_in(viche_domain::petition::State::Collecting).await;
        }
        let nobody = service.nobody();
        let first = nobody.get("/v1/petitions?state=collecting&state=answered&limit=1").await.is(200);
        let link = first.header("link").unwrap().split(['<', '>']).nth(1).unwrap().to_owned();
        let commas = format!("/v1/petitions?state=collecting,answered&limit=1&cursor={}", first.text("/page/next"));
        let second = nobody.get(&link).await.is(200).items();
        assert_eq!(nobody.get(&commas).await.is(200).items(), second);
        assert!(second.len() == 1 && second != first.items(), "{second:?}");
    }
}
