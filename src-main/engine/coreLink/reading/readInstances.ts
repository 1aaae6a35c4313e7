import type { InstanceReading } from '../../../../contract/coreLink';
import type { Compared, GraphReading, Measured } from '../graphReading';
import { scoreGraph } from '../health/scoreGraph';
import type { KeyedRows, KeyRows } from './keyedRows';
import type { PartAnswers } from './momentPart';
import { withoutSilence } from './readGraph';

export interface WantedInstances {
  /** Node or edge id that was asked for. */
  readonly of: string;
  /** Whose instances those are: the node's own, or the callee's. */
  readonly node: string;
  /** Of the node as a whole. */
  readonly whole: Compared;
}

/**
 * Each instance as it is now, scored against what is usual for its node, scaled to the instance's part of the calls: an
 * instance lives too short to have a usual of its own.
 */
export function readInstances(
  wanted: readonly WantedInstances[],
  answers: readonly PartAnswers[],
  keyRows: KeyRows,
  callsMin: number,
): InstanceReading[] {
  return wanted.flatMap(({ of, node, whole }) => {
    const columns = new Map<string, KeyedRows>();
    for (const { rows } of answers)
      for (const { question, now } of rows)
        if (question.split === 'instance' && question.node === node) columns.set(question.measure, keyRows(question, now));
    const keys = [...new Set([...columns.values()].flatMap((rows) => [...rows.keys()]))].sort();
    const seen = keys.map((key): Compared => {
      const now = withoutSilence((measure) => {
        const column = columns.get(measure);
        return column === undefined ? undefined : (column.get(key) ?? Number.NaN);
      });
      return { now, past: whole.past.map((past) => partOf(past, now.requests / whole.now.requests)) };
    });
    const span = answers[0]?.spans.judged ?? { from: 0, to: 0 };
    const reading: GraphReading = {
      ...span,
      callsMin,
      nodes: seen.map((each, i) => ({ id: keys[i] ?? '', findings: [], alerts: [], changes: [], seen: each })),
      edges: [],
    };
    const scores = scoreGraph(reading).nodes;
    return seen.map(({ now }, i): InstanceReading => {
      const [idc = '', id = ''] = (keys[i] ?? '').split('\u0000');
      return {
        of,
        id,
        idc: idc === '' ? null : idc,
        requests: now.requests,
        failures: now.failures / now.requests,
        latencyMsP99: now.latencyMsP99,
        saturation: now.saturation,
        score: scores[i]?.score ?? Number.NaN,
      };
    });
  });
}

function partOf(past: Measured, share: number): Measured {
  return { ...past, requests: past.requests * share, failures: past.failures * share };
}
