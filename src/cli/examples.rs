//! Every command teaches by examples, and every example is one that the program takes.

use clap::{Command, CommandFactory as _, Parser as _};

use super::arguments::Arguments;

/// Each command with its name as it is typed.
fn commands(command: &Command, name: &str, all: &mut Vec<(String, Command)>) {
    all.push((name.to_owned(), command.clone()));
    for sub in command.get_subcommands() {
        commands(sub, &format!("{name} {}", sub.get_name()), all);
    }
}

/// The words of an example: what stands in quotes is one, and after two blanks it is explained.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.split("  ").next().unwrap_or_default().trim();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
            Some(quoted) => quoted,
            None => rest.split_once(' ').unwrap_or((rest, "")),
        };
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    words
}

#[test]
fn every_command_teaches_by_examples_that_it_takes() {
    let mut all = Vec::new();
    commands(&Arguments::command(), "briefpress", &mut all);
    assert!(all.len() > 15, "the commands were not found");
    for (name, command) in all {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        assert!(help.starts_with("Examples:\n"), "`{name} --help` has no examples");
        let examples: Vec<&str> = help
            .lines()
            .filter_map(|line| line.strip_prefix("  "))
            .filter(|line| line.starts_with("briefpress"))
            .collect();
        assert!(!examples.is_empty(), "`{name} --help` has no examples");
        assert!(
            examples.iter().any(|line| line.starts_with(&name)),
            "`{name} --help` shows only other commands"
        );
        for line in examples {
            // What a shell does with the output is the shell's business.
            let typed = line.split(['>', '|']).next().unwrap_or_default();
            let parsed = Arguments::try_parse_from(words(typed));
            assert!(parsed.is_ok(), "`{line}` of `{name} --help` can not be typed: {parsed:?}");
        }
    }
}
