//! Whole sessions: Boulware against Boulware for 100 rounds, on spaces of several sizes, once prepared and from nothing.

mod boulware;

use std::hint::black_box;

use boulware::{prepared, session, spaces, stakes};
use criterion::{Criterion, criterion_group, criterion_main};

fn sessions(criterion: &mut Criterion) {
    for (name, sizes) in spaces() {
        let stakes = stakes(&sizes);
        let ready = prepared(&stakes, "boulware");
        let mut count = 0;
        criterion.bench_function(&format!("boulware/{name}/session"), |bencher| {
            bencher.iter(|| {
                count += 1;
                black_box(session(&stakes, &ready, count))
            });
        });
        criterion.bench_function(&format!("boulware/{name}/prepare"), |bencher| {
            bencher.iter(|| black_box(prepared(&stakes, "boulware")));
        });
    }
}

criterion_group!(benches, sessions);
criterion_main!(benches);
