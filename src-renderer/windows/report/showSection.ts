import type { ReportSectionId } from '../../../contract/report';

/** Brings a section of the paper to where it can be read. */
export function showSection(section: ReportSectionId): void {
  document.querySelector(`[data-section="${section}"]`)?.scrollIntoView({ block: 'start' });
}
