import type { SuspectEvidence } from '../../../../contract/diagnosis';
import type { PanelQuery } from '../../../../contract/frames';
import type { PictureLine, ReportFacts, ReportRoom, WantedPicture } from '../reportFacts';

const minuteMs = 60_000;
/** Before it began and after it was over: enough to see what is usual. */
const beforeMs = 15 * minuteMs;
const afterMs = 10 * minuteMs;
const evidenceBeforeMs = 5 * minuteMs;
/** Points a line: a picture is 720 px wide. */
const pointsMax = 360;
/** Of the likeliest suspect, and of the one after it: more would not be looked at. */
const evidencePicturesMax = [3, 1] as const;

/** What the report shows: the counted stage with its expectation, and the series that speak for the likeliest causes. */
export function wantedPictures(
  facts: Pick<ReportFacts, 'incident' | 'alarms' | 'diagnosis' | 'room' | 'at'>,
): readonly WantedPicture[] {
  const suspects = facts.diagnosis?.phase === 'told' ? facts.diagnosis.suspects : [];
  return [
    businessPicture(facts),
    ...evidencePicturesMax.flatMap((count, rank) =>
      (suspects[rank]?.evidence ?? [])
        .map((evidence, i) => evidencePicture(evidencePictureId(rank, i), evidence, facts.incident.startedAt))
        .filter(({ lines }) => lines.length > 0)
        .slice(0, count),
    ),
  ];
}

export function evidencePictureId(rank: number, index: number): string {
  return `evidence-${rank + 1}-${index + 1}`;
}

export function panelOf({ id, lines, from, to }: WantedPicture, room: Pick<ReportRoom, 'metric'>): PanelQuery {
  return {
    panelId: id,
    lines: lines.map(({ metricId, slice, role }) => {
      const day = role === 'expected' || role === 'low' || role === 'high' ? role : 'today';
      return { metricId, slice, traffic: room.metric(metricId).traffic, day };
    }),
    at: Math.round(to),
    beforeMs: Math.max(minuteMs, Math.round(to - from)),
    afterMs: 0,
    axis: 'sliding',
    pointsMax,
  };
}

/** The total where its total alarmed; else the slice that leads, because the total hides it. */
function businessPicture({
  incident,
  alarms,
  room,
  at,
}: Pick<ReportFacts, 'incident' | 'alarms' | 'room' | 'at'>): WantedPicture {
  const { cost, lead, startedAt, resolvedAt } = incident;
  const metricId = cost?.metricId ?? lead.metricId;
  const ofTotal = alarms.some((alarm) => alarm.metricId === metricId && Object.keys(alarm.slice).length === 0);
  const slice = !ofTotal && lead.metricId === metricId ? lead.slice : {};
  const roles = ['now', 'expected', 'low', 'high'] as const;
  return {
    id: 'business',
    kind: 'business',
    lines: roles.map((role): PictureLine => ({ metricId, slice, role })),
    from: startedAt - beforeMs,
    to: Math.min(at, (resolvedAt ?? at) + afterMs),
    // Orders are counted per minute only where the metric is a rate.
    lossSince: cost === null || room.metric(metricId).unit !== '/s' ? null : cost.since,
  };
}

function evidencePicture(id: string, { lines, from, to }: SuspectEvidence, startedAt: number): WantedPicture {
  const sides = lines
    .slice(0, 2)
    .map(({ metricId, slice, side }): PictureLine => ({ metricId, slice, role: side === 'node' ? 'now' : side }));
  const usual = sides.slice(0, 1).map(({ metricId, slice }): PictureLine => ({ metricId, slice, role: 'expected' }));
  return {
    id,
    kind: 'evidence',
    lines: [...sides, ...usual],
    from: Math.min(from, startedAt - evidenceBeforeMs),
    to,
    lossSince: null,
  };
}
