import { openIncidents } from '../../incidents/incidentOrder';
import { ask } from '../../ui/ask';
import type { DropTarget, DropTargetKind } from './dropTarget';

/** The gravest first; each has a key of its own. */
const keys = ['e', 'r', 't'] as const;

/** Open incidents: dropped there it is pinned as evidence. */
export const incidentTargets: DropTargetKind = {
  title: () => null,
  list: ({ incidents }, text, language) => {
    const open = openIncidents(incidents).slice(0, keys.length);
    if (open.length === 0) {
      const refuses = text('coreLink.dockNoIncident');
      return [{ id: 'incident', key: 'e', title: text('coreLink.pin'), note: '', letGo: '', refuses, drop: () => undefined }];
    }
    return open.map(({ id, headline }, i): DropTarget => ({
      id: `incident ${id}`,
      key: keys[i] ?? 'e',
      title: text('coreLink.dockIncident', { id }),
      note: headline[language],
      letGo: text('coreLink.letGoPin'),
      refuses: null,
      drop: (look) => void ask('incident.pin', { incidentId: id, look }),
    }));
  },
};
