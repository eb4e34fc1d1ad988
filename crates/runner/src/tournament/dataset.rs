//! The records as one Parquet file: a row for each session and seat.
//!
//! Columns are plain or dictionary-coded and not compressed, without row-group times or host names: the same records give the
//! same bytes on every machine.

use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::Result as Written;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use zopa_arena::tournament::{Fixture, MEASURES, Measure, Record, Tournament};

/// Rows are written in groups of so many sessions.
const GROUP: usize = 100_000;

/// One seat of one session.
struct Row<'a> {
    tournament: &'a Tournament,
    fixture: Fixture<'a>,
    record: &'a Record,
    seat: usize,
}

/// How a column comes about.
#[derive(Clone, Copy)]
enum Cell {
    Count(fn(&Row<'_>) -> i64),
    Flag(fn(&Row<'_>) -> bool),
    Text(fn(&Row<'_>) -> String),
    MaybeText(fn(&Row<'_>) -> Option<String>),
    Measure(&'static Measure),
}

/// The columns before the measures.
const COLUMNS: &[(&str, Cell)] = &[
    ("session", Cell::Count(|row| row.record.session as i64)),
    ("scenario", Cell::Text(|row| row.tournament.plan.scenarios[row.fixture.scenario].name.clone())),
    ("source", Cell::Text(|row| row.tournament.plan.scenarios[row.fixture.scenario].source.clone())),
    ("repetition", Cell::Count(|row| i64::from(row.fixture.repetition))),
    ("stream", Cell::Count(|row| row.fixture.stream as i64)),
    ("protocol", Cell::Text(|row| row.tournament.plan.protocol.clone())),
    ("most_rounds", Cell::Count(|row| i64::from(row.tournament.plan.deadline.rounds))),
    ("ending", Cell::Text(|row| row.record.ending.clone())),
    ("rounds", Cell::Count(|row| i64::from(row.record.rounds))),
    ("zone", Cell::Text(|row| row.record.zone.word().to_owned())),
    ("missed", Cell::Flag(|row| row.record.missed)),
    ("agreement", Cell::MaybeText(|row| row.record.agreement.clone())),
    ("reason", Cell::MaybeText(|row| row.record.reason.clone())),
    ("seat", Cell::Count(|row| row.seat as i64 + 1)),
    ("party", Cell::Text(|row| row.tournament.plan.scenarios[row.fixture.scenario].parties[row.seat].clone())),
    ("strategy", Cell::Text(|row| row.strategy(row.seat))),
    ("label", Cell::Text(|row| row.tournament.plan.strategies[row.fixture.seats[row.seat]].label.clone())),
    ("opponents", Cell::Text(|row| row.opponents())),
    ("forfeited", Cell::Flag(|row| row.record.forfeited(row.seat))),
];

impl Row<'_> {
    fn strategy(&self, seat: usize) -> String {
        self.tournament.plan.strategies[self.fixture.seats[seat]].strategy.clone()
    }

    /// The strategies at the other seats, in their order.
    fn opponents(&self) -> String {
        let others = (0..self.fixture.seats.len()).filter(|seat| *seat != self.seat);
        others.map(|seat| self.strategy(seat)).collect::<Vec<_>>().join(" | ")
    }
}

impl Cell {
    fn physical(self) -> Physical {
        match self {
            Self::Count(_) => Physical::INT64,
            Self::Flag(_) => Physical::BOOLEAN,
            Self::Text(_) | Self::MaybeText(_) => Physical::BYTE_ARRAY,
            Self::Measure(_) => Physical::DOUBLE,
        }
    }

    fn repetition(self) -> Repetition {
        match self {
            Self::Count(_) | Self::Flag(_) | Self::Text(_) => Repetition::REQUIRED,
            Self::MaybeText(_) | Self::Measure(_) => Repetition::OPTIONAL,
        }
    }

    fn schema(self, name: &str) -> Written<Arc<Type>> {
        let is_text = self.physical() == Physical::BYTE_ARRAY;
        let kind = is_text.then_some(LogicalType::String);
        let built =
            Type::primitive_type_builder(name, self.physical()).with_repetition(self.repetition()).with_logical_type(kind);
        built.build().map(Arc::new)
    }
}

/// The records of a whole tournament, in the order of its sessions, as the bytes of a Parquet file. What is not defined is null.
pub fn dataset(tournament: &Tournament, records: &[Record]) -> Vec<u8> {
    write(tournament, records).expect("the columns are those of the schema, and writing to memory cannot fail")
}

/// A column of the dataset, by row; `None` where a value is not defined.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// Whole numbers.
    Count(Vec<i64>),
    /// Yes or no.
    Flag(Vec<bool>),
    /// Words.
    Text(Vec<Option<String>>),
    /// Doubles.
    Measure(Vec<Option<f64>>),
}

/// The same rows as in [`dataset`], column by column.
pub fn table(tournament: &Tournament, records: &[Record]) -> Vec<(&'static str, Column)> {
    let rows: Vec<Row<'_>> = records.iter().flat_map(|record| rows(tournament, record)).collect();
    let column = |cell: Cell| match cell {
        Cell::Count(of) => Column::Count(rows.iter().map(of).collect()),
        Cell::Flag(of) => Column::Flag(rows.iter().map(of).collect()),
        Cell::Text(of) => Column::Text(rows.iter().map(|row| Some(of(row))).collect()),
        Cell::MaybeText(of) => Column::Text(rows.iter().map(of).collect()),
        Cell::Measure(measure) => Column::Measure(rows.iter().map(|row| (measure.of)(row.record, row.seat)).collect()),
    };
    columns().into_iter().map(|(name, cell)| (name, column(cell))).collect()
}

/// Every column.
fn columns() -> Vec<(&'static str, Cell)> {
    COLUMNS.iter().copied().chain(MEASURES.iter().map(|measure| (measure.name, Cell::Measure(measure)))).collect()
}

fn write(tournament: &Tournament, records: &[Record]) -> Written<Vec<u8>> {
    let columns = columns();
    let fields = columns.iter().map(|(name, cell)| cell.schema(name)).collect::<Written<Vec<_>>>()?;
    let schema = Arc::new(Type::group_type_builder("records").with_fields(fields).build()?);
    let properties = WriterProperties::builder().set_statistics_enabled(EnabledStatistics::Chunk).build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?;
    for group in records.chunks(GROUP) {
        let rows: Vec<Row<'_>> = group.iter().flat_map(|record| rows(tournament, record)).collect();
        let mut into = writer.next_row_group()?;
        for (_, cell) in &columns {
            column(&mut into, *cell, &rows)?;
        }
        into.close()?;
    }
    writer.into_inner()
}

fn rows<'a>(tournament: &'a Tournament, record: &'a Record) -> impl Iterator<Item = Row<'a>> {
    let fixture = tournament.schedule.fixture(record.session);
    (0..record.seats.len()).map(move |seat| Row { tournament, fixture, record, seat })
}

fn column(into: &mut SerializedRowGroupWriter<'_, Vec<u8>>, cell: Cell, rows: &[Row<'_>]) -> Written<()> {
    match cell {
        Cell::Count(of) => put::<Int64Type>(into, rows.iter().map(|row| Some(of(row))), Repetition::REQUIRED),
        Cell::Flag(of) => put::<BoolType>(into, rows.iter().map(|row| Some(of(row))), Repetition::REQUIRED),
        Cell::Text(of) => put::<ByteArrayType>(into, rows.iter().map(|row| Some(text(of(row)))), Repetition::REQUIRED),
        Cell::MaybeText(of) => put::<ByteArrayType>(into, rows.iter().map(|row| of(row).map(text)), Repetition::OPTIONAL),
        Cell::Measure(measure) => {
            put::<DoubleType>(into, rows.iter().map(|row| (measure.of)(row.record, row.seat)), Repetition::OPTIONAL)
        }
    }
}

fn text(text: String) -> ByteArray {
    ByteArray::from(text.into_bytes())
}

/// Writes the next column; of an optional one a level says for each row whether there is a value.
fn put<T: DataType>(
    into: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    cells: impl Iterator<Item = Option<T::T>>,
    repetition: Repetition,
) -> Written<()> {
    let cells: Vec<Option<T::T>> = cells.collect();
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let values: Vec<T::T> = cells.into_iter().flatten().collect();
    let mut column = into.next_column()?.expect("the schema has a column for every cell");
    let levels = (repetition == Repetition::OPTIONAL).then_some(levels.as_slice());
    column.typed::<T>().write_batch(&values, levels, None)?;
    column.close()
}
