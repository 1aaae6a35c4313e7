import { formatClock, formatCount } from '../../../../contract/format';
import type { Frame } from '../../../../contract/frames';
import type { PictureLine, ReadPicture, ReportFacts } from '../reportFacts';
import type { Telling } from '../telling';
import { escapeXml } from './escapeXml';
import { areaPath, linePath, px } from './lines';
import { createPlot, type Plot } from './plot';
import { spreadLabels } from './spreadLabels';
import { timeTicks } from './timeTicks';

/** The light column of the look guide: a report is paper. */
const ink = {
  line: '#DDE1E6',
  axis: '#B6BEC8',
  ink: '#11161C',
  ink3: '#5E6875',
  broken: '#A80050',
  accent: '#1656C2',
  band: '#3C6EB4',
} as const;
const sizes = { business: { width: 720, height: 240 }, evidence: { width: 720, height: 176 } } as const;
const fonts =
  "Inter, 'Inter Variable', 'Noto Sans SC', 'Noto Sans SC Variable', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

/**
 * One picture as SVG, from the samples alone: no scripts, no style attributes, nothing from elsewhere, so that it stands in a window
 * under the console's policy, in a file and in print alike. Null where nothing could be read.
 */
export function drawPicture(
  picture: ReadPicture,
  facts: Pick<ReportFacts, 'incident' | 'events' | 'room'>,
  say: Telling,
): string | null {
  const { frame, kind, lines } = picture;
  if (frame === null) return null;
  const { width, height } = sizes[kind];
  const plot = createPlot(frame, sizes[kind]);
  const unit = facts.room.metric(lines[0]?.metricId ?? '').unit;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="${fonts}" font-size="12" fill="${ink.ink3}">`,
    `<rect width="${width}" height="${height}" fill="#FFFFFF"/>`,
    axes(frame, plot, unit, facts.room.timeZone, say),
    band(frame, lines, plot),
    loss(frame, picture, plot),
    ...curves(frame, lines, plot, kind),
    marks(frame, plot, facts),
    names(frame, lines, plot, kind, say),
    '</svg>',
  ].join('');
}

function columnOf(frame: Frame, lines: readonly PictureLine[], role: PictureLine['role']): Float64Array | null {
  return frame.columns[lines.findIndex((line) => line.role === role)] ?? null;
}

function axes(frame: Frame, plot: Plot, unit: string, timeZone: string, say: Telling): string {
  const values = [0, 1, 2, 3, 4].map((part) => {
    const value = (plot.valueMax * part) / 4;
    const y = px(plot.yOf(value));
    // Below ten four parts of a round number need two digits.
    const text = plot.valueMax < 10 ? String(Number(value.toFixed(3))) : formatCount(value, say.language);
    const stroke = part === 0 ? ink.axis : ink.line;
    return (
      `<path d="M${plot.left} ${y}H${plot.right}" stroke="${stroke}"/>` +
      `<text x="${plot.left - 8}" y="${y}" dy="4" text-anchor="end">${escapeXml(text + (part === 4 ? unit : ''))}</text>`
    );
  });
  const times = timeTicks(frame.axisFrom, frame.axisTo, timeZone).map(
    (at) =>
      `<text x="${px(plot.xAt(at))}" y="${plot.bottom + 17}" text-anchor="middle">${formatClock(at, timeZone).slice(0, 5)}</text>`,
  );
  return [...values, ...times].join('');
}

function band(frame: Frame, lines: readonly PictureLine[], plot: Plot): string {
  const [low, high] = [columnOf(frame, lines, 'low'), columnOf(frame, lines, 'high')];
  if (low === null || high === null) return '';
  return `<path d="${areaPath(low, high, plot)}" fill="${ink.band}" fill-opacity="0.14"/>`;
}

/** What is lost is drawn: hatched between expected and actual, from the first abnormal bucket on. */
function loss(frame: Frame, { id, lines, lossSince }: ReadPicture, plot: Plot): string {
  const [actual, expected] = [columnOf(frame, lines, 'now'), columnOf(frame, lines, 'expected')];
  if (lossSince === null || actual === null || expected === null) return '';
  const isLost = (i: number): boolean =>
    frame.firstAt + (i + 1) * frame.stepMs >= lossSince && (actual[i] ?? 0) <= (expected[i] ?? 0);
  return (
    `<defs><pattern id="lost-${id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    `<rect width="1.6" height="6" fill="${ink.broken}"/></pattern></defs>` +
    `<path d="${areaPath(actual, expected, plot, isLost)}" fill="url(#lost-${id})"/>`
  );
}

type Kind = ReadPicture['kind'];

/** What is suspected is thick and red, its other side ink, what is usual thin and dashed; of the business now is ink. */
function strokeOf(role: PictureLine['role'], kind: Kind): string | null {
  switch (role) {
    case 'now':
      return `stroke="${kind === 'business' ? ink.ink : ink.broken}" stroke-width="2.75"`;
    case 'caller':
      return `stroke="${ink.broken}" stroke-width="2.75"`;
    case 'callee':
      return `stroke="${ink.ink}" stroke-width="2"`;
    case 'expected':
      return `stroke="${ink.ink3}" stroke-width="1.5" stroke-dasharray="7 5"`;
    case 'low':
    case 'high':
      return null;
  }
}

function curves(frame: Frame, lines: readonly PictureLine[], plot: Plot, kind: Kind): string[] {
  return lines
    .flatMap(({ role }, i) => {
      const stroke = strokeOf(role, kind);
      const column = frame.columns[i];
      if (stroke === null || column === undefined) return [];
      return [`<path d="${linePath(column, plot)}" fill="none" stroke-linejoin="round" ${stroke}/>`];
    })
    .reverse();
}

/** The alarm, what was changed, and the end; each with its shape, because a printer may know no colours. */
function marks(frame: Frame, plot: Plot, { incident, events, room }: Pick<ReportFacts, 'incident' | 'events' | 'room'>): string {
  const wanted = [
    ...events
      .filter(({ kind }) => kind === 'change')
      .slice(0, 3)
      .map(({ at }) => ({ at, glyph: '◆', colour: ink.ink3, dash: '2 3' })),
    { at: incident.raisedAt, glyph: '▲', colour: ink.broken, dash: '' },
    ...(incident.resolvedAt === null ? [] : [{ at: incident.resolvedAt, glyph: '↩', colour: ink.accent, dash: '2 3' }]),
  ].filter(({ at }) => at >= frame.axisFrom && at <= frame.axisTo);
  let freeFrom = plot.left;
  return [...wanted]
    .sort((a, b) => a.at - b.at)
    .map(({ at, glyph, colour, dash }) => {
      const x = plot.xAt(at);
      const label = `${glyph} ${formatClock(at, room.timeZone)}`;
      const fits = x >= freeFrom;
      if (fits) freeFrom = x + 72;
      return (
        `<path d="M${px(x)} ${plot.top - 6}V${plot.bottom}" stroke="${colour}" stroke-width="1.5"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}/>` +
        `<text x="${px(x)}" y="${plot.top - 11}" fill="${colour}">${fits ? label : glyph}</text>`
      );
    })
    .join('');
}

/** Each line's name at its end. */
function names(frame: Frame, lines: readonly PictureLine[], plot: Plot, kind: Kind, say: Telling): string {
  const ends = lines.flatMap(({ role }, i) => {
    const column = frame.columns[i];
    const last = column?.findLastIndex(Number.isFinite) ?? -1;
    if (strokeOf(role, kind) === null || column === undefined || last < 0) return [];
    return [{ role, y: plot.yOf(column[last] ?? 0) }];
  });
  const ys = spreadLabels(
    ends.map(({ y }) => y),
    15,
    plot.top + 4,
    plot.bottom - 2,
  );
  const words = say.words.picture;
  return ends
    .map(({ role }, i) => {
      const name =
        role === 'expected'
          ? words[kind === 'business' ? 'expected' : 'usual']
          : role === 'low' || role === 'high'
            ? ''
            : words[role];
      const colour = role === 'expected' ? ink.ink3 : role === 'callee' || kind === 'business' ? ink.ink : ink.broken;
      return `<text x="${plot.right + 8}" y="${px(ys[i] ?? 0)}" dy="4" fill="${colour}">${escapeXml(name)}</text>`;
    })
    .join('');
}
