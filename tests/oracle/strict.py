#!/usr/bin/env python3
"""Where parsers that share no code with ombud stop, and whether ombud agrees.

    strict.py list DIR              one line a broken file: path, byte offset, reason
    strict.py mutate DIR OUT COUNT  writes COUNT files that were damaged at one place (the same ones each time)
    strict.py compare DIR REPORT    REPORT is `ombud check DIR --format json-v1 --isolated`; exit 1 on a difference
                                    that no entry of EXPLAINED covers

JSON is read by `json` (with its extensions switched off), TOML by `tomllib`, YAML by PyYAML up to its composer (tags
are not resolved: `!Sub` is no mistake). PyYAML reads YAML 1.1 and duplicate keys pass; both are named where they
matter. Python 3.11 or newer. Files are decoded as ombud documents it: UTF-8 with or without mark, UTF-16 with mark.
"""

import collections
import json
import pathlib
import random
import re
import sys
import tomllib

try:
    import yaml
except ImportError:
    yaml = None
LOADER = yaml and getattr(yaml, "CLoader", yaml.Loader)

SUFFIXES = {".json": "json", ".yaml": "yaml", ".yml": "yaml", ".toml": "toml"}
MOST_BYTES = 10 << 20

Stop = collections.namedtuple("Stop", "offset reason")


class Text:
    """Decoded text that knows the byte on disk of each character."""

    def __init__(self, data):
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            self.mark, self.codec = 2, "utf-16-le" if data[0] == 0xFF else "utf-16-be"
        elif data[:3] == b"\xef\xbb\xbf":
            self.mark, self.codec = 3, "utf-8"
        else:
            self.mark, self.codec = 0, "utf-8"
        self.stop = None
        try:
            self.text = data[self.mark :].decode(self.codec)
        except UnicodeDecodeError as error:
            self.text = ""
            self.stop = Stop(self.mark + error.start, "not " + self.codec)

    def offset(self, characters):
        return self.mark + len(self.text[:characters].encode(self.codec))


def no_constant(word):
    raise ValueError(f"constant {word}")


def strict_json(text):
    try:
        json.loads(text.text, parse_constant=no_constant)
    except json.JSONDecodeError as error:
        return Stop(text.offset(error.pos), error.msg)
    except ValueError as error:
        word = str(error).removeprefix("constant ")
        at = re.search(r"-?\b" + re.escape(word.lstrip("-")), text.text)
        return Stop(text.offset(at.start() if at else 0), str(error))
    except RecursionError:
        return Stop(0, "recursion")
    lone = re.search(r"(?<!\\)(?:\\\\)*\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])", text.text)
    return Stop(text.offset(lone.start()), "half a surrogate pair") if lone else None


def strict_toml(text):
    try:
        tomllib.loads(text.text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)$", str(error))
        if not place:
            return Stop(text.offset(len(text.text)), str(error))
        # tomllib turns CRLF into LF before it counts; lines are looked up in the text as it is.
        lines = text.text.split("\n")
        line, column = int(place[1]), int(place[2])
        return Stop(text.offset(sum(len(own) + 1 for own in lines[: line - 1]) + column - 1), str(error))
    except RecursionError:
        return Stop(0, "recursion")
    return None


def strict_yaml(text):
    try:
        for _ in yaml.parse(text.text, Loader=LOADER):
            pass
        for _ in yaml.compose_all(text.text, Loader=LOADER):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return Stop(text.offset(mark.index), error.problem or error.context)
    except yaml.reader.ReaderError as error:
        return Stop(text.offset(error.position), "character not allowed: " + error.reason)
    except RecursionError:
        return Stop(0, "recursion")
    return None


def strict(path):
    """None for a file that a strict parser reads, else where it stops."""
    text = Text(path.read_bytes())
    if text.stop:
        return text.stop
    return {"json": strict_json, "toml": strict_toml, "yaml": strict_yaml}[SUFFIXES[path.suffix.lower()]](text)


def files(root, skipped):
    for path in sorted(root.rglob("*")):
        kind = SUFFIXES.get(path.suffix.lower())
        if kind is None or path.is_symlink() or not path.is_file():
            continue
        if any(part.is_symlink() for part in path.relative_to(root).parents if str(part) != "."):
            continue
        if path.stat().st_size > MOST_BYTES or (kind == "yaml" and yaml is None):
            skipped[kind] += 1
            continue
        yield path


# Differences that are none: what the strict parser says, what ombud says ("" where one of them reads the file), and why.
EXPLAINED = [
    # YAML 1.2.2 is not what PyYAML reads (1.1).
    ("cannot start any token", "", "white space that ends a line may be tabs, 1.2.2 section 6.6"),
    ("", "indentation does not go", "further lines of quoted text are indented, 1.2.2 section 7.3"),
    ("", "before directive", "a document ends with `...` before a directive, 1.2.2 section 9.2"),
    ("did not find expected key", "", "the event parser lets `: a: b` pass, an entry without a key"),
    ("did not find expected ',' or '}'", "a comma, or the closing", "a key in braces may take two lines, 1.2.2 section 7.4"),
    ("found unexpected end of stream", "indentation does not go", "the quote is open, and the line below is not indented"),
    # One place where it can be mended, another where it is noticed.
    ("could not find expected ':'", "colon with a space", "the key is shown, not what follows it"),
    ("could not find expected ':'|expected ',' or '}'", "opened and not closed", "the bracket is shown, not the end"),
    ("could not find expected ':'", '"-" is only valid', "inside an open bracket"),
    ("did not find expected", '"-" is only valid|no meaning here|closing quote|key is expected', "inside an open bracket"),
    ("alphabetic or numeric", "anchor or alias", "the mark is shown, not what follows it"),
    (r"\\u|Invalid hex|Escaped character", "backslash|digits|hexadecimal|needs quotes", "the escape is shown, or its wrong digit"),
    ("Unescaped", "backslash", "the backslash is shown, not what follows it"),
    ("overwrite|redefine|mutate|declare|Duplicate", "second time|already|duplicate|extend", "the key is shown, not its value"),
    ("declare", "does not belong", "the grammar is looked at before the names"),
    ("after a statement", "needs quotes|number is not written", "the value is shown from its start, a wrong digit itself"),
    ("at the end of (an array|a table) declaration", "not closed", "the bracket that is missing, or the one before it"),
    ("Unclosed array|Expected \"'\"", "not closed", "the line ends the text, not the file"),
    ("Invalid initial character", "inline table", "an inline table may take lines, TOML 1.1"),
]


def explanation(strict_said, ombud_said):
    for strict_pattern, pattern, why in EXPLAINED:
        if bool(strict_pattern) == bool(strict_said) and bool(pattern) == bool(ombud_said):
            if re.search(strict_pattern, strict_said) and re.search(pattern, ombud_said):
                return why
    return None


def compare(root, report):
    met = {}
    for member in report["population"]:
        met[member["path"]] = member["state"]
    places = {}
    for finding in report["findings"]:
        if finding["policy"] == "builtin/unreadable-document":
            places.setdefault(finding["location"]["path"], []).append(finding)
    counts, differences = collections.Counter(), []
    skipped = collections.Counter()
    for path in files(root, skipped):
        name = path.relative_to(root).as_posix()
        state = met.get(name)
        if state is None or state in ("excluded", "over_limit"):
            counts["not looked at: " + str(state)] += 1
            continue
        stop = strict(path)
        kind = SUFFIXES[path.suffix.lower()]
        own = places.get(name, [])
        if (state == "broken") != (len(own) == 1):
            differences.append((name, "findings", f"{state} with {len(own)} findings"))
        ours = own[0]["location"]["start"]["offset"] if own else None
        said = own[0]["message"] if own else None
        if stop is None and not own:
            counts[kind + ": both read"] += 1
            continue
        if stop and own and stop.offset == ours:
            counts[kind + ": both refuse at the same byte"] += 1
            continue
        what = "places differ" if stop and own else "only ombud refuses" if own else "only the strict parser refuses"
        why = explanation(stop.reason if stop else "", said or "")
        counts[f"{kind}: {what}" + (f" ({why})" if why else "")] += 1
        if not why:
            row = (name, what, f"strict {stop.offset}: {stop.reason}" if stop else "", f"ombud {ours}: {said}" if own else "")
            differences.append(row)
    for key in sorted(counts):
        print(f"{counts[key]:6} {key}")
    for kind, count in skipped.items():
        print(f"{count:6} {kind}: skipped (too large, or no parser here)")
    for row in differences:
        print("\t".join(row))
    return 1 if differences else 0


def mutate(root, out, count):
    """Real files, each with one slip of the keyboard: a byte lost, doubled, replaced or put in, a line lost or moved."""
    dice = random.Random(7)
    kinds = {}
    for path in files(root, collections.Counter()):
        if path.stat().st_size < 20000:
            kinds.setdefault(SUFFIXES[path.suffix.lower()], []).append(path)
    marks = [bytes([mark]) for mark in b"{}[]():,'\"#&*!|>-%@`=\\/.\t 0a\n"] + ["退".encode(), b"\xff", b"\r", b"- ", b": "]
    for number in range(count):
        kind = sorted(kinds)[number % len(kinds)]
        data = dice.choice(kinds[kind]).read_bytes()
        if not data:
            continue
        at = dice.randrange(len(data))
        slip = dice.randrange(6)
        if slip == 0:
            data = data[:at] + data[at + 1 :]
        elif slip == 1:
            data = data[:at] + data[at : at + 1] + data[at:]
        elif slip == 2:
            data = data[:at] + dice.choice(marks) + data[at + 1 :]
        elif slip == 3:
            data = data[:at] + dice.choice(marks) + data[at:]
        elif slip == 4:
            lines = data.splitlines(keepends=True)
            del lines[dice.randrange(len(lines))]
            data = b"".join(lines)
        else:
            lines = data.splitlines(keepends=True)
            at = dice.randrange(len(lines))
            lines[at] = dice.choice([b" ", b"  ", b"\t"]) + lines[at]
            data = b"".join(lines)
        (out / f"{number:05}.{kind}").write_bytes(data)


def main():
    if yaml is None:
        print("PyYAML is not installed: YAML files are skipped", file=sys.stderr)
    if len(sys.argv) < 3 or sys.argv[1] not in ("list", "compare", "mutate"):
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[2])
    if sys.argv[1] == "compare":
        sys.exit(compare(root, json.loads(pathlib.Path(sys.argv[3]).read_text())))
    if sys.argv[1] == "mutate":
        return mutate(root, pathlib.Path(sys.argv[3]), int(sys.argv[4]))
    for path in files(root, collections.Counter()):
        stop = strict(path)
        if stop:
            print(path.relative_to(root).as_posix(), stop.offset, stop.reason, sep="\t")


main()
