import { useSyncExternalStore } from 'react';
import { createStore } from 'zustand/vanilla';
import type { Language } from '../../../contract/choices';
import type { ReportFormat } from '../../../contract/report';
import { exportReport } from './reportActs';

interface Exports {
  readonly saving: ReportFormat | null;
  readonly saved: { readonly format: ReportFormat; readonly path: string } | null;
}

/** Of this window; keys and buttons start them alike. */
const exports = createStore<Exports>(() => ({ saving: null, saved: null }));

export function useExports(incidentId: string, language: Language): Exports & { readonly run: (format: ReportFormat) => void } {
  const state = useSyncExternalStore(exports.subscribe, exports.getState);
  return { ...state, run: (format) => void runExport(incidentId, language, format) };
}

/** One at a time: its dialog asks where to. */
export async function runExport(incidentId: string, language: Language, format: ReportFormat): Promise<void> {
  if (exports.getState().saving !== null) return;
  exports.setState({ saving: format });
  const answer = await exportReport(incidentId, language, format);
  const path = answer.ok ? answer.value.savedTo : null;
  exports.setState({ saving: null, ...(path === null ? {} : { saved: { format, path } }) });
}
