import { z } from 'zod';
import type { City } from '../city';
import { CityError } from '../cityError';
import type { CityPace } from '../cityPace';
import { faultRequestSchema } from '../faults/faultStage';
import { loadScenario, scenarioSchema } from '../faults/scenario';
import type { Route } from './loopbackServer';

const speedSchema = z.strictObject({ speed: z.number().min(1).max(600) });
const playSchema = z.union([
  z.strictObject({ name: z.string().regex(/^[A-Za-z]+$/) }),
  z.strictObject({ faults: scenarioSchema }),
]);

/** Behind the scenes: what is really wrong, and the means to make it so. For drills and benchmarks, never for the console. */
export function backstageRoutes(city: City, pace: CityPace): Route {
  return async (request) => {
    const [name, id] = request.path;
    switch (`${request.method} /${name ?? ''}`) {
      case 'GET /faults':
      case 'GET /truth':
        return { json: { now: city.now(), faults: city.faults.truth() } };
      case 'POST /faults':
        return { json: city.faults.start(await request.json(faultRequestSchema)) };
      case 'DELETE /faults':
        if (id === undefined) throw new CityError(400, 'path: DELETE /faults/ID names a fault');
        return { json: city.faults.end(id) };
      case 'POST /speed': {
        const { speed } = await request.json(speedSchema);
        pace.setSpeed(speed);
        return { json: { speed } };
      }
      case 'POST /scenario': {
        const play = await request.json(playSchema);
        const requests = 'name' in play ? loadScenario(play.name) : play.faults;
        return { json: { faults: requests.map((each) => city.faults.start(each)) } };
      }
      default:
        throw new CityError(404, `there is no ${request.method} /${request.path.join('/')} backstage`);
    }
  };
}
