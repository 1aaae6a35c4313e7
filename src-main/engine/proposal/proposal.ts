import type { DimensionFinding } from './findDimensions';
import type { FunnelPlace } from './findFunnel';
import type { DailyShape } from './findPeaks';
import type { ProposedLink } from './findCoreLink';
import type { ProposedMeasure } from './linkMeasures';
import type { ProposedStage } from './orderStages';
import type { Said } from './said';

/** What was found on a server, before it is written down. */
export interface Proposal {
  readonly url: string;
  readonly kind: 'prometheus' | 'victoriaMetrics';
  readonly timeZone: string;
  /** Nobody said the zone: it is the one of the computer that asked. */
  readonly zoneGuessed: boolean;
  readonly place: FunnelPlace;
  readonly stages: readonly ProposedStage[];
  readonly headline: ProposedStage;
  readonly dimensions: DimensionFinding;
  readonly link:
    | (ProposedLink & {
        readonly metric: string;
        /** Labels of the two ends of a call; a node is known by the one it is called under. */
        readonly from: string;
        readonly to: string;
        readonly measures: readonly ProposedMeasure[];
      })
    | null;
  readonly shape: DailyShape | null;
  readonly sampleIntervalMs: number | null;
  readonly stepMs: number;
  readonly doubts: readonly Said[];
  readonly leftOut: readonly Said[];
}
