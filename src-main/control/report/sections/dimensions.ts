import type { DimensionFinding } from '../../../../contract/diagnosis';
import { formatChange, formatCount } from '../../../../contract/format';
import { markdownBlocks, markdownTable } from '../plainMarkdown';
import type { ReportFacts } from '../reportFacts';
import type { Telling } from '../telling';

export function dimensionsSection({ diagnosis, room }: ReportFacts, say: Telling): string {
  const findings = diagnosis?.dimensions ?? [];
  if (findings.length === 0) return say.words.dimensions.none;
  return markdownBlocks(...findings.map((finding) => findingBlock(finding, room, say)));
}

/** Every row, what is left over included, adds up to the change. */
function findingBlock(finding: DimensionFinding, room: ReportFacts['room'], say: Telling): string {
  const words = say.words.dimensions;
  const { metricId, measure, ofMetricId, actual, expected, parts, everywhere, mix, residual, rivals, mixShift } = finding;
  const change = actual - expected;
  const amount = (value: number): string =>
    measure === 'ratio' ? formatChange(value) : `${value > 0 ? '+' : ''}${formatCount(value, say.language)}`;
  const total = (value: number): string => (measure === 'ratio' ? say.share(value) : formatCount(value, say.language));
  const row = (name: string, value: number, confidence = ''): readonly string[] => [
    name,
    amount(value),
    change === 0 ? '' : say.share(value / change),
    confidence,
  ];
  const name = (slice: Readonly<Record<string, string>>): string => say.name(room.slice(slice));
  const head =
    measure === 'ratio'
      ? words.ratio(say.metric(metricId), ofMetricId === null ? '' : say.metric(ofMetricId), total(actual), total(expected))
      : words.orders(say.metric(metricId), total(actual), total(expected));
  const rows = [
    ...parts.map(({ slice, explained, confidence }) => row(name(slice), explained, say.confidence(confidence))),
    ...(everywhere === 0 ? [] : [row(words.everywhere, everywhere)]),
    ...(mix === 0 ? [] : [row(words.mix, mix)]),
    row(words.residual, residual),
  ];
  const notes = [
    ...(rivals.length === 0 ? [] : [words.rivals(rivals.map(name).join(say.words.list)) + say.words.stop]),
    ...(mixShift === null
      ? []
      : [
          words[mixShift.kind],
          mixShift.movers
            .map(({ slice, usualShare, share }) => words.mover(name(slice), say.share(usualShare), say.share(share)))
            .join(say.words.comma) + say.words.stop,
        ]),
    ...(finding.leavesLeftOut === 0 ? [] : [words.leftOut(formatCount(finding.leavesLeftOut, say.language)) + say.words.stop]),
  ];
  return markdownBlocks(
    `${head}${say.words.gap}${words.compared[finding.comparedWith]}${say.words.stop}`,
    markdownTable(words.head, rows, [1, 2, 3]),
    notes.join(say.words.gap),
  );
}
