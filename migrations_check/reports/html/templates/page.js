"use strict";

const said = document.getElementById("said");

for (const button of document.querySelectorAll(".copy")) {
  button.addEventListener("click", async () => {
    const text = button.parentElement.querySelector("pre");
    getSelection().selectAllChildren(text);
    try {
      await navigator.clipboard.writeText(text.textContent);
      said.textContent = "Copied";
    } catch {
      said.textContent = "Selected: copy it with the keyboard";
    }
    button.textContent = said.textContent;
  });
}

for (const picture of document.querySelectorAll(".picture")) {
  const frame = picture.querySelector(".frame");
  const drawing = picture.querySelector("svg");
  zoomable(picture.querySelector(".zoom"), frame, drawing);
  draggable(frame);
  walkable(frame, drawing);
}

function zoomable(buttons, frame, drawing) {
  const { width, height } = drawing.viewBox.baseVal;
  let scale = 1;
  buttons.hidden = false;
  buttons.addEventListener("click", (event) => {
    const wanted = event.target.dataset.zoom;
    if (!wanted) return;
    const fit = Math.min(frame.clientWidth / width, frame.clientHeight / height, 1);
    const next = wanted === "fit" ? fit : wanted === "1" ? 1 : scale * Number(wanted);
    zoom(Math.min(Math.max(next, fit, 0.05), 4));
  });

  function zoom(next) {
    const x = (frame.scrollLeft + frame.clientWidth / 2) / scale;
    const y = (frame.scrollTop + frame.clientHeight / 2) / scale;
    scale = next;
    drawing.setAttribute("width", width * scale);
    drawing.setAttribute("height", height * scale);
    frame.scrollTo(x * scale - frame.clientWidth / 2, y * scale - frame.clientHeight / 2);
    said.textContent = `Zoom ${Math.round(scale * 100)} %`;
  }
}

// Touch and wheel scroll the frame by themselves; this is for a mouse that has a button only.
function draggable(frame) {
  let from = null;
  frame.classList.add("draggable");
  frame.addEventListener("dragstart", (event) => event.preventDefault());
  frame.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    from = { x: event.clientX + frame.scrollLeft, y: event.clientY + frame.scrollTop, moved: false };
  });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const left = from.x - event.clientX;
    const top = from.y - event.clientY;
    from.moved ||= Math.abs(left - frame.scrollLeft) + Math.abs(top - frame.scrollTop) > 4;
    if (!from.moved) return;
    frame.classList.add("dragged");
    frame.scrollTo({ left, top, behavior: "instant" });
  });
  addEventListener("pointerup", () => {
    if (from?.moved) frame.addEventListener("click", (event) => event.preventDefault(), { capture: true, once: true });
    from = null;
    frame.classList.remove("dragged");
  });
}

// One stop for the tab key; from there the arrow keys. The frame listens: an svg that does takes the focus itself.
function walkable(frame, drawing) {
  const links = [...drawing.querySelectorAll("a")];
  let current = links[0];
  for (const link of links) link.setAttribute("tabindex", link === current ? 0 : -1);
  frame.addEventListener("focusin", (event) => {
    if (!links.includes(event.target)) return;
    current.setAttribute("tabindex", -1);
    current = event.target;
    current.setAttribute("tabindex", 0);
  });
  frame.addEventListener("keydown", (event) => {
    if (event.target !== current) return;
    const at = links.indexOf(current);
    const next = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: links.length - 1 };
    const link = links[next[event.key]];
    if (!link) return;
    event.preventDefault();
    link.focus();
  });
}

const schema = document.querySelector("svg.schema");
if (schema) {
  schema.closest(".frame").addEventListener("focusin", showReferences);
  schema.addEventListener("pointerover", showReferences);
  const changed = schema.querySelector("a.new, a.changed, a.was, a.made");
  if (changed) {
    const box = changed.getBBox();
    schema.closest(".frame").scrollTo(box.x - 24, box.y - 24);
  }
}

function showReferences(event) {
  const table = event.target.closest("a")?.dataset.table;
  for (const arrow of schema.querySelectorAll("[data-ends]")) {
    arrow.classList.toggle("shown", arrow.dataset.ends.split(" ").includes(table));
  }
}
