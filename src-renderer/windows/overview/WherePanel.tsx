import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { changeFrom, formatChange, formatShare } from '../../ui/format';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import { Panel } from '../../ui/Panel';
import { PanelAgeChip } from '../../ui/PanelAgeChip';
import type { DimensionReading } from './sliceReading';
import { dimensionsShown, sliceQueries } from './sliceQueries';
import { TileBar } from './TileBar';
import { useSliceReadings } from './useSliceReadings';

/** Where the difference is: one row a dimension, always in the same place, with the value that is furthest below its expectation. */
export function WherePanel({ workspace }: { workspace: WorkspaceView }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const readings = useSliceReadings(workspace);
  const shown = dimensionsShown(workspace);
  const [firstPanel] = sliceQueries(workspace);
  if (firstPanel === undefined) return null;
  return (
    <Panel
      className="where-panel"
      title={text('where.title')}
      second={
        <>
          <span className="english-second">{textOf(otherLanguage(language))('where.title')} · </span>
          {text('where.note')}
        </>
      }
      side={<PanelAgeChip panelId={firstPanel.query.panelId} />}
    >
      <ul className="where-rows">
        {shown.map(([id, { name }]) => (
          <WhereRow key={id} name={name[language]} reading={readings?.find(({ dimensionId }) => dimensionId === id)} />
        ))}
      </ul>
    </Panel>
  );
}

function WhereRow({ name, reading }: { name: string; reading: DimensionReading | undefined }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const health = reading?.health ?? 'unknown';
  return (
    <li className={`where-row ${health}`} data-health={health}>
      <span className="where-name">{name}</span>
      <HealthGlyph health={health} size={18} label={text(`health.${health}`)} />
      <span className="where-value" data-drops-whole="">
        <span className="strong">{reading?.worst.name[language] ?? text('chart.loading')}</span>
        {reading !== undefined && reading.gapShare !== null && (
          <span className="faint num">{text('where.gapShare', { share: formatShare(reading.gapShare) })}</span>
        )}
      </span>
      <span className="where-bar">
        <TileBar value={reading?.worst.now ?? null} expected={reading?.worst.expected ?? null} missingShown={health !== 'ok'} />
      </span>
      <span className="num where-change">{formatChange(changeFrom(reading?.worst.expected, reading?.worst.now))}</span>
    </li>
  );
}
