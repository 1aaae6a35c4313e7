import type { ReactNode } from 'react';
import type { Slice } from '../../../contract/words';
import { useLanguage, useText } from '../../i18n/useText';
import { isSameSlice } from '../../state/roomSelection';
import { absent, formatChange, formatCount } from '../../ui/format';
import type { DrillRow } from './drillRows';
import { numberText, perMinute, signedCount } from './rankedColumns';

/** Both slices in numbers, and their difference: the same numbers as in the table. */
export function CompareFacts({
  path,
  rows,
  a,
  b,
  nameOf,
  unit,
}: {
  path: Slice;
  rows: readonly DrillRow[];
  a: Slice;
  b: Slice;
  nameOf: (slice: Slice) => string;
  unit: string;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const rowOf = (slice: Slice): DrillRow | undefined => rows.find((row) => isSameSlice({ ...path, ...row.slice }, slice));
  const [rowA, rowB] = [rowOf(a), rowOf(b)];
  const apart = rowA?.now === undefined || rowB?.now === undefined ? null : (rowA.now - rowB.now) * perMinute(unit);
  const points = rowA?.change === undefined || rowB?.change === undefined ? null : rowA.change - rowB.change;
  const line = (mark: 'a' | 'b', slice: Slice, row: DrillRow | undefined): ReactNode => (
    <div className="compare-fact">
      <dt>
        <CompareMark mark={mark} />
        <span className="strong">{nameOf(slice)}</span>
      </dt>
      <dd className="num strong">
        {row === undefined ? absent : numberText('now', row, unit, language)}
        <span className="unit faint"> {unit}</span>
      </dd>
      <dd className="num">{formatChange(row?.change ?? null)}</dd>
    </div>
  );
  return (
    <dl className="compare-facts">
      {line('a', a, rowA)}
      {line('b', b, rowB)}
      <div className="compare-fact apart" data-compare-apart={apart ?? ''}>
        <dt className="soft">{text('drill.differenceOf')}</dt>
        <dd className="num strong">
          {apart === null ? formatCount(null, language) : signedCount(apart, language)}
          <span className="unit faint"> {unit === '/s' ? text('drill.perMinute') : unit}</span>
        </dd>
        <dd className="num soft">{points === null ? absent : formatChange(points)}</dd>
      </div>
    </dl>
  );
}

/** The letter with its line's own pattern. */
function CompareMark({ mark }: { mark: 'a' | 'b' }): ReactNode {
  return (
    <>
      <span className={`mark-plate ${mark}`}>{mark.toUpperCase()}</span>
      <svg className={`compare-line ${mark}`} width="26" height="8" viewBox="0 0 26 8" aria-hidden="true">
        <path d="M1 4 H25" />
      </svg>
    </>
  );
}
