import type { ReactNode } from 'react';
import type { Diagnosis } from '../../../contract/diagnosis';
import type { Incident } from '../../../contract/incidents';
import { locatedAt } from '../../diagnosis/diagnosisState';
import type { Text } from '../../i18n/text';
import { useText } from '../../i18n/useText';
import { formatDuration } from '../../ui/format';
import { ToolGlyph } from '../../ui/glyphs/ToolGlyph';
import { incidentPhases, phaseLimitsMs, type PhaseSpan } from './incidentPhases';

/** Found, located, recovered: each with its limit, as bars, so that what runs out is seen. */
export function IncidentPhases({
  incident,
  diagnosis,
  roomAt,
}: {
  incident: Incident;
  diagnosis: Diagnosis | undefined;
  roomAt: number;
}): ReactNode {
  const text = useText();
  return (
    <section className="panel incident-phases">
      {incidentPhases(incident, locatedAt(diagnosis), roomAt).map((phase) => (
        <div key={phase.name} className={classOf(phase)} data-phase-of={phase.name}>
          <p className="phase-head">
            {phase.isRunning ? (
              <span className="phase-running" aria-hidden="true" />
            ) : (
              <ToolGlyph tool={phase.isMissed ? 'close' : 'tick'} />
            )}
            <span className="phase-name">{text(`phase.${phase.name}`)}</span>
            <span className="faint phase-limit">{text('phase.limit', { minutes: phaseLimitsMs[phase.name] / 60_000 })}</span>
            <span className="num phase-took">{formatDuration(phase.tookMs)}</span>
          </p>
          <span className="phase-bar">
            <i style={{ width: `${(phase.share * 100).toFixed(1)}%` }} />
          </span>
          <p className="faint num fact-note">{noteOf(phase, text)}</p>
        </div>
      ))}
    </section>
  );
}

function classOf({ isRunning, isMissed, leftMs }: PhaseSpan): string {
  return `incident-phase${isRunning ? ' running' : ''}${leftMs < 0 || isMissed ? ' late' : ''}`;
}

function noteOf({ isRunning, isMissed, leftMs }: PhaseSpan, text: Text): string {
  if (isMissed) return text('phase.missed');
  const time = formatDuration(Math.abs(leftMs));
  if (isRunning) return text(leftMs < 0 ? 'phase.runningLate' : 'phase.running', { time });
  return text(leftMs < 0 ? 'phase.late' : 'phase.ahead', { time });
}
