import { addSightings } from './addSightings';
import type { Enricher } from './draft';

/** What backends tell by themselves: Jaeger, SkyWalking, Demo City. */
export const told: Enricher = (draft, evidence) => addSightings(draft, evidence.told);
