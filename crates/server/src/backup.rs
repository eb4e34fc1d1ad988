//! Copies of a database that is in use.

use std::path::Path;

use crate::config::CannotStart;
use crate::store;

/// Copies the database at `url` (SQLite) as it is at one moment into the new file `copy`, also while a server uses it. The copy is
/// sealed as the database is. (Of PostgreSQL: `pg_dump`.)
///
/// # Errors
/// Where it cannot be read, or the file is there already.
pub async fn back_up(url: &str, copy: &Path) -> Result<(), CannotStart> {
    if copy.exists() {
        let problem = format!("`{}` is there already", copy.display());
        return Err(CannotStart { problem, way_out: "name a file that is not there".to_owned() });
    }
    let file = copy.to_str().ok_or_else(|| CannotStart {
        problem: "the name of the copy is not UTF-8".to_owned(),
        way_out: "choose another name".to_owned(),
    })?;
    let way_out = "check that the database is there and the copy's folder may be written".to_owned();
    store::copy(url, file).await.map_err(|error| CannotStart { problem: error.0, way_out })
}
