import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { absent, changeFrom, formatChange, formatShare } from '../../ui/format';
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
  // Until the first reading; later a blank row means that its data stopped.
  const isLoading = readings === null;
  const shown = dimensionsShown(workspace);
  const panelId = sliceQueries(workspace)[0]?.query.panelId;
  if (panelId === undefined) return null;
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
      side={<PanelAgeChip panelId={panelId} />}
    >
      <ul className="where-rows">
        {shown.map(([id, { name }]) => (
          <WhereRow
            key={id}
            name={name[language]}
            reading={readings?.find(({ dimensionId }) => dimensionId === id)}
            isLoading={isLoading}
          />
        ))}
      </ul>
    </Panel>
  );
}

function WhereRow({
  name,
  reading,
  isLoading,
}: {
  name: string;
  reading: DimensionReading | undefined;
  isLoading: boolean;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  if (reading === undefined) return <BlankRow name={name} isLoading={isLoading} />;
  const { worst, even, health, gapShare } = reading;
  const change = even ? reading.change : changeFrom(worst.expected, worst.now);
  const shownHealth = even ? 'even' : health;
  return (
    <li className={`where-row ${shownHealth}`} data-health={shownHealth}>
      <span className="where-name">{name}</span>
      {!even && <HealthGlyph health={health} size={18} label={text(`health.${health}`)} />}
      <span className="where-value" data-drops-whole="">
        <span className={even ? 'soft' : 'strong'}>{even ? text('where.even') : worst.name[language]}</span>
        {!even && gapShare !== null && (
          <span className="faint num">{text('where.gapShare', { share: formatShare(gapShare) })}</span>
        )}
      </span>
      {!even && (
        <span className="where-bar">
          <TileBar value={worst.now} expected={worst.expected} missingShown={health !== 'ok'} />
        </span>
      )}
      <span className="num where-change">{formatChange(change)}</span>
    </li>
  );
}

/** Nothing is known of this dimension: not read yet, or its data stopped. The panel's age chip says which. */
function BlankRow({ name, isLoading }: { name: string; isLoading: boolean }): ReactNode {
  const text = useText();
  return (
    <li className="where-row unknown" data-health="unknown">
      <span className="where-name">{name}</span>
      <HealthGlyph health="unknown" size={18} />
      <span className="where-value faint">{text(isLoading ? 'chart.loading' : 'health.unknown')}</span>
      <span className="num where-change">{absent}</span>
    </li>
  );
}
