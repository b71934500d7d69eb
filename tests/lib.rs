//! Whole-program tests. One feature, one file; the names are claims.

mod support;

mod budget;
mod check;
mod client;
mod config_names;
mod corpus;
mod counting_rules;
mod drawing;
mod findings;
mod forms;
mod golden;
mod hostile;
mod init;
mod interruptions;
mod laws;
mod look;
mod members;
mod missing;
mod obstacles;
mod outgoings;
mod pictures;
mod problems;
mod publishing;
mod readme;
mod report;
mod rows;
mod site;
mod usage;
