import type { ReactNode } from 'react';
import type { Effect, Execution } from '../../../contract/protection';
import { useLanguage, useText } from '../../i18n/useText';
import { seriesName } from '../../incidents/seriesName';
import { leftOf } from '../../state/arrivals';
import { useMonotonicTick } from '../../state/useMonotonicTick';
import { formatChange, formatCount, formatDuration, formatTimeOfDay } from '../../ui/format';
import { LampGlyph, type Lamp } from '../../ui/glyphs/LampGlyph';
import { Panel } from '../../ui/Panel';
import { effectScale } from './effectScale';
import type { PlanPartProps } from './PlanWindow';

/** Did it help? The mean since it was written against what would be without it, with its interval. */
export function EffectPanel({
  workspace,
  effect,
  execution,
}: PlanPartProps & { readonly effect: Effect; readonly execution: Execution }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const now = useMonotonicTick(effect.left === null ? null : 1_000);
  const { before, after, without, share, low, high, verdict, from, to } = effect;
  const scale = effectScale(effect);
  const unit = workspace.metrics[effect.metricId]?.unit ?? '';
  const numbers = [
    ['before', before],
    ['after', after],
    ['without', without],
  ] as const;
  return (
    <Panel
      className="effect-panel"
      title={text('effect.title')}
      second={seriesName(workspace, effect.metricId, effect.slice, language)}
      side={
        <span className="num">
          {effect.left !== null && verdict === 'waiting'
            ? text('effect.left', { left: formatDuration(leftOf(effect.left, execution, now)) })
            : `${formatTimeOfDay(from, workspace.timeZone)}–${formatTimeOfDay(to, workspace.timeZone)}`}
        </span>
      }
    >
      <div className="effect-verdict" data-verdict={verdict}>
        <LampGlyph lamp={verdictLamps[verdict]} size={20} />
        <span className="strong">{text(`effect.${verdict}`)}</span>
        <span className="effect-share num">{formatChange(share)}</span>
      </div>
      <dl className="effect-numbers">
        {numbers.map(([name, value]) => (
          <div key={name}>
            <dt>{text(`effect.${name}`)}</dt>
            <dd className="num">
              {formatCount(value, language)} <span className="faint">{unit}</span>
            </dd>
          </div>
        ))}
      </dl>
      {scale !== null && low !== null && high !== null && (
        <>
          <div className="effect-axis" aria-hidden="true">
            <i className="effect-zero" style={{ left: `${scale.zero}%` }} />
            {scale.wanted !== null && <i className="effect-wanted" style={{ left: `${scale.wanted}%` }} />}
            <i
              className="effect-interval"
              style={{ left: `${scale.low}%`, width: `${Math.max(0.5, scale.high - scale.low)}%` }}
            />
            <i className="effect-change" style={{ left: `${scale.change}%` }} />
          </div>
          <p className="faint num">
            {text('effect.interval', {
              low: formatCount(low, language),
              high: formatCount(high, language),
              by: formatChange(effect.by * (effect.better === 'up' ? 1 : -1)),
            })}
          </p>
        </>
      )}
    </Panel>
  );
}

const verdictLamps: Readonly<Record<Effect['verdict'], Lamp>> = {
  waiting: 'waiting',
  better: 'agrees',
  same: 'empty',
  worse: 'disagrees',
  unmeasured: 'unknown',
};
