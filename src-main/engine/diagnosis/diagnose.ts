import type { CoreLink } from '../../../contract/coreLink';
import { suspectsMax, type Diagnosis, type IncidentCase, type Suspect } from '../../../contract/diagnosis';
import type { Workspace } from '../../../contract/workspace';
import type { IdcCall } from './reading/readIdcs';
import type { JudgedSpan } from './reading/judgedSpan';
import type { LinkColumns } from './reading/linkColumns';
import { besideIdc } from './suspects/besideIdc';
import { brokenFlow } from './suspects/brokenFlow';
import { idcTroubleOf, type IdcTrouble } from './suspects/idcTrouble';
import { tellIdc } from './suspects/tellIdc';
import { leadingCauses } from './suspects/leadingCauses';
import { materialityOf } from './suspects/materialityOf';
import { nodeLooksOf } from './suspects/nodeLooks';
import { passageOrder } from './suspects/passageOrder';
import type { Pooled } from './suspects/poolCauses';
import { ruledOutOf } from './suspects/ruledOut';
import { tellSuspect } from './suspects/tellSuspect';
import { believedFrom, verdictOf } from './verdictOf';

/** Too little to be believed, and enough not to look past it. */
const suspectedFrom = 0.1;

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
  const leading = leadingCauses(incident, columns, span, looks, ground.nodeOfStage);
  const lostPerMinute = incident.cost === null ? null : Math.abs(incident.cost.perMinute);
  const from = (columns.firstSlot + (span.judged[0] ?? 0)) * columns.stepMs;
  const to = (columns.firstSlot + columns.count) * columns.stepMs;
  const drawn = { from: columns.firstSlot * columns.stepMs, to };
  const tell = ({ suspect, share }: Pooled): Suspect => {
    const believed = share * materialityOf(suspect.evidence, demand);
    return tellSuspect(workspace, link, suspect, { confidence: believed, share: believed, lostPerMinute }, drawn);
  };
  const measured = leading
    .filter(({ share }) => share > 0)
    .map(tell)
    .sort((a, b) => b.confidence - a.confidence);
  const places = [...breaks(), ...measured].sort((a, b) => b.confidence - a.confidence);
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
    verdict: verdictOf(suspects, demand, incident),
    demand,
    symptom: { node: node === null ? null : (columns.nodes[node]?.node.id ?? null), kind: symptom?.kind ?? 'failures' },
    suspects,
    residual: { share: 1 - explained, perMinute: lostPerMinute === null ? null : (1 - explained) * lostPerMinute },
    ruledOut: ruledOutOf(columns, span.judged.length, link, looks, suspects.slice(0, 3), callsMin),
  };

  /**
   * Looked for only where orders are lost and nobody who fails or is slow is believed, since callers of what is broken fall silent too; and
   * only before whoever is suspected a little: who does not get past one stop is missing at every later one.
   */
  function breaks(): Suspect[] {
    if (lostPerMinute === null || (measured[0]?.confidence ?? 0) >= believedFrom) return [];
    const orderOf = passageOrder(link);
    const suspected = measured.filter(({ confidence }) => confidence >= suspectedFrom).flatMap(({ path }) => path.at(-1) ?? []);
    const earliest = Math.min(...suspected.map(orderOf));
    return brokenFlow(columns, link, moments, lostPerMinute / 60)
      .filter(({ suspect }) => orderOf(suspect.id) <= earliest)
      .map(({ suspect, share }) => tellSuspect(workspace, link, suspect, { confidence: share, share, lostPerMinute }, drawn));
  }

  /** Before all others; whom it explains, because what they lost was lost between two nodes, is no suspect beside it. */
  function withIdc(found: IdcTrouble): Suspect[] {
    const beside = besideIdc(link, ground.idcs, found).map(({ suspect, share }) => ({
      suspect,
      share: share * found.confidence,
    }));
    const named = new Set(beside.map(({ suspect }) => suspect.id));
    const others = places.filter(({ target, evidence }) => evidence[0]?.why !== 'between' && !named.has(target));
    const between = places.filter((place) => !others.includes(place));
    const sinces = between.flatMap(({ since }) => since ?? []);
    const share = Math.max(
      0,
      beside.reduce((left, each) => left - each.share, found.confidence),
    );
    const blame = { confidence: found.confidence, share, lostPerMinute };
    const left = 1 - found.confidence;
    return [
      tellIdc(workspace, link, found, blame, sinces.length === 0 ? null : Math.min(...sinces), drawn),
      ...beside.map(({ suspect, share: part }) =>
        tellSuspect(workspace, link, suspect, { confidence: part, share: part, lostPerMinute }, drawn),
      ),
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
