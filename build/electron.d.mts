// build/: the types of electron.mjs.

export interface ElectronDistribution {
  readonly folder: string;
  readonly program: string;
}

/**
 * The folder of an Electron distribution and the program in it; what is missing is fetched.
 * @throws Error that says why there is none.
 */
export function findElectron(say?: (line: string) => void): ElectronDistribution;
