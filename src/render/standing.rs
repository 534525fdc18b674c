//! Pages that every site should have, made from its settings where it does not write them itself.

use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::model::Standing;
use crate::plan::Task;

use super::Renderer;
use super::briefing_parts::{extra, helpline};
use super::metadata::while_making;
use super::view::{View, language_of};

impl Renderer<'_> {
    /// A page that the site does not write itself: its text, put where `page.html` puts that of a page which it does.
    pub(super) fn standing(
        &self,
        task: &Task,
        standing: Standing,
        buffer: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        let mut metadata = self.metadata(task, "page", standing.title(self.site));
        metadata.view().set("description", Value::none());
        let mut context = self.context(metadata);
        if standing == Standing::GetHelpNow {
            let helplines = self.site.registries.helplines.iter();
            let lines: Vec<Value> = helplines.map(|entry| helpline(self.site, entry)).collect();
            context.insert_value("helplines", Value::from(lines));
        }
        if standing == Standing::Glossary {
            let terms = self.site.registries.glossary.iter().map(|entry| {
                let mut view = View::with_capacity(3);
                view.set("term", &*entry.term.label)
                    .set("expansion", entry.detail.expansion.as_str())
                    .text("definition", entry.definition.as_deref())
                    .text("language", language_of(self.site, &entry.term));
                Value::from(view)
            });
            context.insert_value("glossary", Value::from(terms.collect::<Vec<_>>()));
        }
        let failed = |found: Diagnostic| while_making(found, task, None);
        self.theme.render_template(&standing.template(self.site), &context, buffer).map_err(failed)?;
        context.insert_value("content", Value::safe_string(&String::from_utf8_lossy(buffer)));
        context.insert_value("toc", Value::from(Vec::<Value>::new()));
        context.insert_value("extra", extra(None));
        buffer.clear();
        self.theme.render_template("page.html", &context, buffer).map_err(failed)
    }
}
