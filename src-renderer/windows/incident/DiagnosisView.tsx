import { useState, type ReactNode } from 'react';
import type { Diagnosis } from '../../../contract/diagnosis';
import type { IncidentPartProps } from './IncidentBody';
import { CausePanel } from './CausePanel';
import { WayPanel } from './WayPanel';
import { WherePanel } from './WherePanel';
import './cause.css';
import './diagnosisView.css';

export interface DiagnosisPartProps extends IncidentPartProps {
  /** Undefined while the engine has said nothing of it. */
  readonly diagnosis: Diagnosis | undefined;
}

/** Why: the cause with its evidence, then where in the dimensions it is, and the way to it on the core link. */
export function DiagnosisView(props: DiagnosisPartProps): ReactNode {
  // The likeliest until a person picks another one, and again once that one is no longer suspected.
  const [pickedId, setPickedId] = useState('');
  return (
    <div className="diagnosis-view">
      <CausePanel {...props} pickedId={pickedId} onPick={setPickedId} />
      <div className="diagnosis-below">
        <WherePanel {...props} />
        <WayPanel {...props} pickedId={pickedId} />
      </div>
    </div>
  );
}
