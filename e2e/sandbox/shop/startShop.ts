import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { launchHaproxy, type LaunchedHaproxy } from '../../../src-main/actions/protection/testing/launchHaproxy';
import { startRealPrometheus, type RealPrometheus } from '../../../src-main/engine/testing/realPrometheus';
import { freePort } from '../../../src-main/engine/testing/realServer';
import { writeWorkspace } from '../city';
import { haproxyConfig } from './haproxyConfig';
import type { ServiceSettings } from './shopService';
import { startShopLoad, type ShopLoad } from './shopLoad';
import { shopWorkspace } from './shopWorkspace';

/**
 * A small shop of real parts: customers → a real HAProxy → `order` and `recommend`, which both ask `catalog` through HAProxy, twice two
 * workers of 40 ms: a hundred requests a second. A real Prometheus scrapes them. Nothing is simulated but the customers.
 */
export interface Shop {
  readonly haproxy: LaunchedHaproxy;
  /** Where customers come in. */
  readonly url: string;
  readonly prometheus: RealPrometheus;
  readonly load: ShopLoad;
  readonly workspacePath: string;
  /** Ends all of it and removes its data; may be called again. */
  close(): Promise<void>;
}

/** Requests a second: of the catalog's hundred, 40 are used on a usual day; a rush brings recommendations by themselves above it. */
export const usualLoad = { '/order': 20, '/recommend': 20 } as const;
export const rushLoad = { '/order': 20, '/recommend': 150 } as const;

const script = join(import.meta.dirname, 'shopService.ts');
const helloSchema = z.object({ port: z.number() });
const small = { workers: 50, workMs: 5, waitingMax: 500 } as const;
const catalog: ServiceSettings = { name: 'catalog', workers: 2, workMs: 40, waitingMax: 60, calls: null, counts: 'nothing' };

export async function startShop({
  lease = '10m',
  verify = true,
  onDeath = () => undefined,
}: {
  readonly lease?: string;
  readonly verify?: boolean;
  readonly onDeath?: (sentence: string) => void;
} = {}): Promise<Shop> {
  // Newest first: what stands on another part ends before it.
  const endings: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (let end = endings.pop(); end !== undefined; end = endings.pop()) await end();
  };
  const service = async (settings: ServiceSettings): Promise<number> => {
    const started = await startService(settings, onDeath);
    endings.push(started.close);
    return started.port;
  };
  try {
    const [door, inside] = [await freePort(), await freePort()];
    const calls = { name: 'catalog', url: `http://127.0.0.1:${inside}/` };
    const starting = [
      service({ name: 'order', ...small, calls, counts: 'orders' }),
      service({ name: 'recommend', ...small, calls, counts: 'nothing' }),
      service(catalog),
      service(catalog),
    ] as const;
    // Also when one fails: whatever did start must be known, so that it is ended.
    await Promise.allSettled(starting);
    const [order, recommend, newer, older] = await Promise.all(starting);
    const ports = { door, inside, order, recommend, catalog: [newer, older] } as const;
    const haproxy = await launchHaproxy((files) => haproxyConfig(files, ports), 'recommend off\n', onDeath);
    endings.push(() => haproxy.close());
    const scrape = [order, recommend, newer, older].map((port) => `127.0.0.1:${port}`);
    const prometheus = await startRealPrometheus({ scrape, onDeath });
    endings.push(() => prometheus.close());
    const url = `http://127.0.0.1:${door}`;
    const load = startShopLoad(url, usualLoad);
    endings.push(() => load.close());
    const places = { prometheus: prometheus.url, haproxy: haproxy.address, map: haproxy.map, lease, verify };
    const workspace = writeWorkspace(shopWorkspace(places));
    endings.push(() => workspace.remove());
    return { haproxy, url, prometheus, load, workspacePath: workspace.path, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startService(settings: ServiceSettings, onDeath: (sentence: string) => void) {
  const child: ChildProcess = fork(script, [JSON.stringify(settings)], { execArgv: ['--import', 'tsx'] });
  const died = once(child, 'exit').then(() =>
    Promise.reject(new Error(`the service ${settings.name} ended before it was ready`)),
  );
  const [hello] = (await Promise.race([once(child, 'message'), died])) as [unknown];
  let asked = false;
  // It ends one day, and then nobody waits for its first word.
  const ended = died.catch(() => (asked ? undefined : onDeath(`the service ${settings.name} ended by itself`)));
  return {
    port: helloSchema.parse(hello).port,
    close: async () => {
      asked = true;
      child.kill('SIGTERM');
      await ended;
    },
  };
}
