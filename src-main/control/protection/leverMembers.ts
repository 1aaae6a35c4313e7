import type { LeverMember } from './safetyLever';

/**
 * What the lever stops. Drills, stress runs and automations do not exist yet; each place is registered from the first day, so that none
 * can be forgotten, and says truly that nothing of it runs.
 */
export const leverMembers: readonly LeverMember[] = [
  { id: 'drills', name: { zh: '故障演练', en: 'Fault drills' }, running: () => 0, stop: () => undefined },
  { id: 'stress', name: { zh: '压测', en: 'Stress runs' }, running: () => 0, stop: () => undefined },
  { id: 'automations', name: { zh: '自动触发', en: 'Automations' }, running: () => 0, stop: () => undefined },
];
