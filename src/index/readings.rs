//! Why: readings of an indicator lie in rows of other files, among those of many others. They are sorted by name once a
//! run, when somebody first asks.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Index, Resolution, normal};
use crate::model::read::Seen;
use crate::model::{DocId, Documents, Handle, Shape};
use crate::schema::Thing;
use crate::schema::readings::{READING, READINGS};
use crate::value::Scalar;

/// Rows by the name of the indicator, in the order of documents and within them of the file.
pub(super) type Rows = HashMap<Arc<str>, Vec<Handle>>;

impl Index {
    /// The rows with readings of an indicator: those that name it, in files for which the name stands for this one. Names
    /// are looked up from the file with the readings, as all names are: in its organisation, then in the workspace.
    pub fn readings(&self, documents: &Documents, indicator: Handle) -> Vec<Handle> {
        let name = documents.tree(&indicator).key(indicator.node).unwrap_or_default();
        let all = self.rows.get_or_init(|| self.by_name(documents));
        let Some(rows) = all.get(&*normal(name)) else { return Vec::new() };
        let mut known: Option<(DocId, bool)> = None;
        let mut means_it = |row: &Handle| {
            let answer = match known {
                Some((of, answer)) if of == row.document => answer,
                _ => self.means(documents, row.document, name, &indicator),
            };
            known = Some((row.document, answer));
            answer
        };
        rows.iter().filter(|row| means_it(row)).copied().collect()
    }

    /// All documents with readings.
    pub fn files_with_readings(&self) -> &[DocId] {
        self.all(READINGS.name)
    }

    fn by_name(&self, documents: &Documents) -> Rows {
        let mut all = Rows::new();
        for id in self.files_with_readings() {
            let (Seen::Node(rows), _) = documents.follow(documents.get(*id).root(*id), "rows") else { continue };
            for row in documents.items(rows) {
                let row = Handle { shape: Shape::Table(&READING), ..row };
                let (Seen::Scalar(Scalar::Text(name)), _) = documents.follow(row, "indicator") else { continue };
                match all.get_mut(&*normal(&name)) {
                    Some(list) => list.push(row),
                    None => {
                        all.insert(normal(&name).into(), vec![row]);
                    }
                }
            }
        }
        all
    }

    /// Whether a name in a file stands for this indicator, or for it among others: that these are alike is told elsewhere.
    fn means(&self, documents: &Documents, file: DocId, name: &str, indicator: &Handle) -> bool {
        let is_it = |found: &Handle| (found.document, found.node) == (indicator.document, indicator.node);
        match self.resolve(documents, file, Thing::Indicator.word(), name) {
            Resolution::One(found) => is_it(&found),
            Resolution::Several(found) => found.iter().any(is_it),
            Resolution::None => false,
        }
    }
}
