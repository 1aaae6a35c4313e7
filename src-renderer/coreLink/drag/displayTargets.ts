import { ask } from '../../ui/ask';
import type { DropTargetKind } from './dropTarget';

/** Keys are the digits. */
const displaysMax = 9;

/** Each display of the desk: dropped there it becomes a window there. */
export const displayTargets: DropTargetKind = {
  title: (text) => text('coreLink.dockDisplays'),
  list: ({ displays }, text) =>
    Object.entries(displays)
      .slice(0, displaysMax)
      .map(([displayId, { primary, width, height }], i) => ({
        id: `display ${displayId}`,
        key: String(i + 1),
        title: primary ? text('coreLink.displayPrimary') : text('coreLink.display', { index: i + 1 }),
        note: `${width}×${height}`,
        letGo: text('coreLink.letGo'),
        refuses: null,
        drop: ({ target }) => void ask('window.open', { kind: 'link', subject: target, place: { displayId } }),
      })),
};
