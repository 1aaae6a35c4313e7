import type { CoreLink } from '../../../contract/coreLink';
import { suspectsMax, type Diagnosis, type IncidentCase, type Suspect } from '../../../contract/diagnosis';
import type { Workspace } from '../../../contract/workspace';
import { causeCaseOf } from './reading/causeCaseOf';
import type { IdcCall } from './reading/readIdcs';
import type { JudgedSpan } from './reading/judgedSpan';
import type { LinkColumns } from './reading/linkColumns';
import { rankSuspects } from './rootCause/rankSuspects';
import { followSlowness } from './suspects/followSlowness';
import { idcTroubleOf, type IdcTrouble } from './suspects/idcTrouble';
import { tellIdc } from './suspects/tellIdc';
import { nodeLooksOf, type NodeLook } from './suspects/nodeLooks';
import { joinBlame, poolCauses, type Felt, type Pooled } from './suspects/poolCauses';
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
  /** Calls by IDC, where they were asked for. */
  readonly idcs: readonly IdcCall[];
}

/** What is said of the incident, without who said it when. */
export type Finding = Pick<Diagnosis, 'from' | 'to' | 'verdict' | 'demand' | 'symptom' | 'suspects' | 'residual' | 'ruledOut'>;

/** Who did it, from what was measured; pure. */
export function diagnose(ground: DiagnosisGround): Finding {
  const { workspace, link, incident, columns, span, demand } = ground;
  const moments = { reference: span.reference, judged: span.judged, weights: span.judged.map(() => 1) };
  const looks = nodeLooksOf(columns, moments);
  const leading = leadingCauses(ground, looks);
  const lostPerMinute = incident.cost === null ? null : Math.abs(incident.cost.perMinute);
  const from = (columns.firstSlot + (span.judged[0] ?? 0)) * columns.stepMs;
  const to = (columns.firstSlot + columns.count) * columns.stepMs;
  const drawn = { from: columns.firstSlot * columns.stepMs, to };
  const tell = ({ suspect, share }: Pooled): Suspect =>
    tellSuspect(workspace, link, suspect, { confidence: share, share, lostPerMinute }, drawn);
  const places = leading.filter(({ share }) => share > 0).map(tell);
  const trouble = idcTroubleOf(ground.idcs);
  const suspects = (trouble === null ? places : withIdc(trouble)).slice(0, suspectsMax);
  const explained = Math.min(
    1,
    suspects.reduce((sum, { explains }) => sum + explains.share, 0),
  );
  const symptom = leading[0]?.felt.symptom;
  const node = symptom?.node ?? null;
  const { callsMin = 1 } = workspace.coreLink ?? {};
  return {
    from,
    to,
    verdict: verdictOf(suspects, demand),
    demand,
    symptom: { node: node === null ? null : (columns.nodes[node]?.node.id ?? null), kind: symptom?.kind ?? 'failures' },
    suspects,
    residual: { share: 1 - explained, perMinute: lostPerMinute === null ? null : (1 - explained) * lostPerMinute },
    ruledOut: ruledOutOf(columns, span.judged.length, link, looks, suspects.slice(0, 3), callsMin),
  };

  /** Before all others; whom it explains, because what they lost was lost between two nodes, is no suspect beside it. */
  function withIdc(found: IdcTrouble): Suspect[] {
    const others = places.filter(({ evidence }) => evidence[0]?.why !== 'between');
    const between = places.filter((place) => !others.includes(place));
    const sinces = between.flatMap(({ since }) => since ?? []);
    const share = found.confidence;
    const blame = { confidence: found.confidence, share, lostPerMinute };
    const left = 1 - share;
    return [
      tellIdc(workspace, link, found, blame, sinces.length === 0 ? null : Math.min(...sinces), drawn),
      ...others.map((other) => ({
        ...other,
        confidence: other.confidence * left,
        explains: {
          share: other.explains.share * left,
          perMinute: other.explains.perMinute === null ? null : other.explains.perMinute * left,
        },
      })),
    ];
  }
}

/** Failures count before slowness, because they are what costs orders; what only waits for somebody slow is led back to him. */
function leadingCauses({ incident, columns, span, nodeOfStage }: DiagnosisGround, looks: readonly NodeLook[]): Pooled[] {
  const felts = symptomsOf(incident, columns, looks, nodeOfStage).map((symptom): Felt => {
    return { symptom, cause: rankSuspects(causeCaseOf(columns, span, symptom)) };
  });
  const ofKind = (kind: Felt['symptom']['kind']): Pooled[] => poolCauses(felts.filter(({ symptom }) => symptom.kind === kind));
  const failures = followSlowness(ofKind('failures'), columns, span);
  const latency = ofKind('latency');
  const failuresLead = isFelt(failures) || !isBelieved(latency);
  const [lead, other] = failuresLead ? [failures, latency] : [latency, failures];
  const known = new Set(lead.flatMap(({ suspect, share }) => (share >= leastShare ? suspect.nodes : [])));
  // Of the other kind only whom the leading one does not explain: a second fault shows in another way than the first.
  const beside = other.filter(({ suspect, share }) => share >= leastShare && !suspect.path.some((node) => known.has(node)));
  return joinBlame([...lead, ...beside.map((one) => ({ ...one, share: one.share * besideShare }))]);
}

/** Fewer failures than this, share of a place's requests, cost nobody an order worth the name: then slowness is what is felt. */
const leastFailing = 0.01;
/** Less blame than this is no lead. */
const leastShare = 0.3;
/** How far a suspect of the other kind is believed. */
const besideShare = 0.5;

function isFelt([first]: readonly Pooled[]): boolean {
  if (first === undefined || first.share < leastShare) return false;
  const { symptom } = first.felt;
  return (
    symptom.kind === 'failures' &&
    first.suspect.evidence.some(({ series, usual, now }) => series === 'latency' || now - usual >= leastFailing)
  );
}

function isBelieved([first]: readonly Pooled[]): boolean {
  return first !== undefined && first.share >= leastShare;
}
