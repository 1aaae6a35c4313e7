import type { EdgePlace, NodePlace, Places } from '../../../../contract/coreLink';
import type { Measure, MeasureSide } from '../../../../contract/state';
import type { FactsAt } from '../facts/placeFacts';
import type { Compared, GraphReading, Measured } from '../graphReading';
import type { KeyedRows, KeyRows } from './keyedRows';
import type { PartAnswers } from './momentPart';

/** One measure's values by place, now and in each reference span. */
interface Column {
  readonly now: KeyedRows;
  readonly past: readonly KeyedRows[];
}

type Split = 'whole' | 'idc';
/** Those that somebody measures. */
type SideColumns = { readonly [Name in Measure]?: Column };

export interface ReadGraphParts {
  readonly places: Places;
  /** What each backend answered; at least one. */
  readonly answers: readonly PartAnswers[];
  readonly keyRows: KeyRows;
  readonly factsAt: FactsAt;
  readonly callsMin: number;
}

/** The ground of all scores at one moment, from what backends answered. Pure. */
export function readGraph({ places, answers, keyRows, factsAt, callsMin }: ReadGraphParts): GraphReading {
  const pastCount = Math.max(0, ...answers.map(({ spans }) => spans.past.length));
  const columnsOf = (side: MeasureSide, split: Split): SideColumns => sideColumns(answers, keyRows, side, split);
  // Found once for all places of a side: a graph has thousands, and every one is compared over four spans and five measures.
  const sides = {
    node: { whole: columnsOf('node', 'whole'), idc: columnsOf('node', 'idc') },
    caller: { whole: columnsOf('caller', 'whole'), idc: columnsOf('caller', 'idc') },
    callee: { whole: columnsOf('callee', 'whole'), idc: columnsOf('callee', 'idc') },
  } satisfies Record<MeasureSide, Record<Split, SideColumns>>;
  const compare = (side: MeasureSide, { id, idc }: NodePlace | EdgePlace): Compared => {
    const columns = sides[side][idc === null ? 'whole' : 'idc'];
    const past: Measured[] = [];
    for (let i = 0; i < pastCount; i += 1) past.push(measuredAt(columns, i, id));
    return { now: measuredAt(columns, 'now', id), past };
  };
  const judged = answers[0]?.spans.judged ?? { from: 0, to: 0 };
  return {
    ...judged,
    callsMin,
    nodes: places.nodes.map((place) => ({ ...factsAt(place), seen: compare('node', place) })),
    edges: places.edges.map((place) => ({
      ...factsAt(place),
      from: place.from,
      to: place.to,
      caller: compare('caller', place),
      callee: compare('callee', place),
    })),
  };
}

function sideColumns(answers: readonly PartAnswers[], keyRows: KeyRows, side: MeasureSide, split: Split): SideColumns {
  const columns: { -readonly [Name in Measure]?: Column } = {};
  for (const { rows } of answers)
    for (const { question, now, past } of rows)
      if (question.side === side && question.split === split)
        columns[question.measure] = { now: keyRows(question, now), past: past.map((each) => keyRows(question, each)) };
  return columns;
}

function measuredAt(columns: SideColumns, span: 'now' | number, id: string): Measured {
  return withoutSilence((measure) => {
    const column = columns[measure];
    if (column === undefined) return undefined;
    return (span === 'now' ? column.now : column.past[span])?.get(id) ?? Number.NaN;
  });
}

/**
 * @param read undefined where nobody measures it. A counter of failures that never counted has no row in most systems: where
 * requests were counted, that is none failed.
 */
export function withoutSilence(read: (measure: Measure) => number | undefined): Measured {
  const requests = read('requests') ?? Number.NaN;
  const failures = read('failures');
  return {
    requests,
    failures: failures !== undefined && Number.isNaN(failures) && requests >= 0 ? 0 : (failures ?? Number.NaN),
    latencyMsP50: read('latencyP50') ?? Number.NaN,
    latencyMsP99: read('latencyP99') ?? Number.NaN,
    saturation: read('saturation') ?? Number.NaN,
  };
}
