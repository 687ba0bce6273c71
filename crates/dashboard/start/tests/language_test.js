import { equal, test } from "harness";
import { languageFor } from "../language.js";

const chosen = (...tags) => languageFor(tags).tag;

test("language: the first that the browser asks for and that there is", () => {
  equal([chosen("de"), chosen("fr", "ar-EG", "de"), chosen("DE-at")], ["de", "ar", "de"]);
});

test("language: a tag that another one stands for, and the same language written elsewhere", () => {
  equal([chosen("zh-CN"), chosen("zh-Hans-SG"), chosen("zh-TW")], ["zh-Hans", "zh-Hans", "zh-Hans"]);
});

test("language: English where none is known, or none is asked for", () => {
  equal([chosen("eo", "tlh"), chosen()], ["en", "en"]);
});
