import { app } from 'electron';
import { readLaunchOptions, type LaunchOptions } from './launchOptions';

/** One console per user-data folder: journals and history have one writer. Returns false where another one already runs. */
export function claimSingleInstance(): boolean {
  return app.requestSingleInstanceLock();
}

/** A second start hands over what it was asked for and ends: its workspace or link opens here, or the window comes to the front. */
export function welcomeSecondStart(welcome: (options: LaunchOptions) => void): void {
  app.on('second-instance', (_event, argv, workingFolder) => welcome(readLaunchOptions(argv, workingFolder)));
}
