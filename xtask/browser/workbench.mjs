// Walks an analyst through the workbench in a real browser: opens Istanbul, drags a weight, builds a package, downloads the report.
// Usage: CHROMIUM=/path/to/chromium node workbench.mjs BASE-URL OPERATOR-TOKEN FOLDER
// Pictures at phone and desktop width are left in the folder, for people to look at.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { chromium } from "playwright-core";

import { person, walk } from "./person.mjs";

const [base, token, folder] = process.argv.slice(2);
const faults = [];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });

async function openCase(analyst, title) {
  const { page } = analyst;
  await page.goto(`${base}/open#${token}`);
  await page.getByRole("link", { name: "Workbench" }).first().click();
  await analyst.see("From the catalogue");
  await analyst.shot("workbench-01-cases");
  await page.getByRole("button", { name: `Open ${title}` }).click();
  await page.getByRole("tab", { name: "Positions", exact: true }).waitFor();
}

async function positions(analyst) {
  await analyst.see("Territory");
  await analyst.page.locator("blockquote, q").first().waitFor();
  await analyst.shot("workbench-02-positions");
}

// Drags the first slider that has room, with the mouse, and waits for the plane's new answer.
async function dragWeight(analyst) {
  const { page } = analyst;
  await analyst.tab("Plane");
  await page.locator("summary").filter({ hasText: "Weights of the issues" }).first().click();
  const slider = page.locator('details[open] input[type="range"]:enabled').first();
  await slider.waitFor();
  const before = await slider.inputValue();
  const answered = page.waitForResponse((response) => response.url().endsWith("/api/workbench/plane") && response.request().postData().includes('"weights"'));
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 3, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  const answer = await answered;
  assert.equal(answer.status(), 200, "the plane was not answered");
  assert.notEqual(await slider.inputValue(), before, "the slider did not move");
  await analyst.see(/Answered in/);
  await analyst.shot("workbench-03-plane");
}

async function buildPackage(analyst) {
  const { page } = analyst;
  await analyst.tab("Packages");
  await analyst.see("Build a package");
  const issues = ["Territory", "Sanctions", "Security guarantees"];
  for (const issue of issues) await page.getByLabel(issue, { exact: true }).selectOption({ index: 1 });
  await analyst.see(/3 of \d+ issues settled/);
  await analyst.see(/All accept it/);
  await analyst.shot("workbench-04-package");
}

async function processAndTalks(analyst) {
  const { page } = analyst;
  await analyst.tab("Roadmap");
  await page.locator("main svg").first().waitFor();
  await analyst.shot("workbench-05-roadmap");
  await analyst.tab("Exchange");
  await page.getByRole("tabpanel").getByRole("heading").first().waitFor();
  await analyst.shot("workbench-06-exchange");
}

async function report(analyst) {
  const [download] = await Promise.all([analyst.page.waitForEvent("download"), analyst.press("Download report")]);
  const file = path.join(folder, "report.html");
  await download.saveAs(file);
  const text = readFileSync(file, "utf8");
  assert.ok(text.includes("Istanbul") && text.includes("<svg"), "the report is not the case's");
}

// A fault is shown with its place and its way out, and saving makes a version that can be undone.
async function edit(analyst) {
  const { page } = analyst;
  await analyst.tab("Text");
  const editor = page.locator("textarea").first();
  await editor.waitFor();
  const text = await editor.inputValue();
  await editor.fill(text.replace("title:", "titel:"));
  await analyst.see(/titel/);
  await analyst.shot("workbench-07-edit");
  await editor.fill(text.replace(/title: .*/, "title: A case of my own"));
  await page.getByRole("button", { name: /^Save/ }).first().click();
  await analyst.see("A case of my own");
}

process.exitCode = await walk(browser, "workbench", folder, faults, async () => {
  const analyst = await person(browser, "the analyst", { folder, faults });
  await openCase(analyst, "Istanbul, 2 June 2025");
  await positions(analyst);
  await dragWeight(analyst);
  await buildPackage(analyst);
  await processAndTalks(analyst);
  await report(analyst);
  await edit(analyst);
});
