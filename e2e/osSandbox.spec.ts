import { _electron, expect, test, type ElectronApplication } from '@playwright/test';
import { readFileSync, readlinkSync } from 'node:fs';
import { resolveElectronRuntime } from '../scripts/electron-runtime.mjs';
import { stageForOrdinaryUser, type OrdinaryUserStage } from '../scripts/sandbox/ordinaryUser.mjs';
import { curve } from './panels';

/** The other specs run with --no-sandbox wherever the tests are root. This one is a user's console, sandbox and all. */
let stage: OrdinaryUserStage;
test.beforeAll(async () => {
  stage = stageForOrdinaryUser(await resolveElectronRuntime());
});
test.afterAll(() => stage.close());

test('an ordinary user gets the console with every window in the sandbox of the operating system', async () => {
  const app = await launchAsUser(stage);
  const complaints: string[] = [];
  app.on('window', (page) => {
    page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`console error: ${message.text()}`);
    });
  });
  try {
    const window = await app.firstWindow();
    await expect(curve(window)).toHaveAttribute('data-phase', 'fresh');

    const processes = await processesOf(app);
    for (const each of processes) {
      expect(each.commandLine, 'no process of the console is started without the sandbox').not.toContain('--no-sandbox');
      expect(each.userIds, 'no process of the console is root').toEqual(Array<number>(4).fill(stage.userId));
    }
    const main = processes.find(({ type }) => type === 'Browser');
    const windows = processes.filter(({ type }) => type === 'Tab');
    expect(windows.length).toBeGreaterThan(0);
    for (const each of windows) {
      expect(each.seccomp, 'a window runs under a system call filter').toBe(2);
      expect(each.noNewPrivileges, 'a window cannot gain privileges').toBe(1);
      expect(each.pidNamespace, 'a window does not see the processes of the system').not.toBe(main?.pidNamespace);
      expect(each.networkNamespace, 'a window has no network').not.toBe(main?.networkNamespace);
    }
    expect(complaints).toEqual([]);
  } finally {
    await app.close();
  }
});

async function launchAsUser({ executable, appFolder, profileFolder }: OrdinaryUserStage): Promise<ElectronApplication> {
  try {
    return await _electron.launch({
      executablePath: executable,
      args: [appFolder, `--user-data-dir=${profileFolder}`, '--force-device-scale-factor=1', '--disable-gpu', '--size=1366x768'],
      chromiumSandbox: true,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!/sandbox|namespace|Process failed to launch/i.test(reason)) throw error;
    throw new Error(
      'The console did not start as an ordinary user; when the kernel gives such a user no sandbox, allow user namespaces (sysctl user.max_user_namespaces, ' +
        'kernel.apparmor_restrict_unprivileged_userns=0), or setuid programs in the folder for temporary files.',
      { cause: error },
    );
  }
}

interface ConsoleProcess {
  readonly type: string;
  readonly commandLine: readonly string[];
  /** Real, effective, saved, file system. */
  readonly userIds: readonly number[];
  readonly seccomp: number;
  readonly noNewPrivileges: number;
  readonly pidNamespace: string;
  readonly networkNamespace: string;
}

async function processesOf(app: ElectronApplication): Promise<ConsoleProcess[]> {
  const metrics = await app.evaluate(({ app: self }) => self.getAppMetrics().map(({ pid, type }) => ({ pid, type })));
  return metrics.map(({ pid, type }) => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const numbersOf = (field: string): number[] =>
      (new RegExp(`^${field}:\\s*(.+)$`, 'm').exec(status)?.[1] ?? '').split(/\s+/).map(Number);
    return {
      type,
      commandLine: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0'),
      userIds: numbersOf('Uid'),
      seccomp: numbersOf('Seccomp')[0] ?? Number.NaN,
      noNewPrivileges: numbersOf('NoNewPrivs')[0] ?? Number.NaN,
      pidNamespace: readlinkSync(`/proc/${pid}/ns/pid`),
      networkNamespace: readlinkSync(`/proc/${pid}/ns/net`),
    };
  });
}
