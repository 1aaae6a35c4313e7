import type { ReactNode } from 'react';
import type { PlanView } from '../../contract/protection';
import { useLanguage, useText } from '../i18n/useText';
import { formatAge } from '../ui/format';
import { openPlan } from './planActs';

/** One plan to be read: what it does, why it is offered, what it takes to run it. Opening it sends nothing. */
export function PlanCard({
  plan,
  isLit = false,
  isOn = false,
  incidentId,
  why,
  shortcut,
}: {
  readonly plan: PlanView;
  readonly isLit?: boolean;
  readonly isOn?: boolean;
  /** The incident that it would be run for; null for none. */
  readonly incidentId: string | null;
  /** Why it is recommended; null when it is not. */
  readonly why: string | null;
  /** A key of the window that opens it. */
  readonly shortcut?: string;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { id, name, about, steps, leaseMs, owner, version, risk, simulated } = plan;
  return (
    <li className="plan-card" data-plan={id} data-lit={isLit} data-recommended={why !== null}>
      <button type="button" onClick={() => void openPlan(id, incidentId)}>
        <span className="plan-card-head">
          <span className="plan-card-name">{name[language]}</span>
          {isOn && <span className="plate outline">{text('board.isOn')}</span>}
          {simulated && <span className="plate outline">{text('channel.simulated')}</span>}
          <span className="plan-card-open">
            {text('plans.open')} {shortcut !== undefined && <span className="keycap">{shortcut}</span>}
          </span>
        </span>
        {why !== null && <span className="plan-card-why">{why}</span>}
        <span className="plan-card-about soft">{about[language]}</span>
        <span className="plan-card-facts num faint">
          {text('board.planFacts', { steps, lease: formatAge(leaseMs, language), owner, version })} ·{' '}
          {text(risk === 'high' ? 'plans.riskHigh' : 'plans.riskLow')}
        </span>
      </button>
    </li>
  );
}
