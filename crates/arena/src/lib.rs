//! What happens when they talk: protocols, strategies, sessions, transcripts, tournaments.
//!
//! ```text
//! Stakes ─▶ Brief (what one seat knows) ─▶ Strategy ─prepare─▶ Prepared ─sit─▶ Player ┐
//!                                                          Protocol (whose turn, what is legal) ├─ play ─▶ Session
//! ```
//!
//! Three rules hold everywhere in this room:
//!
//! * **A player knows its [`Brief`] and what it [hears](Player::hear), and nothing else.** There is no way to hand it
//!   another seat's utility, save for the strategies that declare that they need one.
//! * **Nothing is listed.** Offers are found through [`Inverse`](zopa_analysis::inverse::Inverse), so all of this works on
//!   spaces of 10^40 outcomes.
//! * **Rounds are the clock.** Whoever answers late, out of turn or with rubbish forfeits, which is an ending and not an error.

pub mod acceptance;
pub mod bidding;
mod brief;
mod clock;
mod meeting;
mod message;
pub mod model;
mod negotiator;
mod offer;
mod player;
pub mod protocol;
pub mod quality;
mod random;
mod scale;
mod scripted;
mod seat;
mod session;
mod stakes;
pub mod strategy;
mod sums;
pub mod talks;
pub mod tournament;
pub mod transcript;
pub mod wire;

pub use brief::{Brief, Own, Unprepared};
pub use clock::{Clock, Deadline, TimeConvention};
pub use meeting::{ProtocolSpec, Rules, Table};
pub use message::{Act, Audience, Message, Speaker, Strength};
pub use negotiator::{History, Negotiator, Now};
pub use offer::{Bid, Offer};
pub use player::{Answer, Misconduct, Player, Question};
pub use random::{Purpose, Stream};
pub use scale::Scale;
pub use scripted::Scripted;
pub use seat::Seat;
pub use session::{Ending, Session, play, play_told};
pub use stakes::Stakes;
