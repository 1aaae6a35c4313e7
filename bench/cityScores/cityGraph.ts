import type { CityTopology } from '../../contract/cityApi';
import { placesOf, type EdgePlace, type Grouping, type NodePlace } from '../../contract/coreLink';
import type { City } from '../../src-main/demoCity/city';
import { edgeIdOf } from '../../contract/coreLink';
import type { Compared, GraphReading, Measured } from '../../src-main/engine/coreLink/graphReading';
import { referenceSpans, type ReferenceSpan } from '../../src-main/engine/coreLink/health/referenceSpans';

/** The city's own metrics behind the measures of the built-in workspace (assets/workspaces/demo-city.yaml). */
const nodeMetrics = {
  requests: 'node.qps',
  failures: 'node.errors',
  latencyMsP50: 'node.latencyP50',
  latencyMsP99: 'node.latencyP99',
  saturation: 'node.saturation',
};
const sideMetrics = (side: 'caller' | 'callee'): Partial<typeof nodeMetrics> => ({
  requests: `edge.${side}.qps`,
  failures: `edge.${side}.errors`,
  latencyMsP50: `edge.${side}.latencyP50`,
  latencyMsP99: `edge.${side}.latencyP99`,
});
const sides = [
  { name: 'node', by: ['node'], metrics: nodeMetrics },
  { name: 'caller', by: ['from', 'to'], metrics: sideMetrics('caller') },
  { name: 'callee', by: ['from', 'to'], metrics: sideMetrics('callee') },
] as const;

const stepMs = 10_000;
const rowsMax = 5_000;
const unmeasured: Measured = {
  requests: Number.NaN,
  failures: Number.NaN,
  latencyMsP50: Number.NaN,
  latencyMsP99: Number.NaN,
  saturation: Number.NaN,
};

/** What one span told, by `side|place`. */
type SpanAnswer = ReadonlyMap<string, Measured>;

/** Reads a city's whole graph at any moment as the console does: every node and call it has, whether or not the workspace names it. */
export interface CityGraph {
  readonly nodes: readonly NodePlace[];
  readonly edges: readonly EdgePlace[];
  /** The reading whose judged span ends at `to`; findings, alerts and changes are left empty. */
  read(to: number, spanMs: number, callsMin: number): GraphReading;
}

export function openCityGraph(city: City, by: Grouping, timeZone: string): CityGraph {
  const { nodes, edges } = placesOf(linkOf(city.topology()), by);
  const past = new Map<string, SpanAnswer>();
  const askSpan = (span: ReferenceSpan): SpanAnswer => answerOf(city, by, span);
  const pastSpan = (span: ReferenceSpan): SpanAnswer => {
    const key = `${span.from}-${span.to}`;
    const answer = past.get(key) ?? askSpan(span);
    if (past.size > 16) past.clear();
    past.set(key, answer);
    return answer;
  };
  return {
    nodes,
    edges,
    read(to, spanMs, callsMin) {
      const now = askSpan({ from: to - spanMs, to });
      const before = referenceSpans(to, stepMs, timeZone).map(pastSpan);
      const compared = (key: string): Compared => ({
        now: now.get(key) ?? unmeasured,
        past: before.map((answer) => answer.get(key) ?? unmeasured),
      });
      const facts = { findings: [], alerts: [], changes: [] };
      return {
        ...{ from: to - spanMs, to, callsMin },
        nodes: nodes.map(({ id }) => ({ id, ...facts, seen: compared(`node|${id}`) })),
        edges: edges.map(({ id, from, to: end }) => ({
          ...{ id, from, to: end, ...facts },
          caller: compared(`caller|${id}`),
          callee: compared(`callee|${id}`),
        })),
      };
    },
  };
}

function linkOf({ nodes, edges }: CityTopology): Parameters<typeof placesOf>[0] {
  return {
    nodes: nodes.map(({ id, name, domain, kind, instances }) => ({
      ...{ id, name, domain, kind, origin: 'workspace' },
      idcs: [...new Set(instances.map(({ idc }) => idc))].sort(),
    })),
    edges: edges.map(({ from, to }) => ({ id: edgeIdOf(from, to), from, to, origin: 'workspace' })),
  };
}

function answerOf(city: City, by: Grouping, span: ReferenceSpan): SpanAnswer {
  const rows = new Map<string, Record<string, number>>();
  const cut = by === 'idc' ? ['idc'] : [];
  for (const side of sides)
    for (const [field, metric] of Object.entries(side.metrics)) {
      const answer = city.breakdown({ metric, slice: {}, by: [...side.by, ...cut], spans: [span], rowsMax });
      for (const { key, values } of answer.rows) {
        const [first = '', second = ''] = key;
        const id = side.by.length === 1 ? first : edgeIdOf(first, second);
        const place = `${side.name}|${by === 'idc' ? `${id}@${key.at(-1) ?? ''}` : id}`;
        const row = rows.get(place) ?? {};
        row[field] = values[0] ?? Number.NaN;
        rows.set(place, row);
      }
    }
  return new Map([...rows].map(([place, row]) => [place, { ...unmeasured, ...row }]));
}
