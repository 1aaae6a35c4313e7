import type { Language } from './choices';
import type { Diagnosis } from './diagnosis';
import type { Incident } from './incidents';

/**
 * The report of one incident, for somebody who was not in the room. Sections are Markdown, made from what is known; people may
 * write one anew, and what they wrote stays until they take it back. Small: what it shows as pictures is asked for (`report.page`).
 */
export interface Report {
  readonly incidentId: string;
  readonly language: Language;
  /** +1 with each change of it. */
  readonly version: number;
  /** Room epoch ms, and who asked for it; null when nobody was signed in. */
  readonly madeAt: number;
  readonly madeBy: string | null;
  readonly title: string;
  /** What stands below the title, plain text, a line each. */
  readonly about: readonly string[];
  /** What it was made from; other values now mean that there is more to say. */
  readonly basis: ReportBasis;
  /** All of `reportSectionIds`, in their order. */
  readonly sections: readonly ReportSection[];
}

export interface ReportSection {
  readonly id: ReportSectionId;
  readonly title: string;
  /** Markdown; '' where nothing is known. A picture is `![caption](picture:id)`. */
  readonly made: string;
  /** What a person wrote in its place. `newer`: what would be made now differs from what that person saw. */
  readonly edit: { readonly text: string; readonly by: string; readonly at: number; readonly newer: boolean } | null;
}

/** In the order in which one reads it. `own` is people's: nothing is ever made there. */
export const reportSectionIds = [
  ...(['summary', 'impact', 'response', 'cause', 'dimensions', 'changes', 'ruledOut', 'timeline', 'checks', 'people'] as const),
  ...(['pins', 'similar', 'next', 'own'] as const),
] as const;
export type ReportSectionId = (typeof reportSectionIds)[number];

export const reportFormats = ['markdown', 'html', 'pdf'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Found within a minute, located within five, orders back within ten: counted from the first abnormal bucket, ms. */
export const responseLimitsMs = { detected: 60_000, located: 300_000, recovered: 600_000 } as const;

/** A page of print; what is longer belongs into a document of its own. */
export const reportTextCharactersMax = 20_000;
/** In shared state, one a language: those that were made last. */
export const reportsMax = 20;

export interface ReportBasis {
  readonly phase: Incident['phase'];
  readonly alarmCount: number;
  readonly stepCount: number;
  readonly diagnosisVersion: number | null;
}

export function reportBasisOf(
  { phase, alarmCount, steps }: Pick<Incident, 'phase' | 'alarmCount' | 'steps'>,
  diagnosis: Pick<Diagnosis, 'version'> | undefined,
): ReportBasis {
  return { phase, alarmCount, stepCount: steps.length, diagnosisVersion: diagnosis?.version ?? null };
}

export function reportKeyOf(incidentId: string, language: Language): string {
  return `${incidentId} ${language}`;
}

export function sectionText({ made, edit }: Pick<ReportSection, 'made' | 'edit'>): string {
  return edit === null ? made : edit.text;
}
