import { isDeepStrictEqual } from 'node:util';
import type { CheckRun, Diagnosis, IncidentCase } from '../../../../contract/diagnosis';
import type { FromEngine } from '../../../../contract/engineProtocol';
import type { FetchCheck, QueryCheck } from '../../../../contract/runbooks';
import type { Timers } from '../../timers';
import { checkFetch, type FetchParts } from './checkFetch';
import { checkQuery, type SampleParts } from './checkQuery';
import { dueRunbooks, type DueRunbook } from './dueRunbooks';
import type { Outcome } from './outcome';
import { beginRun, settled, withOutcome, withState } from './runbookRun';

export interface CheckDeskParts extends SampleParts, FetchParts {
  readonly revision: number;
  readonly post: (message: FromEngine) => void;
  readonly timers: Timers;
  /** Room epoch ms. */
  readonly roomAt: () => number;
}

interface Desk {
  readonly due: DueRunbook;
  /** Of whom it was about so far; each turn looks at everything anew. */
  readonly turns: number;
  run: CheckRun;
  /** Check id → how often it could not be found out, and when it may be asked again, local monotonic ms. */
  readonly tries: Map<string, { readonly count: number; readonly notBefore: number }>;
}

/** What stays unknown after so many looks is left to people. */
const looksMax = 4;
/** A diagnosis that changes its mind is followed so often. */
const turnsMax = 3;

/**
 * Runs the workspace's runbooks on the incidents that are told: one check at a time, so that no backend sees more than one question
 * of it, beside everything else and never in its way.
 */
export class CheckDesk {
  readonly #cases = new Map<string, IncidentCase>();
  readonly #diagnoses = new Map<string, Diagnosis>();
  readonly #desks = new Map<string, Desk>();
  readonly #abort = new AbortController();
  #working = false;
  /** No backend was asked yet: nothing could be found out, and a look would be wasted. */
  #asleep = true;

  constructor(private readonly parts: CheckDeskParts) {}

  /** Incidents, whole: what is new in them begins runbooks, what people answered counts. */
  use(cases: readonly IncidentCase[]): void {
    this.#cases.clear();
    for (const incident of cases) this.#cases.set(incident.id, incident);
    for (const incidentId of this.#diagnoses.keys()) if (!this.#cases.has(incidentId)) this.#diagnoses.delete(incidentId);
    for (const [key, { run }] of this.#desks) if (!this.#cases.has(run.incidentId)) this.#desks.delete(key);
    for (const incident of cases) this.#begin(incident);
    for (const desk of this.#desks.values()) this.#settle(desk, desk.run);
    this.#wake();
  }

  /** Somebody is suspected. */
  diagnosed(diagnosis: Diagnosis): void {
    const incident = this.#cases.get(diagnosis.incidentId);
    if (incident === undefined) return;
    this.#diagnoses.set(incident.id, diagnosis);
    this.#begin(incident);
    this.#wake();
  }

  /** Looks at everything of this incident anew. */
  renew(incidentId: string): void {
    for (const [key, { run }] of this.#desks) if (run.incidentId === incidentId) this.#desks.delete(key);
    const incident = this.#cases.get(incidentId);
    if (incident !== undefined) this.#begin(incident);
    this.#wake();
  }

  /** There is new data, or a backend is back. */
  round(): void {
    this.#asleep = false;
    this.#wake();
  }

  close(): void {
    this.#abort.abort();
    this.#cases.clear();
    this.#desks.clear();
  }

  #wake(): void {
    // What is no expected failure must reach the top and restart the engine.
    if (!this.#asleep) void this.#work();
  }

  #begin(incident: IncidentCase): void {
    const { workspace, roomAt } = this.parts;
    for (const due of dueRunbooks(workspace, incident, this.#diagnoses.get(incident.id) ?? null)) {
      const key = keyOf({ incidentId: incident.id, runbookId: due.runbookId });
      const known = this.#desks.get(key);
      if (known !== undefined && (known.due.node === due.node || known.turns >= turnsMax || known.run.phase === 'concluded'))
        continue;
      const run = beginRun(due, incident.id, Math.round(roomAt()));
      const desk: Desk = { due, turns: (known?.turns ?? 0) + 1, run, tries: new Map() };
      this.#desks.set(key, desk);
      this.#settle(desk, run, true);
    }
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      for (let next = this.#next(); next !== null; next = this.#next()) await this.#look(next.desk, next.check);
    } finally {
      this.#working = false;
    }
  }

  /** What was not looked at yet before what could not be found out. */
  #next(): { readonly desk: Desk; readonly check: QueryCheck | FetchCheck } | null {
    const now = this.parts.timers.monoNow();
    for (const wanted of ['due', 'unknown'] as const)
      for (const desk of this.#desks.values()) {
        if (desk.run.phase !== 'running') continue;
        for (const check of desk.due.runbook.checks) {
          if (check.kind === 'question' || stateOf(desk.run, check.id) !== wanted) continue;
          const tried = desk.tries.get(check.id);
          if (wanted === 'due' || (tried !== undefined && tried.notBefore <= now)) return { desk, check };
        }
      }
    return null;
  }

  async #look(desk: Desk, check: QueryCheck | FetchCheck): Promise<void> {
    const { timers, roomAt } = this.parts;
    this.#settle(desk, withState(desk.run, check.id, 'running'));
    const outcome = await this.#ask(desk, check);
    // Forgotten or begun anew meanwhile, or a person's answer said enough.
    if (this.#desks.get(keyOf(desk.run)) !== desk || stateOf(desk.run, check.id) !== 'running') return;
    const count = (desk.tries.get(check.id)?.count ?? 0) + 1;
    const again = outcome.state === 'unknown' && outcome.againMs !== null && count < looksMax;
    desk.tries.set(check.id, {
      count,
      notBefore: again ? timers.monoNow() + outcome.againMs : Number.POSITIVE_INFINITY,
    });
    this.#settle(desk, withOutcome(desk.run, check.id, outcome, Math.round(roomAt())));
  }

  #ask({ run, due }: Desk, check: QueryCheck | FetchCheck): Promise<Outcome> {
    const startedAt = this.#cases.get(run.incidentId)?.startedAt ?? run.startedAt;
    return check.kind === 'query'
      ? checkQuery(check, due.node, startedAt, this.parts)
      : checkFetch(check, due.node, this.parts, this.#abort.signal);
  }

  /** Takes what a run became, and tells it where it says something else. */
  #settle(desk: Desk, run: CheckRun, first = false): void {
    const { revision, post, roomAt } = this.parts;
    const answers = this.#cases.get(run.incidentId)?.answers ?? [];
    const again = [...desk.tries.values()].some(({ notBefore }) => notBefore !== Number.POSITIVE_INFINITY);
    const next = settled(run, desk.due.runbook, answers, again, Math.round(roomAt()));
    if (!first && isDeepStrictEqual(next, desk.run)) return;
    desk.run = next;
    post({ type: 'checks', revision, run: next });
  }
}

function keyOf({ incidentId, runbookId }: Pick<CheckRun, 'incidentId' | 'runbookId'>): string {
  return `${incidentId} ${runbookId}`;
}

function stateOf(run: CheckRun, checkId: string): string | undefined {
  return run.checks.find(({ id }) => id === checkId)?.state;
}
