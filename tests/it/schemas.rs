//! Why: the schema files in the repository are what editors load; they are never out of step with the tables.

use std::path::Path;

use ombud::render::schema_files as files;
use ombud::schema::files::text;

/// Set to `1` to write the files anew instead of comparing them.
const WRITE: &str = "OMBUD_WRITE";

#[test]
fn the_schema_files_are_those_of_the_tables() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let write = std::env::var_os(WRITE).is_some_and(|value| value == "1");
    let mut listed: Vec<String> = Vec::new();
    for (name, schema) in files() {
        let path = folder.join(name);
        let wanted = text(&schema);
        if write {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &wanted).unwrap();
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(found == wanted, "{} is out of step; run with {WRITE}=1 to write it anew", path.display());
        listed.push(name.to_owned());
    }
    let mut present: Vec<String> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    present.sort();
    assert_eq!(present, listed, "every file in schemas/ is generated");
}

#[test]
fn the_schema_files_are_valid_schemas() {
    for (name, schema) in files() {
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
        jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}
