import type { ReactNode } from 'react';
import { roles, type Role } from '../../../../contract/roles';
import { useText } from '../../../i18n/useText';

const granted = roles.filter((role) => role !== 'watch');

/** One box for each role; `watch` is everybody's and has none. Without `value` the boxes are a form's own. */
export function RoleToggles({
  value,
  disabled = false,
  change,
}: {
  value?: readonly Role[];
  disabled?: boolean;
  change?: (wanted: readonly Role[]) => void;
}): ReactNode {
  const text = useText();
  return (
    <span className="people-roles">
      {granted.map((role) => (
        <label key={role}>
          <input
            type="checkbox"
            name="role"
            value={role}
            disabled={disabled}
            {...(value === undefined ? {} : { checked: value.includes(role) })}
            onChange={({ currentTarget }) =>
              change?.(currentTarget.checked ? [...(value ?? []), role] : (value ?? []).filter((other) => other !== role))
            }
          />
          {text(`people.role.${role}`)}
        </label>
      ))}
    </span>
  );
}

export function rolesIn(form: FormData): Role[] {
  const ticked = form.getAll('role');
  return roles.filter((role) => ticked.includes(role));
}
