// Watches the pen from inside a page, in the page's own clock; live.py says what is measured.
(() => {
  const LIVE = "anomaly:live";
  const ANSWER = "anomaly:answer";
  const QUESTIONS = "questions/";
  const NOTHING = { frames: [], stale: 0, exact: [], answers: [], pairs: [] };
  const watch = { ...structuredClone(NOTHING), waiting: false };
  window.penWatch = watch;
  watch.take = () => {
    const { waiting, take, ...taken } = watch;
    Object.assign(watch, structuredClone(NOTHING));
    return taken;
  };
  let moved = null;
  let lifted = null;
  let isExact = false; // whether Python's first answer since then has come
  let isReply = false; // whether what is shown next is a reply of Python's
  let answered = -1;
  let score = null;
  let picture = "";
  let digit = "";

  // A message posted while a frame is made arrives once it has been painted.
  const whenPainted = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(performance.now());
    port2.postMessage(null);
  };

  const textOf = (selector) => document.querySelector(selector)?.textContent ?? "";
  const pixelsOf = (canvas) => canvas.getContext("2d").getImageData(0, 0, 28, 28).data.join();

  // Whether the page does not show an answer that is said to be painted.
  const isStale = (live) => {
    const text = textOf(".st-key-verdict");
    const isSaid =
      live.score === null ? text !== "" : [0, 1, 2, 3, 4].some((n) => text.includes(live.score.toFixed(n)));
    const [before, last] = [picture, digit];
    picture = pixelsOf(document.querySelector(".st-key-pictures canvas"));
    digit = String(live.digit);
    return !isSaid || (digit !== last && picture === before);
  };

  const listen = (name, handle) => window.addEventListener(name, handle, true);
  listen("pointermove", (event) => {
    if (event.buttons === 0 || moved !== null) return;
    moved = (event.getCoalescedEvents?.()[0] ?? event).timeStamp;
  });
  listen("pointerup", (event) => {
    moved = null;
    lifted = event.timeStamp;
    isExact = false;
    watch.waiting = true;
  });

  const { fetch } = window;
  window.fetch = async (...about) => {
    const response = await fetch(...about);
    if (!String(about[0]).includes(QUESTIONS)) return response;
    const reply = await response.json();
    return { ok: response.ok, json: async () => ((isReply = true), reply) };
  };

  const takeExact = (exact) => {
    if (lifted === null || isExact) return;
    isExact = true;
    const start = lifted;
    watch.pairs.push([score, exact]);
    requestAnimationFrame(() => whenPainted((end) => watch.exact.push(end - start)));
  };

  document.addEventListener(LIVE, ({ detail }) => {
    const wasReply = isReply;
    isReply = false;
    if (detail === null) return;
    if (wasReply) return takeExact(detail.score);
    score = detail.score;
    if (moved === null) return;
    const start = moved;
    moved = null;
    whenPainted((end) => {
      watch.frames.push([start, end]);
      if (watch.frames.length % 10 === 0 && isStale(detail)) watch.stale += 1;
    });
  });

  document.addEventListener(ANSWER, ({ detail }) => {
    if (detail.drawing <= answered) return;
    answered = detail.drawing;
    if (lifted === null) return;
    takeExact(detail.score);
    const start = lifted;
    lifted = null;
    requestAnimationFrame(() =>
      whenPainted((end) => {
        watch.answers.push(end - start);
        watch.waiting = false;
      }),
    );
  });
})();
