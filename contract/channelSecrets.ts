import { originOf, type ChannelSecret, type SecretSlot } from './backendSettings';
import type { NotifyChannelView } from './incidents';
import type { NotifyChannelSettings } from './workspace';

const wanted = {
  webhook: ['signingSecret'],
  feishu: ['channelToken', 'signingSecret'],
  dingtalk: ['channelToken', 'signingSecret'],
  wecom: ['channelToken'],
} as const satisfies Record<NotifyChannelView['kind'], readonly ChannelSecret[]>;

export interface ChannelSecretSlot extends SecretSlot {
  readonly what: ChannelSecret;
}

/** The secrets that a channel's settings call for, each bound to where it is sent. */
export function channelSecretsOf(channelId: string, { kind, url, signed }: NotifyChannelSettings): ChannelSecretSlot[] {
  const origin = originOf(url);
  const slots: readonly ChannelSecret[] = wanted[kind];
  return slots
    .filter((what) => what !== 'signingSecret' || signed || kind === 'webhook')
    .map((what) => ({
      ...{ id: JSON.stringify([origin, what, channelId]), backendId: null, channelId, targetId: null },
      ...{ what, of: channelId, origin },
    }));
}
