import type { ReactNode } from 'react';
import type { Execution, Lease } from '../../contract/protection';
import { useText } from '../i18n/useText';
import { ToolGlyph } from '../ui/glyphs/ToolGlyph';
import { releaseExecution, renewExecution, renewMinutes } from './planActs';

/** Longer, or less of it: what is released already stands there ticked. */
export function LeaseSteps({
  execution,
  lease,
  hasKeys = false,
}: {
  readonly execution: Execution;
  readonly lease: Lease;
  /** In a window of its own each has a key. */
  readonly hasKeys?: boolean;
}): ReactNode {
  const text = useText();
  const released = 1 - lease.share;
  return (
    <div className="lease-steps">
      <button type="button" className="button" data-act="renew" onClick={() => renewExecution(execution.id)}>
        {text('lease.renew', { minutes: renewMinutes })} {hasKeys && <span className="keycap">N</span>}
      </button>
      <span className="lease-release" role="group" aria-label={text('lease.releaseSteps')}>
        <span className="soft">{text('lease.releaseSteps')}</span>
        {lease.release.map((share, i) => {
          const isDone = share <= released + 1e-9;
          return (
            <button
              key={share}
              type="button"
              className="button"
              data-release={share}
              disabled={isDone}
              onClick={() => releaseExecution(execution.id, share)}
            >
              {isDone && <ToolGlyph tool="tick" />}
              <span className="num">{Math.round(share * 100)}%</span>
              {hasKeys && !isDone && <span className="keycap">{i + 1}</span>}
            </button>
          );
        })}
      </span>
    </div>
  );
}
