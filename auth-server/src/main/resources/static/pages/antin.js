"use strict";
// Niceties of the password field; the form works without them.
for (const field of document.querySelectorAll("input[data-show]")) {
  const caps = document.createElement("p");
  caps.className = "hint";
  caps.setAttribute("aria-live", "polite");
  caps.hidden = true;
  const watch = (event) => {
    const on = event.getModifierState?.("CapsLock") === true;
    caps.hidden = !on;
    caps.textContent = on ? field.dataset.caps : "";
  };
  field.addEventListener("keyup", watch);
  field.addEventListener("keydown", watch);
  field.after(caps);

  const toggle = document.createElement("input");
  toggle.type = "checkbox";
  toggle.addEventListener("change", () => { field.type = toggle.checked ? "text" : "password"; });
  field.form.addEventListener("submit", () => { field.type = "password"; });
  const label = document.createElement("label");
  label.className = "row";
  label.append(toggle, field.dataset.show);
  const line = document.createElement("p");
  line.className = "small";
  line.append(label);
  field.closest(".field").after(line);
}
// A button that prints; without it the browser's own menu does.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
