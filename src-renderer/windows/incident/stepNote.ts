import type { Language } from '../../../contract/choices';
import type { IncidentStep } from '../../../contract/incidents';

const between = ' · ';

/** A step's note as this language has it: causes are noted in both, `渠道 B · Channel B`. */
export function stepNote(kind: IncidentStep['kind'], note: string, language: Language): string {
  const [zh, en, more] = note.split(between);
  if (kind !== 'diagnosed' || zh === undefined || en === undefined || more !== undefined) return note;
  return language === 'zh' ? zh : en;
}
