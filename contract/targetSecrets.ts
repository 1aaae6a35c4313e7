import { originOf, type SecretSlot, type TargetSecret } from './backendSettings';
import type { TargetSettings } from './protectionSettings';

export interface TargetSecretSlot extends SecretSlot {
  readonly what: TargetSecret;
}

/** The secrets that a protection target's settings call for, each bound to where it is used. */
export function targetSecretsOf(targetId: string, settings: TargetSettings): TargetSecretSlot[] {
  const slot = slotOf(targetId, settings);
  return slot === null ? [] : [{ ...slot, backendId: null, channelId: null, targetId }];
}

/** Where its secret is; null where it needs none. What the target is called here does not matter, so renaming it does not lose it. */
export function targetSlotIdOf(settings: TargetSettings): string | null {
  return slotOf('', settings)?.id ?? null;
}

function slotOf(targetId: string, settings: TargetSettings): Pick<TargetSecretSlot, 'id' | 'what' | 'of' | 'origin'> | null {
  switch (settings.kind) {
    case 'etcd': {
      if (settings.user === undefined) return null;
      const [origin, what, of] = [originOf(settings.url), 'password', settings.user] as const;
      return { id: JSON.stringify([origin, what, of, 'etcd']), what, of, origin };
    }
    case 'webhook': {
      const [origin, what] = [originOf(settings.url), 'switchSecret'] as const;
      return { id: JSON.stringify([origin, what, settings.url]), what, of: targetId, origin };
    }
    case 'haproxy':
    case 'sentinel':
    case 'demoCity':
      return null;
  }
}
