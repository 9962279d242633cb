// Upload progress and a size check before sending. Everything works without this file.
(function () {
  "use strict";
  function form(event) {
    var source = event.target;
    return source.closest ? source.closest("form[data-limit]") : null;
  }
  function tooLarge(target) {
    var file = target.querySelector("input[type=file]").files[0];
    return file && file.size > Number(target.dataset.limit);
  }
  function say(target, words) {
    target.querySelector(".error").textContent = words;
    var input = target.querySelector("input[type=file]");
    if (words) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
  document.addEventListener("change", function (event) {
    var target = form(event);
    if (target) say(target, tooLarge(target) ? target.dataset.tooLarge : "");
  });
  document.addEventListener("htmx:confirm", function (event) {
    var target = form(event);
    if (target && tooLarge(target)) {
      event.preventDefault();
      say(target, target.dataset.tooLarge);
    }
  });
  document.addEventListener("htmx:xhr:loadstart", function (event) {
    var target = form(event);
    if (target) target.querySelector(".progress").hidden = false;
  });
  document.addEventListener("htmx:xhr:progress", function (event) {
    var target = form(event);
    if (target && event.detail.total > 0)
      target.querySelector("progress").value = (100 * event.detail.loaded) / event.detail.total;
  });
  document.addEventListener("htmx:sendError", function (event) {
    // The connection broke: send the form the plain way, so that the browser or our page explains.
    var target = form(event);
    if (target) HTMLFormElement.prototype.submit.call(target);
  });
  ["dragover", "drop"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      var target = form(event);
      if (!target) return;
      event.preventDefault();
      if (name === "drop" && event.dataTransfer.files.length === 1) {
        var input = target.querySelector("input[type=file]");
        input.files = event.dataTransfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
  });
})();
