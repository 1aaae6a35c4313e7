import type { ReactNode } from 'react';
import type { SharedState } from '../../../contract/state';
import type { Theme } from '../../../contract/choices';
import { Sparkline } from '../../charts/Sparkline';
import { useConsole } from '../../state/windowConsole';
import type { Health } from '../../ui/health';
import { colours } from '../../ui/tokens';
import type { ColourName } from '../../ui/tokens';

const strokes: Readonly<Record<Health, ColourName>> = {
  ok: 'ink',
  watch: 'watchFill',
  degraded: 'degradedFill',
  broken: 'brokenFill',
  unknown: 'ink3',
};

/** The stage's last 40 minutes, in the colour of its health. */
export function TileSparkline({ metricId, health, name }: { metricId: string; health: Health; name: string }): ReactNode {
  const theme = useConsole(selectTheme);
  return (
    <div className="tile-spark">
      <Sparkline panelId={`tile:${metricId}`} metricId={metricId} name={name} colour={colours[theme][strokes[health]]} />
    </div>
  );
}

function selectTheme(shared: SharedState): Theme {
  return shared.preferences['ui']?.theme ?? 'dark';
}
