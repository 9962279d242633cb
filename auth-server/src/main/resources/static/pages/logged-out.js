"use strict";
// Systems that clear their cookies in this browser; then on to where the official came from.
const loads = [...document.querySelectorAll("[data-frame]")].map((place) => new Promise((done) => {
  const frame = document.createElement("iframe");
  frame.className = "visually-hidden";
  frame.title = "";
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  frame.addEventListener("load", done);
  frame.addEventListener("error", done);
  frame.src = place.dataset.frame;
  place.after(frame);
}));
const onward = document.getElementById("onward");
if (onward) {
  const limit = new Promise((done) => setTimeout(done, 5000));
  Promise.race([Promise.all(loads), limit]).then(() => location.replace(onward.href));
}

// Which systems have confirmed, for half a minute.
const look = async (left) => {
  const shown = document.getElementById("systems");
  if (!shown || shown.dataset.waiting !== "true" || left === 0) return;
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("systems");
  if (!fresh) return;
  if (fresh.textContent !== shown.textContent) shown.replaceWith(fresh);
  setTimeout(look, 2000, left - 1);
};
setTimeout(look, 700, 15);
