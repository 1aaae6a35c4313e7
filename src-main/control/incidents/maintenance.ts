import type { Maintenance } from '../../../contract/incidents';
import type { Workspace } from '../../../contract/workspace';
import { isTotal, liesWithin, type Finding } from './finding';
import { spanOf } from './localTime';
import { maintenanceTailMs } from './rules';

/** What the workspace file declares. */
export function maintenanceOfFile({ calendar, timeZone }: Workspace): readonly Maintenance[] {
  return calendar.maintenance.map(({ name, date, from, to, slice, nodes }, i) => ({
    id: `file ${i + 1} ${date}`,
    name,
    ...spanOf({ date, from, to }, timeZone),
    slice,
    nodes,
    createdBy: '',
    fromFile: true,
  }));
}

export function isOn({ startsAt, endsAt }: Maintenance, at: number): boolean {
  return at >= startsAt && at < endsAt;
}

/**
 * Whether a finding is what the maintenance is about: everything when it names nothing; otherwise a cut that has all its values, or
 * one of its nodes. What began before is not.
 */
export function covers(maintenance: Maintenance, finding: Finding): boolean {
  const { startedAt, slice } = finding.alarm;
  const { startsAt, endsAt, nodes } = maintenance;
  if (startedAt < startsAt - finding.togetherMs || startedAt >= endsAt + maintenanceTailMs) return false;
  if (isTotal(maintenance.slice) && nodes.length === 0) return true;
  if (finding.what === 'orders') return !isTotal(maintenance.slice) && liesWithin(slice, maintenance.slice);
  return nodes.includes(finding.node) || (finding.caller !== null && nodes.includes(finding.caller));
}
