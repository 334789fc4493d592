-- One kind of request, again and again. From rest.py: BENCH_METHOD, BENCH_PATH and BENCH_HEADERS ("Name: value" lines); "{id}" in
-- the path or body becomes a random key; BENCH_BODIES names a file with a body on each line, of which one is drawn each time.
local method, path, headers, bodies = os.getenv("BENCH_METHOD") or "GET", os.getenv("BENCH_PATH"), {}, {}
for line in (os.getenv("BENCH_HEADERS") or ""):gmatch("[^\n]+") do
  local name, value = line:match("^([^:]+):%s*(.*)$")
  headers[name] = value
end
for line in io.lines(os.getenv("BENCH_BODIES") or "/dev/null") do
  bodies[#bodies + 1] = line
end

local function keyed(text)
  return text:find("{id}", 1, true) and text:gsub("{id}", math.random(1, 100000)) or text
end

function init()
  math.randomseed(os.time())
end

function request()
  local body = #bodies > 0 and keyed(bodies[math.random(#bodies)]) or nil
  return wrk.format(method, keyed(path), headers, body)
end

function done(summary, latency)
  local e = summary.errors
  print(string.format("RESULT %.1f %d %d %d", summary.requests / (summary.duration / 1e6), latency:percentile(50),
    latency:percentile(99), e.status + e.connect + e.read + e.write + e.timeout))
end
