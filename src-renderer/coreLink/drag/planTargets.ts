import { openBoard } from '../../protection/planActs';
import { focusTarget } from '../targetFocus';
import type { DropTargetKind } from './dropTarget';

/** The plan board: what is dropped there becomes what the room looks at, and the plans that touch it stand first and lit. */
export const planTargets: DropTargetKind = {
  title: () => null,
  list: ({ plans }, text) => {
    const count = Object.keys(plans).length;
    return [
      {
        id: 'plans',
        key: 'p',
        title: text('coreLink.dockPlans'),
        note: text('coreLink.dockPlansNote', { count }),
        letGo: text('coreLink.letGoPlans'),
        refuses: count === 0 ? text('plans.noneInFile') : null,
        drop: ({ target }) => {
          focusTarget(target);
          openBoard();
        },
      },
    ];
  },
};
