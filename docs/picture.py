#!/usr/bin/env python3
"""Draws docs/picture.svg and docs/picture.zh.svg: what `ombud check examples/story` prints in a terminal.

Why: a picture that somebody drew shows a program that never was. This is the program's own output. Standard library only;
tests/it/docs.rs draws both anew and compares.

  docs/picture.py PROGRAM LANG > docs/picture.svg        from the root of the project; LANG is en or zh
"""
import html, re, subprocess, sys, unicodedata

COMMAND = ["check", "examples/story", "--as-of", "2026-11-22"]
# The finding that is shown: the file's heading, and the rule.
HEADING, RULE = "── cn/complaints.yaml", "[complaint/acknowledge-too-slow]"
SUMMARY_LINES = 5

CELL, LINE, SIZE, EDGE, BAR = 8.4, 18, 14, 24, 40
# A dark sheet of its own, so that it reads on a light page and on a dark one. Each colour has 4.5 : 1 or more on it.
SHEET, PLAIN, FAINT = "#161b22", "#e6edf3", "#9aa4af"
WIDE = "\u2e80-\u9fff\uff00-\uff60"
WORDS = rf"[{WIDE}]+|[^\s{WIDE}]+(?: [^\s{WIDE}]+)*"
COLOURS = {"31": "#ff8a80", "33": "#e3b341", "36": "#6cc7e0"}


TITLES = {
    "en": "ombud check: one finding with its line, its limit, who asks for it, and the summary",
    "zh": "ombud check：一个问题的位置、限值、依据，以及汇总",
}


def printed(program, command):
    """The lines of the program with colours; exit 1 says that there are findings."""
    ran = subprocess.run([program, *command, "--color", "always", "--max-findings", "0"], capture_output=True, env={})
    if ran.returncode != 1:
        sys.exit(f"exit code {ran.returncode}\n{ran.stderr.decode()}")
    return ran.stdout.decode().splitlines()


def chosen(lines, command):
    """One finding with the heading of its file, and the summary at the end."""
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    heading = next(at for at, line in enumerate(plain) if line.startswith(HEADING))
    first = next(at for at, line in enumerate(plain) if at > heading and RULE in line)
    last = next(at for at, line in enumerate(plain) if at > first and not line)
    more = "\x1b[2m…\x1b[0m"
    typed = f"\x1b[2m$\x1b[0m \x1b[1mombud {' '.join(command)}\x1b[0m"
    return [typed, more, lines[heading], "", *lines[first:last], "", more, "", *lines[-SUMMARY_LINES:]]


def runs(line):
    """Pieces of a line with the codes that hold for each (ECMA-48, 8.3.117)."""
    codes = set()
    for piece in re.split(r"(\x1b\[[0-9;]*m)", line):
        code = re.fullmatch(r"\x1b\[([0-9;]*)m", piece)
        if code is None:
            if piece:
                yield piece, frozenset(codes)
        elif code[1] in ("", "0"):
            codes.clear()
        else:
            codes.update(code[1].split(";"))


def cells(text):
    """Columns of a terminal that a text takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def drawn(line, y):
    """One line. Every piece stands at its column, whatever font is there."""
    column, pieces = 0, []
    for text, codes in runs(line):
        width, start = cells(text), EDGE + column * CELL
        column += width
        if not text.strip():
            continue
        colour = next((COLOURS[code] for code in sorted(codes) if code in COLOURS), FAINT if "2" in codes else PLAIN)
        look = f' fill="{colour}"' + (' font-weight="bold"' if "1" in codes else "")
        look += ' text-decoration="underline"' if "4" in codes else ""
        # Pieces that are set apart by blanks are placed one by one, or the blanks would carry the error of the font. So are
        # Chinese and Latin letters, whose fonts seldom agree on two to one; Chinese ones are moved apart, not widened.
        for word in re.finditer(WORDS, text):
            x = start + cells(text[: word.start()]) * CELL
            length = cells(word[0]) * CELL
            adjust = "spacing" if cells(word[0][0]) == 2 else "spacingAndGlyphs"
            pieces.append(
                f'<text x="{x:.1f}" y="{y}" textLength="{length:.1f}" lengthAdjust="{adjust}"{look}>'
                f"{html.escape(word[0], quote=False)}</text>"
            )
    return pieces


def picture(lines, title):
    columns = max(cells("".join(text for text, _ in runs(line))) for line in lines)
    width, height = round(columns * CELL + 2 * EDGE), BAR + len(lines) * LINE + EDGE
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
        f"<title>{title}</title>",
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8" fill="{SHEET}" stroke="#6e7681"/>',
        *(f'<circle cx="{EDGE + at * 20}" cy="20" r="6" fill="#6e7681"/>' for at in range(3)),
        "<g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace\" "
        f'font-size="{SIZE}">',
    ]
    for at, line in enumerate(lines):
        out += drawn(line, BAR + (at + 1) * LINE - 6)
    return "\n".join([*out, "</g>", "</svg>", ""])


if len(sys.argv) != 3 or sys.argv[2] not in TITLES:
    sys.exit(__doc__)
program, language = sys.argv[1:]
command = COMMAND if language == "en" else [*COMMAND, "--lang", language]
sys.stdout.buffer.write(picture(chosen(printed(program, command), command), TITLES[language]).encode())
