import type { SwitchSet, SwitchValue, TargetSettings } from '../../../../../contract/protectionSettings';
import { ExecutorFailure, type Executor } from '../../executor';
import { askHaproxy } from './askHaproxy';
import { readFrontendLimit, readInfo, readMapValue, readServer } from './readings';

type What = SwitchSet<'haproxy'>;

/** HAProxy's Runtime API. Errors are text and success is empty, so what counts is what a read shows; a reload forgets it all. */
export const haproxy: Executor<'haproxy'> = {
  bind: ({ instances }, set) => ({
    instances: async () => Object.keys(instances),
    read: async (instance, signal) => {
      const ask = (line: string): Promise<string> => askHaproxy(addressOf(instances, instance), line, signal);
      return { value: await readValue(set, ask), basis: null };
    },
    plan: (instance, present, wanted) => ({
      instance,
      request: present.value === wanted ? '' : lineOf(set, present.value, wanted),
      present: present.value,
      wanted,
      basis: null,
      expires: false,
    }),
    write: async ({ instance, request }, _terms, signal) => {
      const answer = await askHaproxy(addressOf(instances, instance), request, signal);
      // Nothing that we send answers with words when it was taken.
      if (answer !== '') throw new ExecutorFailure('refused', `${instance} refused "${request}": ${answer}`);
      return answer;
    },
    expiry: null,
    acknowledged: null,
  }),
};

function readValue(set: What, ask: (line: string) => Promise<string>): Promise<SwitchValue> {
  switch (set.what) {
    case 'serverState':
    case 'serverWeight':
    case 'serverMaxconn':
      return readServer(ask, set.what, set.backend, set.server);
    case 'frontendMaxconn':
      return readFrontendLimit(ask, set.frontend);
    case 'sessionRate':
      return readInfo(ask, 'SessRateLimit');
    case 'connectionRate':
      return readInfo(ask, 'ConnRateLimit');
    case 'map':
      return readMapValue(ask, set.map, set.key);
  }
}

function lineOf(set: What, present: SwitchValue, wanted: SwitchValue): string {
  switch (set.what) {
    case 'serverState':
      return `set server ${set.backend}/${set.server} state ${oneOf(['ready', 'drain', 'maint'], wanted)}`;
    case 'serverWeight':
      return `set server ${set.backend}/${set.server} weight ${whole(wanted, 256)}`;
    case 'serverMaxconn':
      return `set maxconn server ${set.backend}/${set.server} ${whole(wanted)}`;
    case 'frontendMaxconn':
      return `set maxconn frontend ${set.frontend} ${whole(wanted)}`;
    case 'sessionRate':
      return `set rate-limit sessions global ${whole(wanted)}`;
    case 'connectionRate':
      return `set rate-limit connections global ${whole(wanted)}`;
    case 'map': {
      if (wanted === null) return `del map ${set.map} ${set.key}`;
      return `${present === null ? 'add' : 'set'} map ${set.map} ${set.key} ${word(wanted)}`;
    }
  }
}

function addressOf(instances: Extract<TargetSettings, { kind: 'haproxy' }>['instances'], instance: string): string {
  const address = instances[instance];
  if (address === undefined) throw new ExecutorFailure('bad-setting', `There is no instance ${instance}.`);
  return address;
}

function whole(value: SwitchValue, most = 1_000_000): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new ExecutorFailure('bad-setting', `${JSON.stringify(value)} is no whole number from 0 to ${most}.`);
}

function oneOf(words: readonly string[], value: SwitchValue): string {
  if (typeof value === 'string' && words.includes(value)) return value;
  throw new ExecutorFailure('bad-setting', `${JSON.stringify(value)} is none of ${words.join(', ')}.`);
}

function word(value: SwitchValue): string {
  const text = String(value);
  if (/^[A-Za-z0-9_.:/-]{1,256}$/.test(text)) return text;
  throw new ExecutorFailure('bad-setting', `${JSON.stringify(value)} cannot stand in a map: letters, digits and . _ : / - only.`);
}
