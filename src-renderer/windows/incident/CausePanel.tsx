import type { ReactNode } from 'react';
import { causeSentence, suspectSubject } from '../../diagnosis/causeSentence';
import { confidenceText, confidenceWord } from '../../diagnosis/confidence';
import { diagnosisState } from '../../diagnosis/diagnosisState';
import { shownSuspects } from '../../diagnosis/shownSuspects';
import { useLanguage, useText } from '../../i18n/useText';
import { Panel } from '../../ui/Panel';
import { CauseFacts } from './CauseFacts';
import { CauseFoot } from './CauseFoot';
import { ClueCards } from './ClueCards';
import type { DiagnosisPartProps } from './DiagnosisView';
import { SuspectList } from './SuspectList';

/** Who did it, why one may believe it, who else may have, and what nobody explains. Where there is no answer it says so, and what to look at. */
export function CausePanel(
  props: DiagnosisPartProps & { readonly pickedId: string; readonly onPick: (id: string) => void },
): ReactNode {
  const { incident, diagnosis, pickedId, onPick } = props;
  const text = useText();
  const language = useLanguage();
  const isOver = incident.phase === 'resolved';
  const state = diagnosisState(diagnosis);
  const suspects = shownSuspects(diagnosis);
  const picked = suspects.find(({ id }) => id === pickedId) ?? suspects[0];
  return (
    <Panel
      className={`cause-panel ${state}`}
      title={state === 'fault' && picked !== undefined ? suspectSubject(picked, language) : text('cause.title')}
      second={picked === undefined ? '' : text(`suspect.${picked.kind}`)}
      side={
        picked !== undefined && (
          <span className="cause-confidence" data-confidence={confidenceText(picked.confidence)}>
            <span className="suspect-bar" aria-hidden="true">
              <i style={{ width: `${(100 * picked.confidence).toFixed(0)}%` }} />
            </span>
            <span className="num strong">{confidenceText(picked.confidence)}</span>
            <span>{text(confidenceWord(picked.confidence))}</span>
          </span>
        )
      }
    >
      <div className="cause-body">
        <div className="cause-main">
          {state !== 'fault' && (
            <div className="cause-none">
              <p className="cause-said">{causeSentence(diagnosis, incident.cost?.perMinute ?? null, isOver, language)}</p>
              {(state === 'unexplained' || state === 'failed') && <p className="soft">{text(`cause.${state}Next`)}</p>}
            </div>
          )}
          {picked !== undefined && (
            <>
              <CauseFacts {...props} suspect={picked} />
              <ClueCards {...props} suspect={picked} />
            </>
          )}
        </div>
        {diagnosis !== undefined && suspects.length > 0 && (
          <SuspectList suspects={suspects} residual={diagnosis.residual} pickedId={picked?.id ?? ''} onPick={onPick} />
        )}
      </div>
      <CauseFoot {...props} />
    </Panel>
  );
}
