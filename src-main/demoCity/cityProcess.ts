import { createCity } from './city';
import { parseCityArguments, startOf } from './cityOptions';
import { createCityPace, followRealTime } from './cityPace';
import { loadScenario } from './faults/scenario';
import { backstageRoutes } from './http/backstageRoutes';
import { cityRoutes } from './http/cityRoutes';
import { serveLoopback } from './http/loopbackServer';
import { watchParent } from './parentWatch';

/** Demo City as a process: one line of JSON on stdout when it is ready, then HTTP on loopback until its parent is gone. */
async function run(): Promise<void> {
  const options = parseCityArguments(process.argv.slice(2));
  const { zone, startAt } = startOf(options, Date.now());
  const city = createCity({
    seed: options.seed,
    variant: options['topology-variant'],
    startAt,
    zone,
    detail: options.detail,
  });
  if (options.scenario !== undefined) for (const each of loadScenario(options.scenario)) city.faults.start(each);
  // With a real epoch the whole minute has already begun.
  if (options.epoch === 'real') city.advance(Math.floor((Date.now() - startAt) / 1000));
  const pace = options.epoch === 'real' ? followRealTime(city) : createCityPace(city, options.speed);
  const main = await serveLoopback(options.port, cityRoutes(city, pace));
  const backstagePort = options['backstage-port'];
  const backstage = backstagePort === 'off' ? null : await serveLoopback(backstagePort, backstageRoutes(city, pace));
  const leave = (): never => process.exit(0);
  watchParent(options['parent-pid'], leave);
  process.once('SIGTERM', leave);
  process.once('SIGINT', leave);
  console.log(JSON.stringify({ type: 'ready', url: main.url, backstageUrl: backstage?.url ?? null, now: city.now() }));
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
