'use strict';
// The worker's half: it unpacks the program once, then checks one file after
// the other. It runs behind Go's own loader (wasm_exec.js) and has no way out:
// the page's policy forbids every connection.

let current = 0;

self.lvzhiReady = (choices) => postMessage({ready: JSON.parse(choices)});
self.lvzhiProgress = (rows) => postMessage({id: current, rows});

async function start(packed) {
  const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const bytes = await new Response(plain).arrayBuffer();
  const go = new Go();
  const {instance} = await WebAssembly.instantiate(bytes, go.importObject);
  await go.run(instance); // does not return while the program lives
  postMessage({died: true});
}

onmessage = async ({data}) => {
  try {
    if (data.program) {
      self.lvzhiAdopted = data.adopted;
      await start(data.program);
      return;
    }
    current = data.id;
    const reply = self.lvzhiCheck(data.file, data.request);
    postMessage(reply === undefined ? {died: true} : {id: data.id, reply: JSON.parse(reply)});
  } catch (error) {
    postMessage({died: true, why: String(error)});
  }
};
