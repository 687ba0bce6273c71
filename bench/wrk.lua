-- One request again and again, for wrk. From the environment: METHOD, BODY, HEADERS ("name: value" lines), GOOD (a text
-- that every good answer has; without it every status below 400 is good), PAGES (how many pages {p} chooses from).
-- In path, headers and body: {n} becomes a number that is used once, {p} the number of a page.
local method, body, good_text = os.getenv("METHOD") or "GET", os.getenv("BODY") or "", os.getenv("GOOD") or ""
local pages, salt, count = tonumber(os.getenv("PAGES") or "1"), os.getenv("SALT") or tostring(os.time()), 0
local headers, threads = {}, {}
good = 0
for line in (os.getenv("HEADERS") or ""):gmatch("[^\n]+") do
  local name, value = line:match("^([^:]+):%s*(.*)$")
  headers[name] = value
end

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

local function fill(text)
  return (text:gsub("{n}", salt .. "-" .. number .. "-" .. count):gsub("{p}", function() return math.random(0, pages - 1) end))
end

function init()
  math.randomseed(os.time() + number)
  local varies = (wrk.path .. body .. (os.getenv("HEADERS") or "")):find("{%a}")
  for name, value in pairs(headers) do wrk.headers[name] = value end
  -- What never changes is put together once: the generator must not be what is measured.
  if not varies then
    local same = wrk.format(method, wrk.path, headers, body ~= "" and body or nil)
    request = function() return same end
  end
end

function request()
  count = count + 1
  local filled = {}
  for name, value in pairs(headers) do filled[name] = fill(value) end
  return wrk.format(method, fill(wrk.path), filled, body ~= "" and fill(body) or nil)
end

if good_text ~= "" then
  function response(status, _, answer)
    if status < 400 and answer:find(good_text, 1, true) then good = good + 1 end
  end
end

function done(summary, latency)
  local answered = 0
  for _, thread in ipairs(threads) do answered = answered + (thread:get("good") or 0) end
  local errors = summary.errors
  if good_text == "" then answered = summary.requests - errors.status end
  io.write(string.format('\n@{"good":%d,"sent":%d,"micros":%d,"bytes":%d,"p50":%.3f,"p99":%.3f,"broken":%d}\n',
    answered, summary.requests, summary.duration, summary.bytes, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, errors.connect + errors.read + errors.write + errors.timeout))
end
