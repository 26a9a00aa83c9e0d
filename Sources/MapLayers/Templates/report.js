"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const map = $("map");
  if (!map) return;
  const w = data.w, svgNS = "http://www.w3.org/2000/svg";
  const paths = data.names.map((_, row) => $("b" + row));
  const whole = map.getAttribute("viewBox").split(" ").map(Number);
  const shortTable = 200;
  let topic = 0, mode = "classes", area = "", picked = -1, view = whole.slice(), showAll = false;
  let sorting = { column: "value", up: false };

  const fill = (text, names) => text.replace(/\{(\w+)\}/g, (all, name) => name in names ? names[name] : all);
  const make = (name, text, attributes) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    for (const key in attributes || {}) element.setAttribute(key, attributes[key]);
    return element;
  };
  const draw = (name, attributes) => {
    const element = document.createElementNS(svgNS, name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    return element;
  };
  const number = (value, decimals) => {
    const [digits, rest] = Math.abs(value).toFixed(decimals).split(".");
    const grouped = digits.replace(/\B(?=(\d{3})+$)/g, w.thousands);
    const isZero = Number(Math.abs(value).toFixed(decimals)) === 0;
    return (value < 0 && !isZero ? "−" : "") + grouped + (rest ? w.decimal + rest : "");
  };
  const amount = (t, value) => number(value, t.decimals) + (t.unit ? "\u00a0" + t.unit : "");
  const absent = { m: "legend.missing", s: "legend.suppressed", n: "legend.notapplicable" };
  // Why a value is absent: one reason for all of them, or one for each in the order of the buurten.
  const why = (t, row) => {
    const place = t.why.length > 1 ? t.values.slice(0, row).filter((value) => value === null).length : 0;
    return data.reasons[t.why[place]] || "";
  };
  const absentText = (t, row) => {
    const status = w[absent[t.classes.rows[row]] || "legend.missing"], reason = why(t, row);
    return reason && reason !== status ? `${status}: ${reason}` : status;
  };
  const valueText = (t, row) => t.values[row] === null ? absentText(t, row) : amount(t, t.values[row]);
  // Shares differ by points, not by per cent.
  const signed = (t, value) => (value > 0 ? "+" : "") + (t.unit === "%" ? number(value, t.decimals) + "\u00a0" + w["value.points"] : amount(t, value));
  const buurten = (count) => count === 1 ? w["legend.buurt"] : fill(w["legend.buurten"], { count: number(count, 0) });
  const inArea = (row) => {
    if (!area) return true;
    const [level, group] = area.split(":").map(Number);
    return data.levels[level].of[row] === group;
  };

  // The level that tells buurten of one name apart: the first with several groups.
  const level = data.levels.find((one) => new Set(one.of).size > 1);

  function showMap(t) {
    const classes = t[mode];
    $("classes").textContent = classes.colours.map((colour, row) => `.c${row}{fill:${colour}}`).join("");
    paths.forEach((path, row) => {
      if (!path) return;
      path.setAttribute("class", "c" + classes.rows[row]);
      path.style.opacity = inArea(row) ? "" : ".25";
    });
    for (const box of document.querySelectorAll("#layers input")) box.checked = box.value === t.layer || box.dataset.own === "yes";
    showLayers();
  }

  function showLayers() {
    const on = new Set([...document.querySelectorAll("#layers input:checked")].map((box) => box.value));
    for (const overlay of document.querySelectorAll(".overlay")) overlay.classList.toggle("on", on.has(overlay.dataset.layer));
  }

  function showLegend(t) {
    const classes = t[mode], list = $("legend");
    const entry = (mark, label, count) => {
      const item = make("li");
      const sign = draw("svg", { viewBox: "0 0 90 56", "aria-hidden": "true" });
      sign.append(draw("rect", { class: mark, width: 90, height: 56 }));
      item.append(sign, make("span", label), make("span", buurten(count), { class: "count" }));
      return item;
    };
    list.replaceChildren(...classes.labels.map((label, row) => entry("c" + row, label, classes.counts[row])));
    ["m", "s", "n"].forEach((kind, row) => {
      if (t.absent[row] > 0) list.append(entry("c" + kind, w[absent[kind]], t.absent[row]));
    });
    $("method").textContent = mode === "classes" ? t.method : data.deviationMethod;
  }

  function showHistogram(t) {
    const chart = $("histogram"), classes = t[mode];
    const rows = t.values.map((value, row) => row).filter((row) => t.values[row] !== null && inArea(row));
    chart.replaceChildren();
    if (rows.length === 0) { $("histogram-text").textContent = w["histogram.none"]; return; }
    const values = rows.map((row) => t.values[row]).sort((a, b) => a - b);
    const low = values[0], high = values[values.length - 1];
    const bins = low === high ? 1 : Math.min(20, Math.max(5, Math.ceil(Math.sqrt(rows.length)) * 2));
    const stacks = Array.from({ length: bins }, () => ({}));
    for (const row of rows) {
      const bin = low === high ? 0 : Math.min(bins - 1, Math.floor((t.values[row] - low) / (high - low) * bins));
      const kind = classes.rows[row];
      stacks[bin][kind] = (stacks[bin][kind] || 0) + 1;
    }
    const tallest = Math.max(...stacks.map((stack) => Object.values(stack).reduce((a, b) => a + b, 0)));
    stacks.forEach((stack, bin) => {
      let y = 190;
      for (const kind of Object.keys(stack).sort()) {
        const height = stack[kind] / tallest * 160;
        y -= height;
        chart.append(draw("rect", { class: "c" + kind, x: 10 + bin * 580 / bins, y, width: 580 / bins - 2, height, stroke: "#6e6e6e" }));
      }
    });
    const label = (text, x, y, anchor) => {
      const element = draw("text", { x, y, "text-anchor": anchor });
      element.textContent = text;
      chart.append(element);
    };
    chart.append(draw("path", { d: "M10 190H590", stroke: "#1a1a1a" }));
    label(amount(t, low), 10, 216, "start");
    label(amount(t, high), 590, 216, "end");
    label(w["histogram.axis"] + " (" + number(tallest, 0) + ")", 10, 20, "start");
    const middle = values[Math.floor((values.length - 1) / 2)];
    const names = { low: amount(t, low), median: amount(t, middle), high: amount(t, high), mean: t.total === null ? "" : amount(t, t.total) };
    $("histogram-text").textContent = fill(w[t.total === null ? "histogram.textbare" : "histogram.text"], names);
  }

  function showAbout(t) {
    const rows = [["definition", t.definition], ["limits", t.limits], ["unit", t.unit], ["direction", t.direction], ["source", t.source], ["name", t.id]];
    $("about").replaceChildren(...rows.filter((row) => row[1]).flatMap(([key, text]) => [make("dt", w["about." + key]), make("dd", text)]));
  }

  function columns(t) {
    const list = [{ key: "name", title: w["table.buurt"], text: (row) => data.names[row], sort: (row) => data.names[row] }];
    if (level) list.push({ key: "group", title: level.name, text: (row) => level.names[level.of[row]], sort: (row) => level.names[level.of[row]] });
    list.push({ key: "value", title: w["table.value"] + (t.unit ? " (" + t.unit + ")" : ""), isNumber: true, text: (row) => valueText(t, row), sort: (row) => t.values[row] });
    if (t.total !== null) {
      list.push({ key: "difference", title: w["table.difference"], isNumber: true, text: (row) => t.values[row] === null ? w["value.none"] : signed(t, t.values[row] - t.total), sort: (row) => t.values[row] });
    }
    if (t.previous) {
      const change = (row) => t.values[row] === null || t.previous[row] === null ? null : t.values[row] - t.previous[row];
      list.push({ key: "change", title: w["table.change"], isNumber: true, text: (row) => change(row) === null ? w["value.none"] : signed(t, change(row)), sort: change });
    }
    if (data.people.some((value) => value !== null)) {
      list.push({ key: "people", title: w["table.inhabitants"], isNumber: true, text: (row) => data.people[row] === null ? w["value.none"] : number(data.people[row], 0), sort: (row) => data.people[row] });
    }
    return list;
  }

  function showTable(t) {
    const list = columns(t), table = $("table");
    $("caption").textContent = fill(w["table.caption"], { title: t.title });
    const head = make("tr");
    for (const column of list) {
      const isSorted = sorting.column === column.key;
      const cell = make("th", undefined, { scope: "col", "aria-sort": isSorted ? (sorting.up ? "ascending" : "descending") : "none" });
      if (column.isNumber) cell.className = "n";
      const button = make("button", column.title, { type: "button", "aria-label": w["table.sort"] + " " + column.title });
      button.addEventListener("click", () => {
        sorting = { column: column.key, up: isSorted ? !sorting.up : !column.isNumber };
        showTable(t);
        table.tHead.rows[0].cells[list.indexOf(column)].firstChild.focus();
      });
      cell.append(button);
      head.append(cell);
    }
    table.tHead.replaceChildren(head);
    const key = (list.find((column) => column.key === sorting.column) || list[0]).sort;
    const wanted = $("search").value.trim().toLowerCase();
    const rows = data.names.map((_, row) => row).filter((row) => inArea(row) && (!wanted || data.names[row].toLowerCase().includes(wanted)));
    // Absent values come last, whichever way the column is sorted.
    rows.sort((a, b) => {
      const one = key(a), other = key(b);
      if (one === null || other === null) return (one === null) - (other === null) || a - b;
      const order = typeof one === "string" ? one.localeCompare(other, document.documentElement.lang) : one - other;
      return (sorting.up ? order : -order) || a - b;
    });
    const shown = showAll ? rows : rows.slice(0, shortTable);
    const body = shown.map((row) => {
      const line = make("tr", undefined, { "data-row": row });
      if (row === picked) line.className = "picked";
      list.forEach((column, place) => {
        const cell = place === 0 ? make("th", column.text(row), { scope: "row", dir: "auto" }) : make("td", column.text(row));
        if (column.isNumber) cell.className = "n";
        line.append(cell);
      });
      return line;
    });
    if (rows.length === 0) body.push(make("tr"), make("td", w["table.norows"], { colspan: list.length }));
    table.tBodies[0].replaceChildren(...body);
    const all = $("all");
    all.hidden = shown.length === rows.length;
    all.textContent = fill(w["table.all"], { count: number(rows.length, 0) });
  }

  function show() {
    const t = data.topics[topic];
    $("choose").value = topic;
    $("topic-title").textContent = t.title + (t.unit ? " (" + t.unit + ")" : "");
    $("topic-definition").textContent = t.definition;
    showMap(t);
    showLegend(t);
    showHistogram(t);
    showAbout(t);
    showTable(t);
    if (picked >= 0) pick(picked);
    showNames();
  }

  function pick(row) {
    picked = row;
    const t = data.topics[topic], tip = $("tip");
    for (const line of document.querySelectorAll("#table tr.picked")) line.classList.remove("picked");
    if (row < 0) { tip.replaceChildren(); $("ring").setAttribute("d", ""); return; }
    const name = make("strong", data.names[row] + (level ? " – " + level.names[level.of[row]] : ""), { dir: "auto" });
    const difference = t.total !== null && t.values[row] !== null ? " (" + signed(t, t.values[row] - t.total) + ")" : "";
    tip.replaceChildren(name, make("span", t.title + ": " + valueText(t, row) + difference));
    $("ring").setAttribute("d", paths[row] ? paths[row].getAttribute("d") : "");
    const line = document.querySelector(`#table tr[data-row="${row}"]`);
    if (line) line.classList.add("picked");
  }

  const boxes = paths.map((path) => path ? path.getBBox() : null);
  function look(next) {
    const wide = Math.max(whole[2] / 60, Math.min(whole[2], next[2]));
    const high = wide / whole[2] * whole[3];
    const x = Math.max(whole[0], Math.min(whole[0] + whole[2] - wide, next[0]));
    const y = Math.max(whole[1], Math.min(whole[1] + whole[3] - high, next[1]));
    view = [x, y, wide, high];
    map.setAttribute("viewBox", view.map((part) => Math.round(part)).join(" "));
    // Lines and dots keep their width on paper, whatever the zoom.
    map.style.setProperty("--zoom", wide / 4 / (map.getBoundingClientRect().width || 800));
    showNames();
    showScale();
  }
  function zoom(factor, x, y) {
    const cx = x === undefined ? view[0] + view[2] / 2 : x, cy = y === undefined ? view[1] + view[3] / 2 : y;
    look([cx - (cx - view[0]) * factor, cy - (cy - view[1]) * factor, view[2] * factor]);
  }
  function lookAtArea() {
    const rows = paths.map((_, row) => row).filter((row) => boxes[row] && inArea(row));
    if (!area || rows.length === 0) return look(whole);
    const left = Math.min(...rows.map((row) => boxes[row].x)), top = Math.min(...rows.map((row) => boxes[row].y));
    const right = Math.max(...rows.map((row) => boxes[row].x + boxes[row].width)), low = Math.max(...rows.map((row) => boxes[row].y + boxes[row].height));
    const wide = Math.max(right - left, (low - top) / whole[3] * whole[2]) * 1.1;
    look([(left + right - wide) / 2, (top + low) / 2 - wide / whole[2] * whole[3] / 2, wide]);
  }

  // A name in one line, or in two or three where it has blanks, the longest as short as can be.
  const longest = (cut) => Math.max(...cut.map((line) => line.length));
  function cuts(name, count) {
    if (count === 1) return [[name]];
    return [...name].flatMap((letter, at) => letter === " " && at > 0 ? cuts(name.slice(at + 1), count - 1).map((rest) => [name.slice(0, at), ...rest]) : []);
  }
  function lines(name) {
    const best = (all) => all.length ? [all.reduce((one, other) => longest(other) < longest(one) ? other : one)] : [];
    return name.length > 80 ? [[name]] : [1, 2, 3].flatMap((count) => best(cuts(name, count)));
  }

  // Names of the buurten that are wide enough for them at this zoom, the widest first, none over another
  // and none over a point that is shown.
  function showNames() {
    const shown = map.getBoundingClientRect().width || 800;
    const size = Math.min(13, Math.max(10, shown / 62)) * view[2] / shown, group = $("labels");
    const dot = 5 * view[2] / shown;
    const taken = [...document.querySelectorAll(".overlay.on circle")].map((point) => {
      const x = Number(point.getAttribute("cx")), y = Number(point.getAttribute("cy"));
      return [x - dot, y - dot, x + dot, y + dot];
    });
    const fits = (name, x, y, wide, high) => {
      const half = longest(name) * size * 0.3, tall = name.length * size * 0.6;
      if (2 * half > wide * 1.05 || 2 * tall > Math.max(high, size * 1.3)) return null;
      const slack = Math.max(0, wide / 2 - half);
      for (const middle of [x, x - slack, x + slack]) {
        const own = [middle - half, y - tall, middle + half, y + tall];
        if (!taken.some((other) => own[0] < other[2] && other[0] < own[2] && own[1] < other[3] && other[1] < own[3])) return { name, x: middle, y, own };
      }
      return null;
    };
    const placed = (row) => {
      const at = data.at[row];
      for (let place = 0; place < at.length; place += 4) {
        const [x, y, wide, high] = at.slice(place, place + 4);
        if (x < view[0] || x > view[0] + view[2] || y < view[1] || y > view[1] + view[3]) continue;
        for (const name of lines(data.names[row])) {
          const found = fits(name, x, y, wide, high);
          if (found) return found;
        }
      }
      return null;
    };
    group.replaceChildren();
    const rows = paths.map((_, row) => row).filter((row) => data.at[row] && data.at[row][2] > size * 3 && inArea(row));
    rows.sort((a, b) => data.at[b][2] - data.at[a][2]);
    for (const row of rows.slice(0, 300)) {
      const label = placed(row);
      if (!label) continue;
      taken.push(label.own);
      label.name.forEach((line, place) => {
        const text = draw("text", { class: "label", x: label.x, y: label.y + size * (0.35 + (place - (label.name.length - 1) / 2) * 1.15), "font-size": size, style: `stroke-width:${size / 4}` });
        text.textContent = line;
        group.append(text);
      });
    }
  }

  // The bar keeps its place in the corner and takes a round length for the zoom.
  function showScale() {
    const size = view[2] / 62, most = view[2] * 0.22 / data.scale;
    let length = 10 ** Math.floor(Math.log10(most));
    length *= length * 5 <= most ? 5 : length * 2 <= most ? 2 : 1;
    const bar = length * data.scale, x = view[0] + size * 2.6, y = view[1] + view[3] - size * 0.8;
    const label = draw("text", { x, y: y - size * 0.6, "font-size": size });
    label.textContent = length >= 1000 ? number(length / 1000, 0) + "\u00a0km" : number(length, length < 1 ? 1 : 0) + "\u00a0m";
    const north = draw("text", { x: view[0] + size * 1.2, y: y - size * 1.6, "font-size": size, "text-anchor": "middle" });
    north.textContent = w["map.north"];
    $("scale").replaceChildren(label, north,
      draw("path", { class: "north", d: `M${x - size * 1.4} ${y - size * 1.4}l${size / 2} ${size * 1.4}l${-size / 2} ${-size * 0.35}l${-size / 2} ${size * 0.35}z` }),
      draw("path", { d: `M${x} ${y - size * 0.35}v${size * 0.35}h${bar}v${-size * 0.35}M${x + bar / 2} ${y - size * 0.2}v${size * 0.2}`, fill: "none", stroke: "#1a1a1a", "stroke-width": size / 8 }));
  }

  // The nearest buurt in the direction of an arrow, measured from middle to middle.
  function step(dx, dy) {
    const start = picked >= 0 ? boxes[picked] : { x: view[0], y: view[1], width: view[2], height: view[3] };
    const sx = start.x + start.width / 2, sy = start.y + start.height / 2;
    let best = -1, least = Infinity;
    boxes.forEach((box, row) => {
      if (!box || row === picked || !inArea(row)) return;
      const ex = box.x + box.width / 2 - sx, ey = box.y + box.height / 2 - sy;
      const along = ex * dx + ey * dy, across = Math.abs(ex * dy) + Math.abs(ey * dx);
      const cost = picked < 0 ? Math.hypot(ex, ey) : along <= 0 ? Infinity : along + 2 * across;
      if (cost < least) { least = cost; best = row; }
    });
    if (best >= 0) pick(best);
  }

  const rowOf = (target) => target instanceof Element && target.id.startsWith("b") && target.closest("#map .buurten") ? Number(target.id.slice(1)) : -1;
  map.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse") { const row = rowOf(event.target); if (row !== picked && row >= 0) pick(row); }
  });
  map.addEventListener("click", (event) => pick(rowOf(event.target)));
  map.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (moves[event.key]) step(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") zoom(0.7);
    else if (event.key === "-") zoom(1 / 0.7);
    else if (event.key === "0") look(whole);
    else if (event.key === "Escape") pick(-1);
    else return;
    event.preventDefault();
  });
  $("table").addEventListener("click", (event) => {
    const line = event.target.closest("tr[data-row]");
    if (line) pick(Number(line.dataset.row));
  });
  const go = (row) => {
    topic = (row + data.topics.length) % data.topics.length;
    // Some browsers refuse it for a file that was mailed.
    try { history.replaceState(null, "", "#" + data.topics[topic].id); } catch { /* the page works without */ }
    show();
  };
  $("choose").addEventListener("change", () => go(Number($("choose").value)));
  $("previous").addEventListener("click", () => go(topic - 1));
  $("next").addEventListener("click", () => go(topic + 1));
  $("area").addEventListener("change", () => { area = $("area").value; picked = -1; pick(-1); show(); lookAtArea(); });
  for (const box of document.querySelectorAll("input[name=mode]")) box.addEventListener("change", () => { mode = box.value; show(); });
  for (const box of document.querySelectorAll("#layers input")) box.addEventListener("change", () => { box.dataset.own = box.checked ? "yes" : "no"; showLayers(); showNames(); });
  $("search").addEventListener("input", () => showTable(data.topics[topic]));
  $("all").addEventListener("click", () => { showAll = true; showTable(data.topics[topic]); });
  $("in").addEventListener("click", () => zoom(0.7));
  $("out").addEventListener("click", () => zoom(1 / 0.7));
  $("whole").addEventListener("click", () => { $("area").value = area = ""; show(); look(whole); });
  window.addEventListener("beforeprint", () => { for (const part of document.querySelectorAll("details")) part.open = true; });

  window.addEventListener("resize", () => look(view));
  for (const part of document.querySelectorAll(".controls, .zoom, .tools, #layers")) part.hidden = false;
  document.querySelector(".controls").addEventListener("submit", (event) => event.preventDefault());
  const asked = () => data.topics.findIndex((one) => one.id === decodeURIComponent(location.hash.slice(1)));
  topic = asked() >= 0 ? asked() : data.first;
  window.addEventListener("hashchange", () => {
    if (asked() < 0) return;
    topic = asked();
    show();
    $("topic").scrollIntoView();
    $("topic").focus({ preventScroll: true });
  });
  show();
  look(whole);
  document.documentElement.dataset.ready = "yes";
})();
