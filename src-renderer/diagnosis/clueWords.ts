import type { Language } from '../../contract/choices';
import type { CoreLink } from '../../contract/coreLink';
import type { SuspectEvidence } from '../../contract/diagnosis';
import type { WorkspaceView } from '../../contract/state';
import { textOf } from '../i18n/text';
import { subjectOf } from '../link/subject';
import { subjectName } from '../link/subjectName';
import { absent, formatClock, formatCount, formatMs, formatShare } from '../ui/format';

/** What one piece of evidence says, in plain words. */
export interface ClueWords {
  /** `丢在两端之间` */
  readonly title: string;
  /** Whose series it is. */
  readonly of: string;
  /** `TP99 3.01 s，平时 160 ms · 12:02:00 起` */
  readonly said: string;
}

type Names = Pick<WorkspaceView, 'nodes' | 'dimensions' | 'timeZone'>;

export function clueWords(
  { why, of, series, now, usual, since }: SuspectEvidence,
  names: Names,
  coreLink: CoreLink | null,
  language: Language,
): ClueWords {
  const text = textOf(language);
  const word = text(`series.${series}`);
  const told =
    now === null
      ? []
      : usual === null
        ? [text('series.now', { series: word, now: clueValue(series, now, language) })]
        : [
            text('series.nowUsual', {
              series: word,
              now: clueValue(series, now, language),
              usual: clueValue(series, usual, language),
            }),
          ];
  return {
    title: text(why === 'silence' ? 'why.silenceOf' : `why.${why}`),
    of: why === 'change' ? '' : subjectName(names, coreLink, subjectOf(of), language),
    said: [...told, ...(since === null ? [] : [text('clue.since', { time: formatClock(since, names.timeZone) })])].join(' · '),
  };
}

/** Seconds, a share or calls per second, as the contract has them. */
export function clueValue(series: SuspectEvidence['series'], value: number, language: Language): string {
  switch (series) {
    case 'latency':
      return formatMs(value * 1_000);
    case 'failures':
    case 'saturation':
      return formatShare(value);
    case 'requests':
      return formatCount(value, language);
    case 'change':
      return absent;
  }
}
