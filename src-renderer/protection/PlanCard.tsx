import type { ReactNode } from 'react';
import type { PlanView } from '../../contract/protection';
import { useLanguage, useText } from '../i18n/useText';
import { formatAge } from '../ui/format';
import { openRecommended, openPlan } from './planActs';
import type { Recommended } from './recommended';

/** One plan to be read: what it does, why it is offered, what it takes to run it. Opening it sends nothing. */
export function PlanCard({
  plan,
  advice = null,
  isLit = false,
  isOn = false,
  isShort = false,
  shortcut,
}: {
  readonly plan: PlanView;
  /** Why it is offered now, and for which incident; null when it is not. */
  readonly advice?: Recommended | null;
  readonly isLit?: boolean;
  readonly isOn?: boolean;
  /** Without what it takes to run it: that stands in the sheet. */
  readonly isShort?: boolean;
  /** A key of the window that opens it. */
  readonly shortcut?: string;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { id, name, about, steps, leaseMs, owner, version, risk, simulated } = plan;
  const isTried = advice?.state === 'takenBack';
  return (
    <li className="plan-card" data-plan={id} data-lit={isLit} data-recommended={advice !== null && !isTried}>
      <button type="button" onClick={() => (advice === null ? void openPlan(id, null) : openRecommended(advice))}>
        <span className="plan-card-head">
          <span className="plan-card-name">{name[language]}</span>
          {(isOn || advice?.state === 'inForce') && <span className="plate outline">{text('board.isOn')}</span>}
          {isTried && <span className="plate outline">{text('plans.tried')}</span>}
          {simulated && !isShort && <span className="plate outline">{text('channel.simulated')}</span>}
          <span className="plan-card-open">
            {text(advice?.state === 'inForce' ? 'plans.look' : 'plans.open')}{' '}
            {shortcut !== undefined && <span className="keycap">{shortcut}</span>}
          </span>
        </span>
        {advice !== null && <span className="plan-card-why">{advice.why}</span>}
        <span className="plan-card-about soft">{about[language]}</span>
        {!isShort && (
          <span className="plan-card-facts num faint">
            {text('board.planFacts', { steps, lease: formatAge(leaseMs, language), owner, version })} ·{' '}
            {text(risk === 'high' ? 'plans.riskHigh' : 'plans.riskLow')}
          </span>
        )}
      </button>
    </li>
  );
}
