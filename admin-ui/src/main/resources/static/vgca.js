// Has VGCA Sign Service on this computer sign one document after the other, a socket for each.
// It gets the two one-time addresses of the document and nothing else. What it answers is shown;
// what is true is asked of the server when all are through.
(function () {
  "use strict";
  var card = document.getElementById("vgca");
  var start = document.getElementById("vgca-start");
  if (!card || !start) return;
  function say(item, text, more) {
    item.querySelector("[data-state]").textContent = more ? text + ": " + more : text;
  }
  // Calls back with "signed", "refused" (and the program's words), "late" or "none" when nothing
  // listens or the browser did not let us through.
  function call(item, then) {
    var socket, timer, ended = false, open = false;
    function end(how, words) {
      if (ended) return;
      ended = true;
      window.clearTimeout(timer);
      try { if (socket) socket.close(); } catch (e) { /* it is closed */ }
      then(how, words);
    }
    try {
      socket = new WebSocket(card.dataset.socket + "/" + item.dataset.function);
    } catch (e) {
      end("none");
      return;
    }
    timer = window.setTimeout(function () { end("none"); }, Number(card.dataset.connect));
    socket.onopen = function () {
      open = true;
      window.clearTimeout(timer);
      timer = window.setTimeout(function () { end("late"); }, Number(card.dataset.call));
      socket.send(JSON.stringify({
        FileUploadHandler: item.dataset.upload,
        SessionId: "",
        JWTToken: "",
        FileName: item.dataset.download,
        MetaData: []
      }));
    };
    socket.onmessage = function (event) {
      var answer = null;
      try { answer = JSON.parse(event.data); } catch (e) { /* no answer of the protocol */ }
      if (answer && Number(answer.Status) === 0) end("signed");
      else end("refused", answer && typeof answer.Message === "string" ? answer.Message.slice(0, 300) : "");
    };
    socket.onerror = socket.onclose = function () { end(open ? "refused" : "none"); };
  }
  function unreachable() {
    document.getElementById("vgca-none").hidden = false;
    document.getElementById("vgca-result").hidden = false;
    start.hidden = true;
  }
  function next(items) {
    var item = items.shift();
    if (!item) {
      window.location.assign(card.dataset.result);
      return;
    }
    say(item, card.dataset.signing);
    call(item, function (how, words) {
      if (how === "signed") say(item, card.dataset.done);
      else say(item, how === "late" ? card.dataset.late : card.dataset.failed, words);
      if (how === "none") unreachable();
      else next(items);
    });
  }
  function begin() {
    next(Array.prototype.slice.call(card.querySelectorAll("li")));
  }
  start.addEventListener("click", function () {
    start.disabled = true;
    // Who has refused before is not asked again by the browser: say so at once. Browsers that do
    // not know the permission refuse the question, and then just connect.
    var asked = navigator.permissions && navigator.permissions.query
      ? navigator.permissions.query({ name: "local-network-access" }) : Promise.reject();
    asked.then(function (answer) {
      if (answer.state === "denied") unreachable();
      else begin();
    }, begin);
  });
})();
