//! Markdown to HTML and findings, case by case.
