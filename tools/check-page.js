// SPDX-License-Identifier: EUPL-1.2
// Put at the end of a page by tools/check-pages: looks at the page as a reader of WCAG 2.1 AA would, works it by
// mouse and keyboard, and leaves what is wrong in <pre id="found">.
"use strict";
window.addEventListener("load", () => {
  const found = [];
  const expect = (condition, message) => { if (!condition) found.push(message); };
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden";
  const describe = (element) => `${element.tagName.toLowerCase()}${element.id ? "#" + element.id : ""} "${(element.textContent || "").trim().slice(0, 30)}"`;

  function names() {
    expect(document.documentElement.lang, "the page names no language");
    expect(document.title.trim(), "the page has no title");
    expect(all("main").length === 1, "there is not one main part");
    expect(all("h1").length === 1, "there is not one heading of the first level");
    let level = 1;
    for (const heading of all("h1,h2,h3,h4,h5,h6")) {
      const own = Number(heading.tagName[1]);
      expect(own <= level + 1, `${describe(heading)} skips a level`);
      expect(heading.textContent.trim(), `${describe(heading)} is empty`);
      level = own;
    }
    const ids = new Map();
    for (const element of all("[id]")) ids.set(element.id, (ids.get(element.id) || 0) + 1);
    for (const [id, count] of ids) expect(count === 1, `the id ${id} is there ${count} times`);
    for (const element of all("[aria-labelledby],[aria-describedby]")) {
      for (const name of ["aria-labelledby", "aria-describedby"]) {
        for (const id of (element.getAttribute(name) || "").split(" ").filter(Boolean)) {
          expect(document.getElementById(id), `${describe(element)} refers to ${id}, which is not there`);
        }
      }
    }
    const label = (element) => element.getAttribute("aria-label") || (element.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id)?.textContent || "").join("").trim();
    for (const control of all("select,input,textarea")) expect(control.labels.length > 0 || label(control), `${describe(control)} has no label`);
    for (const button of all("button,summary,a[href]")) expect(label(button) || button.textContent.trim(), `${describe(button)} has no name`);
    for (const picture of all("svg")) {
      if (picture.getAttribute("aria-hidden") !== "true") expect(label(picture), `${describe(picture)} has no name`);
    }
    for (const group of all("fieldset")) expect(group.querySelector("legend"), "a group of controls has no name");
    for (const cell of all("th")) expect(cell.hasAttribute("scope"), `${describe(cell)} heads no row or column`);
    for (const element of all("[tabindex]")) expect(element.tabIndex <= 0, `${describe(element)} comes before its turn`);
  }

  // Roles and states as ARIA 1.2 has them, those that our pages use.
  const roles = ["application", "region", "status", "img", "presentation", "none", "group", "list", "listitem", "note", "alert", "table", "rowgroup", "row", "columnheader", "rowheader", "cell"];
  const focusable = (element) => element.matches("a[href],button,select,input,textarea,summary,[tabindex='0']") && !element.disabled && shown(element) && element.checkVisibility();
  function structure() {
    for (const element of all("[role]")) expect(roles.includes(element.getAttribute("role")), `${describe(element)} has the role ${element.getAttribute("role")}, which is none`);
    for (const element of all("[aria-hidden=true]")) expect(![element, ...element.querySelectorAll("*")].some(focusable), `${describe(element)} is hidden from readers and can have the focus`);
    for (const element of all("[aria-sort]")) expect(element.tagName === "TH", `${describe(element)} is sorted and no head of a column`);
    for (const item of all("li")) expect(["UL", "OL"].includes(item.parentElement.tagName), `${describe(item)} is in no list`);
    for (const list of all("ul,ol")) expect([...list.children].every((item) => item.tagName === "LI"), `${describe(list)} holds something else than items`);
    for (const list of all("dl")) expect([...list.children].every((item) => /^D[TD]$/.test(item.tagName)), "a list of terms holds something else");
    for (const table of all("table")) expect(table.querySelector("thead th"), `${describe(table)} has no heads of columns`);
    for (const image of all("img")) expect(image.hasAttribute("alt"), "a picture has no text");
    const link = document.querySelector("a.skip");
    if (document.getElementById("map")) expect(link && document.querySelector(link.getAttribute("href")), "nothing leads past the head of the page");
    const zoom = document.querySelector("meta[name=viewport]")?.content || "";
    expect(zoom && !/user-scalable\s*=\s*no|maximum-scale/.test(zoom), "the page cannot be made larger");
    for (const part of all("main, header, footer")) expect(part.closest("section") === null, `${describe(part)} is no landmark inside a section`);
  }

  // Where the keyboard is has to be seen: an outline, or a shadow that is not there without the focus.
  function focus() {
    for (const element of all("a[href],button,select,input,summary,[tabindex='0']")) {
      if (!focusable(element)) continue;
      const look = () => { const style = getComputedStyle(element); return [style.outlineStyle === "none" ? "" : style.outlineStyle + style.outlineWidth + style.outlineColor, style.boxShadow, style.borderColor].join("|"); };
      document.activeElement?.blur();
      const before = look();
      element.focus({ focusVisible: true, preventScroll: true });
      expect(document.activeElement === element, `${describe(element)} cannot have the focus`);
      expect(look() !== before, `${describe(element)} does not show that the keyboard is there`);
    }
    document.activeElement?.blur();
  }

  // Borders of controls, WCAG 1.4.11.
  function borders() {
    for (const element of all("button,select,input:not([type=radio]):not([type=checkbox])")) {
      if (!shown(element)) continue;
      const style = getComputedStyle(element);
      if (parseFloat(style.borderTopWidth) === 0 || element.closest("th")) continue;
      const [a, b] = [luminance(parse(style.borderTopColor)), luminance(background(element.parentElement))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      expect(ratio >= 3, `${describe(element)} has a border of contrast ${ratio.toFixed(2)}`);
    }
  }

  const light = (part) => part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
  const parse = (text) => (text.match(/[\d.]+/g) || []).map(Number);
  function background(element) {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.9) return colour;
    }
    return [255, 255, 255];
  }
  function contrasts() {
    for (const element of all("body *")) {
      if (!shown(element) || element.closest("svg") || ![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
      const style = getComputedStyle(element);
      const [a, b] = [luminance(parse(style.color)), luminance(background(element))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      const isLarge = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
      expect(ratio >= (isLarge ? 3 : 4.5), `${describe(element)} has a contrast of ${ratio.toFixed(2)}`);
    }
  }

  function sizes() {
    for (const element of all("button,select,input,summary")) {
      if (!shown(element)) continue;
      const target = element.matches("input") && element.closest("label") ? element.closest("label") : element;
      const box = target.getBoundingClientRect();
      expect(box.height >= 24 && box.width >= 24, `${describe(element)} is too small to tap`);
    }
    expect(document.documentElement.scrollWidth <= window.innerWidth + 1, `the page is ${document.documentElement.scrollWidth} wide, the window ${window.innerWidth}`);
    for (const element of all(".wide")) expect(element.tabIndex === 0 && element.getAttribute("role") === "region", "a part that scrolls cannot be reached by keyboard");
  }

  function works() {
    const data = JSON.parse(document.getElementById("data").textContent);
    const byId = (id) => document.getElementById(id);
    const change = (element, value) => { element.value = value; element.dispatchEvent(new Event("change", { bubbles: true })); };
    const key = (name) => byId("map").dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
    expect(document.documentElement.dataset.ready === "yes", "the script did not get ready");
    expect(all("#choose option").length === data.topics.length, "not every topic can be chosen");
    data.topics.forEach((topic, row) => {
      change(byId("choose"), row);
      const counts = {};
      for (const path of all("#map .buurten path")) counts[path.getAttribute("class")] = (counts[path.getAttribute("class")] || 0) + 1;
      const drawn = topic.classes.counts.map((_, place) => counts["c" + place] || 0);
      // A buurt without a polygon is in the table only.
      const undrawn = data.names.length - all("#map .buurten path").length;
      const difference = topic.classes.counts.reduce((sum, count, place) => sum + Math.abs(count - drawn[place]), 0);
      expect(difference <= undrawn, `${topic.id}: the map has ${drawn}, the legend ${topic.classes.counts}`);
      const absent = topic.absent.filter((count) => count > 0).length;
      expect(all("#legend li").length === topic.classes.counts.length + absent, `${topic.id}: the legend lacks a class`);
      const fills = topic.classes.colours.map((colour, place) => {
        const path = document.querySelector(`#map .buurten path.c${place}`);
        return !path || parse(getComputedStyle(path).fill).join() === [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)).join();
      });
      expect(fills.every(Boolean), `${topic.id}: a class has another colour on the map than in the legend`);
      expect(byId("topic-title").textContent.includes(topic.title), `${topic.id}: the title is of another topic`);
    });
    change(byId("choose"), 0);
    const values = () => all("#table tbody tr").map((line) => data.topics[0].values[Number(line.dataset.row)]).filter((value) => value !== null && value !== undefined);
    const isSorted = (list, up) => list.every((value, at) => at === 0 || (up ? list[at - 1] <= value : list[at - 1] >= value));
    expect(isSorted(values(), false), "the table does not begin with the highest value");
    const head = () => all("#table thead th").find((cell) => cell.getAttribute("aria-sort") !== "none");
    head().querySelector("button").click();
    expect(head().getAttribute("aria-sort") === "ascending" && isSorted(values(), true), "the table does not turn around");
    expect(document.activeElement === head().querySelector("button"), "sorting loses the place of the keyboard");
    byId("map").focus();
    key("ArrowRight");
    const first = byId("tip").textContent;
    expect(first.length > 0, "the keyboard picks no buurt");
    for (const arrow of ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"]) key(arrow);
    if (data.names.length > 2) expect(all("#table tr.picked").length <= 1 && byId("tip").textContent.length > 0, "the arrows lose the buurt");
    const before = byId("map").getAttribute("viewBox");
    key("+");
    expect(byId("map").getAttribute("viewBox") !== before, "plus does not zoom");
    key("0");
    expect(byId("map").getAttribute("viewBox") === before, "zero does not show the whole map");
    key("Escape");
    expect(byId("tip").textContent === "", "escape does not let go");
    const path = document.querySelector("#map .buurten path");
    path.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    expect(byId("tip").textContent.includes(data.names[Number(path.id.slice(1))]), "a tap does not tell the buurt");
    const area = all("#area option")[1];
    if (area) {
      change(byId("area"), area.value);
      expect(all("#table tbody tr").length < data.names.length, "an area does not narrow the table");
      change(byId("area"), "");
    }
    const search = byId("search");
    search.value = data.names[0];
    search.dispatchEvent(new Event("input"));
    expect(all("#table tbody th").some((cell) => cell.textContent === data.names[0]), "the search does not find a buurt");
    search.value = "";
    search.dispatchEvent(new Event("input"));
    const deviation = document.querySelector("input[value=deviation]");
    deviation.click();
    expect(all("#legend li").length > 0 && byId("method").textContent === data.deviationMethod, "the deviations are not shown");
    document.querySelector("input[value=classes]").click();
    expect(performance.getEntriesByType("resource").length === 0, "the page asks for something elsewhere");
  }

  // The page that compares plans: every topic can be chosen, and maps, legend and tables follow.
  function compares() {
    const byId = (id) => document.getElementById(id);
    const data = JSON.parse(byId("data").textContent);
    const choose = byId("choose");
    const change = (element, value) => { element.value = value; element.dispatchEvent(new Event("change", { bubbles: true })); };
    expect(document.documentElement.dataset.ready === "yes", "the script of the page did not run");
    expect(all("#maps figure").length === data.plans.length, "there is not one map per plan");
    expect(choose.options.length === data.topics.length, "the list of topics is not complete");
    const table = (byId("opening") || byId("comparison")).getBoundingClientRect();
    if (innerWidth > 1000) expect(table.bottom < 1.1 * innerHeight, `the table ends at ${Math.round(table.bottom)}, below the first screen`);
    data.topics.forEach((topic, row) => {
      change(choose, String(row));
      expect(byId("topic-title").textContent === topic.title, `${topic.id}: the title is of another topic`);
      expect(all("#legend li").length === topic.change.colours.length, `${topic.id}: the legend lacks a class`);
      expect(all("#comparison tbody tr").length === data.plans.length + 1, `${topic.id}: a plan is missing`);
      all("#maps .land").forEach((land, plan) => {
        for (const use of land.children) {
          const letter = topic.change.rows[plan][Number(use.getAttribute("href").slice(2))];
          if (use.getAttribute("class") !== "c" + letter) { found.push(`${topic.id}: a buurt has another class on map ${plan}`); break; }
        }
      });
    });
    change(choose, String(data.first));
    const head = all("#places thead th")[3];
    const values = () => all("#places tbody tr").map((line) => data.topics[data.first].differences[0][data.names.indexOf(line.cells[0].textContent)]);
    head.querySelector("button").click();
    const isDown = values().every((value, at, list) => at === 0 || value === null || list[at - 1] === null || list[at - 1] >= value);
    expect(head.getAttribute("aria-sort") === "descending" && isDown, "the table per buurt does not sort");
    head.querySelector("button").click();
    expect(head.getAttribute("aria-sort") === "ascending", "the table per buurt does not turn around");
    document.querySelector("input[value=value]").click();
    expect(all("#legend li").length === data.topics[data.first].value.colours.length, "the legend of values lacks a class");
    document.querySelector("input[value=change]").click();
    const use = document.querySelector("#maps .land use");
    use.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    expect(byId("tip").textContent.includes(data.names[Number(use.getAttribute("href").slice(2))]), "a tap does not tell the buurt");
    expect(performance.getEntriesByType("resource").length === 0, "the page asks for something elsewhere");
  }

  const own = document.getElementById("map") ? [works] : document.getElementById("comparison") ? [compares] : [];
  for (const part of [names, structure, contrasts, borders, sizes, focus, ...own]) {
    try { part(); } catch (error) { found.push(`${part.name}: ${error}`); }
  }
  for (const part of all("details")) part.open = true;
  for (const part of [contrasts, borders, focus]) {
    try { part(); } catch (error) { found.push(`${part.name}: ${error}`); }
  }
  const result = document.createElement("pre");
  result.id = "found";
  result.textContent = JSON.stringify([...new Set(found)]);
  document.body.append(result);
});
