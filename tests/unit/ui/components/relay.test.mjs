// The events between the parts of a page, on a document without a page.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { component } from "../../../../anomaly/ui/components/shared/component.js";
import { publish, subscribe } from "../../../../anomaly/ui/components/shared/events.js";
import { AnswerRelay } from "../../../../anomaly/ui/components/answer/relay.js";

beforeEach(() => {
  globalThis.document = new EventTarget();
});

test("an event reaches its subscribers until they leave", () => {
  const heard = [];
  const leave = subscribe("lineMoved", ({ threshold }) => heard.push(threshold));
  publish("lineMoved", { threshold: 1, settled: false });
  leave();
  publish("lineMoved", { threshold: 2, settled: true });
  assert.deepEqual(heard, [1]);
});

test("a part that comes after the answer is given it when it asks", () => {
  const heard = [];
  const relay = new AnswerRelay();
  relay.show("first");
  subscribe("answer", (answer) => heard.push(answer));
  publish("answerWanted", null);
  relay.show("second");
  assert.deepEqual(heard, ["first", "second"]);
});

test("a relay has nothing to say before an answer, nor after it has left", () => {
  const heard = [];
  subscribe("answer", (answer) => heard.push(answer));
  const relay = new AnswerRelay();
  publish("answerWanted", null);
  relay.show("answer");
  relay.leave();
  publish("answerWanted", null);
  assert.deepEqual(heard, ["answer"]);
});

test("a view lives through the runs of its component and leaves after the last", () => {
  const log = [];
  class View {
    show(data, send, keep) {
      log.push(data);
      send("once", data);
      keep("state", data);
    }
    leave() {
      log.push("left");
    }
  }
  const root = {};
  const run = component(".root", View);
  const sent = [];
  const mount = (data) =>
    run({
      data,
      parentElement: { querySelector: () => root },
      setTriggerValue: (name, value) => sent.push([name, value]),
      setStateValue: (name, value) => sent.push([name, value]),
    });
  const endFirst = mount(1);
  const endSecond = mount(2);
  endFirst();
  assert.deepEqual(log, [1, 2]);
  endSecond();
  assert.deepEqual(log, [1, 2, "left"]);
  assert.deepEqual(sent, [["once", 1], ["state", 1], ["once", 2], ["state", 2]]);
});
