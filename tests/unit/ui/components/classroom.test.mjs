// A screen's line to its class, and what waits to be sent.
import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Line } from "../../../../anomaly/ui/components/classroom/line.js";
import { Outbox } from "../../../../anomaly/ui/components/classroom/outbox.js";
import { Switch } from "../../../../anomaly/ui/components/classroom/switch.js";

const json = (body, status = 200) => new Response(JSON.stringify(body), { status });
const NEWS = (counter) => json({ state: { counter } });
const ENDED = () => json({ reason: "This class is gone.", again: false }, 409);

/** Have the server give these answers, one after another; return what was asked. */
function serve(...answers) {
  const asked = [];
  globalThis.fetch = async (address, options = {}) => {
    asked.push({ address, body: options.body && JSON.parse(options.body) });
    const answer = answers.shift();
    if (answer === undefined) throw new TypeError("no connection");
    return answer;
  };
  return asked;
}

/** A line whose listener writes down what it is told. */
function listen(of = "") {
  const told = [];
  const listener = {
    hear: ({ state }) => told.push(state.counter),
    end: (reason) => told.push(reason),
    connect: (isThere) => told.push(isThere),
  };
  return { line: new Line("classroom", of, listener), told };
}

test("it asks for what is new since it last heard, until the class is gone", async () => {
  const asked = serve(NEWS(3), new Response(null, { status: 204 }), NEWS(5), ENDED());
  const { line, told } = listen();
  await line.open();
  assert.deepEqual(asked.map(({ address }) => address.split("seen=")[1]), ["0", "3", "3", "5"]);
  assert.deepEqual(told, [true, 3, true, true, 5, true, "This class is gone."]);
});

test("a lost connection is tried again, ever more rarely", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const asked = serve(NEWS(3));
  const { line, told } = listen();
  line.open();
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  await settle();
  assert.equal(asked.length, 2);
  for (const pause of [500, 1000, 2000, 5000, 5000]) {
    const before = asked.length;
    mock.timers.tick(pause - 1);
    await settle();
    assert.equal(asked.length, before);
    mock.timers.tick(1);
    await settle();
    assert.equal(asked.length, before + 1);
  }
  line.leave();
  mock.timers.reset();
  assert.deepEqual(told.slice(0, 3), [true, 3, false]);
});

for (const answer of [() => new Response("busy", { status: 429 }), () => new Response("<html>", { status: 502 }), () => json({ reason: "The disk is full.", again: true }, 503)]) {
  test(`an answer of status ${answer().status} is not the end`, async () => {
    serve(answer());
    const { line } = listen();
    const { isDone, again } = await line.say({ do: "draw" });
    assert.deepEqual([isDone, again], [false, true]);
  });
}

test("a strip asks for what is its own alone", async () => {
  const asked = serve(ENDED());
  await new Line("class", "", listen().line.listener, true).open();
  assert.match(asked[0].address, /own=1/);
});

test("a teacher's message says which class it is about", async () => {
  const asked = serve(json({ task: 1 }));
  const { reply } = await listen("a class").line.say({ do: "give", kind: "draw_fooling" });
  assert.deepEqual(asked[0].body, { do: "give", kind: "draw_fooling", class: "a class" });
  assert.equal(reply.task, 1);
});

/** A server of a class at some counter: a message makes it one more, and a question waits for news. */
function serveClass(counter) {
  const asked = [];
  globalThis.fetch = (address, { body, signal }) => {
    if (body) return Promise.resolve(json({ counter: ++counter }));
    const seen = Number(new URL(address, "http://server").searchParams.get("seen"));
    asked.push(seen);
    if (seen < counter) return Promise.resolve(NEWS(counter));
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  };
  return asked;
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test("what a message has changed is heard before it is done", async () => {
  const asked = serveClass(4);
  const { line, told } = listen("a class");
  line.open();
  await settle();
  await line.say({ do: "freeze", frozen: true });
  assert.deepEqual(told, [true, 4, true, 5]);
  await Promise.all([line.say({ do: "stop" }), line.say({ do: "stop" })]);
  assert.deepEqual(told.slice(4).filter((each) => each !== true), [7]);
  assert.equal(asked.at(-1), 7);
  line.leave();
});

test("a line that was left keeps nobody waiting", async () => {
  const asked = serveClass(4);
  const { line } = listen("a class");
  line.open();
  await settle();
  const answer = globalThis.fetch;
  globalThis.fetch = (address, { body, signal }) => {
    if (body) return answer(address, { body });
    asked.push("for what was said");
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  };
  const said = line.say({ do: "end" });
  await settle();
  assert.equal(asked.at(-1), "for what was said");
  line.leave();
  assert.ok((await said).isDone);
});

test("an answer that is broken off by another message is no answer", async () => {
  serveClass(4);
  const { line, told } = listen("a class");
  line.open();
  await settle();
  const answer = globalThis.fetch;
  let bodies = 0;
  globalThis.fetch = async (address, options) => {
    const whole = await answer(address, options);
    if (options.body || bodies++ > 0) return whole;
    const broken = new Promise((_, reject) => options.signal.addEventListener("abort", () => reject(options.signal.reason)));
    return { ok: true, status: 200, json: () => broken };
  };
  const first = line.say({ do: "freeze", frozen: true }).then(() => told.at(-1));
  await settle();
  assert.equal(told.at(-1), 4); // its news is under way
  await line.say({ do: "stop" });
  assert.equal(await first, 6);
  line.leave();
});

test("what a lost connection kept from being heard is heard with the next answer", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  serveClass(4);
  const { line, told } = listen("a class");
  line.open();
  await settle();
  const answer = globalThis.fetch;
  globalThis.fetch = (address, options) =>
    options.body ? answer(address, options) : Promise.reject(new TypeError("no connection"));
  const said = line.say({ do: "freeze", frozen: true });
  await settle();
  assert.equal(told.at(-1), false);
  globalThis.fetch = answer;
  mock.timers.tick(500);
  await said;
  assert.equal(told.at(-1), 5);
  line.leave();
  mock.timers.reset();
});

/** A switch whose requests are settled by hand, and what they were. */
function switchOf() {
  globalThis.document = { createElement: () => ({ append() {} }) };
  const asked = [];
  const ask = (isOn) => new Promise((resolve) => asked.push({ isOn, settle: resolve }));
  return { asked, made: new Switch(ask, () => {}, "") };
}

test("a switch that is pressed twice at once is where it was", async () => {
  const { asked, made } = switchOf();
  made.know(false);
  made.press();
  assert.equal(made.isOn, true);
  made.know(false); // older news
  assert.equal(made.isOn, true);
  made.press();
  assert.equal(made.isOn, false);
  await settle();
  assert.deepEqual(asked.map(({ isOn }) => isOn), [true]); // the second waits for the first
  made.know(true);
  asked[0].settle();
  await settle();
  assert.equal(made.isOn, false);
  assert.deepEqual(asked.map(({ isOn }) => isOn), [true, false]);
  made.know(false);
  asked[1].settle();
  await settle();
  assert.equal(made.isOn, false);
});

test("a switch goes back where it was refused, and where another screen has it", async () => {
  const { asked, made } = switchOf();
  made.know(false);
  made.press();
  await settle();
  asked[0].settle(); // the class did not hear of it
  await settle();
  assert.equal(made.isOn, false);
  made.know(true);
  assert.equal(made.isOn, true);
});

/** A browser's storage. */
function storage(kept = {}) {
  return { getItem: (key) => kept[key] ?? null, setItem: (key, text) => (kept[key] = text) };
}

const DONE = { isDone: true, reply: {}, reason: "", again: false };
const REFUSED = { isDone: false, reply: {}, reason: "Over.", again: false };
const LATER = { isDone: false, reply: {}, reason: "", again: true };
const drawing = (id) => ({ do: "draw", task: 1, id });

test("what is sent stays until it is kept, also where the page is opened anew", async () => {
  const place = storage();
  const outbox = new Outbox(place, "seat");
  outbox.add(drawing("a"));
  outbox.add(drawing("b"));
  const results = [DONE, LATER];
  const settled = [];
  await outbox.send(async () => results.shift(), ({ id }, reason) => settled.push([id, reason]));
  assert.deepEqual(settled, [["a", ""]]);
  const anew = new Outbox(place, "seat");
  assert.deepEqual(anew.messages, [drawing("b")]);
  await anew.send(async () => REFUSED, ({ id }, reason) => settled.push([id, reason]));
  assert.deepEqual(settled, [["a", ""], ["b", "Over."]]);
  assert.deepEqual(new Outbox(place, "seat").messages, []);
});

test("it sends one at a time, and what is added meanwhile too", async () => {
  const outbox = new Outbox(storage(), "seat");
  const said = [];
  const say = async ({ id }) => {
    said.push(id);
    if (id === "a") outbox.add(drawing("b"));
    return DONE;
  };
  outbox.add(drawing("a"));
  await Promise.all([outbox.send(say, () => {}), outbox.send(say, () => {})]);
  assert.deepEqual(said, ["a", "b"]);
});

test("the last guess in a task is the one that is sent", () => {
  const outbox = new Outbox(storage(), "seat");
  const guess = (task, value) => ({ do: "guess", task, value });
  for (const each of [guess(1, 10), guess(2, 5), guess(1, 30)]) outbox.add(each);
  assert.deepEqual(outbox.messages, [guess(2, 5), guess(1, 30)]);
});

test("two tabs of a seat lose nothing of each other's", async () => {
  const place = storage();
  const [one, other] = [new Outbox(place, "seat"), new Outbox(place, "seat")];
  one.add(drawing("a"));
  other.add(drawing("b"));
  const ids = (outbox) => outbox.messages.map(({ id }) => id).sort();
  assert.deepEqual(ids(new Outbox(place, "seat")), ["a", "b"]);
  const said = [];
  await other.send(async ({ id }) => (said.push(id), DONE), () => {});
  assert.deepEqual(said.sort(), ["a", "b"]);
  assert.deepEqual(ids(new Outbox(place, "seat")), []);
});

test("a guess that is changed while it is sent is sent as well", async () => {
  const outbox = new Outbox(storage(), "seat");
  const said = [];
  outbox.add({ do: "guess", task: 1, value: 10 });
  const say = async ({ value }) => {
    said.push(value);
    if (value === 10) outbox.add({ do: "guess", task: 1, value: 30 });
    return DONE;
  };
  await outbox.send(say, () => {});
  assert.deepEqual(said, [10, 30]);
});

for (const text of ["", "7", "{", '[7, null, {"task": 1}]']) {
  test(`a storage with ${text || "nothing"} holds no messages`, () => {
    assert.deepEqual(new Outbox(storage({ seat: text }), "seat").messages, []);
  });
}
