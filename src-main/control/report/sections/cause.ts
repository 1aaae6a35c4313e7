import type { Diagnosis, Suspect, SuspectEvidence } from '../../../../contract/diagnosis';
import type { Incident } from '../../../../contract/incidents';
import { formatTimes } from '../../../../contract/format';
import { confidenceTold, shareTold, shownSince } from '../judgements';
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
  const others = suspects
    .slice(suspectsInFull)
    .filter(({ confidence, explains }) => confidence >= confidenceTold && explains.share >= shareTold);
  return markdownBlocks(
    sentence,
    ...suspects
      .slice(0, suspectsInFull)
      .filter(({ confidence }, rank) => rank === 0 || confidence >= confidenceTold)
      .map((suspect, rank) => suspectBlock(suspect, rank, diagnosis, facts, say)),
    others.length === 0 ? null : markdownBlocks(words.others, markdownList(others.map((one) => shortly(one, say)))),
    suspects.length === 0 && diagnosis.verdict !== 'unexplained' ? null : residualSentence(diagnosis, facts.incident.phase, say),
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

function residualSentence({ residual }: Diagnosis, phase: Incident['phase'], say: Telling): string {
  const words = say.words.cause;
  if (residual.share < shareTold) return words.residualNone;
  const perMinute = ordersOf(residual.perMinute, phase, say);
  return words.residual(say.share(residual.share), perMinute);
}

/** Null from the recovery on: what is lost a minute then is the rest of it, and the share says more. */
function ordersOf(perMinute: number | null, phase: Incident['phase'], say: Telling): string | null {
  return perMinute === null || phase !== 'open' ? null : say.orders(Math.abs(perMinute));
}

function suspectBlock(
  suspect: Suspect,
  rank: number,
  diagnosis: Diagnosis,
  { incident, room, pictures }: ReportFacts,
  say: Telling,
): string {
  const words = say.words.cause;
  const { name, kind, confidence, explains, since, path, evidence, changes } = suspect;
  const perMinute = ordersOf(explains.perMinute, incident.phase, say);
  const shows = shownSince(since, diagnosis);
  const facts = [
    words.explains(say.share(explains.share), perMinute),
    ...(shows === null ? [] : [words.since(say.clock(shows))]),
    ...(path.length < 2 ? [] : [words.path(path.map(say.target).join(' → '))]),
    // A change is told with its title below.
    ...evidence.filter(({ why }) => why !== 'change').map((one) => evidenceWords(one, diagnosis, say)),
    ...changes.map(({ title, at, fits }) => words.changed(say.name(title), say.clock(at), say.confidence(fits))),
  ];
  const drawn = evidence.flatMap((one, i) => {
    const picture = pictures.find(({ id }) => id === evidencePictureId(rank, i));
    if (picture === undefined) return [];
    const caption = words.caption(say.name(room.target(one.of)), say.metric(picture.lines[0]?.metricId ?? ''));
    return [pictureMarkdown(picture, caption)];
  });
  return markdownBlocks(
    `### ${rank + 1}. ${say.name(name)}${say.words.bracket([words.kinds[kind], words.confidence(say.confidence(confidence))].join(say.words.comma))}`,
    markdownList(facts),
    ...drawn,
  );
}

function shortly({ name, kind, confidence, explains }: Suspect, say: Telling): string {
  const words = say.words.cause;
  const explained = words.explains(say.share(explains.share), null);
  return [say.name(name) + say.words.bracket(words.kinds[kind]), words.confidence(say.confidence(confidence)), explained].join(
    say.words.comma,
  );
}

function evidenceWords({ why, of, series, usual, now, since }: SuspectEvidence, diagnosis: Diagnosis, say: Telling): string {
  const words = say.words.cause;
  const [was, is] = [usual, now].map((value) => say.measured(series, value));
  const values = now === null ? [] : [usual === null ? words.nowOnly(is ?? '') : words.values(was ?? '', is ?? '')];
  const shows = shownSince(since, diagnosis);
  const when = shows === null ? [] : [words.from(say.clock(shows))];
  const told = words.evidence[why](say.target(of), words.series[series]);
  const numbers = [...values, ...when].join(say.words.comma);
  return numbers === '' ? told : `${told}${say.words.colon}${numbers}`;
}
