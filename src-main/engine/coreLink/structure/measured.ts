import { addSightings } from './addSightings';
import type { Enricher } from './draft';

/** Nodes and calls that have rows in the metrics that health scores are judged by. */
export const measured: Enricher = (draft, evidence) => addSightings(draft, evidence.measured);
