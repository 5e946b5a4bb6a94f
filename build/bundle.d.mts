// build/: the types of bundle.mjs, for the tests that bundle the command line.

/** Bundles TypeScript entry points (name of the file in `outdir` -> source) for Node. */
export function bundle(
  entryPoints: Readonly<Record<string, string>>,
  outdir: string,
): Promise<void>;
