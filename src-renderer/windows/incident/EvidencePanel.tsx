import type { ReactNode } from 'react';
import { incidentPinsMax } from '../../../contract/coreLink';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { stepFocus } from '../../incidents/stepFocus';
import { Panel } from '../../ui/Panel';
import type { IncidentPartProps } from './IncidentBody';
import { EvidenceRow } from './EvidenceRow';
import './evidence.css';

/** What people put beside it from the core link, as it was at that moment. */
export function EvidencePanel({ workspace, incident }: IncidentPartProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  if (workspace.coreLink === null) return null;
  const pins = [...incident.pins].reverse();
  return (
    <Panel
      className={pins.length === 0 ? 'evidence-panel empty' : 'evidence-panel'}
      title={text('evidence.title')}
      second={<span className="english-second">{textOf(otherLanguage(language))('evidence.title')}</span>}
      side={
        pins.length > 0 && (
          <span className="num">{pins.length === incidentPinsMax ? `${pins.length} / ${incidentPinsMax}` : pins.length}</span>
        )
      }
    >
      {pins.length === 0 ? (
        <p className="faint evidence-none">{text('evidence.none')}</p>
      ) : (
        <ol className="evidence-rows" onKeyDown={(event) => stepFocus(event, '.evidence-open')}>
          {pins.map((pin) => (
            <EvidenceRow key={pin.id} pin={pin} incidentId={incident.id} timeZone={workspace.timeZone} />
          ))}
        </ol>
      )}
    </Panel>
  );
}
