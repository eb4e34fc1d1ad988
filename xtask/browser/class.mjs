// Walks a teacher and a group of two through a class, from the code on the board to the debrief, in a real browser.
// Usage: CHROMIUM=/path/to/chromium node class.mjs BASE-URL OPERATOR-TOKEN FOLDER
// Pictures at phone and desktop width are left in the folder, for people to look at.

import assert from "node:assert/strict";
import process from "node:process";
import { chromium } from "playwright-core";

import { person, walk } from "./person.mjs";

const [base, token, folder] = process.argv.slice(2);
const PHONE = 390;
const faults = [];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });

async function makeClass(teacher) {
  const { page } = teacher;
  await page.goto(`${base}/open#${token}`);
  await page.getByRole("link", { name: "Classes" }).first().click();
  await page.getByRole("link", { name: "Make a class" }).click();
  await page.getByLabel("Title").fill("The mill, class 10b");
  await page.getByLabel("Case", { exact: true }).selectOption({ label: "The week at Alder Mill" });
  await page.getByLabel("Number of groups").fill("3");
  await teacher.shot("class-01-make");
  await teacher.press("Make the class");
  await teacher.see("Join code");
  const link = await page.getByLabel("Or this link").inputValue();
  assert.match(link, /\/join#\w{4}-\w{4}$/);
  await teacher.shot("class-02-code");
  return link;
}

async function join(student, address, part) {
  const { page } = student;
  await page.goto(address);
  if (!address.includes("#")) {
    await page.getByLabel("Join code").fill(student.code);
    await student.press("Go on");
  }
  await student.see("Choose your group and part");
  assert.equal(new URL(page.url()).hash, "", "the code still stands in the address");
  if (part === 0) await student.shot("class-03-join");
  await page.getByRole("button", { name: /, group 1\b/ }).nth(part).click();
  await student.see("This sheet is for you alone.");
  await page.getByText(/^Sign nothing|^You have no limit/).waitFor();
}

async function enter(student, index) {
  const { page } = student;
  await student.tab("Agreement");
  await student.see("The agreement form");
  await page.locator("main select").first().waitFor();
  for (const picker of await page.locator("main select").all()) await picker.selectOption({ index });
  await student.see(/\d points/);
  await student.press("Enter this");
  await student.see("You have entered:");
}

process.exitCode = await walk(browser, "class", folder, faults, async () => {
  const teacher = await person(browser, "the teacher", { folder, faults });
  const link = await makeClass(teacher);
  const students = [];
  for (const part of [0, 1]) {
    const student = await person(browser, `part ${part + 1}`, { folder, faults, width: PHONE });
    student.code = link.split("#")[1].toLowerCase().replace("-", " ");
    // The first comes by the link, the second types the code.
    await join(student, part === 0 ? link : `${base}/join`, part === 0 ? 0 : 1);
    students.push(student);
  }
  const [first, second] = students;
  await first.shot("class-04-sheet");
  await first.tab("Points");
  for (const picker of await first.page.locator("main select").all()) await picker.selectOption({ index: 1 });
  await first.see(/above your limit|below your limit/);
  await first.shot("class-05-points");
  await enter(first, 2);
  await first.see(/Waiting for/);
  await first.shot("class-06-waiting");
  await enter(second, 1);
  await second.see("The forms of your group are not the same");
  await second.shot("class-07-differs");
  await second.press("Change what I entered");
  for (const picker of await second.page.locator("main select").all()) await picker.selectOption({ index: 2 });
  await second.press("Enter this");
  for (const student of students) await student.see("All have entered the same. This is final.");
  await teacher.see("1 of 3 forms in.");
  await teacher.shot("class-08-groups");
  await teacher.press("End and reveal …");
  await teacher.press("Reveal to everybody");
  await teacher.see("Group by group");
  await teacher.page.locator("figure svg").first().waitFor();
  await teacher.shot("class-09-debrief");
  for (const student of students) await student.see("Group by group");
  await first.shot("class-10-debrief");
  const [download] = await Promise.all([teacher.page.waitForEvent("download"), teacher.page.getByText("Download the results").click()]);
  assert.ok(await download.path(), "the results cannot be downloaded");
});
