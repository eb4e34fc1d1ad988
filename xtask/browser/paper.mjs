// Rules for a brief on paper: two sheets of A4, no more and no less.

import { execFileSync } from "node:child_process";
import path from "node:path";

import { open } from "./screen.mjs";
import { headings, images, outside } from "./rules.mjs";

const SHEETS = 2;

export async function checkBrief(browser, file) {
  const context = await browser.newContext();
  const { page, asked } = await open(context, file);
  const faults = asked.map((url) => `asks for ${url}`);
  for (const rule of [outside, headings, images]) {
    faults.push(...(await page.evaluate(rule)));
  }
  const paper = file.replace(/\.html$/, ".pdf");
  await page.pdf({ path: paper, format: "A4", preferCSSPageSize: true, printBackground: true });
  await context.close();
  return [...faults, ...sheets(paper)].map((fault) => `${path.basename(file)}: ${fault}`);
}

function sheets(paper) {
  const told = execFileSync("pdfinfo", [paper], { encoding: "utf8" });
  const faults = [];
  const count = Number(/^Pages:\s+(\d+)/m.exec(told)?.[1]);
  if (count !== SHEETS) faults.push(`prints on ${count} sheets; ${SHEETS} is the promise`);
  if (!/^Page size:.*\(A4\)/m.test(told)) faults.push(`prints on ${/^Page size:\s+(.*)/m.exec(told)?.[1]}; A4 is the promise`);
  return faults;
}
