import type { ElectronApplication, Page } from '@playwright/test';
import { commands, type CommandName } from '../contract/commands';
import { expect, test, type LaunchOptions, type RunningConsole } from './console';

/** DESIGN §4, check by check, on the running console. */
type Launch = (options?: LaunchOptions) => Promise<RunningConsole>;

async function openOverview(launch: Launch): Promise<{ running: RunningConsole; page: Page }> {
  const running = await launch();
  const page = await running.window('overview');
  await page.waitForLoadState('load');
  return { running, page };
}

/** What the test provoked is taken out; anything else still fails it. */
function takeOut(running: RunningConsole, provoked: RegExp): string[] {
  const taken = running.complaints.filter((complaint) => provoked.test(complaint));
  running.complaints.splice(0, running.complaints.length, ...running.complaints.filter((complaint) => !provoked.test(complaint)));
  return taken;
}

const blockedByPolicy =
  /Content Security Policy|Content-Security-Policy|violates the following|unsafe-eval|ERR_BLOCKED|Failed to load resource/;

/** The policies that were violated while `provoke` ran, as the page's own event tells them. Run in a timer: evaluate itself is exempt. */
async function violationsOf(page: Page, provoke: string): Promise<string[]> {
  return page.evaluate(
    (code) =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = [];
        document.addEventListener('securitypolicyviolation', (event) => {
          seen.push(event.effectiveDirective);
          resolve(seen);
        });
        setTimeout(() => {
          const script = {
            eval: () => void (0, eval)('1 + 1'),
            function: () => void Reflect.construct(Function, ['return 1']),
            inlineScript: () => document.body.appendChild(Object.assign(document.createElement('script'), { textContent: '1' })),
            inlineStyle: () => document.body.appendChild(Object.assign(document.createElement('style'), { textContent: 'p{}' })),
            styleAttribute: () => document.body.insertAdjacentHTML('beforeend', '<i style="color:red"></i>'),
            fetch: () => void fetch('https://example.com/').catch(() => undefined),
            fetchSelf: () => void fetch('/overview/index.html').catch(() => undefined),
            webSocket: () => void new WebSocket('wss://example.com/'),
            beacon: () => navigator.sendBeacon('https://example.com/', 'x'),
            remoteImage: () => void Object.assign(new Image(), { src: 'https://example.com/x.png' }),
            remoteMedia: () => Object.assign(new Audio(), { src: 'https://example.com/x.mp3' }),
            remoteScript: () =>
              document.body.appendChild(Object.assign(document.createElement('script'), { src: 'https://example.com/x.js' })),
            frame: () =>
              document.body.appendChild(Object.assign(document.createElement('iframe'), { src: 'https://example.com/' })),
            ownFrame: () =>
              document.body.appendChild(Object.assign(document.createElement('iframe'), { src: '/wall/index.html' })),
            worker: () => void new Worker('/assets/none.js'),
            object: () =>
              document.body.appendChild(Object.assign(document.createElement('object'), { data: 'https://example.com/' })),
            base: () =>
              document.head.appendChild(Object.assign(document.createElement('base'), { href: 'https://example.com/' })),
          };
          script[code as keyof typeof script]();
        });
      }),
    provoke,
  );
}

test('a window has no Node, no electron, and exactly the four functions of preload', async ({ launch }) => {
  const { page } = await openOverview(launch);
  const found = await page.evaluate(() => ({
    functions: Object.keys(window.highnoon).sort(),
    kinds: Object.values(window.highnoon).map((value) => typeof value),
    globals: ['require', 'process', 'module', 'Buffer', '__dirname', 'global', 'ipcRenderer', 'electron'].filter(
      (name) => name in window,
    ),
    frozen: Object.isFrozen(window.highnoon),
  }));
  expect(found).toEqual({
    functions: ['ask', 'identity', 'onState', 'requestFrames'],
    kinds: Array(4).fill('function'),
    globals: [],
    frozen: true,
  });
});

test('every window is sandboxed and isolated', async ({ launch }) => {
  const { running, page } = await openOverview(launch);
  await page.evaluate(() => window.highnoon.ask('window.open', { kind: 'wall' }));
  await running.window('wall');
  const preferences = await running.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      // Electron has no public way to read these back; this one is what its own tests use.
      const web = (window.webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences }).getLastWebPreferences();
      return {
        sandbox: web.sandbox,
        isolated: web.contextIsolation,
        node: web.nodeIntegration,
        webview: web.webviewTag,
        web: web.webSecurity,
      };
    }),
  );
  expect(preferences).toEqual(Array(2).fill({ sandbox: true, isolated: true, node: false, webview: false, web: true }));
});

const refusedByPolicy = [
  ['eval', 'script-src'],
  ['function', 'script-src'],
  ['inlineScript', 'script-src-elem'],
  ['remoteScript', 'script-src-elem'],
  ['inlineStyle', 'style-src-elem'],
  ['styleAttribute', 'style-src-attr'],
  ['fetch', 'connect-src'],
  ['fetchSelf', 'connect-src'],
  ['webSocket', 'connect-src'],
  ['beacon', 'connect-src'],
  ['remoteImage', 'img-src'],
  ['remoteMedia', 'media-src'],
  ['frame', 'frame-src'],
  ['ownFrame', 'frame-src'],
  ['worker', 'worker-src'],
  ['object', 'object-src'],
  ['base', 'base-uri'],
] as const;

test('the content security policy refuses scripts, styles, connections, media, frames, workers and bases of any other place', async ({
  launch,
}) => {
  test.setTimeout(120_000);
  const { running, page } = await openOverview(launch);
  for (const [provoke, directive] of refusedByPolicy) {
    expect(await violationsOf(page, provoke), provoke).toContain(directive);
    // What was provoked late must not be taken for the next one's.
    await page.reload();
  }
  takeOut(running, blockedByPolicy);
});

test('the policy is sent as a header with every answer, with nosniff beside it', async ({ launch }) => {
  const { running } = await openOverview(launch);
  const headers = await headersOf(running.app, 'app://console/overview/index.html');
  expect(headers).toMatchObject({ status: 200, nosniff: 'nosniff' });
  expect(headers.policy.split('; ')).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "font-src 'self'",
      "media-src 'self'",
      "connect-src 'none'",
    ]),
  );
  expect(headers.policy).not.toMatch(/unsafe|https?:|\*/);
});

test('app:// serves nothing outside its folder, no other host, and answers GET only', async ({ launch }) => {
  const { running } = await openOverview(launch);
  for (const [address, status] of [
    ['app://console/..%2f..%2fpackage.json', 403],
    ['app://console/assets/..%2f..%2fmain%2fmain.js', 403],
    ['app://console/..%5c..%5cpackage.json', 403],
    ['app://console/%2e%2e%2fmain%2fmain.js', 403],
    ['app://console/assets/none.js', 404],
    ['app://elsewhere/overview/index.html', 403],
  ] as const)
    expect((await headersOf(running.app, address)).status, address).toBe(status);
  expect((await headersOf(running.app, 'app://console/overview/index.html', 'POST')).status).toBe(405);
});

async function headersOf(
  app: ElectronApplication,
  address: string,
  method = 'GET',
): Promise<{ status: number; policy: string; nosniff: string }> {
  return app.evaluate(
    async ({ net }, [url, how]) => {
      const answer = await net.fetch(url, { method: how });
      return {
        status: answer.status,
        policy: answer.headers.get('content-security-policy') ?? '',
        nosniff: answer.headers.get('x-content-type-options') ?? '',
      };
    },
    [address, method] as const,
  );
}

test('a window cannot be led away: navigation, new windows, webviews and downloads are refused', async ({ launch }) => {
  const { running, page } = await openOverview(launch);
  const address = page.url();
  for (const url of [
    'https://example.com/',
    'file:///etc/passwd',
    'app://elsewhere/x',
    'app://console/wall/index.html',
    'javascript:document.title=1',
    'data:text/html,x',
  ]) {
    await page.evaluate((to) => {
      const link = Object.assign(document.createElement('a'), { href: to });
      document.body.append(link);
      link.click();
      link.remove();
    }, url);
    expect(await page.evaluate((to) => window.open(to) === null, url), url).toBe(true);
  }
  await page.evaluate(() => {
    document.body.append(document.createElement('webview'));
    const link = Object.assign(document.createElement('a'), { href: 'data:application/octet-stream,x', download: 'x.bin' });
    link.click();
  });
  expect(page.url()).toBe(address);
  expect(running.app.windows()).toHaveLength(1);
  expect(await page.evaluate(() => document.title)).not.toBe('1');
  takeOut(running, /Not allowed to (load local resource|navigate top frame)|violates the following/);
});

test('a window that blanks itself, which nobody is asked about, takes its page back', async ({ launch }) => {
  const { page } = await openOverview(launch);
  const back = page.waitForEvent('framenavigated', (frame) => frame.url() === 'app://console/overview/index.html');
  await page.evaluate(() => setTimeout(() => Object.assign(document.createElement('a'), { href: 'about:blank' }).click()));
  await back;
  await expect.poll(() => page.evaluate(() => window.highnoon.ask('state.snapshot', undefined))).toMatchObject({ ok: true });
});

test('no permission is granted', async ({ launch }) => {
  const { page } = await openOverview(launch);
  const states = await page.evaluate(async () => ({
    notification: Notification.permission,
    location: await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        () => resolve('denied'),
      ),
    ),
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'denied',
    ),
    screen: await navigator.mediaDevices.getDisplayMedia().then(
      () => 'granted',
      () => 'denied',
    ),
    clipboard: await navigator.clipboard.readText().then(
      () => 'granted',
      () => 'denied',
    ),
  }));
  expect(states).toEqual({ notification: 'denied', location: 'denied', camera: 'denied', screen: 'denied', clipboard: 'denied' });
});

test('only pages of the allow-list reach the system browser', async ({ launch }) => {
  const { running, page } = await openOverview(launch);
  await running.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { openedPages: opened });
    shell.openExternal = async (url) => void opened.push(url);
  });
  for (const url of [
    'https://example.com/',
    'http://prometheus.io/',
    'file:///etc/passwd',
    'https://prometheus.io@example.com/',
    'smb://prometheus.io/x',
  ])
    expect(await page.evaluate((to) => window.highnoon.ask('external.open', { url: to }), url), url).toMatchObject({
      ok: false,
      refusal: { code: 'bad-input' },
    });
  expect(await page.evaluate(() => window.highnoon.ask('external.open', { url: 'https://prometheus.io/docs/' }))).toMatchObject({
    ok: true,
  });
  expect(await running.app.evaluate(() => (globalThis as unknown as { openedPages: string[] }).openedPages)).toEqual([
    'https://prometheus.io/docs/',
  ]);
});

test('junk sent to every command is refused in words, and the console goes on', async ({ launch }) => {
  const { page } = await openOverview(launch);
  const names = Object.keys(commands);
  const junk: unknown[] = [
    null,
    0,
    Number.NaN,
    'x',
    [],
    {},
    { path: 7 },
    { kind: 'x' },
    { on: 1 },
    { extra: 'x'.repeat(10_000) },
    [[[[]]]],
    { __proto__: { kind: 'wall' } },
  ];
  const noInput: readonly CommandName[] = [
    'state.snapshot',
    'frames.connect',
    'workspace.openDialog',
    'workspace.openDemo',
    'workspace.dismissProblem',
  ];
  const wanting = await page.evaluate(
    async ([all, payloads]) => {
      interface AnyAsk {
        ask(name: unknown, input: unknown): Promise<{ ok: boolean; refusal?: { code: string; message: string } }>;
      }
      const ask = (name: unknown, input: unknown) => (window.highnoon as unknown as AnyAsk).ask(name, input);
      const wrong: string[] = [];
      for (const name of all)
        for (const input of payloads) {
          const answer = await ask(name, input);
          const empty = name === 'preferences.set' && JSON.stringify(input) === '{}';
          if (!empty && (answer.ok || answer.refusal?.code !== 'bad-input' || answer.refusal.message === ''))
            wrong.push(`${name} ${JSON.stringify(input)}`);
        }
      for (const name of ['', 'nothing.such', '__proto__', 'constructor', 7, null, undefined, {}, ['state.snapshot']]) {
        const answer = await ask(name, undefined);
        if (answer.ok || answer.refusal?.code !== 'unknown-command') wrong.push(`name ${JSON.stringify(name)}`);
      }
      // What cannot be copied to main at all is a refusal too, not a throw.
      const uncopied = await ask('window.open', { kind: () => 1 }).catch(() => ({ ok: true }));
      if (uncopied.ok) wrong.push('a function');
      return wrong;
    },
    [names, junk] as const,
  );
  expect(wanting).toEqual([]);
  expect(noInput.every((name) => names.includes(name))).toBe(true);
  expect(await page.evaluate(() => window.highnoon.ask('state.snapshot', undefined))).toMatchObject({ ok: true });
});

test('strangers are refused: any page in a window that main did not open, even our own page with our preload', async ({
  launch,
}) => {
  const { running } = await openOverview(launch);
  const answers = await running.app.evaluate(async ({ BrowserWindow, app }) => {
    const preload = `${app.getAppPath()}/out/preload/preload.cjs`;
    const identity = '--highnoon-identity=%7B%22windowId%22%3A%22overview-1%22%7D';
    const askFrom = async (url: string): Promise<unknown> => {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true, additionalArguments: [identity] },
      });
      await stranger.loadURL(url);
      const answer: unknown = await stranger.webContents.executeJavaScript("highnoon.ask('workspace.openDemo', undefined)");
      stranger.destroy();
      return answer;
    };
    return {
      blank: await askFrom('about:blank'),
      data: await askFrom('data:text/html,x'),
      ours: await askFrom('app://console/overview/index.html'),
    };
  });
  const refused = { ok: false, refusal: { code: 'sender-refused' } };
  expect(answers).toMatchObject({ blank: refused, data: refused, ours: refused });
  takeOut(running, /./);
});

test('main listens on one channel only', async ({ launch }) => {
  const { running } = await openOverview(launch);
  const listening = await running.app.evaluate(({ ipcMain }) => ipcMain.eventNames().map(String));
  expect(listening.filter((name) => name !== 'error')).toEqual([]);
  const handled = await running.app.evaluate(({ ipcMain }) => [
    ...(ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers.keys(),
  ]);
  expect(handled).toEqual(['highnoon:ask']);
});
