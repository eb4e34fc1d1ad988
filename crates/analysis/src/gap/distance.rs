//! What each side asks against what the other offers.

use zopa_model::{OptionIndex, PartyIndex};

use super::position::PartyPosition;

/// Which of the other side's positions an ask is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// What it offers, accepts or records as agreed.
    Offers,
    /// What it asks for itself, since it has offered nothing.
    Asks,
}

/// How far an ask is from the other side's position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// One side or the other names no option to compare.
    NotStated,
    /// These options are in both.
    Met {
        /// Ascending.
        options: Vec<OptionIndex>,
    },
    /// No option is in both, and the options have no order.
    Different,
    /// No option is in both; on the order of the options, the nearest two are these.
    Apart {
        /// What is asked.
        asked: OptionIndex,
        /// What stands against it.
        offered: OptionIndex,
        /// The options strictly between the two, ascending: steps that nobody has named.
        between: Vec<OptionIndex>,
    },
}

/// What one party asks, held against another party's position. What a party rejects elsewhere counts for neither: its
/// statements contradict each other there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distance {
    /// Who asks.
    pub asker: PartyIndex,
    /// Whose position it is held against.
    pub other: PartyIndex,
    /// Which of the other's positions.
    pub against: Against,
    /// How far apart they are.
    pub reach: Reach,
}

/// For each ordered pair of different parties, in order.
pub(super) fn distances(positions: &[PartyPosition], ordered: bool) -> Vec<Distance> {
    let pairs = positions.iter().flat_map(|asker| positions.iter().map(move |other| (asker, other)));
    pairs.filter(|(asker, other)| asker.party != other.party).map(|(asker, other)| distance(asker, other, ordered)).collect()
}

fn distance(asker: &PartyPosition, other: &PartyPosition, ordered: bool) -> Distance {
    let asks = asker.wants();
    let gives = other.gives();
    let (against, target) = if gives.is_empty() { (Against::Asks, other.wants()) } else { (Against::Offers, gives) };
    let met: Vec<OptionIndex> = asks.iter().copied().filter(|asked| target.contains(asked)).collect();
    let nearest = asks
        .iter()
        .flat_map(|&asked| target.iter().map(move |&offered| (asked, offered)))
        .min_by_key(|&(asked, offered)| (asked.abs_diff(offered), asked, offered));
    let reach = match nearest {
        None => Reach::NotStated,
        Some(_) if !met.is_empty() => Reach::Met { options: met },
        Some((asked, offered)) if ordered => {
            Reach::Apart { asked, offered, between: (asked.min(offered) + 1..asked.max(offered)).collect() }
        }
        Some(_) => Reach::Different,
    };
    Distance { asker: asker.party, other: other.party, against, reach }
}
