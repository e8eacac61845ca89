-- wrk: each thread asks its own share of the paths in the file WRK_PATHS, in order.
local threads = tonumber(os.getenv("WRK_THREADS"))
local started = 0

function setup(thread)
   thread:set("share", started)
   started = started + 1
end

function init(args)
   paths = {}
   local number = 0
   for line in io.lines(os.getenv("WRK_PATHS")) do
      if number % threads == share then
         paths[#paths + 1] = line
      end
      number = number + 1
   end
   next_path = 0
end

function request()
   next_path = next_path % #paths + 1
   return wrk.format("GET", paths[next_path])
end
