import { z } from 'zod';
import type { Delivery, Delivered } from './delivery';
import { labelsOf, looseMomentSchema, refusalOf, textOf } from './fields';

/** What tools send to Grafana's annotations API (`POST /api/annotations`): they can be pointed here as they are. */
const annotationSchema = z.object({
  text: z.string().min(1),
  time: looseMomentSchema.default(null),
  timeEnd: looseMomentSchema.default(null),
  tags: z.array(z.string()).max(64).default([]),
});

/** Tags that say what it is; a `deploy` is what most tools call a release. */
const kinds: Readonly<Record<string, Delivered['kind']>> = {
  release: 'release',
  deploy: 'release',
  deployment: 'release',
  drill: 'drill',
  chaos: 'drill',
  stress: 'stress',
  loadtest: 'stress',
  promotion: 'promotion',
};
/** Tags `service:pay-gateway` or `service=pay-gateway` that say what was changed. */
const targets = ['target', 'service', 'app'];

export function readGrafana(json: unknown): Delivery {
  const parsed = annotationSchema.safeParse(json);
  if (!parsed.success) return { refusal: refusalOf(parsed.error) };
  const { text, time, timeEnd, tags } = parsed.data;
  const pairs = tags.flatMap((tag) => {
    const [, name, value] = /^([\w.-]{1,64})[:=](.+)$/.exec(tag) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  const labels = labelsOf(Object.fromEntries(pairs));
  const kind = tags.flatMap((tag) => kinds[tag.toLowerCase()] ?? [])[0] ?? 'change';
  return {
    events: [
      {
        id: null,
        at: time,
        kind,
        title: textOf((text.split('\n')[0] ?? text).slice(0, 300)),
        target: targets.flatMap((name) => labels[name] ?? [])[0] ?? null,
        traffic: kind === 'drill' || kind === 'stress' ? kind : 'real',
        // A region of no length is a moment.
        until: timeEnd === time ? null : timeEnd,
        labels,
      },
    ],
  };
}
