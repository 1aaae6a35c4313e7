import type { SampleHistory } from './samples/readSeries';

export interface OpenHistory extends SampleHistory {
  close(): Promise<void>;
}

/** The history of one workspace while it opens, is open and closes; nobody waits for it but its successor. */
export interface WorkspaceHistory {
  /** null until it is open, when it cannot be, and once it closes. */
  current(): SampleHistory | null;
  close(): Promise<void>;
}

/** @param before the history of the workspace before, which may hold the same file until it is closed */
export function openWorkspaceHistory(before: Promise<void>, open: () => Promise<OpenHistory | null>): WorkspaceHistory {
  let opened: OpenHistory | null = null;
  let closing = false;
  const opening = before.then(async () => {
    if (!closing) opened = await open();
  });
  return {
    current: () => (closing ? null : opened),
    async close() {
      closing = true;
      await opening;
      await opened?.close();
      opened = null;
    },
  };
}
