import { declared } from './declared';
import { discovered } from './discovered';
import type { Enricher } from './draft';
import { idcs } from './idcs';
import { measured } from './measured';
import { told } from './told';

/** In this order: who tells what there is, then what of it is drawn, then what is said of each. */
export const enrichers: readonly Enricher[] = [declared, measured, told, discovered, idcs];
