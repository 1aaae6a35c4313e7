import type { Matcher, RoomEvent } from '../../../contract/state';
import type { Text } from '../../i18n/text';

/** What became of an alert, each in its own word; empty for what is not an alert or simply fires. */
export function alertWords({ alert }: RoomEvent, text: Text): readonly string[] {
  if (alert === null) return [];
  if (alert.state === 'resolved') return [text('alert.resolved')];
  return [
    ...(alert.silencedBy.length > 0 ? [text('alert.silenced')] : []),
    ...(alert.inhibitedBy.length > 0 ? [text('alert.inhibited')] : []),
    ...(alert.state === 'suppressed' && alert.silencedBy.length + alert.inhibitedBy.length === 0 ? [text('alert.muted')] : []),
    ...(alert.acknowledged === null ? [] : [text('alert.acknowledgedBy', { name: alert.acknowledged.by })]),
  ];
}

/** `critical alert`; for what is no alert, what it is. */
export function natureWords(event: RoomEvent, text: Text): string {
  return event.kind === 'alarm' && event.alert !== null
    ? text('alert.nature', { severity: text(`severity.${event.severity}`) })
    : text(`event.${event.kind}`);
}

/** As Alertmanager writes it: `service="pay"`. */
export function matcherText({ name, value, isRegex, isEqual }: Matcher): string {
  return `${name}${isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!='}${JSON.stringify(value)}`;
}
