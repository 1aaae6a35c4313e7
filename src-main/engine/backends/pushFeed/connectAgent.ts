import { Agent, request } from 'node:http';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { BackendFailure } from '../backend';

const proxyTimeoutMs = 5_000;

export interface ProxyRoute {
  readonly proxy: URL;
  /** Whole Proxy-Authorization header; null when the proxy asks for none. */
  readonly authorization: string | null;
  readonly target: URL;
  /** For the TLS inside the tunnel. */
  readonly tls: ConnectionOptions;
}

/** Sockets through an HTTP proxy's CONNECT, also for plain http: a WebSocket does not pass a proxy in any other way. */
export function connectAgent(route: ProxyRoute): Agent {
  return new ConnectAgent(route);
}

class ConnectAgent extends Agent {
  // Node's clients refuse an agent of the other protocol.
  readonly protocol: string;

  constructor(private readonly route: ProxyRoute) {
    super({ keepAlive: false });
    this.protocol = route.target.protocol;
  }

  override createConnection(_options: object, done?: (error: Error | null, stream: Duplex) => void): Duplex | null {
    void openTunnel(this.route).then(
      (socket) => done?.(null, socket),
      // Node takes the error and never looks at the stream then; its type asks for one.
      (error: unknown) =>
        (done as undefined | ((error: Error) => void))?.(error instanceof Error ? error : new Error(String(error))),
    );
    return null;
  }
}

function openTunnel({ proxy, authorization, target, tls }: ProxyRoute): Promise<Duplex> {
  const host = target.hostname.replace(/^\[|\]$/g, '');
  const port = target.port === '' ? (target.protocol === 'https:' ? 443 : 80) : Number(target.port);
  return new Promise((resolve, reject) => {
    const asked = request({
      host: proxy.hostname,
      port: proxy.port === '' ? 80 : Number(proxy.port),
      method: 'CONNECT',
      path: `${target.hostname}:${port}`,
      headers: authorization === null ? {} : { 'proxy-authorization': authorization },
      timeout: proxyTimeoutMs,
      agent: false,
    });
    asked.once('timeout', () =>
      asked.destroy(new BackendFailure('timeout', `The proxy ${proxy.origin} did not answer within 5 s.`)),
    );
    asked.once('error', reject);
    asked.once('response', (response) => {
      response.resume();
      reject(refusalOf(proxy, response.statusCode ?? 0));
    });
    asked.once('connect', (response, socket) => {
      if (response.statusCode !== 200) {
        socket.destroy();
        reject(refusalOf(proxy, response.statusCode ?? 0));
        return;
      }
      if (target.protocol !== 'https:') return resolve(socket);
      // An address is no server name; it is then the host that the certificate is compared with.
      const secured = connectTls({ ...tls, socket, host, ...(isIP(host) === 0 ? { servername: host } : {}) });
      secured.once('secureConnect', () => resolve(secured));
      secured.once('error', reject);
    });
    asked.end();
  });
}

function refusalOf(proxy: URL, status: number): BackendFailure {
  if (status === 407)
    return new BackendFailure('denied', `The proxy ${proxy.origin} wants other credentials (407); correct its user or password.`);
  return new BackendFailure('http', `The proxy ${proxy.origin} answered ${status} instead of a tunnel; ask who runs it.`);
}
