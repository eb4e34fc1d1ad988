// Rules for a page, each a function that runs inside it and gives a list of faults. A rule stands alone: it is sent
// to the page as text and sees nothing of this file.

// A report is read without scripts, and nothing of it lies elsewhere.
export function outside() {
  const faults = [];
  if (document.scripts.length > 0) faults.push(`holds ${document.scripts.length} scripts`);
  for (const element of document.querySelectorAll("*")) {
    const handler = element.getAttributeNames().find((name) => name.startsWith("on"));
    if (handler) faults.push(`a <${element.localName}> has ${handler}`);
  }
  for (const link of document.querySelectorAll("a[href]")) {
    if (!/^(#|https?:|mailto:)/.test(link.getAttribute("href"))) faults.push(`a link leads to ${link.getAttribute("href")}`);
    const target = link.getAttribute("href").startsWith("#") && link.getAttribute("href").slice(1);
    if (target && !document.getElementById(target)) faults.push(`a link leads to #${target}, which is not there`);
  }
  if (!document.documentElement.lang) faults.push("does not say its language");
  if (!document.title.trim()) faults.push("has no title");
  return faults;
}

// One heading of the first rank, and no rank left out on the way down: screen readers go by them.
export function headings() {
  const ranks = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => [Number(heading.localName[1]), heading.textContent.trim()]);
  const faults = [];
  const first = ranks.filter(([rank]) => rank === 1).length;
  if (first !== 1) faults.push(`has ${first} headings of the first rank`);
  ranks.forEach(([rank, words], at) => {
    const before = at === 0 ? 0 : ranks[at - 1][0];
    if (rank > before + 1) faults.push(`the heading "${words}" goes from rank ${before} to rank ${rank}`);
  });
  return faults;
}

// A picture has a name that can be read aloud, or says that it is only there for looks.
export function images() {
  const faults = [];
  const named = (element) => {
    const by = element.getAttribute("aria-labelledby");
    const labels = by ? by.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "") : [];
    const title = [...element.children].find((child) => child.localName === "title")?.textContent ?? "";
    return [element.getAttribute("aria-label") ?? "", title, ...labels].some((words) => words.trim());
  };
  for (const image of document.querySelectorAll("img")) {
    if (!image.hasAttribute("alt")) faults.push("an <img> has no alt");
  }
  for (const picture of document.querySelectorAll("svg")) {
    const hidden = picture.closest("[aria-hidden=true]") || picture.parentElement.closest("svg");
    if (!hidden && (picture.getAttribute("role") !== "img" || !named(picture))) {
      faults.push(`an <svg> has no role="img" with a name: ${picture.outerHTML.slice(0, 80)}`);
    }
  }
  return faults;
}

// A page is never wider than its window.
export function overflow() {
  const room = document.documentElement.clientWidth;
  const width = document.documentElement.scrollWidth;
  if (width <= room) return [];
  const scrolls = (element) => /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX);
  const contained = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) if (scrolls(up)) return true;
    return false;
  };
  const wide = [...document.body.querySelectorAll("*")].find((element) => element.getBoundingClientRect().right > room + 1 && !contained(element));
  return [`is ${width} px wide in a window of ${room}: ${wide ? wide.outerHTML.slice(0, 100) : "nothing stands out"}`];
}

// Words in a picture do not shrink below what people can read.
export function legibility() {
  const SMALLEST = 9;
  const faults = [];
  for (const words of document.querySelectorAll("svg text")) {
    const matrix = words.getScreenCTM();
    if (!matrix || words.getBoundingClientRect().width === 0) continue;
    const size = parseFloat(getComputedStyle(words).fontSize) * Math.hypot(matrix.a, matrix.b);
    if (size < SMALLEST) faults.push(`"${words.textContent.trim().slice(0, 40)}" is ${size.toFixed(1)} px in a picture; ${SMALLEST} is the least`);
  }
  return faults.slice(0, 5);
}

// Text stands out from what is behind it: 4.5 to 1, and 3 to 1 where it is large (WCAG 2.2, 1.4.3, which leaves out what cannot be
// operated now).
export function contrast() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const colour = (css) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = css;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return { r, g, b, a: a / 255 };
  };
  const over = (top, below) => {
    const mix = (channel) => top[channel] * top.a + below[channel] * (1 - top.a);
    return { r: mix("r"), g: mix("g"), b: mix("b"), a: 1 };
  };
  const luminance = ({ r, g, b }) => {
    const [x, y, z] = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ratio = (a, b) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const opacity = (element) => {
    let product = 1;
    for (let up = element; up; up = up.parentElement) product *= Number(getComputedStyle(up).opacity);
    return product;
  };
  const paper = () => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.backgroundColor = "Canvas";
    const css = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return colour(css);
  };
  const paint = (element) => {
    const style = getComputedStyle(element);
    const drawn = element instanceof SVGGeometryElement;
    if (drawn && style.fill === "none") return { r: 0, g: 0, b: 0, a: 0 };
    const painted = colour(drawn ? style.fill : style.backgroundColor);
    return { ...painted, a: painted.a * opacity(element) * (drawn ? Number(style.fillOpacity) : 1) };
  };
  const behind = (element, x, y) => {
    const stack = document.elementsFromPoint(x, y).filter((other) => !(other instanceof SVGTextContentElement));
    const above = stack.findIndex((other) => other === element || other.contains(element));
    // What is drawn before the text lies behind it, also where it is no ancestor, as in a picture.
    const layers = stack.filter((other, at) => at >= above || other.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    return layers.reverse().reduce((below, layer) => over(paint(layer), below), paper());
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
  const step = Math.max(1, Math.floor(texts.length / 400));
  // What lies behind an open dialog is dimmed, and cannot be operated either.
  const dialog = document.querySelector("dialog:modal");
  const faults = new Map();
  for (let at = 0; at < texts.length; at += step) {
    const element = texts[at].parentElement;
    if (dialog && !dialog.contains(element)) continue;
    if (element.closest("title, desc, style, :disabled") || getComputedStyle(element).visibility === "hidden") continue;
    // What is folded away has a place on the page, and nobody sees it.
    if (!element.checkVisibility()) continue;
    element.scrollIntoView({ block: "center", inline: "center" });
    const range = document.createRange();
    range.selectNodeContents(texts[at]);
    const box = range.getClientRects()[0];
    if (!box || box.width < 3 || box.height < 3) continue;
    const style = getComputedStyle(element);
    const ink = colour(element instanceof SVGElement ? style.fill : style.color);
    // Not meant to be read: what an editor draws under its text, for its marks alone.
    if (ink.a === 0 && element.closest("[aria-hidden=true]")) continue;
    const ground = behind(element, box.x + box.width / 2, box.y + box.height / 2);
    const found = ratio(over({ ...ink, a: ink.a * opacity(element) }, ground), ground);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const place = `<${element.localName} class="${element.getAttribute("class") ?? ""}">`;
    if (found < (large ? 3 : 4.5)) faults.set(place, `"${texts[at].data.trim().slice(0, 40)}" in ${place} has a contrast of ${found.toFixed(2)}`);
  }
  return [...faults.values()];
}
