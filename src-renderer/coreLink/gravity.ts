import type { Health } from '../ui/health';

/** Rises with gravity; unknown lies between well and to be watched: it is no trouble, but nobody may call it well. */
export const gravityOf: Readonly<Record<Health, number>> = { ok: 0, unknown: 1, watch: 2, degraded: 3, broken: 4 };
