//! Tools that may or may not be on this machine.

use std::env;
use std::path::PathBuf;

use crate::suite::Shortfall;

/// Where a program is, or that it is missing and how to get it.
pub(crate) fn need(program: &str, remedy: &str) -> Result<PathBuf, Shortfall> {
    need_one_of(&[program], remedy)
}

/// Where the first of several equal programs is, or that they are missing and how to get one.
pub(crate) fn need_one_of(programs: &[&str], remedy: &str) -> Result<PathBuf, Shortfall> {
    let missing = || Shortfall::Missing { tool: programs[0].to_owned(), remedy: remedy.to_owned() };
    programs.iter().find_map(|program| on_path(program)).ok_or_else(missing)
}

fn on_path(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_nobody_has_is_missing_and_says_how_to_get_it() {
        let shortfall = need("no-such-program-anywhere", "write it").expect_err("nobody has it");
        assert_eq!(shortfall, Shortfall::Missing { tool: "no-such-program-anywhere".into(), remedy: "write it".into() });
    }
}
