import { useState, type ReactNode } from 'react';
import type { GraphLook } from '../../contract/graphQuery';
import type { Incident } from '../../contract/incidents';
import { useLanguage, useText } from '../i18n/useText';
import { GradePlate } from '../incidents/GradePlate';
import { openIncidents } from '../incidents/incidentOrder';
import { selectIncidents } from '../incidents/selectIncidents';
import { stepFocus } from '../incidents/stepFocus';
import { useConsole, windowConsole } from '../state/windowConsole';
import { closePopover } from '../ui/header/popovers';
import { pinTo } from './linkActions';

export const pinPopoverId = 'pin-popover';

/** Puts what is shown beside an incident: the only open one at once, else whichever is chosen; the gravest stands first. */
export function PinButton({ lookNow }: { readonly lookNow: () => GraphLook }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const open = openIncidents(useConsole(selectIncidents));
  const [pinnedTo, setPinnedTo] = useState<string | null>(null);
  const pin = ({ id }: Incident): void => {
    closePopover(pinPopoverId);
    void pinTo(id, lookNow()).then(({ ok }) => setPinnedTo(ok ? id : null));
  };
  return (
    <>
      {pinnedTo !== null && (
        <span className="pinned-note num" role="status">
          {text('link.pinnedTo', { id: pinnedTo })}
        </span>
      )}
      <button type="button" className="button" data-act="pin" onClick={() => startPin(pin)}>
        {text('link.pin')} <span className="keycap">E</span>
      </button>
      <div className="popover pin-choice" popover="auto" id={pinPopoverId}>
        <h2>{text(open.length === 0 ? 'link.noIncident' : 'link.pinWhere')}</h2>
        <ul onKeyDown={(event) => stepFocus(event, 'button')}>
          {open.map((incident) => (
            <li key={incident.id}>
              <button type="button" className="pin-incident" data-pin-incident={incident.id} onClick={() => pin(incident)}>
                <GradePlate grade={incident.grade} size="small" />
                <span>{incident.headline[language]}</span>
                <span className="num faint">{incident.id}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

/** The window's E: the button does the same, so the key presses it. */
export function pressPin(): void {
  document.querySelector<HTMLElement>('[data-act="pin"]')?.click();
}

function startPin(pin: (incident: Incident) => void): void {
  const [gravest, ...others] = openIncidents(windowConsole().getState().shared.incidents);
  if (gravest !== undefined && others.length === 0) return pin(gravest);
  const popover = document.getElementById(pinPopoverId);
  popover?.showPopover();
  popover?.querySelector('button')?.focus();
}
