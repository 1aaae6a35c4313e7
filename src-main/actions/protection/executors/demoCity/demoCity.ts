import { cityControlSchema, type CityControl } from '../../../../../contract/cityApi';
import type { SwitchValue } from '../../../../../contract/protectionSettings';
import { ExecutorFailure, type Executor } from '../../executor';
import { askHttp, type HttpQuestion } from '../askHttp';
import { jsonIn } from '../jsonIn';

/** A control of the simulated city, instance by instance, as its operators would set it. */
export const demoCity: Executor<'demoCity'> = {
  bind: ({ backend }, { control, instances }, world) => {
    const path = `/api/controls/${encodeURIComponent(control)}`;

    async function ask(question: Pick<HttpQuestion, 'method' | 'body' | 'changes'>, signal: AbortSignal): Promise<CityControl> {
      const url = world.cityUrl(backend);
      if (url === null)
        throw new ExecutorFailure(
          'unreachable',
          `The simulated city ${backend} is not running; nothing was sent. Start it again.`,
        );
      const headers = question.body === undefined ? {} : { 'content-type': 'application/json' };
      const answer = await askHttp({ ...question, url: `${url.replace(/\/+$/, '')}${path}`, headers }, signal);
      if (answer.status >= 500 && question.changes)
        throw new ExecutorFailure('unknown', `The city failed in the middle of it (${answer.status}); read it back.`);
      if (answer.status === 404) throw new ExecutorFailure('bad-setting', `The city refused: ${wordsOf(answer.text)}`);
      if (answer.status !== 200) throw new ExecutorFailure('refused', `The city refused: ${wordsOf(answer.text)}`);
      const parsed = cityControlSchema.safeParse(jsonIn(answer.text));
      if (parsed.success) return parsed.data;
      throw new ExecutorFailure(
        question.changes ? 'unknown' : 'refused',
        `The city does not answer with a control: ${wordsOf(answer.text)}`,
      );
    }
    const read = (signal: AbortSignal): Promise<CityControl> => ask({ method: 'GET', changes: false }, signal);

    return {
      instances: async (signal) => instances ?? (await read(signal)).instances.map(({ id }) => id),
      read: async (instance, signal) => ({ value: valueAt(await read(signal), instance), basis: null }),
      plan: (instance, present, wanted) => ({
        instance,
        request: present.value === wanted ? '' : `PUT ${path} ${bodyOf(instance, wanted)}`,
        present: present.value,
        wanted,
        basis: null,
        expires: false,
      }),
      write: async ({ instance, present, wanted }, _terms, signal) => {
        // The city compares nothing itself; what is left open is the moment between this and the next.
        if (valueAt(await read(signal), instance) !== present)
          throw new ExecutorFailure(
            'refused',
            `${instance} of ${control} was set by somebody else; nothing was sent. Read it again.`,
          );
        const after = await ask({ method: 'PUT', body: bodyOf(instance, wanted), changes: true }, signal);
        return JSON.stringify(valueAt(after, instance));
      },
      expiry: null,
      acknowledged: null,
    };
  },
};

function valueAt({ id: control, instances }: CityControl, instance: string): SwitchValue {
  const found = instances.find(({ id }) => id === instance);
  if (found !== undefined) return found.value;
  throw new ExecutorFailure('bad-setting', `${control} has no instance ${instance}.`);
}

function bodyOf(instance: string, value: SwitchValue): string {
  return JSON.stringify({ settings: { [instance]: value } });
}

function wordsOf(text: string): string {
  const found = /^\{"error":"(.*)"\}$/.exec(text.trim())?.[1];
  return (found ?? text).slice(0, 300);
}
