export type Fuse =
  | 'runAsNode'
  | 'cookieEncryption'
  | 'nodeOptions'
  | 'nodeCliInspect'
  | 'asarIntegrity'
  | 'onlyLoadAppFromAsar'
  | 'browserV8Snapshot'
  | 'fileProtocolExtraPrivileges';

export function flipFuses(binary: Buffer, wanted: Partial<Record<Fuse, boolean>>): void;
export function readFuses(binary: Buffer): Partial<Record<Fuse, boolean>>;
