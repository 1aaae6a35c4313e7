import type { ReactNode } from 'react';
import { detectorNames } from '../../../contract/detection';
import { useText } from '../../i18n/useText';
import { ToolGlyph } from '../../ui/glyphs/ToolGlyph';
import { runsMax, sensitivities, type RunDraft } from './requestDraft';

/** Up to four detectors beside each other, each as sensitive as wanted. */
export function RunChoice({
  runs,
  onChange,
}: {
  runs: readonly RunDraft[];
  onChange: (runs: readonly RunDraft[]) => void;
}): ReactNode {
  const text = useText();
  const replace = (i: number, part: Partial<RunDraft>): void =>
    onChange(runs.map((run, at) => (at === i ? { ...run, ...part } : run)));
  return (
    <fieldset className="run-choice">
      <legend className="faint">{text('backtest.runs')}</legend>
      {runs.map(({ detector, sensitivity }, i) => (
        // The place is the run's name here: 1 to 4.
        <div key={i} className="run-row">
          <span className="run-plate num">{i + 1}</span>
          <select
            className="text-input"
            aria-label={`${text('backtest.runs')} ${i + 1}`}
            value={detector}
            onChange={(event) => {
              const chosen = detectorNames.find((each) => each === event.target.value);
              if (chosen !== undefined) replace(i, { detector: chosen });
            }}
          >
            {detectorNames.map((name) => (
              <option key={name} value={name}>
                {text(`detector.${name}`)}
              </option>
            ))}
          </select>
          <select
            className="text-input num"
            aria-label={text('backtest.sensitivity', { times: sensitivity })}
            value={sensitivity}
            onChange={(event) => replace(i, { sensitivity: Number(event.target.value) })}
          >
            {sensitivities.map((each) => (
              <option key={each} value={each}>
                {text('backtest.sensitivity', { times: each })}
              </option>
            ))}
          </select>
          <button
            type="button"
            className="button quiet"
            disabled={runs.length === 1}
            aria-label={text('backtest.removeRun')}
            onClick={() => onChange(runs.filter((_run, at) => at !== i))}
          >
            <ToolGlyph tool="close" />
          </button>
        </div>
      ))}
      {runs.length < runsMax && (
        <button type="button" className="button" onClick={() => onChange([...runs, { detector: 'level', sensitivity: 1.5 }])}>
          {text('backtest.addRun')}
        </button>
      )}
    </fieldset>
  );
}
