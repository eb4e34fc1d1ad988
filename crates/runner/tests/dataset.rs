//! The dataset of a tournament, read back: every cell is what its record says, and what is not defined is null.

use std::collections::HashMap;
use std::fs::File;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::json;
use zopa_arena::tournament::{Draft, MEASURES, Plan, Record, ScenarioLine, Tournament};
use zopa_runner::tournament::dataset;

const PLAN: &str = "name = \"cup\"\nstrategies = [\"boulware\", \"zeuthen\"]\nscenarios = [\"a\"]\n";

fn tournament() -> Tournament {
    let draft = Draft::read(PLAN).unwrap();
    let parties = vec!["Town".to_owned(), "Line".to_owned()];
    let line = ScenarioLine::new("a, read".to_owned(), "a".to_owned(), parties, &serde_json::Value::Null, None);
    Tournament::new(Plan::new(&draft, vec![line])).unwrap()
}

/// Two sessions: an agreement, and a forfeit about something in which nothing could be agreed.
fn records() -> Vec<Record> {
    let seat = |utility: f64, concession: Option<f64>| json!({ "utility": utility, "discounted": utility / 2.0, "advantage": 0.25, "concession": concession, "surplus_share": null });
    let agreed = json!({
        "session": 0, "ending": "agreement", "rounds": 7, "agreement": "{\"fare\":\"zwölf\"}", "zone": "exists", "missed": false,
        "welfare": 1.5, "welfare_ratio": 0.9, "nash_ratio": 0.8, "integrative_ratio": 0.7, "exploitation": 0.1, "to_frontier": 0.0,
        "to_solutions": [0.1, 0.2, 0.3, 0.4], "seats": [seat(0.1 + 0.2, Some(0.3)), seat(1.2, None)],
    });
    let forfeited = json!({
        "session": 1, "ending": "forfeit", "rounds": 1, "seat": 2, "reason": "did not answer in time", "zone": "empty",
        "missed": false, "welfare": -0.5, "welfare_ratio": null, "nash_ratio": null, "integrative_ratio": null, "exploitation": 0.0,
        "to_frontier": null, "to_solutions": [null, null, null, null], "seats": [seat(-0.5, None), seat(0.0, None)],
    });
    [agreed, forfeited].map(|record| serde_json::from_value(record).unwrap()).into()
}

/// The rows, each a map from column to cell.
fn read_back(bytes: &[u8]) -> Vec<HashMap<String, Field>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.parquet");
    std::fs::write(&path, bytes).unwrap();
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let rows = reader.get_row_iter(None).unwrap();
    rows.map(|row| row.unwrap().get_column_iter().map(|(name, cell)| (name.clone(), cell.clone())).collect()).collect()
}

#[test]
fn what_is_written_is_what_is_read() {
    let (tournament, records) = (tournament(), records());
    let rows = read_back(&dataset(&tournament, &records));
    assert_eq!(rows.len(), 4, "a row for each session and seat");
    for (at, row) in rows.iter().enumerate() {
        let (record, seat) = (&records[at / 2], at % 2);
        let fixture = tournament.schedule.fixture(record.session);
        let name = |seat: usize| tournament.plan.strategies[fixture.seats[seat]].strategy.clone();
        let text = |column: &str, expected: &str| assert_eq!(row[column], Field::Str(expected.to_owned()), "{column}");
        assert_eq!(row["session"], Field::Long(record.session as i64));
        assert_eq!(row["rounds"], Field::Long(i64::from(record.rounds)));
        assert_eq!(row["seat"], Field::Long(seat as i64 + 1));
        assert_eq!(row["forfeited"], Field::Bool(record.forfeited(seat)));
        text("scenario", "a, read");
        text("source", "a");
        text("ending", &record.ending);
        text("party", ["Town", "Line"][seat]);
        text("strategy", &name(seat));
        text("opponents", &name(1 - seat));
        let maybe = |cell: &Option<String>| cell.clone().map_or(Field::Null, Field::Str);
        assert_eq!(row["agreement"], maybe(&record.agreement));
        assert_eq!(row["reason"], maybe(&record.reason));
        for measure in MEASURES {
            let expected = (measure.of)(record, seat).map_or(Field::Null, Field::Double);
            assert_eq!(row[measure.name], expected, "{}", measure.name);
        }
    }
}
