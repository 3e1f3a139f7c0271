//! Why: lists of a file, lists that functions make, and lists and tables that a script writes down itself look alike and
//! are not: what is missing in a file is a doubt, what is missing in a script is a slip.

use super::{Entry, Group, both, script};

pub(super) const LISTS: Group = Group {
    title: "Lists",
    about: "A list is a list of the file, a group of named entries (`doc.steps`), a list that a function gave, or one \
            that a script writes (`[\"a\", \"b\"]`). Closures are given one item: `|step| step.kind == \"close\"`. An \
            answer of a closure that is neither yes nor no counts as no and, if it comes from the file, leaves a doubt.",
    entries: LIST_ENTRIES,
};

/// Of everything that walks.
const WALKED: &str = "missing, or no list: a doubt at its place, and no items";

const LIST_ENTRIES: &[Entry] = &[
    script("filter", "list.filter(|item| …)", "the items for which the answer is yes", WALKED),
    script("map", "list.map(|item| …)", "what the closure gives, item by item", WALKED),
    script(
        "where",
        "list.where(\"actor\", \"bot\")",
        "the entries whose key has this value, or one of a list of values; `list.where(\"asks\")` those that state it. \
         Keys below keys are written with dots, `\"escalation.to\"`. The short form of `filter`, and much the faster",
        "missing keys have no value. Unreadable, or of another type: a doubt at that place, and the entry is left out",
    ),
    script(
        "where_not",
        "list.where_not(\"actor\", \"bot\")",
        "the other entries: those with another value or none; `list.where_not(\"asks\")` those that do not state it",
        "as `where`; an entry that leaves a doubt is in neither",
    ),
    script(
        "where_key_like",
        "list.where_key_like(\"^x-\")",
        "the entries that have a key that fits the regular expression",
        WALKED,
    ),
    script(
        "where_key_unlike",
        "list.where_key_unlike(\"^[a-z]\")",
        "the entries that have a key that does not fit it",
        WALKED,
    ),
    both(
        "all",
        "list.all(|item| …)",
        "list.all(|item| …)",
        "whether the answer is yes for every item; of an empty list it is. In a header, each item that is not as asked is \
         a finding at its own place",
        "missing, or no list: a doubt; in scripts then as of an empty list",
    ),
    both(
        "some",
        "list.some(|item| …)",
        "list.some(|item| …)",
        "whether the answer is yes for at least one item; of an empty list it is not",
        "missing, or no list: a doubt; in scripts then as of an empty list",
    ),
    script(
        "find",
        "list.find(|item| …)",
        "the first item for which the answer is yes; where there is none, a missing value at the place of the list",
        WALKED,
    ),
    script("count", "list.count(|item| …)", "for how many items the answer is yes", WALKED),
    script("for_each", "list.for_each(|item| …)", "nothing; the closure is called for every item", WALKED),
    script(
        "reduce",
        "list.reduce(|so_far, item| …, start)",
        "`start`, taken through the closure with every item: a sum, a largest value",
        WALKED,
    ),
    script(
        "sort_by",
        "list.sort_by(|item| …)",
        "the items in the order of what the closure gives for each; texts by their letters",
        "missing, or no list: a doubt. Two keys that have no order: a doubt, and the list as it was",
    ),
    script("reverse", "list.reverse()", "the items from last to first", WALKED),
    script(
        "unique",
        "list.unique()",
        "the items without those that stand earlier already",
        "missing, or no list: a doubt. Two items that cannot be compared: a doubt, and both stay",
    ),
    script(
        "contains",
        "list.contains(value)",
        "whether the list has the value; `value in list` is the same",
        "missing: a doubt, and no. Items of the file that cannot be compared, where none is equal: a doubt",
    ),
    both("len", "list.len()", "list.len()", "how many items, entries, keys or characters there are", WALKED),
    both(
        "is_empty",
        "list.is_empty()",
        "list.is_empty()",
        "whether there are none; of a group of keys and of a text as well",
        "missing: in a script a doubt, and yes; in `require` a fail, in `when` a doubt",
    ),
    script(
        "push",
        "list.push(item)",
        "nothing; adds the item at the end of a list of the script's own",
        "lists of the file cannot be changed: the script stops",
    ),
    script(
        "keys",
        "table.keys()",
        "the names of the entries, each with its own place",
        "missing, or a list, which has none: a doubt, and no names",
    ),
    script(
        "keys_like",
        "table.keys_like(\"^x-\")",
        "the names that fit the regular expression; one call for many keys",
        "as `keys`",
    ),
    script("keys_unlike", "table.keys_unlike(\"^x-\")", "the names that do not fit it", "as `keys`"),
];

pub(super) const TABLES: Group = Group {
    title: "Tables of a script",
    about: "A script may keep notes in a table of its own, `let seen = #{};`, written and read as `seen[key]`. At most \
            1,000 entries; closures are given the key and the value. Groups of keys of a file are read, never changed.",
    entries: TABLE_ENTRIES,
};

const TABLE_ENTRIES: &[Entry] = &[
    script("get", "table.get(key)", "the value of the key; nothing if there is none", ""),
    script("set", "table.set(key, value)", "nothing; sets the value of the key, as `table[key] = value` does", ""),
    script("remove", "table.remove(key)", "the value, which is no longer in the table", ""),
    script("values", "table.values()", "the values as a list", ""),
    script("clear", "table.clear()", "nothing; takes everything out", ""),
    script("mixin", "table.mixin(other)", "nothing; takes over all entries of the other table", ""),
    script("fill_with", "table.fill_with(other)", "nothing; takes over those entries that are not there yet", ""),
    script("drain", "table.drain(|key, value| …)", "the entries for which the answer is yes, taken out", ""),
    script("retain", "table.retain(|key, value| …)", "the entries for which the answer is no, taken out", ""),
    script("to_json", "table.to_json()", "the table as a text, for messages", ""),
];
