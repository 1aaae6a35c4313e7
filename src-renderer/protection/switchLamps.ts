import type { SwitchView } from '../../contract/protection';
import type { Lamp } from '../ui/glyphs/LampGlyph';

export interface SwitchLamps {
  readonly wanted: Lamp;
  readonly written: Lamp;
  readonly observed: Lamp;
}

/** The three lamps of a switch as it is now, apart from any plan. */
export function switchLamps({ wanted, written, observed }: SwitchView): SwitchLamps {
  return { wanted: wanted === null ? 'empty' : 'target', written: writtenLamp(written), observed: observedLamps[observed.state] };
}

export const observedLamps: Readonly<Record<SwitchView['observed']['state'], Lamp>> = {
  none: 'empty',
  off: 'empty',
  waiting: 'waiting',
  seen: 'agrees',
  unseen: 'disagrees',
  unknown: 'unknown',
};

/** Some that do not answer are no drift, but no whole agreement either. */
function writtenLamp({ state, answered, of }: SwitchView['written']): Lamp {
  switch (state) {
    case 'unread':
      return 'empty';
    case 'agrees':
      return answered < of ? 'half' : 'agrees';
    case 'drift':
      return 'drift';
    case 'unreachable':
      return 'unknown';
  }
}

/** What needs a look first: drift, then what cannot be reached, then what is wanted; the others in the workspace's order. */
export function switchesInOrder(switches: Readonly<Record<string, SwitchView>>): readonly SwitchView[] {
  return Object.values(switches)
    .map((each, i) => ({ each, i }))
    .sort((a, b) => rank(a.each) - rank(b.each) || a.i - b.i)
    .map(({ each }) => each);
}

function rank({ written, wanted }: SwitchView): number {
  if (written.state === 'drift') return 0;
  if (written.state === 'unreachable') return 1;
  return wanted === null ? 3 : 2;
}
