import type { DropTargetKind } from './dropTarget';

/** The plan board belongs to service protection: until that is there, the place says so instead of being missing. */
export const planTargets: DropTargetKind = {
  title: () => null,
  list: (_shared, text) => [
    {
      id: 'plans',
      key: 'p',
      title: text('coreLink.dockPlans'),
      note: '',
      letGo: '',
      refuses: text('coreLink.dockPlansLater'),
      drop: () => undefined,
    },
  ],
};
