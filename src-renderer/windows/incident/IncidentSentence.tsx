import type { ReactNode } from 'react';
import type { Incident, IncidentContext } from '../../../contract/incidents';
import type { WorkspaceView } from '../../../contract/state';
import type { Language } from '../../../contract/choices';
import type { Text } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { causeSentence } from '../../diagnosis/causeSentence';
import { confidenceText, confidenceWord } from '../../diagnosis/confidence';
import { diagnosisState } from '../../diagnosis/diagnosisState';
import { GradePlate } from '../../incidents/GradePlate';
import { isGrave, isTrouble, wantsSomebody } from '../../incidents/incidentOrder';
import { incidentWords } from '../../incidents/incidentWords';
import { useRoomTick } from '../../state/useRoomTick';
import { formatTimeOfDay } from '../../ui/format';
import type { DiagnosisPartProps } from './DiagnosisView';

/** The answer first: how grave, what, why, and in what circumstances; what became of it stands at the right. */
export function IncidentSentence({ workspace, incident, diagnosis }: DiagnosisPartProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const roomAt = useRoomTick(1_000);
  const { grade, gradeWorst, headline, context } = incident;
  const words = [
    ...incidentWords(incident, text, workspace.timeZone, roomAt),
    ...context.map((each) => contextText(each, text, language, workspace)),
    ...(gradeWorst === grade ? [] : [text('incident.worst', { grade: gradeWorst })]),
  ];
  const state = diagnosisState(diagnosis);
  const [first] = diagnosis?.suspects ?? [];
  const pulses = isGrave(incident) && wantsSomebody(incident, roomAt);
  return (
    <section className={`incident-sentence ${toneOf(incident)}${pulses ? ' pulses' : ''}`} data-grade={grade} aria-live="polite">
      <GradePlate grade={grade} size="large" quiet={!isTrouble(incident) || incident.phase === 'resolved'} />
      <div className="incident-sentence-words">
        <h2>{headline[language]}</h2>
        <p className={`incident-cause ${state}`} data-part="cause">
          <span className="incident-cause-word">{text('cause.title')}</span>{' '}
          {causeSentence(diagnosis, incident.cost?.perMinute ?? null, incident.phase === 'resolved', language)}
          {state === 'fault' && first !== undefined && (
            <span className="incident-cause-sure num">
              {' '}
              · {confidenceText(first.confidence)} {text(confidenceWord(first.confidence))}
            </span>
          )}
        </p>
      </div>
      {words.length > 0 && (
        <ul className="incident-states num" data-part="states">
          {words.map((word) => (
            <li key={word}>{word}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function toneOf(incident: Incident): string {
  if (incident.phase !== 'open' || !isTrouble(incident) || incident.forecastAt !== null) return 'calm';
  return isGrave(incident) ? 'broken' : incident.grade === 'P2' ? 'degraded' : 'calm';
}

function contextText(context: IncidentContext, text: Text, language: Language, { timeZone }: WorkspaceView): string {
  const name = context.name[language];
  return context.kind === 'change'
    ? text('incident.context.change', { name, time: formatTimeOfDay(context.at, timeZone) })
    : text(`incident.context.${context.kind}`, { name });
}
