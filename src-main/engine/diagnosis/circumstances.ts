import type { CoreLink } from '../../../contract/coreLink';
import type { DimensionFinding, IncidentCase } from '../../../contract/diagnosis';
import type { RoomEvent } from '../../../contract/state';
import { backendIdOf, type Workspace } from '../../../contract/workspace';
import { BackendFailure, type SampleSource } from '../backends/backend';
import { nodeLabels } from '../coreLink/facts/placeFacts';
import { createNodeNames } from '../coreLink/nodeNames';
import type { TableCatalog } from '../tables/tableCut';
import type { EventNames } from './changes/changeContext';
import { fitChanges } from './changes/fitChanges';
import type { Finding } from './diagnose';
import { countedMetricOf, DimensionReader } from './dimensionReader';
import { believedFrom } from './verdictOf';

export interface CircumstancesParts {
  readonly workspace: Workspace;
  readonly tables: TableCatalog;
  readonly samples: (backendId: string) => Pick<SampleSource, 'breakdown'> | null;
  readonly backend: (backendId: string) => { readonly seenTo: number | null };
  readonly link: () => CoreLink;
  readonly eventsSince: (from: number) => readonly RoomEvent[];
}

/** Less of an incident than this is too little to cut, room ms. */
const cutFromMs = 30_000;
/** An old incident is cut by what it is now. */
const cutMs = 10 * 60_000;
const dayMs = 86_400_000;

/** What is known around an incident beside the core link: which combinations lost orders, and what was changed shortly before. */
export class Circumstances {
  readonly #reader: DimensionReader;
  readonly #names: EventNames;

  constructor(private readonly parts: CircumstancesParts) {
    const { workspace, tables, samples } = parts;
    this.#reader = new DimensionReader({ workspace, catalog: tables, samples });
    const own = workspace.coreLink?.labels.node;
    this.#names = {
      nodeOf: createNodeNames(workspace),
      nodeLabels: own === undefined ? nodeLabels : [own, ...nodeLabels],
      labelOf: (dimension) => workspace.dimensions[dimension]?.label ?? dimension,
    };
  }

  /** The next cut is read anew, however short ago the last one was. */
  forget(incidentId: string): void {
    this.#reader.forget(incidentId);
  }

  /** Never rejects for an expected failure: `known` stands as long as nothing newer can be read. */
  async cut(
    incident: IncidentCase,
    known: readonly DimensionFinding[],
    signal: AbortSignal,
  ): Promise<readonly DimensionFinding[]> {
    const { workspace, backend } = this.parts;
    const metricId = countedMetricOf(incident, workspace);
    if (metricId === null) return known;
    const stepMs = workspace.metrics[metricId]?.step ?? 1;
    const to = Math.floor((backend(backendIdOf(workspace, metricId)).seenTo ?? 0) / stepMs) * stepMs;
    const from = Math.max(incident.startedAt, to - cutMs);
    if (to - from < cutFromMs) return known;
    try {
      return await this.#reader.read(incident, { from, to }, signal);
    } catch (error) {
      // Anything else is a defect: it must reach the top and restart the engine.
      if (!(error instanceof BackendFailure)) throw error;
      return known;
    }
  }

  /** The finding with what was changed beside each suspect, and changes that explain more than any of them. */
  fit(found: Finding, incident: IncidentCase, dimensions: readonly DimensionFinding[]): Finding {
    const lostPerMinute = incident.cost === null ? null : Math.abs(incident.cost.perMinute);
    const suspects = fitChanges(found.suspects, this.parts.eventsSince(incident.startedAt - dayMs), {
      startedAt: incident.startedAt,
      to: found.to,
      link: this.parts.link(),
      dimensions,
      names: this.#names,
      lostPerMinute,
    });
    const [first] = suspects;
    if (first === undefined || first.kind !== 'change' || first.confidence < believedFrom) return { ...found, suspects };
    const unexplained = Math.min(found.residual.share, 1 - first.explains.share);
    return {
      ...found,
      suspects,
      verdict: first.changes[0]?.kind === 'promotion' ? 'demand' : 'fault',
      residual: { share: unexplained, perMinute: lostPerMinute === null ? null : unexplained * lostPerMinute },
    };
  }
}
