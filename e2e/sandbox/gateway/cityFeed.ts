import { cityAnswerSchema, type CityAnswer } from '../../../contract/cityApi';
import type { FeedSamples } from '../../../contract/pushFeed';
import { stageIds } from '../../../src-main/demoCity/orders/stages';
import type { PushGateway } from './pushGateway';

const secondMs = 1_000;
/** What the gateway knows of the time before it started. */
const pastSeconds = 15 * 60;
/** A city that was away is caught up with in steps of this many seconds. */
const stepSecondsMax = 120;
const cuts = [null, 'city', 'platform', 'idc', 'channel'] as const;

/**
 * Has a gateway push the orders of a Demo City, second by second: the total of every stage, and each cut by one dimension.
 * Ends with the returned function. A city that is away is silence, which the console tells.
 */
export async function feedFromCity(cityUrl: string, gateway: PushGateway): Promise<() => Promise<void>> {
  const now = await lastWholeSecond(cityUrl);
  let pushedTo = now - pastSeconds * secondMs;
  gateway.beginAt(pushedTo);
  await push();

  async function push(): Promise<void> {
    const cityNow = await lastWholeSecond(cityUrl);
    while (pushedTo < cityNow) {
      const to = Math.min(cityNow, pushedTo + stepSecondsMax * secondMs);
      const answer = await askCity(cityUrl, pushedTo, to);
      gateway.push({
        samples: samplesOf(answer, pushedTo),
        seenTo: to,
        ...(answer.reporting === undefined ? {} : { reporting: answer.reporting }),
      });
      pushedTo = to;
    }
  }

  let ended = false;
  let under: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    under = under.then(() => (ended ? undefined : push())).catch(() => undefined);
  }, secondMs / 2);
  return async () => {
    ended = true;
    clearInterval(timer);
    await under;
  };
}

/** The end of the last second that the city has lived through. */
async function lastWholeSecond(cityUrl: string): Promise<number> {
  const at = Math.floor(Date.now() / secondMs) * secondMs;
  return Math.floor((await askCity(cityUrl, at, at)).now / secondMs) * secondMs;
}

async function askCity(cityUrl: string, from: number, to: number): Promise<CityAnswer> {
  const series = stageIds.flatMap((stage) =>
    cuts.map((by) => ({ metric: `orders.${stage}`, slice: {}, ...(by === null ? {} : { by }) })),
  );
  const response = await fetch(new URL('/api/query', cityUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ series, from, to, stepMs: secondMs }),
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(`the city answered ${response.status}: ${await response.text()}`);
  return cityAnswerSchema.parse(await response.json());
}

/** A rate over a bucket of one second is the count in it. */
function samplesOf({ results }: CityAnswer, from: number): FeedSamples[] {
  return results.map(({ metric, slice, values }) => ({
    metric,
    kind: 'count',
    labels: slice,
    points: values.flatMap((value, i) => [from + i * secondMs, value]),
  }));
}
