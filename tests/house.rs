//! House rules as tests: who may name whom, what a file may be, and that the documents say what is there.

#[path = "suite/command.rs"]
mod command;
#[path = "suite/folder.rs"]
mod folder;

mod house {
    mod documents;
    mod files;
    mod layering;
    mod manifests;
    mod schemas;
}
