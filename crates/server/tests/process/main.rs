//! The binary as its operators see it: a process with arguments, variables, files and signals.

mod administrators;
mod backups;
mod clocks;
mod endurance;
mod files;
mod full_disk;
mod installation;
mod limits;
mod mail;
mod memory;
mod nodes;
mod starting;
