import type { SecretView } from '../../../contract/state';
import type { Text } from '../../i18n/text';

/** What is asked for, in words: "the password of ann". */
export function secretText({ what, of }: SecretView, text: Text): string {
  return what === 'token' ? text('secret.token') : text(`secret.${what}`, { of });
}
