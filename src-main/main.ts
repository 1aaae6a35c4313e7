import { app, powerSaveBlocker, safeStorage, session } from 'electron';
import { join } from 'node:path';
import paperStyle from '../assets/report/paper.css?raw';
import demoText from '../assets/workspaces/demo-city.yaml?raw';
import { windowKinds } from '../contract/windowKinds';
import { createAlertDesk } from './control/alerts/alertDesk';
import { createLayoutDesk } from './control/coreLink/layoutDesk';
import { createEngineReports } from './control/engineReports';
import { openMemory } from './control/journals/memory';
import { openPeople } from './control/people/people';
import { workstationClock } from './control/people/personSession';
import { createReportDesk } from './control/report/reportDesk';
import { openReportJournal } from './control/report/reportJournal';
import { createRoomView } from './control/roomView/roomView';
import { createSecrets } from './control/secrets';
import { createSettingsDesk } from './control/settings/settingsDesk';
import { createSharedStore } from './control/store';
import { createWorkspaceSession } from './control/workspaceFile/workspaceSession';
import { argumentsToGoOn } from './shell/cityArguments';
import { startCity } from './shell/cityProcess';
import { createCredentials } from './shell/credentials';
import { followDisplays } from './shell/displays';
import { createDisplaySleep } from './shell/displaySleep';
import { startEngine } from './shell/engineProcess';
import { startAgainAfterFall } from './shell/fall';
import { guardSession, guardWindows } from './shell/guards';
import { createHandlers } from './shell/handlers';
import { answerWindows } from './shell/ipc';
import { createIncidentRoom } from './shell/incidentRoom';
import { createLinks, receiveLinks } from './shell/links';
import { readLaunchOptions } from './shell/launchOptions';
import { closeBeforeLeaving } from './shell/leaving';
import { openLogFile } from './shell/logFile';
import { followWithMenu } from './shell/menuFollower';
import { openPreferences, preferencesOf } from './shell/preferences';
import { registerConsoleScheme, serveRenderer } from './shell/protocol';
import { careForProtection } from './shell/protectionCare';
import { createProtectionRoom } from './shell/protectionRoom';
import { readRuntimeIdentity } from './shell/runtimeIdentity';
import { followPaint } from './shell/paint';
import { createPdfPrinter } from './shell/printPdf';
import { openSettings } from './shell/settings';
import { tellRefusal } from './shell/tellRefusal';
import { claimSingleInstance, welcomeSecondStart } from './shell/singleInstance';
import { createWindows } from './shell/windows';
import { createWorkspaceInForce } from './shell/workspaceInForce';

/** out/main, where the other entries lie beside this one. */
const built = import.meta.dirname;

registerConsoleScheme();
// Not awaited: `ready` waits for this module to end, and this module would wait for `ready`.
if (claimSingleInstance()) void app.whenReady().then(openConsole).catch(fallDown);
else app.quit();

/** The composition root: every part is made here, once, and handed what it needs. */
function openConsole(): void {
  const options = readLaunchOptions(process.argv, process.cwd());
  const userData = app.getPath('userData');
  const log = openLogFile(join(userData, 'logs'));
  const settings = openSettings();
  const runtime = readRuntimeIdentity(process.versions);

  startAgainAfterFall(log);
  guardWindows(log);
  guardSession(session.defaultSession, log);
  serveRenderer(session.defaultSession, join(built, '../renderer'));

  const store = createSharedStore();
  const setPreferences = openPreferences(store, settings, options, app.getPreferredSystemLanguages());
  store.put('recent', 'workspaces', { paths: settings.recentWorkspaces() });

  const view = createRoomView(store);
  const memory = openMemory(join(userData, 'journals'), (text) => log('warn', text));
  const people = openPeople({
    path: join(userData, 'people.json'),
    journalFolder: join(userData, 'journals'),
    marker: { begun: () => settings.peopleBegun(), begin: () => settings.markPeopleBegun() },
    store,
    clock: workstationClock,
    log,
  });
  const reports = createEngineReports(
    store,
    () => performance.now(),
    memory.keepEvents,
    (id) => memory.acknowledgements.of(id),
    (alarms) => room.receive(alarms),
    { receive: (diagnosis) => room.findings.receive(diagnosis), receiveChecks: (run) => room.findings.receiveChecks(run) },
  );
  const engine = startEngine(join(built, 'engine.js'), log, {
    report: (message) => {
      if (message.type === 'running') room.incidents.doubt();
      reports.receive(message);
    },
    health: (health) => store.put('engine', 'engine', health),
  });
  const inForce = createWorkspaceInForce(
    engine,
    join(userData, 'history'),
    () => secrets.values(),
    (address) =>
      startCity(
        join(built, 'demoCity.js'),
        () => argumentsToGoOn(options.cityArguments, reports.clockNow()?.roomAt ?? null),
        log,
        {
          address,
        },
      ),
  );
  const credentials = createCredentials(safeStorage, settings);
  const secrets = createSecrets({
    store,
    keeper: credentials,
    changed: inForce.secretsChanged,
    channelsChanged: () => room.notifier.secretsChanged(),
  });
  const protection = createProtectionRoom({
    auditPath: join(userData, 'journals', 'audit.jsonl'),
    store,
    reports,
    incidents: () => room.incidents,
    engine,
    people,
    secrets: () => secrets,
    cityUrl: inForce.cityUrl,
    settings,
    log,
  });
  const room = createIncidentRoom({ store, reports, memory, engine, secrets, windows: () => windows, log });
  const reportDesk = createReportDesk({
    store,
    roomNow: () => reports.clockNow()?.roomAt ?? null,
    readCurves: (panels) => engine.ask('readCurves', { panels }),
    openJournal: ({ path, workspace }) => openReportJournal(join(userData, 'journals'), path, workspace),
    log,
  });
  const layouts = createLayoutDesk({
    store,
    roomNow: () => reports.clockNow()?.roomAt ?? null,
    builtInFolder: join(userData, 'layouts'),
    log,
  });
  if (options.workspace === null) inForce.foreseeCity();
  const workspaces = createWorkspaceSession({
    store,
    demoText,
    log,
    opened: (opened) => {
      view.begin(opened.path);
      reports.begin(opened.revision, memory.begin(opened));
      if (opened.path !== null) store.put('recent', 'workspaces', { paths: settings.rememberWorkspace(opened.path) });
      secrets.begin(opened.workspace);
      room.begin(opened);
      reportDesk.begin(opened);
      layouts.begin(opened.path);
      inForce.use(opened);
      protection.begin(opened);
    },
  });
  const displaySleep = createDisplaySleep(powerSaveBlocker);
  const keepAwake = (): void => displaySleep(windows.all().some(({ kind }) => windowKinds[kind].wall));
  const windows = createWindows({
    preload: join(built, '../preload/preload.cjs'),
    appVersion: app.getVersion(),
    runtime,
    settings,
    log,
    size: options.size,
    theme: () => preferencesOf(store).theme,
    opened: keepAwake,
    closed: (windowId) => {
      engine.disconnectWindow(windowId);
      view.forgetWindow(windowId);
      protection.desk.windowClosed(windowId);
      keepAwake();
    },
  });
  store.onPatch(windows.sendPatch);
  const leaving = closeBeforeLeaving(log, [
    workspaces.close,
    protection.close,
    layouts.close,
    room.close,
    inForce.close,
    engine.close,
    memory.close,
    reportDesk.close,
    people.close,
  ]);
  const links = createLinks({ store, view, windows });
  const openLink = (link: string | null): void => void links.open(link).then(tellRefusal);
  const painted = followPaint(options, process.env, leaving);
  const settingsDesk = createSettingsDesk({
    path: () => store.read().workspace['current']?.path ?? null,
    demoText,
    written: (path) => workspaces.open(path),
  });
  const alerts = createAlertDesk({
    store,
    acknowledgements: memory.acknowledgements,
    roomNow: () => Math.round(reports.clockNow()?.roomAt ?? Date.now()),
    askEngine: (name, input) => engine.ask(name, input),
  });
  const handlers = createHandlers({
    alerts,
    incidents: room.incidents,
    layouts,
    report: { desk: reportDesk, printer: createPdfPrinter(join(built, '../renderer'), log), style: paperStyle },
    notifier: room.notifier,
    protection,
    store,
    reports,
    session: workspaces,
    engine,
    windows,
    people,
    secrets,
    credentials,
    settingsDesk,
    view,
    links,
    painted,
    setPreferences,
  });
  answerWindows(windows, { handlers, people }, log);
  followWithMenu({
    store,
    session: workspaces,
    windows,
    runtime,
    openLink,
    setPreferences,
    engageLever: () => void protection.lever.engage('', people.person()?.name ?? null),
  });
  careForProtection({ store, windows, protection: protection.desk, log });
  followDisplays((displays) => store.replace('displays', displays), windows.bringAllBack);
  welcomeSecondStart(({ workspace, link }) => {
    if (workspace !== null) void workspaces.open(workspace);
    if (link === null) windows.open('overview', null).window.focus();
    else openLink(link);
  });
  receiveLinks(openLink);

  // The window's own process starts while this one reads the workspace.
  windows.open('overview', null);
  const linked = options.link === null ? null : links.workspacePathOf(options.link);
  void workspaces.openFirst(options.workspace ?? linked).then(() => {
    if (options.link !== null) openLink(options.link);
  });
}

function fallDown(error: unknown): void {
  process.stderr.write(
    `highnoon: the console could not open: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  app.exit(1);
}
