import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { hold } from '../../coreLink/drag/dock';
import { useText } from '../../i18n/useText';
import { lookOfTarget } from '../../coreLink/lookOfTarget';
import { openLink } from '../../link/linkActions';
import { PinButton } from '../../link/PinButton';
import { SubjectColumn } from '../../link/SubjectColumn';
import { roomNow } from '../../state/windowConsole';
import type { ShownGraph } from './graphPanelProps';
import { LookFirst } from './LookFirst';

/** Why: what is focused with its two sides and the points it lost; without a focus, where to look first. */
export function SidePanel({ workspace, ...shown }: ShownGraph & { readonly workspace: WorkspaceView }): ReactNode {
  const text = useText();
  const { focus, scene, frame } = shown;
  if (focus === null)
    return (
      <aside className="graph-side">
        <LookFirst {...shown} />
      </aside>
    );
  return (
    <aside className="graph-side">
      <div className="side-column">
        <SubjectColumn workspace={workspace} target={focus} />
      </div>
      <div className="side-acts">
        <button type="button" className="button" onClick={() => openLink(focus)}>
          {text('coreLink.openWindow')} <span className="keycap">↵</span>
        </button>
        <PinButton lookNow={() => lookOfTarget(scene, frame, focus, roomNow())} />
        <button type="button" className="button" onClick={() => hold({ target: focus, at: null, over: null, isOutside: false })}>
          {text('coreLink.drag')} <span className="keycap">D</span>
        </button>
      </div>
    </aside>
  );
}
