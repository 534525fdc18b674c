//! Typographic punctuation in what a front matter tells its readers. Names that are looked up or compared stay as they
//! are written.

use std::borrow::Cow;

use super::{Action, ActionsFrom, FrontMatter};
use crate::config::Term;
use crate::parse::typography::typeset;

impl FrontMatter {
    /// Sets every text that is shown as the body is set where a site asks for typographic punctuation.
    pub(in crate::parse) fn typeset(&mut self) {
        let points = [&mut self.key_messages, &mut self.good_practice, &mut self.improvements];
        points.into_iter().flatten().for_each(|point| set(&mut point.text));
        self.questions.iter_mut().for_each(|question| set(&mut question.text));
        self.quotes.iter_mut().for_each(|quote| set(&mut quote.text));
        if let ActionsFrom::FrontMatter(actions) = &mut self.actions {
            actions.iter_mut().for_each(Action::typeset);
        }
        self.updates.iter_mut().for_each(|update| set(&mut update.note));
        let titles = self.attachments.iter_mut().map(|attachment| &mut attachment.title);
        let others = [&mut self.summary, &mut self.content_note, &mut self.lifecycle.reason];
        let period = self.review.as_mut().map(|review| &mut review.period_note);
        titles.chain(others).chain(period).flatten().for_each(set);
        set(&mut self.title);
        let lists =
            [&mut self.themes, &mut self.harms, &mut self.agencies, &mut self.audiences, &mut self.tags];
        let one = self.series.as_mut().map(|series| &mut series.term);
        lists.into_iter().flatten().chain(one).for_each(set_label);
    }
}

impl Action {
    /// Sets its texts with typographic punctuation.
    pub fn typeset(&mut self) {
        set(&mut self.text);
        let told = [&mut self.owner, &mut self.progress, &mut self.evidence, &mut self.impact];
        told.into_iter().flatten().for_each(set);
    }
}

/// The key of a term stays as it is.
fn set_label(term: &mut Term) {
    if let Cow::Owned(changed) = typeset(&term.label) {
        term.label = changed.into();
    }
}

fn set(text: &mut String) {
    if let Cow::Owned(changed) = typeset(text) {
        *text = changed;
    }
}
