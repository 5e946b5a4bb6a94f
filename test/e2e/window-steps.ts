// test/e2e: what a person does in the window, by the names that a screen reader says. May import:
// playwright-core.
import type { Locator, Page } from 'playwright-core';

export interface Person {
  /** Until the page has this heading, and the focus is on it as it should be. */
  readonly arrivesAt: (title: string) => Promise<void>;
  /** Clicks, as soon as the button does something. */
  readonly clicks: (button: string | RegExp) => Promise<void>;
  /** Goes there with the Tab key, and presses another. */
  readonly tabsTo: (words: string, thenPresses: 'Enter' | 'Space') => Promise<void>;
  readonly sees: (text: string | RegExp) => Promise<void>;
  readonly button: (words: string | RegExp) => Locator;
}

/** More than any page has. */
const MOST_TABS = 60;

export function personAt(page: Page): Person {
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
  const focused = page.locator(':focus');
  return {
    async arrivesAt(title) {
      const wanted = page.getByRole('heading', { level: 1, name: title, exact: true });
      await wanted
        .and(focused)
        .waitFor()
        .catch(async (error: unknown) => {
          const shown = await page.locator('main').innerText();
          throw new Error(`not at "${title}" but at:\n${shown}`, { cause: error });
        });
    },
    clicks: (name) => button(name).click(),
    async tabsTo(name, key) {
      const wanted = button(name).or(page.getByRole('checkbox', { name }));
      await wanted.and(page.locator(':not([aria-disabled])')).waitFor();
      for (let presses = 0; presses < MOST_TABS; presses += 1) {
        await page.keyboard.press('Tab');
        if ((await wanted.and(focused).count()) > 0) {
          await page.keyboard.press(key);
          return;
        }
      }
      throw new Error(`Tab never came to "${name}"`);
    },
    sees: (text) => page.getByText(text).first().waitFor(),
    button,
  };
}
