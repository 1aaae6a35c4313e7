import { useMemo, type ReactNode } from 'react';
import { useText } from '../i18n/useText';
import { stepFocus } from '../incidents/stepFocus';
import { useConsole } from '../state/windowConsole';
import { useShortcuts } from '../ui/useShortcuts';
import { PlanCard } from './PlanCard';
import { openRecommended } from './planActs';
import type { Recommended } from './recommended';
import { selectPlans } from './selectProtection';

/** Beside the digits that snooze. */
const planKeys = ['7', '8', '9'] as const;

/** What could be done about this incident, the likeliest first, each with a key; opening one reads it and sends nothing. */
export function RecommendedPlans({
  plans,
  isOver,
}: {
  readonly plans: readonly Recommended[];
  readonly isOver: boolean;
}): ReactNode {
  const text = useText();
  const known = useConsole(selectPlans);
  const shown = useMemo(() => (isOver ? [] : plans.slice(0, planKeys.length)), [plans, isOver]);
  useShortcuts(
    useMemo(() => Object.fromEntries(shown.map((each, i) => [planKeys[i] ?? '', () => openRecommended(each)])), [shown]),
  );
  if (isOver) return null;
  if (shown.length === 0)
    return <p className="todo-plans soft">{text(Object.keys(known).length === 0 ? 'plans.noneInFile' : 'plans.noneFit')}</p>;
  return (
    <ol className="recommended-plans" onKeyDown={(event) => stepFocus(event, 'button')}>
      {shown.map((each, i) => {
        const plan = known[each.planKey];
        return plan === undefined ? null : (
          <PlanCard key={each.planKey} plan={plan} advice={each} isShort shortcut={planKeys[i] ?? ''} />
        );
      })}
    </ol>
  );
}
