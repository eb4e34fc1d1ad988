//! What happens at a table of people who do not trust each other?
