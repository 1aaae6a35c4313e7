import type { Language } from '../../../contract/choices';
import type { ReportSectionId } from '../../../contract/report';

export interface Draft {
  readonly text: string;
  /** When the edit was made that its writer saw; null when there was none. */
  readonly replaces: number | null;
}

/** What is typed and neither saved nor given up: it is there again after a look at the other language. This window's, for its life. */
const drafts = new Map<string, Draft>();

export function draftOf(language: Language, section: ReportSectionId): Draft | undefined {
  return drafts.get(`${language} ${section}`);
}

/** Null: saved, or given up. */
export function keepDraft(language: Language, section: ReportSectionId, draft: Draft | null): void {
  if (draft === null) drafts.delete(`${language} ${section}`);
  else drafts.set(`${language} ${section}`, draft);
}
