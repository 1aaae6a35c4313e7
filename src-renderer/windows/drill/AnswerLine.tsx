import { useMemo, type ReactNode } from 'react';
import { phraseText } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import { answerOf } from './answer';
import type { DrillRow } from './drillRows';
import type { RankedPanelProps } from './RankedPanel';

/** One sentence first; its place is kept while there is nothing to say. */
export function AnswerLine({
  workspace,
  metricId,
  by,
  rows,
  table,
  nameOf,
}: RankedPanelProps & { nameOf: (row: DrillRow) => string }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const unit = workspace.metrics[metricId]?.unit ?? '';
  const spanMs = table === null ? 0 : table.to - table.from;
  const isWhole = table !== null && table.status.phase !== 'loading';
  const answer = useMemo(
    () => (isWhole ? answerOf(workspace, by, rows, { nameOf, unit, spanMs, language }) : null),
    [isWhole, workspace, by, rows, nameOf, unit, spanMs, language],
  );
  const health = answer?.health ?? 'even';
  return (
    <p className={`answer-line ${health}`} data-answer={health}>
      {answer !== null && health !== 'even' && health !== 'ok' && (
        <HealthGlyph health={health} size={20} label={text(`health.${health}`)} />
      )}
      <span>{answer === null ? '' : phraseText(answer.phrase, language)}</span>
    </p>
  );
}
