// main/cli: the process: argv, terminal, signals and exit code around run().
// May import: this folder. What it imports at the top is paid for by `--version`.
import packageJson from '../../package.json' with { type: 'json' };

const { version } = packageJson;

async function main(): Promise<number> {
  const [{ run }, { processIo, watchOutput }, { EXIT }, { realWorld }] = await Promise.all([
    import('./run.ts'),
    import('./io.ts'),
    import('../engine/exit.ts'),
    import('../engine/real-world.ts'),
  ]);
  const outputArrived = watchOutput();
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
  };
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  const exitCode = await run(process.argv.slice(2), processIo(), {
    version,
    signal: stop.signal,
    realWorld,
    demoWorld: async () => (await import('../demo/world.ts')).demoWorld(),
  });
  return (await outputArrived()) ? exitCode : EXIT.internal;
}

if (process.argv.length === 3 && process.argv[2] === '--version') {
  process.stdout.write(`${version}\n`);
} else {
  const exitCode = await main();
  // Look-ups of dead names can't be called off, and Node would wait for every one of them.
  process.exit(exitCode);
}
