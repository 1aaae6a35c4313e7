import { z } from 'zod';
import { BackendFailure } from './backend';
import { safeJson } from './promQlClient';

const buildSchema = z.object({ data: z.object({ version: z.string() }) });
/** Versions change with a restart, and a restart is a failed check; this is for restarts between two checks, real ms. */
const keptMs = 600_000;

/** Asked seldom, and never a reason for a check to fail: what a server is called is told to people only. */
export function createVersionReader(
  read: (signal: AbortSignal) => Promise<string | null>,
  monoNow: () => number,
): (signal: AbortSignal) => Promise<string | null> {
  let kept: { readonly version: string | null; readonly untilMono: number } | null = null;
  return async (signal) => {
    if (kept === null || kept.untilMono <= monoNow()) {
      const version = await read(signal).catch((error: unknown) => {
        if (error instanceof BackendFailure) return null;
        throw error;
      });
      kept = { version, untilMono: monoNow() + keptMs };
    }
    return kept.version;
  };
}

/** `/api/v1/status/buildinfo` of Prometheus, which VictoriaMetrics answers with the Prometheus version it imitates. */
export function prometheusVersion(text: string): string | null {
  const parsed = buildSchema.safeParse(safeJson(text));
  return parsed.success && parsed.data.data.version !== '' ? parsed.data.data.version : null;
}

/** `vm_app_version` of the metrics page; empty on packages that were built without it. */
export function victoriaVersion(metrics: string): string | null {
  const line = /^vm_app_version\{([^}]*)\}/m.exec(metrics)?.[1] ?? '';
  const label = (name: string): string => new RegExp(`(?:^|[,\\s])${name}="([^"]*)"`).exec(line)?.[1] ?? '';
  return label('short_version') || /v\d+\.\d+\.\d+/.exec(label('version'))?.[0] || null;
}
