import type { ReactNode } from 'react';
import type { LocalText } from '../../../contract/words';
import { useLanguage, useText } from '../../i18n/useText';
import type { OpenDimension } from '../../slices/useDimensionReadings';
import { absent, changeFrom, formatChange, formatShare } from '../../ui/format';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';

export interface DimensionChipProps {
  readonly dimensionId: string;
  readonly name: LocalText;
  /** The key that cuts by it. */
  readonly number: number;
  readonly by: readonly string[];
  /** Null for a dimension whose values the workspace does not name: it is not read ahead. */
  readonly open: OpenDimension | null;
  readonly onOnly: () => void;
  readonly onToggle: () => void;
}

/** One dimension: its name and its answer; a click cuts by it alone, its small button adds it to the others. */
export function DimensionChip({ dimensionId, name, number, by, open, onOnly, onToggle }: DimensionChipProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const order = by.indexOf(dimensionId);
  const dimension = name[language];
  const isCut = order >= 0;
  return (
    <li className={isCut ? 'dimension-chip cut' : 'dimension-chip'} data-dimension={dimensionId}>
      <button
        type="button"
        className="chip-only"
        aria-pressed={isCut && by.length === 1}
        title={text('drill.cutByOnly', { dimension })}
        onClick={onOnly}
      >
        <span className="chip-name">
          <span className="keycap">{number}</span> {dimension}
        </span>
        <ChipAnswer open={open} />
      </button>
      {(!isCut || by.length > 1) && (
        <button
          type="button"
          className="chip-add num"
          aria-pressed={isCut}
          title={text(isCut ? 'drill.remove' : 'drill.add', { dimension })}
          onClick={onToggle}
        >
          {isCut ? String(order + 1) : '+'}
        </button>
      )}
    </li>
  );
}

function ChipAnswer({ open }: { open: OpenDimension | null }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const reading = open?.reading ?? null;
  if (reading === null) {
    const isLoading = open !== null && (open.table === null || open.table.status.phase === 'loading');
    return <span className="chip-answer faint">{isLoading ? text('chart.loading') : absent}</span>;
  }
  if (reading.even || reading.gapShare === null)
    return (
      <span className="chip-answer faint" data-drops-whole="">
        <span>{text('where.even')}</span>
        <span className="num">{formatChange(reading.change)}</span>
      </span>
    );
  const { worst, health, gapShare } = reading;
  return (
    <span className="chip-answer" data-drops-whole="">
      <HealthGlyph health={health} size={16} label={text(`health.${health}`)} />
      <span className="strong">{worst.name[language]}</span>
      <span className="num soft">{text('where.gapShare', { share: formatShare(gapShare) })}</span>
      <span className="num soft">{formatChange(changeFrom(worst.expected, worst.now))}</span>
    </span>
  );
}
