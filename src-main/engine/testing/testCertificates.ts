import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestCertificates {
  /** Holds authority.pem, other.pem (an authority nobody uses), client.pem, client.key, sealed.key (passphrase `sealedBy`). */
  readonly folder: string;
  /** What a TLS server on 127.0.0.1 needs. */
  readonly server: { readonly key: Buffer; readonly cert: Buffer; readonly ca: Buffer };
  /** The same server, with a certificate for another name. */
  readonly misnamed: { readonly key: Buffer; readonly cert: Buffer };
  readonly sealedBy: string;
  close(): Promise<void>;
}

/** An authority, servers and a client, made by openssl and valid for a day. */
export async function makeTestCertificates(): Promise<TestCertificates> {
  const folder = await mkdtemp(join(tmpdir(), 'highnoon-certificates-'));
  const sealedBy = 'open sesame';
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  for (const name of ['authority', 'other'])
    openssl('req', '-x509', ...curve, '-days', '1', '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.pem`);
  for (const [name, subjectAltName] of [
    ['server', 'IP:127.0.0.1'],
    ['misnamed', 'DNS:elsewhere.example'],
    ['client', 'DNS:console'],
  ] as const) {
    openssl('req', ...curve, '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`);
    await writeFile(join(folder, `${name}.ext`), `subjectAltName=${subjectAltName}\n`);
    const signed = [
      '-CA',
      'authority.pem',
      '-CAkey',
      'authority.key',
      '-CAcreateserial',
      '-days',
      '1',
      '-extfile',
      `${name}.ext`,
    ];
    openssl('x509', '-req', '-in', `${name}.csr`, ...signed, '-out', `${name}.pem`);
  }
  openssl('pkcs8', '-topk8', '-in', 'client.key', '-out', 'sealed.key', '-v2', 'aes-256-cbc', '-passout', `pass:${sealedBy}`);
  const read = (file: string): Promise<Buffer> => readFile(join(folder, file));
  return {
    folder,
    server: { key: await read('server.key'), cert: await read('server.pem'), ca: await read('authority.pem') },
    misnamed: { key: await read('misnamed.key'), cert: await read('misnamed.pem') },
    sealedBy,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
