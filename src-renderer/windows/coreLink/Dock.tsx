import type { ReactNode } from 'react';
import type { GraphFrame } from '../../../contract/coreLink';
import type { SharedState } from '../../../contract/state';
import { letGo, type Held } from '../../coreLink/drag/dock';
import type { DropTarget } from '../../coreLink/drag/dropTarget';
import { dropGroups, dropOn } from '../../coreLink/drag/dropHeld';
import type { GraphScene } from '../../coreLink/graphScene';
import { lookOfTarget } from '../../coreLink/lookOfTarget';
import { useLanguage, useText } from '../../i18n/useText';
import { roomNow, useConsole } from '../../state/windowConsole';

/** Where what is held can be dropped; there only while something is held, by a hand or by a key. */
export function Dock({ held, scene, frame }: { held: Held; scene: GraphScene; frame: GraphFrame | null }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const shared = useConsole(selectAll);
  const choose = (target: DropTarget): void => {
    dropOn(target, lookOfTarget(scene, frame, held.target, roomNow()));
    if (target.refuses === null) letGo();
  };
  return (
    <div className="graph-dock" role="group" aria-label={text('coreLink.dock')}>
      {dropGroups(shared, text, language).map(({ kind, title, targets }) => (
        <div key={kind} className={`dock-group ${kind}`}>
          {title !== null && <p className="dock-title">{title}</p>}
          <div className="dock-targets">
            {targets.map((target) => (
              <button
                key={target.id}
                type="button"
                className="dock-target"
                data-drop={target.id}
                data-over={held.over === target.id}
                disabled={target.refuses !== null}
                onClick={() => choose(target)}
              >
                <span className="dock-name">{target.title}</span>
                <span className="dock-note">{held.over === target.id ? target.letGo : (target.refuses ?? target.note)}</span>
                <span className="keycap">{target.key.toUpperCase()}</span>
              </button>
            ))}
          </div>
        </div>
      ))}
      <p className="dock-outside" data-over={held.isOutside}>
        {text('coreLink.outside')}
      </p>
    </div>
  );
}

function selectAll(shared: SharedState): SharedState {
  return shared;
}
