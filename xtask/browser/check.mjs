// Renders every report and brief of a folder in Chromium and holds it against the rules.
// Usage: CHROMIUM=/path/to/chromium node check.mjs FOLDER
// Pictures and papers are left in the folder, for people to look at.

import { readdirSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { chromium } from "playwright-core";

import { checkFile } from "./file.mjs";
import { checkBrief } from "./paper.mjs";
import { checkScreens } from "./screen.mjs";

const folder = process.argv[2];
const names = readdirSync(folder);
const files = (ending) => names.filter((name) => name.endsWith(ending)).map((name) => path.join(folder, name));

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM });
const faults = [];
for (const file of files(".report.html")) {
  faults.push(...checkFile(file), ...(await checkScreens(browser, file)));
}
for (const file of files(".brief.html")) {
  faults.push(...checkFile(file), ...(await checkBrief(browser, file)));
}
await browser.close();

for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
