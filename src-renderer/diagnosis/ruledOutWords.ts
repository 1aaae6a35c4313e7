import type { Language } from '../../contract/choices';
import type { CoreLink } from '../../contract/coreLink';
import type { RuledOut } from '../../contract/diagnosis';
import type { WorkspaceView } from '../../contract/state';
import { textOf } from '../i18n/text';
import { subjectOf } from '../link/subject';
import { subjectName } from '../link/subjectName';
import { clueValue } from './clueWords';

/** Why it is innocent: `在等 渠道 B · TP99 1.40 s，平时 200 ms`. */
export function ruledOutWords(
  { why, because, series, now, usual }: RuledOut,
  names: Pick<WorkspaceView, 'nodes' | 'dimensions'>,
  coreLink: CoreLink | null,
  language: Language,
): string {
  const text = textOf(language);
  const reason =
    why !== 'waits'
      ? text(`ruledOut.${why}`)
      : because === null
        ? text('ruledOut.waitsOnly')
        : text('ruledOut.waits', { because: subjectName(names, coreLink, subjectOf(because), language) });
  if (now === null || usual === null) return reason;
  const numbers = text('series.nowUsual', {
    series: text(`series.${series}`),
    now: clueValue(series, now, language),
    usual: clueValue(series, usual, language),
  });
  return `${reason} · ${numbers}`;
}
