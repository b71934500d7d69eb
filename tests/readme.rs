//! The commands of the README run as they are written, and its configuration is one.

use crate::support::{project, run_in};

/// The README's blocks in a language.
fn blocks(language: &str) -> Vec<String> {
    let readme = std::fs::read_to_string(project().join("README.md")).unwrap();
    let begin = format!("```{language}\n");
    readme
        .split(&begin)
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

/// The lines of its shell blocks.
fn commands() -> Vec<String> {
    blocks("sh")
        .iter()
        .flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>())
        .map(|line| line.split(" #").next().unwrap().trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

#[test]
fn every_roasbook_command_of_the_readme_works() {
    let folder = tempfile::tempdir().unwrap();
    let mut tried = 0;
    for command in commands() {
        let arguments = command
            .strip_prefix("cargo run --release -- ")
            .or_else(|| command.strip_prefix("roasbook "));
        let Some(arguments) = arguments else { continue };
        let arguments: Vec<&str> = arguments
            .split_whitespace()
            // A test opens no windows.
            .filter(|argument| *argument != "--open")
            .collect();
        if !folder.path().join("data").exists() {
            // A fresh clone has the demo campaign.
            assert_eq!(run_in(folder.path(), &["simulate", "-q"]).status, 0);
        }
        let ran = run_in(folder.path(), &arguments);
        assert_eq!(ran.status, 0, "{command}\n{}", ran.stderr);
        tried += 1;
    }
    assert!(tried >= 5, "only {tried} commands were found");
}

#[test]
fn the_configuration_of_the_readme_is_understood() {
    let examples = blocks("toml");
    assert!(!examples.is_empty());
    for example in examples {
        let read = roasbook::config::Config::parse(&example);
        assert!(read.is_ok(), "{example}\n{}", read.unwrap_err());
    }
}
