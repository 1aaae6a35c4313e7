import type { Language } from '../../contract/choices';
import type { PlanView, SwitchView } from '../../contract/protection';
import { touchesTarget } from './plansTouching';

export interface OrderedPlan {
  readonly plan: PlanView;
  /** It touches what the room looks at. */
  readonly isLit: boolean;
}

/**
 * What matches the letters: what touches the focused node or link first, then what is recommended, then by name. The letters may be of
 * its name in either language, of what it does, of its owner, or of a switch of it.
 */
export function planOrder({
  plans,
  switches,
  letters,
  focus,
  recommended,
  language,
}: {
  readonly plans: Readonly<Record<string, PlanView>>;
  readonly switches: Readonly<Record<string, SwitchView>>;
  readonly letters: string;
  readonly focus: string | null;
  /** Plan keys, the best first. */
  readonly recommended: readonly string[];
  readonly language: Language;
}): readonly OrderedPlan[] {
  const wanted = letters.trim().toLowerCase();
  const rankOf = ({ id }: PlanView): number => {
    const at = recommended.indexOf(id);
    return at < 0 ? recommended.length : at;
  };
  return Object.values(plans)
    .filter((plan) => wanted === '' || wordsOf(plan, switches).includes(wanted))
    .map((plan) => ({ plan, isLit: focus !== null && touchesTarget(plan, switches, focus) }))
    .sort(
      (a, b) =>
        Number(b.isLit) - Number(a.isLit) ||
        rankOf(a.plan) - rankOf(b.plan) ||
        a.plan.name[language].localeCompare(b.plan.name[language], language),
    );
}

function wordsOf(
  { id, name, about, owner, relieves, switchIds }: PlanView,
  switches: Readonly<Record<string, SwitchView>>,
): string {
  const ofSwitches = switchIds.flatMap((each) => {
    const known = switches[each];
    return known === undefined ? [each] : [each, known.name.zh, known.name.en, known.on];
  });
  return [id, name.zh, name.en, about.zh, about.en, owner, ...relieves, ...ofSwitches].join('\n').toLowerCase();
}
