// build/: bundles the command line into out/cli.js and the pieces it loads when they are needed.
import { chmod, copyFile, rm } from 'node:fs/promises';
import { build } from 'esbuild';

/** Node's own `require` for the few CommonJS packages inside an ES module bundle. */
const REQUIRE = `import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);`;

/**
 * Bundles TypeScript entry points for Node. Small first file, the rest in chunks that are read when
 * used: `--version` must not pay for the demo world.
 * @param {Record<string, string>} entryPoints name of the file in `outdir` -> source
 * @param {string} outdir
 */
export async function bundle(entryPoints, outdir) {
  await build({
    entryPoints,
    outdir,
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

/**
 * out/cli.js, which runs on the oldest Node that package.json allows, and the schema of what it
 * prints with --json.
 */
export async function buildProduct() {
  await rm('out', { recursive: true, force: true });
  await bundle({ cli: 'main/cli/main.ts' }, 'out');
  await chmod('out/cli.js', 0o755);
  await copyFile('shared/schemas/document.schema.json', 'out/document.schema.json');
}
