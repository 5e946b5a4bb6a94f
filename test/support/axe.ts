// test/support: what axe-core finds wrong with a page as it is. May import: node, axe-core, playwright-core.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface PageScope {
  readonly axe: { readonly run: (context: unknown) => Promise<AxeResults> };
  readonly document: unknown;
}

/** Each violation with the element that has it; none on a page as it should be. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate(() => {
    const scope = globalThis as unknown as PageScope;
    return scope.axe.run(scope.document);
  });
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
  );
}
