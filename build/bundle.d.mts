// build/: the types of bundle.mjs, for the tests that bundle the command line and the app.

/** Bundles TypeScript entry points (name of the file in `outdir` -> source) for Node. */
export function bundle(
  entryPoints: Readonly<Record<string, string>>,
  outdir: string,
  external?: readonly string[],
): Promise<void>;

/** The desktop app as a folder that Electron opens. */
export function bundleApp(outdir: string): Promise<void>;

/** All that the window can ever load: index.html, index.js, index.css and a chunk for each language. */
export function bundleRenderer(outdir: string): Promise<void>;
