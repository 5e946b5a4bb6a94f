// main/system: what a stage needs to know of the computer it runs on, as values.
// May import: node only.
import path from 'node:path';

export type Platform = 'linux' | 'darwin' | 'win32';

export interface Environment {
  readonly platform: Platform;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
  /**
   * Where system-wide files (/etc, program folders) are looked for: '' for the real system, or the
   * folder given by --root.
   */
  readonly systemRoot: string;
  /** The user's own folder for backups and the journal, or the folder given by --state. */
  readonly state: string;
}

/** The path rules of the platform: tests look at Windows and macOS from Linux. */
export function pathOf(environment: Pick<Environment, 'platform'>): path.PlatformPath {
  return environment.platform === 'win32' ? path.win32 : path.posix;
}
