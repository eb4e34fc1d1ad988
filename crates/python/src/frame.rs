//! Tables that are handed over through Arrow, without a copy.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use zopa_report::document::PointView;
use zopa_runner::tournament::Column;

use crate::error::usage;

/// Points as a table: a column of utilities for each party, one of fractions, and one of options for each issue.
pub(crate) fn points(parties: &[String], issues: &[String], points: &[PointView]) -> PyResult<PyTable> {
    let mut columns: Vec<(String, ArrayRef)> = Vec::new();
    for (at, party) in parties.iter().enumerate() {
        columns.push((party.clone(), Arc::new(Float64Array::from_iter_values(points.iter().map(|point| point.utilities[at])))));
    }
    for (at, party) in parties.iter().enumerate() {
        let fractions = points.iter().map(|point| point.exact_utilities[at].as_str());
        columns.push((format!("{party} (exact)"), Arc::new(StringArray::from_iter_values(fractions))));
    }
    for issue in issues {
        let options = points.iter().map(|point| point.outcome.option(issue));
        columns.push((issue.clone(), Arc::new(options.collect::<StringArray>())));
    }
    table(columns)
}

/// Columns of records as a table.
pub(crate) fn records(columns: Vec<(&'static str, Column)>) -> PyResult<PyTable> {
    let in_arrow = |column: Column| -> ArrayRef {
        match column {
            Column::Count(all) => Arc::new(Int64Array::from(all)),
            Column::Flag(all) => Arc::new(BooleanArray::from(all)),
            Column::Text(all) => Arc::new(StringArray::from(all)),
            Column::Measure(all) => Arc::new(Float64Array::from(all)),
        }
    };
    table(columns.into_iter().map(|(name, column)| (name.to_owned(), in_arrow(column))).collect())
}

fn table(columns: Vec<(String, ArrayRef)>) -> PyResult<PyTable> {
    let field = |(name, column): &(String, ArrayRef)| {
        let nullable = column.null_count() > 0 || matches!(column.data_type(), DataType::Float64 | DataType::Utf8);
        Field::new(name, column.data_type().clone(), nullable)
    };
    let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
    let arrays = columns.into_iter().map(|(_, column)| column).collect();
    let batch = RecordBatch::try_new(Arc::clone(&schema), arrays);
    let batch = batch.map_err(|error| usage(error.to_string(), "report this as a fault of zopa"))?;
    PyTable::try_new(vec![batch], schema)
}
