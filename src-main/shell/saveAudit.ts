import type { BrowserWindow } from 'electron';
import type { Language } from '../../contract/choices';
import { accept, refuse, type Result } from '../../contract/result';
import type { AuditDesk } from '../control/audit/auditDesk';
import { headPathOf } from '../control/audit/auditLog';
import { askWhereTo, writeAll } from './exportFiles';

/** The audit and its head beside it, byte by byte, so that `npm run verify-audit` says of the copy what it says of the original. */
export async function saveAudit(
  window: BrowserWindow,
  audit: AuditDesk,
  language: Language,
): Promise<Result<{ readonly savedTo: string | null }>> {
  const path = await askWhereTo(window, 'jsonl', 'highnoon-audit', language);
  if (path === null) return accept({ savedTo: null });
  try {
    const copy = audit.copy();
    const written = await writeAll([
      { path: headPathOf(path), content: copy.head },
      { path, content: copy.audit },
    ]);
    return written.ok ? accept({ savedTo: path }) : written;
  } catch (error) {
    return refuse('unavailable', `The audit could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
