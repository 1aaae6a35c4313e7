import { channelSecretsOf } from '../../contract/channelSecrets';
import { secretSlotsOf, type BackendSettings, type ChannelSecret, type SecretSlot } from '../../contract/backendSettings';
import type { SecretKept } from '../../contract/settingsSchemas';
import { targetSecretsOf } from '../../contract/targetSecrets';
import { accept, refuse, type Result } from '../../contract/result';
import type { SecretView } from '../../contract/state';
import type { Workspace } from '../../contract/workspace';
import type { Store } from './store';

export type SecretValues = Readonly<Record<string, string>>;

/** Where a secret outlives the console: the system's key store. Refuses where only plain text is to be had. */
export interface SecretKeeper {
  /** Whether there is a key store now; may ask the person to unlock it. */
  available(): boolean;
  save(slotId: string, plain: string): Result<void>;
  read(slotId: string): Result<string>;
  forget(slotId: string): void;
}

/**
 * The secrets that the workspace in force calls for. Values live here and in the engine, never in shared state; a slot is
 * bound to where its value is sent, so a backend that moved to another server is asked for it anew.
 */
export interface Secrets {
  /** A workspace comes into force: its slots are told, what was kept is read. */
  begin(workspace: Workspace): void;
  /** Values for the backends of the workspace in force by slot id; what is missing is left out. Others never leave main. */
  values(): SecretValues;
  /** Values for one of its notification channels. */
  readonly ofChannel: (channelId: string) => Readonly<Partial<Record<ChannelSecret, string>>>;
  /** What a protection target of the workspace in force is spoken to with; null when nobody has given it. */
  readonly ofTargetSlot: (slotId: string) => string | null;
  /** Values for settings that are only tried; a slot that nobody gave a value stays without. */
  valuesFor(backendId: string, settings: BackendSettings): SecretValues;
  /** `keep`: seal it when there is a key store; otherwise it stays in memory until the console ends. */
  provide(slotId: string, value: string, keep: boolean): Result<SecretKept>;
  forget(slotId: string): Result<void>;
}

export interface SecretsSetup {
  readonly store: Store;
  readonly keeper: SecretKeeper;
  /** The values for backends of the workspace in force changed: whoever uses them is told again. */
  readonly changed: () => void;
  /** Those for its notification channels did. */
  readonly channelsChanged: () => void;
}

/** More than any war room has; forgotten oldest first. */
const rememberedMax = 500;

export function createSecrets({ store, keeper, changed, channelsChanged }: SecretsSetup): Secrets {
  /** By slot id; survives a change of the workspace, because a slot says where its value may go. */
  const known = new Map<string, { readonly value: string; readonly kept: 'memory' | 'sealed' }>();
  let slots: readonly SecretSlot[] = [];

  function remember(slotId: string, value: string, kept: 'memory' | 'sealed'): void {
    known.delete(slotId);
    known.set(slotId, { value, kept });
    const [oldest] = known.keys();
    if (known.size > rememberedMax && oldest !== undefined) known.delete(oldest);
  }

  function recall(slotId: string): string | null {
    const present = known.get(slotId);
    if (present !== undefined) return present.value;
    const read = keeper.read(slotId);
    if (!read.ok) return null;
    remember(slotId, read.value, 'sealed');
    return read.value;
  }

  function tell(): void {
    store.replace('secrets', Object.fromEntries(slots.map((slot) => [slot.id, view(slot)])));
  }

  function view(slot: SecretSlot): SecretView {
    return { ...slot, kept: known.get(slot.id)?.kept ?? 'missing' };
  }

  function valuesOf(wanted: readonly SecretSlot[]): SecretValues {
    return Object.fromEntries(
      wanted.flatMap(({ id }) => {
        const value = recall(id);
        return value === null ? [] : [[id, value] as const];
      }),
    );
  }

  const inForce = (slotId: string): SecretSlot | undefined => slots.find(({ id }) => id === slotId);

  function tellUser(slot: SecretSlot): void {
    tell();
    if (slot.backendId !== null) changed();
    if (slot.channelId !== null) channelsChanged();
    // A target's is looked up when something is sent there.
  }

  return {
    begin: (workspace) => {
      slots = slotsOf(workspace);
      for (const { id } of slots) recall(id);
      tell();
    },
    values: () => valuesOf(slots.filter(({ backendId }) => backendId !== null)),
    ofChannel: (channelId) => {
      const values: Partial<Record<ChannelSecret, string>> = {};
      for (const slot of slots) {
        const value = slot.channelId === channelId ? recall(slot.id) : null;
        if (value !== null && (slot.what === 'channelToken' || slot.what === 'signingSecret')) values[slot.what] = value;
      }
      return values;
    },
    ofTargetSlot: (slotId) => {
      const slot = inForce(slotId);
      return slot === undefined || slot.targetId === null ? null : recall(slotId);
    },
    valuesFor: (backendId, settings) => valuesOf(secretSlotsOf(backendId, settings)),
    provide: (slotId, value, keep) => {
      const slot = inForce(slotId);
      if (slot === undefined) return noSuchSlot;
      const kept = keep && keeper.available() && keeper.save(slotId, value).ok ? 'sealed' : 'memory';
      // A former value that is still sealed would come back at the next start.
      if (kept === 'memory') keeper.forget(slotId);
      remember(slotId, value, kept);
      tellUser(slot);
      if (kept === 'sealed') return accept({ kept, why: null });
      return accept({ kept, why: keep ? 'no-key-store' : 'asked' });
    },
    forget: (slotId) => {
      const slot = inForce(slotId);
      if (slot === undefined) return noSuchSlot;
      keeper.forget(slotId);
      known.delete(slotId);
      tellUser(slot);
      return accept(undefined);
    },
  };
}

const noSuchSlot = refuse(
  'not-found',
  'The workspace no longer calls for this credential. Look at the settings of its data sources, notifications and protection targets.',
);

/** Two backends on one server with one user share a slot; the first of them stands for it. */
function slotsOf(workspace: Workspace): readonly SecretSlot[] {
  const all = [
    ...Object.entries(workspace.backends).flatMap(([id, settings]) => secretSlotsOf(id, settings)),
    ...Object.entries(workspace.notify).flatMap(([id, settings]) => channelSecretsOf(id, settings)),
    ...Object.entries(workspace.targets).flatMap(([id, settings]) => targetSecretsOf(id, settings)),
  ];
  return [...new Map(all.toReversed().map((slot) => [slot.id, slot])).values()].toReversed();
}
