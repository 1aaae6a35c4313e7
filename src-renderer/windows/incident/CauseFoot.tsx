import type { ReactNode } from 'react';
import { diagnosisState, oldSince } from '../../diagnosis/diagnosisState';
import { useLanguage, useText } from '../../i18n/useText';
import { selectCoreLink } from '../../link/useSubjectGraph';
import { useRoomTick } from '../../state/useRoomTick';
import { useConsole } from '../../state/windowConsole';
import { ask } from '../../ui/ask';
import { formatAge, formatClock } from '../../ui/format';
import { AgeGlyph } from '../../ui/glyphs/AgeGlyph';
import type { DiagnosisPartProps } from './DiagnosisView';
import { RuledOutList } from './RuledOutList';

/** What was ruled out, from which data this was said, and looking again. */
export function CauseFoot({ workspace, incident, diagnosis }: DiagnosisPartProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const coreLink = useConsole(selectCoreLink);
  const roomAt = useRoomTick(5_000);
  const isOver = incident.phase === 'resolved';
  const oldMs = oldSince(diagnosis, isOver, roomAt);
  const isTold = diagnosis !== undefined && diagnosis.phase === 'told';
  return (
    <footer className="cause-foot" data-state={diagnosisState(diagnosis)} data-version={diagnosis?.version ?? ''}>
      {isTold && <RuledOutList workspace={workspace} coreLink={coreLink} ruledOut={diagnosis.ruledOut} />}
      <span className="cause-foot-words" data-drops-whole="">
        {isTold && oldMs !== null && (
          <span className="cause-old num" title={diagnosis.reason ?? undefined}>
            <AgeGlyph phase="stale" /> {text('cause.old', { age: formatAge(oldMs, language) })}
          </span>
        )}
        {isTold && diagnosis.reason !== null && (
          <span className="cause-partly">{text('cause.partly', { reason: diagnosis.reason })}</span>
        )}
        {isTold && (
          <span className="faint num" data-part="said-at">
            {text('cause.saidAt', {
              time: formatClock(diagnosis.at, workspace.timeZone),
              until: formatClock(diagnosis.to, workspace.timeZone),
            })}
          </span>
        )}
        {isTold && <span className="faint num">{text('cause.took', { took: `${Math.round(diagnosis.tookMs)} ms` })}</span>}
      </span>
      {!isOver && (
        <button type="button" className="button" data-act="diagnose" onClick={() => diagnoseAgain(incident.id)}>
          {text('cause.again')} <span className="keycap">D</span>
        </button>
      )}
    </footer>
  );
}

/** The window's D. */
export function diagnoseAgain(incidentId: string): void {
  void ask('incident.diagnose', { incidentId });
}
