"use strict";
// Niceties of the password field; the form works without them.
for (const field of document.querySelectorAll("input[data-show]")) {
  const caps = document.createElement("p");
  caps.className = "hint";
  caps.setAttribute("aria-live", "polite");
  const toggle = document.createElement("button");
  toggle.type = "button";
  toggle.className = "button quiet small";
  toggle.textContent = field.dataset.show;
  toggle.setAttribute("aria-pressed", "false");
  toggle.setAttribute("aria-controls", field.id);
  toggle.addEventListener("click", () => {
    const hidden = field.type === "password";
    field.type = hidden ? "text" : "password";
    toggle.textContent = hidden ? field.dataset.hide : field.dataset.show;
    toggle.setAttribute("aria-pressed", String(hidden));
    field.focus();
  });
  const watch = (event) => {
    caps.textContent = event.getModifierState?.("CapsLock") ? field.dataset.caps : "";
  };
  field.addEventListener("keyup", watch);
  field.addEventListener("keydown", watch);
  field.form?.addEventListener("submit", () => { field.type = "password"; });
  field.after(caps, toggle);
}
