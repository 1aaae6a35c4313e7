import { readFileSync } from 'node:fs';
import type { Store } from '../store';
import { headPathOf, openAuditLog, readHead, type AuditLog, type OpenedAudit } from './auditLog';
import { readAudit } from './auditText';

/** The console's one audit: opened once, checked whenever somebody asks, and shown with what is wrong with it. */
export interface AuditDesk {
  /** An audit that cannot be opened or written refuses every record, and so everything that would follow it. */
  readonly log: AuditLog<unknown>;
  /** The records that were there when it was opened, oldest first. */
  readonly records: readonly unknown[];
  /** Reads all of it again. */
  check(): void;
  /** Its bytes and its head's, as they are now. */
  copy(): { readonly audit: Uint8Array; readonly head: Uint8Array };
  readonly close: () => void;
}

export interface AuditDeskSetup {
  readonly path: string;
  readonly store: Store;
  readonly wallMs: () => number;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
}

export function openAuditDesk({ path, store, wallMs, log }: AuditDeskSetup): AuditDesk {
  let findings: readonly string[] = [];
  let checkedAtLocal = wallMs();
  let writable = true;
  const opened = open();

  function open(): OpenedAudit<unknown> & { readonly log: AuditLog<unknown> } {
    try {
      const audit = openAuditLog<unknown>(path);
      findings = audit.findings.map(({ says }) => says);
      return audit;
    } catch (error) {
      const why = `The audit ${path} cannot be opened, so nothing is done: ${sentence(error)}`;
      findings = [why];
      writable = false;
      return { log: closedLog(why), records: [], findings: [] };
    }
  }

  function show(): void {
    store.put('audit', 'current', { path, records: opened.log.head().seq, findings, writable, checkedAtLocal });
  }

  findings.forEach((finding) => log('error', `audit: ${finding}`));
  show();
  return {
    log: {
      append: (entry) => {
        try {
          return opened.log.append(entry);
        } catch (error) {
          writable = false;
          findings = [...findings.filter((finding) => finding !== sentence(error)), sentence(error)];
          throw error;
        } finally {
          show();
        }
      },
      head: opened.log.head,
      close: opened.log.close,
    },
    records: opened.records,
    check: () => {
      checkedAtLocal = wallMs();
      try {
        findings = readAudit(readFileSync(path), readHead(path)).findings.map(({ says }) => says);
      } catch (error) {
        findings = [`The audit ${path} cannot be read: ${sentence(error)}`];
      }
      show();
    },
    copy: () => ({ audit: readFileSync(path), head: readFileSync(headPathOf(path)) }),
    close: opened.log.close,
  };
}

function closedLog(why: string): AuditLog<unknown> {
  return {
    append: () => {
      throw new Error(why);
    },
    head: () => ({ seq: 0, hash: '0'.repeat(64) }),
    close: () => undefined,
  };
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
