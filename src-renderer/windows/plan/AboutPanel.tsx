import type { ReactNode } from 'react';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { selectPlans } from '../../protection/selectProtection';
import { rangeText } from '../../protection/valueText';
import { useConsole } from '../../state/windowConsole';
import { Panel } from '../../ui/Panel';
import { planRows } from './planSubject';
import type { PlanPartProps } from './PlanWindow';

/** For who has never seen this plan: what it does and when it helps, and what each switch costs while it is set. */
export function AboutPanel({ subject }: PlanPartProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const planKey = subject.execution?.planKey ?? subject.sheet?.planKey ?? '';
  const plan = useConsole(selectPlans)[planKey];
  const switches = planRows(subject).flatMap((row) => (row.switch === undefined ? [] : [row.switch]));
  return (
    <Panel
      className="about-panel"
      title={text('about.title')}
      second={<span className="english-second">{textOf(otherLanguage(language))('about.title')}</span>}
      side={plan?.owner}
    >
      <div className="about-lines">
        {plan !== undefined && <p>{plan.about[language]}</p>}
        {switches.map(({ id, name, cost, owner, range, unit, provenOn }) => (
          <div key={id} className="about-switch">
            <span className="strong">{name[language]}</span> {text('about.cost', { cost: cost[language] })}
            <p className="faint">
              {text('about.facts', {
                owner,
                range: rangeText(range, unit, language),
                proven: provenOn === null ? text('about.never') : text('about.proven', { date: provenOn }),
              })}
            </p>
          </div>
        ))}
      </div>
    </Panel>
  );
}
