import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { otherLanguage, textOf } from '../../i18n/text';
import type { Text } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { useRoomTick } from '../../state/useRoomTick';
import type { Language } from '../../../contract/choices';
import { formatDuration } from '../format';
import { peakPhase } from '../peakPhase';
import type { PeakPhase } from '../peakPhase';

/** Which peak the day is in, and how long to its top. */
export function PeakClock({ workspace }: { workspace: WorkspaceView }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const roomAt = useRoomTick(1_000);
  const now = peakPhase(workspace.peaks, roomAt, workspace.timeZone);
  if (now === null) return null;
  const other = otherLanguage(language);
  return (
    <div className="header-part peak">
      <p className="header-first">
        {phaseText(now, text, language)} <span className="english-second faint">{phaseText(now, textOf(other), other)}</span>
      </p>
      <p className="header-second">
        {labelText(now, text, language)}{' '}
        <span className="num strong">{formatDuration(now.phase === 'falling' ? now.pastTopMs : now.toTopMs)}</span>
        <span className="peak-at"> · {atText(now, text)}</span>
      </p>
    </div>
  );
}

function phaseText({ phase, peak }: PeakPhase, text: Text, language: Language): string {
  return phase === 'ahead' ? text('peak.ahead') : text(`peak.${phase}`, { peak: peak.name[language] });
}

function labelText({ phase, peak }: PeakPhase, text: Text, language: Language): string {
  if (phase === 'ahead') return text('peak.toNext', { peak: peak.name[language] });
  return text(phase === 'rising' ? 'peak.toTop' : 'peak.pastTop');
}

function atText({ phase, peak }: PeakPhase, text: Text): string {
  if (phase === 'falling') return text('peak.endsAt', { time: peak.to });
  return text(phase === 'rising' ? 'peak.topAt' : 'peak.nextTopAt', { time: peak.top });
}
