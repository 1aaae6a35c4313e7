import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';

/** All that are watched, or the ones that are ticked. */
export function MetricChoice({
  workspace,
  chosen,
  onChoose,
}: {
  workspace: WorkspaceView;
  chosen: readonly string[];
  onChoose: (metricIds: readonly string[]) => void;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  return (
    <fieldset className="metric-choice">
      <legend className="faint">{text('backtest.metrics')}</legend>
      <label>
        <input type="checkbox" checked={chosen.length === 0} onChange={() => onChoose([])} />
        <span>{text('backtest.allMetrics')}</span>
      </label>
      <div className="metric-choices">
        {Object.entries(workspace.metrics).map(([id, { name }]) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={() => onChoose(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])}
            />
            <span>{name[language]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
