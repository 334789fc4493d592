-- One kind of call to /auth/v1, again and again. From auth.py: BENCH_CASE (user, refresh, password), BENCH_KEY and the file BENCH_TOKENS:
-- an access token, a refresh token and an e-mail address on each line.
local case, key, password = os.getenv("BENCH_CASE"), os.getenv("BENCH_KEY"), os.getenv("BENCH_PASSWORD")
local access, refresh, emails = {}, {}, {}
for line in io.lines(os.getenv("BENCH_TOKENS")) do
  local a, r, e = line:match("^(%S+) (%S+) (%S+)$")
  access[#access + 1], refresh[#refresh + 1], emails[#emails + 1] = a, r, e
end
local json = { ["Content-Type"] = "application/json", apikey = key }

function init()
  math.randomseed(os.time())
end

function request()
  if case == "user" then
    return wrk.format("GET", "/auth/v1/user", { apikey = key, Authorization = "Bearer " .. access[math.random(#access)] })
  elseif case == "refresh" then
    -- each token is used once; the answer brings the next of its family
    return wrk.format("POST", "/auth/v1/token?grant_type=refresh_token", json, '{"refresh_token":"' .. table.remove(refresh, 1) .. '"}')
  end
  return wrk.format("POST", "/auth/v1/token?grant_type=password", json,
    '{"email":"' .. emails[math.random(#emails)] .. '","password":"' .. password .. '"}')
end

if case == "refresh" then
  function response(status, headers, body)
    refresh[#refresh + 1] = body:match('"refresh_token":"([^"]+)"')
  end
end

function done(summary, latency)
  local e = summary.errors
  print(string.format("RESULT %.1f %d %d %d", summary.requests / (summary.duration / 1e6), latency:percentile(50),
    latency:percentile(99), e.status + e.connect + e.read + e.write + e.timeout))
end
