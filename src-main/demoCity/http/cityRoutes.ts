import { z } from 'zod';
import { cityBreakdownSchema, cityQuerySchema } from '../../../contract/cityApi';
import type { City } from '../city';
import { CityError } from '../cityError';
import type { CityPace } from '../cityPace';
import type { Route } from './loopbackServer';

const settingsSchema = z.strictObject({
  settings: z.record(z.string(), z.union([z.number(), z.boolean(), z.string(), z.null()])),
});

/** The public side of the city: what its operators can see and set. Nothing here knows what is wrong. */
export function cityRoutes(city: City, pace: Pick<CityPace, 'now' | 'speed'>): Route {
  return async (request) => {
    const [root, name, id] = request.path;
    const call = `${request.method} /${request.path.slice(0, 2).join('/')}`;
    if (root === 'metrics' && request.method === 'GET' && name === undefined)
      return { text: city.exposition(), contentType: 'text/plain; version=0.0.4; charset=utf-8' };
    switch (call) {
      case 'GET /api/clock':
        return { json: clock(city, pace) };
      case 'GET /api/topology':
        return { json: city.topology() };
      case 'GET /api/metrics':
        return { json: { metrics: city.metricIds() } };
      case 'POST /api/query':
        return { json: city.query(await request.json(cityQuerySchema)) };
      case 'POST /api/breakdown':
        return { json: city.breakdown(await request.json(cityBreakdownSchema)) };
      case 'GET /api/events':
        return { json: { now: city.now(), events: city.events(sinceOf(request.search)) } };
      case 'GET /api/controls':
        return { json: id === undefined ? { controls: city.controls.list() } : city.controls.read(id) };
      case 'PUT /api/controls': {
        if (id === undefined) throw new CityError(400, 'path: PUT /api/controls/ID names a control');
        const { settings } = await request.json(settingsSchema);
        return { json: city.controls.write(id, settings) };
      }
      default:
        throw new CityError(404, `there is no ${request.method} /${request.path.join('/')} here`);
    }
  };
}

function clock(city: City, pace: Pick<CityPace, 'now' | 'speed'>): unknown {
  return {
    now: pace.now(),
    speed: pace.speed(),
    timeZone: city.options.zone.timeZone,
    seed: city.options.seed,
    historyFrom: city.historyFrom,
  };
}

function sinceOf(search: URLSearchParams): number {
  const text = search.get('since') ?? '0';
  const since = Number(text);
  if (!Number.isFinite(since)) throw new CityError(400, `since: epoch ms, not "${text}"`);
  return since;
}
