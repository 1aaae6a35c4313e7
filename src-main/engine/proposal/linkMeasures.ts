import type { Measure, MeasureSide } from '../../../contract/state';
import type { LocalText } from '../../../contract/words';

/** A metric of nodes or calls that a health score is judged by. */
export interface ProposedMeasure {
  readonly id: string;
  readonly side: MeasureSide;
  readonly measure: Exclude<Measure, 'saturation'>;
  readonly name: LocalText;
  readonly unit: '/s' | 's' | 'ms';
  readonly of: 'node' | 'link';
  /** Detection looks at what goes wrong; how much there is it knows from the funnel. */
  readonly watch: boolean;
  readonly query: string;
}

/** Which families of a service graph say what; a family that the server has not is not proposed. */
interface Source {
  /** Name of the family, and what stands in its braces before `$slice`. */
  readonly counted: Readonly<Record<MeasureSide, readonly [family: string, matchers: string]>>;
  readonly failed: Readonly<Record<MeasureSide, readonly [family: string, matchers: string]>>;
  readonly timed: Readonly<Record<MeasureSide, readonly [family: string, matchers: string]>>;
  readonly unit: 's' | 'ms';
}

const graph = 'traces_service_graph_request';
const istioFailed = 'response_code=~"5.*"';
const sources: Readonly<Record<string, Source>> = {
  // Tempo's and the OpenTelemetry collector's: a node is counted as the calls that reach it.
  [`${graph}_total`]: {
    counted: {
      node: [`${graph}_total`, 'server!=""'],
      caller: [`${graph}_total`, 'client!=""'],
      callee: [`${graph}_server_seconds_count`, 'client!=""'],
    },
    failed: {
      node: [`${graph}_failed_total`, 'server!=""'],
      caller: [`${graph}_failed_total`, 'client!=""'],
      callee: [`${graph}_server_failed_total`, 'client!=""'],
    },
    timed: {
      node: [`${graph}_server_seconds_bucket`, 'server!=""'],
      caller: [`${graph}_client_seconds_bucket`, 'client!=""'],
      callee: [`${graph}_server_seconds_bucket`, 'client!=""'],
    },
    unit: 's',
  },
  // Both proxies count every call; `reporter` says which of them.
  istio_requests_total: {
    counted: {
      node: ['istio_requests_total', 'reporter="destination"'],
      caller: ['istio_requests_total', 'reporter="source"'],
      callee: ['istio_requests_total', 'reporter="destination"'],
    },
    failed: {
      node: ['istio_requests_total', `reporter="destination",${istioFailed}`],
      caller: ['istio_requests_total', `reporter="source",${istioFailed}`],
      callee: ['istio_requests_total', `reporter="destination",${istioFailed}`],
    },
    timed: {
      node: ['istio_request_duration_milliseconds_bucket', 'reporter="destination"'],
      caller: ['istio_request_duration_milliseconds_bucket', 'reporter="source"'],
      callee: ['istio_request_duration_milliseconds_bucket', 'reporter="destination"'],
    },
    unit: 'ms',
  },
};

const sides = {
  node: { prefix: 'nodes.', of: 'node', zh: '服务', en: 'service' },
  caller: { prefix: 'links.', of: 'link', zh: '调用', en: 'call' },
  callee: { prefix: 'links.callee.', of: 'link', zh: '被调', en: 'callee' },
} as const;

/** @param metric one of `edgesSources` @param names all that the server has */
export function linkMeasures(metric: string, names: ReadonlySet<string>): ProposedMeasure[] {
  const source = sources[metric];
  if (source === undefined) return [];
  return (['node', 'caller', 'callee'] as const).flatMap((side) => {
    const { prefix, of, zh, en } = sides[side];
    const rate = ([family, matchers]: readonly [string, string], by: string): string =>
      `sum${by}(rate(${family}{${matchers}$slice}[$window]))`;
    const quantile = (share: number): string => `histogram_quantile(${share}, ${rate(source.timed[side], ' by (le) ')})`;
    const all = [
      {
        measure: 'requests',
        family: source.counted[side][0],
        unit: '/s',
        watch: false,
        query: rate(source.counted[side], ''),
        word: ['请求', 'requests'],
      },
      {
        measure: 'failures',
        family: source.failed[side][0],
        unit: '/s',
        watch: true,
        query: rate(source.failed[side], ''),
        word: ['失败', 'failures'],
      },
      {
        measure: 'latencyP50',
        family: source.timed[side][0],
        unit: source.unit,
        watch: false,
        query: quantile(0.5),
        word: ['TP50', 'TP50'],
      },
      {
        measure: 'latencyP99',
        family: source.timed[side][0],
        unit: source.unit,
        watch: true,
        query: quantile(0.99),
        word: ['TP99', 'TP99'],
      },
    ] as const;
    return all
      .filter(({ family }) => names.has(family))
      .map(({ measure, unit, watch, query, word }) => ({
        id: `${prefix}${measure}`,
        side,
        measure,
        name: { zh: `${zh}${word[0]}`, en: `${en} ${word[1]}` },
        unit,
        of,
        watch: watch && side !== 'callee',
        query,
      }));
  });
}
