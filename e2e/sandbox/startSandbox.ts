import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { startRealAlertmanager, type RealAlertmanager } from '../../src-main/engine/testing/realAlertmanager';
import { startRealPrometheus, type RealPrometheus } from '../../src-main/engine/testing/realPrometheus';
import { startRealVictoriaMetrics, type RealVictoriaMetrics } from '../../src-main/engine/testing/realVictoriaMetrics';
import { alertRules } from './alertRules';
import { startCity, writeWorkspace, type RunningCity } from './city';
import { pastOf, victoriaLines } from './cityPast';
import { feedFromCity } from './gateway/cityFeed';
import { startPushGateway, type PushGateway } from './gateway/pushGateway';
import { sandboxWorkspace } from './sandboxWorkspace';

/** The real stack on loopback, on free ports, with temporary data: what a shop has, fed by a Demo City in real time. */
export interface Sandbox {
  readonly city: RunningCity;
  readonly prometheus: RealPrometheus;
  readonly victoriaMetrics: RealVictoriaMetrics;
  readonly alertmanager: RealAlertmanager;
  readonly gateway: PushGateway;
  /** A workspace file that reads from all four. */
  readonly workspacePath: string;
  readonly timeZone: string;
  /** Ends all of it and removes its data; may be called again. */
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** Days of order counters that Prometheus and VictoriaMetrics hold from the start: up to 28, some seconds each; none when left out. */
  readonly days?: number;
  readonly seed?: number;
  /** A story by name, or a .json file. */
  readonly scenario?: string;
  /** A part ended although nobody asked it to. */
  readonly onDeath?: (sentence: string) => void;
  /** What is being done now, for a person who waits. */
  readonly onStep?: (step: string) => void;
}

/** Characters in one request: each import ends in a flush, and few large ones are several times as fast. */
const importLengthMax = 16_000_000;
/** Prometheus waits five seconds for targets to settle before it scrapes the first; never beyond that, or counters fall back. */
const firstScrapeMs = 4_000;
const builtInWorkspace = resolve(import.meta.dirname, '../../assets/workspaces/demo-city.yaml');

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { days = 0, seed = 1, scenario, onDeath = () => undefined, onStep = () => undefined } = options;
  // Newest first: what stands on another part ends before it.
  const endings: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (let end = endings.pop(); end !== undefined; end = endings.pop()) await end();
  };
  const keep = <Part extends { close(): Promise<void> }>(part: Part): Part => {
    endings.push(() => part.close());
    return part;
  };
  try {
    onStep('Demo City');
    const story = scenario === undefined ? [] : ['--scenario', scenario];
    const city = await startCity(['--epoch', 'real', '--seed', String(seed), ...story], onDeath);
    endings.push(() => city.kill());
    const scrape = [new URL(city.url).host];
    const past = await pastOf(city);
    const { timeZone } = past;

    onStep('Alertmanager, VictoriaMetrics, push gateway');
    const starting = [
      startRealAlertmanager(onDeath).then(keep),
      startRealVictoriaMetrics({ scrape, onDeath }).then(keep),
      startPushGateway().then(keep),
    ] as const;
    // Also when one fails: whatever did start must be known, so that it is ended.
    await Promise.allSettled(starting);
    const [alertmanager, victoriaMetrics, gateway] = await Promise.all(starting);
    endings.push(await feedFromCity(city.url, gateway));

    if (days > 0) onStep(`${days} ${days === 1 ? 'day' : 'days'} of orders before today`);
    let waiting = '';
    const toVictoria = async (text: string, lengthMax = importLengthMax): Promise<void> => {
      waiting += victoriaLines(text);
      if (waiting.length <= lengthMax) return;
      await victoriaMetrics.import(waiting);
      waiting = '';
    };
    async function* texts(): AsyncGenerator<Iterable<string> | AsyncIterable<string>> {
      if (days === 0) return;
      yield tee(past.days(days), (part) => toVictoria(part));
      onStep('Prometheus');
      // VictoriaMetrics has scraped the city since it was there.
      await toVictoria(await past.untilNow(0), 0);
      yield [await past.untilNow(firstScrapeMs)];
    }
    const prometheus = keep(
      await startRealPrometheus({
        scrape,
        rules: alertRules,
        alertmanager: new URL(alertmanager.url).host,
        onDeath,
        backfill: texts(),
      }),
    );
    const addresses = {
      timeZone,
      prometheus: prometheus.url,
      victoriaMetrics: victoriaMetrics.url,
      alertmanager: alertmanager.url,
      gateway: gateway.url,
    };
    const workspace = writeWorkspace(sandboxWorkspace(readFileSync(builtInWorkspace, 'utf8'), addresses));
    endings.push(() => workspace.remove());
    return { city, prometheus, victoriaMetrics, alertmanager, gateway, workspacePath: workspace.path, timeZone, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Each part is seen before the next is made: days of samples at once would not fit in memory. */
async function* tee<Part>(parts: Iterable<Part>, see: (part: Part) => Promise<void>): AsyncGenerator<Part> {
  for (const part of parts) {
    await see(part);
    yield part;
  }
}
