import type { ReactNode } from 'react';
import type { CoreLink, GraphLayout } from '../../../contract/coreLink';
import type { SharedState, WorkspaceView } from '../../../contract/state';
import { useGraphView } from '../../coreLink/graphView';
import { useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { RefusalNote } from '../../ui/RefusalNote';
import { CoreLinkBody } from './CoreLinkBody';
import { CoreLinkHeader } from './CoreLinkHeader';
import { CoreLinkKeys } from './CoreLinkKeys';
import './coreLink.css';

/** One window, one question: where is it broken? The graph and, beside it, why. */
export function CoreLinkWindow(): ReactNode {
  const workspace = useConsole(selectWorkspace);
  const link = useConsole(selectLink);
  const layouts = useConsole(selectLayouts);
  const { by } = useGraphView();
  const layout = layouts[by] ?? null;
  return (
    <main className="core-link">
      <CoreLinkHeader workspace={workspace} layoutVersion={layout?.version ?? null} />
      {workspace !== null && link !== null && layout !== null ? (
        <CoreLinkBody workspace={workspace} link={link} layout={layout} />
      ) : (
        <Nothing hasLink={workspace?.coreLink !== null} />
      )}
      <CoreLinkKeys />
      <RefusalNote />
    </main>
  );
}

function Nothing({ hasLink }: { hasLink: boolean }): ReactNode {
  const text = useText();
  return (
    <section className="panel graph-nothing">
      <h2>{text(hasLink ? 'coreLink.waiting' : 'coreLink.none')}</h2>
      {!hasLink && <p className="soft">{text('coreLink.noneWhy')}</p>}
    </section>
  );
}

function selectWorkspace(shared: SharedState): WorkspaceView | null {
  return shared.workspace['current'] ?? null;
}

function selectLink(shared: SharedState): CoreLink | null {
  return shared.coreLink['current'] ?? null;
}

function selectLayouts(shared: SharedState): Readonly<Record<string, GraphLayout>> {
  return shared.layouts;
}
