// Walks a mediator and two seats through sealed memoranda and a single text to an agreement, in a real browser.
// Usage: CHROMIUM=/path/to/chromium node table.mjs BASE-URL OPERATOR-TOKEN FOLDER
// Pictures at phone and desktop width are left in the folder, for people to look at.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { chromium } from "playwright-core";

import { person, walk } from "./person.mjs";

const [base, token, folder] = process.argv.slice(2);
const faults = [];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });

async function openTable(mediator) {
  const { page } = mediator;
  await page.goto(`${base}/open#${token}`);
  await page.getByRole("link", { name: "Tables" }).first().click();
  await mediator.see("Make a table");
  await page.getByRole("link", { name: "Make a table" }).click();
  await page.getByLabel("Title").fill("Talks at Alder Mill");
  await page.getByLabel("Case", { exact: true }).selectOption({ label: "The week at Alder Mill" });
  await mediator.shot("table-01-make");
  await mediator.press("Make the table");
  await mediator.see("Who sits where");
  return page.url().split("/table/")[1].split("/")[0];
}

async function invite(mediator) {
  for (const button of await mediator.button(/^Make a link:/).all()) await button.click();
  await mediator.page.getByLabel(/^One-time link/).nth(1).waitFor();
  await mediator.shot("table-02-invitations");
  const links = await mediator.page.getByLabel(/^One-time link/).all();
  return Promise.all(links.map((link) => link.inputValue()));
}

async function takeSeat(seat, link) {
  const { page } = seat;
  await page.goto(link);
  await page.getByLabel("Passphrase").waitFor();
  assert.equal(new URL(page.url()).hash, "", "the token still stands in the address");
  if (seat.isFirst) await seat.shot("table-03-take-seat");
  await page.getByLabel("Passphrase").fill(seat.passphrase);
  await page.getByLabel("Once more").fill(seat.passphrase);
  await page.getByLabel(/I have written it down/).check();
  await seat.press("Take the seat");
  await seat.see("What the running server can read");
  if (seat.isFirst) await seat.shot("table-04-disclosure");
  await seat.press(/I have read this/);
  await seat.see("No sitting is under way");
}

// Points fall or rise along the options, so that the two seats want different things.
async function fillSheet(seat) {
  const { page } = seat;
  await seat.tab("My sheet");
  await page.getByLabel(/^Weight of/).first().waitFor();
  for (const [place, weight] of (await page.getByLabel(/^Weight of/).all()).entries()) await weight.fill(String(place + 1));
  for (const issue of await page.locator("fieldset fieldset").all()) {
    const points = await issue.getByLabel(/^Points of/).all();
    for (const [place, one] of points.entries()) {
      const share = points.length > 1 ? place / (points.length - 1) : 1;
      await one.fill(String(Math.round(100 * (seat.isFirst ? share : 1 - share))));
    }
  }
  await page.getByLabel("Limit").first().fill("20");
  await page.getByLabel("What you will do without an agreement").first().fill("Call in the arbitration board.");
  await seat.press("Save the sheet");
  await seat.see("What is it worth to me?");
  await page.locator("main select:visible").first().waitFor();
  for (const picker of await page.locator("main select:visible").all()) await picker.selectOption({ index: 1 });
  await seat.see(/of 100 points/);
  await seat.press("Entrust the sheet");
  await seat.see("Your sheet is entrusted.");
  if (!seat.isFirst) return;
  await seat.press("Release: The limit");
  await seat.see("The mediator will then see this");
  await seat.press("Release it to the mediator");
  await seat.button("Take back: The limit").waitFor();
  await seat.shot("table-05-sheet");
}

async function exchange(mediator, seats) {
  await mediator.tab("Now");
  await mediator.press("Edit the agenda");
  await mediator.page.getByLabel("One item a line").fill("What each side asks for\nA text for both");
  await mediator.press("Set the agenda");
  await mediator.press("Begin: What each side asks for");
  await mediator.see("under way");
  await mediator.page.getByLabel("Title of the sitting").fill("What each side asks for");
  await mediator.shot("table-06-open-sitting");
  await mediator.press("Open the sitting");
  await mediator.see("Who has sealed and opened");
  for (const seat of seats) await seal(seat);
  await mediator.see("You see the memoranda when all are open");
  for (const seat of seats) {
    await seat.press("Open my memorandum");
    await seat.see(seat.isFirst ? "You have opened your memorandum" : "All memoranda are open");
  }
  for (const one of [mediator, seats[0]]) await one.see("All memoranda are open");
  await seats[0].shot("table-09-memoranda");
}

async function seal(seat) {
  const { page } = seat;
  await seat.tab("Now");
  await page.getByLabel("In your own words").waitFor();
  const pickers = await page.locator("form select:visible").all();
  // Both ask for the same in the first issue and contradict each other in the second; only the first speaks of the third.
  await pickers[0].selectOption({ index: 2 });
  await pickers[1].selectOption({ index: seat.isFirst ? 1 : 3 });
  if (seat.isFirst) await pickers[2].selectOption({ index: 1 });
  await page.getByLabel("In your own words").fill(`What ${seat.name} asks for, in its own words.\nAnd why.`);
  if (seat.isFirst) await seat.shot("table-07-memorandum");
  await seat.press("Seal it …");
  await seat.see("A seal cannot be changed");
  if (seat.isFirst) await seat.shot("table-08-seal");
  await page.getByRole("button", { name: "Seal it", exact: true }).click();
  await seat.see("Your memorandum is sealed.");
}

async function singleText(mediator, seats) {
  await mediator.press("Start a single text from what all ask for");
  await mediator.see("Draft 1, the current one");
  await seats[0].see("Draft 1, the current one");
  await seats[0].press("Object to clause 1");
  await seats[0].page.getByLabel("Object to clause 1").fill("This is less than we can bring home.");
  await seats[0].page.getByRole("button", { name: "Object", exact: true }).click();
  await mediator.see("This is less than we can bring home.");
  await mediator.press("Write the next draft");
  await writeDraft(mediator);
  await mediator.see("Draft 2, the current one");
  await mediator.press("Call a vote");
  for (const seat of seats) {
    await seat.see("What do you think of draft 2?");
    await seat.page.getByRole("radio", { name: seat.isFirst ? "Strong yes" : "No", exact: true }).check();
    if (seat.isFirst) await seat.shot("table-11-vote");
    await seat.press("Cast the vote");
    await seat.see("Your vote:");
  }
  await mediator.see("1 yes, 1 no");
  await mediator.shot("table-12-draft");
  await seats[1].shot("table-12-draft-seat");
  assert.ok(!/\b(accepted|agreed)\b/i.test(await seats[0].page.locator(".sitting").innerText()), "something is called agreed before the final yes");
  await mediator.press("Put the final question …");
  await mediator.see("The text cannot change while the question is open");
  await mediator.page.getByRole("button", { name: "Put the final question", exact: true }).click();
  for (const seat of seats) {
    await seat.press("Yes …");
    await seat.see("You cannot change this answer.");
    if (seat.isFirst) await seat.shot("table-13-sign");
    await seat.press("I say the final yes");
    if (seat.isFirst) await seat.see("You have given your final answer");
  }
  for (const one of [mediator, ...seats]) await one.see("All have said the final yes");
  await mediator.shot("table-14-agreed");
}

async function writeDraft(mediator) {
  const { page } = mediator;
  await page.getByLabel("Words").first().waitFor();
  for (let clause = 2; clause <= 5; clause++) {
    await mediator.press("Add a clause");
    await page.getByLabel("Option", { exact: true }).nth(clause - 1).selectOption({ index: 2 });
  }
  await page.getByLabel("Words").first().fill("Paid from the first of the next month.");
  await mediator.press("Move clause 5 up");
  await mediator.shot("table-10-editor");
  await mediator.press("Put draft 2 on the table");
}

async function afterwards(mediator, seats) {
  for (const seat of seats) await seat.press("Ask for it");
  await mediator.see(/Nothing is better for one|There is a package that is better/);
  await mediator.page.getByRole("button", { name: "Ask", exact: true }).click();
  await mediator.see(/Yes, there is one|No, there is none/);
  await mediator.tab("Caucus");
  await mediator.see("What this party has released to you");
  await mediator.page.getByLabel("Note").fill("What could you give for fewer hours?");
  await mediator.press("Send");
  await mediator.see("What could you give for fewer hours?");
  await mediator.shot("table-15-caucus");
  await seats[0].tab("Caucus");
  await seats[0].see("What could you give for fewer hours?");
  await mediator.tab("Before");
  await mediator.page.locator("summary:visible").first().click();
  await mediator.see("All memoranda are open");
}

async function protocol(mediator, seats) {
  await mediator.tab("Now");
  await mediator.page.getByLabel(/Follow a protocol/).check();
  await mediator.page.getByLabel("Protocol", { exact: true }).selectOption("alternating");
  await mediator.page.getByLabel(/^Who plays for/).nth(1).selectOption("boulware");
  await mediator.page.getByLabel("Title of the sitting").fill("Offers in turn");
  await mediator.shot("table-16-protocol");
  await mediator.press("Open the sitting");
  const [seat] = seats;
  await seat.tab("Now");
  await seat.see("It is your turn");
  for (const picker of await seat.page.locator(".judgement select").all()) await picker.selectOption({ index: 2 });
  await seat.see(/of 100 points/);
  await seat.press("Offer this");
  await seat.button("Accept …").waitFor();
  await seat.shot("table-17-turn");
  await seat.press("Accept …");
  await seat.press("I accept it");
  await seat.see("The sitting has ended");
  await mediator.see("The sitting has ended");
  await seat.shot("table-18-ended");
}

// The seals that the pages made, made again from what the record shows of them.
function checkSeals(file) {
  const events = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line).event);
  const one = (name) => events.find(({ event }) => event === name);
  const seals = events.filter(({ event }) => event === "committed");
  const bytes = (hex) => Buffer.from(hex, "hex");
  for (const { seat, memorandum, nonce } of one("memoranda-released").memoranda) {
    const place = Buffer.alloc(8);
    place.writeBigUInt64LE(BigInt(seat - 1));
    const parts = ["zopa sealed memorandum 1\n", bytes(one("sealed-opened").session), place, bytes(nonce), memorandum];
    const hash = parts.reduce((sum, part) => sum.update(part), createHash("sha256")).digest("hex");
    assert.equal(hash, seals.find((seal) => seal.seat === seat).seal, "a seal does not fit its memorandum");
  }
}

async function record(mediator, seats) {
  await mediator.tab("Record");
  const [download] = await Promise.all([mediator.page.waitForEvent("download"), mediator.page.getByText("Download the public record").click()]);
  await download.saveAs(path.join(folder, "table.public.jsonl"));
  checkSeals(path.join(folder, "table.public.jsonl"));
  await mediator.press("Show the lines");
  await mediator.see(/This browser has checked it/);
  await mediator.shot("table-19-record");
  await seats[1].tab("Record");
  await seats[1].press("Destroy my compartment");
  await seats[1].page.getByLabel("Type DESTROY").fill("DESTROY");
  await seats[1].page.getByLabel("Passphrase").fill(seats[1].passphrase);
  await seats[1].shot("table-20-destroy");
  await seats[1].press("Destroy it");
  await seats[1].see("Is there a deal here");
}

process.exitCode = await walk(browser, "table", folder, faults, async () => {
  const mediator = await person(browser, "the mediator", { folder, faults });
  const table = await openTable(mediator);
  assert.ok(table, "the table has no id in its address");
  const links = await invite(mediator);
  const seats = [];
  for (const [place, link] of links.entries()) {
    const seat = await person(browser, `seat ${place + 1}`, { folder, faults });
    seats.push(Object.assign(seat, { isFirst: place === 0, passphrase: `a passphrase for seat ${place + 1}` }));
    await takeSeat(seat, link);
    await fillSheet(seat);
  }
  await exchange(mediator, seats);
  await singleText(mediator, seats);
  await afterwards(mediator, seats);
  await protocol(mediator, seats);
  await record(mediator, seats);
});
