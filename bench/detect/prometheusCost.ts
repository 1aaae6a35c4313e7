import { setTimeout as after } from 'node:timers/promises';
import { ordersAt } from '../../src-main/engine/detection/testOrders';
import { startRealPrometheus } from '../../src-main/engine/testing/realPrometheus';
import { median, quantile } from '../benchResult';
import { stepMs } from './load';

const hourMs = 3_600_000;
/** The series go on into the future, so that rules find a newest sample while they are measured; nothing is scraped. */
const futureMs = 420_000;
const evaluations = 4;
const askEveryMs = 250;
/** An evaluation may take most of its interval; the calmer stretches are idle. */
const idleQuantile = 0.2;
const withinMs = 150_000;

/** The least that does what a detector does: a moving mean and deviation of an hour, and how far the newest sample is from it. */
const rules = `groups:
  - name: detect
    interval: 10s
    rules:
      - { record: 'bench:mean', expr: 'avg_over_time(bench_orders[1h])' }
      - { record: 'bench:deviation', expr: 'stddev_over_time(bench_orders[1h])' }
      - { record: 'bench:z', expr: '(bench_orders - bench:mean) / bench:deviation' }
`;

export interface PrometheusCost {
  readonly series: number;
  /** CPU of the server per series and evaluation of the three rules, median; what it uses without rules is taken off. */
  readonly cpuNs: number;
  /** By its own clock: prometheus_rule_group_last_duration_seconds per series. */
  readonly wallNs: number;
}

/** A real Prometheus with an hour of so many series at 10 s on disk, which evaluates the rules and does nothing else. */
export async function measurePrometheus(series: number): Promise<PrometheusCost> {
  const server = await startRealPrometheus({ backfill: [openMetrics(series, Date.now())], rules });
  try {
    const cpu: number[] = [];
    const wall: number[] = [];
    let last = (await watchEvaluation(server.url, 0)).end;
    while (cpu.length < evaluations) {
      const { end, idleShare } = await watchEvaluation(server.url, last.iterations);
      const idleSeconds = (idleShare * (end.atMs - last.atMs)) / 1_000;
      cpu.push((end.cpuSeconds - last.cpuSeconds - idleSeconds) / (end.iterations - last.iterations));
      wall.push(end.lastSeconds);
      last = end;
    }
    return { series, cpuNs: (median(cpu) * 1e9) / series, wallNs: (median(wall) * 1e9) / series };
  } finally {
    await server.close();
  }
}

interface Reading {
  readonly atMs: number;
  readonly cpuSeconds: number;
  readonly iterations: number;
  readonly lastSeconds: number;
}

/** Asks until one more evaluation is over. `idleShare`: of one core, of the calmer stretches, our asking included. */
async function watchEvaluation(url: string, iterations: number): Promise<{ end: Reading; idleShare: number }> {
  const shares: number[] = [];
  const startedMs = performance.now();
  let last = await read(url);
  while (last.iterations <= iterations) {
    if (performance.now() - startedMs > withinMs) throw new Error('Prometheus did not evaluate its rules in time.');
    await after(askEveryMs);
    const next = await read(url);
    shares.push((next.cpuSeconds - last.cpuSeconds) / ((next.atMs - last.atMs) / 1_000));
    last = next;
  }
  return { end: last, idleShare: shares.length === 0 ? 0 : quantile(shares, idleQuantile) };
}

async function read(url: string): Promise<Reading> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const valueOf = (name: string): number => Number(new RegExp(`^${name}(?:{[^}]*})? (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
  return {
    atMs: performance.now(),
    cpuSeconds: valueOf('process_cpu_seconds_total'),
    iterations: valueOf('prometheus_rule_group_iterations_total') || 0,
    lastSeconds: valueOf('prometheus_rule_group_last_duration_seconds'),
  };
}

/** Series by series, as promtool wants it. */
function* openMetrics(series: number, now: number): Generator<string> {
  const from = Math.floor((now - hourMs - futureMs / 2) / stepMs) * stepMs;
  const times = Array.from({ length: (hourMs + 1.5 * futureMs) / stepMs }, (_, i) => from + i * stepMs);
  const orders = times.map((at) => ordersAt(at, stepMs));
  yield '# TYPE bench_orders gauge\n';
  for (let i = 0; i < series; i += 1)
    yield times
      .map((at, k) => `bench_orders{series="${i}"} ${((orders[k] ?? 0) * (1 + i / series)).toFixed(3)} ${at / 1_000}\n`)
      .join('');
  yield '# EOF\n';
}
