import type { FieldName } from '../../../../../contract/settingsForm';
import type { TextKey } from '../../../../i18n/resources';

/** Fields whose name does not say enough. */
export const hintKeys: { readonly [Name in FieldName]?: Extract<TextKey, `hint.${string}`> } = {
  url: 'hint.url',
  poll: 'hint.poll',
  settle: 'hint.settle',
  'access.auth': 'hint.access.auth',
  'access.authority': 'hint.access.authority',
  'access.secretHeaders': 'hint.access.secretHeaders',
};
