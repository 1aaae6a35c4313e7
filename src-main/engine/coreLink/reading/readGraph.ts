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
  const columns = new Map<string, Column>();
  for (const { rows } of answers)
    for (const { question, now, past } of rows)
      columns.set(`${question.side} ${question.measure} ${question.split}`, {
        now: keyRows(question, now),
        past: past.map((each) => keyRows(question, each)),
      });
  const pastCount = Math.max(0, ...answers.map(({ spans }) => spans.past.length));
  const compare = (side: MeasureSide, place: NodePlace | EdgePlace): Compared => {
    const split = place.idc === null ? 'whole' : 'idc';
    const measured = (rowsOf: (column: Column) => KeyedRows | undefined): Measured =>
      withoutSilence((measure) => {
        const column = columns.get(`${side} ${measure} ${split}`);
        return column === undefined ? undefined : (rowsOf(column)?.get(place.id) ?? Number.NaN);
      });
    return {
      now: measured(({ now }) => now),
      past: Array.from({ length: pastCount }, (_, i) => measured(({ past }) => past[i])),
    };
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
