import type { ReactNode } from 'react';
import { focusTarget } from '../coreLink/targetFocus';
import { otherLanguage, textOf } from '../i18n/text';
import { useLanguage, useText } from '../i18n/useText';
import { useConsole } from '../state/windowConsole';
import { ToolGlyph } from '../ui/glyphs/ToolGlyph';
import { Panel } from '../ui/Panel';
import { openBoard, openPlan, openRecommended } from './planActs';
import { plansTouching } from './plansTouching';
import './protection.css';
import { selectPlans, selectSwitches } from './selectProtection';
import { useRecommended } from './useRecommended';

/** A place beside a graph has room for so many; the board has them all, lit. */
const shownMax = 3;

/** What can be done at a node or link: the plans that touch it, those first that are recommended now. */
export function SubjectPlansPanel({ target }: { readonly target: string }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const touching = plansTouching(useConsole(selectPlans), useConsole(selectSwitches), target);
  const recommended = useRecommended();
  if (touching.length === 0) return null;
  const adviceOf = (id: string): (typeof recommended)[number] | undefined => recommended.find(({ planKey }) => planKey === id);
  const plans = [...touching].sort((a, b) => Number(adviceOf(b.id) !== undefined) - Number(adviceOf(a.id) !== undefined));
  return (
    <Panel
      className="subject-plans"
      title={text('plans.here')}
      second={<span className="english-second">{textOf(otherLanguage(language))('plans.here')}</span>}
      side={
        <button
          type="button"
          className="board-open num"
          onClick={() => {
            focusTarget(target);
            openBoard();
          }}
        >
          {plans.length} · {text('board.title')}
        </button>
      }
    >
      <ul className="subject-plan-rows">
        {plans.slice(0, shownMax).map(({ id, name }) => {
          const advice = adviceOf(id);
          return (
            <li key={id}>
              <button
                type="button"
                className="subject-plan"
                data-plan={id}
                data-recommended={advice !== undefined}
                onClick={() => (advice === undefined ? void openPlan(id, null) : openRecommended(advice))}
              >
                <span>{name[language]}</span>
                <ToolGlyph tool="chevron" />
              </button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
