import type { CityControl } from '../../../contract/cityApi';
import { CityError } from '../cityError';
import type { Control, ControlKind, ControlMaker, ControlScope, ControlValue } from './control';
import { drainIdc } from './drainIdc';
import { breakEdge, degrade } from './edgeSwitch';
import { payChannel } from './payChannel';
import { rateLimit } from './rateLimit';
import { scaleOut } from './scaleOut';

/** Every kind of control; a kind without a maker does not compile. */
const makers = { rateLimit, breakEdge, degrade, drainIdc, payChannel, scaleOut } satisfies Record<ControlKind, ControlMaker>;
const kinds: readonly ControlKind[] = ['rateLimit', 'breakEdge', 'degrade', 'drainIdc', 'payChannel', 'scaleOut'];

export type ControlSettings = Readonly<Record<string, ControlValue>>;

export interface ControlDesk {
  list(): CityControl[];
  read(id: string): CityControl;
  /** Sets instances by id, or all by `*`; returns what the instances then report. Throws CityError 400 or 404. */
  write(id: string, settings: ControlSettings): CityControl;
  /** Puts every value that is set into the world. */
  apply(): void;
  /** Whether anything is set. */
  busy(): boolean;
}

export function createControlDesk(scope: ControlScope, written: (control: CityControl) => void): ControlDesk {
  const controls = new Map<string, { kind: ControlKind; control: Control; values: ControlValue[] }>();
  for (const kind of kinds)
    for (const control of makers[kind](scope))
      controls.set(control.id, { kind, control, values: control.instances.map(() => control.usual) });
  const set = new Set<string>();
  const find = (id: string) => {
    const found = controls.get(id);
    if (found === undefined) throw new CityError(404, `there is no control "${id}"; GET /api/controls lists them`);
    return found;
  };
  const read = (id: string): CityControl => {
    const { kind, control, values } = find(id);
    return { id, kind, target: control.target, instances: control.instances.map((name, i) => ({ id: name, value: values[i]! })) };
  };
  return {
    list: () => [...controls.keys()].map(read),
    read,
    write: (id, settings) => {
      const { control, values } = find(id);
      const next = [...values];
      for (const [instance, wanted] of Object.entries(settings)) {
        const at = control.instances.indexOf(instance);
        if (at < 0 && instance !== '*')
          throw new CityError(400, `settings.${instance}: ${id} has the instances ${control.instances.join(', ')}, or * for all`);
        const parsed = control.value.safeParse(wanted);
        if (!parsed.success)
          throw new CityError(400, `settings.${instance}: ${parsed.error.issues[0]?.message ?? 'not a value for this control'}`);
        if (at < 0) next.fill(parsed.data);
        else next[at] = parsed.data;
      }
      next.forEach((value, i) => (values[i] = value));
      if (values.some((value) => value !== control.usual)) set.add(id);
      else set.delete(id);
      const after = read(id);
      written(after);
      return after;
    },
    apply: () => {
      for (const id of set) {
        const { control, values } = find(id);
        values.forEach((value, i) => (value === control.usual ? undefined : control.apply(i, value)));
      }
    },
    busy: () => set.size > 0,
  };
}
