/** Counters, gauges and histograms of one service as a Prometheus page; the names are those of the workspace in shopWorkspace.ts. */
export interface ServiceMetrics {
  count(name: string, labels: Labels): void;
  /** Seconds, into `<name>_bucket`, `_sum` and `_count`. */
  observe(name: string, labels: Labels, seconds: number): void;
  /** @param gauges what is true now: series and value */
  page(gauges: readonly (readonly [string, Labels, number])[]): string;
}
type Labels = Readonly<Record<string, string>>;

const bounds = [0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5];

export function createServiceMetrics(): ServiceMetrics {
  const counters = new Map<string, number>();
  const add = (series: string, by: number): void => void counters.set(series, (counters.get(series) ?? 0) + by);
  return {
    count: (name, labels) => add(seriesOf(name, labels), 1),
    observe: (name, labels, seconds) => {
      for (const le of [...bounds.map(String), '+Inf'])
        add(seriesOf(`${name}_bucket`, { ...labels, le }), seconds <= Number(le.replace('+Inf', 'Infinity')) ? 1 : 0);
      add(seriesOf(`${name}_sum`, labels), seconds);
      add(seriesOf(`${name}_count`, labels), 1);
    },
    page: (gauges) =>
      [...counters, ...gauges.map(([name, labels, value]): [string, number] => [seriesOf(name, labels), value])]
        .map(([series, value]) => `${series} ${value}\n`)
        .join(''),
  };
}

function seriesOf(name: string, labels: Labels): string {
  const written = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return `${name}{${written.join(',')}}`;
}
