#!/usr/bin/env python3
"""What a log shows of deadlines, worked out without any code of ombud.

    observe.py figures SPEC      SPEC is a JSON file (see `tests/it/observe.rs`); prints the figures as JSON
    observe.py unpack GZ FILE    unpacks a gzip file

Everything is held in memory and worked out in the plainest way: a list of events a case, sorted lists, `datetime`. Only
the standard library is used. Python 3.11 or newer.
"""

import calendar
import csv
import datetime
import gzip
import json
import math
import sys
import xml.etree.ElementTree as tree
import zoneinfo

UTC = datetime.timezone.utc


def moment(text, zone):
    """A time with its zone, to the millisecond, or nothing."""
    try:
        found = datetime.datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if len(text.strip()) < 16:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=zone)
    return found.replace(microsecond=found.microsecond // 1000 * 1000).astimezone(UTC)


def rows(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        yield from csv.DictReader(file)


def local(tag):
    return tag.rsplit("}", 1)[-1]


def attributes(element):
    """The first value of each key of the element's own attributes."""
    found = {}
    for child in element:
        if "key" in child.attrib and local(child.tag) not in ("event", "trace"):
            found.setdefault(child.attrib["key"], child.attrib.get("value", ""))
    return found


def read(spec):
    """A list of cases: name, channel, priority, list of (activity, time as written). And how many rows there were."""
    shape, count = spec["shape"], 0
    if shape == "xes":
        cases = []
        for _, element in tree.iterparse(spec["log"]):
            if local(element.tag) != "trace":
                continue
            own = attributes(element)
            events = []
            for event in element:
                if local(event.tag) == "event":
                    count += 1
                    said = attributes(event)
                    if said.get("lifecycle:transition", "complete").lower() == "complete":
                        events.append((said.get("concept:name", ""), said.get("time:timestamp", "")))
            channel = own.get(spec.get("channel"))
            cases.append([own["concept:name"], channel, own.get(spec.get("priority")), events])
        return cases, count
    cases = {}
    for row in rows(spec["log"]):
        count += 1
        name = row[spec["case"]]
        key = (name, count) if shape == "rows" else name
        case = cases.setdefault(key, [name, None, None, []])
        for at, what in [(1, "channel"), (2, "priority")]:
            if spec.get(what):
                case[at] = case[at] or row[spec[what]] or None
        if shape == "rows":
            case[3] += [(column, row[column]) for column in spec["map"] if row.get(column)]
        elif shape == "history":
            if row["field_name"] == "status":
                case[3].append((row["value"], row[spec["time"]]))
            elif row["field_name"] == "priority":
                case[2] = case[2] or row["value"] or None
        else:
            case[3].append((row[spec["activity"]], row[spec["time"]]))
    if shape == "history":
        # Tickets of which only other fields changed are no cases.
        known = {row["ticket_id"] for row in rows(spec["log"]) if row["field_name"] in ("status", "priority")}
        cases = {key: case for key, case in cases.items() if key in known}
    return list(cases.values()), count


def after(start, limit, zone):
    """The latest moment that is within a limit: `[number, unit]`."""
    number, unit = limit
    if unit == "seconds":
        return start + datetime.timedelta(seconds=number)
    local = start.astimezone(zone)
    month = local.month - 1 + number
    year, month = local.year + month // 12, month % 12 + 1
    day = min(local.day, calendar.monthrange(year, month)[1])
    return local.replace(year=year, month=month, day=day).astimezone(datetime.timezone.utc)


def share(lengths, hundredths):
    return lengths[max(1, math.ceil(len(lengths) * hundredths / 100)) - 1] if lengths else None


FATES = ["within", "late", "undecided", "without_time_stamp", "reversed", "without_start", "open", "open_late"]


def figures(fates):
    counts = {fate: sum(1 for own, _ in fates if own == fate) for fate in FATES}
    lengths = sorted(length // 1000 for fate, length in fates if length is not None)
    shares = {"p50": share(lengths, 50), "p90": share(lengths, 90), "p99": share(lengths, 99)}
    return {"cases": len(fates), **counts, **shares, "max": lengths[-1] if lengths else None}


def grouped(rows, key):
    names = sorted({row[key] for row in rows if row[key] is not None})
    names += [None] if any(row[key] is None for row in rows) else []
    return [{"name": name, **figures([row["fate"] for row in rows if row[key] == name])} for name in names]


def millis(delta):
    return delta // datetime.timedelta(milliseconds=1)


def measured(spec):
    zone = zoneinfo.ZoneInfo(spec["zone"])
    cases, count = read(spec)
    words = {activity.lower(): word for activity, word in spec["map"].items()}
    times = [moment(time, zone) for case in cases for _, time in case[3]]
    last = max(time for time in times if time)
    result = {
        "rows": count,
        "cases": len(cases),
        "without_time": times.count(None),
        "first": min(time for time in times if time).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "last": last.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "deadlines": {},
    }
    for name, (start_word, end_word, limit, certain) in spec["deadlines"].items():
        found, slow = [], []
        # A log that never shows the end calls it otherwise, or does not hold it.
        shown = any(words.get(activity.lower()) == end_word for case in cases for activity, _ in case[3])
        for case, channel, priority, events in cases:
            def at(word):
                own = [moment(time, zone) for activity, time in events if words.get(activity.lower()) == word]
                good = [time for time in own if time]
                return (min(good) if good and None not in own else None), bool(own)
            (start, starts), (end, ends) = at(start_word), at(end_word)
            if not starts and not ends:
                continue
            length = None
            if (starts and not start) or (ends and not end):
                fate = "without_time_stamp"
            elif not starts:
                fate = "without_start"
            elif not ends:
                fate = "open_late" if shown and certain and last > after(start, limit, zone) else "open"
            elif end < start:
                fate = "reversed"
            else:
                length = millis(end - start)
                fate = "within" if end <= after(start, limit, zone) else "late" if certain else "undecided"
                slow.append((-length, case, fate == "late"))
            month = start.astimezone(zone).strftime("%Y-%m") if start else None
            found.append({"fate": (fate, length), "channel": channel, "priority": priority, "month": month})
        worst = [{"case": case, "seconds": -length // 1000, "late": late} for length, case, late in sorted(slow)[:5]]
        stated = {key: any(row[key] is not None for row in found) for key in ("channel", "priority")}
        result["deadlines"][name] = {
            **figures([row["fate"] for row in found]),
            "worst": worst,
            "by_month": grouped(found, "month"),
            "by_channel": grouped(found, "channel") if stated["channel"] else [],
            "by_priority": grouped(found, "priority") if stated["priority"] else [],
        }
    return result


def main():
    if sys.argv[1] == "unpack":
        with gzip.open(sys.argv[2]) as packed, open(sys.argv[3], "wb") as file:
            file.write(packed.read())
        return
    with open(sys.argv[2], encoding="utf-8") as file:
        json.dump(measured(json.load(file)), sys.stdout)


if __name__ == "__main__":
    main()
