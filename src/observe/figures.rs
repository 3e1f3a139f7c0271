//! Why: the same figures are asked of all cases, of those of one channel, one priority, one month. They are counted in one
//! way, from the few bytes that were kept of each case.

/// What is counted of some cases against one deadline. The counts add up to `cases`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Cases that met the deadline at either end.
    pub cases: u64,
    /// Ended in time.
    pub within: u64,
    /// Ended too late, for certain.
    pub late: u64,
    /// Ended after so long that it cannot be told whether it was in time.
    pub undecided: u64,
    /// Started or ended at a time that cannot be read.
    pub without_time: u64,
    /// Ended before they started.
    pub reversed: u64,
    /// Ended, and never started as far as the log shows.
    pub without_start: u64,
    /// Not ended, and not known to be too late.
    pub open: u64,
    /// Not ended, and too late already at the last time of the log.
    pub open_late: u64,
    /// How long those took that ended; none where none did.
    pub spread: Option<Spread>,
}

/// How long cases took, in whole seconds, cut off; 136 years at most. The value at each share is that of the case at this
/// place in the order of lengths (nearest rank: place `n` × share, rounded up), so it is always that of a real case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// Half of the cases took no longer.
    pub p50: u32,
    /// Nine tenths took no longer.
    pub p90: u32,
    /// 99 of a hundred took no longer.
    pub p99: u32,
    /// The longest.
    pub max: u32,
}

/// What became of a case, in a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Within,
    Late,
    Undecided,
    WithoutTime,
    Reversed,
    WithoutStart,
    Open,
    OpenLate,
}

/// What is kept of a case for one deadline.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// Whole seconds, of cases that ended.
    pub seconds: u32,
    /// Number of its channel.
    pub channel: u16,
    /// Number of its priority.
    pub priority: u16,
    /// Month of the start, counted from the year 0; [`u16::MAX`] where it is not known.
    pub month: u16,
    pub fate: Fate,
}

/// By what cases are put together.
pub type Key = fn(&Record) -> u16;

/// The figures of all cases.
pub fn whole(records: &[Record]) -> Figures {
    let mut figures = Figures::default();
    let mut lengths = Vec::new();
    for record in records {
        figures.count(record.fate);
        if record.fate.is_ended() {
            lengths.push(record.seconds);
        }
    }
    figures.spread = spread(&mut lengths);
    figures
}

/// The figures by a key, in the order of keys.
pub fn by(records: &[Record], key: Key) -> Vec<(u16, Figures)> {
    let Some(least) = records.iter().map(key).min() else { return Vec::new() };
    let most = records.iter().map(key).filter(|key| *key != u16::MAX).max().unwrap_or(least);
    // Keys are small numbers close together; the one for "not stated" goes behind them.
    let place = |key: u16| if key == u16::MAX { usize::from(most - least) + 1 } else { usize::from(key - least) };
    let mut groups = vec![(Figures::default(), 0_usize); place(u16::MAX) + 1];
    for record in records {
        let (figures, ended) = &mut groups[place(key(record))];
        figures.count(record.fate);
        *ended += usize::from(record.fate.is_ended());
    }
    // The lengths of each group stand together in one list.
    let mut next = Vec::with_capacity(groups.len());
    let total = groups.iter().fold(0, |sum, (_, ended)| {
        next.push(sum);
        sum + ended
    });
    let mut lengths = vec![0; total];
    for record in records.iter().filter(|record| record.fate.is_ended()) {
        let at = &mut next[place(key(record))];
        lengths[*at] = record.seconds;
        *at += 1;
    }
    let mut rest = lengths.as_mut_slice();
    let mut list = Vec::new();
    for (at, (mut figures, ended)) in groups.into_iter().enumerate() {
        let (own, others) = std::mem::take(&mut rest).split_at_mut(ended);
        rest = others;
        figures.spread = spread(own);
        if figures.cases > 0 {
            let key = if at == usize::from(most - least) + 1 { u16::MAX } else { least + at as u16 };
            list.push((key, figures));
        }
    }
    list
}

fn spread(lengths: &mut [u32]) -> Option<Spread> {
    let max = lengths.iter().copied().max()?;
    let mut at = |hundredths: usize| {
        let rank = (lengths.len() * hundredths).div_ceil(100).max(1);
        *lengths.select_nth_unstable(rank - 1).1
    };
    Some(Spread { p50: at(50), p90: at(90), p99: at(99), max })
}

impl Fate {
    /// Whether the case ended, so that it took some time.
    pub fn is_ended(self) -> bool {
        matches!(self, Self::Within | Self::Late | Self::Undecided)
    }
}

impl Figures {
    fn count(&mut self, fate: Fate) {
        self.cases += 1;
        *match fate {
            Fate::Within => &mut self.within,
            Fate::Late => &mut self.late,
            Fate::Undecided => &mut self.undecided,
            Fate::WithoutTime => &mut self.without_time,
            Fate::Reversed => &mut self.reversed,
            Fate::WithoutStart => &mut self.without_start,
            Fate::Open => &mut self.open,
            Fate::OpenLate => &mut self.open_late,
        } += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn record((seconds, channel, fate): (u32, u16, u8)) -> Record {
        let fates = [Fate::Within, Fate::Late, Fate::Undecided, Fate::Open, Fate::OpenLate, Fate::WithoutTime];
        let channel = if channel == 4 { u16::MAX } else { channel };
        Record { seconds, channel, priority: 0, month: 7, fate: fates[usize::from(fate) % fates.len()] }
    }

    #[test]
    fn the_value_at_a_share_is_that_of_a_case() {
        let records: Vec<Record> = (1..=200).map(|n| record((n, 0, 0))).collect();
        let spread = whole(&records).spread;
        assert_eq!(spread, Some(Spread { p50: 100, p90: 180, p99: 198, max: 200 }));
        assert_eq!(whole(&records[..1]).spread, Some(Spread { p50: 1, p90: 1, p99: 1, max: 1 }));
        assert_eq!(whole(&[record((1, 0, 3))]).spread, None);
        assert_eq!(by(&[], |record| record.month), []);
    }

    proptest! {
        #[test]
        fn groups_are_the_figures_of_their_own_cases(cases in proptest::collection::vec((0..50_u32, 0..5_u16, 0..6_u8), 0..80)) {
            let records: Vec<Record> = cases.into_iter().map(record).collect();
            let key: Key = |record| record.channel;
            let groups = by(&records, key);
            prop_assert!(groups.is_sorted_by(|a, b| a.0 < b.0));
            prop_assert_eq!(groups.iter().map(|group| group.1.cases).sum::<u64>(), records.len() as u64);
            for (name, figures) in groups {
                let own: Vec<Record> = records.iter().copied().filter(|record| key(record) == name).collect();
                prop_assert_eq!(figures, whole(&own));
                let mut sorted: Vec<u32> = own.iter().filter(|record| record.fate.is_ended()).map(|record| record.seconds).collect();
                sorted.sort_unstable();
                let rank = |share: usize| sorted.get((sorted.len() * share).div_ceil(100).max(1) - 1).copied();
                prop_assert_eq!(figures.spread.map(|spread| spread.p90), rank(90));
            }
        }
    }
}
