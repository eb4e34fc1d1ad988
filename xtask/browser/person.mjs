// One person at one browser, with what they see and press. Nothing is shared with the others.

import path from "node:path";

import { controls } from "./controls.mjs";
import { contrast, headings, images, overflow } from "./rules.mjs";

const DESKTOP = 1280;
const PHONE = 390;

export async function person(browser, name, { folder, faults, width = DESKTOP }) {
  const viewport = { width, height: 900 };
  const context = await browser.newContext({ viewport, locale: "en-GB", reducedMotion: "reduce" });
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(`${name}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`${name}: the console says ${message.text()} (${message.location().url})`);
  });
  return {
    name,
    page,
    button: (words) => page.getByRole("button", { name: words }),
    tab: (words) => page.getByRole("tab", { name: words, exact: true }).click(),
    see: (words) => page.getByText(words).filter({ visible: true }).first().waitFor(),
    async press(words) {
      await page.getByRole("button", { name: words }).filter({ visible: true }).first().click();
    },
    async shot(title) {
      for (const at of [DESKTOP, PHONE]) {
        await page.setViewportSize({ width: at, height: 900 });
        await page.screenshot({ path: path.join(folder, `${title}.${at}.png`), fullPage: true });
        for (const rule of [headings, images, overflow, contrast, controls]) {
          for (const fault of await page.evaluate(rule)) faults.push(`${title}, ${at} px: ${fault}`);
        }
      }
      await page.setViewportSize(viewport);
    },
  };
}

// Runs a walk, and tells what was found; where it breaks off, everybody's page is left as a picture.
export async function walk(browser, title, folder, faults, steps) {
  try {
    await steps();
  } catch (error) {
    faults.push(error.stack ?? String(error));
    const pages = browser.contexts().flatMap((context) => context.pages());
    const pictures = pages.map((page, place) => page.screenshot({ path: path.join(folder, `${title}-fault-${place}.png`), fullPage: true }));
    await Promise.allSettled(pictures);
  } finally {
    await browser.close();
  }
  for (const fault of new Set(faults)) console.error(fault);
  return faults.length > 0 ? 1 : 0;
}
