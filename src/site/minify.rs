//! Scripts as they go out: without comments and long names, which are half of what a page would load.

use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions};
use oxc::minifier::{Minifier, MinifierOptions};
use oxc::parser::Parser;
use oxc::span::SourceType;

/// A classic script in fewer bytes. What it hands to other scripts keeps its names.
///
/// # Errors
/// What is wrong with the script, in words.
pub fn minify(script: &str) -> Result<String, String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, SourceType::script()).parse();
    if let Some(fault) = parsed.diagnostics.first() {
        return Err(fault.to_string());
    }
    let mut program = parsed.program;
    let minified = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program);
    let written = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(minified.scoping)
        .build(&program);
    Ok(written.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_script_hands_on_keeps_its_name() {
        let script = "\"use strict\";\n/** Words. */\nvar roasbook = globalThis.roasbook || {};\nroasbook.sum = (longName) => {\n  // Why.\n  return longName + 1;\n};\n";
        let minified = minify(script).unwrap();
        assert!(minified.contains("roasbook.sum="), "{minified}");
        assert!(
            !minified.contains("longName") && !minified.contains("Words"),
            "{minified}"
        );
    }

    #[test]
    fn a_script_that_is_none_is_an_error() {
        assert!(minify("var = 1;").is_err());
    }
}
