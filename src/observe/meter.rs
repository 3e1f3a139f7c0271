//! Why: a log goes by once. Each event is taken for what it means and is forgotten; when the log is over, every deadline is
//! held against what was kept of the cases.

use std::sync::Arc;

use jiff::civil::Date;

use super::cases::{Cases, NONE, UNSTATED, UNTIMED, check};
use super::figures::{Fate, Figures, Key, Record, by, whole};
use super::limit::{Concerned, Doubt, InTime, Limit, Outcome, word};
use super::plan::{Meaning, Plan};
use super::process::folded;
use super::words::Words;
use super::{Asked, Observation, Observed, Seen, Stray, Unseen, Worst};
use crate::message::Message;
use crate::near::nearest;
use crate::parse::log::{Event, Extent, Sink};
use crate::time::stamp::{Millis, Zone};

/// Most different activities of a log.
const ACTIVITIES: usize = 5_000;

/// Most different channels, and priorities.
const WORDS: usize = 500;

/// How many of the slowest cases are named.
const WORST: usize = 5;

/// Takes a log in.
pub struct Meter<'p> {
    plan: &'p Plan,
    zone: &'p Zone,
    /// Whether the events of a case stand together, so that only the case at hand is kept.
    together: bool,
    cases: Cases,
    current: Current,
    closed: u64,
    activities: Words,
    meanings: Vec<(Meaning, u64)>,
    /// Channels and priorities, with their folded words.
    words: [(Words, Vec<String>); 2],
    tallies: Vec<Tally>,
    months: Months,
    events: u64,
    unfinished: u64,
    without_time: u64,
    first: Option<Millis>,
    last: Option<Millis>,
}

/// The case whose events are read, where they stand together.
struct Current {
    times: Vec<Millis>,
    words: [u16; 2],
}

/// What is kept of cases for one deadline.
#[derive(Default)]
struct Tally {
    /// Whether the deadline may not be for one of the cases.
    is_unsure: bool,
    records: Vec<Record>,
    /// Cases that did not end: start, words, month, whether the deadline is for them.
    open: Vec<(Millis, Record, Concerned)>,
    worst: Vec<Worst>,
}

/// The month of the day that was asked last: a log is mostly in order.
#[derive(Default)]
struct Months {
    known: Option<(Millis, Millis, u16)>,
}

impl<'p> Meter<'p> {
    /// A meter for what a plan looks for.
    pub fn new(plan: &'p Plan, zone: &'p Zone) -> Self {
        let words = || (Words::new(WORDS, "observe.too-many-words"), Vec::new());
        Self {
            plan,
            zone,
            together: false,
            cases: Cases::new(plan.moments.len()),
            current: Current { times: vec![NONE; plan.moments.len()], words: [UNSTATED; 2] },
            closed: 0,
            activities: Words::new(ACTIVITIES, "observe.too-many-activities"),
            meanings: Vec::new(),
            words: [words(), words()],
            tallies: plan.limits.iter().map(|_| Tally::default()).collect(),
            months: Months::default(),
            events: 0,
            unfinished: 0,
            without_time: 0,
            first: None,
            last: None,
        }
    }

    /// What the log shows.
    pub fn finish(mut self, asked: &Asked, extent: Extent) -> Observation {
        self.cases.seal();
        let cases = if self.together { self.closed } else { self.cases.len() as u64 };
        let mut deadlines = Vec::with_capacity(self.plan.limits.len());
        for (at, limit) in self.plan.limits.iter().enumerate() {
            let mut tally = std::mem::take(&mut self.tallies[at]);
            for case in 0..self.cases.len() {
                let words = self.cases.words(case);
                let folded = self.words.each_ref().map(|(_, folded)| folded);
                let name = |cases: &Cases| cases.name(case).into();
                let (zone, months) = (self.zone, &mut self.months);
                tally.add(limit, zone, months, self.cases.times(case), words, folded, || name(&self.cases));
            }
            // Where the log knows no such end, a case without one shows nothing: it may be called otherwise.
            let last = self.last.filter(|_| self.shows(limit, END));
            tally.settle(limit, self.zone, last);
            deadlines.push(self.observed(limit, tally));
        }
        let (unknown, unseen, seen, unused) = self.steps();
        Observation {
            path: asked.path.clone(),
            format: asked.format,
            extent,
            zone: asked.zone_name.clone(),
            process: self.plan.process.clone(),
            title: self.plan.title.clone(),
            cases,
            events: self.events,
            unfinished: self.unfinished,
            without_time: self.without_time,
            first: self.first,
            last: self.last,
            deadlines,
            unknown,
            unseen,
            seen,
            unused,
            naming: asked.naming,
        }
    }

    /// Whether the log knows an activity that is the start, or the end, of a deadline.
    fn shows(&self, limit: &Limit, side: usize) -> bool {
        let is_it = |moment: usize| self.meanings.iter().any(|(meaning, _)| meaning.moments.contains(&moment));
        limit.moments.is_some_and(|moments| is_it(moments[side]))
    }

    fn observed(&self, limit: &Limit, tally: Tally) -> Observed {
        let records = tally.records;
        let by_words = |which: usize, key: Key| {
            let name = |number: u16| self.words[which].0.list().get(usize::from(number)).cloned();
            let mut groups: Vec<(Option<Arc<str>>, Figures)> =
                by(&records, key).into_iter().map(|(number, figures)| (name(number), figures)).collect();
            // Without a column for it there is nothing to tell apart.
            if groups.iter().all(|(name, _)| name.is_none()) {
                groups.clear();
            }
            // By their words, so that the order of rows shows nowhere; what is not stated goes last.
            groups.sort_by(|(a, _), (b, _)| (a.is_none(), a).cmp(&(b.is_none(), b)));
            groups
        };
        let month =
            |number: u16| (number != UNSTATED).then(|| Arc::from(format!("{:04}-{:02}", number / 12, number % 12 + 1)));
        Observed {
            deadline: limit.id.clone(),
            declared: limit.declared.as_ref().map(|declared| declared.raw().into()),
            location: limit.location,
            from: limit.from.clone(),
            ends: limit.ends.clone(),
            start_seen: self.shows(limit, START),
            end_seen: self.shows(limit, END),
            doubts: doubts(limit, tally.is_unsure),
            whole: whole(&records),
            by_channel: by_words(0, |record| record.channel),
            by_priority: by_words(1, |record| record.priority),
            by_month: by(&records, |record| record.month)
                .into_iter()
                .map(|(number, figures)| (month(number), figures))
                .collect(),
            worst: tally.worst,
        }
    }

    /// Activities that are no steps, steps that are never shown, steps that are, and mapped activities that are not there.
    fn steps(&self) -> (Vec<Stray>, Vec<Unseen>, Vec<Seen>, Vec<Unseen>) {
        let named = || self.activities.list().iter().zip(&self.meanings);
        let mut unknown: Vec<Stray> = named()
            .filter(|(_, (meaning, events))| !meaning.is_known && *events > 0)
            .map(|(name, (_, events))| Stray { activity: name.clone(), events: *events, near: self.plan.near(name) })
            .collect();
        unknown.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.activity.cmp(&b.activity)));
        let (mut unseen, mut seen) = (Vec::new(), Vec::new());
        for (at, step) in self.plan.steps.iter().enumerate() {
            let own = self.meanings.iter().filter(|(meaning, _)| meaning.steps.contains(&at));
            let events: u64 = own.map(|(_, events)| events).sum();
            if events > 0 {
                seen.push(Seen { step: step.id.clone(), events });
            } else {
                let strays = || unknown.iter().map(|stray| &*stray.activity);
                let near = step.names.iter().find_map(|name| nearest(name, strays())).map(Arc::from);
                unseen.push(Unseen { name: step.id.clone(), near });
            }
        }
        let has = |wanted: &str| self.activities.list().iter().any(|name| folded(name) == folded(wanted));
        let unused = self.plan.mapped.iter().filter(|name| !has(name)).map(|name| {
            let near = nearest(name, unknown.iter().map(|stray| &*stray.activity)).map(Arc::from);
            Unseen { name: name.clone(), near }
        });
        let unused = unused.collect();
        (unknown, unseen, seen, unused)
    }

    fn activity(&mut self, name: &[u8]) -> Result<usize, Message> {
        let (number, is_new) = self.activities.number(name)?;
        if is_new {
            let meaning = self.plan.meaning(&self.activities.list()[number]);
            self.meanings.push((meaning, 0));
        }
        Ok(number)
    }

    /// Takes down what is stated of a case. What is stated first counts.
    fn state(&mut self, case: Option<usize>, channel: &[u8], priority: &[u8]) -> Result<(), Message> {
        let own = match case {
            Some(case) => self.cases.words(case),
            None => self.current.words,
        };
        for (which, stated) in [channel, priority].into_iter().enumerate() {
            if stated.is_empty() || own[which] != UNSTATED {
                continue;
            }
            let number = self.word(which, stated)?;
            match case {
                Some(case) => self.cases.set_word(case, which, number),
                None => self.current.words[which] = number,
            }
        }
        Ok(())
    }

    fn word(&mut self, which: usize, name: &[u8]) -> Result<u16, Message> {
        let (words, folds) = &mut self.words[which];
        let (number, is_new) = words.number(name)?;
        if is_new {
            folds.push(folded(&words.list()[number]));
        }
        // There are fewer words than [`WORDS`].
        Ok(number as u16)
    }
}

impl Sink for Meter<'_> {
    fn begin(&mut self, together: bool, activities: &[Arc<str>]) -> Result<(), Message> {
        self.together = together;
        for name in activities {
            self.activity(name.as_bytes())?;
        }
        Ok(())
    }

    fn event(&mut self, event: &Event<'_>) -> Result<(), Message> {
        let case = if self.together { None } else { Some(self.cases.number(event.case)?) };
        self.state(case, event.channel, event.priority)?;
        if event.activity.is_empty() {
            return Ok(());
        }
        let number = self.activity(event.activity)?;
        self.events += 1;
        let (meaning, count) = &mut self.meanings[number];
        *count += 1;
        let time = self.zone.read(event.time);
        match time {
            Some(time) => {
                self.first = Some(self.first.map_or(time, |first| first.min(time)));
                self.last = Some(self.last.map_or(time, |last| last.max(time)));
            }
            None => self.without_time += 1,
        }
        if !event.complete {
            self.unfinished += 1;
            return Ok(());
        }
        let times = match case {
            Some(case) => self.cases.times_mut(case),
            None => &mut self.current.times,
        };
        for moment in &meaning.moments {
            times[*moment] = times[*moment].min(time.unwrap_or(UNTIMED));
        }
        Ok(())
    }

    fn case(&mut self, case: &[u8], channel: &[u8], priority: &[u8]) -> Result<(), Message> {
        let case = if self.together { None } else { Some(self.cases.number(case)?) };
        self.state(case, channel, priority)
    }

    fn close(&mut self, case: &[u8]) -> Result<(), Message> {
        let case = check(case)?;
        self.closed += 1;
        let folded = self.words.each_ref().map(|(_, folded)| folded);
        for (limit, tally) in self.plan.limits.iter().zip(&mut self.tallies) {
            let Current { times, words } = &self.current;
            tally.add(limit, self.zone, &mut self.months, times, *words, folded, || case.into());
        }
        self.current.times.fill(NONE);
        self.current.words = [UNSTATED; 2];
        Ok(())
    }
}

/// What could not be told, with what the cases added to it.
fn doubts(limit: &Limit, is_unsure: bool) -> Vec<Doubt> {
    let mut list = limit.doubts.clone();
    if is_unsure && !list.contains(&Doubt::WhichCases) {
        list.push(Doubt::WhichCases);
    }
    list
}

/// Sides of a deadline among its moments.
const START: usize = 0;
const END: usize = 1;

impl Tally {
    #[expect(clippy::too_many_arguments, reason = "what is known of a case, from two kinds of places")]
    fn add(
        &mut self,
        limit: &Limit,
        zone: &Zone,
        months: &mut Months,
        times: &[Millis],
        words: [u16; 2],
        folded: [&Vec<String>; 2],
        name: impl FnOnce() -> Arc<str>,
    ) {
        let concerned = match limit.is_for_some() {
            true => limit.concerns(word(words[0], folded[0]), word(words[1], folded[1])),
            false => Concerned::Yes,
        };
        let Some(outcome) = limit.outcome(zone, times, concerned) else { return };
        self.is_unsure |= concerned == Concerned::Unknown;
        let start = limit.moments.map_or(NONE, |moments| times[moments[0]]);
        let mut record = Record {
            seconds: 0,
            channel: words[0],
            priority: words[1],
            month: months.of(zone, start),
            fate: Fate::Open,
        };
        record.fate = match outcome {
            Outcome::Ended(millis, in_time) => {
                record.seconds = u32::try_from(millis / 1000).unwrap_or(u32::MAX);
                self.note(millis, in_time == InTime::No, name);
                match in_time {
                    InTime::Yes => Fate::Within,
                    InTime::No => Fate::Late,
                    InTime::Unknown => Fate::Undecided,
                }
            }
            Outcome::WithoutTime => Fate::WithoutTime,
            Outcome::Reversed => Fate::Reversed,
            Outcome::WithoutStart => Fate::WithoutStart,
            Outcome::Open => {
                self.open.push((start, record, concerned));
                return;
            }
        };
        self.records.push(record);
    }

    /// Remembers a case if it is one of the slowest.
    fn note(&mut self, millis: Millis, late: bool, name: impl FnOnce() -> Arc<str>) {
        if self.worst.len() == WORST && self.worst.last().is_some_and(|least| least.millis > millis) {
            return;
        }
        let case = Worst { case: name(), millis, late };
        let key = |worst: &Worst| (std::cmp::Reverse(worst.millis), worst.case.clone());
        let at = self.worst.partition_point(|own| key(own) <= key(&case));
        self.worst.insert(at, case);
        self.worst.truncate(WORST);
    }

    /// Whether open cases are too late by the last time of the log.
    fn settle(&mut self, limit: &Limit, zone: &Zone, last: Option<Millis>) {
        for (start, record, concerned) in self.open.drain(..) {
            let elapsed = last.map_or(0, |last| last.saturating_sub(start));
            let fate = match limit.in_time(zone, start, elapsed, concerned) {
                InTime::No => Fate::OpenLate,
                InTime::Yes | InTime::Unknown => Fate::Open,
            };
            self.records.push(Record { fate, ..record });
        }
    }
}

impl Months {
    fn of(&mut self, zone: &Zone, moment: Millis) -> u16 {
        if matches!(moment, NONE | UNTIMED) {
            return UNSTATED;
        }
        if let Some((from, until, month)) = self.known
            && (from..until).contains(&moment)
        {
            return month;
        }
        let Some(day) = zone.day(moment) else { return UNSTATED };
        let number = |day: Date| u16::try_from(i32::from(day.year()) * 12 + i32::from(day.month()) - 1).ok();
        let month = number(day).unwrap_or(UNSTATED);
        // As many times 24 hours on, clocks show the same hour or, where they were changed, one of the day before or after:
        // so that the first and the last day of the month are left out.
        let (day_of_month, length) = (Millis::from(day.day()), Millis::from(day.days_in_month()));
        let days = |count: Millis| count.max(0) * 86_400_000;
        self.known = Some((moment - days(day_of_month - 2), moment + days(length - day_of_month - 1), month));
        month
    }
}
