import { useMemo, useState, type ReactNode } from 'react';
import type { Slice } from '../../../contract/words';
import { createSharedScale } from '../../charts/sharedScale';
import { WallChart } from '../../charts/WallChart';
import { useLanguage, useText } from '../../i18n/useText';
import { valueName } from '../../slices/sliceName';
import { Panel } from '../../ui/Panel';
import type { DrillRow } from './drillRows';
import type { CutProps } from './RankedPanel';
import { steadyTop } from './steadyTop';

const countWhole = 6;
const countBesideComparison = 4;

/** The first rows of the ranking as curves; each goes one level deeper. */
export function SmallMultiples({
  workspace,
  metricId,
  path,
  by,
  rows,
  isSmall,
  onOpen,
}: CutProps & { isSmall: boolean; onOpen: (row: DrillRow) => void }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const [isSameScale, setSameScale] = useState(false);
  const shown = useSteadyTop(rows, isSmall ? countBesideComparison : countWhole);
  const shownIds = shown.map(({ id }) => id).join('\n');
  // A new set of pictures has a scale of its own.
  const scale = useMemo(() => (isSameScale ? createSharedScale(shownIds) : undefined), [isSameScale, shownIds]);
  // One object a row for as long as it has a picture: a chart with a new slice would ask for its samples anew.
  const slices = useSliceObjects(shownIds, shown, path);
  const metric = workspace.metrics[metricId];
  if (metric === undefined || shown.length === 0) return <div className="multiples-none" />;
  return (
    <Panel
      className="multiples"
      title={text('drill.multiples', { count: shown.length })}
      side={
        <button type="button" className="segment" aria-pressed={isSameScale} onClick={() => setSameScale(!isSameScale)}>
          {text('drill.sameScale')}
        </button>
      }
    >
      <div className="multiples-grid">
        {shown.map((row) => {
          const name = row.values.map((value, i) => valueName(workspace, by[i] ?? '', value)[language]).join(' · ');
          return (
            <button
              key={row.id}
              type="button"
              className="multiple"
              data-multiple={row.values.join(' ')}
              onClick={() => onOpen(row)}
            >
              <WallChart
                panelId={`drill:${metricId}:${JSON.stringify({ ...path, ...row.slice })}`.slice(0, 128)}
                metricId={metricId}
                slice={slices.get(row.id) ?? row.slice}
                traffic={metric.traffic}
                name={name}
                unit={metric.unit}
                {...(scale === undefined ? {} : { scale })}
              />
            </button>
          );
        })}
      </div>
    </Panel>
  );
}

/** Kept from one table to the next; set while drawing, because it is computed from what is drawn. */
function useSteadyTop(rows: readonly DrillRow[], count: number): readonly DrillRow[] {
  const [before, setBefore] = useState<readonly string[]>([]);
  const ids = useMemo(() => steadyTop(before, rows, count), [before, rows, count]);
  if (ids !== before) setBefore(ids);
  return useMemo(() => ids.flatMap((id) => rows.find((row) => row.id === id) ?? []), [ids, rows]);
}

function useSliceObjects(shownIds: string, shown: readonly DrillRow[], path: Slice): ReadonlyMap<string, Slice> {
  const [kept, setKept] = useState<Kept | null>(null);
  if (kept !== null && kept.shownIds === shownIds && kept.path === path) return kept.slices;
  const slices = new Map(shown.map((row) => [row.id, kept?.slices.get(row.id) ?? { ...path, ...row.slice }]));
  setKept({ shownIds, path, slices });
  return slices;
}

interface Kept {
  readonly shownIds: string;
  readonly path: Slice;
  readonly slices: ReadonlyMap<string, Slice>;
}
