use super::*;
use crate::adopt::register::columns;

fn given(text: &str, map: &str) -> Result<Risks, Vec<Message>> {
    let map: Vec<String> = if map.is_empty() { Vec::new() } else { vec![map.to_owned()] };
    read(text.as_bytes().to_vec(), "list.csv", &columns(&map).expect("pairs"))
}

fn ids(message: &[Message]) -> String {
    format!("{:?}", message.iter().map(|message| &message.words).collect::<Vec<_>>())
}

fn names(risks: &Risks) -> Vec<(&str, Vec<&str>)> {
    risks
        .risks
        .iter()
        .map(|(risk, own)| (risk.id.as_str(), own.iter().map(|entry| entry.id.as_str()).collect()))
        .collect()
}

#[test]
fn rows_of_one_risk_are_one_and_of_another_are_not() {
    let map = "id=No,title=Name,likelihood=L,treatments.title=Measure";
    let risks = given("No,Name,L,Measure\nR1,Late,high,Hire\nR1,Late,high,Hire\nR1,Late,low,Wait\n,Fraud,2,\n", map);
    let risks = risks.expect("risks");
    let wanted = [("R1", vec!["hire", "hire-2"]), ("R1-2", vec!["wait"]), ("fraud", vec![])];
    assert_eq!(names(&risks), wanted);
    let likelihood =
        |at: usize| risks.risks[at].0.stated.iter().find(|(path, _)| path == "likelihood").map(|(_, own)| own.clone());
    assert_eq!(likelihood(0), Some(Stated::Text("high".into())));
    assert_eq!(likelihood(2), Some(Stated::Bare("2".into())));
    assert!(!risks.has_frame());
}

#[test]
fn what_a_field_cannot_take_stays_beside_its_row() {
    let text = "title,category,level,due,concerns,policies,review.last_on,owner\n\
        A,Supply Chain,top level,2026,the process,not one,1 March,x y\nB,market,high,x,process:p; step:p/a,a/b,2026-03-01,lead\n";
    let risks = given(text, "").expect("risks");
    assert_eq!(risks.unused, ["due"]);
    let left: Vec<&str> = risks.risks[0].0.left.iter().map(|left| left.field.as_str()).collect();
    assert_eq!(left, ["level", "concerns", "policies", "review.last_on", "owner"]);
    assert_eq!(risks.risks[0].0.stated[1], ("category".to_owned(), Stated::Text("supply_chain".into())));
    assert_eq!((risks.risks[1].0.left.len(), risks.left()), (0, 5));
}

#[test]
fn what_is_wrong_with_the_table_is_told() {
    let rows = [
        ("No,Name\n1,A\n", "id=No,titel=Name", "risk.import-no-field"),
        ("No,Name\n1,A\n", "id=No,title=Nme", "init.no-column"),
        ("No,No\n1,A\n", "id=No", "init.column-twice"),
        ("a,b\n1,2\n", "", "risk.import-no-id"),
        ("title\n", "", "init.csv-empty"),
        ("title,cause\nx\n", "", "init.csv-cells"),
        ("row,title\nrisk,a\nlevels,b\n", "", "risk.import-row-kind"),
        ("row,id,risk\nrisk,a,\ntreatment,b,c\n", "", "risk.import-no-risk"),
    ];
    for (text, map, wanted) in rows {
        let told = ids(&given(text, map).expect_err(text));
        assert!(told.contains(wanted), "{text}: {told}");
    }
}

#[test]
fn an_apostrophe_that_guards_is_taken_off_and_no_other() {
    let rows = [("'=1", "=1"), ("''=1", "'=1"), ("'t Hoen", "'t Hoen"), ("'  @x", "  @x"), ("=1", "=1"), ("'", "'")];
    for (given, wanted) in rows {
        assert_eq!(unguarded(given), wanted, "{given}");
    }
}

#[test]
fn a_text_in_two_languages_is_one_field() {
    let risks = given("title,title.zh,cause,cause.en\nLate,超期,a,b\n", "").expect("risks");
    let (risk, _) = &risks.risks[0];
    let paths: Vec<&str> = risk.stated.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["title.en", "title.zh", "cause.en"]);
    assert_eq!(risk.left[0].value, "a", "nothing is lost");
}
