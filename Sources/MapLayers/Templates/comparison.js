"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent), w = data.w;
  let topic = data.first, mode = "change", sorting = { column: -1, up: false };
  const make = (name, text, attributes) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    for (const key in attributes || {}) element.setAttribute(key, attributes[key]);
    return element;
  };
  const number = (value, decimals) => {
    const [digits, rest] = Math.abs(value).toFixed(decimals).split(".");
    const isZero = Number(Math.abs(value).toFixed(decimals)) === 0;
    return (value < 0 && !isZero ? "−" : "") + digits.replace(/\B(?=(\d{3})+$)/g, w.thousands) + (rest ? w.decimal + rest : "");
  };
  const amount = (t, value) => value === null ? w["value.none"] : number(value, t.decimals) + (t.unit ? "\u00a0" + t.unit : "");
  const signed = (t, value) => value === null ? w["value.none"]
    : (Number(value.toFixed(t.decimals)) > 0 ? "+" : "") + (t.unit === "%" ? number(value, t.decimals) + "\u00a0" + w["value.points"] : amount(t, value));
  const changes = (t, row) => t.differences.some((plan) => plan[row] !== null && Number(plan[row].toFixed(t.decimals)) !== 0);

  function rows(body, list, isPlain) {
    body.replaceChildren(...list.map((cells) => {
      const line = make("tr");
      line.append(make("th", cells[0], { scope: "row", dir: "auto" }), ...cells.slice(1).map((text) => make("td", text, { class: "n" })));
      return line;
    }));
  }

  function showSummary(t) {
    const heads = [...document.querySelectorAll("#comparison thead th")].map((cell) => cell.textContent);
    $("comparison").tBodies[0].replaceChildren(...t.summary.map((plan) => {
      const line = make("tr", undefined, { role: "row" });
      line.append(make("th", plan.cells[0], { scope: "row", dir: "auto", role: "rowheader" }), ...plan.cells.slice(1).map((text, place) => {
        const cell = make("td", text, { role: "cell", "data-label": heads[place + 1], class: (place === 5 || place === 6 ? "" : "n") + (text === w["value.none"] ? " none" : "") });
        const size = place === 2 ? plan.bars[0] : place === 3 ? plan.bars[1] : 0;
        if (size > 0) {
          const bar = make("span", undefined, { class: place === 2 ? "bar gain" : "bar loss" });
          bar.style.width = size + "%";
          cell.append(bar);
        }
        return cell;
      }));
      return line;
    }));
    $("sentences").replaceChildren(...t.sentences.map((text) => make("li", text)));
    $("topic-title").textContent = t.title;
    $("topic-definition").textContent = t.definition;
  }

  function showMaps(t) {
    const scale = t[mode];
    $("classes").textContent = scale.colours.map((colour, row) => `.c${row}{fill:${colour}}`).join("");
    for (const land of document.querySelectorAll(".land")) {
      const letters = scale.rows[Number(land.dataset.plan)];
      for (const use of land.children) use.setAttribute("class", "c" + letters[Number(use.getAttribute("href").slice(2))]);
    }
    $("legend").replaceChildren(...scale.labels.map((label, row) => {
      const item = make("li");
      item.innerHTML = `<svg aria-hidden="true" viewBox="0 0 90 56"><rect class="c${row}" width="90" height="56"/></svg>`;
      item.append(make("span", label));
      return item;
    }));
  }

  function showPlaces(t) {
    const value = (row) => sorting.column === 0 ? data.names[row] : sorting.column === 1 ? data.people[row] : sorting.column === 2 ? t.base[row]
      : sorting.column > 2 ? t.differences[sorting.column - 3][row] : Math.max(...t.differences.map((plan) => Math.abs(plan[row] || 0)));
    const list = data.names.map((_, row) => row).filter((row) => changes(t, row));
    list.sort((a, b) => {
      const [p, q] = [value(a), value(b)];
      if (p === null || q === null) return (p === null) - (q === null);
      const order = typeof p === "string" ? p.localeCompare(q, document.documentElement.lang) : p - q;
      return (sorting.up ? order : -order) || a - b;
    });
    rows($("places").tBodies[0], list.slice(0, 1000).map((row) =>
      [data.names[row], data.people[row] === null ? w["value.none"] : number(data.people[row], 0), amount(t, t.base[row]), ...t.differences.map((plan) => signed(t, plan[row]))]));
    document.querySelectorAll("#places thead th").forEach((cell, column) =>
      cell.setAttribute("aria-sort", column === sorting.column ? (sorting.up ? "ascending" : "descending") : "none"));
  }

  function showGroups(t) {
    $("groups").replaceChildren(...t.groups.flatMap((level) => {
      const box = make("div", undefined, { class: "wide", tabindex: "0", role: "region", "aria-label": level.level });
      const table = make("table"), head = make("tr");
      const now = document.querySelectorAll("#places thead th")[2].textContent;
      head.append(...[level.level, now, ...data.plans].map((name) => make("th", name, { scope: "col" })));
      table.createTHead().append(head);
      rows(table.createTBody(), level.rows);
      box.append(table);
      return [make("h3", level.level), box];
    }));
    if ($("parts")) rows($("parts").tBodies[0], t.parts);
  }

  function show() {
    const t = data.topics[topic];
    showSummary(t); showMaps(t); showPlaces(t); showGroups(t);
  }

  document.querySelectorAll("#places thead th").forEach((cell, column) => {
    const button = make("button", cell.textContent, { type: "button" });
    cell.replaceChildren(button);
    button.addEventListener("click", () => {
      sorting = { column, up: sorting.column === column ? !sorting.up : column === 0 };
      showPlaces(data.topics[topic]);
    });
  });
  for (const [selector, role] of [["#comparison", "table"], ["#comparison thead, #comparison tbody", "rowgroup"], ["#comparison thead tr", "row"], ["#comparison thead th", "columnheader"]])
    for (const element of document.querySelectorAll(selector)) element.setAttribute("role", role);
  $("choose").addEventListener("change", () => { topic = Number($("choose").value); show(); });
  for (const box of document.querySelectorAll("input[name=mode]")) box.addEventListener("change", () => { mode = box.value; showMaps(data.topics[topic]); });
  const hint = $("tip").textContent;
  const tell = (event) => {
    const use = event.target.closest("use[href^='#b']");
    if (!use) return;
    const row = Number(use.getAttribute("href").slice(2)), t = data.topics[topic];
    $("tip").textContent = data.names[row] + ": " + amount(t, t.base[row]) + "; " + data.plans.map((plan, k) => plan + " " + signed(t, t.differences[k][row])).join("; ");
  };
  $("maps").addEventListener("pointermove", tell);
  $("maps").addEventListener("click", tell);
  $("maps").addEventListener("pointerleave", () => { $("tip").textContent = hint; });
  for (const part of document.querySelectorAll(".controls")) { part.hidden = false; part.addEventListener("submit", (event) => event.preventDefault()); }
  $("choose").value = String(topic);
  show();
  document.documentElement.dataset.ready = "yes";
})();
