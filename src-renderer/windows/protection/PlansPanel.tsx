import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { selectFocus } from '../../coreLink/targetFocus';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { stepFocus } from '../../incidents/stepFocus';
import { isOn } from '../../protection/inForce';
import { placeName } from '../../protection/placeName';
import { PlanCard } from '../../protection/PlanCard';
import { planOrder } from '../../protection/planOrder';
import { useRecommended } from '../../protection/useRecommended';
import { selectCoreLink, selectExecutions, selectPlans, selectSwitches } from '../../protection/selectProtection';
import { useConsole } from '../../state/windowConsole';
import { Panel } from '../../ui/Panel';
import { endTouching } from './touching';
import { searchFieldId } from './useBoardKeys';

/** All plans, those first that touch what the room looks at, then what is recommended and why. A plan opens as a sheet: nothing is sent. */
export function PlansPanel({ workspace }: { readonly workspace: WorkspaceView }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const [letters, setLetters] = useState('');
  const plans = useConsole(selectPlans);
  const switches = useConsole(selectSwitches);
  const executions = useConsole(selectExecutions);
  const coreLink = useConsole(selectCoreLink);
  const focus = useConsole(selectFocus);
  const recommended = useRecommended();
  const ordered = planOrder({
    plans,
    switches,
    letters,
    focus,
    language,
    recommended: recommended.map(({ planKey }) => planKey),
  });
  const on = new Set(
    Object.values(executions)
      .filter(isOn)
      .map(({ planKey }) => planKey),
  );
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') setLetters('');
    if (event.key === 'Escape' || event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      event.currentTarget.closest('.plans-panel')?.querySelector<HTMLElement>('.plan-card button')?.focus();
    }
  };
  return (
    <Panel
      className="plans-panel"
      title={text('board.plans')}
      second={<span className="english-second">{textOf(otherLanguage(language))('board.plans')}</span>}
      side={<span className="num">{ordered.length}</span>}
    >
      <label className="plan-search">
        <input
          id={searchFieldId}
          className="field-input"
          type="search"
          value={letters}
          placeholder={text('board.search')}
          onChange={({ target }) => setLetters(target.value)}
          onKeyDown={press}
        />
        <span className="keycap">/</span>
      </label>
      {focus !== null && (
        <p className="plans-touching">
          <span className="strong">
            {text('board.touching', { name: placeName(workspace, coreLink, focus, language) })}{' '}
            <span className="num">{ordered.filter(({ isLit }) => isLit).length}</span>
          </span>
          <button type="button" className="button" onClick={endTouching}>
            {text('board.touchingEnd')} <span className="keycap">Esc</span>
          </button>
        </p>
      )}
      {ordered.length === 0 && <p className="soft plans-none">{text(letters === '' ? 'plans.noneInFile' : 'board.noMatch')}</p>}
      <ol className="plan-cards" onKeyDown={(event) => stepFocus(event, 'button')}>
        {ordered.map(({ plan, isLit }) => (
          <PlanCard
            key={plan.id}
            plan={plan}
            isLit={isLit}
            isOn={on.has(plan.id)}
            advice={recommended.find(({ planKey }) => planKey === plan.id) ?? null}
          />
        ))}
      </ol>
    </Panel>
  );
}
