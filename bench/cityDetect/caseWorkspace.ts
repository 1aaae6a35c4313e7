import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { workspaceSchema, type Workspace } from '../../contract/workspace';
import { createCalendar } from '../../src-main/demoCity/demand/calendar';
import { homeZone } from '../../src-main/demoCity/time/cityZone';
import { localDay } from '../../src-main/demoCity/time/localDay';
import { createPlant } from '../../src-main/demoCity/topology/plant';
import type { CityCase } from './drawCase';

/** The built-in workspace as it is, for the documented city. */
export const builtInWorkspace = workspaceSchema.parse(
  parse(readFileSync(join(import.meta.dirname, '../../assets/workspaces/demo-city.yaml'), 'utf8')),
);
const historyDays = 28;

/** The built-in workspace as this city's own people would have it: their names of nodes, and their promotions in the calendar. */
export function caseWorkspace(drawn: CityCase): Workspace {
  const link = builtInWorkspace.coreLink;
  if (link === undefined) throw new Error('the built-in workspace has a core link');
  const plant = createPlant(drawn.variant);
  const id = (role: string): string => plant.byRole(role).id;
  return {
    ...builtInWorkspace,
    calendar: { ...builtInWorkspace.calendar, promotions: promotionsOf(drawn) },
    coreLink: {
      ...link,
      path: link.path.map(id),
      nodes: Object.fromEntries(Object.entries(link.nodes).map(([role, node]) => [id(role), node])),
      edges: link.edges.map(({ from, to }) => ({ from: id(from), to: id(to) })),
    },
  };
}

/** A shop knows its promotions, the flash sales of the past weeks too. */
function promotionsOf({ seed, promotions, to }: CityCase): Workspace['calendar']['promotions'] {
  const calendar = createCalendar(seed, promotions);
  const last = localDay(to, homeZone.offsetMs);
  return Array.from({ length: historyDays + 1 }, (_, i) => last - i).flatMap((day) =>
    calendar(day).promotions.map(({ date, fromMinute, toMinute }) => ({
      date,
      from: timeOfDay(fromMinute),
      to: timeOfDay(toMinute),
      name: { zh: '活动', en: 'promotion' },
    })),
  );
}

function timeOfDay(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
