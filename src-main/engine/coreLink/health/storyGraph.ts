import type { Compared, EdgeReading, GraphReading, Measured, NodeReading, PlaceFacts } from '../graphReading';

/** For tests: numbers of one side; what is left out is as usual. */
export type Told = Partial<Measured>;

export interface NodeStory extends Partial<PlaceFacts> {
  readonly usual: Told;
  readonly now?: Told;
}
export interface CallStory extends Partial<PlaceFacts> {
  readonly from: string;
  readonly to: string;
  readonly usual: Told;
  readonly caller?: Told;
  readonly callee?: Told;
}

const minute = 60_000;
const noon = Date.UTC(2026, 10, 25, 4);
const wayMs = 0.4;

/** A graph of nodes by name and the calls between them over one minute, as usual except for what the story tells. */
export function storyGraph(nodes: Readonly<Record<string, NodeStory>>, calls: readonly CallStory[]): GraphReading {
  const names = Object.keys(nodes);
  return {
    ...{ from: noon - minute, to: noon, callsMin: 20 },
    nodes: Object.entries(nodes).map(([id, { usual, now, ...facts }]): NodeReading => ({
      ...{ id, findings: [], alerts: [], changes: [] },
      ...facts,
      seen: compared(usual, now),
    })),
    edges: calls.map(({ from, to, usual, caller, callee, ...facts }): EdgeReading => ({
      ...{ id: `${from}→${to}`, findings: [], alerts: [], changes: [] },
      ...facts,
      ...{ from: names.indexOf(from), to: names.indexOf(to) },
      caller: compared({ ...usual, latencyMsP50: (usual.latencyMsP50 ?? usualMs) + wayMs }, caller),
      callee: compared(usual, callee),
    })),
  };
}

const usualMs = 10;

function compared(usual: Told, now: Told = {}): Compared {
  const { requests = 100, latencyMsP50 = usualMs } = usual;
  const before: Measured = {
    ...{ requests, failures: requests / 10_000, latencyMsP50, latencyMsP99: 4 * latencyMsP50, saturation: 0.3 },
    ...usual,
  };
  return { now: { ...before, ...now }, past: [before, before, before] };
}
