//! The mean of a party's utility over all outcomes, added up without listing them.

use zopa_model::{Exact, Factor, PartyIndex, Pays, Region, Units};

use super::{Ground, NoAnswer};

/// The mean utility of `party` over all outcomes, each as likely: the sum of the means of the factors, whose issues
/// vary freely.
///
/// # Errors
/// Where rules or a cap keep the mean from being such a sum.
pub(super) fn average(ground: &Ground, party: PartyIndex) -> Result<Exact, NoAnswer> {
    let utility = &ground.problem.utilities[party];
    if !ground.problem.space.rules().is_empty() {
        return Err(NoAnswer::Ruled);
    }
    let most = utility.constant + utility.factors.iter().map(Factor::extent).map(|(_, most)| most).sum::<Units>();
    if utility.cap.is_some_and(|cap| cap < most) {
        return Err(NoAnswer::Capped(party));
    }
    let sizes = ground.problem.space.sizes();
    let means = utility.factors.iter().map(|factor| mean(factor, &sizes));
    let units = means.fold(Exact::from_integer(utility.constant), |sum, mean| &sum + &mean);
    Ok(&units * &utility.quantum.exact(1))
}

/// The mean of one factor, in units.
fn mean(factor: &Factor, sizes: &[usize]) -> Exact {
    match factor {
        Factor::Issue { units, .. } | Factor::Linkage { units, .. } => {
            let sum = units.iter().map(|&unit| Exact::from_integer(unit)).fold(Exact::zero(), |sum, unit| &sum + &unit);
            &sum * &one_in(units.len())
        }
        Factor::Box { region, pays, units } => {
            let inside = share(region, sizes);
            let paid = match pays {
                Pays::Inside => inside,
                Pays::Outside => &Exact::one() - &inside,
            };
            &paid * &Exact::from_integer(*units)
        }
    }
}

/// The share of all outcomes that lie in `region`.
fn share(region: &Region, sizes: &[usize]) -> Exact {
    region.bounds().fold(Exact::one(), |share, (issue, low, high)| {
        let within = Exact::from_integer(u64::from(high - low) + 1);
        &share * &(&within * &one_in(sizes[issue]))
    })
}

fn one_in(number: usize) -> Exact {
    Exact::ratio(1, number).expect("something is feasible, so no issue is without options")
}
