import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useLanguage, useText } from '../i18n/useText';
import { isGrave, isTrouble, openIncidents } from '../incidents/incidentOrder';
import { selectIncidents } from '../incidents/selectIncidents';
import { useConsole } from '../state/windowConsole';
import { alarmVoice } from './startAlarmSound';

/** What the sound says, for those who read by ear: in the window that sounds, and also where the sound is off. */
export function AlarmVoice(): ReactNode {
  const { isOurs } = useStore(alarmVoice);
  const text = useText();
  const language = useLanguage();
  const grave = openIncidents(useConsole(selectIncidents)).find((each) => isGrave(each) && isTrouble(each));
  return (
    <p className="heard-only" role="status" aria-live="assertive">
      {isOurs && grave !== undefined && text('incident.announce', { grade: grave.grade, headline: grave.headline[language] })}
    </p>
  );
}
