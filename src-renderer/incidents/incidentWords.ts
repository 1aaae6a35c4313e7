import type { Language } from '../../contract/choices';
import { mergedIntoOf, type Incident } from '../../contract/incidents';
import type { WorkspaceView } from '../../contract/state';
import type { Text } from '../i18n/text';
import { formatTimeOfDay } from '../ui/format';
import { nodeNameOf, sliceNameOf } from './seriesName';

/** What became of it, each in its own word; empty for one that is simply open. */
export function incidentWords(incident: Incident, text: Text, timeZone: string, roomAt: number): readonly string[] {
  const { phase, flapping, forecastAt, acknowledged, snoozed, verdict, traffic, resolvedAt } = incident;
  const into = mergedIntoOf(incident);
  return [
    ...(into === null ? [] : [text('incident.mergedInto', { id: into })]),
    ...(phase === 'resolved' && resolvedAt !== null && into === null
      ? [text('incident.resolvedAt', { time: formatTimeOfDay(resolvedAt, timeZone) })]
      : []),
    ...(phase === 'recovering' ? [text('incident.recovering')] : []),
    ...(phase !== 'resolved' && forecastAt !== null ? [text('incident.onlyWarned')] : []),
    ...(flapping ? [text('incident.flapping')] : []),
    ...(verdict?.false === true ? [text('incident.falseBy', { name: verdict.by })] : []),
    ...(acknowledged === null ? [] : [text('incident.acknowledgedBy', { name: acknowledged.by })]),
    ...(snoozed !== null && snoozed.until > roomAt && phase !== 'resolved'
      ? [text('incident.snoozedUntil', { time: formatTimeOfDay(snoozed.until, timeZone) })]
      : []),
    ...(traffic === 'real' ? [] : [text(`traffic.${traffic}`)]),
  ];
}

/** `渠道 B · pay-router`; empty when nothing is common to its alarms. */
export function commonName(
  { common }: Pick<Incident, 'common'>,
  workspace: Pick<WorkspaceView, 'metrics' | 'dimensions' | 'nodes'>,
  language: Language,
): string {
  const slice = sliceNameOf(workspace, common.slice, language);
  const nodes = common.nodes.slice(0, commonNodesMax).map((id) => nodeNameOf(workspace, id, language));
  // A payment channel is a value of a dimension and a node too: one name is enough.
  return [...new Set([...(slice === '' ? [] : [slice]), ...nodes])].join(' · ');
}

/** As many nodes as a card has room for; the table has all. */
const commonNodesMax = 2;
