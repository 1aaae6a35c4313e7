import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { useDimensionReadings, type OpenDimension } from '../../slices/useDimensionReadings';
import { openDrill } from '../../ui/actions';
import { absent, changeFrom, formatChange, formatShare } from '../../ui/format';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import { Panel } from '../../ui/Panel';
import { TableAgeChip } from '../../ui/TableAgeChip';
import { whereOffer } from './panelOffers';
import { TileBar } from './TileBar';

const everything = {};

/**
 * Where the difference is: one row a dimension, always in the same place, with the value that is furthest below its
 * expectation. A row opens the drill-down on its dimension.
 */
export function WherePanel({ workspace }: { workspace: WorkspaceView }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const metricId = workspace.headlineMetricId;
  const dimensions = useDimensionReadings(workspace, metricId, everything, null);
  const [first] = dimensions;
  if (first === undefined) return null;
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
      side={<TableAgeChip table={first.table} />}
      offer={whereOffer(text('where.title'), workspace, dimensions)}
    >
      <ul className="where-rows">
        {dimensions.map((dimension) => (
          <li key={dimension.dimensionId}>
            <button
              type="button"
              className="where-open"
              title={text('drill.open')}
              onClick={() => openDrill(metricId, {}, [dimension.dimensionId])}
            >
              <WhereRow dimension={dimension} />
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function WhereRow({ dimension: { name, reading, table } }: { dimension: OpenDimension }): ReactNode {
  const text = useText();
  const language = useLanguage();
  // Until the first reading; later a blank row means that its data stopped.
  if (reading === null) return <BlankRow name={name[language]} isLoading={table === null || table.status.phase === 'loading'} />;
  const { worst, even, health, gapShare } = reading;
  const change = even ? reading.change : changeFrom(worst.expected, worst.now);
  const shownHealth = even ? 'even' : health;
  return (
    <span className={`where-row ${shownHealth}`} data-health={shownHealth}>
      <span className="where-name">{name[language]}</span>
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
    </span>
  );
}

/** Nothing is known of this dimension: not read yet, or its data stopped. The panel's age chip says which. */
function BlankRow({ name, isLoading }: { name: string; isLoading: boolean }): ReactNode {
  const text = useText();
  return (
    <span className="where-row unknown" data-health="unknown">
      <span className="where-name">{name}</span>
      <HealthGlyph health="unknown" size={18} />
      <span className="where-value faint">{text(isLoading ? 'chart.loading' : 'health.unknown')}</span>
      <span className="num where-change">{absent}</span>
    </span>
  );
}
