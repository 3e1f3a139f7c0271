//! Why: one document goes out as a page and as Markdown. What it says is put together once, as blocks of plain text; each
//! format writes them down, and escapes them, in one place.

/// A part of the document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The name of the document.
    Title(String),
    /// A heading; 1 begins a chapter.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// The sentence that nobody may miss.
    Notice(String),
    /// Names with values.
    Facts(Vec<(String, String)>),
    /// Items.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// A picture with what it shows in words; the numbers stand in a table beside it.
    Figure {
        /// A drawing that was made by this program and is safe as it stands.
        svg: String,
        /// What it shows.
        caption: String,
    },
    /// A finding.
    Card(Card),
    /// Lines to be signed: who, and space for name, date and signature.
    Signatures(Vec<String>, [String; 3]),
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Heads of the columns, each with what stands below it.
    pub columns: Vec<(String, Kind)>,
    /// Rows, as long as the columns.
    pub rows: Vec<Vec<String>>,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Words,
    /// Short words that should not be broken.
    Short,
    /// Numbers.
    Number,
    /// Names of files, policies and keys.
    Code,
}

/// A finding.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// Its weight, in words.
    pub weight: String,
    /// Its title.
    pub title: String,
    /// What is wrong.
    pub message: String,
    /// The place, and the line as it stands there.
    pub place: String,
    /// The source line.
    pub line: Option<String>,
    /// Further things, each with its label.
    pub facts: Vec<(String, String)>,
}

impl Table {
    /// A table with these columns.
    pub fn new(columns: &[(String, Kind)]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }
}
