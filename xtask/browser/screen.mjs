// Rules for a report on a screen: phone and desktop, light and dark.

import path from "node:path";
import { pathToFileURL } from "node:url";

import { contrast, headings, images, legibility, outside, overflow } from "./rules.mjs";

const WIDTHS = [390, 1280];
const SCHEMES = ["light", "dark"];

export async function checkScreens(browser, file) {
  const faults = [];
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      const found = await checkScreen(browser, file, { width, colorScheme });
      faults.push(...found.map((fault) => `${path.basename(file)}, ${width} px, ${colorScheme}: ${fault}`));
    }
  }
  return faults;
}

async function checkScreen(browser, file, { width, colorScheme }) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const { page, asked } = await open(context, file);
  await page.screenshot({ path: file.replace(/\.html$/, `.${width}.${colorScheme}.png`), fullPage: true });
  const faults = asked.map((url) => `asks for ${url}`);
  for (const rule of [outside, headings, images, overflow, legibility, contrast]) {
    faults.push(...(await page.evaluate(rule)));
  }
  await context.close();
  return faults;
}

// Opens a file as a reader does, and keeps a list of all else that it asks for. None of it is answered.
export async function open(context, file) {
  const own = pathToFileURL(file).href;
  const asked = [];
  await context.route("**/*", (route) => {
    if (route.request().url() === own) return route.continue();
    asked.push(route.request().url());
    return route.abort();
  });
  const page = await context.newPage();
  await page.goto(own);
  return { page, asked };
}
