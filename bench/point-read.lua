-- One row by primary key, at random. BENCH_PATH and BENCH_HEADERS ("Name: value" lines) come from rest.py.
local headers = {}
for line in (os.getenv("BENCH_HEADERS") or ""):gmatch("[^\n]+") do
  local name, value = line:match("^([^:]+):%s*(.*)$")
  headers[name] = value
end

function init()
  math.randomseed(os.time())
end

function request()
  return wrk.format("GET", os.getenv("BENCH_PATH") .. math.random(1, 100000), headers)
end

function done(summary, latency)
  local e = summary.errors
  print(string.format("RESULT %.1f %d %d %d", summary.requests / (summary.duration / 1e6), latency:percentile(50),
    latency:percentile(99), e.status + e.connect + e.read + e.write + e.timeout))
end
