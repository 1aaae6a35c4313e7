import type { Language } from '../../../contract/choices';
import type { IncidentStep } from '../../../contract/incidents';

const between = ' · ';
const inBoth: ReadonlySet<IncidentStep['kind']> = new Set([
  'diagnosed',
  'pinned',
  'unpinned',
  'answered',
  'protected',
  'unprotected',
] as const);

/** A step's note as this language has it: what the console or the workspace names is noted in both, `渠道 B · Channel B`. */
export function stepNote(kind: IncidentStep['kind'], note: string, language: Language): string {
  const [zh, en, more] = note.split(between);
  if (!inBoth.has(kind) || zh === undefined || en === undefined || more !== undefined) return note;
  return language === 'zh' ? zh : en;
}
