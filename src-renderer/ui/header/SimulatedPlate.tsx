import type { ReactNode } from 'react';
import type { SharedState, WorkspaceView } from '../../../contract/state';
import { useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';

/** Said plainly whenever what the screen shows is not a real business. */
export function SimulatedPlate({ workspace }: { workspace: WorkspaceView }): ReactNode {
  const text = useText();
  const backends = useConsole(selectBackends);
  if (backends[workspace.source]?.simulated !== true) return null;
  return (
    <div className="header-part">
      <div>
        <p className="header-first">
          <span className="plate outline">SIMULATED</span>
        </p>
        <p className="header-second">
          {text('simulated.plate')} · {text('simulated.note')}
        </p>
      </div>
    </div>
  );
}

function selectBackends(shared: SharedState): SharedState['backends'] {
  return shared.backends;
}
