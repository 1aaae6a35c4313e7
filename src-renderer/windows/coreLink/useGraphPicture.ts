import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { GraphFrame } from '../../../contract/coreLink';
import { useChartLook } from '../../charts/chartLook';
import { readFrame, type GraphReadings } from '../../coreLink/graphReadings';
import type { GraphScene } from '../../coreLink/graphScene';
import type { GraphMarks } from '../../coreLink/picture/drawMarks';
import type { GraphLook } from '../../coreLink/picture/graphLook';
import { createGraphPicture, type GraphPicture } from '../../coreLink/picture/graphPicture';
import { useLanguage, useText } from '../../i18n/useText';

/** Mounts the picture in the element that `mount` is the ref of, and hands it what it shows. Null before it is mounted. */
export function useGraphPicture({
  scene,
  frame,
  marks,
  dims,
}: {
  scene: GraphScene;
  frame: GraphFrame | null;
  marks: GraphMarks;
  dims: boolean;
}): {
  readonly mount: (host: HTMLDivElement) => () => void;
  readonly picture: GraphPicture | null;
  readonly readings: GraphReadings;
} {
  const look = useGraphLook(dims);
  const [picture, setPicture] = useState<GraphPicture | null>(null);
  const firstLook = useRef(look);
  const mount = useCallback((host: HTMLDivElement) => {
    const made = createGraphPicture(host, { look: firstLook.current });
    setPicture(made);
    return () => {
      made.close();
      setPicture(null);
    };
  }, []);
  useLayoutEffect(() => picture?.setLook(look), [picture, look]);
  useLayoutEffect(() => picture?.setScene(scene), [picture, scene]);
  useLayoutEffect(() => void picture?.setFrame(frame), [picture, frame, scene]);
  useEffect(() => picture?.setMarks(marks), [picture, marks]);
  // What keys and words need: the same pure function, without the hold of line widths, which are only drawn.
  const readings = useMemo(() => readFrame(scene, frame, null), [scene, frame]);
  return { mount, picture, readings };
}

function useGraphLook(dims: boolean): GraphLook {
  const { theme, colours, fontsRevision } = useChartLook();
  const language = useLanguage();
  const text = useText();
  return useMemo(
    () => ({
      theme,
      colours,
      language,
      dims,
      fontsRevision,
      words: {
        health: {
          ok: text('health.ok'),
          watch: text('health.watch'),
          degraded: text('health.degraded'),
          broken: text('health.broken'),
          unknown: text('health.unknown'),
        },
        margin: text('coreLink.margin'),
        elsewhere: text('coreLink.elsewhere'),
        isNew: text('coreLink.new'),
        failed: text('coreLink.failed'),
      },
    }),
    [theme, colours, language, dims, fontsRevision, text],
  );
}
