import type { CoreLink } from '../../../contract/coreLink';
import { suspectsMax, type Diagnosis, type IncidentCase, type Suspect } from '../../../contract/diagnosis';
import type { Workspace } from '../../../contract/workspace';
import { causeCaseOf } from './reading/causeCaseOf';
import type { JudgedSpan } from './reading/judgedSpan';
import type { LinkColumns } from './reading/linkColumns';
import { rankSuspects } from './rootCause/rankSuspects';
import { poolCauses, type Felt, type Pooled } from './suspects/poolCauses';
import { ruledOutOf } from './suspects/ruledOut';
import { symptomsOf } from './suspects/symptoms';
import { tellSuspect } from './suspects/tellSuspect';
import { verdictOf } from './verdictOf';

/** All that is known when somebody says who did it. */
export interface DiagnosisGround {
  readonly workspace: Workspace;
  readonly link: CoreLink;
  readonly incident: IncidentCase;
  readonly columns: LinkColumns;
  readonly span: JudgedSpan;
  readonly nodeOfStage: (metricId: string) => string | null;
  /** People who come in now ÷ usual; null where nobody counts them. */
  readonly demand: number | null;
}

/** What is said of the incident, without who said it when. */
export type Finding = Pick<Diagnosis, 'from' | 'to' | 'verdict' | 'demand' | 'symptom' | 'suspects' | 'residual' | 'ruledOut'>;

/** Who did it, from what was measured; pure. */
export function diagnose(ground: DiagnosisGround): Finding {
  const { workspace, link, incident, columns, span, nodeOfStage } = ground;
  const felts = symptomsOf(incident, columns, nodeOfStage).map((symptom): Felt => {
    return { symptom, cause: rankSuspects(causeCaseOf(columns, span, symptom)) };
  });
  const ofKind = (kind: Felt['symptom']['kind']): readonly Felt[] => felts.filter(({ symptom }) => symptom.kind === kind);
  const failures = poolCauses(ofKind('failures'));
  const latency = poolCauses(ofKind('latency'));
  const leading = isFelt(failures) ? failures : latency;
  const lostPerMinute = incident.cost === null ? null : Math.abs(incident.cost.perMinute);
  const from = (columns.firstSlot + (span.judged[0] ?? 0)) * columns.stepMs;
  const to = (columns.firstSlot + columns.count) * columns.stepMs;
  const drawn = { from: columns.firstSlot * columns.stepMs, to };
  const suspects = leading
    .filter(({ share }) => share > 0)
    .slice(0, suspectsMax)
    .map(({ suspect, share }): Suspect =>
      tellSuspect(workspace, link, suspect, { confidence: share, share, lostPerMinute }, drawn),
    );
  const explained = Math.min(
    1,
    suspects.reduce((sum, { explains }) => sum + explains.share, 0),
  );
  const node = leading[0]?.felt.symptom.node ?? null;
  const { callsMin = 1 } = workspace.coreLink ?? {};
  const moments = { reference: span.reference, judged: span.judged, weights: span.judged.map(() => 1) };
  return {
    from,
    to,
    verdict: verdictOf(suspects, ground.demand),
    demand: ground.demand,
    symptom: {
      node: node === null ? null : (columns.nodes[node]?.node.id ?? null),
      kind: leading[0]?.felt.symptom.kind ?? 'failures',
    },
    suspects,
    residual: { share: 1 - explained, perMinute: lostPerMinute === null ? null : (1 - explained) * lostPerMinute },
    ruledOut: ruledOutOf(columns, link, moments, suspects.slice(0, 3), callsMin),
  };
}

/** Fewer failures than this, share of a place's requests, cost nobody an order worth the name: then slowness is what is felt. */
const leastFailing = 0.01;
const leastShare = 0.3;

function isFelt([first]: readonly Pooled[]): boolean {
  if (first === undefined || first.share < leastShare) return false;
  return first.suspect.evidence.some(({ series, usual, now }) => series === 'failures' && now - usual >= leastFailing);
}
