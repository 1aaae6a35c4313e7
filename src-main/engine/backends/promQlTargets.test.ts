import { describe, expect, it } from 'vitest';
import { BackendFailure } from './backend';
import type { PromQlClient } from './promQlClient';
import { createTargetWatch } from './promQlTargets';

const never = new AbortController().signal;
const seenTo = 1_760_000_000_000;

/** A server of which `up` says these numbers; null where it says nothing. */
function watchOn(numbers: { count?: number; expected?: number; newest?: number } | BackendFailure) {
  let mono = 0;
  let asked = 0;
  const unasked = () => Promise.reject(new Error('not asked'));
  const client: PromQlClient = {
    where: 'http://prom',
    tell: unasked,
    range: unasked,
    page: unasked,
    instant: async () => {
      asked += 1;
      if (numbers instanceof BackendFailure) throw numbers;
      const rows = Object.entries(numbers).map(([number, value]) => ({
        labels: { number },
        times: [seenTo / 1_000],
        values: [value],
      }));
      return { rows, warnings: [], notes: [] };
    },
  };
  const watch = createTargetWatch(client, () => mono);
  return { read: () => watch(seenTo, never), pass: (ms: number) => void (mono += ms), asked: () => asked };
}

describe('scrape targets', () => {
  it('are counted, those that answer of those known', async () => {
    const { read } = watchOn({ count: 47, expected: 50, newest: seenTo / 1_000 - 3 });
    expect(await read()).toEqual({ reporting: { count: 47, expected: 50 }, newestAt: undefined });
  });

  it('that are all down leave no newest sample, although a rate still has a value', async () => {
    expect(await watchOn({ expected: 2 }).read()).toEqual({ reporting: { count: 0, expected: 2 }, newestAt: null });
  });

  it('that answered long ago date the samples back to then', async () => {
    const { read } = watchOn({ count: 2, expected: 2, newest: seenTo / 1_000 - 200 });
    expect((await read()).newestAt).toBe(seenTo - 200_000);
  });

  it('of a server that scrapes nobody are not known', async () => {
    expect(await watchOn({}).read()).toEqual({ reporting: null, newestAt: undefined });
  });

  it('are asked for once a poll, and of a server that cannot tell once a minute', async () => {
    const well = watchOn({ count: 1, expected: 1, newest: seenTo / 1_000 });
    await Promise.all([well.read().then(well.read)]);
    expect(well.asked()).toBe(1);
    well.pass(1_000);
    await well.read();
    expect(well.asked()).toBe(2);

    const refusing = watchOn(new BackendFailure('bad-query', 'no such function'));
    await refusing.read();
    refusing.pass(59_000);
    expect(await refusing.read()).toEqual({ reporting: null, newestAt: undefined });
    expect(refusing.asked()).toBe(1);
  });

  it('of a server that is down are its failure', async () => {
    await expect(watchOn(new BackendFailure('refused', 'down')).read()).rejects.toMatchObject({ code: 'refused' });
  });
});
