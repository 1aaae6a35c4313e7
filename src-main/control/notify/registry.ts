import type { NotifyChannelView } from '../../../contract/incidents';
import type { ChannelKind } from './channelKind';
import { dingtalk } from './kinds/dingtalk';
import { feishu } from './kinds/feishu';
import { webhook } from './kinds/webhook';
import { wecom } from './kinds/wecom';

/** Everybody outside the room that can be told. A kind without its line does not compile. */
export const channelKinds: Readonly<Record<NotifyChannelView['kind'], ChannelKind>> = { webhook, feishu, dingtalk, wecom };
