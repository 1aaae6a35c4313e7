/**
 * What a person may do. `watch` is everybody's, also of a wall screen where nobody is signed in; the others belong to
 * people whom main authenticated. Without schemas, because every window reads it.
 */
export const roles = ['watch', 'operate', 'approve', 'admin'] as const;
export type Role = (typeof roles)[number];
