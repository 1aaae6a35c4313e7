import type { KeyboardEvent } from 'react';
import type { CoreLink } from '../../contract/coreLink';
import type { CoreLinkView, WorkspaceView } from '../../contract/state';
import type { Incident } from '../../contract/incidents';
import type { GraphLook } from '../../contract/graphQuery';
import { suspectPlace } from '../diagnosis/suspectPlace';
import { openIncidents } from '../incidents/incidentOrder';
import { windowConsole } from '../state/windowConsole';
import { openCoreLink } from '../ui/actions';
import { ask } from '../ui/ask';
import { nearestOnPath } from './pathPlaces';
import { nodesOf, type Subject } from './subject';

/** A node's or a link's own window; one that is open already comes to the front. */
export function openLink(target: string): void {
  void ask('window.open', { kind: 'link', subject: target });
}

/** The graph, with this in the middle of what all windows look at. */
export function showInGraph(target: string): void {
  void ask('view.focus', { target });
  void ask('window.open', { kind: 'coreLink' });
}

/** Where on the core link an incident is: what its alarms have in common, else where its leading metric is measured. */
export function nodesOfIncident(
  workspace: Pick<WorkspaceView, 'coreLink'>,
  { common, lead }: Pick<Incident, 'common' | 'lead'>,
): readonly string[] {
  if (common.nodes.length > 0) return common.nodes;
  const node = nodeOfStage(workspace, lead.metricId);
  return node === null ? [] : [node];
}

/** The graph where the gravest open incident is; where the room last looked, while there is none. */
export function showTroubleInGraph(): void {
  const { incidents, workspace } = windowConsole().getState().shared;
  const [gravest] = openIncidents(incidents);
  if (gravest === undefined) openCoreLink();
  else showIncidentInGraph(gravest, workspace['current'] ?? null);
}

/** At its likeliest suspect; while there is none, where its alarms are. */
export function showIncidentInGraph(incident: Incident, workspace: WorkspaceView | null): void {
  const [alarmed] = workspace === null ? [] : nodesOfIncident(workspace, incident);
  const node = suspectPlace(windowConsole().getState().shared.diagnoses[incident.id]) ?? alarmed;
  if (node === undefined) openCoreLink();
  else showInGraph(node);
}

/** G on something that stands for a part of the core link; without a modifier. */
export function pressForGraph(event: KeyboardEvent, target: string): void {
  if (event.key.toLowerCase() !== 'g' || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  showInGraph(target);
}

export function pinTo(incidentId: string, look: GraphLook): ReturnType<typeof ask<'incident.pin'>> {
  return ask('incident.pin', { incidentId, look });
}

/** The business metric of a subject: measured at one of its nodes, the callee first, else at the step of the path they stand beside; null where none is. */
export function stageOfSubject(view: CoreLinkView | null, coreLink: CoreLink | null, subject: Subject): string | null {
  const stages = view?.stageOf ?? {};
  const own = [...nodesOf(subject)].reverse();
  const near = coreLink === null ? null : nearestOnPath(coreLink);
  const beside = own.flatMap((id) => coreLink?.path[near?.get(id)?.step ?? -1] ?? []);
  const node = [...own, ...beside].find((id) => Object.hasOwn(stages, id));
  return node === undefined ? null : (stages[node] ?? null);
}

/** The node at which a business metric is measured; null where the workspace tells none. */
export function nodeOfStage({ coreLink }: Pick<WorkspaceView, 'coreLink'>, metricId: string): string | null {
  return Object.entries(coreLink?.stageOf ?? {}).find(([, stage]) => stage === metricId)?.[0] ?? null;
}
