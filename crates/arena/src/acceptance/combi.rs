//! AC_combi(T, c): the own next offer as the measure, and near the end what the others' offers promise for the time left.

use std::sync::Arc;

use zopa_model::Units;

use super::time::T;
use super::{Acceptance, BAARSLAG, Entry, end_game};
use crate::strategy::Arguments;
use crate::{Now, Stream};

pub(super) const MAX: Entry = Entry {
    name: "combi-max",
    title: "as `next`, or from time t on the best of the last offers",
    make: |arguments| combi(arguments, |window| window.reduce(f64::max)),
    ..COMBI
};

pub(super) const MEAN: Entry = Entry {
    name: "combi-mean",
    title: "as `next`, or from time t on better than the mean of the last offers",
    make: |arguments| combi(arguments, mean),
    ..COMBI
};

const COMBI: Entry = Entry {
    choices: "the last offers are those of a window as long as the time left, what is offered now included",
    parameters: &[T, end_game::PARAMETER],
    ..BAARSLAG
};

/// What is promised by the shares received in the window; `None` where it is empty.
type Promise = fn(&mut dyn Iterator<Item = f64>) -> Option<f64>;

struct Combi {
    from: f64,
    promise: Promise,
}

fn combi(arguments: &Arguments, promise: Promise) -> Arc<dyn Acceptance> {
    Arc::new(Combi { from: arguments.get("t"), promise })
}

fn mean(window: &mut dyn Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = window.fold((0u32, 0.0), |(count, sum), share| (count + 1, sum + share));
    (count > 0).then(|| sum / f64::from(count))
}

impl Acceptance for Combi {
    fn accepts(&self, now: &Now<'_>, offered: Units, next: Units, _stream: &mut Stream) -> bool {
        if offered >= next {
            return true;
        }
        let time = now.time();
        let begin = time - (1.0 - time);
        let recent = now.history.received.iter().rev().take_while(|received| received.clock.time() >= begin);
        let promised = || (self.promise)(&mut recent.map(|received| now.share(received.bid.units)));
        time >= self.from && promised().is_some_and(|promised| now.share(offered) >= promised)
    }
}
