// Looks for words in the sections of the book. Everything is in this file: nothing is fetched.
const root = document.currentScript.dataset.root;

function search(rows) {
  const marked = document.querySelector(".contents [aria-current]");
  const contents = document.querySelector(".contents");
  if (marked) contents.scrollTop = marked.offsetTop - contents.clientHeight / 3;

  const field = Object.assign(document.createElement("input"), { type: "search", placeholder: "Search the book" });
  field.setAttribute("aria-label", "Search the book");
  const found = document.createElement("ul");
  found.setAttribute("aria-live", "polite");
  document.getElementById("search").append(field, found);

  const small = rows.map(([page, heading, , words]) => [`${heading} ${page}`.toLowerCase(), words.toLowerCase()]);
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const scored = words.length === 0 ? [] : small.map(([title, text], at) => [score(words, title, text), at]);
    const best = scored.filter(([points]) => points > 0).sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, 12);
    found.replaceChildren(...best.map(([, at]) => entry(rows[at], words[0])));
    if (words.length > 0 && best.length === 0) found.replaceChildren(Object.assign(document.createElement("li"), { textContent: "Nothing found." }));
  });
}

// A word in a title counts more than one in the text; a section without one of the words does not count.
function score(words, title, text) {
  let points = 0;
  for (const word of words) {
    if (title.includes(word)) points += 10;
    else if (text.includes(word)) points += 1;
    else return 0;
  }
  return points;
}

function entry([page, heading, address, text], word) {
  const link = Object.assign(document.createElement("a"), { href: root + address, textContent: heading });
  const near = Math.max(0, text.toLowerCase().indexOf(word) - 30);
  const from = near === 0 ? 0 : text.indexOf(" ", near) + 1;
  const where = heading === page ? "" : `${page} · `;
  const note = Object.assign(document.createElement("small"), { textContent: where + text.slice(from, from + 90) });
  const item = document.createElement("li");
  item.append(link, note);
  return item;
}

