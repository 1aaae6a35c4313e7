import type { ReactNode } from 'react';
import { lastWeekName, useChartWords } from '../../charts/chartWords';
import { otherLanguage, phraseText } from '../../i18n/text';
import { isCurrent } from '../../state/dataAge';
import type { StageView } from './stageView';
import { changeFrom, formatChange, formatCount, formatShare } from '../../ui/format';
import { openDrill } from '../../ui/actions';
import { pressForGraph, showInGraph } from '../../link/linkActions';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import { ToolGlyph } from '../../ui/glyphs/ToolGlyph';
import { TileBar } from './TileBar';
import { TileSparkline } from './TileSparkline';
import { tileNote } from './tileNote';
import type { NoteSurroundings } from './tileNote';

/** One stage: name and conversion, the number now, its last minutes, what is missing of what was expected, and two bases. */
export function FunnelTile({
  stage,
  node,
  surroundings,
  isEntry,
  isLeak,
  isLeading,
}: {
  stage: StageView;
  /** Where on the core link it happens; null where nothing tells. */
  node: string | null;
  surroundings: Omit<NoteSurroundings, 'language'>;
  isEntry: boolean;
  isLeak: boolean;
  /** The stage the sentence names: the one to look at. */
  isLeading: boolean;
}): ReactNode {
  const words = useChartWords();
  const { text, language } = words;
  const { reading, health } = stage;
  const note = tileNote(stage, { ...surroundings, language });
  const isPlated = health === 'broken' && isLeak;
  const dimmed = reading !== null && !isCurrent(stage.age);
  return (
    <li
      className={`tile ${health}${dimmed ? ' dimmed' : ''}${isLeading ? ' leading' : ''}`}
      data-health={health}
      data-metric={stage.metricId}
      tabIndex={0}
      title={text('drill.open')}
      onDoubleClick={() => openDrill(stage.metricId)}
      onKeyDown={(event) => {
        if (node !== null) pressForGraph(event, node);
        if (
          event.defaultPrevented ||
          event.ctrlKey ||
          event.metaKey ||
          event.altKey ||
          (event.key !== 'Enter' && event.key.toLowerCase() !== 'd')
        )
          return;
        // Else the window's own D would open the headline metric.
        event.preventDefault();
        openDrill(stage.metricId);
      }}
    >
      <div className="tile-head">
        {health !== 'ok' && <HealthGlyph health={health} size={20} label={text(`health.${health}`)} />}
        <div className="tile-names" data-drops-whole="">
          <h3>{stage.name[language]}</h3>
          <span className="second faint">{stage.name[otherLanguage(language)]}</span>
        </div>
        {isEntry ? (
          <span className="tile-conversion soft">{text('tile.entry')}</span>
        ) : (
          <span className={isPlated ? 'tile-conversion plate' : 'tile-conversion'} data-drops-whole="">
            <span className="num tile-share">{formatShare(reading?.conversion ?? null)}</span>
            <span className="soft">{text('tile.conversion')}</span>
          </span>
        )}
      </div>
      <div className="tile-now">
        <span className="num tile-value">{formatCount(reading?.value ?? null, language)}</span>
        <span className="unit">{stage.unit}</span>
        <TileSparkline metricId={stage.metricId} health={health} name={stage.name[language]} />
      </div>
      <TileBar value={reading?.value ?? null} expected={reading?.expected ?? null} missingShown={health !== 'ok'} />
      <dl className="tile-bases">
        <Base label={text('tile.yesterday')} change={changeFrom(reading?.yesterday, reading?.value)} plate={isPlated} />
        <Base
          label={lastWeekName(words, surroundings.roomAt)}
          change={changeFrom(reading?.lastWeek, reading?.value)}
          plate={false}
        />
      </dl>
      <p className="tile-note">
        {health !== 'ok' && <span className={`health-word ${health}`}>{text(`health.${health}`)}</span>}
        {note !== null && <span className={isLeak ? 'strong' : 'faint'}>{phraseText(note, language)}</span>}
      </p>
      {node !== null && (
        <button type="button" tabIndex={-1} className="tile-graph" title={text('strip.open')} onClick={() => showInGraph(node)}>
          <ToolGlyph tool="graph" />
        </button>
      )}
    </li>
  );
}

function Base({ label, change, plate }: { label: string; change: number | null; plate: boolean }): ReactNode {
  return (
    <div className="tile-base">
      <dt>{label}</dt>
      <dd className={plate ? 'num plate' : 'num'}>{formatChange(change)}</dd>
    </div>
  );
}
