import type { Diagnosis, Suspect, SuspectEvidence } from '../../../../contract/diagnosis';
import { formatTimes } from '../../../../contract/format';
import { markdownBlocks, markdownList } from '../plainMarkdown';
import type { ReportFacts } from '../reportFacts';
import { evidencePictureId } from '../pictures/wantedPictures';
import type { Telling } from '../telling';
import { pictureMarkdown } from './pictureMarkdown';

/** Told with all their evidence; the others by name. */
const suspectsInFull = 2;

export function causeSection(facts: ReportFacts, say: Telling): string {
  const { diagnosis } = facts;
  const words = say.words.cause;
  const sentence = causeSentence(diagnosis, say);
  if (diagnosis === null || diagnosis.phase !== 'told') return sentence;
  const { suspects, firstAt, from, to, at } = diagnosis;
  const others = suspects.slice(suspectsInFull);
  return markdownBlocks(
    sentence,
    ...suspects.slice(0, suspectsInFull).map((suspect, rank) => suspectBlock(suspect, rank, facts, say)),
    others.length === 0 ? null : markdownBlocks(words.others, markdownList(others.map((one) => shortly(one, say)))),
    suspects.length === 0 && diagnosis.verdict !== 'unexplained' ? null : residualSentence(diagnosis, say),
    [
      ...(firstAt === null ? [] : [words.first(say.clock(firstAt))]),
      words.data(say.clock(from), say.clock(to), say.clock(at)),
    ].join(say.words.gap),
  );
}

/** The verdict in one sentence; that there is none too. */
export function causeSentence(diagnosis: Diagnosis | null, say: Telling): string {
  const words = say.words.cause;
  if (diagnosis === null) return words.none;
  const { phase, verdict, suspects, reason, demand } = diagnosis;
  if (phase === 'looking') return words.looking;
  if (phase === 'failed') return words.failed(say.name(reason ?? say.words.unknown));
  if (verdict === 'demand') return words.demand(demand === null ? null : formatTimes(demand));
  const [first] = suspects;
  if (verdict === 'unexplained' || first === undefined) return words.unexplained;
  return words.fault(say.name(first.name), words.kinds[first.kind], say.confidence(first.confidence));
}

function residualSentence({ residual }: Diagnosis, say: Telling): string {
  const words = say.words.cause;
  if (residual.share < residualSaid) return words.residualNone;
  const perMinute = ordersOf(residual.perMinute, say);
  return words.residual(say.share(residual.share), perMinute);
}

/** Null where none are lost any more: the share says it then. */
function ordersOf(perMinute: number | null, say: Telling): string | null {
  return perMinute === null || Math.round(perMinute) === 0 ? null : say.orders(Math.abs(perMinute));
}

/** Below this it is noise of the measurement. */
const residualSaid = 0.005;

function suspectBlock(suspect: Suspect, rank: number, { room, pictures }: ReportFacts, say: Telling): string {
  const words = say.words.cause;
  const { name, kind, confidence, explains, since, path, evidence, changes } = suspect;
  const perMinute = ordersOf(explains.perMinute, say);
  const facts = [
    words.explains(say.share(explains.share), perMinute),
    ...(since === null ? [] : [words.since(say.clock(since))]),
    ...(path.length < 2 ? [] : [words.path(path.map(say.target).join(' → '))]),
    ...evidence.map((one) => evidenceWords(one, say)),
    ...changes.map(({ title, at, fits }) => words.changed(say.name(title), say.clock(at), say.confidence(fits))),
  ];
  const drawn = evidence.flatMap((one, i) => {
    const picture = pictures.find(({ id }) => id === evidencePictureId(rank, i));
    if (picture === undefined) return [];
    const caption = words.caption(words.series[one.series], say.name(room.target(one.of)));
    return [pictureMarkdown(picture, caption)];
  });
  return markdownBlocks(
    `### ${rank + 1}. ${say.name(name)} (${words.kinds[kind]}, ${words.confidence(say.confidence(confidence))})`,
    markdownList(facts),
    ...drawn,
  );
}

function shortly({ name, kind, confidence, explains }: Suspect, say: Telling): string {
  const words = say.words.cause;
  const explained = words.explains(say.share(explains.share), null);
  return [`${say.name(name)} (${words.kinds[kind]})`, words.confidence(say.confidence(confidence)), explained].join(
    say.words.comma,
  );
}

function evidenceWords({ why, of, series, usual, now, since }: SuspectEvidence, say: Telling): string {
  const words = say.words.cause;
  const [was, is] = [usual, now].map((value) => say.measured(series, value));
  const values = now === null ? [] : [usual === null ? words.nowOnly(is ?? '') : words.values(was ?? '', is ?? '')];
  const when = since === null ? [] : [words.from(say.clock(since))];
  const told = words.evidence[why](say.target(of), words.series[series]);
  const numbers = [...values, ...when].join(say.words.comma);
  return numbers === '' ? told : `${told}${say.words.colon}${numbers}`;
}
