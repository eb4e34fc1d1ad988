//! `pareto.xml`: a list of points in lines, which GENIUS takes for the frontier where it lies beside the profiles. It is
//! no XML. It was found by search and is not always right, so it is kept as a claim.

use zopa_model::Exact;

use super::super::{Claim, Files, Remark, Weight};

/// Whether `file` is called as GENIUS calls such lists.
fn is_called_so(file: &str) -> bool {
    file.rsplit('/').next().is_some_and(|name| name.to_ascii_lowercase().contains("pareto"))
}

/// The lists in the folder of `domain`, as claims on the parties at the positions `order`: a list has the parties in the
/// order of their files. Without an order it cannot be known whose utilities they are.
pub(super) fn claims(files: &Files, domain: &str, order: Option<&[usize]>, remarks: &mut Vec<Remark>) -> Vec<Claim> {
    let folder = |file: &str| file.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let beside = files.iter().filter(|(file, _)| is_called_so(file) && folder(file) == folder(domain));
    let mut claims = Vec::new();
    let mut note = |file: &str, line, message: String| {
        remarks.push(Remark { weight: Weight::Note, code: "frontier-left-out", file: file.to_owned(), line, message });
    };
    for (file, bytes) in beside {
        let Some(order) = order else {
            note(file, None, "more profiles lie beside this list than were chosen, so it was left out".to_owned());
            continue;
        };
        match points(bytes, order.len()) {
            Ok(points) if points.is_empty() => {}
            Ok(points) => {
                let arrange =
                    |(line, point): (usize, Vec<Exact>)| (Some(line), order.iter().map(|&at| point[at].clone()).collect());
                claims.push(Claim::Frontier { file: file.clone(), points: points.into_iter().map(arrange).collect() });
            }
            Err(line) => {
                let message = format!("this line is not {} utilities parted by commas, so the list was left out", order.len());
                note(file, Some(line), message);
            }
        }
    }
    claims
}

/// The points with their lines, or the first line that is none.
fn points(bytes: &[u8], parties: usize) -> Result<Vec<(usize, Vec<Exact>)>, usize> {
    let text = String::from_utf8_lossy(bytes);
    let point = |line: &str| -> Option<Vec<Exact>> {
        let numbers: Option<Vec<Exact>> = line.split(',').map(|number| number.trim().parse().ok()).collect();
        numbers.filter(|numbers| numbers.len() == parties)
    };
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| point(line).map(|point| (at + 1, point)).ok_or(at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_arranged_as_the_parties_are() {
        let files = Files::from([("a/pareto.xml".to_owned(), b"0.5, 1.0\n\n0.75, 0.25\n".to_vec())]);
        let mut remarks = Vec::new();
        let exact = |text: &str| text.parse::<Exact>().unwrap();
        let claims = claims(&files, "a/domain.xml", Some(&[1, 0]), &mut remarks);
        let points = vec![(Some(1), vec![exact("1"), exact("0.5")]), (Some(3), vec![exact("0.25"), exact("0.75")])];
        assert_eq!((claims, remarks), (vec![Claim::Frontier { file: "a/pareto.xml".to_owned(), points }], vec![]));
    }

    #[test]
    fn a_list_that_is_none_is_left_out_and_told() {
        let files = Files::from([("pareto.xml".to_owned(), b"0.5, 1.0\n<a/>\n".to_vec())]);
        let mut remarks = Vec::new();
        assert_eq!(claims(&files, "domain.xml", None, &mut remarks), []);
        assert_eq!(remarks.pop().map(|remark| remark.line), Some(None));
        assert_eq!(claims(&files, "domain.xml", Some(&[0, 1]), &mut remarks), []);
        assert_eq!(
            remarks[0].to_string(),
            "pareto.xml:2: this line is not 2 utilities parted by commas, so the list was left out"
        );
    }
}
