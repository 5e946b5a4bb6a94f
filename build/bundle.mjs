// build/: bundles the command line into out/cli.js and the pieces it loads when they are needed, and
// the desktop app into out/app.
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Node's own `require` for the few CommonJS packages inside an ES module bundle. */
const REQUIRE = `import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);`;

/**
 * Bundles TypeScript entry points for Node. Small first file, the rest in chunks that are read when
 * used: `--version` must not pay for the demo world.
 * @param {Record<string, string>} entryPoints name of the file in `outdir` -> source
 * @param {string} outdir
 * @param {readonly string[]} external packages that are there at run time
 */
export async function bundle(entryPoints, outdir, external = []) {
  await build({
    entryPoints,
    outdir,
    external: [...external],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: REQUIRE },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'linked',
    logLevel: 'warning',
  });
}

const fromRoot = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));

/**
 * The desktop app as a folder that Electron opens: main.js with its chunks, the sandboxed window's
 * preload.cjs, and renderer/, all that the window can ever load.
 * @param {string} outdir
 */
export async function bundleApp(outdir) {
  await mkdir(outdir, { recursive: true });
  await Promise.all([
    bundle({ main: fromRoot('main/electron/main.ts') }, outdir, ['electron']),
    bundlePreload(path.join(outdir, 'preload.cjs')),
    bundleRenderer(path.join(outdir, 'renderer')),
    writeAppPackage(path.join(outdir, 'package.json')),
  ]);
}

/** A sandboxed preload script is one CommonJS file that may require nothing but Electron. */
async function bundlePreload(outfile) {
  await build({
    entryPoints: [fromRoot('main/preload.ts')],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    external: ['electron'],
    logLevel: 'warning',
  });
}

/**
 * index.html, index.js and, from the styles it imports, index.css; a language is loaded when it is
 * spoken. notice.css is that of the main process's own pages.
 * @param {string} outdir
 */
export async function bundleRenderer(outdir) {
  await mkdir(outdir, { recursive: true });
  for (const file of ['index.html', 'notice.css']) {
    await copyFile(fromRoot(`renderer/${file}`), path.join(outdir, file));
  }
  await build({
    entryPoints: [fromRoot('renderer/index.tsx')],
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    // The oldest Chromium that opens it: of the Electron for development, build/electron.mjs.
    target: 'chrome148',
    chunkNames: 'chunks/[name]-[hash]',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    legalComments: 'linked',
    logLevel: 'warning',
  });
}

/** What Electron reads of an app: its name, its version, where it starts. */
async function writeAppPackage(file) {
  const { name, version, description, license } = JSON.parse(
    await readFile(fromRoot('package.json'), 'utf8'),
  );
  const productName = 'STARTTLS Migrator';
  const app = { name, productName, version, description, license, type: 'module', main: 'main.js' };
  await writeFile(file, `${JSON.stringify(app, null, 2)}\n`);
}

/**
 * out/cli.js, which runs on the oldest Node that package.json allows, the schema of what it prints
 * with --json, and out/app.
 */
export async function buildProduct() {
  await rm('out', { recursive: true, force: true });
  await Promise.all([bundle({ cli: 'main/cli/main.ts' }, 'out'), bundleApp('out/app')]);
  await chmod('out/cli.js', 0o755);
  await copyFile('shared/schemas/document.schema.json', 'out/document.schema.json');
}
