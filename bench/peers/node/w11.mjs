// mode: echo (node:net) | http (node:http; Bun.serve / Deno.serve natively) ; port
import * as net from "node:net";
import * as http from "node:http";
const [mode, port] = [process.argv[2], +process.argv[3]];
if (mode === "echo") {
  if (typeof Bun !== "undefined")
    Bun.listen({
      hostname: "127.0.0.1",
      port,
      socket: {
        data(s, d) {
          s.write(d);
        },
      },
    });
  else
    net
      .createServer((s) => {
        s.setNoDelay(true);
        s.on("error", () => {});
        s.on("data", (d) => s.write(d));
      })
      .listen(port, "127.0.0.1", 4096);
} else if (typeof Bun !== "undefined")
  Bun.serve({
    port,
    hostname: "127.0.0.1",
    fetch() {
      return new Response("hello, world\n");
    },
  });
else if (typeof Deno !== "undefined")
  Deno.serve({ port, hostname: "127.0.0.1", onListen() {} }, () => new Response("hello, world\n"));
else
  http
    .createServer((q, r) => {
      r.writeHead(200, { "Content-Type": "text/plain", "Content-Length": 13 });
      r.end("hello, world\n");
    })
    .listen(port, "127.0.0.1", 4096);
