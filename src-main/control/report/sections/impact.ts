import type { Alarm } from '../../../../contract/detection';
import { formatCount } from '../../../../contract/format';
import { markdownBlocks, markdownTable } from '../plainMarkdown';
import type { ReportFacts } from '../reportFacts';
import type { Telling } from '../telling';
import { worstMinute } from '../worstMinute';
import { pictureMarkdown } from './pictureMarkdown';

/** Orders, in numbers and as a curve, and which stages of the funnel lost them when. */
export function impactSection(facts: ReportFacts, say: Telling): string {
  const { incident, pictures, room } = facts;
  const words = say.words.impact;
  const { cost, common, phase, alarmCount, signalCount } = incident;
  const worst = worstMinute(pictures);
  const shared = [say.name(room.slice(common.slice)), ...common.nodes.map(say.target)].filter((name) => name !== '');
  const rows: (readonly [string, string])[] = [
    ...(cost === null
      ? [[words.lost, say.words.summary.lostNone] as const]
      : [
          [words.lost, `**${say.orders(cost.soFar)}**`] as const,
          ...(worst === null
            ? []
            : [
                [
                  words.worst,
                  words.worstValue(say.ordersPerMinute(worst.perMinute), say.share(worst.share), say.clock(worst.at)),
                ] as const,
              ]),
          ...(phase === 'resolved'
            ? []
            : [[words.now, words.nowValue(say.orders(cost.perMinute), say.share(cost.share))] as const]),
          [words.stage, words.stageValue(say.metric(cost.metricId), say.clock(cost.since))] as const,
        ]),
    ...(shared.length === 0 ? [] : [[words.common, [...new Set(shared)].join(say.words.list)] as const]),
    [words.alarms, words.alarmsValue(formatCount(alarmCount, say.language), formatCount(signalCount, say.language))],
  ];
  const stages = stageRows(facts, say);
  return markdownBlocks(
    markdownTable(words.head, rows),
    pictures
      .filter(({ kind }) => kind === 'business')
      .map((picture) => pictureMarkdown(picture, words.caption(say.metric(picture.lines[0]?.metricId ?? ''))))
      .join('\n\n'),
    stages.length === 0 ? null : markdownBlocks(words.stages, markdownTable(words.stageHead, stages, [3])),
  );
}

/** Of each stage its total's alarm, else the slice that lost most: adding them up would count the same orders again. */
function stageRows({ alarms, room, incident }: ReportFacts, say: Telling): (readonly string[])[] {
  const lost = ({ loss }: Alarm): number => loss?.soFar ?? 0;
  return room.funnel.flatMap((metricId) => {
    const here = alarms.filter((alarm) => alarm.metricId === metricId && alarm.loss !== null);
    const totals = here.filter(({ slice }) => Object.keys(slice).length === 0);
    const [first, ...rest] = totals.length > 0 ? totals : here;
    if (first === undefined) return [];
    const one = totals.length > 0 ? first : rest.reduce((a, b) => (lost(b) > lost(a) ? b : a), first);
    const all = totals.length > 0 ? totals : [one];
    const cut = say.name(room.slice(one.slice));
    const ended = all.some(({ endedAt }) => endedAt === null) ? null : Math.max(...all.map(({ endedAt }) => endedAt ?? 0));
    const until = ended ?? incident.resolvedAt;
    const sum = all.map(lost).reduce((a, b) => a + b, 0);
    return [
      [
        cut === '' ? say.metric(metricId) : `${say.metric(metricId)} · ${cut}`,
        say.clock(Math.min(...all.map(({ startedAt }) => startedAt))),
        until === null ? say.words.impact.stillOn : say.clock(until),
        formatCount(Math.round(sum), say.language),
      ],
    ];
  });
}
