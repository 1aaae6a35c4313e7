import type { Diagnosis } from '../../contract/diagnosis';
import { askAtWorst } from './askAtWorst';
import { diagnoseAsked, diagnosePlayed } from './diagnosePlayed';
import type { PlayedCase } from './playCase';
import { namesFault } from './rightSuspects';

/** What the console said of one case, judged by its first told diagnosis. */
export interface DiagnoseOutcome {
  readonly drawn: PlayedCase['drawn'];
  readonly truths: PlayedCase['truths'];
  readonly loss: PlayedCase['loss'];
  /** None opened: nothing could be diagnosed, except what was asked for. */
  readonly opened: boolean;
  /** ms from the first fault to the incident, and to the first diagnosis; null: never. */
  readonly detectedMs: number | null;
  readonly diagnosedMs: number | null;
  /** The earliest diagnosis; null: none was told. */
  readonly first: Diagnosis | null;
  /** Rank of each fault, 0 first; −1 where it is not named. */
  readonly ranks: readonly number[];
}

export async function outcomeOf(played: PlayedCase): Promise<DiagnoseOutcome> {
  const { drawn, truths, loss, topology } = played;
  const followed = await diagnosePlayed(played);
  const opened = followed.length > 0;
  const asked = !opened && drawn.anomaly !== null ? [await diagnoseAsked(played, askAtWorst(played))] : [];
  const firsts = [...followed, ...asked]
    .flatMap(({ said }) => said.find(({ phase }) => phase === 'told') ?? [])
    .sort((a, b) => a.at - b.at);
  const [first = null] = firsts;
  const faultAt = Math.min(...drawn.faults.map(({ at }) => at));
  const since = (at: number | undefined): number | null => (at === undefined || !Number.isFinite(faultAt) ? null : at - faultAt);
  const rankIn = (diagnosis: Diagnosis | null, truth: PlayedCase['truths'][number]): number =>
    diagnosis?.suspects.findIndex(namesFault(topology, truth)) ?? -1;
  // Two faults may have opened two incidents: then each is named where it belongs.
  const among = truths.length > 1 ? firsts : firsts.slice(0, 1);
  return {
    ...{ drawn, truths, loss, opened, first },
    detectedMs: since(followed.map(({ raisedAt }) => raisedAt).sort((a, b) => a - b)[0]),
    diagnosedMs: since(first?.at),
    ranks: truths.map((truth) => {
      const ranks = among.map((diagnosis) => rankIn(diagnosis, truth)).filter((rank) => rank >= 0);
      return ranks.length === 0 ? -1 : Math.min(...ranks);
    }),
  };
}

/** The first suspect names a fault; of two at once, both are among the first three besides. */
export function isRightFirst(outcome: DiagnoseOutcome): boolean {
  return outcome.ranks.includes(0) && isInThree(outcome);
}

export function isInThree({ ranks }: DiagnoseOutcome): boolean {
  return ranks.every((rank) => rank >= 0 && rank < 3);
}

/** None of its faults has an effect that anybody could find: not enough machines to lose one of. */
export function isWithoutEffect({ truths }: DiagnoseOutcome): boolean {
  return truths.length > 0 && truths.every(({ withoutEffect }) => withoutEffect);
}
