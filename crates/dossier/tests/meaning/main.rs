//! What a case means: validation, compilation, disclosure, days, quotations, differences.

mod as_of;
mod compile;
mod conflicts;
mod difference;
mod disclosure;
mod fixture;
mod quotation;
mod robustness;
mod validation;
