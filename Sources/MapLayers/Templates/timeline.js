"use strict";
(() => {
  const choose = document.getElementById("choose"), topics = [...document.querySelectorAll(".topic")];
  const show = () => topics.forEach((topic, row) => { topic.hidden = row !== Number(choose.value); });
  for (const part of document.querySelectorAll(".controls")) { part.hidden = topics.length < 2; part.addEventListener("submit", (event) => event.preventDefault()); }
  choose.addEventListener("change", show);
  show();
  document.documentElement.dataset.ready = "yes";
})();
