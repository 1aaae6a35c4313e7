import type { ReactNode } from 'react';
import type { DetectionStatus } from '../../contract/detection';
import type { Text } from '../i18n/text';
import { useText } from '../i18n/useText';
import { useConsole } from '../state/windowConsole';
import { HealthGlyph } from '../ui/glyphs/HealthGlyph';
import { selectDetection } from './selectIncidents';

/** What stands where an incident would: how much is watched, and whether it can be believed yet. */
export function DetectionLine(): ReactNode {
  const text = useText();
  const status = useConsole(selectDetection);
  const isWatching = status !== null && status.judging && status.warm > 0;
  return (
    <p className="detection-line num" data-detection={isWatching ? 'watching' : 'waiting'}>
      <HealthGlyph health={isWatching ? 'ok' : 'unknown'} size={16} />
      <span>{detectionText(status, text)}</span>
    </p>
  );
}

export function detectionText(status: DetectionStatus | null, text: Text): string {
  if (status === null || status.watched === 0) return text('incidents.starting');
  const counts = { watched: status.watched, warm: status.warm };
  if (status.warming) return text('incidents.warming', counts);
  return text(status.judging ? 'incidents.learned' : 'incidents.standing', counts);
}
