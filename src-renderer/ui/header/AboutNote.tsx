import { useState } from 'react';
import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { useText } from '../../i18n/useText';

/** Version, the runtime that runs (said plainly when it is the fallback), and which workspace file is open. */
export function AboutNote({ workspace }: { workspace: WorkspaceView | null }): ReactNode {
  const text = useText();
  const [{ appVersion, runtime }] = useState(() => window.highnoon.identity());
  return (
    <div className="about">
      <p className="strong">
        {text('brand.name')} · {text('about.version', { version: appVersion })}
      </p>
      <p>{text('about.runtime', { electron: runtime.electron, chromium: runtime.chromium, node: runtime.node })}</p>
      <p>{text(`about.${runtime.origin}`)}</p>
      {workspace !== null && (
        <p>
          {text('about.workspace')}: {workspace.path ?? text('about.builtIn')}
        </p>
      )}
    </div>
  );
}
